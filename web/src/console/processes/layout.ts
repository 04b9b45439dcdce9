// A drawing for models that were written without one: from left to right, a sub-process around its own.
import { LINLI } from './model';

const BPMNDI = 'http://www.omg.org/spec/BPMN/20100524/DI';
const DC = 'http://www.omg.org/spec/DD/20100524/DC';
const DI = 'http://www.omg.org/spec/DD/20100524/DI';
const NODE = /^(task|.+Task|subProcess|adHocSubProcess|transaction|callActivity|.+Gateway|.+Event)$/;
const SUB = /^(subProcess|adHocSubProcess|transaction)$/;
const GAP = 60;

interface Box {
    element: Element;
    x: number;
    y: number;
    w: number;
    h: number;
}
interface Laid {
    boxes: Box[];
    w: number;
    h: number;
}
const id = (e: Element) => e.getAttribute('id') ?? '';

function size(e: Element, inside: Map<Element, Laid>): [number, number] {
    const own = inside.get(e);
    if (own) return [own.w, own.h];
    if (e.localName.endsWith('Event')) return [36, 36];
    return e.localName.endsWith('Gateway') ? [50, 50] : [120, 80];
}
// Each node as far to the right as the longest way to it, circles not counted twice.
function ranks(nodes: Element[], next: Map<string, string[]>) {
    const rank = new Map(nodes.map((n) => [id(n), 0]));
    const under = new Set<string>();
    const done = new Set<string>();
    const order: string[] = [];
    const back = new Set<string>();
    const visit = (at: string) => {
        under.add(at);
        for (const to of next.get(at) ?? []) {
            if (under.has(to)) back.add(`${at} ${to}`);
            else if (!done.has(to)) visit(to);
        }
        under.delete(at);
        done.add(at);
        order.unshift(at);
    };
    for (const n of nodes) if (!done.has(id(n))) visit(id(n));
    for (const at of order) for (const to of next.get(at) ?? []) if (rank.has(to) && !back.has(`${at} ${to}`)) rank.set(to, Math.max(rank.get(to)!, (rank.get(at) ?? 0) + 1));
    return rank;
}
function lay(scope: Element): Laid {
    const children = [...scope.children];
    const all = children.filter((c) => NODE.test(c.localName) && id(c));
    const nodes = all.filter((c) => c.localName !== 'boundaryEvent');
    const inside = new Map(nodes.filter((n) => SUB.test(n.localName)).map((n) => [n, lay(n)]));
    const host = new Map(all.map((c) => [id(c), c.getAttribute('attachedToRef') ?? id(c)]));
    const next = new Map<string, string[]>();
    for (const f of children.filter((c) => c.localName === 'sequenceFlow')) {
        const from = host.get(f.getAttribute('sourceRef') ?? '');
        const to = f.getAttribute('targetRef') ?? '';
        if (from && host.has(to) && from !== to) next.set(from, [...(next.get(from) ?? []), to]);
    }
    const rank = ranks(nodes, next);
    const columns: Element[][] = [];
    for (const n of nodes) (columns[rank.get(id(n))!] ??= []).push(n);
    const boxes: Box[] = [];
    let x = 40;
    let h = 0;
    for (const column of columns) {
        const w = Math.max(...column.map((n) => size(n, inside)[0]));
        let y = 40;
        for (const n of column) {
            const [nw, nh] = size(n, inside);
            const row = Math.max(nh, 80);
            const box = { element: n, x: x + (w - nw) / 2, y: y + (row - nh) / 2, w: nw, h: nh };
            boxes.push(box);
            for (const b of inside.get(n)?.boxes ?? []) boxes.push({ ...b, x: b.x + box.x, y: b.y + box.y });
            y += row + GAP;
        }
        h = Math.max(h, y - GAP + 60);
        x += w + GAP;
    }
    const on = new Map<string, number>();
    for (const b of all.filter((c) => c.localName === 'boundaryEvent')) {
        const at = boxes.find((o) => id(o.element) === b.getAttribute('attachedToRef'));
        if (!at) continue;
        const n = on.get(id(at.element)) ?? 0;
        on.set(id(at.element), n + 1);
        boxes.push({ element: b, x: at.x + at.w - 30 - n * 44, y: at.y + at.h - 18, w: 36, h: 36 });
    }
    return { boxes, w: x - GAP + 40, h };
}
function way(a: Box, b: Box): [number, number][] {
    if (a.element.localName === 'boundaryEvent') {
        const down = a.y + a.h + 14;
        return [[a.x + 18, a.y + a.h], [a.x + 18, down], [b.x - 20, down], [b.x - 20, b.y + b.h / 2], [b.x, b.y + b.h / 2]];
    }
    const from: [number, number] = [a.x + a.w, a.y + a.h / 2];
    const to: [number, number] = [b.x, b.y + b.h / 2];
    if (b.x > a.x + a.w) return from[1] === to[1] ? [from, to] : [from, [to[0] - 20, from[1]], [to[0] - 20, to[1]], to];
    const over = Math.min(a.y, b.y) - 20;
    return [[a.x + a.w / 2, a.y], [a.x + a.w / 2, over], [b.x + b.w / 2, over], [b.x + b.w / 2, b.y]];
}

// The names of the model in English where it has them, to be read only.
export function inLanguage(xml: string, lang: string): string {
    if (lang !== 'en') return xml;
    const doc = new DOMParser().parseFromString(xml, 'application/xml');
    if (doc.getElementsByTagName('parsererror').length) return xml;
    for (const e of doc.getElementsByTagName('*')) {
        const name = e.getAttributeNS(LINLI, 'en');
        if (name) e.setAttribute('name', name);
    }
    return new XMLSerializer().serializeToString(doc);
}

// The model with a drawing; unchanged when it has one, or cannot be read.
export function drawn(xml: string): string {
    const doc = new DOMParser().parseFromString(xml, 'application/xml');
    if (doc.getElementsByTagName('parsererror').length || doc.getElementsByTagNameNS('*', 'BPMNPlane').length) return xml;
    const processes = [...doc.getElementsByTagNameNS('*', 'process')];
    const process = processes.find((p) => p.getAttribute('isExecutable') === 'true') ?? processes[0];
    if (!process) return xml;
    const { boxes } = lay(process);
    const at = new Map(boxes.map((b) => [id(b.element), b]));
    const add = (to: Element, ns: string, name: string, attributes: Record<string, string | number>) => {
        const e = doc.createElementNS(ns, name);
        for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, String(v));
        to.append(e);
        return e;
    };
    const plane = add(add(doc.documentElement, BPMNDI, 'bpmndi:BPMNDiagram', { id: 'linli_diagram' }), BPMNDI, 'bpmndi:BPMNPlane', { id: 'linli_plane', bpmnElement: id(process) });
    for (const b of boxes) {
        const shape = add(plane, BPMNDI, 'bpmndi:BPMNShape', { id: `${id(b.element)}_shape`, bpmnElement: id(b.element), ...(SUB.test(b.element.localName) ? { isExpanded: 'true' } : {}) });
        add(shape, DC, 'dc:Bounds', { x: b.x, y: b.y, width: b.w, height: b.h });
    }
    for (const f of process.getElementsByTagNameNS('*', 'sequenceFlow')) {
        const [a, b] = [at.get(f.getAttribute('sourceRef') ?? ''), at.get(f.getAttribute('targetRef') ?? '')];
        if (!a || !b || !id(f)) continue;
        const edge = add(plane, BPMNDI, 'bpmndi:BPMNEdge', { id: `${id(f)}_edge`, bpmnElement: id(f) });
        for (const [x, y] of way(a, b)) add(edge, DI, 'di:waypoint', { x, y });
    }
    return new XMLSerializer().serializeToString(doc);
}
