#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kernel/decision/decision.hpp"

namespace linli::decision {
namespace {

const Instant morning = instant_from_text("2026-01-31T08:00:00Z");

rc::Gen<std::string> number_text() {
    return rc::gen::map(rc::gen::inRange(-3, 12), [](int n) { return std::to_string(n); });
}
rc::Gen<std::string> literal() {
    return rc::gen::oneOf(
        number_text(), number_text(),
        rc::gen::element<std::string>("\"a\"", "\"b\"", "\"c\"", "true", "false", "null", "2.50",
                                      "date(\"2026-01-02\")", "date(\"2026-01-05\")",
                                      "date and time(\"2026-01-05T10:00:00Z\")"));
}
rc::Gen<std::string> range() {
    return rc::gen::map(rc::gen::tuple(rc::gen::element<std::string>("[", "(", "]"), literal(),
                                       literal(), rc::gen::element<std::string>("]", ")", "[")),
                        [](const auto& t) {
                            const auto& [open, low, high, close] = t;
                            return open + low + ".." + high + close;
                        });
}
rc::Gen<std::string> open_range() {
    return rc::gen::map(
        rc::gen::pair(rc::gen::element<std::string>("< ", "<= ", "> ", ">= ", "= ", "!= "),
                      literal()),
        [](const auto& t) { return t.first + t.second; });
}
rc::Gen<std::string> list_of_literals() {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(literal()),
                        [](const auto& items) {
                            std::string out = "[";
                            for (const auto& item : items)
                                out += (out.size() > 1 ? ", " : "") + item;
                            return out + "]";
                        });
}
rc::Gen<std::string> one_test() {
    return rc::gen::oneOf(literal(), literal(), range(), open_range(), list_of_literals(),
                          rc::gen::element<std::string>("? > 4", "x", "[1..5], [8..9]"));
}
rc::Gen<std::string> cell() {
    return rc::gen::oneOf(rc::gen::element<std::string>("-", "-", ""), one_test(), one_test(),
                          rc::gen::map(rc::gen::pair(one_test(), one_test()),
                                       [](const auto& t) { return t.first + ", " + t.second; }),
                          rc::gen::map(literal(), [](const auto& t) { return "not(" + t + ")"; }));
}

Value input_value(const std::string& text) {
    return evaluate_feel(text, {}, morning).value;
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text)
        out += c == '<' ? std::string("&lt;") : std::string(1, c);
    return out;
}

std::string model_of(const std::vector<std::vector<std::string>>& rows, const std::string& policy) {
    std::string xml =
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"urn:t\" "
        "name=\"t\">";
    std::string requirements, columns;
    for (const std::string name : {"x", "y", "z"}) {
        xml += "<inputData id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name +
               "\"/></inputData>";
        requirements += "<informationRequirement><requiredInput href=\"#" + name +
                        "\"/></informationRequirement>";
        columns += "<input><inputExpression><text>" + name + "</text></inputExpression></input>";
    }
    xml += "<decision id=\"d\" name=\"d\"><variable name=\"d\"/>" + requirements +
           "<decisionTable hitPolicy=\"" + policy + "\">" + columns + "<output/>";
    for (const auto& row : rows) {
        xml += "<rule>";
        for (const auto& one : row)
            xml += "<inputEntry><text>" + escaped(one) + "</text></inputEntry>";
        xml += "<outputEntry><text>1</text></outputEntry></rule>";
    }
    return xml + "</decisionTable></decision></definitions>";
}

// The rows whose every cell holds, each asked alone.
std::vector<std::uint32_t> asked_one_by_one(const std::vector<std::vector<std::string>>& rows,
                                            const Value& inputs) {
    static constexpr const char* names[] = {"x", "y", "z"};
    std::vector<std::uint32_t> matched;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        bool all = true;
        for (std::size_t i = 0; i < 3 && all; ++i)
            all = rows[row][i].empty() ||
                  UnaryTests::compile(rows[row][i])
                      .evaluate(*inputs.context().find(names[i]), inputs, morning)
                      .value.is_true();
        if (all) matched.push_back(row + 1);
    }
    return matched;
}

RC_GTEST_PROP(IndexedTable, finds_the_rows_that_asking_each_cell_finds, ()) {
    const auto rows = *rc::gen::resize(
        *rc::gen::inRange(1, 250),
        rc::gen::nonEmpty(rc::gen::container<std::vector<std::vector<std::string>>>(
            rc::gen::container<std::vector<std::string>>(3, cell()))));
    const auto policy = *rc::gen::element<std::string>("COLLECT", "FIRST", "UNIQUE", "RULE ORDER",
                                                       "ANY", "OUTPUT ORDER", "PRIORITY");
    const auto model = Model::read({"t.dmn", model_of(rows, policy)});
    model->require_sound();
    for (int i = 0; i < 10; ++i) {
        const Value inputs =
            Context::make({{"x", input_value(*literal())},
                           {"y", input_value(*literal())},
                           {"z", input_value(*rc::gen::oneOf(literal(), range()))}});
        auto expected = asked_one_by_one(rows, inputs);
        if (policy == "FIRST" && expected.size() > 1) expected.resize(1);
        const auto outcome = model->evaluate({.name = "d",
                                              .model_namespace = "",
                                              .inputs = inputs,
                                              .explain = true,
                                              .now = morning,
                                              .source = nullptr});
        RC_ASSERT(outcome.tables.size() == 1u);
        if (outcome.tables[0].rows != expected)
            RC_FAIL("inputs " + display(inputs, true) + " in a table of " +
                    std::to_string(rows.size()) + " rows, policy " + policy);
    }
}

TEST(IndexedTable, answers_as_fast_with_ten_thousand_rows_as_with_a_hundred) {
    const auto seconds = [](int size) {
        std::vector<std::vector<std::string>> rows;
        for (int i = 0; i < size; ++i)
            rows.push_back({"[" + std::to_string(i) + ".." + std::to_string(i + 1) + ")",
                            "\"k" + std::to_string(i % 7) + "\"", ">= 10"});
        const auto model = Model::read({"t.dmn", model_of(rows, "COLLECT")});
        double best = 1;
        for (int round = 0; round < 20; ++round) {
            const int at = round * 37 % size;
            const Value inputs = Context::make(
                {{"x", Number(at)}, {"y", Value("k" + std::to_string(at % 7))}, {"z", Number(50)}});
            const auto began = std::chrono::steady_clock::now();
            for (int i = 0; i < 200; ++i)
                EXPECT_EQ(display(model
                                      ->evaluate({.name = "d",
                                                  .model_namespace = "",
                                                  .inputs = inputs,
                                                  .explain = false,
                                                  .now = morning,
                                                  .source = nullptr})
                                      .value),
                          "[1]");
            best = std::min(
                best,
                std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
        }
        return best;
    };
    // Generous, for a busy machine: asking every row would be a hundred times slower.
    EXPECT_LT(seconds(10'000), 5 * seconds(100));
}

}  // namespace
}  // namespace linli::decision
