// Which files of web/dist a page needs: the entry and all that it imports statically, with their CSS.
import { readFileSync } from 'node:fs';

export function filesOf(entries) {
    const manifest = JSON.parse(readFileSync(new URL('../dist/manifest.json', import.meta.url), 'utf8'));
    const files = new Set();
    const seen = new Set();
    const take = (key) => {
        if (seen.has(key)) return;
        seen.add(key);
        const m = manifest[key];
        if (!m) return;
        files.add(m.file);
        for (const c of m.css ?? []) files.add(c);
        for (const i of m.imports ?? []) take(i);
    };
    for (const e of entries) {
        if (!manifest[e]) throw new Error(`${e} is not in the build; known: ${Object.keys(manifest).join(' ')}`);
        take(e);
    }
    return [...files];
}
