#include "store/sqlite_writer.hpp"

namespace linli::store {

// Lives on the stack of the caller, who waits until it is done.
struct SqliteWriter::Unit {
    const std::function<void(Tx&)>* fn = nullptr;
    const std::function<void(SqliteConnection&)>* alone = nullptr;
    std::vector<std::function<void()>> after;
    std::exception_ptr error;

    void wait() {
        std::unique_lock lock(mutex);
        finished.wait(lock, [&] { return done; });
    }
    void finish() {
        // Told under the lock: the moment the caller sees `done`, this object may be gone.
        const std::lock_guard lock(mutex);
        done = true;
        finished.notify_one();
    }

  private:
    std::mutex mutex;
    std::condition_variable finished;
    bool done = false;
};

SqliteWriter::SqliteWriter(std::unique_ptr<SqliteConnection> connection,
                           const StoreOptions& options)
    : connection_(std::move(connection)),
      queued_max_(static_cast<std::size_t>(options.writers_queued_max)),
      batch_max_(options.one_commit_each ? 1 : static_cast<std::size_t>(options.batch_units_max)),
      thread_([this] { loop(); }) {}

SqliteWriter::~SqliteWriter() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

void SqliteWriter::submit(Unit& unit) {
    LINLI_CHECK(!InsideUnit::now());
    if (claim_or_queue(unit))
        run_own(unit);
    else
        unit.wait();
    if (unit.error) {
        ++refused_;
        std::rethrow_exception(unit.error);
    }
    ++written_;
}

bool SqliteWriter::claim_or_queue(Unit& unit) {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= queued_max_) {
        ++refused_;
        throw refuse_busy();
    }
    const bool idle = !busy_ && queue_.empty();
    if (idle)
        busy_ = true;
    else
        queue_.push_back(&unit);  // who is busy wakes the thread when done
    return idle;
}

// Two changes of thread cost more than the commit itself, so a lone caller makes none.
void SqliteWriter::run_own(Unit& unit) {
    Unit* own = &unit;
    run({&own, 1});
    give_up();
}

void SqliteWriter::give_up() {
    {
        const std::lock_guard lock(mutex_);
        busy_ = false;
        if (queue_.empty() && !stopping_) return;
    }
    arrived_.notify_one();
}

void SqliteWriter::write(const std::function<void(Tx&)>& fn) {
    Unit unit;
    unit.fn = &fn;
    submit(unit);
    run_after(std::move(unit.after));
}

void SqliteWriter::alone(const std::function<void(SqliteConnection&)>& fn) {
    Unit unit;
    unit.alone = &fn;
    submit(unit);
}

StoreStats SqliteWriter::stats() const {
    const std::lock_guard lock(mutex_);
    return {.units_written = written_,
            .units_refused = refused_,
            .commits = commits_,
            .retries = retries_,
            .units_waiting = static_cast<std::int64_t>(queue_.size())};
}

void SqliteWriter::loop() {
    for (;;) {
        std::vector<Unit*> batch = next_batch();
        if (batch.empty()) return;
        run(batch);
        for (Unit* unit : batch)
            unit->finish();
        give_up();
    }
}

std::vector<SqliteWriter::Unit*> SqliteWriter::next_batch() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return !busy_ && (stopping_ || !queue_.empty()); });
    busy_ = true;
    std::vector<Unit*> batch;
    while (!queue_.empty() && batch.size() < batch_max_) {
        if (queue_.front()->alone && !batch.empty()) break;
        batch.push_back(queue_.front());
        queue_.pop_front();
        if (batch.back()->alone) break;
    }
    return batch;
}

void SqliteWriter::run(std::span<Unit*> batch) {
    if (batch.front()->alone) {
        try {
            (*batch.front()->alone)(*connection_);
        } catch (...) {
            batch.front()->error = std::current_exception();
            rollback();
        }
        return;
    }
    if (commit_together(batch) || batch.size() == 1) return;
    // The shared commit is lost; each unit gets its own, so that none pays for another.
    for (Unit*& unit : batch) {
        ++retries_;
        commit_together({&unit, 1});
    }
}

// False when nothing of the batch was committed; each unit then has an error.
bool SqliteWriter::commit_together(std::span<Unit*> batch) {
    try {
        connection_->control("BEGIN IMMEDIATE");
        for (Unit* unit : batch) {
            run_in_savepoint(*unit);
            if (!connection_->in_transaction()) {
                fail_all(batch, unit->error);
                return false;
            }
        }
        connection_->control("COMMIT");
    } catch (...) {
        rollback();
        fail_all(batch, std::current_exception());
        return false;
    }
    ++commits_;
    return true;
}

void SqliteWriter::run_in_savepoint(Unit& unit) {
    static constexpr Sql savepoint{"savepoint", "SAVEPOINT unit"};
    static constexpr Sql release{"release", "RELEASE unit"};
    static constexpr Sql undo{"rollback_to", "ROLLBACK TO unit"};
    unit.error = nullptr;
    unit.after.clear();
    connection_->execute(savepoint, {});
    ConnectionTx tx(*connection_, Dialect::sqlite);
    try {
        run_function(*unit.fn, tx);
        unit.after = tx.take_after();
    } catch (...) {
        unit.error = std::current_exception();
        if (!connection_->in_transaction()) return;
        connection_->execute(undo, {});
    }
    connection_->execute(release, {});
}

void SqliteWriter::fail_all(std::span<Unit*> batch, const std::exception_ptr& why) {
    for (Unit* unit : batch) {
        unit->error = why;
        unit->after.clear();
    }
}

void SqliteWriter::rollback() {
    if (!connection_->in_transaction()) return;
    try {
        connection_->control("ROLLBACK");
    } catch (const std::exception&) {
        // SQLite has then ended the transaction by itself; the next BEGIN tells if it has not.
    }
}

}  // namespace linli::store
