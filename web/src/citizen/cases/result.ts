// What the office decided, as lines. The name of a line is "中文|English", a field of the application, or
// one of a few words that many items share (messages, `line`).
import type { Lang } from '../../base/prefs';
import { labelOf, optionsOf, type Component, type Schema } from '../../forms/schema';
import { dateText } from '../../base/format';
import { fieldsOf } from '../services/schema';

export interface ResultLine {
    name: string;
    text: string;
}

export function resultLines(result: Record<string, unknown> | null | undefined, form: Schema | undefined, lang: Lang, word: (key: string) => string | undefined): ResultLine[] {
    const fields = new Map(form ? fieldsOf(form).map((c) => [c.key!, c]) : []);
    return Object.entries(result ?? {}).flatMap(([key, value]) => {
        const field = fields.get(key);
        const [zh, en] = key.split('|');
        const text = valueText(value, lang, field);
        return text ? [{ name: en ? (lang === 'en' ? en : zh) : field ? labelOf(field, lang) : (word(key) ?? key), text }] : [];
    });
}
function valueText(v: unknown, lang: Lang, field?: Component): string {
    if (v === null || v === undefined || v === '') return '';
    if (typeof v === 'boolean') return v ? '✓' : '✗';
    if (Array.isArray(v)) return v.map((x) => valueText(x, lang, field)).filter(Boolean).join('\n');
    if (typeof v === 'object') return Object.entries(v).map(([k, x]) => `${k} ${valueText(x, lang)}`).join('\n');
    if (field?.values) return optionsOf(field, lang).find((o) => o.value === v)?.label ?? String(v);
    if (typeof v === 'string' && /^\d{4}-\d\d-\d\d$/.test(v)) return dateText(v, lang);
    return String(v);
}
