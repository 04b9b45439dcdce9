// Functions of dates and times (DMN 1.5, 10.3.4.6 and 10.3.4.11).
#include <array>

#include "kernel/decision/built_in.hpp"

namespace linli::decision {

namespace {

// A value that is not named is null.
Value is_same(Machine& m, Arguments a) {
    if (a.count < 2 && a.signature == Arguments::any_signature) return wrong_type(m, "is");
    if (a.count < 2) return Value(a[0].is_null());
    return Value(identical(a[0], a[1]));
}

FeelDateTime current(const Machine& m) {
    const std::int64_t us = m.now_us();
    const std::int64_t seconds = us / 1'000'000 - (us % 1'000'000 < 0 ? 1 : 0);
    return from_line({seconds, static_cast<std::int32_t>((us - seconds * 1'000'000) * 1000)},
                     {Zone::Kind::offset, 0, 0});
}
Value now(Machine& m, Arguments) {
    return current(m);
}
Value today(Machine& m, Arguments) {
    return current(m).date;
}

template <class F>
Value of_date(Machine& m, Arguments a, std::string_view name, F f) {
    const Value& v = unwrapped(a[0]);
    if (v.is(Kind::date)) return f(v.date());
    if (v.is(Kind::date_time)) return f(v.date_time().date);
    return wrong_type(m, name);
}

Value day_of_year(Machine& m, Arguments a) {
    return of_date(m, a, "day of year", [](FeelDate d) { return Value(Number(d.day_of_year())); });
}
Value week_of_year(Machine& m, Arguments a) {
    return of_date(m, a, "week of year",
                   [](FeelDate d) { return Value(Number(d.week_of_year())); });
}
Value day_of_week(Machine& m, Arguments a) {
    static constexpr std::array<const char*, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                      "Friday", "Saturday", "Sunday"};
    return of_date(m, a, "day of week", [](FeelDate d) {
        return Value(std::string(names[static_cast<std::size_t>(d.weekday() - 1)]));
    });
}
Value month_of_year(Machine& m, Arguments a) {
    static constexpr std::array<const char*, 12> names{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return of_date(m, a, "month of year", [](FeelDate d) {
        return Value(std::string(names[static_cast<std::size_t>(d.calendar().month - 1)]));
    });
}
Value last_day_of_month(Machine& m, Arguments a) {
    return of_date(m, a, "last day of month", [](FeelDate d) {
        const auto c = d.calendar();
        const auto first = FeelDate::of(c.year, c.month, 1);
        const auto next = add_months(*first, 1);
        return Value(Number(next ? next->days - first->days : 31));
    });
}

constexpr std::array<BuiltIn, 8> functions{{
    {"is", "value1?,value2?", is_same},
    {"now", "", now},
    {"today", "", today},
    {"day of year", "date", day_of_year},
    {"day of week", "date", day_of_week},
    {"month of year", "date", month_of_year},
    {"week of year", "date", week_of_year},
    {"last day of month", "date", last_day_of_month},
}};

}  // namespace

std::span<const BuiltIn> temporal_functions() {
    return functions;
}

}  // namespace linli::decision
