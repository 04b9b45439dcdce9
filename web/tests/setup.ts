import { webcrypto } from 'node:crypto';
import 'fake-indexeddb/auto';

// Node 18 has WebCrypto, but not as a global.
if (!globalThis.crypto) Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
