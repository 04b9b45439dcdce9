// FEEL and DMN: any text is read and, if it can be, evaluated. Refusals are right answers; a run
// ends within the bounds of every evaluation.
#include "kernel/decision/decision.hpp"
#include "targets.hpp"

namespace linli::fuzz {

namespace {

const Instant now = instant_from_text("2026-01-31T08:00:00Z");

// Values of every kind under one-letter names.
const decision::Value& context() {
    static const decision::Value made =
        decision::evaluate_feel(
            "{a: 63, b: \"urban\", c: [1, 2, null, \"x\"], d: date(\"2026-01-31\"), e: {f: 1, g h: "
            "[2]}, "
            "r: [1..10), t: time(\"08:30:00@Asia/Shanghai\"), m: duration(\"P1Y2M\"), "
            "s: duration(\"P1DT2H\"), f: function(x) x + 1, n: null, z: [{a: 1}, {a: 2, k: "
            "\"v\"}]}",
            {}, now)
            .value;
    return made;
}

void show(const decision::Value& value) {
    (void)decision::display(value, true);
    (void)decision::to_json_value(value);
}

}  // namespace

void feel(std::string_view bytes) {
    try {
        show(decision::evaluate_feel(bytes, context(), now).value);
    } catch (const Refusal&) {
    }
    try {
        const auto tests = decision::UnaryTests::compile(bytes);
        show(tests.evaluate(decision::Value(decision::Number(7)), context(), now).value);
        show(tests.evaluate(decision::Value(std::string("urban")), {}, now).value);
    } catch (const Refusal&) {
    }
}

void dmn(std::string_view bytes) {
    try {
        const auto model = decision::Model::read({"fuzz.dmn", std::string(bytes)});
        std::size_t count = 0;
        for (const auto& name : model->decisions()) {
            if (++count > 10) break;
            show(model
                     ->evaluate({.name = name,
                                 .model_namespace = "",
                                 .inputs = context(),
                                 .explain = true,
                                 .now = now,
                                 .source = nullptr})
                     .value);
        }
    } catch (const Refusal&) {
    }
}

}  // namespace linli::fuzz
