#pragma once
#include "store/store.hpp"

namespace linli::process::sql {

using store::Sql;

#define LINLI_DEFINITION_COLUMNS "id, file_id, process, name, version"
#define LINLI_INSTANCE_COLUMNS                                                                    \
    "id, definition_id, area_id, case_id, caller, caller_wait, status, incidents, steps, state, " \
    "started_by, started_at, ended_at, waiting, failing"

// ---- definitions
inline constexpr Sql deployment{"process.deployment",
                                "SELECT version FROM process_deployment WHERE id = 1"};
inline constexpr Sql deployed{"process.deployed",
                              "UPDATE process_deployment SET version = ? WHERE id = 1"};
inline constexpr Sql definition{"process.definition", "SELECT " LINLI_DEFINITION_COLUMNS
                                                      " FROM process_definition WHERE id = ?"};
inline constexpr Sql definition_of{"process.definition_of",
                                   "SELECT " LINLI_DEFINITION_COLUMNS
                                   " FROM process_definition WHERE process = ? AND version = ?"};
inline constexpr Sql definitions{"process.definitions",
                                 "SELECT " LINLI_DEFINITION_COLUMNS
                                 " FROM process_definition ORDER BY id DESC LIMIT 1000"};
inline constexpr Sql newest{
    "process.newest",
    "SELECT d.id, d.file_id, d.process, d.name, d.version FROM process_definition d WHERE "
    "d.version = (SELECT MAX(n.version) FROM process_definition n WHERE n.process = d.process) "
    "ORDER BY d.id LIMIT 10000"};
inline constexpr Sql newest_version{
    "process.newest_version", "SELECT MAX(version) FROM process_definition WHERE process = ?"};
inline constexpr Sql of_file{"process.of_file",
                             "SELECT " LINLI_DEFINITION_COLUMNS
                             " FROM process_definition WHERE file_id = ? ORDER BY id"};
inline constexpr Sql file{"process.file",
                          "SELECT name, xml, decisions FROM process_file WHERE id = ?"};
inline constexpr Sql file_by_hash{
    "process.file_by_hash",
    "SELECT f.id FROM process_file f JOIN process_definition d ON d.file_id = f.id WHERE d.process "
    "= ? AND d.version = ? AND f.sha256 = ?"};

inline constexpr Sql versions{
    "process.versions",
    "SELECT d.id, d.file_id, d.process, d.name, d.version, f.deployed_at FROM process_definition d "
    "JOIN process_file f ON f.id = d.file_id ORDER BY d.id DESC LIMIT 1000"};

// ---- instances
inline constexpr Sql instance{
    "process.instance", "SELECT " LINLI_INSTANCE_COLUMNS " FROM process_instance WHERE id = ?"};
inline constexpr Sql called_by{
    "process.called_by",
    "SELECT id FROM process_instance WHERE caller = ? AND caller_wait = ? "
    "AND status = 'running'"};
// Only from the step that was read: two acts never overwrite each other.
inline constexpr Sql save_instance{
    "process.save_instance",
    "UPDATE process_instance SET status = ?, incidents = ?, steps = ?, state = ?, ended_at = ?, "
    "waiting = ?, failing = ? WHERE id = ? AND steps = ?"};
inline constexpr Sql set_definition{"process.set_definition",
                                    "UPDATE process_instance SET definition_id = ? WHERE id = ?"};
inline constexpr Sql trace{
    "process.trace",
    "SELECT at, actor, events FROM process_trace WHERE instance_id = ? ORDER BY step LIMIT 10000"};

// ---- where running instances stand: answered from the partial indexes, hence the literals
inline constexpr Sql count_running{
    "process.count_running",
    "SELECT definition_id, CAST(0 AS BIGINT), COUNT(*) FROM process_instance WHERE "
    "status = 'running' GROUP BY definition_id"};
inline constexpr Sql count_running_by_area{
    "process.count_running_by_area",
    "SELECT definition_id, area_id, COUNT(*) FROM process_instance WHERE status = 'running' GROUP "
    "BY definition_id, area_id"};
inline constexpr Sql count_failing{
    "process.count_failing",
    "SELECT definition_id, CAST(0 AS BIGINT), COUNT(*) FROM process_instance WHERE "
    "status = 'running' AND incidents > 0 GROUP BY definition_id"};
inline constexpr Sql count_failing_by_area{
    "process.count_failing_by_area",
    "SELECT definition_id, area_id, COUNT(*) FROM process_instance WHERE status = 'running' AND "
    "incidents > 0 GROUP BY definition_id, area_id"};
inline constexpr Sql tokens{
    "process.tokens",
    "SELECT waiting, CAST(0 AS BIGINT), COUNT(*) FROM process_instance WHERE status = "
    "'running' AND definition_id = ? GROUP BY waiting"};
inline constexpr Sql tokens_by_area{
    "process.tokens_by_area",
    "SELECT waiting, area_id, COUNT(*) FROM process_instance WHERE status = 'running' AND "
    "definition_id = ? GROUP BY waiting, area_id"};
inline constexpr Sql waiting_after{
    "process.waiting_after",
    "SELECT waiting, area_id, id FROM process_instance WHERE status = 'running' AND definition_id "
    "= ? AND (waiting, id) > (?, ?) ORDER BY waiting, id LIMIT ?"};
inline constexpr Sql failed_tokens{"process.failed_tokens",
                                   "SELECT failing, CAST(0 AS BIGINT), COUNT(*) FROM "
                                   "process_instance WHERE status = 'running' AND incidents > 0 "
                                   "AND definition_id = ? GROUP BY failing"};
inline constexpr Sql failed_tokens_by_area{
    "process.failed_tokens_by_area",
    "SELECT failing, area_id, COUNT(*) FROM process_instance WHERE status = 'running' AND "
    "incidents > 0 AND definition_id = ? GROUP BY failing, area_id"};
inline constexpr Sql failing_after{
    "process.failing_after",
    "SELECT failing, area_id, id FROM process_instance WHERE status = 'running' AND incidents > 0 "
    "AND definition_id = ? AND (failing, id) > (?, ?) ORDER BY failing, id "
    "LIMIT ?"};

// ---- waits
inline constexpr Sql remove_wait{"process.remove_wait",
                                 "DELETE FROM process_wait WHERE instance_id = ? AND wait = ?"};
inline constexpr Sql set_due{
    "process.set_due", "UPDATE process_wait SET due_at = ? WHERE instance_id = ? AND wait = ?"};
inline constexpr Sql set_name{
    "process.set_name",
    "UPDATE process_wait SET name = ?, correlation = ? WHERE instance_id = ? AND wait = ?"};
inline constexpr Sql receivers_with_key{"process.receivers_with_key",
                                        "SELECT instance_id, wait FROM process_wait WHERE kind = "
                                        "'message' AND name = ? AND correlation "
                                        "= ? ORDER BY instance_id, wait LIMIT 100"};
inline constexpr Sql receivers_without_key{"process.receivers_without_key",
                                           "SELECT instance_id, wait FROM process_wait WHERE kind "
                                           "= 'message' AND name = ? AND correlation "
                                           "IS NULL ORDER BY instance_id, wait LIMIT 100"};
inline constexpr Sql receivers{
    "process.receivers",
    "SELECT instance_id, wait FROM process_wait WHERE kind = 'message' AND name = ? ORDER BY "
    "instance_id, wait LIMIT 100"};
inline constexpr Sql listeners{
    "process.listeners",
    "SELECT DISTINCT instance_id FROM process_wait WHERE kind = 'signal' AND name = ? ORDER BY "
    "instance_id LIMIT 10000"};
inline constexpr Sql due{"process.due",
                         "SELECT instance_id, wait, due_at FROM process_wait WHERE due_at <= ? "
                         "ORDER BY due_at, instance_id, wait LIMIT ?"};
inline constexpr Sql next_due{"process.next_due",
                              "SELECT MIN(due_at) FROM process_wait WHERE due_at IS NOT NULL"};

// ---- messages
inline constexpr Sql kept{"process.kept",
                          "SELECT id, correlation, variables, expires_at FROM process_message "
                          "WHERE name = ? AND expires_at > ? ORDER BY id LIMIT 1000"};
inline constexpr Sql drop_kept{"process.drop_kept", "DELETE FROM process_message WHERE id = ?"};
inline constexpr Sql count_kept{"process.count_kept",
                                "SELECT COUNT(*) FROM process_message WHERE name = ?"};
inline constexpr Sql expire_kept{"process.expire_kept",
                                 "DELETE FROM process_message WHERE expires_at <= ?"};
inline constexpr Sql seen{"process.seen",
                          "INSERT INTO process_message_seen (sender_id, at) VALUES (?, ?) ON "
                          "CONFLICT DO NOTHING"};
inline constexpr Sql forget_seen{"process.forget_seen",
                                 "DELETE FROM process_message_seen WHERE at < ?"};

// ---- starts
inline constexpr Sql disarm{
    "process.disarm",
    "DELETE FROM process_start_timer WHERE definition_id IN (SELECT id FROM process_definition "
    "WHERE process = ?)"};
inline constexpr Sql starts_due{
    "process.starts_due",
    "SELECT definition_id, node, event, due_at, repetitions, every_months, every_us FROM "
    "process_start_timer WHERE due_at <= ? ORDER BY due_at, definition_id LIMIT ?"};
inline constexpr Sql start_timer{
    "process.start_timer",
    "SELECT definition_id, node, event, due_at, repetitions, every_months, every_us FROM "
    "process_start_timer WHERE definition_id = ? AND node = ? AND event = ?"};
inline constexpr Sql next_start{"process.next_start",
                                "SELECT MIN(due_at) FROM process_start_timer"};
inline constexpr Sql set_start{
    "process.set_start",
    "UPDATE process_start_timer SET due_at = ?, repetitions = ? WHERE definition_id = ? AND node = "
    "? AND event = ?"};
inline constexpr Sql drop_start{
    "process.drop_start",
    "DELETE FROM process_start_timer WHERE definition_id = ? AND node = ? AND event = ?"};
inline constexpr Sql see_start{
    "process.see_start",
    "INSERT INTO process_start_seen (definition_id, node, event) VALUES (?, ?, ?) ON CONFLICT DO "
    "NOTHING"};
inline constexpr Sql seen_starts{
    "process.seen_starts",
    "SELECT COUNT(*) FROM process_start_seen WHERE definition_id = ? AND node = ?"};
inline constexpr Sql forget_starts{
    "process.forget_starts", "DELETE FROM process_start_seen WHERE definition_id = ? AND node = ?"};

}  // namespace linli::process::sql
