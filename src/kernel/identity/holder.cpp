// Who holds a role where; for the assignment of tasks.
#include <algorithm>
#include <set>

#include "kernel/identity/account.hpp"
#include "kernel/identity/grant.hpp"
#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/role.hpp"

namespace linli::identity {
namespace {

struct HolderRow {
    AccountId account;
    std::optional<PersonId> person;
};
BOOST_DESCRIBE_STRUCT(HolderRow, (), (account, person))

}  // namespace

std::vector<Holder> holders(const Parts& parts, store::Tx& tx, const std::string& role,
                            AreaId area) {
    std::vector<Holder> found;
    for (const AreaId above : parts.areas.tree()->ancestors(area))
        for (const auto& row :
             tx.all<HolderRow>(sql::holders_in, above, role, parts.clock.now(), parts.clock.now()))
            if (std::none_of(found.begin(), found.end(),
                             [&](const Holder& h) { return h.account == row.account; }))
                found.push_back({row.account, row.person});
    return found;
}

std::vector<Holder> holders_of_permission(const Parts& parts, store::Tx& tx,
                                          const std::string& permission, AreaId area) {
    std::vector<Holder> found;
    std::set<AccountId> known;
    const auto areas = parts.areas.tree()->subtree(area);
    for (const RoleRow& role : tx.all<RoleRow>(sql::all_roles)) {
        if (std::find(role.permissions.begin(), role.permissions.end(), permission) ==
            role.permissions.end())
            continue;
        for (const AreaId below : areas)
            for (const auto& row : tx.all<HolderRow>(sql::holders_in, below, role.code,
                                                     parts.clock.now(), parts.clock.now()))
                if (known.insert(row.account).second) found.push_back({row.account, row.person});
    }
    return found;
}

Words role_words(store::Tx& tx, const std::string& role) {
    const auto row = tx.one<RoleRow>(sql::role_by_code, role);
    return row ? Words{row->zh, row->en} : Words{role, role};
}

bool holds_role(const Parts& parts, store::Tx& tx, AccountId account, const std::string& role,
                AreaId area) {
    for (const HeldRole& held : roles_held(parts, tx, account))
        if (held.role == role && covers(*parts.areas.tree(), held.area, area)) return true;
    return false;
}

std::vector<HeldRole> roles_held(const Parts& parts, store::Tx& tx, AccountId account) {
    std::vector<HeldRole> held;
    const Instant now = parts.clock.now();
    for (const auto& grant : tx.all<GrantRow>(sql::grants_of_account, account))
        if (grant.state == GrantState::active && grant.valid_from <= now && grant.stands(now))
            held.push_back({grant.role, grant.area_id});
    return held;
}

std::optional<PersonId> person_of(store::Tx& tx, AccountId account) {
    const auto row = find_account(tx, account);
    return row ? row->person_id : std::nullopt;
}

}  // namespace linli::identity
