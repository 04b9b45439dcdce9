import { describe, expect, it } from 'vitest';
import { distance } from '../src/base/geo';
import { gcj02, sheet } from '../src/base/tiles';

const nanchang = { lat: 28.6829, lng: 115.8579 };
const map = { tiles_url: '/t/{z}/{x}/{y}.png' };

describe('a point of a GCJ-02 map', () => {
    // The vector that the server's own test holds.
    it('is where the published formula puts it', () => {
        const p = gcj02({ lat: 31.1774276, lng: 121.5272106 });
        expect(p.lat).toBeCloseTo(31.17530398364597, 9);
        expect(p.lng).toBeCloseTo(121.531541859215, 9);
    });
    it('is some 600 m away in Nanchang, and not shifted abroad', () => {
        expect(distance(nanchang, gcj02(nanchang))).toBeGreaterThan(581);
        expect(distance(nanchang, gcj02(nanchang))).toBeLessThan(619);
        expect(gcj02({ lat: 48.85, lng: 2.35 })).toEqual({ lat: 48.85, lng: 2.35 });
    });
});

describe('the tiles under a picture', () => {
    const metre = 460 / 3000;
    it('are those of the place in the numbering of the web: z/x/y of the centre holds the middle', () => {
        const s = sheet(map, nanchang, metre, 1000);
        const middle = s.tiles.find((t) => t.x <= 500 && t.x + t.size > 500 && t.y <= 500 && t.y + t.size > 500)!;
        // By the formula of the OpenStreetMap wiki.
        const z = Number(middle.url.split('/')[2]);
        const x = Math.floor(((nanchang.lng + 180) / 360) * 2 ** z);
        const r = (nanchang.lat * Math.PI) / 180;
        const y = Math.floor(((1 - Math.log(Math.tan(r) + 1 / Math.cos(r)) / Math.PI) / 2) * 2 ** z);
        expect(middle.url).toBe(`/t/${z}/${x}/${y}.png`);
    });
    it('cover the whole picture without gaps, in tiles of about their own size', () => {
        for (const pixels of [200, 500, 1000, 2000])
            for (const radius of [150, 1000, 10_000]) {
                const { tiles } = sheet(map, nanchang, 460 / radius, pixels);
                const shown = (tiles[0].size * pixels) / 1000;
                expect(tiles.length).toBeLessThanOrEqual(80);
                // The bound of 80 tiles coarsens the largest picture; the deepest zoom, the closest one.
                if (!tiles[0].url.startsWith('/t/18/') && pixels < 2000) expect(shown / 256, `${pixels} ${radius}`).toSatisfy((f: number) => f > 0.7 && f < 1.42);
                expect(Math.min(...tiles.map((t) => t.x))).toBeLessThanOrEqual(0);
                expect(Math.max(...tiles.map((t) => t.x + t.size))).toBeGreaterThanOrEqual(1000);
                expect(Math.min(...tiles.map((t) => t.y))).toBeLessThanOrEqual(0);
                expect(Math.max(...tiles.map((t) => t.y + t.size))).toBeGreaterThanOrEqual(1000);
            }
    });
    it('reach to the edges of a picture that is wider than high', () => {
        const { tiles } = sheet(map, nanchang, metre, 1000, { x: 900, y: 500 });
        expect(Math.min(...tiles.map((t) => t.x))).toBeLessThanOrEqual(-400);
        expect(Math.max(...tiles.map((t) => t.x + t.size))).toBeGreaterThanOrEqual(1400);
    });
    it('keep points where they are in metres: 1,000 m north is 1,000 m north on the picture', () => {
        const s = sheet(map, nanchang, metre, 1000);
        const north = s.at({ lat: nanchang.lat + 1000 / 111_195, lng: nanchang.lng });
        expect(north.x).toBeCloseTo(500, 6);
        expect(500 - north.y).toBeGreaterThan(1000 * metre * 0.997);
        expect(500 - north.y).toBeLessThan(1000 * metre * 1.003);
    });
    it('of a GCJ-02 map are those of the shifted place, and points move with them', () => {
        const own = sheet(map, nanchang, metre, 1000);
        const shifted = sheet({ ...map, tiles_crs: 'gcj02' }, nanchang, metre, 1000);
        expect(shifted.at(nanchang)).toEqual({ x: 500, y: 500 });
        // The same tile lies elsewhere under the picture, by the 600 m between the systems.
        const a = own.tiles.find((t) => shifted.tiles.some((u) => u.key === t.key))!;
        const b = shifted.tiles.find((t) => t.key === a.key)!;
        const moved = Math.hypot(a.x - b.x, a.y - b.y) / metre;
        expect(moved).toBeGreaterThan(575);
        expect(moved).toBeLessThan(625);
    });
    it('are none before the size of the picture is known', () => expect(sheet(map, nanchang, metre, 0).tiles).toEqual([]));
    it('go on beyond the date line', () => {
        for (const t of sheet(map, { lat: 0, lng: 179.99 }, metre, 1000).tiles) {
            const [, , z, x] = t.url.split('/').map(Number);
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThan(2 ** z);
        }
    });
});
