// The items chosen last at this window, newest first; codes only, nobody's name.
const KEPT = 'linli.counter.recent';
const MOST = 6;

export function recentItems(): string[] {
    try {
        const kept = JSON.parse(localStorage.getItem(KEPT) ?? '[]') as unknown;
        return Array.isArray(kept) ? kept.filter((c): c is string => typeof c === 'string').slice(0, MOST) : [];
    } catch {
        return [];
    }
}
export function keepRecent(code: string) {
    try {
        localStorage.setItem(KEPT, JSON.stringify([code, ...recentItems().filter((c) => c !== code)].slice(0, MOST)));
    } catch {
        // A private window forgets; the list of items is there all the same.
    }
}

// What the clerk typed or a card reader wrote: a mobile number or the number of an identity card.
export function queryOf(words: string): { id_number: string } | { phone: string } | undefined {
    const n = words.replace(/[\s\u3000-]/g, '').toUpperCase();
    const mobile = n.replace(/^\+?86(?=1\d{10}$)/, '');
    if (/^1\d{10}$/.test(mobile)) return { phone: mobile };
    if (/^\d{17}[\dX]$/.test(n)) return { id_number: n };
    return undefined;
}
