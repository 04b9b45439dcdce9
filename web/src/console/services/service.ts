// Service items as the server describes them (src/kernel/service), and what the editor makes of their files.
import type { ModelFault } from '../processes/model';

export interface File {
    name: string;
    text: string;
}
export interface ServiceLine {
    code: string;
    zh: string;
    en: string;
    summary_zh: string;
    summary_en: string;
    owner_zh: string;
    owner_en: string;
    immediate: boolean;
    term_zh: string;
    term_en: string;
    channels: string[];
}
export interface ItemText {
    id: string;
    service: string; // code of the item
    number?: number;
    hash: string;
    base_hash?: string;
    state: 'proposed' | 'in_force' | 'replaced' | 'rejected';
    reason: string;
    proposed_by?: string;
    proposed_at: string;
    decided_by?: string;
    decided_at?: string;
    decision_reason?: string;
    mine?: boolean;
}
export interface ItemFiles {
    hash: string;
    number?: number;
    files: File[];
    proposals: ItemText[];
    history: ItemText[];
}
export interface ItemProposal extends ItemText {
    files: File[];
    files_changed: string[];
    check: Checked;
}
export interface Checked {
    ok: boolean;
    faults: ModelFault[];
    notes: ModelFault[];
}
// What refuses and what is only told, in one list.
export const allFaults = (c: Checked | undefined) => [...(c?.faults ?? []), ...(c?.notes ?? [])];
export interface Basis {
    law: string;
    article?: string;
    url?: string;
}
interface Term {
    unit: string;
    amount: number;
}
// item.yaml, every member of which may be missing while it is being written.
export interface Item {
    code?: string;
    zh?: string;
    en?: string;
    summary_zh?: string;
    summary_en?: string;
    guide_zh?: string;
    guide_en?: string;
    owner_zh?: string;
    owner_en?: string;
    area_level?: string;
    channels?: string[];
    legal_basis?: Basis[];
    who_may?: string;
    who_may_zh?: string;
    who_may_en?: string;
    immediate?: boolean;
    time_limit?: { legal?: Term; promised?: Term; basis?: Basis };
    fee?: { amount_fen?: number; zh?: string; en?: string };
    materials?: { code?: string; zh?: string; en?: string; hint_zh?: string; hint_en?: string; basis?: Basis; held_by_state?: boolean; source_zh?: string; source_en?: string; required?: boolean; when?: string }[];
    process?: string;
    form?: string;
    variables?: string[];
    steps?: { code?: string; zh?: string; en?: string; elements?: string[] }[];
    result?: { kind?: string; zh?: string; en?: string };
    archive?: { code?: string; years?: number; note?: string };
}

export const processFile = (files: File[], item?: Item) => files.find((f) => f.name === item?.process) ?? files.find((f) => f.name.endsWith('.bpmn'));
export const decisionsOf = (files: File[]) => files.filter((f) => f.name.endsWith('.dmn')).map((f) => ({ file: f.name, xml: f.text }));
export const formsOf = (files: File[]) => files.filter((f) => f.name.endsWith('.json'));

// "materials.dmn#Materials" for each decision of the files.
export function decisionNames(files: File[]): string[] {
    return files
        .filter((f) => f.name.endsWith('.dmn'))
        .flatMap((f) => [...new DOMParser().parseFromString(f.text, 'application/xml').getElementsByTagNameNS('*', 'decision')].map((d) => `${f.name}#${d.getAttribute('name') ?? d.getAttribute('id')}`));
}
export async function readItem(text: string): Promise<{ item?: Item; fault?: string; line?: number }> {
    const { load } = await import('js-yaml');
    try {
        const item = load(text);
        return item && typeof item === 'object' && !Array.isArray(item) ? { item: item as Item } : {};
    } catch (e) {
        const at = e as { reason?: string; mark?: { line: number } };
        return { fault: at.reason ?? String(e), line: at.mark && at.mark.line + 1 };
    }
}
// A line of a text as the place to which a fault leads.
export function lineStart(text: string, line: number): number {
    return text.split('\n').slice(0, Math.max(0, line - 1)).reduce((n, l) => n + l.length + 1, 0);
}
