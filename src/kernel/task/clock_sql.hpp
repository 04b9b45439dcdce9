#pragma once
#include "store/store.hpp"

namespace linli::task::sql {

using store::Sql;

#define LINLI_CLOCK_COLUMNS                                                                      \
    "id, area_id, subject_kind, subject_id, calendar, term_unit, term_amount, extended_amount, " \
    "started_at, original_due_at, due_at, provisional, next_at, level, state, stopped_at"

inline constexpr Sql clock_by_id{"task.clock_by_id",
                                 "SELECT " LINLI_CLOCK_COLUMNS " FROM legal_clock WHERE id = ?"};
inline constexpr Sql clock_of{"task.clock_of",
                              "SELECT " LINLI_CLOCK_COLUMNS
                              " FROM legal_clock WHERE subject_kind = ? AND subject_id = ?"};
inline constexpr Sql clocks_due{
    "task.clocks_due", "SELECT " LINLI_CLOCK_COLUMNS
                       " FROM legal_clock WHERE next_at <= ? ORDER BY next_at, id LIMIT ?"};
inline constexpr Sql clocks_running{
    "task.clocks_running",
    "SELECT " LINLI_CLOCK_COLUMNS
    " FROM legal_clock WHERE area_id = ? AND subject_kind = ? AND state <> "
    "'stopped' ORDER BY COALESCE(due_at, 9000000000000000000), id LIMIT 5000"};
inline constexpr Sql clocks_after{
    "task.clocks_after",
    "SELECT " LINLI_CLOCK_COLUMNS
    " FROM legal_clock WHERE id > ? AND calendar = ? AND state <> 'stopped' ORDER BY id LIMIT ?"};
inline constexpr Sql keep_clock{
    "task.keep_clock",
    "UPDATE legal_clock SET extended_amount = ?, due_at = ?, provisional = ?, next_at = ?, level = "
    "?, state = ?, stopped_at = ? WHERE id = ?"};
inline constexpr Sql clock_acts{
    "task.clock_acts",
    "SELECT id, clock_id, act, amount, reason, account_id, approved_by, at FROM legal_clock_act "
    "WHERE clock_id = ? ORDER BY id LIMIT 1000"};

}  // namespace linli::task::sql
