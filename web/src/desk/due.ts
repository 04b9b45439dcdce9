// How much time is left, in the unit that people think in: the key of the words, their number and
// whether it is over. Within an hour minutes, within two days hours, else whole days.
import { onBeforeUnmount, onMounted, ref } from 'vue';

export interface Left {
    key: string;
    n: number;
    over: boolean;
}

const MINUTE = 60_000;

export function leftOf(dueIso: string, nowMs: number): Left {
    const ms = Date.parse(dueIso) - nowMs;
    const over = ms < 0;
    const minutes = Math.floor(Math.abs(ms) / MINUTE);
    const [unit, n] = minutes < 60 ? ['minutes', Math.max(1, minutes)] : minutes < 48 * 60 ? ['hours', Math.floor(minutes / 60)] : ['days', Math.floor(minutes / 1440)];
    return { key: `due.${over ? 'over' : 'left'}_${unit as string}`, n: n as number, over };
}

// The time of the screen, moved each half minute.
export function useNow() {
    const now = ref(Date.now());
    let timer: ReturnType<typeof setInterval>;
    onMounted(() => (timer = setInterval(() => (now.value = Date.now()), 30_000)));
    onBeforeUnmount(() => clearInterval(timer));
    return now;
}
