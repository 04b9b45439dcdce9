// The cases of a resident.
import { call, get, post } from '../../api/client';
import type { Page } from '../../api/types';
import type { Schema } from '../../forms/schema';
import type { Material, Unit } from '../services/api';

export type State = 'draft' | 'received' | 'correcting' | 'accepted' | 'decided' | 'ended';
export type Light = 'green' | 'amber' | 'red' | 'stopped';

export interface FieldLine {
    path: string;
    zh: string;
    en: string;
    text_zh: string;
    text_en: string;
}
export interface HandedIn {
    id: string;
    name: string;
    media_type: string;
    bytes: number;
}
export interface CaseMaterial extends Material {
    files: HandedIn[];
    missing: boolean;
}
export interface Clock {
    term_zh: string;
    term_en: string;
    started_at: string;
    original_due_at?: string;
    due_at?: string | null;
    light: Light;
    used: number;
    amount: number;
    unit: Unit;
    paused?: string | null; // why
    provisional?: boolean;
}
export interface Notice {
    given_at: string;
    due_at: string;
    missing: { material?: string | null; zh: string; en: string }[];
    note?: string;
    corrected_at?: string | null;
}
export interface Complaint {
    id: string;
    at: string;
    text: string;
    answer?: string | null;
    answered_at?: string | null;
}
// One line of the list.
export interface CaseLine {
    id: string;
    code: string;
    service: string;
    service_zh: string;
    service_en: string;
    state: State;
    outcome?: 'approved' | 'refused' | null;
    ended_how?: string | null;
    made_at: string;
    received_at?: string | null;
    due_at?: string | null; // of the case, the acceptance or the correction
    ended_at?: string | null;
    light?: Light | null;
}
export interface Case extends CaseLine {
    owner_zh: string;
    owner_en: string;
    immediate: boolean;
    applicant: { name: string };
    data: Record<string, unknown>;
    form: Schema;
    lines: FieldLine[];
    materials: CaseMaterial[];
    notice?: Notice | null;
    clock?: Clock | null;
    acceptance?: 'given' | 'deemed' | null;
    acceptance_due_at?: string | null;
    accepted_at?: string | null;
    decided_at?: string | null;
    decision?: { reason?: string; result?: Record<string, unknown> | null } | null;
    result_zh: string;
    result_en: string;
    steps: { code: string; zh: string; en: string; state: 'done' | 'now' | 'ahead' | 'skipped'; at?: string | null }[];
    events: { at: string; kind: string; zh: string; en: string }[];
    complaints: Complaint[];
    may: { edit: boolean; submit: boolean; correct: boolean; withdraw: boolean; complain: boolean };
    etag: string;
}

const path = (id: string, rest = '') => `/cases/${encodeURIComponent(id)}${rest}`;
const tagged = (a: { body: Case; etag: string }): Case => ({ ...a.body, etag: a.body.etag || a.etag });

export const myCases = (query: { cursor?: string; limit?: number } = {}) => get<Page<CaseLine>>('/cases', query);
export const oneCase = async (id: string) => tagged(await call<Case>('GET', path(id)));
export const begin = async (service: string, data: Record<string, unknown>) => tagged(await call<Case>('POST', '/cases', { body: { service, data } }));
export const saveForm = (id: string, data: Record<string, unknown>, etag: string) => call<Partial<Case> | undefined>('PUT', path(id, '/form'), { body: { data }, etag });
export const handIn = (id: string, material: string, file_id: string) => post<unknown>(path(id, '/materials'), { material, file_id });
export const takeBack = (id: string, material: string, file: string) => call<unknown>('DELETE', path(id, `/materials/${encodeURIComponent(material)}/${encodeURIComponent(file)}`));
export const submit = (id: string, incomplete: boolean) => post<Case>(path(id, '/submission'), incomplete ? { incomplete } : {});
export const correct = (id: string) => post<Case>(path(id, '/correction'), {});
export const withdraw = (id: string, reason: string) => post<Case>(path(id, '/withdrawal'), { reason });
export const complain = (id: string, text: string) => post<unknown>(path(id, '/complaints'), { text });
export const forget = (id: string) => call<unknown>('DELETE', path(id));
