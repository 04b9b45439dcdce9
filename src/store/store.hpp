// Units of work on SQLite or PostgreSQL behind one interface.
//
//   auto n = store.write([&](Tx& tx) { return tx.run(sql_insert, id, name); });
//   auto rows = store.read([&](Tx& tx) { return tx.all<AreaRow>(sql_children, parent); });
//
// The function given to read() or write() is pure towards the outside world and may run more than
// once: on PostgreSQL after a serialisation failure (at most 12 retries), on SQLite when the commit
// that it shared failed or another unit of it did. write() returns only after the commit is
// durable. An exception from the function rolls back its own unit of work and nothing else. On
// SQLite write() may run the function on another thread. A unit of work inside another on the same
// thread is refused.
//
// Beside what the function throws, read() and write() throw: Refusal `store.busy` (503: queue or
// pool full, or twelve retries lost), `store.unavailable` (503: database server gone),
// `store.disk_full` (507), `store.nul_in_text` (422); UniqueViolation; Fault for everything else.
//
// SQLite: exactly one connection writes and checkpoints; writers queue (bounded; a full queue
// refuses with 503), many units share one commit, synchronous=FULL; when one of them fails after it
// wrote something, they run again with a savepoint each. Readers
// are read-only connections that see the last commit. PostgreSQL: pooled connections, SERIALIZABLE.
//
// SQL is written once for both: placeholders are `?`; types BIGINT, TEXT, DOUBLE PRECISION; truth
// is BIGINT 0/1; bytes are text (base64 or hex); JSON is TEXT; `ON CONFLICT ... DO UPDATE` works in
// both.
#pragma once
#include <atomic>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "store/migration.hpp"

namespace linli::store {

// A statement with a name; the name shows in logs and metrics, the text never does. Both must
// outlive the process (constants). Statements are prepared once per connection, keyed by the text.
struct Sql {
    const char* name;
    std::string_view text;
};

using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
enum class Kind : std::uint8_t { integer, real, text };

enum class Dialect : std::uint8_t { sqlite, postgres };

// A statement broke a UNIQUE or PRIMARY KEY rule. The unit of work is lost (on both databases every
// further statement of it fails); catch this around write() and answer with a conflict.
class UniqueViolation : public Fault {
  public:
    // `rule`: SQLite "listing.code" or "a.x, a.y"; PostgreSQL the name of the constraint.
    explicit UniqueViolation(std::string rule)
        : Fault("store: not unique: " + rule), rule_(std::move(rule)) {}
    const std::string& rule() const { return rule_; }

  private:
    std::string rule_;
};

// What a member becomes in a column, and back. bool, integers, enums (as text), Id, Instant, Date,
// Fen, Minutes, std::string, double, std::optional of these; anything else described or a
// std::vector/map is stored as JSON text.
template <class T>
constexpr Kind kind_of() {
    if constexpr (is_optional<T>::value)
        return kind_of<typename T::value_type>();
    else if constexpr (std::is_floating_point_v<T>)
        return Kind::real;
    else if constexpr (std::is_integral_v<T> || is_id<T>::value || std::is_same_v<T, Instant> ||
                       std::is_same_v<T, Date> || std::is_same_v<T, Fen> ||
                       std::is_same_v<T, Minutes>)
        return Kind::integer;
    else
        return Kind::text;
}

template <class T>
Value to_value(const T& v) {
    if constexpr (std::is_same_v<T, std::nullopt_t> || std::is_same_v<T, std::monostate>)
        return {};
    else if constexpr (std::is_same_v<T, Value>)
        return v;
    else if constexpr (is_optional<T>::value)
        return v ? to_value(*v) : Value{};
    else if constexpr (std::is_floating_point_v<T>)
        return double(v);
    else if constexpr (std::is_integral_v<T>)
        return static_cast<std::int64_t>(v);
    else if constexpr (is_id<T>::value || std::is_same_v<T, Fen> || std::is_same_v<T, Minutes>)
        return v.value;
    else if constexpr (std::is_same_v<T, Instant>)
        return v.us;
    else if constexpr (std::is_same_v<T, Date>)
        return std::int64_t{v.days};
    else if constexpr (is_described_enum<T>)
        return enum_to_text(v);
    else if constexpr (std::is_convertible_v<const T&, std::string_view>)
        return std::string(std::string_view(v));
    else
        return to_json_text(v);
}

// Throws Fault when the column does not hold what the member needs (NULL in a non-optional member).
template <class T>
T from_value(Value&& v) {
    if constexpr (is_optional<T>::value) {
        if (std::holds_alternative<std::monostate>(v)) return std::nullopt;
        return from_value<typename T::value_type>(std::move(v));
    } else {
        if (std::holds_alternative<std::monostate>(v))
            throw Fault("store: NULL in a column that needs a value");
        if constexpr (std::is_same_v<T, bool>)
            return std::get<std::int64_t>(v) != 0;
        else if constexpr (std::is_floating_point_v<T>)
            return static_cast<T>(std::get<double>(v));
        else if constexpr (std::is_integral_v<T>)
            return static_cast<T>(std::get<std::int64_t>(v));
        else if constexpr (is_id<T>::value || std::is_same_v<T, Fen> || std::is_same_v<T, Minutes>)
            return T{std::get<std::int64_t>(v)};
        else if constexpr (std::is_same_v<T, Instant>)
            return Instant{std::get<std::int64_t>(v)};
        else if constexpr (std::is_same_v<T, Date>)
            return Date{static_cast<std::int32_t>(std::get<std::int64_t>(v))};
        else if constexpr (std::is_same_v<T, std::string>)
            return std::get<std::string>(std::move(v));
        else if constexpr (is_described_enum<T>) {
            auto e = enum_from_text<T>(std::get<std::string>(v));
            if (!e)
                throw Fault("store: a column holds '" + std::get<std::string>(v) +
                            "', which is no value of its enum");
            return *e;
        } else
            return from_json_text<T>(std::get<std::string>(v),
                                     {.bytes_max = 64 << 20, .depth_max = 64});
    }
}

// One transaction, or one part of a shared commit. Not thread-safe; never kept after the
// function.
class Tx {
  public:
    virtual ~Tx() = default;
    virtual Dialect dialect() const = 0;

    // Rows as described structs, members in the order of the selected columns; or as a scalar.
    template <class Row, class... Args>
    std::vector<Row> all(const Sql& sql, const Args&... args) {
        std::vector<Row> rows;
        each<Row>([&](Row&& row) { rows.push_back(std::move(row)); }, sql, args...);
        return rows;
    }
    template <class Row, class... Args>
    std::optional<Row> one(const Sql& sql, const Args&... args) {
        std::optional<Row> found;
        each<Row>(
            [&](Row&& row) {
                if (!found) found = std::move(row);
            },
            sql, args...);
        return found;
    }
    template <class Row, class F, class... Args>
    void each(F&& take, const Sql& sql, const Args&... args) {
        const std::vector<Value> values{to_value(args)...};
        const std::vector<Kind> kinds = kinds_of<Row>();
        query(sql, values, kinds, [&](std::span<Value> row) { take(row_of<Row>(row)); });
    }
    // Runs a statement without a result; returns the number of rows that it changed.
    template <class... Args>
    std::int64_t run(const Sql& sql, const Args&... args) {
        const std::vector<Value> values{to_value(args)...};
        return execute(sql, values);
    }
    // Inserts a described struct: INSERT INTO table (members...) VALUES (...).
    template <class Row>
    void insert(const char* table, const Row& row) {
        static const std::string text = insert_text<Row>(table);
        std::vector<Value> values;
        boost::mp11::mp_for_each<Members<Row>>(
            [&](auto d) { values.push_back(to_value(row.*d.pointer)); });
        execute({table, text}, values);
    }

    // Runs after this unit of work is durably committed (never when it rolls back). Must not throw.
    virtual void after_commit(std::function<void()> act) = 0;

    virtual void query(const Sql&, std::span<const Value> args, std::span<const Kind> columns,
                       const std::function<void(std::span<Value>)>& row) = 0;
    virtual std::int64_t execute(const Sql&, std::span<const Value> args) = 0;

  private:
    template <class Row>
    using Members = boost::describe::describe_members<Row, boost::describe::mod_any_access |
                                                               boost::describe::mod_inherited>;
    template <class Row>
    static std::vector<Kind> kinds_of() {
        if constexpr (is_described_struct<Row>) {
            std::vector<Kind> kinds;
            boost::mp11::mp_for_each<Members<Row>>([&](auto d) {
                kinds.push_back(
                    kind_of<std::remove_cvref_t<decltype(std::declval<Row>().*d.pointer)>>());
            });
            return kinds;
        } else {
            return {kind_of<Row>()};
        }
    }
    template <class Row>
    static Row row_of(std::span<Value> row) {
        if constexpr (is_described_struct<Row>) {
            Row out{};
            std::size_t i = 0;
            boost::mp11::mp_for_each<Members<Row>>([&](auto d) {
                auto& member = out.*d.pointer;
                member = from_value<std::remove_cvref_t<decltype(member)>>(std::move(row[i++]));
            });
            return out;
        } else {
            return from_value<Row>(std::move(row[0]));
        }
    }
    template <class Row>
    static std::string insert_text(const char* table) {
        std::string names, marks;
        boost::mp11::mp_for_each<Members<Row>>([&](auto d) {
            names += (names.empty() ? "" : ", ") + std::string(d.name);
            marks += marks.empty() ? "?" : ", ?";
        });
        return "INSERT INTO " + std::string(table) + " (" + names + ") VALUES (" + marks + ")";
    }
};

struct StoreOptions {
    // "sqlite:DIR/linli.db" or "postgresql://user:password@host:port/database".
    std::string url{};
    int readers = 4;  // SQLite: read-only connections; PostgreSQL: pooled connections
    int writers_queued_max = 4096;
    int batch_units_max = 256;  // SQLite: units of work that may share one commit
    int wait_ms_max = 5000;     // for a reader or a pooled connection, then 503 `store.busy`
    // Opens beside a running server, e.g. for a backup: nothing is locked, every write is a Fault.
    bool read_only = false;
    // For the benchmark only: SQLite commits each unit of work by itself.
    bool one_commit_each = false;
    // For the negative control of the power-loss test only: SQLite commits without waiting for the
    // disk (synchronous=NORMAL), which loses acknowledged work when the power fails.
    bool unsafe_commits = false;
};

struct StoreStats {
    std::int64_t units_written = 0;
    std::int64_t units_refused = 0;
    std::int64_t commits = 0;
    std::int64_t retries = 0;
    std::int64_t units_waiting = 0;  // SQLite: in the queue of the writer now
};

// Whether some tables are as they were: `now()` is another number after every commit that changed
// one of them, before anybody is told of that commit.
class Watch {
  public:
    explicit Watch(std::vector<const std::atomic<std::uint64_t>*> counts)
        : counts_(std::move(counts)) {}
    std::uint64_t now() const {
        std::uint64_t sum = 0;
        for (const auto* count : counts_)
            sum += count->load();
        return sum;
    }

  private:
    std::vector<const std::atomic<std::uint64_t>*> counts_;
};

class Store {
  public:
    // Opens without migrating. Throws Fault with one plain sentence: no such directory, wrong URL,
    // server not reachable, not a database.
    static std::unique_ptr<Store> open(const StoreOptions&);
    virtual ~Store() = default;

    virtual Dialect dialect() const = 0;

    template <class F>
    auto read(F&& fn) {
        return run_unit(std::forward<F>(fn), [this](const UnitFn& unit) { read_unit(unit); });
    }
    template <class F>
    auto write(F&& fn) {
        return run_unit(std::forward<F>(fn), [this](const UnitFn& unit) { write_unit(unit); });
    }

    // Brings the schema up to date: one lock for all processes, each migration whole or not at all,
    // recorded in `schema_migration`. Throws Fault when the database is newer than this program.
    // Returns the names of what it applied ("place/0001_directory").
    virtual std::vector<std::string> migrate(const std::vector<MigrationSet>&) = 0;
    // Throws Fault with one plain sentence unless the schema is exactly that of the sets.
    virtual void require_current(const std::vector<MigrationSet>&) = 0;

    // A consistent copy while the server runs (SQLite: the online backup interface; PostgreSQL:
    // throws Fault that names pg_dump).
    virtual void backup_to(const std::string& path) = 0;
    // The database's own integrity check; empty = sound.
    virtual std::vector<std::string> integrity_faults() = 0;
    virtual StoreStats stats() const = 0;
    // Lives no longer than the store. None where other processes may write too (PostgreSQL): there
    // nothing may be remembered on the strength of it.
    virtual std::optional<Watch> watch(std::span<const std::string_view> tables) {
        static_cast<void>(tables);
        return std::nullopt;
    }

  protected:
    using UnitFn = std::function<void(Tx&)>;
    virtual void read_unit(const UnitFn&) = 0;
    virtual void write_unit(const UnitFn&) = 0;

  private:
    template <class F, class Run>
    static auto run_unit(F&& fn, Run&& run) {
        using R = std::invoke_result_t<F&, Tx&>;
        if constexpr (std::is_void_v<R>) {
            run([&](Tx& tx) { fn(tx); });
        } else {
            std::optional<R> result;
            run([&](Tx& tx) { result.emplace(fn(tx)); });
            return std::move(*result);
        }
    }
};

}  // namespace linli::store
