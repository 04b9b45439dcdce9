import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { translated } from '../src/console/processes/bpmn';
import dictionary from '../src/console/processes/bpmn.zh.json';
import { here, passed, stepsOf } from '../src/console/processes/trace';
import { typeName } from '../src/console/processes/words';
import { differences, lines } from '../src/console/services/difference';
import { lineStart, readItem } from '../src/console/services/service';
import { durationTo, nextDue, outputsOf } from '../src/console/services/trial';

const modules = new URL('../node_modules', import.meta.url).pathname;
const walk = (d: string): string[] => readdirSync(d, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(join(d, e.name)) : e.name.endsWith('.js') ? [join(d, e.name)] : []));

describe('the words of the editor', () => {
    const source = ['bpmn-js/lib', 'diagram-js/lib'].flatMap((d) => walk(join(modules, d))).map((f) => readFileSync(f, 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''));
    it('are Chinese for everything that bpmn-js shows', () => {
        const asked = source.flatMap((s) => [...s.matchAll(/translate\(\s*'([A-Z][^']+)'[,)\s]/g), ...s.matchAll(/^\s*label: '([^']+)'/gm)].map((m) => m[1]));
        expect(asked.length).toBeGreaterThan(100);
        // Built from pieces at run time; the whole words are in the dictionary.
        const pieces = ['Align elements ', 'HELLO {you}'];
        expect([...new Set(asked)].filter((w) => !pieces.includes(w) && !(w in dictionary))).toEqual([]);
        for (const w of Object.values(dictionary)) expect(w).toMatch(/[\u4e00-\u9fff]/);
    });
    it('keep the places to fill in, and are as they are in English', () => {
        expect(translated('Open {element}', { element: '甲' })).toBe('打开 甲');
        expect(translated('Open {element}', { element: 'A' }, 'en')).toBe('Open A');
    });
    it.each([['userTask', '用户任务'], ['businessRuleTask', '业务规则任务'], ['intermediateCatchEvent', '中间捕获事件'], ['eventBasedGateway', '事件网关'], ['adHocSubProcess', '即兴子流程'], ['lane', '泳道']])('name %s as %s', (type, name) => expect(typeName(type, 'zh')).toBe(name));
});

describe('a trace as a line of steps', () => {
    const line = (element: string, event: string, minute: number, by?: string) => ({ at: `2026-01-05T08:0${minute}:00Z`, element, event, by });
    it('has one step per stay at an element, who ended it and where it stands', () => {
        const steps = stepsOf([line('s', 'entered', 0), line('s', 'completed', 0), line('review', 'entered', 0), line('review', 'completed', 1, 'zhang'), line('review', 'entered', 2)]);
        expect(steps.map((s) => [s.element, s.state, s.by])).toEqual([['s', 'completed', undefined], ['review', 'completed', 'zhang'], ['review', 'now', undefined]]);
        expect(steps[1].to).toBe('2026-01-05T08:01:00Z');
    });
    it('tells two stays at the same element apart, the older ends first', () => {
        const steps = stepsOf([line('key', 'entered', 0), line('key', 'entered', 0), line('key', 'completed', 3)]);
        expect(steps.map((s) => s.state)).toEqual(['completed', 'now']);
    });
    it('what was cancelled was not passed, and a boundary event is not where a case stands', () => {
        expect(passed([line('a', 'completed', 0), line('b', 'cancelled', 1), line('a', 'completed', 2)])).toEqual(['a']);
        expect(here({ waits: [{ element: 'review', kind: 'task' }, { element: 'late', kind: 'timer', visible: false }] })).toEqual(['review']);
    });
});

describe('a trial', () => {
    it.each([['2026-01-05T08:00:00Z', '2026-01-15T08:00:00Z', 'P10D'], ['2026-01-05T08:00:00Z', '2026-01-06T09:30:05Z', 'P1DT1H30M5S'], ['2026-01-05T08:00:00Z', '2026-01-05T08:00:00.200Z', 'PT1S'], ['2026-01-05T08:00:00Z', '2026-01-04T08:00:00Z', 'PT1S']])('goes from %s to %s by %s', (now, due, by) => expect(durationTo(now, due)).toBe(by));
    it('goes to the nearest timer that is ahead', () => {
        const at = (due?: string) => ({ element: 'x', kind: 'timer', due });
        expect(nextDue({ trace: [], waiting: [at('2026-01-09T00:00:00Z'), at('2026-01-07T00:00:00Z'), at('2026-01-01T00:00:00Z'), at()], variables: {}, ended: false, status: 'running', now: '2026-01-05T00:00:00Z' })).toBe('2026-01-07T00:00:00Z');
        expect(nextDue(undefined)).toBeUndefined();
    });
    it('answers in the place of a function, its dates after the simulated time', () => {
        expect(outputsOf('case.give_notice', '2026-01-05T08:00:00Z')).toEqual({ correction_due: '2026-01-20T08:00:00Z' });
        expect(outputsOf('case.corrected', '2026-01-05T08:00:00Z')).toEqual({ missing: [], complete: true });
        expect(outputsOf('somebody.else', '2026-01-05T08:00:00Z')).toEqual({});
    });
});

describe('what a proposal changes', () => {
    const kinds = (a: string, b: string) => lines(a, b).map((l) => `${{ same: ' ', added: '+', removed: '-', left_out: '~' }[l.kind]}${l.text}`);
    it('is told line by line', () => expect(kinds('a\nb\nc', 'a\nx\nc')).toEqual([' a', '-b', '+x', ' c']));
    it('leaves out long runs that are the same', () => {
        const many = Array.from({ length: 20 }, (_, i) => `l${i}`);
        expect(kinds(many.join('\n'), [...many, 'end'].join('\n'))).toEqual(['~17', ' l17', ' l18', ' l19', '+end']);
    });
    it('names new and removed files', () => {
        expect(differences([{ name: 'a', text: '1' }, { name: 'b', text: '2' }], [{ name: 'b', text: '2' }, { name: 'c', text: '3' }])).toEqual([{ name: 'c', before: undefined, after: '3' }, { name: 'a', before: '1', after: undefined }]);
        expect(kinds('', 'a')).toEqual(['+a']);
    });
    it('is minimal: what stays is the longest common run', () => expect(lines('a\nb\nc\nd', 'b\nd\ne').filter((l) => l.kind === 'same').map((l) => l.text)).toEqual(['b', 'd']));
});

describe('the sheet of an item', () => {
    it('is read, or the line of its fault is told', async () => {
        expect((await readItem('code: a\nzh: 甲\n')).item).toEqual({ code: 'a', zh: '甲' });
        const bad = await readItem('code: a\nzh: "甲\n');
        expect(bad.item).toBeUndefined();
        expect(bad.line).toBeGreaterThan(1);
        expect((await readItem('- a\n')).item).toBeUndefined();
    });
    it('leads to a line by its place in the text', () => expect('ab\ncde\nf'.slice(lineStart('ab\ncde\nf', 2)).startsWith('cde')).toBe(true));
});
