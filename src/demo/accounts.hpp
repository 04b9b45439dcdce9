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
    Account{"clerk", "clerk", Level::district, "综合窗口：收件、受理",
            "counter clerk: receives, accepts"},
    Account{"clerk2", "clerk", Level::district, "综合窗口（第二人）", "a second counter clerk"},
    Account{"worker", "community_worker", Level::district, "社区工作者：社区窗口",
            "community worker: the community's counter"},
    Account{"worker2", "community_worker", Level::district, "社区工作者（第二人）",
            "a second community worker"},
    Account{"keyer1", "keyer", Level::district, "录入员（双岗录入之一）",
            "keys amounts, one of two"},
    Account{"keyer2", "keyer", Level::district, "录入员（双岗录入之二）",
            "keys amounts, two of two"},
    Account{"keyer3", "keyer", Level::district, "录入员：两次录入不一致时裁定",
            "settles what two keyed differently"},
    Account{"first", "first_reviewer", Level::district, "初审员", "first reviewer"},
    Account{"first2", "first_reviewer", Level::district, "初审员（第二人）",
            "a second first reviewer"},
    Account{"second", "second_reviewer", Level::district, "复审员", "second reviewer"},
    Account{"approver", "approver", Level::district, "批准人", "approves"},
    Account{"supervisor", "case_supervisor", Level::district, "督办员：期限、投诉、改派",
            "supervisor: deadlines, complaints, the team"},
    Account{"itemkeeper", "item_keeper", Level::city, "事项管理员：修改事项和流程",
            "item keeper: changes service items and processes"},
    Account{"itemapprover", "item_approver", Level::city, "事项审核员：审批事项修改",
            "item approver: approves changed items"},
    Account{"fund1", "fund_accountant", Level::city, "基金会计：经办付款、导入对账单",
            "fund accountant: makes payments, imports statements"},
    Account{"fund2", "fund_checker", Level::city, "基金复核", "checks payments"},
    Account{"fund3", "fund_approver", Level::city, "基金审批：批准付款、对账、结账",
            "approves payments and days, closes months"},
    Account{"resident", "", Level::grid, "已实名居民", "a registered resident"},
    Account{"newcomer", "", Level::grid, "提交了实名登记、等待审核的居民",
            "a resident whose registration waits"},
};

// How many more registrations wait in the reviewer's queue.
inline constexpr int registrations_waiting = 12;
// And how many people have a case; the accounts above that are persons come before them.
inline constexpr int applicants_number = 48;
inline constexpr int persons_with_accounts = static_cast<int>(accounts.size());

}  // namespace linli::demo
