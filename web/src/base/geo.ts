// A flat picture of a neighbourhood: metres east and north of a centre. Good to 0.1 % within 10 km,
// which is what a schematic map and a distance ring need.
const RADIUS_M = 6_371_008.8;
const RAD = Math.PI / 180;

export interface Point {
    lat: number;
    lng: number;
}

export function offset(centre: Point, p: Point): { east: number; north: number } {
    return {
        east: (p.lng - centre.lng) * RAD * RADIUS_M * Math.cos(centre.lat * RAD),
        north: (p.lat - centre.lat) * RAD * RADIUS_M,
    };
}

export function distance(a: Point, b: Point): number {
    const s1 = Math.sin(((b.lat - a.lat) * RAD) / 2);
    const s2 = Math.sin(((b.lng - a.lng) * RAD) / 2);
    const h = s1 * s1 + Math.cos(a.lat * RAD) * Math.cos(b.lat * RAD) * s2 * s2;
    return 2 * RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

// The smallest round radius that holds these distances with some air, at most `maxM`: a picture of what
// is shown, not of the whole neighbourhood.
export function pictureRadius(distancesM: number[], maxM: number): number {
    const far = Math.max(0, ...distancesM) * 1.12;
    return Math.min(maxM, [150, 300, 600, 1000, 1500, 2000, 3000, 5000].find((r) => r >= far) ?? maxM);
}

// Distance rings for a picture of that radius: at most four, on round numbers.
export function rings(radiusM: number): number[] {
    const step = radiusM <= 150 ? 50 : radiusM <= 300 ? 100 : radiusM <= 600 ? 200 : radiusM <= 1200 ? 250 : radiusM <= 2200 ? 500 : radiusM <= 4000 ? 1000 : radiusM <= 8000 ? 2000 : 5000;
    const out: number[] = [];
    for (let r = step; r <= radiusM + 1 && out.length < 6; r += step) out.push(r);
    return out;
}

// Services by telephone have no place; pictures and distances leave them out.
export const located = <T extends { lat?: number; lng?: number }>(x: T): x is T & { lat: number; lng: number } =>
    x.lat !== undefined && x.lng !== undefined;

// Pins that would cover each other are moved apart until their middles are `apart` units from each
// other, none farther than `atMost` from its place. The same input gives the same picture.
export function spread(points: { x: number; y: number }[], apart: number, atMost: number): { x: number; y: number }[] {
    const out = points.map((p, i) => ({ x: p.x + Math.cos(i * 2.4) * 0.01, y: p.y + Math.sin(i * 2.4) * 0.01 }));
    for (let round = 0, moved = true; moved && round < 40; round++) {
        moved = false;
        for (let i = 0; i < out.length; i++)
            for (let j = 0; j < i; j++) {
                const dx = out[i].x - out[j].x;
                const dy = out[i].y - out[j].y;
                const far = Math.hypot(dx, dy) || 0.01;
                if (far >= apart) continue;
                moved = true;
                const push = (apart - far) / 2 / far;
                out[i] = { x: out[i].x + dx * push, y: out[i].y + dy * push };
                out[j] = { x: out[j].x - dx * push, y: out[j].y - dy * push };
            }
        out.forEach((p, i) => {
            const far = Math.hypot(p.x - points[i].x, p.y - points[i].y);
            if (far > atMost) out[i] = { x: points[i].x + ((p.x - points[i].x) * atMost) / far, y: points[i].y + ((p.y - points[i].y) * atMost) / far };
        });
    }
    return out;
}
