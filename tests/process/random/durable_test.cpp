// Random processes through the durable engine: units of work are rolled back and tried again, also
// from the middle of a run, and the store is closed and opened between commands.
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "kernel/process/engine.hpp"
#include "process/random/trial.hpp"
#include "support/on_both_databases.hpp"

namespace linli::process::random {
namespace {

constexpr store::Sql all_instances{"process.test_instances",
                                   "SELECT id FROM process_instance ORDER BY id"};
constexpr store::Sql everything[] = {
    {"process.test_1", "DELETE FROM process_file"},
    {"process.test_2", "DELETE FROM process_definition"},
    {"process.test_3", "DELETE FROM process_instance"},
    {"process.test_4", "DELETE FROM process_wait"},
    {"process.test_5", "DELETE FROM process_trace"},
    {"process.test_6", "DELETE FROM process_message"},
    {"process.test_7", "DELETE FROM process_message_seen"},
    {"process.test_8", "DELETE FROM process_start_timer"},
    {"process.test_9", "DELETE FROM process_start_seen"},
};

struct IdRow {
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(IdRow, (), (id))
struct CountRow {
    std::int64_t rows = 0, steps = 0, waits = 0, messages = 0;
};
BOOST_DESCRIBE_STRUCT(CountRow, (), (rows, steps, waits, messages))
constexpr store::Sql counts{
    "process.test_counts",
    "SELECT (SELECT COUNT(*) FROM process_instance) AS rows, (SELECT COUNT(*) FROM process_trace) "
    "AS steps, (SELECT COUNT(*) FROM process_wait) AS waits, (SELECT COUNT(*) FROM "
    "process_message) AS messages"};

struct Crash {};

// Ended instances keep no state; and the place where the machine may stop in mid-run.
struct Watcher final : Observer {
    void ended(store::Tx& tx, const InstanceRow& row, const State& state) override {
        tx.after_commit([this, id = row.id.value, state] { endings[id] = state; });
        tick();
    }
    void opened(store::Tx&, const WaitInfo&) override { tick(); }
    void closed(store::Tx&, const WaitInfo&) override { tick(); }
    void tick() {
        if (fuse > 0 && --fuse == 0) throw Crash{};
    }
    std::map<std::int64_t, State> endings;
    int fuse = 0;  // events until the crash; 0: none
};

class Durable final : public Subject {
  public:
    Durable(const std::string& url, IdMaker& ids, std::uint64_t seed, const std::string& xml)
        : url_(url), dice_(seed), clock_(beginning), ids_(ids), journal_(clock_, ids_) {
        open();
        forget_everything();
        store_->write([&](store::Tx& tx) { engine_->deploy(tx, {"random.bpmn", xml, {}}, {}); });
    }
    int instances() override {
        load();
        return static_cast<int>(rows_.size());
    }
    const State& state(int i) override { return at(i).state; }
    std::vector<std::string> trace(int i) override { return at(i).trace; }
    void start(const Values& values) override {
        act([&](store::Tx& tx) {
            engine_->start(tx, {.process = "p0", .variables = variables_of(values)});
        });
    }
    void complete(int i, std::uint32_t wait, const Values& values) override {
        const InstanceId id = at(i).id;
        act([&](store::Tx& tx) {
            engine_->complete(tx, {id, wait}, variables_of(values), AccountId{7});
        });
    }
    void fail(int i, std::uint32_t wait, const std::string& code, const Values& values) override {
        const InstanceId id = at(i).id;
        act([&](store::Tx& tx) {
            engine_->fail(tx, {id, wait}, code, variables_of(values), AccountId{7});
        });
    }
    void message(const std::string& name, const Values& values, bool keep) override {
        act([&](store::Tx& tx) {
            engine_->message(tx, {.name = name,
                                  .variables = variables_of(values),
                                  .time_to_live = keep ? days(1) : Micros{0}});
        });
    }
    void signal(const std::string& name, const Values& values) override {
        act([&](store::Tx& tx) { engine_->signal(tx, name, variables_of(values)); });
    }
    void set(int i, const Values& values) override {
        const InstanceId id = at(i).id;
        act([&](store::Tx& tx) {
            engine_->set_variables(tx, id, variables_of(values), AccountId{7});
        });
    }
    void retry(int i, std::uint32_t incident) override {
        const InstanceId id = at(i).id;
        act([&](store::Tx& tx) { engine_->retry(tx, id, incident, AccountId{7}); });
    }
    void cancel(int i) override {
        const InstanceId id = at(i).id;
        act([&](store::Tx& tx) { engine_->cancel(tx, id, AccountId{7}); });
    }
    void advance(int by) override {
        const Instant until = clock_.now() + minutes(by);
        for (;;) {
            const auto due = store_->read([&](store::Tx& tx) { return engine_->next_due(tx); });
            if (!due || *due > until) break;
            clock_.set(std::max(clock_.now(), *due));
            if (dice_.chance(20)) crash_in([&] { engine_->fire_due(*store_, 1); });
            engine_->fire_due(*store_, 1);
            loaded_ = false;
        }
        clock_.set(until);
        if (engine_->stuck() > 0) throw BrokenInvariant("a timer is stuck");
    }
    int crashes = 0, reopenings = 0;

  private:
    struct Row {
        InstanceId id;
        State state;
        std::vector<std::string> trace;
    };
    void open() {
        engine_.reset();
        store_.reset();
        store::StoreOptions options;
        options.url = url_;
        store_ = store::Store::open(options);
        engine_ = std::make_unique<Engine>(clock_, ids_, journal_);
        engine_->add_observer(watcher_);
    }
    void forget_everything() {
        store_->write([](store::Tx& tx) {
            for (const auto& forget : everything)
                tx.run(forget);
        });
    }
    CountRow count() {
        return store_->read([](store::Tx& tx) { return *tx.one<CountRow>(counts); });
    }
    // Nothing of what was under way remains.
    template <class F>
    void crash_in(F act) {
        const CountRow before = count();
        watcher_.fuse = 1 + dice_.below(3);
        bool crashed = false;
        try {
            act();
        } catch (const Crash&) {
            crashed = true;
        } catch (const Refusal&) {
            // The same command is refused again when it is tried again.
        }
        if (!crashed) {
            // It ended before the fuse did: the unit of work is done.
            watcher_.fuse = 0;
            return;
        }
        ++crashes;
        watcher_.fuse = 0;
        if (dice_.chance(30)) ++reopenings, open();
        const CountRow after = count();
        if (before.rows != after.rows || before.steps != after.steps ||
            before.waits != after.waits || before.messages != after.messages)
            throw BrokenInvariant("a crashed unit of work left rows");
    }
    template <class F>
    void act(F work) {
        loaded_ = false;
        if (dice_.chance(25))
            crash_in([&] {
                store_->write([&](store::Tx& tx) {
                    work(tx);
                    throw Crash{};
                });
            });
        if (dice_.chance(5)) ++reopenings, open();
        store_->write([&](store::Tx& tx) { work(tx); });
    }
    void load() {
        if (loaded_) return;
        loaded_ = true;
        rows_.clear();
        store_->read([&](store::Tx& tx) {
            rows_.clear();
            for (const auto& row : tx.all<IdRow>(all_instances)) {
                Row out;
                out.id = InstanceId{row.id};
                const auto instance = engine_->find(tx, out.id);
                out.state = instance.status == Status::running ? engine_->state(tx, instance)
                                                               : watcher_.endings.at(row.id);
                for (const auto& line : engine_->trace(tx, out.id))
                    out.trace.push_back(line.event + " " + line.element);
                rows_.push_back(std::move(out));
            }
        });
    }
    Row& at(int i) {
        load();
        return rows_.at(static_cast<std::size_t>(i));
    }

    const std::string url_;
    Dice dice_;
    SimulatedClock clock_;
    IdMaker& ids_;
    journal::Journal journal_;
    Watcher watcher_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Engine> engine_;
    std::vector<Row> rows_;
    bool loaded_ = false;
};

class DurableRandom : public ::testing::TestWithParam<linli::testing::Backend> {};
LINLI_ON_BOTH_DATABASES(DurableRandom);

TEST_P(DurableRandom, runs_as_the_reference_says_through_crashes) {
    if (!linli::testing::is_available(GetParam()))
        GTEST_SKIP() << "LINLI_TEST_PG is not set; PostgreSQL is not tested here";
    const linli::testing::TestDatabase database(GetParam());
    {
        store::StoreOptions options;
        options.url = database.url();
        store::Store::open(options)->migrate(
            {http::migrations(), journal::migrations(), process::migrations()});
    }
    const Seeds tried = seeds(60, 300);
    int crashes = 0, reopenings = 0;
    SimulatedClock still(beginning);
    IdMaker ids(still, 1);
    for (auto seed = tried.first; seed <= tried.last; ++seed) {
        const Trial trial(seed);
        const auto run = [&](const std::vector<Command>& some) {
            Durable subject(database.url(), ids, seed, trial.xml);
            World reference(trial.model, Wrong::nothing, true);
            const Outcome outcome = play(*trial.program, subject, reference, some);
            crashes += subject.crashes;
            reopenings += subject.reopenings;
            return outcome;
        };
        const Outcome outcome = run(trial.commands);
        ASSERT_TRUE(outcome.good) << report(trial, run);
    }
    std::cout << crashes << " crashes, " << reopenings << " reopenings\n";
    if (tried.alone) return;
    EXPECT_GE(crashes, static_cast<int>(tried.last));
    EXPECT_GE(reopenings, static_cast<int>(tried.last) / 2);
}

}  // namespace
}  // namespace linli::process::random
