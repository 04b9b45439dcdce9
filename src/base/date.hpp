// Legal dates: a day without a time of day. Arithmetic is std::chrono's; this adds text and zones.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace linli {

// Days since 1970-01-01 in the proleptic Gregorian calendar.
struct Date {
    std::int32_t days = 0;
    auto operator<=>(const Date&) const = default;

    static Date of(int year, unsigned month, unsigned day);  // throws Refusal `date.impossible`
    std::chrono::year_month_day ymd() const {
        return std::chrono::sys_days{std::chrono::days{days}};
    }
};
constexpr Date operator+(Date d, int n) {
    return {d.days + n};
}

std::string to_text(Date d);                // 2026-01-31
Date date_from_text(std::string_view iso);  // throws Refusal `date.malformed`
// Monday = 1 ... Sunday = 7 (ISO 8601).
int iso_weekday(Date d);

// China has kept one zone, UTC+8, without daylight saving since 1991.
inline constexpr Micros china_offset = hours(8);
Date date_in_china(Instant t);
// Minutes since local midnight in China, 0 to 1439.
int minute_of_day_in_china(Instant t);
Instant midnight_in_china(Date d);

}  // namespace linli
