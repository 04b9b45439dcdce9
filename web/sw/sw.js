// The app without network. Files of the app: from the cache made at installation. Answers of the
// directory: from the network, and when it is gone from the last answer, marked with its age. Bundles
// of boards are not kept here: the page keeps and verifies them itself.
const VERSION = '__VERSION__';
const SHELL = [/* __SHELL__ */];
const CACHE = `linli-${VERSION}`;
const DATA = 'linli-data';
const KEPT_MAX = 60;

self.addEventListener('install', (e) => {
    e.waitUntil(
        caches
            .open(CACHE)
            .then((c) => c.addAll(SHELL.map((f) => new Request(f, { cache: 'reload' }))))
            .then(() => self.skipWaiting()),
    );
});

self.addEventListener('activate', (e) => {
    e.waitUntil(
        caches
            .keys()
            .then((names) => Promise.all(names.filter((n) => n !== CACHE && n !== DATA).map((n) => caches.delete(n))))
            .then(() => self.clients.claim()),
    );
});

// Open answers only: nothing that depends on who is signed in is kept.
const keepable = (url) => /^\/api\/v1\/(listings|categories|areas|base-map)(\/|$|\?)/.test(url.pathname + url.search) && !/history/.test(url.pathname);

async function directory(request) {
    const cache = await caches.open(DATA);
    try {
        const answer = await fetch(request);
        if (answer.ok) {
            const body = await answer.clone().blob();
            const headers = new Headers(answer.headers);
            headers.set('X-Linli-Kept', new Date().toISOString());
            headers.delete('Content-Encoding');
            await cache.put(request.url, new Response(body, { headers }));
            const keys = await cache.keys();
            for (const k of keys.slice(0, Math.max(0, keys.length - KEPT_MAX))) await cache.delete(k);
        }
        return answer;
    } catch (e) {
        const kept = await cache.match(request.url);
        if (kept) return kept;
        throw e;
    }
}

async function page(request) {
    try {
        const answer = await fetch(request);
        if (answer.status < 500) return answer;
    } catch {
        // No network: the kept shell starts, and says so itself.
    }
    return (await caches.match('/')) ?? Response.error();
}

self.addEventListener('fetch', (e) => {
    const url = new URL(e.request.url);
    if (e.request.method !== 'GET' || url.origin !== self.location.origin) return;
    if (e.request.mode === 'navigate') {
        if (!/^\/(api|hsds|metrics)(\/|$)/.test(url.pathname)) e.respondWith(page(e.request));
    } else if (keepable(url)) e.respondWith(directory(e.request));
    else if (!url.pathname.startsWith('/api/')) e.respondWith(caches.match(e.request, { ignoreSearch: true }).then((kept) => kept ?? fetch(e.request)));
});
