import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvRow, dateText, distanceText, named, phoneText, telLink, yuanText } from '../src/base/format';
import { pictureRadius, rings, spread } from '../src/base/geo';
import { checkMobile, checkName, checkResidentId } from '../src/base/validate';
import { queryString } from '../src/api/client';
import { middleOf } from '../src/citizen/place';
import { bodyOf, blank, differences } from '../src/console/listingForm';

const src = new URL('../src', import.meta.url).pathname;
const walk = (d: string): string[] => readdirSync(d, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(join(d, e.name)) : [join(d, e.name)]));
const flat = (o: object, prefix = ''): [string, string][] => Object.entries(o).flatMap(([k, v]) => (typeof v === 'string' ? [[prefix + k, v] as [string, string]] : flat(v as object, `${prefix}${k}.`)));
const texts = (lang: string) => {
    const files = readdirSync(join(src, 'messages', lang));
    return new Map(files.flatMap((f) => flat(JSON.parse(readFileSync(join(src, 'messages', lang, f), 'utf8')) as object)));
};
const zh = texts('zh');
const en = texts('en');
const code = walk(src).filter((f) => /\.(vue|ts)$/.test(f)).map((f) => readFileSync(f, 'utf8')).join('\n');

describe('the texts of the screens', () => {
    it('have the same keys in both languages, file by file', () => {
        for (const f of readdirSync(join(src, 'messages/zh'))) {
            const keys = (lang: string) => flat(JSON.parse(readFileSync(join(src, 'messages', lang, f), 'utf8')) as object).map(([k]) => k).sort();
            expect(keys('en'), f).toEqual(keys('zh'));
        }
    });
    it('have the same places to fill in both languages', () => {
        // A form for one and a form for many have the same place twice.
        const holes = (s: string) => [...new Set(s.match(/\{\w+\}/g) ?? [])].sort().join();
        for (const [k, v] of zh) expect(holes(en.get(k)!), k).toBe(holes(v));
    });
    it('are Chinese in one and not in the other', () => {
        for (const [k, v] of en) if (k !== 'brand') expect(v.match(/[\u4e00-\u9fff]/), k).toBeNull();
    });
    const named_ = [...code.matchAll(/['"`]([a-z]+(?:\.[a-z_0-9]+)+)['"`]/g)].map((m) => m[1]);
    const built = [...code.matchAll(/`([a-z]+\.(?:[a-z_]+\.)?[a-z_]*)\$\{/g)].map((m) => m[1]);
    it('are all used', () => {
        const used = new Set(named_);
        expect([...zh.keys()].filter((k) => k !== 'brand' && !used.has(k) && !built.some((p) => k.startsWith(p)))).toEqual([]);
    });
    it('are all there', () => {
        const asked = [...code.matchAll(/\bt\(\s*'([\w.]+)'/g), ...code.matchAll(/\? t\('([\w.]+)'\) : t\('([\w.]+)'\)/g)].flatMap((m) => m.slice(1));
        expect(asked.filter((k) => k && !zh.has(k))).toEqual([]);
        const checks = named_.filter((k) => /^(check|title|cnav|nav)\./.test(k));
        expect(checks.filter((k) => !zh.has(k))).toEqual([]);
    });
});

describe('pins of a map', () => {
    const apart = (points: { x: number; y: number }[]) => Math.min(...points.flatMap((p, i) => points.slice(0, i).map((q) => Math.hypot(p.x - q.x, p.y - q.y))));
    it('at one place are moved apart so that each can be read, and no farther than allowed', () => {
        const same = Array.from({ length: 6 }, () => ({ x: 500, y: 500 }));
        const out = spread(same, 50, 80);
        expect(apart(out)).toBeGreaterThan(45);
        for (const p of out) expect(Math.hypot(p.x - 500, p.y - 500)).toBeLessThanOrEqual(80.01);
    });
    it('that have room stay where they are', () => {
        const far = [{ x: 0, y: 0 }, { x: 60, y: 0 }, { x: 0, y: 60 }];
        spread(far, 50, 80).forEach((p, i) => expect(Math.hypot(p.x - far[i].x, p.y - far[i].y)).toBeLessThan(0.02));
    });
});

describe('numbers and names', () => {
    it.each([[4, 'zh', '10 米'], [184, 'zh', '180 米'], [996, 'zh', '1 公里'.replace('1 ', '1.0 ')], [1000, 'zh', '1 公里'], [2940, 'en', '2.9 km'], [12345, 'zh', '12 公里']])('a distance of %s m reads %s: %s', (m, lang, words) => {
        expect(distanceText(m, lang)).toBe(words);
    });
    it('of a distance that is not known are left out', () => expect(distanceText(undefined, 'zh')).toBe(''));
    it.each([['13800138000', '138 0013 8000'], ['+86 138-0013-8000', '138 0013 8000'], ['02155501234', '021-5550 1234'], ['4008001234', '400-800-1234'], ['110', '110']])('the phone %s reads %s', (n, words) => expect(phoneText(n)).toBe(words));
    it('a call link holds digits only', () => expect(telLink('0990-555 0001')).toBe('tel:09905550001'));
    it('money is told from whole fen', () => {
        expect(yuanText(2500)).toBe('¥25');
        expect(yuanText(2505)).toBe('¥25.05');
        expect(yuanText(-5)).toBe('-¥0.05');
    });
    it('dates are those of China', () => {
        expect(dateText('2026-11-22T16:30:00Z', 'zh')).toBe('2026年11月23日');
        expect(dateText('2026-11-22', 'en')).toBe('22 Nov 2026');
        expect(dateText('rubbish', 'zh')).toBe('');
    });
    it('a name in the other language is better than none', () => expect(named(undefined, 'Library', 'zh')).toBe('Library'));
    it('a spreadsheet does not take a cell for a formula', () => expect(csvRow(['=1+1', 'a,"b"', 3])).toBe(`'=1+1,"a,""b""",3\r\n`));
    it('a picture is no wider than what it shows', () => {
        expect(pictureRadius([100, 420], 3000)).toBe(600);
        expect(pictureRadius([2900], 3000)).toBe(3000);
        expect(rings(3000)).toEqual([1000, 2000, 3000]);
    });
    it('an empty filter is not sent', () => expect(queryString({ q: '', a: undefined, b: 0, c: false })).toBe('?b=0&c=false'));
    it('the middle of a boundary is found in any GeoJSON', () => {
        const ring = [[[115, 28], [116, 28], [116, 29], [115, 29]]];
        expect(middleOf({ type: 'Feature', geometry: { type: 'Polygon', coordinates: ring } })).toEqual({ lat: 28.5, lng: 115.5 });
        expect(middleOf({})).toBeUndefined();
    });
});

describe('a form', () => {
    it.each([['11010519491231002X', undefined], ['110105194912310021', 'check.id_digit'], ['110105 19491231 002x', undefined], ['110105194902310027', 'check.id_date'], ['1101', 'check.id_form'], ['', 'check.id_empty']])('takes the resident number %s as: %s', (s, key) => expect(checkResidentId(s)).toBe(key));
    it.each([['138 0013 8000', undefined], ['+8613800138000', undefined], ['1380013', 'check.phone_form'], ['', 'check.phone_empty']])('takes the mobile number %s as: %s', (s, key) => expect(checkMobile(s)).toBe(key));
    it.each([['王小明', undefined], ['阿卜杜拉·买买提', undefined], [' ', 'check.name_empty'], ['王', 'check.name_length']])('takes the name %s as: %s', (s, key) => expect(checkName(s)).toBe(key));
    it('of a listing sends no empty fields and no empty phones', () => {
        const l = { ...blank(), name_zh: '甲', phones: [{ number: ' ' }, { number: ' 110 ' }] };
        expect(bodyOf(l).phones).toEqual([{ number: '110' }]);
        expect('address' in bodyOf(l)).toBe(false);
    });
    it('of a listing tells which fields two versions differ in', () => {
        expect(differences({ ...blank(), name_zh: '甲' }, { ...blank(), name_zh: '乙' })).toEqual([{ field: 'name_zh', mine: '甲', theirs: '乙' }]);
    });
});
