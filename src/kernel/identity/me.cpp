#include "kernel/identity/me.hpp"

#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/note.hpp"
#include "kernel/identity/person.hpp"
#include "kernel/identity/registration.hpp"
#include "kernel/identity/session.hpp"

namespace linli::identity {
namespace {

std::vector<MyGrant> my_grants(Parts& parts, store::Tx& tx, AccountId account) {
    std::vector<MyGrant> grants;
    for (auto& held : tx.all<HeldGrant>(sql::held_grants, account))
        if (held.in_force(parts.clock.now()))
            grants.push_back({held.role, held.role_zh, held.role_en, held.area_id,
                              area_name(parts, held.area_id), held.permissions});
    return grants;
}

std::string registration_of(store::Tx& tx, const AccountRow& account) {
    if (account.person_id) return "approved";
    const std::string state = registration_state(tx, account.id);
    return state == "withdrawn" ? "none" : state;
}

}  // namespace

Me me(Parts& parts, store::Tx& tx, AccountId id) {
    Me me;
    const auto account = id ? find_account(tx, id) : std::nullopt;
    if (!account) return me;
    me.signed_in = true;
    me.account_id = account->id;
    me.login = account->login;
    if (!account->phone_sealed.empty())
        me.phone = masked_phone(
            open_text(parts.keys, account->phone_sealed, {"account", "phone", account->id.value}));
    me.person_id = account->person_id;
    if (account->person_id)
        if (const auto person = find_person(tx, *account->person_id); person && !person->erased_at)
            me.name = open(parts.keys, "person", person->id.value, *person).name;
    if (account->kind == AccountKind::resident) me.registration = registration_of(tx, *account);
    const bool must_change =
        must_change_password(parts.settings, !account->password_hash.empty(),
                             account->password_once, account->password_set_at, parts.clock.now());
    if (must_change)
        me.must_change_password = true;
    else
        me.grants = my_grants(parts, tx, account->id);
    return me;
}

}  // namespace linli::identity
