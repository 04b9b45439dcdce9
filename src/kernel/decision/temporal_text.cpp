// The texts of dates, times and durations: ISO 8601 as XML Schema part 2 restricts it.
#include <array>
#include <cstdio>

#include "kernel/decision/temporal.hpp"

namespace linli::decision {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Exactly `count` digits from the front.
std::optional<int> digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int n = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_digit(text[i])) return std::nullopt;
        n = n * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return n;
}

bool skip(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<FeelDate> take_date(std::string_view& text) {
    const bool negative = skip(text, '-');
    std::size_t length = 0;
    while (length < text.size() && is_digit(text[length]))
        ++length;
    // Four digits, or as many as needed without leading zeros.
    if (length < 4 || length > 9 || (length > 4 && text[0] == '0')) return std::nullopt;
    const int year = *digits(text, length);
    if (!skip(text, '-')) return std::nullopt;
    const auto month = digits(text, 2);
    if (!month || !skip(text, '-')) return std::nullopt;
    const auto day = digits(text, 2);
    if (!day) return std::nullopt;
    return FeelDate::of(negative ? -year : year, *month, *day);
}

// A fraction after the point, in nanoseconds; further digits are cut.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
    std::int64_t nanos = 0, unit = second_ns / 10;
    std::size_t count = 0;
    for (; count < text.size() && is_digit(text[count]); ++count) {
        nanos += unit * (text[count] - '0');
        unit /= 10;
    }
    if (count == 0) return std::nullopt;
    text.remove_prefix(count);
    return nanos;
}

std::string two(std::int64_t n) {
    return (n < 10 ? "0" : "") + std::to_string(n);
}

std::string fraction_text(std::int64_t nanos) {
    if (nanos == 0) return "";
    std::string text = std::to_string(second_ns + nanos);
    text[0] = '.';
    while (text.back() == '0')
        text.pop_back();
    return text;
}

struct DurationPart {
    std::int64_t value = 0;
    std::int64_t nanos = 0;
    char unit = 0;
};

// One "12D" or "1.5S"; the bound keeps every sum within 64 bits.
std::optional<DurationPart> take_part(std::string_view& text) {
    DurationPart part;
    std::size_t count = 0;
    for (; count < text.size() && is_digit(text[count]); ++count) {
        if (count > 17) return std::nullopt;
        part.value = part.value * 10 + (text[count] - '0');
    }
    if (count == 0) return std::nullopt;
    text.remove_prefix(count);
    bool fraction = false;
    if (skip(text, '.')) {
        // "PT0.S" is in order: digits after the point may be missing.
        part.nanos = take_fraction(text).value_or(0);
        fraction = true;
    }
    if (text.empty()) return std::nullopt;
    part.unit = text[0];
    text.remove_prefix(1);
    if (fraction && part.unit != 'S') return std::nullopt;
    return part;
}

}  // namespace

std::optional<FeelDate> parse_date(std::string_view text) {
    const auto date = take_date(text);
    if (!date || !text.empty()) return std::nullopt;
    return date;
}

std::optional<FeelTime> parse_time(std::string_view text) {
    const auto hour = digits(text, 2);
    if (!hour || *hour > 23 || !skip(text, ':')) return std::nullopt;
    const auto minute = digits(text, 2);
    if (!minute || *minute > 59 || !skip(text, ':')) return std::nullopt;
    const auto second = digits(text, 2);
    if (!second || *second > 59) return std::nullopt;
    FeelTime time{(*hour * 3600LL + *minute * 60LL + *second) * second_ns, {}};
    if (skip(text, '.')) {
        const auto nanos = take_fraction(text);
        if (!nanos) return std::nullopt;
        time.nanos += *nanos;
    }
    if (text.empty()) return time;
    const auto zone = parse_zone(text);
    if (!zone) return std::nullopt;
    time.zone = *zone;
    return time;
}

std::optional<FeelDateTime> parse_date_time(std::string_view text) {
    const auto date = take_date(text);
    if (!date) return std::nullopt;
    if (text.empty()) return FeelDateTime{*date, {}};
    if (!skip(text, 'T')) return std::nullopt;
    const auto time = parse_time(text);
    if (!time) return std::nullopt;
    return FeelDateTime{*date, *time};
}

std::optional<DaysDuration> parse_days_duration(std::string_view text) {
    const bool negative = skip(text, '-');
    if (!skip(text, 'P') || text.empty()) return std::nullopt;
    static constexpr std::string_view order = "DTHMS";
    std::size_t last = 0;
    DaysDuration d;
    bool in_time = false;
    while (!text.empty()) {
        if (!in_time && skip(text, 'T')) {
            in_time = true;
            if (text.empty()) return std::nullopt;
            last = 1;
            continue;
        }
        const auto part = take_part(text);
        if (!part) return std::nullopt;
        const auto at = order.find(part->unit);
        if (at == std::string_view::npos || part->unit == 'T' || (in_time != (at > 0)) ||
            (last != 0 && at <= last) || (!in_time && last == 0 && at != 0))
            return std::nullopt;
        static constexpr std::array<std::int64_t, 5> seconds{86'400, 0, 3600, 60, 1};
        if (part->value > 90'000'000'000'000'000 / seconds[at]) return std::nullopt;
        d.seconds += part->value * seconds[at];
        d.nanos += static_cast<std::int32_t>(part->nanos);
        if (!in_time && !text.empty() && text[0] != 'T') return std::nullopt;
        last = in_time ? at : 0;
    }
    return negative ? negated(d) : d;
}

std::optional<MonthsDuration> parse_months_duration(std::string_view text) {
    const bool negative = skip(text, '-');
    if (!skip(text, 'P') || text.empty()) return std::nullopt;
    std::int64_t months = 0;
    char last = 0;
    while (!text.empty()) {
        const auto part = take_part(text);
        if (!part || (part->unit != 'Y' && part->unit != 'M') || last == 'M' ||
            part->unit == last || part->value > 90'000'000'000'000'000 / 12)
            return std::nullopt;
        months += part->unit == 'Y' ? part->value * 12 : part->value;
        last = part->unit;
    }
    return MonthsDuration{negative ? -months : months};
}

std::string to_text(FeelDate date) {
    const auto c = date.calendar();
    char year[24];
    std::snprintf(year, sizeof year, c.year < 0 ? "-%04lld" : "%04lld",
                  static_cast<long long>(c.year < 0 ? -c.year : c.year));
    return std::string(year) + '-' + two(c.month) + '-' + two(c.day);
}

std::string to_text(FeelTime time) {
    const std::int64_t s = time.nanos / second_ns;
    std::string text = two(s / 3600) + ':' + two(s / 60 % 60) + ':' + two(s % 60) +
                       fraction_text(time.nanos % second_ns);
    if (time.zone.kind == Zone::Kind::named) return text + '@' + zone_name(time.zone);
    if (time.zone.kind == Zone::Kind::local) return text;
    const int offset = time.zone.offset_s;
    if (offset == 0) return text + 'Z';
    const int o = offset < 0 ? -offset : offset;
    text += (offset < 0 ? '-' : '+') + two(o / 3600) + ':' + two(o / 60 % 60);
    if (o % 60 != 0) text += ':' + two(o % 60);
    return text;
}

std::string to_text(const FeelDateTime& t) {
    return to_text(t.date) + 'T' + to_text(t.time);
}

std::string to_text(DaysDuration d) {
    const bool negative = d.seconds < 0;
    if (negative) d = negated(d);
    if (d.seconds == 0 && d.nanos == 0) return "PT0S";
    std::string text = negative ? "-P" : "P";
    if (d.seconds >= 86'400) text += std::to_string(d.seconds / 86'400) + 'D';
    const std::int64_t rest = d.seconds % 86'400;
    if (rest == 0 && d.nanos == 0) return text;
    text += 'T';
    if (rest >= 3600) text += std::to_string(rest / 3600) + 'H';
    if (rest / 60 % 60 != 0) text += std::to_string(rest / 60 % 60) + 'M';
    if (rest % 60 != 0 || d.nanos != 0)
        text += std::to_string(rest % 60) + fraction_text(d.nanos) + 'S';
    return text;
}

std::string to_text(MonthsDuration d) {
    if (d.months == 0) return "P0M";
    const std::int64_t m = d.months < 0 ? -d.months : d.months;
    std::string text = d.months < 0 ? "-P" : "P";
    if (m >= 12) text += std::to_string(m / 12) + 'Y';
    if (m % 12 != 0) text += std::to_string(m % 12) + 'M';
    return text;
}

}  // namespace linli::decision
