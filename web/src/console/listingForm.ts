// The part of a listing that staff edit, and what differs between two versions of it.
import type { ListingDetail } from '../api/types';

export const FIELDS = [
    'name_zh', 'name_en', 'organisation', 'address', 'description_zh', 'description_en', 'website', 'email', 'status', 'wheelchair',
    'categories', 'phones', 'schedules', 'fees', 'documents', 'languages', 'accessibility', 'lat', 'lng',
] as const;
export type FieldName = (typeof FIELDS)[number];

export function blank(): ListingDetail {
    return {
        id: '', name_zh: '', categories: [], lat: 0, lng: 0, crs: 'wgs84', phones: [{ number: '' }], status: 'active', freshness: 'fresh',
        wheelchair: 'unknown', schedules: [], fees: [], documents: [], languages: [], accessibility: [],
    };
}

export const copy = <T>(x: T): T => JSON.parse(JSON.stringify(x)) as T;

const plain = (x: unknown): string => (x === undefined || x === null ? '' : typeof x === 'object' ? JSON.stringify(x) : String(x));

export function differences(mine: ListingDetail, theirs: ListingDetail): { field: FieldName; mine: string; theirs: string }[] {
    return FIELDS.filter((f) => plain(mine[f]) !== plain(theirs[f])).map((f) => ({ field: f, mine: plain(mine[f]), theirs: plain(theirs[f]) }));
}

// The body of PUT and POST: known fields only, no empty texts.
export function bodyOf(l: ListingDetail): Record<string, unknown> {
    const body: Record<string, unknown> = { crs: l.crs || 'wgs84' };
    for (const f of FIELDS) {
        const v = l[f];
        if (v === undefined || v === null || v === '') continue;
        body[f] = v;
    }
    body.phones = l.phones.filter((p) => p.number.trim()).map((p) => ({ number: p.number.trim(), ...(p.name ? { name: p.name } : {}) }));
    return body;
}
