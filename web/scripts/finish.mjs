// After `vite build`: writes the service worker with the list of files that a screen needs without
// network, and a .gz and .br beside every file that compresses.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { filesOf } from './manifest.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const shell = [
    '/',
    '/favicon.svg',
    '/manifest.webmanifest',
    ...filesOf([
        'index.html',
        'src/board/BoardPage.vue',
        'src/citizen/CitizenFrame.vue',
        'src/citizen/SearchPage.vue',
        'src/citizen/ListingPage.vue',
        'src/citizen/SettingsPage.vue',
        ...['zh', 'en'].flatMap((l) => ['common', 'citizen', 'board'].map((p) => `src/messages/${l}/${p}.json`)),
        ...['node_modules/@noble/ed25519/index.js', 'node_modules/@noble/hashes/esm/sha2.js', 'src/base/sm.ts'],
    ]).map((f) => `/${f}`),
];
const version = createHash('sha256')
    .update(shell.map((f) => readFileSync(join(dist, f === '/' ? 'index.html' : f))).join('\n'))
    .digest('hex')
    .slice(0, 12);
const source = readFileSync(new URL('../sw/sw.js', import.meta.url), 'utf8');
writeFileSync(join(dist, 'sw.js'), source.replace("'__VERSION__'", JSON.stringify(version)).replace('[/* __SHELL__ */]', JSON.stringify(shell)));

const walk = (d) => readdirSync(d, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(join(d, e.name)) : [join(d, e.name)]));
let files = 0;
let bytes = 0;
for (const f of walk(dist).filter((f) => /\.(html|js|css|svg|json|webmanifest)$/.test(f))) {
    const raw = readFileSync(f);
    files++;
    bytes += raw.length;
    if (raw.length < 512) continue;
    writeFileSync(`${f}.gz`, gzipSync(raw, { level: 9 }));
    writeFileSync(`${f}.br`, brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } }));
}
console.log(`${relative(process.cwd(), dist)}: ${files} files, ${bytes} bytes, compressed beside them; service worker ${version} keeps ${shell.length} files`);
if (!statSync(join(dist, 'sw.js')).size) process.exit(1);
