import { sample, settled, signIn } from './browser.mjs';
import { check, fresh } from './check.mjs';

export async function console_({ browser, base, test }) {
    const { listing, code } = await sample(base);
    const as = async (login, path) => {
        const context = await fresh(browser);
        await signIn(context, base, login);
        const page = await context.newPage();
        await page.goto(base + path);
        await settled(page);
        return { context, page };
    };
    await test('console: the keeper sees the longest unconfirmed first', async () => {
        const { context, page } = await as('keeper', '/console/listings');
        await page.waitForSelector('.table tbody tr');
        const first = await page.textContent('.table tbody tr:first-child .tag');
        const last = await page.textContent('.table tbody tr:last-child .tag');
        const key = (s) => (/从未/.test(s) ? 0 : Number(s.match(/(\d+)年(\d+)月(\d+)日/).slice(1).map((x) => x.padStart(2, '0')).join('')));
        check(key(first) <= key(last), `${first} before ${last}`);
        await context.close();
    });
    await test('console: one key confirms a listing and brings the next', async () => {
        const { context, page } = await as('keeper', '/console/confirm');
        await page.waitForSelector('section.card h2');
        const before = await page.textContent('section.card h2');
        await page.keyboard.press('c');
        await page.waitForSelector('text=已核实。');
        check((await page.textContent('p[role=status]')).includes(before.trim()), 'does not say which one');
        await context.close();
    });
    await test('console: a listing is edited and keeps its change', async () => {
        const { context, page } = await as('keeper', `/console/listings/${listing}`);
        const name = `改名测试${Date.now() % 10000}`;
        await page.fill('#name_zh', name);
        await page.click('form button[type=submit]');
        await page.waitForSelector('.note:has-text("已保存")');
        await page.reload();
        await settled(page);
        check((await page.inputValue('#name_zh')) === name, 'the change is not there');
        await context.close();
    });
    await test('console: two who edit the same listing are shown what differs', async () => {
        const a = await as('keeper', `/console/listings/${listing}`);
        const b = await as('keeper', `/console/listings/${listing}`);
        await a.page.fill('#address', '甲路1号');
        await b.page.fill('#address', '乙路2号');
        await a.page.click('form button[type=submit]');
        await a.page.waitForSelector('.note:has-text("已保存")');
        await b.page.click('form button[type=submit]');
        await b.page.waitForSelector('h2:has-text("不同之处")');
        const text = await b.page.textContent('section .table');
        check(text.includes('甲路1号') && text.includes('乙路2号'), text);
        await b.page.click('text=用我的保存');
        await b.page.waitForSelector('.note:has-text("已保存")');
        await a.context.close();
        await b.context.close();
    });
    await test('console: a dry run tells the bad lines and changes nothing', async () => {
        const { context, page } = await as('keeper', '/console/imports');
        const point = (lng, lat, name) => ({ type: 'Feature', geometry: { type: 'Point', coordinates: [lng, lat] }, properties: { name, 'amenity': 'library', bad: lat > 90 } });
        const text = JSON.stringify({ type: 'FeatureCollection', features: [point(115.86, 28.68, '好图书室'), point(115.86, 100, '坏图书室')] });
        await page.setInputFiles('#files', { name: 'points.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(text) });
        await page.fill('#source', '测试');
        await page.click('form button[type=submit]');
        await page.waitForSelector('h2:has-text("试运行完成")');
        check((await page.$$('section .table tbody tr')).length >= 1, 'no bad row is told');
        await context.close();
    });
    await test('console: boards have a link that carries the key', async () => {
        const { context, page } = await as('keeper', '/console/boards');
        await page.waitForSelector(`a[href*="/board/${code}?pin="]`);
        await context.close();
    });
    await test('console: the registrar sees masked numbers and must give a purpose to reveal', async () => {
        const { context, page } = await as('reviewer', '/console/registrations');
        const card = await page.$('.grid-2 li');
        if (!card) {
            await context.close();
            throw Object.assign(new Error('skip'), { skip: 'no registration is waiting' });
        }
        const masked = (await page.textContent('.grid-2 li .mono')).trim();
        check(masked.includes('*'), `not masked: ${masked}`);
        await page.click('.grid-2 li .button >> nth=0');
        await page.click('dialog button[type=submit]');
        await page.waitForSelector('dialog .fault');
        await page.fill('#words', '核对身份证原件');
        await page.click('dialog button[type=submit]');
        await page.waitForFunction((m) => document.querySelector('.grid-2 li .mono').textContent.trim() !== m, masked);
        await context.close();
    });
    await test('console: the auditor verifies an entry in the browser', async () => {
        const { context, page } = await as('auditor', '/console/journal');
        await page.waitForSelector('.table tbody tr');
        await settled(page);
        // What other tests wrote just now waits for the next checkpoint, at most a minute.
        await page.waitForSelector('.table .button', { timeout: 120_000 });
        await page.click('.table .button >> nth=-1');
        await page.waitForSelector('.tag:has-text("在日志中")');
        await page.click('text=重新核对');
        await page.waitForSelector('text=没有改写');
        await context.close();
    });
    await test('console: a new account has to replace its one-time password before anything else', async () => {
        const { context, page } = await as('sysadmin', '/console/accounts');
        const login = `probe-${Date.now() % 1e6}`;
        await page.fill('#a-login', login);
        await page.click('form:has(#a-login) button[type=submit]');
        const once = (await page.textContent('form .note[role=status]')).split('/').pop().trim();
        await context.close();
        const own = await fresh(browser);
        const first = await own.newPage();
        await first.goto(`${base}/login?back=/console/health`);
        await first.fill('#login', login);
        await first.fill('#password', once);
        await first.click('form button[type=submit]');
        await first.waitForURL(/\/password\?/);
        await first.goto(`${base}/console/listings`);
        await first.waitForURL(/\/password\?back=/);
        await first.fill('#old', once);
        await first.fill('#new', 'short');
        await first.click('form button[type=submit]');
        await first.waitForSelector('.summary:focus');
        await first.fill('#new', 'four quiet lamps at the gate');
        await first.click('form button[type=submit]');
        await first.waitForURL(/\/console\/listings$/);
        await own.close();
    });
    await test('console: an area is found by name among all areas', async () => {
        const { context, page } = await as('secadmin', '/console/accounts');
        const area = (await (await fetch(`${base}/api/v1/areas?level=community`)).json()).items.at(-1);
        await page.fill('#g-area-words', area.name_zh);
        await page.waitForSelector(`#g-area option[value="${area.id}"]`, { state: 'attached' });
        check((await page.$$('#g-area option')).length < 50, 'the list was not narrowed');
        await context.close();
    });
    await test('console: an administrator grant waits for a second person', async () => {
        const { context, page } = await as('secadmin', '/console/accounts');
        await page.waitForSelector('#g-role option[value=audit_admin]', { state: 'attached' });
        check((await page.textContent('main')).includes('两个人'), 'does not say that two people are needed');
        await context.close();
    });
    await test('console: the search of the directory stands in the address', async () => {
        const { context, page } = await as('keeper', '/console/listings?sort=name&q=%E8%8D%AF');
        check((await page.inputValue('#cq')) === '药' && (await page.inputValue('#cs')) === 'name', 'the address was not followed');
        await page.fill('#cq', '面馆');
        await page.waitForURL(/q=%E9%9D%A2/);
        await context.close();
    });
    await test('console: what a role may not do is not offered', async () => {
        const { context, page } = await as('auditor', '/console');
        const nav = await page.textContent('.c-nav');
        check(nav.includes('日志') && !nav.includes('导入') && !nav.includes('逐条核实'), nav);
        await context.close();
    });
    await test('console: the system administrator sees accounts, the security administrator grants', async () => {
        const a = await as('sysadmin', '/console/accounts');
        await a.page.waitForSelector('.table tbody tr');
        check((await a.page.$('#g-role')) === null, 'the system administrator is offered grants');
        await a.context.close();
        const b = await as('secadmin', '/console/accounts');
        await b.page.waitForSelector('#g-role');
        await b.context.close();
    });
}
