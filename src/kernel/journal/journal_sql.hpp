#pragma once
#include "store/store.hpp"

namespace linli::journal::sql {

using store::Sql;

inline constexpr Sql head{"journal.head", "SELECT size, root, hash FROM journal_head WHERE id = 1"};
// Taken first by the sequencer: one at a time, on either database.
inline constexpr Sql take_turn{"journal.take_turn",
                               "UPDATE journal_head SET turn = turn + 1 WHERE id = 1"};
inline constexpr Sql set_hash{"journal.set_hash",
                              "UPDATE journal_head SET hash = ? WHERE id = 1 AND size = 0"};
inline constexpr Sql set_head{"journal.set_head",
                              "UPDATE journal_head SET size = ?, root = ?, at = ? WHERE id = 1"};
inline constexpr Sql unsequenced{
    "journal.unsequenced",
    "SELECT id, leaf_hash FROM journal_entry WHERE seq IS NULL ORDER BY id LIMIT ?"};
inline constexpr Sql any_unsequenced{
    "journal.any_unsequenced",
    "SELECT id FROM journal_entry WHERE seq IS NULL ORDER BY id LIMIT 1"};
inline constexpr Sql give_seq{"journal.give_seq", "UPDATE journal_entry SET seq = ? WHERE id = ?"};
// Sixteen at once: on PostgreSQL each statement is a round trip.
inline constexpr Sql give_seq_16{"journal.give_seq_16",
                                 "UPDATE journal_entry SET seq = CAST(? AS BIGINT) + CASE id"
                                 " WHEN ? THEN 0 WHEN ? THEN 1 WHEN ? THEN 2 WHEN ? THEN 3"
                                 " WHEN ? THEN 4 WHEN ? THEN 5 WHEN ? THEN 6 WHEN ? THEN 7"
                                 " WHEN ? THEN 8 WHEN ? THEN 9 WHEN ? THEN 10 WHEN ? THEN 11"
                                 " WHEN ? THEN 12 WHEN ? THEN 13 WHEN ? THEN 14 WHEN ? THEN 15 END"
                                 " WHERE id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};

inline constexpr Sql tile{"journal.tile",
                          "SELECT hashes FROM journal_tile WHERE level = ? AND tile = ?"};
inline constexpr Sql put_tile{"journal.put_tile",
                              "INSERT INTO journal_tile (level, tile, hashes) VALUES (?, ?, ?)"
                              " ON CONFLICT (level, tile) DO UPDATE SET hashes = excluded.hashes"};

inline constexpr Sql last_checkpoint{
    "journal.last_checkpoint",
    "SELECT size, root, at, body FROM journal_checkpoint ORDER BY size DESC LIMIT 1"};
inline constexpr Sql checkpoints_after{
    "journal.checkpoints_after",
    "SELECT size, root, at, body FROM journal_checkpoint WHERE size > ? ORDER BY size LIMIT 500"};
inline constexpr Sql put_checkpoint{
    "journal.put_checkpoint",
    "INSERT INTO journal_checkpoint (size, root, at, body) VALUES (?, ?, ?, ?)"};

inline constexpr Sql place_of{"journal.place_of",
                              "SELECT seq, leaf_hash FROM journal_entry WHERE id = ?"};
inline constexpr Sql erase_detail{"journal.erase_detail",
                                  "DELETE FROM journal_detail WHERE entry_id = ?"};
inline constexpr Sql details_about{
    "journal.details_about",
    "SELECT e.id FROM journal_entry e JOIN journal_detail d ON d.entry_id = e.id"
    " WHERE e.subject_kind = ? AND e.subject_id = ? ORDER BY e.id"};
inline constexpr Sql area_of{"journal.area_of", "SELECT area_id FROM journal_entry WHERE id = ?"};
inline constexpr Sql was_erased{
    "journal.was_erased",
    "SELECT COUNT(*) FROM journal_entry WHERE subject_kind = 'journal_entry' AND subject_id = ?"
    " AND action = 'journal.details_erased'"};
// Ids rise with time, so the bound on them spares a walk over all that is not due.
inline constexpr Sql details_due{
    "journal.details_due",
    "SELECT d.entry_id FROM journal_detail d JOIN journal_entry e ON e.id = d.entry_id"
    " WHERE d.entry_id < ? AND e.at < ? ORDER BY d.entry_id LIMIT ?"};
// Details of before this instant were forgotten when they were old enough.
inline constexpr Sql expired_before{
    "journal.expired_before",
    "SELECT MAX(subject_id) FROM journal_entry WHERE subject_kind = 'journal_details_before'"
    " AND action = 'journal.details_expired' AND at - subject_id >= ?"};

#define LINLI_JOURNAL_ROW                                                                    \
    "SELECT e.id, e.seq, e.at, e.actor, e.area_id, e.action, e.subject_kind, e.subject_id, " \
    "e.outcome, e.commitment, e.leaf_hash, d.salt, d.payload "                               \
    "FROM journal_entry e LEFT JOIN journal_detail d ON d.entry_id = e.id "
inline constexpr Sql rows_from{"journal.rows_from",
                               LINLI_JOURNAL_ROW "WHERE e.seq >= ? ORDER BY e.seq, e.id LIMIT ?"};
inline constexpr Sql rows_unsequenced{"journal.rows_unsequenced", LINLI_JOURNAL_ROW
                                      "WHERE e.seq IS NULL AND e.id > ? ORDER BY e.id LIMIT ?"};
inline constexpr Sql beyond_head{
    "journal.beyond_head",
    "SELECT COUNT(*) FROM journal_entry WHERE seq >= (SELECT size FROM journal_head WHERE id = 1)"
    " OR seq < 0"};

// Filters: 0 and '' mean any.
inline constexpr Sql newest{
    "journal.newest", LINLI_JOURNAL_ROW
    "WHERE e.id < ? AND (CAST(? AS BIGINT) = 0 OR e.area_id = ?)"
    " AND (CAST(? AS TEXT) = '' OR e.action = ?) ORDER BY e.id DESC LIMIT ?"};
inline constexpr Sql oldest{"journal.oldest", LINLI_JOURNAL_ROW
                            "WHERE e.id > ? AND (CAST(? AS BIGINT) = 0 OR e.area_id = ?)"
                            " AND (CAST(? AS TEXT) = '' OR e.action = ?) ORDER BY e.id LIMIT ?"};
inline constexpr Sql of_subject{"journal.of_subject", LINLI_JOURNAL_ROW
                                "WHERE e.subject_kind = ? AND e.subject_id = ? AND e.id < ?"
                                " ORDER BY e.id DESC LIMIT ?"};
#undef LINLI_JOURNAL_ROW

}  // namespace linli::journal::sql
