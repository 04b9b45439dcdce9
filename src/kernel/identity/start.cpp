// The first start, the operator's way back in, and sweeping.
#include "kernel/identity/account.hpp"
#include "kernel/identity/attempts.hpp"
#include "kernel/identity/grant.hpp"
#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/note.hpp"
#include "kernel/identity/role.hpp"
#include "kernel/identity/session.hpp"

namespace linli::identity {
namespace {

AccountId add_first(Parts& parts, store::Tx& tx, const FirstAccount& first, const std::string& hash,
                    AreaId root) {
    AccountRow account;
    account.id = parts.ids.make<AccountId>();
    account.area_id = root;
    account.kind = AccountKind::staff;
    account.login = first.login;
    account.password_hash = hash;
    account.password_once = true;
    account.created_at = account.password_set_at = parts.clock.now();
    tx.insert("account", account);
    insert_grant(parts, tx, account.id, first.role, root, {});
    note(parts, tx,
         {.area = root,
          .action = "identity.first_account",
          .subject_kind = "account",
          .subject_id = account.id.value,
          .details = {{"role", first.role}}});
    return account.id;
}

bool any_staff(store::Tx& tx) {
    return tx.one<std::int64_t>(sql::any_staff).value_or(0) > 0;
}

}  // namespace

std::vector<FirstAccount> bootstrap(Parts& parts, AreaId root) {
    if (parts.store.read(any_staff)) return {};
    std::vector<FirstAccount> accounts;
    std::vector<std::string> hashes;
    for (const char* role : {system_admin, security_admin, audit_admin}) {
        std::string login(role);
        login.resize(login.find('_'));  // system, security, audit
        accounts.push_back({login, role, one_time_password()});
        hashes.push_back(parts.hasher.hash(accounts.back().password));
    }
    const bool made = parts.store.write([&](store::Tx& tx) {
        if (any_staff(tx)) return false;  // another process was first
        for (std::size_t i = 0; i < accounts.size(); ++i)
            add_first(parts, tx, accounts[i], hashes[i], root);
        return true;
    });
    if (!made) accounts.clear();
    return accounts;
}

FirstAccount reset_password_at_machine(Parts& parts, const std::string& login) {
    const std::string folded = folded_login(login);
    FirstAccount reset{folded, {}, one_time_password()};
    const std::string hash = parts.hasher.hash(reset.password);
    parts.store.write([&](store::Tx& tx) {
        const auto account = find_account_by_login(tx, folded);
        if (!account)
            throw refuse_not_found("identity.account_unknown",
                                   {"没有这个账号", "there is no such account"});
        tx.run(sql::set_password, hash, parts.clock.now(), true,
               to_json_text(account->password_history), account->id, account->password_hash);
        forget_attempts(tx, attempt_subject(parts.keys, "login", folded));
        end_sessions(tx, account->id);
        note(parts, tx,
             {.area = account->area_id,
              .action = "identity.password_reset_at_machine",
              .subject_kind = "account",
              .subject_id = account->id.value});
    });
    return reset;
}

std::int64_t sweep(Parts& parts) {
    return parts.store.write([&](store::Tx& tx) {
        const Instant now = parts.clock.now();
        const std::int64_t slice = (now - hours(2)).us / minutes(5).value;
        return tx.run(sql::sweep_sessions, now) + tx.run(sql::sweep_codes, now) +
               tx.run(sql::sweep_attempts, slice);
    });
}

}  // namespace linli::identity
