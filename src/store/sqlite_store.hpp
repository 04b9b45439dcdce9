#pragma once
#include "store/data_lock.hpp"
#include "store/pool.hpp"
#include "store/sqlite_writer.hpp"

namespace linli::store {

class SqliteStore final : public Store {
  public:
    SqliteStore(const std::filesystem::path& file, const StoreOptions&);

    Dialect dialect() const override { return Dialect::sqlite; }
    std::vector<std::string> migrate(const std::vector<MigrationSet>&) override;
    void require_current(const std::vector<MigrationSet>&) override;
    void backup_to(const std::string& path) override;
    std::vector<std::string> integrity_faults() override;
    StoreStats stats() const override;
    std::optional<Watch> watch(std::span<const std::string_view> tables) override;

  protected:
    void read_unit(const UnitFn&) override;
    void write_unit(const UnitFn&) override;

  private:
    SqliteWriter& writer();

    const std::filesystem::path file_;
    TableChanges changes_;
    // In this order: readers are closed before the writer, the lock is given up last.
    std::unique_ptr<DataLock> lock_;
    std::unique_ptr<SqliteWriter> writer_;
    Pool<SqliteConnection> readers_;
};

}  // namespace linli::store
