import { axeSource, prefs, sample, settled, signIn } from './browser.mjs';
import { check, fresh } from './check.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function violations(page) {
    await page.addScriptTag({ path: axeSource }).catch(async () => {
        // The content security policy forbids foreign scripts; the test adds it through the debugger.
        const { readFileSync } = await import('node:fs');
        await page.evaluate(readFileSync(axeSource, 'utf8'));
    });
    return page.evaluate(async (tags) => {
        const r = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
        return r.violations.map((v) => `${v.id} x${v.nodes.length}: ${v.nodes[0].target.join(' ')} ${v.nodes[0].any[0]?.message ?? ''}`);
    }, TAGS);
}

// Every link, button and field at least 60 x 60 px in elder mode, unless it stands within a sentence.
async function smallTargets(page) {
    return page.evaluate(() => {
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
}

export async function accessibility({ browser, base, test }) {
    const { code, board, listing } = await sample(base);
    const at = `lat=${board.lat}&lng=${board.lng}`;
    const routes = [
        ['', [`/?${at}`, '/', `/?${at}&q=zzqq`, `/listings/${listing}`, '/login', '/register', '/inbox', '/me', '/settings', '/nothing-here', `/board/${code}`, '/board/nowhere-at-all']],
        ['resident', ['/register', '/inbox', '/me']],
        ['keeper', ['/console', '/console/listings', '/console/listings/new', `/console/listings/${listing}`, '/console/confirm', '/console/imports', '/console/boards', '/console/areas', '/console/health']],
        ['reviewer', ['/console', '/console/registrations']],
        ['secadmin', ['/console/accounts']],
        ['sysadmin', ['/console/accounts', '/console/areas']],
        ['auditor', ['/console/journal']],
    ];
    for (const elder of [false, true])
        for (const width of [360, 768, 1920])
            for (const [user, paths] of routes) {
                const context = await fresh(browser, { width, height: width === 360 ? 740 : width === 768 ? 1024 : 1080, bypassCSP: true });
                await prefs(context, { elder });
                const name = (p) => `axe: ${p.replace(listing, 'ID').replace(/\?lat=[^&]*&lng=[^&]*/, '?place')}${user ? ` as ${user}` : ''} at ${width}${elder ? ' in elder mode' : ''}`;
                let ready = !user;
                for (const path of paths) {
                    await test(name(path), async () => {
                        if (!ready) await signIn(context, base, user);
                        ready = true;
                        const page = await context.newPage();
                        await page.goto(base + path);
                        await settled(page);
                        const found = await violations(page);
                        const small = elder ? await smallTargets(page) : [];
                        await page.close();
                        check(found.length === 0, found.join('\n'));
                        check(small.length === 0, `smaller than 60 px: ${small.slice(0, 8).join('; ')}`);
                    });
                }
                await context.close();
            }
    for (const lang of ['zh', 'en'])
        for (const [user, paths] of routes) {
            const context = await fresh(browser, { width: 320, height: 640 });
            await prefs(context, { lang });
            let ready = !user;
            for (const path of paths)
                await test(`reflow: ${path.split('?')[0].replace(listing, 'ID')}${path.includes('?') ? '?' : ''}${user ? ` as ${user}` : ''} ${lang} needs no sideways scroll at 320`, async () => {
                    if (!ready) await signIn(context, base, user);
                    ready = true;
                    const page = await context.newPage();
                    await page.goto(base + path);
                    await settled(page);
                    const over = await page.evaluate(() => {
                        const w = document.documentElement.clientWidth;
                        if (document.documentElement.scrollWidth <= w) return [];
                        return [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > w + 1).slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className?.baseVal ?? e.className} ${Math.round(e.getBoundingClientRect().right)}`);
                    });
                    await page.close();
                    check(over.length === 0, `wider than the screen: ${over.join(', ')}`);
                });
            await context.close();
        }
}
