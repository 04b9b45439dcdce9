// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { queryOf } from '../src/counter/recent';
import { leftOf } from '../src/desk/due';
import { keysOn, lineOf, type KeyLine } from '../src/desk/keys';
import { mayTell, noticeOf, tellsOf } from '../src/desk/notice';
import { placeOf } from '../src/desk/places';
import type { TaskDetail } from '../src/desk/types';

describe('the time left', () => {
    const now = Date.parse('2026-11-24T02:00:00Z');
    it.each([
        ['2026-11-24T02:00:30Z', 'due.left_minutes', 1],
        ['2026-11-24T02:59:59Z', 'due.left_minutes', 59],
        ['2026-11-24T03:00:00Z', 'due.left_hours', 1],
        ['2026-11-26T01:59:00Z', 'due.left_hours', 47],
        ['2026-11-26T02:00:00Z', 'due.left_days', 2],
        ['2026-11-24T01:59:59Z', 'due.over_minutes', 1],
        ['2026-11-20T02:00:00Z', 'due.over_days', 4],
    ])('until %s is told by %s and %s', (due, key, n) => expect(leftOf(due, now)).toEqual({ key, n, over: key.startsWith('due.over') }));
});

describe('single keys', () => {
    afterEach(() => {
        keysOn.value = true;
        document.body.innerHTML = '';
    });
    const done: string[] = [];
    const lines: KeyLine[][] = [[{ key: 'n', words: 'w', act: () => done.push('below') }, { key: 'Ctrl+Enter', words: 'w', act: () => undefined }], [{ key: 'n', words: 'w', act: () => done.push('above') }, { key: 'c', words: 'w', act: () => undefined, when: () => false }]];
    const press = (key: string, o: KeyboardEventInit = {}, on: Element = document.body) => {
        let found: KeyLine | undefined;
        const hear = (e: Event) => (found = lineOf(e as KeyboardEvent, lines));
        document.addEventListener('keydown', hear);
        on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...o }));
        document.removeEventListener('keydown', hear);
        return found;
    };
    const put = (html: string) => {
        document.body.innerHTML = html;
        return document.body.firstElementChild!;
    };
    it('do what the innermost part of the page says', () => expect(press('N')).toBe(lines[1][0]));
    it('do nothing while somebody types', () => {
        expect(press('n', {}, put('<textarea></textarea>'))).toBeUndefined();
        expect(press('n', {}, put('<input type="text" />'))).toBeUndefined();
        expect(press('n', {}, put('<select></select>'))).toBeUndefined();
    });
    it('work on a ticked box, where nothing is typed', () => expect(press('n', {}, put('<input type="checkbox" />'))).toBeDefined());
    it('do nothing behind an open dialog', () => {
        put('<dialog open></dialog>');
        expect(press('n')).toBeUndefined();
        expect(press('Enter', { ctrlKey: true })).toBeUndefined();
    });
    it('leave the shortcuts of the browser alone', () => {
        expect(press('n', { ctrlKey: true })).toBeUndefined();
        expect(press('n', { metaKey: true })).toBeUndefined();
        expect(press('n', { altKey: true })).toBeUndefined();
    });
    it('can be switched off; Ctrl+Enter stays', () => {
        keysOn.value = false;
        expect(press('n')).toBeUndefined();
        expect(press('Enter', { ctrlKey: true }, put('<textarea></textarea>'))).toBe(lines[0][1]);
    });
    it('that are not possible now do nothing', () => expect(press('c')).toBeUndefined());
});

describe('what a clerk types to find a person', () => {
    it.each([
        ['138 0013 8000', { phone: '13800138000' }],
        ['+86 13800138000', { phone: '13800138000' }],
        ['11010519491231002x', { id_number: '11010519491231002X' }],
        ['1101051949', undefined],
        ['王小明', undefined],
    ])('%s is taken as %s', (words, query) => expect(queryOf(words)).toEqual(query));
});

describe('the one-time notice', () => {
    const form = (...keys: string[]) => ({ type: 'default' as const, components: keys.map((key) => ({ type: 'textarea', key })) });
    const detail = (keys: string[], more = {}) =>
        ({
            form: form(...keys),
            case: { state: 'received', materials: [{ code: 'a', zh: '甲', en: 'A', files: [], missing: true }, { code: 'b', zh: '乙', en: 'B', files: [{}], missing: false }, { code: 'c', zh: '丙', en: 'C', files: [], missing: false }], ...more },
        }) as unknown as TaskDetail;
    const say = (key: string, name: string) => `${key}:${name}`;
    it('always holds what the system found missing, and ticked materials as lines of its note', () => {
        const n = noticeOf(detail(['outcome', 'note']), ['b', 'c', 'a'], { note: ' 请带原件 ' }, say);
        expect(n.missing.map((m) => m.material)).toEqual(['a']);
        expect(n.fields).toEqual({ note: 'notify.line_unfit:乙\nnotify.line_lacks:丙\n请带原件' });
    });
    it('of a form with a list of what is missing takes the ticks there', () => {
        const n = noticeOf(detail(['outcome', 'missing', 'note']), ['b'], {}, say);
        expect(n.missing.map((m) => m.material)).toEqual(['a', 'b']);
        expect(n.fields).toEqual({ missing: ['b'] });
    });
    it('without a note sends none', () => expect(noticeOf(detail(['note']), [], {}, say).fields).toEqual({}));
    it('is given once only, and not after acceptance', () => {
        expect(mayTell(detail(['note']))).toBe(true);
        expect(mayTell(detail(['note'], { notice: {} }))).toBe(false);
        expect(mayTell(detail(['note'], { state: 'accepted' }))).toBe(false);
        expect(mayTell(detail(['reason']))).toBe(false);
    });
    it('is shown when the clerk chooses that something is missing', () => {
        expect(tellsOf(detail(['note']), { outcome: 'incomplete' })).toBe(true);
        expect(tellsOf(detail(['note']), { outcome: 'complete' })).toBe(false);
    });
});

describe('the place in the navigation', () => {
    it.each([['/desk', '/desk'], ['/desk/tasks/1', '/desk'], ['/desk/cases/1/paper', '/desk/cases'], ['/counter/cases/1', '/counter'], ['/desk/team', '/desk/team']])('of %s is %s', (path, place) => expect(placeOf(path)).toBe(place));
});
