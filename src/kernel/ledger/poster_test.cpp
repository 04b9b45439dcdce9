#include "kernel/ledger/poster.hpp"

#include <atomic>
#include <thread>

#include "kernel/ledger/ledger_fixture.hpp"

namespace linli::ledger {
namespace {

class PosterTest : public testing::LedgerTest {
  protected:
    void SetUp() override {
        LedgerTest::SetUp();
        if (IsSkipped()) return;
        bank = account(pension, "1002");
        fiscal = account(pension, "1003");
        income = account(pension, "4001");
    }
    // What `threads` callers heard, each sending `make(i)` for its part of 0..n-1.
    std::map<Code, int> together(int threads, int n, const std::function<Command(int)>& make,
                                 const std::function<Outcome(Command)>& send) {
        std::vector<std::thread> all;
        std::atomic<int> next{0};
        std::map<Code, int> heard;
        std::mutex mutex;
        for (int t = 0; t < threads; ++t)
            all.emplace_back([&] {
                for (int i = next++; i < n; i = next++) {
                    const Outcome o = send(make(i));
                    const std::lock_guard lock(mutex);
                    ++heard[o.code];
                }
            });
        for (auto& t : all)
            t.join();
        return heard;
    }
    std::function<Outcome(Command)> through(Poster& poster) {
        return [&poster](Command c) { return poster.post({std::move(c)}).front(); };
    }
    std::function<Outcome(Command)> directly() {
        return [this](Command c) {
            for (int tries = 0;; ++tries) {
                try {
                    return post(c);
                } catch (const store::UniqueViolation&) {  // two servers at the same instant
                    if (tries == 3) throw;
                }
            }
        };
    }

    AccountId bank, fiscal, income;
};
LINLI_ON_BOTH_DATABASES(PosterTest);

// T11.
TEST_P(PosterTest, the_same_id_sent_a_hundred_times_at_once_happens_once) {
    Poster poster(*ledger, store());
    for (const auto& send : {through(poster), directly()}) {
        const std::string id = "once" + std::to_string(row(income).credit);
        const auto heard = together(
            16, 100, [&](int) { return transfer(id, bank, income, 100); }, send);
        EXPECT_EQ(heard, (std::map<Code, int>{{Code::ok, 1}, {Code::exists, 99}}));
        EXPECT_EQ(send(transfer(id, bank, income, 101)).code, Code::exists_with_different_amount);
    }
    EXPECT_EQ(balance(income), 200);
    const Command over = transfer("over", fiscal, bank, 1'000);
    const auto heard = together(
        16, 100, [&](int) { return over; }, through(poster));
    EXPECT_EQ(heard,
              (std::map<Code, int>{{Code::exceeds_balance, 1}, {Code::id_already_failed, 99}}));
}

// T13: the last of something goes to one.
TEST_P(PosterTest, of_five_hundred_who_want_the_last_fen_one_gets_it) {
    Poster poster(*ledger, store());
    for (int round = 0; round < 5; ++round) {
        post(transfer("one" + std::to_string(round), bank, income, 1));
        const auto heard = together(
            32, 500,
            [&](int i) {
                return transfer("r" + std::to_string(round) + "." + std::to_string(i), fiscal, bank,
                                1);
            },
            through(poster));
        EXPECT_EQ(heard, (std::map<Code, int>{{Code::ok, 1}, {Code::exceeds_balance, 499}}));
    }
    EXPECT_EQ(balance(fiscal), 5);
}

TEST_P(PosterTest, two_servers_on_one_database_never_give_the_last_fen_twice) {
    if (GetParam() == linli::testing::Backend::sqlite) GTEST_SKIP() << "SQLite has one server";
    const auto second_store = open_store();
    Poster here(*ledger, store()), there(*ledger, *second_store);
    post(transfer("ten", bank, income, 10));
    std::atomic<int> turn{0};
    const auto heard = together(
        16, 100, [&](int i) { return transfer("r" + std::to_string(i), fiscal, bank, 1); },
        [&](Command c) { return (turn++ % 2 == 0 ? here : there).post({std::move(c)}).front(); });
    EXPECT_EQ(heard, (std::map<Code, int>{{Code::ok, 10}, {Code::exceeds_balance, 90}}));
    EXPECT_EQ(balance(fiscal), 10);
}

TEST_P(PosterTest, a_chain_that_one_caller_left_open_does_not_bind_another) {
    Poster poster(*ledger, store());
    std::atomic<int> ok{0};
    std::vector<std::thread> all;
    for (int t = 0; t < 8; ++t)
        all.emplace_back([&, t] {
            for (int i = 0; i < 20; ++i) {
                Command c =
                    transfer("c" + std::to_string(t) + "." + std::to_string(i), bank, income, 1);
                c.linked = t % 2 == 0;
                const Outcome o = poster.post({c}).front();
                EXPECT_EQ(o.code, t % 2 == 0 ? Code::linked_chain_open : Code::ok);
                ok += o.code == Code::ok;
            }
        });
    for (auto& t : all)
        t.join();
    EXPECT_EQ(ok, 80);
    EXPECT_EQ(balance(income), 80);
}

TEST_P(PosterTest, refuses_when_too_much_waits) {
    Poster poster(*ledger, store(), {.commands_max = 10, .waiting_max = 4});
    std::vector<Command> many;
    for (int i = 0; i < 5; ++i)
        many.push_back(transfer("m" + std::to_string(i), bank, income, 1));
    try {
        poster.post(many);
        FAIL() << "nothing was refused";
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), "ledger.busy");
        EXPECT_GT(refusal.retry_after_s, 0);
    }
    EXPECT_EQ(balance(income), 0);
}

}  // namespace
}  // namespace linli::ledger
