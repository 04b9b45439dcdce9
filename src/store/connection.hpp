// One database session with its prepared statements. Private to the module; not thread-safe.
#pragma once
#include <soci/soci.h>

#include <functional>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/store.hpp"
#include "store/table_changes.hpp"

namespace linli::store {

// The unit of work lost against another one; it may run again from the start.
class MustRetry : public Fault {
  public:
    using Fault::Fault;
};
// The server hung up; nothing more can be said to it over this session.
class ConnectionLost : public MustRetry {
  public:
    using MustRetry::MustRetry;
};

class Connection {
  public:
    explicit Connection(std::unique_ptr<soci::session> session);
    virtual ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void query(const Sql&, std::span<const Value> args, std::span<const Kind> columns,
               const std::function<void(std::span<Value>)>& row);
    std::int64_t execute(const Sql&, std::span<const Value> args);
    // A statement that is not worth keeping: BEGIN, COMMIT, PRAGMA, DDL.
    virtual void control(const std::string& text) = 0;

    // From now on statements note which tables they change.
    void note_changes(TableChanges& changes) { changes_ = &changes; }
    // Counts what was noted since the last time.
    void count_changes();
    // Whether a statement has changed something, or may have, since start_unit().
    void start_unit() { wrote_ = false; }
    bool wrote() const { return wrote_; }

  protected:
    soci::session& session() { return *session_; }
    // Turns the library's error into one of ours; never repeats parameters or row contents, which
    // may be personal data.
    [[noreturn]] virtual void translate(const soci::soci_error&, const char* statement) = 0;
    // Lets go of what a finished statement may still hold.
    virtual void reset(soci::statement&) = 0;

  private:
    struct Prepared;
    class Use;
    std::shared_ptr<Prepared> take(const Sql&, std::span<const Value>, std::span<const Kind>);
    std::shared_ptr<Prepared> prepare(const Sql&, std::span<const Value>, std::span<const Kind>);
    void forget(const Prepared&);
    void note(const Prepared&);

    std::unique_ptr<soci::session> session_;
    TableChanges* changes_ = nullptr;
    std::vector<TableChanges::Count*> changed_;
    bool wrote_ = false;
    std::list<std::shared_ptr<Prepared>> recent_;  // most recently used first
    std::unordered_map<std::string_view, std::list<std::shared_ptr<Prepared>>::iterator> by_text_;
};

// The part of a unit of work that is the same on both databases: once a statement has failed, the
// whole unit fails, even if its function swallowed the exception.
class ConnectionTx final : public Tx {
  public:
    ConnectionTx(Connection& connection, Dialect dialect)
        : connection_(connection), dialect_(dialect) {}

    Dialect dialect() const override { return dialect_; }
    void after_commit(std::function<void()> act) override { after_.push_back(std::move(act)); }
    void query(const Sql&, std::span<const Value> args, std::span<const Kind> columns,
               const std::function<void(std::span<Value>)>& row) override;
    std::int64_t execute(const Sql&, std::span<const Value> args) override;

    // The first statement that failed, or null.
    std::exception_ptr failed() const { return failed_; }
    std::vector<std::function<void()>> take_after() { return std::move(after_); }

  private:
    void require_sound() const;

    Connection& connection_;
    const Dialect dialect_;
    std::exception_ptr failed_;
    std::vector<std::function<void()>> after_;
};

// Runs the function; throws what it threw, or what its first failed statement threw.
void run_function(const std::function<void(Tx&)>& fn, ConnectionTx& tx);
// Runs what waited for the commit. An action that throws is logged: the work is already done.
void run_after(std::vector<std::function<void()>> actions) noexcept;

// Refuses to begin a unit of work inside another on the same thread: on SQLite it would wait for
// itself, on PostgreSQL it would not be atomic with the outer one.
class InsideUnit {
  public:
    InsideUnit();
    ~InsideUnit();
    InsideUnit(const InsideUnit&) = delete;
    InsideUnit& operator=(const InsideUnit&) = delete;
    static bool now();
};

Refusal refuse_busy();
Refusal refuse_no_space();

}  // namespace linli::store
