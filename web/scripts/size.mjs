// Fails when a first page outgrows its budget (gzip; JS + CSS + HTML as the browser fetches them).
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { filesOf } from './manifest.mjs';

const zipped = (f) => gzipSync(readFileSync(new URL(`../dist/${f}`, import.meta.url)), { level: 6 }).length;
const texts = (l, p) => [`src/messages/${l}/common.json`, `src/messages/${l}/${p}.json`];
const pages = [
    { name: 'board', max: 150_000, entries: ['index.html', 'src/board/BoardPage.vue', ...texts('zh', 'board')] },
    { name: 'citizen', max: 120_000, entries: ['index.html', 'src/citizen/CitizenFrame.vue', 'src/citizen/SearchPage.vue', ...texts('zh', 'citizen')] },
];
let failed = 0;
for (const p of pages) {
    const files = ['index.html', ...filesOf(p.entries)];
    const bytes = files.reduce((n, f) => n + zipped(f), 0);
    const good = bytes < p.max;
    if (!good) failed++;
    console.log(`${good ? 'ok' : 'not ok'} first page of ${p.name}: ${bytes} bytes gzip in ${files.length} files, at most ${p.max}`);
}
console.log(`${pages.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
