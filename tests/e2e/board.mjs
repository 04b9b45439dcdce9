import { prefs, sample, settled } from './browser.mjs';
import { check, fresh } from './check.mjs';

export async function board({ browser, base, test, pid }) {
    const { code } = await sample(base);
    const open = async ({ mode, ...options } = {}) => {
        const context = await fresh(browser, { width: 1920, height: 1080, worker: 'allow', ...options });
        if (mode) await prefs(context, mode);
        const page = await context.newPage();
        await page.goto(`${base}/board/${code}`);
        await page.waitForSelector('.board .line');
        return { context, page };
    };
    const modes = [{}, { elder: true }, { elder: true, lang: 'en' }];
    const fits = [[1920, 1080], [3840, 2160], [1080, 1920], [2160, 3840]].flatMap(([width, height]) => modes.map((mode) => ({ width, height, mode })));
    for (const { width, height, mode } of fits)
        await test(`board: at ${width}x${height}${mode.elder ? ' in elder mode' : ''}${mode.lang ? ' in English' : ''} nothing is cut off and the smallest text reads at three metres`, async () => {
            const { context, page } = await open({ width, height, mode });
            await settled(page);
            const r = await page.evaluate(() => {
                const short = Math.min(innerWidth, innerHeight);
                const small = [];
                for (const e of document.querySelectorAll('.board *')) {
                    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) || e.closest('svg')) continue;
                    const size = parseFloat(getComputedStyle(e).fontSize);
                    if (size < short * 0.0255) small.push(`${e.className}: ${size}`);
                }
                const cut = [...document.querySelectorAll('.board .line, .board .group, .board .panel, .board .strip p')].filter((e) => {
                    const b = e.getBoundingClientRect();
                    return b.right > innerWidth + 3 || b.bottom > innerHeight + 3 || e.scrollWidth > e.clientWidth + 2 || (e.matches('.group') && e.querySelector('.word').getBoundingClientRect().height > b.height + 1);
                });
                const bottom = document.querySelector('.board .list').getBoundingClientRect().bottom;
                const rows = [...document.querySelectorAll('.board .line')];
                return { small, cut: cut.map((e) => e.className + ' ' + e.innerText.slice(0, 30)), over: rows.filter((l) => l.getBoundingClientRect().bottom > bottom + 2).length, rows: rows.length };
            });
            await context.close();
            check(r.small.length === 0, `too small: ${r.small.slice(0, 5).join(', ')}`);
            check(r.cut.length === 0, `cut off: ${r.cut.slice(0, 5).join(' | ')}`);
            check(r.over === 0 && r.rows >= 4, `${r.over} of ${r.rows} rows below the edge`);
        });
    await test('board: shows distance in order, phones, data age, the office and a code', async () => {
        const { context, page } = await open();
        const text = await page.textContent('.board');
        check(/数据截至/.test(text), 'no data age');
        check(/服务和投诉电话/.test(text), 'no office phone');
        check((await page.$$('.board .qr')).length === 1, 'no code to take along');
        await context.close();
    });
    await test('board: keys choose category, row and pause; a chosen row gives a code to call', async () => {
        const { context, page } = await open();
        await page.keyboard.press('ArrowRight');
        check((await page.getAttribute('.groups li:nth-child(2) button', 'aria-current')) === 'true', 'the arrow did not choose the next category');
        for (let i = 0; i < 4; i++) {
            await page.keyboard.press('ArrowDown');
            if ((await page.$$('.board .qr')).length === 2) break;
        }
        check((await page.$$('.board .qr')).length === 2, 'no code to call');
        await page.keyboard.press('Escape');
        check((await page.$$('.board .line.on')).length === 0, 'Escape leaves the row chosen');
        await context.close();
    });
    await test('board: never shows data that the pinned key did not sign', async () => {
        const { context, page } = await open({ worker: 'block' });
        const name = await page.textContent('.board h1');
        await page.route('**/bundle', async (route) => {
            const answer = await route.fetch();
            const body = await answer.json();
            body.payload = body.payload.replace(/"name_zh":"/g, '"name_zh":"假');
            await route.fulfill({ json: body });
        });
        await page.reload();
        await page.waitForSelector('.board .line');
        await settled(page);
        check((await page.textContent('.board h1')) === name && !(await page.textContent('.board')).includes('假'), 'shows unsigned data');
        await context.close();
        const second = await fresh(browser, { width: 1920, height: 1080 });
        const other = await second.newPage();
        await other.route('**/bundle', async (route) => {
            const body = await (await route.fetch()).json();
            body.payload = body.payload.replace('"listings"', ' "listings"');
            await route.fulfill({ json: body });
        });
        await other.goto(`${base}/board/${code}`);
        await other.waitForSelector('.board-fault [role=alert]');
        check((await other.$('.board .line')) === null, 'a new screen shows unsigned data');
        await second.close();
    });
    await test('board: a key other than the one of the set-up link is refused', async () => {
        const context = await fresh(browser, { width: 1920, height: 1080 });
        const page = await context.newPage();
        await page.goto(`${base}/board/${code}?pin=${'00'.repeat(32)}`);
        await page.waitForSelector('.board-fault [role=alert]');
        check((await page.$('.board .line')) === null, 'shows data in spite of the wrong key');
        await context.close();
    });
    await test('board: starts again without network from the last bundle and says so; warns when it has expired', async () => {
        const { context, page } = await open();
        await page.evaluate(() => navigator.serviceWorker.ready);
        await page.waitForFunction(() => navigator.serviceWorker.controller);
        await context.setOffline(true);
        await page.reload();
        await page.waitForSelector('.board .line');
        await page.waitForSelector('.age.warn');
        await page.clock.install({ time: new Date(Date.now() + 60 * 86400e3) });
        await page.reload();
        await page.waitForSelector('.board .age.bad');
        await context.close();
    });
    await test('board: lives on when the server is stopped', async () => {
        if (!pid) throw Object.assign(new Error('skip'), { skip: 'LINLI_SERVER_PID is not set' });
        const { context, page } = await open();
        await page.evaluate(() => navigator.serviceWorker.ready);
        await page.waitForFunction(() => navigator.serviceWorker.controller);
        process.kill(pid, 'SIGTERM');
        for (let i = 0; i < 100; i++) {
            if (!(await fetch(`${base}/api/v1/health`).then(() => true, () => false))) break;
            await new Promise((r) => setTimeout(r, 100));
        }
        await page.reload();
        await page.waitForSelector('.board .line');
        await page.waitForSelector('.age.warn');
        await context.close();
    });
}
