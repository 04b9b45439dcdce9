// What the one-time notice of an acceptance task will say: what the system finds missing is always in
// it, then what the clerk ticked, then his own words.
import type { Data, Schema } from '../forms/schema';
import type { Missing, TaskDetail } from './types';

const keysOf = (form: Schema | undefined) => new Set((form?.components ?? []).flatMap((c) => (c.key ? [c.key] : [])));

// A task by which missing material can be told: the case has not been accepted and none was told yet.
export function mayTell(d: TaskDetail): boolean {
    const keys = keysOf(d.form);
    return !!d.case && d.case.state === 'received' && !d.case.notice && (keys.has('missing') || keys.has('note'));
}

// The choice in the form says that something is missing.
export const tellsOf = (d: TaskDetail, data: Data) => mayTell(d) && /incomplete|missing/.test(String(data.outcome ?? ''));

// `fields`: of the form, to send with it. A form without a list of what is missing takes what was
// ticked as lines of its note.
export function noticeOf(d: TaskDetail, ticked: string[], data: Data, say: (key: string, name: string) => string): { missing: Missing[]; note: string; fields: Data } {
    const listed = keysOf(d.form).has('missing');
    const chosen = new Set([...ticked, ...(Array.isArray(data.missing) ? data.missing.map(String) : [])]);
    const own = typeof data.note === 'string' ? data.note.trim() : '';
    const materials = d.case?.materials ?? [];
    const missing = materials.filter((m) => m.missing || (listed && chosen.has(m.code))).map((m) => ({ material: m.code, zh: m.zh, en: m.en }));
    if (listed) return { missing, note: own, fields: { missing: [...chosen] } };
    const lines = materials.filter((m) => !m.missing && chosen.has(m.code)).map((m) => say(m.files.length ? 'notify.line_unfit' : 'notify.line_lacks', m.zh));
    const note = [...lines, own].filter(Boolean).join('\n');
    return { missing, note, fields: note ? { note } : {} };
}
