#include "store/postgres_store.hpp"

#include <algorithm>
#include <random>
#include <thread>
#include <utility>

#include "store/migrate.hpp"

namespace linli::store {
namespace {

constexpr const char* begin_write = "BEGIN ISOLATION LEVEL SERIALIZABLE";
constexpr const char* begin_read = "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY";

Refusal refuse_unavailable() {
    Refusal refusal(RefusalKind::unavailable, "store.unavailable",
                    {"数据库暂时无法连接，请稍后重试。",
                     "The database cannot be reached at the moment; please try again shortly."});
    refusal.retry_after_s = 5;
    return refusal;
}

std::uint32_t random_number() {
    thread_local std::minstd_rand generator(
        static_cast<std::uint32_t>(std::hash<std::thread::id>{}(std::this_thread::get_id())));
    return static_cast<std::uint32_t>(generator());
}

}  // namespace

std::int64_t backoff_us(int attempt, std::uint32_t random) {
    const std::int64_t whole = std::int64_t{2000} << std::min(attempt, 5);
    return whole - static_cast<std::int64_t>(random) % (whole / 2 + 1);
}

PostgresStore::PostgresStore(const StoreOptions& options)
    : url_(options.url),
      read_only_(options.read_only),
      pool_(options.readers, options.wait_ms_max,
            [url = options.url] { return PostgresConnection::open(url); }),
      turns_(options.wait_ms_max) {
    pool_.borrow();  // says at once when the server is not there
}

// A server that cannot be reached now may be there in a moment.
Pool<PostgresConnection>::Borrowed PostgresStore::borrow() {
    try {
        return pool_.borrow();
    } catch (const Fault& fault) {
        throw ConnectionLost(fault.what());
    }
}

std::vector<std::function<void()>> PostgresStore::run_once(const char* begin, const UnitFn& fn) {
    auto connection = borrow();
    ConnectionTx tx(*connection, Dialect::postgres);
    try {
        connection->control(begin);
        run_function(fn, tx);
        connection->commit();
    } catch (...) {
        try {
            connection->rollback();
        } catch (...) {
            connection.drop();
        }
        throw;
    }
    return tx.take_after();
}

// The actions after the commit run when the turn is over.
std::vector<std::function<void()>> PostgresStore::run_in_turn(const UnitFn& fn, int attempt) {
    const auto turn = attempt > races_max ? turns_.alone() : turns_.beside();
    return run_once(begin_write, fn);
}

void PostgresStore::run_with_retries(Access access, const UnitFn& fn) {
    LINLI_CHECK(!InsideUnit::now());
    bool broke_a_rule = false;
    for (int attempt = 1;; ++attempt) {
        bool lost = false;
        try {
            run_after(access == Access::read ? run_once(begin_read, fn) : run_in_turn(fn, attempt));
            return;
        } catch (const ConnectionLost&) {
            lost = true;
        } catch (const MustRetry&) {
        } catch (const UniqueViolation&) {
            // It may have looked, found nothing, and met another who added the same meanwhile; a
            // second look tells.
            if (std::exchange(broke_a_rule, true)) throw;
        }
        if (attempt > retries_max) throw lost ? refuse_unavailable() : refuse_busy();
        ++retries_;
        std::this_thread::sleep_for(
            std::chrono::microseconds(backoff_us(attempt, random_number())));
    }
}

void PostgresStore::read_unit(const UnitFn& fn) {
    run_with_retries(Access::read, fn);
}

void PostgresStore::write_unit(const UnitFn& fn) {
    if (read_only_) throw Fault("store: the database was opened for reading only");
    try {
        run_with_retries(Access::write, fn);
    } catch (...) {
        ++refused_;
        throw;
    }
    ++written_;
    ++commits_;
}

std::vector<std::string> PostgresStore::migrate(const std::vector<MigrationSet>& sets) {
    // A connection of its own: closing it gives the lock up whatever happens.
    const auto connection = PostgresConnection::open(url_);
    connection->control("SET lock_timeout = '60s'");
    connection->control("SET statement_timeout = 0");
    connection->control("SELECT pg_advisory_lock(4915051904)");  // "linli" in no other use
    // A migration that waits for a table makes everybody behind it wait: rather fail and say so.
    connection->control("SET lock_timeout = '1s'");
    return apply_migrations(*connection, Dialect::postgres, "BEGIN", sets);
}

void PostgresStore::require_current(const std::vector<MigrationSet>& sets) {
    auto connection = pool_.borrow();
    check_current(*connection, Dialect::postgres, sets);
}

void PostgresStore::backup_to(const std::string&) {
    throw Fault("store: back up PostgreSQL with its own pg_dump or continuous archiving");
}

std::vector<std::string> PostgresStore::integrity_faults() {
    static constexpr Sql not_valid{
        "postgres.not_valid",
        "SELECT 'the index ' || indexrelid::regclass::text || ' is not valid' FROM pg_index "
        "WHERE NOT indisvalid UNION ALL SELECT 'the constraint ' || conname || ' is not validated' "
        "FROM pg_constraint WHERE NOT convalidated"};
    return read([](Tx& tx) { return tx.all<std::string>(not_valid); });
}

StoreStats PostgresStore::stats() const {
    return {.units_written = written_,
            .units_refused = refused_,
            .commits = commits_,
            .retries = retries_,
            .units_waiting = 0};
}

}  // namespace linli::store
