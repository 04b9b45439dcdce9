// A deployment with the national algorithms: the browser checks SM2 signatures and SM3 proofs itself.
import { sample, settled, signIn } from './browser.mjs';
import { check, fresh } from './check.mjs';
import { ownServer } from './own.mjs';

export async function national({ browser, test, wanted }) {
    const names = ['national: a board verifies its SM2 signature, with and without network', 'national: a bundle that SM2 did not sign is not shown', 'national: the auditor verifies an entry by SM3'];
    if (!names.some(wanted)) return;
    let server;
    let fault;
    try {
        server = await ownServer({ preset: 'small', crypto: 'sm' });
    } catch (e) {
        fault = e;
    }
    const given = (name, what) => test(name, async () => {
        if (fault) throw fault;
        await what();
    });
    await given(names[0], async () => {
        const { code } = await sample(server.base);
        check((await (await fetch(`${server.base}/api/v1/boards/${code}/bundle`)).json()).algorithm === 'sm2', 'the server does not sign with SM2');
        const context = await fresh(browser, { width: 1920, height: 1080, worker: 'allow' });
        const page = await context.newPage();
        await page.goto(`${server.base}/board/${code}`);
        await page.waitForSelector('.board .line');
        await page.evaluate(() => navigator.serviceWorker.ready);
        await page.waitForFunction(() => navigator.serviceWorker.controller);
        await context.setOffline(true);
        await page.reload();
        await page.waitForSelector('.board .line');
        await context.close();
    });
    await given(names[1], async () => {
        const { code } = await sample(server.base);
        const context = await fresh(browser, { width: 1920, height: 1080 });
        const page = await context.newPage();
        await page.route('**/bundle', async (route) => {
            const body = await (await route.fetch()).json();
            body.payload = body.payload.replace('"listings"', ' "listings"');
            await route.fulfill({ json: body });
        });
        await page.goto(`${server.base}/board/${code}`);
        await page.waitForSelector('.board-fault [role=alert]');
        check((await page.$('.board .line')) === null, 'shows unsigned data');
        await context.close();
    });
    await given(names[2], async () => {
        const context = await fresh(browser);
        await signIn(context, server.base, 'auditor', { again: true });
        const page = await context.newPage();
        await page.goto(`${server.base}/console/journal`);
        await page.waitForSelector('.table tbody tr');
        await settled(page);
        await page.click('.table .button >> nth=-1');
        await page.waitForSelector('.tag:has-text("在日志中")');
        await page.click('text=重新核对');
        await page.waitForSelector('text=没有改写');
        await context.close();
    });
    await server?.stop();
}
