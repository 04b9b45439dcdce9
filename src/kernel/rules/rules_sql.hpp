// Statements of kernel/rules.
#pragma once
#include "store/store.hpp"

namespace linli::rules::sql {

using store::Sql;

#define LINLI_RULE_TEXT                                                            \
    "id, package, number, hash, state, origin, base_hash, reason, proposed_by, "   \
    "proposed_by_person, proposed_at, decided_by, decided_by_person, decided_at, " \
    "decision_reason"

inline constexpr Sql state_version{"rules.state_version",
                                   "SELECT version FROM rule_state WHERE id = 1"};
inline constexpr Sql raise_version{"rules.raise_version",
                                   "UPDATE rule_state SET version = version + 1 WHERE id = 1"};
inline constexpr Sql text_by_id{"rules.text_by_id",
                                "SELECT " LINLI_RULE_TEXT " FROM rule_text WHERE id = ?"};
inline constexpr Sql texts_in_force{"rules.texts_in_force",
                                    "SELECT " LINLI_RULE_TEXT
                                    " FROM rule_text WHERE state = 'in_force' ORDER BY package"};
inline constexpr Sql text_in_force{"rules.text_in_force",
                                   "SELECT " LINLI_RULE_TEXT
                                   " FROM rule_text WHERE package = ? AND state = 'in_force'"};
inline constexpr Sql last_delivered{
    "rules.last_delivered",
    "SELECT " LINLI_RULE_TEXT
    " FROM rule_text WHERE package = ? AND origin = 'delivered' ORDER BY id DESC LIMIT 1"};
inline constexpr Sql history{"rules.history",
                             "SELECT " LINLI_RULE_TEXT
                             " FROM rule_text WHERE package = ? AND number IS NOT NULL ORDER BY "
                             "number DESC LIMIT 500"};
inline constexpr Sql open_of{"rules.open_of",
                             "SELECT " LINLI_RULE_TEXT
                             " FROM rule_text WHERE package = ? AND state = 'proposed'"};
// (state or '', state, package or '', package, before, limit)
inline constexpr Sql proposals{"rules.proposals",
                               "SELECT " LINLI_RULE_TEXT
                               " FROM rule_text WHERE (? = '' OR state = ?) AND (? = '' OR package "
                               "= ?) AND id < ? AND NOT (origin = 'delivered' AND number = 1) "
                               "ORDER BY id DESC LIMIT ?"};
inline constexpr Sql files{"rules.files", "SELECT files FROM rule_text WHERE id = ?"};
inline constexpr Sql report{"rules.report", "SELECT report FROM rule_text WHERE id = ?"};
inline constexpr Sql text_of_hash{
    "rules.text_of_hash",
    "SELECT id FROM rule_text WHERE package = ? AND hash = ? AND number IS NOT NULL ORDER BY id "
    "DESC LIMIT 1"};
inline constexpr Sql last_number{
    "rules.last_number", "SELECT COALESCE(MAX(number), 0) FROM rule_text WHERE package = ?"};
inline constexpr Sql replace_in_force{
    "rules.replace_in_force",
    "UPDATE rule_text SET state = 'replaced' WHERE package = ? AND state = 'in_force'"};
// (state, number, account, person, at, reason, id)
inline constexpr Sql decide{
    "rules.decide",
    "UPDATE rule_text SET state = ?, number = ?, decided_by = ?, decided_by_person = ?, "
    "decided_at = ?, decision_reason = ? WHERE id = ? AND state = 'proposed'"};

inline constexpr Sql records_of_decision{
    "rules.records_of_decision",
    "SELECT id, package, decision, text_hash, area_id, person_id, at_day, known_day, areas, "
    "inputs_sealed, value_sealed, recorded_at FROM rule_record WHERE package = ? AND decision = ? "
    "AND inputs_sealed <> '' ORDER BY id DESC LIMIT ?"};
inline constexpr Sql record_by_id{
    "rules.record_by_id",
    "SELECT id, package, decision, text_hash, area_id, person_id, at_day, known_day, areas, "
    "inputs_sealed, value_sealed, recorded_at FROM rule_record WHERE id = ?"};
inline constexpr Sql erase_records{
    "rules.erase_records",
    "UPDATE rule_record SET inputs_sealed = '', value_sealed = '', person_id = NULL WHERE "
    "person_id = ?"};

#undef LINLI_RULE_TEXT

}  // namespace linli::rules::sql
