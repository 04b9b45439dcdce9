// The legal clock: working-day calendars as data, and what is due when.
//
// A term of days does not count the day on which it starts (民法典 201); it ends on its last day at
// the close of business, or at midnight where there is none (民法典 203 第 2 款); a term of
// calendar days whose last day is no working day ends on the next working day (民法典 203 第 1 款).
// A term of working days counts working days only (行政许可法 82).
//
// While a matter is paused its clock stands: a day is used up when the clock runs at its end, so
// the day of the pause is not used up, and the day on which it goes on is. Of two readings this is
// the one that answers the citizen earlier.
//
// Times of day are those of China (UTC+8, no daylight saving). Pure: no I/O, no clock of its own.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"

namespace linli::calendar {

// Minutes of a day, [from, to), 0 to 1440.
struct Period {
    int from = 0;
    int to = 0;
    auto operator<=>(const Period&) const = default;
};

class Calendar {
  public:
    // A file of rules/calendars. Throws Refusal `yaml.malformed`, `calendar.*` (422) with the
    // field: no working weekday, periods that overlap, a date named twice, a period of days over a
    // year.
    static Calendar read(std::string_view text, std::string_view name);

    const std::string& code() const { return code_; }
    const Words& name() const { return name_; }
    // Division codes (GB/T 2260) of the areas that use it, with everything below them; none: those
    // that have no other.
    const std::vector<std::string>& areas() const { return areas_; }
    // Days after this are counted by the week alone, because the holidays are not announced yet.
    Date published_until() const { return published_until_; }

    // In order; empty on a day of rest. Hours are those of the office.
    std::span<const Period> work_on(Date) const;
    bool is_working_day(Date day) const { return !work_on(day).empty(); }
    // What the day is called when it is not like its weekday ("国庆节"); null otherwise.
    const Words* exception_on(Date) const;
    // When the day ends for a term: the close of business, or midnight on a day of rest.
    Instant end_of(Date) const;

  private:
    struct Exception {
        Words name;
        std::vector<Period> work;
    };
    std::string code_;
    Words name_;
    std::vector<std::string> areas_;
    Date published_until_;
    std::vector<Period> week_[7];  // Monday first
    std::map<Date, Exception> exceptions_;
};

// The calendars of a deployment.
class Calendars {
  public:
    // Throws Refusal `calendar.code_twice`, `calendar.area_twice`.
    void add(Calendar);
    // `chain`: division codes from the area itself up to the root; the first that has a calendar
    // decides, else the one that names no area. Null when there is none.
    const Calendar* for_area(std::span<const std::string> chain) const;
    const Calendar* find(std::string_view code) const;
    const std::map<std::string, Calendar, std::less<>>& all() const { return by_code_; }

  private:
    std::map<std::string, Calendar, std::less<>> by_code_;
    std::map<std::string, std::string, std::less<>> by_area_;
    std::string default_;  // code of the one that names no area
};

// Fixed names: they are stored.
enum class TermUnit : std::uint8_t { working_days, days, working_hours, hours };
BOOST_DESCRIBE_ENUM(TermUnit, working_days, days, working_hours, hours)

// At most 10,000 of the unit. No working days: due at the end of the same working day, or of the
// next one when it starts on a day of rest or after the close.
struct Term {
    TermUnit unit = TermUnit::working_days;
    std::int64_t amount = 0;
    bool operator==(const Term&) const = default;
};
BOOST_DESCRIBE_STRUCT(Term, (), (unit, amount))
Limits limits(const Term*);

// [from, until); without `until` it still lasts. In order and apart.
struct Pause {
    Instant from;
    std::optional<Instant> until;
};

struct Due {
    Instant at;
    bool provisional = false;  // counts days whose holidays are not announced yet
};

// None while a pause lasts that began before the term was over.
std::optional<Due> due_at(const Calendar&, const Term&, Instant start, std::span<const Pause> = {});

// How much of the term is used at `now`, in its unit (whole hours rounded down), at most its
// amount.
std::int64_t used(const Calendar&, const Term&, Instant start, Instant now,
                  std::span<const Pause> = {});

enum class Light : std::uint8_t { green, amber, red, stopped };
BOOST_DESCRIBE_ENUM(Light, green, amber, red, stopped)

// Red after the term; amber when `amber_percent` of it is used or it ends today; stopped while a
// pause lasts.
Light light(const Calendar&, const Term&, Instant start, Instant now, std::span<const Pause> = {},
            int amber_percent = 80);

// "10 个工作日" / "10 working days".
Words words(const Term&);

}  // namespace linli::calendar
