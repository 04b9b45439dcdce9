// Numbers, distances, dates and phone numbers as people read them.
import { wall } from './opening';

export function distanceText(m: number | null | undefined, lang: string): string {
    if (m === null || m === undefined || !Number.isFinite(m)) return '';
    if (m < 1000) {
        const rounded = Math.max(10, Math.round(m / 10) * 10);
        if (rounded < 1000) return lang === 'en' ? `${rounded} m` : `${rounded} 米`;
    }
    const km = (m / 1000).toFixed(m < 9950 && m % 1000 ? 1 : 0);
    return lang === 'en' ? `${km} km` : `${km} 公里`;
}

// 021-55501234, 138 0013 8000, 400-800-1234; anything else as it is.
export function phoneText(number: string): string {
    const n = number.replace(/[\s-]/g, '').replace(/^\+86/, '');
    if (/^1\d{10}$/.test(n)) return `${n.slice(0, 3)} ${n.slice(3, 7)} ${n.slice(7)}`;
    if (/^[48]00\d{7}$/.test(n)) return `${n.slice(0, 3)}-${n.slice(3, 6)}-${n.slice(6)}`;
    if (/^0[12]\d{9}$/.test(n)) return `${n.slice(0, 3)}-${n.slice(3, 7)} ${n.slice(7)}`;
    if (/^0\d{10,11}$/.test(n)) return `${n.slice(0, 4)}-${n.slice(4, -4)} ${n.slice(-4)}`;
    return number;
}

export const telLink = (number: string) => `tel:${number.replace(/[^\d+*#]/g, '')}`;

export function yuanText(fen: number): string {
    const sign = fen < 0 ? '-' : '';
    const whole = Math.floor(Math.abs(fen) / 100);
    const rest = Math.abs(fen) % 100;
    return `${sign}¥${whole.toLocaleString('en-US')}${rest ? `.${String(rest).padStart(2, '0')}` : ''}`;
}

function parts(iso: string) {
    const d = new Date(Date.parse(iso) + 8 * 3600_000);
    return {
        y: d.getUTCFullYear(),
        m: d.getUTCMonth() + 1,
        d: d.getUTCDate(),
        hh: String(d.getUTCHours()).padStart(2, '0'),
        mm: String(d.getUTCMinutes()).padStart(2, '0'),
    };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// An empty directory says that its data are of 1970: of no time at all.
export const isTime = (iso: string | null | undefined) => !!iso && Date.parse(iso) > Date.parse('2000-01-01');

// A calendar date or an instant, as a date on the wall in China.
export function dateText(iso: string | null | undefined, lang: string): string {
    if (!iso || Number.isNaN(Date.parse(iso))) return '';
    const p = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? parts(`${iso}T00:00:00+08:00`) : parts(iso);
    return lang === 'en' ? `${p.d} ${MONTHS[p.m - 1]} ${p.y}` : `${p.y}年${p.m}月${p.d}日`;
}

export function timeOfDay(iso: string): string {
    const p = parts(iso);
    return `${p.hh}:${p.mm}`;
}

export function instantText(iso: string | null | undefined, lang: string): string {
    if (!iso || Number.isNaN(Date.parse(iso))) return '';
    return `${dateText(iso, lang)} ${timeOfDay(iso)}`;
}

export function clockText(ms: number): string {
    const w = wall(ms);
    return `${String(Math.floor(w.minute / 60)).padStart(2, '0')}:${String(w.minute % 60).padStart(2, '0')}`;
}

// In the language of the screen when there are words for it, else in the other one.
export function named(zh: string | null | undefined, en: string | null | undefined, lang: string): string {
    return (lang === 'en' ? en || zh : zh || en) ?? '';
}

// One row of a comma-separated file; quotes what a spreadsheet would take for a formula too.
export function csvRow(cells: (string | number)[]): string {
    return (
        cells
            .map((c) => {
                let s = String(c);
                if (typeof c === 'string' && /^[=+\-@\t]/.test(s)) s = `'${s}`;
                return /[",\r\n]/.test(s) ? `"${s.replace(/"/g, '""')}"` : s;
            })
            .join(',') + '\r\n'
    );
}

// The name of a language tag (zh, yue, en ...) in the language of the page; the tag itself when unknown.
export function languageName(tag: string, lang: string): string {
    try {
        return new Intl.DisplayNames([lang === 'en' ? 'en' : 'zh-CN'], { type: 'language' }).of(tag) ?? tag;
    } catch {
        return tag;
    }
}
