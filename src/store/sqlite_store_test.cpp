// What is SQLite's alone: shared commits, the bounded queue, the one writer, copies.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <future>

#include "store/store.hpp"
#include "support/temp_dir.hpp"

namespace linli::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const MigrationSet notes{
    "note",
    {{1, "notes", MigrationDialect::sqlite,
      "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL);\n"
      "CREATE TABLE reply (id BIGINT PRIMARY KEY, note BIGINT NOT NULL REFERENCES note (id) "
      "DEFERRABLE INITIALLY DEFERRED);\n"}}};

constexpr Sql add_note{"note.add", "INSERT INTO note (id, text) VALUES (?, ?)"};
constexpr Sql add_reply{"reply.add", "INSERT INTO reply (id, note) VALUES (?, ?)"};
constexpr Sql note_ids{"note.ids", "SELECT id FROM note ORDER BY id"};

class SqliteStore : public ::testing::Test {
  protected:
    std::unique_ptr<Store> open(StoreOptions options = {}) {
        options.url = "sqlite:" + file();
        auto store = Store::open(options);
        store->migrate({notes});
        return store;
    }
    std::string file() const { return (dir_.path() / "linli.db").string(); }

    static std::vector<std::int64_t> ids(Store& store) {
        return store.read([](Tx& tx) { return tx.all<std::int64_t>(note_ids); });
    }

    linli::testing::TempDir dir_;
};

using Unit = std::function<void(Tx&)>;

// Queues the units behind one that holds the writer until all are there, so that
// they share the next commit; tells for each what it threw ("" = nothing).
std::vector<std::string> run_together(Store& store, const std::vector<Unit>& units) {
    const auto all = static_cast<std::int64_t>(units.size());
    std::promise<void> entered;
    std::thread holder([&] {
        store.write([&](Tx&) {
            entered.set_value();
            while (store.stats().units_waiting < all)
                std::this_thread::yield();
        });
    });
    entered.get_future().wait();
    std::vector<std::future<std::string>> answers;
    for (const Unit& unit : units)
        answers.push_back(std::async(std::launch::async, [&store, &unit]() -> std::string {
            try {
                store.write(unit);
            } catch (const Refusal& e) {
                return e.code();
            } catch (const std::exception& e) {
                return e.what();
            }
            return "";
        }));
    std::vector<std::string> out;
    for (auto& answer : answers)
        out.push_back(answer.get());
    holder.join();
    return out;
}

TEST_F(SqliteStore, lets_many_units_share_one_commit_and_each_fails_alone) {
    const auto store = open();
    const std::vector<Unit> units{
        [](Tx& tx) { tx.run(add_note, 1, "a"); },
        [](Tx& tx) {
            tx.run(add_note, 2, "b");
            throw Refusal(RefusalKind::conflict, "note.no", {"不行", "no"});
        },
        [](Tx& tx) { tx.run(add_note, 3, "c"); },
        [](Tx& tx) {
            tx.run(add_note, 4, "d");
            tx.run(add_note, 4, "twice");
        },
        [](Tx& tx) { tx.run(add_note, 5, "e"); },
    };
    const auto answers = run_together(*store, units);
    EXPECT_THAT(answers, ElementsAre("", "note.no", "", HasSubstr("note.id"), ""));
    EXPECT_THAT(ids(*store), ElementsAre(1, 3, 5));
    EXPECT_EQ(store->stats().commits, 2);  // the holder's and the shared one
}

TEST_F(SqliteStore, runs_units_again_by_themselves_when_the_shared_commit_fails) {
    const auto store = open();
    int runs = 0, after = 0;
    const std::vector<Unit> units{
        [&](Tx& tx) {
            ++runs;
            tx.run(add_note, 1, "a");
            tx.after_commit([&] { ++after; });
        },
        [](Tx& tx) { tx.run(add_reply, 1, 99); },  // breaks its rule only at COMMIT
    };
    const auto answers = run_together(*store, units);
    EXPECT_EQ(answers[0], "");
    EXPECT_THAT(answers[1], HasSubstr("FOREIGN KEY"));
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(after, 1);
    EXPECT_THAT(ids(*store), ElementsAre(1));
}

TEST_F(SqliteStore, runs_a_batch_once_when_a_unit_fails_before_it_wrote) {
    const auto store = open();
    int runs = 0;
    const std::vector<Unit> units{
        [&](Tx& tx) {
            ++runs;
            tx.run(add_note, 1, "a");
        },
        [](Tx& tx) {
            static constexpr Sql none{"note.none", "UPDATE note SET text = 'x' WHERE id = 99"};
            EXPECT_EQ(tx.run(none), 0);
            throw Refusal(RefusalKind::conflict, "note.no", {"不行", "no"});
        },
    };
    EXPECT_THAT(run_together(*store, units), ElementsAre("", "note.no"));
    EXPECT_EQ(runs, 1);
    EXPECT_THAT(ids(*store), ElementsAre(1));
}

TEST_F(SqliteStore, does_not_run_batch_after_batch_twice_for_one_who_always_fails) {
    const auto store = open();
    int runs = 0;
    std::int64_t id = 0;
    constexpr int rounds = 10;
    for (int i = 0; i < rounds; ++i) {
        const std::vector<Unit> units{
            [&](Tx& tx) {
                ++runs;
                tx.run(add_note, ++id, "a");
            },
            [](Tx& tx) {
                tx.run(add_note, 1000, "b");
                throw Refusal(RefusalKind::conflict, "note.no", {"不行", "no"});
            },
        };
        EXPECT_THAT(run_together(*store, units), ElementsAre("", "note.no"));
    }
    // Once more in the first batch, unless the one that fails came first in it.
    EXPECT_GE(runs, rounds);
    EXPECT_LE(runs, rounds + 1);
    EXPECT_EQ(ids(*store).size(), std::size_t{rounds});
}

TEST_F(SqliteStore, watch_tells_a_change_of_its_tables_and_of_no_others) {
    const auto store = open();
    const std::array<std::string_view, 1> tables{"note"};
    const auto watch = store->watch(tables);
    ASSERT_TRUE(watch.has_value());
    const auto at_first = watch->now();
    store->write([](Tx& tx) { tx.run(add_note, 1, "a"); });
    const auto added = watch->now();
    EXPECT_NE(added, at_first);
    store->write([](Tx& tx) { tx.run(add_reply, 1, 1); });
    store->read([](Tx& tx) { tx.one<std::int64_t>({"note.count", "SELECT COUNT(*) FROM note"}); });
    EXPECT_EQ(watch->now(), added);
    store->write([](Tx& tx) {
        tx.run({"note.with",
                "WITH n AS (SELECT 1 AS id) UPDATE note SET text = 'b' WHERE id IN "
                "(SELECT id FROM n)"});
    });
    EXPECT_NE(watch->now(), added);
}

TEST_F(SqliteStore, runs_the_unit_of_a_lone_caller_without_a_change_of_thread) {
    const auto store = open();
    std::thread::id ran_on;
    store->write([&](Tx& tx) {
        ran_on = std::this_thread::get_id();
        tx.run(add_note, 1, "a");
    });
    EXPECT_EQ(ran_on, std::this_thread::get_id());
    EXPECT_THAT(ids(*store), ElementsAre(1));
}

TEST_F(SqliteStore, runs_each_unit_once_when_nothing_fails) {
    const auto store = open({.batch_units_max = 3});
    constexpr int callers = 8, each = 100;
    std::atomic<int> runs{0};
    std::vector<std::thread> threads;
    for (int c = 0; c < callers; ++c)
        threads.emplace_back([&, c] {
            for (int i = 0; i < each; ++i)
                store->write([&](Tx& tx) {
                    ++runs;
                    tx.run(add_note, c * each + i, "n");
                });
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(runs, callers * each);
    EXPECT_EQ(store->stats().retries, 0);
    EXPECT_EQ(ids(*store).size(), static_cast<std::size_t>(callers * each));
}

TEST_F(SqliteStore, lets_an_action_after_commit_write) {
    const auto store = open();
    store->write([&](Tx& tx) {
        tx.run(add_note, 1, "a");
        tx.after_commit([&] { store->write([](Tx& other) { other.run(add_note, 2, "b"); }); });
    });
    EXPECT_THAT(ids(*store), ElementsAre(1, 2));
}

TEST_F(SqliteStore, refuses_when_the_queue_is_full) {
    const auto store = open({.writers_queued_max = 2});
    std::promise<void> entered, go;
    std::thread holder([&] {
        store->write([&](Tx&) {
            entered.set_value();
            go.get_future().wait();
        });
    });
    entered.get_future().wait();
    std::vector<std::thread> waiting;
    for (std::int64_t id : {1, 2})
        waiting.emplace_back([&, id] { store->write([&](Tx& tx) { tx.run(add_note, id, "w"); }); });
    while (store->stats().units_waiting < 2)
        std::this_thread::yield();
    try {
        store->write([](Tx& tx) { tx.run(add_note, 3, "too many"); });
        ADD_FAILURE() << "the third was let in";
    } catch (const Refusal& e) {
        EXPECT_EQ(e.code(), "store.busy");
        EXPECT_EQ(e.status(), 503);
        EXPECT_GT(e.retry_after_s, 0);
    }
    go.set_value();
    for (auto& thread : waiting)
        thread.join();
    holder.join();
    EXPECT_THAT(ids(*store), ElementsAre(1, 2));
}

TEST_F(SqliteStore, refuses_readers_who_would_wait_too_long) {
    const auto store = open({.readers = 1, .wait_ms_max = 20});
    store->read([&](Tx&) {
        std::async(std::launch::async, [&] { EXPECT_THROW(ids(*store), Refusal); }).wait();
    });
    EXPECT_THAT(ids(*store), ElementsAre());
}

TEST_F(SqliteStore, keeps_what_it_acknowledged_when_opened_again) {
    open()->write([](Tx& tx) { tx.run(add_note, 1, "kept"); });
    EXPECT_THAT(ids(*open()), ElementsAre(1));
}

TEST_F(SqliteStore, has_one_writer_whoever_asks_for_a_second) {
    const auto store = open();
    try {
        open();
        FAIL() << "two writers on one database";
    } catch (const Fault& e) {
        EXPECT_THAT(e.what(), HasSubstr("in use by another Linli"));
    }
    store->write([](Tx& tx) { tx.run(add_note, 1, "still here"); });
}

TEST_F(SqliteStore, syncs_every_commit_and_checks_foreign_keys) {
    const auto store = open();
    constexpr Sql synchronous{"test.synchronous", "PRAGMA synchronous"};
    constexpr Sql keys{"test.foreign_keys", "PRAGMA foreign_keys"};
    constexpr Sql mode{"test.journal_mode", "PRAGMA journal_mode"};
    store->write([&](Tx& tx) {
        EXPECT_EQ(tx.one<std::int64_t>(synchronous), 2);
        EXPECT_EQ(tx.one<std::int64_t>(keys), 1);
        EXPECT_EQ(tx.one<std::string>(mode), "wal");
    });
    constexpr Sql checkpoint{"test.autocheckpoint", "PRAGMA wal_autocheckpoint"};
    store->read([&](Tx& tx) { EXPECT_EQ(tx.one<std::int64_t>(checkpoint), 0); });
}

TEST_F(SqliteStore, copies_itself_whole_while_others_write) {
    const auto store = open();
    std::atomic<bool> stop = false;
    std::atomic<std::int64_t> last = 0;
    std::thread writer([&] {
        for (std::int64_t id = 1; !stop; ++id) {
            store->write([&](Tx& tx) { tx.run(add_note, id, std::string(500, 'x')); });
            last = id;
        }
    });
    while (last < 50)
        std::this_thread::yield();
    const std::int64_t before = last;
    const std::string copy = (dir_.path() / "copy.db").string();
    store->backup_to(copy);
    stop = true;
    writer.join();
    EXPECT_THROW(store->backup_to(copy), Fault);
    EXPECT_GE(static_cast<std::int64_t>(
                  ids(*Store::open({.url = "sqlite:" + copy, .read_only = true})).size()),
              before);
    const auto restored = Store::open({.url = "sqlite:" + copy});
    EXPECT_THAT(restored->integrity_faults(), ElementsAre());
    const auto found = ids(*restored);
    ASSERT_GE(static_cast<std::int64_t>(found.size()), before);
    EXPECT_EQ(found.back(), static_cast<std::int64_t>(found.size()));  // a prefix without holes
}

TEST_F(SqliteStore, says_plainly_what_it_cannot_open) {
    const auto why = [](const std::string& url) -> std::string {
        try {
            Store::open({.url = url});
        } catch (const Fault& e) {
            return e.what();
        }
        return "";
    };
    EXPECT_THAT(why("sqlite:/no/such/directory/linli.db"), HasSubstr("does not exist"));
    EXPECT_THAT(why("mysql://x/y"), HasSubstr("must be sqlite:PATH"));
    FILE* junk = std::fopen(file().c_str(), "w");
    std::fputs(std::string(4096, 'j').c_str(), junk);
    std::fclose(junk);
    EXPECT_THAT(why("sqlite:" + file()), HasSubstr("not a database"));
}

}  // namespace
}  // namespace linli::store
