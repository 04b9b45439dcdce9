// Functions of numbers (DMN 1.5, 10.3.4.5).
#include <array>

#include "kernel/decision/built_in.hpp"

namespace linli::decision {

namespace {

template <Rounding mode>
Value round_to(Machine& m, Arguments a) {
    const Value& n = unwrapped(a[0]);
    std::int64_t scale = 0;
    if (a.count == 2) {
        const Value& s = unwrapped(a[1]);
        if (!s.is(Kind::number)) return wrong_type(m, "round");
        scale = s.number().truncated().value_or(INT32_MAX);
    }
    if (!n.is(Kind::number) || scale > 6176 || scale < -6111) return wrong_type(m, "round");
    const auto result = n.number().rounded(static_cast<int>(scale), mode);
    return result ? Value(*result) : m.null("结果超出范围", "the result is out of range");
}

template <class F>
Value numeric(Machine& m, Arguments a, std::string_view name, F f) {
    const Value& n = unwrapped(a[0]);
    if (!n.is(Kind::number)) return wrong_type(m, name);
    const auto result = f(n.number());
    return result ? Value(*result) : m.null("结果没有定义", "the result is undefined");
}

Value absolute(Machine& m, Arguments a) {
    const Value& n = unwrapped(a[0]);
    if (n.is(Kind::days_duration) && n.days().seconds < 0) return negate(m, n);
    if (n.is(Kind::months_duration) && n.months().months < 0) return negate(m, n);
    if (n.is(Kind::days_duration) || n.is(Kind::months_duration)) return n;
    return numeric(m, a, "abs", [](Number x) { return std::optional<Number>(x.absolute()); });
}
Value square_root_of(Machine& m, Arguments a) {
    return numeric(m, a, "sqrt", [](Number x) { return square_root(x); });
}
Value logarithm(Machine& m, Arguments a) {
    return numeric(m, a, "log", [](Number x) { return natural_logarithm(x); });
}
Value exponential_of(Machine& m, Arguments a) {
    return numeric(m, a, "exp", [](Number x) { return exponential(x); });
}

Value modulo_of(Machine& m, Arguments a) {
    const Value &x = unwrapped(a[0]), &y = unwrapped(a[1]);
    if (!x.is(Kind::number) || !y.is(Kind::number)) return wrong_type(m, "modulo");
    const auto result = modulo(x.number(), y.number());
    return result ? Value(*result) : m.null("除数为零", "the divisor is zero");
}

Value parity(Machine& m, Arguments a, bool odd) {
    const Value& n = unwrapped(a[0]);
    if (!n.is(Kind::number)) return wrong_type(m, odd ? "odd" : "even");
    if (!n.number().is_whole()) return Value(false);
    const auto rest = modulo(n.number(), Number(2));
    return Value(rest && rest->is_zero() != odd);
}
Value is_odd(Machine& m, Arguments a) {
    return parity(m, a, true);
}
Value is_even(Machine& m, Arguments a) {
    return parity(m, a, false);
}

constexpr std::array<BuiltIn, 14> functions{{
    {"decimal", "n,scale", round_to<Rounding::half_even>},
    {"floor", "n,scale?", round_to<Rounding::floor>},
    {"ceiling", "n,scale?", round_to<Rounding::ceiling>},
    {"round up", "n,scale", round_to<Rounding::up>},
    {"round down", "n,scale", round_to<Rounding::down>},
    {"round half up", "n,scale", round_to<Rounding::half_up>},
    {"round half down", "n,scale", round_to<Rounding::half_down>},
    {"abs", "n", absolute},
    {"modulo", "dividend,divisor", modulo_of},
    {"sqrt", "number", square_root_of},
    {"log", "number", logarithm},
    {"exp", "number", exponential_of},
    {"odd", "number", is_odd},
    {"even", "number", is_even},
}};

}  // namespace

std::span<const BuiltIn> number_functions() {
    return functions;
}

}  // namespace linli::decision
