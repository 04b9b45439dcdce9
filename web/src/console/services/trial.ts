// "Try it": a script of steps that grows with each act and is played anew by the server each time.
import functions from '../processes/functions.json';
import type { TraceLine, WaitLine } from '../processes/model';

export type Step = Record<string, unknown>;
export interface Trial {
    trace: TraceLine[];
    waiting: WaitLine[];
    variables: Record<string, unknown>;
    ended: boolean;
    status: string; // not started, incident, and those of instances
    incidents?: unknown;
    now: string;
    fault?: { step: number; zh: string; en: string };
}
const known: Record<string, { outputs: Record<string, unknown> } | undefined> = functions;

// What the system would answer in the place of a function.
export function outputsOf(name: string | undefined, now: string): Record<string, unknown> {
    const out: Record<string, unknown> = { ...known[name ?? '']?.outputs };
    for (const [k, v] of Object.entries(out)) {
        const days = typeof v === 'string' && /^P(\d+)D$/.exec(v);
        if (days) out[k] = new Date(Date.parse(now) + Number(days[1]) * 86400_000).toISOString().replace(/\.\d+Z$/, 'Z');
    }
    return out;
}
export const isKnown = (name: string | undefined) => !!known[name ?? ''];

// The time from now to an instant as an ISO 8601 duration, at least a second.
export function durationTo(now: string, due: string): string {
    const s = Math.max(1, Math.ceil((Date.parse(due) - Date.parse(now)) / 1000));
    const [d, h, m] = [Math.floor(s / 86400), Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60];
    const time = `${h ? `${h}H` : ''}${m ? `${m}M` : ''}${s % 60 ? `${s % 60}S` : ''}`;
    return `P${d ? `${d}D` : ''}${time ? `T${time}` : ''}`;
}
export const nextDue = (t: Trial | undefined) => t?.waiting.map((w) => w.due).filter((d): d is string => !!d && Date.parse(d) > Date.parse(t.now)).sort()[0];
