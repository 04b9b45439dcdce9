// Services and cases as a resident meets them: find, see what is needed, apply, correct once, follow,
// withdraw, complain. What an office does in between is done by its accounts through the interface.
import { settled, signIn } from './browser.mjs';
import { check, fresh } from './check.mjs';
import { callerOf } from './own.mjs';

// A white picture of 40 x 40 points.
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAACgAAAAoCAIAAAADnC86AAAAK0lEQVR42u3NMQ0AAAwDoPo33ZpYsgcMkD6JWCwWi8VisVgsFovFYrFYfGcs0K5PRsg8wgAAAABJRU5ErkJggg==', 'base64');
const photo = (name = '租房合同.png') => ({ name, mimeType: 'image/png', buffer: PNG });
const CERTIFICATE = 'resident-certificate';

export async function cases({ browser, base, test, wanted }) {
    const phone = (options) => fresh(browser, { width: 390, height: 844, ...options });
    const visit = async (context, path) => {
        const page = await context.newPage();
        await page.goto(base + path);
        await settled(page);
        return page;
    };
    const open = async (path, options) => {
        const context = await phone(options);
        await signIn(context, base, 'resident');
        return { context, page: await visit(context, path) };
    };
    let resident;
    const call = async (method, path, body, more) => {
        resident ??= await callerOf(base, 'resident');
        const r = await resident(method, path, body, more);
        check(r.status < 300, `${method} ${path}: ${r.status} ${JSON.stringify(r.body)?.slice(0, 200)}`);
        return r.body;
    };
    const noDrafts = async () => {
        for (const c of (await call('GET', '/cases?limit=100')).items) if (c.state === 'draft') await call('DELETE', `/cases/${c.id}`);
    };
    const draft = (data = {}) => call('POST', '/cases', { service: CERTIFICATE, data });
    const filled = { kind: 'residence', recorded: 'no', recipient: '区图书馆' };
    const formOf = async (page) => page.waitForSelector('.linli-option');
    const saved = (page) => page.waitForSelector('.save-state:has-text("已保存")');
    const go = (page) => page.click('.edit .button.main:has-text("继续")');

    await test('services: an item is found by the words that people use, and says how long and how much', async () => {
        const context = await phone();
        const page = await visit(context, '/');
        await page.click('.to-services');
        await page.waitForSelector('.services .item');
        await page.fill('#sq', '开证明');
        await page.waitForURL(/q=/);
        await settled(page);
        const text = await page.textContent('.services .cards');
        check(text.includes('居民证明') && text.includes('当场办') && text.includes('不收费'), text);
        await page.fill('#sq', 'qqxxzz');
        await page.waitForSelector('text=没有找到这件事');
        await page.click('text=看全部事项');
        await page.waitForSelector('.services .item');
        await context.close();
    });
    await test('services: the guide asks what decides the materials, and says what nobody has to hand in', async () => {
        const context = await phone();
        const page = await visit(context, `/services/${CERTIFICATE}`);
        await page.waitForSelector('.for-me .note.warn');
        check((await page.textContent('.for-me')).includes('由您的实名登记提供'), 'does not say who holds the identity card');
        await page.check('.for-me input[value=residence]');
        await page.check('.for-me input[value=no]');
        await page.waitForSelector('.for-me >> text=说明居住情况的材料');
        await page.check('.for-me input[value=yes]');
        await page.waitForSelector('.for-me >> text=什么材料都不用交');
        check((await page.$$('.for-me .note.warn')).length === 0, 'still asks after all was answered');
        await context.close();
    });
    await test('services: the empty form can be printed', async () => {
        const context = await phone();
        const page = await visit(context, '/services/medical-reimbursement/form');
        await page.waitForSelector('.leaf .sign:has-text("签")');
        await page.emulateMedia({ media: 'print' });
        check(!(await page.isVisible('.frame .head')) && !(await page.isVisible('.leaf ~ .no-print, .no-print button')), 'buttons are printed');
        await context.close();
    });
    await test('services: who is not signed in is sent to sign in and back to the application', async () => {
        const context = await phone();
        const page = await visit(context, `/services/${CERTIFICATE}/apply`);
        await page.click('main .button.main');
        await page.waitForURL(/\/login\?back=/);
        check(new URL(page.url()).searchParams.get('back') === `/services/${CERTIFICATE}/apply`, page.url());
        await context.close();
    });
    await test('services: the inner pages of cases send a visitor to sign in', async () => {
        const context = await phone();
        const page = await visit(context, '/cases/0000000000001');
        await page.click('text=重新登录');
        await page.waitForURL(/\/login\?back=/);
        await context.close();
    });
    await test('cases: an answer of the guide is in the application, the form is saved while one types', async () => {
        await noDrafts();
        const { context, page } = await open(`/services/${CERTIFICATE}`);
        await page.waitForSelector('.for-me input[value=activity]');
        await page.check('.for-me input[value=activity]');
        await page.click('.guide .acts .button');
        await page.waitForURL(/\/cases\/\w+\/edit/);
        await formOf(page);
        check(await page.isChecked('.linli-option input >> nth=1'), 'the answer is not taken over');
        await page.check('.linli-option input >> nth=0');
        await saved(page);
        const other = await phone();
        await signIn(other, base, 'resident');
        const again = await visit(other, new URL(page.url()).pathname);
        await formOf(again);
        check(await again.isChecked('.linli-option input >> nth=0'), 'another device does not have it');
        await other.close();
        await context.close();
    });
    await test('cases: who has begun an application is led back to it', async () => {
        await noDrafts();
        const c = await draft();
        const { context, page } = await open(`/services/${CERTIFICATE}/apply`);
        await page.click('text=接着填');
        await page.waitForURL(new RegExp(`/cases/${c.id}/edit`));
        await context.close();
    });
    await test('cases: without network a form is kept on this device and saved when the network is back', async () => {
        const c = await draft();
        const { context, page } = await open(`/cases/${c.id}/edit`);
        await formOf(page);
        await context.setOffline(true);
        await page.check('.linli-option input >> nth=0');
        await page.waitForSelector('.save-state:has-text("已存在这部手机上")');
        await context.setOffline(false);
        await saved(page);
        check((await call('GET', `/cases/${c.id}`)).data.kind === 'residence', 'the server does not have it');
        await context.close();
    });
    await test('cases: what was typed without network survives closing the page', async () => {
        const c = await draft();
        const { context, page } = await open(`/cases/${c.id}/edit`);
        await formOf(page);
        await context.setOffline(true);
        await page.check('.linli-option input >> nth=1');
        await page.waitForSelector('.save-state:has-text("已存在这部手机上")');
        await page.close();
        await context.setOffline(false);
        check((await call('GET', `/cases/${c.id}`)).data.kind === undefined, 'it was sent without network');
        const again = await visit(context, `/cases/${c.id}/edit`);
        await formOf(again);
        check(await again.isChecked('.linli-option input >> nth=1'), 'it is gone');
        await saved(again);
        await context.close();
    });
    await test('cases: a form that was changed elsewhere is never overwritten unasked', async () => {
        const c = await draft();
        const { context, page } = await open(`/cases/${c.id}/edit`);
        await formOf(page);
        await call('PUT', `/cases/${c.id}/form`, { data: { kind: 'activity' } }, { 'If-Match': `"${c.etag}"` });
        await page.check('.linli-option input >> nth=0');
        await page.waitForSelector('.save-state:has-text("在别的地方也改过")');
        check((await call('GET', `/cases/${c.id}`)).data.kind === 'activity', 'it was overwritten');
        await page.click('text=用我现在填的');
        await saved(page);
        check((await call('GET', `/cases/${c.id}`)).data.kind === 'residence', 'the choice was not followed');
        await context.close();
    });
    await test('cases: an unfinished form names the fields and does not go on', async () => {
        const c = await draft();
        const { context, page } = await open(`/cases/${c.id}/edit`);
        await formOf(page);
        await go(page);
        await page.waitForSelector('.summary:focus');
        check(!page.url().includes('step='), 'went on');
        check(!/Field is|undefined/.test(await page.textContent('.summary')), await page.textContent('.summary'));
        await context.close();
    });
    await test('cases: a photo is handed in, shown, and taken back; what is no picture is refused in words', async () => {
        const c = await draft(filled);
        const { context, page } = await open(`/cases/${c.id}/edit?step=materials`);
        const input = 'input[data-material=residence-paper]';
        await page.setInputFiles(input, photo());
        await page.waitForSelector('.material .files a:has-text("租房合同.png")');
        check((await page.textContent('.material')).includes('已交 1 份'), 'not counted');
        await page.setInputFiles(input, { name: 'notes.docx', mimeType: 'application/msword', buffer: Buffer.from('x') });
        await page.waitForSelector('.material .note.bad:has-text("只收照片")');
        await page.click('.material .files .button');
        await page.waitForSelector('.material .tag:has-text("还没交")');
        await context.close();
    });
    await test('cases: a photo that could not be sent is kept and sent again', async () => {
        const c = await draft(filled);
        const { context, page } = await open(`/cases/${c.id}/edit?step=materials`);
        await context.setOffline(true);
        await page.setInputFiles('input[data-material=residence-paper]', photo());
        await page.waitForSelector('.material .note.bad:has-text("没有传上去")');
        await context.setOffline(false);
        await page.waitForSelector('.material .tag.good');
        await context.close();
    });
    await test('cases: all that is missing is told before submission; it can be handed in later; the receipt says what next', async () => {
        const c = await draft(filled);
        const { context, page } = await open(`/cases/${c.id}/edit`);
        await formOf(page);
        await go(page);
        await page.waitForURL(/step=materials/);
        await go(page);
        await page.waitForURL(/step=check/);
        check((await page.textContent('.missing')).includes('说明居住情况的材料'), 'what is missing is not named');
        check((await page.textContent('.edit')).includes('区图书馆'), 'the answers are not shown for checking');
        await page.click('text=先提交，材料以后补');
        await page.waitForURL(/\/receipt$/);
        await settled(page);
        const told = await page.textContent('.receipt');
        check(told.includes((await call('GET', `/cases/${c.id}`)).code) && told.includes('接下来'), told);
        await page.click('text=看进度');
        await page.waitForSelector('.step-line [aria-current=step]');
        await page.goBack();
        await context.close();
    });
    await test('cases: a submitted case cannot be edited; the address leads to its progress', async () => {
        const c = await draft(filled);
        await call('POST', `/cases/${c.id}/submission`, { incomplete: true });
        const { context, page } = await open(`/cases/${c.id}/edit`);
        await page.waitForURL(new RegExp(`/cases/${c.id}$`));
        await context.close();
    });
    await test('cases: a complaint stands with the case until it is answered', async () => {
        const c = await draft(filled);
        await call('POST', `/cases/${c.id}/submission`, { incomplete: true });
        const { context, page } = await open(`/cases/${c.id}`);
        await page.click('text=我要投诉');
        await page.click('text=提交投诉');
        await page.waitForSelector('#complaint-fault');
        await page.fill('#complaint', '窗口让我跑了两趟');
        await page.click('text=提交投诉');
        await page.waitForSelector('.talk:has-text("窗口让我跑了两趟")');
        check((await page.textContent('.talk')).includes('等待答复'), 'does not say that it waits');
        await context.close();
    });
    await test('cases: withdrawing asks once, with the reason, and ends the case', async () => {
        const c = await draft(filled);
        await call('POST', `/cases/${c.id}/submission`, { incomplete: true });
        const { context, page } = await open(`/cases/${c.id}`);
        await page.click('text=撤回申请');
        await page.click('form >> text=撤回申请');
        await page.waitForSelector('text=请选一个原因');
        await page.check('input[value=not_needed]');
        await page.click('form >> text=撤回申请');
        await page.waitForSelector('.tag:has-text("已撤回")');
        check((await call('GET', `/cases/${c.id}`)).ended_how === 'withdrawn', 'not withdrawn');
        await context.close();
    });
    await test('cases: a draft is deleted after one question', async () => {
        const c = await draft();
        const { context, page } = await open(`/cases/${c.id}/edit`);
        await formOf(page);
        await page.click('text=删掉这份草稿');
        await page.click('.button.danger');
        await page.waitForURL(/\/cases$/);
        check(!(await call('GET', '/cases?limit=100')).items.some((x) => x.id === c.id), 'still there');
        await context.close();
    });
    await test('cases: somebody else\'s or no case is answered with a way on', async () => {
        const { context, page } = await open('/cases/0000000000001');
        await page.waitForSelector('[role=alert]');
        await page.click('main >> text=我办的事');
        await page.waitForURL(/\/cases$/);
        await context.close();
    });
    await test('cases: English changes every text of the pages', async () => {
        const c = await draft({ ...filled, recipient: 'Library' });
        await call('POST', `/cases/${c.id}/submission`, { incomplete: true });
        const context = await phone();
        await context.addInitScript(() => localStorage.setItem('linli.prefs', JSON.stringify({ lang: 'en', elder: false, step: 0 })));
        await signIn(context, base, 'resident');
        for (const path of ['/services', `/services/${CERTIFICATE}`, '/cases', `/cases/${c.id}`, `/cases/${c.id}/receipt`, `/cases/${c.id}/form`]) {
            const page = await visit(context, path);
            // Names of laws stay as they are published, and say so.
            const rest = await page.evaluate(() => {
                for (const law of document.querySelectorAll('main [lang=zh-CN]')) law.remove();
                return document.querySelector('.frame main').innerText.match(/[\u4e00-\u9fff]+/g);
            });
            check(!rest?.length, `still Chinese on ${path}: ${rest?.slice(0, 8)}`);
            await page.close();
        }
        await context.close();
    });

    const once = 'cases: the one-time notice names everything; a correction is handed in once and the case goes on to its result';
    if (wanted(once))
        await test(once, async () => {
            const staff = await Promise.all(['worker', 'worker2'].map((w) => callerOf(base, w)));
            if ((await staff[0]('GET', '/tasks?list=mine')).status !== 200) throw Object.assign(new Error('skip'), { skip: 'no account with a desk' });
            const c = await draft(filled);
            await call('POST', `/cases/${c.id}/submission`, { incomplete: true });
            await act(staff, c.id, { outcome: 'incomplete', note: '请写明从哪天起住在这里。' });
            const { context, page } = await open('/inbox');
            await page.click(`a[href="/cases/${c.id}"]`);
            await page.waitForSelector('.notice');
            const notice = await page.textContent('.notice');
            check(notice.includes('说明居住情况的材料') && notice.includes('从哪天起'), notice);
            check(/请在\d{4}年\d+月\d+日前交上来/.test(notice), notice);
            await page.click('text=现在补正');
            await formOf(page);
            await go(page);
            await page.waitForURL(/step=materials/);
            await page.setInputFiles('input[data-material=residence-paper]', photo());
            await page.waitForSelector('.material .tag.good');
            await go(page);
            await page.waitForURL(/step=check/);
            await page.click('.edit .button.big:has-text("交上去")');
            await page.waitForURL(/\/receipt$/);
            await act(staff, c.id, { outcome: 'complete' });
            await act(staff, c.id, { outcome: 'approved', statement: '王小明住在本社区。' });
            await page.goto(`${base}/cases/${c.id}`);
            await page.waitForSelector('.outcome.good');
            await page.click('text=看结果，可打印');
            await page.waitForURL(/\/result$/);
            await page.waitForSelector('.leaf .seal');
            check((await page.textContent('.leaf')).includes('同意'), 'the sheet does not say the result');
            await context.close();
        });
}

// Whoever has the open task of that case, or may take it, completes it.
async function act(staff, caseId, data) {
    for (const one of staff) {
        const lists = await Promise.all(['mine', 'pool'].map((l) => one('GET', `/tasks?list=${l}&limit=100`)));
        const task = lists.flatMap((l) => l.body?.items ?? []).find((t) => t.case_id === caseId);
        if (!task) continue;
        if (!task.mine) await one('POST', `/tasks/${task.id}/claim`, {});
        const done = await one('POST', `/tasks/${task.id}/completion`, { data });
        return check(done.status < 300, `completion: ${done.status} ${JSON.stringify(done.body)}`);
    }
    check(false, `nobody has a task of the case ${caseId}`);
}
