#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>
#include <thread>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/refusal.hpp"

namespace linli {
namespace {

using Thing = Id<struct ThingTag>;

std::string code_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Refusal& refusal) {
        return refusal.code();
    }
    return "accepted";
}

TEST(Instant, is_written_in_utc_with_a_fraction_only_where_there_is_one) {
    EXPECT_EQ(to_text(Instant{1'769'846'400'000'000}), "2026-01-31T08:00:00Z");
    EXPECT_EQ(to_text(Instant{1'769'846'400'000'001}), "2026-01-31T08:00:00.000001Z");
    EXPECT_EQ(to_text(Instant{-1}), "1969-12-31T23:59:59.999999Z");
}

TEST(Instant, is_read_with_any_offset) {
    EXPECT_EQ(instant_from_text("2026-01-31T16:00:00+08:00").us, 1'769'846'400'000'000);
    EXPECT_EQ(instant_from_text("2026-01-31t03:30:00.5-04:30").us, 1'769'846'400'500'000);
    EXPECT_EQ(code_of([] { instant_from_text("2026-01-31T16:00:00"); }), "time.malformed");
    EXPECT_EQ(code_of([] { instant_from_text("2026-01-31T25:00:00Z"); }), "time.malformed");
    EXPECT_EQ(code_of([] { instant_from_text("2026-02-30T01:00:00Z"); }), "date.impossible");
    EXPECT_EQ(code_of([] { instant_from_text("2026-01-31T16:00:00Z "); }), "time.malformed");
}

TEST(Instant, survives_writing_and_reading) {
    EXPECT_TRUE(rc::check([] {
        // The years 1900 to 2200.
        const Instant t{
            *rc::gen::inRange<std::int64_t>(-2'208'988'800'000'000, 7'258'118'400'000'000)};
        RC_ASSERT(instant_from_text(to_text(t)) == t);
    }));
}

TEST(Date, that_is_not_in_the_calendar_is_refused) {
    EXPECT_EQ(code_of([] { Date::of(2025, 2, 29); }), "date.impossible");
    EXPECT_EQ(code_of([] { Date::of(2026, 13, 1); }), "date.impossible");
    EXPECT_EQ(code_of([] { date_from_text("2026-1-31"); }), "date.malformed");
    EXPECT_EQ(code_of([] { date_from_text("2026-01-3x"); }), "date.malformed");
    EXPECT_EQ(to_text(date_from_text("2024-02-29")), "2024-02-29");
}

TEST(Date, begins_at_midnight_in_china_which_is_16_hours_utc_the_day_before) {
    const Date day = date_from_text("2026-03-01");
    EXPECT_EQ(to_text(midnight_in_china(day)), "2026-02-28T16:00:00Z");
    EXPECT_EQ(date_in_china(midnight_in_china(day)), day);
    EXPECT_EQ(date_in_china(midnight_in_china(day) - microseconds(1)), day + -1);
    EXPECT_EQ(minute_of_day_in_china(midnight_in_china(day)), 0);
    EXPECT_EQ(minute_of_day_in_china(midnight_in_china(day) - microseconds(1)), 1439);
    EXPECT_EQ(iso_weekday(day), 7);
    EXPECT_EQ(iso_weekday(day + 1), 1);
}

TEST(Money, is_written_in_yuan_and_read_back) {
    EXPECT_EQ(to_yuan({-1205}), "-12.05");
    EXPECT_EQ(to_yuan({7}), "0.07");
    EXPECT_EQ(fen_from_yuan("12.5"), Fen{1250});
    EXPECT_EQ(fen_from_yuan("-0.05"), Fen{-5});
    for (const char* bad :
         {"", "-", ".5", "1.", "1.234", "1,000", " 1", "1e3", "92233720368547758.08"}) {
        EXPECT_EQ(code_of([&] { fen_from_yuan(bad); }), "money.malformed") << bad;
    }
    EXPECT_TRUE(rc::check(
        [](std::int64_t amount) { RC_ASSERT(fen_from_yuan(to_yuan({amount})) == Fen{amount}); }));
}

TEST(Money, never_wraps_around) {
    const Fen most{std::numeric_limits<std::int64_t>::max()};
    EXPECT_THROW(most + Fen{1}, BrokenInvariant);
    EXPECT_THROW((Minutes{-2} - Minutes{most.value}), BrokenInvariant);
}

TEST(Id, is_13_characters_and_forgives_what_people_misread) {
    EXPECT_EQ(id_to_text(1), "0000000000001");
    EXPECT_EQ(id_from_text("000000000000l"), 1);
    EXPECT_EQ(id_from_text("oooooooooooo1"), 1);
    EXPECT_EQ(id_to_text(std::numeric_limits<std::int64_t>::max()), "7ZZZZZZZZZZZZ");
    for (const char* bad :
         {"", "1", "8000000000000", "000000000000U", "00000000000001", "000000000000-"}) {
        EXPECT_EQ(code_of([&] { id_from_text(bad); }), "id.malformed") << bad;
    }
    EXPECT_TRUE(rc::check([](std::int64_t any) {
        const std::int64_t value = any & std::numeric_limits<std::int64_t>::max();
        RC_ASSERT(id_from_text(id_to_text(value)) == value);
    }));
}

TEST(Id, rises_even_when_the_clock_steps_back) {
    SimulatedClock clock({1'772'409'600'000'000});
    IdMaker maker(clock, 1023);
    Thing last = maker.make<Thing>();
    for (int i = 0; i < 10'000; ++i) {
        if (i == 5000) clock.advance(seconds(-60));
        const Thing next = maker.make<Thing>();
        ASSERT_GT(next, last);
        last = next;
    }
}

TEST(Id, is_never_given_twice_to_two_threads) {
    SimulatedClock clock({1'772'409'600'000'000});
    IdMaker maker(clock, 0);
    std::vector<std::vector<std::int64_t>> made(4);
    {
        std::vector<std::jthread> threads;
        for (auto& mine : made) {
            threads.emplace_back([&maker, &mine] {
                for (int i = 0; i < 5000; ++i)
                    mine.push_back(maker.next());
            });
        }
    }
    std::set<std::int64_t> all;
    for (const auto& mine : made)
        all.insert(mine.begin(), mine.end());
    EXPECT_EQ(all.size(), 20'000u);
}

TEST(Id, orders_by_time_before_node) {
    SimulatedClock clock({1'772'409'600'000'000});
    IdMaker high_node(clock, 1023);
    const std::int64_t earlier = high_node.next();
    clock.advance(milliseconds(1));
    IdMaker low_node(clock, 0);
    EXPECT_GT(low_node.next(), earlier);
}

TEST(Invariant, that_is_broken_names_the_place) {
    try {
        LINLI_CHECK(1 + 1 == 3);
        FAIL();
    } catch (const BrokenInvariant& broken) {
        EXPECT_NE(std::string(broken.what()).find("1 + 1 == 3"), std::string::npos);
        EXPECT_NE(std::string(broken.what()).find("basics_test.cpp"), std::string::npos);
    }
}

}  // namespace
}  // namespace linli
