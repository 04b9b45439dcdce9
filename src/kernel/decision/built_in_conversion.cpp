// Conversions (DMN 1.5, 10.3.4.1) and not().
#include <array>

#include "kernel/decision/built_in.hpp"

namespace linli::decision {

namespace {

Value date_of(Machine& m, Arguments a) {
    if (a.count == 3) {
        const auto y = whole(a[0]), mo = whole(a[1]), d = whole(a[2]);
        if (!y || !mo || !d) return wrong_type(m, "date");
        const auto date = FeelDate::of(*y, *mo, *d);
        return date ? Value(*date) : m.null("没有这一天", "there is no such day");
    }
    const Value& v = unwrapped(a[0]);
    if (v.is(Kind::date)) return v;
    if (v.is(Kind::date_time)) return v.date_time().date;
    if (!v.is(Kind::string)) return wrong_type(m, "date");
    const auto date = parse_date(v.text());
    return date ? Value(*date) : m.null("不是日期：" + v.text(), "not a date: " + v.text());
}

Value time_of_parts(Machine& m, Arguments a) {
    const auto h = whole(a[0]), mi = whole(a[1]);
    const Value& second = unwrapped(a[2]);
    if (!h || !mi || !second.is(Kind::number) || *h < 0 || *h > 23 || *mi < 0 || *mi > 59 ||
        second.number().is_negative() || compare(second.number(), Number(60)) >= 0)
        return wrong_type(m, "time");
    const auto seconds = duration_of_seconds(second.number());
    FeelTime time{(*h * 3600 + *mi * 60 + seconds->seconds) * second_ns + seconds->nanos, {}};
    if (a.count == 4 && !a[3].is_null()) {
        const Value& offset = unwrapped(a[3]);
        if (!offset.is(Kind::days_duration) || offset.days().seconds > offset_max_s ||
            offset.days().seconds < -offset_max_s)
            return wrong_type(m, "time");
        time.zone = {Zone::Kind::offset, 0, static_cast<std::int32_t>(offset.days().seconds)};
    }
    return time;
}

Value time_of(Machine& m, Arguments a) {
    if (a.count >= 3) return time_of_parts(m, a);
    const Value& v = unwrapped(a[0]);
    if (v.is(Kind::time)) return v;
    if (v.is(Kind::date_time)) return v.date_time().time;
    if (v.is(Kind::date)) return FeelTime{0, {Zone::Kind::offset, 0, 0}};
    if (!v.is(Kind::string)) return wrong_type(m, "time");
    const auto time = parse_time(v.text());
    return time ? Value(*time) : m.null("不是时间：" + v.text(), "not a time: " + v.text());
}

Value date_time_of(Machine& m, Arguments a) {
    const Value& v = unwrapped(a[0]);
    if (a.count == 2) {
        const Value& t = unwrapped(a[1]);
        if (v.is(Kind::date_time) && t.is(Kind::string)) {
            // The same instant on the clock of a zone.
            const auto zone =
                parse_zone(t.text().find('/') != std::string::npos ? "@" + t.text() : t.text());
            if (!zone) return wrong_type(m, "date and time");
            return from_line(on_line(v.date_time()), *zone);
        }
        if (!t.is(Kind::time)) return wrong_type(m, "date and time");
        if (v.is(Kind::date)) return FeelDateTime{v.date(), t.time()};
        if (v.is(Kind::date_time)) return FeelDateTime{v.date_time().date, t.time()};
        return wrong_type(m, "date and time");
    }
    if (v.is(Kind::date_time)) return v;
    if (v.is(Kind::date)) return FeelDateTime{v.date(), {0, {Zone::Kind::offset, 0, 0}}};
    if (!v.is(Kind::string)) return wrong_type(m, "date and time");
    const auto t = parse_date_time(v.text());
    return t ? Value(*t) : m.null("不是日期时间：" + v.text(), "not a date and time: " + v.text());
}

Value duration_of(Machine& m, Arguments a) {
    const Value& v = unwrapped(a[0]);
    if (v.is(Kind::days_duration) || v.is(Kind::months_duration)) return v;
    if (!v.is(Kind::string)) return wrong_type(m, "duration");
    if (const auto d = parse_months_duration(v.text())) return *d;
    if (const auto d = parse_days_duration(v.text())) return *d;
    return m.null("不是时长：" + v.text(), "not a duration: " + v.text());
}

Value months_duration_of(Machine& m, Arguments a) {
    const Value &x = unwrapped(a[0]), &y = unwrapped(a[1]);
    const auto moment = [](const Value& v) -> std::optional<FeelDateTime> {
        if (v.is(Kind::date)) return FeelDateTime{v.date(), {}};
        if (v.is(Kind::date_time)) return v.date_time();
        return std::nullopt;
    };
    const auto from = moment(x), to = moment(y);
    if (!from || !to) return wrong_type(m, "years and months duration");
    return months_between(*from, *to);
}

// "1 000,50" with its grouping and decimal separators.
Value number_of(Machine& m, Arguments a) {
    const Value& v = unwrapped(a[0]);
    if (a.count == 1 && v.is(Kind::number)) return v;
    if (!v.is(Kind::string)) return wrong_type(m, "number");
    const auto separator = [&](std::size_t i, std::string_view choices) -> std::optional<char> {
        if (i >= a.count || a[i].is_null()) return '\0';
        const Value& s = unwrapped(a[i]);
        if (!s.is(Kind::string) || s.text().size() != 1 ||
            choices.find(s.text()[0]) == std::string_view::npos)
            return std::nullopt;
        return s.text()[0];
    };
    const auto group = separator(1, " ,."), point = separator(2, ".,");
    if (!group || !point || (*group != '\0' && *group == *point)) return wrong_type(m, "number");
    std::string text;
    for (const char c : v.text()) {
        if (*group != '\0' && c == *group) continue;
        text += *point != '\0' && c == *point ? '.' : c;
    }
    const auto n = Number::parse(text);
    return n ? Value(*n) : m.null("不是数：" + v.text(), "not a number: " + v.text());
}

Value string_of(Machine&, Arguments a) {
    if (a[0].is_null()) return {};
    return Value(display(a[0]));
}

Value negation(Machine& m, Arguments a) {
    const Value& v = unwrapped(a[0]);
    if (v.is(Kind::boolean)) return Value(!v.boolean());
    return wrong_type(m, "not");
}

constexpr std::array<BuiltIn, 8> functions{{
    {"date", "from|year,month,day", date_of},
    {"time", "from|hour,minute,second,offset?", time_of},
    {"date and time", "from|date,time", date_time_of},
    {"duration", "from", duration_of},
    {"years and months duration", "from,to", months_duration_of},
    {"number", "from,grouping separator?,decimal separator?", number_of},
    {"string", "from", string_of},
    {"not", "negand", negation},
}};

}  // namespace

std::span<const BuiltIn> conversion_functions() {
    return functions;
}

}  // namespace linli::decision
