#pragma once
#include "store/bulk.hpp"
#include "store/store.hpp"

namespace linli::finance::sql {

using store::Sql;

inline constexpr Sql event_by_sender{
    "finance.event_by_sender",
    "SELECT id, sender_id, event, book_id, area_id, date, content, persons_fen, entries, case_id, "
    "by_account, at FROM finance_event WHERE sender_id = ?"};
inline constexpr Sql events_between{
    "finance.events_between",
    "SELECT id, sender_id, event, book_id, area_id, date, content, persons_fen, entries, case_id, "
    "by_account, at FROM finance_event WHERE book_id = ? AND date BETWEEN ? AND ? "
    "ORDER BY date, id"};
inline constexpr Sql events_before{
    "finance.events_before",
    "SELECT id, sender_id, event, book_id, area_id, date, content, persons_fen, entries, case_id, "
    "by_account, at FROM finance_event WHERE book_id = ? AND id < ? ORDER BY id DESC LIMIT ?"};
inline constexpr Sql accounts_of_book{
    "finance.accounts_of_book",
    "SELECT id, code, normal, debit, credit FROM ledger_account "
    "WHERE book_id = ? AND area_id = ? AND owner_kind = '' ORDER BY id"};

}  // namespace linli::finance::sql
