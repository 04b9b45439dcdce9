#include "store/migrate.hpp"

#include <fmt/format.h>

#include <map>

#include "base/clock.hpp"
#include "crypto/hash.hpp"
#include "store/sql_text.hpp"

namespace linli::store {
namespace {

struct Recorded {
    std::string module;
    std::int64_t number = 0;
    std::string name;
    std::string sha256;
};
BOOST_DESCRIBE_STRUCT(Recorded, (), (module, number, name, sha256))

using Records = std::map<std::string, std::vector<Recorded>>;

constexpr const char* create_record =
    "CREATE TABLE IF NOT EXISTS schema_migration (\n"
    "  module TEXT NOT NULL,\n"
    "  number BIGINT NOT NULL,\n"
    "  name TEXT NOT NULL,\n"
    "  sha256 TEXT NOT NULL,\n"
    "  applied_at BIGINT NOT NULL,\n"
    "  PRIMARY KEY (module, number))";
constexpr Sql all_records{"schema_migration.all",
                          "SELECT module, number, name, sha256 FROM schema_migration "
                          "ORDER BY module, number"};
constexpr Sql record{"schema_migration.record",
                     "INSERT INTO schema_migration (module, number, name, sha256, applied_at) "
                     "VALUES (?, ?, ?, ?, ?)"};

std::string full_name(const std::string& module, std::int64_t number, const std::string& name) {
    return fmt::format("{}/{:04}_{}", module, number, name);
}

std::string digest_of(const Migration& m) {
    return crypto::to_hex(crypto::hash(crypto::Hash::sha256, m.sql));
}

// The migrations of one module for this database; numbered 1, 2, 3 ... or a Fault.
std::vector<Migration> chosen(const MigrationSet& set, Dialect dialect) {
    const auto other =
        dialect == Dialect::sqlite ? MigrationDialect::postgres : MigrationDialect::sqlite;
    std::vector<Migration> out;
    for (const Migration& m : set.migrations)
        if (m.dialect != other) out.push_back(m);
    for (std::size_t i = 0; i < out.size(); ++i)
        if (out[i].number != static_cast<int>(i) + 1)
            throw Fault(
                fmt::format("store: the migrations of {} have a gap or a double number at {}",
                            set.module, full_name(set.module, out[i].number, out[i].name)));
    return out;
}

constexpr Sql record_there{
    "store.record_there",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT to_regclass('schema_migration') AS r) AS t "
    "WHERE r IS NOT NULL"};

Records load(Connection& c) {
    Records records;
    ConnectionTx tx(c, Dialect::sqlite);
    tx.each<Recorded>([&](Recorded&& r) { records[r.module].push_back(std::move(r)); },
                      all_records);
    return records;
}

// What the database records must be the beginning of what the program knows.
void check_prefix(const std::string& module, const std::vector<Recorded>& applied,
                  const std::vector<Migration>& known) {
    for (std::size_t i = 0; i < applied.size(); ++i) {
        const Recorded& r = applied[i];
        const std::string name = full_name(module, r.number, r.name);
        if (i >= known.size())
            throw Fault("store: the database was made by a newer Linli (it has " + name +
                        "); install that version or a later one");
        if (r.number != known[i].number)
            throw Fault("store: the record of migrations has a gap before " + name);
        if (r.sha256 != digest_of(known[i]))
            throw Fault("store: " + name +
                        " was changed after it was applied to this database; "
                        "a released migration must never change");
    }
}

// A server on PostgreSQL may run as a role that may create nothing (not even what is there
// already).
bool has_record(Connection& c, Dialect dialect) {
    if (dialect == Dialect::sqlite) return false;
    ConnectionTx tx(c, dialect);
    return tx.one<std::int64_t>(record_there).value_or(0) == 1;
}

void apply(Connection& c, const std::string& begin, const std::string& module, const Migration& m) {
    const std::string name = full_name(module, m.number, m.name);
    c.control(begin);
    try {
        for (const std::string& statement : split_statements(m.sql))
            c.control(statement);
        const std::vector<Value> row{module, std::int64_t{m.number}, std::string(m.name),
                                     digest_of(m), SystemClock{}.now().us};
        c.execute(record, row);
        c.control("COMMIT");
    } catch (const Refusal&) {
        c.control("ROLLBACK");
        throw;
    } catch (const std::exception& e) {
        const std::string why = e.what();
        c.control("ROLLBACK");
        throw Fault("store: migration " + name + " failed and was rolled back: " + why);
    }
}

}  // namespace

std::vector<std::string> apply_migrations(Connection& c, Dialect dialect, const std::string& begin,
                                          const std::vector<MigrationSet>& sets) {
    if (!has_record(c, dialect)) c.control(create_record);
    const Records records = load(c);
    // All checks before the first change.
    std::vector<std::pair<std::string, std::vector<Migration>>> plan;
    for (const MigrationSet& set : sets) {
        std::vector<Migration> known = chosen(set, dialect);
        const auto found = records.find(set.module);
        if (found != records.end()) {
            check_prefix(set.module, found->second, known);
            known.erase(known.begin(),
                        known.begin() + static_cast<std::ptrdiff_t>(found->second.size()));
        }
        plan.emplace_back(set.module, std::move(known));
    }
    std::vector<std::string> applied;
    for (const auto& [module, missing] : plan) {
        for (const Migration& m : missing) {
            apply(c, begin, module, m);
            applied.push_back(full_name(module, m.number, m.name));
        }
    }
    return applied;
}

void check_current(Connection& c, Dialect dialect, const std::vector<MigrationSet>& sets) {
    Records records = load(c);
    for (const MigrationSet& set : sets) {
        const std::vector<Migration> known = chosen(set, dialect);
        const std::vector<Recorded> applied = records[set.module];
        check_prefix(set.module, applied, known);
        if (applied.size() < known.size())
            throw Fault(
                "store: the database lacks " +
                full_name(set.module, known[applied.size()].number, known[applied.size()].name) +
                "; run `linli migrate`");
        records.erase(set.module);
    }
    for (const auto& [module, applied] : records)
        if (!applied.empty())
            throw Fault("store: the database was made by a newer Linli (it has the module " +
                        module + "); install that version or a later one");
}

}  // namespace linli::store
