// The delivered package rules/pension against the vectors that its sources give.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>

#include "kernel/decision/engine.hpp"

namespace linli::decision {
namespace {

std::shared_ptr<const Package> pension() {
    static const auto package = [] {
        std::vector<PackageFile> files;
        const std::filesystem::path folder = LINLI_SOURCE_DIR "/rules/pension";
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            std::ostringstream text;
            text << std::ifstream(entry.path()).rdbuf();
            files.push_back({entry.path().filename().string(), text.str()});
        }
        return Package::read(files);
    }();
    return package;
}

Decided decide_on(const char* decision, const char* at, std::string_view inputs,
                  std::string_view assume = "{}") {
    Call c{"pension", decision, date_from_text(at), date_from_text("2025-12-31"), {}, {}, {}, true};
    c.inputs = from_json_value(parse_json(inputs));
    c.assume = parse_json(assume).get_object();
    return decide(*pension(), c);
}

Number number_of(const Value& v) {
    return v.is(Kind::number) ? v.number() : Number(-1);
}

TEST(PayoutTable, is_that_of_the_gazette) {
    const auto* table = pension()->parameter("payout_table");
    ASSERT_NE(table, nullptr);
    std::vector<std::int64_t> months;
    std::int64_t age = 40;
    for (const auto& row : table->values[0].items()) {
        EXPECT_EQ(row.context().find("年龄")->number().to_int(), age++);
        months.push_back(*row.context().find("月数")->number().to_int());
    }
    ASSERT_EQ(months.size(), 31u);
    EXPECT_EQ(std::accumulate(months.begin(), months.end(), std::int64_t{0}), 4981);
    const std::vector<std::int64_t> steps{3, 4, 3, 3, 4, 4, 4, 4, 5, 4, 5, 5, 5, 5,  5,
                                          6, 6, 6, 7, 6, 7, 7, 8, 8, 8, 8, 9, 9, 10, 9};
    for (std::size_t i = 0; i < steps.size(); ++i)
        EXPECT_EQ(months[i] - months[i + 1], steps[i]) << "from " << 40 + i;
    EXPECT_NE(months[47 - 40], 207) << "a wrong value that circulates";
}

TEST(Pension, of_the_circulating_example_is_680_03_and_not_800) {
    const auto d =
        decide_on("basic_pension", "2016-07-01", R"({"months_paid": 180, "indexed_wage": 2400})",
                  R"({"pension_base": 6667})");
    EXPECT_EQ(display(d.value), "680.03");
}

TEST(Pension, is_explained_in_both_languages_with_its_legal_basis) {
    const auto d =
        decide_on("pension", "2025-02-01",
                  R"({"months_paid": 180, "contribution_index": 1, "account_balance": 100000,
            "age_years": 60, "age_months": 1})",
                  R"({"pension_base": 8000})");
    ASSERT_GE(d.sentences.size(), 5u);
    EXPECT_TRUE(d.notes.empty());
    std::string zh, en;
    for (const auto& s : d.sentences) {
        EXPECT_FALSE(s.words.zh.empty());
        EXPECT_FALSE(s.words.en.empty());
        zh += s.words.zh + s.basis;
        en += s.words.en;
    }
    EXPECT_NE(zh.find("100000.00 元 ÷ 计发月数 138.4"), std::string::npos) << zh;
    EXPECT_NE(zh.find("国发〔2005〕38号"), std::string::npos);
    EXPECT_NE(zh.find("假设的数值"), std::string::npos) << "what is supposed is said to be";
    EXPECT_NE(en.find("60 years and 1 months"), std::string::npos) << en;
}

TEST(Entitlement, names_the_row_and_its_article) {
    const auto d =
        decide_on("entitlement", "2025-01-01", R"({"age_reached": true, "months_paid": 100})");
    ASSERT_EQ(d.tables.size(), 1u);
    ASSERT_EQ(d.tables[0].rows.size(), 1u);
    EXPECT_EQ(d.tables[0].rows[0].row, 2u);
    ASSERT_EQ(d.tables[0].rows[0].annotations.size(), 1u);
    EXPECT_EQ(d.tables[0].rows[0].annotations[0], "依据: 社会保险法第十六条");
}

RC_GTEST_PROP(Pension, never_falls_when_more_is_paid, ()) {
    const int months = *rc::gen::inRange(180, 600);
    const int index = *rc::gen::inRange(60, 300);
    const auto basic = [&](int m, int i) {
        return number_of(decide_on("basic_pension", "2025-02-01",
                                   "{\"months_paid\": " + std::to_string(m) +
                                       ", \"contribution_index\": " + std::to_string(i / 100) +
                                       (i % 100 < 10 ? ".0" : ".") + std::to_string(i % 100) + "}",
                                   R"({"pension_base": 7777})")
                             .value);
    };
    RC_ASSERT(compare(basic(months + 1, index), basic(months, index)) >= 0);
    RC_ASSERT(compare(basic(months, index), basic(months, index - 1)) >= 0);
}

RC_GTEST_PROP(AccountPension, never_falls_when_one_retires_later, ()) {
    const int months = *rc::gen::inRange(480, 839);
    const auto account = [&](int m) {
        return number_of(
            decide_on("account_pension", "2025-02-01",
                      "{\"account_balance\": 123456.78, \"age_years\": " + std::to_string(m / 12) +
                          ", \"age_months\": " + std::to_string(m % 12) + "}")
                .value);
    };
    RC_ASSERT(compare(account(months + 1), account(months)) >= 0);
}

}  // namespace
}  // namespace linli::decision
