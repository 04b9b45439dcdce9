// RFC 9162 Merkle tree by its definition (recursive), for the mock server and the unit tests.
import { createHash } from 'node:crypto';

const hash = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
export const leafHash = (data) => hash(Buffer.from([0]), data);
const nodeHash = (l, r) => hash(Buffer.from([1]), l, r);
const split = (n) => 2 ** Math.floor(Math.log2(n - 1));

export function root(leaves) {
    if (leaves.length === 0) return hash(Buffer.alloc(0));
    if (leaves.length === 1) return leaves[0];
    const k = split(leaves.length);
    return nodeHash(root(leaves.slice(0, k)), root(leaves.slice(k)));
}

export function inclusion(leaves, m) {
    if (leaves.length <= 1) return [];
    const k = split(leaves.length);
    return m < k ? [...inclusion(leaves.slice(0, k), m), root(leaves.slice(k))] : [...inclusion(leaves.slice(k), m - k), root(leaves.slice(0, k))];
}

function sub(leaves, m, whole) {
    const n = leaves.length;
    if (m === n) return whole ? [] : [root(leaves)];
    const k = split(n);
    return m <= k ? [...sub(leaves.slice(0, k), m, whole), root(leaves.slice(k))] : [...sub(leaves.slice(k), m - k, false), root(leaves.slice(0, k))];
}

export const consistency = (leaves, from) => (from === 0 || from === leaves.length ? [] : sub(leaves, from, true));
