import { call, Problem } from '../api/client';

// Asks for a file by POST (its making is journaled) and hands it to the browser to save.
export async function saveAnswer(path: string, name: string): Promise<void> {
    const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers: { 'X-Linli': '1', 'Content-Type': 'application/json' }, body: '{}', credentials: 'same-origin' });
    if (!answer.ok) throw new Problem(await answer.json());
    save(await answer.blob(), name);
}
export function save(content: Blob, name: string) {
    const a = document.createElement('a');
    a.href = URL.createObjectURL(content);
    a.download = name;
    a.click();
    URL.revokeObjectURL(a.href);
}
// The text of a file that somebody chose, sent as {text}.
export async function sendFile<T>(path: string, file: File): Promise<T> {
    return (await call<T>('POST', path, { body: { text: await file.text() }, timeoutMs: 120000 })).body;
}
