#include "kernel/calendar/calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <sstream>

namespace linli::calendar {
namespace {

// Monday to Friday 9-12 and 13-17; 2026-10-01 to 07 rest; Saturday 2026-10-10 works like a Friday.
constexpr const char* october = R"(
calendar: {code: c, zh: 历, en: calendar, areas: ["9902"], published_until: 2026-12-31}
hours:
  - {weekdays: [1, 2, 3, 4, 5], from: "09:00", to: "12:00"}
  - {weekdays: [1, 2, 3, 4, 5], from: "13:00", to: "17:00"}
days:
  - {date: 2026-10-01, until: 2026-10-07, kind: rest, zh: 国庆节, en: National Day}
  - {date: 2026-10-10, kind: work, like: 5, zh: 调休, en: swapped}
)";

Instant at(const char* local) {
    return instant_from_text(std::string(local) + ":00+08:00");
}
std::string due(const Term& term, const char* start, const std::vector<Pause>& pauses = {}) {
    const auto found = due_at(Calendar::read(october, "t"), term, at(start), pauses);
    return found ? to_text(found->at + china_offset).substr(0, 16) : "stopped";
}
std::string refused(const std::string& text) {
    try {
        Calendar::read(text, "t");
    } catch (const Refusal& r) {
        return r.code() + " " + (r.fields().empty() ? "" : r.fields().front().field);
    }
    return "taken";
}

TEST(Term, does_not_count_the_day_on_which_it_starts) {
    EXPECT_EQ(due({TermUnit::working_days, 1}, "2026-09-14T08:00"), "2026-09-15T17:00");
    EXPECT_EQ(due({TermUnit::days, 1}, "2026-09-14T23:59"), "2026-09-15T17:00");
}
TEST(Term, of_working_days_passes_over_weekends_and_holidays_and_counts_swapped_days) {
    EXPECT_EQ(due({TermUnit::working_days, 5}, "2026-09-11T10:00"), "2026-09-18T17:00");
    // 9-30, then 10-08, 10-09, Saturday 10-10, 10-12
    EXPECT_EQ(due({TermUnit::working_days, 5}, "2026-09-29T10:00"), "2026-10-12T17:00");
    EXPECT_EQ(due({TermUnit::working_days, 3}, "2026-10-03T10:00"), "2026-10-10T17:00");
}
TEST(Term, of_days_that_ends_on_a_holiday_ends_on_the_next_working_day) {
    EXPECT_EQ(due({TermUnit::days, 15}, "2026-09-16T10:00"), "2026-10-08T17:00");
    EXPECT_EQ(due({TermUnit::days, 60}, "2026-09-01T10:00"),
              "2026-11-02T17:00");  // 10-31: Saturday
}
TEST(Term, of_no_working_days_ends_today_or_on_the_next_working_day) {
    EXPECT_EQ(due({TermUnit::working_days, 0}, "2026-09-14T08:00"), "2026-09-14T17:00");
    EXPECT_EQ(due({TermUnit::working_days, 0}, "2026-09-14T18:00"), "2026-09-15T17:00");
    EXPECT_EQ(due({TermUnit::working_days, 0}, "2026-10-01T10:00"), "2026-10-08T17:00");
}
TEST(Term, of_working_hours_counts_office_hours_only) {
    EXPECT_EQ(due({TermUnit::working_hours, 4}, "2026-09-14T11:00"), "2026-09-14T16:00");
    EXPECT_EQ(due({TermUnit::working_hours, 4}, "2026-09-30T16:30"), "2026-10-08T13:30");
    EXPECT_EQ(due({TermUnit::hours, 4}, "2026-09-30T22:30"), "2026-10-01T02:30");
}
TEST(Pause, stands_the_clock_and_the_day_on_which_it_ends_counts) {
    const std::vector<Pause> two_days{{at("2026-09-15T15:00"), at("2026-09-17T10:00")}};
    // 14th start; 15th and 16th stand at their end; 17th counts
    EXPECT_EQ(due({TermUnit::working_days, 2}, "2026-09-14T10:00", two_days), "2026-09-18T17:00");
    EXPECT_EQ(due({TermUnit::working_hours, 8}, "2026-09-15T10:00", two_days), "2026-09-17T15:00");
}
TEST(Pause, without_an_end_stops_a_term_that_was_not_over) {
    const std::vector<Pause> open{{at("2026-09-15T15:00"), std::nullopt}};
    EXPECT_EQ(due({TermUnit::working_days, 1}, "2026-09-14T10:00", open), "stopped");
    EXPECT_EQ(due({TermUnit::hours, 100}, "2026-09-14T10:00", open), "stopped");
    EXPECT_EQ(due({TermUnit::working_days, 1}, "2026-09-11T10:00", open), "2026-09-14T17:00");
    EXPECT_EQ(light(Calendar::read(october, "t"), {TermUnit::working_days, 9},
                    at("2026-09-14T10:00"), at("2026-12-14T10:00"), open),
              Light::stopped);
}
TEST(Light, goes_from_green_over_amber_to_red) {
    const Calendar c = Calendar::read(october, "t");
    const Term ten{TermUnit::working_days, 10};
    const Instant start = at("2026-09-07T10:00");  // due 2026-09-21T17:00
    EXPECT_EQ(light(c, ten, start, at("2026-09-16T16:00")), Light::green);
    EXPECT_EQ(light(c, ten, start, at("2026-09-17T17:00")), Light::amber);
    EXPECT_EQ(light(c, ten, start, at("2026-09-21T16:59")), Light::amber);
    EXPECT_EQ(light(c, ten, start, at("2026-09-21T17:01")), Light::red);
    EXPECT_EQ(used(c, ten, start, at("2026-09-17T17:00")), 8);
}
TEST(Due, says_when_it_counts_days_that_are_not_announced_yet) {
    const Calendar c = Calendar::read(october, "t");
    EXPECT_FALSE(due_at(c, {TermUnit::working_days, 1}, at("2026-12-30T10:00"))->provisional);
    EXPECT_TRUE(due_at(c, {TermUnit::working_days, 2}, at("2026-12-30T10:00"))->provisional);
}

TEST(Calendar, is_refused_with_the_field_that_is_wrong) {
    const std::string head =
        "calendar: {code: c, zh: a, en: b, areas: [], published_until: 2026-12-31}\n";
    EXPECT_EQ(refused(head + "hours: []\ndays: []\n"), "calendar.no_working_day hours");
    EXPECT_EQ(refused(head + "hours: [{weekdays: [1], from: '9:00', to: '17:00'}]\ndays: []\n"),
              "calendar.time_wrong hours[0].from");
    EXPECT_EQ(refused(head + "hours: [{weekdays: [8], from: '09:00', to: '17:00'}]\ndays: []\n"),
              "calendar.weekday_wrong hours[0].weekdays");
    EXPECT_EQ(refused(head + "hours: [{weekdays: [1], from: '09:00', to: '12:00'}, "
                             "{weekdays: [1], from: '11:00', to: '17:00'}]\ndays: []\n"),
              "calendar.hours_wrong hours[1].from");
    const std::string week = "hours: [{weekdays: [1], from: '09:00', to: '17:00'}]\n";
    EXPECT_EQ(refused(head + week +
                      "days: [{date: 2026-05-01, kind: rest, zh: a, en: b}, "
                      "{date: 2026-04-30, until: 2026-05-02, kind: rest, zh: a, en: b}]\n"),
              "calendar.date_twice days[1].date");
    EXPECT_EQ(
        refused(head + week + "days: [{date: 2026-05-01, kind: work, like: 2, zh: a, en: b}]\n"),
        "calendar.like_rest days[0].like");
}
TEST(Calendars, give_an_area_the_calendar_of_its_nearest_ancestor) {
    Calendars all;
    all.add(Calendar::read(october, "t"));
    EXPECT_EQ(all.for_area(std::vector<std::string>{"990201", "9902"})->code(), "c");
    EXPECT_EQ(all.for_area(std::vector<std::string>{"9901"}), nullptr);
    EXPECT_THROW(all.add(Calendar::read(october, "t")), Refusal);
}
TEST(Calendars, give_the_others_the_one_that_names_no_area_and_there_is_one_at_most) {
    const auto week = [](const char* code) {
        return Calendar::read(std::string("calendar: {code: ") + code +
                                  ", zh: a, en: b, areas: [], published_until: 2025-12-31}\n"
                                  "hours: [{weekdays: [1], from: '09:00', to: '17:00'}]\n",
                              "t");
    };
    Calendars all;
    all.add(week("week"));
    all.add(Calendar::read(october, "t"));
    EXPECT_EQ(all.for_area(std::vector<std::string>{"990201", "9902"})->code(), "c");
    EXPECT_EQ(all.for_area(std::vector<std::string>{"9901"})->code(), "week");
    EXPECT_THROW(all.add(week("another")), Refusal);
}
TEST(Calendars, delivered_can_be_read) {
    std::ifstream in(LINLI_SOURCE_DIR "/rules/calendars/city.yaml");
    std::stringstream text;
    text << in.rdbuf();
    EXPECT_EQ(Calendar::read(text.str(), "city.yaml").code(), "city");
}

// ---- the arithmetic against an independent one --------------------------------------------------
// The reference knows nothing of days in a row or periods: it walks minute by minute through a
// plain table of working minutes, and asks each minute whether the clock runs.

struct World {
    std::vector<std::vector<Period>> days;  // from 2026-01-05, a Monday
    std::string yaml;
};
constexpr int world_days = 120;

Date first_day() {
    return Date::of(2026, 1, 5);
}
std::string clock_text(int minute) {
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minute / 60) + ":" + two(minute % 60);
}
World random_world() {
    World world;
    world.days.resize(world_days);
    const int opens = *rc::gen::inRange(0, 10) * 60;
    const int noon = opens + *rc::gen::inRange(1, 5) * 60;
    const int closes = noon + *rc::gen::inRange(1, 24 - noon / 60 + 1) * 60;

    const int working = *rc::gen::inRange(1, 8);  // days of the week that work, from Monday

    std::string list;
    for (int w = 1; w <= working; ++w)
        list += (w > 1 ? ", " : "") + std::to_string(w);
    const std::vector<Period> work{{opens, noon}, {noon, closes}};
    world.yaml =
        "calendar: {code: r, zh: r, en: r, areas: [], published_until: 2030-01-01}\nhours:\n";
    for (const Period& p : work)
        world.yaml += "  - {weekdays: [" + list + "], from: '" + clock_text(p.from) + "', to: '" +
                      clock_text(p.to) + "'}\n";
    world.yaml += "days:\n";
    for (int d = 0; d < world_days; ++d) {
        if (d % 7 < working) world.days[static_cast<std::size_t>(d)] = work;
        const int kind = *rc::gen::inRange(0, 8);
        if (kind > 1) continue;
        world.days[static_cast<std::size_t>(d)] = kind == 1 ? work : std::vector<Period>{};
        world.yaml += "  - {date: " + to_text(first_day() + d) +
                      ", kind: " + (kind == 1 ? "work" : "rest") + ", zh: x, en: x}\n";
    }
    return world;
}
bool paused_at(std::int64_t minute, const std::vector<std::pair<int, int>>& pauses) {
    for (const auto& [from, to] : pauses)
        if (from <= minute && (to < 0 || minute < to)) return true;
    return false;
}
// Minutes from the first day's midnight at which the term ends; none within the world.
std::optional<std::int64_t> walked(const World& world, const Term& term, std::int64_t start,
                                   const std::vector<std::pair<int, int>>& pauses) {
    std::int64_t left = term.amount * 60;
    std::int64_t days_left = std::max<std::int64_t>(term.amount, 1);
    for (std::int64_t minute = start; minute <= world_days * 1440; ++minute) {
        const auto works_in = [&](std::int64_t m) {
            const auto& day = world.days[static_cast<std::size_t>(m / 1440)];
            return std::any_of(day.begin(), day.end(), [&](const Period& p) {
                return m % 1440 >= p.from && m % 1440 < p.to;
            });
        };
        if (term.unit == TermUnit::hours || term.unit == TermUnit::working_hours) {
            if (left == 0) return minute;
            if (minute == world_days * 1440) break;
            if (!paused_at(minute, pauses) && (term.unit == TermUnit::hours || works_in(minute)))
                --left;
            continue;
        }
        // The end of a day is the first minute after which nothing of it is worked; it belongs to
        // the day before when it is midnight.
        const std::int64_t day = (minute - (minute % 1440 == 0 ? 1 : 0)) / 1440;
        if (minute == 0) continue;
        const auto& work = world.days[static_cast<std::size_t>(day)];
        const std::int64_t end = day * 1440 + (work.empty() ? 1440 : work.back().to);
        if (minute != end || paused_at(minute, pauses)) continue;
        if (term.amount > 0 && day == start / 1440) continue;
        if (term.unit == TermUnit::working_days && work.empty()) continue;
        if (days_left > 0) --days_left;
        if (days_left == 0 && !work.empty()) return minute;
    }
    return std::nullopt;
}

RC_GTEST_PROP(Term, ends_where_an_independent_walk_ends, ()) {
    const World world = random_world();
    const Calendar calendar = Calendar::read(world.yaml, "random");
    const Term term{*rc::gen::element(TermUnit::working_days, TermUnit::days,
                                      TermUnit::working_hours, TermUnit::hours),
                    *rc::gen::inRange<std::int64_t>(0, 15)};
    const int start = *rc::gen::inRange(0, 20 * 1440);
    std::vector<std::pair<int, int>> pauses;
    std::vector<Pause> given;
    const Instant zero = midnight_in_china(first_day());
    int from = start;
    for (int n = *rc::gen::inRange(0, 4); n > 0; --n) {
        from += *rc::gen::inRange(0, 5 * 1440);
        const bool open = n == 1 && *rc::gen::inRange(0, 4) == 0;
        const int to = from + *rc::gen::inRange(1, 4 * 1440);
        pauses.emplace_back(from, open ? -1 : to);
        given.push_back({zero + minutes(from), std::nullopt});
        if (!open) given.back().until = zero + minutes(to);
        from = to;
    }
    const auto expected = walked(world, term, start, pauses);
    const auto found = due_at(calendar, term, zero + minutes(start), given);
    if (!expected) {
        RC_ASSERT(!found || found->at > zero + days(world_days));
        return;
    }
    RC_ASSERT(found.has_value());
    RC_ASSERT((found->at - zero).value == minutes(*expected).value);
    // What is used never exceeds the term, and is all of it when the term ends.
    RC_ASSERT(used(calendar, term, zero + minutes(start), found->at, given) == term.amount);
}

}  // namespace
}  // namespace linli::calendar
