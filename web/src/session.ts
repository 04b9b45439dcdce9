import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { call, get, post, Problem } from './api/client';
import type { Me } from './api/types';

// Where to go after signing in, as a link of this site said; never another site's address.
export const safeBack = (back: unknown): string | undefined => (typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : undefined);

const nobody: Me = { signed_in: false, grants: [] };

export const useSession = defineStore('session', () => {
    const me = ref<Me>(nobody);
    const known = ref(false); // the server has answered who we are
    let asked: Promise<void> | undefined;

    function take(m: Me) {
        me.value = m;
        known.value = true;
    }
    function load(again = false): Promise<void> {
        if (again) asked = undefined;
        asked ??= get<Me>('/session')
            .then(take)
            .catch((e) => {
                asked = undefined;
                if (e instanceof Problem && e.status === 401) take(nobody);
            });
        return asked;
    }
    async function signIn(body: { login: string; password: string } | { phone: string; code: string }) {
        take(await post<Me>('/sessions', body));
        asked = Promise.resolve();
    }
    async function signOut() {
        await call('DELETE', '/session');
        take(nobody);
    }
    const may = (permission: string) => me.value.grants.some((g) => g.permissions.includes(permission));
    const staff = computed(() => me.value.grants.length > 0);
    return { me, known, load, signIn, signOut, may, staff };
});
