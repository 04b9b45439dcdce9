import { describe, expect, it } from 'vitest';
import { sizeText, upload } from '../src/citizen/cases/files';
import { answersOf } from '../src/citizen/cases/draft';
import { resultLines } from '../src/citizen/cases/result';
import { fieldsOf } from '../src/citizen/services/schema';
import type { Schema } from '../src/forms/schema';

const form: Schema = {
    type: 'default',
    components: [
        { type: 'text', text: '说明' },
        { type: 'group', components: [{ type: 'radio', key: 'kind', label: '怎样就业', properties: { en: 'How do you work', en_values: { shop: 'Own shop' } }, values: [{ value: 'shop', label: '个体经营' }] }] },
        { type: 'dynamiclist', path: 'children', components: [{ type: 'textfield', key: 'name', label: '姓名' }] },
    ],
};

describe('the answers of a form', () => {
    it.each([
        [{ a: 1, b: 'x' }, { b: 'x', a: 1 }, true],
        [{ a: '' , b: null, c: [], d: false }, {}, true],
        [{ a: { y: 1, x: [{ p: '', q: 2 }] } }, { a: { x: [{ q: 2 }], y: 1 } }, true],
        [{ a: 0 }, {}, false],
        [{ a: [1, 2] }, { a: [2, 1] }, false],
    ])('%j and %j are the same: %s', (a, b, same) => expect(answersOf(a) === answersOf(b)).toBe(same));
});

describe('what the guide may ask', () => {
    it('are fields outside of lists, groups opened', () => expect(fieldsOf(form).map((c) => c.key)).toEqual(['kind']));
});

describe('the lines of a result', () => {
    const lines = (result: Record<string, unknown>, lang: 'zh' | 'en' = 'zh') => resultLines(result, form, lang, (k) => (k === 'total' ? '总额' : undefined)).map((l) => `${l.name}=${l.text}`);
    it('have the words of the form for its fields', () => {
        expect(lines({ kind: 'shop' })).toEqual(['怎样就业=个体经营']);
        expect(lines({ kind: 'shop' }, 'en')).toEqual(['How do you work=Own shop']);
    });
    it('have their name in both languages, or a shared word, or stand as they are', () => {
        expect(lines({ '补助|Grant': 5, total: 9, other: true })).toEqual(['补助=5', '总额=9', 'other=✓']);
        expect(lines({ '补助|Grant': 5 }, 'en')).toEqual(['Grant=5']);
    });
    it('leave out what is empty and tell dates as people read them', () => expect(lines({ a: '', b: null, c: [], from: '2026-12-01' })).toEqual(['from=2026年12月1日']));
    it('of nothing are none', () => expect(resultLines(null, form, 'zh', () => undefined)).toEqual([]));
});

describe('a file', () => {
    it('that is no picture or PDF is refused before it is sent', async () => {
        await expect(upload(new File(['x'], 'a.docx', { type: 'application/msword' }))).rejects.toMatchObject({ status: 415, code: 'file.type' });
    });
    it.each([[400, '1 KB'], [250_000, '250 KB'], [3_400_000, '3.4 MB']])('of %s bytes reads %s', (n, words) => expect(sizeText(n)).toBe(words));
});
