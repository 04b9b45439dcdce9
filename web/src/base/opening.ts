// "Is it open now, and until when", from weekly schedules, in China time (UTC+8, no summer time).
// Reads them as the server does: of the entries valid on a date those with the shortest validity
// window decide; 00:00-23:59 is the whole day; a closing time not after the opening time means the
// next day; an entry without times says "closed".
import type { Schedule } from '../api/types';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;

export interface OpenState {
    open: boolean | undefined; // undefined: nothing is known
    // Minutes of the wall clock and days from today of the next change; none when it never changes.
    change?: { days: number; minute: number };
    allDay?: boolean;
}

export interface Span {
    opens: number;
    closes: number;
}

// Days since 1970-01-01 and minutes since midnight on the wall in China.
export function wall(ms: number): { day: number; minute: number; weekday: number } {
    const local = ms + ZONE;
    const day = Math.floor(local / DAY);
    return {
        day,
        minute: Math.floor((local - day * DAY) / 60_000),
        weekday: ((((day + 3) % 7) + 7) % 7) + 1,
    };
}

export function minuteOf(time: string | null | undefined): number | undefined {
    const m = /^(\d{1,2}):(\d{2})/.exec(time ?? '');
    if (!m) return undefined;
    const value = Number(m[1]) * 60 + Number(m[2]);
    return value <= 24 * 60 ? value : undefined;
}

export function timeText(minute: number): string {
    const m = ((minute % 1440) + 1440) % 1440;
    return `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
}

const dayOf = (date: string | null | undefined): number | undefined =>
    date ? Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY) : undefined;

// What opens on that day (days since 1970), merged and in order.
export function spansOn(schedules: Schedule[], day: number): Span[] {
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
    let best = Infinity;
    let holding: Schedule[] = [];
    for (const s of schedules) {
        const from = dayOf(s.valid_from);
        const to = dayOf(s.valid_to);
        if (from !== undefined && day < from) continue;
        if (to !== undefined && day > to) continue;
        if (s.weekdays.length && !s.weekdays.includes(weekday)) continue;
        const window = from === undefined || to === undefined ? 1e9 : to - from + 1;
        if (window < best) {
            best = window;
            holding = [s];
        } else if (window === best) holding.push(s);
    }
    const spans: Span[] = [];
    for (const s of holding) {
        const opens = minuteOf(s.opens_at);
        const ends = minuteOf(s.closes_at);
        if (opens === undefined || ends === undefined) return [];
        const closes = ends >= 1439 ? 1440 : ends <= opens ? ends + 1440 : ends;
        spans.push({ opens, closes });
    }
    spans.sort((a, b) => a.opens - b.opens);
    const merged: Span[] = [];
    for (const s of spans) {
        const last = merged[merged.length - 1];
        if (last && s.opens <= last.closes) last.closes = Math.max(last.closes, s.closes);
        else merged.push({ ...s });
    }
    return merged;
}

export function openState(schedules: Schedule[] | undefined, ms: number): OpenState {
    if (!schedules || schedules.length === 0) return { open: undefined };
    const now = wall(ms);
    // Minutes are counted from today's midnight over the days from yesterday to a fortnight ahead.
    const line: Span[] = [];
    for (let d = -1; d <= 14; d++)
        for (const s of spansOn(schedules, now.day + d)) {
            const span = { opens: s.opens + d * 1440, closes: s.closes + d * 1440 };
            const last = line[line.length - 1];
            if (last && span.opens <= last.closes) last.closes = Math.max(last.closes, span.closes);
            else line.push(span);
        }
    const current = line.find((s) => s.opens <= now.minute && now.minute < s.closes);
    const change = current ? current.closes : line.find((s) => s.opens > now.minute)?.opens;
    if (current && current.closes >= 14 * 1440) return { open: true, allDay: true };
    if (change === undefined) return { open: current !== undefined };
    return {
        open: current !== undefined,
        change: { days: Math.floor(change / 1440), minute: ((change % 1440) + 1440) % 1440 },
    };
}

export type Translate = (key: string, named?: Record<string, unknown>) => string;

// "17:30 关门", "明天 08:30 开门", "周一 08:30 开门".
export function changeText(state: OpenState, ms: number, t: Translate): string {
    if (state.open === undefined) return t('open.unknown');
    if (state.allDay) return t('open.all_day');
    if (!state.change) return state.open ? '' : t('open.closed_long');
    const time = timeText(state.change.minute);
    const midnight = state.change.minute === 0;
    const days = state.open && midnight ? state.change.days - 1 : state.change.days;
    const shown = state.open && midnight ? '24:00' : time;
    const weekday = wall(ms + days * DAY).weekday;
    const when =
        days === 0
            ? shown
            : days === 1
              ? t('open.tomorrow', { time: shown })
              : t('open.on_day', { day: t(`weekday.${weekday}`), time: shown });
    return t(state.open ? 'open.closes' : 'open.opens', { when });
}

// The week as rows for a table: one row a weekday, Monday first, for the week that starts today.
export function weekRows(schedules: Schedule[], ms: number): { weekday: number; spans: Span[]; today: boolean }[] {
    const now = wall(ms);
    const monday = now.day - (now.weekday - 1);
    return [0, 1, 2, 3, 4, 5, 6].map((i) => ({
        weekday: i + 1,
        spans: spansOn(schedules, monday + i),
        today: i + 1 === now.weekday,
    }));
}
