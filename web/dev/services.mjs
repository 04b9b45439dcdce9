// Service items and cases for the mock server: the items of services/, cases of one resident in every
// state. Handing in decides nothing; what an office does is done by the real server only.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const yaml = createRequire(import.meta.url)('js-yaml');
const folder = (code) => new URL(`../../services/${code}/`, import.meta.url);
const items = ['resident-certificate', 'flexible-enrolment', 'medical-reimbursement'].filter((c) => existsSync(folder(c))).map((code) => {
    const form = JSON.parse(readFileSync(new URL('form.json', folder(code)), 'utf8'));
    return { ...yaml.load(readFileSync(new URL('item.yaml', folder(code)), 'utf8')), form };
});
const UNITS = { working_days: ['个工作日', 'working days'], days: ['天', 'days'], hours: ['小时', 'hours'], working_hours: ['个工作小时', 'working hours'] };
const words = (t) => [`${t.amount} ${UNITS[t.unit][0]}`, `${t.amount} ${UNITS[t.unit][1]}`];
const ago = (days) => new Date(Date.now() - days * 86400e3).toISOString();
const pickOf = (o, keys) => Object.fromEntries(keys.map((k) => [k, o[k]]));

export function serviceRoutes({ Refusal, newId }) {
    const gone = () => new Refusal(404, 'service.unknown', '没有这个事项。', 'There is no such service.');
    const itemOf = (code) => items.find((i) => i.code === code) ?? (() => { throw gone(); })();
    const fields = (list) => list.flatMap((c) => [c, ...fields(c.components ?? [])]).filter((c) => c.key);
    const holds = (when, d) => !when || when.split(' and ').every((p) => (([, k, op, v]) => (op === '=' ? d[k] === v : d[k] !== v))(/(\w+) (!?=) "(\w+)"/.exec(p)));
    const materials = (item, d) => (item.materials ?? []).filter((m) => holds(m.when, d) && !(m.code === 'record' && d.provider === 'pharmacy')).map((m) => ({ hint_zh: '', hint_en: '', source_zh: '', source_en: '', required: true, held_by_state: false, files_max: 10, ...pickOf(m, Object.keys(m).filter((k) => k !== 'when')) }));
    const lineOf = (i) => {
        const [term_zh, term_en] = i.immediate ? ['当场办结', 'Done while you wait'] : words(i.time_limit.promised ?? i.time_limit.legal);
        return { ...pickOf(i, ['code', 'zh', 'en', 'summary_zh', 'summary_en', 'owner_zh', 'owner_en', 'channels']), immediate: !!i.immediate, term_zh, term_en, fee_fen: i.fee.amount_fen, fee_zh: i.fee.zh, fee_en: i.fee.en };
    };
    const cases = new Map();
    const files = new Map();
    const text = (c, v, lang) => (v === undefined || v === null ? '' : Array.isArray(v) ? v.map((x) => text(c, x, lang)).join('、') : typeof v === 'object' ? JSON.stringify(v) : (lang === 'en' && c.properties?.en_values?.[v]) || c.values?.find((o) => o.value === v)?.label || String(v));
    function view(k) {
        const item = itemOf(k.service);
        const list = materials(item, k.data).map((m) => ({ ...m, files: (k.files[m.code] ?? []).map((id) => files.get(id)) }));
        for (const m of list) m.missing = m.required && !m.held_by_state && !m.files.length;
        const going = ['received', 'correcting', 'accepted'].includes(k.state);
        const own = ['draft', 'correcting'].includes(k.state);
        return {
            ...pickOf(k, ['id', 'code', 'service', 'state', 'outcome', 'ended_how', 'data', 'notice', 'clock', 'acceptance', 'made_at', 'received_at', 'acceptance_due_at', 'accepted_at', 'decided_at', 'ended_at', 'decision', 'steps', 'events', 'complaints']),
            service_zh: item.zh, service_en: item.en, owner_zh: item.owner_zh, owner_en: item.owner_en, area_id: '1', area_name: '梧桐社区', channel: 'online', immediate: !!item.immediate, state_zh: k.state, state_en: k.state,
            applicant: { person_id: '1', name: '王小明', area_id: '1', area_name: '梧桐社区' }, form: item.form,
            lines: fields(item.form.components).filter((c) => c.type !== 'text').map((c) => ({ path: c.key, zh: c.dateLabel ?? c.label ?? c.key, en: c.properties?.en ?? c.label ?? c.key, text_zh: text(c, k.data[c.key], 'zh'), text_en: text(c, k.data[c.key], 'en') })),
            materials: list, result_zh: item.result.zh, result_en: item.result.en, extension_requests: [],
            may: { edit: own, submit: k.state === 'draft', correct: k.state === 'correcting', withdraw: going, complain: k.state !== 'draft', suspend: false, resume: false, extend: false }, etag: String(k.revision),
        };
    }
    const steps = (item, now) => item.steps.map((s, i) => ({ code: s.code, zh: s.zh, en: s.en, state: i < now ? 'done' : i === now ? 'now' : 'ahead', ...(i < now ? { at: ago(6 - i) } : {}) }));
    function make(service, data, extra = {}) {
        const n = cases.size + 1;
        const k = { id: newId(), code: `QC-2026-${String(n).padStart(6, '0')}-7`, service, data, state: 'draft', files: {}, events: [], complaints: [], steps: steps(itemOf(service), 0), made_at: ago(8), revision: 1, ...extra };
        cases.set(k.id, k);
        return k;
    }
    function seed() {
        const m = 'medical-reimbursement';
        if (!items.some((i) => i.code === m)) return;
        const clock = (light, used, due) => ({ term_zh: '20 个工作日', term_en: '20 working days', unit: 'working_days', amount: 20, used, started_at: ago(6), original_due_at: ago(-due), due_at: ago(-due), light, provisional: false });
        const sent = { received_at: ago(7), acceptance_due_at: ago(-2), events: [{ at: ago(7), kind: 'received', zh: '收到申请', en: 'Received' }, { at: ago(6), kind: 'accepted', zh: '已经受理', en: 'Accepted' }] };
        const data = { kind: 'medical', provider: 'hospital', total: 1234.5 };
        make(m, data, { ...sent, state: 'correcting', revision: 3, steps: steps(itemOf(m), 1), notice: { given_at: ago(5), due_at: ago(-6), missing: [{ material: 'bill-list', zh: '费用清单', en: 'List of costs' }, { material: 'record', zh: '病历资料：只有第一页，请把出院记录全部页拍来', en: 'Medical record: only the first page came; please send all pages of the discharge summary' }], note: '票据已经收到，不用再交。' } });
        make(m, data, { ...sent, state: 'accepted', accepted_at: ago(6), clock: clock('amber', 17, 4), acceptance: 'given', steps: steps(itemOf(m), 3) });
        make(m, data, { ...sent, state: 'accepted', accepted_at: ago(6), clock: clock('red', 20, -2), acceptance: 'deemed', steps: steps(itemOf(m), 4), complaints: [{ id: '1', at: ago(2), text: '已经过了期限，还没有结果。', answer: '已经督办，复审人员今天处理，给您添麻烦了。', answered_at: ago(1) }, { id: '2', at: ago(0.2), text: '请尽快答复。' }] });
        make(m, data, { ...sent, state: 'accepted', accepted_at: ago(6), clock: { ...clock('stopped', 8, 9), paused: '向医院核实票据', original_due_at: ago(-4) }, acceptance: 'given', steps: steps(itemOf(m), 2) });
        make(m, data, { ...sent, state: 'ended', outcome: 'approved', ended_how: 'done', accepted_at: ago(6), decided_at: ago(1), ended_at: ago(1), clock: clock('green', 5, 9), steps: steps(itemOf(m), 9), decision: { reason: '', result: { 报销金额: '987.60 元', 付款方式: '转入您的社会保障卡账户' } } });
        make('flexible-enrolment', { kind: 'platform' }, { ...sent, state: 'ended', outcome: 'refused', ended_how: 'done', decided_at: ago(2), ended_at: ago(2), steps: steps(itemOf('flexible-enrolment'), 9), decision: { reason: '您在外省还在参保缴费，请先停保再来登记。', result: {} } });
        make('flexible-enrolment', { kind: 'platform', insurances: ['pension'] }, { ...sent, state: 'received', revision: 2 });
        make('resident-certificate', { kind: 'residence', recorded: 'no' });
    }
    seed();
    const caseOf = (id) => cases.get(id) ?? (() => { throw new Refusal(404, 'casework.unknown', '没有这个办件，或与您无关。', 'There is no such case of yours.'); })();
    const seen = (c, k) => ((c.etag = String(k.revision)), view(k));
    const touch = (c, k) => ((k.revision += 1), seen(c, k));
    const needState = (k, states) => {
        if (!states.includes(k.state)) throw new Refusal(409, 'casework.state', '这个办件已经提交，不能再改。可以看进度。', 'This case has been submitted and cannot be changed; you can follow it.');
    };
    return {
        'GET /services': (c) => {
            const q = (c.query.get('q') ?? '').toLowerCase();
            return { items: items.filter((i) => !q || [i.zh, i.en, i.summary_zh, i.summary_en, ...(i.words ?? [])].some((w) => w.toLowerCase().includes(q))).map(lineOf) };
        },
        'GET /services/{}': (c, code) => {
            const item = itemOf(code);
            const [legal_term_zh, legal_term_en] = words(item.time_limit.legal);
            return { ...lineOf(item), who_may_zh: '', who_may_en: '', ...pickOf(item, ['guide_zh', 'guide_en', 'legal_basis', 'by_agent', 'steps', 'result', 'form']), ...(item.who_may_zh ? pickOf(item, ['who_may_zh', 'who_may_en']) : {}), legal_term_zh, legal_term_en, hash: 'x', materials: materials(item, {}) };
        },
        'POST /services/{}/materials': (c, code) => {
            const item = itemOf(code);
            const d = c.body.data;
            const asks = code === 'resident-certificate' ? ['kind', ...(d.kind === 'residence' ? ['recorded'] : [])] : code === 'medical-reimbursement' ? ['kind', 'provider'] : [];
            return { may: true, items: materials(item, d), unanswered: asks.filter((k) => d[k] === undefined || d[k] === null) };
        },
        'POST /files': (c) => {
            const f = { id: newId(), name: decodeURIComponent(c.fileName ?? ''), media_type: c.type, bytes: c.bytes };
            files.set(f.id, f);
            c.status = 201;
            return { ...f, sha256: '' };
        },
        'GET /cases': () => ({ items: [...cases.values()].reverse().map((k) => ({ ...view(k), due_at: k.clock?.due_at ?? (k.state === 'received' ? k.acceptance_due_at : k.state === 'correcting' ? k.notice?.due_at : undefined), light: k.clock?.light })) }),
        'POST /cases': (c) => ((c.status = 201), seen(c, make(itemOf(c.body.service).code, c.body.data, { made_at: new Date().toISOString() }))),
        'GET /cases/{}': (c, id) => seen(c, caseOf(id)),
        'DELETE /cases/{}': (c, id) => ((c.status = 204), cases.delete(id), undefined),
        'PUT /cases/{}/form': (c, id) => {
            const k = caseOf(id);
            needState(k, ['draft', 'correcting']);
            if (c.ifMatch !== String(k.revision)) throw new Refusal(412, 'http.changed_meanwhile', '别人刚刚改过这一条。', 'Somebody else has just changed this.');
            k.data = c.body.data;
            return touch(c, k);
        },
        'POST /cases/{}/materials': (c, id) => {
            const k = caseOf(id);
            needState(k, ['draft', 'correcting']);
            (k.files[c.body.material] ??= []).push(c.body.file_id);
            return touch(c, k);
        },
        'DELETE /cases/{}/materials/{}/{}': (c, id, material, file) => {
            const k = caseOf(id);
            k.files[material] = k.files[material].filter((f) => f !== file);
            return touch(c, k);
        },
        'POST /cases/{}/submission': (c, id) => {
            const k = caseOf(id);
            needState(k, ['draft']);
            const empty = fields(k.form ?? itemOf(k.service).form.components).filter((f) => f.validate?.required && !f.conditional && (k.data[f.key] === undefined || k.data[f.key] === null));
            if (empty.length) throw new Refusal(422, 'form.refused', '有几项没有填对。', 'Some fields are not right.', empty.map((f) => ({ field: f.key, code: 'required', zh: `请填写${f.label}`, en: `Fill in ${f.properties?.en ?? f.label}` })));
            const missing = view(k).materials.filter((m) => m.missing);
            if (missing.length && !c.body.incomplete) throw new Refusal(409, 'casework.materials_missing', '还缺材料。', 'Materials are missing.', missing.map((m) => ({ field: m.code, code: 'missing', zh: m.zh, en: m.en })));
            Object.assign(k, { state: 'received', received_at: new Date().toISOString(), acceptance_due_at: ago(-7), steps: steps(itemOf(k.service), 1) });
            k.events.push({ at: k.received_at, kind: 'received', zh: '收到申请', en: 'Received' });
            return touch(c, k);
        },
        'POST /cases/{}/correction': (c, id) => {
            const k = caseOf(id);
            needState(k, ['correcting']);
            Object.assign(k, { state: 'received' });
            return touch(c, k);
        },
        'POST /cases/{}/withdrawal': (c, id) => {
            const k = caseOf(id);
            needState(k, ['received', 'correcting', 'accepted']);
            Object.assign(k, { state: 'ended', ended_how: 'withdrawn', ended_at: new Date().toISOString() });
            return touch(c, k);
        },
        'POST /cases/{}/complaints': (c, id) => {
            const k = caseOf(id);
            k.complaints.push({ id: newId(), at: new Date().toISOString(), text: c.body.text });
            return touch(c, k);
        },
    };
}
