// Statements of kernel/service.
#pragma once
#include "store/store.hpp"

namespace linli::service::sql {

using store::Sql;

#define LINLI_SERVICE_TEXT                                                         \
    "id, service, number, hash, state, origin, base_hash, reason, definition_id, " \
    "process_version, proposed_by, proposed_by_person, proposed_at, decided_by, "  \
    "decided_by_person, decided_at, decision_reason"

inline constexpr Sql state_version{"service.state_version",
                                   "SELECT version FROM service_state WHERE id = 1"};
inline constexpr Sql raise_version{"service.raise_version",
                                   "UPDATE service_state SET version = version + 1 WHERE id = 1"};
inline constexpr Sql text_by_id{"service.text_by_id",
                                "SELECT " LINLI_SERVICE_TEXT " FROM service_text WHERE id = ?"};
inline constexpr Sql texts_in_force{"service.texts_in_force",
                                    "SELECT " LINLI_SERVICE_TEXT
                                    " FROM service_text WHERE state = 'in_force' ORDER BY service"};
inline constexpr Sql text_in_force{"service.text_in_force",
                                   "SELECT " LINLI_SERVICE_TEXT
                                   " FROM service_text WHERE service = ? AND state = 'in_force'"};
// Of one that was in force; equal texts have equal files, so any of them will do.
inline constexpr Sql text_of_hash{
    "service.text_of_hash",
    "SELECT " LINLI_SERVICE_TEXT
    " FROM service_text WHERE hash = ? AND number IS NOT NULL ORDER BY id DESC LIMIT 1"};
inline constexpr Sql last_delivered{
    "service.last_delivered",
    "SELECT " LINLI_SERVICE_TEXT
    " FROM service_text WHERE service = ? AND origin = 'delivered' ORDER BY id DESC LIMIT 1"};
inline constexpr Sql history{"service.history",
                             "SELECT " LINLI_SERVICE_TEXT
                             " FROM service_text WHERE service = ? AND number IS NOT NULL ORDER BY "
                             "number DESC LIMIT 500"};
inline constexpr Sql open_of{"service.open_of",
                             "SELECT " LINLI_SERVICE_TEXT
                             " FROM service_text WHERE service = ? AND state = 'proposed' ORDER BY "
                             "id"};
// (state or '', state, service or '', service, before, limit)
inline constexpr Sql proposals{
    "service.proposals",
    "SELECT " LINLI_SERVICE_TEXT
    " FROM service_text WHERE (? = '' OR state = ?) AND (? = '' OR service = ?) AND id < ? AND NOT "
    "(origin = 'delivered' AND number = 1) ORDER BY id DESC LIMIT ?"};
inline constexpr Sql files{"service.files", "SELECT files FROM service_text WHERE id = ?"};
inline constexpr Sql last_number{
    "service.last_number", "SELECT COALESCE(MAX(number), 0) FROM service_text WHERE service = ?"};
inline constexpr Sql replace_in_force{
    "service.replace_in_force",
    "UPDATE service_text SET state = 'replaced' WHERE service = ? AND state = 'in_force'"};
// (state, number, definition, version, account, person, at, reason, id)
inline constexpr Sql decide{
    "service.decide",
    "UPDATE service_text SET state = ?, number = ?, definition_id = ?, process_version = ?, "
    "decided_by = ?, decided_by_person = ?, decided_at = ?, decision_reason = ? WHERE id = ? AND "
    "state = 'proposed'"};

#undef LINLI_SERVICE_TEXT

}  // namespace linli::service::sql
