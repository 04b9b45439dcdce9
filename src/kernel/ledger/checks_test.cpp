// The second pair of eyes must see what a faulty posting code would write: each rule broken once.
#include "kernel/ledger/checks.hpp"

#include <gmock/gmock.h>

#include "kernel/ledger/ledger_fixture.hpp"

namespace linli::ledger {
namespace {

using ::testing::HasSubstr;

struct Sound {
    Chart chart = parse_chart(testing::fund_chart, "fund.yaml");
    Written written;

    Sound() {
        BookRow book;
        book.id = {1};
        book.monthly = true;
        written.books.push_back({book, &chart, 202512});
        EntryRow entry;
        entry.id = {10};
        entry.book_id = {1};
        entry.date = Date::of(2026, 1, 5);
        entry.period = 202601;
        written.entries.push_back(entry);
        written.accounts = {moved(1, "1002", Side::debit, 500, 0),
                            moved(2, "4001", Side::credit, 0, 500)};
        written.accounts[0].after.debit += 100;
        written.accounts[1].after.credit += 100;
        for (auto& m : written.accounts)
            m.after.version = 1;
        written.legs = {{{1}, 1, {10}, 0, 100, 0, 600, 0, {}},
                        {{2}, 1, {10}, 1, 0, 100, 0, 600, {}}};
    }
    static Written::Moved moved(std::int64_t id, const char* code, Side normal, std::int64_t debit,
                                std::int64_t credit) {
        AccountRow a;
        a.id = {id};
        a.book_id = {1};
        a.code = code;
        a.normal = normal;
        a.debit = debit;
        a.credit = credit;
        return {a, a};
    }
};

std::string fault_after(const std::function<void(Written&)>& spoil) {
    Sound sound;
    spoil(sound.written);
    return fault_of(sound.written);
}

TEST(SecondEyes, have_nothing_to_say_about_what_is_sound) {
    EXPECT_EQ(fault_after([](Written&) {}), "");
}

TEST(SecondEyes, see_each_rule_that_is_broken) {
    const auto sees = [](const std::function<void(Written&)>& spoil, const char* words) {
        EXPECT_THAT(fault_after(spoil), HasSubstr(words));
    };
    sees([](Written& w) { w.legs[0].debit = 101; }, "debits are not credits");
    sees([](Written& w) { w.legs.pop_back(); }, "fewer than two legs");
    sees([](Written& w) { w.legs[0].credit = 100; }, "not on one side");
    sees([](Written& w) { w.legs[0].entry_id = {11}; }, "without its entry");
    sees([](Written& w) { w.legs[0].account_id = {3}; }, "not moved");
    sees([](Written& w) { w.accounts[0].after.book_id = {2}; }, "another book");
    sees([](Written& w) { w.accounts[0].after.debit += 1; }, "not what it was plus its legs");
    sees([](Written& w) { w.accounts[0].after.version = 2; }, "not what it was plus its legs");
    sees([](Written& w) { w.legs[0].version = 2; }, "not numbered in order");
    sees([](Written& w) { w.legs[0].debit_after = 601; }, "another balance");
    sees([](Written& w) { w.accounts[0].before.last_at = {5}; }, "before the leg before it");
    sees([](Written& w) { w.accounts[0].after.credit_held = 5; }, "held entries reserve");
    sees([](Written& w) { w.accounts[0].before.closed_at = Instant{1}; }, "closed account");
    sees([](Written& w) { w.holds.push_back({{10}, 0, {9}, 5, 0}); }, "not moved");
    sees(
        [](Written& w) {
            w.changes.push_back({{4}, EntryState::settled, {{{4}, 0, {9}, 5, 0}}});
        },
        "not written");
    sees([](Written& w) { w.entries[0].period = 202602; }, "not of its date");
    sees([](Written& w) { w.books[0].last_closed = 202601; }, "closed period");
    sees([](Written& w) { w.books[0].row.monthly = false; }, "without periods");
    sees([](Written& w) { w.books.clear(); }, "unknown book");
    sees([](Written& w) { w.entries[0].act = Act::release; }, "release that moves");
    sees([](Written& w) { w.accounts[1].after.ceiling = 599; }, "above its ceiling");
    sees(
        [](Written& w) {
            w.accounts[0].before.credit = w.accounts[0].after.credit = 601;
            w.legs[0].credit_after = 601;
        },
        "below nought");
    sees(
        [](Written& w) {
            w.accounts[0].after.code = "1004";
            w.accounts[1].after.code = "1002";
        },
        "forbidden");
}

}  // namespace
}  // namespace linli::ledger
