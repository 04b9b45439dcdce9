// What the disk and SQLite alone can do, without Linli: the yardstick for bench_writes_store.
//   bench_writes_raw DIRECTORY [SECONDS]
// Prints journaled writes (two rows each, synchronous=FULL, WAL) a second by writes per commit.
#include <fmt/core.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "writes_rows.hpp"

namespace {

namespace fs = std::filesystem;
namespace bench = linli::bench;
using Seconds = std::chrono::duration<double>;

void check(int code, sqlite3* db) {
    if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db));
}
void exec(sqlite3* db, const char* sql) {
    check(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), db);
}
void text(sqlite3_stmt* s, int at, const std::string& v) {
    sqlite3_bind_text(s, at, v.data(), static_cast<int>(v.size()), nullptr);
}

void insert(sqlite3* db, sqlite3_stmt* s, const bench::Listing& l) {
    sqlite3_bind_int64(s, 1, l.id);
    sqlite3_bind_int64(s, 2, l.area);
    text(s, 3, l.name);
    text(s, 4, l.address);
    sqlite3_bind_double(s, 5, l.lat);
    sqlite3_bind_double(s, 6, l.lng);
    text(s, 7, l.status);
    sqlite3_bind_int64(s, 8, l.changed_at);
    check(sqlite3_step(s), db);
    sqlite3_reset(s);
}
void insert(sqlite3* db, sqlite3_stmt* s, const bench::Entry& e) {
    sqlite3_bind_int64(s, 1, e.id);
    sqlite3_bind_int64(s, 2, e.actor);
    sqlite3_bind_int64(s, 3, e.area);
    text(s, 4, e.action);
    text(s, 5, e.kind);
    sqlite3_bind_int64(s, 6, e.subject);
    text(s, 7, e.details);
    sqlite3_bind_int64(s, 8, e.at);
    check(sqlite3_step(s), db);
    sqlite3_reset(s);
}

double writes_a_second(const fs::path& file, int writes_per_commit, double seconds) {
    for (const char* end : {"", "-wal", "-shm"})
        fs::remove(file.string() + end);
    sqlite3* db = nullptr;
    check(sqlite3_open(file.c_str(), &db), db);
    exec(db, "PRAGMA journal_mode=WAL");
    exec(db, "PRAGMA synchronous=FULL");
    exec(db, "PRAGMA wal_autocheckpoint=4000");
    exec(db, "PRAGMA cache_size=-65536");
    exec(db, bench::create_tables);
    sqlite3_stmt *listings = nullptr, *entries = nullptr;
    check(sqlite3_prepare_v2(db, bench::insert_listing, -1, &listings, nullptr), db);
    check(sqlite3_prepare_v2(db, bench::insert_entry, -1, &entries, nullptr), db);
    std::int64_t n = 0;
    const auto start = std::chrono::steady_clock::now();
    Seconds spent{};
    while (spent.count() < seconds) {
        exec(db, "BEGIN IMMEDIATE");
        for (int i = 0; i < writes_per_commit; ++i) {
            ++n;
            insert(db, listings, bench::listing(n));
            insert(db, entries, bench::entry(n));
        }
        exec(db, "COMMIT");
        spent = std::chrono::steady_clock::now() - start;
    }
    sqlite3_finalize(listings);
    sqlite3_finalize(entries);
    sqlite3_close(db);
    return static_cast<double>(n) / spent.count();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: bench_writes_raw DIRECTORY [SECONDS]\n");
        return 2;
    }
    const double seconds = argc > 2 ? std::atof(argv[2]) : 3;
    for (int batch : {1, 8, 64, 256, 4096})
        fmt::print("sqlite alone, {:>4} writes per commit: {:>9.0f} writes/s\n", batch,
                   writes_a_second(fs::path(argv[1]) / "bench_raw.db", batch, seconds));
    return 0;
}
