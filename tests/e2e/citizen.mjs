import { asUnregistered, password, prefs, sample, settled, signIn } from './browser.mjs';
import { check, fresh } from './check.mjs';

export async function citizen({ browser, base, test }) {
    const { board, listing } = await sample(base);
    const at = `lat=${board.lat}&lng=${board.lng}`;
    const open = async (path, options) => {
        const context = await fresh(browser, { width: 390, height: 844, ...options });
        const page = await context.newPage();
        await page.goto(base + path);
        await settled(page);
        return { context, page };
    };

    await test('citizen: nearby services stand in order of distance and can be called', async () => {
        const { context, page } = await open(`/?${at}`);
        const far = await page.$$eval('.listing .where b', (els) => els.map((e) => e.textContent.trim()));
        const metres = far.map((s) => (s.includes('公里') ? parseFloat(s) * 1000 : parseFloat(s)));
        check(metres.length >= 3, `expected several listings with a distance, saw ${metres.length}`);
        check(metres.every((m, i) => i === 0 || m >= metres[i - 1]), `not in order: ${far.join(', ')}`);
        check(/^tel:\d/.test((await page.getAttribute('.listing .call', 'href')) ?? ''), 'no call link');
        await context.close();
    });
    await test('citizen: a category and a ring go into the address, and back undoes them', async () => {
        const { context, page } = await open(`/?${at}`);
        await page.click('.tiles li:nth-child(2) button');
        await page.waitForURL(/c=\w+/);
        const before = page.url();
        await page.selectOption('.ring select', '1000');
        await page.waitForURL(/r=1000/);
        await page.goBack();
        check(page.url() === before, `back led to ${page.url()}`);
        check((await page.getAttribute('.tiles li:nth-child(2) button', 'aria-pressed')) === 'true', 'the category is not shown as chosen');
        await context.close();
    });
    await test('citizen: words are searched while typing', async () => {
        const { context, page } = await open(`/?${at}&r=5000`);
        await page.fill('#q', '药店');
        await page.waitForURL(/q=/);
        await settled(page);
        const names = await page.$$eval('.listing h3', (els) => els.map((e) => e.textContent));
        check(names.length > 0, 'nothing found for 药店');
        await context.close();
    });
    await test('citizen: what is not there is answered with a way on', async () => {
        const { context, page } = await open(`/?${at}&q=qqxxqqzz`);
        await page.waitForSelector('.empty');
        await page.click('.empty .button:last-child');
        await page.waitForFunction(() => !location.search.includes('qqxx'));
        await context.close();
    });
    await test('citizen: looking for 长辈版 leads to elder mode, and it is remembered', async () => {
        const { context, page } = await open(`/?${at}&q=${encodeURIComponent('长辈版')}`);
        await page.click('.note .button.main');
        await page.waitForSelector('html.elder');
        await page.reload();
        await page.waitForSelector('html.elder');
        const size = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
        check(size >= 18, `base text is ${size} px`);
        await context.close();
    });
    await test('citizen: the largest step of elder mode reaches 30 px', async () => {
        const { context, page } = await open('/settings');
        await page.check('input[type=checkbox]');
        await page.check('input[name=size] >> nth=3');
        const size = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
        check(size >= 30, `largest text is ${size} px`);
        await context.close();
    });
    await test('citizen: a listing tells hours, fees and who confirmed it; a problem can be reported', async () => {
        const { context, page } = await open(`/listings/${listing}`);
        check((await page.textContent('main')).includes('核实'), 'does not say who confirmed it');
        await page.click('text=信息有误');
        await page.click('form button[type=submit]');
        await page.waitForSelector('text=请选一项');
        await page.check('input[value=wrong_hours]');
        await page.click('form button[type=submit]');
        await page.waitForSelector('text=谢谢');
        await context.close();
    });
    await test('citizen: an empty sign-in form says what is missing, in summary and beside the field', async () => {
        const { context, page } = await open('/login');
        await page.click('form button[type=submit]');
        await page.waitForSelector('.summary:focus');
        check((await page.title()).startsWith('有错误'), `title is ${await page.title()}`);
        check((await page.$$('.field .fault')).length === 2, 'not two faults beside fields');
        await page.click('.summary a');
        check((await page.evaluate(() => document.activeElement.id)) === 'login', 'the link does not lead to the field');
        await context.close();
    });
    await test('citizen: a wrong password is refused in words', async () => {
        const { context, page } = await open('/login');
        await page.fill('#login', 'nobody-here');
        await page.fill('#password', 'wrong wrong wrong');
        await page.click('form button[type=submit]');
        await page.waitForSelector('.summary');
        check(!/http\.\d|undefined/.test(await page.textContent('.summary')), await page.textContent('.summary'));
        await context.close();
    });
    await test('citizen: a resident signs in, sees the inbox and signs out', async () => {
        const context = await fresh(browser, { width: 390, height: 844 });
        await signIn(context, base, 'resident', { again: true });
        const page = await context.newPage();
        await page.goto(`${base}/inbox`);
        await settled(page);
        check((await page.$$('.note.bad')).length === 0, 'the inbox shows a fault');
        await page.goto(`${base}/me`);
        await settled(page);
        await page.click('text=退出登录');
        await page.waitForURL(`${base}/`);
        check((await (await page.request.get(`${base}/api/v1/session`)).json()).signed_in === false, 'still signed in');
        await context.close();
    });
    await test('citizen: registration asks one thing a page and refuses a wrong check digit', async () => {
        const context = await fresh(browser, { width: 390, height: 844 });
        await signIn(context, base, 'resident');
        const page = await context.newPage();
        await asUnregistered(page);
        await page.goto(`${base}/register`);
        await settled(page);
        await page.fill('#name', '王小明');
        await page.keyboard.press('Enter');
        await page.fill('#id_number', '990202195001010010');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.summary');
        await page.fill('#id_number', '990202 19500101 0016'.replace(/\d$/, digit('99020219500101001')));
        await page.keyboard.press('Enter');
        await page.fill('#phone', '19900001234');
        await page.keyboard.press('Enter');
        await page.waitForSelector('#area_id input');
        await page.check('#area_id input >> nth=0');
        await page.click('form button[type=submit]');
        await page.waitForSelector('dl.answers');
        check((await page.textContent('dl.answers')).includes('王小明'), 'answers are not shown for checking');
        await context.close();
    });
    await test('citizen: the registration of a minor asks for the guardian', async () => {
        const context = await fresh(browser, { width: 390, height: 844 });
        await signIn(context, base, 'resident');
        const page = await context.newPage();
        await asUnregistered(page);
        await page.goto(`${base}/register`);
        await page.fill('#name', '王小明');
        await page.keyboard.press('Enter');
        const s17 = `990202${new Date().getFullYear() - 10}0101001`;
        await page.fill('#id_number', s17 + digit(s17));
        await page.keyboard.press('Enter');
        await page.waitForSelector('#g_name');
        await page.click('form button[type=submit]');
        await page.waitForSelector('.summary:focus');
        check((await page.$$('.field .fault')).length === 4, 'not four faults beside fields');
        await page.fill('#g_name', '王大明');
        await page.check('#g_relation input >> nth=0');
        await page.fill('#g_phone', '15400001234');
        await page.check('#g_consents');
        await page.click('form button[type=submit]');
        await page.waitForSelector('#phone');
        await context.close();
    });
    await test('citizen: consents, devices and erasure stand on the account page; erasure asks first', async () => {
        const context = await fresh(browser, { width: 390, height: 844 });
        await signIn(context, base, 'resident', { again: true });
        const page = await context.newPage();
        await page.goto(`${base}/me`);
        await settled(page);
        const text = await page.textContent('main');
        for (const words of ['我同意过的', '登录过的设备', '这台设备', '删除我的数据']) check(text.includes(words), `${words} is missing`);
        await page.click('text=申请删除');
        await page.click('text=永久删除');
        await page.waitForSelector('text=请先勾选');
        check((await (await page.request.get(`${base}/api/v1/session`)).json()).signed_in, 'erased without being asked twice');
        await context.close();
    });
    await test('citizen: English is remembered and changes every text of the page', async () => {
        const context = await fresh(browser);
        await prefs(context, {});
        const page = await context.newPage();
        await page.goto(`${base}/settings`);
        await settled(page);
        await page.click('.choices button[lang=en]');
        await page.waitForSelector('h1:has-text("Settings")');
        check((await page.getAttribute('html', 'lang')) === 'en', 'lang attribute');
        const rest = await page.evaluate(() => document.querySelector('.frame').innerText.replace(/邻里|中文/g, '').match(/[\u4e00-\u9fff]+/g));
        check(!rest || rest.length === 0, `still Chinese: ${rest}`);
        await context.close();
    });
    await test('citizen: staff pages send a visitor to sign in and back', async () => {
        const { context, page } = await open('/console/listings');
        await page.waitForURL(/\/login\?back=/);
        await page.fill('#login', 'keeper');
        await page.fill('#password', password);
        await page.click('form button[type=submit]');
        await page.waitForURL(/\/console\/listings$/);
        await context.close();
    });
    await test('citizen: the last search is there without network', async () => {
        const context = await fresh(browser, { worker: 'allow', width: 390, height: 844 });
        const page = await context.newPage();
        await page.goto(`${base}/?${at}`);
        await settled(page);
        await page.evaluate(() => navigator.serviceWorker.ready);
        await page.waitForFunction(() => navigator.serviceWorker.controller);
        await page.reload();
        await settled(page);
        await page.waitForSelector('.listing');
        await context.setOffline(true);
        await page.reload();
        await page.waitForSelector('.listing');
        await page.waitForSelector('.offline');
        await context.close();
    });
}

function digit(s17) {
    const w = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    return '10X98765432'[[...s17].reduce((a, c, i) => a + w[i] * Number(c), 0) % 11];
}
