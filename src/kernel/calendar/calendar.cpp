#include "kernel/calendar/calendar.hpp"

#include <algorithm>
#include <utility>

#include "base/yaml.hpp"

namespace linli::calendar {
namespace {

constexpr int minutes_a_day = 24 * 60;
constexpr int exception_days_max = 366;  // one entry never covers more

struct HeadRow {
    std::string code, zh, en;
    std::vector<std::string> areas;
    Date published_until;
};
BOOST_DESCRIBE_STRUCT(HeadRow, (), (code, zh, en, areas, published_until))

struct HoursRow {
    std::vector<int> weekdays;
    std::string from, to;
};
BOOST_DESCRIBE_STRUCT(HoursRow, (), (weekdays, from, to))

enum class DayKind : std::uint8_t { rest, work };
BOOST_DESCRIBE_ENUM(DayKind, rest, work)

struct DayRow {
    Date date;
    std::optional<Date> until;
    DayKind kind = DayKind::rest;
    std::optional<int> like;  // weekday whose hours a working day has; default Monday
    std::string zh, en;
    std::optional<std::string> source;
};
BOOST_DESCRIBE_STRUCT(DayRow, (), (date, until, kind, like, zh, en, source))

struct CalendarFile {
    HeadRow calendar;
    std::vector<HoursRow> hours;
    std::vector<DayRow> days;
};
BOOST_DESCRIBE_STRUCT(CalendarFile, (), (calendar, hours, days))

std::string at(const char* list, std::size_t index, const char* member) {
    return std::string(list) + "[" + std::to_string(index) + "]." + member;
}

int minute_of(const std::string& text, const std::string& field) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
        const int minute = std::stoi(text.substr(0, 2)) * 60 + std::stoi(text.substr(3));
        if (minute <= minutes_a_day && text[3] < '6') return minute;
    }
    throw refuse_field(
        field, "calendar.time_wrong",
        {"时间写成“09:00”，最晚“24:00”；这里是“" + text + "”",
         "Write the time as \"09:00\", at most \"24:00\"; here is \"" + text + "\""});
}

std::size_t weekday_index(int weekday, const std::string& field) {
    if (weekday < 1 || weekday > 7)
        throw refuse_field(
            field, "calendar.weekday_wrong",
            {"星期用 1（星期一）到 7（星期日）", "Weekdays are 1 (Monday) to 7 (Sunday)"});
    return static_cast<std::size_t>(weekday - 1);
}

void add_period(std::vector<Period>& day, Period period, const std::string& field) {
    const bool apart = std::all_of(day.begin(), day.end(), [&](const Period& other) {
        return period.to <= other.from || other.to <= period.from;
    });
    if (period.from >= period.to || !apart)
        throw refuse_field(field, "calendar.hours_wrong",
                           {"办公时间要先开始后结束，同一天的各段不能重叠",
                            "Hours begin before they end, and those of one day do not overlap"});
    day.push_back(period);
    std::sort(day.begin(), day.end());
}

}  // namespace

Calendar Calendar::read(std::string_view text, std::string_view name) {
    const auto file = from_json<CalendarFile>(parse_yaml(text, name));
    Calendar made;
    made.code_ = file.calendar.code;
    made.name_ = {file.calendar.zh, file.calendar.en};
    made.areas_ = file.calendar.areas;
    made.published_until_ = file.calendar.published_until;
    for (std::size_t i = 0; i < file.hours.size(); ++i) {
        const HoursRow& row = file.hours[i];
        const Period period{minute_of(row.from, at("hours", i, "from")),
                            minute_of(row.to, at("hours", i, "to"))};
        for (const int weekday : row.weekdays)
            add_period(made.week_[weekday_index(weekday, at("hours", i, "weekdays"))], period,
                       at("hours", i, "from"));
    }
    if (std::all_of(std::begin(made.week_), std::end(made.week_),
                    [](const auto& day) { return day.empty(); }))
        throw refuse_field("hours", "calendar.no_working_day",
                           {"日历里一个工作日也没有，期限无从计算；请写明办公时间",
                            "The calendar has no working day, so no term would ever end; give the "
                            "office hours"});
    for (std::size_t i = 0; i < file.days.size(); ++i) {
        const DayRow& row = file.days[i];
        const Date last = row.until.value_or(row.date);
        if (last < row.date || last.days - row.date.days >= exception_days_max)
            throw refuse_field(at("days", i, "until"), "calendar.days_wrong",
                               {"结束日期不能早于开始日期，一段最多 366 天",
                                "The last day is not before the first, and at most 366 days on"});
        Exception exception{{row.zh, row.en}, {}};
        if (row.kind == DayKind::work) {
            exception.work = made.week_[weekday_index(row.like.value_or(1), at("days", i, "like"))];
            if (exception.work.empty())
                throw refuse_field(at("days", i, "like"), "calendar.like_rest",
                                   {"调休上班日要照一个有办公时间的星期几",
                                    "A swapped working day needs a weekday that has hours"});
        }
        for (Date day = row.date; day <= last; day = day + 1)
            if (!made.exceptions_.emplace(day, exception).second)
                throw refuse_field(at("days", i, "date"), "calendar.date_twice",
                                   {to_text(day) + " 在日历里出现了两次",
                                    to_text(day) + " is in the calendar twice"});
    }
    return made;
}

std::span<const Period> Calendar::work_on(Date day) const {
    const auto found = exceptions_.find(day);
    return found != exceptions_.end() ? found->second.work
                                      : week_[static_cast<std::size_t>(iso_weekday(day) - 1)];
}

const Words* Calendar::exception_on(Date day) const {
    const auto found = exceptions_.find(day);
    return found == exceptions_.end() ? nullptr : &found->second.name;
}

Instant Calendar::end_of(Date day) const {
    const auto work = work_on(day);
    return midnight_in_china(day) + minutes(work.empty() ? minutes_a_day : work.back().to);
}

void Calendars::add(Calendar calendar) {
    for (const std::string& area : calendar.areas())
        if (!by_area_.emplace(area, calendar.code()).second)
            throw refuse_field(
                "calendar.areas", "calendar.area_twice",
                {"区划 " + area + " 有两个日历", "Area " + area + " has two calendars"});
    const std::string code = calendar.code();
    if (calendar.areas().empty() && !std::exchange(default_, code).empty())
        throw refuse_field("calendar.areas", "calendar.area_twice",
                           {"有两个日历没有写区划，只能有一个作默认日历",
                            "Two calendars name no area; only one can be the default"});
    if (!by_code_.emplace(code, std::move(calendar)).second)
        throw refuse_field(
            "calendar.code", "calendar.code_twice",
            {"日历“" + code + "”有两份", "There are two calendars \"" + code + "\""});
}

const Calendar* Calendars::for_area(std::span<const std::string> chain) const {
    for (const std::string& area : chain) {
        const auto found = by_area_.find(area);
        if (found != by_area_.end()) return find(found->second);
    }
    return default_.empty() ? nullptr : find(default_);
}

const Calendar* Calendars::find(std::string_view code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? nullptr : &found->second;
}

}  // namespace linli::calendar
