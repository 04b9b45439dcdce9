#pragma once
#include <atomic>

#include "store/pool.hpp"
#include "store/postgres_connection.hpp"
#include "store/turns.hpp"

namespace linli::store {

inline constexpr int retries_max = 12;
// After so many lost races a writing unit of this process runs alone: only other processes can
// still beat it.
inline constexpr int races_max = 3;
// How long to wait before the retry number `attempt` (from 1): 4, 8, 16, 32, then always 64 ms, of
// which `random` takes away up to half, so that two who collided do not collide again.
std::int64_t backoff_us(int attempt, std::uint32_t random);

class PostgresStore final : public Store {
  public:
    explicit PostgresStore(const StoreOptions&);

    Dialect dialect() const override { return Dialect::postgres; }
    std::vector<std::string> migrate(const std::vector<MigrationSet>&) override;
    void require_current(const std::vector<MigrationSet>&) override;
    void backup_to(const std::string& path) override;
    std::vector<std::string> integrity_faults() override;
    StoreStats stats() const override;

  protected:
    void read_unit(const UnitFn&) override;
    void write_unit(const UnitFn&) override;

  private:
    Pool<PostgresConnection>::Borrowed borrow();
    enum class Access : std::uint8_t { read, write };
    void run_with_retries(Access, const UnitFn&);
    std::vector<std::function<void()>> run_in_turn(const UnitFn&, int attempt);
    std::vector<std::function<void()>> run_once(const char* begin, const UnitFn&);

    const std::string url_;
    const bool read_only_;
    Pool<PostgresConnection> pool_;
    Turns turns_;
    std::atomic<std::int64_t> written_{0}, refused_{0}, commits_{0}, retries_{0};
};

}  // namespace linli::store
