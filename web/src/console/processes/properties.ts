// What the panel beside the editor shows of an element: rows that read and write the model. Everything
// goes through the modeler's commands, so that it can be undone.
import functions from './functions.json';
import type { Diagram, Moddle, Shape } from './bpmn';

export interface Row {
    key: string; // label: processes.p_<key>, hint: processes.h_<key> where there is one
    kind: 'text' | 'area' | 'choice' | 'many' | 'check';
    options?: { value: string; label?: string }[]; // of choice (label: processes.o_<value>) and many
    suggestions?: string[];
    mono?: boolean;
    value: string;
    write(to: string): string | void; // a key of what is wrong
}
export interface Section {
    key: string; // processes.s_<key>
    rows: Row[];
}
export interface Context {
    forms: string[];
    decisions: string[]; // file#decision
    roles: string[];
}
export interface Mapping {
    target: string;
    source: string;
}

const STRATEGIES = ['pool', 'least_loaded', 'nearest', 'round_robin', 'random_draw'];
const RELATIONS = ['applicant', 'kin', 'author', 'reporter'];
const text = (v: unknown) => (v === undefined || v === null ? '' : String(v));
const is = (m: Moddle, type: string) => m.$instanceOf(type);

export class Panel {
    constructor(
        private diagram: Diagram,
        private shape: Shape,
        private context: Context,
    ) {}
    private get bo() {
        return this.shape.businessObject;
    }
    private set(props: object) {
        this.diagram.get('modeling').updateProperties(this.shape, props);
    }
    private setOn(m: Moddle, props: object) {
        this.diagram.get('modeling').updateModdleProperties(this.shape, m, props);
    }
    private make(type: string, props: object, parent: Moddle) {
        const m = this.diagram.get('bpmnFactory').create(type, props);
        m.$parent = parent;
        return m;
    }
    private definitions(): Moddle {
        let at = this.bo;
        while (at.$parent && !is(at, 'bpmn:Definitions')) at = at.$parent;
        return at;
    }
    private attribute(key: string, more: Partial<Row> = {}, on: Moddle = this.bo): Row {
        const name = `linli:${key}`;
        return { key: key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), kind: 'text', value: text(on.get(name)), write: (v) => this.setOn(on, { [name]: v.trim() || undefined }), ...more };
    }
    private plain(key: string, name: string, on: Moddle, more: Partial<Row> = {}): Row {
        return { key, kind: 'text', value: text(on.get(name)), write: (v) => this.setOn(on, { [name]: v.trim() || undefined }), ...more };
    }
    private expression(key: string, name: string, on: Moddle, more: Partial<Row> = {}): Row {
        const held = on.get(name) as Moddle | undefined;
        return {
            key,
            kind: 'text',
            mono: true,
            value: text(held?.body),
            write: (v) => (held && v.trim() ? this.setOn(held, { body: v.trim() }) : this.setOn(on, { [name]: v.trim() ? this.make('bpmn:FormalExpression', { body: v.trim() }, on) : undefined })),
            ...more,
        };
    }
    // Messages, signals, errors and escalations stand beside the processes and are named by elements.
    private named(key: string, holder: Moddle, ref: string, type: string, name: string): Row[] {
        const root = this.definitions();
        const all = (root.get('rootElements') as Moddle[]).filter((e) => e.$type === type);
        const now = holder.get(ref) as Moddle | undefined;
        const rows: Row[] = [
            {
                key,
                kind: 'text',
                suggestions: all.map((m) => text(m.get(name))).filter(Boolean),
                value: text(now?.get(name)),
                write: (v) => {
                    const wanted = v.trim();
                    if (!wanted) return this.setOn(holder, { [ref]: undefined });
                    let target = all.find((m) => m.get(name) === wanted);
                    if (!target) {
                        target = this.make(type, { name: wanted, [name]: wanted }, root);
                        this.setOn(root, { rootElements: [...(root.get('rootElements') as Moddle[]), target] });
                    }
                    this.setOn(holder, { [ref]: target });
                },
            },
        ];
        if (type === 'bpmn:Message' && now) rows.push(this.attribute('correlation', { mono: true }, now));
        return rows;
    }
    private others(): { value: string; label: string }[] {
        return this.diagram
            .get('elementRegistry')
            .filter((e) => e.type === 'bpmn:UserTask' && e.id !== this.bo.id && !e.labelTarget)
            .map((e) => ({ value: e.id, label: e.businessObject.name || e.id }));
    }
    private general(): Section {
        const rows: Row[] = [
            { key: 'name', kind: is(this.bo, 'bpmn:SequenceFlow') ? 'text' : 'area', value: text(this.bo.name), write: (v) => this.set({ name: v.trim() || undefined }) },
            this.attribute('en'),
            {
                key: 'id',
                kind: 'text',
                mono: true,
                value: this.bo.id,
                write: (v) => {
                    if (v === this.bo.id) return;
                    if (!/^[A-Za-z_][\w.-]*$/.test(v)) return 'processes.id_malformed';
                    if (this.diagram.get('moddle').ids.assigned(v)) return 'processes.id_taken';
                    this.set({ id: v });
                },
            },
        ];
        const doc = (this.bo.get('documentation') as Moddle[] | undefined)?.[0];
        rows.push({ key: 'documentation', kind: 'area', value: text(doc?.text), write: (v) => this.set({ documentation: v.trim() ? [this.make('bpmn:Documentation', { text: v.trim() }, this.bo)] : undefined }) });
        return { key: 'general', rows };
    }
    private task(): Section[] {
        const people: Row[] = [
            this.attribute('roles', { suggestions: this.context.roles, mono: true }),
            this.attribute('addressee', { kind: 'choice', options: [{ value: '' }, { value: 'applicant' }] }),
            this.attribute('strategy', { kind: 'choice', options: ['', ...STRATEGIES].map((value) => ({ value })) }),
            this.attribute('skills'),
        ];
        const apart: Row[] = [
            this.attribute('notWhoDid', { kind: 'many', options: this.others() }),
            this.attribute('neverWith', { kind: 'many', options: this.others() }),
            this.attribute('notRelated', { kind: 'many', options: RELATIONS.map((value) => ({ value })) }),
            this.attribute('distinct', { kind: 'check' }),
            this.attribute('blind', { kind: 'check' }),
        ];
        const work: Row[] = [
            this.attribute('form', { kind: 'choice', options: ['', ...new Set([...this.context.forms, text(this.bo.get('linli:form'))].filter(Boolean))].map((value) => ({ value, label: value || undefined })) }),
            this.attribute('result', { mono: true }),
            this.attribute('due', { mono: true }),
            this.attribute('priority'),
        ];
        return [
            { key: 'work', rows: work },
            { key: 'people', rows: people },
            { key: 'apart', rows: apart },
        ];
    }
    private timer(def: Moddle): Row[] {
        const kinds = ['timeDate', 'timeDuration', 'timeCycle'];
        const kind = kinds.find((k) => def.get(k)) ?? 'timeDuration';
        const body = text((def.get(kind) as Moddle | undefined)?.body);
        const put = (k: string, v: string) => this.setOn(def, Object.fromEntries(kinds.map((x) => [x, x === k ? this.make('bpmn:FormalExpression', { body: v.trim() }, def) : undefined])));
        return [
            { key: 'timer_kind', kind: 'choice', options: kinds.map((value) => ({ value })), value: kind, write: (v) => put(v, body) },
            { key: 'timer', kind: 'text', mono: true, value: body, write: (v) => put(kind, v) },
        ];
    }
    private trigger(): Row[] {
        const out: Row[] = [];
        for (const def of (this.bo.get('eventDefinitions') as Moddle[] | undefined) ?? []) {
            if (is(def, 'bpmn:TimerEventDefinition')) out.push(...this.timer(def));
            if (is(def, 'bpmn:MessageEventDefinition')) out.push(...this.named('message', def, 'messageRef', 'bpmn:Message', 'name'));
            if (is(def, 'bpmn:SignalEventDefinition')) out.push(...this.named('signal', def, 'signalRef', 'bpmn:Signal', 'name'));
            if (is(def, 'bpmn:ErrorEventDefinition')) out.push(...this.named('error', def, 'errorRef', 'bpmn:Error', 'errorCode'));
            if (is(def, 'bpmn:EscalationEventDefinition')) out.push(...this.named('escalation', def, 'escalationRef', 'bpmn:Escalation', 'escalationCode'));
            if (is(def, 'bpmn:ConditionalEventDefinition')) out.push(this.expression('condition', 'condition', def));
            if (is(def, 'bpmn:LinkEventDefinition')) out.push(this.plain('link', 'name', def));
        }
        if (is(this.bo, 'bpmn:BoundaryEvent')) out.push({ key: 'interrupting', kind: 'check', value: String(this.bo.get('cancelActivity') !== false), write: (v) => this.set({ cancelActivity: v === 'true' }) });
        return out;
    }
    private flow(): Row[] {
        const source = this.bo.sourceRef as Moddle;
        const out: Row[] = [this.expression('condition', 'conditionExpression', this.bo)];
        const shape = this.diagram.get('elementRegistry').get(source.id);
        if (shape && /(Exclusive|Inclusive|Complex)Gateway$|Task$|Activity$/.test(shape.type)) out.push({ key: 'default', kind: 'check', value: String(source.get('default') === this.bo), write: (v) => this.diagram.get('modeling').updateProperties(shape, { default: v === 'true' ? this.bo : undefined }) });
        return out;
    }
    private loop(): Row[] {
        const l = this.bo.get('loopCharacteristics') as Moddle | undefined;
        if (!l || !is(l, 'bpmn:MultiInstanceLoopCharacteristics')) return l ? [this.expression('loop_condition', 'loopCondition', l), this.plain('loop_maximum', 'loopMaximum', l)] : [];
        return [
            this.expression('cardinality', 'loopCardinality', l),
            ...['collection', 'element', 'outputCollection', 'outputElement'].map((k) => this.attribute(k, { mono: true }, l)),
            this.expression('completion', 'completionCondition', l),
        ];
    }
    sections(): Section[] {
        const bo = this.bo;
        const out: Section[] = [this.general()];
        const add = (key: string, rows: Row[]) => rows.length && out.push({ key, rows });
        if (is(bo, 'bpmn:UserTask')) out.push(...this.task());
        if (is(bo, 'bpmn:Lane')) add('people', [this.attribute('roles', { suggestions: this.context.roles, mono: true }), this.attribute('strategy', { kind: 'choice', options: ['', ...STRATEGIES].map((value) => ({ value })) })]);
        if (is(bo, 'bpmn:ServiceTask')) add('work', [this.attribute('function', { suggestions: Object.keys(functions), mono: true })]);
        if (is(bo, 'bpmn:BusinessRuleTask')) add('work', [this.attribute('decision', { kind: 'choice', options: ['', ...new Set([...this.context.decisions, text(bo.get('linli:decision'))].filter(Boolean))].map((value) => ({ value, label: value || undefined })) }), this.attribute('result', { mono: true })]);
        if (is(bo, 'bpmn:ScriptTask')) add('work', [{ ...this.plain('script', 'script', bo, { kind: 'area', mono: true }), write: (v) => this.set({ script: v.trim() || undefined, scriptFormat: 'feel' }) }, this.attribute('result', { mono: true })]);
        if (is(bo, 'bpmn:CallActivity')) add('work', [this.plain('called', 'calledElement', bo, { mono: true }), this.attribute('version')]);
        if (is(bo, 'bpmn:ReceiveTask') || is(bo, 'bpmn:SendTask')) add('work', this.named('message', bo, 'messageRef', 'bpmn:Message', 'name'));
        if (is(bo, 'bpmn:SequenceFlow')) add('work', this.flow());
        if (is(bo, 'bpmn:Event')) add('trigger', this.trigger());
        if (is(bo, 'bpmn:Activity')) add('loop', this.loop());
        return out;
    }

    // ---- inputs and outputs ------------------------------------------------------------------------
    get mapped(): boolean {
        return is(this.bo, 'bpmn:Activity');
    }
    mappings(kind: 'input' | 'output'): Mapping[] {
        const type = kind === 'input' ? 'linli:Input' : 'linli:Output';
        return this.extensions()
            .filter((e) => e.$type === type)
            .map((e) => ({ target: text(e.get('target')), source: text(e.get('source')) }));
    }
    writeMappings(kind: 'input' | 'output', to: Mapping[]) {
        const type = kind === 'input' ? 'linli:Input' : 'linli:Output';
        const ext = this.make('bpmn:ExtensionElements', {}, this.bo);
        const made = to.map((m) => {
            const e = this.diagram.get('moddle').create(type, m);
            e.$parent = ext;
            return e;
        });
        const kept = this.extensions().filter((e) => e.$type !== type);
        const values = kind === 'input' ? [...made, ...kept] : [...kept, ...made];
        ext.set('values', values);
        for (const v of values) v.$parent = ext;
        this.set({ extensionElements: values.length ? ext : undefined });
    }
    get inputNames(): string[] {
        return (functions as Record<string, { inputs: string[] }>)[text(this.bo.get('linli:function'))]?.inputs ?? [];
    }
    private extensions(): Moddle[] {
        return ((this.bo.get('extensionElements') as Moddle | undefined)?.get('values') as Moddle[] | undefined) ?? [];
    }
}
