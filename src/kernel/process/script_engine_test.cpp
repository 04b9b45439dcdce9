// The scripts of tests/process/run against the durable engine, on both databases: each expectation
// holds, and its trace has the same lines as the trace in memory.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "kernel/process/engine.hpp"
#include "kernel/process/script.hpp"
#include "support/on_both_databases.hpp"

namespace linli::process {
namespace {

namespace fs = std::filesystem;

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
const Instant new_year = instant_from_text("2026-01-01T00:00:00Z");

// In memory a called process that is nowhere is completed by hand; the durable engine, which knows
// every deployed process, makes it an incident.
const std::set<std::string> only_in_memory{"call_unknown.json"};

struct IdRow {
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(IdRow, (), (id))

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

// What an instance was when it ended; its row keeps no state.
struct Endings final : Observer {
    void ended(store::Tx&, const InstanceRow& row, const State& state) override {
        states[row.id.value] = state;
    }
    std::map<std::int64_t, State> states;
};

class InStore final : public Ground {
  public:
    InStore(store::Store& store, SimulatedClock& clock, Engine& engine, Endings& endings)
        : store_(store), clock_(clock), engine_(engine), endings_(endings) {}

    // As the file was deployed.
    std::shared_ptr<const Program> deploy(const Deployment& deployment) {
        const auto made =
            store_.write([&](store::Tx& tx) { return engine_.deploy(tx, deployment, {}); });
        program_ = store_.read([&](store::Tx& tx) { return engine_.program(tx, made.at(0).id); });
        return program_;
    }
    Instant now() const override { return clock_.now(); }
    std::vector<Case> cases() override {
        states_.clear();
        store_.read([&](store::Tx& tx) {
            states_.clear();
            for (const auto& row : tx.all<IdRow>(all_instances)) {
                const auto instance = engine_.find(tx, InstanceId{row.id});
                states_.emplace_back(row.id, instance.status == Status::running
                                                 ? engine_.state(tx, instance)
                                                 : endings_.states.at(row.id));
            }
        });
        std::vector<Case> out;
        for (const auto& [id, state] : states_)
            out.push_back({id, &state});
        return out;
    }
    std::vector<json::object> new_lines() override {
        std::vector<json::object> out;
        store_.read([&](store::Tx& tx) {
            out.clear();
            for (const auto& row : tx.all<IdRow>(all_instances)) {
                const auto lines = engine_.trace(tx, InstanceId{row.id});
                for (std::size_t i = shown_[row.id]; i < lines.size(); ++i)
                    out.push_back({{"at", linli::to_text(lines[i].at)},
                                   {"element", lines[i].element},
                                   {"event", lines[i].event}});
                next_[row.id] = lines.size();
            }
        });
        shown_ = next_;
        return out;
    }
    void start(std::uint32_t process, Variables variables) override {
        store_.write([&](store::Tx& tx) {
            engine_.start(tx, {.process = program_->processes[process].id, .variables = variables});
        });
        fire(clock_.now());
    }
    void complete(std::int64_t id, std::uint32_t wait, Variables variables) override {
        store_.write([&](store::Tx& tx) {
            engine_.complete(tx, {InstanceId{id}, wait}, variables, AccountId{7});
        });
        fire(clock_.now());
    }
    void fail(std::int64_t id, std::uint32_t wait, const std::string& error,
              Variables variables) override {
        store_.write([&](store::Tx& tx) {
            engine_.fail(tx, {InstanceId{id}, wait}, error, variables, AccountId{7});
        });
        fire(clock_.now());
    }
    void message(const std::string& name, const std::string& key, Variables variables,
                 std::int64_t ttl_us) override {
        store_.write([&](store::Tx& tx) {
            engine_.message(tx, {.name = name,
                                 .key = key,
                                 .variables = variables,
                                 .time_to_live = microseconds(ttl_us)});
        });
        fire(clock_.now());
    }
    void signal(const std::string& name, Variables variables) override {
        store_.write([&](store::Tx& tx) { engine_.signal(tx, name, variables); });
        fire(clock_.now());
    }
    void advance(const IsoDuration& by) override {
        const Instant until = add(clock_.now(), by);
        fire(until);
        clock_.set(until);
    }

  private:
    void fire(Instant until) {
        for (;;) {
            const auto due = store_.read([&](store::Tx& tx) { return engine_.next_due(tx); });
            if (!due || *due > until) return;
            clock_.set(std::max(clock_.now(), *due));
            engine_.fire_due(store_, 1);
        }
    }
    store::Store& store_;
    SimulatedClock& clock_;
    Engine& engine_;
    Endings& endings_;
    std::shared_ptr<const Program> program_;
    std::vector<std::pair<std::int64_t, State>> states_;
    std::map<std::int64_t, std::size_t> shown_, next_;
};

class DurableScript : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), process::migrations()};
    }
    // Nothing of the scripts before: their processes would answer, too.
    void forget_everything() {
        store().write([](store::Tx& tx) {
            for (const auto& forget : everything)
                tx.run(forget);
        });
    }
    void play_afresh(const fs::path& script) {
        forget_everything();
        SimulatedClock now(new_year);
        const journal::Journal journal(now, ids);
        Engine engine(now, ids, journal);
        Endings endings;
        engine.add_observer(endings);
        InStore ground(store(), now, engine, endings);
        std::string name = script.stem().string();
        name = name.substr(0, name.find('.')) + ".bpmn";
        const fs::path folder = script.parent_path();
        Deployment deployment{name, read_file(folder / name), {}};
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".dmn")
                deployment.decisions.push_back(
                    {entry.path().filename().string(), read_file(entry.path())});
        const auto program = ground.deploy(deployment);
        const json::value steps = parse_json(read_file(script));
        std::multiset<std::string> durable, memory;
        const auto result = play(ground, *program, steps, "", [&](const json::object& line) {
            durable.insert(json::serialize(line));
        });
        EXPECT_TRUE(result.good) << script.filename() << ": " << result.words.en << '\n'
                                 << json::serialize(result.final);
        play(program, steps, "", new_year,
             [&](const json::object& line) { memory.insert(json::serialize(line)); });
        EXPECT_EQ(durable, memory) << script.filename();
    }
};
LINLI_ON_BOTH_DATABASES(DurableScript);

TEST_P(DurableScript, is_met_as_in_memory) {
    std::size_t played = 0;
    for (const auto& entry :
         fs::directory_iterator(fs::path(LINLI_SOURCE_DIR) / "tests" / "process" / "run")) {
        if (entry.path().extension() != ".json" ||
            only_in_memory.contains(entry.path().filename().string()))
            continue;
        play_afresh(entry.path());
        ++played;
    }
    EXPECT_GE(played, 100u);
}

}  // namespace
}  // namespace linli::process
