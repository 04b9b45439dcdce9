#include "kernel/place/hours.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace linli::place {
namespace {

constexpr int day_minutes = 1440;
constexpr int horizon_days = 370;

int monday_of(Date d, int week_start) {
    return d.days - (iso_weekday(d) - week_start + 7) % 7;
}
int days_in_month(std::chrono::year_month_day ymd) {
    return static_cast<int>(
        static_cast<unsigned>((ymd.year() / ymd.month() / std::chrono::last).day()));
}

// ISO 8601 week number: the week of the year's first Thursday is 1.
int iso_week(Date d) {
    const Date thursday{d.days - iso_weekday(d) + 4};
    const Date first = Date::of(static_cast<int>(thursday.ymd().year()), 1, 1);
    return (thursday.days - first.days) / 7 + 1;
}

template <class List>
bool has(const List& list, int positive, int count) {
    // RFC 5545: negative numbers count from the end, -1 is the last.
    return std::any_of(list.begin(), list.end(), [&](int n) {
        return n == positive || (n < 0 && n == positive - count - 1);
    });
}

}  // namespace

bool Period::valid_on(Date d) const {
    return !(valid_from && d < *valid_from) && !(valid_to && d > *valid_to);
}

std::int64_t Period::window_days() const {
    if (!valid_from || !valid_to) return std::numeric_limits<std::int64_t>::max();
    return valid_to->days - valid_from->days + 1;
}

bool Period::recurs_on(Date d) const {
    if ((start && d < *start) || (until && d > *until)) return false;
    const auto ymd = d.ymd();
    const int weekday = iso_weekday(d);
    const int month_day = static_cast<int>(static_cast<unsigned>(ymd.day()));
    const int month_length = days_in_month(ymd);
    if (!weekdays.empty() && std::none_of(weekdays.begin(), weekdays.end(), [&](MonthDay w) {
            if (w.weekday != weekday) return false;
            if (w.nth == 0 || every != Every::month) return true;
            return w.nth == (month_day - 1) / 7 + 1 ||
                   w.nth == -((month_length - month_day) / 7 + 1);
        }))
        return false;
    if (!month_days.empty() && !has(month_days, month_day, month_length)) return false;
    if (!year_days.empty()) {
        const int year = static_cast<int>(ymd.year());
        const Date first = Date::of(year, 1, 1);
        const Date next = Date::of(year + 1, 1, 1);
        if (!has(year_days, d.days - first.days + 1, next.days - first.days)) return false;
    }
    if (!weeks.empty() && !has(weeks, iso_week(d), 53)) return false;
    if (!start) return true;
    if (every == Every::week) {
        const bool same_day = !weekdays.empty() || !month_days.empty() || !year_days.empty() ||
                              weekday == iso_weekday(*start);
        return same_day &&
               (monday_of(d, week_start) - monday_of(*start, week_start)) / 7 % interval == 0;
    }
    if (every == Every::month) {
        const auto from = start->ymd();
        const int months = (static_cast<int>(ymd.year()) - static_cast<int>(from.year())) * 12 +
                           static_cast<int>(static_cast<unsigned>(ymd.month())) -
                           static_cast<int>(static_cast<unsigned>(from.month()));
        const bool same_day = !weekdays.empty() || !month_days.empty() || ymd.day() == from.day();
        return same_day && months % interval == 0;
    }
    return true;
}

std::vector<Interval> Hours::compute(Date d) const {
    std::int64_t narrowest = 0;
    std::vector<Interval> open;
    bool closed = false, any = false;
    for (const Period& p : periods_) {
        if (!p.valid_on(d) || !p.recurs_on(d)) continue;
        const std::int64_t window = p.window_days();
        if (any && window > narrowest) continue;
        if (!any || window < narrowest) {
            open.clear();
            closed = false;
            narrowest = window;
            any = true;
        }
        if (p.closed)
            closed = true;
        else
            open.push_back({p.opens, p.closes});
    }
    if (closed) return {};
    std::sort(open.begin(), open.end());
    std::vector<Interval> merged;
    for (const Interval i : open) {
        if (!merged.empty() && i.opens <= merged.back().closes)
            merged.back().closes = std::max(merged.back().closes, i.closes);
        else
            merged.push_back(i);
    }
    return merged;
}

std::vector<Interval> Hours::on(Date d) const {
    return plain_ ? week_[iso_weekday(d) - 1] : compute(d);
}

std::optional<bool> Hours::open_at(Instant t) const {
    if (unknown()) return std::nullopt;
    const Date today = date_in_china(t);
    const int minute = minute_of_day_in_china(t);
    for (const Interval i : on(today))
        if (minute >= i.opens && minute < i.closes) return true;
    for (const Interval i : on(today + -1))
        if (minute + day_minutes < i.closes) return true;
    return false;
}

std::optional<Instant> Hours::next_change(Instant t) const {
    if (unknown()) return std::nullopt;
    const bool now = *open_at(t);
    const Date today = date_in_china(t);
    for (int ahead = 0; ahead <= horizon_days; ++ahead) {
        const Date d = today + ahead;
        const Instant midnight = midnight_in_china(d);
        // Candidates of one day: its own openings and closings, and yesterday's closings past
        // midnight.
        std::vector<int> marks{0};
        for (const Interval i : on(d)) {
            marks.push_back(i.opens);
            if (i.closes < day_minutes) marks.push_back(i.closes);
        }
        for (const Interval i : on(d + -1))
            if (i.closes >= day_minutes && i.closes < 2 * day_minutes)
                marks.push_back(i.closes - day_minutes);
        std::sort(marks.begin(), marks.end());
        for (const int mark : marks) {
            const Instant at = midnight + minutes(mark);
            if (at > t && *open_at(at) != now) return at;
        }
    }
    return std::nullopt;
}

Words Hours::line(Instant t) const {
    if (unknown()) return {};
    const Date today = date_in_china(t);
    const auto spell = [](const std::vector<Interval>& list, const char* comma) {
        std::string text;
        for (const Interval i : list) {
            if (!text.empty()) text += comma;
            text += time_text(i.opens) + "–" +
                    (i.closes == day_minutes ? std::string("24:00") : time_text(i.closes));
        }
        return text;
    };
    const auto open_today = on(today);
    if (!open_today.empty()) {
        if (open_today.front() == Interval{0, day_minutes})
            return {"今天 24 小时", "Open 24 hours today"};
        return {"今天 " + spell(open_today, "，"), "Today " + spell(open_today, ", ")};
    }
    static const char* const zh[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
    static const char* const en[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    for (int ahead = 1; ahead <= 7; ++ahead) {
        const auto list = on(today + ahead);
        if (list.empty()) continue;
        const int w = iso_weekday(today + ahead) - 1;
        const std::string time = time_text(list.front().opens);
        return {"今天休息，" + std::string(ahead == 1 ? "明天" : zh[w]) + " " + time + " 开门",
                "Closed today, opens " + std::string(ahead == 1 ? "tomorrow" : en[w]) + " " + time};
    }
    return {"今天休息", "Closed today"};
}

std::string time_text(int minute) {
    const int m = minute % day_minutes;
    std::string text = "00:00";
    text[0] = static_cast<char>('0' + m / 600);
    text[1] = static_cast<char>('0' + m / 60 % 10);
    text[3] = static_cast<char>('0' + m % 60 / 10);
    text[4] = static_cast<char>('0' + m % 10);
    return text;
}

std::optional<int> minute_of(std::string_view time) {
    int parts[3] = {0, 0, 0};
    std::size_t n = 0;
    const char* at = time.data();
    const char* const end = at + time.size();
    while (n < 3) {
        const auto [next, error] = std::from_chars(at, end, parts[n]);
        if (error != std::errc{} || next - at > 2) return std::nullopt;
        ++n;
        at = next;
        if (at == end || *at != ':') break;
        ++at;
    }
    // What may follow: fractions of a second, Z, an offset.
    if (n < 2 || (at != end && *at != 'Z' && *at != '+' && *at != '-' && *at != '.'))
        return std::nullopt;
    if (parts[0] < 0 || parts[1] < 0 || parts[1] > 59 || parts[2] < 0 || parts[2] > 60)
        return std::nullopt;
    if (parts[0] > 24 || (parts[0] == 24 && parts[1] != 0)) return std::nullopt;
    return parts[0] * 60 + parts[1];
}

}  // namespace linli::place
