#include "kernel/ledger/chart.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/yaml.hpp"

namespace linli::ledger {

namespace {

bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= 32 && std::ranges::all_of(code, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '.' || c == '_' || c == '-';
    });
}

bool fits(std::string_view pattern, std::string_view code) {
    return pattern.ends_with('*') ? code.starts_with(pattern.substr(0, pattern.size() - 1))
                                  : pattern == code;
}

bool any_fits(const std::vector<std::string>& patterns, std::string_view code) {
    return std::ranges::any_of(patterns, [&](const auto& p) { return fits(p, code); });
}

bool overlap(const ChartAccount& a, const ChartAccount& b) {
    constexpr Date never{INT32_MAX}, always{INT32_MIN};
    return a.code == b.code && a.valid_from.value_or(always) <= b.valid_to.value_or(never) &&
           b.valid_from.value_or(always) <= a.valid_to.value_or(never);
}

void check(const Chart& chart, std::string_view file) {
    const auto wrong = [&](const std::string& what) {
        throw Fault(std::string(file) + ": " + what);
    };
    if (!is_code(chart.code)) wrong("the code of a chart is letters, digits, '.', '_' and '-'");
    for (std::size_t i = 0; i < chart.accounts.size(); ++i) {
        const ChartAccount& a = chart.accounts[i];
        if (!is_code(a.code)) wrong("\"" + a.code + "\" is no account code");
        if (a.zh.empty() || a.en.empty()) wrong("account " + a.code + " lacks a name");
        if (a.ceiling && *a.ceiling < 0) wrong("account " + a.code + " has a ceiling below nought");
        for (std::size_t j = 0; j < i; ++j)
            if (overlap(a, chart.accounts[j]))
                wrong("account " + a.code + " is there twice on the same day");
    }
    const auto known = [&](const std::optional<std::vector<std::string>>& patterns) {
        for (const std::string& p : patterns.value_or(std::vector<std::string>{}))
            if (std::ranges::none_of(chart.accounts, [&](auto& a) { return fits(p, a.code); }))
                wrong("a path speaks of " + p + ", which is no account of the chart");
    };
    for (const ChartPath& p : chart.paths.value_or(std::vector<ChartPath>{})) {
        if ((p.credit && p.debit_only) == (p.debit && p.credit_only))
            wrong("a path has either credit and debit_only or debit and credit_only");
        for (const auto* list : {&p.credit, &p.debit_only, &p.debit, &p.credit_only})
            known(*list);
    }
}

}  // namespace

const ChartAccount* Chart::find(std::string_view account, Date on) const {
    const auto found = std::ranges::find_if(accounts, [&](const ChartAccount& a) {
        return a.code == account && (!a.valid_from || *a.valid_from <= on) &&
               (!a.valid_to || on <= *a.valid_to);
    });
    return found == accounts.end() ? nullptr : &*found;
}

const ChartPath* Chart::broken_path(const std::vector<std::string_view>& debited,
                                    const std::vector<std::string_view>& credited) const {
    if (!paths) return nullptr;
    const auto breaks = [](const auto& from, const auto& only, const auto& here,
                           const auto& there) {
        if (!from || !only) return false;
        const bool concerned =
            std::ranges::any_of(here, [&](auto c) { return any_fits(*from, c); });
        return concerned && std::ranges::any_of(there, [&](auto c) { return !any_fits(*only, c); });
    };
    for (const ChartPath& p : *paths)
        if (breaks(p.credit, p.debit_only, credited, debited) ||
            breaks(p.debit, p.credit_only, debited, credited))
            return &p;
    return nullptr;
}

Chart parse_chart(std::string_view yaml, std::string_view file) {
    auto chart = from_json<Chart>(parse_yaml(yaml, file));
    check(chart, file);
    return chart;
}

Charts load_charts(const std::filesystem::path& dir) {
    Charts charts;
    if (!std::filesystem::is_directory(dir)) return charts;
    for (const auto& entry : std::filesystem::directory_iterator(dir)) {
        if (entry.path().extension() != ".yaml") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        try {
            Chart chart = parse_chart(text.str(), entry.path().filename().string());
            const std::string code = chart.code;
            if (!charts.emplace(code, std::move(chart)).second)
                throw Fault(entry.path().filename().string() + ": another file has the chart " +
                            code);
        } catch (const Refusal& refusal) {
            throw Fault(entry.path().filename().string() + ": " + refusal.what());
        }
    }
    return charts;
}

}  // namespace linli::ledger
