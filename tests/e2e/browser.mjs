// Chromium through playwright-core, with the flags that keep it quiet and offline.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
export const axeSource = require.resolve('axe-core/axe.min.js');

export async function launch() {
    const executablePath = [process.env.LINLI_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) => p && existsSync(p));
    if (!executablePath) {
        console.error('No Chromium found. Install the package chromium, or name one in LINLI_CHROMIUM.');
        process.exit(2);
    }
    return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

export const password = process.env.LINLI_DEMO_PASSWORD ?? 'Linli-demo-2026';

export async function prefs(context, { elder = false, lang = 'zh', step = 0 } = {}) {
    await context.addInitScript(([e, l, s]) => {
        if (!localStorage.getItem('linli.prefs')) localStorage.setItem('linli.prefs', JSON.stringify({ elder: e, lang: l, step: s }));
    }, [elder, lang, step]);
}

const kept = new Map();

// Signs in on the page and leaves the cookie in the context; the next test of the same account takes
// the kept cookie. The cookie is Secure; a browser takes it on localhost only, so the address of the
// server must be localhost or https.
export async function signIn(context, base, login, { again = false } = {}) {
    const cookies = !again && kept.get(login);
    if (cookies) return context.addCookies(cookies);
    const page = await context.newPage();
    await page.goto(`${base}/login`);
    await page.fill('#login', login);
    await page.fill('#password', password);
    await page.click('form button[type=submit]');
    await page.waitForURL((u) => !u.pathname.startsWith('/login'));
    if (!again) kept.set(login, await context.cookies());
    await page.close();
}

// The page's account appears as one that has not registered; the demonstration city signs in none.
export const asUnregistered = (page) =>
    page.route('**/api/v1/session', async (route) => {
        if (route.request().method() !== 'GET') return route.continue();
        const { person_id, ...me } = await (await route.fetch()).json();
        await route.fulfill({ json: { ...me, registration: 'none' } });
    });

// The page has its heading, no call to the server is under way, and it has been painted.
export async function settled(page) {
    await page.waitForSelector('h1');
    await page.waitForFunction(() => window.linliPending === 0 && !/正在读取|Loading…|Reading data…/.test(document.body.innerText));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
}

// Works through the jobs, so many at a time.
export async function inParallel(jobs, atOnce, work) {
    const queue = [...jobs];
    const one = async () => {
        for (let j = queue.shift(); j; j = queue.shift()) await work(j);
    };
    await Promise.all(Array.from({ length: atOnce }, one));
}

// The first board that the server has, and a listing near it.
export async function sample(base) {
    const get = async (p) => (await fetch(`${base}/api/v1${p}`)).json();
    let code = process.env.LINLI_BOARD;
    if (!code)
        for (const c of ['990202001001']) if ((await fetch(`${base}/api/v1/boards/${c}/bundle`)).ok) code = c;
    if (!code) {
        const session = await fetch(`${base}/api/v1/sessions`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Linli': '1' }, body: JSON.stringify({ login: 'keeper', password }) });
        const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0];
        code = (await (await fetch(`${base}/api/v1/boards`, { headers: { cookie } })).json()).items?.[0]?.code;
    }
    const bundle = code ? JSON.parse((await get(`/boards/${code}/bundle`)).payload) : undefined;
    const listing = bundle?.listings[0]?.id ?? (await get('/listings?limit=1')).items[0]?.id;
    return { code, board: bundle?.board, listing };
}
