import type { components } from '../api/schema';

type S = components['schemas'];
export type Fund = S['finance.FundView'];
export type Day = S['finance.DayView'];
export type Identity = S['finance.Identity'];
export type Difference = S['finance.DifferenceView'];
export type Batch = S['finance.BatchView'];
export type Item = S['finance.ItemView'];
export type Bill = S['finance.BillView'];
export type Statement = S['finance.StatementView'];
export type Line = S['finance.LineView'];
export type Month = S['finance.MonthView'];
export type Book = S['ledger.BookView'];
export type Account = S['ledger.AccountView'];
export type Movement = S['ledger.Movement'];
export type Entry = S['ledger.EntryLine'];
export type Whole = S['ledger.EntryWhole'];
// The answer may be CSV too, so the schema does not know it.
export interface TrialLine { code: string; zh: string; en: string; kind: string; normal: 'debit' | 'credit'; opening: number; debit: number; credit: number; closing: number }
export interface Trial { lines: TrialLine[]; debit: number; credit: number; balanced: boolean }
export type Unit = Book['unit'];
