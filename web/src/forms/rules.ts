// Rules of a field beyond those of form-js: `properties.rule` of its component, and what a person can
// get wrong in a control that form-js does not look at. The server checks the same (kernel/form).
import { checkResidentId, tidy } from '../base/validate';
import type { Component } from './schema';

const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

// GB 32100 unified social credit code: 17 characters and a check character modulo 31.
export function isCreditCode(s: string): boolean {
    const code = tidy(s).toUpperCase();
    if (code.length !== 18 || [...code].some((c) => !USCC.includes(c))) return false;
    const sum = USCC_WEIGHTS.reduce((a, w, i) => a + w * USCC.indexOf(code[i]), 0);
    return USCC[(31 - (sum % 31)) % 31] === code[17];
}

// A mainland mobile number; spaces, hyphens and +86 are forgiven.
export const isMobile = (s: string) => /^1[3-9]\d{9}$/.test(tidy(s).replace(/^(\+?86)(?=1\d{10}$)/, ''));

// The key of a message, or undefined when the value is fine. An empty value is a matter of `required`.
export function checkRule(c: Component, value: unknown): string | undefined {
    if (typeof value !== 'string' || value === '') return undefined;
    if (c.validate?.required === true && !value.trim()) return 'fill.required';
    switch (c.properties?.rule) {
        case 'resident_id':
            return checkResidentId(value) ? 'fill.resident_id' : undefined;
        case 'phone_cn':
            return isMobile(value) ? undefined : 'fill.phone_cn';
        case 'uscc':
            return isCreditCode(value) ? undefined : 'fill.uscc';
        default:
            return undefined;
    }
}
