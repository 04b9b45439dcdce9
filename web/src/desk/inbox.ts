// The inbox as it changes: server-sent events; where they do not come through, a question each 30 s.
import { onBeforeUnmount, onMounted, ref } from 'vue';

export interface Inbox {
    tasks: number;
    pool: number;
    unread: number;
}

const ASK_MS = 30_000;

// `changed` is called with what the server says, and by the fallback without it.
export function useInbox(changed: (now?: Inbox) => void) {
    const live = ref(false);
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    const ask = () => (timer ??= setInterval(() => changed(), ASK_MS));
    const rest = () => {
        clearInterval(timer);
        timer = undefined;
    };
    function listen() {
        source = new EventSource('/api/v1/inbox/events');
        source.addEventListener('open', () => ((live.value = true), rest()));
        source.addEventListener('inbox', (e) => {
            live.value = true;
            rest();
            changed(JSON.parse((e as MessageEvent<string>).data) as Inbox);
        });
        // The browser connects again by itself unless the server refused; until then we ask.
        source.addEventListener('error', () => ((live.value = false), ask()));
    }
    onMounted(() => ('EventSource' in window ? listen() : ask()));
    onBeforeUnmount(() => {
        source?.close();
        rest();
    });
    return { live };
}
