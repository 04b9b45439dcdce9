// The operator's own map: a tile server of this test, a deployment that names it.
import { createServer } from 'node:http';
import zlib from 'node:zlib';
import { sample, settled, signIn } from './browser.mjs';
import { check, fresh } from './check.mjs';
import { callerOf, ownServer } from './own.mjs';

// CRC-32 of PNG chunks; Node 18 has none.
const crc = zlib.crc32 ?? ((bytes) => {
    let c = ~0;
    for (const b of bytes) {
        c ^= b;
        for (let k = 0; k < 8; k++) c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0);
    }
    return ~c >>> 0;
});

// A picture of one light colour with a darker edge on two sides, 256 px: neighbours can be told apart.
function png(light) {
    const chunk = (type, data) => {
        const body = Buffer.concat([Buffer.from(type), data]);
        const out = Buffer.alloc(body.length + 8);
        out.writeUInt32BE(data.length, 0);
        body.copy(out, 4);
        out.writeUInt32BE(crc(body), body.length + 4);
        return out;
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(256, 0);
    head.writeUInt32BE(256, 4);
    head.set([8, 0, 0, 0, 0], 8); // eight bits of grey
    const rows = Buffer.alloc(256 * 257);
    for (let y = 0; y < 256; y++) for (let x = 0; x < 256; x++) rows[y * 257 + 1 + x] = x < 2 || y < 2 ? 170 : light;
    return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', zlib.deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
const pictures = [png(235), png(222)];

async function tileServer() {
    const asked = new Set();
    const state = { broken: false };
    const server = createServer((q, a) => {
        const m = /^\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(q.url);
        if (!m || state.broken) return void a.writeHead(404).end();
        asked.add(q.url);
        state.referer = q.headers.referer;
        a.writeHead(200, { 'Content-Type': 'image/png', 'Cache-Control': 'no-store' }).end(pictures[(Number(m[2]) + Number(m[3])) % 2]);
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    return { origin: `http://localhost:${server.address().port}`, asked, state, stop: () => new Promise((done) => (server.closeAllConnections(), server.close(done))) };
}

// The tile of a point, by the formula of the OpenStreetMap wiki.
function tileOf({ lat, lng }, z) {
    const r = (lat * Math.PI) / 180;
    return `${Math.floor(((lng + 180) / 360) * 2 ** z)}/${Math.floor(((1 - Math.log(Math.tan(r) + 1 / Math.cos(r)) / Math.PI) / 2) * 2 ** z)}`;
}

export async function tiles({ browser, test, wanted }) {
    const names = [
        'tiles: the console refuses an address without approval number, and one of another origin, with words',
        'tiles: the board and the search show the map with its approval number',
        'tiles: GCJ-02 tiles are those of the shifted place',
        'tiles: the diagram comes back when tiles fail, and says that it is one',
        'tiles: a server without --tiles-origin lets browsers load pictures from itself only',
    ];
    if (!names.some(wanted)) return;
    let maps;
    let server;
    let fault;
    try {
        maps = await tileServer();
        server = await ownServer({ preset: 'small', options: ['--tiles-origin', maps.origin] });
    } catch (e) {
        fault = e;
    }
    const given = (name, what) => test(name, async () => {
        if (fault) throw fault;
        await what();
    });
    const url = () => `${maps.origin}/{z}/{x}/{y}.png`;
    let code;
    let board;
    const settings = async (change) => {
        const ask = await callerOf(server.base, 'keeper');
        const mine = (await ask('GET', '/boards')).body.items.find((b) => b.code === code);
        const { etag, changed_at, area_name, ...form } = mine;
        const done = await ask('PUT', `/boards/${code}`, { ...form, code: undefined, ...change }, { 'If-Match': `"${etag}"` });
        check(done.status === 200, JSON.stringify(done.body));
    };
    const seen = async (path) => {
        const context = await fresh(browser, { width: 1920, height: 1080 });
        const page = await context.newPage();
        await page.goto(server.base + path);
        await settled(page);
        return { context, page };
    };
    await given(names[0], async () => {
        ({ code, board } = await sample(server.base));
        const context = await fresh(browser);
        await signIn(context, server.base, 'keeper', { again: true });
        const page = await context.newPage();
        await page.goto(`${server.base}/console/boards`);
        await page.click('.grid-2 li .button:not(.main) >> nth=0');
        code = await page.inputValue('#b-code');
        await page.fill('#b-tiles', url());
        await page.click('form button[type=submit]');
        await page.waitForSelector('.summary:focus >> text=审图号');
        await page.fill('#b-approval', 'GS(2026)0001号');
        await page.fill('#b-tiles', 'https://elsewhere.example/{z}/{x}/{y}.png');
        await page.click('form button[type=submit]');
        await page.waitForSelector(`.summary:focus >> text=底图必须来自 ${maps.origin}`);
        await page.fill('#b-tiles', url());
        await page.click('form button[type=submit]');
        await page.waitForSelector('.note[role=status]');
        board = JSON.parse((await (await fetch(`${server.base}/api/v1/boards/${code}/bundle`)).json()).payload).board;
        check(board.tiles_url === url() && board.tiles_crs === 'wgs84', JSON.stringify(board));
        await context.close();
    });
    await given(names[1], async () => {
        const a = await seen(`/board/${code}`);
        await a.page.waitForSelector('.map.real');
        check((await a.page.textContent('.strip')).includes('审图号 GS(2026)0001号'), 'no approval number on the board');
        check(!(await a.page.textContent('.strip')).includes('示意图'), 'the board calls the map a diagram');
        const zooms = new Set([...maps.asked].map((u) => Number(u.split('/')[1])));
        check([...zooms].some((z) => maps.asked.has(`/${z}/${tileOf(board, z)}.png`)), `the tile of the board was not asked for: ${[...maps.asked].slice(0, 4)}`);
        check(maps.state.referer === undefined, 'the tile server is told which page was looked at');
        await a.context.close();
        const b = await seen(`/?lat=${board.lat}&lng=${board.lng}`);
        await b.page.waitForSelector('.map.real');
        check((await b.page.textContent('.map-card')).includes('审图号 GS(2026)0001号'), 'no approval number in the search');
        await b.context.close();
    });
    await given(names[2], async () => {
        await settings({ tiles_crs: 'gcj02' });
        maps.asked.clear();
        const { context, page } = await seen(`/board/${code}`);
        await page.waitForSelector('.map.real');
        const shift = await page.evaluate(() => [...document.querySelectorAll('.tiles image')].map((i) => ({ url: i.getAttribute('href'), x: i.x.baseVal.value, y: i.y.baseVal.value, size: i.width.baseVal.value })).find((i) => i.x <= 500 && i.x + i.size > 500 && i.y <= 500 && i.y + i.size > 500));
        const [z, x] = shift.url.split('/').slice(-3).map(Number);
        const lng = ((x + (500 - shift.x) / shift.size) / 2 ** z) * 360 - 180;
        check(lng - board.lng > 0.001 && lng - board.lng < 0.02, `the middle of the map lies at ${lng}, the board at ${board.lng}`);
        await context.close();
        await settings({ tiles_crs: 'wgs84' });
    });
    await given(names[3], async () => {
        maps.state.broken = true;
        for (const path of [`/board/${code}`, `/?lat=${board.lat}&lng=${board.lng}`]) {
            const { context, page } = await seen(path);
            await page.waitForSelector('.tiles.waiting', { state: 'attached' });
            check((await page.$('.map.real')) === null, `${path} shows a map without tiles`);
            check((await page.textContent('body')).includes('示意图，不作导航依据'), `${path} does not say that it is a diagram`);
            await context.close();
        }
        maps.state.broken = false;
        const { context, page } = await seen(`/board/${code}`);
        await page.waitForSelector('.map.real');
        await context.close();
    });
    await given(names[4], async () => {
        const policy = async (base) => (await fetch(`${base}/`)).headers.get('content-security-policy');
        check((await policy(server.base)).includes(`img-src 'self' data: blob: ${maps.origin};`), await policy(server.base));
        const plain = await ownServer({});
        try {
            check((await policy(plain.base)).includes("img-src 'self' data: blob:;"), await policy(plain.base));
        } finally {
            await plain.stop();
        }
    });
    await server?.stop();
    await maps?.stop();
}
