// bench_decision CASES SECONDS: the expressions and tables of decision_cases.json with Linli and
// the ten-row table with a plain C++ function; one JSON object a line: {name, mode, result, rate}.
// bench/decision.sh joins it with feelin's figures.
#include "kernel/decision/decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>

using namespace linli;
using namespace linli::decision;

namespace {

using Clock = std::chrono::steady_clock;
const Instant now = instant_from_text("2026-01-31T08:00:00Z");

// What a compiler must not drop.
template <class T>
void keep(const T& value) {
    asm volatile("" : : "g"(&value) : "memory");
}

// Calls a second: the median of five slices after a short warm-up.
double rate(double seconds, const std::function<void(std::size_t, std::size_t)>& act) {
    std::size_t batch = 1;
    for (;;) {
        const auto began = Clock::now();
        act(0, batch);
        if (std::chrono::duration<double>(Clock::now() - began).count() > seconds / 50) break;
        batch *= 2;
    }
    std::vector<double> rates;
    for (int slice = 0; slice < 5; ++slice) {
        std::size_t n = 0;
        const auto began = Clock::now();
        double passed = 0;
        while (passed < seconds / 5) {
            act(n, batch);
            n += batch;
            passed = std::chrono::duration<double>(Clock::now() - began).count();
        }
        rates.push_back(static_cast<double>(n) / passed);
    }
    std::sort(rates.begin(), rates.end());
    return rates[2];
}

void report(std::string_view name, std::string_view mode, const std::string& result, double r) {
    json::object line;
    line["name"] = name;
    line["mode"] = mode;
    line["result"] = result;
    line["rate"] = r;
    std::cout << json::serialize(line) << std::endl;
}

// ---- expressions
// ---------------------------------------------------------------------------------

void expression(const json::object& c, double seconds) {
    const std::string name(c.at("name").as_string()), text(c.at("text").as_string());
    const Value context = from_json_value(c.at("context"));
    if (c.contains("input")) {
        const Value input = from_json_value(c.at("input"));
        const auto tests = UnaryTests::compile(text);
        const std::string result = display(tests.evaluate(input, context, now).value, true);
        report(name, "each", result, rate(seconds, [&](std::size_t, std::size_t count) {
                   for (std::size_t i = 0; i < count; ++i)
                       keep(UnaryTests::compile(text).evaluate(input, context, now));
               }));
        report(name, "compiled", result, rate(seconds, [&](std::size_t, std::size_t count) {
                   for (std::size_t i = 0; i < count; ++i)
                       keep(tests.evaluate(input, context, now));
               }));
        return;
    }
    const auto compiled = Expression::compile(text);
    const std::string result = display(compiled.evaluate(context, now).value, true);
    report(name, "each", result, rate(seconds, [&](std::size_t, std::size_t count) {
               for (std::size_t i = 0; i < count; ++i)
                   keep(evaluate_feel(text, context, now));
           }));
    report(name, "compiled", result, rate(seconds, [&](std::size_t, std::size_t count) {
               for (std::size_t i = 0; i < count; ++i)
                   keep(compiled.evaluate(context, now));
           }));
}

// ---- tables
// --------------------------------------------------------------------------------------

struct Rows {
    std::vector<std::string> inputs;
    std::vector<std::vector<std::string>> rules;
};

struct Input {
    std::int64_t years;
    std::string kind;
    std::int64_t amount;
    Value value() const {
        return Context::make(
            {{"years", Number(years)}, {"kind", Value(kind)}, {"amount", Number(amount)}});
    }
};

Rows large(std::int64_t rows) {
    Rows table{{"years", "kind", "amount"}, {}};
    for (std::int64_t i = 0; i < rows; ++i)
        table.rules.push_back({fmt::format("[{}..{})", i, i + 1),
                               fmt::format("\"k{}\", \"k{}\"", i % 7, (i + 3) % 7),
                               fmt::format(">= {}", (i % 5) * 100), fmt::format("{}", i + 1)});
    return table;
}

// By the same rules as in feelin/tables.mjs.
std::vector<Input> inputs_of(std::int64_t rows) {
    std::int64_t state = 12345;
    const auto next = [&](std::int64_t bound) {
        state = (state * 1103515 + 12345) % 2147483647;
        return state % bound;
    };
    std::vector<Input> inputs;
    for (int i = 0; i < 64; ++i) {
        Input input;
        if (rows == 10) {
            input.years = next(40);
            input.kind = next(2) == 0 ? "urban" : "rural";
            input.amount = next(6000);
        } else {
            input.years = next(rows);
            input.kind = fmt::format("k{}", input.years % 7);
            input.amount = 400 + next(600);
        }
        inputs.push_back(std::move(input));
    }
    return inputs;
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string model_of(const Rows& table) {
    static constexpr const char* types[] = {"number", "string", "number"};
    std::string xml =
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' "
        "namespace='urn:m'>";
    std::string requirements, columns;
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
        const auto& name = table.inputs[i];
        xml += fmt::format(
            "<inputData id='i{0}' name='{1}'><variable name='{1}' typeRef='{2}'/></inputData>", i,
            name, types[i]);
        requirements += fmt::format(
            "<informationRequirement><requiredInput href='#i{}'/></informationRequirement>", i);
        columns += fmt::format(
            "<input><inputExpression typeRef='{}'><text>{}</text></inputExpression></input>",
            types[i], name);
    }
    xml += "<decision id='d' name='result'><variable name='result' typeRef='number'/>" +
           requirements + "<decisionTable hitPolicy='FIRST'>" + columns +
           "<output typeRef='number'/>";
    for (const auto& rule : table.rules) {
        xml += "<rule>";
        for (std::size_t i = 0; i < rule.size(); ++i)
            xml += fmt::format("<{0}><text>{1}</text></{0}>",
                               i < table.inputs.size() ? "inputEntry" : "outputEntry",
                               escaped(rule[i]));
        xml += "</rule>";
    }
    return xml + "</decisionTable></decision></definitions>";
}

void table(const std::string& name, const Rows& rows, std::int64_t size, double seconds) {
    const auto model = Model::read({"bench.dmn", model_of(rows)});
    model->require_sound();
    std::vector<Ask> asks;
    std::int64_t sum = 0;
    for (const auto& input : inputs_of(size)) {
        asks.push_back({.name = "result",
                        .model_namespace = "",
                        .inputs = input.value(),
                        .explain = false,
                        .now = now,
                        .source = nullptr});
        const Value v = model->evaluate(asks.back()).value;
        sum += v.is(Kind::number) ? v.number().to_int().value_or(0) : 0;
    }
    report(name, "compiled", std::to_string(sum),
           rate(seconds, [&](std::size_t from, std::size_t n) {
               for (std::size_t i = 0; i < n; ++i)
                   keep(model->evaluate(asks[(from + i) % asks.size()]));
           }));
}

// The ten rows of decision_cases.json as somebody would write them by hand.
[[gnu::noinline]] std::int64_t by_hand(const Input& in) {
    if (in.years < 15 && in.kind == "urban") return 1;
    if (in.years < 15 && in.kind == "rural") return 2;
    const bool known = in.kind == "urban" || in.kind == "rural";
    if (in.years >= 15 && in.years < 20 && known && in.amount < 3000) return 3;
    if (in.years >= 15 && in.years < 20 && known && in.amount >= 3000) return 4;
    if (in.years >= 20 && in.years < 25 && in.kind == "urban" && in.amount < 3000) return 5;
    if (in.years >= 20 && in.years < 25 && in.kind == "urban" && in.amount >= 3000) return 6;
    if (in.years >= 20 && in.years < 30 && in.kind == "rural") return 7;
    if (in.years >= 25 && in.years < 30 && in.kind == "urban") return 8;
    if (in.years >= 30 && in.kind == "urban") return 9;
    if (in.years >= 30 && in.kind == "rural") return 10;
    return 0;
}

void hand_written(double seconds) {
    const auto inputs = inputs_of(10);
    std::int64_t sum = 0;
    for (const auto& input : inputs)
        sum += by_hand(input);
    report("table of 10 rows", "hand", std::to_string(sum),
           rate(seconds, [&](std::size_t from, std::size_t n) {
               for (std::size_t i = 0; i < n; ++i)
                   keep(by_hand(inputs[(from + i) % inputs.size()]));
           }));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: bench_decision CASES SECONDS\n";
        return 2;
    }
    std::ifstream file(argv[1]);
    std::ostringstream text;
    text << file.rdbuf();
    const auto cases = parse_json(text.str()).as_object();
    const double seconds = std::atof(argv[2]);
    for (const auto& c : cases.at("expressions").as_array())
        expression(c.as_object(), seconds);
    Rows ten{{"years", "kind", "amount"}, {}};
    for (const auto& rule : cases.at("table").as_object().at("rules").as_array()) {
        ten.rules.emplace_back();
        for (const auto& cell : rule.as_array())
            ten.rules.back().emplace_back(cell.as_string());
    }
    table("table of 10 rows", ten, 10, seconds);
    hand_written(seconds);
    table("table of 100 rows", large(100), 100, seconds);
    table("table of 1,000 rows", large(1000), 1000, seconds);
    table("table of 10,000 rows", large(10000), 10000, seconds);
    return 0;
}
