// Grants: a role, held by an account, in an area and everything below it.
//
// Three administrators are kept apart (GB/T 22239-2019 8.1.4.2): nobody holds two of their roles,
// not through two accounts of one person either; so these roles go to accounts of real-name persons
// only. Granting one needs two people: a security administrator proposes, another one confirms
// within seven days. Where no other security administrator covers the area (as after the first
// start), the audit administrator confirms in his place. Nobody grants or confirms for himself.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/identity/account.hpp"

namespace linli::identity {

enum class GrantState { proposed, active, ended };
BOOST_DESCRIBE_ENUM(GrantState, proposed, active, ended)

inline constexpr Micros proposal_lifetime = days(7);

struct GrantRow {
    GrantId id;
    AccountId account_id;
    std::string role;
    AreaId area_id;
    GrantState state = GrantState::active;
    Instant valid_from;
    std::optional<Instant> valid_until;
    AccountId granted_by;
    Instant granted_at;
    std::optional<AccountId> confirmed_by;
    std::optional<AccountId> ended_by;
    std::optional<Instant> ended_at;
    // Counts for keeping administrators apart: in force, to come, or waiting for its confirmation.
    bool stands(Instant now) const;
};
BOOST_DESCRIBE_STRUCT(GrantRow, (),
                      (id, account_id, role, area_id, state, valid_from, valid_until, granted_by,
                       granted_at, confirmed_by, ended_by, ended_at))

struct NewGrant {
    AccountId account_id;
    std::string role;
    AreaId area_id;
    std::optional<Instant> valid_from;  // now when absent
    std::optional<Instant> valid_until;
};
BOOST_DESCRIBE_STRUCT(NewGrant, (), (account_id, role, area_id, valid_from, valid_until))

struct GrantView {
    GrantId id;
    AccountId account_id;
    std::optional<std::string> login;
    std::string role;
    std::string role_zh;
    std::string role_en;
    AreaId area_id;
    std::string area_name;
    GrantState state = GrantState::active;
    Instant valid_from;
    std::optional<Instant> valid_until;
    AccountId granted_by;
    Instant granted_at;
    std::optional<AccountId> confirmed_by;
};
BOOST_DESCRIBE_STRUCT(GrantView, (),
                      (id, account_id, login, role, role_zh, role_en, area_id, area_name, state,
                       valid_from, valid_until, granted_by, granted_at, confirmed_by))

GrantView grant(Parts&, store::Tx&, const Caller&, const NewGrant&);
GrantView confirm_grant(Parts&, store::Tx&, const Caller&, GrantId);
void end_grant(Parts&, store::Tx&, const Caller&, GrantId);
// What identity.grants or audit.read lets the caller see.
http::Page<GrantView> list_grants(Parts&, store::Tx&, const Caller&, std::optional<AccountId>,
                                  std::optional<AreaId>, GrantId after, int limit);

// Throws Refusal 409 `identity.administrators_apart` when this account, with this person's other
// accounts, would hold two of the administrators' roles once it also had `role` (empty = none).
void require_apart(Parts&, store::Tx&, AccountId, std::optional<PersonId>, const std::string& role);
// Throws Refusal 409 `identity.last_security_admin` when nobody else could grant roles there.
void require_other_security_admin(Parts&, store::Tx&, const GrantRow&);
// Without the rules on two people: for the first start and for generators.
void insert_grant(Parts&, store::Tx&, AccountId, const std::string& role, AreaId, AccountId by);

}  // namespace linli::identity
