#pragma once
#include "kernel/ledger/ledger.hpp"
#include "store/bulk.hpp"

namespace linli::ledger::sql {

using store::ListSql;
using store::Sql;

#define LINLI_BOOK \
    "SELECT id, area_id, code, unit, chart, monthly, zh, en, opened_at FROM ledger_book "
#define LINLI_ACCOUNT                                                                          \
    "SELECT id, book_id, area_id, code, owner_kind, owner_id, normal, may_overdraw, ceiling, " \
    "debit, credit, debit_held, credit_held, version, last_at, opened_at, closed_at "          \
    "FROM ledger_account "
#define LINLI_ENTRY                                                                     \
    "SELECT id, book_id, area_id, sender_id, act, state, event, date, period, target, " \
    "entry_group, case_id, by_account, reason, at, expires_at FROM ledger_entry "

inline constexpr Sql book{"ledger.book", LINLI_BOOK "WHERE id = ?"};
inline constexpr Sql book_by_code{"ledger.book_by_code", LINLI_BOOK "WHERE code = ?"};
inline constexpr Sql last_closed{"ledger.last_closed",
                                 "SELECT COALESCE(MAX(period), 0) FROM ledger_closing "
                                 "WHERE book_id = ?"};

inline constexpr Sql account{"ledger.account", LINLI_ACCOUNT "WHERE id = ?"};
inline constexpr Sql account_at{"ledger.account_at", LINLI_ACCOUNT
                                "WHERE book_id = ? AND code = ? AND area_id = ? AND "
                                "owner_kind = ? AND owner_id = ?"};
inline const ListSql accounts{"ledger.accounts", LINLI_ACCOUNT "WHERE id IN (*)"};
inline constexpr Sql close_account{"ledger.close_account",
                                   "UPDATE ledger_account SET closed_at = ? WHERE id = ?"};

inline constexpr Sql entry{"ledger.entry", LINLI_ENTRY "WHERE id = ?"};
inline const ListSql entries{"ledger.entries", LINLI_ENTRY "WHERE id IN (*)"};
inline const ListSql sent{"ledger.sent", LINLI_ENTRY "WHERE book_id = ? AND sender_id IN (*)"};
inline const ListSql refused{"ledger.refused",
                             "SELECT sender_id FROM ledger_refused "
                             "WHERE book_id = ? AND sender_id IN (*)"};
inline const ListSql reversed{"ledger.reversed",
                              "SELECT target FROM ledger_entry "
                              "WHERE act = 'reverse' AND target IN (*)"};
// Of one shape: what a posted entry moved and what a held one reserves.
inline const ListSql legs{"ledger.legs",
                          "SELECT entry_id, n, account_id, debit, credit FROM ledger_leg "
                          "WHERE entry_id IN (*) ORDER BY entry_id, n"};
inline const ListSql holds{"ledger.holds",
                           "SELECT entry_id, n, account_id, debit, credit FROM ledger_hold "
                           "WHERE entry_id IN (*) ORDER BY entry_id, n"};
inline constexpr Sql overdue_holds{"ledger.overdue_holds", LINLI_ENTRY
                                   "WHERE state = 'held' AND expires_at <= ? "
                                   "ORDER BY expires_at LIMIT ?"};
inline constexpr Sql set_state{"ledger.set_state",
                               "UPDATE ledger_entry SET state = ? WHERE id = ? AND state = 'held'"};
inline constexpr Sql held_in_period{"ledger.held_in_period",
                                    "SELECT COUNT(*) FROM ledger_entry "
                                    "WHERE state = 'held' AND book_id = ? AND period <= ?"};
inline constexpr Sql first_open_entry{"ledger.first_open_entry",
                                      "SELECT COALESCE(MIN(period), 0) FROM ledger_entry "
                                      "WHERE book_id = ? AND period > ?"};
inline constexpr Sql refuse{"ledger.refuse",
                            "INSERT INTO ledger_refused (book_id, sender_id, code, at) "
                            "VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"};

}  // namespace linli::ledger::sql
