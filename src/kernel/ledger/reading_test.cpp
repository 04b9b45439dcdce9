#include "kernel/ledger/reading.hpp"

#include <gmock/gmock.h>

#include <random>

#include "kernel/ledger/ledger_fixture.hpp"
#include "kernel/ledger/seal.hpp"

namespace linli::ledger {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::IsEmpty;

class Books : public testing::LedgerTest {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {journal::migrations(), ledger::migrations()};
    }
    void SetUp() override {
        LedgerTest::SetUp();
        if (IsSkipped()) return;
        bank = account(pension, "1002");
        fiscal = account(pension, "1003");
        income = account(pension, "4001");
    }
    void change(const char* sql) {
        store().write([&](store::Tx& tx) { tx.run({"test.change", sql}); });
    }
    std::vector<std::string> rules_broken() {
        std::vector<std::string> rules;
        for (const VerifyFault& f : store().read([](store::Tx& tx) { return verify(tx); }).faults)
            rules.push_back(f.rule);
        return rules;
    }
    void seal_everything() {
        clock.advance(hours(1));
        while (store().write([&](store::Tx& tx) { return seal(tx, journal, clock, 100); }) > 0) {
        }
    }
    void fill(int n) {
        std::mt19937 dice(5);
        for (int i = 0; i < n; ++i) {
            const int amount = 1 + int(dice() % 100);
            post(transfer("in" + std::to_string(i), bank, income, amount));
            if (i % 3 == 0) post(transfer("out" + std::to_string(i), fiscal, bank, amount));
            clock.advance(seconds(int(dice() % 3)));
        }
    }

    AccountId bank, fiscal, income;
    journal::Journal journal{clock, ids, {}};
};
LINLI_ON_BOTH_DATABASES(Books);

TEST_P(Books, tell_the_balance_of_any_past_instant) {
    std::mt19937 dice(1);
    std::vector<std::pair<Instant, std::int64_t>> history;
    std::int64_t sum = 0;
    for (int i = 0; i < 60; ++i) {
        const int amount = 1 + int(dice() % 100);
        sum += amount;
        ASSERT_EQ(post(transfer("t" + std::to_string(i), bank, income, amount)).code, Code::ok);
        history.emplace_back(clock.now(), sum);
        clock.advance(seconds(int(dice() % 4)));
    }
    const AccountRow account = row(bank);
    for (int i = 0; i < 200; ++i) {
        const Instant at = linli::testing::test_start + milliseconds(int(dice() % 200'000) - 5'000);
        std::int64_t expected = 0;
        for (const auto& [when, balance] : history)
            if (when <= at) expected = balance;
        const Sums sums = store().read([&](store::Tx& tx) { return sums_at(tx, account, at); });
        EXPECT_EQ(sums.debit - sums.credit, expected);
    }
}

TEST_P(Books, explain_every_movement_newest_first) {
    post(transfer("a", bank, income, 700));
    post(transfer("b", fiscal, bank, 200));
    const auto lines =
        store().read([&](store::Tx& tx) { return movements(tx, *ledger->find(tx, bank), 0, 10); });
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].sender_id, "b");
    EXPECT_EQ(lines[0].credit, 200);
    EXPECT_EQ(lines[0].balance, 500);
    EXPECT_EQ(lines[1].balance, 700);
    const auto older = store().read([&](store::Tx& tx) {
        return movements(tx, *ledger->find(tx, bank), lines[0].version, 10);
    });
    ASSERT_EQ(older.size(), 1u);
    EXPECT_EQ(older[0].sender_id, "a");
}

TEST_P(Books, balance_in_every_month) {
    Command c = transfer("jan", bank, income, 1'000);
    c.date = Date::of(2026, 1, 31);
    post(c);
    c = transfer("feb", fiscal, bank, 400);
    c.date = Date::of(2026, 2, 1);
    post(c);
    const auto trial = store().read([&](store::Tx& tx) {
        return trial_balance(tx, *ledger, *ledger->book(tx, pension), 202602, 202602);
    });
    EXPECT_TRUE(trial.balanced);
    ASSERT_EQ(trial.lines.size(), 3u);
    EXPECT_EQ(trial.lines[0].code, "1002");
    EXPECT_EQ(trial.lines[0].opening, 1'000);
    EXPECT_EQ(trial.lines[0].credit, 400);
    EXPECT_EQ(trial.lines[0].closing, 600);
    EXPECT_EQ(trial.lines[2].closing, 1'000);
    EXPECT_EQ(trial.debit, 400);
}

TEST_P(Books, that_nobody_touched_verify) {
    fill(40);
    seal_everything();
    fill(0);
    const VerifyReport report = store().read([](store::Tx& tx) { return verify(tx); });
    EXPECT_THAT(report.faults, IsEmpty());
    EXPECT_EQ(report.legs, 2 * report.entries);
    EXPECT_GT(report.seals, 0);
}

TEST_P(Books, name_the_place_where_one_fen_was_altered) {
    fill(10);
    Command hold = transfer("h", fiscal, bank, 1);
    hold.act = Act::hold;
    ASSERT_EQ(post(hold).code, Code::ok);
    seal_everything();
    ASSERT_THAT(rules_broken(), IsEmpty());
    const auto breaks = [&](const char* change_, const char* undo, const char* rule) {
        change(change_);
        EXPECT_THAT(rules_broken(), Contains(rule)) << change_;
        change(undo);
        ASSERT_THAT(rules_broken(), IsEmpty()) << undo;
    };
    breaks("UPDATE ledger_account SET debit = debit + 1 WHERE code = '1002'",
           "UPDATE ledger_account SET debit = debit - 1 WHERE code = '1002'", "balance");
    breaks("UPDATE ledger_leg SET debit = debit + 1 WHERE version = 3 AND debit > 0",
           "UPDATE ledger_leg SET debit = debit - 1 WHERE version = 3 AND debit > 0", "leg.sum");
    breaks("UPDATE ledger_leg SET debit = debit + 1 WHERE version = 3 AND debit > 0",
           "UPDATE ledger_leg SET debit = debit - 1 WHERE version = 3 AND debit > 0",
           "entry.balance");
    breaks("UPDATE ledger_leg SET version = version + 100 WHERE version = 2 AND credit > 0",
           "UPDATE ledger_leg SET version = version - 100 WHERE version = 102 AND credit > 0",
           "leg.number");
    breaks("UPDATE ledger_total SET credit = credit + 1",
           "UPDATE ledger_total SET credit = credit - 1", "total");
    breaks("UPDATE ledger_account SET credit_held = credit_held + 1 WHERE code = '1002'",
           "UPDATE ledger_account SET credit_held = credit_held - 1 WHERE code = '1002'", "hold");
    breaks("UPDATE ledger_entry SET book_id = book_id + 1 WHERE sender_id = 'in3'",
           "UPDATE ledger_entry SET book_id = book_id - 1 WHERE sender_id = 'in3'", "entry.book");
    breaks("UPDATE ledger_entry SET date = date + 1 WHERE sender_id = 'in3'",
           "UPDATE ledger_entry SET date = date - 1 WHERE sender_id = 'in3'", "seal");
}

TEST_P(Books, altered_with_all_their_sums_still_do_not_fit_the_seal) {
    post(transfer("only", bank, income, 100));
    seal_everything();
    change(
        "UPDATE ledger_leg SET debit = debit * 2, credit = credit * 2, "
        "debit_after = debit_after * 2, credit_after = credit_after * 2");
    change("UPDATE ledger_account SET debit = debit * 2, credit = credit * 2");
    change("UPDATE ledger_total SET debit = debit * 2, credit = credit * 2");
    EXPECT_THAT(rules_broken(), ::testing::ElementsAre("seal"));
}

TEST_P(Books, seal_only_what_nobody_can_still_be_writing) {
    post(transfer("now", bank, income, 100));
    const auto sealed = [&] {
        return store().write([&](store::Tx& tx) { return seal(tx, journal, clock); });
    };
    EXPECT_EQ(sealed(), 0);
    clock.advance(linli::minutes(3));
    EXPECT_EQ(sealed(), 1);
    EXPECT_EQ(sealed(), 0);
}

}  // namespace
}  // namespace linli::ledger
