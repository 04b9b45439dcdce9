// Photos and PDF files: made small on the phone, then sent as they are.
import { Problem, requestKey } from '../../api/client';
import type { ProblemBody } from '../../api/types';
import type { HandedIn } from './api';

export const TAKEN = 'image/jpeg,image/png,image/webp,application/pdf';
const PICTURE_BYTES = 1_500_000; // smaller pictures are sent untouched
const SIDE = 2400; // px; an identity card fills the picture and stays readable
const BYTES_MAX = 20 << 20;
const WAIT_MS = 120_000;

const words = (status: number, code: string, title_zh: string, title_en: string) => new Problem({ status, code, title_zh, title_en });

async function smaller(file: File): Promise<Blob> {
    if (!file.type.startsWith('image/') || file.size <= PICTURE_BYTES) return file;
    try {
        const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
        const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
        const canvas = document.createElement('canvas');
        canvas.width = Math.round(picture.width * scale);
        canvas.height = Math.round(picture.height * scale);
        canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
        picture.close();
        const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.86));
        return made && made.size < file.size ? made : file;
    } catch {
        return file; // the server judges it
    }
}

export async function upload(file: File): Promise<HandedIn> {
    if (!TAKEN.split(',').includes(file.type)) throw words(415, 'file.type', '只收照片（JPG、PNG、WebP）和 PDF。请换一个文件，或者拍一张照片。', 'Only pictures (JPG, PNG, WebP) and PDF are taken. Choose another file, or take a photo.');
    const body = await smaller(file);
    if (body.size > BYTES_MAX) throw words(413, 'file.size', '文件太大，最多 20 MB。请拍成照片，或者分成几个文件。', 'The file is too big; 20 MB at most. Take a photo of it, or hand it in in parts.');
    const stop = AbortSignal.timeout ? AbortSignal.timeout(WAIT_MS) : undefined;
    let answer: Response;
    let text: string;
    try {
        answer = await fetch('/api/v1/files', {
            method: 'POST',
            headers: { 'X-Linli': '1', 'Content-Type': body.type || 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name.slice(-80)), 'Idempotency-Key': requestKey(), Accept: 'application/json' },
            body,
            signal: stop,
            credentials: 'same-origin',
        });
        text = await answer.text();
    } catch {
        throw words(0, 'net.unreachable', '没有传上去：连不上服务器。照片还在这里，网络好了再传。', 'Not sent: the server cannot be reached. The file is still here; send it when the network is back.');
    }
    if (answer.ok) return JSON.parse(text) as HandedIn;
    let told: Partial<ProblemBody> = {};
    try {
        told = JSON.parse(text) as Partial<ProblemBody>;
    } catch {
        // The status says it.
    }
    if (answer.status === 413 && !told.title_zh) throw words(413, 'file.size', '文件太大。请拍成照片，或者分成几个文件。', 'The file is too big. Take a photo of it, or hand it in in parts.');
    throw new Problem({ code: `http.${answer.status}`, title_zh: `没有传上去（${answer.status}），请再试一次。`, title_en: `Not sent (${answer.status}). Try again.`, ...told, status: answer.status });
}

export function sizeText(bytes: number): string {
    return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
