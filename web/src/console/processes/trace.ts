// A trace made into a line of steps: one step per stay at an element.
import type { InstanceDetail, TraceLine } from './model';

export interface TraceStep {
    element: string;
    from: string;
    to?: string;
    by?: string;
    state: 'now' | 'completed' | 'cancelled' | 'failed';
}
export function stepsOf(trace: TraceLine[]): TraceStep[] {
    const out: TraceStep[] = [];
    for (const line of trace) {
        if (line.event === 'entered') out.push({ element: line.element, from: line.at, state: 'now' });
        else {
            const open = out.find((s) => s.element === line.element && s.state === 'now');
            if (open) Object.assign(open, { to: line.at, state: line.event, by: line.by });
            else out.push({ element: line.element, from: line.at, to: line.at, state: line.event as TraceStep['state'], by: line.by });
        }
    }
    return out;
}
export const passed = (trace: TraceLine[]) => [...new Set(trace.filter((l) => l.event === 'completed').map((l) => l.element))];
export const here = (d: Pick<InstanceDetail, 'waits'>) => [...new Set(d.waits.filter((w) => w.visible !== false).map((w) => w.element))];
