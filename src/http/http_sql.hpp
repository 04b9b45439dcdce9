// The statements of this module.
#pragma once
#include "store/store.hpp"

namespace linli::http {

// Changes no row when the key is already there; on PostgreSQL it first waits for a unit of work
// that holds the same key and is then run again.
inline constexpr store::Sql sql_claim_key{
    "http.claim_key",
    "INSERT INTO idempotency (caller, route, request_key, request_sha256, status, answer, "
    "created_at) "
    "VALUES (?, ?, ?, ?, 0, '', ?) ON CONFLICT (caller, route, request_key) DO NOTHING"};

inline constexpr store::Sql sql_kept_answer{
    "http.kept_answer",
    "SELECT request_sha256, status, answer FROM idempotency "
    "WHERE caller = ? AND route = ? AND request_key = ?"};

inline constexpr store::Sql sql_keep_answer{"http.keep_answer",
                                            "UPDATE idempotency SET status = ?, answer = ? "
                                            "WHERE caller = ? AND route = ? AND request_key = ?"};

inline constexpr store::Sql sql_release_key{
    "http.release_key",
    "DELETE FROM idempotency WHERE caller = ? AND route = ? AND request_key = ?"};

}  // namespace linli::http
