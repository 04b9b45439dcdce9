// form-js tells faults in English sentences of its own; these are ours for the same faults. Every one
// of them is tried by tests/forms.test.ts against the version that is installed.
export interface Said {
    key: string;
    values?: Record<string, string>;
}

const KNOWN: [RegExp, (m: RegExpExecArray) => Said][] = [
    [/^Field is required\.$/, () => ({ key: 'fill.required' })],
    [/^Field must have minimum value of (.*)\.$/, (m) => ({ key: 'fill.min', values: { n: m[1] } })],
    [/^Field must have maximum value of (.*)\.$/, (m) => ({ key: 'fill.max', values: { n: m[1] } })],
    [/^Field must have minimum length of (.*)\.$/, (m) => ({ key: 'fill.min_length', values: { n: m[1] } })],
    [/^Field must have maximum length of (.*)\.$/, (m) => ({ key: 'fill.max_length', values: { n: m[1] } })],
    [/^Field must match pattern /, () => ({ key: 'fill.pattern' })],
    [/^Field must be a valid {2}?international phone number/, () => ({ key: 'fill.phone' })],
    [/^Field must be a valid email\.$/, () => ({ key: 'fill.email' })],
    [/^Value is not a number\.$/, () => ({ key: 'fill.number' })],
    [/^Value is expected to be an integer\.$/, () => ({ key: 'fill.integer' })],
    [/^Value is expected to have at most (\d+) decimal/, (m) => ({ key: 'fill.decimals', values: { n: m[1] } })],
    [/^M(in|ax) validation value is not a valid number\.$/, () => ({ key: 'fill.form_wrong' })],
    [/two nearest valid values are (.*) and (.*)\.$/, (m) => ({ key: 'fill.step', values: { low: m[1], high: m[2] } })],
];

// None for words that the schema itself gives (patternErrorMessage).
export function ours(message: string): Said | undefined {
    for (const [pattern, said] of KNOWN) {
        const m = pattern.exec(message);
        if (m) return said(m);
    }
    return undefined;
}
