// What a server with `--crypto sm` signed and proved, checked by the library of the browser app; and the
// examples of the standards themselves.
import { beforeEach, describe, expect, it } from 'vitest';
import { fromNetwork, fromShelf, verify, type Source } from '../src/base/bundle';
import { consistencyHolds, inclusionHolds } from '../src/base/merkle';
import { drop } from '../src/base/offline';
import { bytesOf, digest, hexOf, verifySm2 } from '../src/base/signature';
import made from './national.json';

const { keys, bundle, inclusion, growth } = made;
const key = keys[0];
const pin = { key_id: key.key_id, public_key: key.public_key, pinned_at: '2026-11-24T00:00:00Z' };
const fault = async (p: Promise<unknown>) => p.then(() => 'none', (e: { fault: string }) => e.fault);
const hex = (base64: string) => hexOf(bytesOf(base64));

beforeEach(async () => {
    await drop('board:fixture:bundle');
    await drop('board:fixture:pin');
});

describe('a board signed with SM2', () => {
    it('is shown, and kept for days without network', async () => {
        expect(bundle.algorithm).toBe('sm2');
        expect((await verify(bundle, pin)).board.code).toBe('fixture');
        const source: Source = { bundle: async () => bundle, keys: async () => keys };
        expect((await fromNetwork('fixture', source)).from).toBe('network');
        expect((await fromShelf('fixture'))?.payload.board.name_zh).toBe('国密示例屏');
    });
    it('is refused when a byte, the signature or the key is another', async () => {
        expect(await fault(verify({ ...bundle, payload: bundle.payload.replace('示例', '假冒') }, pin))).toBe('bad_signature');
        const bytes = bytesOf(bundle.signature);
        bytes[bytes.length - 1] ^= 1;
        expect(await fault(verify({ ...bundle, signature: hexOf(bytes) }, pin))).toBe('bad_signature');
        expect(await fault(verify({ ...bundle, signature: 'AAAA' }, pin))).toBe('bad_signature');
        expect(await fault(verify({ ...bundle, signature: '' }, pin))).toBe('bad_signature');
        const point = bytesOf(pin.public_key);
        point[40] ^= 1; // no point of the curve any more
        expect(await fault(verify(bundle, { ...pin, public_key: hexOf(point) }))).toBe('bad_signature');
        // The generator of the curve: a good point, but nobody's key here.
        const other = '0432c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0';
        expect(await fault(verify(bundle, { ...pin, public_key: other }))).toBe('bad_signature');
        expect(await fault(verify({ ...bundle, algorithm: 'ed25519' }, pin))).toBe('bad_signature');
        expect(await fault(verify({ ...bundle, algorithm: 'none' }, pin))).toBe('malformed');
    });
    it('takes no signature of zeros', async () => {
        expect(await verifySm2('3006020100020100', bundle.payload, pin.public_key)).toBe(false);
    });
});

describe('SM3', () => {
    // GB/T 32905, appendix A.
    it.each([
        ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
        ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
    ])('of the example %s is that of the standard', async (text, expected) => {
        expect(hexOf(await digest('sm3', new TextEncoder().encode(text)))).toBe(expected);
    });
    it('proves that an entry is in the journal, and refuses another entry or another hash', async () => {
        const path = inclusion.proof.map(hex);
        const root = hex(inclusion.root);
        expect(await inclusionHolds(inclusion.index, inclusion.size, hex(inclusion.leaf_hash), path, root, 'sm3')).toBe(true);
        expect(await inclusionHolds(inclusion.index + 1, inclusion.size, hex(inclusion.leaf_hash), path, root, 'sm3')).toBe(false);
        expect(await inclusionHolds(inclusion.index, inclusion.size, root, path, root, 'sm3')).toBe(false);
        expect(await inclusionHolds(inclusion.index, inclusion.size, hex(inclusion.leaf_hash), path, root, 'sha256')).toBe(false);
    });
    it('proves that the journal only grew, and finds a forged past', async () => {
        const proof = growth.proof.map(hex);
        expect(await consistencyHolds(growth.from, growth.to, hex(growth.from_root), hex(growth.to_root), proof, 'sm3')).toBe(true);
        expect(await consistencyHolds(growth.from, growth.to, hex(growth.to_root), hex(growth.to_root), proof, 'sm3')).toBe(false);
    });
});
