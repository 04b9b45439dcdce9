// Accounts: who signs in. Residents come by a code to their phone; staff are made by a system
// administrator, with a one-time password.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/identity/caller.hpp"
#include "kernel/identity/identity.hpp"

namespace linli::identity {

enum class AccountKind { staff, resident };
BOOST_DESCRIBE_ENUM(AccountKind, staff, resident)
enum class AccountState { active, disabled };
BOOST_DESCRIBE_ENUM(AccountState, active, disabled)

struct AccountRow {
    AccountId id;
    AreaId area_id;  // 0 for a resident who has not registered
    AccountKind kind = AccountKind::resident;
    std::optional<std::string> login;
    std::string phone_sealed;
    std::optional<std::string> phone_index;
    std::optional<PersonId> person_id;
    AccountState state = AccountState::active;
    std::string password_hash;  // PHC string, empty for none
    Instant password_set_at;
    bool password_once = false;
    std::vector<std::string> password_history;  // former PHC strings, newest first
    std::int64_t grants_version = 0;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (),
                      (id, area_id, kind, login, phone_sealed, phone_index, person_id, state,
                       password_hash, password_set_at, password_once, password_history,
                       grants_version, created_at))

// What others see of an account.
struct AccountView {
    AccountId id;
    std::string login;
    AreaId area_id;
    std::string area_name;
    std::string state;  // active, disabled; locked = too many failed passwords within the hour
    std::optional<PersonId> person_id;
    std::optional<std::string> name;  // masked
    bool must_change_password = false;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (id, login, area_id, area_name, state, person_id, name, must_change_password,
                       created_at))

struct NewAccount {
    std::string login;
    std::optional<AreaId> area_id;  // absent: the first area in which the caller keeps accounts
    std::optional<PersonId> person_id;
};
BOOST_DESCRIBE_STRUCT(NewAccount, (), (login, area_id, person_id))
inline Limits limits(const NewAccount*) {
    return {{"login", {.length_min = 3, .length_max = 40}}};
}

struct AccountWithPassword {
    AccountView account;
    std::string one_time_password;  // shown once, stored only as a hash
};
BOOST_DESCRIBE_STRUCT(AccountWithPassword, (), (account, one_time_password))

std::optional<AccountRow> find_account(store::Tx&, AccountId);
std::optional<AccountRow> find_account_by_login(store::Tx&, const std::string& login);
// Trimmed, lower case; throws Refusal 422 unless 3 to 40 of a-z 0-9 . _ -
std::string checked_login(std::string_view text);
std::string folded_login(std::string_view text);
// Sixteen random letters and digits in four groups (88 bits).
std::string one_time_password();
AccountView view_of(Parts&, store::Tx&, const AccountRow&);

// Hashes, so not within a unit of work.
AccountWithPassword add_account(Parts&, const Caller&, const NewAccount&);
AccountWithPassword reset_password(Parts&, const Caller&, AccountId);
// Ends every session at once. Refuses one's own account and the last security administrator.
void disable_account(Parts&, store::Tx&, const Caller&, AccountId, const std::string& reason);
void enable_account(Parts&, store::Tx&, const Caller&, AccountId);
http::Page<AccountView> list_accounts(Parts&, store::Tx&, const Caller&, std::optional<AreaId> area,
                                      AccountId after, int limit);

}  // namespace linli::identity
