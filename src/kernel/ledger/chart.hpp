// Charts of accounts are data (rules/ledger/charts/*.yaml), dated: an account exists in a chart
// from a day and until a day, so a book of 2016 keeps its codes.
//
//   code: social-insurance
//   zh: 社会保险基金会计科目
//   en: Social-insurance funds
//   source: {zh: …, en: …, url: …}         # absent: shown as "without a source"
//   accounts:
//     - {code: "1002", zh: 收入户存款, en: Income account, kind: asset, normal: debit}
//     - {code: "9301", zh: …, en: …, kind: memo, normal: credit, may_overdraw: true}
//   paths:                                  # an entry that credits 1002 may debit only these
//     - {credit: ["1002"], debit_only: ["1003", "5301", "4001", "2001"], zh: …, en: …}
//     - {debit: ["1004"], credit_only: [...], zh: …, en: …}
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/refusal.hpp"

namespace linli::ledger {

enum class Side : std::uint8_t { debit, credit };
BOOST_DESCRIBE_ENUM(Side, debit, credit)

enum class AccountKind : std::uint8_t { asset, liability, net, income, expense, memo };
BOOST_DESCRIBE_ENUM(AccountKind, asset, liability, net, income, expense, memo)

struct ChartSource {
    std::string zh;
    std::string en;
    std::optional<std::string> url;
};
BOOST_DESCRIBE_STRUCT(ChartSource, (), (zh, en, url))

struct ChartAccount {
    std::string code;
    std::string zh;
    std::string en;
    AccountKind kind = AccountKind::asset;
    Side normal = Side::debit;
    std::optional<bool> may_overdraw;  // absent: never below nought
    std::optional<std::int64_t> ceiling;
    std::optional<Date> valid_from;
    std::optional<Date> valid_to;  // the last day
};
BOOST_DESCRIBE_STRUCT(ChartAccount, (),
                      (code, zh, en, kind, normal, may_overdraw, ceiling, valid_from, valid_to))

// Codes end in * where all that begin so are meant. One of credit/debit_only or debit/credit_only.
struct ChartPath {
    std::optional<std::vector<std::string>> credit;
    std::optional<std::vector<std::string>> debit_only;
    std::optional<std::vector<std::string>> debit;
    std::optional<std::vector<std::string>> credit_only;
    std::string zh;
    std::string en;
};
BOOST_DESCRIBE_STRUCT(ChartPath, (), (credit, debit_only, debit, credit_only, zh, en))

struct Chart {
    std::string code;
    std::string zh;
    std::string en;
    std::optional<ChartSource> source;
    std::vector<ChartAccount> accounts;
    std::optional<std::vector<ChartPath>> paths;

    const ChartAccount* find(std::string_view account, Date on) const;
    // The first path that an entry with these debited and credited codes leaves; none = allowed.
    const ChartPath* broken_path(const std::vector<std::string_view>& debited,
                                 const std::vector<std::string_view>& credited) const;
};
BOOST_DESCRIBE_STRUCT(Chart, (), (code, zh, en, source, accounts, paths))

using Charts = std::map<std::string, Chart, std::less<>>;

// Throws Fault that names the file, the account and the rule: two accounts of one code on one day,
// a code that is no code, a path about codes that the chart lacks.
Charts load_charts(const std::filesystem::path& dir);
Chart parse_chart(std::string_view yaml, std::string_view file);

}  // namespace linli::ledger
