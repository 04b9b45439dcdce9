// Verification of a board's bundle. Ed25519: WebCrypto where the browser has it, else a small library
// that is fetched only then (older kiosks, and screens set up over plain http). SM2: no browser has it,
// so its library is fetched by those who meet such a signature.

export function bytesOf(text: string): Uint8Array {
    if (/^([0-9a-f]{2})+$/i.test(text))
        return Uint8Array.from(text.match(/../g)!, (h) => parseInt(h, 16));
    const std = text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
    return Uint8Array.from(atob(std + '='.repeat((4 - (std.length % 4)) % 4)), (c) => c.charCodeAt(0));
}

export const hexOf = (b: ArrayBuffer | Uint8Array) =>
    Array.from(new Uint8Array(b), (x) => x.toString(16).padStart(2, '0')).join('');

export async function sha256(data: Uint8Array | string): Promise<Uint8Array> {
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
    if (globalThis.crypto?.subtle)
        return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
    const { sha256: own } = await import('@noble/hashes/sha2');
    return own(bytes);
}

export type HashName = 'sha256' | 'sm3';

export async function digest(hash: HashName, data: Uint8Array): Promise<Uint8Array> {
    if (hash === 'sha256') return sha256(data);
    const { sm3Of } = await import('./sm');
    return sm3Of(data);
}

async function withLibrary(signature: Uint8Array, message: Uint8Array, key: Uint8Array) {
    const [ed, { sha512 }] = await Promise.all([import('@noble/ed25519'), import('@noble/hashes/sha2')]);
    ed.etc.sha512Sync = (...m: Uint8Array[]) => sha512(ed.etc.concatBytes(...m));
    return ed.verify(signature, message, key, { zip215: false });
}

export async function verifyEd25519(
    signatureText: string,
    message: string,
    publicKeyText: string,
    useLibrary = false,
): Promise<boolean> {
    let signature: Uint8Array;
    let key: Uint8Array;
    try {
        signature = bytesOf(signatureText);
        key = bytesOf(publicKeyText);
    } catch {
        return false;
    }
    if (signature.length !== 64 || key.length !== 32) return false;
    const bytes = new TextEncoder().encode(message);
    if (!useLibrary && globalThis.crypto?.subtle) {
        try {
            const k = await crypto.subtle.importKey('raw', key as BufferSource, { name: 'Ed25519' }, false, ['verify']);
            return await crypto.subtle.verify({ name: 'Ed25519' }, k, signature as BufferSource, bytes as BufferSource);
        } catch {
            // This browser's WebCrypto does not know Ed25519.
        }
    }
    try {
        return await withLibrary(signature, bytes, key);
    } catch {
        return false;
    }
}

export async function verifySm2(signatureText: string, message: string, publicKeyText: string): Promise<boolean> {
    const { sm2Holds } = await import('./sm');
    try {
        return sm2Holds(bytesOf(signatureText), new TextEncoder().encode(message), bytesOf(publicKeyText));
    } catch {
        return false; // not base64, not DER, or not a point of the curve
    }
}

// What a person compares on two screens: 16 hex digits of the key's SHA-256 in groups of four.
export async function fingerprint(publicKeyText: string): Promise<string> {
    return hexOf(await sha256(bytesOf(publicKeyText)))
        .slice(0, 16)
        .toUpperCase()
        .replace(/(.{4})(?=.)/g, '$1 ');
}
