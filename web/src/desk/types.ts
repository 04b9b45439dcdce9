// The shapes of cases and tasks that the staff's screens use; members that the server may leave out
// are optional here.

import type { Data, Schema } from '../forms/schema';

export type Light = 'green' | 'amber' | 'red' | 'stopped' | 'none';

export interface TaskLine {
    id: string;
    case_id?: string; // none: a task without a case
    case_code: string;
    service: string;
    service_zh: string;
    service_en: string;
    element: string;
    zh: string;
    en: string;
    applicant: string; // masked
    area_id: string;
    area_name: string;
    state: 'open' | 'assigned' | 'done' | 'withdrawn';
    mine: boolean;
    priority: number;
    opened_at: string;
    due_at?: string;
    light: Light;
    case_due_at?: string;
    case_light?: Light;
    assignee: string; // his name, for supervisors; else empty
}

export interface TaskCounts {
    mine: number;
    pool: number;
    amber: number;
    red: number;
}

export interface TaskList {
    items: TaskLine[];
    counts: TaskCounts;
}

export interface FieldLine {
    path: string;
    zh: string;
    en: string;
    text_zh: string;
    text_en: string;
}

export interface FileLine {
    id: string;
    name: string;
    media_type: string;
    bytes: number;
}

export interface MaterialLine {
    code: string;
    zh: string;
    en: string;
    required: boolean;
    held_by_state: boolean; // then it may not be asked for
    files: FileLine[];
    missing: boolean;
}

export interface Missing {
    material?: string;
    zh: string;
    en: string;
}

export type Unit = 'working_days' | 'days' | 'working_hours' | 'hours';

export interface CaseClock {
    term_zh: string;
    term_en: string;
    started_at: string;
    original_due_at?: string;
    due_at?: string;
    light: Light;
    used: number;
    amount: number;
    unit: Unit;
    paused?: string; // why
    provisional: boolean;
}

export interface CaseEvent {
    at: string;
    kind: string;
    zh: string;
    en: string;
    by?: string;
}

export interface Complaint {
    id: string;
    at: string;
    text: string;
    answer?: string;
    answered_at?: string;
}

export type CaseState = 'draft' | 'received' | 'correcting' | 'accepted' | 'decided' | 'ended';

export interface Case {
    id: string;
    code: string;
    service: string;
    service_zh: string;
    service_en: string;
    area_id: string;
    area_name: string;
    channel: 'online' | 'counter' | 'home_visit';
    state: CaseState;
    outcome?: 'approved' | 'refused';
    ended_how?: string;
    applicant: { name: string; person_id?: string };
    data: Data;
    lines: FieldLine[];
    materials: MaterialLine[];
    notice?: { given_at: string; due_at: string; missing: Missing[]; note?: string; corrected_at?: string };
    clock?: CaseClock;
    acceptance?: 'given' | 'deemed';
    received_at?: string;
    acceptance_due_at?: string;
    accepted_at?: string;
    decided_at?: string;
    decision?: { reason: string; result: Record<string, unknown> };
    steps: { code: string; zh: string; en: string; state: 'done' | 'now' | 'ahead' | 'skipped'; at?: string }[];
    events: CaseEvent[];
    may: { edit: boolean; submit: boolean; correct: boolean; withdraw: boolean; complain: boolean; suspend: boolean; resume: boolean; extend: boolean };
    complaints: Complaint[];
    extension_requests: ExtensionRequest[]; // for staff
    etag: string;
}

export interface TaskDetail {
    task: TaskLine;
    standing: { may_claim: boolean; may_complete: boolean; may_return: boolean; why_zh?: string; why_en?: string };
    form?: Schema;
    data: Data;
    case?: Case;
    earlier?: { element: string; zh: string; en: string; by: string; at: string; lines: { path: string; zh: string; en: string; text_zh: string; text_en: string }[] }[]; // what was filled in before
    seed?: string; // of a random draw
    blind: boolean; // keyed a second time by somebody else, unseen
}

export interface Duty {
    element: string;
    zh: string;
    en: string;
    roles: { code: string; zh: string; en: string }[];
    state: 'done' | 'open' | 'ahead';
    done_by?: string;
    task_id?: string;
    me?: { may: boolean; why_zh?: string; why_en?: string };
}

export interface Colleague {
    account_id: string;
    name: string;
    open_tasks: number;
    may: boolean;
    why_zh?: string;
    why_en?: string;
}

// A case in a list of supervision or of a search.
export interface CaseLine {
    id: string;
    code: string;
    service: string;
    service_zh: string;
    service_en: string;
    applicant?: string;
    area_id: string;
    area_name: string;
    state: CaseState;
    outcome?: 'approved' | 'refused';
    received_at?: string;
    due_at?: string;
    light?: Light;
}

export interface OpenComplaint {
    id: string;
    case_id: string;
    case_code: string;
    service_zh?: string;
    service_en?: string;
    at: string;
    text: string;
}

export interface ExtensionRequest {
    id: string;
    case_id: string;
    case_code: string;
    service_zh?: string;
    service_en?: string;
    amount: number;
    unit?: Unit;
    reason: string;
    asked_by?: string;
    asked_at: string;
    decision?: string;
    decision_reason?: string;
}

export interface Supervision {
    overdue: CaseLine[];
    amber: CaseLine[];
    complaints: OpenComplaint[];
    extension_requests: ExtensionRequest[];
    counts: { running: number; amber: number; red: number; unassigned: number };
}

export interface Member {
    account_id: string;
    name: string;
    roles: { code: string; zh: string; en: string }[];
    open: number;
    amber: number;
    red: number;
    absent_until?: string;
}

export interface Absence {
    id: string;
    account_id: string;
    name?: string;
    from: string;
    until: string;
    deputy?: string;
    deputy_name?: string;
}

export interface Service {
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
    fee_fen?: number;
    fee_zh?: string;
    fee_en?: string;
    channels: string[];
}

export interface ServiceDetail extends Service {
    hash: string;
    form: Schema;
    who_may_zh?: string;
    who_may_en?: string;
}

export interface AskedMaterial {
    code: string;
    zh: string;
    en: string;
    hint_zh?: string;
    hint_en?: string;
    basis?: { law: string; article: string; url?: string };
    required: boolean;
    held_by_state: boolean;
    source_zh?: string;
    source_en?: string;
    files_max: number;
}

export interface AskedMaterials {
    may: boolean;
    why_zh?: string;
    why_en?: string;
    items: AskedMaterial[];
    unanswered: string[];
}

export interface Person {
    id: string;
    area_id: string;
    area_name: string;
    name: string; // masked, as the numbers
    id_type: string;
    id_number: string;
    phone: string;
    registered_at: string;
}
