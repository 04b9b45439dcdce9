#include "kernel/identity/grant.hpp"

#include <algorithm>
#include <set>

#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/list.hpp"
#include "kernel/identity/note.hpp"
#include "kernel/identity/role.hpp"

namespace linli::identity {
namespace {

bool is_administrator(const std::string& role) {
    return role == system_admin || role == security_admin || role == audit_admin;
}

AccountRow account_to_grant(store::Tx& tx, AccountId id) {
    const auto account = find_account(tx, id);
    if (!account || account->kind != AccountKind::staff || account->state != AccountState::active)
        throw refuse_field(
            "account_id", "identity.account_not_active_staff",
            {"没有这个在用的工作人员账号", "there is no such active account of staff"});
    return *account;
}

// One and the same human, as far as the records tell.
bool same_human(store::Tx& tx, AccountId a, AccountId b) {
    if (a == b) return true;
    const auto first = find_account(tx, a), second = find_account(tx, b);
    return first && second && first->person_id && first->person_id == second->person_id;
}

void refuse_self(store::Tx& tx, const Caller& caller, AccountId account) {
    if (same_human(tx, caller.account(), account))
        throw refuse_forbidden(
            "identity.grant_to_self",
            {"不能给自己授权，请由另一位安全管理员办理",
             "nobody grants to himself; another security administrator has to do it"});
}

void check_times(const NewGrant& request, Instant from, Instant now) {
    if (request.valid_until && (*request.valid_until <= from || *request.valid_until <= now))
        throw refuse_field(
            "valid_until", "identity.grant_ends_before_it_begins",
            {"结束时间须晚于开始时间和现在", "it must end after it begins and after now"});
}

void refuse_twice(Parts& parts, store::Tx& tx, const NewGrant& request) {
    for (const auto& held : tx.all<GrantRow>(sql::grants_of_account, request.account_id))
        if (held.role == request.role && held.area_id == request.area_id &&
            held.stands(parts.clock.now()))
            throw refuse_conflict(
                "identity.grant_exists",
                {"该账号在这个区域已经有这个角色", "this account has this role here already"});
}

void require_person(const AccountRow& account) {
    if (!account.person_id)
        throw refuse_field(
            "account_id", "identity.administrator_needs_person",
            {"管理员角色只能授予已实名的账号",
             "an administrator's role goes only to the account of a real-name person"});
}

GrantRow grant_known(Parts& parts, store::Tx& tx, GrantId id) {
    const auto row = tx.one<GrantRow>(sql::grant_by_id, id);
    if (!row || !row->stands(parts.clock.now()))
        throw refuse_not_found("identity.grant_unknown",
                               {"没有这个授权", "there is no such grant"});
    return *row;
}

// Active security administrators whose area covers this one, without the named accounts.
bool other_security_admin(Parts& parts, store::Tx& tx, AreaId area,
                          const std::vector<AccountId>& without) {
    for (const auto& held : tx.all<GrantRow>(sql::grants_of_role, std::string(security_admin))) {
        if (!held.stands(parts.clock.now()) || !covers(*parts.areas.tree(), held.area_id, area))
            continue;
        const auto account = find_account(tx, held.account_id);
        if (!account || account->state != AccountState::active) continue;
        if (std::none_of(without.begin(), without.end(),
                         [&](AccountId other) { return same_human(tx, other, held.account_id); }))
            return true;
    }
    return false;
}

GrantView view_of(Parts& parts, store::Tx& tx, const GrantRow& row) {
    const auto role = tx.one<RoleRow>(sql::role_by_code, row.role);
    const auto account = find_account(tx, row.account_id);
    return {row.id,
            row.account_id,
            account ? account->login : std::nullopt,
            row.role,
            role ? role->zh : row.role,
            role ? role->en : row.role,
            row.area_id,
            area_name(parts, row.area_id),
            row.state,
            row.valid_from,
            row.valid_until,
            row.granted_by,
            row.granted_at,
            row.confirmed_by};
}

bool may_see(const Caller& caller, AreaId area) {
    return caller.may("identity.grants", area) || caller.may("audit.read", area);
}

}  // namespace

bool GrantRow::stands(Instant now) const {
    if (state == GrantState::proposed) return now - granted_at <= proposal_lifetime;
    return state == GrantState::active && (!valid_until || now < *valid_until);
}

void require_apart(Parts& parts, store::Tx& tx, AccountId account, std::optional<PersonId> person,
                   const std::string& role) {
    std::set<std::string> administrators;
    if (is_administrator(role)) administrators.insert(role);
    std::set<AccountId> accounts{account};
    if (person)
        for (const AccountId other : tx.all<AccountId>(sql::accounts_of_person, *person))
            accounts.insert(other);
    for (const AccountId one : accounts)
        for (const auto& held : tx.all<GrantRow>(sql::grants_of_account, one))
            if (is_administrator(held.role) && held.stands(parts.clock.now()))
                administrators.insert(held.role);
    if (administrators.size() > 1)
        throw refuse_conflict(
            "identity.administrators_apart",
            {"系统管理员、安全管理员、审计管理员不得由同一人担任（包括其另外的账号）",
             "one person holds at most one of system, security and audit administrator, over all "
             "accounts"});
}

void require_other_security_admin(Parts& parts, store::Tx& tx, const GrantRow& row) {
    if (row.role != security_admin || row.state != GrantState::active) return;
    if (!other_security_admin(parts, tx, row.area_id, {row.account_id}))
        throw refuse_conflict(
            "identity.last_security_admin",
            {"这是该区域最后一位安全管理员，请先任命另一位",
             "this is the last security administrator here; appoint another one first"});
}

void insert_grant(Parts& parts, store::Tx& tx, AccountId account, const std::string& role,
                  AreaId area, AccountId by) {
    const Instant now = parts.clock.now();
    tx.insert("role_grant", GrantRow{parts.ids.make<GrantId>(),
                                     account,
                                     role,
                                     area,
                                     GrantState::active,
                                     now,
                                     {},
                                     by,
                                     now,
                                     {},
                                     {},
                                     {}});
    tx.run(sql::raise_grants_version, account);
}

GrantView grant(Parts& parts, store::Tx& tx, const Caller& caller, const NewGrant& request) {
    const Instant now = parts.clock.now();
    const auto role = find_role(tx, request.role);
    if (!role)
        throw refuse_field("role", "identity.role_unknown",
                           {"没有这个角色", "there is no such role"});
    caller.require("identity.grants", request.area_id);
    refuse_self(tx, caller, request.account_id);
    const AccountRow account = account_to_grant(tx, request.account_id);
    const Instant from = request.valid_from.value_or(now);
    check_times(request, from, now);
    refuse_twice(parts, tx, request);
    if (role->administrator) require_person(account);
    require_apart(parts, tx, account.id, account.person_id, request.role);

    GrantRow row{parts.ids.make<GrantId>(),
                 account.id,
                 request.role,
                 request.area_id,
                 role->administrator ? GrantState::proposed : GrantState::active,
                 from,
                 request.valid_until,
                 caller.account(),
                 now,
                 {},
                 {},
                 {}};
    tx.insert("role_grant", row);
    tx.run(sql::raise_grants_version, account.id);
    note(parts, tx,
         {.actor = caller.account(),
          .area = row.area_id,
          .action = role->administrator ? "identity.grant_proposed" : "identity.granted",
          .subject_kind = "account",
          .subject_id = account.id.value,
          .details = {{"role", row.role}, {"grant", to_text(row.id)}}});
    return view_of(parts, tx, row);
}

GrantView confirm_grant(Parts& parts, store::Tx& tx, const Caller& caller, GrantId id) {
    GrantRow row = grant_known(parts, tx, id);
    const bool as_security = caller.holds(security_admin, row.area_id);
    const bool as_auditor =
        caller.holds(audit_admin, row.area_id) &&
        !other_security_admin(parts, tx, row.area_id, {row.granted_by, row.account_id});
    if (!as_security && !as_auditor)
        throw refuse_forbidden(
            "identity.confirmation_not_yours",
            {"须由另一位安全管理员确认；没有另一位时由审计管理员确认",
             "another security administrator confirms; the audit administrator only "
             "where there is no other"});
    refuse_self(tx, caller, row.account_id);
    if (same_human(tx, caller.account(), row.granted_by))
        throw refuse_forbidden(
            "identity.confirmation_by_proposer",
            {"提出授权的人不能自己确认", "who proposed a grant does not confirm it"});
    const AccountRow account = account_to_grant(tx, row.account_id);
    require_apart(parts, tx, account.id, account.person_id, row.role);
    if (tx.run(sql::confirm_grant, caller.account(), id) == 0)
        throw refuse_conflict("identity.grant_confirmed_already",
                              {"这个授权已经确认过了", "this grant is confirmed already"});
    tx.run(sql::raise_grants_version, account.id);
    row.state = GrantState::active;
    row.confirmed_by = caller.account();
    note(parts, tx,
         {.actor = caller.account(),
          .area = row.area_id,
          .action = "identity.grant_confirmed",
          .subject_kind = "account",
          .subject_id = account.id.value,
          .details = {{"role", row.role}, {"grant", to_text(row.id)}}});
    return view_of(parts, tx, row);
}

void end_grant(Parts& parts, store::Tx& tx, const Caller& caller, GrantId id) {
    const GrantRow row = grant_known(parts, tx, id);
    if (!may_see(caller, row.area_id))
        throw refuse_not_found("identity.grant_unknown",
                               {"没有这个授权", "there is no such grant"});
    caller.require("identity.grants", row.area_id);
    require_other_security_admin(parts, tx, row);
    tx.run(sql::end_grant, caller.account(), parts.clock.now(), id);
    tx.run(sql::raise_grants_version, row.account_id);
    note(parts, tx,
         {.actor = caller.account(),
          .area = row.area_id,
          .action = "identity.grant_ended",
          .subject_kind = "account",
          .subject_id = row.account_id.value,
          .details = {{"role", row.role}, {"grant", to_text(row.id)}}});
}

http::Page<GrantView> list_grants(Parts& parts, store::Tx& tx, const Caller& caller,
                                  std::optional<AccountId> account, std::optional<AreaId> area,
                                  GrantId after, int limit) {
    const Instant now = parts.clock.now();
    http::Page<GrantView> page;
    const auto take = [&](const GrantRow& row) {
        if (row.stands(now) && may_see(caller, row.area_id) &&
            (!area || parts.areas.tree()->is_within(row.area_id, *area)))
            page.items.push_back(view_of(parts, tx, row));
    };
    if (account) {
        for (const auto& row : tx.all<GrantRow>(sql::grants_of_account, *account))
            take(row);
        return page;
    }
    page.next = walk<GrantRow>(tx, sql::grants_after, after.value, limit, page.items, take);
    return page;
}

}  // namespace linli::identity
