import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BundlePayload, PublicKey, SignedBundle } from '../src/api/types';
import { ageOf, fromNetwork, fromShelf, pinOf, setUp, type Source } from '../src/base/bundle';
import { drop, keep, take } from '../src/base/offline';
import { bytesOf, fingerprint, verifyEd25519 } from '../src/base/signature';

const raw = (k: KeyObject) => k.export({ format: 'der', type: 'spki' }).subarray(-32);
const pair = () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return { privateKey, hex: raw(publicKey).toString('hex') };
};
const own = pair();
const other = pair();

function payload(made: string, more: Partial<BundlePayload> = {}): string {
    return JSON.stringify({
        board: { code: 'b1', name_zh: '测试', lat: 1, lng: 1, radius_m: 3000, categories: [], rotate_s: 20 },
        made_at: made, expires_at: '2026-12-01T00:00:00Z', data_as_of: made, categories: [], listings: [], ...more,
    });
}
const signed = (text: string, key = own, id = 'k1'): SignedBundle => ({ payload: text, algorithm: 'ed25519', key_id: id, signature: sign(null, Buffer.from(text), key.privateKey).toString('hex'), sha256: '' });
const source = (bundle: SignedBundle | Error, keys: PublicKey[] = [{ key_id: 'k1', algorithm: 'ed25519', public_key: own.hex }]): Source => ({
    bundle: async () => {
        if (bundle instanceof Error) throw bundle;
        return bundle;
    },
    keys: async () => keys,
});
const fault = async (p: Promise<unknown>) => p.then(() => 'none', (e: { fault: string }) => e.fault);

beforeEach(async () => {
    await drop('board:b1:bundle');
    await drop('board:b1:pin');
});

describe('an Ed25519 signature', () => {
    // RFC 8032, 7.1, TEST 1: the empty message.
    const key = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
    const sig = 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';
    it.each([false, true])('of the standard holds (by the library: %s)', async (library) => {
        expect(await verifyEd25519(sig, '', key, library)).toBe(true);
        expect(await verifyEd25519(sig, ' ', key, library)).toBe(false);
    });
    it.each([false, true])('of this machine is verified (by the library: %s)', async (library) => {
        const text = '邻里 '.repeat(500);
        const good = sign(null, Buffer.from(text), own.privateKey);
        expect(await verifyEd25519(good.toString('hex'), text, own.hex, library)).toBe(true);
        expect(await verifyEd25519(good.toString('base64'), text, own.hex, library)).toBe(true);
        expect(await verifyEd25519(good.toString('hex'), `${text}.`, own.hex, library)).toBe(false);
        expect(await verifyEd25519(good.toString('hex'), text, other.hex, library)).toBe(false);
    });
    it('that belongs to other bytes, or is none, is refused without a fault', async () => {
        expect(await verifyEd25519(sig, 'other', key)).toBe(false);
        expect(await verifyEd25519('zz', 'x', key)).toBe(false);
        expect(await verifyEd25519(sig.slice(2), 'x', key)).toBe(false);
    });
    it('is read from hex, base64 and base64url alike', () => {
        expect(bytesOf('00ff')).toEqual(Uint8Array.of(0, 255));
        expect(bytesOf('-_8=')).toEqual(bytesOf('+/8'));
    });
});

describe('a board', () => {
    it('pins the first key, keeps the bundle and starts from it without network', async () => {
        const s = await fromNetwork('b1', source(signed(payload('2026-11-23T00:00:00Z'))));
        expect(s.from).toBe('network');
        expect((await pinOf('b1'))?.public_key).toBe(own.hex);
        expect((await fromShelf('b1'))?.payload.board.name_zh).toBe('测试');
        expect(await fault(fromNetwork('b1', source(new Error('down'))))).toBe('unreachable');
        expect(await fromShelf('b1')).toBeDefined();
    });
    it('refuses the key of the server when the set-up link names another', async () => {
        expect(await fault(fromNetwork('b1', source(signed(payload('2026-11-23T00:00:00Z'))), other.hex))).toBe('pin_mismatch');
        expect(await pinOf('b1')).toBeUndefined();
    });
    it('refuses a bundle of another key until a person accepts the new one', async () => {
        await fromNetwork('b1', source(signed(payload('2026-11-23T00:00:00Z'))));
        const next = source(signed(payload('2026-11-24T00:00:00Z'), other, 'k2'), [{ key_id: 'k2', algorithm: 'ed25519', public_key: other.hex }]);
        expect(await fault(fromNetwork('b1', next))).toBe('key_changed');
        await setUp('b1', next, 'k2');
        expect((await fromNetwork('b1', next)).payload.made_at).toBe('2026-11-24T00:00:00Z');
    });
    it('refuses a changed payload and an old bundle played again', async () => {
        await fromNetwork('b1', source(signed(payload('2026-11-23T00:00:00Z'))));
        const forged = signed(payload('2026-11-24T00:00:00Z'));
        forged.payload = forged.payload.replace('测试', '假');
        expect(await fault(fromNetwork('b1', source(forged)))).toBe('bad_signature');
        expect(await fault(fromNetwork('b1', source(signed(payload('2026-11-22T00:00:00Z')))))).toBe('older');
        expect((await fromShelf('b1'))?.payload.made_at).toBe('2026-11-23T00:00:00Z');
    });
    it('does not show what was changed on the device itself', async () => {
        await fromNetwork('b1', source(signed(payload('2026-11-23T00:00:00Z'))));
        const kept = (await take<SignedBundle>('board:b1:bundle'))!;
        await keep('board:b1:bundle', { ...kept, payload: kept.payload.replace('测试', '假') });
        expect(await fromShelf('b1')).toBeUndefined();
    });
    it('refuses the bundle of another board, though it is signed', async () => {
        expect(await fault(fromNetwork('b2', source(signed(payload('2026-11-23T00:00:00Z')))))).toBe('malformed');
    });
    it('tells live, old and expired data apart', () => {
        const p = JSON.parse(payload('2026-11-23T00:00:00Z')) as BundlePayload;
        expect(ageOf(p, Date.parse('2026-11-23T05:59:00Z'))).toBe('live');
        expect(ageOf(p, Date.parse('2026-11-23T06:01:00Z'))).toBe('old');
        expect(ageOf(p, Date.parse('2026-12-01T00:00:01Z'))).toBe('expired');
    });
    it('shows a fingerprint of sixteen digits in fours', async () => {
        expect(await fingerprint(own.hex)).toMatch(/^[0-9A-F]{4}( [0-9A-F]{4}){3}$/);
    });
});
