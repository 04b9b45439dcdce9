// Single-key shortcuts of the staff's screens. They can be switched off for the device (WCAG 2.1.4),
// do nothing while somebody types or a dialog is open, and never take a key with Ctrl, Alt or Meta,
// except Ctrl+Enter, which sends a form.
import { onBeforeUnmount, onMounted, ref } from 'vue';

const KEPT = 'linli.keys';
const read = () => {
    try {
        return localStorage.getItem(KEPT) !== 'off';
    } catch {
        return true;
    }
};
export const keysOn = ref(read());
export function switchKeys(on: boolean) {
    keysOn.value = on;
    try {
        localStorage.setItem(KEPT, on ? 'on' : 'off');
    } catch {
        // A private window forgets; the switch still works.
    }
}

// What a page does with a key; `words` is the key of its line in the list of keys.
export interface KeyLine {
    key: string;
    words: string;
    act: () => void;
    when?: () => boolean;
}
// The keys of what is on the screen now, the newest part last.
export const keyLines = ref<KeyLine[][]>([]);

const typing = (e: Event) => e.target instanceof HTMLElement && (e.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName));
const ticking = (e: Event) => e.target instanceof HTMLInputElement && /^(checkbox|radio|button|submit)$/.test(e.target.type);

export function lineOf(e: KeyboardEvent, lines: KeyLine[][]): KeyLine | undefined {
    if (document.querySelector('dialog[open]')) return undefined;
    if (e.key === 'Enter' && e.ctrlKey) return lines.flat().find((l) => l.key === 'Ctrl+Enter' && (l.when?.() ?? true));
    if (!keysOn.value || e.ctrlKey || e.altKey || e.metaKey || e.repeat) return undefined;
    if (typing(e) && !ticking(e)) return undefined;
    return [...lines].reverse().flat().find((l) => l.key === e.key.toLowerCase() && (l.when?.() ?? true));
}

function onKey(e: KeyboardEvent) {
    const line = e.defaultPrevented ? undefined : lineOf(e, keyLines.value);
    if (!line) return;
    e.preventDefault();
    line.act();
}
let listeners = 0;

export function useKeys(lines: KeyLine[]) {
    onMounted(() => {
        keyLines.value = [...keyLines.value, lines];
        if (!listeners++) addEventListener('keydown', onKey);
    });
    onBeforeUnmount(() => {
        keyLines.value = keyLines.value.filter((l) => l !== lines);
        if (!--listeners) removeEventListener('keydown', onKey);
    });
}
