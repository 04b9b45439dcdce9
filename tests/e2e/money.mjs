// The funds as their accountants meet them: a receipt without a bill is assigned, a payroll goes through
// three hands and to the bank, days are approved, a resident reads his own account.
import { password, settled, signIn } from './browser.mjs';
import { check, fresh } from './check.mjs';
import { callerOf } from './own.mjs';

// The stand-in server of web/dev has no funds.
async function hasFunds(base) {
    const session = await fetch(`${base}/api/v1/sessions`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Linli': '1' }, body: JSON.stringify({ login: 'fund1', password }) });
    return session.ok;
}

export async function moneyScreens(base) {
    if (!(await hasFunds(base))) return [];
    const call = await callerOf(base, 'fund1', password);
    const fund = (await call('GET', '/finance/funds')).body.items.find((f) => f.fund === 'pension');
    const account = (await call('GET', `/ledger/books/${fund.book_id}/accounts?code=1003`)).body.items[0].id;
    return [
        ['fund1', ['/desk/funds', ...['days', 'differences', 'payments', 'statements', 'bills', 'month'].map((t) => `/desk/funds/pension/${t}`), '/desk/books', ...['accounts', 'trial', 'entries'].map((t) => `/desk/books/${fund.book_id}/${t}`), `/desk/accounts/${account}`]],
        ['resident', ['/accounts']],
    ];
}

export async function money({ browser, base, test: tried }) {
    const there = await hasFunds(base);
    const test = (name, what) => tried(name, () => (there ? what() : Promise.reject(Object.assign(new Error('skip'), { skip: 'this server has no funds' }))));
    const as = async (login, path) => {
        const context = await fresh(browser, { width: 1440, height: 900 });
        await signIn(context, base, login);
        const page = await context.newPage();
        await page.goto(base + path);
        await settled(page);
        return { context, page };
    };
    const textOf = (page) => page.textContent('main');

    await test('money: the last month of the demonstration fund adds up on its last day', async () => {
        const { context, page } = await as('fund1', '/desk/funds');
        await page.click('main a[href="/desk/funds/pension"]');
        await settled(page);
        const approved = await (await page.request.get(`${base}/api/v1/finance/funds`)).json();
        await page.fill('#day', approved.items.find((f) => f.fund === 'pension').last_day);
        await page.click('main form button[type=submit]');
        await settled(page);
        check((await page.locator('.identity').count()) >= 9, 'fewer identities than nine');
        check((await page.locator('.identity.apart').count()) === 0, 'an identity does not hold');
        await context.close();
    });

    await test('money: a receipt without a bill is assigned to the one of its amount', async () => {
        const { context, page } = await as('fund1', '/desk/funds/pension/differences');
        const open = await page.locator('main tbody tr').count();
        check(open >= 1, 'nothing to settle');
        await page.click('main tbody button:has-text("认领")');
        check(/^bill:/.test(await page.inputValue('#match-to')), 'no bill of that amount is offered');
        await page.click('dialog button[type=submit]');
        await page.waitForSelector('.note[role=status]');
        await settled(page);
        check((await page.locator('main tbody tr').count()) === open - 1, 'the difference is still there');
        await context.close();
    });

    await test('money: a payroll goes through three hands, and never twice through one', async () => {
        const maker = await as('fund1', '/desk/funds/pension/payments');
        check(/等待复核人复核/.test(await textOf(maker.page)), 'the maker is not told who is next');
        await maker.context.close();
        const checker = await as('fund2', '/desk/funds/pension/payments');
        await checker.page.click('button:has-text("复核通过")');
        await checker.page.waitForSelector('.note[role=status]');
        await settled(checker.page);
        check(/等待审批人审批/.test(await textOf(checker.page)), 'the checker is not told who is next');
        await checker.context.close();
        const approver = await as('fund3', '/desk/funds/pension/payments');
        await approver.page.click('button:has-text("审批通过")');
        await approver.page.waitForSelector('button:has-text("发出并记账")');
        await approver.page.click('button:has-text("发出并记账")');
        // The spending account does not hold a second payroll: refused, nothing is sent.
        await approver.page.waitForSelector('main [role=alert]');
        check(/余额/.test(await approver.page.textContent('main [role=alert]')), 'the refusal does not speak of the balance');
        await approver.context.close();
    });

    await test('money: a bank file that is no statement is refused in words and changes nothing', async () => {
        const { context, page } = await as('fund1', '/desk/funds/pension/statements');
        const before = await page.locator('main tbody tr').count();
        await page.setInputFiles('#camt', { name: 'x.xml', mimeType: 'text/xml', buffer: Buffer.from('<html/>') });
        await page.waitForSelector('main [role=alert]');
        check(/camt\.053/.test(await page.textContent('main [role=alert]')), 'the refusal does not name the file that is wanted');
        check((await page.locator('main tbody tr').count()) === before, 'something changed');
        await context.close();
    });

    await test('money: a resident reads what stands to his name, movement by movement', async () => {
        const { context, page } = await as('resident', '/accounts');
        const row = page.locator('.mine-row', { hasText: '服务时长' });
        if (await row.count()) await row.click();
        await page.waitForSelector('main table');
        check(/服务时长认定/.test(await textOf(page)), 'the movements are not explained');
        check(/小时/.test(await textOf(page)), 'minutes are not told as hours');
        await context.close();
    });
}
