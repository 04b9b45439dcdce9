// The catalogue as a resident reads it.
import { call, get } from '../../api/client';
import type { Schema } from '../../forms/schema';

export type Unit = 'working_days' | 'days' | 'working_hours' | 'hours';

export interface Basis {
    law: string;
    article: string;
    url?: string;
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
    fee_fen: number;
    fee_zh: string;
    fee_en: string;
    channels: string[];
}
export interface Material {
    code: string;
    zh: string;
    en: string;
    hint_zh?: string;
    hint_en?: string;
    basis?: Basis;
    required: boolean;
    held_by_state: boolean;
    source_zh?: string;
    source_en?: string;
    files_max?: number;
}
// term: the promised one where there is one; materials: all that anybody could need.
export interface Service extends ServiceLine {
    guide_zh: string;
    guide_en: string;
    legal_basis: Basis[];
    who_may_zh: string;
    who_may_en: string;
    by_agent: boolean;
    legal_term_zh: string;
    legal_term_en: string;
    materials: Material[];
    steps: { code: string; zh: string; en: string }[];
    result: { kind: string; zh: string; en: string };
    form: Schema;
}
export interface Needed {
    may: boolean;
    why_zh?: string | null;
    why_en?: string | null;
    items: Material[];
    unanswered: string[];
}

export const services = (q: string, signal?: AbortSignal) => get<{ items: ServiceLine[] }>('/services', { q }, signal);
export const service = (code: string) => get<Service>(`/services/${encodeURIComponent(code)}`);
export const needed = async (code: string, data: Record<string, unknown>, signal?: AbortSignal) =>
    (await call<Needed>('POST', `/services/${encodeURIComponent(code)}/materials`, { body: { data }, signal })).body;

// What was answered in the guide is there again in the application; it lives as long as the page.
export const answered = new Map<string, Record<string, unknown>>();
