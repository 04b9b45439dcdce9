// Processes and service items of the stand-in: the items of ../../services, and an engine that only walks
// along flows from task to task (no timers, no conditions: the default flow, else the first).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';

const folder = fileURLToPath(new URL('../../services', import.meta.url));
const read = (code) => readdirSync(join(folder, code)).map((name) => ({ name, text: readFileSync(join(folder, code, name), 'utf8') }));
const attribute = (tag, name) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

export function modelOf(xml) {
    const nodes = new Map();
    const flows = [];
    for (const [tag, , type] of xml.matchAll(/<(\w+:)?(task|\w+Task|subProcess|callActivity|\w+Gateway|\w+Event)\b[^>]*>/g)) if (attribute(tag, 'id')) nodes.set(attribute(tag, 'id'), { id: attribute(tag, 'id'), type, name: attribute(tag, 'name') ?? '', fallback: attribute(tag, 'default'), on: attribute(tag, 'attachedToRef') });
    for (const [tag] of xml.matchAll(/<(\w+:)?sequenceFlow\b[^>]*>/g)) flows.push({ id: attribute(tag, 'id'), from: attribute(tag, 'sourceRef'), to: attribute(tag, 'targetRef') });
    return { nodes, flows };
}
const WAITS = { userTask: 'task', serviceTask: 'job', receiveTask: 'message' };

// Plays a script as POST /process-trials does.
export function trial(xml, script, begin = Date.now()) {
    const model = modelOf(xml);
    let now = begin;
    let waiting = [];
    let variables = {};
    let ended = false;
    const trace = [];
    const say = (element, event) => trace.push({ at: new Date(now).toISOString(), element, event });
    const walk = (at) => {
        for (let n = model.nodes.get(at), i = 0; n && i < 100; i++) {
            say(n.id, 'entered');
            if (WAITS[n.type]) return void waiting.push({ wait: trace.length, element: n.id, kind: WAITS[n.type], name: n.name });
            say(n.id, 'completed');
            const out = model.flows.filter((f) => f.from === n.id);
            const next = out.find((f) => f.id !== n.fallback) ?? out[0];
            if (!next) return void (ended = waiting.length === 0);
            n = model.nodes.get(next.to);
        }
    };
    let step = 0;
    for (const s of script) {
        step++;
        if (s.start) {
            variables = { ...s.start };
            walk([...model.nodes.values()].find((n) => n.type === 'startEvent').id);
        } else if (s.complete) {
            const w = waiting.find((x) => x.element === s.complete);
            if (!w) return { trace, waiting, variables, ended, status: 'running', now: new Date(now).toISOString(), fault: { step, zh: `第 ${step} 步：没有在等 ${s.complete}`, en: `step ${step}: nothing waits at ${s.complete}` } };
            waiting = waiting.filter((x) => x !== w);
            Object.assign(variables, s.variables);
            say(w.element, 'completed');
            const next = model.flows.find((f) => f.from === w.element);
            if (next) walk(next.to);
        } else if (s.advance) {
            const [, d, h] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?)?/.exec(s.advance) ?? [];
            now += Number(d ?? 0) * 86400e3 + Number(h ?? 0) * 3600e3;
        }
    }
    return { trace, waiting, variables, ended, status: ended ? 'completed' : 'running', now: new Date(now).toISOString() };
}

export function processRoutes({ newId, page, Refusal, gone, community, write }) {
    const items = new Map();
    const definitions = new Map();
    const instances = new Map();
    const proposals = new Map();
    const sheet = (files) => load(files.find((f) => f.name === 'item.yaml')?.text ?? '') ?? {};
    for (const code of readdirSync(folder).filter((c) => readdirSync(join(folder, c)).includes('item.yaml'))) {
        const files = read(code);
        items.set(code, { code, number: 1, hash: newId().repeat(4), files, history: [{ id: newId(), service: code, number: 1, hash: newId().repeat(4), state: 'in_force', reason: '', proposed_at: '2026-11-20T01:00:00Z', decided_at: '2026-11-20T01:00:00Z' }] });
        for (const version of [2, 1]) {
            const xml = files.find((f) => f.name.endsWith('.bpmn')).text;
            const d = { id: newId(), file_id: newId(), process: code, name: sheet(files).zh, version, xml, deployed_at: `2026-11-2${version}T01:00:00Z` };
            definitions.set(d.id, d);
            for (let i = 0; i < 4 - version; i++) {
                const played = trial(xml, [{ start: { form: {}, channel: 'online' } }], Date.parse('2026-11-21T02:00:00Z') + i * 3600e3);
                const id = newId();
                instances.set(id, { instance: { id, process: d.process, name: d.name, version: d.version, definition_id: d.id, area_id: community.id, case_id: newId(), status: 'running', steps: 1, started_at: '2026-11-21T02:00:00Z' }, waits: played.waiting, variables: played.variables, trace: played.trace, incidents: i === 0 ? [{ incident: 1, element: played.waiting[0]?.element ?? '', zh: '条件“amount > limit”算不出来：limit 没有值。', en: 'The condition "amount > limit" has no result: limit has no value.', expression: 'amount > limit' }] : [] });
            }
        }
    }
    const of = (map, id) => map.get(id) ?? (() => { throw gone(); })();
    const running = (d) => [...instances.values()].filter((i) => i.instance.definition_id === d.id && i.instance.status === 'running');
    const line = ({ instance, waits, incidents }) => ({ id: instance.id, case_id: instance.case_id, area_id: instance.area_id, started_at: instance.started_at, waiting: waits.map((w) => w.element), incidents: incidents.length });
    const definition = ({ xml, deployed_at, ...d }) => d;
    const faultsOf = (code, files) => {
        const faults = [];
        const xml = files.find((f) => f.name.endsWith('.bpmn'))?.text ?? '';
        for (const [tag, , type] of xml.matchAll(/<(\w+:)?(userTask)\b[^>]*>/g)) if (!attribute(tag, 'name')) faults.push({ file: 'process.bpmn', where: attribute(tag, 'id'), rule: 'service.task_name_missing', zh: `任务 ${attribute(tag, 'id')} 没有名称：写上名称，办理的人才看得懂`, en: `the ${type} ${attribute(tag, 'id')} has no name: give it one`, refuses: true });
        for (const [, flow, condition] of xml.matchAll(/<(?:\w+:)?sequenceFlow\b[^>]*\bid="([^"]+)"[^>]*>\s*<(?:\w+:)?conditionExpression[^>]*>([^<]*)</g)) if (/[=(]\s*($|=)/.test(condition)) faults.push({ file: 'process.bpmn', where: `${flow} (1)`, rule: 'bpmn.feel_syntax', zh: `条件“${condition}”有误：没有写完`, en: `the condition "${condition}" is wrong: it ends too early`, refuses: true });
        let item = {};
        try {
            item = sheet(files);
        } catch (e) {
            faults.push({ file: 'item.yaml', where: '', rule: 'yaml.malformed', zh: `item.yaml 读不出来：${e.reason}`, en: `item.yaml cannot be read: ${e.reason}`, refuses: true });
        }
        for (const m of item.materials ?? []) if (!m.basis) faults.push({ file: 'item.yaml', where: `materials.${m.code}.basis`, rule: 'service.basis_missing', zh: `材料“${m.zh}”没有依据：写明哪部法律要求它，否则不得要求`, en: `the material "${m.en}" has no legal basis: name the law that demands it`, refuses: true });
        return faults;
    };
    return {
        'GET /services/{}/files': (c, code) => ({ ...of(items, code), proposals: [...proposals.values()].filter((p) => p.service === code && p.state === 'proposed') }),
        'POST /service-checks': (c) => {
            const faults = faultsOf(c.body.code, c.body.files);
            return { ok: !faults.some((f) => f.refuses), faults, notes: [] };
        },
        'POST /service-proposals': (c) => {
            const item = items.get(c.body.code);
            const files = [...(item?.files ?? []).filter((f) => !c.body.removed.includes(f.name) && !c.body.files.some((x) => x.name === f.name)), ...c.body.files];
            const faults = faultsOf(c.body.code, files);
            if (faults.length) throw new Refusal(422, 'service.faulty', '事项有错误，不能提交。', 'The item has faults.', faults.map((f) => ({ field: f.where, code: f.rule, zh: f.zh, en: f.en })));
            const p = { id: newId(), service: c.body.code, hash: newId().repeat(4), base_hash: c.body.base_hash, state: 'proposed', reason: c.body.reason, proposed_by: c.account.name, proposed_at: new Date().toISOString(), decision_reason: '', files };
            proposals.set(p.id, p);
            c.status = 201;
            return { ...p, mine: true };
        },
        'GET /service-proposals': (c) => page([...proposals.values()].filter((p) => !c.query.get('state') || p.state === c.query.get('state')).map(({ files, ...p }) => p), c.query),
        'GET /service-proposals/{}': (c, id) => ({ ...of(proposals, id), mine: of(proposals, id).proposed_by === c.account.name, files_changed: [], check: { ok: true, faults: [], notes: [] } }),
        'POST /service-proposals/{}/decisions': (c, id) => {
            const p = of(proposals, id);
            if (c.body.decision === 'approve' && p.proposed_by === c.account.name) throw new Refusal(403, 'service.same_person', '须由另一个人审批。', 'Another person approves it.');
            Object.assign(p, { state: c.body.decision === 'approve' ? 'in_force' : 'rejected', decided_by: c.account.name, decided_at: new Date().toISOString(), decision_reason: c.body.reason });
            if (p.state === 'in_force') {
                const item = items.get(p.service) ?? { code: p.service, number: 0, history: [] };
                items.set(p.service, { ...item, number: item.number + 1, hash: p.hash, files: p.files, history: [{ ...p, number: item.number + 1 }, ...item.history.map((h) => ({ ...h, state: 'replaced' }))] });
            }
            return p;
        },
        'GET /processes': () => {
            const all = new Map();
            for (const d of definitions.values()) all.set(d.process, [...(all.get(d.process) ?? []), d]);
            return { items: [...all].map(([process, list]) => ({ process, name: list[0].name, versions: list.sort((a, b) => b.version - a.version).map((d) => ({ definition_id: d.id, version: d.version, file_id: d.file_id, deployed_at: d.deployed_at, running: running(d).length, incidents: running(d).reduce((n, i) => n + i.incidents.length, 0) })) })) };
        },
        'POST /process-checks': (c) => ({ ok: /<(\w+:)?process\b/.test(c.body.xml), faults: /<(\w+:)?process\b/.test(c.body.xml) ? [] : [{ element: '', rule: 'bpmn.nothing_to_run', line: 1, zh: '文件里没有可执行的流程', en: 'nothing in this file is to run', refuses: true }] }),
        'POST /process-deployments': (c) => {
            const process = /<(?:\w+:)?process\b[^>]*\bid="([^"]+)"/.exec(c.body.xml)?.[1];
            if (!process) throw new Refusal(422, 'process.model_faulty', '流程文件有错误。', 'The file of the process has faults.');
            const d = { id: newId(), file_id: newId(), process, name: process, version: 1 + [...definitions.values()].filter((x) => x.process === process).length, xml: c.body.xml, deployed_at: new Date().toISOString() };
            definitions.set(d.id, d);
            c.status = 201;
            return { items: [definition(d)] };
        },
        'POST /process-trials': (c) => trial(c.body.xml, c.body.script, Date.parse(c.body.begin)),
        'GET /process-definitions/{}': (c, id) => ({ definition: definition(of(definitions, id)), xml: of(definitions, id).xml }),
        'GET /process-definitions/{}/tokens': (c, id) => {
            const list = running(of(definitions, id));
            const elements = new Map();
            for (const i of list) for (const w of i.waits) {
                const e = elements.get(w.element) ?? { element: w.element, waiting: 0, incidents: 0 };
                elements.set(w.element, { ...e, waiting: e.waiting + 1, incidents: e.incidents + i.incidents.length });
            }
            return { running: list.length, incidents: list.reduce((n, i) => n + i.incidents.length, 0), elements: [...elements.values()] };
        },
        'GET /process-definitions/{}/instances': (c, id) => page(running(of(definitions, id)).map(line).filter((i) => (!c.query.get('element') || i.waiting.includes(c.query.get('element'))) && (c.query.get('incidents') !== 'true' || i.incidents)), c.query),
        'GET /process-instances/{}': (c, id) => {
            const { variables, ...rest } = of(instances, id);
            if (!c.query.get('purpose')) return rest;
            write('process.variables_seen', 'process_instance', id, c.account.login, { purpose: c.query.get('purpose') });
            return { ...rest, variables };
        },
        'POST /process-instances/{}/retries': (c, id) => {
            const i = of(instances, id);
            i.incidents = i.incidents.filter((x) => x.incident !== c.body.incident);
            c.status = 204;
        },
        'POST /process-instances/{}/cancellation': (c, id) => {
            const i = of(instances, id);
            i.instance.status = 'cancelled';
            i.waits = [];
            i.incidents = [];
            write('process.cancelled', 'process_instance', id, c.account.login, { purpose: c.body.reason });
            c.status = 204;
        },
        'POST /process-migrations': (c) => {
            const [from, to] = [of(definitions, c.body.from), of(definitions, c.body.to)];
            const there = modelOf(to.xml).nodes;
            const suggested = Object.fromEntries([...modelOf(from.xml).nodes.keys()].filter((id) => there.has(id)).map((id) => [id, id]));
            const list = running(from);
            const waiting = [...new Set(list.flatMap((i) => i.waits.map((w) => w.element)))];
            const faults = waiting.filter((e) => !c.body.mapping[e]).map((element) => ({ element, zh: `有实例停在 ${element}，请指定去处`, en: `instances wait at ${element}: say where they go` }));
            if (!c.body.dry_run && !faults.length) for (const i of list) i.instance.definition_id = to.id;
            return { dry_run: !!c.body.dry_run, to_move: faults.length ? 0 : list.length, moved: c.body.dry_run || faults.length ? 0 : list.length, refused: [], faults, suggested };
        },
    };
}
