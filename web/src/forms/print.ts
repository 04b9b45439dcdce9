// What stands on the paper: the fields of a form in their order, as rows of a table. An empty form
// keeps fields that depend on an answer, since nobody has answered yet; a filled one shows what there is.
import type { Lang } from '../base/prefs';
import { descriptionOf, isKeyed, labelOf, optionsOf, text, type Component, type Data, type Schema } from './schema';

export type Row =
    | { kind: 'heading'; label: string; level: number }
    | { kind: 'words'; text: string }
    | { kind: 'field'; label: string; hint?: string; value: string; blank?: string; unit?: string; lines: number }
    | { kind: 'boxes'; label: string; hint?: string; boxes: { label: string; on: boolean }[] };

// Rows of an empty repeating list on paper.
const EMPTY_ROWS = 3;
const at = (data: unknown, path: string): unknown => path.split('.').reduce<unknown>((v, k) => (v as Data | null | undefined)?.[k], data);
const plain = (markdown: string) => markdown.replace(/<[^>]*>/g, ' ').replace(/\{\{[^}]*\}\}/g, '').split('\n').map((l) => l.replace(/^\s*(#+|[-*+]|\d+\.)\s+/, '').replace(/[*_`]{1,3}/g, '').trim()).filter(Boolean).join('\n');

function said(c: Component, value: unknown, lang: Lang): string {
    if (value === undefined || value === null) return '';
    if (c.type === 'datetime') {
        const [, y, m, d] = /^(\d{4})-(\d\d)-(\d\d)/.exec(String(value)) ?? [];
        const time = /(?:^|T)(\d\d:\d\d)/.exec(String(value))?.[1];
        const day = y && (lang === 'zh' ? `${y}年${Number(m)}月${Number(d)}日` : `${y}-${m}-${d}`);
        return [day, time].filter(Boolean).join(' ');
    }
    if (typeof value === 'object') return JSON.stringify(value);
    const adorner = c.type === 'number' && value !== '' ? ((lang === 'en' && text(c.properties?.en_suffix)) || c.appearance?.suffixAdorner) : undefined;
    return String(value) + (adorner ? ` ${adorner}` : '');
}

function field(c: Component, data: Data | undefined, lang: Lang, dateBlank: string): Row {
    const value = data === undefined ? undefined : at(data, c.key!);
    const about = { label: labelOf(c, lang), hint: data === undefined ? descriptionOf(c, lang) : undefined };
    if (c.type === 'checkbox') return { kind: 'boxes', label: '', hint: about.hint, boxes: [{ label: about.label, on: value === true }] };
    if (['radio', 'select', 'checklist', 'taglist'].includes(c.type)) {
        const on = Array.isArray(value) ? value : [value];
        return { kind: 'boxes', ...about, boxes: optionsOf(c, lang).map((o) => ({ label: o.label, on: on.includes(o.value) })) };
    }
    if (data !== undefined) return { kind: 'field', ...about, value: said(c, value, lang) || '—', lines: 1 };
    const unit = (lang === 'en' && text(c.properties?.en_suffix)) || c.appearance?.suffixAdorner;
    return { kind: 'field', ...about, value: '', unit, blank: c.type === 'datetime' && c.subtype !== 'time' ? dateBlank : undefined, lines: c.type === 'textarea' ? 4 : 1 };
}

const hasValue = (c: Component, data: Data): boolean => {
    const v = at(data, c.key!);
    return v !== undefined && !(c.type === 'expression' && v === null);
};

function rowsOf(components: Component[], data: Data | undefined, lang: Lang, dateBlank: string, level: number): Row[] {
    return components.flatMap((c): Row[] => {
        if (c.type === 'text' || c.type === 'html') {
            const source = (lang === 'en' && text(c.properties?.en)) || c.text || c.content || '';
            const [first, ...rest] = plain(source).split('\n');
            const words = (t: string): Row[] => (t ? [{ kind: 'words', text: t }] : []);
            return first && /^\s*#/.test(source) ? [{ kind: 'heading', label: first, level }, ...words(rest.join('\n'))] : words(plain(source));
        }
        if (c.type === 'group' || c.type === 'dynamiclist') return parts(c, data, lang, dateBlank, level);
        if (!isKeyed(c) || !c.key) return [];
        if (data === undefined) return c.type === 'expression' || c.disabled ? [] : [field(c, data, lang, dateBlank)];
        return hasValue(c, data) ? [field(c, data, lang, dateBlank)] : [];
    });
}

function parts(c: Component, data: Data | undefined, lang: Lang, dateBlank: string, level: number): Row[] {
    const inner = data && c.path ? (at(data, c.path) as Data | Data[] | undefined) : data;
    const label = labelOf(c, lang);
    const numbered = (n: number): Row => ({ kind: 'heading', label: `${label} ${n}`.trim(), level: level + 1 });
    let rows: Row[];
    if (c.type === 'dynamiclist') {
        const list: (Data | undefined)[] = data === undefined ? Array<undefined>(EMPTY_ROWS).fill(undefined) : Array.isArray(inner) ? inner : [];
        rows = list.flatMap((d, i) => [numbered(i + 1), ...rowsOf(c.components ?? [], d, lang, dateBlank, level + 2)]);
    } else rows = data !== undefined && inner === undefined ? [] : rowsOf(c.components ?? [], inner as Data | undefined, lang, dateBlank, level + 1);
    if (!rows.length) return [];
    return label && c.type === 'group' ? [{ kind: 'heading', label, level }, ...rows] : rows;
}

// `dateBlank`: where a date is written by hand, "    年  月  日".
export const printed = (schema: Schema, data: Data | undefined, lang: Lang, dateBlank = ''): Row[] => rowsOf(schema.components ?? [], data, lang, dateBlank, 2);
