// Allen's relations of points and ranges (DMN 1.5, 10.3.4.8) and range().
#include <array>

#include "kernel/decision/built_in.hpp"
#include "kernel/decision/parser.hpp"

namespace linli::decision {

namespace {

// A point is the closed range of itself.
struct Span {
    Value low, high;
    bool low_closed = true, high_closed = true;
    bool is_point = true;
};

std::optional<Span> span_of(const Value& v) {
    if (v.is(Kind::range)) {
        const Range& r = v.range();
        return Span{r.low, r.high, r.low_closed, r.high_closed, false};
    }
    if (v.is_null() || v.is(Kind::list) || v.is(Kind::context)) return std::nullopt;
    return Span{v, v};
}

// order() that remembers that two ends did not compare.
struct Ends {
    bool good = true;
    int operator()(const Value& a, const Value& b) {
        const auto c = order(a, b);
        good = good && c.has_value();
        return c.value_or(0);
    }
};

template <class F>
Value relation(Machine& m, Arguments a, std::string_view name, F f) {
    const auto x = span_of(a[0]), y = span_of(a[1]);
    if (!x || !y) return wrong_type(m, name);
    Ends ends;
    const std::optional<bool> result = f(*x, *y, ends);
    return result && ends.good ? Value(*result) : wrong_type(m, name);
}

bool is_before(const Span& x, const Span& y, Ends& c) {
    const int o = c(x.high, y.low);
    return o < 0 || (o == 0 && (!x.high_closed || !y.low_closed));
}
// Does x begin before y's end at that side: closed counts as earlier at the low end, later at the
// high end.
int low_order(const Span& x, const Span& y, Ends& c) {
    const int o = c(x.low, y.low);
    return o != 0 ? o : x.low_closed == y.low_closed ? 0 : x.low_closed ? -1 : 1;
}
int high_order(const Span& x, const Span& y, Ends& c) {
    const int o = c(x.high, y.high);
    return o != 0 ? o : x.high_closed == y.high_closed ? 0 : x.high_closed ? 1 : -1;
}
bool meets_at(const Span& x, const Span& y, Ends& c) {
    return x.high_closed && y.low_closed && c(x.high, y.low) == 0;
}
bool is_within(const Span& inner, const Span& outer, Ends& c) {
    return low_order(outer, inner, c) <= 0 && high_order(inner, outer, c) <= 0;
}

Value before(Machine& m, Arguments a) {
    return relation(m, a, "before", [](const Span& x, const Span& y, Ends& c) {
        return std::optional<bool>(is_before(x, y, c));
    });
}
Value after(Machine& m, Arguments a) {
    return relation(m, a, "after", [](const Span& x, const Span& y, Ends& c) {
        return std::optional<bool>(is_before(y, x, c));
    });
}
Value meets(Machine& m, Arguments a) {
    return relation(m, a, "meets", [](const Span& x, const Span& y, Ends& c) {
        if (x.is_point || y.is_point) return std::optional<bool>();
        return std::optional<bool>(meets_at(x, y, c));
    });
}
Value met_by(Machine& m, Arguments a) {
    return relation(m, a, "met by", [](const Span& x, const Span& y, Ends& c) {
        if (x.is_point || y.is_point) return std::optional<bool>();
        return std::optional<bool>(meets_at(y, x, c));
    });
}
Value overlaps(Machine& m, Arguments a) {
    return relation(m, a, "overlaps", [](const Span& x, const Span& y, Ends& c) {
        if (x.is_point || y.is_point) return std::optional<bool>();
        return std::optional<bool>(!is_before(x, y, c) && !is_before(y, x, c));
    });
}
Value overlaps_before(Machine& m, Arguments a) {
    return relation(m, a, "overlaps before", [](const Span& x, const Span& y, Ends& c) {
        if (x.is_point || y.is_point) return std::optional<bool>();
        return std::optional<bool>(low_order(x, y, c) < 0 && !is_before(x, y, c) &&
                                   high_order(x, y, c) <= 0);
    });
}
Value overlaps_after(Machine& m, Arguments a) {
    return relation(m, a, "overlaps after", [](const Span& x, const Span& y, Ends& c) {
        if (x.is_point || y.is_point) return std::optional<bool>();
        return std::optional<bool>(low_order(y, x, c) < 0 && !is_before(y, x, c) &&
                                   high_order(y, x, c) <= 0);
    });
}
Value finishes(Machine& m, Arguments a) {
    return relation(m, a, "finishes", [](const Span& x, const Span& y, Ends& c) {
        if (y.is_point) return std::optional<bool>();
        return std::optional<bool>(high_order(x, y, c) == 0 && low_order(y, x, c) <= 0);
    });
}
Value finished_by(Machine& m, Arguments a) {
    return relation(m, a, "finished by", [](const Span& x, const Span& y, Ends& c) {
        if (x.is_point) return std::optional<bool>();
        return std::optional<bool>(high_order(x, y, c) == 0 && low_order(x, y, c) <= 0);
    });
}
Value includes(Machine& m, Arguments a) {
    return relation(m, a, "includes", [](const Span& x, const Span& y, Ends& c) {
        if (x.is_point) return std::optional<bool>();
        return std::optional<bool>(is_within(y, x, c));
    });
}
Value during(Machine& m, Arguments a) {
    return relation(m, a, "during", [](const Span& x, const Span& y, Ends& c) {
        if (y.is_point) return std::optional<bool>();
        return std::optional<bool>(is_within(x, y, c));
    });
}
Value starts(Machine& m, Arguments a) {
    return relation(m, a, "starts", [](const Span& x, const Span& y, Ends& c) {
        if (y.is_point) return std::optional<bool>();
        return std::optional<bool>(low_order(x, y, c) == 0 && high_order(x, y, c) <= 0);
    });
}
Value started_by(Machine& m, Arguments a) {
    return relation(m, a, "started by", [](const Span& x, const Span& y, Ends& c) {
        if (x.is_point) return std::optional<bool>();
        return std::optional<bool>(low_order(x, y, c) == 0 && high_order(y, x, c) <= 0);
    });
}
Value coincides(Machine& m, Arguments a) {
    return relation(m, a, "coincides", [](const Span& x, const Span& y, Ends& c) {
        if (x.is_point != y.is_point) return std::optional<bool>();
        return std::optional<bool>(low_order(x, y, c) == 0 && high_order(x, y, c) == 0);
    });
}

// The ends are literals or the calls that make dates and durations of a literal text.
bool is_plain(const Program& p) {
    for (const Node& n : p.nodes) {
        if (n.op == Op::constant || (n.op == Op::range && n.flags < 4)) continue;
        if (n.op != Op::call_built_in || n.c != 1) return false;
        const std::string_view name = built_ins()[n.a].name;
        const Value* text = p.constant_of(p.children[n.b]);
        if (name != "date" && name != "time" && name != "date and time" && name != "duration")
            return false;
        if (!text || !text->is(Kind::string)) return false;
    }
    return true;
}

Value range_of(Machine& m, Arguments a) {
    const Value& v = unwrapped(a[0]);
    if (!v.is(Kind::string)) return wrong_type(m, "range");
    Ref<Program> program(new Program);
    auto& p = const_cast<Program&>(*program);
    Names names;
    Scope scope(p, names);
    Body body;
    try {
        scope.enter_function();
        body.node = Parser(v.text(), scope).expression().node;
        scope.leave_function(body);
    } catch (const SyntaxError&) {
        return m.null("不是区间：" + v.text(), "not a range: " + v.text());
    }
    if (!is_plain(p))
        return m.null("区间的端点要写成常量", "the ends of the range must be literals");
    Machine inner(p, nullptr, m.now_us(), m.bounds());
    m.spend(1000);
    const Value range = inner.run(body);
    if (!range.is(Kind::range)) return m.null("不是区间：" + v.text(), "not a range: " + v.text());
    const Range& r = range.range();
    if (r.low_unbounded || r.high_unbounded || (r.low.is_null() && r.high.is_null()) ||
        order(r.low, r.high).value_or(0) > 0)
        return m.null("不是区间：" + v.text(), "not a range: " + v.text());
    return range;
}

constexpr std::array<BuiltIn, 15> functions{{
    {"before", "point1,point2|range1,range2|point,range|range,point", before},
    {"after", "point1,point2|range1,range2|point,range|range,point", after},
    {"meets", "range1,range2", meets},
    {"met by", "range1,range2", met_by},
    {"overlaps", "range1,range2", overlaps},
    {"overlaps before", "range1,range2", overlaps_before},
    {"overlaps after", "range1,range2", overlaps_after},
    {"finishes", "range1,range2|point,range", finishes},
    {"finished by", "range1,range2|range,point", finished_by},
    {"includes", "range,point|range1,range2", includes},
    {"during", "point,range|range1,range2", during},
    {"starts", "point,range|range1,range2", starts},
    {"started by", "range,point|range1,range2", started_by},
    {"coincides", "point1,point2|range1,range2", coincides},
    {"range", "from", range_of},
}};

}  // namespace

std::span<const BuiltIn> range_functions() {
    return functions;
}

}  // namespace linli::decision
