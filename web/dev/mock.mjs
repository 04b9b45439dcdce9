// A stand-in for the server while the app is built: the same paths and shapes, in memory, one invented
// neighbourhood. `node dev/mock.mjs [PORT]` serves web/dist too, with the server's headers.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { categories, centre, day, listings, newId, outline } from './city.mjs';
import { serviceRoutes } from './services.mjs';
import { processRoutes } from './processes.mjs';
import { consistency, inclusion, leafHash, root } from './tree.mjs';

const dist = process.env.LINLI_DIST ?? fileURLToPath(new URL('../dist', import.meta.url));
const password = process.env.LINLI_DEMO_PASSWORD ?? 'Linli-demo-2026';
const cats = categories();
const city = { id: newId(), code: '990200', level: 'city', name_zh: '青川市', name_en: 'Qingchuan', has_boundary: false };
const district = { id: newId(), code: '990202', parent_id: city.id, level: 'district', name_zh: '临江区', name_en: 'Linjiang', has_boundary: false };
const street = { id: newId(), code: '990202001', parent_id: district.id, level: 'street', name_zh: '青云街道', name_en: 'Qingyun Street', has_boundary: true };
const community = { id: newId(), code: '990202001001', parent_id: street.id, level: 'community', name_zh: '梧桐社区', name_en: 'Wutong', has_boundary: true };
const second = { id: newId(), code: '990202001002', parent_id: street.id, level: 'community', name_zh: '望湖社区', name_en: 'Wanghu', has_boundary: true };
const grids = outline().grids.map((g, i) => ({ id: newId(), code: `990202001001${String(i + 1).padStart(3, '0')}`, parent_id: community.id, level: 'grid', name_zh: g.name, name_en: `Grid ${i + 1}`, has_boundary: true }));
const areas = [city, district, street, community, second, ...grids].map((a) => ({ valid_from: '2020-01-01', ...a }));
const places = listings(cats, community.id).map((l) => ({ ...l, version: 1 }));
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const publicHex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
const keyId = createHash('sha256').update(Buffer.from(publicHex, 'hex')).digest('hex').slice(0, 16);
const boards = new Map([['990202001001', board('990202001001', '梧桐社区便民服务', 'Services of Wutong')], ['empty', { ...board('empty', '新社区便民服务', 'A new community'), radius_m: 1 }]]);
function board(code, name_zh, name_en) {
    return { code, name_zh, name_en, ...centre, radius_m: 3000, area_id: community.id, area_name: community.name_zh, message_zh: '周六上午九点，社区活动室免费磨刀、理发。', message_en: 'Saturday 9 am: free haircuts and knife sharpening in the activity room.', office_phone: '0990-5550001', categories: [], rotate_s: 20, version: 1 };
}
const roles = [
    ['system_admin', '系统管理员', 'System administrator', ['identity.accounts', 'area.keep', 'system.settings']],
    ['security_admin', '安全管理员', 'Security administrator', ['identity.grants']],
    ['audit_admin', '审计管理员', 'Audit administrator', ['audit.read']],
    ['community_keeper', '社区信息员', 'Community keeper', ['place.keep', 'place.import', 'board.keep']],
    ['registrar', '实名审核员', 'Registrar', ['identity.review', 'identity.reveal']],
    ['rule_keeper', '规则管理员', 'Rule keeper', ['rules.use', 'rules.propose']],
    ['rule_reviewer', '规则审核员', 'Rule reviewer', ['rules.use', 'rules.approve', 'rules.reveal']],
    ['item_keeper', '事项管理员', 'Item keeper', ['service.keep', 'process.view', 'process.deploy']],
    ['item_approver', '事项审核员', 'Item approver', ['service.approve', 'process.view']],
].map(([code, zh, en, permissions]) => ({ code, zh, en, permissions }));
const accounts = [['keeper', 'community_keeper', '周信息员'], ['reviewer', 'registrar', '陈审核员'], ['sysadmin', 'system_admin', '系统管理员'], ['secadmin', 'security_admin', '安全管理员'], ['auditor', 'audit_admin', '审计管理员'], ['rulekeeper', 'rule_keeper', '规则管理员'], ['rulereviewer', 'rule_reviewer', '规则审核员'], ['itemkeeper', 'item_keeper', '事项管理员'], ['itemapprover', 'item_approver', '事项审核员'], ['resident', '', '居民']].map(([login, role, name]) => ({ id: newId(), login, role, name, state: 'active', created_at: '2026-01-04T01:00:00Z' }));
const grants = accounts.filter((a) => a.role).map((a) => ({ id: newId(), account_id: a.id, login: a.login, role: a.role, area_id: city.id, area_name: city.name_zh }));
const sessions = new Map();
const registrations = ['王小明', '李春花', '张建国'].map((name, i) => ({ id: newId(), person_id: newId(), name: `${name[0]}**`, id_number: `9902**********${i}X`.replace(/(.{18}).*/, '$1'), phone: `1990****00${i}`, area_id: community.id, area_name: community.name_zh, state: 'waiting', submitted_at: '2026-11-20T02:00:00Z' }));
const notices = [{ id: newId(), kind: 'registration', zh: '实名登记已通过，您现在可以在手机上办理社区事项。', en: 'Your registration was approved.', link: '/cases', at: '2026-11-21T01:20:00Z' }, { id: newId(), kind: 'welcome', zh: '欢迎使用邻里，遇到问题请拨打社区电话。', en: 'Welcome to Linli.', link: '', at: '2026-11-18T01:20:00Z', read_at: '2026-11-18T02:00:00Z' }];
const imports = [];
const journal = [];
const leaves = [];
function write(action, subject_kind, subject_id, actor = '', extra = {}) {
    const e = { id: newId(), seq: journal.length, at: new Date().toISOString(), actor, actor_name: actor, area_id: community.id, action, subject_kind, subject_id, outcome: 'done', purpose: '', ...extra };
    leaves.push(leafHash(Buffer.from(JSON.stringify(e))));
    e.leaf_hash = leaves[leaves.length - 1].toString('base64');
    journal.push(e);
}
for (let i = 0; i < 57; i++) write(i % 3 ? 'place.listing_confirmed' : 'place.listing_changed', 'listing', places[i].id, 'keeper');

class Refusal extends Error {
    constructor(status, code, zh, en, errors = []) {
        super(en);
        Object.assign(this, { status, code, zh, en, errors });
    }
}
const distance = (a, b) => {
    const r = Math.PI / 180;
    const h = Math.sin(((b.lat - a.lat) * r) / 2) ** 2 + Math.cos(a.lat * r) * Math.cos(b.lat * r) * Math.sin(((b.lng - a.lng) * r) / 2) ** 2;
    return Math.round(2 * 6371008.8 * Math.asin(Math.sqrt(h)));
};
const minute = (t) => Number(t.slice(0, 2)) * 60 + Number(t.slice(3, 5));
function openAt(l, ms) {
    if (!l.schedules?.length) return undefined;
    const d = new Date(ms + 8 * 3600e3);
    const now = d.getUTCHours() * 60 + d.getUTCMinutes();
    const weekday = ((d.getUTCDay() + 6) % 7) + 1;
    const yesterday = weekday === 1 ? 7 : weekday - 1;
    return l.schedules.some((s) => {
        const o = minute(s.opens_at);
        let c = minute(s.closes_at);
        if (c >= 1439) c = 1440;
        return c > o ? s.weekdays.includes(weekday) && now >= o && now < c : (s.weekdays.includes(weekday) && now >= o) || (s.weekdays.includes(yesterday) && now < c);
    });
}
function brief(l, from, full = false) {
    const { version, description_zh, description_en, fees, documents, languages, accessibility, website, email, ...rest } = l;
    const out = { ...rest };
    const open = openAt(l, Date.now());
    if (open !== undefined) out.open_now = open;
    const today = l.schedules?.filter((s) => s.weekdays.includes(((new Date(Date.now() + 8 * 3600e3).getUTCDay() + 6) % 7) + 1)) ?? [];
    if (l.schedules?.length) {
        const spans = today.map((s) => `${s.opens_at}–${s.closes_at}`).join('，');
        out.opens_zh = today.length ? `今天 ${spans}` : '今天休息';
        out.opens_en = today.length ? `Today ${spans.replace('，', ', ')}` : 'Closed today';
    }
    if (from) out.distance_m = distance(from, l);
    if (full) Object.assign(out, { description_zh, description_en, fees, documents, languages, accessibility, etag: String(version) });
    return out;
}
const family = (code) => [code, ...cats.filter((c) => c.parent === code).map((c) => c.code)];

function search(q) {
    const from = q.get('lat') ? { lat: Number(q.get('lat')), lng: Number(q.get('lng')) } : undefined;
    if (from && !q.get('crs')) throw new Refusal(422, 'place.crs_missing', '坐标没有说明坐标系。', 'Say the coordinate system of lat and lng (crs).');
    let out = places.filter((l) => l.status !== 'defunct').map((l) => brief(l, from));
    if (from && q.get('radius_m')) out = out.filter((l) => l.distance_m <= Number(q.get('radius_m')));
    if (q.get('category')) out = out.filter((l) => q.get('category').split(',').flatMap(family).some((c) => l.categories.includes(c)));
    if (q.get('q')) {
        const w = q.get('q').toLowerCase().trim();
        const catWords = (l) => l.categories.map((c) => cats.find((x) => x.code === c)).map((c) => c.zh + c.en).join('');
        out = out.filter((l) => w.split(/\s+/).every((p) => (l.name_zh + l.name_en + l.address + catWords(l)).toLowerCase().includes(p)));
    }
    if (q.get('open_at')) out = out.filter((l) => openAt(l, q.get('open_at') === 'now' ? Date.now() : Date.parse(q.get('open_at'))));
    const sort = q.get('sort') ?? (from ? 'distance' : 'name');
    out.sort((a, b) => (sort === 'stalest' ? (a.verified_on < b.verified_on ? -1 : 1) : sort === 'name' ? a.name_zh.localeCompare(b.name_zh, 'zh') : (a.distance_m ?? 0) - (b.distance_m ?? 0)));
    const limit = Math.min(200, Number(q.get('limit') ?? 20));
    const start = Number(q.get('cursor') ?? 0);
    return { items: out.slice(start, start + limit), ...(start + limit < out.length ? { next: String(start + limit) } : {}), total: out.length, data_as_of: new Date().toISOString() };
}
const page = (items, q) => {
    const start = Number(q.get('cursor') ?? 0);
    const limit = Number(q.get('limit') ?? 50);
    return { items: items.slice(start, start + limit), ...(start + limit < items.length ? { next: String(start + limit) } : {}) };
};
const bundles = new Map();
function bundle(code) {
    const b = boards.get(code);
    if (!b) throw new Refusal(404, 'board.unknown', '没有这块屏幕。请核对网址里的代码。', 'There is no board of this code. Check the address.');
    const near = places.map((l) => brief(l, b)).filter((l) => l.distance_m <= b.radius_m && (l.status === 'active' || l.status === 'temporarily_closed')).sort((x, y) => x.distance_m - y.distance_m);
    const { version, ...settings } = b;
    const payload = JSON.stringify({ board: settings, made_at: new Date().toISOString(), expires_at: new Date(Date.now() + 7 * 86400e3).toISOString(), data_as_of: new Date(Date.now() - 600e3).toISOString(), ...(bundles.get(code) ? { previous_sha256: bundles.get(code) } : {}), categories: cats, listings: near, outline: outline() });
    const sha256 = createHash('sha256').update(payload).digest('hex');
    bundles.set(code, sha256);
    return { payload, algorithm: 'ed25519', key_id: keyId, signature: sign(null, Buffer.from(payload), privateKey).toString('hex'), sha256 };
}
function me(account) {
    if (!account) return { signed_in: false, grants: [] };
    return { signed_in: true, account_id: account.id, login: account.login, name: account.name, registration: account.registration ?? 'approved', ...(account.login === 'resident' ? { person_id: 'P1' } : {}), grants: grants.filter((g) => g.account_id === account.id).map((g) => ({ ...g, role_zh: roles.find((r) => r.code === g.role).zh, role_en: roles.find((r) => r.code === g.role).en, permissions: roles.find((r) => r.code === g.role).permissions })) };
}
const gone = () => new Refusal(404, 'http.not_found', '没有找到。', 'Not found.');

const routes = {
    'GET /session': (c) => me(c.account),
    'POST /sessions': (c) => {
        const a = c.body.login ? accounts.find((x) => x.login === c.body.login && c.body.password === password && x.state !== 'disabled') : c.body.code === '12345678' ? accounts.find((x) => x.login === 'resident') : undefined;
        if (!a) throw new Refusal(401, 'identity.wrong_login', c.body.login ? '账号或密码不对。' : '验证码不对，或者已经过期。', c.body.login ? 'The account or the password is wrong.' : 'The code is wrong or has expired.');
        const token = newId();
        sessions.set(token, a);
        c.cookie = `__Host-linli=${token}; Path=/; Secure; HttpOnly; SameSite=Strict`;
        c.status = 201;
        return me(a);
    },
    'POST /login-codes': (c) => ((c.status = 204), undefined),
    'DELETE /session': (c) => {
        sessions.delete(c.token);
        c.status = 204;
    },
    'POST /session/password': (c) => {
        if (c.body.old !== password) throw new Refusal(422, 'identity.wrong_password', '原密码不对。', 'The old password is wrong.', [{ field: 'old', code: 'wrong', zh: '原密码不对', en: 'The old password is wrong' }]);
        c.status = 204;
    },
    'GET /categories': () => ({ items: cats }),
    'GET /listings': (c) => search(c.query),
    'POST /listings': (c) => {
        const l = { ...c.body, id: newId(), version: 1, status: c.body.status ?? 'active', freshness: 'fresh', verified_on: day(0), verified_by: c.account.name };
        places.unshift(l);
        write('place.listing_added', 'listing', l.id, c.account.login);
        c.status = 201;
        return brief(l, undefined, true);
    },
    'GET /listings/{}': (c, id) => {
        const l = places.find((x) => x.id === id) ?? (() => { throw gone(); })();
        c.etag = String(l.version);
        return brief(l, c.query.get('lat') ? { lat: Number(c.query.get('lat')), lng: Number(c.query.get('lng')) } : undefined, true);
    },
    'PUT /listings/{}': (c, id) => {
        const l = places.find((x) => x.id === id) ?? (() => { throw gone(); })();
        if (c.ifMatch !== String(l.version)) throw new Refusal(412, 'http.changed_meanwhile', '别人刚刚改过这一条。', 'Somebody else has just changed this.');
        Object.assign(l, c.body, { version: l.version + 1 });
        write('place.listing_changed', 'listing', id, c.account.login);
        c.etag = String(l.version);
        return brief(l, undefined, true);
    },
    'POST /listings/{}/confirmations': (c, id) => {
        const l = places.find((x) => x.id === id) ?? (() => { throw gone(); })();
        Object.assign(l, { verified_on: day(0), verified_by: c.account.name, freshness: 'fresh', version: l.version + 1 });
        write('place.listing_confirmed', 'listing', id, c.account.login);
        return brief(l, undefined, true);
    },
    'POST /listings/{}/problem-reports': (c, id) => {
        const l = places.find((x) => x.id === id) ?? (() => { throw gone(); })();
        l.complaints = (l.complaints ?? 0) + 1;
        (l.reports ??= []).push({ id: newId(), at: new Date().toISOString(), ...c.body });
        c.status = 201;
        return { id: newId() };
    },
    'GET /listings/{}/history': (c, id) => page(journal.filter((e) => e.subject_id === id).map((e) => ({ id: e.id, changed_at: e.at, action: e.action, fields: [] })), c.query),
    'GET /listings/{}/problem-reports': (c, id) => ({ items: (places.find((x) => x.id === id)?.reports ?? []).map((r) => ({ id: r.id, kind: r.kind, note: r.note ?? '', made_at: r.at })) }),
    'POST /listings/{}/problem-reports/handled': (c, id) => {
        const l = places.find((x) => x.id === id);
        l.reports = [];
        l.complaints = 0;
        c.status = 204;
    },
    'POST /me/data-exports': (c) => ({ account: me(c.account), notices }),
    'GET /areas': (c) => page(areas.filter((a) => (!c.query.get('parent') || a.parent_id === c.query.get('parent')) && (!c.query.get('level') || a.level === c.query.get('level')) && (!c.query.get('q') || a.name_zh.includes(c.query.get('q')))), c.query),
    'GET /areas/locate': () => ({ chain: [city, district, street, community, grids[4]] }),
    'GET /areas/{}': (c, id) => areas.find((a) => a.id === id) ?? (() => { throw gone(); })(),
    'GET /areas/{}/boundary': (c, id) => {
        const i = grids.findIndex((g) => g.id === id);
        const o = outline().grids;
        return i >= 0 ? { type: 'Polygon', coordinates: [o[i].ring] } : { type: 'MultiPolygon', coordinates: o.map((g) => [g.ring]) };
    },
    'POST /area-imports': (c) => ({ dry_run: c.body.dry_run, rows_read: 2, rows_good: 2, rows_bad: 0, added: 2, changed: 0, unchanged: 0, faults: [] }),
    'GET /boards': (c) => page([...boards.values()].map(({ version, ...b }) => ({ ...b, etag: String(version) })), c.query),
    'POST /boards': (c) => {
        if (boards.has(c.body.code)) throw new Refusal(409, 'board.code_taken', '这个代码已经用了。', 'This code is taken.', [{ field: 'code', code: 'taken', zh: '这个代码已经用了', en: 'This code is taken' }]);
        boards.set(c.body.code, { ...c.body, version: 1 });
        c.status = 201;
        return c.body;
    },
    'PUT /boards/{}': (c, code) => {
        const b = boards.get(code) ?? (() => { throw gone(); })();
        if (c.ifMatch !== String(b.version)) throw new Refusal(412, 'http.changed_meanwhile', '别人刚刚改过这一条。', 'Somebody else has just changed this.');
        Object.assign(b, c.body, { version: b.version + 1 });
        return b;
    },
    'GET /boards/{}/bundle': (c, code) => bundle(code),
    'GET /base-map': () => ({ items: [] }),
    'GET /keys': () => ({ keys: [{ key_id: keyId, algorithm: 'ed25519', public_key: publicHex }] }),
    'GET /notices': (c) => page(notices, c.query),
    'POST /notices/{}/read': (c, id) => {
        notices.find((n) => n.id === id).read_at = new Date().toISOString();
        c.status = 204;
    },
    'POST /directory-imports': (c) => {
        const rows = c.body.files.reduce((n, f) => n + Math.max(1, f.text.split('\n').length - 1), 0);
        const bad = c.body.files.some((f) => f.text.includes('bad')) ? [{ file: c.body.files[0].name, line: 3, row: 2, field: 'latitude', code: 'import.latitude_range', zh: '纬度超出范围：100。请改正后再导入。', en: 'latitude out of range: 100' }, { file: c.body.files[0].name, line: 5, row: 4, field: 'phones/0/number', code: 'import.phone_form', zh: '电话号码不对：12。', en: 'not a phone number: 12' }] : [];
        const applied = !c.body.dry_run && (bad.length === 0 || c.body.accept_partial);
        const r = { id: newId(), dry_run: !!c.body.dry_run, applied, rows_read: rows, rows_good: rows - bad.length, rows_bad: bad.length, added: rows - bad.length, changed: 0, unchanged: 0, duplicates: 0, faults: bad, source: c.body.source, made_at: new Date().toISOString() };
        imports.unshift(r);
        return r;
    },
    'GET /directory-imports': (c) => page(imports, c.query),
    'GET /registrations': (c) => page(registrations.filter((r) => !c.query.get('state') || r.state === c.query.get('state')), c.query),
    'POST /registrations': (c) => {
        c.account.registration = 'waiting';
        registrations.push({ id: newId(), person_id: newId(), name: `${c.body.name[0]}**`, id_number: '9902**************', phone: `${c.body.phone.slice(0, 3)}****${c.body.phone.slice(-3)}`, area_id: c.body.area_id, area_name: community.name_zh, state: 'waiting', submitted_at: new Date().toISOString() });
        c.status = 201;
        return registrations[registrations.length - 1];
    },
    'POST /registrations/{}/decisions': (c, id) => {
        const r = registrations.find((x) => x.id === id) ?? (() => { throw gone(); })();
        r.state = c.body.decision === 'approve' ? 'approved' : 'refused';
        write('identity.registration_decided', 'registration', id, c.account.login, { outcome: r.state });
        return r;
    },
    'POST /registrations/{}/unmaskings': (c, id) => routes['POST /persons/{}/unmaskings'](c, id),
    'POST /persons/{}/unmaskings': (c, id) => {
        if (!c.body.purpose) throw new Refusal(422, 'identity.purpose_missing', '请写明查看的用途。', 'Say what you need it for.');
        write('identity.unmasked', 'person', id, c.account.login, { purpose: c.body.purpose });
        return { value: c.body.field === 'phone' ? '19900000001' : '990202195001010017' };
    },
    'GET /accounts': (c) => page(accounts.map(({ role, registration, ...a }) => a), c.query),
    'POST /accounts': (c) => {
        const a = { id: newId(), login: c.body.login, state: 'active', created_at: new Date().toISOString() };
        accounts.push(a);
        c.status = 201;
        return { account: a, one_time_password: 'xcyh-dfnq-7rkm-jw4t' };
    },
    'POST /accounts/{}/disable': (c, id) => {
        accounts.find((a) => a.id === id).state = 'disabled';
        c.status = 204;
    },
    'GET /roles': () => ({ items: roles }),
    'GET /grants': (c) => page(grants.filter((g) => !c.query.get('account') || g.account_id === c.query.get('account')), c.query),
    'POST /grants': (c) => {
        const g = { id: newId(), ...c.body, area_name: areas.find((a) => a.id === c.body.area_id)?.name_zh };
        grants.push(g);
        c.status = 201;
        return g;
    },
    'DELETE /grants/{}': (c, id) => {
        grants.splice(grants.findIndex((g) => g.id === id), 1);
        c.status = 204;
    },
    'GET /journal/checkpoint': (c) => {
        c.text = `linli-mock\n${leaves.length}\n${root(leaves).toString('base64')}\n\n`;
    },
    'GET /journal/entries': (c) => page([...journal].reverse().filter((e) => !c.query.get('action') || e.action === c.query.get('action')), c.query),
    'GET /journal/proofs/inclusion': (c) => {
        const i = journal.findIndex((e) => e.id === c.query.get('entry') || String(e.seq) === c.query.get('entry'));
        const size = Number(c.query.get('size') || leaves.length);
        return { index: i, size, leaf_hash: leaves[i].toString('base64'), proof: inclusion(leaves.slice(0, size), i).map((h) => h.toString('base64')), root: root(leaves.slice(0, size)).toString('base64') };
    },
    'GET /journal/proofs/consistency': (c) => ({ proof: consistency(leaves.slice(0, Number(c.query.get('to'))), Number(c.query.get('from'))).map((h) => h.toString('base64')) }),
    'GET /health': () => ({ status: 'ok', version: '0.1.0', store: 'sqlite', journal_size: leaves.length, listings: places.length, started_at: new Date().toISOString() }),
    ...serviceRoutes({ Refusal, newId }),
    ...processRoutes({ newId, page, Refusal, gone, community, write }),
    'GET /openapi.json': () => ({ openapi: '3.1.0', info: { title: 'Linli', version: '1' }, paths: {} }),
};
const opened = /^(GET (session|services|categories|listings|areas|boards\/[^/]+\/bundle|keys|health|openapi.json|journal\/checkpoint)|POST (services\/[^/]+\/materials|sessions|login-codes|listings\/[^/]+\/problem-reports))/;
const permissions = [['listings', 'place.keep'], ['directory-imports', 'place.import'], ['boards', 'board.keep'], ['registrations', 'identity.review'], ['accounts', 'identity.accounts'], ['grants', 'identity.grants'], ['journal', 'audit.read']];

const table = Object.entries(routes).map(([k, f]) => ({ method: k.split(' ')[0], re: new RegExp(`^${k.split(' ')[1].replace(/\{\}/g, '([^/]+)')}$`), f }));
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.webmanifest': 'application/manifest+json' };
const CSP = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";

async function api(request, answer, url) {
    const chunks = [];
    for await (const c of request) chunks.push(c);
    const token = /__Host-linli=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const c = { query: url.searchParams, token, account: sessions.get(token), ifMatch: (request.headers['if-match'] ?? '').replace(/"/g, ''), status: 200 };
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
    try {
        const path = url.pathname.slice('/api/v1'.length);
        const text = Buffer.concat(chunks).toString();
        const raw = path === '/files' && request.method === 'POST';
        if (raw) Object.assign(c, { fileName: request.headers['x-file-name'], type: request.headers['content-type'], bytes: Buffer.concat(chunks).length });
        c.body = text && !raw ? JSON.parse(text) : {};
        if (request.method !== 'GET' && request.headers['x-linli'] !== '1') throw new Refusal(403, 'http.cross_site', '请求来自别的网站。', 'The request came from another site.');
        const name = `${request.method} ${path.slice(1)}`;
        if (!opened.test(name) && !c.account) throw new Refusal(401, 'http.not_signed_in', '请先登录。', 'Sign in first.');
        const need = permissions.find(([p]) => path.startsWith(`/${p}`))?.[1];
        if (need && !opened.test(name) && name !== 'POST registrations' && !me(c.account).grants.some((g) => g.permissions.includes(need))) throw new Refusal(403, 'http.not_allowed', '您的账号没有这项权限。请联系安全管理员。', 'Your account may not do this. Ask the security administrator.');
        const r = table.find((t) => t.method === request.method && t.re.test(path));
        if (!r) throw gone();
        const body = r.f(c, ...r.re.exec(path).slice(1).map(decodeURIComponent));
        if (c.cookie) headers['Set-Cookie'] = c.cookie;
        if (c.etag) headers.ETag = `"${c.etag}"`;
        answer.writeHead(c.status, headers);
        answer.end(c.text ?? (body === undefined ? '' : JSON.stringify(body)));
    } catch (e) {
        if (!(e instanceof Refusal)) console.error(e);
        const p = e instanceof Refusal ? e : new Refusal(500, 'mock.fault', String(e), String(e));
        answer.writeHead(p.status, { ...headers, 'Content-Type': 'application/problem+json' });
        answer.end(JSON.stringify({ type: `urn:linli:problem:${p.code}`, status: p.status, code: p.code, title: p.zh, title_zh: p.zh, title_en: p.en, errors: p.errors }));
    }
}
function file(request, answer, url) {
    let path = normalize(join(dist, decodeURIComponent(url.pathname)));
    if (!path.startsWith(dist) || !existsSync(path) || statSync(path).isDirectory()) path = join(dist, 'index.html');
    if (!existsSync(path)) return answer.writeHead(404).end('run npm run build first');
    const headers = { 'Content-Type': types[extname(path)] ?? 'application/octet-stream', 'Cache-Control': url.pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache', 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' };
    if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && existsSync(`${path}.gz`)) {
        headers['Content-Encoding'] = 'gzip';
        path += '.gz';
    }
    answer.writeHead(200, headers);
    createReadStream(path).pipe(answer);
}
const server = createServer((request, answer) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname.startsWith('/api/v1/')) return void api(request, answer, url);
    if (url.pathname === '/api/docs') return void answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><html lang="en"><title>API</title><main><h1>API</h1></main></html>');
    file(request, answer, url);
});
server.listen(Number(process.argv[2] ?? 8090), '127.0.0.1', () => console.log(`http://localhost:${server.address().port}`));
