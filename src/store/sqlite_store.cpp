#include "store/sqlite_store.hpp"

#include "store/migrate.hpp"

namespace linli::store {
namespace fs = std::filesystem;
using Role = SqliteConnection::Role;

namespace {
constexpr Sql first_table{"sqlite.first_table", "SELECT COUNT(*) FROM sqlite_master"};
constexpr Sql integrity{"sqlite.integrity", "PRAGMA integrity_check(20)"};
constexpr Sql foreign_keys{"sqlite.foreign_keys",
                           "SELECT 'a row of ' || \"table\" || ' refers to no row of ' || parent "
                           "FROM pragma_foreign_key_check LIMIT 20"};
}  // namespace

SqliteStore::SqliteStore(const fs::path& file, const StoreOptions& options)
    : file_(file), readers_(options.readers, options.wait_ms_max, [file] {
          return SqliteConnection::open(file, Role::reader);
      }) {
    if (options.read_only) {
        read_unit([](Tx& tx) { tx.one<std::int64_t>(first_table); });
        return;
    }
    if (!file.has_parent_path() || fs::is_directory(file.parent_path()))
        lock_ = std::make_unique<DataLock>(file);
    writer_ = std::make_unique<SqliteWriter>(
        SqliteConnection::open(file, Role::writer, options.unsafe_commits), changes_, options);
}

SqliteWriter& SqliteStore::writer() {
    if (!writer_) throw Fault("store: " + file_.string() + " was opened for reading only");
    return *writer_;
}

void SqliteStore::read_unit(const UnitFn& fn) {
    LINLI_CHECK(!InsideUnit::now());
    std::vector<std::function<void()>> after;
    {
        auto reader = readers_.borrow();
        reader->control("BEGIN");
        ConnectionTx tx(*reader, Dialect::sqlite);
        try {
            run_function(fn, tx);
            reader->control("COMMIT");
        } catch (...) {
            try {
                if (reader->in_transaction()) reader->control("ROLLBACK");
            } catch (...) {
                reader.drop();
            }
            throw;
        }
        after = tx.take_after();
    }
    run_after(std::move(after));
}

void SqliteStore::write_unit(const UnitFn& fn) {
    writer().write(fn);
}

std::vector<std::string> SqliteStore::migrate(const std::vector<MigrationSet>& sets) {
    std::vector<std::string> applied;
    writer().alone([&](SqliteConnection& c) {
        applied = apply_migrations(c, Dialect::sqlite, "BEGIN IMMEDIATE", sets);
    });
    return applied;
}

void SqliteStore::require_current(const std::vector<MigrationSet>& sets) {
    auto reader = readers_.borrow();
    check_current(*reader, Dialect::sqlite, sets);
}

void SqliteStore::backup_to(const std::string& path) {
    // From a connection of its own that only reads; it never checkpoints, so the rule of one
    // writing connection holds. A half-made copy never bears the final name.
    const fs::path part = path + ".part";
    if (fs::exists(path)) throw Fault("store: " + path + " exists already");
    SqliteConnection::open(file_, Role::reader)->copy_to(part);
    fs::rename(part, path);
}

std::vector<std::string> SqliteStore::integrity_faults() {
    return read([](Tx& tx) {
        std::vector<std::string> faults = tx.all<std::string>(integrity);
        std::erase(faults, "ok");
        for (std::string& fault : tx.all<std::string>(foreign_keys))
            faults.push_back(std::move(fault));
        return faults;
    });
}

// One process writes (it holds the lock), so it sees every change itself.
std::optional<Watch> SqliteStore::watch(std::span<const std::string_view> tables) {
    if (!lock_) return std::nullopt;
    std::vector<const TableChanges::Count*> counts{&changes_.of_all()};
    for (const std::string_view table : tables)
        counts.push_back(&changes_.of(table));
    return Watch(std::move(counts));
}

StoreStats SqliteStore::stats() const {
    return writer_ ? writer_->stats() : StoreStats{};
}

}  // namespace linli::store
