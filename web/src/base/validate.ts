// Checks of form fields on the phone, so that a slip is told before the server is asked. The server
// checks again. Each returns the key of a message, or undefined when the value is fine.

export const tidy = (s: string) => s.replace(/[\s\u3000-]/g, '');

export function checkName(s: string): string | undefined {
    const name = s.trim();
    if (!name) return 'check.name_empty';
    if ([...name].length < 2 || [...name].length > 40) return 'check.name_length';
    return undefined;
}

// Mainland mobile number; spaces, hyphens and +86 are forgiven. Fictional numbers of a demonstration
// city have the same form.
export function checkMobile(s: string): string | undefined {
    const n = tidy(s).replace(/^\+?86(?=1\d{10}$)/, '');
    if (!n) return 'check.phone_empty';
    return /^1\d{10}$/.test(n) ? undefined : 'check.phone_form';
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

// GB 11643: 17 digits and a check character by ISO 7064 MOD 11-2, with a real date of birth.
export function checkResidentId(s: string): string | undefined {
    const n = tidy(s).toUpperCase();
    if (!n) return 'check.id_empty';
    if (!/^\d{17}[\dX]$/.test(n)) return 'check.id_form';
    const y = Number(n.slice(6, 10));
    const m = Number(n.slice(10, 12));
    const d = Number(n.slice(12, 14));
    const born = new Date(Date.UTC(y, m - 1, d));
    if (born.getUTCFullYear() !== y || born.getUTCMonth() !== m - 1 || born.getUTCDate() !== d || y < 1880)
        return 'check.id_date';
    const sum = WEIGHTS.reduce((a, w, i) => a + w * Number(n[i]), 0);
    return '10X98765432'[sum % 11] === n[17] ? undefined : 'check.id_digit';
}

// Whole years at a date, of a resident number that passed checkResidentId; the day in China counts.
export function ageOn(id: string, nowMs: number): number {
    const n = tidy(id);
    const born = Number(n.slice(6, 14));
    const d = new Date(nowMs + 8 * 3600_000);
    const today = d.getUTCFullYear() * 10_000 + (d.getUTCMonth() + 1) * 100 + d.getUTCDate();
    return Math.floor((today - born) / 10_000);
}

export function checkCode(s: string): string | undefined {
    return /^\d{8}$/.test(tidy(s)) ? undefined : 'check.code_form';
}

// As long as the server asks for; no rule about kinds of characters (NIST SP 800-63B, 5.1.1).
export function checkPassword(s: string): string | undefined {
    return [...s].length >= 12 ? undefined : 'check.password_short';
}
