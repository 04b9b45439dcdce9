// Calls of /api/v1. Answers that are problems (RFC 9457) become a thrown Problem; a call that did not
// reach the server becomes a Problem with status 0 and code "net.unreachable".
import type { ProblemBody } from './types';

let language: 'zh' | 'en' = 'zh';
export function speak(to: 'zh' | 'en') {
    language = to;
}

export class Problem extends Error {
    constructor(readonly body: ProblemBody) {
        super(body.detail ?? body.title ?? body.code ?? 'problem');
    }
    get status() {
        return this.body.status;
    }
    get code() {
        return this.body.code ?? '';
    }
    // The sentence for the person in front of the screen.
    words(lang: string): string {
        const title = lang === 'en' ? this.body.title_en : this.body.title_zh;
        return title || this.body.detail || this.body.title || this.code;
    }
}

export interface Answer<T> {
    body: T;
    etag: string;
    kept?: string; // when the device put it by, without network since
}

export interface Call {
    query?: Record<string, string | number | boolean | undefined | null>;
    body?: unknown;
    etag?: string;
    signal?: AbortSignal;
    timeoutMs?: number;
}

export function queryString(query: Call['query']): string {
    const q = new URLSearchParams();
    for (const [k, v] of Object.entries(query ?? {}))
        if (v !== undefined && v !== null && v !== '') q.set(k, String(v));
    const text = q.toString();
    return text ? `?${text}` : '';
}

export async function call<T>(method: string, path: string, c: Call = {}): Promise<Answer<T>> {
    const headers: Record<string, string> = {
        Accept: 'application/json',
        'Accept-Language': language === 'en' ? 'en' : 'zh-CN',
    };
    if (method !== 'GET') headers['X-Linli'] = '1';
    if (c.body !== undefined) headers['Content-Type'] = 'application/json';
    if (c.etag) headers['If-Match'] = `"${c.etag.replace(/^(W\/)?"|"$/g, '')}"`;
    // A repeated POST with the same key is answered once: safe against double clicks and lost answers.
    if (method === 'POST') headers['Idempotency-Key'] = requestKey();
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), c.timeoutMs ?? 15000);
    c.signal?.addEventListener('abort', () => stop.abort());
    let answer: Response;
    let text: string;
    try {
        answer = await fetch(`/api/v1${path}${queryString(c.query)}`, {
            method,
            headers,
            body: c.body === undefined ? undefined : JSON.stringify(c.body),
            signal: stop.signal,
            credentials: 'same-origin',
        });
        text = await answer.text();
    } catch (e) {
        if (c.signal?.aborted) throw e;
        throw new Problem({
            status: 0,
            code: 'net.unreachable',
            title_zh: '连不上服务器。请检查网络后再试。',
            title_en: 'The server cannot be reached. Check the network and try again.',
        });
    } finally {
        clearTimeout(timer);
    }
    let body: unknown;
    try {
        body = text ? JSON.parse(text) : undefined;
    } catch {
        body = undefined;
    }
    if (!answer.ok) {
        const b = (body ?? {}) as Partial<ProblemBody>;
        throw new Problem({
            code: `http.${answer.status}`,
            title_zh: `服务器没有完成这次请求（${answer.status}）。请稍后再试。`,
            title_en: `The server did not complete this request (${answer.status}). Try again later.`,
            ...b,
            status: answer.status,
        });
    }
    return { body: body as T, etag: answer.headers.get('ETag') ?? '', kept: answer.headers.get('X-Linli-Kept') ?? undefined };
}

// randomUUID exists only on secure origins; a screen may be set up over plain http.
export function requestKey(): string {
    const b = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
}

export const get = async <T>(path: string, query?: Call['query'], signal?: AbortSignal) =>
    (await call<T>('GET', path, { query, signal })).body;
export const post = async <T>(path: string, body?: unknown) =>
    (await call<T>('POST', path, { body: body ?? {} })).body;
