#pragma once
#include "store/store.hpp"

namespace linli::finance::sql {

using store::Sql;

// ---- I1 ---------------------------------------------------------------------------------------

inline constexpr Sql bills_paid{
    "finance.bills_paid",
    "SELECT COALESCE(SUM(amount), 0) FROM finance_bill "
    "WHERE book_id = ? AND state = 'paid' AND ended_on BETWEEN ? AND ?"};
inline constexpr Sql contributions_posted{
    "finance.contributions_posted",
    "SELECT COALESCE(SUM(l.credit - l.debit), 0) FROM ledger_entry e "
    "JOIN ledger_leg l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id "
    "WHERE e.book_id = ? AND e.period = ? AND e.date BETWEEN ? AND ? AND a.code LIKE '4001%' AND "
    "e.event NOT IN ('income_closed', 'contribution_refunded', 'premium_of_unemployed')"};
inline constexpr Sql receipts_of_bank{
    "finance.receipts_of_bank",
    "SELECT COALESCE(SUM(l.amount), 0) FROM finance_bank_line l "
    "JOIN finance_bank_account b ON b.id = l.bank_account_id "
    "WHERE l.book_id = ? AND l.booked_on BETWEEN ? AND ? AND l.side = 'credit' AND "
    "(l.matched_kind IS NULL OR l.matched_kind NOT IN ('item', 'item_return'))"};
// What went into suspense less what bills took out of it.
inline constexpr Sql suspense_moved{
    "finance.suspense_moved",
    "SELECT COALESCE(SUM(l.credit - l.debit), 0) FROM ledger_entry e "
    "JOIN ledger_leg l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id "
    "WHERE e.book_id = ? AND e.period = ? AND e.date BETWEEN ? AND ? AND a.code = '2001' AND "
    "e.event IN ('receipt_unmatched', 'receipt_matched_later')"};

// ---- I2 ---------------------------------------------------------------------------------------

inline constexpr Sql batches_sent{
    "finance.batches_sent",
    "SELECT b.id, b.from_code, b.state, b.total, "
    "(SELECT COALESCE(SUM(i.amount), 0) FROM finance_item i WHERE i.batch_id = b.id) AS items, "
    "(SELECT COALESCE(SUM(i.amount), 0) FROM finance_item i WHERE i.batch_id = b.id "
    "AND i.state IN ('paid', 'returned', 'repaid')) AS answered "
    "FROM finance_batch b WHERE b.book_id = ? AND b.sent_on BETWEEN ? AND ? ORDER BY b.id"};
inline constexpr Sql posted_of_group{
    "finance.posted_of_group",
    "SELECT COALESCE(SUM(l.credit - l.debit), 0) FROM ledger_entry e "
    "JOIN ledger_leg l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id "
    "WHERE e.entry_group = ? AND e.book_id = ? AND a.code = ?"};

// ---- I3, I4 -----------------------------------------------------------------------------------

inline constexpr Sql balance_before{
    "finance.balance_before",
    "SELECT COALESCE(SUM(t.debit - t.credit), 0) FROM ledger_total t "
    "JOIN ledger_account a ON a.id = t.account_id "
    "WHERE a.book_id = ? AND a.code = ? AND t.period < ?"};
inline constexpr Sql movement_in_month{
    "finance.movement_in_month",
    "SELECT COALESCE(SUM(l.debit - l.credit), 0) FROM ledger_entry e "
    "JOIN ledger_leg l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id "
    "WHERE e.book_id = ? AND e.period = ? AND e.date <= ? AND a.code = ?"};
inline constexpr Sql closing_of_bank{
    "finance.closing_of_bank",
    "SELECT closing FROM finance_statement WHERE bank_account_id = ? AND to_day <= ? "
    "ORDER BY number DESC LIMIT 1"};
// What the books gave away until a day and the bank not yet, and the like.
inline constexpr Sql sent_from{"finance.sent_from",
                               "SELECT COALESCE(SUM(total), 0) FROM finance_batch "
                               "WHERE book_id = ? AND from_code = ? AND sent_on <= ?"};
inline constexpr Sql sent_towards{"finance.sent_towards",
                                  "SELECT COALESCE(SUM(total), 0) FROM finance_batch "
                                  "WHERE book_id = ? AND event = ? AND sent_on <= ?"};
inline constexpr Sql returned_to{
    "finance.returned_to",
    "SELECT COALESCE(SUM(i.amount), 0) FROM finance_item i "
    "JOIN finance_batch b ON b.id = i.batch_id WHERE b.book_id = ? AND b.from_code = ? AND "
    "i.state IN ('returned', 'repaid') AND i.answered_on <= ?"};
inline constexpr Sql lines_matched{
    "finance.lines_matched",
    "SELECT COALESCE(SUM(amount), 0) FROM finance_bank_line WHERE bank_account_id = ? AND "
    "side = ? AND matched_kind IN (?, ?) AND booked_on <= ?"};

// ---- I5 ---------------------------------------------------------------------------------------

inline constexpr Sql sides_of_book{
    "finance.sides_of_book",
    "SELECT COALESCE(SUM(t.debit), 0), COALESCE(SUM(t.credit), 0) FROM ledger_total t "
    "JOIN ledger_account a ON a.id = t.account_id WHERE a.book_id = ?"};
inline constexpr Sql unbalanced_entries{
    "finance.unbalanced_entries",
    "SELECT COUNT(*) FROM (SELECT e.id FROM ledger_entry e "
    "JOIN ledger_leg l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id "
    "WHERE e.book_id = ? AND e.period = ? GROUP BY e.id "
    "HAVING SUM(l.debit) <> SUM(l.credit) OR MIN(a.book_id) <> MAX(a.book_id) OR "
    "MIN(a.book_id) <> MIN(e.book_id)) AS bad"};

// ---- I6, I7 -----------------------------------------------------------------------------------

inline constexpr Sql balance_of_code{
    "finance.balance_of_code",
    "SELECT COALESCE(SUM(debit - credit), 0) FROM ledger_account WHERE book_id = ? AND code = ?"};
inline constexpr Sql given_to_persons{
    "finance.given_to_persons",
    "SELECT COALESCE(SUM(persons_fen), 0) FROM finance_event WHERE book_id = ?"};
inline constexpr Sql bills_open{"finance.bills_open",
                                "SELECT COALESCE(SUM(amount), 0) FROM finance_bill "
                                "WHERE book_id = ? AND state = 'open'"};

// ---- I8 ---------------------------------------------------------------------------------------

inline constexpr Sql moved_by_code{
    "finance.moved_by_code",
    "SELECT a.code, SUM(l.debit) AS debit, SUM(l.credit) AS credit FROM ledger_entry e "
    "JOIN ledger_leg l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id "
    "WHERE e.book_id = ? AND e.period = ? AND e.date BETWEEN ? AND ? AND e.act <> 'reverse' "
    "GROUP BY a.code ORDER BY a.code"};
inline constexpr Sql stored_and_moved{
    "finance.stored_and_moved",
    "SELECT COUNT(*) FROM ledger_account a WHERE a.book_id = ? AND "
    "(a.debit <> (SELECT COALESCE(SUM(l.debit), 0) FROM ledger_leg l WHERE l.account_id = a.id) OR "
    "a.credit <> (SELECT COALESCE(SUM(l.credit), 0) FROM ledger_leg l WHERE l.account_id = a.id))"};

// ---- days -------------------------------------------------------------------------------------

inline constexpr Sql last_day{"finance.last_day",
                              "SELECT MAX(day) FROM finance_day WHERE book_id = ?"};
inline constexpr Sql day{"finance.day",
                         "SELECT book_id, day, identities, holds, approved_by, approved_at "
                         "FROM finance_day WHERE book_id = ? AND day = ?"};
inline constexpr Sql explained{"finance.explained",
                               "SELECT COUNT(*) FROM finance_difference WHERE book_id = ? AND "
                               "kind = 'identity' AND subject_kind = ? AND on_day = ? AND "
                               "state = 'explained'"};
inline constexpr Sql batches_unanswered{"finance.batches_unanswered",
                                        "SELECT COUNT(*) FROM finance_batch "
                                        "WHERE book_id = ? AND state = 'sent' AND sent_on <= ?"};
inline constexpr Sql last_statement_day{
    "finance.last_statement_day",
    "SELECT MAX(to_day) FROM finance_statement WHERE bank_account_id = ?"};

}  // namespace linli::finance::sql
