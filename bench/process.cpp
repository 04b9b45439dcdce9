// Instances a second of the durable process engine, beside the limit: the same rows written without
// any engine through SQLite's C interface, by the same number of acts in a commit.
//   bench_process DIRECTORY MODELS SECONDS [POSTGRESQL_URL]
// Prints lines "case<TAB>figure" for process.sh.
#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "kernel/process/engine.hpp"

namespace {

namespace fs = std::filesystem;
using namespace linli;
using linli::store::Sql;
using linli::store::Store;
using linli::store::Tx;
using Steady = std::chrono::steady_clock;

double since(Steady::time_point start) {
    return std::chrono::duration<double>(Steady::now() - start).count();
}

std::string text_of(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

// What is open for whom, as a task list would know.
struct Open final : process::Observer {
    void opened(Tx&, const process::WaitInfo& info) override { last = info.ref; }
    static thread_local process::WaitRef last;
};
thread_local process::WaitRef Open::last;

struct World {
    World(const std::string& url, const fs::path& models) : ids(clock, 1), journal(clock, ids) {
        store::StoreOptions options;
        options.url = url;
        store = Store::open(options);
        store->migrate({http::migrations(), linli::journal::migrations(), process::migrations()});
        engine = std::make_unique<process::Engine>(clock, ids, journal);
        engine->add_function("double", [](const process::FunctionCall& call) {
            return process::FunctionResult{{call.inputs.front()}};
        });
        engine->add_observer(open);
        for (const char* name : {"simple.bpmn", "tasks.bpmn", "timer.bpmn"})
            store->write([&](Tx& tx) {
                engine->deploy(tx, {name, text_of(models / name), {}}, {});
            });
    }
    process::Variables variables() const {
        return {{"amount", decision::from_json_value(json::value(60))}};
    }
    void simple(Tx& tx) { engine->start(tx, {.process = "simple", .variables = variables()}); }
    // One unit of work for each act of a person.
    void tasks() {
        process::WaitRef at;
        const auto act = [&](const auto& what) {
            store->write([&](Tx& tx) {
                what(tx);
                at = Open::last;
            });
        };
        act([&](Tx& tx) { engine->start(tx, {.process = "tasks", .variables = variables()}); });
        for (int task = 0; task < 2; ++task)
            act([&, ref = at](Tx& tx) { engine->complete(tx, ref, {}, process::AccountId{1}); });
    }

    SystemClock clock;
    IdMaker ids;
    linli::journal::Journal journal;
    std::unique_ptr<Store> store;
    std::unique_ptr<process::Engine> engine;
    Open open;
};

double rate(int callers, double seconds, const std::function<void()>& act) {
    std::atomic<std::int64_t> done{0};
    const auto start = Steady::now();
    std::vector<std::thread> threads;
    for (int c = 0; c < callers; ++c)
        threads.emplace_back([&] {
            while (since(start) < seconds) {
                act();
                ++done;
            }
        });
    for (auto& thread : threads)
        thread.join();
    return static_cast<double>(done) / since(start);
}

// ---- the limit ----------------------------------------------------------------------------------

void must(int code, sqlite3* db) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
        fmt::print(stderr, "{}\n", sqlite3_errmsg(db));
        std::exit(1);
    }
}

class Raw {
  public:
    explicit Raw(const fs::path& file) {
        must(sqlite3_open(file.c_str(), &db_), db_);
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
    }
    ~Raw() { sqlite3_close_v2(db_); }
    void run(const char* sql) { must(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr), db_); }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        must(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr), db_);
        return statement;
    }
    void step(sqlite3_stmt* statement, std::int64_t id) {
        sqlite3_bind_int64(statement, 1, id);
        must(sqlite3_step(statement), db_);
        sqlite3_reset(statement);
    }

  private:
    sqlite3* db_ = nullptr;
};

// Instances a second: the same INSERTs and UPDATEs with the ids counted up.
double raw_rate(const fs::path& file, int acts_per_instance, int acts_per_commit, double seconds) {
    Raw raw(file);
    sqlite3_stmt* add = raw.prepare(
        "INSERT INTO process_instance SELECT ?1, definition_id, area_id, case_id, caller, "
        "caller_wait, status, incidents, steps, state, started_by, started_at, ended_at, waiting, "
        "failing FROM "
        "process_instance WHERE id = (SELECT MIN(id) FROM process_instance)");
    sqlite3_stmt* change = raw.prepare(
        "UPDATE process_instance SET status = 'running', incidents = 0, steps = steps + 1, state = "
        "state, ended_at = NULL WHERE id = ?1");
    sqlite3_stmt* note = raw.prepare(
        "INSERT INTO process_trace SELECT ?1, (SELECT COUNT(*) FROM process_trace WHERE "
        "instance_id = ?1), at, actor, events FROM process_trace WHERE instance_id = (SELECT "
        "MIN(instance_id) FROM process_trace) AND step = 0");
    sqlite3_stmt* last = raw.prepare("SELECT MAX(id) + 1 FROM process_instance");
    must(sqlite3_step(last), nullptr);
    const std::int64_t id = sqlite3_column_int64(last, 0);
    sqlite3_finalize(last);
    const auto start = Steady::now();
    std::int64_t acts = 0, instances = 0;
    while (since(start) < seconds) {
        raw.run("BEGIN IMMEDIATE");
        for (int i = 0; i < acts_per_commit; ++i, ++acts) {
            const bool is_first = acts % acts_per_instance == 0;
            raw.step(is_first ? add : change, id + instances);
            raw.step(note, id + instances);
            if (acts % acts_per_instance == acts_per_instance - 1) ++instances;
        }
        raw.run("COMMIT");
    }
    const double result = static_cast<double>(instances) / since(start);
    for (sqlite3_stmt* statement : {add, change, note})
        sqlite3_finalize(statement);
    return result;
}

// ---- many that wait -----------------------------------------------------------------------------

void fill(World& world, std::int64_t count) {
    for (std::int64_t done = 0; done < count; done += 500)
        world.store->write([&](Tx& tx) {
            for (int i = 0; i < 500; ++i)
                world.engine->start(tx, {.process = "timer", .variables = world.variables()});
        });
}

void waiting(World& world, const std::string& label, double seconds) {
    fmt::print("start, {} waiting\t{:.0f}\n", label,
               rate(1, seconds, [&] { world.store->write([&](Tx& tx) { world.simple(tx); }); }));
    fmt::print("two tasks, {} waiting\t{:.0f}\n", label, rate(1, seconds, [&] { world.tasks(); }));
    const int fired = world.engine->fire_due(*world.store, 1);  // the first read of the index
    const auto start = Steady::now();
    const int more = world.engine->fire_due(*world.store, 200);
    fmt::print("timer, {} waiting\t{:.0f}\n", label, (fired + more - 1) / since(start));
    std::fflush(stdout);
}

fs::path fresh(const fs::path& directory, const char* name) {
    const fs::path file = directory / name;
    for (const char* end : {"", "-wal", "-shm"})
        fs::remove(file.string() + end);
    return file;
}

void throughput(World& world, const std::string& store, double seconds) {
    for (const int callers : {1, 8, 64, 256}) {
        fmt::print("{} simple {}\t{:.0f}\n", store, callers, rate(callers, seconds, [&] {
                       world.store->write([&](Tx& tx) { world.simple(tx); });
                   }));
        fmt::print("{} tasks {}\t{:.0f}\n", store, callers,
                   rate(callers, seconds, [&] { world.tasks(); }));
        std::fflush(stdout);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        fmt::print(stderr, "bench_process DIRECTORY MODELS SECONDS [POSTGRESQL_URL]\n");
        return 2;
    }
    const fs::path directory = argv[1], models = argv[2];
    const double seconds = std::atof(argv[3]);
    fs::create_directories(directory);
    const fs::path file = fresh(directory, "process.db");
    {
        World world("sqlite:" + file.string(), models);
        throughput(world, "sqlite", seconds);
    }
    for (const int acts : {1, 8, 64, 256}) {
        fmt::print("raw simple {}\t{:.0f}\n", acts, raw_rate(file, 1, acts, seconds));
        fmt::print("raw tasks {}\t{:.0f}\n", acts, raw_rate(file, 3, acts, seconds));
        std::fflush(stdout);
    }
    if (argc > 4) {
        World world(argv[4], models);
        throughput(world, "postgresql", seconds);
    }
    const char* many = std::getenv("LINLI_BENCH_WAITING");
    const std::int64_t most = many ? std::atoll(many) : 1'000'000;
    for (const std::int64_t count : {std::int64_t{1000}, most}) {
        const fs::path own = fresh(directory, "waiting.db");
        World world("sqlite:" + own.string(), models);
        const auto start = Steady::now();
        fill(world, count);
        fmt::print("filled {}\t{:.0f}\n", count, static_cast<double>(count) / since(start));
        waiting(world, std::to_string(count), seconds);
    }
}
