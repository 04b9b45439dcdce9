// Reads HSDS schedule objects into periods.
#include <algorithm>
#include <charconv>

#include "kernel/place/hours.hpp"

namespace linli::place {
namespace {

constexpr int count_horizon_days = 3660;

struct Unreadable {
    std::string member;
};

std::string text_of(const json::object& o, std::string_view member) {
    const json::value* v = o.if_contains(member);
    if (!v || v->is_null()) return {};
    if (v->is_string()) return std::string(v->as_string());
    return json::serialize(*v);
}

std::optional<Date> date_of(const json::object& o, std::string_view member) {
    const std::string text = text_of(o, member);
    if (text.empty()) return std::nullopt;
    try {
        return date_from_text(std::string_view(text).substr(0, 10));
    } catch (const Refusal&) {
        throw Unreadable{std::string(member)};
    }
}

int whole_of(const json::object& o, std::string_view member, int otherwise, int min, int max) {
    const json::value* v = o.if_contains(member);
    if (!v || v->is_null()) return otherwise;
    int n = 0;
    const std::string text = text_of(o, member);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || n < min || n > max) throw Unreadable{std::string(member)};
    return n;
}

std::vector<std::string_view> split(std::string_view list) {
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find_first_of(",;"), list.size());
        std::string_view part = list.substr(0, comma);
        while (!part.empty() && part.front() == ' ')
            part.remove_prefix(1);
        while (!part.empty() && part.back() == ' ')
            part.remove_suffix(1);
        if (!part.empty()) parts.push_back(part);
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return parts;
}

int weekday_of(std::string_view code) {
    static constexpr std::string_view names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    for (int i = 0; i < 7; ++i)
        if (names[i] == code) return i + 1;
    return 0;
}

int number_of(std::string_view text, const char* member) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    int n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || end != text.data() + text.size()) throw Unreadable{member};
    return n;
}

std::vector<std::int16_t> numbers_of(const json::object& o, const char* member, int max) {
    std::vector<std::int16_t> out;
    const std::string list = text_of(o, member);
    for (const std::string_view part : split(list)) {
        const int n = number_of(part, member);
        if (n == 0 || n > max || n < -max) throw Unreadable{member};
        out.push_back(static_cast<std::int16_t>(n));
    }
    return out;
}

std::vector<MonthDay> weekdays_of(const json::object& o) {
    std::vector<MonthDay> out;
    const std::string list = text_of(o, "byday");
    for (const std::string_view part : split(list)) {
        if (part.size() < 2) throw Unreadable{"byday"};
        const int weekday = weekday_of(part.substr(part.size() - 2));
        const std::string_view ordinal = part.substr(0, part.size() - 2);
        const int nth = ordinal.empty() ? 0 : number_of(ordinal, "byday");
        if (weekday == 0 || nth > 5 || nth < -5) throw Unreadable{"byday"};
        out.push_back({static_cast<std::int8_t>(nth), static_cast<std::int8_t>(weekday)});
    }
    return out;
}

void read_times(const json::object& o, Period& p) {
    const std::string opens = text_of(o, "opens_at");
    const std::string closes = text_of(o, "closes_at");
    if (opens.empty() && closes.empty()) {
        p.closed = true;
        return;
    }
    const auto from = minute_of(opens.empty() ? "00:00" : opens);
    const auto to = minute_of(closes.empty() ? "24:00" : closes);
    if (!from || *from >= 1440) throw Unreadable{"opens_at"};
    if (!to) throw Unreadable{"closes_at"};
    int end = *to >= 1439 ? 1440 : *to;
    if (end <= *from) end += 1440;
    p.opens = static_cast<std::int16_t>(*from);
    p.closes = static_cast<std::int16_t>(end);
}

// `count` recurrences from dtstart on are an `until`.
void apply_count(int count, Period& p) {
    if (count <= 0 || !p.start) return;
    for (int i = 0; i < count_horizon_days; ++i) {
        const Date d = *p.start + i;
        if (p.recurs_on(d) && --count == 0) {
            p.until = d;
            return;
        }
    }
}

Period read_period(const json::object& o) {
    Period p;
    const std::string freq = text_of(o, "freq");
    p.weekdays = weekdays_of(o);
    if (freq == "WEEKLY")
        p.every = Period::Every::week;
    else if (freq == "MONTHLY")
        p.every = Period::Every::month;
    else if (!freq.empty() && freq != "DAILY")
        throw Unreadable{"freq"};
    else if (!p.weekdays.empty())
        p.every = Period::Every::week;
    p.interval = whole_of(o, "interval", 1, 1, 1000);
    const std::string week_start = text_of(o, "wkst");
    p.week_start = week_start.empty() ? 1 : weekday_of(week_start);
    if (p.week_start == 0) throw Unreadable{"wkst"};
    p.start = date_of(o, "dtstart");
    p.valid_from = date_of(o, "valid_from");
    p.valid_to = date_of(o, "valid_to");
    p.until = date_of(o, "until");
    p.month_days = numbers_of(o, "bymonthday", 31);
    p.year_days = numbers_of(o, "byyearday", 366);
    p.weeks = numbers_of(o, "byweekno", 53);
    read_times(o, p);
    apply_count(whole_of(o, "count", 0, 0, 100'000), p);
    return p;
}

// Only words (a description, a link): nothing that could be computed with.
bool says_nothing(const json::object& o) {
    static constexpr const char* members[] = {"opens_at",   "closes_at", "freq",     "byday",
                                              "bymonthday", "byyearday", "byweekno", "valid_from",
                                              "valid_to",   "dtstart"};
    return std::all_of(std::begin(members), std::end(members),
                       [&](const char* m) { return text_of(o, m).empty(); });
}

}  // namespace

Hours Hours::from_schedules(const json::array& schedules, std::vector<FieldFault>* faults) {
    Hours hours;
    for (std::size_t i = 0; i < schedules.size(); ++i) {
        const std::string path = "[" + std::to_string(i) + "]";
        try {
            if (!schedules[i].is_object()) throw Unreadable{""};
            if (says_nothing(schedules[i].as_object())) continue;
            hours.periods_.push_back(read_period(schedules[i].as_object()));
        } catch (const Unreadable& what) {
            if (faults)
                faults->push_back(
                    {path + (what.member.empty() ? "" : "." + what.member),
                     "place.schedule_unreadable",
                     {"这一条营业时间无法理解，未用于“现在营业”的判断",
                      "This schedule cannot be understood and is not used for \"open now\""}});
        }
    }
    hours.plain_ = std::all_of(hours.periods_.begin(), hours.periods_.end(), [](const Period& p) {
        return p.every != Period::Every::month && p.interval == 1 && !p.start && !p.valid_from &&
               !p.valid_to && !p.until && p.month_days.empty() && p.year_days.empty() &&
               p.weeks.empty();
    });
    if (hours.plain_) {
        // 1970-01-05 was a Monday.
        for (int i = 0; i < 7; ++i)
            hours.week_[i] = hours.compute(Date{4 + i});
    }
    return hours;
}

}  // namespace linli::place
