// What the office decided, as lines: the name of a line and its value in words.
export function resultLines(result: Record<string, unknown> | null | undefined): { name: string; text: string }[] {
    return Object.entries(result ?? {}).flatMap(([name, value]) => {
        const text = valueText(value);
        return text ? [{ name, text }] : [];
    });
}
function valueText(v: unknown): string {
    if (v === null || v === undefined || v === '') return '';
    if (typeof v === 'boolean') return v ? '✓' : '✗';
    if (Array.isArray(v)) return v.map(valueText).filter(Boolean).join('\n');
    if (typeof v === 'object') return Object.entries(v).map(([k, x]) => `${k} ${valueText(x)}`).join('\n');
    return String(v);
}
