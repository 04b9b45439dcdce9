// Desk and counter as the staff meet them: a person found at the window, an application by keyboard, what
// is missing told once, the next task by the system, duties kept apart, supervision. What a resident or
// a colleague does in between is done by their accounts through the interface.
import { deflateSync } from 'node:zlib';
import { password, settled, signIn } from './browser.mjs';
import { check, fresh } from './check.mjs';
import { callerOf } from './own.mjs';

// A page of white paper.
const crc = (bytes) => ~bytes.reduce((c, b) => { for (c ^= b, b = 0; b < 8; b++) c = (c >>> 1) ^ (c & 1 && 0xedb88320); return c; }, -1) >>> 0;
const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(8);
    out.writeUInt32BE(data.length, 0);
    out.writeUInt32BE(crc(body), 4);
    return Buffer.concat([out.subarray(0, 4), body, out.subarray(4)]);
};
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', Buffer.from('000000200000002008000000 00'.replace(' ', ''), 'hex')), chunk('IDAT', deflateSync(Buffer.alloc(33 * 32, 255).map((v, k) => (k % 33 ? v : 0)))), chunk('IEND', Buffer.alloc(0))]);
const CERTIFICATE = 'resident-certificate';
const ENROLMENT = 'flexible-enrolment';
const MEDICAL = 'medical-reimbursement';
const DATA = {
    [CERTIFICATE]: { kind: 'residence', recorded: 'yes', recipient: '区图书馆' },
    [ENROLMENT]: { kind: 'self_employed', insurances: ['pension'], enrolled: 'yes', pension: 'no', from_month: '2026-12-01' },
    [MEDICAL]: { kind: 'outpatient', provider: '市第一医院', from: '2026-10-08', why: 'elsewhere', total: 321.5, account: '6222 0000 0000 0000 188' },
};
// Who could hold a task of each role.
const STAFF = ['clerk', 'clerk2', 'worker', 'worker2', 'first', 'first2'];

// Calls as each account, signed in once.
export function officeOf(base) {
    const callers = new Map();
    const call = async (login, method, path, body, more) => {
        if (!callers.has(login)) callers.set(login, callerOf(base, login, password));
        const r = await (await callers.get(login))(method, path, body, more);
        check(r.status < 300, `${login} ${method} ${path}: ${r.status} ${JSON.stringify(r.body)?.slice(0, 300)}`);
        return r.body;
    };
    // An application of the resident, as far as it goes by itself.
    const applied = async (service, incomplete = false) => {
        const made = await call('resident', 'POST', '/cases', { service, data: DATA[service] });
        return call('resident', 'POST', `/cases/${made.id}/submission`, { incomplete });
    };
    // The task of a case that waits, and whose hands it is in.
    const taskOf = async (id) => {
        for (const login of STAFF) {
            const { items } = await call(login, 'GET', '/tasks?list=mine&limit=200');
            const task = items.find((t) => t.case_id === id && t.mine);
            if (task) return { login, task };
        }
        throw new Error(`nobody has a task of case ${id}`);
    };
    const complete = async (id, data) => {
        const { login, task } = await taskOf(id);
        await call(login, 'POST', `/tasks/${task.id}/completion`, { data });
        return login;
    };
    return { call, applied, taskOf, complete };
}

// The stand-in server of web/dev has no clerk.
async function hasDesk(base) {
    const session = await fetch(`${base}/api/v1/sessions`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Linli': '1' }, body: JSON.stringify({ login: 'clerk', password }) });
    return session.ok;
}

// The screens for the table of accessibility tests: every page of the desk, with a case of its own.
export async function deskScreens(base) {
    if (!(await hasDesk(base))) return { names: {}, screens: [] };
    const office = officeOf(base);
    const told = await office.applied(MEDICAL, true);
    const { login, task } = await office.taskOf(told.id);
    const person = (await office.call('clerk', 'GET', `/cases/${told.id}`)).applicant.person_id;
    const draft = await office.call('clerk', 'POST', '/cases', { service: MEDICAL, data: {}, channel: 'counter', person_id: person });
    const names = { [told.id]: 'CASE', [task.id]: 'TASK', [draft.id]: 'DRAFT' };
    return {
        names,
        screens: [
            [login, ['/desk', `/desk/tasks/${task.id}`]],
            ['clerk', ['/desk?list=pool', '/desk/cases', `/desk/cases/${told.id}`, `/desk/cases/${told.id}/paper`, '/desk/absences', '/counter', `/counter/cases/${draft.id}`, `/counter/services/${MEDICAL}/paper`]],
            ['supervisor', ['/desk/supervision', '/desk/team', `/desk/tasks/${task.id}`]],
        ],
    };
}

export async function desk({ browser, base, test: tried }) {
    const there = await hasDesk(base);
    const test = (name, what) => tried(name, () => (there ? what() : Promise.reject(Object.assign(new Error('skip'), { skip: 'this server has no clerk' }))));
    const { call, applied, taskOf, complete } = officeOf(base);
    const as = async (login, path, options) => {
        const context = await fresh(browser, { width: 1440, height: 900, ...options });
        await signIn(context, base, login);
        const page = await context.newPage();
        await page.goto(base + path);
        await settled(page);
        return { context, page };
    };
    const ready = (page) => page.waitForSelector('.work .linli-form input, .work .linli-form textarea');
    const WORDS = { complete: '材料齐全', incomplete: '不齐全' };
    const pick = (page, value) => page.click(`.work .linli-form label:has-text("${WORDS[value]}")`);
    const residentsPhone = async () => (await call('resident', 'POST', '/me/data-exports', {})).person.phone;
    const finished = (page) => page.waitForSelector('.note h2:has-text("已办结")');

    await test('desk: the keys are shown by one key, can be switched off, and stay off', async () => {
        const { context, page } = await as('clerk', '/desk');
        await page.keyboard.press('?');
        await page.waitForSelector('dialog[open] #keys-title');
        check((await page.textContent('dialog[open]')).includes('下一件'), 'does not tell the key of the next task');
        await page.uncheck('dialog[open] input[type=checkbox]');
        await page.keyboard.press('Escape');
        await page.reload();
        await settled(page);
        await page.keyboard.press('?');
        check((await page.$('dialog[open]')) === null, 'a key that was switched off still works');
        await page.click('.d-head button.keys');
        await page.waitForSelector('dialog[open]');
        await context.close();
    });
    await test('counter: a person is found by phone, masked, and the number leaves the screen', async () => {
        const phone = await residentsPhone();
        const { context, page } = await as('clerk', '/counter');
        check((await page.evaluate(() => document.activeElement.id)) === 'who', 'the first field does not have the focus');
        await page.keyboard.type('13');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.summary:focus');
        await page.fill('#who', phone);
        await page.press('#who', 'Enter');
        await page.waitForSelector('.name');
        const text = await page.textContent('main');
        check(!text.includes(phone) && text.includes('*'), 'the number is shown in clear');
        check((await page.evaluate(() => document.activeElement.id)) === 'what', 'the focus did not go on to the items');
        await context.close();
    });
    await test('counter: from the person to the receipt by keyboard', async () => {
        const phone = await residentsPhone();
        const { context, page } = await as('clerk', '/counter');
        await page.keyboard.type(phone);
        await page.keyboard.press('Enter');
        await page.waitForSelector('.name');
        await page.keyboard.type('居民证明');
        await page.waitForFunction(() => document.querySelectorAll('.item').length === 1);
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/counter\/cases\//);
        await page.waitForSelector('.linli-form input[type=radio]');
        await page.focus('.linli-form label:has-text("我住在本社区") input');
        await page.keyboard.press('Space');
        await page.focus('.linli-form fieldset:has-text("居住登记") input >> nth=0');
        await page.keyboard.press('Space');
        await page.fill('.linli-form input[type=text] >> nth=0', '区图书馆');
        await page.keyboard.press('Control+Enter');
        await page.waitForSelector('.code');
        const code = (await page.textContent('.code')).trim();
        await page.click('.note a:has-text("打印回执")');
        await page.waitForSelector('.slip');
        const slip = await page.textContent('.slip');
        check(slip.includes(code) && slip.includes('居民证明'), slip.slice(0, 200));
        await context.close();
    });
    await test('counter: what is missing is told all at once, and the case can be received all the same', async () => {
        const person = (await call('resident', 'GET', '/session')).person_id;
        const draft = await call('clerk', 'POST', '/cases', { service: MEDICAL, data: DATA[MEDICAL], channel: 'counter', person_id: person });
        const { context, page } = await as('clerk', `/counter/cases/${draft.id}`);
        await page.waitForSelector('.linli-form input[type=radio]:checked');
        const before = Number(/还差 (\d+) 样/.exec(await page.textContent('main'))[1]);
        check(before >= 2, `only ${before} are missing`);
        await page.setInputFiles('.materials input[type=file] >> nth=0', [{ name: '票据 1.png', mimeType: 'image/png', buffer: PNG }]);
        await page.waitForSelector(`text=还差 ${before - 1} 样`);
        await page.keyboard.press('Control+Enter');
        await page.waitForSelector('dialog[open] .told');
        check((await page.$$('dialog[open] .told li')).length === before - 1, 'the dialog does not list them all');
        await page.click('dialog[open] button:has-text("照样收件")');
        await page.waitForSelector('.code');
        check((await call('clerk', 'GET', `/cases/${draft.id}`)).state === 'received', 'it was not received');
        await complete(draft.id, { outcome: 'complete' });
        await page.reload();
        await page.waitForSelector('.code');
        await settled(page);
        check((await page.$('main [role=alert]')) === null, 'a case that went on to others is shown as a fault');
        await context.close();
    });
    await test('counter: an item for the spot is finished on the spot by whom it was given to', async () => {
        const made = await applied(CERTIFICATE);
        const { login } = await taskOf(made.id);
        const { context, page } = await as(login, `/counter/cases/${made.id}`);
        await ready(page);
        await pick(page, 'complete');
        await page.keyboard.press('Control+Enter');
        await page.waitForFunction(() => !/受理意见/.test(document.querySelector('.work')?.innerText ?? ''));
        const now = await taskOf(made.id);
        check(now.task.element === 'issue', `now at ${now.task.element}`);
        await complete(made.id, { outcome: 'approved', statement: '该居民住在本社区。' });
        check((await call('resident', 'GET', `/cases/${made.id}`)).outcome === 'approved', 'not approved');
        await context.close();
    });
    await test('desk: the notice of what is missing is seen before it is given, and holds it all', async () => {
        const made = await applied(MEDICAL, true);
        const { login, task } = await taskOf(made.id);
        const { context, page } = await as(login, `/desk/tasks/${task.id}`);
        await ready(page);
        await pick(page, 'incomplete');
        await page.waitForSelector('.letter li');
        const lacking = made.materials.filter((m) => m.missing).map((m) => m.zh);
        check(lacking.length > 0 && (await page.$$('.letter li')).length === lacking.length, 'the preview does not list what the system found');
        const free = await page.$('.materials .check input:not(:disabled)');
        if (free) await free.check();
        await page.fill('.linli-form textarea >> nth=0', '请带原件来核对。');
        await page.waitForSelector('.letter:has-text("请带原件")');
        await page.keyboard.press('Control+Enter');
        await finished(page);
        const notice = (await call('resident', 'GET', `/cases/${made.id}`)).notice;
        check(lacking.every((zh) => notice.missing.some((m) => m.zh === zh)), JSON.stringify(notice));
        check(notice.note.includes('请带原件'), notice.note);
        await context.close();
    });
    await test('desk: after a task is finished the next is one key away', async () => {
        const [a] = [await applied(ENROLMENT), await applied(ENROLMENT), await applied(ENROLMENT), await applied(ENROLMENT)];
        const { login, task } = await taskOf(a.id);
        const { context, page } = await as(login, `/desk/tasks/${task.id}`);
        await ready(page);
        await pick(page, 'complete');
        await page.keyboard.press('Control+Enter');
        await finished(page);
        await page.keyboard.press('n');
        await page.waitForURL((u) => u.pathname.startsWith('/desk/tasks/') && !u.pathname.endsWith(task.id));
        await ready(page);
        await context.close();
    });
    await test('desk: lines are walked by keys and opened by Enter', async () => {
        const { login } = await taskOf((await applied(ENROLMENT)).id);
        const { context, page } = await as(login, '/desk');
        await page.waitForSelector('.task-link');
        await page.keyboard.press('j');
        const first = await page.getAttribute('.task-link >> nth=0', 'href');
        check((await page.evaluate(() => document.activeElement.getAttribute('href'))) === first, 'j does not go to the first line');
        await page.keyboard.press('Enter');
        await page.waitForURL((u) => u.pathname === first);
        await page.keyboard.press('u');
        await page.waitForURL((u) => u.pathname === '/desk');
        await context.close();
    });
    await test('desk: a task that somebody finished meanwhile says so and changes nothing', async () => {
        const made = await applied(ENROLMENT);
        const { login, task } = await taskOf(made.id);
        const { context, page } = await as(login, `/desk/tasks/${task.id}`);
        await ready(page);
        await pick(page, 'incomplete');
        await complete(made.id, { outcome: 'complete' });
        await page.keyboard.press('Control+Enter');
        await page.waitForSelector('.work [role=alert]');
        check((await page.textContent('.work')).includes('什么也没有改动'), await page.textContent('.work'));
        check((await call('resident', 'GET', `/cases/${made.id}`)).state === 'accepted', 'the case was changed');
        await context.close();
    });
    await test('desk: a new case is in the list without reloading', async () => {
        const pages = [await as('worker', '/desk'), await as('worker2', '/desk')];
        await Promise.all(pages.map(({ page }) => page.waitForSelector('text=实时更新')));
        const made = await applied(CERTIFICATE);
        await Promise.any(pages.map(({ page }) => page.waitForSelector(`.tasks:has-text("${made.code}")`, { timeout: 20_000 })));
        for (const { context } of pages) await context.close();
    });
    await test('desk: a task is handed to a colleague with a reason', async () => {
        const made = await applied(ENROLMENT);
        const { login, task } = await taskOf(made.id);
        const { context, page } = await as(login, `/desk/tasks/${task.id}`);
        await ready(page);
        await page.keyboard.press('d');
        await page.waitForSelector('dialog[open] input[type=radio]:not(:disabled)');
        await page.check('dialog[open] input[type=radio]:not(:disabled) >> nth=0');
        await page.click('dialog[open] button[type=submit]');
        await page.waitForSelector('dialog[open] .fault');
        await page.fill('dialog[open] textarea', '我下午外出');
        await page.click('dialog[open] button[type=submit]');
        await page.waitForSelector('.note h2:has-text("已交给")');
        check((await taskOf(made.id)).login !== login, 'it is still in the same hands');
        await context.close();
    });
    await test('desk: a case says who may do which step', async () => {
        const made = await applied(ENROLMENT);
        const { login, task } = await taskOf(made.id);
        const { context, page } = await as(login, `/desk/tasks/${task.id}`);
        await ready(page);
        await page.keyboard.press('w');
        await page.waitForSelector('details[open] .table tbody tr');
        const text = await page.textContent('details[open] .table');
        check(text.includes('受理审查') && text.includes('可以办') && text.includes('初审员'), text);
        await context.close();
    });
    await test('desk: a case is found by its code however it is typed', async () => {
        const made = await applied(ENROLMENT);
        const { context, page } = await as('clerk', '/desk/cases');
        await page.fill('#find-code', made.code.toLowerCase().replaceAll('-', ' '));
        await page.keyboard.press('Enter');
        await page.waitForURL((u) => u.pathname === `/desk/cases/${made.id}`);
        await page.waitForSelector('.line li');
        await context.close();
    });
    await test('desk: more time is asked for by one and granted by another, and both deadlines are kept', async () => {
        const made = await applied(ENROLMENT);
        await complete(made.id, { outcome: 'complete' });
        const { login, task } = await taskOf(made.id);
        const { context, page } = await as(login, `/desk/tasks/${task.id}`);
        await ready(page);
        await page.click('button:has-text("申请延期")');
        await page.fill('dialog[open] input[type=number]', '3');
        await page.fill('dialog[open] textarea', '等待外省缴费记录');
        await page.click('dialog[open] button[type=submit]');
        await page.waitForSelector('text=延期申请已提出');
        await context.close();
        const other = await as('supervisor', '/desk/supervision');
        const article = `article:has-text("${made.code}")`;
        await other.page.waitForSelector(article);
        await other.page.click(`${article} button:has-text("批准延期") >> nth=0`);
        await other.page.fill('dialog[open] textarea', '属实');
        await other.page.click('dialog[open] button[type=submit]');
        await other.page.waitForSelector('text=新的期限已生效');
        const { clock } = await call(login, 'GET', `/cases/${made.id}`);
        check(clock.due_at > clock.original_due_at, JSON.stringify(clock));
        await other.context.close();
    });
    await test('supervision: a complaint is answered and the resident reads it', async () => {
        const made = await applied(ENROLMENT);
        await call('resident', 'POST', `/cases/${made.id}/complaints`, { text: '等了很久，没有人联系我。' });
        const { context, page } = await as('supervisor', '/desk/supervision');
        const article = `article:has-text("${made.code}")`;
        await page.waitForSelector(article);
        await page.click(`${article} button:has-text("答复投诉")`);
        await page.fill('dialog[open] textarea', '已催办，今天给您电话。');
        await page.click('dialog[open] button[type=submit]');
        await page.waitForSelector('text=答复已发给申请人');
        const [complaint] = (await call('resident', 'GET', `/cases/${made.id}`)).complaints;
        check(complaint.answer === '已催办，今天给您电话。', JSON.stringify(complaint));
        await context.close();
    });
    await test('supervision: the task of one is given to another, with a reason', async () => {
        const made = await applied(ENROLMENT);
        const { login } = await taskOf(made.id);
        const { context, page } = await as('supervisor', '/desk/team');
        const row = `.tasks tr:has-text("${made.code}")`;
        await page.waitForSelector(row);
        await page.click(`${row} button:has-text("交给别人")`);
        const from = (await call(login, 'GET', '/session')).name;
        await page.waitForSelector('dialog[open] input[type=radio]:not(:disabled)');
        await page.click(`dialog[open] label:not(:has-text("${from}")):has(input:not(:disabled)) >> nth=0`);
        await page.fill('dialog[open] textarea', '窗口人多');
        await page.click('dialog[open] button[type=submit]');
        await page.waitForSelector('text=已交给');
        check((await taskOf(made.id)).login !== login, 'it is still in the same hands');
        await context.close();
    });
    await test('supervision: an absence with a deputy is recorded and ended', async () => {
        const { context, page } = await as('supervisor', '/desk/team');
        await page.waitForSelector('#absent-who option:nth-child(2)', { state: 'attached' });
        await page.selectOption('#absent-who', { index: 1 });
        await page.selectOption('#absent-deputy', { index: 1 });
        await page.click('form:has(#absent-who) button[type=submit]');
        await page.waitForSelector('text=请假已登记');
        await page.click('.away button >> nth=-1');
        await page.waitForSelector('text=请假已结束');
        await context.close();
    });
    await test('desk: who has no desk is shown none', async () => {
        const { context, page } = await as('keeper', '/console');
        check((await page.$('.c-nav a[href="/desk"]')) === null, 'the keeper is offered a desk');
        await context.close();
        const clerk = await as('clerk', '/desk');
        check((await clerk.page.$('.d-nav a[href="/desk/supervision"]')) === null, 'the clerk is offered supervision');
        await clerk.context.close();
    });
}
