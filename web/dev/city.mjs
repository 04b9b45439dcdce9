// A small invented neighbourhood for the mock server: a few hundred listings, one community with
// grids, no real person, the fictional division code 990200. The same on every start.
import { readFileSync } from 'node:fs';

let seed = 20260;
export function random() {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
}
const pick = (list) => list[Math.floor(random() * list.length)];

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
let counter = 1;
export function newId() {
    let n = BigInt(210_000_000_000) * 4194304n + BigInt(counter++);
    let s = '';
    for (let i = 0; i < 13; i++) {
        s = ALPHABET[Number(n % 32n)] + s;
        n /= 32n;
    }
    return s;
}

export const centre = { lat: 28.6829, lng: 115.8582 };

export function categories() {
    const text = readFileSync(new URL('../../rules/categories.yaml', import.meta.url), 'utf8');
    const out = [];
    for (const m of text.matchAll(/- \{code: (\w+)(?:, parent: (\w+))?, zh: ([^,]+), en: ([^,]+), icon: (\w+), position: (\d+)/g))
        out.push({ code: m[1], ...(m[2] ? { parent: m[2] } : {}), zh: m[3], en: m[4], icon: m[5], position: Number(m[6]) });
    return out;
}

const BLOCKS = ['青云', '梧桐', '临江', '望湖', '和平', '春晖', '永安', '文昌'];
const BLOCKS_EN = ['Qingyun', 'Wutong', 'Linjiang', 'Wanghu', 'Heping', 'Chunhui', 'Yongan', 'Wenchang'];
const STREETS = ['青云路', '梧桐街', '望湖东路', '文昌巷', '和平里', '春晖大道', '临江路'];
const SHOPS = ['顺心', '老周', '诚信', '快手', '安居', '惠民', '东升', '小陈', '万家', '同心'];
const SHOPS_EN = ['Shunxin', 'Lao Zhou', 'Chengxin', 'Kuaishou', 'Anju', 'Huimin', 'Dongsheng', 'Xiao Chen', 'Wanjia', 'Tongxin'];

const office = [{ weekdays: [1, 2, 3, 4, 5], opens_at: '08:30', closes_at: '12:00' }, { weekdays: [1, 2, 3, 4, 5], opens_at: '14:00', closes_at: '17:30' }];
const shop = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens_at: '08:00', closes_at: '21:30' }];
const always = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens_at: '00:00', closes_at: '23:59' }];
const nightly = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens_at: '16:00', closes_at: '02:00' }];
const market = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens_at: '05:30', closes_at: '18:30' }];

function hoursOf(top, code) {
    if (['police', 'hospital', 'locksmith', 'toilet'].includes(code)) return always;
    if (code === 'market') return market;
    if (code === 'food') return random() < 0.3 ? nightly : shop;
    if (['public', 'help', 'culture'].includes(top)) return office;
    if (random() < 0.1) return [];
    return shop;
}

export function day(offset, now = Date.now()) {
    return new Date(now + 8 * 3600e3 + offset * 86400e3).toISOString().slice(0, 10);
}

export function listings(cats, areaId, count = 320) {
    const leaves = cats.filter((c) => c.parent);
    const out = [];
    for (let i = 0; i < count; i++) {
        const c = leaves[i % leaves.length];
        const b = Math.floor(random() * BLOCKS.length);
        const s = Math.floor(random() * SHOPS.length);
        const r = 3000 * Math.sqrt(random()) * (i < leaves.length ? 0.5 : 1.05);
        const a = random() * 2 * Math.PI;
        const commercial = ['home', 'daily'].includes(c.parent) || c.code === 'pharmacy';
        const old = random();
        const verified = old < 0.7 ? Math.floor(random() * 80) : old < 0.9 ? 100 + Math.floor(random() * 70) : 190 + Math.floor(random() * 400);
        const mobile = commercial && random() < 0.5;
        const digits = String(Math.floor(random() * 1e7)).padStart(7, '0');
        out.push({
            id: newId(),
            name_zh: commercial ? `${SHOPS[s]}${c.zh}${random() < 0.3 ? `（${BLOCKS[b]}店）` : ''}` : `${BLOCKS[b]}${c.zh}`,
            name_en: commercial ? `${SHOPS_EN[s]} ${c.en}` : `${BLOCKS_EN[b]} ${c.en}`,
            categories: [c.code],
            organisation: commercial ? `${SHOPS[s]}服务部` : `${BLOCKS[b]}社区居民委员会`,
            address: `${pick(STREETS)}${1 + Math.floor(random() * 200)}号${random() < 0.4 ? `${1 + Math.floor(random() * 20)}栋1楼` : ''}`,
            lat: centre.lat + (r * Math.cos(a)) / 111195,
            lng: centre.lng + (r * Math.sin(a)) / 111195 / Math.cos((centre.lat * Math.PI) / 180),
            crs: 'wgs84',
            phones: random() < 0.04 ? [] : [{ number: mobile ? `1990${digits}` : `0990-${digits.slice(0, 7)}0` }, ...(random() < 0.15 ? [{ number: '0990-5550110', name: '夜间值班' }] : [])],
            area_id: areaId,
            status: random() < 0.03 ? 'temporarily_closed' : 'active',
            verified_on: day(-verified),
            verified_by: `${BLOCKS[b]}社区`,
            freshness: verified < 90 ? 'fresh' : verified < 180 ? 'ageing' : 'stale',
            wheelchair: pick(['yes', 'yes', 'limited', 'no', 'unknown']),
            complaints: random() < 0.05 ? 2 : 0,
            source: '社区走访',
            licence: 'CC BY 4.0',
            description_zh: `为周边居民提供${c.zh}。老人、残疾人可以预约上门，请先打电话。`,
            description_en: `${c.en} for people who live nearby. Older and disabled people may ask for a home visit; please call first.`,
            schedules: hoursOf(c.parent, c.code),
            fees: commercial ? [{ text: '上门费', amount_fen: 2000 + 500 * Math.floor(random() * 8) }, { text: '材料费按实收取' }] : [{ text: '不收费', amount_fen: 0 }],
            documents: commercial ? [] : ['身份证', '户口簿或居住证'],
            languages: ['普通话', '方言'],
            accessibility: ['门口有坡道', '可以轮椅进出'].slice(0, Math.floor(random() * 3)),
        });
    }
    return out;
}

export function outline() {
    const grids = [];
    for (let i = 0; i < 4; i++)
        for (let j = 0; j < 3; j++) {
            const lat = centre.lat - 0.021 + j * 0.014;
            const lng = centre.lng - 0.024 + i * 0.012;
            const w = (k) => 0.0012 * Math.sin(i * 3 + j * 7 + k);
            grids.push({
                name: `第${i * 3 + j + 1}网格`,
                ring: [[lng + w(1), lat], [lng + 0.006, lat + w(2) * 0.4], [lng + 0.012 + w(1), lat], [lng + 0.012, lat + 0.014], [lng, lat + 0.014], [lng + w(1), lat]],
            });
        }
    return { grids };
}
