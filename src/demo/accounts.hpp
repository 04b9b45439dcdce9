// The accounts of the demonstration city, in one place. Only the demonstration has them: a real
// deployment starts with three administrators and one-time passwords (identity::bootstrap).
#pragma once
#include <array>
#include <string_view>

#include "demo/geography.hpp"

namespace linli::demo {

inline constexpr std::string_view password = "Linli-demo-2026";

struct Account {
    std::string_view login;
    std::string_view role;  // empty: a resident
    Level level;            // of the area in which the role is granted: the first of that level
    std::string_view zh, en;
};

inline constexpr std::array accounts{
    Account{"keeper", "community_keeper", Level::district, "社区信息员：维护便民信息和社区屏",
            "keeps listings and boards"},
    Account{"reviewer", "registrar", Level::district, "实名审核员：审核实名登记",
            "reviews real-name registrations"},
    Account{"sysadmin", "system_admin", Level::city, "系统管理员：账号、区域",
            "system administrator: accounts, areas"},
    Account{"secadmin", "security_admin", Level::city, "安全管理员：授权",
            "security administrator: grants"},
    Account{"auditor", "audit_admin", Level::city, "审计管理员：查看审计日志",
            "audit administrator: reads the journal"},
    Account{"rulekeeper", "rule_keeper", Level::city, "规则管理员：修改规则并提出审批",
            "rule keeper: changes rules and proposes them"},
    Account{"rulereviewer", "rule_reviewer", Level::city, "规则审核员：审批规则修改",
            "rule reviewer: approves or rejects changed rules"},
    Account{"resident", "", Level::grid, "已实名居民", "a registered resident"},
    Account{"newcomer", "", Level::grid, "提交了实名登记、等待审核的居民",
            "a resident whose registration waits"},
};

// How many more registrations wait in the reviewer's queue.
inline constexpr int registrations_waiting = 12;

}  // namespace linli::demo
