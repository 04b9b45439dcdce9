// Arithmetic (DMN 1.5, tables 43 to 46), properties of values (table 53) and the sense of tests.
#include "kernel/decision/machine.hpp"

namespace linli::decision {

namespace {

template <class T>
Value from(Machine& m, const std::optional<T>& result) {
    if (result) return Value(*result);
    return m.null("结果超出范围或没有定义", "the result is out of range or undefined");
}

bool is_moment(const Value& v) {
    return v.is(Kind::date) || v.is(Kind::date_time);
}
FeelDateTime moment(const Value& v) {
    return v.is(Kind::date) ? FeelDateTime{v.date(), {}} : v.date_time();
}

Value shift(Machine& m, const Value& a, const Value& b, bool back) {
    if (b.is(Kind::months_duration)) {
        const std::int64_t months = back ? -b.months().months : b.months().months;
        const auto t = moment(a);
        const auto date = add_months(t.date, months);
        if (!date) return from(m, date);
        if (a.is(Kind::date)) return *date;
        return FeelDateTime{*date, t.time};
    }
    const DaysDuration d = back ? negated(b.days()) : b.days();
    if (a.is(Kind::time)) return add_duration(a.time(), d);
    const auto t = add_duration(moment(a), d);
    if (!t) return from(m, t);
    // A date stays a date; whole days count.
    if (a.is(Kind::date)) return t->date;
    return *t;
}

Value difference(Machine& m, const Value& a, const Value& b) {
    if (is_moment(a) && is_moment(b)) {
        const auto x = moment(a), y = moment(b);
        const bool zoned_x = x.time.zone.kind != Zone::Kind::local || a.is(Kind::date);
        const bool zoned_y = y.time.zone.kind != Zone::Kind::local || b.is(Kind::date);
        if (zoned_x != zoned_y && a.kind() == b.kind())
            return m.null("一个有时区，另一个没有", "one has a time zone and the other has none");
        if (a.kind() != b.kind()) {
            const auto& t = a.is(Kind::date_time) ? x : y;
            if (t.time.zone.kind == Zone::Kind::local)
                return m.null("一个有时区，另一个没有",
                              "one has a time zone and the other has none");
        }
        return between(on_line(y), on_line(x));
    }
    if ((a.time().zone.kind == Zone::Kind::local) != (b.time().zone.kind == Zone::Kind::local))
        return m.null("一个有时区，另一个没有", "one has a time zone and the other has none");
    return between(on_line(b.time()), on_line(a.time()));
}

Value scale(Machine& m, const Value& duration, std::optional<Number> factor) {
    if (!factor) return from(m, factor);
    if (duration.is(Kind::months_duration)) {
        const auto n = multiply(Number(duration.months().months), *factor);
        const auto whole = n ? n->truncated() : std::nullopt;
        if (!whole) return from(m, whole ? std::optional<Number>(Number(*whole)) : std::nullopt);
        return MonthsDuration{*whole};
    }
    const auto n = multiply(total_seconds(duration.days()), *factor);
    if (!n) return from(m, n);
    return from(m, duration_of_seconds(*n));
}

Value no_such(Machine& m, const Value& a, const Value& b) {
    return m.null("这两种值不能这样计算：" + std::string(kind_name(a.kind())) + "、" +
                      std::string(kind_name(b.kind())),
                  "no such operation for " + std::string(kind_name(a.kind())) + " and " +
                      std::string(kind_name(b.kind())));
}

Value number_arithmetic(Machine& m, Op op, Number a, Number b) {
    switch (op) {
        case Op::add:
            return from(m, add(a, b));
        case Op::subtract:
            return from(m, subtract(a, b));
        case Op::multiply:
            return from(m, multiply(a, b));
        case Op::divide:
            return from(m, divide(a, b));
        default:
            return from(m, power(a, b));
    }
}

Value add_values(Machine& m, const Value& a, const Value& b) {
    if (a.is(Kind::string) && b.is(Kind::string)) {
        m.check_length(a.text().size() + b.text().size());
        return Value(a.text() + b.text());
    }
    const bool duration_b = b.is(Kind::days_duration) || b.is(Kind::months_duration);
    if (a.is(Kind::days_duration) && b.is(Kind::days_duration)) {
        const auto sum = add(total_seconds(a.days()), total_seconds(b.days()));
        return from(m, sum ? duration_of_seconds(*sum) : std::nullopt);
    }
    if (a.is(Kind::months_duration) && b.is(Kind::months_duration))
        return MonthsDuration{a.months().months + b.months().months};
    if ((is_moment(a) && duration_b) || (a.is(Kind::time) && b.is(Kind::days_duration)))
        return shift(m, a, b, false);
    const bool duration_a = a.is(Kind::days_duration) || a.is(Kind::months_duration);
    if ((is_moment(b) && duration_a) || (b.is(Kind::time) && a.is(Kind::days_duration)))
        return shift(m, b, a, false);
    return no_such(m, a, b);
}

Value subtract_values(Machine& m, const Value& a, const Value& b) {
    if (is_moment(a) && is_moment(b)) return difference(m, a, b);
    if (a.is(Kind::time) && b.is(Kind::time)) return difference(m, a, b);
    if (a.is(Kind::days_duration) && b.is(Kind::days_duration)) {
        const auto rest = subtract(total_seconds(a.days()), total_seconds(b.days()));
        return from(m, rest ? duration_of_seconds(*rest) : std::nullopt);
    }
    if (a.is(Kind::months_duration) && b.is(Kind::months_duration))
        return MonthsDuration{a.months().months - b.months().months};
    const bool duration_b = b.is(Kind::days_duration) || b.is(Kind::months_duration);
    if ((is_moment(a) && duration_b) || (a.is(Kind::time) && b.is(Kind::days_duration)))
        return shift(m, a, b, true);
    return no_such(m, a, b);
}

}  // namespace

Value arithmetic(Machine& m, Op op, const Value& a, const Value& b) {
    if (a.is(Kind::number) && b.is(Kind::number))
        return number_arithmetic(m, op, a.number(), b.number());
    if (op == Op::add) return add_values(m, a, b);
    if (op == Op::subtract) return subtract_values(m, a, b);
    const bool duration_a = a.is(Kind::days_duration) || a.is(Kind::months_duration);
    const bool duration_b = b.is(Kind::days_duration) || b.is(Kind::months_duration);
    if (op == Op::multiply) {
        if (duration_a && b.is(Kind::number)) return scale(m, a, b.number());
        if (duration_b && a.is(Kind::number)) return scale(m, b, a.number());
    }
    if (op == Op::divide) {
        if (duration_a && b.is(Kind::number)) return scale(m, a, divide(Number(1), b.number()));
        if (a.is(Kind::days_duration) && b.is(Kind::days_duration))
            return from(m, divide(total_seconds(a.days()), total_seconds(b.days())));
        if (a.is(Kind::months_duration) && b.is(Kind::months_duration))
            return from(m, divide(Number(a.months().months), Number(b.months().months)));
    }
    return no_such(m, a, b);
}

Value negate(Machine& m, const Value& a) {
    switch (a.kind()) {
        case Kind::number:
            return a.number().negated();
        case Kind::days_duration:
            return negated(a.days());
        case Kind::months_duration:
            return MonthsDuration{-a.months().months};
        default:
            return m.null("只有数和时长可以取负", "only numbers and durations can be negated");
    }
}

std::optional<Value> make_range(Value low, Value high, std::uint8_t flags) {
    if (low.is(Kind::list) || high.is(Kind::list) || low.is(Kind::context) ||
        high.is(Kind::context) || low.is(Kind::boolean) || high.is(Kind::boolean) ||
        low.is(Kind::function) || high.is(Kind::function))
        return std::nullopt;
    if (!low.is_null() && !high.is_null() && low.kind() != high.kind()) return std::nullopt;
    auto* range = new Range;
    Value result(Kind::range, range);
    range->low_closed = (flags & 1) != 0;
    range->high_closed = (flags & 2) != 0;
    range->low = std::move(low);
    range->high = std::move(high);
    return result;
}

Value temporal_of_text(std::string_view text) {
    if (const auto d = parse_date(text)) return *d;
    if (const auto t = parse_time(text)) return *t;
    if (const auto t = parse_date_time(text)) return *t;
    if (const auto d = parse_months_duration(text)) return *d;
    if (const auto d = parse_days_duration(text)) return *d;
    return {};
}

namespace {

std::optional<Value> date_property(FeelDate date, const std::string& name) {
    const auto c = date.calendar();
    if (name == "year") return Value(Number(c.year));
    if (name == "month") return Value(Number(c.month));
    if (name == "day") return Value(Number(c.day));
    if (name == "weekday") return Value(Number(date.weekday()));
    return std::nullopt;
}

std::optional<Value> time_property(FeelTime time, FeelDate day, const std::string& name) {
    const std::int64_t s = time.nanos / second_ns;
    if (name == "hour") return Value(Number(s / 3600));
    if (name == "minute") return Value(Number(s / 60 % 60));
    if (name == "second") return Value(Number(s % 60));
    if (name == "time offset") {
        const auto offset = offset_at(time.zone, day, time.nanos);
        return offset ? Value(DaysDuration{*offset, 0}) : Value();
    }
    if (name == "timezone")
        return time.zone.kind == Zone::Kind::named ? Value(zone_name(time.zone)) : Value();
    return std::nullopt;
}

std::optional<Value> range_property(const Range& r, const std::string& name) {
    if (name == "start") return r.low;
    if (name == "end") return r.high;
    if (name == "start included") return Value(r.low_closed && !r.low_unbounded);
    if (name == "end included") return Value(r.high_closed && !r.high_unbounded);
    return std::nullopt;
}

std::optional<Value> days_property(DaysDuration d, const std::string& name) {
    const bool negative = d.seconds < 0;
    if (negative) d = negated(d);
    const auto signed_value = [&](std::int64_t n) { return Value(Number(negative ? -n : n)); };
    if (name == "days") return signed_value(d.seconds / 86'400);
    if (name == "hours") return signed_value(d.seconds / 3600 % 24);
    if (name == "minutes") return signed_value(d.seconds / 60 % 60);
    if (name == "seconds") {
        const Number rest = total_seconds({d.seconds % 60, d.nanos});
        return Value(negative ? rest.negated() : rest);
    }
    return std::nullopt;
}

}  // namespace

std::optional<Value> property_of(const Value& value, const std::string& name) {
    switch (value.kind()) {
        case Kind::date:
            return date_property(value.date(), name);
        case Kind::time:
            return time_property(value.time(), {0}, name);
        case Kind::date_time: {
            const auto& t = value.date_time();
            if (const auto found = date_property(t.date, name)) return found;
            return time_property(t.time, t.date, name);
        }
        case Kind::months_duration:
            if (name == "years") return Value(Number(value.months().months / 12));
            if (name == "months") return Value(Number(value.months().months % 12));
            return std::nullopt;
        case Kind::days_duration:
            return days_property(value.days(), name);
        case Kind::range:
            return range_property(value.range(), name);
        default:
            return std::nullopt;
    }
}

std::optional<bool> satisfies(const Value& input, const Value& test) {
    if (test.is(Kind::range) && !input.is(Kind::range)) return contains(test.range(), input);
    if (test.is(Kind::list)) {
        if (input.is(Kind::list) && equal(input, test).value_or(false)) return true;
        bool unknown = false;
        for (const auto& item : test.items()) {
            const auto one = item.is(Kind::list) ? equal(input, item) : satisfies(input, item);
            if (one.value_or(false)) return true;
            unknown = unknown || (!one && item.is(Kind::range));
        }
        if (unknown) return std::nullopt;
        return false;
    }
    return equal(input, test);
}

}  // namespace linli::decision
