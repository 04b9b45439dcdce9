// Replay of past questions on a proposed package.
#include "kernel/decision/replay.hpp"

#include <gtest/gtest.h>

namespace linli::decision {
namespace {

std::shared_ptr<const Package> fee(const std::string& price, const std::string& allowed) {
    return Package::read(
        {{"package.yaml",
          "package: fee\nzh: 费\nen: fee\nowner: x\nlegal_basis: []\nversions:\n"
          "  - {version: v, from: 2020-01-01, known_since: 2020-01-01, models: "
          "[m.dmn]}\n"},
         {"parameters.yaml",
          "parameters:\n  - name: price\n    type: number\n    values:\n      - {from: "
          "2020-01-01, known_since: 2020-01-01, value: " +
              price + ", source: s}\n"},
         {"m.dmn",
          "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" "
          "namespace=\"urn:m\"><itemDefinition name=\"tN\"><typeRef>number</typeRef>"
          "<allowedValues><text>" +
              allowed +
              "</text></allowedValues></itemDefinition>"
              "<inputData id=\"n\" name=\"n\"><variable name=\"n\" typeRef=\"tN\"/></inputData>"
              "<inputData id=\"p\" name=\"price\"><variable name=\"price\" typeRef=\"number\"/>"
              "</inputData><decision id=\"d\" name=\"fee\"><variable name=\"fee\"/>"
              "<informationRequirement><requiredInput href=\"#n\"/></informationRequirement>"
              "<informationRequirement><requiredInput href=\"#p\"/></informationRequirement>"
              "<literalExpression><text>max(n * price, 10)</text></literalExpression></decision>"
              "</definitions>"}});
}

ReplayCase question(int n) {
    return replay_case("{\"n\": " + std::to_string(n) + "}",
                       {"fee", date_from_text("2021-01-01"), std::nullopt});
}

TEST(Replay, says_who_is_decided_differently_and_by_how_much) {
    Replay replay(fee("2", "[0..100]"), fee("2.5", "[0..80]"));
    for (const int n : {0, 2, 10, 60, 90, 200})
        replay.add(question(n));
    const auto r = replay.report();
    EXPECT_EQ(r.cases, 6);
    EXPECT_EQ(r.same, 2) << "the least fee stays";
    EXPECT_EQ(r.changed, 2);
    EXPECT_EQ(r.newly_blocked, 1);
    EXPECT_EQ(r.blocked_in_both, 1);
    EXPECT_EQ(r.refusals.at("decision.input_not_allowed"), 2);
    ASSERT_EQ(r.numbers.size(), 1u);
    EXPECT_EQ(r.numbers[0].compared, 4);
    EXPECT_EQ(r.numbers[0].raised, 2);
    EXPECT_EQ(r.numbers[0].old_total, "160");
    EXPECT_EQ(r.numbers[0].new_total, "195");
    EXPECT_EQ(r.numbers[0].difference, "35");
    EXPECT_EQ(r.numbers[0].largest_rise, "30");
    std::int64_t in_buckets = 0;
    for (const auto& b : r.numbers[0].histogram) {
        in_buckets += b.count;
        EXPECT_EQ(b.count, b.from == "1" || b.from == "10" ? 1 : 0) << b.from;
    }
    EXPECT_EQ(in_buckets, 2);
    ASSERT_EQ(r.differences.size(), 3u);
    EXPECT_EQ(r.differences[0].difference, "5");
    EXPECT_EQ(r.differences[2].new_value, "decision.input_not_allowed");
}

TEST(Replay, compares_with_the_answer_on_record) {
    Replay replay(fee("2", "[0..100]"), fee("2", "[0..100]"));
    auto one = question(50);
    one.recorded = json::value(99);
    replay.add(one);
    EXPECT_EQ(replay.report().changed, 1);
    EXPECT_EQ(replay.report().differences[0].difference, "1");
}

TEST(Replay, of_many_cases_keeps_only_the_first_differences) {
    Replay replay(fee("2", ">= 0"), fee("3", ">= 0"));
    std::size_t seen = 0;
    replay.on_difference = [&](const ReplayDifference&) { ++seen; };
    for (int n = 0; n < 1500; ++n)
        replay.add(question(100 + n));
    const auto r = replay.report();
    EXPECT_EQ(r.differences.size(), Replay::differences_max);
    EXPECT_EQ(r.differences_left_out, 500);
    EXPECT_EQ(seen, 1500u);
}

TEST(Replay, refuses_a_line_that_is_no_case) {
    EXPECT_THROW(replay_case("[]", {}), Refusal);
    EXPECT_THROW(replay_case("{\"inputs\": {}}", {"fee", std::nullopt, std::nullopt}), Refusal)
        << "no day";
    EXPECT_THROW(replay_case("{\"inputs\": 1", {}), Refusal);
}

}  // namespace
}  // namespace linli::decision
