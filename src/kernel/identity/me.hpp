// What the browser app learns about who is signed in.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/identity/account.hpp"

namespace linli::identity {

struct MyGrant {
    std::string role;
    std::string role_zh;
    std::string role_en;
    AreaId area_id;
    std::string area_name;
    std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(MyGrant, (), (role, role_zh, role_en, area_id, area_name, permissions))

struct Me {
    bool signed_in = false;
    std::optional<AccountId> account_id;
    std::optional<std::string> login;  // of staff
    std::optional<std::string> phone;  // of residents, masked
    std::optional<std::string> name;   // one's own, in full, once registered
    std::optional<PersonId> person_id;
    std::vector<MyGrant> grants;  // in force now; none while the password must be changed
    std::optional<std::string> registration;  // none, waiting, approved, refused
    std::optional<bool> must_change_password;
};
BOOST_DESCRIBE_STRUCT(Me, (),
                      (signed_in, account_id, login, phone, name, person_id, grants, registration,
                       must_change_password))

// An account of 0 gives {signed_in: false}.
Me me(Parts&, store::Tx&, AccountId);

}  // namespace linli::identity
