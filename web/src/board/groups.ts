// What the screen turns through: "nearest" first, then the groups of categories that have listings.
import type { BundlePayload, Category, Listing } from '../api/types';

export interface Group {
    code: string; // "" = nearest of all
    zh: string;
    en: string;
    icon: string;
    listings: Listing[];
}

export function groupsOf(p: BundlePayload, allZh: string, allEn: string): Group[] {
    const byCode = new Map(p.categories.map((c) => [c.code, c]));
    const top = (code: string): Category | undefined => {
        let c = byCode.get(code);
        for (let depth = 0; c?.parent && depth < 5; depth++) c = byCode.get(c.parent) ?? c;
        return c;
    };
    const within = (code: string, l: Listing) =>
        l.categories.some((c) => {
            for (let x = byCode.get(c), depth = 0; x && depth < 6; depth++) {
                if (x.code === code) return true;
                x = x.parent ? byCode.get(x.parent) : undefined;
            }
            return c === code;
        });
    const listings = p.listings
        .filter((l) => l.status === 'active' || l.status === 'temporarily_closed')
        .sort((a, b) => (a.distance_m ?? 0) - (b.distance_m ?? 0));
    const wanted = p.board.categories.length
        ? p.board.categories
        : [...new Set(listings.flatMap((l) => l.categories.map((c) => top(c)?.code ?? c)))];
    const groups = wanted
        .map((code) => ({ c: byCode.get(code), code }))
        .filter((x): x is { c: Category; code: string } => x.c !== undefined)
        .sort((a, b) => a.c.position - b.c.position)
        .map(({ c, code }) => ({ code, zh: c.zh, en: c.en, icon: c.icon, listings: listings.filter((l) => within(code, l)) }))
        .filter((g) => g.listings.length > 0);
    return [{ code: '', zh: allZh, en: allEn, icon: 'pin', listings }, ...groups];
}
