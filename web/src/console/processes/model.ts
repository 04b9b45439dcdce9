// Answers of /api/v1 about processes, and what is read of a model without drawing it.
export interface DefinitionLine {
    definition_id: string;
    version: number;
    file_id: string;
    deployed_at: string;
    running: number;
    incidents: number;
}
export interface ProcessLine {
    process: string;
    name: string;
    versions: DefinitionLine[];
}
export interface Definition {
    id: string;
    file_id: string;
    process: string;
    name: string;
    version: number;
}
export interface ElementCount {
    element: string;
    waiting: number;
    incidents: number;
}
export interface Tokens {
    running: number;
    incidents: number;
    elements: ElementCount[];
}
export interface InstanceLine {
    id: string;
    case_id?: string;
    area_id: string;
    started_at: string;
    waiting: string[];
    incidents: number;
}
export interface WaitLine {
    wait?: number;
    element: string;
    kind: string;
    name?: string;
    due?: string;
    visible?: boolean; // false: a boundary event, or the start of an event sub-process
}
export interface TraceLine {
    at: string;
    by?: string; // who did it, when it was a person of the staff
    element: string;
    event: string; // entered, completed, cancelled, failed
}
export interface Incident {
    incident: number;
    element: string;
    zh: string;
    en: string;
    expression?: string;
}
export interface InstanceDetail {
    instance: { id: string; process: string; name: string; version: number; definition_id: string; area_id: string; case_id?: string; caller?: string; status: string; steps: number; started_at: string; started_by?: string; ended_at?: string };
    waits: WaitLine[];
    variables?: Record<string, unknown>;
    incidents: Incident[];
    trace: TraceLine[];
}
export interface Migration {
    dry_run: boolean;
    to_move: number;
    moved: number;
    refused: { instance: string; element: string; zh: string; en: string }[];
    faults: { element: string; zh: string; en: string }[];
    suggested: Record<string, string>;
    next?: string | null;
}
// A fault of a model or of a file of a service item.
export interface ModelFault {
    file?: string;
    where?: string;
    element?: string;
    rule: string;
    line?: number;
    zh: string;
    en: string;
    refuses: boolean;
}
export interface Node {
    id: string;
    type: string; // local name: userTask, startEvent, ...
    name: string; // in the language of the screen
    form?: string;
    result?: string;
    message?: string;
    function?: string;
}

const NODES = /^(task|.+Task|subProcess|adHocSubProcess|transaction|callActivity|.+Gateway|.+Event)$/;
export const LINLI = 'urn:linli:bpmn';

export interface Model {
    nodes: Node[];
    flows: { id: string; from: string; to: string; name: string }[];
    process: string;
    name: string;
    drawn: boolean;
    fault?: string;
}

// In the order of the file.
export function readBpmn(xml: string, lang = 'zh'): Model {
    const out: Model = { nodes: [], flows: [], process: '', name: '', drawn: false };
    const doc = new DOMParser().parseFromString(xml, 'application/xml');
    const bad = doc.getElementsByTagName('parsererror')[0];
    if (bad) return { ...out, fault: bad.textContent?.trim().split('\n').slice(0, 2).join(' ') };
    const names = new Map<string, string>();
    const name = (e: Element) => (lang === 'en' && e.getAttributeNS(LINLI, 'en')) || (e.getAttribute('name') ?? '');
    for (const e of doc.getElementsByTagName('*')) {
        const id = e.getAttribute('id') ?? '';
        if (e.localName === 'message' || e.localName === 'signal') names.set(id, e.getAttribute('name') ?? id);
        if (e.localName === 'BPMNPlane') out.drawn = true;
        if (e.localName === 'process' && (!out.process || e.getAttribute('isExecutable') === 'true')) {
            out.process = id;
            out.name = name(e) || id;
        }
        if (e.localName === 'sequenceFlow') out.flows.push({ id, from: e.getAttribute('sourceRef') ?? '', to: e.getAttribute('targetRef') ?? '', name: name(e) });
        if (!id || !NODES.test(e.localName)) continue;
        const own = (name: string) => e.getAttributeNS(LINLI, name) ?? undefined;
        const trigger = [...e.children].find((c) => c.localName === 'messageEventDefinition' || c.localName === 'signalEventDefinition');
        const message = e.getAttribute('messageRef') ?? trigger?.getAttribute('messageRef') ?? trigger?.getAttribute('signalRef') ?? undefined;
        out.nodes.push({ id, type: e.localName, name: name(e), form: own('form'), result: own('result'), function: own('function'), message });
    }
    for (const n of out.nodes) if (n.message) n.message = names.get(n.message) ?? n.message;
    return out;
}
export const nameOf = (model: Model | undefined, id: string) => model?.nodes.find((n) => n.id === id)?.name || model?.flows.find((f) => f.id === id)?.name || id;
