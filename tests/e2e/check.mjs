export function check(condition, words) {
    if (!condition) throw new Error(words);
}

export async function fresh(browser, options = {}) {
    const { width = 1280, height = 900, worker = 'block', ...rest } = options;
    return browser.newContext({ viewport: { width, height }, locale: 'zh-CN', serviceWorkers: worker, ...rest });
}
