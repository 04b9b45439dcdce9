// Functions that make one value of a list: given as a list or as separate arguments (DMN 1.5,
// 10.3.4.4).
#include <algorithm>
#include <array>

#include "kernel/decision/built_in.hpp"

namespace linli::decision {

namespace {

// The items of c(list) and of c(a, b, ...).
std::optional<std::vector<Value>> items_of(Arguments a) {
    if (a.count == 1) {
        if (a[0].is(Kind::list)) return a[0].items();
        if (a[0].is_null()) return std::nullopt;
        return std::vector<Value>{a[0]};
    }
    return std::vector<Value>(a.values, a.values + a.count);
}

std::optional<std::vector<Value>> numbers_of(Machine& m, Arguments a, std::string_view name) {
    auto items = items_of(a);
    if (items) {
        m.spend(items->size());
        const bool good = std::all_of(items->begin(), items->end(),
                                      [](const Value& v) { return v.is(Kind::number); });
        if (!good) items.reset();
    }
    if (!items) wrong_type(m, name);
    return items;
}

Value count(Machine& m, Arguments a) {
    if (a[0].is_null()) return wrong_type(m, "count");
    return Number(a[0].is(Kind::list) ? static_cast<std::int64_t>(a[0].items().size()) : 1);
}

Value extreme(Machine& m, Arguments a, int sign, std::string_view name) {
    const auto items = items_of(a);
    if (!items || items->empty()) return wrong_type(m, name);
    Value best = (*items)[0];
    if (!order(best, best)) return wrong_type(m, name);
    for (const auto& v : *items) {
        const auto c = order(v, best);
        if (!c) return wrong_type(m, name);
        if (*c * sign > 0) best = v;
    }
    return best;
}
Value minimum(Machine& m, Arguments a) {
    return extreme(m, a, -1, "min");
}
Value maximum(Machine& m, Arguments a) {
    return extreme(m, a, 1, "max");
}

Value fold(Machine& m, const std::vector<Value>& items, Op op) {
    Value result = items[0];
    for (std::size_t i = 1; i < items.size(); ++i)
        result = arithmetic(m, op, result, items[i]);
    return result;
}

Value sum(Machine& m, Arguments a) {
    auto items = items_of(a);
    if (!items || items->empty()) return wrong_type(m, "sum");
    m.spend(items->size());
    // Durations add up, too.
    const Kind kind = (*items)[0].kind();
    if (kind != Kind::number && kind != Kind::days_duration && kind != Kind::months_duration)
        return wrong_type(m, "sum");
    for (const auto& v : *items)
        if (!v.is(kind)) return wrong_type(m, "sum");
    return fold(m, *items, Op::add);
}

Value product(Machine& m, Arguments a) {
    const auto items = numbers_of(m, a, "product");
    if (!items || items->empty()) return {};
    return fold(m, *items, Op::multiply);
}

Value mean(Machine& m, Arguments a) {
    const auto items = items_of(a);
    const Value total = sum(m, a);
    if (total.is_null()) return {};
    return arithmetic(m, Op::divide, total, Number(static_cast<std::int64_t>(items->size())));
}

Value median(Machine& m, Arguments a) {
    auto items = numbers_of(m, a, "median");
    if (!items || items->empty()) return {};
    std::sort(items->begin(), items->end(),
              [](const Value& x, const Value& y) { return compare(x.number(), y.number()) < 0; });
    const std::size_t half = items->size() / 2;
    if (items->size() % 2 == 1) return (*items)[half];
    return arithmetic(m, Op::divide, arithmetic(m, Op::add, (*items)[half - 1], (*items)[half]),
                      Number(2));
}

// The sample deviation: divided by one less than the count.
Value deviation(Machine& m, Arguments a) {
    const auto items = numbers_of(m, a, "stddev");
    if (!items || items->size() < 2) return wrong_type(m, "stddev");
    const Number n(static_cast<std::int64_t>(items->size()));
    const Value average = arithmetic(m, Op::divide, fold(m, *items, Op::add), n);
    Value squares = Number(0);
    for (const auto& v : *items) {
        const Value d = arithmetic(m, Op::subtract, v, average);
        squares = arithmetic(m, Op::add, squares, arithmetic(m, Op::multiply, d, d));
    }
    const Value variance = arithmetic(m, Op::divide, squares, *subtract(n, Number(1)));
    if (!variance.is(Kind::number)) return {};
    const auto root = square_root(variance.number());
    return root ? Value(*root) : Value();
}

Value mode(Machine& m, Arguments a) {
    auto items = numbers_of(m, a, "mode");
    if (!items) return {};
    std::sort(items->begin(), items->end(),
              [](const Value& x, const Value& y) { return compare(x.number(), y.number()) < 0; });
    std::vector<Value> best;
    std::size_t most = 0;
    for (std::size_t i = 0; i < items->size();) {
        std::size_t j = i;
        while (j < items->size() && compare((*items)[i].number(), (*items)[j].number()) == 0)
            ++j;
        if (j - i > most) {
            most = j - i;
            best.clear();
        }
        if (j - i == most) best.push_back((*items)[i]);
        i = j;
    }
    return best;
}

// all(): false wins; any(): true wins; null when something is no boolean and nothing wins.
Value quantified(Machine& m, Arguments a, bool winner, std::string_view name) {
    const auto items = items_of(a);
    if (!items) return wrong_type(m, name);
    bool unknown = false;
    for (const auto& v : *items) {
        if (v.is(Kind::boolean) && v.boolean() == winner) return v;
        unknown = unknown || !v.is(Kind::boolean);
    }
    if (unknown) return wrong_type(m, name);
    return Value(!winner);
}
Value all(Machine& m, Arguments a) {
    return quantified(m, a, false, "all");
}
Value any(Machine& m, Arguments a) {
    return quantified(m, a, true, "any");
}

constexpr std::array<BuiltIn, 11> functions{{
    {"count", "list", count},
    {"min", "list|c*", minimum},
    {"max", "list|c*", maximum},
    {"sum", "list|n*", sum},
    {"mean", "list|n*", mean},
    {"product", "list|n*", product},
    {"median", "list|n*", median},
    {"stddev", "list|n*", deviation},
    {"mode", "list|n*", mode},
    {"all", "list|b*", all},
    {"any", "list|b*", any},
}};

}  // namespace

std::span<const BuiltIn> statistics_functions() {
    return functions;
}

}  // namespace linli::decision
