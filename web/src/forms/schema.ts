// What Linli adds to a form-js schema: English words in a component's `properties`, and its own rules.
// form-js knows one language only, so the words are put in before it sees the schema.
import type { Lang } from '../base/prefs';

export interface Component {
    type: string;
    id?: string;
    key?: string;
    path?: string;
    label?: string;
    dateLabel?: string;
    timeLabel?: string;
    description?: string;
    text?: string;
    content?: string;
    alt?: string;
    title?: string;
    subtype?: 'date' | 'time' | 'datetime';
    components?: Component[];
    values?: { value: string; label: string }[];
    properties?: Record<string, unknown>;
    validate?: Record<string, unknown>;
    appearance?: { prefixAdorner?: string; suffixAdorner?: string };
    readonly?: boolean | string;
    disabled?: boolean;
    timeInterval?: number;
    timeSerializingFormat?: string;
    disallowPassedDates?: boolean;
    showOutline?: boolean;
    disableCollapse?: boolean;
    conditional?: { hide?: string };
    defaultRepetitions?: number;
}
export interface Schema {
    type: 'default';
    id?: string;
    components: Component[];
    schemaVersion?: number;
}
export type Data = Record<string, unknown>;
// A fault of a field by its path, "children[0].name"; as the server tells them and as validate() does.
export interface Fault {
    field: string;
    zh: string;
    en: string;
}

const KEYED = ['textfield', 'textarea', 'number', 'checkbox', 'radio', 'select', 'checklist', 'taglist', 'datetime', 'expression'];
export const isKeyed = (c: Component) => KEYED.includes(c.type);
export const text = (v: unknown) => (typeof v === 'string' && v.trim() ? v : undefined);

// The words of a field in that language; Chinese when there is no English.
export function labelOf(c: Component, lang: Lang): string {
    const own = c.type === 'datetime' ? (c.dateLabel ?? c.timeLabel ?? c.label) : c.label;
    return (lang === 'en' && text(c.properties?.en)) || own || c.key || '';
}
export function optionsOf(c: Component, lang: Lang): { value: string; label: string }[] {
    const english = (lang === 'en' && (c.properties?.en_values as Record<string, string> | undefined)) || {};
    return (c.values ?? []).map((v) => ({ value: v.value, label: text(english[v.value]) ?? v.label }));
}
export const descriptionOf = (c: Component, lang: Lang) => (lang === 'en' && text(c.properties?.en_description)) || c.description;

function inLanguage(c: Component, lang: Lang, optional: string): Component {
    const p = c.properties ?? {};
    const out: Component = { ...c };
    const english = (name: string) => (lang === 'en' ? text(p[name]) : undefined);
    const mayBeLeftOut = ['textfield', 'textarea', 'number', 'radio', 'select', 'checklist', 'taglist', 'datetime'].includes(c.type) && c.validate?.required !== true && !c.readonly && !c.disabled;
    const label = labelOf(c, lang) + (mayBeLeftOut ? optional : '');
    if (c.type === 'text') out.text = english('en') ?? c.text;
    else if (c.type === 'html') out.content = english('en') ?? c.content;
    else if (c.type === 'image') out.alt = english('en') ?? c.alt;
    else if (c.type === 'iframe') out.title = english('en') ?? c.title;
    else if (c.type === 'datetime') {
        if (c.subtype === 'time') out.timeLabel = label;
        else out.dateLabel = label;
        if (c.subtype === 'datetime') out.timeLabel = english('en_time') ?? c.timeLabel;
    } else if (c.label || english('en')) out.label = label;
    if (c.description) out.description = descriptionOf(c, lang);
    if (c.values) out.values = optionsOf(c, lang);
    if (c.appearance) out.appearance = { prefixAdorner: english('en_prefix') ?? c.appearance.prefixAdorner, suffixAdorner: english('en_suffix') ?? c.appearance.suffixAdorner };
    if (c.type === 'dynamiclist') out.disableCollapse = true;
    if (c.components) out.components = c.components.map((x) => inLanguage(x, lang, optional));
    return out;
}

// A copy whose words are of that language; fields that may be left out say so.
export function localise(schema: Schema, lang: Lang, optional: string): Schema {
    const copy = JSON.parse(JSON.stringify(schema)) as Schema;
    return { ...copy, components: (copy.components ?? []).map((c) => inLanguage(c, lang, optional)) };
}

// ["children", 0, "name"] -> "children[0].name"
export const pathText = (path: (string | number)[]) => path.reduce<string>((s, p) => (typeof p === 'number' ? `${s}[${p}]` : s ? `${s}.${p}` : p), '');
