// What the check of a package finds, and that it says where.
#include "kernel/decision/check.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace linli::decision {
namespace {

const std::string inputs =
    "<itemDefinition name=\"tPerson\"><itemComponent "
    "name=\"age\"><typeRef>number</typeRef>"
    "</itemComponent></itemDefinition>\n"
    "<inputData id=\"n\" name=\"n\"><variable name=\"n\" "
    "typeRef=\"number\"/></inputData>\n"
    "<inputData id=\"s\" name=\"s\"><variable name=\"s\" "
    "typeRef=\"string\"/></inputData>\n"
    "<inputData id=\"p\" name=\"p\"><variable name=\"p\" "
    "typeRef=\"tPerson\"/></inputData>\n"
    "<businessKnowledgeModel id=\"f\" name=\"f\"><variable name=\"f\" "
    "typeRef=\"number\"/>"
    "<encapsulatedLogic><formalParameter name=\"x\" "
    "typeRef=\"number\"/><literalExpression><text>x "
    "+ "
    "1</text></literalExpression></encapsulatedLogic></"
    "businessKnowledgeModel>\n";

std::string decision(const std::string& body, const std::string& type = "") {
    return "<decision id=\"d\" name=\"d\"><variable name=\"d\"" +
           (type.empty() ? "" : " typeRef=\"" + type + "\"") +
           "/><informationRequirement><requiredInput "
           "href=\"#n\"/></informationRequirement>"
           "<informationRequirement><requiredInput "
           "href=\"#s\"/></informationRequirement>"
           "<informationRequirement><requiredInput "
           "href=\"#p\"/></informationRequirement>"
           "<knowledgeRequirement><requiredKnowledge "
           "href=\"#f\"/></knowledgeRequirement>\n" +
           body + "</decision>";
}
std::string text(const std::string& feel) {
    return "<literalExpression><text>" + feel + "</text></literalExpression>";
}

std::vector<CheckFinding> findings_of(const std::string& body) {
    const auto model =
        Model::read({"t.dmn",
                     "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" "
                     "name=\"t\" "
                     "namespace=\"urn:t\">\n" +
                         inputs + body + "</definitions>"});
    return check_model(*model);
}
std::string code_of(const std::string& feel, const std::string& type = "") {
    const auto findings = findings_of(decision(text(feel), type));
    return findings.empty() ? "" : enum_to_text(findings[0].code);
}

TEST(Check, reports_types_only_where_they_are_certainly_wrong) {
    struct Row {
        const char* feel;
        const char* expected;
    };
    const Row rows[] = {
        {"n + 1", ""},
        {"n + s", "wrong_type"},
        {"n + m", "unknown_name"},
        {"if s then 1 else 2", "wrong_type"},
        {"if n &gt; 1 then 1 else \"x\"", ""},
        {"n = s", "wrong_type"},
        {"n = null", ""},
        {"s &lt; 5", "wrong_type"},
        {"p.age + 1", ""},
        {"p.aeg + 1", "unknown_name"},
        {"n.age", "wrong_type"},
        {"f(n)", ""},
        {"f(s)", "wrong_type"},
        {"f(n, n)", "wrong_type"},
        {"upper case(s) + 1", "wrong_type"},
        {"f(n) + s", "wrong_type"},
        {"date(\"2025-01-01\") + duration(\"P1M\")", ""},
        {"[1, 2][item &gt; n]", ""},
        {"{a: n, b: a + 1}.b", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(code_of(row.feel), row.expected) << row.feel;
    EXPECT_EQ(code_of("s", "number"), "wrong_type");
    EXPECT_EQ(code_of("n", "number"), "");
}

TEST(Check, names_file_line_table_row_and_column_in_both_languages) {
    const auto findings = findings_of(
        decision("<decisionTable hitPolicy=\"UNIQUE\">\n"
                 "<input><inputExpression><text>n</text></inputExpression></input>\n"
                 "<output name=\"o\"/>\n"
                 "<rule><inputEntry><text>&lt; "
                 "5</text></inputEntry><outputEntry><text>1</text>"
                 "</outputEntry></rule>\n"
                 "<rule><inputEntry><text>\"x\"</text></inputEntry><outputEntry><text>2</"
                 "text>"
                 "</outputEntry></rule>\n</decisionTable>"));
    ASSERT_EQ(findings.size(), 1u);
    const auto& f = findings[0];
    EXPECT_EQ(f.file, "t.dmn");
    EXPECT_EQ(f.line, 12);
    EXPECT_EQ(f.element, "d");
    EXPECT_EQ(f.rows, (std::vector<std::int64_t>{2}));
    EXPECT_EQ(f.column, 1);
    EXPECT_EQ(to_line(f, false), "t.dmn:12: d, row 2, column 1 (n): \"x\" is no number");
    EXPECT_EQ(to_line(f, true), "t.dmn:12: d，第 2 行，第 1 列 (n)：\"x\" 不是 number");
}

TEST(Check, gives_a_counter_example_for_a_gap_and_an_overlap) {
    const auto findings =
        findings_of(decision("<decisionTable hitPolicy=\"UNIQUE\">"
                             "<input><inputExpression><text>n</text></"
                             "inputExpression></input><output name=\"o\"/>"
                             "<rule><inputEntry><text>&lt; "
                             "5</text></inputEntry><outputEntry><text>1</text>"
                             "</outputEntry></rule>"
                             "<rule><inputEntry><text>[4..6]</text></"
                             "inputEntry><outputEntry><text>2</text>"
                             "</outputEntry></rule></decisionTable>"));
    ASSERT_EQ(findings.size(), 2u);
    EXPECT_EQ(findings[0].code, CheckCode::table_gap);
    EXPECT_EQ(findings[0].example[0].value, "7");
    EXPECT_EQ(findings[1].code, CheckCode::table_overlap);
    EXPECT_EQ(findings[1].example[0].value, "4");
}

TEST(Check, says_that_two_columns_hang_together) {
    const auto findings =
        findings_of(decision("<decisionTable hitPolicy=\"UNIQUE\">"
                             "<input><inputExpression><text>n</text></inputExpression></input>"
                             "<input><inputExpression><text>n + 1</text></inputExpression></input>"
                             "<output name=\"o\"/>"
                             "<rule><inputEntry><text>-</text></inputEntry><inputEntry><text>-</"
                             "text></inputEntry>"
                             "<outputEntry><text>1</text></outputEntry></rule></decisionTable>"));
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].code, CheckCode::column_not_analysed);
    EXPECT_TRUE(findings[0].warning);
}

TEST(Check, finds_a_decision_that_needs_itself) {
    const auto findings = findings_of(
        "<decision id=\"a\" name=\"a\"><informationRequirement><requiredDecision "
        "href=\"#b\"/>"
        "</informationRequirement>" +
        text("b") +
        "</decision><decision id=\"b\" "
        "name=\"b\"><informationRequirement><requiredDecision "
        "href=\"#a\"/></informationRequirement>" +
        text("a") + "</decision>");
    ASSERT_EQ(findings.size(), 2u);
    EXPECT_EQ(findings[0].code, CheckCode::cycle);
}

std::vector<PackageFile> pension_files() {
    std::vector<PackageFile> files;
    const std::filesystem::path folder = LINLI_SOURCE_DIR "/rules/pension";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ostringstream content;
        content << std::ifstream(entry.path()).rdbuf();
        files.push_back({entry.path().filename().string(), content.str()});
    }
    return files;
}
std::vector<PackageFile> with(const std::string& file, const std::string& from,
                              const std::string& to) {
    auto files = pension_files();
    for (auto& f : files) {
        if (f.name != file) continue;
        const auto at = f.text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        f.text.replace(at, from.size(), to);
    }
    return files;
}

TEST(PensionPackage, has_no_fault) {
    const auto report = check(*Package::read(pension_files()));
    for (const auto& f : report.findings)
        EXPECT_TRUE(f.warning) << to_line(f, false);
    EXPECT_EQ(report.faults, 0);
    EXPECT_GT(report.examples, 40);
}

TEST(PensionPackage, with_the_wrong_value_that_circulates_fails_its_examples) {
    const auto report = check(*Package::read(with("parameters.yaml", "[47, 208]", "[47, 207]")));
    ASSERT_EQ(report.faults, 2);
    EXPECT_EQ(report.findings[0].code, CheckCode::example_failed);
    EXPECT_EQ(report.findings[0].element, "M-47");
    EXPECT_EQ(report.findings[1].element, "M-47-wrong");
}

TEST(PensionPackage, with_a_year_without_a_value_is_found) {
    const auto report =
        check(*Package::read(with("parameters.yaml",
                                  "        known_since: 2024-12-31\n        supersedes: "
                                  "[\"2011-07-01\"]\n",
                                  "        known_since: 2024-12-31\n")));
    bool found = false;
    for (const auto& f : report.findings)
        found = found || (f.code == CheckCode::parameter_ambiguous &&
                          f.words.en.find("2030-01-01") != std::string::npos);
    EXPECT_TRUE(found);
}

}  // namespace
}  // namespace linli::decision
