// Texts of the screens: src/messages/<language>/<portal>.json, fetched for the portal and language in
// use; `common` comes with the first page.
import { nextTick } from 'vue';
import { createI18n } from 'vue-i18n';
import { speak } from './api/client';
import type { Lang } from './base/prefs';

export type Portal = 'common' | 'citizen' | 'board' | 'console' | 'rules' | 'cases' | 'forms' | 'processes' | 'desk' | 'money';

const files = import.meta.glob<{ default: Record<string, never> }>('./messages/*/*.json');
const loaded = new Set<string>();

export const i18n = createI18n({
    legacy: false,
    locale: 'zh',
    fallbackLocale: 'zh',
    messages: { zh: {}, en: {} } as Record<Lang, Record<string, never>>,
    missingWarn: false,
    fallbackWarn: false,
});

let portals: Portal[] = ['common'];

export async function useLanguage(lang: Lang, ...wanted: Portal[]) {
    portals = [...new Set([...portals, ...wanted])];
    await Promise.all(
        portals.map(async (p) => {
            const path = `./messages/${lang}/${p}.json`;
            if (loaded.has(path) || !files[path]) return;
            const m = await files[path]();
            i18n.global.mergeLocaleMessage(lang, m.default);
            loaded.add(path);
        }),
    );
    i18n.global.locale.value = lang;
    speak(lang);
    await nextTick();
}
