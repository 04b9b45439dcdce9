// Packages: two time axes, refusals instead of guesses, explanations.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kernel/decision/dated.hpp"
#include "kernel/decision/engine.hpp"
#include "kernel/decision/explain.hpp"

namespace linli::decision {
namespace {

const char* head = R"(
package: fee
zh: 手续费
en: Fee
owner: 财务科
legal_basis: [{title: 收费办法}]
versions:
  - {version: "1", from: 2020-01-01, known_since: 2019-12-01, models: [fee.dmn]}
inputs:
  - {name: 件数, code: pieces, zh: 件数, en: pieces}
decisions:
  - {name: 费用, code: fee, zh: 费用, en: the fee, unit: 元}
)";

const char* model = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"
 name="fee" namespace="urn:test:fee">
<inputData id="n" name="件数"><variable name="件数" typeRef="number"/></inputData>
<inputData id="p" name="单价"><variable name="单价" typeRef="number"/></inputData>
<inputData id="q" name="折扣"><variable name="折扣" typeRef="number"/></inputData>
<decision id="f" name="费用"><variable name="费用" typeRef="number"/>
<informationRequirement><requiredInput href="#n"/></informationRequirement>
<informationRequirement><requiredInput href="#p"/></informationRequirement>
<informationRequirement><requiredInput href="#q"/></informationRequirement>
<literalExpression><text>if 件数 &gt; 100 then 件数 * 单价 * 折扣 else 件数 * 单价</text>
</literalExpression></decision>
</definitions>)";

std::string parameters(const std::string& values) {
    return "parameters:\n"
           "  - name: 单价\n    type: number\n    unit: 元\n    values:\n" +
           values + "  - {name: 折扣, type: number, values: []}\n";
}
const char* first =
    "      - {from: 2020-01-01, known_since: 2019-12-01, value: 1.5, source: 甲, article: 第1条}\n";

std::shared_ptr<const Package> package(const std::string& values, const std::string& sheet = head) {
    return Package::read(
        {{"package.yaml", sheet}, {"parameters.yaml", parameters(values)}, {"fee.dmn", model}});
}

Call call(const char* at, const char* known, std::int64_t pieces = 10) {
    Call c{"fee", "fee", date_from_text(at), date_from_text(known), {}, {}, {}, true};
    c.inputs = Context::make({{"pieces", Value(Number(pieces))}});
    return c;
}
std::string record(const Package& p, const Call& c) {
    return json::serialize(as_json(decide(p, c), true));
}
std::string fee(const Package& p, const Call& c) {
    return display(decide(p, c).value);
}
std::string refusal(const std::function<void()>& f) {
    try {
        f();
    } catch (const Refusal& r) {
        return r.code();
    }
    return "accepted";
}

TEST(Decision, names_version_and_the_parameters_that_it_used_with_their_source) {
    const auto d = decide(*package(first), call("2021-01-01", "2021-01-01"));
    EXPECT_EQ(display(d.value), "15");
    EXPECT_EQ(d.version, "1");
    EXPECT_EQ(d.version_hash.size(), 64u);
    ASSERT_EQ(d.parameters.size(), 1u);
    EXPECT_EQ(d.parameters[0].source, "甲");
    EXPECT_EQ(d.parameters[0].article, "第1条");
    ASSERT_EQ(d.inputs.size(), 1u);
    EXPECT_EQ(d.inputs[0].first, "件数");
}

TEST(Parameter, that_no_value_covers_blocks_the_decision) {
    const auto p = package(first);
    EXPECT_EQ(refusal([&] { decide(*p, call("2021-01-01", "2019-12-31")); }), "accepted");
    EXPECT_EQ(refusal([&] { decide(*p, call("2019-12-31", "2021-01-01")); }),
              "decision.version_missing");
    const auto late =
        package("      - {from: 2020-06-01, known_since: 2020-05-01, value: 1.5, source: 甲}\n");
    EXPECT_EQ(refusal([&] { decide(*late, call("2020-05-31", "2021-01-01")); }),
              "decision.parameter_missing");
    EXPECT_EQ(refusal([&] { decide(*late, call("2020-06-01", "2020-04-30")); }),
              "decision.parameter_missing");
    try {
        decide(*late, call("2020-05-31", "2021-01-01"));
    } catch (const Refusal& r) {
        for (const char* named : {"fee", "单价", "2020-05-31", "2021-01-01"})
            EXPECT_NE(r.words().en.find(named), std::string::npos) << r.words().en;
    }
}

TEST(Parameter, with_two_values_in_force_blocks_unless_one_says_that_it_supersedes_the_other) {
    const std::string two =
        "      - {from: 2021-01-01, known_since: 2020-12-01, value: 2, source: 乙}\n";
    EXPECT_EQ(refusal([&] { decide(*package(first + two), call("2021-01-01", "2021-01-01")); }),
              "decision.parameter_ambiguous");
    const std::string over =
        "      - {from: 2021-01-01, until: 2021-12-31, known_since: 2020-12-01, value: 2, "
        "source: 乙, supersedes: ['2020-01-01']}\n";
    const auto p = package(first + over);
    EXPECT_EQ(fee(*p, call("2020-12-31", "2021-01-01")), "15");
    EXPECT_EQ(fee(*p, call("2021-01-01", "2021-01-01")), "20");
    EXPECT_EQ(fee(*p, call("2021-01-01", "2020-11-30")), "15") << "not known then";
    EXPECT_EQ(fee(*p, call("2022-01-01", "2022-01-01")), "15") << "the measure has ended";
}

TEST(Parameter, that_the_evaluation_does_not_need_need_not_be_there) {
    const auto p = package(first);
    EXPECT_EQ(fee(*p, call("2021-01-01", "2021-01-01", 100)), "150");
    EXPECT_EQ(refusal([&] { decide(*p, call("2021-01-01", "2021-01-01", 101)); }),
              "decision.parameter_missing");
}

TEST(Parameter, of_an_area_goes_before_that_of_the_country) {
    const auto p = package(std::string(first) +
                           "      - {from: 2020-01-01, known_since: 2019-12-01, area: '510000', "
                           "value: 3, source: 丙}\n");
    auto c = call("2021-01-01", "2021-01-01");
    EXPECT_EQ(fee(*p, c), "15");
    c.areas = {"510107", "510100", "510000"};
    EXPECT_EQ(fee(*p, c), "30");
    c.areas = {"110000"};
    EXPECT_EQ(fee(*p, c), "15");
}

TEST(Parameter, without_a_source_is_refused_unless_it_is_configuration) {
    const std::string bare = "      - {from: 2020-01-01, known_since: 2019-12-01, value: 1}\n";
    const std::string said =
        "      - {from: 2020-01-01, known_since: 2019-12-01, value: 1, unsourced: true}\n";
    EXPECT_EQ(refusal([&] { package(bare); }), "decision.parameter_unsourced");
    EXPECT_EQ(refusal([&] { package(said); }), "decision.parameter_unsourced");
    const std::string own = std::string(head) + "configuration: true\n";
    EXPECT_EQ(refusal([&] { package(bare, own); }), "decision.parameter_unsourced");
    EXPECT_EQ(refusal([&] { package(said, own); }), "accepted");
}

TEST(Input, that_is_unknown_missing_or_a_parameter_is_refused) {
    const auto p = package(first);
    auto c = call("2021-01-01", "2021-01-01");
    c.inputs = {};
    EXPECT_EQ(refusal([&] { decide(*p, c); }), "decision.input_missing");
    c.inputs = Context::make({{"件数", Value(Number(1))}, {"单价", Value(Number(1))}});
    EXPECT_EQ(refusal([&] { decide(*p, c); }), "decision.input_is_parameter");
    c.inputs = Context::make({{"件", Value(Number(1))}});
    EXPECT_EQ(refusal([&] { decide(*p, c); }), "decision.input_unknown");
    c.inputs = Context::make({{"件数", Value(std::string("x"))}});
    EXPECT_EQ(refusal([&] { decide(*p, c); }), "decision.input_not_allowed");
}

TEST(Package, that_is_malformed_names_file_and_field) {
    const auto read = [](const std::string& sheet) {
        return refusal([&] { package(first, sheet); });
    };
    EXPECT_EQ(read("package: x\n"), "decision.package_malformed");
    EXPECT_EQ(read(std::string(head) + "colour: red\n"), "decision.package_malformed");
    EXPECT_EQ(read("package: [\n"), "yaml.malformed");
    EXPECT_EQ(refusal([] {
                  package(
                      "      - {from: 2020-01-01, until: 2019-01-01, known_since: "
                      "2019-01-01, value: 1, source: 甲}\n");
              }),
              "decision.package_malformed");
    EXPECT_EQ(refusal([] {
                  package(
                      "      - {from: 2020-01-01, known_since: 2019-01-01, value: "
                      "many, source: 甲}\n");
              }),
              "decision.package_malformed");
}

TEST(Form, lists_the_inputs_and_leaves_the_parameters_out) {
    const auto p = package(first);
    const auto form = p->form("fee", p->versions()[0]);
    ASSERT_EQ(form.inputs.size(), 1u);
    EXPECT_EQ(form.inputs[0].code, "pieces");
    EXPECT_EQ(form.inputs[0].type, "number");
    EXPECT_EQ(form.parameters, (std::vector<std::string>{"单价", "折扣"}));
}

TEST(Sentence, holds_expressions_and_formats) {
    std::string fault;
    const Value v = Context::make({{"单价", Value(*Number::parse("1.5"))}});
    EXPECT_EQ(fill("{单价 | 0.00} 元，{{两件} {单价 * 2}", v, &fault), "1.50 元，{两件} 3");
    EXPECT_EQ(fill("{价格}", v, &fault), std::nullopt);
    EXPECT_FALSE(fault.empty());
}

std::string generated_value(int number, int from, int known, bool supersedes) {
    const Date start = Date::of(2020, 1, 1);
    std::string text = "      - {name: v" + std::to_string(number) +
                       ", from: " + to_text(start + from) +
                       ", known_since: " + to_text(start + known) +
                       ", value: " + std::to_string(number) + ", source: s";
    if (supersedes) {
        text += ", supersedes: [";
        for (int i = 0; i < number; ++i)
            text += (i ? ", v" : "v") + std::to_string(i);
        text += "]";
    }
    return text + "}\n";
}

RC_GTEST_PROP(Knowledge, of_an_old_day_decides_as_then_whatever_was_added_since, ()) {
    const int old_count = *rc::gen::inRange(0, 5), new_count = *rc::gen::inRange(1, 5);
    std::string before, after;
    for (int i = 0; i < old_count + new_count; ++i) {
        const int from = *rc::gen::inRange(0, 40);
        const int known = i < old_count ? *rc::gen::inRange(0, 20) : *rc::gen::inRange(20, 40);
        const bool supersedes = *rc::gen::arbitrary<bool>() && i > 0;
        const auto text = generated_value(i, from, known, supersedes);
        if (i < old_count) before += text;
        after += text;
    }
    const auto old_package = package(before.empty() ? "      []\n" : before);
    const auto new_package = package(after);
    const Date start = Date::of(2020, 1, 1);
    Call c = call("2020-01-01", "2020-01-01");
    c.at = start + *rc::gen::inRange(0, 50);
    c.known = start + *rc::gen::inRange(0, 20);
    std::string then, now;
    const auto then_code = refusal([&] { then = record(*old_package, c); });
    const auto now_code = refusal([&] { now = record(*new_package, c); });
    RC_ASSERT(then_code == now_code);
    RC_ASSERT(then == now);
    RC_CLASSIFY(then_code == "accepted", "decided");
}

}  // namespace
}  // namespace linli::decision
