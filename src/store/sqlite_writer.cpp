#include "store/sqlite_writer.hpp"

namespace linli::store {

// Lives on the stack of the caller, who waits until it is done.
struct SqliteWriter::Unit {
    const std::function<void(Tx&)>* fn = nullptr;
    const std::function<void(SqliteConnection&)>* alone = nullptr;
    std::vector<std::function<void()>> after;
    std::exception_ptr error;

    std::size_t gathering = 0;
    bool done = false;  // guarded by the lock of the gathering
};

namespace {
// A unit that fails after it wrote is rare; who provokes it must not make every batch run twice.
constexpr int guarded_after_failure = 64;
}  // namespace

SqliteWriter::SqliteWriter(std::unique_ptr<SqliteConnection> connection, TableChanges& changes,
                           const StoreOptions& options)
    : connection_(std::move(connection)),
      changes_(changes),
      queued_max_(static_cast<std::size_t>(options.writers_queued_max)),
      batch_max_(options.one_commit_each ? 1 : static_cast<std::size_t>(options.batch_units_max)),
      thread_([this] { loop(); }) {
    connection_->note_changes(changes_);
}

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
    if (claim_or_queue(unit)) {
        run_own(unit);
    } else {
        Gathering& mine = gatherings_[unit.gathering];
        std::unique_lock lock(mine.mutex);
        mine.finished.wait(lock, [&] { return unit.done; });
    }
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
    unit.gathering = gathering_;
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
        finish(batch);
        give_up();
    }
}

// One call wakes all of them. The moment a caller sees `done`, its unit may be gone.
void SqliteWriter::finish(std::span<Unit*> batch) {
    for (std::size_t g = 0; g < gatherings_.size(); ++g) {
        bool any = false;
        {
            const std::lock_guard lock(gatherings_[g].mutex);
            for (Unit*& unit : batch)
                if (unit && unit->gathering == g) {
                    std::exchange(unit, nullptr)->done = true;
                    any = true;
                }
        }
        if (any) gatherings_[g].finished.notify_all();
    }
}

std::vector<SqliteWriter::Unit*> SqliteWriter::next_batch() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return !busy_ && (stopping_ || !queue_.empty()); });
    busy_ = true;
    gathering_ ^= 1;
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
        ++changes_.of_all();
        return;
    }
    Fate fate = commit_together(batch, guarded_left_ > 0);
    if (guarded_left_ > 0) --guarded_left_;
    if (fate == Fate::entangled && batch.size() > 1) {
        ++retries_;
        guarded_left_ = guarded_after_failure;
        fate = commit_together(batch, true);
    }
    if (fate == Fate::committed || batch.size() == 1) return;
    // The shared commit is lost; each unit gets its own, so that none pays for another.
    for (Unit*& unit : batch) {
        ++retries_;
        commit_together({&unit, 1}, false);
    }
}

// Unless committed, nothing of the batch is, and each unit has an error; when entangled, one failed
// after it wrote, and only its own has it.
SqliteWriter::Fate SqliteWriter::commit_together(std::span<Unit*> batch, bool guarded) {
    try {
        connection_->control("BEGIN IMMEDIATE");
        for (Unit* unit : batch) {
            bool sound = true;
            if (guarded)
                run_in_savepoint(*unit);
            else
                sound = run_bare(*unit);
            if (!connection_->in_transaction()) {
                fail_all(batch, unit->error);
                return Fate::lost;
            }
            if (!sound) {
                rollback();
                return Fate::entangled;
            }
        }
        connection_->control("COMMIT");
    } catch (...) {
        rollback();
        fail_all(batch, std::current_exception());
        return Fate::lost;
    }
    connection_->count_changes();
    ++commits_;
    return Fate::committed;
}

void SqliteWriter::run_unit(Unit& unit) {
    unit.error = nullptr;
    unit.after.clear();
    ConnectionTx tx(*connection_, Dialect::sqlite);
    try {
        run_function(*unit.fn, tx);
        unit.after = tx.take_after();
    } catch (...) {
        unit.error = std::current_exception();
    }
}

// A savepoint makes SQLite copy every page that the unit touches, so first they run without. False
// when the unit has failed and left something behind.
bool SqliteWriter::run_bare(Unit& unit) {
    connection_->start_unit();
    run_unit(unit);
    return !unit.error || !connection_->wrote();
}

void SqliteWriter::run_in_savepoint(Unit& unit) {
    static constexpr Sql savepoint{"savepoint", "SAVEPOINT unit"};
    static constexpr Sql release{"release", "RELEASE unit"};
    static constexpr Sql undo{"rollback_to", "ROLLBACK TO unit"};
    connection_->execute(savepoint, {});
    run_unit(unit);
    if (unit.error) {
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
