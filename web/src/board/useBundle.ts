// Keeps the bundle of one board fresh: shelf first, then the network, every few minutes and whenever
// the network comes back. A refused bundle leaves what is shown in place and names the fault.
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';
import { get } from '../api/client';
import type { PublicKey, SignedBundle } from '../api/types';
import { BundleRefused, fromNetwork, fromShelf, setUp, type BundleFault, type Shown } from '../base/bundle';

const REFRESH_MS = 5 * 60_000;
const RETRY_MS = 30_000;

const source = {
    bundle: (code: string) => get<SignedBundle>(`/boards/${encodeURIComponent(code)}/bundle`),
    keys: async () => (await get<{ keys: PublicKey[] }>('/keys')).keys,
};

export function useBundle(code: string, expectedKey?: string) {
    const shown = shallowRef<Shown>();
    const fault = ref<BundleFault>();
    const loading = ref(true);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;

    async function refresh() {
        clearTimeout(timer);
        try {
            shown.value = await fromNetwork(code, source, expectedKey);
            fault.value = undefined;
        } catch (e) {
            fault.value = e instanceof BundleRefused ? e.fault : 'malformed';
        }
        loading.value = false;
        if (!stopped) timer = setTimeout(refresh, fault.value ? RETRY_MS : REFRESH_MS);
    }
    // A person at the screen accepts the key that the server has now.
    async function acceptNewKey() {
        try {
            const signed = await source.bundle(code);
            await setUp(code, source, signed.key_id);
        } catch (e) {
            fault.value = e instanceof BundleRefused ? e.fault : 'unreachable';
            return;
        }
        await refresh();
    }
    onMounted(async () => {
        shown.value = await fromShelf(code).catch(() => undefined);
        if (shown.value) loading.value = false;
        addEventListener('online', refresh);
        await refresh();
    });
    onBeforeUnmount(() => {
        stopped = true;
        clearTimeout(timer);
        removeEventListener('online', refresh);
    });
    return { shown, fault, loading, refresh, acceptNewKey };
}
