// form-js behind a small interface; this file and all that it loads is fetched when a form is shown.
import { Form } from '@bpmn-io/form-js-viewer';
import type { Lang } from '../base/prefs';
import { fieldsModule, type Words } from './fields';
import { ours, type Said } from './messages';
import { checkRule } from './rules';
import { localise, pathText, type Component, type Data, type Fault, type Schema } from './schema';
import './forms.css';

type FormOptions = ConstructorParameters<typeof Form>[0];

export interface Shown {
    field: string; // path, "children[0].name"
    id: string; // of the control in the page
    words: string;
}
interface Instance {
    id: string;
    instanceId: string;
    valuePath: (string | number)[];
    indexes?: Record<string, number>;
}
type Check = (instance: Instance, value: unknown) => string[];
export interface Speaker {
    say(s: Said): string;
    words(): Words;
    lang(): Lang;
    removeRow(n: number): string;
    addRow(label: string): string;
    optional(): string;
}

const ROWS_DEFAULT = 50; // as in kernel/form
const at = (data: unknown, path: (string | number)[]): unknown => path.reduce<unknown>((v, k) => (v as Record<string | number, unknown> | null | undefined)?.[k], data);
function put(data: Data, path: (string | number)[], value: unknown) {
    let o = data as Record<string | number, unknown>;
    path.slice(0, -1).forEach((k, n) => (o = (o[k] ??= typeof path[n + 1] === 'number' ? [] : {}) as Record<string | number, unknown>));
    o[path[path.length - 1]] = value;
}
const requiredKey = (c: Component) => (c.type === 'checkbox' ? 'fill.tick' : ['radio', 'select', 'checklist', 'taglist'].includes(c.type) ? 'fill.choose' : 'fill.required');
const controlOf = (id: string) => document.getElementById(id) as HTMLInputElement | null;

export class Filled {
    private form: Form;
    private refused = new Map<string, { value: string; words: { zh: string; en: string } }>();
    // Fields are told of when the form is checked; from then on while they are mended.
    private asked = false;
    private marked = new Set<string>();
    private watcher: MutationObserver;
    private schema?: Schema;

    constructor(private place: HTMLElement, private speaker: Speaker, changed: (data: Data) => void, submitted: () => void) {
        // Nothing waits for a field to be left: what appears or goes then would move the button that is
        // being pressed from under the finger.
        this.form = new Form({ container: place, additionalModules: [fieldsModule(speaker.words)], debounce: false } as FormOptions);
        this.form.get<{ updateFieldInstanceValidation: unknown }>('viewerCommands').updateFieldInstanceValidation = () => undefined;
        const validator = this.form.get<{ validateFieldInstance: Check }>('validator');
        const theirs = validator.validateFieldInstance.bind(validator) as Check;
        validator.validateFieldInstance = (i, v) => this.check(theirs, i, v);
        let told = false;
        this.form.on('changed', () => {
            if (told || !this.schema) return;
            told = true;
            // Which fields are shown is known after form-js has drawn itself.
            setTimeout(() => {
                told = false;
                if (this.schema) changed(this.data());
            });
        });
        this.form.on('submit', () => submitted());
        this.watcher = new MutationObserver(() => this.polish());
        this.watcher.observe(place, { childList: true, subtree: true });
    }

    async show(schema: Schema, data: Data, readonly: boolean) {
        this.schema = undefined;
        this.refused.clear();
        this.marked.clear();
        this.form.setProperty('readOnly', readonly);
        await this.form.importSchema(localise(schema, this.speaker.lang(), readonly ? '' : this.speaker.optional()), data);
        // form-js shows conditions what a hidden field held at first; the server does not know that.
        (this.form as unknown as { _setState(s: object): void })._setState({ initialData: {} });
        this.schema = schema;
        this.polish();
    }
    // What would be sent: fields that are shown and not disabled.
    data(): Data {
        const all = this.everything();
        const out: Data = {};
        for (const i of this.instances()) {
            const value = at(all, i.valuePath);
            if (!this.component(i.id)?.disabled && value !== undefined) put(out, i.valuePath, value);
        }
        return out;
    }
    // Also what is hidden at the moment, to show the form once more in the other language.
    everything(): Data {
        return (this.form as unknown as { _getState(): { data: Data } })._getState().data;
    }
    validate(): Shown[] {
        this.marked.clear();
        this.asked = true;
        const errors = this.form.validate();
        this.asked = false;
        const fields = this.instances().flatMap((i) => {
            const found = at(errors, [i.id, ...Object.values(i.indexes ?? {})]) as string[] | undefined;
            if (found?.length) this.marked.add(pathText(i.valuePath));
            return (found ?? []).slice(0, 1).map((words) => ({ field: pathText(i.valuePath), id: this.domId(i), words: this.named(i, words) }));
        });
        return [...fields, ...this.lists().flatMap((l) => this.checkRows(l))];
    }
    // Computes what is computed at sending, then checks.
    finish(): { data: Data; faults: Shown[] } {
        this.form.get<{ fire(e: string): void }>('eventBus').fire('presubmit');
        return { data: this.data(), faults: this.validate() };
    }
    // What the server said stays at its field until that is changed.
    showRefused(faults: Fault[]): Shown[] {
        this.refused.clear();
        const fields = new Map(this.instances().map((i) => [pathText(i.valuePath), i]));
        const elsewhere: Shown[] = [];
        for (const f of faults) {
            const i = fields.get(f.field);
            const words = { zh: f.zh, en: f.en };
            if (i) this.refused.set(f.field, { value: JSON.stringify(at(this.everything(), i.valuePath)), words });
            else elsewhere.push({ field: f.field, id: '', words: words[this.speaker.lang()] });
        }
        return [...this.validate(), ...elsewhere];
    }
    destroy() {
        this.schema = undefined;
        this.watcher.disconnect();
        this.form.destroy();
    }

    // form-js may still know a field that it drew for a moment and hid again (before its effects ran);
    // what has no control is not shown.
    private instances(): Instance[] {
        const all = this.form.get<{ getAllKeyed(): Instance[] }>('formFieldInstanceRegistry').getAllKeyed().filter((i) => this.component(i.id)?.type === 'expression' || controlOf(this.domId(i)));
        const order = (i: Instance) => controlOf(this.domId(i));
        return all.sort((a, b) => {
            const [x, y] = [order(a), order(b)];
            return x && y && x !== y ? (x.compareDocumentPosition(y) & 4 ? -1 : 1) : 0;
        });
    }
    // Lists that are shown, with their rows; how many there may be is ours, form-js does not ask.
    private lists() {
        const all = this.form.get<{ getAll(): Instance[] }>('formFieldInstanceRegistry').getAll();
        return all.flatMap((i) => {
            const c = this.component(i.id);
            if (c?.type !== 'dynamiclist') return [];
            const rows = at(this.everything(), i.valuePath);
            const limit = (name: string, otherwise: number) => (Number.isInteger(c.properties?.[name]) ? (c.properties![name] as number) : otherwise);
            return [{ i, c, rows: Array.isArray(rows) ? rows.length : 0, min: limit('min_rows', 0), max: limit('max_rows', ROWS_DEFAULT) }];
        });
    }
    private checkRows(l: ReturnType<Filled['lists']>[number]): Shown[] {
        const key = l.rows < l.min ? 'fill.rows_few' : l.rows > l.max ? 'fill.rows_many' : undefined;
        if (!key) return [];
        const words = this.speaker.say({ key, values: { n: String(l.rows < l.min ? l.min : l.max) } });
        return [{ field: pathText(l.i.valuePath), id: `${this.domId(l.i)}-add`, words: this.speaker.say({ key: 'fill.named', values: { label: l.c.label ?? '', words } }) }];
    }
    private component(id: string) {
        return this.form.get<{ get(id: string): Component | undefined }>('formFieldRegistry').get(id);
    }
    private domId(i: Instance) {
        return `fjs-form-${this.form._id}-${i.id}${Object.values(i.indexes ?? {}).map((n) => `_${n}`).join('')}`;
    }
    // In the list above the form a fault needs the name of its field; the server's words have it.
    private named(i: Instance, words: string) {
        if (this.refused.has(pathText(i.valuePath))) return words;
        const c = this.component(i.id);
        const label = (c && (c.type === 'datetime' ? (c.dateLabel ?? c.timeLabel) : c.label)) || '';
        const bare = label.endsWith(this.speaker.optional()) ? label.slice(0, -this.speaker.optional().length) : label;
        const rows = i.valuePath.filter((k): k is number => typeof k === 'number').map((n) => n + 1);
        const which = rows.length ? this.speaker.say({ key: 'fill.row', values: { label: bare, n: rows.join('.') } }) : bare;
        return bare ? this.speaker.say({ key: 'fill.named', values: { label: which, words } }) : words;
    }
    private check(theirs: Check, i: Instance, value: unknown): string[] {
        const c = this.component(i.id);
        const path = pathText(i.valuePath);
        if (!c || !(this.asked || this.marked.has(path))) return [];
        const said = theirs(i, value).map((m) => {
            const own = ours(m);
            return own ? this.speaker.say(own.key === 'fill.required' ? { key: requiredKey(c) } : own) : m;
        });
        if (c.disabled) return said;
        if (c.type === 'datetime' && controlOf(this.domId(i))?.validity?.badInput) return [this.speaker.say({ key: 'fill.date' })];
        if (c.type === 'datetime' && value && c.disallowPassedDates && String(value).slice(0, 10) < new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10) && c.subtype !== 'time')
            said.push(this.speaker.say({ key: 'fill.past' }));
        const rule = checkRule(c, value);
        if (rule && !said.length) said.push(this.speaker.say({ key: rule }));
        const server = this.refused.get(path);
        if (server) {
            if (server.value === JSON.stringify(value)) {
                if (!said.length) said.push(server.words[this.speaker.lang()]);
            } else this.refused.delete(path);
        }
        return said;
    }
    // What form-js writes in English only, and what browsers can fill in by themselves.
    private polish() {
        this.place.querySelectorAll<HTMLElement>('.fjs-repeat-row-remove').forEach((remove) => {
            // The row lies in a box of its own among those of its list.
            const row = remove.parentElement?.parentElement;
            const words = this.speaker.removeRow([...(row?.parentElement?.children ?? [])].indexOf(row as Element) + 1);
            if (remove.textContent === words) return;
            remove.removeAttribute('aria-label');
            remove.textContent = words;
        });
        for (const l of this.lists()) {
            const add = [...(controlOf(this.domId(l.i))?.parentElement?.children ?? [])].find((e) => e.matches('.fjs-repeat-render-footer'))?.firstElementChild;
            if (!(add instanceof HTMLElement)) continue;
            const words = this.speaker.addRow(l.c.label ?? '');
            if (add.textContent !== words) add.textContent = words;
            add.id = `${this.domId(l.i)}-add`;
            add.hidden = l.rows >= l.max;
        }
        for (const i of this.instances()) {
            const control = controlOf(this.domId(i));
            const c = this.component(i.id);
            if (!control || !c) continue;
            if (c.type === 'number') control.inputMode = 'decimal';
            if (c.properties?.rule === 'phone_cn') control.inputMode = 'tel';
            if (c.properties?.rule === 'resident_id' || c.properties?.rule === 'uscc') control.spellcheck = false;
            if (typeof c.properties?.autocomplete === 'string') control.autocomplete = c.properties.autocomplete as AutoFill;
        }
    }
}
