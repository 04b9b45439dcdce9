// Screenshots for looking at: LINLI_URL=... node tests/e2e/shots.mjs DIR [name-filter]
import { mkdirSync } from 'node:fs';
import { fresh } from './check.mjs';
import { inParallel, launch, prefs, sample, settled, signIn } from './browser.mjs';

const base = process.env.LINLI_URL ?? 'http://localhost:8090';
const dir = process.argv[2] ?? 'shots';
const filter = new RegExp(process.argv[3] ?? '.');
mkdirSync(dir, { recursive: true });
const { code, board, listing } = await sample(base);
const at = board ? `?lat=${board.lat}&lng=${board.lng}&at=${encodeURIComponent(board.area_name ?? '')}` : '';
const sizes = { 360: [360, 740], 768: [768, 1024], 1920: [1920, 1080], 3840: [3840, 2160], portrait: [1080, 1920] };
const citizen = { home: `/${at}`, map: `/${at}&view=map`, none: `/${at}&q=zzzz`, listing: `/listings/${listing}`, login: '/login', register: '/register', services: '/services', guide: '/services/medical-reimbursement', paper: '/services/medical-reimbursement/form', cases: '/cases', inbox: '/inbox', me: '/me', settings: '/settings' };
const staff = { console: ['/console', 'keeper'], listings: ['/console/listings', 'keeper'], edit: [`/console/listings/${listing}`, 'keeper'], confirm: ['/console/confirm', 'keeper'], imports: ['/console/imports', 'keeper'], boards: ['/console/boards', 'keeper'], areas: ['/console/areas', 'keeper'], registrations: ['/console/registrations', 'reviewer'], accounts: ['/console/accounts', 'sysadmin'], journal: ['/console/journal', 'auditor'], health: ['/console/health', 'sysadmin'] };
const jobs = [];
for (const s of ['360', '768', '1920', '3840', 'portrait']) for (const m of ['n', 'e']) for (const lang of ['zh', 'en']) jobs.push({ name: `board-${s}-${m}-${lang}`, path: `/board/${code}`, s, m, lang });
jobs.push({ name: 'board-empty-1920', path: '/board/empty', s: '1920', m: 'n', lang: 'zh' }, { name: 'board-unknown-1920', path: '/board/nowhere', s: '1920', m: 'n', lang: 'zh' });
for (const [n, path] of Object.entries(citizen)) for (const s of ['360', '768', '1920']) for (const m of ['n', 'e']) for (const lang of ['zh', 'en']) jobs.push({ name: `${n}-${s}-${m}-${lang}`, path, s, m, lang, user: ['inbox', 'me', 'register', 'cases'].includes(n) ? 'resident' : undefined });
for (const [n, [path, user]] of Object.entries(staff)) for (const s of ['360', '768', '1920']) for (const m of ['n', 'e']) for (const lang of ['zh', 'en']) jobs.push({ name: `c-${n}-${s}-${m}-${lang}`, path, s, m, lang, user });

const browser = await launch();
await inParallel(jobs.filter((x) => filter.test(x.name)), 2, async (j) => {
    const [width, height] = sizes[j.s];
    const context = await fresh(browser, { width, height });
    await prefs(context, { elder: j.m === 'e', lang: j.lang });
    if (j.user) await signIn(context, base, j.user);
    const page = await context.newPage();
    page.on('console', (m) => m.type() === 'error' && console.log(`${j.name}: ${m.text()}`));
    page.on('pageerror', (e) => console.log(`${j.name}: ${e.message}`));
    await page.goto(base + j.path);
    await settled(page).catch((e) => console.log(j.name, e.message));
    await page.screenshot({ path: `${dir}/${j.name}.png`, fullPage: !j.name.startsWith('board') || /360|768/.test(j.s) });
    await context.close();
});
await browser.close();
