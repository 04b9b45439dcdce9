import { describe, expect, it } from 'vitest';
import { amountText, balanceLine, periodBefore, periodOf, periodText } from '../src/money/amounts';

describe('amounts', () => {
    it('of money have both decimals and never a rounding', () => {
        expect(amountText(123456789, 'fen', 'zh')).toBe('1,234,567.89');
        expect(amountText(5, 'fen', 'zh')).toBe('0.05');
        expect(amountText(-100, 'fen', 'en')).toBe('-1.00');
        expect(amountText(9007199254740991, 'fen', 'en')).toBe('90,071,992,547,409.91');
    });
    it('of minutes are hours and minutes', () => {
        expect(amountText(135, 'minute', 'zh')).toBe('2 小时 15 分钟');
        expect(amountText(60, 'minute', 'zh')).toBe('1 小时');
        expect(amountText(45, 'minute', 'en')).toBe('45 min');
        expect(amountText(0, 'minute', 'zh')).toBe('0 分钟');
    });
});
describe('months', () => {
    it('go over the end of a year', () => {
        expect(periodOf('2026-01-31')).toBe(202601);
        expect(periodBefore(202601)).toBe(202512);
        expect(periodBefore(202512, -1)).toBe(202601);
        expect(periodBefore(202603, 11)).toBe(202504);
        expect(periodText(202603)).toBe('2026-03');
    });
});
describe('the line of a balance', () => {
    it('steps at each movement and stays between them', () => {
        const at = (d: number, balance: number) => ({ at: new Date(d * 86400e3).toISOString(), balance });
        expect(balanceLine([at(20, 50), at(10, 100), at(0, 0)], 100, 100)).toBe('M0 100 H50 V0 H100 V50');
        expect(balanceLine([at(1, 1)], 100, 100)).toBe('');
    });
});
