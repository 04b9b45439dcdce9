// What two sets of files differ in, line by line.
import type { File } from './service';

export interface Change {
    name: string;
    before?: string;
    after?: string;
}
export interface Line {
    kind: 'same' | 'added' | 'removed' | 'left_out';
    text: string;
}
export function differences(before: File[], after: File[]): Change[] {
    const names = [...new Set([...after, ...before].map((f) => f.name))];
    const of = (files: File[], name: string) => files.find((f) => f.name === name)?.text;
    return names.map((name) => ({ name, before: of(before, name), after: of(after, name) })).filter((c) => c.before !== c.after);
}
const CELLS_MAX = 4_000_000; // beyond it the middle is told as replaced
const CONTEXT = 3;

// The longest common run of lines, by the table of Wagner and Fischer.
export function lines(before: string, after: string): Line[] {
    const a = before ? before.split('\n') : [];
    const b = after ? after.split('\n') : [];
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start++;
    let end = 0;
    while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
    const out: Line[] = a.slice(0, start).map((text) => ({ kind: 'same', text }));
    if (x.length * y.length > CELLS_MAX) {
        out.push(...x.map((text): Line => ({ kind: 'removed', text })), ...y.map((text): Line => ({ kind: 'added', text })));
    } else {
        const width = y.length + 1;
        const long = new Uint32Array((x.length + 1) * width);
        for (let i = x.length - 1; i >= 0; i--) for (let j = y.length - 1; j >= 0; j--) long[i * width + j] = x[i] === y[j] ? long[(i + 1) * width + j + 1] + 1 : Math.max(long[(i + 1) * width + j], long[i * width + j + 1]);
        let [i, j] = [0, 0];
        while (i < x.length || j < y.length) {
            if (i < x.length && j < y.length && x[i] === y[j]) {
                out.push({ kind: 'same', text: x[i] });
                i++;
                j++;
            } else if (i < x.length && (j >= y.length || long[(i + 1) * width + j] >= long[i * width + j + 1])) out.push({ kind: 'removed', text: x[i++] });
            else out.push({ kind: 'added', text: y[j++] });
        }
    }
    out.push(...a.slice(a.length - end).map((text): Line => ({ kind: 'same', text })));
    return shortened(out);
}
// Long runs of what is the same are left out but for a few lines around the changes.
function shortened(all: Line[]): Line[] {
    const near = (i: number) => all.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some((l) => l.kind !== 'same');
    const out: Line[] = [];
    let left = 0;
    const tell = () => left && out.push({ kind: 'left_out', text: String(left) });
    all.forEach((l, i) => {
        if (near(i)) {
            tell();
            left = 0;
            out.push(l);
        } else left++;
    });
    tell();
    return out;
}

// ---- models: what changes at which element, the drawing left out -----------------------------------
export interface ModelChange {
    element: string; // id
    name: string;
    kind: 'added' | 'removed' | 'changed';
    facts: { key: string; before: string; after: string }[];
}
interface Known {
    name: string;
    facts: Map<string, string>;
}
const LEFT_OUT = /^(incoming|outgoing)$/;
const isDrawing = (e: Element) => /\/(DI|DC)$|\/BPMN\/20100524\/DI$/.test(e.namespaceURI ?? '');

function factsOf(e: Element): Map<string, string> {
    const facts = new Map<string, string>([['type', e.localName]]);
    const add = (key: string, value: string) => facts.set(key, facts.has(key) ? `${facts.get(key)}; ${value}` : value);
    const own = (at: Element, path: string) => {
        for (const a of at.attributes) if (a.localName !== 'id' && !/^xmlns|^xsi:/.test(a.name) && a.value !== '') add(path + (a.namespaceURI ? `linli:${a.localName}` : a.localName), a.value);
        const text = [...at.childNodes].filter((n) => n.nodeType === 3 || n.nodeType === 4).map((n) => n.nodeValue ?? '').join('').trim();
        if (text) add(path.replace(/\.$/, '') || 'text', text);
    };
    own(e, '');
    const inside = (at: Element, path: string) => {
        for (const c of at.children) {
            if (LEFT_OUT.test(c.localName) || isDrawing(c) || (c.getAttribute('id') && !c.localName.endsWith('EventDefinition'))) continue;
            const mapped = c.localName === 'input' || c.localName === 'output';
            if (mapped && c.hasAttribute('target')) add(`${c.localName} ${c.getAttribute('target')}`, c.getAttribute('source') ?? '');
            else {
                const here = c.localName === 'extensionElements' ? path : `${path}${c.localName}.`;
                own(c, here);
                inside(c, here);
            }
        }
    };
    inside(e, '');
    return facts;
}
function known(xml: string): Map<string, Known> {
    const doc = new DOMParser().parseFromString(xml, 'application/xml');
    const out = new Map<string, Known>();
    if (doc.getElementsByTagName('parsererror').length) return out;
    for (const e of doc.getElementsByTagName('*')) {
        const id = e.getAttribute('id');
        if (id && e !== doc.documentElement && !isDrawing(e) && !e.localName.endsWith('EventDefinition')) out.set(id, { name: e.getAttribute('name') || id, facts: factsOf(e) });
    }
    return out;
}
export function modelChanges(before: string, after: string): ModelChange[] {
    const [a, b] = [known(before), known(after)];
    const out: ModelChange[] = [];
    for (const [element, now] of b) {
        const was = a.get(element);
        const facts = [...new Set([...(was?.facts.keys() ?? []), ...now.facts.keys()])].map((key) => ({ key, before: was?.facts.get(key) ?? '', after: now.facts.get(key) ?? '' })).filter((f) => f.before !== f.after);
        if (!was || facts.length) out.push({ element, name: now.name, kind: was ? 'changed' : 'added', facts });
    }
    for (const [element, was] of a) if (!b.has(element)) out.push({ element, name: was.name, kind: 'removed', facts: [] });
    return out;
}
