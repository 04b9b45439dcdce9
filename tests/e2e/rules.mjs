// Rules in the browser: tried, changed, approved by another person; and the pensioner's page.
import { axeSource, settled, signIn } from './browser.mjs';
import { check, fresh } from './check.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const violations = (page) =>
    page.evaluate(async (tags) => {
        const r = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
        return r.violations.map((v) => `${v.id} x${v.nodes.length}: ${v.nodes[0].target.join(' ')}`);
    }, TAGS);

export async function rules({ browser, base, test }) {
    const here = await fetch(`${base}/api/v1/rules/pension`).then((r) => r.ok).catch(() => false);
    const need = () => {
        if (!here) throw Object.assign(new Error('skip'), { skip: 'this server has no pension package' });
    };
    const as = async (login, path, options = {}) => {
        const { prefs, ...size } = options;
        const context = await fresh(browser, size);
        await context.addInitScript({ path: axeSource });
        if (prefs) await context.addInitScript((p) => localStorage.setItem('linli.prefs', JSON.stringify(p)), prefs);
        if (login) await signIn(context, base, login);
        const page = await context.newPage();
        await page.goto(base + path);
        await settled(page);
        return { context, page };
    };
    const clean = async (page, what) => check((await violations(page)).length === 0, `${what}: ${(await violations(page)).join('; ')}`);
    const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const fill = async (page) => {
        await page.fill('#pn-at', '2025-07-01');
        await page.fill('#pn-paid', '30');
        await page.fill('#pn-index', '1');
        await page.fill('#pn-balance', '139000');
        await page.fill('#pn-base', '8000');
        await page.click('form button[type=submit]');
        await page.waitForSelector('.pension .amount');
        await settled(page);
    };

    await test('pension: anybody computes his own and is told each step with its law', async () => {
        need();
        for (const [lang, elder, width] of [['zh', false, 360], ['en', false, 360], ['zh', true, 360], ['zh', false, 1280]]) {
            const { context, page } = await as('', '/pension', { width, height: 800, prefs: { lang, elder, step: 0 } });
            await clean(page, `the form ${lang} ${elder}`);
            await fill(page);
            // (8000 + 8000 × 1) ÷ 2 × 30 × 1% + 139000 ÷ 139
            check((await page.textContent('.pension .amount')).includes('3,400.00'), await page.textContent('.pension .amount'));
            check((await page.locator('.explanation .steps li').count()) >= 3, 'steps are missing');
            check((await page.textContent('.explanation')).includes('国发〔2005〕38号'), 'the law is not named');
            await clean(page, `the answer ${lang} ${elder}`);
            check((await sideways(page)) <= 0, `drifts sideways by ${await sideways(page)} at ${width}`);
            await context.close();
        }
    });
    await test('pension: what is missing is named and led to', async () => {
        need();
        const { context, page } = await as('', '/pension');
        await page.fill('#pn-paid', '30');
        await page.click('form button[type=submit]');
        await page.waitForSelector('.summary');
        check((await page.locator('.summary li').count()) === 3, await page.textContent('.summary'));
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        check(await page.evaluate(() => document.activeElement?.id === 'pn-index'), 'the link does not lead to the field');
        await context.close();
    });
    await test('rules: a package is tried, the row that applies is marked', async () => {
        need();
        const { context, page } = await as('rulekeeper', '/console/rules');
        await page.waitForSelector('a[href="/console/rules/pension"]');
        await clean(page, 'the list');
        await page.click('a[href="/console/rules/pension"]');
        await page.waitForSelector('#bench-decision');
        await page.selectOption('#bench-decision', 'pension');
        await page.fill('#bench-at', '2025-07-01');
        await settled(page);
        for (const [label, value] of [['缴费月数', '360'], ['平均缴费指数', '1'], ['个人账户储存额', '139000'], ['计发基数', '8000']]) await page.fill(`[id$="-${label}"]`, value);
        await page.selectOption('[id="in-退休年龄岁"]', '60');
        await page.selectOption('[id="in-退休年龄月"]', '0');
        await page.click('button:has-text("计算")');
        await page.waitForSelector('.figure');
        check((await page.textContent('.figure')).includes('3,400'), await page.textContent('.figure'));
        await page.waitForSelector('tr.hit');
        await clean(page, 'the package');
        await context.close();
    });
    await test('rules: the diagram editor opens and gives back what was changed', async () => {
        need();
        const { context, page } = await as('rulekeeper', '/console/rules/pension');
        await page.click('button:has-text("用 DMN 编辑器打开")');
        await page.waitForSelector('.dmn-canvas table, .dmn-canvas .tjs-container, .dmn-canvas textarea, .dmn-canvas [contenteditable]');
        for (const view of ['基础养老金', '领取资格']) {
            await page.click(`[aria-label="模型中的决定"] button:has-text("${view}")`);
            await page.waitForSelector(`.dmn-canvas :text("${view}")`);
            await clean(page, `the editor with ${view}`);
        }
        await page.locator('.dmn-canvas tbody tr').nth(2).locator('td').nth(4).click();
        await page.keyboard.press('Control+A');
        await page.keyboard.type('"还早"');
        await page.click('button:has-text("采用编辑器里的修改")');
        await page.waitForSelector('.dmn-table :text("还早")');
        // An example of the package says otherwise, and the check names it.
        await page.click('button:has-text("检查")');
        await page.waitForSelector('.tag:has-text("例子不符")');
        check((await page.textContent('section.card:has(#r-reason)')).includes('E-young'), 'the example is not named');
        await context.close();
    });
    await test('rules: a new package comes from files, and a broken one is refused by name', async () => {
        need();
        const { context, page } = await as('rulekeeper', '/console/rules');
        await page.click('summary:has-text("从文件提出")');
        const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
        const code = `trial_${Date.now()}`;
        const sheet = `package: ${code}\nzh: 试\nen: Trial\nowner: 试\nlegal_basis: []\nversions:\n  - {version: "1", from: 2020-01-01, known_since: 2020-01-01, models: [m.dmn]}\ninputs: []\ndecisions: []\nsentences: []\n`;
        await page.setInputFiles('#up-files', [file('package.yaml', sheet), file('m.dmn', '<definitions')]);
        await page.fill('#up-reason', '试一试');
        await page.click('details[open] button[type=submit]');
        await page.waitForSelector('.summary');
        check((await page.textContent('.summary')).includes('m.dmn'), await page.textContent('.summary'));
        const model = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="urn:m"><decision id="d" name="一"><variable id="v" name="一" typeRef="number"/><literalExpression id="l"><text>1 + 1</text></literalExpression></decision></definitions>';
        await page.setInputFiles('#up-files', [file('package.yaml', sheet), file('m.dmn', model)]);
        await page.click('details[open] button[type=submit]');
        await page.waitForURL('**/console/rules/proposals/**');
        await page.waitForSelector('text=须由另一个人审批');
        await page.fill('#p-reason', '只是试');
        await page.click('button:has-text("撤回")');
        await page.waitForSelector('.tag:has-text("已撤回")');
        await context.close();
    });
    await test('rules: a change is proposed by one and approved by another person', async () => {
        need();
        const { context, page } = await as('rulekeeper', '/console/rules/pension');
        await page.waitForSelector('#r-file option', { state: 'attached' });
        await page.selectOption('#r-file', 'package.yaml');
        await page.click('summary:has-text("编辑文本")');
        const text = await page.inputValue('#r-text');
        const mark = `# ${Date.now()}`;
        await page.fill('#r-text', `${text}\n${mark}\n`);
        await page.locator('#r-text').blur();
        await page.waitForSelector('#r-reason');
        await page.fill('#r-reason', `浏览器测试 ${mark}`);
        await page.click('button:has-text("提交审批")');
        await page.waitForURL('**/console/rules/proposals/**');
        await page.waitForSelector('text=须由另一个人审批');
        check((await page.locator('button:has-text("批准生效")').count()) === 0, 'the proposer may approve');
        await clean(page, 'the proposal');
        const url = new URL(page.url()).pathname;
        const b = await as('rulereviewer', url);
        const line = { id: '甲', at: '2025-07-01', inputs: { months_paid: 360, contribution_index: 1, account_balance: 139000, age_years: 60, age_months: 0 } };
        await b.page.setInputFiles('#rp-file', { name: 'cases.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from(`${JSON.stringify(line)}\n`) });
        await b.page.fill('#rp-assume', 'pension_base=8000');
        await b.page.click('button:has-text("开始重算")');
        await b.page.waitForSelector('text=1 件中 0 件结果不同');
        await clean(b.page, 'the replay');
        await b.page.fill('#p-reason', '与文件一致');
        await b.page.click('button:has-text("批准生效")');
        await b.page.waitForSelector('.tag:has-text("现行")');
        await context.close();
        await b.context.close();
    });
}
