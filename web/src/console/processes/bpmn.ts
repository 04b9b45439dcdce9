// bpmn-js in chunks of their own, fetched when somebody opens a diagram. It carries its mark
// "bpmn.io", which its licence wants left visible.
import dictionary from './bpmn.zh.json';
import linli from './linli.moddle.json';

export interface Moddle {
    $type: string;
    id: string;
    name?: string;
    $parent?: Moddle;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
    $instanceOf(type: string): boolean;
    [key: string]: unknown;
}
export interface Shape {
    id: string;
    type: string;
    labelTarget?: Shape;
    parent?: Shape;
    businessObject: Moddle;
}
type Listener = (e: { element?: Shape; newSelection?: Shape[] }) => void;
export interface Diagram {
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    saveXML(o: { format: boolean }): Promise<{ xml?: string }>;
    get(service: 'canvas'): { zoom(to: string | number): number; addMarker(id: string, mark: string): void; removeMarker(id: string, mark: string): void; scrollToElement(id: string, padding?: object): void; getRootElement(): Shape };
    get(service: 'overlays'): { add(id: string, o: object): string; clear(): void };
    get(service: 'elementRegistry'): { get(id: string): Shape | undefined; filter(f: (e: Shape) => boolean): Shape[]; getAll(): Shape[] };
    get(service: 'selection'): { select(e: Shape | undefined): void; get(): Shape[] };
    get(service: 'modeling'): { updateProperties(e: Shape, props: object): void; updateModdleProperties(e: Shape, m: Moddle, props: object): void };
    get(service: 'bpmnFactory'): { create(type: string, props?: object): Moddle };
    get(service: 'moddle'): { create(type: string, props?: object): Moddle; ids: { assigned(id: string): unknown } };
    get(service: 'commandStack'): { undo(): void; redo(): void; canUndo(): boolean; canRedo(): boolean };
    on(event: string, f: Listener): void;
    destroy(): void;
}

const words: Record<string, string> = dictionary;
export function translated(template: string, replacements: Record<string, string> = {}, lang = 'zh') {
    const text = (lang === 'zh' && words[template]) || template;
    return text.replace(/{([^}]+)}/g, (_, key: string) => replacements[key] ?? `{${key}}`);
}

async function made(load: Promise<{ default: unknown }>, container: HTMLElement, lang: string, more: object): Promise<Diagram> {
    const [{ default: Made }] = await Promise.all([load, import('./bpmn.css')]);
    const translate = ['value', (t: string, r?: Record<string, string>) => translated(t, r, lang)];
    return new (Made as new (o: object) => Diagram)({ container, moddleExtensions: { linli }, additionalModules: [{ translate }], ...more });
}
export const viewer = (container: HTMLElement, lang: string) => made(import('bpmn-js/lib/NavigatedViewer'), container, lang, {});
export const modeler = (container: HTMLElement, lang: string) => made(import('bpmn-js/lib/Modeler'), container, lang, {});

// The whole diagram where it can still be read; of a wide one the part around an element.
export function fit(diagram: Diagram, around?: string) {
    const canvas = diagram.get('canvas');
    const whole = canvas.zoom('fit-viewport');
    if (whole > 1.2) canvas.zoom(1);
    if (whole >= 0.55) return;
    canvas.zoom(0.7);
    const start = diagram.get('elementRegistry').filter((e) => e.type === 'bpmn:StartEvent')[0];
    const at = around && diagram.get('elementRegistry').get(around) ? around : start?.id;
    if (at) canvas.scrollToElement(at, { top: 120, right: 300, bottom: 120, left: 120 });
}

// bpmn-js drops comments; those that head the file say what the process is and stay.
export function withHead(xml: string, original: string): string {
    const head = /^\s*(?:<\?xml[^>]*\?>)?\s*((?:<!--[\s\S]*?-->\s*)+)/.exec(original)?.[1];
    return head && !xml.includes(head.trim()) ? xml.replace(/^(<\?xml[^>]*\?>\s*)?/, (x) => `${x}${head.trim()}\n`) : xml;
}
