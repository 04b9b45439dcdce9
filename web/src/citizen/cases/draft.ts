// A form that is saved while one types. What the server has not got yet is kept on this device, and
// sent when the network is back; a form that was changed elsewhere meanwhile is never overwritten
// unasked.
import { onBeforeUnmount, onMounted, ref } from 'vue';
import { Problem } from '../../api/client';
import { drop, keep, take } from '../../base/offline';
import { oneCase, saveForm, type Case } from './api';

export type Saving = 'saved' | 'changed' | 'saving' | 'offline' | 'conflict' | 'refused';
interface Kept {
    data: Record<string, unknown>;
    base: string; // of what form of the server it is a change
    at: string;
}
const SAVE_MS = 900;
const AGAIN_MS = 15_000;
const shelf = (account: string, id: string) => `form:${account}:${id}`;

// Two forms with the same answers are the same, whatever the order and the empty fields.
export function answersOf(v: unknown): string {
    const plain = (x: unknown): unknown => {
        if (Array.isArray(x)) return x.map(plain);
        if (x && typeof x === 'object')
            return Object.fromEntries(
                Object.entries(x)
                    .filter(([, y]) => y !== null && y !== undefined && y !== '' && y !== false && !(Array.isArray(y) && !y.length))
                    .sort(([a], [b]) => (a < b ? -1 : 1))
                    .map(([k, y]) => [k, plain(y)]),
            );
        return x;
    };
    return JSON.stringify(plain(v ?? {}));
}

export function useDraft(account: () => string, id: string) {
    const saving = ref<Saving>('saved');
    const savedAt = ref('');
    const problem = ref<Problem>();
    const theirs = ref<Case>(); // what the server has, when both were changed
    let etag = '';
    let base = ''; // the answers that the server had last
    let data: Record<string, unknown> | undefined; // not yet with the server
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running: Promise<void> | undefined;
    const key = () => shelf(account(), id);

    // The form to show: what this device kept wins over the same version of the server.
    async function start(c: Case): Promise<Record<string, unknown>> {
        etag = c.etag;
        base = answersOf(c.data);
        const kept = await take<Kept>(key()).catch(() => undefined);
        if (!kept || answersOf(kept.data) === base) {
            if (kept) await drop(key());
            return c.data;
        }
        data = kept.data;
        if (kept.base === base) void flush();
        else {
            saving.value = 'conflict';
            theirs.value = c;
        }
        return kept.data;
    }
    function change(now: Record<string, unknown>) {
        if (!data && answersOf(now) === base) return;
        data = JSON.parse(JSON.stringify(now)) as Record<string, unknown>;
        if (saving.value === 'conflict') return void keepHere();
        saving.value = 'changed';
        void keepHere();
        clearTimeout(timer);
        timer = setTimeout(() => void flush(), SAVE_MS);
    }
    const keepHere = () => keep(key(), { data: data ?? {}, base, at: new Date().toISOString() } satisfies Kept).catch(() => undefined);

    // True when the server has everything.
    async function flush(): Promise<boolean> {
        clearTimeout(timer);
        while (running) await running;
        if (!data) return saving.value === 'saved';
        if (saving.value === 'conflict') return false;
        running = send().finally(() => (running = undefined));
        await running;
        return saving.value === 'saved' && !data;
    }
    async function send() {
        const sent = data!;
        saving.value = 'saving';
        try {
            const answer = await saveForm(id, sent, etag);
            etag = answer.body?.etag || answer.etag || etag;
            base = answersOf(answer.body?.data ?? sent);
            problem.value = undefined;
            savedAt.value = new Date().toISOString();
            if (data === sent) {
                data = undefined;
                saving.value = 'saved';
                await drop(key()).catch(() => undefined);
            } else saving.value = 'changed';
        } catch (e) {
            if (!(e instanceof Problem)) throw e;
            problem.value = e;
            if (e.status === 0 || e.status >= 500) {
                await keepHere(); // before it is said to lie on this device
                saving.value = 'offline';
                clearTimeout(timer);
                timer = setTimeout(() => void flush(), AGAIN_MS);
            } else if (e.status === 412) await disagree();
            else saving.value = 'refused';
        }
    }
    // Materials count for the version too; only another form is a conflict.
    async function disagree() {
        try {
            const now = await oneCase(id);
            const has = answersOf(now.data);
            etag = now.etag;
            if (has === answersOf(data)) {
                base = has;
                data = undefined;
                saving.value = 'saved';
                await drop(key());
            } else if (has === base) {
                saving.value = 'changed';
                timer = setTimeout(() => void flush());
            } else {
                theirs.value = now;
                saving.value = 'conflict';
            }
        } catch (e) {
            if (!(e instanceof Problem)) throw e;
            saving.value = 'offline';
        }
    }
    // Mine replaces what the server has.
    async function keepMine() {
        if (theirs.value) base = answersOf(theirs.value.data);
        theirs.value = undefined;
        saving.value = 'changed';
        await flush();
    }
    async function takeTheirs(): Promise<Case | undefined> {
        const c = theirs.value;
        if (c) base = answersOf(c.data);
        theirs.value = undefined;
        data = undefined;
        saving.value = 'saved';
        await drop(key()).catch(() => undefined);
        return c;
    }
    // After files were added: the case has a new version, the form is the same.
    const seen = (c: Case) => (etag = c.etag);
    const forget = () => drop(key()).catch(() => undefined);

    const back = () => void (saving.value === 'offline' && flush());
    const hidden = () => void (document.visibilityState === 'hidden' && data && flush());
    onMounted(() => {
        addEventListener('online', back);
        document.addEventListener('visibilitychange', hidden);
    });
    onBeforeUnmount(() => {
        removeEventListener('online', back);
        document.removeEventListener('visibilitychange', hidden);
        void flush();
    });
    return { saving, savedAt, problem, theirs, start, change, flush, keepMine, takeTheirs, seen, forget };
}
