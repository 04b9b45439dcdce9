#include <gtest/gtest.h>

#include "kernel/decision/decision.hpp"

namespace linli::decision {
namespace {

const Instant morning = instant_from_text("2026-01-31T08:00:00Z");

std::string definitions(const std::string& inside) {
    return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" "
           "namespace=\"urn:t\" "
           "name=\"t\">\n" +
           inside + "</definitions>";
}

// A table of the levels of an age with the given policy; both of its first rows hold for 70.
std::string age_table(const std::string& policy) {
    return definitions(
        "<inputData id=\"age\" name=\"age\"><variable name=\"age\" typeRef=\"number\"/></inputData>"
        "<decision id=\"d\" name=\"level\"><variable name=\"level\"/>"
        "<informationRequirement><requiredInput href=\"#age\"/></informationRequirement>"
        "<decisionTable " +
        policy +
        "><input><inputExpression><text>age</text></inputExpression></input>"
        "<output><outputValues><text>3, 2, 1</text></outputValues></output>"
        "<rule><inputEntry><text>&gt;= 60</text></inputEntry><outputEntry><text>1</text>"
        "</outputEntry></rule>"
        "<rule><inputEntry><text>[65..80]</text></inputEntry><outputEntry><text>2</text>"
        "</outputEntry></rule>"
        "<rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>3</text>"
        "</outputEntry></rule></decisionTable></decision>");
}

std::string level(const std::string& policy, std::int64_t age) {
    const auto model = Model::read({"t.dmn", age_table(policy)});
    model->require_sound();
    return display(
        model->evaluate({"level", "", Context::make({{"age", Value(Number(age))}}), false, morning})
            .value);
}

TEST(Table, answers_by_its_hit_policy) {
    EXPECT_EQ(level("hitPolicy=\"UNIQUE\"", 62), "1");
    EXPECT_EQ(level("hitPolicy=\"UNIQUE\"", 70), "null") << "two rows apply";
    EXPECT_EQ(level("hitPolicy=\"UNIQUE\"", 30), "null") << "no row applies";
    EXPECT_EQ(level("hitPolicy=\"FIRST\"", 70), "1");
    EXPECT_EQ(level("hitPolicy=\"ANY\"", 70), "null") << "the rows differ";
    EXPECT_EQ(level("hitPolicy=\"PRIORITY\"", 70), "2");
    EXPECT_EQ(level("hitPolicy=\"RULE ORDER\"", 70), "[1, 2]");
    EXPECT_EQ(level("hitPolicy=\"OUTPUT ORDER\"", 70), "[2, 1]");
    EXPECT_EQ(level("hitPolicy=\"COLLECT\"", 70), "[1, 2]");
    EXPECT_EQ(level("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", 70), "3");
    EXPECT_EQ(level("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", 30), "0");
    EXPECT_EQ(level("hitPolicy=\"COLLECT\" aggregation=\"MIN\"", 70), "1");
    EXPECT_EQ(level("hitPolicy=\"COLLECT\" aggregation=\"MAX\"", 70), "2");
}

TEST(Explanation, names_the_rows_that_applied_and_the_inputs_that_decided) {
    const auto model = Model::read({"t.dmn", age_table("hitPolicy=\"COLLECT\"")});
    const auto outcome =
        model->evaluate({"level", "", Context::make({{"age", Value(Number(70))}}), true, morning});
    ASSERT_EQ(outcome.tables.size(), 1u);
    EXPECT_EQ(outcome.tables[0].rows, (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(outcome.tables[0].inputs[0].first, "age");
    EXPECT_EQ(display(outcome.tables[0].inputs[0].second), "70");
}

TEST(PreparedDecision, answers_as_the_model_does_by_name) {
    const auto model = Model::read({"t.dmn", age_table("hitPolicy=\"UNIQUE\"")});
    const PreparedDecision prepared = model->prepare("level");
    EXPECT_EQ(prepared.inputs(), std::vector<std::string>{"age"});
    const Value ages[] = {Value(Number(62)), Value(Number(70)),        Value(Number(30)),
                          Value(),           Value(std::string("62")), Value(Number(-1))};
    for (const Value& age : ages) {
        const auto by_name =
            model->evaluate({"level", "", Context::make({{"age", age}}), true, morning});
        const auto by_place = prepared.evaluate({&age, 1}, morning, true);
        EXPECT_EQ(display(by_place.value), display(by_name.value)) << display(age);
        EXPECT_EQ(by_place.notes.size(), by_name.notes.size()) << display(age);
        EXPECT_EQ(by_place.tables[0].rows, by_name.tables[0].rows) << display(age);
        EXPECT_EQ(display(prepared.evaluate({&age, 1}, morning).value), display(by_name.value));
    }
    const auto wrong = prepared.evaluate({ages, 2}, morning);
    EXPECT_TRUE(wrong.value.is_null());
    ASSERT_EQ(wrong.notes.size(), 1u);
    EXPECT_THROW(model->prepare("nobody"), Refusal);
}

TEST(Model, that_is_broken_is_refused_with_its_line) {
    try {
        Model::read({"t.dmn", "<definitions>\n<decision>\n</definitions>"});
        FAIL() << "accepted";
    } catch (const Refusal& r) {
        EXPECT_EQ(r.code(), "decision.model_malformed");
        EXPECT_NE(r.words().en.find("line 3"), std::string::npos) << r.words().en;
    }
    EXPECT_THROW(Model::read({"t.dmn", "<html/>"}), Refusal);
}

TEST(Model, with_a_faulty_expression_names_its_element_and_line) {
    const auto model = Model::read({"t.dmn", definitions("<decision id=\"d\" name=\"sum\">\n"
                                                         "<literalExpression>\n<text>1 +</text>"
                                                         "</literalExpression></decision>")});
    ASSERT_EQ(model->faults().size(), 1u);
    EXPECT_EQ(model->faults()[0].element, "sum");
    EXPECT_EQ(model->faults()[0].line, 3u);
    EXPECT_THROW(model->require_sound(), Refusal);
}

TEST(Decision, that_depends_on_itself_is_null) {
    const auto model = Model::read(
        {"t.dmn", definitions("<decision id=\"a\" name=\"a\"><informationRequirement>"
                              "<requiredDecision href=\"#a\"/></informationRequirement>"
                              "<literalExpression><text>a + 1</text></literalExpression>"
                              "</decision>")});
    EXPECT_TRUE(model->evaluate({"a", "", {}, false, morning}).value.is_null());
}

TEST(Input, is_read_from_JSON_by_its_declared_type) {
    const auto model = Model::read(
        {"t.dmn",
         definitions("<inputData id=\"b\" name=\"born\"><variable name=\"born\" typeRef=\"date\"/>"
                     "</inputData><decision id=\"d\" name=\"year\"><informationRequirement>"
                     "<requiredInput href=\"#b\"/></informationRequirement><literalExpression>"
                     "<text>born.year</text></literalExpression></decision>")});
    const Value inputs = model->inputs_from_json(parse_json(R"({"born": "1966-05-01"})"));
    EXPECT_EQ(display(model->evaluate({"year", "", inputs, false, morning}).value), "1966");
}

TEST(Decision, that_is_not_there_is_refused) {
    const auto model = Model::read({"t.dmn", definitions("")});
    EXPECT_THROW(model->evaluate({"x", "", {}, false, morning}), Refusal);
}

}  // namespace
}  // namespace linli::decision
