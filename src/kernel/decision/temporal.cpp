#include "kernel/decision/temporal.hpp"

#include <array>

namespace linli::decision {

namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

bool is_leap(std::int64_t y) {
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}
int days_in_month(std::int64_t y, int m) {
    static constexpr std::array<int, 13> days{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && is_leap(y) ? 29 : days[static_cast<std::size_t>(m)];
}

// Howard Hinnant's days_from_civil, in 64 bits.
std::int64_t days_from(std::int64_t y, int m, int d) {
    y -= m <= 2;
    const std::int64_t era = floor_div(y, 400);
    const std::int64_t yoe = y - era * 400;
    const std::int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

}  // namespace

std::optional<FeelDate> FeelDate::of(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (year < -year_max || year > year_max || month < 1 || month > 12 || day < 1)
        return std::nullopt;
    if (day > days_in_month(year, static_cast<int>(month))) return std::nullopt;
    return FeelDate{days_from(year, static_cast<int>(month), static_cast<int>(day))};
}

CalendarDay FeelDate::calendar() const {
    const std::int64_t z = days + 719468;
    const std::int64_t era = floor_div(z, 146097);
    const std::int64_t doe = z - era * 146097;
    const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const std::int64_t mp = (5 * doy + 2) / 153;
    const int d = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
    const int m = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
    return {yoe + era * 400 + (m <= 2 ? 1 : 0), m, d};
}

int FeelDate::weekday() const {
    const std::int64_t shifted = days + 3;  // 1970-01-01 was a Thursday
    return static_cast<int>(shifted - floor_div(shifted, 7) * 7) + 1;
}
int FeelDate::day_of_year() const {
    return static_cast<int>(days - days_from(calendar().year, 1, 1)) + 1;
}
int FeelDate::week_of_year() const {
    // The week belongs to the year that holds its Thursday.
    const FeelDate thursday{days + 4 - weekday()};
    return (thursday.day_of_year() - 1) / 7 + 1;
}

bool in_range(FeelDate date) {
    static const std::int64_t first = days_from(-year_max, 1, 1),
                              last = days_from(year_max, 12, 31);
    return date.days >= first && date.days <= last;
}

LinePoint on_line(const FeelDateTime& t) {
    const std::int32_t offset = offset_at(t.time.zone, t.date, t.time.nanos).value_or(0);
    return {t.date.days * 86'400 + t.time.nanos / second_ns - offset,
            static_cast<std::int32_t>(t.time.nanos % second_ns)};
}
LinePoint on_line(FeelTime t) {
    return on_line(FeelDateTime{{0}, t});
}

FeelDateTime from_line(LinePoint p, Zone zone) {
    const auto at = [&](std::int32_t offset) {
        const std::int64_t local = p.seconds + offset;
        const std::int64_t day = floor_div(local, 86'400);
        return FeelDateTime{{day}, {(local - day * 86'400) * second_ns + p.nanos, zone}};
    };
    if (zone.kind == Zone::Kind::local) return at(0);
    if (zone.kind == Zone::Kind::offset) return at(zone.offset_s);
    // The offset depends on the wall clock that it yields: settle in two steps.
    auto t = at(0);
    for (int step = 0; step < 2; ++step)
        t = at(offset_at(zone, t.date, t.time.nanos).value_or(0));
    return t;
}

std::optional<FeelDate> add_months(FeelDate date, std::int64_t months) {
    if (months > year_max * 24 || months < -year_max * 24) return std::nullopt;
    const auto c = date.calendar();
    const std::int64_t total = c.year * 12 + (c.month - 1) + months;
    const std::int64_t year = floor_div(total, 12);
    const int month = static_cast<int>(total - year * 12) + 1;
    if (year < -year_max || year > year_max) return std::nullopt;
    // The last day of a shorter month stands in for days that it lacks.
    const int day = c.day < days_in_month(year, month) ? c.day : days_in_month(year, month);
    return FeelDate{days_from(year, month, day)};
}

std::optional<FeelDateTime> add_duration(const FeelDateTime& t, DaysDuration d) {
    constexpr std::int64_t bound = year_max * 2 * 366 * 86'400;
    if (d.seconds > bound || d.seconds < -bound) return std::nullopt;
    // On the wall clock without a zone, on the time line with one.
    LinePoint p = on_line(t);
    p.seconds += d.seconds;
    p.nanos += d.nanos;
    if (p.nanos >= second_ns) {
        p.nanos -= static_cast<std::int32_t>(second_ns);
        ++p.seconds;
    }
    const auto result = from_line(p, t.time.zone);
    if (!in_range(result.date)) return std::nullopt;
    return result;
}

FeelTime add_duration(FeelTime t, DaysDuration d) {
    const std::int64_t within = d.seconds - floor_div(d.seconds, 86'400) * 86'400;
    std::int64_t nanos = t.nanos + within * second_ns + d.nanos;
    nanos -= floor_div(nanos, day_ns) * day_ns;
    return {nanos, t.zone};
}

DaysDuration between(LinePoint from, LinePoint to) {
    DaysDuration d{to.seconds - from.seconds, to.nanos - from.nanos};
    if (d.nanos < 0) {
        d.nanos += static_cast<std::int32_t>(second_ns);
        --d.seconds;
    }
    return d;
}

MonthsDuration months_between(const FeelDateTime& from, const FeelDateTime& to) {
    const auto a = from.date.calendar(), b = to.date.calendar();
    std::int64_t months = (b.year - a.year) * 12 + (b.month - a.month);
    // Only days count, not the times on them.
    if (months > 0 && a.day > b.day) --months;
    if (months < 0 && b.day > a.day) ++months;
    return {months};
}

Number total_seconds(DaysDuration d) {
    const auto fraction = divide(Number(d.nanos), Number(second_ns));
    return *add(Number(d.seconds), fraction.value_or(Number()));
}

std::optional<DaysDuration> duration_of_seconds(Number seconds) {
    const auto whole = seconds.rounded(0, Rounding::floor);
    if (!whole) return std::nullopt;
    const auto s = whole->to_int();
    const auto rest = subtract(seconds, *whole);
    if (!s || !rest) return std::nullopt;
    const auto nanos = multiply(*rest, Number(second_ns))->truncated();
    return DaysDuration{*s, static_cast<std::int32_t>(nanos.value_or(0))};
}

DaysDuration negated(DaysDuration d) {
    return between({d.seconds, d.nanos}, {0, 0});
}

}  // namespace linli::decision
