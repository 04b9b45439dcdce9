#include <gtest/gtest.h>

#include <thread>

#include "kernel/decision/decision.hpp"

namespace linli::decision {
namespace {

const Instant morning = instant_from_text("2026-01-31T08:00:00Z");

Value context(const char* text) {
    return from_json_value(parse_json(text));
}

TEST(Expression, is_compiled_once_and_evaluated_over_many_contexts) {
    const auto e = Expression::compile("if amount > limit then \"review\" else \"accept\"");
    EXPECT_EQ(e.variables(), (std::vector<std::string>{"amount", "limit"}));
    EXPECT_EQ(display(e.evaluate(context(R"({"amount": 5, "limit": 3})"), morning).value),
              "review");
    EXPECT_EQ(display(e.evaluate(context(R"({"limit": 3, "amount": 1})"), morning).value),
              "accept");
    const std::vector<Value> values{Value(Number(9)), Value(Number(3))};
    EXPECT_EQ(display(e.evaluate_with(values, morning).value), "review");
}

TEST(Expression, tells_the_names_that_it_uses_and_those_that_may_be_members) {
    const auto e = Expression::compile("sum(orders[amount > limit].amount) + count(others)");
    EXPECT_EQ(e.variables(), (std::vector<std::string>{"orders", "amount", "limit", "others"}));
    EXPECT_EQ(e.certain_variables(), (std::vector<std::string>{"orders", "others"}));
    EXPECT_EQ(display(e.evaluate(context(R"({"orders": [{"amount": 2}, {"amount": 7}], "limit": 5,
                                             "others": [1]})"),
                                 morning)
                          .value),
              "8");
    EXPECT_EQ(Expression::compile("for x in list of x return x + y",
                                  {.variables = {{"list of x", ""}}, .members = {}})
                  .variables(),
              (std::vector<std::string>{"list of x", "y"}));
    EXPECT_TRUE(Expression::compile("{a: 1, b: a}.b + sum([1])").variables().empty());
}

TEST(Expression, takes_the_name_of_a_function_for_a_variable_unless_it_is_called) {
    const auto e = Expression::compile("if count > 1 then append(log, date) else count(log)");
    EXPECT_EQ(e.variables(), (std::vector<std::string>{"count", "log", "date"}));
    EXPECT_EQ(display(e.evaluate(context(R"({"count": 2, "log": [1], "date": 7})"), morning).value),
              "[1, 7]");
    EXPECT_EQ(
        display(e.evaluate(context(R"({"count": 1, "log": [1, 2], "date": 7})"), morning).value),
        "2");
    EXPECT_EQ(display(Expression::compile("string length(\"ab\") + string")
                          .evaluate(context(R"({"string": 1})"), morning)
                          .value),
              "3");
}

TEST(Expression, finds_a_name_of_several_words_when_it_was_stated) {
    const Vocabulary known{.variables = {{"monthly pay", "number"}, {"pay-tax", ""}},
                           .members = {"first name"}};
    const Value values = context(R"({"monthly pay": 10, "pay-tax": 3, "p": {"first name": "Li"}})");
    EXPECT_EQ(
        display(
            Expression::compile("monthly pay - pay-tax", known).evaluate(values, morning).value),
        "7");
    EXPECT_EQ(display(Expression::compile("p.first name", known).evaluate(values, morning).value),
              "Li");
}

TEST(Expression, yields_null_and_says_so_when_a_variable_is_missing_or_has_another_type) {
    const auto missing = Expression::compile("a + 1").evaluate(context("{}"), morning);
    EXPECT_TRUE(missing.value.is_null());
    ASSERT_FALSE(missing.notes.empty());
    EXPECT_EQ(missing.notes[0].words.en, "there is no variable or function a");
    EXPECT_EQ(missing.notes[0].expression, "a + 1");
    EXPECT_TRUE(
        Expression::compile("a = null").evaluate(context(R"({"a": null})"), morning).notes.empty());
    const auto typed = Expression::compile("a", {.variables = {{"a", "number"}}, .members = {}});
    const auto wrong = typed.evaluate(context(R"({"a": "x"})"), morning);
    EXPECT_TRUE(wrong.value.is_null());
    EXPECT_FALSE(wrong.notes.empty());
}

TEST(Expression, that_cannot_be_read_is_refused_with_its_place) {
    try {
        Expression::compile("1 + + ");
        FAIL() << "a broken expression was compiled";
    } catch (const Refusal& r) {
        EXPECT_EQ(r.code(), "decision.syntax");
    }
    EXPECT_THROW(Expression::compile("a", {.variables = {{"a", "nmber"}}, .members = {}}), Refusal);
}

TEST(Expression, is_evaluated_by_many_threads_at_once) {
    const auto e = Expression::compile("sum(for i in 1..n return i * 2) + string length(text)");
    std::vector<std::thread> threads;
    std::atomic<int> wrong{0};
    for (int t = 1; t <= 4; ++t)
        threads.emplace_back([&, t] {
            const Value values =
                Context::make({{"n", Number(t * 10)}, {"text", Value(std::string("abc"))}});
            const std::string expected = std::to_string(t * 10 * (t * 10 + 1) + 3);
            for (int i = 0; i < 500; ++i)
                if (display(e.evaluate(values, morning).value) != expected) ++wrong;
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, 0);
}

TEST(Expression, calls_a_function_that_another_text_defined) {
    const Value f =
        evaluate_feel("function(x, y) [x, y, \"long enough to be stored\"][y]", {}, morning).value;
    const auto e = Expression::compile("f(1, 3)");
    EXPECT_EQ(display(e.evaluate(Context::make({{"f", f}}), morning).value),
              "long enough to be stored");
}

TEST(UnaryTests, hold_for_an_input_or_not) {
    const auto tests = UnaryTests::compile("< 5, [10..20), limit");
    EXPECT_EQ(tests.variables(), (std::vector<std::string>{"limit"}));
    const Value values = context(R"({"limit": 50})");
    EXPECT_TRUE(tests.evaluate(Number(12), values, morning).value.is_true());
    EXPECT_TRUE(tests.evaluate(Number(20), values, morning).value.is_false());
    EXPECT_TRUE(tests.evaluate(Number(50), values, morning).value.is_true());
    EXPECT_TRUE(UnaryTests::compile("not(\"a\", \"b\")")
                    .evaluate(Value(std::string("c")), {}, morning)
                    .value.is_true());
    EXPECT_TRUE(UnaryTests::compile("? > x")
                    .evaluate(Number(2), context(R"({"x": 1})"), morning)
                    .value.is_true());
    EXPECT_TRUE(UnaryTests::compile("-").evaluate({}, {}, morning).value.is_true());
}

TEST(Bounds, end_what_would_run_on) {
    for (const char* text :
         {"for i in 1..1000000 return partial", "for i in 1..100000, j in 1..100000 return i",
          "count(for i in 1..300000 return for j in 1..300000 return j)",
          "(function(f) f(f))(function(f) f(f))", "for i in 1..1000000 return [partial[-1]]",
          "for i in 1..60 return [partial[-1], partial[-1]]",
          "count(for i in 1..60 return {a: partial[-1], b: partial[-1]} = 1)",
          "for i in 1..100000 return function() partial[-1]",
          "distinct values(for i in 1..1000000 return i)",
          "distinct values(for i in 1..3000 return [for j in 1..1000 return if j = 1000 then i "
          "else j])",
          "1 = (=================================1)", "============================1",
          "{a: \"0123456789\", b: for i in 1..100000 return a + a}.b"}) {
        // Far above what it takes (below a second in release): without bounds none would end.
        const auto began = std::chrono::steady_clock::now();
        (void)evaluate_feel(text, {}, morning);
        EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(30)) << text;
    }
}

}  // namespace
}  // namespace linli::decision
