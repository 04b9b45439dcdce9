// Roles are data: rules/roles.yaml and a city's own file, in the table `role` (data from 三员分立).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/identity/identity.hpp"

namespace linli::identity {

struct RoleRow {
    std::string code;
    std::string zh;
    std::string en;
    bool administrator = false;
    std::vector<std::string> permissions;
    std::int64_t position = 0;
    bool withdrawn = false;
};
BOOST_DESCRIBE_STRUCT(RoleRow, (), (code, zh, en, administrator, permissions, position, withdrawn))

struct RoleView {
    std::string code;
    std::string zh;
    std::string en;
    bool administrator = false;  // kept apart from the other two; granting needs a second person
    std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(RoleView, (), (code, zh, en, administrator, permissions))

inline constexpr const char* system_admin = "system_admin";
inline constexpr const char* security_admin = "security_admin";
inline constexpr const char* audit_admin = "audit_admin";

// Roles that may be granted, in their order.
std::vector<RoleView> list_roles(store::Tx&);
std::optional<RoleRow> find_role(store::Tx&, const std::string& code);
// The roles of these files one after the other, with every rule of load_roles checked.
std::vector<RoleRow> roles_in(const std::vector<std::string>& yaml_texts);

}  // namespace linli::identity
