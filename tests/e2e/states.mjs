// The states that nobody demonstrates: nothing entered yet, and the server gone under an open page.
import { sample, settled } from './browser.mjs';
import { check, fresh } from './check.mjs';
import { ownServer } from './own.mjs';

export async function states({ browser, test, wanted }) {
    const names = [
        'empty: the search says that nothing has been entered, and tells no age of data that are none',
        'empty: the console tells an administrator the first steps',
        'gone: the search shows what the device kept and says so; what it did not keep is named as not reachable',
        'gone: a form says that it was not done, and keeps what was typed',
    ];
    const deployment = async (options, what) => {
        const server = await ownServer(options);
        try {
            await what(server);
        } finally {
            await server.stop();
        }
    };
    if (names.slice(0, 2).some(wanted)) {
        await test(names[0], () => deployment({}, async (server) => {
            const context = await fresh(browser, { width: 360, height: 740 });
            const page = await context.newPage();
            await page.goto(server.base);
            await settled(page);
            const text = await page.textContent('main');
            check(text.includes('这里还没有录入服务'), 'does not say that nothing has been entered');
            check(!text.includes('1970'), 'tells data of 1970');
            await context.close();
        }));
        await test(names[1], () => deployment({}, async (server) => {
            const first = /^ {4}system {2}(\S+)/m.exec(server.said())[1];
            const context = await fresh(browser);
            const page = await context.newPage();
            await page.goto(`${server.base}/login?back=/console`);
            await page.fill('#login', 'system');
            await page.fill('#password', first);
            await page.click('form button[type=submit]');
            await page.waitForURL(/\/password\?/);
            await page.fill('#old', first);
            await page.fill('#new', 'four quiet lamps at the gate');
            await page.click('form button[type=submit]');
            await page.waitForSelector('.first li');
            check((await page.textContent('main')).includes('全部区域'), 'the area of the first grant has no name');
            await page.click('.first a[href="/console/areas"]');
            await page.setInputFiles('#area-file', { name: 'areas.csv', mimeType: 'text/csv', buffer: Buffer.from('代码,级别,上级代码,名称,英文名,生效日期\n990202001,街道,,公园街道,Park Street,2020-01-01\n990202001001,社区,990202001,豫章社区,Yuzhang,2020-01-01\n') });
            await page.click('.button.main:has-text("2")');
            // A deployment of one street has no city above it.
            await page.waitForSelector('.table td:has-text("公园街道")');
            await page.goto(`${server.base}/console`);
            await settled(page);
            check((await page.$('.first')) === null, 'the first steps stay after they were done');
            await context.close();
        }));
    }
    if (!names.slice(2).some(wanted)) return;
    await test(names[2], () => deployment({ preset: 'small' }, async (server) => {
        const { board } = await sample(server.base);
        const context = await fresh(browser, { width: 768, height: 1024, worker: 'allow' });
        const page = await context.newPage();
        await page.goto(`${server.base}/?lat=${board.lat}&lng=${board.lng}`);
        await settled(page);
        await page.evaluate(() => navigator.serviceWorker.ready);
        await page.waitForFunction(() => navigator.serviceWorker.controller);
        await page.reload();
        await settled(page);
        check((await page.$('.found .note.warn')) === null, 'calls a fresh answer a kept one');
        await server.stop();
        await page.reload();
        await page.waitForSelector('.found .note.warn:has-text("连不上服务器")');
        check((await page.$$('.found .list li')).length > 0, 'shows no kept listings');
        await page.fill('#q', '没有保存过的词');
        await page.waitForSelector('.found [role=alert]:has-text("服务器没有回应")');
        check((await page.$('.found .button.wide')) === null, 'offers more of what cannot be reached');
        await context.close();
    }));
    await test(names[3], () => deployment({ preset: 'small' }, async (server) => {
        const context = await fresh(browser);
        const page = await context.newPage();
        await page.goto(`${server.base}/login`);
        await settled(page);
        await server.stop();
        await page.fill('#login', 'keeper');
        await page.fill('#password', 'something');
        await page.click('form button[type=submit]');
        await page.waitForSelector('.summary:focus:has-text("没有办成")');
        check((await page.inputValue('#login')) === 'keeper', 'what was typed is gone');
        await context.close();
    }));
}
