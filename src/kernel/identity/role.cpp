#include "kernel/identity/role.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "base/yaml.hpp"
#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/note.hpp"

namespace linli::identity {
namespace {

struct RoleInFile {
    std::string code;
    std::string zh;
    std::string en;
    std::optional<bool> administrator;
    std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(RoleInFile, (), (code, zh, en, administrator, permissions))
inline Limits limits(const RoleInFile*) {
    return {{"code", {.length_min = 1, .length_max = 40}},
            {"zh", {.length_min = 1, .length_max = 40}},
            {"en", {.length_min = 1, .length_max = 80}},
            {"permissions", {.length_max = 50}}};
}
struct RoleFile {
    std::vector<RoleInFile> roles;
};
BOOST_DESCRIBE_STRUCT(RoleFile, (), (roles))

constexpr std::array permissions_known{
    "area.keep",       "place.keep",        "place.import",    "board.keep",
    "identity.review", "identity.reveal",   "identity.find",   "identity.accounts",
    "identity.grants", "audit.read",        "system.settings", "rules.use",
    "rules.propose",   "rules.approve",     "rules.reveal",    "ledger.keep",
    "ledger.view",     "ledger.post",       "ledger.close",    "service.counter",
    "service.work",    "service.supervise", "service.keep",    "service.approve",
    "finance.view",    "finance.make",      "finance.check",   "finance.approve",
    "finance.close",   "process.view",      "process.deploy"};

// Permission and the one role that may carry it: GB/T 22239-2019 8.1.4.2, three administrators.
constexpr std::array<std::pair<const char*, const char*>, 4> permissions_reserved{{
    {"identity.accounts", system_admin},
    {"system.settings", system_admin},
    {"identity.grants", security_admin},
    {"audit.read", audit_admin},
}};

bool is_administrator(const std::string& code) {
    return code == system_admin || code == security_admin || code == audit_admin;
}

void check_role(const RoleInFile& role, const std::vector<RoleRow>& before) {
    for (const auto& other : before)
        if (other.code == role.code)
            throw refuse_field(
                "roles." + role.code, "identity.roles_code_twice",
                {"角色代码重复：" + role.code, "this role code is there twice: " + role.code});
    if (role.administrator.value_or(false) != is_administrator(role.code))
        throw refuse_field("roles." + role.code, "identity.roles_administrator",
                           {"只有三个管理员角色可以标记为 administrator",
                            "only the three administrators are marked `administrator`"});
    for (const auto& permission : role.permissions) {
        if (std::find(permissions_known.begin(), permissions_known.end(), permission) ==
            permissions_known.end())
            throw refuse_field(
                "roles." + role.code + ".permissions", "identity.roles_permission_unknown",
                {"没有这个权限：" + permission, "there is no such permission: " + permission});
        for (const auto& [reserved, holder] : permissions_reserved)
            if (permission == reserved && role.code != holder)
                throw refuse_field(
                    "roles." + role.code + ".permissions", "identity.roles_reserved",
                    {"权限 " + permission + " 只能属于 " + holder,
                     "the permission " + permission + " belongs to " + holder + " only"});
    }
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Fault("the file of roles cannot be read: " + file.string());
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace

std::vector<RoleRow> roles_in(const std::vector<std::string>& yaml_texts) {
    std::vector<RoleRow> roles;
    for (const auto& text : yaml_texts)
        for (const auto& role : from_json<RoleFile>(parse_yaml(text, "roles.yaml")).roles) {
            check_role(role, roles);
            roles.push_back({role.code, role.zh, role.en, role.administrator.value_or(false),
                             role.permissions, std::int64_t(roles.size()), false});
        }
    for (const char* code : {system_admin, security_admin, audit_admin})
        if (std::none_of(roles.begin(), roles.end(), [&](const auto& r) { return r.code == code; }))
            throw refuse_field(
                "roles", "identity.roles_incomplete",
                {std::string("缺少角色 ") + code, std::string("the role is missing: ") + code});
    return roles;
}

void load_roles(Parts& parts, const std::vector<std::filesystem::path>& files) {
    std::vector<std::string> texts;
    for (const auto& file : files)
        if (texts.empty() || std::filesystem::exists(file)) texts.push_back(text_of(file));
    const auto roles = roles_in(texts);
    const std::string digest =
        crypto::to_hex(crypto::hash(crypto::Hash::sha256, to_json_text(roles)));
    parts.store.write([&](store::Tx& tx) {
        if (tx.one<std::string>(sql::roles_digest) == digest) return;
        tx.run(sql::withdraw_roles);
        for (const auto& role : roles)
            tx.run(sql::put_role, role.code, role.zh, role.en, role.administrator, role.permissions,
                   role.position);
        tx.run(sql::raise_roles_version, digest);
        note(parts, tx,
             {.action = "identity.roles_loaded",
              .subject_kind = "role",
              .details = {{"roles", roles.size()}, {"sha256", digest}}});
    });
}

std::vector<RoleView> list_roles(store::Tx& tx) {
    std::vector<RoleView> views;
    for (auto& role : tx.all<RoleRow>(sql::all_roles))
        if (!role.withdrawn)
            views.push_back({role.code, role.zh, role.en, role.administrator, role.permissions});
    return views;
}

std::optional<RoleRow> find_role(store::Tx& tx, const std::string& code) {
    auto role = tx.one<RoleRow>(sql::role_by_code, code);
    if (role && role->withdrawn) return std::nullopt;
    return role;
}

}  // namespace linli::identity
