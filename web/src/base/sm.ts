// The national algorithms, for deployments that use them: SM2 signatures (GB/T 32918, DER of r and s,
// distinguishing id 1234567812345678) and SM3 digests (GB/T 32905). Fetched only when one is met.
import { sm2, sm3 } from 'sm-crypto-v2';
import { bytesOf, hexOf } from './signature';

export const sm3Of = (bytes: Uint8Array): Uint8Array => bytesOf(sm3(bytes));

export function sm2Holds(signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean {
    const point = hexOf(key);
    if (key.length !== 65 || key[0] !== 4 || !sm2.verifyPublicKey(point)) return false;
    return sm2.doVerifySignature(message, hexOf(signature), point, { der: true, hash: true, userId: '1234567812345678' });
}
