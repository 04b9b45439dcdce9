// Journaled writes a second through the store's interface.
//   bench_writes_store DIRECTORY [SECONDS] [POSTGRESQL_URL]
// "one caller, many rows" shows the cost of a statement; "N callers" shows the shared commit.
#include <fmt/core.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "store/store.hpp"
#include "writes_rows.hpp"

namespace {

namespace fs = std::filesystem;
namespace bench = linli::bench;
using linli::store::MigrationDialect;
using linli::store::Sql;
using linli::store::Store;
using linli::store::StoreOptions;
using linli::store::Tx;
using Seconds = std::chrono::duration<double>;

constexpr Sql add_listing{"listing.add", bench::insert_listing};
constexpr Sql add_entry{"entry.add", bench::insert_entry};

void insert(Tx& tx, std::int64_t n) {
    const bench::Listing l = bench::listing(n);
    tx.run(add_listing, l.id, l.area, l.name, l.address, l.lat, l.lng, l.status, l.changed_at);
    const bench::Entry e = bench::entry(n);
    tx.run(add_entry, e.id, e.actor, e.area, e.action, e.kind, e.subject, e.details, e.at);
}

struct Plan {
    StoreOptions options;
    int callers;
    int rows_per_unit;
};

double writes_a_second(const Plan& plan, double seconds) {
    const auto store = Store::open(plan.options);
    store->migrate({{"bench", {{1, "tables", MigrationDialect::any, bench::create_tables}}}});
    static constexpr Sql last{"listing.last", "SELECT COALESCE(MAX(id), 0) FROM listing"};
    std::atomic<std::int64_t> next{
        store->read([](Tx& tx) { return tx.one<std::int64_t>(last).value(); }) + 1};
    const std::int64_t first = next;
    const auto start = std::chrono::steady_clock::now();
    const auto elapsed = [&] { return Seconds(std::chrono::steady_clock::now() - start).count(); };
    std::vector<std::thread> callers;
    for (int c = 0; c < plan.callers; ++c)
        callers.emplace_back([&] {
            while (elapsed() < seconds) {
                const std::int64_t from = next.fetch_add(plan.rows_per_unit);
                store->write([&](Tx& tx) {
                    for (int i = 0; i < plan.rows_per_unit; ++i)
                        insert(tx, from + i);
                });
            }
        });
    for (auto& caller : callers)
        caller.join();
    return static_cast<double>(next - first) / elapsed();
}

StoreOptions fresh_sqlite(const fs::path& directory, bool one_commit_each) {
    const std::string file = (directory / "bench_store.db").string();
    for (const char* end : {"", "-wal", "-shm"})
        fs::remove(file + end);
    StoreOptions options;
    options.url = "sqlite:" + file;
    options.one_commit_each = one_commit_each;
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: bench_writes_store DIRECTORY [SECONDS] [POSTGRESQL_URL]\n");
        return 2;
    }
    const fs::path directory = argv[1];
    const double seconds = argc > 2 ? std::atof(argv[2]) : 3;
    fmt::print("sqlite, one caller, 4096 writes per unit: {:>9.0f} writes/s\n",
               writes_a_second({fresh_sqlite(directory, false), 1, 4096}, seconds));
    for (int callers : {1, 8, 64, 256})
        for (bool each : {true, false})
            fmt::print("sqlite, {:>3} callers, {}: {:>9.0f} writes/s\n", callers,
                       each ? "one commit each" : "shared commits ",
                       writes_a_second({fresh_sqlite(directory, each), callers, 1}, seconds));
    if (argc > 3)
        for (int callers : {1, 8, 32}) {
            StoreOptions options;
            options.url = argv[3];
            options.readers = callers;
            fmt::print("postgresql, {:>3} callers: {:>9.0f} writes/s\n", callers,
                       writes_a_second({options, callers, 1}, seconds));
        }
    return 0;
}
