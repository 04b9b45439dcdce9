#include "base/clock.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/date.hpp"
#include "base/refusal.hpp"

namespace linli {

namespace {

Refusal malformed_time() {
    return {RefusalKind::unprocessable,
            "time.malformed",
            {"时间格式不正确，请写成带时区的时间，例如 2026-01-31T08:00:00+08:00",
             "The time is not readable; write it with its offset, such as 2026-01-31T08:00:00Z"}};
}

// Takes exactly `count` digits off the front.
int take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) throw malformed_time();
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') throw malformed_time();
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

void take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) throw malformed_time();
    text.remove_prefix(1);
}

// Digits beyond the sixth are cut off: they are below our resolution.
std::int64_t take_fraction_us(std::string_view& text) {
    if (text.empty() || text.front() != '.') return 0;
    text.remove_prefix(1);
    std::int64_t us = 0;
    int digits = 0;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1)) {
        if (++digits <= 6) us = us * 10 + (text.front() - '0');
    }
    if (digits == 0) throw malformed_time();
    for (; digits < 6; ++digits)
        us *= 10;
    return us;
}

Micros take_offset(std::string_view& text) {
    if (text.empty()) throw malformed_time();
    const char sign = text.front();
    take(text, "Zz+-");
    if (sign == 'Z' || sign == 'z') return {0};
    const int hour = take_digits(text, 2);
    take(text, ":");
    const int minute = take_digits(text, 2);
    if (hour > 23 || minute > 59) throw malformed_time();
    const Micros offset = minutes(hour * 60 + minute);
    return sign == '-' ? Micros{-offset.value} : offset;
}

}  // namespace

std::string to_text(Instant t) {
    const std::int64_t day_us = days(1).value;
    const std::int64_t day = t.us / day_us - (t.us % day_us < 0 ? 1 : 0);
    const std::int64_t us = t.us - day * day_us;
    const std::int64_t second = us / 1'000'000;
    std::string text =
        fmt::format("{}T{:02}:{:02}:{:02}", to_text(Date{static_cast<std::int32_t>(day)}),
                    second / 3600, second / 60 % 60, second % 60);
    if (us % 1'000'000 != 0) text += fmt::format(".{:06}", us % 1'000'000);
    return text + "Z";
}

Instant instant_from_text(std::string_view text) {
    if (text.size() < 20 || text.size() > 40) throw malformed_time();
    const int year = take_digits(text, 4);
    take(text, "-");
    const int month = take_digits(text, 2);
    take(text, "-");
    const int day = take_digits(text, 2);
    take(text, "Tt ");
    const int hour = take_digits(text, 2);
    take(text, ":");
    const int minute = take_digits(text, 2);
    take(text, ":");
    const int second = take_digits(text, 2);
    const std::int64_t fraction = take_fraction_us(text);
    const Micros offset = take_offset(text);
    // A leap second (:60) counts as the first second of the next minute, as POSIX does.
    if (!text.empty() || hour > 23 || minute > 59 || second > 60) throw malformed_time();
    const Date date = Date::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    return Instant{0} + Micros{days(date.days).value + hours(hour).value + minutes(minute).value +
                               seconds(second).value + fraction - offset.value};
}

Instant SystemClock::now() const {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
}

}  // namespace linli
