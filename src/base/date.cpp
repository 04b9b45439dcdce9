#include "base/date.hpp"

#include <fmt/format.h>

#include "base/refusal.hpp"

namespace linli {

namespace {

constexpr std::int64_t us_per_day = days(1).value;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

Refusal malformed_date() {
    return {RefusalKind::unprocessable,
            "date.malformed",
            {"日期格式不正确，请写成 年-月-日，例如 2026-01-31",
             "The date is not readable; write year-month-day, such as 2026-01-31"}};
}

int digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') throw malformed_date();
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

Date Date::of(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    const year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                             std::chrono::day{day}};
    if (year < 1 || year > 9999 || !ymd.ok()) {
        throw Refusal(RefusalKind::unprocessable, "date.impossible",
                      {fmt::format("日历上没有 {} 年 {} 月 {} 日，请核对", year, month, day),
                       fmt::format("There is no {:04}-{:02}-{:02} in the calendar; please check it",
                                   year, month, day)});
    }
    return {static_cast<std::int32_t>(sys_days{ymd}.time_since_epoch().count())};
}

std::string to_text(Date d) {
    const auto ymd = d.ymd();
    return fmt::format("{:04}-{:02}-{:02}", int{ymd.year()}, unsigned{ymd.month()},
                       unsigned{ymd.day()});
}

Date date_from_text(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') throw malformed_date();
    return Date::of(digits(iso.substr(0, 4)), static_cast<unsigned>(digits(iso.substr(5, 2))),
                    static_cast<unsigned>(digits(iso.substr(8, 2))));
}

int iso_weekday(Date d) {
    const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{d.days}}};
    return static_cast<int>(weekday.iso_encoding());
}

Date date_in_china(Instant t) {
    return {static_cast<std::int32_t>(floor_divide((t + china_offset).us, us_per_day))};
}

int minute_of_day_in_china(Instant t) {
    const std::int64_t local = (t + china_offset).us;
    const std::int64_t since_midnight = local - floor_divide(local, us_per_day) * us_per_day;
    return static_cast<int>(since_midnight / minutes(1).value);
}

Instant midnight_in_china(Date d) {
    return Instant{d.days * us_per_day} - china_offset;
}

}  // namespace linli
