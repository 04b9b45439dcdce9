// Opening hours as HSDS 3.x writes them (a schedule = part of an iCalendar RRULE with times), asked
// "is it open at this instant" in China time (UTC+8).
//
// Reading of the standard, where it leaves room:
// - 00:00 to 23:59 is the whole day (HSDS has no other way to say so); any closes_at of 23:59 or
// later
//   means midnight. closes_at at or before opens_at means the next day.
// - An entry without opens_at and closes_at says "closed" on its days.
// - On one date, of the entries whose validity and recurrence hold, those with the shortest
// validity
//   window decide (an exception for one week overrules the season, the season overrules the rest);
//   between equals "closed" wins, otherwise they add up.
// - An entry over midnight belongs to the day on which it starts.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/json.hpp"
#include "base/refusal.hpp"

namespace linli::place {

struct MonthDay {
    std::int8_t nth = 0;      // 0 every, 1 first, -1 last
    std::int8_t weekday = 1;  // Monday = 1
};

// One entry, compact. Empty lists do not restrict.
struct Period {
    enum class Every : std::uint8_t { day, week, month };
    Every every = Every::day;
    std::int32_t interval = 1;
    std::int32_t week_start = 1;
    std::optional<Date> start;  // dtstart: counts the interval, and nothing is open before it
    std::optional<Date> valid_from, valid_to, until;
    std::vector<MonthDay> weekdays;
    std::vector<std::int16_t> month_days, year_days, weeks;
    bool closed = false;
    std::int16_t opens = 0;      // minutes since midnight, 0 to 1439
    std::int16_t closes = 1440;  // minutes since the same midnight, at most 2880

    bool recurs_on(Date d) const;
    bool valid_on(Date d) const;
    // Days of the validity window; the greatest number when an end is open.
    std::int64_t window_days() const;
};

struct Interval {
    std::int16_t opens = 0, closes = 0;  // minutes since midnight of the day they start
    auto operator<=>(const Interval&) const = default;
};

class Hours {
  public:
    // Reads HSDS schedule objects. An entry that cannot be understood is left out and named in
    // `faults` (field path relative to the array), never guessed.
    static Hours from_schedules(const json::array& schedules,
                                std::vector<FieldFault>* faults = nullptr);

    bool unknown() const { return periods_.empty(); }
    // Empty when nothing is known.
    std::optional<bool> open_at(Instant t) const;
    // The next instant at which open_at changes, within 370 days; none when it never does.
    std::optional<Instant> next_change(Instant t) const;
    // What opens on that date, merged and in order.
    std::vector<Interval> on(Date d) const;
    // One line for people: 今天 08:30–12:00，14:00–17:30 / Today 08:30–12:00, 14:00–17:30. Empty
    // words when nothing is known.
    Words line(Instant t) const;
    const std::vector<Period>& periods() const { return periods_; }

  private:
    std::vector<Period> periods_;
    // Every entry repeats each week without dates: the answer is read from a table of seven days.
    bool plain_ = false;
    std::vector<Interval> week_[7];
    std::vector<Interval> compute(Date d) const;
};

// "08:30", "08:30:00", "8:30", with or without Z or offset (ignored: the clock on the wall counts);
// minutes since midnight, 24:00 = 1440. None when it is no time.
std::optional<int> minute_of(std::string_view time);
std::string time_text(int minute);  // 08:30; minutes above 1440 wrap

}  // namespace linli::place
