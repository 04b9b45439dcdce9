import { describe, expect, it } from 'vitest';
import type { Schedule } from '../src/api/types';
import { changeText, minuteOf, openState, spansOn, wall, weekRows } from '../src/base/opening';

const every = [1, 2, 3, 4, 5, 6, 7];
const office: Schedule[] = [
    { weekdays: [1, 2, 3, 4, 5], opens_at: '08:30', closes_at: '12:00' },
    { weekdays: [1, 2, 3, 4, 5], opens_at: '14:00', closes_at: '17:30' },
];
const at = (s: string) => Date.parse(`${s}+08:00`); // 2026-11-23 is a Monday
const t = (k: string, n?: Record<string, unknown>) => `${k}${n ? JSON.stringify(n) : ''}`;

describe('opening hours', () => {
    it('are read on the wall in China, whatever the zone of the device', () => {
        expect(wall(at('2026-11-23T00:00'))).toMatchObject({ minute: 0, weekday: 1 });
        expect(wall(Date.parse('2026-11-22T16:00:00Z'))).toMatchObject({ minute: 0, weekday: 1 });
        expect(wall(Date.parse('2026-11-22T15:59:59Z'))).toMatchObject({ minute: 1439, weekday: 7 });
    });
    it.each([
        ['2026-11-23T08:29', false, '{"days":0,"minute":510}'],
        ['2026-11-23T08:30', true, '{"days":0,"minute":720}'],
        ['2026-11-23T11:59', true, '{"days":0,"minute":720}'],
        ['2026-11-23T12:00', false, '{"days":0,"minute":840}'],
        ['2026-11-23T17:30', false, '{"days":1,"minute":510}'],
        ['2026-11-27T18:00', false, '{"days":3,"minute":510}'],
        ['2026-11-28T10:00', false, '{"days":2,"minute":510}'],
    ])('an office with a noon break at %s is open: %s, changes %s', (when, open, change) => {
        const s = openState(office, at(when));
        expect(s.open).toBe(open);
        expect(JSON.stringify(s.change)).toBe(change);
    });
    it('past midnight belong to the day on which they start', () => {
        const night: Schedule[] = [{ weekdays: [5], opens_at: '18:00', closes_at: '02:00' }];
        expect(openState(night, at('2026-11-28T01:30')).open).toBe(true);
        expect(openState(night, at('2026-11-28T02:00')).open).toBe(false);
        expect(openState(night, at('2026-11-27T01:30')).open).toBe(false);
    });
    it('of 00:00 to 23:59 never close', () => {
        const s = openState([{ weekdays: every, opens_at: '00:00', closes_at: '23:59' }], at('2026-11-23T23:59'));
        expect(s).toEqual({ open: true, allDay: true });
    });
    it('of a dated exception overrule the rest of the year', () => {
        const feast: Schedule[] = [...office, { weekdays: every, opens_at: '10:00', closes_at: '11:00', valid_from: '2026-11-23', valid_to: '2026-11-24' }];
        expect(spansOn(feast, wall(at('2026-11-23T09:00')).day)).toEqual([{ opens: 600, closes: 660 }]);
        expect(spansOn(feast, wall(at('2026-11-25T09:00')).day)).toHaveLength(2);
    });
    it('without times say closed on that day', () => {
        const shut = [...office, { weekdays: every, valid_from: '2026-11-23', valid_to: '2026-11-23' } as unknown as Schedule];
        expect(spansOn(shut, wall(at('2026-11-23T09:00')).day)).toEqual([]);
    });
    it('that nobody knows are not guessed', () => {
        expect(openState([], at('2026-11-23T09:00'))).toEqual({ open: undefined });
        expect(changeText({ open: undefined }, 0, t)).toBe('open.unknown');
    });
    it('are told by the next change: today, tomorrow, or a weekday', () => {
        const say = (when: string) => changeText(openState(office, at(when)), at(when), t);
        expect(say('2026-11-23T09:00')).toBe('open.closes{"when":"12:00"}');
        expect(say('2026-11-23T18:00')).toContain('open.tomorrow');
        expect(say('2026-11-27T18:00')).toContain('weekday.1');
        const late: Schedule[] = [{ weekdays: every, opens_at: '08:00', closes_at: '24:00' }];
        expect(changeText(openState(late, at('2026-11-23T20:00')), at('2026-11-23T20:00'), t)).toBe('open.closes{"when":"24:00"}');
    });
    it('make a table of seven days, Monday first, with today marked', () => {
        const rows = weekRows(office, at('2026-11-25T09:00'));
        expect(rows.map((r) => r.spans.length)).toEqual([2, 2, 2, 2, 2, 0, 0]);
        expect(rows.findIndex((r) => r.today)).toBe(2);
    });
    it('refuse what is no time', () => {
        expect(minuteOf('25:00')).toBeUndefined();
        expect(minuteOf('')).toBeUndefined();
        expect(minuteOf('24:00')).toBe(1440);
    });
});
