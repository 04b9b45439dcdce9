import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

// The address of a running server (or of dev/mock.mjs) that `npm run dev` forwards the API to.
const api = process.env.LINLI_URL ?? 'http://localhost:8090';

export default defineConfig({
    plugins: [vue()],
    define: {
        __VUE_OPTIONS_API__: false,
        __VUE_PROD_DEVTOOLS__: false,
        __VUE_I18N_LEGACY_API__: false,
        __VUE_I18N_FULL_INSTALL__: false,
        __INTLIFY_PROD_DEVTOOLS__: false,
    },
    build: {
        target: 'es2021',
        manifest: 'manifest.json',
        // The content security policy allows no data: modules and no inline scripts.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
        rollupOptions: {
            output: {
                manualChunks: (id) =>
                    /node_modules\/(vue|@vue|vue-router|pinia|vue-i18n|@intlify)\//.test(id)
                        ? 'frame'
                        : undefined,
            },
        },
    },
    server: { proxy: { '/api': api, '/hsds': api, '/metrics': api } },
    test: { include: ['tests/**/*.test.ts'], setupFiles: ['tests/setup.ts'] },
});
