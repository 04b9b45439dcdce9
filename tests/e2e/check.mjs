export function check(condition, words) {
    if (!condition) throw new Error(words);
}

// Long enough for a slow machine under load; a test waits for states, never for a time.
const PATIENCE_MS = 60_000;

export async function fresh(browser, options = {}) {
    const { width = 1280, height = 900, worker = 'block', ...rest } = options;
    const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', serviceWorkers: worker, reducedMotion: 'reduce', ...rest });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(() => {
        const ask = window.fetch;
        window.linliPending = 0;
        window.fetch = (...a) => {
            window.linliPending++;
            return ask(...a).finally(() => setTimeout(() => window.linliPending--));
        };
    });
    return context;
}
