// A small shelf in IndexedDB: what a screen keeps when the network goes. One object store, keys are
// text. When the browser refuses (private window), the shelf lives in memory only.
const DB = 'linli';
const STORE = 'shelf';
const memory = new Map<string, unknown>();

let opened: Promise<IDBDatabase | undefined> | undefined;

function open(): Promise<IDBDatabase | undefined> {
    opened ??= new Promise((resolve) => {
        if (!('indexedDB' in globalThis)) return resolve(undefined);
        try {
            const r = indexedDB.open(DB, 1);
            r.onupgradeneeded = () => r.result.createObjectStore(STORE);
            r.onsuccess = () => resolve(r.result);
            r.onerror = () => resolve(undefined);
            r.onblocked = () => resolve(undefined);
        } catch {
            resolve(undefined);
        }
    });
    return opened;
}

function run<T>(db: IDBDatabase, mode: IDBTransactionMode, act: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
        const tx = db.transaction(STORE, mode);
        const request = act(tx.objectStore(STORE));
        tx.oncomplete = () => resolve(request.result);
        tx.onerror = () => reject(tx.error);
        tx.onabort = () => reject(tx.error);
    });
}

export async function take<T>(key: string): Promise<T | undefined> {
    const db = await open();
    if (!db) return memory.get(key) as T | undefined;
    return (await run(db, 'readonly', (s) => s.get(key))) as T | undefined;
}

export async function keep(key: string, value: unknown): Promise<void> {
    const db = await open();
    if (!db) {
        memory.set(key, value);
        return;
    }
    await run(db, 'readwrite', (s) => s.put(value, key));
}

export async function drop(key: string): Promise<void> {
    memory.delete(key);
    const db = await open();
    if (db) await run(db, 'readwrite', (s) => s.delete(key));
}
