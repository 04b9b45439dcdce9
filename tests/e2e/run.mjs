// Browser tests against a running server with the demonstration city:
//   LINLI_URL=http://localhost:8080 node tests/e2e/run.mjs [name-filter]
// One line a test, counts at the end. Without LINLI_URL the mock server of web/dev is started.
// LINLI_SERVER_PID: process to stop in the last test, which shows that a board lives on without it.
import { spawn } from 'node:child_process';
import { accessibility } from './accessibility.mjs';
import { launch } from './browser.mjs';
import { board } from './board.mjs';
import { cases } from './cases.mjs';
import { citizen } from './citizen.mjs';
import { console_ } from './console.mjs';
import { contract } from './contract.mjs';
import { desk } from './desk.mjs';
import { money } from './money.mjs';
import { national } from './national.mjs';
import { processes } from './processes.mjs';
import { rules } from './rules.mjs';
import { states } from './states.mjs';
import { tiles } from './tiles.mjs';

const filter = new RegExp(process.argv[2] ?? '.');
let base = process.env.LINLI_URL?.replace(/\/$/, '').replace('//127.0.0.1', '//localhost');
let pid = Number(process.env.LINLI_SERVER_PID) || 0;
let mock;
if (!base) {
    mock = spawn(process.execPath, [new URL('../../web/dev/mock.mjs', import.meta.url).pathname, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    base = await new Promise((done) => mock.stdout.once('data', (d) => done(String(d).trim())));
    pid = mock.pid;
}
const browser = await launch();
let passed = 0;
let failed = 0;
let skipped = 0;

const wanted = (name) => filter.test(name);

async function test(name, what) {
    if (!wanted(name)) return;
    const start = Date.now();
    try {
        await what();
        passed++;
        console.log(`ok ${name} (${Date.now() - start} ms)`);
    } catch (e) {
        if (e?.skip) {
            skipped++;
            console.log(`skip ${name}: ${e.skip}`);
        } else {
            failed++;
            console.log(`not ok ${name}\n    ${String(e?.message ?? e).split('\n').slice(0, 12).join('\n    ')}`);
        }
    }
}
const began = Date.now();
const tools = { browser, base, test, wanted, pid };
try {
    await citizen(tools);
    await cases(tools);
    await desk(tools);
    await money(tools);
    await console_(tools);
    await contract(tools);
    await tiles(tools);
    await national(tools);
    await rules(tools);
    await processes(tools);
    await states(tools);
    await accessibility(tools);
    await board(tools);
} catch (e) {
    failed++;
    console.log(`not ok preparation\n    ${e?.stack ?? e}`);
}
await browser.close();
if (mock && mock.exitCode === null) mock.kill();
if (skipped) console.log(`${skipped} skipped`);
console.log(`browser tests took ${Math.round((Date.now() - began) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
