// What the person chose for this device: language, elder mode, text size. Kept in localStorage; no
// name, no place.
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';

export type Lang = 'zh' | 'en';
export const SIZES = { normal: [16, 18, 20, 24], elder: [20, 24, 27, 30] } as const;

interface Kept {
    lang?: Lang;
    elder?: boolean;
    step?: number;
}

const KEY = 'linli.prefs';

function read(): Kept {
    try {
        return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Kept;
    } catch {
        return {};
    }
}

export const usePrefs = defineStore('prefs', () => {
    const kept = read();
    const lang = ref<Lang>(kept.lang === 'en' ? 'en' : 'zh');
    const elder = ref(kept.elder === true);
    const step = ref(Number.isInteger(kept.step) ? Math.min(3, Math.max(0, kept.step!)) : 0);
    const sizes = computed(() => (elder.value ? SIZES.elder : SIZES.normal));
    const size = computed(() => sizes.value[step.value] ?? sizes.value[0]);

    function apply() {
        const root = document.documentElement;
        root.lang = lang.value === 'en' ? 'en' : 'zh-CN';
        root.classList.toggle('elder', elder.value);
        root.style.setProperty('--base', `${size.value}px`);
    }
    watch(
        [lang, elder, step],
        () => {
            apply();
            try {
                localStorage.setItem(KEY, JSON.stringify({ lang: lang.value, elder: elder.value, step: step.value }));
            } catch {
                // A private window forgets; the page still works.
            }
        },
        { immediate: true },
    );
    function setElder(on: boolean) {
        elder.value = on;
        step.value = 0;
    }
    return { lang, elder, step, sizes, size, setElder };
});
