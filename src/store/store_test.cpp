// The rules of units of work, on both databases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "support/on_both_databases.hpp"

namespace linli::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Thing {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> note;
    std::optional<std::int64_t> weight;
    double share = 0;
    bool seen = false;
    Colour colour = Colour::red;
    std::vector<std::string> tags;
    bool operator==(const Thing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id, name, note, weight, share, seen, colour, tags))

const MigrationSet things{
    "thing",
    {{1, "things", MigrationDialect::any,
      "CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL, note TEXT, weight BIGINT, "
      "share DOUBLE PRECISION NOT NULL, seen BIGINT NOT NULL, colour TEXT NOT NULL, "
      "tags TEXT NOT NULL);\n"
      "CREATE UNIQUE INDEX thing_name ON thing (name);\n"
      "CREATE TABLE part (id BIGINT PRIMARY KEY, thing BIGINT NOT NULL REFERENCES thing (id));\n"
      "CREATE TABLE tally (id BIGINT PRIMARY KEY, amount BIGINT NOT NULL);\n"}}};

constexpr Sql all_things{"thing.all",
                         "SELECT id, name, note, weight, share, seen, colour, tags FROM thing "
                         "ORDER BY id"};
constexpr Sql names{"thing.names", "SELECT name FROM thing ORDER BY id"};
constexpr Sql count{"thing.count", "SELECT COUNT(*) FROM thing"};
constexpr Sql rename_thing{"thing.rename", "UPDATE thing SET name = ? WHERE id = ?"};
constexpr Sql set_weight{"thing.weigh", "UPDATE thing SET weight = ? WHERE id = ?"};
constexpr Sql add_part{"part.add", "INSERT INTO part (id, thing) VALUES (?, ?)"};
constexpr Sql add_tally{"tally.add", "INSERT INTO tally (id, amount) VALUES (?, ?)"};
constexpr Sql tally_of{"tally.of", "SELECT amount FROM tally WHERE id = ?"};
constexpr Sql set_tally{"tally.set", "UPDATE tally SET amount = ? WHERE id = ?"};

Thing thing(std::int64_t id, std::string name) {
    return {.id = id,
            .name = std::move(name),
            .note = {},
            .weight = {},
            .share = 0.5,
            .seen = true,
            .colour = Colour::green,
            .tags = {"a", "b"}};
}

class Units : public linli::testing::OnBothDatabases {
  protected:
    std::vector<MigrationSet> migrations() const override { return {things}; }
    void add(const Thing& t) {
        store().write([&](Tx& tx) { tx.insert("thing", t); });
    }
    std::vector<std::string> all_names() {
        return store().read([](Tx& tx) { return tx.all<std::string>(names); });
    }
};
LINLI_ON_BOTH_DATABASES(Units);

TEST_P(Units, give_back_what_was_written) {
    Thing full = thing(1, "桥 'O''Brien' ? :p1 ::text");
    full.note = "";
    full.weight = std::numeric_limits<std::int64_t>::min();
    full.share = 0.1 + 0.2;
    const Thing bare = thing(2, "bare");
    add(full);
    add(bare);
    EXPECT_THAT(store().read([](Tx& tx) { return tx.all<Thing>(all_things); }),
                ElementsAre(full, bare));
}

TEST_P(Units, may_bind_null_and_values_in_turn_to_the_same_placeholder) {
    add(thing(1, "one"));
    for (const std::optional<std::int64_t> weight : {std::optional<std::int64_t>{}, {7}, {}, {8}}) {
        store().write([&](Tx& tx) { EXPECT_EQ(tx.run(set_weight, weight, std::int64_t{1}), 1); });
        EXPECT_EQ(store().read([](Tx& tx) { return tx.one<Thing>(all_things); })->weight, weight);
    }
}

TEST_P(Units, count_the_rows_they_change) {
    add(thing(1, "one"));
    store().write([](Tx& tx) {
        EXPECT_EQ(tx.run(rename_thing, "uno", 1), 1);
        EXPECT_EQ(tx.run(rename_thing, "due", 2), 0);
    });
}

TEST_P(Units, leave_nothing_behind_when_they_throw) {
    EXPECT_THROW(store().write([](Tx& tx) {
        tx.insert("thing", thing(1, "one"));
        throw refuse_conflict("thing.no", {"不行", "no"});
    }),
                 Refusal);
    EXPECT_THAT(all_names(), ElementsAre());
}

TEST_P(Units, tell_a_broken_unique_rule_from_other_faults) {
    add(thing(1, "one"));
    try {
        add(thing(2, "one"));
        FAIL() << "two things have one name";
    } catch (const UniqueViolation& e) {
        EXPECT_THAT(e.rule(), HasSubstr("name"));
    }
    EXPECT_THROW(add(thing(1, "two")), UniqueViolation);
    try {
        store().write([](Tx& tx) { tx.run(add_part, 1, 99); });
        FAIL() << "a part of nothing";
    } catch (const UniqueViolation&) {
        FAIL() << "a foreign key is not a unique rule";
    } catch (const Fault&) {
    }
}

TEST_P(Units, that_look_before_they_add_never_meet_a_broken_unique_rule) {
    static constexpr Sql known{"thing.known", "SELECT COUNT(*) FROM thing WHERE name = ?"};
    std::atomic<int> added{0};
    for (int round = 0; round < 20; ++round) {
        const std::string name = "thing" + std::to_string(round);
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, id = 100 + round * 8 + i] {
                added += store().write([&](Tx& tx) {
                    if (tx.one<std::int64_t>(known, name).value() > 0) return 0;
                    tx.insert("thing", thing(id, name));
                    return 1;
                });
            });
        for (auto& thread : threads)
            thread.join();
    }
    EXPECT_EQ(added, 20);
}

TEST_P(Units, never_repeat_the_contents_of_rows_in_an_error) {
    add(thing(1, "secret-13800138000"));
    try {
        add(thing(2, "secret-13800138000"));
        FAIL();
    } catch (const std::exception& e) {
        EXPECT_THAT(e.what(), Not(HasSubstr("13800138000")));
    }
    try {
        const Sql wrong{"thing.wrong", "INSERT INTO thing (id, nothing) VALUES (?, ?)"};
        store().write([&](Tx& tx) { tx.run(wrong, 5, "secret-13800138000"); });
        FAIL();
    } catch (const std::exception& e) {
        EXPECT_THAT(e.what(), HasSubstr("thing.wrong"));
        EXPECT_THAT(e.what(), Not(HasSubstr("13800138000")));
    }
}

TEST_P(Units, fail_whole_even_when_the_function_swallows_a_failed_statement) {
    add(thing(1, "one"));
    EXPECT_THROW(store().write([](Tx& tx) {
        tx.insert("thing", thing(2, "two"));
        try {
            tx.insert("thing", thing(3, "one"));
        } catch (const std::exception&) {
        }
    }),
                 UniqueViolation);
    EXPECT_THAT(all_names(), ElementsAre("one"));
}

TEST_P(Units, refuse_a_unit_inside_a_unit) {
    EXPECT_THROW(store().write([&](Tx&) { add(thing(1, "one")); }), BrokenInvariant);
    EXPECT_THROW(store().read([&](Tx&) { all_names(); }), BrokenInvariant);
    add(thing(1, "one"));
    EXPECT_THAT(all_names(), ElementsAre("one"));
}

TEST_P(Units, cannot_write_while_they_read) {
    EXPECT_THROW(store().read([](Tx& tx) { tx.insert("thing", thing(1, "one")); }), Fault);
    EXPECT_THAT(all_names(), ElementsAre());
}

TEST_P(Units, see_one_state_of_the_database_however_long_they_read) {
    add(thing(1, "one"));
    store().read([&](Tx& tx) {
        EXPECT_EQ(tx.one<std::int64_t>(count), 1);
        std::thread([&] { add(thing(2, "two")); }).join();
        EXPECT_EQ(tx.one<std::int64_t>(count), 1);
    });
    EXPECT_THAT(all_names(), ElementsAre("one", "two"));
}

TEST_P(Units, run_after_commit_only_what_was_committed) {
    int runs = 0;
    store().write([&](Tx& tx) {
        tx.insert("thing", thing(1, "one"));
        tx.after_commit([&] {
            ++runs;
            EXPECT_THAT(all_names(), ElementsAre("one"));
        });
        EXPECT_EQ(runs, 0);
    });
    EXPECT_EQ(runs, 1);
    EXPECT_THROW(store().write([&](Tx& tx) {
        tx.after_commit([&] { ++runs; });
        throw Fault("no");
    }),
                 Fault);
    EXPECT_EQ(runs, 1);
}

TEST_P(Units, may_stop_reading_in_the_middle_and_go_on) {
    for (int i = 1; i <= 5; ++i)
        add(thing(i, "n" + std::to_string(i)));
    const auto stop = [](std::string&&) { throw Refusal(RefusalKind::conflict, "stop", {}); };
    store().read([&](Tx& tx) {
        EXPECT_THROW(tx.each<std::string>(stop, names), Refusal);
        EXPECT_EQ(tx.all<std::string>(names).size(), 5U);
    });
    add(thing(6, "n6"));
    EXPECT_EQ(all_names().size(), 6U);
}

TEST_P(Units, may_use_a_statement_inside_its_own_rows) {
    add(thing(1, "one"));
    add(thing(2, "two"));
    std::size_t seen = 0;
    store().read([&](Tx& tx) {
        tx.each<std::string>([&](std::string&&) { seen += tx.all<std::string>(names).size(); },
                             names);
    });
    EXPECT_EQ(seen, 4U);
}

TEST_P(Units, refuse_the_character_that_postgresql_cannot_hold) {
    try {
        add(thing(1, std::string("a\0b", 3)));
        FAIL();
    } catch (const Refusal& e) {
        EXPECT_EQ(e.code(), "store.nul_in_text");
    }
}

TEST_P(Units, report_null_in_a_column_that_needs_a_value) {
    add(thing(1, "one"));
    const Sql notes{"thing.notes", "SELECT note FROM thing"};
    EXPECT_THROW(store().read([&](Tx& tx) { tx.all<std::string>(notes); }), Fault);
    EXPECT_EQ(
        store().read([&](Tx& tx) { return tx.all<std::optional<std::string>>(notes); }).size(), 1U);
}

TEST_P(Units, survive_many_threads_without_losing_an_addition) {
    constexpr int threads = 8, rounds = 40;
    store().write([](Tx& tx) { tx.run(add_tally, 1, 0); });
    std::atomic<int> done = 0;
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&, t] {
            for (int i = 0; i < rounds; ++i) {
                try {
                    store().write([&](Tx& tx) {
                        const auto amount = tx.one<std::int64_t>(tally_of, 1);
                        tx.run(set_tally, amount.value() + 1, 1);
                        tx.run(add_tally, 1000 + t * rounds + i, 1);
                    });
                    ++done;
                } catch (const Refusal& e) {
                    EXPECT_EQ(e.code(), "store.busy");
                }
                store().read([](Tx& tx) { EXPECT_GE(tx.one<std::int64_t>(tally_of, 1), 0); });
            }
        });
    for (auto& worker : workers)
        worker.join();
    const Sql others{"tally.others", "SELECT COUNT(*) FROM tally WHERE id >= 1000"};
    store().read([&](Tx& tx) {
        EXPECT_EQ(tx.one<std::int64_t>(tally_of, 1), done.load());
        EXPECT_EQ(tx.one<std::int64_t>(others), done.load());
    });
    EXPECT_GT(done.load(), 0);
    if (store().dialect() == Dialect::sqlite) {
        EXPECT_EQ(done.load(), threads * rounds);
    }
    EXPECT_THAT(store().integrity_faults(), ElementsAre());
}

TEST_P(Units, are_there_after_opening_again_beside_the_running_server) {
    add(thing(1, "one"));
    const auto second = Store::open({.url = url(), .read_only = true});
    EXPECT_THAT(second->read([](Tx& tx) { return tx.all<std::string>(names); }),
                ElementsAre("one"));
    EXPECT_THROW(second->write([](Tx&) {}), Fault);
}

}  // namespace
}  // namespace linli::store
