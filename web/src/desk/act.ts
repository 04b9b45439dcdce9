// One act at a time: what it does, its fault in words, and no second click while it runs.
import { ref } from 'vue';
import { Problem } from '../api/client';

export function useAct() {
    const busy = ref(false);
    const fault = ref<Problem>();
    async function act(what: () => Promise<unknown>): Promise<boolean> {
        if (busy.value) return false;
        busy.value = true;
        fault.value = undefined;
        try {
            await what();
            return true;
        } catch (e) {
            if (!(e instanceof Problem)) throw e;
            fault.value = e;
            return false;
        } finally {
            busy.value = false;
        }
    }
    return { busy, fault, act };
}
