import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import App from './App.vue';
import { usePrefs } from './base/prefs';
import { i18n, useLanguage } from './i18n';
import { router, setTitle } from './router';
import './style.css';

const app = createApp(App).use(createPinia()).use(i18n);
const prefs = usePrefs();
watch(
    () => prefs.lang,
    async (lang) => {
        await useLanguage(lang);
        setTitle(router.currentRoute.value.meta.title);
    },
);
useLanguage(prefs.lang).then(() => {
    app.use(router).mount('#app');
});

// A new version of the app has other file names; a page opened before fetches itself anew, once.
window.addEventListener('vite:preloadError', (e) => {
    const last = Number(sessionStorage.getItem('linli.reloaded') ?? 0);
    if (Date.now() - last < 60_000) return;
    sessionStorage.setItem('linli.reloaded', String(Date.now()));
    e.preventDefault();
    location.reload();
});

if (import.meta.env.PROD && 'serviceWorker' in navigator)
    window.addEventListener('load', () => navigator.serviceWorker.register('/sw.js').catch(() => undefined));
