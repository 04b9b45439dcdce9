// The one connection that writes and checkpoints, and who may use it: a caller who finds it idle
// runs his own unit of work at once; who finds it busy queues, and the writer's thread then takes
// all that wait into one commit. Private to the module.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "store/sqlite_connection.hpp"

namespace linli::store {

class SqliteWriter {
  public:
    SqliteWriter(std::unique_ptr<SqliteConnection>, const StoreOptions&);
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
    bool commit_together(std::span<Unit*> batch);
    void run_in_savepoint(Unit&);
    void fail_all(std::span<Unit*> batch, const std::exception_ptr&);
    void rollback();

    const std::unique_ptr<SqliteConnection> connection_;
    const std::size_t queued_max_;
    const std::size_t batch_max_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Unit*> queue_;
    bool stopping_ = false;
    bool busy_ = false;  // somebody uses the connection
    std::atomic<std::int64_t> written_{0}, refused_{0}, commits_{0}, retries_{0};
    std::thread thread_;
};

}  // namespace linli::store
