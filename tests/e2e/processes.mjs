// Processes and service items in the console: where cases stand, an item edited, checked, tried, proposed
// and approved by another person.
import { axeSource, settled, signIn } from './browser.mjs';
import { check, fresh } from './check.mjs';
import { callerOf } from './own.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const KEEPER = process.env.LINLI_ITEM_KEEPER ?? 'itemkeeper';
const APPROVER = process.env.LINLI_ITEM_APPROVER ?? 'itemapprover';
const ITEM = '/console/services/medical-reimbursement';
const violations = (page) =>
    page.evaluate(async (tags) => {
        const r = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
        return r.violations.map((v) => `${v.id} x${v.nodes.length}: ${v.nodes[0].target.join(' ')}`);
    }, TAGS);

export async function processes({ browser, base, test }) {
    const here = await fetch(`${base}/api/v1/services/medical-reimbursement`).then((r) => r.ok).catch(() => false);
    const need = () => {
        if (!here) throw Object.assign(new Error('skip'), { skip: 'this server has no service items' });
    };
    const as = async (login, path, options = {}) => {
        const { prefs, ...size } = options;
        const context = await fresh(browser, size);
        await context.addInitScript({ path: axeSource });
        if (prefs) await context.addInitScript((p) => localStorage.setItem('linli.prefs', JSON.stringify(p)), prefs);
        await signIn(context, base, login);
        const page = await context.newPage();
        page.on('dialog', (d) => d.accept());
        await page.goto(base + path);
        await settled(page);
        return { context, page };
    };
    const clean = async (page, what) => check((await violations(page)).length === 0, `${what}: ${(await violations(page)).join('; ')}`);
    const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const openEditor = async (page) => {
        await page.click('[aria-label="事项的各部分"] button:has-text("流程")');
        await page.waitForSelector('#pe-element');
        await page.waitForSelector('.bpmn-canvas .djs-element[data-element-id="review"]');
    };
    // A case that runs on the newest version: the resident applies without his papers.
    const runningCase = async () => {
        const ask = await callerOf(base, 'resident');
        const data = { kind: 'pharmacy', provider: '社区药店', from: '2026-01-05', why: 'no_card', total: 88.5, account: '6222000000000001' };
        const made = await ask('POST', '/cases', { service: 'medical-reimbursement', data, channel: 'online' });
        if (made.status === 201) await ask('POST', `/cases/${made.body.id}/submission`, { incomplete: true });
    };
    const markSeen = (page) =>
        page.evaluate(() =>
            [...document.querySelectorAll('.bpmn-canvas .bjs-powered-by')].map((e) => {
                e.scrollIntoView({ block: 'center' });
                const box = e.getBoundingClientRect();
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return box.width > 20 && e.contains(top);
            }),
        );

    await test('processes: versions with their counts lead to the diagram, the table and the instances at an element', async () => {
        need();
        const { context, page } = await as(KEEPER, '/console/processes');
        await page.waitForSelector('h2:has-text("医疗费用手工报销")');
        await clean(page, 'the list');
        await page.locator('section', { hasText: '医疗费用手工报销' }).locator('td a').first().click();
        await page.waitForSelector('.bpmn-canvas .djs-element[data-element-id="review"]');
        await settled(page);
        check((await markSeen(page)).every(Boolean), 'the mark of bpmn.io is hidden');
        await clean(page, 'the version');
        const tokens = await page.evaluate(() => fetch(`/api/v1/process-definitions/${location.pathname.split('/').pop()}/tokens`).then((r) => r.json()));
        check((await page.locator('.bpmn-canvas .count').count()) === tokens.elements.filter((e) => e.waiting + e.incidents).length, 'badges and counts differ');
        const busy = tokens.elements.find((e) => e.waiting);
        if (busy) {
            await page.selectOption('#pi-element', busy.element);
            await settled(page);
            await page.locator('td a.mono').first().click();
            await page.waitForSelector('.trace-steps li');
            await settled(page);
            await clean(page, 'the instance');
        }
        await context.close();
    });
    await test('processes: variables are shown for a purpose only', async () => {
        need();
        await runningCase();
        const { context, page } = await as(KEEPER, '/console/processes');
        const instance = await page.evaluate(async () => {
            const get = (p) => fetch(`/api/v1${p}`).then((r) => r.json());
            for (const p of (await get('/processes')).items) for (const v of p.versions) for (const i of (await get(`/process-definitions/${v.definition_id}/instances`)).items) if (i.case_id) return i.id;
            return '';
        });
        if (!instance) throw Object.assign(new Error('skip'), { skip: 'no case runs on this server' });
        await page.goto(`${base}/console/processes/instances/${instance}`);
        await page.click('summary:has-text("变量")');
        await page.click('button:has-text("查看")');
        await page.waitForSelector('.summary');
        check((await page.locator('pre.value').count()) === 0, 'variables without a purpose');
        await page.fill('#pv-purpose', '核对受理时间');
        await page.click('button:has-text("查看")');
        await page.waitForSelector('pre.value');
        await context.close();
    });
    await test('items: the editor opens, shows our properties and gives back what was changed', async () => {
        need();
        const { context, page } = await as(KEEPER, ITEM);
        await page.waitForSelector('.fault-list .note:not(.bad)');
        await clean(page, 'the sheet');
        await openEditor(page);
        check((await markSeen(page)).every(Boolean), 'the mark of bpmn.io is hidden');
        await page.selectOption('#pe-element', 'review');
        await page.waitForSelector('#pp-due');
        check((await page.inputValue('#pp-form')) === 'review.json', await page.inputValue('#pp-form'));
        check(await page.locator('fieldset.tight', { has: page.locator('legend:text("办过这些任务的人不得办理")') }).locator('label:has-text("复审") input').isChecked(), 'kept-apart duties are not shown');
        // Menus speak Chinese.
        check((await page.locator('.djs-palette .entry[title="任务"]').count()) === 1, 'the palette is not Chinese');
        await clean(page, 'the editor');
        await page.click('.djs-context-pad .entry[data-action="replace"]');
        await page.waitForSelector('.djs-popup :text("服务任务")');
        check(!/[a-z]{4}/i.test(await page.textContent('.djs-popup')), await page.textContent('.djs-popup'));
        await clean(page, 'the menu');
        await page.keyboard.press('Escape');
        await page.fill('#pp-due', '7 working_days');
        await page.locator('#pp-due').blur();
        await page.waitForSelector('#s-reason');
        await page.click('button:has-text("改用文本")');
        const text = await page.inputValue('#bpmn-text');
        check(/id="review"[^>]*linli:due="7 working_days"/.test(text), 'the change is not in the text');
        check(text.includes('双岗盲录'), 'the comment at the head is gone');
        check(/linli:input target="deemed" source="true"/.test(text), 'inputs were lost');
        await context.close();
    });
    await test('items: a fault is told while one edits, and a click leads to its element', async () => {
        need();
        const { context, page } = await as(KEEPER, ITEM);
        await openEditor(page);
        await page.selectOption('#pe-element', 'review');
        await page.selectOption('#pe-element', 'agreed_or_not_approve');
        await page.waitForSelector('#pp-condition');
        await page.fill('#pp-condition', 'rereview.outcome = (');
        await page.locator('#pp-condition').blur();
        await page.waitForSelector('.fault-list .note.bad');
        await page.selectOption('#pe-element', 'review');
        await page.locator('.faults button').first().click();
        await page.waitForFunction(() => document.querySelector('#pe-element')?.value === 'agreed_or_not_approve');
        await clean(page, 'the faults');
        await context.close();
    });
    await test('items: a process is tried: tokens move, the clock goes on, a step is taken back', async () => {
        need();
        const { context, page } = await as(KEEPER, ITEM);
        await openEditor(page);
        await page.click('button:has-text("试运行")');
        await page.click('.try-it button.main:has-text("开始")');
        await page.waitForSelector('.try-it .djs-element.here[data-element-id="accept"]');
        const now = await page.textContent('.try-it .num b');
        await page.click('.try-it button:has-text("+1 天")');
        await page.waitForFunction((was) => document.querySelector('.try-it .num b')?.textContent !== was, now);
        await page.click('.try-it button:has-text("完成…")');
        await page.click('.try-it label:has-text("材料齐全")');
        await page.click('.try-it button:has-text("完成这一步")');
        await page.waitForSelector('.try-it .djs-element.passed[data-element-id="accept"]');
        await page.waitForSelector('.try-it .djs-element.here[data-element-id="key"]');
        await clean(page, 'the trial');
        await page.click('.try-it button:has-text("退回一步")');
        await page.waitForFunction(() => (document.querySelector('.try-it .trace-steps')?.children.length ?? 9) < 6);
        await context.close();
    });
    await test('items: forms are shown as they will look, decisions as tables', async () => {
        need();
        const { context, page } = await as(KEEPER, ITEM);
        await page.click('button:has-text("表单")');
        await page.waitForSelector('.linli-form input');
        await clean(page, 'the forms');
        const text = await page.inputValue('#form-text');
        await page.fill('#form-text', text.replace('"什么费用"', '"哪一种费用"'));
        await page.waitForSelector('.linli-form :text("哪一种费用")');
        await page.fill('#form-text', `${text},`);
        await page.waitForSelector('.note.bad[role=alert]');
        await page.click('button:has-text("决策")');
        await page.waitForSelector('.dmn-table');
        await clean(page, 'the decisions');
        await context.close();
    });
    await test('items: a change is proposed by one and approved by another person, who sees what changes', async () => {
        need();
        const { context, page } = await as(KEEPER, ITEM);
        await openEditor(page);
        await page.selectOption('#pe-element', 'review');
        const was = await page.inputValue('#pp-due');
        const days = 10 + (Date.now() % 9000); // an open proposal of the same text would be refused
        await page.fill('#pp-due', `${days} working_days`);
        await page.locator('#pp-due').blur();
        await page.fill('#s-reason', `浏览器测试 ${Date.now()}`);
        await page.click('button:has-text("提交审批")');
        await page.waitForURL('**/console/services/proposals/**');
        await page.waitForSelector('text=须由另一个人审批');
        check((await page.locator('button:has-text("批准生效")').count()) === 0, 'the proposer may approve');
        const url = new URL(page.url()).pathname;
        const b = await as(APPROVER, url);
        await b.page.waitForSelector('table:has-text("linli:due")');
        const row = await b.page.textContent('tr:has-text("linli:due")');
        check(row.includes(was) && row.includes(`${days} working_days`), row);
        check((await b.page.locator('table:has-text("linli:due") tbody tr').count()) === 1, await b.page.textContent('table:has-text("linli:due")'));
        await clean(b.page, 'the proposal');
        await b.page.fill('#sp-reason', '与规定一致');
        await b.page.click('button:has-text("批准生效")');
        await b.page.waitForSelector('.tag:has-text("现行")');
        await page.goto(`${base}/console/processes`);
        await page.waitForSelector('h2:has-text("医疗费用手工报销")');
        await context.close();
        await b.context.close();
    });
    await test('processes: running cases are moved to another version after a dry run', async () => {
        need();
        const { context, page } = await as(KEEPER, '/console/processes');
        const from = await page.evaluate(async () => {
            const { items } = await fetch('/api/v1/processes').then((r) => r.json());
            for (const p of items) for (const v of p.versions.slice(1)) if (v.running) return v.definition_id;
            return '';
        });
        if (!from) throw Object.assign(new Error('skip'), { skip: 'no case runs on an older version' });
        await page.goto(`${base}/console/processes/${from}/migration`);
        await page.waitForSelector('select[id^="map-"]');
        await settled(page);
        await clean(page, 'the mapping');
        await page.click('button:has-text("试运行")');
        await page.waitForSelector('text=/可以移动 \\d+ 件/');
        await clean(page, 'the dry run');
        await context.close();
    });
    await test('processes and items: fit from 768 to 1920 px, in both languages and in elder mode', async () => {
        need();
        for (const [lang, elder, width] of [['zh', false, 768], ['en', false, 1280], ['zh', true, 1280], ['zh', false, 1920]]) {
            const { context, page } = await as(KEEPER, ITEM, { width, height: 900, prefs: { lang, elder, step: 0 } });
            await page.click(lang === 'en' ? 'button:has-text("Process")' : '[aria-label="事项的各部分"] button:has-text("流程")');
            await page.waitForSelector('.bpmn-canvas .djs-element');
            await page.selectOption('#pe-element', 'review');
            await clean(page, `the editor ${lang} ${elder} ${width}`);
            check((await sideways(page)) <= 0, `drifts sideways by ${await sideways(page)} at ${width}`);
            await context.close();
        }
    });
}
