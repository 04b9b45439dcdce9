// Where the person is, or which community they chose. The exact position stays on the phone, rounded
// to about 100 m in what is asked of the server and in the address line.
import type { LocationQuery } from 'vue-router';

export interface Where {
    lat: number;
    lng: number;
    word: string;
}

const KEY = 'linli.place';

export function fromQuery(q: LocationQuery): Where | undefined {
    const lat = Number(q.lat);
    const lng = Number(q.lng);
    if (!q.lat || !q.lng || !(Math.abs(lat) <= 90) || !(Math.abs(lng) <= 180)) return undefined;
    return { lat, lng, word: typeof q.at === 'string' ? q.at.slice(0, 40) : '' };
}

export function remembered(): Where | undefined {
    try {
        return (JSON.parse(localStorage.getItem(KEY) ?? 'null') as Where) ?? undefined;
    } catch {
        return undefined;
    }
}

export function remember(w: Where) {
    try {
        localStorage.setItem(KEY, JSON.stringify(w));
    } catch {
        // A private window forgets.
    }
}

const round = (x: number) => Math.round(x * 1000) / 1000;

export type LocateFault = 'denied' | 'unavailable';

export function locate(word: string): Promise<Where> {
    return new Promise((resolve, reject) => {
        if (!navigator.geolocation) return reject('unavailable' as LocateFault);
        navigator.geolocation.getCurrentPosition(
            (p) => resolve({ lat: round(p.coords.latitude), lng: round(p.coords.longitude), word }),
            (e) => reject((e.code === 1 ? 'denied' : 'unavailable') as LocateFault),
            { timeout: 10_000, maximumAge: 60_000 },
        );
    });
}

// The middle of a GeoJSON boundary: good enough to search around a community.
export function middleOf(geo: unknown): { lat: number; lng: number } | undefined {
    let n = 0;
    let lat = 0;
    let lng = 0;
    const walk = (x: unknown) => {
        if (!Array.isArray(x)) return;
        if (typeof x[0] === 'number' && typeof x[1] === 'number') {
            lng += x[0];
            lat += x[1];
            n++;
        } else x.forEach(walk);
    };
    const g = geo as { coordinates?: unknown; geometry?: { coordinates?: unknown }; features?: { geometry?: { coordinates?: unknown } }[] };
    walk(g?.coordinates ?? g?.geometry?.coordinates ?? g?.features?.map((f) => f.geometry?.coordinates));
    return n ? { lat: round(lat / n), lng: round(lng / n) } : undefined;
}
