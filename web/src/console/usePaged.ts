// One list with "more", its fault and its state, shared by all tables of the console.
import { ref, type Ref } from 'vue';
import { get, Problem, type Call } from '../api/client';
import type { Page } from '../api/types';

export function usePaged<T>(path: string, query: () => Call['query']) {
    const items = ref([]) as Ref<T[]>;
    const next = ref<string | null>();
    const total = ref<number>();
    const problem = ref<Problem>();
    const loading = ref(true);
    let round = 0;

    async function load(again = true) {
        const mine = ++round;
        loading.value = true;
        try {
            const p = await get<Page<T>>(path, { ...query(), cursor: again ? undefined : next.value });
            if (mine !== round) return;
            items.value = again ? p.items : [...items.value, ...p.items];
            next.value = p.next;
            total.value = p.total;
            problem.value = undefined;
        } catch (e) {
            if (mine === round && e instanceof Problem) problem.value = e;
        }
        if (mine === round) loading.value = false;
    }
    return { items, next, total, problem, loading, load };
}
