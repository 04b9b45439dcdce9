#pragma once
#include "store/store.hpp"

namespace linli::notice::sql {

using store::Sql;

inline constexpr Sql list{"notice.list",
                          "SELECT id, kind, zh, en, link, at, read_at FROM notice"
                          " WHERE account_id = ? AND id < ? ORDER BY id DESC LIMIT ?"};
inline constexpr Sql list_unread{
    "notice.list_unread",
    "SELECT id, kind, zh, en, link, at, read_at FROM notice"
    " WHERE account_id = ? AND id < ? AND read_at IS NULL ORDER BY id DESC LIMIT ?"};
inline constexpr Sql unread{"notice.unread",
                            "SELECT COUNT(*) FROM notice WHERE account_id = ? AND read_at IS NULL"};
inline constexpr Sql mark_read{
    "notice.mark_read",
    "UPDATE notice SET read_at = COALESCE(read_at, ?) WHERE id = ? AND account_id = ?"};

#define LINLI_CLAIM                                                                \
    "SELECT id, channel, address, body, attempts, valid_until FROM outbox_message" \
    " WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at, id LIMIT ?"
inline constexpr Sql due{"notice.due", LINLI_CLAIM};
inline constexpr Sql due_unlocked{"notice.due_unlocked", LINLI_CLAIM " FOR UPDATE SKIP LOCKED"};
#undef LINLI_CLAIM
inline constexpr Sql any_due{
    "notice.any_due",
    "SELECT id FROM outbox_message WHERE state = 'waiting' AND next_at <= ? LIMIT 1"};
inline constexpr Sql claim{"notice.claim",
                           "UPDATE outbox_message SET attempts = attempts + 1, next_at = ?"
                           " WHERE id = ? AND state = 'waiting'"};
inline constexpr Sql finish{"notice.finish",
                            "UPDATE outbox_message SET state = ?, done_at = ?, last_error = '',"
                            " address = '', body = '' WHERE id = ? AND state = 'waiting'"};
// A dead message keeps its sealed text until its end (rules/retention.yaml): an operator may want
// it tried again.
inline constexpr Sql give_up{"notice.give_up",
                             "UPDATE outbox_message SET state = 'dead', done_at = ?, last_error = ?"
                             " WHERE id = ? AND state = 'waiting'"};
inline constexpr Sql retry{"notice.retry",
                           "UPDATE outbox_message SET state = 'waiting', attempts = 0, next_at = ?,"
                           " done_at = NULL WHERE id = ? AND state = 'dead'"};
// Only the newest claim may put off: an older one would shorten its lease.
inline constexpr Sql put_off{"notice.put_off",
                             "UPDATE outbox_message SET next_at = ?, last_error = ?"
                             " WHERE id = ? AND state = 'waiting' AND attempts = ?"};
inline constexpr Sql state{
    "notice.state",
    "SELECT COALESCE(SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0),"
    " COALESCE(SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END), 0),"
    " MIN(CASE WHEN state = 'waiting' THEN made_at END) FROM outbox_message"};

}  // namespace linli::notice::sql
