// The shapes of /api/v1 that the app uses. Written after the server's contract; members that the
// server may leave out are optional here.

export interface Page<T> {
    items: T[];
    next?: string | null;
    total?: number;
    data_as_of?: string;
}

export interface Grant {
    role: string;
    role_zh: string;
    role_en: string;
    area_id: string;
    area_name: string;
    permissions: string[];
}

export interface Me {
    signed_in: boolean;
    account_id?: string;
    login?: string;
    phone?: string; // of residents, masked
    name?: string;
    person_id?: string;
    grants: Grant[]; // none while the password must be changed
    registration?: 'none' | 'waiting' | 'approved' | 'refused';
    must_change_password?: boolean;
}

// A grant in the list of those who give them.
export interface GivenGrant {
    id: string;
    account_id: string;
    login?: string;
    role: string;
    role_zh: string;
    role_en: string;
    area_id: string;
    area_name: string;
    state: 'proposed' | 'active' | 'ended';
    valid_until?: string;
    granted_by: string;
    granted_at: string;
    confirmed_by?: string;
}

export interface Guardian {
    name: string;
    relation: string;
    phone: string;
    id_number?: string;
    consents: boolean;
}

export interface NewRegistration {
    name: string;
    id_type: 'resident_id';
    id_number: string;
    phone: string;
    area_id: string;
    guardian?: Guardian;
    consent: boolean;
}

export interface Consent {
    id: string;
    purpose: string;
    notice_version: string;
    given_by: 'self' | 'guardian';
    given_at: string;
    withdrawn_at?: string;
}

// A device on which the account is signed in.
export interface SignedIn {
    id: string;
    device: string;
    created_at: string;
    seen_at: string;
    ends_at: string;
    current: boolean;
}

export interface Category {
    code: string;
    parent?: string | null;
    zh: string;
    en: string;
    icon: string;
    position: number;
}

export interface Phone {
    number: string;
    name?: string;
}

export interface Schedule {
    weekdays: number[]; // 1 = Monday ... 7 = Sunday
    opens_at?: string; // "08:30"; an entry without times says "closed"
    closes_at?: string; // not after opens_at: the next day
    valid_from?: string | null;
    valid_to?: string | null;
    note?: string | null;
}

export type Freshness = 'fresh' | 'ageing' | 'stale';
export type ListingStatus = 'active' | 'inactive' | 'defunct' | 'temporarily_closed';

export interface Listing {
    id: string;
    name_zh: string;
    name_en?: string | null;
    categories: string[];
    organisation?: string | null;
    address?: string | null;
    lat?: number; // absent: a service without a place, as by telephone
    lng?: number;
    crs: string;
    distance_m?: number | null;
    phones: Phone[];
    open_now?: boolean | null;
    opens_zh?: string | null;
    opens_en?: string | null;
    area_id?: string | null;
    status: ListingStatus;
    verified_on?: string | null;
    verified_by?: string | null;
    freshness: Freshness;
    wheelchair: 'yes' | 'limited' | 'no' | 'unknown';
    complaints?: number;
    source?: string | null;
    licence?: string | null;
    schedules?: Schedule[];
}

export interface Fee {
    text: string;
    amount_fen?: number | null;
}

export interface ListingDetail extends Listing {
    description_zh?: string | null;
    description_en?: string | null;
    schedules: Schedule[];
    fees: Fee[];
    documents: string[];
    languages: string[];
    accessibility: string[];
    website?: string | null;
    email?: string | null;
    etag?: string | null;
}

export type AreaLevel = 'city' | 'district' | 'street' | 'community' | 'grid';

export interface Area {
    id: string;
    code: string;
    parent_id?: string | null;
    level: AreaLevel;
    name_zh: string;
    name_en?: string | null;
    valid_from?: string;
    valid_to?: string | null;
    has_boundary: boolean;
}

export type TilesCrs = 'wgs84' | 'gcj02';

// Map tiles of the operator, XYZ in Web Mercator.
export interface BaseMap {
    tiles_url: string;
    tiles_crs: TilesCrs;
    map_approval: string;
}

export interface BoardSettings {
    code: string;
    name_zh: string;
    name_en?: string | null;
    lat: number;
    lng: number;
    radius_m: number;
    area_id?: string | null;
    area_name?: string | null;
    message_zh?: string | null;
    message_en?: string | null;
    office_phone?: string | null;
    categories: string[];
    rotate_s: number;
    tiles_url?: string | null;
    map_approval?: string | null;
    tiles_crs?: TilesCrs;
    etag?: string | null;
}

export interface SignedBundle {
    payload: string;
    algorithm: string;
    key_id: string;
    signature: string;
    sha256: string;
}

export interface GridOutline {
    name: string;
    ring: [number, number][]; // [lng, lat]
}

export interface BundlePayload {
    board: BoardSettings;
    made_at: string;
    expires_at: string;
    data_as_of: string;
    previous_sha256?: string | null;
    categories: Category[];
    listings: Listing[];
    outline?: { grids: GridOutline[] } | null;
}

export interface PublicKey {
    key_id: string;
    algorithm: string;
    public_key: string;
}

export interface Fault {
    file: string;
    line: number;
    row: number;
    field: string;
    code: string;
    zh: string;
    en: string;
    warning: boolean; // the row is taken all the same
}

export interface ImportReport {
    id: string;
    dry_run: boolean;
    applied: boolean;
    rows_read: number;
    rows_good: number;
    rows_bad: number;
    added: number;
    changed: number;
    unchanged: number;
    duplicates: number;
    faults: Fault[];
}

// A line of the list of earlier imports.
export interface ImportItem {
    id: string;
    made_at: string;
    source: string;
    licence: string;
    rows_read: number;
    rows_good: number;
    rows_bad: number;
}

export interface Registration {
    id: string;
    person_id?: string;
    name: string;
    id_number: string;
    phone: string;
    area_id: string;
    area_name: string;
    state: 'waiting' | 'approved' | 'refused' | 'withdrawn';
    minor: boolean;
    guardian_name?: string; // masked
    guardian_relation?: string;
    reason?: string | null;
    submitted_at: string;
}

export interface Account {
    id: string;
    login: string;
    name?: string;
    state?: 'active' | 'disabled' | 'locked';
    created_at?: string;
}

export interface Role {
    code: string;
    zh: string;
    en: string;
    permissions: string[];
}

export interface JournalEntry {
    id: string;
    seq?: number | null;
    at: string;
    actor?: string | null;
    actor_login?: string; // of staff, with the masked name
    actor_name?: string;
    area_id?: string | null;
    action: string;
    subject_kind: string;
    subject_id?: string;
    outcome: string;
    purpose?: string | null;
    leaf_hash?: string;
}

// A signed note: origin, size and root (base64) a line each, then the signatures.
export interface Checkpoint {
    size: number;
    root: string; // hex
    text: string;
}

export interface Notice {
    id: string;
    kind: string;
    zh: string;
    en: string;
    link?: string;
    at: string;
    read_at?: string | null;
}

export interface FieldProblem {
    field: string;
    code: string;
    zh: string;
    en: string;
}

export interface ProblemBody {
    type?: string;
    title?: string;
    status: number;
    detail?: string;
    code?: string;
    title_zh?: string;
    title_en?: string;
    errors?: FieldProblem[];
}
