// What is counted, as people read it: money with both decimals, minutes as hours, points as they are.
export function amountText(amount: number, unit: string, lang: string): string {
    const sign = amount < 0 ? '-' : '';
    const n = Math.abs(amount);
    if (unit === 'fen') return `${sign}${Math.floor(n / 100).toLocaleString('en-US')}.${String(n % 100).padStart(2, '0')}`;
    if (unit === 'minute') {
        const h = Math.floor(n / 60);
        const m = n % 60;
        if (lang === 'en') return sign + [h ? `${h} h` : '', m || !h ? `${m} min` : ''].filter(Boolean).join(' ');
        return sign + (h ? `${h} 小时` : '') + (m || !h ? `${h ? ' ' : ''}${m} 分钟` : '');
    }
    return sign + n.toLocaleString('en-US');
}

// The month of a day, and months before and after it: 202611.
export const periodOf = (day: string) => Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7));
export const periodText = (p: number) => `${Math.floor(p / 100)}-${String(p % 100).padStart(2, '0')}`;
export function periodBefore(p: number, by = 1): number {
    const months = Math.floor(p / 100) * 12 + (p % 100) - 1 - by;
    return Math.floor(months / 12) * 100 + (months % 12) + 1;
}

// Points of a line of balances through time, newest movement first, in a box of the given size.
export function balanceLine(movements: { at: string; balance: number }[], width: number, height: number): string {
    if (movements.length < 2) return '';
    const old = [...movements].reverse();
    const from = Date.parse(old[0].at);
    const span = Math.max(1, Date.parse(old[old.length - 1].at) - from);
    const top = Math.max(1, ...old.map((m) => m.balance));
    const low = Math.min(0, ...old.map((m) => m.balance));
    const x = (m: { at: string }) => Math.round(((Date.parse(m.at) - from) / span) * width);
    const y = (m: { balance: number }) => Math.round(height - ((m.balance - low) / (top - low)) * height);
    // A balance stays as it is until the next movement.
    return old.map((m, i) => (i ? `H${x(m)} V${y(m)}` : `M${x(m)} ${y(m)}`)).join(' ');
}
