#pragma once
#include "store/store.hpp"

namespace linli::casework::sql {

using store::Sql;

#define LINLI_CASE_COLUMNS                                                                \
    "id, code, area_id, item, item_hash, channel, state, outcome, ended_how, person_id, " \
    "made_by, instance_id, revision, form_sealed, decision_sealed, acceptance, made_at, " \
    "received_at, acceptance_due_at, accepted_at, decided_at, ended_at"

inline constexpr Sql by_id{"casework.by_id",
                           "SELECT " LINLI_CASE_COLUMNS " FROM casework_case WHERE id = ?"};
inline constexpr Sql by_code{"casework.by_code",
                             "SELECT " LINLI_CASE_COLUMNS " FROM casework_case WHERE code = ?"};
// Of a person, or written down by an account; newest first.
inline constexpr Sql own{"casework.own",
                         "SELECT " LINLI_CASE_COLUMNS
                         " FROM casework_case WHERE id < ? AND (person_id = ? OR made_by = ?) "
                         "ORDER BY id DESC LIMIT ?"};
// What a person has not finished, drafts last.
inline constexpr Sql unfinished{
    "casework.unfinished",
    "SELECT " LINLI_CASE_COLUMNS
    " FROM casework_case WHERE person_id = ? AND state <> 'ended' ORDER BY CASE state WHEN "
    "'draft' THEN 1 ELSE 0 END, id DESC LIMIT 1"};
inline constexpr Sql in_area{"casework.in_area",
                             "SELECT " LINLI_CASE_COLUMNS
                             " FROM casework_case WHERE area_id = ? AND id < ? AND state <> "
                             "'draft' AND (? = '' OR state = ?) AND (? = '' OR item = ?) ORDER "
                             "BY id DESC LIMIT ?"};
inline constexpr Sql drafts_of{
    "casework.drafts_of",
    "SELECT COUNT(*) FROM casework_case WHERE made_by = ? AND state = 'draft'"};
// Only from the revision that the actor saw.
inline constexpr Sql keep{
    "casework.keep",
    "UPDATE casework_case SET item_hash = ?, state = ?, outcome = ?, ended_how = ?, instance_id = "
    "?, revision = revision + 1, form_sealed = ?, decision_sealed = ?, acceptance = ?, received_at "
    "= ?, acceptance_due_at = ?, accepted_at = ?, decided_at = ?, ended_at = ? WHERE id = ? AND "
    "revision = ?"};
inline constexpr Sql remove{"casework.remove", "DELETE FROM casework_case WHERE id = ?"};

inline constexpr Sql materials{
    "casework.materials",
    "SELECT m.material, f.id, f.name, f.media_type, f.bytes FROM casework_material m JOIN "
    "archive_file f ON f.id = m.file_id WHERE m.case_id = ? ORDER BY m.added_at, m.file_id"};
inline constexpr Sql remove_material{
    "casework.remove_material",
    "DELETE FROM casework_material WHERE case_id = ? AND material = ? AND file_id = ?"};
inline constexpr Sql remove_materials{"casework.remove_materials",
                                      "DELETE FROM casework_material WHERE case_id = ?"};
inline constexpr Sql case_of_file{
    "casework.case_of_file",
    "SELECT case_id FROM casework_material WHERE file_id = ? ORDER BY case_id DESC LIMIT 20"};

inline constexpr Sql notice{"casework.notice",
                            "SELECT case_id, given_at, due_at, missing, note, given_by, "
                            "corrected_at FROM casework_notice WHERE case_id = ?"};
inline constexpr Sql corrected{"casework.corrected",
                               "UPDATE casework_notice SET corrected_at = ? WHERE case_id = ?"};
inline constexpr Sql events{
    "casework.events",
    "SELECT id, case_id, area_id, at, kind, zh, en, account_id FROM casework_event WHERE case_id "
    "= ? ORDER BY id LIMIT 500"};

inline constexpr Sql results{
    "casework.results",
    "SELECT task_id, case_id, area_id, data_sealed, account_id, at FROM casework_result WHERE "
    "case_id = ? ORDER BY at, task_id LIMIT 200"};
inline constexpr Sql task_of_wait{
    "casework.task_of_wait",
    "SELECT instance_id, wait, task_id, wait_id, definition_id FROM casework_task WHERE "
    "instance_id = ? AND wait = ?"};
inline constexpr Sql wait_of_task{
    "casework.wait_of_task",
    "SELECT instance_id, wait, task_id, wait_id, definition_id FROM casework_task WHERE task_id = "
    "?"};

#define LINLI_COMPLAINT_COLUMNS \
    "id, case_id, area_id, text_sealed, made_at, answer_sealed, answered_by, answered_at"
inline constexpr Sql complaints{"casework.complaints",
                                "SELECT " LINLI_COMPLAINT_COLUMNS
                                " FROM casework_complaint WHERE case_id = ? ORDER BY id"};
inline constexpr Sql complaint{"casework.complaint", "SELECT " LINLI_COMPLAINT_COLUMNS
                                                     " FROM casework_complaint WHERE id = ?"};
inline constexpr Sql complaints_open{
    "casework.complaints_open",
    "SELECT " LINLI_COMPLAINT_COLUMNS
    " FROM casework_complaint WHERE area_id = ? AND answered_at IS NULL ORDER BY id LIMIT 100"};
inline constexpr Sql answer{"casework.answer",
                            "UPDATE casework_complaint SET answer_sealed = ?, answered_by = ?, "
                            "answered_at = ? WHERE id = ? AND answered_at IS NULL"};

#define LINLI_EXTENSION_COLUMNS                                                             \
    "id, case_id, area_id, amount, reason, asked_by, asked_at, decision, decision_reason, " \
    "decided_by, decided_at"
inline constexpr Sql extensions{"casework.extensions",
                                "SELECT " LINLI_EXTENSION_COLUMNS
                                " FROM casework_extension WHERE case_id = ? ORDER BY id"};
inline constexpr Sql extension{"casework.extension", "SELECT " LINLI_EXTENSION_COLUMNS
                                                     " FROM casework_extension WHERE id = ?"};
inline constexpr Sql extensions_open{
    "casework.extensions_open",
    "SELECT " LINLI_EXTENSION_COLUMNS
    " FROM casework_extension WHERE area_id = ? AND decided_at IS NULL ORDER BY id LIMIT 100"};
inline constexpr Sql decide_extension{
    "casework.decide_extension",
    "UPDATE casework_extension SET decision = ?, decision_reason = ?, decided_by = ?, decided_at = "
    "? WHERE id = ? AND decided_at IS NULL"};

}  // namespace linli::casework::sql
