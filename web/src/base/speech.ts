// Reads a page aloud with the browser's own voices.
import { ref } from 'vue';

export const speaking = ref(false);
export const canSpeak = () => typeof window !== 'undefined' && 'speechSynthesis' in window;

export function readAloud(text: string, lang: string) {
    if (!canSpeak()) return;
    speechSynthesis.cancel();
    // Long texts stop half way in some browsers: one utterance a sentence.
    const sentences = text
        .split(/(?<=[。！？；.!?\n])/)
        .map((s) => s.trim())
        .filter(Boolean)
        .slice(0, 200);
    if (!sentences.length) return;
    speaking.value = true;
    sentences.forEach((s, i) => {
        const u = new SpeechSynthesisUtterance(s);
        u.lang = lang === 'en' ? 'en-GB' : 'zh-CN';
        u.rate = 0.9;
        if (i === sentences.length - 1) u.onend = () => (speaking.value = false);
        u.onerror = () => (speaking.value = false);
        speechSynthesis.speak(u);
    });
}

export function hush() {
    if (canSpeak()) speechSynthesis.cancel();
    speaking.value = false;
}
