#include "kernel/decision/value.hpp"

#include <algorithm>

#include "kernel/decision/function.hpp"

namespace linli::decision {

Value::Value(const FeelDateTime& t) : Value(Kind::date_time, new DateTimeBox(t)) {}
Value::Value(std::string text) : Value(Kind::string, new Text(std::move(text))) {}
Value::Value(std::vector<Value> items) : Value(Kind::list, new List(std::move(items))) {}

const Function& Value::function() const {
    return *static_cast<const Function*>(payload_.shared);
}

const Value* Context::find(std::string_view name) const {
    for (const auto& [key, value] : entries)
        if (key == name) return &value;
    return nullptr;
}

void Context::put(std::string_view name, Value value) {
    for (auto& [key, old] : entries) {
        if (key == name) {
            old = std::move(value);
            return;
        }
    }
    entries.emplace_back(std::string(name), std::move(value));
}

Value Context::make(std::vector<std::pair<std::string, Value>> entries) {
    auto* context = new Context;
    context->entries = std::move(entries);
    return Value(Kind::context, context);
}

namespace {

template <class T>
int three_way(const T& a, const T& b) {
    return a < b ? -1 : b < a ? 1 : 0;
}

std::optional<bool> all_equal(const std::vector<Value>& a, const std::vector<Value>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto same = equal(a[i], b[i]);
        if (!same || !*same) return same;
    }
    return true;
}

std::optional<bool> all_equal(const Context& a, const Context& b) {
    if (a.entries.size() != b.entries.size()) return false;
    for (const auto& [key, value] : a.entries) {
        const Value* other = b.find(key);
        if (!other) return false;
        const auto same = equal(value, *other);
        if (!same || !*same) return same;
    }
    return true;
}

std::optional<bool> same_range(const Range& a, const Range& b) {
    if (a.form != b.form || a.low_closed != b.low_closed || a.high_closed != b.high_closed ||
        a.low_unbounded != b.low_unbounded || a.high_unbounded != b.high_unbounded)
        return false;
    const auto low = equal(a.low, b.low);
    if (!low || !*low) return low;
    return equal(a.high, b.high);
}

// A wall clock with a zone and one without do not compare.
bool comparable(Zone a, Zone b) {
    return (a.kind == Zone::Kind::local) == (b.kind == Zone::Kind::local);
}

bool same_zone(Zone a, Zone b) {
    return a.kind == b.kind && a.offset_s == b.offset_s && a.name == b.name;
}

bool same_time(FeelTime a, FeelTime b) {
    return a.nanos == b.nanos && same_zone(a.zone, b.zone);
}

}  // namespace

std::optional<bool> equal(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    if (a.kind() != b.kind()) return std::nullopt;
    switch (a.kind()) {
        case Kind::boolean:
            return a.boolean() == b.boolean();
        case Kind::string:
            return a.text() == b.text();
        case Kind::list:
            return all_equal(a.items(), b.items());
        case Kind::context:
            return all_equal(a.context(), b.context());
        case Kind::range:
            return same_range(a.range(), b.range());
        case Kind::function:
            return &a.function() == &b.function();
        default:
            break;
    }
    // Times are equal when their whole seconds are (10.3.2.3.4): fractions only order them.
    if (a.is(Kind::time) && comparable(a.time().zone, b.time().zone))
        return on_line(a.time()).seconds == on_line(b.time()).seconds;
    if (a.is(Kind::date_time) && comparable(a.date_time().time.zone, b.date_time().time.zone))
        return on_line(a.date_time()).seconds == on_line(b.date_time()).seconds;
    const auto result = order(a, b);
    if (!result) return std::nullopt;
    return *result == 0;
}

std::optional<int> order(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) {
        // A date compares with an instant as its midnight UTC.
        if (a.is(Kind::date) && b.is(Kind::date_time))
            return three_way(on_line({a.date(), {}}), on_line(b.date_time()));
        if (a.is(Kind::date_time) && b.is(Kind::date))
            return three_way(on_line(a.date_time()), on_line({b.date(), {}}));
        return std::nullopt;
    }
    switch (a.kind()) {
        case Kind::number:
            return compare(a.number(), b.number());
        case Kind::string: {
            const int c = a.text().compare(b.text());
            return c < 0 ? -1 : c > 0 ? 1 : 0;
        }
        case Kind::date:
            return three_way(a.date().days, b.date().days);
        case Kind::time:
            if (!comparable(a.time().zone, b.time().zone)) return std::nullopt;
            return three_way(on_line(a.time()), on_line(b.time()));
        case Kind::date_time:
            if (!comparable(a.date_time().time.zone, b.date_time().time.zone)) return std::nullopt;
            return three_way(on_line(a.date_time()), on_line(b.date_time()));
        case Kind::days_duration:
            if (a.days().seconds != b.days().seconds)
                return three_way(a.days().seconds, b.days().seconds);
            return three_way(a.days().nanos, b.days().nanos);
        case Kind::months_duration:
            return three_way(a.months().months, b.months().months);
        default:
            return std::nullopt;
    }
}

bool identical(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) return false;
    if (a.is(Kind::time)) return same_time(a.time(), b.time());
    if (a.is(Kind::date_time))
        return a.date_time().date.days == b.date_time().date.days &&
               same_time(a.date_time().time, b.date_time().time);
    if (a.is(Kind::list)) {
        if (a.items().size() != b.items().size()) return false;
        for (std::size_t i = 0; i < a.items().size(); ++i)
            if (!identical(a.items()[i], b.items()[i])) return false;
        return true;
    }
    return equal(a, b).value_or(false);
}

std::optional<bool> contains(const Range& range, const Value& value) {
    if (range.form != Range::Form::interval) {
        const auto same = equal(range.low, value);
        if (!same) return std::nullopt;
        return *same == (range.form == Range::Form::equals);
    }
    if (value.is_null()) return std::nullopt;
    bool inside = true;
    if (!range.low_unbounded) {
        const auto c = order(value, range.low);
        if (!c) return std::nullopt;
        inside = *c > 0 || (*c == 0 && range.low_closed);
    }
    if (!range.high_unbounded) {
        const auto c = order(value, range.high);
        if (!c) return std::nullopt;
        inside = inside && (*c < 0 || (*c == 0 && range.high_closed));
    }
    return inside;
}

namespace {

void include(Extent& whole, const Value& part) {
    const Extent e = extent_of(part);
    constexpr std::uint32_t weight_max = 0xFFFF'FFFF;
    whole.weight = e.weight > weight_max - whole.weight ? weight_max : whole.weight + e.weight;
    whole.depth = std::max(whole.depth, e.depth + 1);
}

}  // namespace

Extent extent_of(const Value& value) {
    if (value.is(Kind::string))
        return {1 + static_cast<std::uint32_t>(
                        std::min<std::size_t>(value.text().size() / 64, 1 << 30)),
                0};
    if (!value.is_shared() || value.is(Kind::date_time)) return {};
    const std::uint64_t known = value.shared().extent.load(std::memory_order_relaxed);
    if (known != 0)
        return {static_cast<std::uint32_t>(known), static_cast<std::uint32_t>(known >> 32)};
    Extent e;
    if (value.is(Kind::list)) {
        for (const auto& item : value.items()) {
            if (item.is_shared()) {
                include(e, item);
            } else {
                ++e.weight;
                e.depth = std::max(e.depth, 1u);
            }
        }
    } else if (value.is(Kind::context)) {
        for (const auto& [name, member] : value.context().entries)
            include(e, member);
    } else if (value.is(Kind::range)) {
        include(e, value.range().low);
        include(e, value.range().high);
    } else {
        for (const auto& captured : value.function().captured)
            include(e, captured);
    }
    value.shared().extent.store(std::uint64_t{e.depth} << 32 | e.weight, std::memory_order_relaxed);
    return e;
}

std::string_view kind_name(Kind kind) {
    switch (kind) {
        case Kind::null:
            return "null";
        case Kind::boolean:
            return "boolean";
        case Kind::number:
            return "number";
        case Kind::date:
            return "date";
        case Kind::time:
            return "time";
        case Kind::days_duration:
            return "days and time duration";
        case Kind::months_duration:
            return "years and months duration";
        case Kind::string:
            return "string";
        case Kind::date_time:
            return "date and time";
        case Kind::list:
            return "list";
        case Kind::context:
            return "context";
        case Kind::range:
            return "range";
        case Kind::function:
            return "function";
    }
    return "null";
}

namespace {

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string display_range(const Range& r) {
    if (r.form != Range::Form::interval)
        return (r.form == Range::Form::equals ? "=" : "!=") + display(r.low, true);
    if (r.low_unbounded && r.high_unbounded) return "(null..null)";
    if (r.low_unbounded) return (r.high_closed ? "<=" : "<") + display(r.high, true);
    if (r.high_unbounded) return (r.low_closed ? ">=" : ">") + display(r.low, true);
    return (r.low_closed ? "[" : "(") + display(r.low, true) + ".." + display(r.high, true) +
           (r.high_closed ? "]" : ")");
}

}  // namespace

std::string display(const Value& value, bool quote) {
    switch (value.kind()) {
        case Kind::null:
            return "null";
        case Kind::boolean:
            return value.boolean() ? "true" : "false";
        case Kind::number:
            return value.number().text();
        case Kind::date:
            return to_text(value.date());
        case Kind::time:
            return to_text(value.time());
        case Kind::date_time:
            return to_text(value.date_time());
        case Kind::days_duration:
            return to_text(value.days());
        case Kind::months_duration:
            return to_text(value.months());
        case Kind::string:
            return quote ? quoted(value.text()) : value.text();
        case Kind::range:
            return display_range(value.range());
        case Kind::function:
            return "function";
        case Kind::list: {
            std::string out = "[";
            for (const auto& item : value.items())
                out += (out.size() > 1 ? ", " : "") + display(item, true);
            return out + ']';
        }
        case Kind::context: {
            std::string out = "{";
            for (const auto& [key, item] : value.context().entries)
                out += (out.size() > 1 ? ", " : "") + key + ": " + display(item, true);
            return out + '}';
        }
    }
    return "";
}

}  // namespace linli::decision
