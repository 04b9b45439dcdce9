import { describe, expect, it } from 'vitest';
import { amount, assumptions, editable, fromEditor, inputsOf, money, toEditor, typed, unstated, valueText, type DecisionForm, type InputField, type Parameter } from '../src/rules/rules';

const field = (over: Partial<InputField>): InputField => ({ name: '甲', code: 'a', label: { zh: '甲', en: 'A' }, type: 'number', list: false, optional: false, unit: '', allowed: '', choices: [], members: [], ...over });
const parameter = (over: Partial<Parameter>): Parameter => ({ name: '计发基数', code: 'pension_base', type: 'number', columns: [], values: [], ...over });
const form = (over: Partial<DecisionForm>): DecisionForm => ({ decision: '丙', code: 'c', version: '1', label: { zh: '丙', en: 'C' }, inputs: [], parameters: [], ...over });

describe('a field of a decision', () => {
    it.each([
        ['number', '1,234.50', 1234.5],
        ['number', ' 12 ', 12],
        ['number', '', undefined],
        ['number', 'zwölf', 'zwölf'], // the server says what is wrong with it
        ['boolean', 'true', true],
        ['boolean', 'false', false],
        ['string', '60', '60'],
        ['date', '2026-01-31', '2026-01-31'],
        ['Any', '[1,2]', [1, 2]],
    ])('of type %s reads %s', (type, raw, expected) => expect(typed(field({ type }), raw)).toEqual(expected));
    it('of several members leaves out what is not filled in', () => {
        const f = field({ type: 'context', members: [field({ name: 'x' }), field({ name: 'y', type: 'string' })] });
        expect(typed(f, { x: '3', y: '' })).toEqual({ x: 3 });
        expect(typed(f, {})).toBeUndefined();
    });
    it('is sent by its code, and by its name where it has none', () => {
        const f = form({ inputs: [field({}), field({ name: '乙', code: '' })] });
        expect(inputsOf(f, { 甲: '1', 乙: '2' })).toEqual({ a: 1, 乙: 2 });
    });
});

describe('a parameter that nobody has stated', () => {
    it('is asked for only where the decision needs it', () => {
        const stated = parameter({ name: '舍入', values: [{ from: '2020-01-01', known_since: '2020-01-01', supersedes: [], value: 2 }] });
        expect(unstated(form({ parameters: ['计发基数', '舍入'] }), [parameter({}), stated, parameter({ name: '别的' })]).map((p) => p.name)).toEqual(['计发基数']);
        expect(assumptions([parameter({})], { 计发基数: '8000' })).toEqual({ 计发基数: 8000 });
        expect(assumptions([parameter({})], {})).toEqual({});
    });
});

describe('amounts', () => {
    it('are grouped, keep every digit, and show fen only where they have any', () => {
        expect(amount('-1234567.891')).toBe('-1,234,567.891');
        expect(money('3400')).toBe('3,400.00');
        expect(money('993.5')).toBe('993.50');
        expect(money('1.005')).toBe('1.005');
        expect(valueText({ 岁: 60, 月: 1 })).toBe('岁: 60，月: 1');
    });
});

describe('the diagram editor', () => {
    const xml = '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"><decision/></definitions>';
    it('is given its own edition of DMN, and the file keeps that of the package', () => {
        expect(toEditor(xml)).toContain('20191111');
        expect(fromEditor(toEditor(xml), xml)).toBe(xml);
    });
    it('only shows models that use what it would lose', () => {
        expect(editable(xml)).toBe(true);
        expect(editable('<dmn:conditional><if/></dmn:conditional>')).toBe(false);
    });
});
