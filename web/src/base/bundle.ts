// The signed bundle of a board: fetched, verified against the key pinned when the screen was set up,
// kept for days without network. What is not signed by the pinned key is never shown.
import type { BundlePayload, PublicKey, SignedBundle } from '../api/types';
import { keep, take } from './offline';
import { hexOf, sha256, verifyEd25519, verifySm2 } from './signature';

export interface Pin {
    key_id: string;
    public_key: string;
    pinned_at: string;
}

export type BundleFault =
    | 'unreachable' // no network, or the server is down
    | 'unknown_board'
    | 'not_set_up' // no pinned key yet and none could be fetched
    | 'pin_mismatch' // the key given in the set-up link is not the server's
    | 'key_changed' // signed by another key than the pinned one
    | 'bad_signature'
    | 'malformed'
    | 'older'; // older than what is kept: a replay

export class BundleRefused extends Error {
    constructor(readonly fault: BundleFault) {
        super(fault);
    }
}

export interface Source {
    bundle(code: string): Promise<SignedBundle>;
    keys(): Promise<PublicKey[]>;
}

export interface Shown {
    payload: BundlePayload;
    sha256: string;
    from: 'network' | 'shelf';
    pin: Pin;
}

const bundleKey = (code: string) => `board:${code}:bundle`;
const pinKey = (code: string) => `board:${code}:pin`;

export const pinOf = (code: string) => take<Pin>(pinKey(code));

const verifiers: Record<string, (signature: string, message: string, key: string) => Promise<boolean>> = {
    ed25519: (s, m, k) => verifyEd25519(s, m, k),
    sm2: verifySm2,
};

export async function verify(signed: SignedBundle, pin: Pin): Promise<BundlePayload> {
    const holds = verifiers[signed?.algorithm];
    if (typeof signed?.payload !== 'string' || !holds) throw new BundleRefused('malformed');
    if (signed.key_id !== pin.key_id) throw new BundleRefused('key_changed');
    if (!(await holds(signed.signature, signed.payload, pin.public_key)))
        throw new BundleRefused('bad_signature');
    try {
        const p = JSON.parse(signed.payload) as BundlePayload;
        if (!p.board || !Array.isArray(p.listings) || Number.isNaN(Date.parse(p.made_at)))
            throw new BundleRefused('malformed');
        return p;
    } catch {
        throw new BundleRefused('malformed');
    }
}

// Trusts the key that the server names now, once; `expected` (from a set-up link) must then be it.
export async function setUp(code: string, source: Source, keyId: string, expected?: string): Promise<Pin> {
    let keys: PublicKey[];
    try {
        keys = await source.keys();
    } catch {
        throw new BundleRefused('not_set_up');
    }
    const key = keys.find((k) => k.key_id === keyId);
    if (!key) throw new BundleRefused('not_set_up');
    if (expected && expected !== key.public_key && expected !== key.key_id)
        throw new BundleRefused('pin_mismatch');
    const pin = { key_id: key.key_id, public_key: key.public_key, pinned_at: new Date().toISOString() };
    await keep(pinKey(code), pin);
    return pin;
}

export async function fromShelf(code: string): Promise<Shown | undefined> {
    const pin = await pinOf(code);
    const kept = await take<SignedBundle>(bundleKey(code));
    if (!pin || !kept) return undefined;
    try {
        return { payload: await verify(kept, pin), sha256: kept.sha256, from: 'shelf', pin };
    } catch {
        return undefined;
    }
}

// The newest verified bundle from the server; throws BundleRefused and leaves the shelf as it was.
export async function fromNetwork(code: string, source: Source, expected?: string): Promise<Shown> {
    let signed: SignedBundle;
    try {
        signed = await source.bundle(code);
    } catch (e) {
        const status = (e as { status?: number }).status;
        throw new BundleRefused(status === 404 ? 'unknown_board' : 'unreachable');
    }
    const pin = (await pinOf(code)) ?? (await setUp(code, source, signed?.key_id, expected));
    const payload = await verify(signed, pin);
    if (payload.board.code !== code) throw new BundleRefused('malformed');
    const before = await fromShelf(code);
    if (before && Date.parse(before.payload.made_at) > Date.parse(payload.made_at))
        throw new BundleRefused('older');
    await keep(bundleKey(code), signed);
    return { payload, sha256: hexOf(await sha256(signed.payload)), from: 'network', pin };
}

export type Age = 'live' | 'old' | 'expired';

// `old` from six hours on: the screen then says so; after `expires_at` it warns in red.
export function ageOf(p: BundlePayload, nowMs: number): Age {
    if (nowMs > Date.parse(p.expires_at)) return 'expired';
    return nowMs - Date.parse(p.made_at) > 6 * 3600_000 ? 'old' : 'live';
}
