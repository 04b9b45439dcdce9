#include "kernel/process/iso_time.hpp"

#include <charconv>

#include "kernel/decision/temporal.hpp"

namespace linli::process {

namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t day_us = 86'400 * second_us;
constexpr std::int64_t amount_max = 1'000'000'000;  // of one part; keeps sums far from overflow

// The number before a designator, in millionths.
std::optional<std::int64_t> millionths(std::string_view digits) {
    std::int64_t whole = 0, part = 0, scale = second_us;
    const auto dot = digits.find_first_of(".,");
    const std::string_view head = digits.substr(0, dot);
    const auto [end, error] = std::from_chars(head.data(), head.data() + head.size(), whole);
    if (error != std::errc() || end != head.data() + head.size() || whole > amount_max || whole < 0)
        return std::nullopt;
    if (dot != std::string_view::npos) {
        if (dot + 1 == digits.size()) return std::nullopt;
        for (const char c : digits.substr(dot + 1)) {
            if (c < '0' || c > '9') return std::nullopt;
            scale /= 10;
            part += (c - '0') * scale;
        }
    }
    return whole * second_us + part;
}

// Adds one part such as "3D"; months count whole only.
bool add_part(IsoDuration& d, std::int64_t amount, char unit, bool in_time) {
    const bool whole = amount % second_us == 0;
    const std::int64_t n = amount / second_us;
    if (!in_time && (unit == 'Y' || unit == 'M')) {
        if (!whole) return false;
        d.months += unit == 'Y' ? n * 12 : n;
        return true;
    }
    std::int64_t seconds = 0;
    if (!in_time)
        seconds = unit == 'W' ? 7 * 86'400 : unit == 'D' ? 86'400 : 0;
    else
        seconds = unit == 'H' ? 3600 : unit == 'M' ? 60 : unit == 'S' ? 1 : 0;
    if (seconds == 0 || amount > INT64_MAX / 4 / seconds) return false;
    d.us += amount * seconds;
    return d.us < INT64_MAX / 4;
}

}  // namespace

std::optional<IsoDuration> duration_from_text(std::string_view text) {
    const bool negative = text.starts_with("-");
    if (negative) text.remove_prefix(1);
    if (text.size() < 3 || text[0] != 'P') return std::nullopt;
    IsoDuration d;
    bool in_time = false, any = false;
    for (std::size_t i = 1; i < text.size();) {
        if (text[i] == 'T' && !in_time) {
            in_time = true;
            ++i;
            continue;
        }
        const auto unit = text.find_first_not_of("0123456789.,", i);
        if (unit == std::string_view::npos || unit == i) return std::nullopt;
        const auto amount = millionths(text.substr(i, unit - i));
        if (!amount || !add_part(d, *amount, text[unit], in_time)) return std::nullopt;
        any = true;
        i = unit + 1;
    }
    if (!any || text.back() == 'T') return std::nullopt;
    if (negative) d = {-d.months, -d.us};
    return d;
}

std::string to_text(const IsoDuration& d) {
    if (d.months == 0 && d.us == 0) return "PT0S";
    const bool negative = d.months < 0 || d.us < 0;
    const std::int64_t us = negative ? -d.us : d.us;
    const std::int64_t months = negative ? -d.months : d.months;
    std::string out = negative ? "-P" : "P";
    if (months) out += std::to_string(months) + "M";
    if (us / day_us) out += std::to_string(us / day_us) + "D";
    if (const std::int64_t rest = us % day_us) {
        out += "T" + std::to_string(rest / second_us);
        if (rest % second_us) {
            const std::string part = std::to_string(second_us + rest % second_us);
            out += "." + part.substr(1);
        }
        out += "S";
    }
    return out;
}

Instant add(Instant t, const IsoDuration& d) {
    if (d.months != 0) {
        std::int64_t day = t.us / day_us, in_day = t.us % day_us;
        if (in_day < 0) --day, in_day += day_us;
        if (const auto moved = decision::add_months({day}, d.months))
            t.us = moved->days * day_us + in_day;
    }
    return {t.us + d.us};
}

std::optional<IsoCycle> cycle_from_text(std::string_view text) {
    IsoCycle out;
    if (!text.starts_with("R")) {
        const auto every = duration_from_text(text);
        if (!every) return std::nullopt;
        out.every = *every;
        return out;
    }
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const std::string_view count = text.substr(1, slash - 1);
    if (!count.empty()) {
        const auto [end, error] =
            std::from_chars(count.data(), count.data() + count.size(), out.count);
        if (error != std::errc() || end != count.data() + count.size() || out.count < -1)
            return std::nullopt;
    }
    std::string_view rest = text.substr(slash + 1);
    if (const auto second = rest.find('/'); second != std::string_view::npos) {
        out.start = date_from_text(rest.substr(0, second));
        if (!out.start) return std::nullopt;
        rest = rest.substr(second + 1);
    }
    const auto every = duration_from_text(rest);
    if (!every) return std::nullopt;
    out.every = *every;
    return out;
}

std::optional<Instant> date_from_text(std::string_view text) {
    if (const auto t = decision::parse_date_time(text)) {
        const auto p = decision::on_line(*t);
        if (p.seconds > INT64_MAX / second_us / 2 || p.seconds < INT64_MIN / second_us / 2)
            return std::nullopt;
        return Instant{p.seconds * second_us + p.nanos / 1000};
    }
    if (const auto d = decision::parse_date(text)) {
        if (d->days > INT64_MAX / day_us / 2 || d->days < INT64_MIN / day_us / 2)
            return std::nullopt;
        return Instant{d->days * day_us};
    }
    return std::nullopt;
}

}  // namespace linli::process
