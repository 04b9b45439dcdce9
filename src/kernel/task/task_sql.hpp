#pragma once
#include "store/store.hpp"

namespace linli::task::sql {

using store::Sql;

#define LINLI_TASK_COLUMNS                                                                         \
    "id, area_id, case_id, wait_id, element, zh, en, role, needs, duties, state, assignee, seed, " \
    "priority, opened_at, due_at, ended_at"

inline constexpr Sql by_id{"task.by_id", "SELECT " LINLI_TASK_COLUMNS " FROM task WHERE id = ?"};
inline constexpr Sql by_wait{"task.by_wait",
                             "SELECT " LINLI_TASK_COLUMNS " FROM task WHERE wait_id = ?"};
inline constexpr Sql of_case{"task.of_case", "SELECT " LINLI_TASK_COLUMNS
                                             " FROM task WHERE case_id = ? ORDER BY id LIMIT 1000"};
inline constexpr Sql of_assignee{
    "task.of_assignee",
    "SELECT " LINLI_TASK_COLUMNS
    " FROM task WHERE assignee = ? AND state = 'assigned' ORDER BY priority DESC, "
    "COALESCE(due_at, 9000000000000000000), id LIMIT ?"};
inline constexpr Sql of_area{
    "task.of_area",
    "SELECT " LINLI_TASK_COLUMNS
    " FROM task WHERE area_id = ? AND state IN ('open', 'assigned') ORDER BY state, "
    "COALESCE(due_at, 9000000000000000000), id LIMIT ?"};
inline constexpr Sql unassigned{"task.unassigned",
                                "SELECT COUNT(*) FROM task WHERE area_id = ? AND state = 'open'"};
inline constexpr Sql absences{
    "task.absences",
    "SELECT id, account_id, from_at, until_at, deputy, made_by, made_at FROM task_absence WHERE "
    "until_at > ? ORDER BY from_at, id LIMIT 1000"};
inline constexpr Sql open_of_role{
    "task.open_of_role", "SELECT " LINLI_TASK_COLUMNS
                         " FROM task WHERE role = ? AND state = 'open' ORDER BY priority DESC, "
                         "COALESCE(due_at, 9000000000000000000), id LIMIT ? OFFSET ?"};
// Only from the state in which the actor saw it: of two at once, one changes nothing.
inline constexpr Sql assign{
    "task.assign",
    "UPDATE task SET assignee = ?, state = ? WHERE id = ? AND state = ? AND "
    "COALESCE(assignee, 0) = ?"};
inline constexpr Sql end{"task.end",
                         "UPDATE task SET state = ?, ended_at = ? WHERE id = ? AND state IN "
                         "('open', 'assigned')"};
inline constexpr Sql deeds{
    "task.deeds",
    "SELECT a.element, a.person_id, a.for_person_id, t.duties FROM task_act a JOIN task t ON "
    "t.id = a.task_id WHERE a.case_id = ? AND a.act = 'completed' ORDER BY a.id LIMIT 10000"};
inline constexpr Sql in_hand_of_case{
    "task.in_hand_of_case",
    "SELECT t.element, a.person_id, NULL, t.duties FROM task t JOIN account a ON a.id = t.assignee "
    "WHERE t.case_id = ? AND t.state = 'assigned' AND t.id <> ? ORDER BY t.id LIMIT 1000"};
inline constexpr Sql history{
    "task.history",
    "SELECT id, area_id, case_id, task_id, element, account_id, person_id, for_person_id, act, "
    "reason, at FROM task_act WHERE case_id = ? ORDER BY id LIMIT 10000"};
inline constexpr Sql relations{"task.relations",
                               "SELECT person_id, relation FROM task_relation WHERE case_id = ?"};
inline constexpr Sql relate{
    "task.relate",
    "INSERT INTO task_relation (case_id, person_id, relation) VALUES (?, ?, ?) ON CONFLICT DO "
    "NOTHING"};
inline constexpr Sql staff{"task.staff",
                           "SELECT skills, lat, lng FROM task_staff WHERE account_id = ?"};
inline constexpr Sql set_staff{
    "task.set_staff",
    "INSERT INTO task_staff (account_id, skills, lat, lng) VALUES (?, ?, ?, ?) ON CONFLICT "
    "(account_id) DO UPDATE SET skills = excluded.skills, lat = excluded.lat, lng = excluded.lng"};
inline constexpr Sql in_hand{"task.in_hand",
                             "SELECT COUNT(*) FROM task WHERE assignee = ? AND state = 'assigned'"};
inline constexpr Sql turns{
    "task.turns",
    "SELECT turns, last_at FROM task_turn WHERE area_id = ? AND role = ? AND account_id = ?"};
inline constexpr Sql take_turn{
    "task.take_turn",
    "INSERT INTO task_turn (area_id, role, account_id, turns, last_at) VALUES (?, ?, ?, 1, ?) ON "
    "CONFLICT (area_id, role, account_id) DO UPDATE SET turns = task_turn.turns + 1, last_at = "
    "excluded.last_at"};
inline constexpr Sql absence_of{
    "task.absence_of",
    "SELECT id, account_id, from_at, until_at, deputy, made_by, made_at FROM task_absence WHERE "
    "account_id = ? AND from_at <= ? AND until_at > ? ORDER BY id LIMIT 1"};
inline constexpr Sql absence_by_id{
    "task.absence_by_id",
    "SELECT id, account_id, from_at, until_at, deputy, made_by, made_at FROM task_absence WHERE "
    "id = ?"};
inline constexpr Sql end_absence{"task.end_absence",
                                 "UPDATE task_absence SET until_at = ? WHERE id = ?"};
inline constexpr Sql load{
    "task.load",
    "SELECT COALESCE(assignee, 0), COUNT(*) FROM task WHERE area_id = ? AND state IN ('open', "
    "'assigned') GROUP BY COALESCE(assignee, 0)"};

}  // namespace linli::task::sql
