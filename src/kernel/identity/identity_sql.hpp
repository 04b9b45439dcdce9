// Every statement of this module.
#pragma once
#include "store/store.hpp"

namespace linli::identity::sql {

using store::Sql;

#define LINLI_ACCOUNT_COLUMNS                                                                \
    "id, area_id, kind, login, phone_sealed, phone_index, person_id, state, password_hash, " \
    "password_set_at, password_once, password_history, grants_version, created_at"
#define LINLI_SEALED_COLUMNS \
    "name_sealed, id_number_sealed, id_number_index, phone_sealed, phone_index, guardian_sealed, "
#define LINLI_PERSON_COLUMNS LINLI_SEALED_COLUMNS "id, area_id, id_type, created_at, erased_at"
#define LINLI_REGISTRATION_COLUMNS                                                           \
    LINLI_SEALED_COLUMNS                                                                     \
    "id, area_id, account_id, state, id_type, minor, submitted_at, decided_by, decided_at, " \
    "reason, person_id"
#define LINLI_GRANT_COLUMNS                                                                   \
    "id, account_id, role, area_id, state, valid_from, valid_until, granted_by, granted_at, " \
    "confirmed_by, ended_by, ended_at"

// ---- attempts
inline constexpr Sql attempts_of{
    "identity.attempts_of",
    "SELECT CAST(COALESCE(SUM(tries), 0) AS BIGINT), COALESCE(MAX(last_at), 0) FROM attempt "
    "WHERE subject = ? AND slice > ?"};
inline constexpr Sql count_attempt{
    "identity.count_attempt",
    "INSERT INTO attempt (subject, slice, tries, last_at) VALUES (?, ?, 1, ?) "
    "ON CONFLICT (subject, slice) DO UPDATE SET tries = attempt.tries + 1, last_at = "
    "excluded.last_at"};
inline constexpr Sql forget_attempts{"identity.forget_attempts",
                                     "DELETE FROM attempt WHERE subject = ?"};
inline constexpr Sql take_back_attempt{
    "identity.take_back_attempt",
    "UPDATE attempt SET tries = tries - 1 WHERE subject = ? AND slice = ? AND tries > 0"};
inline constexpr Sql sweep_attempts{
    "identity.sweep_attempts",
    "DELETE FROM attempt WHERE (subject, slice) IN "
    "(SELECT subject, slice FROM attempt WHERE slice < ? LIMIT 1000)"};

// ---- codes
inline constexpr Sql code_of_phone{"identity.code_of_phone",
                                   "SELECT id, phone_index, code_hash, sent_at, ends_at, tries "
                                   "FROM login_code WHERE phone_index = ?"};
inline constexpr Sql count_code_try{"identity.count_code_try",
                                    "UPDATE login_code SET tries = tries + 1 WHERE id = ?"};
inline constexpr Sql forget_code{"identity.forget_code",
                                 "DELETE FROM login_code WHERE phone_index = ?"};
inline constexpr Sql sweep_codes{
    "identity.sweep_codes",
    "DELETE FROM login_code WHERE id IN (SELECT id FROM login_code WHERE ends_at < ? LIMIT 1000)"};

// ---- sessions
inline constexpr Sql session_of_token{
    "identity.session_of_token",
    "SELECT s.id, s.created_at, s.seen_at, s.ends_at, a.id, a.kind, a.state, a.person_id, "
    "CASE WHEN a.password_hash <> '' THEN 1 ELSE 0 END, a.password_once, a.password_set_at, "
    "a.grants_version, v.version "
    "FROM session s JOIN account a ON a.id = s.account_id JOIN role_version v ON v.id = 1 "
    "WHERE s.token_hash = ?"};
inline constexpr Sql touch_session{"identity.touch_session",
                                   "UPDATE session SET seen_at = ? WHERE id = ? AND seen_at < ?"};
inline constexpr Sql sessions_of{
    "identity.sessions_of",
    "SELECT id, token_hash, account_id, device, created_at, seen_at, ends_at FROM session "
    "WHERE account_id = ? ORDER BY id DESC"};
inline constexpr Sql account_of_session{"identity.account_of_session",
                                        "SELECT account_id FROM session WHERE id = ?"};
inline constexpr Sql end_session{"identity.end_session", "DELETE FROM session WHERE id = ?"};
inline constexpr Sql end_session_of_account{"identity.end_session_of_account",
                                            "DELETE FROM session WHERE id = ? AND account_id = ?"};
inline constexpr Sql end_session_of_token{"identity.end_session_of_token",
                                          "DELETE FROM session WHERE token_hash = ?"};
inline constexpr Sql end_sessions{"identity.end_sessions",
                                  "DELETE FROM session WHERE account_id = ? AND id <> ?"};
inline constexpr Sql end_oldest_sessions{
    "identity.end_oldest_sessions",
    "DELETE FROM session WHERE account_id = ? AND id NOT IN "
    "(SELECT id FROM session WHERE account_id = ? ORDER BY id DESC LIMIT ?)"};
inline constexpr Sql sweep_sessions{
    "identity.sweep_sessions",
    "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE ends_at < ? LIMIT 1000)"};

// ---- accounts
inline constexpr Sql account_by_id{"identity.account_by_id",
                                   "SELECT " LINLI_ACCOUNT_COLUMNS " FROM account WHERE id = ?"};
inline constexpr Sql account_by_login{
    "identity.account_by_login", "SELECT " LINLI_ACCOUNT_COLUMNS " FROM account WHERE login = ?"};
inline constexpr Sql account_by_phone{"identity.account_by_phone",
                                      "SELECT " LINLI_ACCOUNT_COLUMNS
                                      " FROM account WHERE phone_index = ?"};
inline constexpr Sql account_to_tell{
    "identity.account_to_tell",
    "SELECT id FROM account WHERE person_id = ? AND state = 'active' ORDER BY CASE kind WHEN "
    "'resident' THEN 0 ELSE 1 END, id LIMIT 1"};
inline constexpr Sql accounts_of_person{"identity.accounts_of_person",
                                        "SELECT id FROM account WHERE person_id = ?"};
inline constexpr Sql staff_after{
    "identity.staff_after", "SELECT " LINLI_ACCOUNT_COLUMNS
                            " FROM account WHERE kind = 'staff' AND id > ? ORDER BY id LIMIT 500"};
inline constexpr Sql any_staff{
    "identity.any_staff",
    "SELECT COUNT(*) FROM (SELECT id FROM account WHERE kind = 'staff' LIMIT 1) s"};
inline constexpr Sql rehash{
    "identity.rehash", "UPDATE account SET password_hash = ? WHERE id = ? AND password_hash = ?"};
inline constexpr Sql set_password{
    "identity.set_password",
    "UPDATE account SET password_hash = ?, password_set_at = ?, password_once = ?, "
    "password_history = ? WHERE id = ? AND password_hash = ?"};
inline constexpr Sql set_account_state{"identity.set_account_state",
                                       "UPDATE account SET state = ? WHERE id = ?"};
inline constexpr Sql link_person{"identity.link_person",
                                 "UPDATE account SET person_id = ?, area_id = ? WHERE id = ?"};
inline constexpr Sql erase_account{
    "identity.erase_account",
    "UPDATE account SET login = NULL, phone_sealed = '', phone_index = NULL, state = 'disabled', "
    "password_hash = '', password_history = '[]' WHERE id = ?"};

// ---- roles and grants
inline constexpr Sql all_roles{"identity.all_roles",
                               "SELECT code, zh, en, administrator, permissions, position, "
                               "withdrawn FROM role ORDER BY position, code"};
inline constexpr Sql role_by_code{"identity.role_by_code",
                                  "SELECT code, zh, en, administrator, permissions, position, "
                                  "withdrawn FROM role WHERE code = ?"};
inline constexpr Sql put_role{
    "identity.put_role",
    "INSERT INTO role (code, zh, en, administrator, permissions, position, withdrawn) "
    "VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT (code) DO UPDATE SET zh = excluded.zh, "
    "en = excluded.en, administrator = excluded.administrator, "
    "permissions = excluded.permissions, position = excluded.position, withdrawn = 0"};
inline constexpr Sql withdraw_roles{"identity.withdraw_roles", "UPDATE role SET withdrawn = 1"};
inline constexpr Sql roles_digest{"identity.roles_digest",
                                  "SELECT digest FROM role_version WHERE id = 1"};
inline constexpr Sql raise_roles_version{
    "identity.raise_roles_version",
    "UPDATE role_version SET version = version + 1, digest = ? WHERE id = 1"};
inline constexpr Sql raise_grants_version{
    "identity.raise_grants_version",
    "UPDATE account SET grants_version = grants_version + 1 WHERE id = ?"};
inline constexpr Sql held_grants{
    "identity.held_grants",
    "SELECT g.id, g.role, g.area_id, g.valid_from, g.valid_until, r.zh, r.en, r.permissions "
    "FROM role_grant g JOIN role r ON r.code = g.role "
    "WHERE g.account_id = ? AND g.state = 'active' AND r.withdrawn = 0 ORDER BY r.position, g.id"};
inline constexpr Sql grant_by_id{"identity.grant_by_id",
                                 "SELECT " LINLI_GRANT_COLUMNS " FROM role_grant WHERE id = ?"};
inline constexpr Sql grants_after{"identity.grants_after",
                                  "SELECT " LINLI_GRANT_COLUMNS
                                  " FROM role_grant WHERE id > ? ORDER BY id LIMIT 500"};
inline constexpr Sql grants_of_account{
    "identity.grants_of_account",
    "SELECT " LINLI_GRANT_COLUMNS
    " FROM role_grant WHERE account_id = ? AND state <> 'ended' ORDER BY id"};
inline constexpr Sql grants_of_role{
    "identity.grants_of_role",
    "SELECT " LINLI_GRANT_COLUMNS
    " FROM role_grant WHERE role = ? AND state = 'active' ORDER BY id LIMIT 1000"};
inline constexpr Sql holders_in{
    "identity.holders_in",
    "SELECT g.account_id, a.person_id FROM role_grant g JOIN account a ON a.id = g.account_id "
    "WHERE "
    "g.area_id = ? AND g.role = ? AND g.state = 'active' AND g.valid_from <= ? AND "
    "COALESCE(g.valid_until, 9000000000000000000) > ? AND a.state = 'active' ORDER BY g.id LIMIT "
    "1000"};
inline constexpr Sql confirm_grant{
    "identity.confirm_grant",
    "UPDATE role_grant SET state = 'active', confirmed_by = ? WHERE id = ? AND state = 'proposed'"};
inline constexpr Sql end_grant{"identity.end_grant",
                               "UPDATE role_grant SET state = 'ended', ended_by = ?, ended_at = ? "
                               "WHERE id = ? AND state <> 'ended'"};

// ---- persons
inline constexpr Sql person_by_id{"identity.person_by_id",
                                  "SELECT " LINLI_PERSON_COLUMNS " FROM person WHERE id = ?"};
inline constexpr Sql person_by_id_number{"identity.person_by_id_number",
                                         "SELECT id FROM person WHERE id_number_index = ?"};
inline constexpr Sql persons_by_phone{"identity.persons_by_phone",
                                      "SELECT " LINLI_PERSON_COLUMNS
                                      " FROM person WHERE phone_index = ? ORDER BY id LIMIT 20"};
inline constexpr Sql persons_by_id_number{"identity.persons_by_id_number",
                                          "SELECT " LINLI_PERSON_COLUMNS
                                          " FROM person WHERE id_number_index = ?"};
inline constexpr Sql erase_person{
    "identity.erase_person",
    "UPDATE person SET name_sealed = '', id_number_sealed = '', id_number_index = NULL, "
    "phone_sealed = '', phone_index = NULL, guardian_sealed = '', erased_at = ? WHERE id = ?"};

inline constexpr Sql add_person{
    "identity.add_person",
    "INSERT INTO person (id, area_id, name_sealed, id_type, id_number_sealed, id_number_index, "
    "phone_sealed, phone_index, guardian_sealed, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', "
    "?) "
    "ON CONFLICT DO NOTHING"};
inline constexpr Sql add_resident_account{
    "identity.add_resident_account",
    "INSERT INTO account (id, area_id, kind, phone_sealed, phone_index, person_id, state, "
    "password_hash, password_set_at, password_once, password_history, grants_version, created_at) "
    "VALUES (?, ?, 'resident', ?, ?, ?, 'active', '', ?, 0, '[]', 0, ?) ON CONFLICT DO NOTHING"};

// ---- registrations
inline constexpr Sql registration_by_id{"identity.registration_by_id",
                                        "SELECT " LINLI_REGISTRATION_COLUMNS
                                        " FROM registration WHERE id = ?"};
inline constexpr Sql registrations_of{
    "identity.registrations_of",
    "SELECT " LINLI_REGISTRATION_COLUMNS
    " FROM registration WHERE account_id = ? ORDER BY id DESC LIMIT 100"};
inline constexpr Sql registrations_after{
    "identity.registrations_after",
    "SELECT " LINLI_REGISTRATION_COLUMNS
    " FROM registration WHERE state = ? AND id > ? ORDER BY id LIMIT 500"};
inline constexpr Sql registration_waiting_for_number{
    "identity.registration_waiting_for_number",
    "SELECT id FROM registration WHERE id_number_index = ? AND state = 'waiting'"};
inline constexpr Sql decide_registration{
    "identity.decide_registration",
    "UPDATE registration SET state = ?, decided_by = ?, decided_at = ?, reason = ?, person_id = ? "
    "WHERE id = ? AND state = 'waiting'"};
inline constexpr Sql erase_registrations{
    "identity.erase_registrations",
    "UPDATE registration SET name_sealed = '', id_number_sealed = '', id_number_index = NULL, "
    "phone_sealed = '', phone_index = NULL, guardian_sealed = '', reason = '', "
    "state = CASE WHEN state = 'waiting' THEN 'withdrawn' ELSE state END WHERE account_id = ?"};

// ---- consents
inline constexpr Sql consents_of{
    "identity.consents_of",
    "SELECT id, area_id, account_id, purpose, notice_version, given_by, given_at, withdrawn_at "
    "FROM consent WHERE account_id = ? ORDER BY id"};
inline constexpr Sql withdraw_consent{
    "identity.withdraw_consent",
    "UPDATE consent SET withdrawn_at = ? WHERE id = ? AND account_id = ? AND withdrawn_at IS NULL"};
inline constexpr Sql withdraw_waiting{
    "identity.withdraw_waiting",
    "UPDATE registration SET state = 'withdrawn' WHERE account_id = ? AND state = 'waiting'"};
inline constexpr Sql consents_in_force_of_person{
    "identity.consents_in_force_of_person",
    "SELECT COUNT(*) FROM consent c JOIN account a ON a.id = c.account_id "
    "WHERE a.person_id = ? AND c.purpose = 'real_name' AND c.withdrawn_at IS NULL"};
inline constexpr Sql consents_of_person{
    "identity.consents_of_person",
    "SELECT COUNT(*) FROM consent c JOIN account a ON a.id = c.account_id "
    "WHERE a.person_id = ? AND c.purpose = 'real_name'"};

#undef LINLI_ACCOUNT_COLUMNS
#undef LINLI_SEALED_COLUMNS
#undef LINLI_PERSON_COLUMNS
#undef LINLI_REGISTRATION_COLUMNS
#undef LINLI_GRANT_COLUMNS

}  // namespace linli::identity::sql
