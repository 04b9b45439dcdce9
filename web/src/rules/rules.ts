// Rule packages as the server describes them (src/kernel/rules), and what forms make of them.
import { call, get } from '../api/client';

export interface Words {
    zh: string;
    en: string;
}
export interface InputField {
    name: string;
    code: string;
    label: Words;
    type: string; // number, string, boolean, date, ..., context, Any
    list: boolean;
    optional: boolean;
    unit: string;
    allowed: string; // FEEL unary tests
    choices: string[];
    members: InputField[];
}
export interface DecisionForm {
    decision: string;
    code: string;
    version: string;
    label: Words;
    inputs: InputField[];
    parameters: string[];
}
export interface ParameterValue {
    name?: string;
    from: string;
    until?: string;
    known_since: string;
    supersedes: string[];
    area?: string;
    value: unknown;
    source?: string;
    article?: string;
    url?: string;
    note?: string;
}
export interface Parameter {
    name: string;
    code?: string;
    zh?: string;
    en?: string;
    unit?: string;
    type: string;
    columns: { name: string; type: string }[];
    local?: boolean;
    values: ParameterValue[];
}
export interface RulePackage {
    package: string;
    zh: string;
    en: string;
    owner: string;
    audience: 'staff' | 'signed_in' | 'everybody';
    hash: string;
    number?: number;
    in_force_since?: string;
    legal_basis: { title: string; article?: string; url?: string }[];
    versions: { version: string; from: string; until?: string; known_since: string; supersedes: string[]; models: string[]; note?: string; area?: string }[];
    decisions: { name: string; code: string; label: Words }[];
    parameters: Parameter[];
    files: { name: string; bytes: number }[];
}
export interface Shown {
    name: string;
    value: unknown;
    value_text: string;
}
export interface UsedParameter extends Shown {
    label: Words;
    unit: string;
    type: string;
    assumed: boolean;
    area: string;
    from: string | null;
    known_since: string | null;
    source: string;
    article: string;
    url: string;
    note: string;
}
export interface Decided {
    package: string;
    decision: string;
    code: string;
    version: string;
    label: Words;
    unit: string;
    at: string;
    known: string;
    value: unknown;
    value_text: string;
    inputs: Shown[];
    parameters: UsedParameter[];
    notes: { element: string; expression: string; words: Words }[];
    intermediates?: Shown[];
    tables?: { table: string; inputs: Shown[]; rows: { row: number; line: number; annotations: string[] }[] }[];
    sentences?: { decision: string; zh: string; en: string; basis: string }[];
}
export interface Finding {
    code: string;
    warning: boolean;
    file: string;
    line: number;
    element: string;
    rows: number[];
    column: number;
    column_name: string;
    example: { name: string; value: string }[];
    words: Words;
}
export interface Report {
    check: { tables: number; examples: number; parameters: number; faults: number; warnings: number; findings: Finding[] };
    history: { kind: string; where: string; words: Words }[];
}
export interface RuleText {
    id: string;
    package: string;
    number?: number;
    hash: string;
    base_hash: string;
    state: 'proposed' | 'in_force' | 'replaced' | 'rejected' | 'withdrawn';
    origin: 'delivered' | 'proposed';
    reason: string;
    proposed_by?: string;
    proposed_at: string;
    decided_by?: string;
    decided_at?: string;
    decision_reason: string;
    mine: boolean;
}
export interface RuleTextDetail extends RuleText {
    content: RulePackage;
    report: Report;
    files_changed: string[];
}
export interface Replay {
    source: 'recorded' | 'lines';
    cases: number;
    same: number;
    changed: number;
    newly_blocked: number;
    newly_decided: number;
    blocked_in_both: number;
    refusals: Record<string, number>;
    numbers: { member: string; compared: number; raised: number; lowered: number; old_total: string; new_total: string; difference: string; histogram: { from: string; to: string; count: number }[] }[];
    differences: { id: string; decision: string; old_value: string; new_value: string; difference: string }[];
    differences_left_out: number;
    reproduced: number;
    not_reproduced: number;
    stopped: boolean;
}

export const said = (w: Words | { zh?: string; en?: string }, lang: string) => (lang === 'en' ? w.en || w.zh : w.zh || w.en) ?? '';
export const path = (pkg: string) => `/rules/${encodeURIComponent(pkg)}`;

export async function fileText(pkg: string, name: string, text?: string): Promise<string> {
    const answer = await fetch(`/api/v1${path(pkg)}/files/${encodeURIComponent(name)}${text ? `?text=${text}` : ''}`, { credentials: 'same-origin' });
    if (!answer.ok) throw new Error(`${answer.status} ${name}`);
    return answer.text();
}
export const formOf = (pkg: string, decision: string, query: { at?: string; known?: string; text?: string }) =>
    get<DecisionForm>(`${path(pkg)}/decisions/${encodeURIComponent(decision)}/form`, query);

export interface Question {
    inputs: Record<string, unknown>;
    areas: string[];
    assume: Record<string, unknown>;
}
export const evaluate = async (pkg: string, decision: string, query: { at?: string; known?: string; text?: string }, body: Question) =>
    (await call<Decided>('POST', `${path(pkg)}/decisions/${encodeURIComponent(decision)}/evaluations`, { query: { ...query, explain: true }, body })).body;

// ---- forms ----------------------------------------------------------------------------------------

// What stands in a field (always text) as the server reads it; undefined: left out.
export function typed(field: InputField, raw: unknown): unknown {
    if (field.type === 'context' && !field.list) {
        const from = (raw ?? {}) as Record<string, unknown>;
        const out: Record<string, unknown> = {};
        for (const m of field.members) {
            const v = typed(m, from[m.name]);
            if (v !== undefined) out[m.name] = v;
        }
        return Object.keys(out).length ? out : undefined;
    }
    const text = typeof raw === 'string' ? raw.trim() : raw === undefined || raw === null ? '' : String(raw);
    if (!text) return undefined;
    if (field.list || field.type === 'Any') {
        try {
            return JSON.parse(text);
        } catch {
            return text;
        }
    }
    if (field.type === 'number') {
        const n = text.replace(/[,，\s]/g, '');
        return /^[-+]?\d+(\.\d+)?$/.test(n) ? Number(n) : text;
    }
    if (field.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
    return text;
}
export function inputsOf(form: DecisionForm, raw: Record<string, unknown>): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    for (const f of form.inputs) {
        const v = typed(f, raw[f.name]);
        if (v !== undefined) out[f.code || f.name] = v;
    }
    return out;
}
// Parameters that a decision may need and that nobody has stated a value for: they may be supposed.
export const unstated = (form: DecisionForm, parameters: Parameter[]) =>
    parameters.filter((p) => form.parameters.includes(p.name) && !p.values.length && ['number', 'text', 'date', 'boolean'].includes(p.type));
export function assumptions(parameters: Parameter[], raw: Record<string, unknown>): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    for (const p of parameters) {
        const field = { type: p.type === 'text' ? 'string' : p.type, list: false, members: [] as InputField[] } as unknown as InputField;
        const v = typed(field, raw[p.name]);
        if (v !== undefined) out[p.name] = v;
    }
    return out;
}

// 1234.5 -> "1,234.50" where it is money, else as it is.
export function amount(text: string): string {
    const m = /^(-?)(\d+)(\.\d+)?$/.exec(text);
    return m ? `${m[1]}${m[2].replace(/\B(?=(\d{3})+$)/g, ',')}${m[3] ?? ''}` : text;
}
export const isMoney = (unit: string) => unit.includes('元');
// With two decimals; only for what is money.
export function money(text: string): string {
    const m = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
    return m && (m[2]?.length ?? 0) <= 2 ? amount(`${m[1]}.${(m[2] ?? '').padEnd(2, '0')}`) : amount(text);
}
export function valueText(value: unknown): string {
    if (value === null || value === undefined) return '–';
    if (Array.isArray(value)) return value.map((v) => (Array.isArray(v) ? v.join('→') : valueText(v))).join('，');
    if (typeof value === 'object') return Object.entries(value).map(([k, v]) => `${k}: ${valueText(v)}`).join('，');
    return typeof value === 'number' ? amount(String(value)) : String(value);
}

// ---- models ---------------------------------------------------------------------------------------

export interface DmnTable {
    name: string; // of the decision or function
    policy: string;
    inputs: string[];
    outputs: string[];
    annotations: string[];
    rows: { inputs: string[]; outputs: string[]; annotations: string[] }[];
}
export interface DmnExpression {
    name: string;
    text: string;
}
const child = (e: Element, name: string) => [...e.children].find((c) => c.localName === name);
const children = (e: Element, name: string) => [...e.children].filter((c) => c.localName === name);
const textOf = (e?: Element) => (e && (child(e, 'text') ?? e).textContent?.trim()) || '';

// The decision tables and literal expressions of a model, for a view that needs no diagram.
export function readModel(xml: string): { tables: DmnTable[]; expressions: DmnExpression[] } {
    const doc = new DOMParser().parseFromString(xml, 'application/xml');
    const tables: DmnTable[] = [];
    const expressions: DmnExpression[] = [];
    for (const e of doc.documentElement.children) {
        if (e.localName !== 'decision' && e.localName !== 'businessKnowledgeModel') continue;
        const name = e.getAttribute('name') ?? '';
        const holder = e.localName === 'decision' ? e : child(e, 'encapsulatedLogic');
        const literal = holder && child(holder, 'literalExpression');
        if (literal) expressions.push({ name, text: textOf(literal) });
        const t = holder && child(holder, 'decisionTable');
        if (!t) continue;
        const inputs = children(t, 'input').map((i) => i.getAttribute('label') || textOf(child(i, 'inputExpression')));
        const outputs = children(t, 'output').map((o) => o.getAttribute('label') || o.getAttribute('name') || name);
        const annotations = children(t, 'annotation').map((a) => a.getAttribute('name') ?? '');
        const rows = children(t, 'rule').map((r) => ({
            inputs: children(r, 'inputEntry').map(textOf),
            outputs: children(r, 'outputEntry').map(textOf),
            annotations: children(r, 'annotationEntry').map(textOf).concat(children(r, 'description').map(textOf)),
        }));
        tables.push({ name, policy: t.getAttribute('hitPolicy') ?? 'UNIQUE', inputs, outputs, annotations, rows });
    }
    return { tables, expressions };
}

// dmn-js reads DMN 1.3. The elements that models share with other editions are written the same; a
// model that uses later ones (conditional, for, some, every, filter) is shown but not edited there.
const DMN13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const EDITIONS = /https?:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/MODEL\/|http:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/dmn\.xsd/;
const LATER = /<(?:\w+:)?(?:conditional|for|some|every|filter)[\s>]/;
export const editable = (xml: string) => !LATER.test(xml);
export const toEditor = (xml: string) => xml.replace(EDITIONS, DMN13);
export function fromEditor(xml: string, original: string): string {
    const edition = EDITIONS.exec(original)?.[0];
    return edition ? xml.replace(DMN13, edition) : xml;
}
