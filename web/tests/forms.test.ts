// @vitest-environment happy-dom
// The vectors of tests/forms are tried against form-js itself and against our form around it; the
// server tries the same (src/kernel/form/form_test.cpp).
import { readFileSync, readdirSync } from 'node:fs';
import { Form } from '@bpmn-io/form-js-viewer';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Filled, type Speaker } from '../src/forms/engine';
import { ours } from '../src/forms/messages';
import { printed } from '../src/forms/print';
import { isCreditCode, isMobile } from '../src/forms/rules';
import { labelOf, localise, pathText, type Data, type Schema } from '../src/forms/schema';
import zh from '../src/messages/zh/forms.json';
import en from '../src/messages/en/forms.json';

// `only`: "server" is checked by the server alone (the controls of the page cannot give it), "ours" by
// the server and our page, not by form-js.
interface Case {
    what: string;
    data: Data;
    faults?: string[];
    only?: 'server' | 'ours';
}
interface Vectors {
    about: string;
    schema: Schema;
    cases: Case[];
}
const folder = new URL('../../tests/forms/', `file://${__filename}`);
const files = readdirSync(folder).filter((f) => f.endsWith('.json'));
const read = (f: string) => JSON.parse(readFileSync(new URL(f, folder), 'utf8')) as Vectors;
// Computed fields draw the form again, and again.
const drawn = (ms = 5) => new Promise((r) => setTimeout(r, ms));

const computes = (s: Schema) => s.components.some((c) => c.type === 'expression');

let lang: 'zh' | 'en' = 'zh';
const say = (key: string, values: Record<string, unknown> = {}) => {
    const words = (lang === 'zh' ? zh : en).fill[key.replace('fill.', '') as keyof typeof zh.fill];
    return Object.entries(values).reduce((s, [k, v]) => s.replace(`{${k}}`, String(v)), words);
};
const speaker: Speaker = {
    say: (s) => say(s.key, s.values),
    words: () => ({ choose: say('choose'), time: say('time') }),
    lang: () => lang,
    removeRow: (n) => say('remove_row', { n }),
    addRow: (label) => say('add_row', { label }),
    optional: () => say('optional'),
};
const open: { destroy(): void }[] = [];
async function ourForm(schema: Schema, data: Data, changed: (d: Data) => void = () => undefined) {
    const place = document.createElement('div');
    document.body.append(place);
    const filled = new Filled(place, speaker, changed, () => undefined);
    open.push(filled);
    await filled.show(schema, data, false);
    await drawn(computes(schema) ? 40 : 5);
    return { filled, place };
}
// The faults of form-js by the paths of the fields.
async function theirForm(schema: Schema, data: Data): Promise<string[]> {
    const place = document.createElement('div');
    document.body.append(place);
    const form = new Form({ container: place });
    open.push(form);
    await form.importSchema(schema, JSON.parse(JSON.stringify(data)));
    // As if somebody had typed all this; else conditions see what a hidden field held at first.
    (form as unknown as { _setState(s: object): void })._setState({ initialData: {} });
    await drawn(computes(schema) ? 40 : 5);
    const { errors } = form.submit();
    const all = form.get<{ getAllKeyed(): { id: string; valuePath: (string | number)[]; indexes?: Record<string, number> }[] }>('formFieldInstanceRegistry').getAllKeyed();
    return all.filter((i) => [i.id, ...Object.values(i.indexes ?? {})].reduce<unknown>((v, k) => (v as Record<string, unknown> | undefined)?.[k], errors)).map((i) => pathText(i.valuePath));
}
beforeAll(() => vi.setSystemTime(new Date('2026-11-24T04:00:00Z')));
afterEach(async () => {
    open.splice(0).forEach((f) => f.destroy());
    await drawn(); // form-js draws once more
    document.body.replaceChildren();
    lang = 'zh';
});

describe.each(files)('the vectors of %s', (file) => {
    const v = read(file);
    const told = (c: Case) => [...(c.faults ?? [])].sort();
    it.each(v.cases.filter((c) => !c.only))('are judged by form-js as by the server: $what', async (c) => {
        expect((await theirForm(v.schema, c.data)).sort()).toEqual(told(c));
    });
    it.each(v.cases.filter((c) => c.only !== 'server'))('are judged by our page as by the server: $what', async (c) => {
        const { filled } = await ourForm(v.schema, c.data);
        expect(filled.finish().faults.map((f) => f.field).sort()).toEqual(told(c));
        // In our words, whatever the language.
        for (lang of ['zh', 'en'] as const) for (const f of filled.validate()) expect(f.words).not.toMatch(/\bField\b|Value is|undefined|\{|\}/);
    });
});

const field = (type: string, key: string, more: object = {}) => ({ type, id: `f_${key}`, key, label: `栏${key}`, ...more });
const schema = (...components: object[]) => ({ type: 'default', id: 'f', schemaVersion: 19, components }) as unknown as Schema;

describe('a form in the page', () => {
    it('knows every sentence of form-js', () => {
        const source = readFileSync(new URL('../node_modules/@bpmn-io/form-js-viewer/dist/index.es.js', `file://${__filename}`), 'utf8');
        const checks = source.slice(source.indexOf('function runNumberValidation'), source.indexOf('function evaluateFEELValues'));
        const sentences = [...checks.matchAll(/errors\.push\((.*)\);/g)].map((m) => m[1]);
        expect(sentences).toHaveLength(13);
        const samples = ['Value is not a number.', 'Value is expected to be an integer.', 'Value is expected to have at most 2 decimal digits.', 'Please select a valid value, the two nearest valid values are 1 and 2.', 'Field must match pattern x.', 'Field is required.', 'Field must have minimum value of 1.', 'Field must have maximum value of 1.', 'Field must have minimum length of 1.', 'Field must have maximum length of 1.', 'Field must be a valid  international phone number. (e.g. +4930664040900)', 'Field must be a valid email.', 'Min validation value is not a valid number.'];
        for (const s of samples) expect(ours(s), s).toBeDefined();
        expect(ours('请写两个大写字母')).toBeUndefined();
    });
    it('has its labels, options and hints in the language of the page', () => {
        const s = schema(
            field('radio', 'k', { values: [{ label: '甲', value: 'a' }], properties: { en: 'Kind', en_values: { a: 'First' } }, validate: { required: true } }),
            field('textfield', 'n', { description: '如身份证', properties: { en: 'Name', en_description: 'As on the card' } }),
            field('datetime', 'd', { subtype: 'date', dateLabel: '日期', properties: { en: 'Day' }, validate: { required: true } }),
            { type: 'text', text: '# 说明', properties: { en: '# About' } },
        );
        const [k, n, d, t] = localise(s, 'en', ' (optional)').components;
        expect([k.label, k.values![0].label, n.label, n.description, d.dateLabel, t.text]).toEqual(['Kind', 'First', 'Name (optional)', 'As on the card', 'Day', '# About']);
        expect(localise(s, 'zh', '（选填）').components.map((c) => c.label)).toEqual(['栏k', '栏n（选填）', '栏d', undefined]);
        expect(s.components[0].label).toBe('栏k');
    });
    it('falls back to Chinese where there is no English', () => expect(labelOf(field('textfield', 'x') as never, 'en')).toBe('栏x'));
    it('gives every choice a legend and every option a label', async () => {
        const { place } = await ourForm(schema(field('radio', 'r', { values: [{ label: '甲', value: 'a' }, { label: '乙', value: 'b' }] }), field('select', 's', { values: [{ label: '丙', value: 'c' }] }), field('datetime', 'd', { subtype: 'date', dateLabel: '日子' })), { r: 'b', s: 'c', d: '2026-01-31' });
        expect(place.querySelector('fieldset legend')!.textContent).toBe('栏r（选填）');
        const radios = [...place.querySelectorAll<HTMLInputElement>('input[type=radio]')];
        expect(radios.map((r) => [r.checked, place.querySelector(`label[for="${r.id}"]`)!.textContent])).toEqual([[false, '甲'], [true, '乙']]);
        const select = place.querySelector('select')!;
        expect([select.value, place.querySelector(`label[for="${select.id}"]`)!.textContent]).toEqual(['c', '栏s（选填）']);
        const date = place.querySelector<HTMLInputElement>('input[type=date]')!;
        expect([date.value, place.querySelector(`label[for="${date.id}"]`)!.textContent]).toEqual(['2026-01-31', '日子（选填）']);
    });
    it('keeps the mark of bpmn.io, as its licence asks', async () => {
        const { place } = await ourForm(schema(field('textfield', 'a')), {});
        expect(place.querySelector('a[href="https://bpmn.io"] svg')).not.toBeNull();
        expect(readFileSync(new URL('../src/forms/forms.css', `file://${__filename}`), 'utf8')).not.toMatch(/powered-by[^{]*\{[^}]*(display: none|visibility: hidden|opacity)/);
    });
    it('tells what is chosen, and what is not shown is not told', async () => {
        const told: Data[] = [];
        const s = schema(field('checkbox', 'more'), field('textfield', 'why', { conditional: { hide: '=more != true' } }));
        const { place, filled } = await ourForm(s, {}, (d) => told.push(d));
        expect(filled.data()).toEqual({ more: false });
        place.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
        await drawn();
        await drawn();
        expect(told.at(-1)).toEqual({ more: true, why: '' });
    });
    it('shows the server\'s fault at its field until that is changed', async () => {
        const { filled, place } = await ourForm(schema(field('checkbox', 'a'), field('textfield', 'b')), { a: true, b: 'x' });
        const shown = filled.showRefused([{ field: 'a', zh: '栏a：不行', en: 'a: no' }, { field: 'files', zh: '缺材料', en: 'missing' }]);
        expect(shown.map((s) => [s.field, s.words, !!s.id])).toEqual([['a', '栏a：不行', true], ['files', '缺材料', false]]);
        await drawn();
        expect(place.querySelector('.fjs-form-field-error')!.textContent).toContain('不行');
        place.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
        await drawn();
        expect(filled.validate()).toEqual([]);
    });
    it('tells no fault before it is asked, and then while it is mended', async () => {
        const { filled, place } = await ourForm(schema(field('checkbox', 'a', { validate: { required: true } })), { a: true });
        const box = place.querySelector<HTMLInputElement>('input[type=checkbox]')!;
        const error = () => place.querySelector('.fjs-form-field-error')?.textContent;
        const press = async () => {
            box.click();
            await drawn();
        };
        await press();
        expect([filled.data(), error()]).toEqual([{ a: false }, undefined]);
        expect(filled.validate()).toHaveLength(1);
        await drawn();
        expect(error()).toBe('请勾选');
        await press();
        expect(error()).toBeUndefined();
        await press();
        expect(error()).toBe('请勾选');
    });
    it('names the rows of a list in the language of the page', async () => {
        const { place } = await ourForm(schema({ type: 'dynamiclist', id: 'l', path: 'l', label: '子女', isRepeating: true, allowAddRemove: true, components: [field('textfield', 'n')] }), { l: [{ n: '1' }, { n: '2' }] });
        await drawn();
        expect([...place.querySelectorAll('.fjs-repeat-row-remove')].map((b) => b.textContent)).toEqual(['删除第 1 项', '删除第 2 项']);
        expect(place.querySelector('.fjs-repeat-render-add')!.textContent).toBe('添加一项子女');
    });
});

describe('the rows of a list', () => {
    const list = (properties: object) => schema({ type: 'dynamiclist', id: 'l', path: 'l', label: '子女', isRepeating: true, allowAddRemove: true, defaultRepetitions: 0, properties, components: [field('textfield', 'n')] });
    it('are as many as the schema says', async () => {
        const few = await ourForm(list({ min_rows: 2 }), { l: [{ n: '1' }] });
        expect(few.filled.validate()).toMatchObject([{ field: 'l', words: '子女：至少要有 2 项，请添加' }]);
        const empty = await ourForm(schema({ type: 'dynamiclist', id: 'l', path: 'l', label: '子女', isRepeating: true, components: [field('textfield', 'n', { validate: { required: true } })] }), { l: [{ n: '1' }, { n: '' }] });
        expect(empty.filled.validate()).toMatchObject([{ field: 'l[1].n', words: '栏n（第 2 项）：请填写' }]);
        const many = await ourForm(list({ max_rows: 1 }), { l: [{ n: '1' }, { n: '2' }] });
        expect(many.filled.validate()).toMatchObject([{ field: 'l', words: '子女：最多 1 项，请删去多的' }]);
    });
    it('cannot be added to when there are enough', async () => {
        const { place } = await ourForm(list({ max_rows: 1 }), { l: [{ n: '1' }] });
        await drawn();
        expect(place.querySelector<HTMLElement>('.fjs-repeat-render-add')!.hidden).toBe(true);
    });
});

describe('a form on paper', () => {
    const s = schema(
        field('textfield', 'n'),
        field('radio', 'k', { values: [{ label: '甲', value: 'a' }, { label: '乙', value: 'b' }] }),
        field('textfield', 'why', { conditional: { hide: '=k != "b"' } }),
        { type: 'dynamiclist', path: 'c', label: '子女', components: [field('datetime', 'd', { subtype: 'date', dateLabel: '生日' })] },
        { type: 'expression', key: 'e', expression: '=1' },
    );
    it('is empty with lines, boxes and rows to write on, conditions or not', () => {
        const rows = printed(s, undefined, 'zh');
        expect(rows.filter((r) => r.kind === 'field').map((r) => r.label)).toEqual(['栏n', '栏why', '生日', '生日', '生日']);
        expect(rows.find((r) => r.kind === 'boxes')).toMatchObject({ boxes: [{ label: '甲', on: false }, { label: '乙', on: false }] });
    });
    it('is filled with what was given', () => {
        const rows = printed(s, { n: '王', k: 'a', c: [{ d: '2026-02-03' }] }, 'zh');
        expect(rows.filter((r) => r.kind === 'field').map((r) => [r.label, r.value])).toEqual([['栏n', '王'], ['生日', '2026年2月3日']]);
        expect(rows.find((r) => r.kind === 'boxes')).toMatchObject({ boxes: [{ on: true }, { on: false }] });
    });
});

describe('numbers in a form', () => {
    it.each([['91350100M000100Y43', true], ['91350100m000100y43', true], ['91350100M000100Y44', false], ['91350100I000100Y43', false], ['9135', false]])('%s is a credit code: %s', (s, is) => expect(isCreditCode(s)).toBe(is));
    it.each([['13800138000', true], ['+86 138 0013 8000', true], ['8613800138000', true], ['12800138000', false], ['0791-86812345', false]])('%s is a mobile number: %s', (s, is) => expect(isMobile(s)).toBe(is));
});
