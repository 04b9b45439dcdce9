import { describe, expect, it } from 'vitest';
import { consistency, inclusion, leafHash, root } from '../dev/tree.mjs';
import { consistencyHolds, inclusionHolds } from '../src/base/merkle';

const leaves = Array.from({ length: 33 }, (_, i) => leafHash(Buffer.from(`entry ${i}`)) as Buffer);
const hex = (b: Buffer) => b.toString('hex');

describe('the journal in the browser', () => {
    it('is proven to hold an entry, for every size and position up to 33', async () => {
        for (let n = 1; n <= leaves.length; n++)
            for (let i = 0; i < n; i++) {
                const tree = leaves.slice(0, n);
                const path = (inclusion(tree, i) as Buffer[]).map(hex);
                expect(await inclusionHolds(i, n, hex(leaves[i]), path, hex(root(tree))), `${i} of ${n}`).toBe(true);
            }
    });
    it('is not proven to hold an entry that was changed, or at another place', async () => {
        const path = (inclusion(leaves, 5) as Buffer[]).map(hex);
        expect(await inclusionHolds(5, 33, hex(leafHash(Buffer.from('forged'))), path, hex(root(leaves)))).toBe(false);
        expect(await inclusionHolds(4, 33, hex(leaves[5]), path, hex(root(leaves)))).toBe(false);
        expect(await inclusionHolds(5, 33, hex(leaves[5]), path.slice(1), hex(root(leaves)))).toBe(false);
    });
    it('is proven to have only grown, for every pair of sizes up to 33', async () => {
        for (let to = 1; to <= leaves.length; to++)
            for (let from = 1; from <= to; from++) {
                const proof = (consistency(leaves.slice(0, to), from) as Buffer[]).map(hex);
                expect(await consistencyHolds(from, to, hex(root(leaves.slice(0, from))), hex(root(leaves.slice(0, to))), proof), `${from} to ${to}`).toBe(true);
            }
    });
    it('is found out when an old entry was rewritten', async () => {
        const forged = [...leaves];
        forged[2] = leafHash(Buffer.from('forged')) as Buffer;
        const proof = (consistency(forged, 20) as Buffer[]).map(hex);
        expect(await consistencyHolds(20, 33, hex(root(leaves.slice(0, 20))), hex(root(forged)), proof)).toBe(false);
    });
});
