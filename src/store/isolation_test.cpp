// T12: the anomalies of Hermitage through our interface; every history must be one that could have
// happened one unit after the other. PostgreSQL really interleaves the units; on SQLite the second
// waits for the first, so those who wait for each other here give up after a moment.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <future>
#include <thread>

#include "store/postgres_store.hpp"
#include "store/store_admin.hpp"
#include "support/on_both_databases.hpp"

namespace linli::store {
namespace {

using namespace std::chrono_literals;

const MigrationSet tallies{
    "tally",
    {{1, "tally", MigrationDialect::any,
      "CREATE TABLE tally (id BIGINT PRIMARY KEY, amount BIGINT NOT NULL);\n"}}};
constexpr Sql amount_of{"tally.of", "SELECT amount FROM tally WHERE id = ?"};
constexpr Sql set_amount{"tally.set", "UPDATE tally SET amount = ? WHERE id = ?"};
constexpr Sql add_tally{"tally.add", "INSERT INTO tally (id, amount) VALUES (?, ?)"};
constexpr Sql sum{"tally.sum", "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM tally"};
constexpr Sql count_above{"tally.above", "SELECT COUNT(*) FROM tally WHERE id > ?"};

std::int64_t amount(Tx& tx, std::int64_t id) {
    return tx.one<std::int64_t>(amount_of, id).value();
}
void set(Tx& tx, std::int64_t id, std::int64_t to) {
    tx.run(set_amount, to, id);
}

// Where two units meet the first time each of them runs.
class Meeting {
  public:
    void arrive() {
        std::unique_lock lock(mutex_);
        ++arrived_;
        changed_.notify_all();
        changed_.wait_for(lock, 300ms, [&] { return arrived_ >= 2; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int arrived_ = 0;
};

class Isolation : public linli::testing::OnBothDatabases {
  protected:
    std::vector<MigrationSet> migrations() const override { return {tallies}; }
    void start_with(std::int64_t first, std::int64_t second) {
        store().write([&](Tx& tx) {
            tx.run(add_tally, 1, first);
            tx.run(add_tally, 2, second);
        });
    }
    void run_both(const std::function<void(Tx&)>& a, const std::function<void(Tx&)>& b) {
        auto other = std::async(std::launch::async, [&] { store().write(a); });
        store().write(b);
        other.get();
    }
    std::int64_t now(std::int64_t id) {
        return store().read([&](Tx& tx) { return amount(tx, id); });
    }
    std::int64_t total() {
        return store().read([](Tx& tx) { return tx.one<std::int64_t>(sum).value(); });
    }
};
LINLI_ON_BOTH_DATABASES(Isolation);

TEST_P(Isolation, loses_no_update) {
    start_with(10, 0);
    Meeting meeting;
    const auto add_one = [&](Tx& tx) {
        const std::int64_t seen = amount(tx, 1);
        meeting.arrive();
        set(tx, 1, seen + 1);
    };
    run_both(add_one, add_one);
    EXPECT_EQ(now(1), 12);
    if (store().dialect() == Dialect::postgres) {
        EXPECT_GE(store().stats().retries, 1);  // they did meet
    }
}

TEST_P(Isolation, allows_no_write_skew) {
    start_with(1, 1);  // two on duty; each leaves if the other stays
    Meeting meeting;
    const auto leave = [&](std::int64_t me) {
        return [&meeting, me](Tx& tx) {
            const auto on_duty = tx.one<std::int64_t>(sum).value();
            meeting.arrive();
            if (on_duty >= 2) set(tx, me, 0);
        };
    };
    run_both(leave(1), leave(2));
    EXPECT_EQ(total(), 1);
}

TEST_P(Isolation, allows_no_write_skew_over_rows_that_are_not_there_yet) {
    Meeting meeting;
    const auto found_once = [&](std::int64_t id) {
        return [&meeting, id](Tx& tx) {
            const auto there = tx.one<std::int64_t>(count_above, 100).value();
            meeting.arrive();
            if (there == 0) tx.run(add_tally, id, 1);
        };
    };
    run_both(found_once(101), found_once(102));
    EXPECT_EQ(total(), 1);
}

TEST_P(Isolation, shows_a_reader_no_state_that_never_was) {
    // Fekete, O'Neil, O'Neil 2004: x and y are accounts; a withdrawal of 10 from x costs 1 more
    // when x + y would fall below zero.
    start_with(0, 0);
    std::int64_t seen_x = 0, seen_y = 0;
    std::future<void> deposit_then_report;
    int runs = 0;
    store().write([&](Tx& tx) {
        const std::int64_t x = amount(tx, 1), y = amount(tx, 2);
        if (++runs == 1) {
            deposit_then_report = std::async(std::launch::async, [&] {
                store().write([](Tx& inner) { set(inner, 2, amount(inner, 2) + 20); });
                store().read([&](Tx& inner) {
                    seen_x = amount(inner, 1);
                    seen_y = amount(inner, 2);
                });
            });
            deposit_then_report.wait_for(500ms);
        }
        set(tx, 1, x + y < 10 ? x - 11 : x - 10);
    });
    deposit_then_report.get();
    ASSERT_EQ(seen_y, 20);
    // Who saw the deposit before the withdrawal saw that there would be no charge.
    EXPECT_EQ(now(1), seen_x == 0 ? -10 : -11);
}

TEST_P(Isolation, shows_nobody_what_is_not_committed) {
    start_with(1, 1);
    store().write([&](Tx& tx) {
        set(tx, 1, 100);
        std::async(std::launch::async, [&] { EXPECT_EQ(now(1), 1); }).wait();
    });
    EXPECT_THROW(store().write([&](Tx& tx) {
        set(tx, 1, 200);
        throw Fault("no");
    }),
                 Fault);
    EXPECT_EQ(now(1), 100);
}

TEST_P(Isolation, gives_up_when_another_process_wins_every_race) {
    if (GetParam() == linli::testing::Backend::sqlite) GTEST_SKIP() << "SQLite has one writer";
    start_with(0, 0);
    const auto other = open_store();
    int runs = 0;
    try {
        store().write([&](Tx& tx) {
            ++runs;
            const std::int64_t seen = amount(tx, 1);
            std::async(std::launch::async, [&] {
                other->write([](Tx& inner) { set(inner, 1, amount(inner, 1) + 1); });
            }).get();
            set(tx, 1, seen + 100);
        });
        FAIL() << "it cannot have won";
    } catch (const Refusal& e) {
        EXPECT_EQ(e.code(), "store.busy");
    }
    EXPECT_EQ(runs, 1 + retries_max);
    EXPECT_EQ(now(1), 1 + retries_max);
}

TEST_P(Isolation, refuses_nobody_of_many_who_want_the_same_row) {
    start_with(0, 0);
    constexpr int callers = 64, turns = 4;
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < callers; ++i)
        threads.emplace_back([&] {
            for (int turn = 0; turn < turns; ++turn) {
                try {
                    store().write([](Tx& tx) { set(tx, 1, amount(tx, 1) + 1); });
                } catch (const Refusal&) {
                    ++refused;
                }
            }
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(refused, 0);
    EXPECT_EQ(now(1), callers * turns);
}

TEST_P(Isolation, replaces_connections_that_the_server_closed) {
    if (GetParam() == linli::testing::Backend::sqlite) GTEST_SKIP() << "SQLite has no server";
    start_with(1, 1);
    constexpr Sql hang_up{"test.hang_up",
                          "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity "
                          "WHERE datname = current_database() AND pid <> pg_backend_pid()"};
    const auto other = open_store();
    other->read([&](Tx& tx) { EXPECT_GE(tx.one<std::int64_t>(hang_up).value(), 1); });
    store().write([](Tx& tx) { set(tx, 1, 2); });
    EXPECT_EQ(now(1), 2);
}

TEST(PostgresStore, answers_that_it_is_unavailable_while_the_server_cannot_be_reached) {
    const char* server = std::getenv("LINLI_TEST_PG");
    if (server == nullptr) GTEST_SKIP() << "LINLI_TEST_PG names no PostgreSQL";
    const std::string url = create_database(server, "linli_gone_" + std::to_string(::getpid()));
    StoreOptions options;
    options.url = url;
    const auto store = Store::open(options);
    drop_database(url);
    constexpr Sql one{"test.one", "SELECT CAST(1 AS BIGINT)"};
    for (int i = 0; i < 2; ++i) {  // the open connection is lost; then none can be opened
        try {
            store->read([&](Tx& tx) { tx.one<std::int64_t>(one); });
            FAIL() << "there is no database to read";
        } catch (const Refusal& e) {
            EXPECT_EQ(e.code(), "store.unavailable");
        }
    }
}

TEST(Backoff, doubles_to_a_bound_and_jitters_by_at_most_half) {
    for (int attempt = 1; attempt <= retries_max; ++attempt) {
        const std::int64_t whole = std::int64_t{2000} << std::min(attempt, 5);
        EXPECT_EQ(backoff_us(attempt, 0), whole);
        for (std::uint32_t random : {1U, 999U, 123456U, 4294967295U}) {
            EXPECT_GE(backoff_us(attempt, random), whole / 2);
            EXPECT_LE(backoff_us(attempt, random), whole);
        }
    }
}

}  // namespace
}  // namespace linli::store
