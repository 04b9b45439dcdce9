// One statement for each kind of data that has an end: (the last moment that is due, rows at most).
#pragma once
#include "store/store.hpp"

namespace linli::sql {

using store::Sql;

inline constexpr Sql end_session{
    "retention.session",
    "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE ends_at <= ? LIMIT ?)"};
inline constexpr Sql end_login_code{
    "retention.login_code",
    "DELETE FROM login_code WHERE id IN (SELECT id FROM login_code WHERE ends_at <= ? LIMIT ?)"};
// A slice of five minutes counts from its end.
inline constexpr Sql end_attempt{"retention.attempt",
                                 "DELETE FROM attempt WHERE (subject, slice) IN (SELECT subject, "
                                 "slice FROM attempt WHERE slice <= CAST(? AS BIGINT) / 300000000 "
                                 "- 1 LIMIT ?)"};
inline constexpr Sql end_idempotency{
    "retention.idempotency",
    "DELETE FROM idempotency WHERE (caller, route, request_key) IN (SELECT caller, route, "
    "request_key FROM idempotency WHERE created_at <= ? LIMIT ?)"};
inline constexpr Sql end_outbox_message{
    "retention.outbox_message",
    "DELETE FROM outbox_message WHERE id IN (SELECT id FROM outbox_message WHERE done_at IS NOT "
    "NULL AND done_at <= ? LIMIT ?)"};
inline constexpr Sql end_notice{
    "retention.notice",
    "DELETE FROM notice WHERE id IN (SELECT id FROM notice WHERE at <= ? LIMIT ?)"};
inline constexpr Sql end_problem_report{
    "retention.problem_report",
    "DELETE FROM problem_report WHERE id IN (SELECT id FROM problem_report WHERE handled_at IS NOT "
    "NULL AND handled_at <= ? LIMIT ?)"};
inline constexpr Sql end_registration{
    "retention.registration",
    "DELETE FROM registration WHERE id IN (SELECT id FROM registration WHERE state IN ('refused', "
    "'withdrawn') AND COALESCE(decided_at, submitted_at) <= ? LIMIT ?)"};
inline constexpr Sql end_consent{
    "retention.consent",
    "DELETE FROM consent WHERE id IN (SELECT id FROM consent WHERE withdrawn_at IS NOT NULL AND "
    "withdrawn_at <= ? LIMIT ?)"};
inline constexpr Sql end_listing_change{
    "retention.listing_change",
    "DELETE FROM listing_change WHERE id IN (SELECT id FROM listing_change WHERE changed_at <= ? "
    "LIMIT ?)"};
inline constexpr Sql end_directory_import{
    "retention.directory_import",
    "DELETE FROM directory_import WHERE id IN (SELECT id FROM directory_import WHERE made_at <= ? "
    "LIMIT ?)"};
inline constexpr Sql end_rule_record{
    "retention.rule_record",
    "DELETE FROM rule_record WHERE id IN (SELECT id FROM rule_record WHERE recorded_at <= ? LIMIT "
    "?)"};

}  // namespace linli::sql
