#include "kernel/identity/account.hpp"

#include "base/text.hpp"
#include "kernel/identity/attempts.hpp"
#include "kernel/identity/grant.hpp"
#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/list.hpp"
#include "kernel/identity/note.hpp"
#include "kernel/identity/person.hpp"
#include "kernel/identity/role.hpp"
#include "kernel/identity/sealed.hpp"
#include "kernel/identity/session.hpp"

namespace linli::identity {
namespace {

Refusal account_unknown() {
    return refuse_not_found("identity.account_unknown",
                            {"没有这个账号", "there is no such account"});
}

// An account of staff that the caller may keep.
AccountRow kept_account(store::Tx& tx, const Caller& caller, AccountId id) {
    const auto account = find_account(tx, id);
    if (!account || account->kind != AccountKind::staff ||
        !caller.may("identity.accounts", account->area_id))
        throw account_unknown();
    return *account;
}

void require_somewhere(const Caller& caller, const char* permission) {
    const auto areas = caller.areas(permission);
    caller.require(permission, areas.empty() ? AreaId{} : areas.front());
}

// Who grants roles has to find the accounts that he grants them to.
bool may_list(const Caller& caller, AreaId area) {
    return caller.may("identity.accounts", area) || caller.may("identity.grants", area);
}

void refuse_self(const Caller& caller, AccountId id) {
    if (caller.account() == id)
        throw refuse_forbidden(
            "identity.own_account",
            {"不能对自己的账号这样做，请由另一位管理员办理",
             "this cannot be done to one's own account; another administrator has to"});
}

// Who could set an administrator's password could act as him, and the three would not be apart.
void refuse_administrator(Parts& parts, store::Tx& tx, const AccountRow& account) {
    for (const auto& held : tx.all<GrantRow>(sql::grants_of_account, account.id)) {
        const auto role = find_role(tx, held.role);
        if (role && role->administrator && held.stands(parts.clock.now()))
            throw refuse_conflict(
                "identity.administrator_password",
                {"管理员的密码不能由他人重置，请在服务器上用命令行办理，或改用新账号授权",
                 "an administrator's password is not reset by another: use the command "
                 "line on the server, or grant the role to a new account"});
    }
}

// Who could set the password of an account could use its roles everywhere where they count.
void refuse_wider_reach(Parts& parts, store::Tx& tx, const Caller& caller,
                        const AccountRow& account) {
    for (const auto& held : tx.all<GrantRow>(sql::grants_of_account, account.id))
        if (held.stands(parts.clock.now()) && !caller.may("identity.accounts", held.area_id))
            throw refuse_forbidden(
                "identity.account_reaches_further",
                {"该账号在您管辖区域以外有角色，请由上级系统管理员重置密码",
                 "this account holds a role outside your area; a system administrator of that area "
                 "has to reset its password"});
}

void note_account(Parts& parts, store::Tx& tx, const Caller& caller, const AccountRow& account,
                  const char* action, const std::string& purpose = {}) {
    note(parts, tx,
         {.actor = caller.account(),
          .area = account.area_id,
          .action = action,
          .subject_kind = "account",
          .subject_id = account.id.value,
          .purpose = purpose});
}

AreaId area_of(const Caller& caller, const NewAccount& request) {
    if (request.area_id) return *request.area_id;
    const auto areas = caller.areas("identity.accounts");
    return areas.empty() ? AreaId{} : areas.front();
}

void check_new_account(store::Tx& tx, const Caller& caller, const NewAccount& request,
                       const std::string& login) {
    caller.require("identity.accounts", area_of(caller, request));
    if (find_account_by_login(tx, login))
        throw refuse_field(
            "login", "identity.login_taken",
            {"这个登录名已被使用，请换一个", "this login name is taken; choose another"});
    if (!request.person_id) return;
    const auto person = find_person(tx, *request.person_id);
    if (!person || person->erased_at || !caller.may("identity.accounts", person->area_id))
        throw refuse_field("person_id", "identity.person_unknown",
                           {"没有这个实名人员", "there is no such real-name person"});
}

}  // namespace

std::string one_time_password() {
    // 88 bits, without the letters that are taken for digits; four groups that can be read aloud.
    static constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789ACDEFGHJKMNPQRT";
    std::string password;
    for (int i = 0; i < 16; ++i) {
        if (i && i % 4 == 0) password += '-';
        password += letters[crypto::random_below(std::uint32_t(letters.size()))];
    }
    return password;
}

std::optional<AccountRow> find_account(store::Tx& tx, AccountId id) {
    return tx.one<AccountRow>(sql::account_by_id, id);
}

std::optional<AccountRow> find_account_by_login(store::Tx& tx, const std::string& login) {
    return tx.one<AccountRow>(sql::account_by_login, login);
}

std::string folded_login(std::string_view text) {
    return fold(trim(text));
}

std::string checked_login(std::string_view text) {
    const std::string login = folded_login(text);
    bool good = login.size() >= 3 && login.size() <= 40;
    for (char c : login)
        good = good && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                        c == '-');
    if (!good)
        throw refuse_field("login", "identity.login_malformed",
                           {"登录名为 3 到 40 个字符，只能用小写字母、数字和 . _ -",
                            "a login name has 3 to 40 of: small letters, digits and . _ -"});
    return login;
}

AccountView view_of(Parts& parts, store::Tx& tx, const AccountRow& account) {
    const std::string login = account.login.value_or("");
    std::string state = enum_to_text(account.state);
    const auto failures =
        attempts_in_last_hour(tx, attempt_subject(parts.keys, "login", login), parts.clock.now());
    if (account.state == AccountState::active && failures >= parts.settings.failures_per_login_hour)
        state = "locked";
    std::optional<std::string> name;
    if (account.person_id)
        if (const auto person = find_person(tx, *account.person_id); person && !person->erased_at)
            name = masked_name(open(parts.keys, "person", person->id.value, *person).name);
    return {account.id,
            login,
            account.area_id,
            area_name(parts, account.area_id),
            state,
            account.person_id,
            name,
            account.password_once,
            account.created_at};
}

AccountWithPassword add_account(Parts& parts, const Caller& caller, const NewAccount& request) {
    const std::string login = checked_login(request.login);
    parts.store.read([&](store::Tx& tx) { check_new_account(tx, caller, request, login); });
    const std::string password = one_time_password();
    const std::string hash = parts.hasher.hash(password);
    return parts.store.write([&](store::Tx& tx) {
        check_new_account(tx, caller, request, login);
        AccountRow account;
        account.id = parts.ids.make<AccountId>();
        account.area_id = area_of(caller, request);
        account.kind = AccountKind::staff;
        account.login = login;
        account.person_id = request.person_id;
        account.password_hash = hash;
        account.password_once = true;
        account.created_at = account.password_set_at = parts.clock.now();
        tx.insert("account", account);
        note_account(parts, tx, caller, account, "identity.account_opened");
        return AccountWithPassword{view_of(parts, tx, account), password};
    });
}

AccountWithPassword reset_password(Parts& parts, const Caller& caller, AccountId id) {
    refuse_self(caller, id);
    const auto kept = [&](store::Tx& tx) {
        AccountRow account = kept_account(tx, caller, id);
        refuse_administrator(parts, tx, account);
        refuse_wider_reach(parts, tx, caller, account);
        return account;
    };
    parts.store.read([&](store::Tx& tx) { kept(tx); });
    const std::string password = one_time_password();
    const std::string hash = parts.hasher.hash(password);
    return parts.store.write([&](store::Tx& tx) {
        AccountRow account = kept(tx);
        tx.run(sql::set_password, hash, parts.clock.now(), true,
               to_json_text(account.password_history), id, account.password_hash);
        account.password_once = true;
        forget_attempts(tx, attempt_subject(parts.keys, "login", account.login.value_or("")));
        end_sessions(tx, id);
        note_account(parts, tx, caller, account, "identity.password_reset");
        return AccountWithPassword{view_of(parts, tx, account), password};
    });
}

void disable_account(Parts& parts, store::Tx& tx, const Caller& caller, AccountId id,
                     const std::string& reason) {
    const AccountRow account = kept_account(tx, caller, id);
    refuse_self(caller, id);
    for (const auto& held : tx.all<GrantRow>(sql::grants_of_account, id))
        if (held.stands(parts.clock.now())) require_other_security_admin(parts, tx, held);
    tx.run(sql::set_account_state, AccountState::disabled, id);
    end_sessions(tx, id);
    note_account(parts, tx, caller, account, "identity.account_disabled", reason);
}

void enable_account(Parts& parts, store::Tx& tx, const Caller& caller, AccountId id) {
    const AccountRow account = kept_account(tx, caller, id);
    refuse_self(caller, id);
    tx.run(sql::set_account_state, AccountState::active, id);
    note_account(parts, tx, caller, account, "identity.account_enabled");
}

http::Page<AccountView> list_accounts(Parts& parts, store::Tx& tx, const Caller& caller,
                                      std::optional<AreaId> area, AccountId after, int limit) {
    if (!caller.may_somewhere("identity.grants")) require_somewhere(caller, "identity.accounts");
    http::Page<AccountView> page;
    page.next = walk<AccountRow>(
        tx, sql::staff_after, after.value, limit, page.items, [&](const auto& row) {
            if (may_list(caller, row.area_id) &&
                (!area || parts.areas.tree()->is_within(row.area_id, *area)))
                page.items.push_back(view_of(parts, tx, row));
        });
    return page;
}

}  // namespace linli::identity
