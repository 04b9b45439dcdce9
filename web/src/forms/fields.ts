// Controls in the place of those of form-js that a keyboard, a screen reader or a small phone cannot
// use well: choices are a group with a legend, a list is the select of the phone, dates and times are
// the phone's own pickers. They are components of form-js and follow its contract.
import { h as element, type ComponentChild, type VNode } from 'preact';
import { Checklist, Datetime, Radio, Select, Taglist } from '@bpmn-io/form-js-viewer';
import type { Component } from './schema';

interface Props {
    field: Component;
    value?: unknown;
    errors?: string[];
    domId: string;
    disabled?: boolean;
    readonly?: boolean;
    onChange(u: { value: unknown }): void;
    onBlur(): void;
    onFocus(): void;
}
type Control = ((p: Props) => VNode) & { config?: unknown };
export interface Words {
    choose: string;
    time: string;
}

const h = (tag: string, attributes: Record<string, unknown> | null, ...children: ComponentChild[]): VNode => element(tag, attributes as never, ...children) as VNode;
const ids = (p: Props) => ({ description: p.field.description && `${p.domId}-description`, fault: p.errors?.length ? `${p.domId}-error-message` : undefined });
const described = (p: Props) => [ids(p).description, ids(p).fault].filter(Boolean).join(' ') || undefined;
const classes = (p: Props, type: string) => `fjs-form-field fjs-form-field-${type}${p.errors?.length ? ' fjs-has-errors' : ''}${p.disabled ? ' fjs-disabled' : ''}${p.readonly ? ' fjs-readonly' : ''}`;
const hint = (p: Props): ComponentChild => (p.field.description ? h('div', { id: ids(p).description, class: 'fjs-form-field-description' }, p.field.description) : null);
const faults = (p: Props): ComponentChild => (p.errors?.length ? h('div', { id: ids(p).fault, class: 'fjs-form-field-error', 'aria-live': 'polite' }, h('ul', null, p.errors.map((e) => h('li', { key: e }, e)))) : null);
const leaves = (p: Props) => (e: FocusEvent) => {
    const group = (e.currentTarget as HTMLElement).closest('fieldset');
    if (!group?.contains(e.relatedTarget as Node | null)) p.onBlur();
};
const required = (p: Props) => p.field.validate?.required === true;

function choices(p: Props, kind: 'radio' | 'checkbox', isOn: (v: string) => boolean, pick: (v: string) => unknown): VNode {
    const options = p.field.values ?? [];
    return h('fieldset', { class: `${classes(p, p.field.type)} linli-choices`, 'aria-describedby': described(p) },
        h('legend', { class: 'fjs-form-field-label' }, p.field.label),
        hint(p),
        faults(p),
        h('div', { class: 'linli-options' }, options.map((o, i) =>
            h('label', { key: o.value, class: 'linli-option', for: `${p.domId}${i ? `-${i}` : ''}` },
                h('input', {
                    id: `${p.domId}${i ? `-${i}` : ''}`,
                    type: kind,
                    name: p.domId,
                    checked: isOn(o.value),
                    disabled: p.disabled,
                    required: kind === 'radio' && required(p),
                    onClick: (e: Event) => p.readonly && e.preventDefault(),
                    onChange: () => !p.readonly && p.onChange({ value: pick(o.value) }),
                    onBlur: leaves(p),
                    onFocus: () => p.onFocus(),
                }),
                h('span', null, o.label),
            ),
        )),
    );
}

// form-js gives a control its place in the form by `config`; the kept one has the same data.
const like = (control: Control, original: unknown): Control => Object.assign(control, { config: (original as { config: unknown }).config });
const listOf = (v: unknown) => (Array.isArray(v) ? (v as string[]) : []);
const toggled = (p: Props) => (v: string) => {
    const on = new Set(listOf(p.value));
    if (!on.delete(v)) on.add(v);
    return (p.field.values ?? []).map((o) => o.value).filter((x) => on.has(x));
};

export const TIME_ZONE = '+08:00';
const offset = (p: Props) => (p.field.timeSerializingFormat === 'utc_offset' ? TIME_ZONE : '');

function moment(p: Props, words: Words): VNode {
    const value = typeof p.value === 'string' ? p.value : '';
    const subtype = p.field.subtype ?? 'date';
    const type = subtype === 'datetime' ? 'datetime-local' : subtype;
    const plain = subtype === 'date' ? value : value.replace(/(Z|[+-]\d\d:\d\d)$/, '');
    const label = subtype === 'time' ? p.field.timeLabel : p.field.dateLabel;
    const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
    const late = subtype === 'date' ? '' : 'T00:00';
    return h('div', { class: classes(p, 'datetime') },
        h('label', { class: 'fjs-form-field-label', for: p.domId }, label || p.field.label || words.time),
        hint(p),
        faults(p),
        h('input', {
            id: p.domId,
            class: 'fjs-input',
            type,
            value: plain,
            min: subtype === 'time' ? undefined : p.field.disallowPassedDates ? `${today}${late}` : `1900-01-01${late}`,
            max: subtype === 'time' ? undefined : `2200-12-31${late}`,
            step: subtype === 'date' ? undefined : (p.field.timeInterval ?? 1) * 60,
            disabled: p.disabled,
            readOnly: p.readonly,
            required: required(p),
            'aria-describedby': described(p),
            'aria-invalid': p.errors?.length ? true : undefined,
            onChange: (e: Event) => {
                const v = (e.currentTarget as HTMLInputElement).value;
                p.onChange({ value: v ? v + (subtype === 'date' ? '' : offset(p)) : null });
            },
            onBlur: () => p.onBlur(),
            onFocus: () => p.onFocus(),
        }),
    );
}

function oneOf(p: Props, words: Words): VNode {
    return h('div', { class: classes(p, 'select') },
        h('label', { class: 'fjs-form-field-label', for: p.domId }, p.field.label),
        hint(p),
        faults(p),
        h('select', {
            id: p.domId,
            class: 'fjs-input',
            disabled: p.disabled || p.readonly,
            required: required(p),
            'aria-describedby': described(p),
            'aria-invalid': p.errors?.length ? true : undefined,
            onChange: (e: Event) => p.onChange({ value: (e.currentTarget as HTMLSelectElement).value || null }),
            onBlur: () => p.onBlur(),
            onFocus: () => p.onFocus(),
        },
            h('option', { value: '', selected: p.value == null || p.value === '' }, words.choose),
            (p.field.values ?? []).map((o) => h('option', { key: o.value, value: o.value, selected: o.value === p.value }, o.label)),
        ),
    );
}

// `words` is asked anew at each drawing, so that a change of language shows.
export function fieldsModule(words: () => Words) {
    const radio = like((p: Props) => choices(p, 'radio', (v) => v === p.value, (v) => v), Radio);
    const several = (original: unknown) => like((p: Props) => choices(p, 'checkbox', (v) => listOf(p.value).includes(v), toggled(p)), original);
    const controls: [string, Control][] = [
        ['radio', radio],
        ['checklist', several(Checklist)],
        ['taglist', several(Taglist)],
        ['select', like((p: Props) => oneOf(p, words()), Select)],
        ['datetime', like((p: Props) => moment(p, words()), Datetime)],
    ];
    class Controls {
        static $inject = ['formFields'];
        constructor(formFields: { register(type: string, c: Control): void }) {
            for (const [type, control] of controls) formFields.register(type, control);
        }
    }
    return { __init__: ['linliControls'], linliControls: ['type', Controls] };
}
