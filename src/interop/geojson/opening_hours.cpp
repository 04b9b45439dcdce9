#include "interop/geojson/opening_hours.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.hpp"

namespace linli::geojson {
namespace {

struct Times {
    std::string opens, closes;
    auto operator<=>(const Times&) const = default;
};

int day_of(std::string_view name) {
    static constexpr std::string_view names[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    for (int i = 0; i < 7; ++i)
        if (names[i] == name) return i;
    return -1;
}

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(by);
        parts.push_back(trim(text.substr(0, at)));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

struct Days {
    std::vector<int> days;
    bool holidays = false;
};

// "Mo-Fr,Su,PH"; a range may run over the end of the week.
std::optional<Days> parse_days(std::string_view text) {
    Days out;
    for (const std::string_view part : split(text, ',')) {
        if (part == "PH" || part == "SH") {
            out.holidays = true;
            continue;
        }
        const auto ends = split(part, '-');
        const int from = day_of(ends[0]);
        const int to = ends.size() > 1 ? day_of(ends[1]) : from;
        if (from < 0 || to < 0 || ends.size() > 2) return std::nullopt;
        for (int d = from;; d = (d + 1) % 7) {
            out.days.push_back(d);
            if (d == to) break;
        }
    }
    return out;
}

std::optional<std::vector<Times>> parse_times(std::string_view text) {
    std::vector<Times> out;
    for (const std::string_view part : split(text, ',')) {
        const auto ends = split(part, '-');
        if (ends.size() != 2 || ends[0].size() > 5 || ends[1].size() > 5) return std::nullopt;
        const auto from = place::minute_of(ends[0]);
        // 26:00 is two o'clock of the next day.
        std::string late(ends[1]);
        if (late.size() == 5 && late[0] == '2' && late[1] > '4' && late[1] <= '9')
            late = std::string("0") + static_cast<char>(late[1] - 4) + late.substr(2);
        const auto to = place::minute_of(late);
        if (!from || !to || *from >= 1440) return std::nullopt;
        out.push_back({place::time_text(*from), *to >= 1439 ? "23:59" : place::time_text(*to)});
    }
    return out;
}

}  // namespace

std::optional<OsmHours> parse_opening_hours(std::string_view text) {
    OsmHours out;
    std::vector<Times> week[7];
    bool stated[7] = {};
    for (std::string_view rule : split(text, ';')) {
        if (rule.empty()) continue;
        Days days;
        for (int d = 0; d < 7; ++d)
            days.days.push_back(d);
        std::vector<Times> times;
        if (rule == "24/7") {
            times.push_back({"00:00", "23:59"});
        } else {
            const std::size_t digit = rule.find_first_of("0123456789");
            std::size_t words = std::min(digit, rule.size());
            const bool off = rule.ends_with("off") || rule.ends_with("closed");
            if (off) words = rule.size() - (rule.ends_with("off") ? 3 : 6);
            std::string_view day_part = trim(rule.substr(0, words));
            if (day_part.ends_with(':')) day_part = trim(day_part.substr(0, day_part.size() - 1));
            if (!day_part.empty()) {
                const auto parsed = parse_days(day_part);
                if (!parsed) return std::nullopt;
                days = *parsed;
            }
            if (!off) {
                const auto parsed = parse_times(rule.substr(words));
                if (!parsed) return std::nullopt;
                times = *parsed;
            }
        }
        out.left_out_holidays = out.left_out_holidays || days.holidays;
        for (const int d : days.days) {
            week[d] = times;
            stated[d] = true;
        }
    }
    // Days that open alike stand together; a day said to be off is known to be closed.
    std::map<Times, std::vector<int>> by_times;
    std::vector<int> closed;
    for (int d = 0; d < 7; ++d) {
        for (const Times& t : week[d])
            by_times[t].push_back(d + 1);
        if (stated[d] && week[d].empty()) closed.push_back(d + 1);
    }
    for (const auto& [t, days] : by_times) {
        place::OpeningTime line;
        if (days.size() < 7) line.weekdays = days;
        line.opens_at = t.opens;
        line.closes_at = t.closes;
        out.times.push_back(std::move(line));
    }
    if (!closed.empty() && !by_times.empty()) {
        place::OpeningTime line;
        line.weekdays = closed;
        out.times.push_back(std::move(line));
    }
    if (out.times.empty()) return std::nullopt;
    return out;
}

}  // namespace linli::geojson
