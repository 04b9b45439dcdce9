// The analysis of decision tables against the evaluation of every combination.
#include "kernel/decision/check_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kernel/decision/decision.hpp"

namespace linli::decision {
namespace {

struct Made {
    const char* name;
    const char* type;
    Kind kind;
    std::vector<std::string> cells;   // what a cell may say
    std::vector<std::string> values;  // every value that a cell can tell from another one
};
const std::vector<Made>& made_columns() {
    static const std::vector<Made> all{
        {"n",
         "number",
         Kind::number,
         {"-", "< 1", "<= 1", "> 1", ">= 2", "1", "[0..1]", "(0..2)", "]1..2]", "not(1)", "0, 2",
          "not(< 1, 2)", "!= 2", "> 2, < 0"},
         {"-1", "0", "0.5", "1", "1.5", "2", "3"}},
        {"s",
         "string",
         Kind::string,
         {"-", "\"a\"", "\"b\"", "\"a\", \"b\"", "not(\"a\")", "not(\"a\", \"b\")", "!= \"b\""},
         {"\"a\"", "\"b\"", "\"other\""}},
        {"t", "boolean", Kind::boolean, {"-", "true", "false", "not(true)"}, {"true", "false"}},
        {"d",
         "date",
         Kind::date,
         {"-", "< date(\"2025-01-01\")", ">= @\"2025-01-01\"", "> date(\"2024-12-31\")",
          "[@\"2025-01-01\"..@\"2025-01-02\"]", "<= @\"2024-12-31\"", "not(@\"2025-01-02\")"},
         {"date(\"2024-12-30\")", "date(\"2024-12-31\")", "date(\"2025-01-01\")",
          "date(\"2025-01-02\")", "date(\"2025-01-03\")"}}};
    return all;
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text)
        out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
    return out;
}

// The table with policy COLLECT, so that the evaluator tells every row that
// applies.
std::shared_ptr<const Model> model_of(const TableShape& t) {
    std::string xml =
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" "
        "name=\"t\" "
        "namespace=\"urn:t\">";
    for (const auto& c : made_columns())
        xml += "<inputData id=\"" + std::string(c.name) + "\" name=\"" + c.name +
               "\"><variable name=\"" + c.name + "\" typeRef=\"" + c.type + "\"/></inputData>";
    xml += "<decision id=\"D\" name=\"D\"><variable name=\"D\"/>";
    for (const auto& c : made_columns())
        xml += "<informationRequirement><requiredInput href=\"#" + std::string(c.name) +
               "\"/></informationRequirement>";
    xml += "<decisionTable hitPolicy=\"COLLECT\">";
    for (const auto& c : t.columns)
        xml += "<input><inputExpression><text>" + c.name + "</text></inputExpression></input>";
    xml += "<output/>";
    for (std::size_t r = 0; r < t.rows.size(); ++r) {
        xml += "<rule>";
        for (const auto& cell : t.rows[r])
            xml += "<inputEntry><text>" + escaped(cell) + "</text></inputEntry>";
        xml += "<outputEntry><text>" + std::to_string(r + 1) + "</text></outputEntry></rule>";
    }
    return Model::read({"t.dmn", xml + "</decisionTable></decision></definitions>"});
}

struct Brute {
    std::vector<std::vector<std::pair<std::string, Value>>> points;
    std::vector<std::vector<std::uint32_t>> rows;  // that apply at each point
};

std::vector<std::uint32_t> rows_at(const Model& model,
                                   const std::vector<std::pair<std::string, Value>>& point) {
    const auto outcome = model.evaluate({"D", "", Context::make(point), true, {}});
    return outcome.tables.at(0).rows;
}

Brute enumerate(const TableShape& t) {
    const auto model = model_of(t);
    Brute out{{{}}, {}};
    for (const auto& c : t.columns) {
        const auto made = std::find_if(made_columns().begin(), made_columns().end(),
                                       [&](const Made& m) { return m.name == c.name; });
        std::vector<std::vector<std::pair<std::string, Value>>> longer;
        for (const auto& p : out.points) {
            for (const auto& v : made->values) {
                longer.push_back(p);
                longer.back().emplace_back(c.name, evaluate_feel(v, {}, {}).value);
            }
        }
        out.points = std::move(longer);
    }
    for (const auto& p : out.points)
        out.rows.push_back(rows_at(*model, p));
    return out;
}

TableShape random_table(const std::string& policy) {
    TableShape t;
    t.policy = policy;
    const std::size_t columns = *rc::gen::inRange<std::size_t>(1, 4);
    const std::size_t skipped = *rc::gen::inRange<std::size_t>(0, made_columns().size());
    for (std::size_t i = 0; i < columns; ++i) {
        const auto& m = made_columns()[(skipped + i) % made_columns().size()];
        t.columns.push_back({m.name, m.kind, "", false});
    }
    const std::size_t rows = *rc::gen::inRange<std::size_t>(0, 6);
    for (std::size_t r = 0; r < rows; ++r) {
        t.rows.emplace_back();
        for (std::size_t i = 0; i < columns; ++i) {
            const auto& cells = made_columns()[(skipped + i) % made_columns().size()].cells;
            t.rows.back().push_back(cells[*rc::gen::inRange<std::size_t>(0, cells.size())]);
        }
        t.outputs.push_back({std::to_string(*rc::gen::inRange(1, 3))});
    }
    t.output_values = {"1, 2"};
    return t;
}

std::size_t count(const std::vector<TableFinding>& findings, FindingKind kind) {
    return static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [&](const TableFinding& f) { return f.kind == kind; }));
}
bool names_row(const std::vector<TableFinding>& findings, FindingKind kind, std::size_t row) {
    return std::any_of(findings.begin(), findings.end(), [&](const TableFinding& f) {
        return f.kind == kind && f.rows.at(0) == row;
    });
}

RC_GTEST_PROP(TableCheck, finds_gaps_and_overlaps_exactly_where_evaluation_does, ()) {
    const auto t = random_table("UNIQUE");
    const auto brute = enumerate(t);
    const auto findings = analyse_table(t);
    const auto model = model_of(t);
    bool gap = false;
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairs, found;
    for (const auto& rows : brute.rows) {
        gap = gap || rows.empty();
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (std::size_t j = i + 1; j < rows.size(); ++j)
                pairs.emplace(rows[i], rows[j]);
    }
    RC_ASSERT((count(findings, FindingKind::gap) > 0) == gap);
    RC_ASSERT(count(findings, FindingKind::not_analysed) == 0u);
    for (const auto& f : findings) {
        if (f.kind == FindingKind::gap) RC_ASSERT(rows_at(*model, f.example).empty());
        if (f.kind != FindingKind::overlap) continue;
        found.emplace(f.rows.at(0), f.rows.at(1));
        const auto rows = rows_at(*model, f.example);
        for (const auto row : f.rows)
            RC_ASSERT(std::find(rows.begin(), rows.end(), row) != rows.end());
    }
    RC_ASSERT(found == pairs);
}

RC_GTEST_PROP(TableCheck, finds_the_rows_that_never_fire_in_a_table_that_answers_first, ()) {
    const auto t = random_table("FIRST");
    std::set<std::uint32_t> fires;
    for (const auto& rows : enumerate(t).rows)
        if (!rows.empty()) fires.insert(rows[0]);
    const auto findings = analyse_table(t);
    for (std::uint32_t r = 1; r <= t.rows.size(); ++r)
        RC_ASSERT(names_row(findings, FindingKind::never_fires, r) == !fires.contains(r));
}

RC_GTEST_PROP(TableCheck, ranks_the_rows_of_a_table_with_priorities, ()) {
    const auto t = random_table("PRIORITY");
    std::set<std::uint32_t> fires;
    for (const auto& rows : enumerate(t).rows) {
        const auto best =
            std::min_element(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
                return std::pair(t.outputs[a - 1], a) < std::pair(t.outputs[b - 1], b);
            });
        if (best != rows.end()) fires.insert(*best);
    }
    const auto findings = analyse_table(t);
    for (std::uint32_t r = 1; r <= t.rows.size(); ++r)
        RC_ASSERT(names_row(findings, FindingKind::never_fires, r) == !fires.contains(r));
}

RC_GTEST_PROP(TableCheck, finds_rows_that_differ_where_all_must_agree, ()) {
    const auto t = random_table("ANY");
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairs, found;
    for (const auto& rows : enumerate(t).rows)
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (std::size_t j = i + 1; j < rows.size(); ++j)
                if (t.outputs[rows[i] - 1] != t.outputs[rows[j] - 1])
                    pairs.emplace(rows[i], rows[j]);
    for (const auto& f : analyse_table(t))
        if (f.kind == FindingKind::overlap) found.emplace(f.rows.at(0), f.rows.at(1));
    RC_ASSERT(found == pairs);
}

TEST(TableCheck, says_which_cell_it_cannot_analyse_and_guesses_nothing) {
    TableShape t{"UNIQUE",
                 false,
                 {{"n", Kind::number, "", false}, {"m", Kind::number, "", false}},
                 {{"< 5", "-"}, {">= 5", "> n"}, {">= 5", "< 3"}},
                 {{"1"}, {"2"}, {"3"}},
                 {""}};
    const auto findings = analyse_table(t);
    EXPECT_EQ(count(findings, FindingKind::not_analysed), 1u);
    EXPECT_EQ(findings[0].column, 2u);
    EXPECT_EQ(findings.size(), 1u) << "row 2 may cover what row 3 does not";
}

TEST(TableCheck, keeps_to_the_allowed_values) {
    TableShape t{"UNIQUE",
                 false,
                 {{"s", Kind::string, "\"a\", \"b\"", false}},
                 {{"\"a\""}, {"\"b\""}, {"\"c\""}},
                 {{"1"}, {"2"}, {"3"}},
                 {""}};
    const auto findings = analyse_table(t);
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].kind, FindingKind::never_fires);
    EXPECT_EQ(findings[0].rows, (std::vector<std::size_t>{3}));
}

TEST(TableCheck, of_a_large_table_ends) {
    TableShape t;
    t.policy = "UNIQUE";
    t.columns = {{"n", Kind::number, "", false}, {"m", Kind::number, "[0..10]", false}};
    for (int i = 0; i < 2000; ++i) {
        t.rows.push_back({"[" + std::to_string(i) + ".." + std::to_string(i + 1) + ")", "-"});
        t.outputs.push_back({std::to_string(i)});
    }
    t.output_values = {""};
    const auto findings = analyse_table(t);
    EXPECT_EQ(count(findings, FindingKind::gap), 2u) << "below 0 and from 2000 on";
    EXPECT_EQ(findings.size(), 2u);
}

}  // namespace
}  // namespace linli::decision
