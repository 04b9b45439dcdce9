// Dates, times and durations of FEEL (DMN 1.5, 10.3.2.3): the proleptic Gregorian calendar with
// years from -999,999,999 to 999,999,999, nanoseconds, offsets to the second and IANA zones.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/decision/number.hpp"

namespace linli::decision {

inline constexpr std::int64_t year_max = 999'999'999;
inline constexpr std::int64_t day_ns = 86'400'000'000'000;
inline constexpr std::int64_t second_ns = 1'000'000'000;
inline constexpr std::int32_t offset_max_s = 18 * 3600;

struct CalendarDay {
    std::int64_t year = 1970;
    int month = 1;
    int day = 1;
};

// Days since 1970-01-01.
struct FeelDate {
    std::int64_t days = 0;
    static std::optional<FeelDate> of(std::int64_t year, std::int64_t month, std::int64_t day);
    CalendarDay calendar() const;
    int weekday() const;  // 1 Monday to 7 Sunday
    int day_of_year() const;
    int week_of_year() const;  // ISO 8601
};

// Where a wall clock hangs: nowhere, at an offset from UTC, or in a zone of the IANA database.
struct Zone {
    enum class Kind : std::uint8_t { local, offset, named };
    Kind kind = Kind::local;
    std::uint16_t name = 0;  // index of the name, see zone_name()
    std::int32_t offset_s = 0;
};
std::optional<Zone> parse_zone(std::string_view text);  // "Z", "+08:00", "@Asia/Shanghai"
std::string zone_name(Zone zone);
// Of that wall-clock time; a local one has none.
std::optional<std::int32_t> offset_at(Zone zone, FeelDate day, std::int64_t nanos);

struct FeelTime {
    std::int64_t nanos = 0;  // since midnight
    Zone zone;
};
struct FeelDateTime {
    FeelDate date;
    FeelTime time;
};

// Seconds and a non-negative rest in nanoseconds.
struct DaysDuration {
    std::int64_t seconds = 0;
    std::int32_t nanos = 0;
};
struct MonthsDuration {
    std::int64_t months = 0;
};

std::optional<FeelDate> parse_date(std::string_view text);
std::optional<FeelTime> parse_time(std::string_view text);
std::optional<FeelDateTime> parse_date_time(std::string_view text);
std::optional<DaysDuration> parse_days_duration(std::string_view text);
std::optional<MonthsDuration> parse_months_duration(std::string_view text);

std::string to_text(FeelDate date);
std::string to_text(FeelTime time);
std::string to_text(const FeelDateTime& t);
std::string to_text(DaysDuration d);
std::string to_text(MonthsDuration d);

// Seconds on the time line and their nanoseconds; a wall clock without zone counts as UTC.
struct LinePoint {
    std::int64_t seconds = 0;
    std::int32_t nanos = 0;
    auto operator<=>(const LinePoint&) const = default;
};
LinePoint on_line(const FeelDateTime& t);
LinePoint on_line(FeelTime t);  // of 1970-01-01
FeelDateTime from_line(LinePoint p, Zone zone);

std::optional<FeelDate> add_months(FeelDate date, std::int64_t months);
std::optional<FeelDateTime> add_duration(const FeelDateTime& t, DaysDuration d);
FeelTime add_duration(FeelTime t, DaysDuration d);
DaysDuration between(LinePoint from, LinePoint to);
// Whole years and months from one day to the other.
MonthsDuration months_between(const FeelDateTime& from, const FeelDateTime& to);

Number total_seconds(DaysDuration d);
std::optional<DaysDuration> duration_of_seconds(Number seconds);
DaysDuration negated(DaysDuration d);
bool in_range(FeelDate date);

}  // namespace linli::decision
