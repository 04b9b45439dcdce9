// Deployments that a test starts for itself, with the options that it is about.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { password } from './browser.mjs';

const path = (p) => fileURLToPath(new URL(`../../${p}`, import.meta.url));
const program = process.env.LINLI_BINARY ?? path('build/release/linli');

// `preset`: of the demonstration city; none = an empty deployment.
export async function ownServer({ preset, crypto = 'intl', options = [] }) {
    if (!existsSync(program)) throw Object.assign(new Error('skip'), { skip: `there is no ${program}; name the program in LINLI_BINARY` });
    const data = mkdtempSync(join(tmpdir(), 'linli-e2e-'));
    const common = ['--data', data, '--crypto', crypto];
    if (preset) {
        const made = spawnSync(program, ['demo', ...common, '--preset', preset], { encoding: 'utf8' });
        if (made.status !== 0) throw new Error(`linli demo: ${made.stderr}`);
    }
    const server = spawn(program, ['serve', ...common, '--port', '0', '--web', path('web/dist'), ...(preset ? ['--demo'] : []), ...options]);
    let said = '';
    const ready = new Promise((done, fail) => {
        server.stdout.on('data', (d) => {
            said += d;
            const port = /is ready on http:\/\/localhost:(\d+)/.exec(said)?.[1];
            if (port) done(`http://localhost:${port}`);
        });
        server.stderr.on('data', (d) => (said += d));
        server.on('exit', () => fail(new Error(`linli serve: ${said.slice(-500)}`)));
    });
    const ended = new Promise((done) => server.on('exit', done));
    const stop = async () => {
        if (server.exitCode === null && server.signalCode === null) server.kill('SIGTERM');
        await ended;
        rmSync(data, { recursive: true, force: true });
    };
    try {
        return { base: await ready, said: () => said, stop };
    } catch (e) {
        await stop();
        throw e;
    }
}

// Calls of the API as that account, without a browser.
export async function callerOf(base, login, word = password) {
    const headers = { 'Content-Type': 'application/json', 'X-Linli': '1' };
    const session = await fetch(`${base}/api/v1/sessions`, { method: 'POST', headers, body: JSON.stringify({ login, password: word }) });
    const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0];
    return async (method, route, body, more = {}) => {
        const answer = await fetch(`${base}/api/v1${route}`, { method, headers: { ...headers, cookie, ...more }, body: body === undefined ? undefined : JSON.stringify(body) });
        const text = await answer.text();
        return { status: answer.status, body: text ? JSON.parse(text) : undefined };
    };
}
