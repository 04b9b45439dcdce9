// RFC 9162 proofs of the journal, checked in the browser, over SHA-256 or SM3. Hashes are hex text.
import { bytesOf, digest, hexOf, type HashName } from './signature';

async function node(hash: HashName, left: string, right: string): Promise<string> {
    const l = bytesOf(left);
    const r = bytesOf(right);
    const all = new Uint8Array(1 + l.length + r.length);
    all[0] = 1;
    all.set(l, 1);
    all.set(r, 1 + l.length);
    return hexOf(await digest(hash, all));
}

// Section 2.1.3.2. Sizes stay far below 2^53, so plain numbers and division serve.
export async function inclusionHolds(
    index: number,
    size: number,
    leaf: string,
    path: string[],
    root: string,
    hash: HashName = 'sha256',
): Promise<boolean> {
    if (index < 0 || index >= size) return false;
    let fn = index;
    let sn = size - 1;
    let r = leaf;
    for (const p of path) {
        if (sn === 0) return false;
        if (fn % 2 === 1 || fn === sn) {
            r = await node(hash, p, r);
            if (fn % 2 === 0) {
                while (fn % 2 === 0 && fn !== 0) {
                    fn = Math.floor(fn / 2);
                    sn = Math.floor(sn / 2);
                }
            }
        } else r = await node(hash, r, p);
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
    }
    return sn === 0 && r === root;
}

// Section 2.1.4.2.
export async function consistencyHolds(
    from: number,
    to: number,
    rootFrom: string,
    rootTo: string,
    proof: string[],
    hash: HashName = 'sha256',
): Promise<boolean> {
    if (from === to) return proof.length === 0 && rootFrom === rootTo;
    if (from === 0) return proof.length === 0;
    if (from > to || proof.length === 0) return false;
    const powerOfTwo = (n: number) => Number.isInteger(Math.log2(n));
    const path = powerOfTwo(from) ? [rootFrom, ...proof] : [...proof];
    let fn = from - 1;
    let sn = to - 1;
    while (fn % 2 === 1) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
    }
    let fr = path[0];
    let sr = path[0];
    for (const c of path.slice(1)) {
        if (sn === 0) return false;
        if (fn % 2 === 1 || fn === sn) {
            fr = await node(hash, c, fr);
            sr = await node(hash, c, sr);
            while (fn % 2 === 0 && fn !== 0) {
                fn = Math.floor(fn / 2);
                sn = Math.floor(sn / 2);
            }
        } else sr = await node(hash, sr, c);
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
    }
    return sn === 0 && fr === rootFrom && sr === rootTo;
}
