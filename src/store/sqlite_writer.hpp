// The one connection that writes and checkpoints, and who may use it: a caller who finds it idle
// runs his own unit of work at once; who finds it busy queues, and the writer's thread then takes
// all that wait into one commit. Private to the module.
#pragma once
#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "store/sqlite_connection.hpp"

namespace linli::store {

class SqliteWriter {
  public:
    SqliteWriter(std::unique_ptr<SqliteConnection>, TableChanges&, const StoreOptions&);
    // Finishes what is queued.
    ~SqliteWriter();
    SqliteWriter(const SqliteWriter&) = delete;
    SqliteWriter& operator=(const SqliteWriter&) = delete;

    // Queues a unit of work and waits until the commit that holds it is durable, or throws why not.
    void write(const std::function<void(Tx&)>& fn);
    // Runs alone on the connection, outside any transaction: migrations.
    void alone(const std::function<void(SqliteConnection&)>& fn);
    StoreStats stats() const;

  private:
    struct Unit;
    void submit(Unit&);
    // Whether the connection now belongs to the caller, who must run_own() at once.
    bool claim_or_queue(Unit&);
    void run_own(Unit&);
    void give_up();
    void loop();
    std::vector<Unit*> next_batch();
    void run(std::span<Unit*> batch);
    enum class Fate : std::uint8_t { committed, lost, entangled };
    Fate commit_together(std::span<Unit*> batch, bool guarded);
    bool run_bare(Unit&);
    void run_in_savepoint(Unit&);
    void run_unit(Unit&);
    void finish(std::span<Unit*> batch);
    void fail_all(std::span<Unit*> batch, const std::exception_ptr&);
    void rollback();

    // Where those wait whose units were queued between two batches: they are told together.
    struct Gathering {
        std::mutex mutex;
        std::condition_variable finished;
    };

    const std::unique_ptr<SqliteConnection> connection_;
    TableChanges& changes_;
    const std::size_t queued_max_;
    const std::size_t batch_max_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Unit*> queue_;
    bool stopping_ = false;
    bool busy_ = false;  // somebody uses the connection
    // Two in turn: the next may fill while the one before it runs.
    std::array<Gathering, 2> gatherings_;
    std::size_t gathering_ = 0;
    int guarded_left_ = 0;  // batches that still run with savepoints, since one had to run twice
    std::atomic<std::int64_t> written_{0}, refused_{0}, commits_{0}, retries_{0};
    std::thread thread_;
};

}  // namespace linli::store
