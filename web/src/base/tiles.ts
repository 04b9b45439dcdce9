// The operator's own map tiles: XYZ in Web Mercator, cut in WGS-84 or in GCJ-02, laid under a picture
// of 1000 x 1000 units whose middle is known. `half` is what is seen of it to each side of the middle.
import type { TilesCrs } from '../api/types';
import type { Point } from './geo';

const RAD = Math.PI / 180;
const EQUATOR_M = 2 * Math.PI * 6_378_137;
const TILE_PX = 256;
const ZOOM_MAX = 18;
const TILES_MAX = 80;

// GCJ-02 of a WGS-84 point, by the community's formula (as the server's base/coordinates.cpp): about a
// metre from the real maps; outside the mainland's rectangle nothing is shifted.
export function gcj02({ lat, lng }: Point): Point {
    if (lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271) return { lat, lng };
    const x = lng - 105;
    const y = lat - 35;
    const waves = (v: number, ...parts: [number, number][]) => parts.reduce((n, [size, speed]) => n + size * Math.sin(v * speed * Math.PI), 0) * (2 / 3);
    const north =
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + waves(x, [20, 6], [20, 2]) + waves(y, [20, 1], [40, 1 / 3]) + waves(y, [160, 1 / 12], [320, 1 / 30]);
    const east =
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + waves(x, [20, 6], [20, 2]) + waves(x, [20, 1], [40, 1 / 3]) + waves(x, [150, 1 / 12], [300, 1 / 30]);
    const magic = 1 - 0.00669342162296594323 * Math.sin(lat * RAD) ** 2;
    const root = Math.sqrt(magic);
    const meridian = (6_378_245 * (1 - 0.00669342162296594323)) / (magic * root);
    const parallel = (6_378_245 / root) * Math.cos(lat * RAD);
    return { lat: lat + north / meridian / RAD, lng: lng + east / parallel / RAD };
}

// From the upper left corner of the world, 0 to 1.
function mercator({ lat, lng }: Point) {
    return { x: lng / 360 + 0.5, y: 0.5 - Math.asinh(Math.tan(lat * RAD)) / (2 * Math.PI) };
}

export interface Tile {
    key: string;
    url: string;
    x: number; // of the picture's units, upper left corner
    y: number;
    size: number;
}

export interface Sheet {
    tiles: Tile[];
    // Where a WGS-84 point lies on the picture.
    at(p: Point): { x: number; y: number };
}

export function sheet(map: { tiles_url: string; tiles_crs?: TilesCrs }, centre: Point, unitsPerMetre: number, pixels: number, half = { x: 500, y: 500 }): Sheet {
    const shifted = map.tiles_crs === 'gcj02' ? gcj02 : (p: Point) => p;
    const middle = mercator(shifted(centre));
    const world = unitsPerMetre * EQUATOR_M * Math.cos(centre.lat * RAD); // the width of the world in units
    const at = (p: Point) => {
        const m = mercator(shifted(p));
        return { x: 500 + (m.x - middle.x) * world, y: 500 + (m.y - middle.y) * world };
    };
    if (!(pixels > 0)) return { tiles: [], at };
    const columns = (z: number) => [Math.floor((middle.x - half.x / world) * 2 ** z), Math.floor((middle.x + half.x / world) * 2 ** z)];
    const rows = (z: number) => [Math.max(0, Math.floor((middle.y - half.y / world) * 2 ** z)), Math.min(2 ** z - 1, Math.floor((middle.y + half.y / world) * 2 ** z))];
    const count = ([from, to]: number[]) => to - from + 1;
    let z = Math.max(0, Math.min(ZOOM_MAX, Math.round(Math.log2((world * pixels) / 1000 / TILE_PX))));
    while (z > 0 && count(columns(z)) * count(rows(z)) > TILES_MAX) z--;
    const n = 2 ** z;
    const size = world / n;
    const [left, right] = columns(z);
    const [top, bottom] = rows(z);
    const tiles: Tile[] = [];
    for (let y = top; y <= bottom; y++)
        for (let x = left; x <= right; x++) {
            const column = ((x % n) + n) % n; // beyond the date line the world begins again
            const url = map.tiles_url.replaceAll('{z}', String(z)).replaceAll('{x}', String(column)).replaceAll('{y}', String(y));
            tiles.push({ key: `${z}/${x}/${y}`, url, x: 500 + (x / n - middle.x) * world, y: 500 + (y / n - middle.y) * world, size });
        }
    return { tiles, at };
}
