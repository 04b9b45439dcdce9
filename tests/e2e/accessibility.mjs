import { asUnregistered, axeSource, inParallel, sample, settled, signIn } from './browser.mjs';
import { check, fresh } from './check.mjs';
import { deskScreens } from './desk.mjs';
import { moneyScreens } from './money.mjs';
import { callerOf } from './own.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SIZES = [[360, 740], [768, 1024], [1920, 1080]];

const violations = (page) =>
    page.evaluate(async (tags) => {
        const r = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
        return r.violations.map((v) => `${v.id} x${v.nodes.length}: ${v.nodes[0].target.join(' ')} ${v.nodes[0].any[0]?.message ?? ''}`);
    }, TAGS);

// Every link, button and field at least 60 x 60 px in elder mode, unless it stands within a sentence.
const smallTargets = (page) =>
    page.evaluate(() => {
        const out = [];
        for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
            const s = getComputedStyle(e);
            if (s.visibility === 'hidden' || e.closest('.skip, .hidden-text, dialog:not([open])')) continue;
            const label = e.matches('input[type=checkbox], input[type=radio]') ? e.closest('label') : undefined;
            const r = (label ?? e).getBoundingClientRect();
            if (r.width === 0 || r.height === 0) continue;
            if (r.width < 59.5 || r.height < 59.5) out.push(`${e.tagName.toLowerCase()} "${(e.textContent || e.id).trim().slice(0, 20)}" ${Math.round(r.width)}x${Math.round(r.height)}`);
        }
        return out;
    });

const tooWide = (page) =>
    page.evaluate(() => {
        const w = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= w) return [];
        return [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > w + 1).slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className?.baseVal ?? e.className} ${Math.round(e.getBoundingClientRect().right)}`);
    });

// Cases of the resident for the table: a draft and one that was handed in, made here.
async function casesOf(base) {
    const call = await callerOf(base, 'resident');
    const make = async () => (await call('POST', '/cases', { service: 'resident-certificate', data: { kind: 'residence', recorded: 'no', recipient: '区图书馆' } })).body?.id;
    const [draft, sent] = [await make(), await make()];
    if (!draft || !sent) return [];
    await call('POST', `/cases/${sent}/submission`, { incomplete: true });
    await call('POST', `/cases/${sent}/complaints`, { text: '请快一点。' });
    const of = (id, name, rest) => rest.map((r) => ({ path: `/cases/${id}${r}`, name: `cases/${name}` }));
    return [...of(draft, 'DRAFT', ['/edit', '/edit?step=materials', '/edit?step=check']), ...of(sent, 'SENT', ['', '/receipt', '/form'])];
}

const painted = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

// Every screen, loaded once for each of: normal, elder mode, English. Each load is looked at in all
// widths, so that the whole table costs about ninety page loads and not three hundred.
export async function accessibility({ browser, base, test, wanted }) {
    const { code, board, listing } = await sample(base);
    const at = `lat=${board.lat}&lng=${board.lng}`;
    const mine = await casesOf(base);
    const office = await deskScreens(base);
    const screens = [
        ['', ['/services', '/services?q=zzqq', '/services/resident-certificate', '/services/medical-reimbursement/form', '/services/resident-certificate/apply', '/cases', `/?${at}`, '/', `/?${at}&q=zzqq`, `/listings/${listing}`, '/login', '/register', '/password', '/inbox', '/me', '/settings', '/pension', '/nothing-here', `/board/${code}`, '/board/nowhere-at-all']],
        ['resident', ['/register', '/inbox', '/me', '/cases', ...mine.map((m) => m.path)]],
        ['keeper', ['/console', '/console/listings', '/console/listings/new', `/console/listings/${listing}`, '/console/confirm', '/console/imports', '/console/boards', '/console/areas', '/console/health']],
        ['reviewer', ['/console', '/console/registrations']],
        ['secadmin', ['/console/accounts']],
        ['rulekeeper', ['/console/rules', '/console/rules/pension']],
        ['sysadmin', ['/console/accounts', '/console/areas']],
        ['auditor', ['/console', '/console/journal', '/console/accounts']],
        ...office.screens,
        ...(await moneyScreens(base)),
    ].flatMap(([user, paths]) => paths.map((path) => ({ user, path })));
    const name = ({ user, path }) => `${path.replace(listing, 'ID').replace(/(?<=\/(?:tasks|cases)\/)\w+/, (id) => office.names[id] ?? id).replace(/cases\/\w+/, (at) => mine.find((m) => m.path.includes(at))?.name ?? at).replace(/\?lat=[^&]*&lng=[^&]*/, '?place')}${user ? ` as ${user}` : ''}`;
    const modes = [
        { lang: 'zh', elder: false, axe: true, narrow: true, words: '' },
        { lang: 'zh', elder: true, axe: true, words: ' in elder mode' },
        { lang: 'en', elder: false, narrow: true, words: ' in English' },
    ];
    const tests = ({ s, m }) => [
        ...(m.axe ? SIZES.map(([width]) => `axe: ${name(s)} at ${width}${m.words}`) : []),
        ...(m.narrow ? [`reflow: ${name(s)}${m.words} needs no sideways scroll at 320`] : []),
    ];
    const jobs = screens.flatMap((s) => modes.map((m) => ({ s, m }))).filter((j) => tests(j).some(wanted));
    const contexts = new Map();
    const contextOf = async ({ s, m }) => {
        const key = `${s.user} ${m.lang} ${m.elder}`;
        if (!contexts.has(key))
            contexts.set(key, (async () => {
                const context = await fresh(browser, { width: 1920, height: 1080 });
                await context.addInitScript({ path: axeSource });
                await context.addInitScript((p) => localStorage.setItem('linli.prefs', JSON.stringify(p)), { lang: m.lang, elder: m.elder, step: 0 });
                if (s.user) await signIn(context, base, s.user);
                return context;
            })());
        return contexts.get(key);
    };
    // One at a time, so that each account signs in once.
    for (const user of new Set(jobs.map((j) => j.s.user))) if (user) await contextOf(jobs.find((j) => j.s.user === user));
    await inParallel(jobs, 2, async (j) => {
        const names = tests(j);
        let page;
        let fault;
        try {
            page = await (await contextOf(j)).newPage();
            if (j.s.user && j.s.path === '/register') await asUnregistered(page);
            await page.goto(base + j.s.path);
            await settled(page);
        } catch (e) {
            fault = e;
        }
        const look = async (what) => {
            if (fault) throw fault;
            await what();
        };
        if (j.m.axe)
            for (const [width, height] of SIZES)
                await test(names.shift(), () => look(async () => {
                    await page.setViewportSize({ width, height });
                    await painted(page);
                    const found = await violations(page);
                    const small = j.m.elder ? await smallTargets(page) : [];
                    check(found.length === 0, found.join('\n'));
                    check(small.length === 0, `smaller than 60 px: ${small.slice(0, 8).join('; ')}`);
                }));
        if (j.m.narrow)
            await test(names.shift(), () => look(async () => {
                await page.setViewportSize({ width: 320, height: 640 });
                await painted(page);
                const over = await tooWide(page);
                check(over.length === 0, `wider than the screen: ${over.join(', ')}`);
            }));
        await page?.close();
    });
    for (const c of contexts.values()) await (await c).close();
}
