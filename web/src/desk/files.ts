// Files of cases: where a picture is shown from, how big a file is, and how one is handed in.
import { Problem, requestKey } from '../api/client';
import type { ProblemBody } from '../api/types';
import type { FileLine } from './types';

export const isPicture = (f: { media_type: string }) => f.media_type.startsWith('image/');
export const pictureOf = (id: string) => `/api/v1/files/${id}?inline=true`;
export const fileOf = (id: string) => `/api/v1/files/${id}`;

export function sizeText(bytes: number): string {
    if (bytes < 1024) return `${bytes} B`;
    if (bytes < 1 << 20) return `${Math.round(bytes / 1024)} KB`;
    return `${(bytes / (1 << 20)).toFixed(1)} MB`;
}

const UPLOAD_MS = 120_000;

// The body is the file. A header holds ASCII only: the name goes percent-encoded.
export async function upload(file: Blob, name: string): Promise<FileLine> {
    let answer: Response;
    try {
        answer = await fetch('/api/v1/files', {
            method: 'POST',
            headers: { 'X-Linli': '1', 'Idempotency-Key': requestKey(), 'Content-Type': file.type || 'application/octet-stream', 'X-File-Name': encodeURIComponent(name).slice(0, 200) },
            body: file,
            credentials: 'same-origin',
            signal: AbortSignal.timeout(UPLOAD_MS),
        });
    } catch {
        throw new Problem({ status: 0, code: 'net.unreachable', title_zh: '文件没有传上去。请检查网络后再试。', title_en: 'The file was not sent. Check the network and try again.' });
    }
    const body = (await answer.json().catch(() => ({}))) as FileLine & ProblemBody;
    if (!answer.ok) throw new Problem({ ...body, status: answer.status });
    return body;
}
