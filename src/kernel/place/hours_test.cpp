#include "kernel/place/hours.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace linli::place {
namespace {

Hours hours_of(const char* schedules) {
    return Hours::from_schedules(json::parse(schedules).as_array());
}
// 2026-03-02 is a Monday; `day` counts from it.
Instant at(int day, int hour, int minute = 0) {
    return midnight_in_china(Date::of(2026, 3, 2) + day) + minutes(hour * 60 + minute);
}

TEST(Hours, say_nothing_when_nobody_told_them) {
    EXPECT_EQ(hours_of("[]").open_at(at(0, 9)), std::nullopt);
    EXPECT_EQ(hours_of(R"([{"description":"看心情"}])").open_at(at(0, 9)), std::nullopt);
    EXPECT_EQ(hours_of("[]").line(at(0, 9)).zh, "");
}

TEST(Hours, of_weekdays_are_closed_at_the_closing_minute_and_on_sunday) {
    const Hours h = hours_of(
        R"([{"freq":"WEEKLY","byday":"MO,TU,WE,TH,FR","opens_at":"08:30","closes_at":"17:30"}])");
    EXPECT_EQ(h.open_at(at(0, 8, 29)), false);
    EXPECT_EQ(h.open_at(at(0, 8, 30)), true);
    EXPECT_EQ(h.open_at(at(0, 17, 29)), true);
    EXPECT_EQ(h.open_at(at(0, 17, 30)), false);
    EXPECT_EQ(h.open_at(at(6, 12)), false);
    EXPECT_EQ(h.line(at(0, 7)).zh, "今天 08:30–17:30");
    EXPECT_EQ(h.line(at(6, 7)).zh, "今天休息，明天 08:30 开门");
    EXPECT_EQ(h.line(at(5, 7)).en, "Closed today, opens Mon 08:30");
    EXPECT_EQ(h.next_change(at(4, 17, 30)), at(7, 8, 30));
}

TEST(Hours, from_midnight_to_one_minute_before_it_are_the_whole_day) {
    const Hours h = hours_of(R"([{"opens_at":"00:00","closes_at":"23:59"}])");
    EXPECT_EQ(h.open_at(at(0, 23, 59)), true);
    EXPECT_EQ(h.next_change(at(0, 12)), std::nullopt);
    EXPECT_EQ(h.line(at(0, 12)).en, "Open 24 hours today");
}

TEST(Hours, over_midnight_belong_to_the_day_they_start_on) {
    const Hours h =
        hours_of(R"([{"freq":"WEEKLY","byday":"FR","opens_at":"20:00","closes_at":"02:00"}])");
    EXPECT_EQ(h.open_at(at(4, 23)), true);
    EXPECT_EQ(h.open_at(at(5, 1, 59)), true);
    EXPECT_EQ(h.open_at(at(5, 2)), false);
    EXPECT_EQ(h.open_at(at(4, 1)), false);
    EXPECT_EQ(h.next_change(at(4, 23)), at(5, 2));
}

TEST(Hours, of_a_holiday_overrule_the_usual_ones) {
    const Hours h = hours_of(R"([
        {"freq":"WEEKLY","byday":"MO,TU,WE,TH,FR,SA,SU","opens_at":"09:00","closes_at":"18:00"},
        {"valid_from":"2026-03-04","valid_to":"2026-03-04"},
        {"valid_from":"2026-03-05","valid_to":"2026-03-05","opens_at":"10:00","closes_at":"12:00"}])");
    EXPECT_EQ(h.open_at(at(1, 10)), true);
    EXPECT_EQ(h.open_at(at(2, 10)), false);
    EXPECT_EQ(h.open_at(at(3, 11)), true);
    EXPECT_EQ(h.open_at(at(3, 13)), false);
    EXPECT_EQ(h.next_change(at(1, 18)), at(3, 10));
}

TEST(Hours, of_every_other_week_count_from_their_start) {
    const Hours h = hours_of(
        R"([{"freq":"WEEKLY","interval":2,"dtstart":"2026-03-02","byday":"MO","opens_at":"9:00","closes_at":"10:00"}])");
    EXPECT_EQ(h.open_at(at(0, 9)), true);
    EXPECT_EQ(h.open_at(at(7, 9)), false);
    EXPECT_EQ(h.open_at(at(14, 9)), true);
    EXPECT_EQ(h.open_at(at(-14, 9)), false);
}

TEST(Hours, end_after_their_count) {
    const Hours h = hours_of(
        R"([{"freq":"WEEKLY","count":2,"dtstart":"2026-03-02","byday":"MO,TU","opens_at":"9:00","closes_at":"10:00"}])");
    EXPECT_EQ(h.open_at(at(1, 9)), true);
    EXPECT_EQ(h.open_at(at(7, 9)), false);
}

TEST(Hours, of_the_last_friday_of_the_month) {
    const Hours h =
        hours_of(R"([{"freq":"MONTHLY","byday":"-1FR","opens_at":"14:00","closes_at":"16:00"}])");
    EXPECT_EQ(h.open_at(midnight_in_china(Date::of(2026, 3, 27)) + hours(14)), true);
    EXPECT_EQ(h.open_at(midnight_in_china(Date::of(2026, 3, 20)) + hours(14)), false);
}

TEST(Hours, of_the_fifteenth_and_the_last_day) {
    const Hours h = hours_of(
        R"([{"freq":"MONTHLY","bymonthday":"15,-1","opens_at":"14:00","closes_at":"16:00"}])");
    EXPECT_EQ(h.open_at(midnight_in_china(Date::of(2026, 2, 28)) + hours(15)), true);
    EXPECT_EQ(h.open_at(midnight_in_china(Date::of(2026, 2, 15)) + hours(15)), true);
    EXPECT_EQ(h.open_at(midnight_in_china(Date::of(2026, 2, 27)) + hours(15)), false);
}

TEST(Hours, that_cannot_be_understood_are_named_and_left_out) {
    std::vector<FieldFault> faults;
    const Hours h = Hours::from_schedules(
        json::parse(
            R"([{"opens_at":"morning","closes_at":"noon"},{"byday":"XX","opens_at":"09:00"}])")
            .as_array(),
        &faults);
    EXPECT_TRUE(h.unknown());
    ASSERT_EQ(faults.size(), 2U);
    EXPECT_EQ(faults[0].field, "[0].opens_at");
    EXPECT_EQ(faults[1].field, "[1].byday");
}

// An oracle that shares nothing with the code under test: every minute of two months is painted.
struct Painted {
    static constexpr int days = 60;
    std::vector<bool> open = std::vector<bool>((days + 2) * 1440);
    bool known = false;
};
struct Entry {
    int weekday_mask, opens, closes;  // closes in (opens, opens + 1440]
    int from, to;                     // day numbers, or -1
    bool closed;
};
Painted paint(const std::vector<Entry>& entries) {
    Painted p;
    p.known = !entries.empty();
    for (int day = -1; day < Painted::days; ++day) {
        const int weekday = ((day % 7) + 7) % 7;
        int best = 1 << 30;
        for (const Entry& e : entries)
            if ((e.weekday_mask >> weekday & 1) && (e.from < 0 || (day >= e.from && day <= e.to)))
                best = std::min(best, e.from < 0 ? 1 << 29 : e.to - e.from);
        bool closed = false;
        std::vector<Entry> today;
        for (const Entry& e : entries)
            if ((e.weekday_mask >> weekday & 1) && (e.from < 0 || (day >= e.from && day <= e.to)) &&
                (e.from < 0 ? 1 << 29 : e.to - e.from) == best) {
                if (e.closed) closed = true;
                today.push_back(e);
            }
        if (closed) continue;
        for (const Entry& e : today)
            for (int m = e.opens; m < e.closes; ++m) {
                const int slot = day * 1440 + m;
                if (slot >= 0) p.open[static_cast<std::size_t>(slot)] = true;
            }
    }
    return p;
}

json::array schedules_of(const std::vector<Entry>& entries) {
    static const char* const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    json::array out;
    for (const Entry& e : entries) {
        json::object o{{"freq", "WEEKLY"}};
        std::string days;
        for (int i = 0; i < 7; ++i)
            if (e.weekday_mask >> i & 1) days += (days.empty() ? "" : ",") + std::string(names[i]);
        o["byday"] = days;
        if (!e.closed) {
            o["opens_at"] = time_text(e.opens);
            o["closes_at"] = e.closes == 1440 ? std::string("23:59") : time_text(e.closes);
        }
        if (e.from >= 0) {
            o["valid_from"] = to_text(Date::of(2026, 3, 2) + e.from);
            o["valid_to"] = to_text(Date::of(2026, 3, 2) + e.to);
        }
        out.push_back(o);
    }
    return out;
}

rc::Gen<Entry> any_entry() {
    return rc::gen::map(
        rc::gen::tuple(rc::gen::inRange(1, 128), rc::gen::inRange(0, 96), rc::gen::inRange(1, 96),
                       rc::gen::inRange(-20, 50), rc::gen::inRange(0, 20), rc::gen::inRange(0, 5)),
        [](const auto& t) {
            const auto [mask, opens, length, from, span, kind] = t;
            Entry e{mask,
                    opens * 15,
                    opens * 15 + length * 15,
                    from < 0 ? -1 : from,
                    from < 0 ? -1 : from + span,
                    kind == 0};
            if (e.closes > e.opens + 1440) e.closes = e.opens + 1440;
            return e;
        });
}

TEST(Hours, agree_with_a_calendar_painted_minute_by_minute) {
    EXPECT_TRUE(rc::check([] {
        const auto entries =
            *rc::gen::resize(5, rc::gen::container<std::vector<Entry>>(any_entry()));
        const Painted painted = paint(entries);
        const Hours h = Hours::from_schedules(schedules_of(entries));
        RC_ASSERT(h.unknown() == !painted.known);
        if (h.unknown()) return;
        const Instant start = at(0, 0);
        for (int m = 0; m < Painted::days * 1440; m += 5)
            RC_ASSERT(*h.open_at(start + minutes(m)) == painted.open[static_cast<std::size_t>(m)]);
        // The next change is the first painted minute that differs.
        const int from = *rc::gen::inRange(0, 20 * 1440);
        int to = from + 1;
        while (to < Painted::days * 1440 && painted.open[static_cast<std::size_t>(to)] ==
                                                painted.open[static_cast<std::size_t>(from)])
            ++to;
        if (to < Painted::days * 1440)
            RC_ASSERT(h.next_change(start + minutes(from)) == start + minutes(to));
    }));
}

}  // namespace
}  // namespace linli::place
