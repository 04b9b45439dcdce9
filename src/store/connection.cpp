#include "store/connection.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

#include "store/sql_text.hpp"

namespace linli::store {
namespace {

constexpr std::size_t statements_max = 256;

// What SOCI reads a parameter from or writes a column to; it keeps the addresses.
struct Slot {
    Kind kind = Kind::text;
    soci::indicator indicator = soci::i_null;
    long long integer = 0;
    double real = 0;
    std::string text;

    void set(const Value& v) {
        indicator = std::holds_alternative<std::monostate>(v) ? soci::i_null : soci::i_ok;
        if (const auto* i = std::get_if<std::int64_t>(&v)) integer = *i;
        if (const auto* d = std::get_if<double>(&v)) real = *d;
        if (const auto* s = std::get_if<std::string>(&v)) text = *s;
    }
    Value take() {
        if (indicator == soci::i_null) return {};
        if (kind == Kind::integer) return std::int64_t{integer};
        if (kind == Kind::real) return real;
        return std::move(text);
    }
};

// NULL fits any parameter.
bool fits(Kind kind, const Value& v) {
    return v.index() == 0 || v.index() == 1 + static_cast<std::size_t>(kind);
}
Kind kind_of_value(const Value& v) {
    return v.index() == 0 ? Kind::text : static_cast<Kind>(v.index() - 1);
}
static_assert(static_cast<int>(Kind::integer) == 0 && static_cast<int>(Kind::text) == 2);

void refuse_nul(std::span<const Value> args) {
    for (const Value& v : args) {
        const auto* text = std::get_if<std::string>(&v);
        if (text && text->find('\0') != std::string::npos)
            throw Refusal(RefusalKind::unprocessable, "store.nul_in_text",
                          {"文字中含有不允许的空字符（U+0000），请删除后重试。",
                           "A text contains the character U+0000, which cannot be stored; "
                           "remove it and try again."});
    }
}

thread_local int units_on_this_thread = 0;

}  // namespace

struct Connection::Prepared {
    explicit Prepared(soci::session& s) : statement(s) {}

    bool fits_call(std::span<const Value> args, std::span<const Kind> columns) const {
        if (into.size() != columns.size()) return false;
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (into[i].kind != columns[i]) return false;
        for (std::size_t i = 0; i < args.size(); ++i)
            if (!fits(use[i].kind, args[i])) return false;
        return true;
    }

    std::string text;
    soci::statement statement;
    std::vector<Slot> use;
    std::vector<Slot> into;
    Written written;
    TableChanges::Count* changes = nullptr;
    bool busy = false;
};

// A statement in use. If it fails it is forgotten, so that no half-read result lives on.
class Connection::Use {
  public:
    Use(Connection& c, const Sql& sql, std::span<const Value> args, std::span<const Kind> columns)
        : connection_(c), prepared_(c.take(sql, args, columns)) {
        prepared_->busy = true;
        for (std::size_t i = 0; i < args.size(); ++i)
            prepared_->use[i].set(args[i]);
    }
    ~Use() {
        prepared_->busy = false;
        if (!finished_) connection_.forget(*prepared_);
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    Prepared* operator->() { return prepared_.get(); }
    void finish() {
        connection_.reset(prepared_->statement);
        finished_ = true;
    }

  private:
    Connection& connection_;
    std::shared_ptr<Prepared> prepared_;
    bool finished_ = false;
};

Connection::Connection(std::unique_ptr<soci::session> session) : session_(std::move(session)) {}

Connection::~Connection() {
    by_text_.clear();
    recent_.clear();  // statements go before their session
}

std::shared_ptr<Connection::Prepared> Connection::prepare(const Sql& sql,
                                                          std::span<const Value> args,
                                                          std::span<const Kind> columns) {
    const Placeholders numbered = number_placeholders(sql.text);
    if (numbered.count != static_cast<int>(args.size()))
        throw BrokenInvariant(std::string("store: ") + sql.name + " has " +
                              std::to_string(numbered.count) + " placeholders, given " +
                              std::to_string(args.size()) + " values");
    auto p = std::make_shared<Prepared>(*session_);
    p->text = sql.text;
    p->written = written_by(p->text);
    if (changes_ && p->written.writes)
        p->changes =
            p->written.table.empty() ? &changes_->of_all() : &changes_->of(p->written.table);
    p->use.resize(args.size());
    p->into.resize(columns.size());
    p->statement.alloc();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        Slot& s = p->into[i];
        s.kind = columns[i];
        if (s.kind == Kind::integer) p->statement.exchange(soci::into(s.integer, s.indicator));
        if (s.kind == Kind::real) p->statement.exchange(soci::into(s.real, s.indicator));
        if (s.kind == Kind::text) p->statement.exchange(soci::into(s.text, s.indicator));
    }
    for (std::size_t i = 0; i < args.size(); ++i) {
        Slot& s = p->use[i];
        s.kind = kind_of_value(args[i]);
        const long long& integer = s.integer;
        const double& real = s.real;
        const std::string& text = s.text;
        if (s.kind == Kind::integer) p->statement.exchange(soci::use(integer, s.indicator));
        if (s.kind == Kind::real) p->statement.exchange(soci::use(real, s.indicator));
        if (s.kind == Kind::text) p->statement.exchange(soci::use(text, s.indicator));
    }
    p->statement.prepare(numbered.text);
    p->statement.define_and_bind();
    return p;
}

std::shared_ptr<Connection::Prepared> Connection::take(const Sql& sql, std::span<const Value> args,
                                                       std::span<const Kind> columns) {
    if (const auto found = by_text_.find(sql.text); found != by_text_.end()) {
        const std::shared_ptr<Prepared> known = *found->second;
        // Used inside its own rows: this once, a second copy.
        if (known->busy) return prepare(sql, args, columns);
        if (known->use.size() == args.size() && known->fits_call(args, columns)) {
            recent_.splice(recent_.begin(), recent_, found->second);
            return known;
        }
        forget(*known);
    }
    std::shared_ptr<Prepared> made = prepare(sql, args, columns);
    recent_.push_front(made);
    by_text_.emplace(made->text, recent_.begin());
    if (recent_.size() > statements_max) forget(*recent_.back());
    return made;
}

void Connection::forget(const Prepared& p) {
    const auto found = by_text_.find(p.text);
    if (found == by_text_.end() || found->second->get() != &p) return;
    const auto node = found->second;
    by_text_.erase(found);
    recent_.erase(node);
}

void Connection::note(const Prepared& p) {
    if (!p.written.writes) return;
    wrote_ = true;
    if (p.changes && std::find(changed_.begin(), changed_.end(), p.changes) == changed_.end())
        changed_.push_back(p.changes);
}

void Connection::count_changes() {
    for (TableChanges::Count* count : changed_)
        ++*count;
    changed_.clear();
}

void Connection::query(const Sql& sql, std::span<const Value> args, std::span<const Kind> columns,
                       const std::function<void(std::span<Value>)>& row) {
    refuse_nul(args);
    try {
        Use use(*this, sql, args, columns);
        note(*use.operator->());
        std::vector<Value> values(columns.size());
        for (bool got = use->statement.execute(true); got; got = use->statement.fetch()) {
            for (std::size_t i = 0; i < values.size(); ++i)
                values[i] = use->into[i].take();
            row(values);
        }
        use.finish();
    } catch (const soci::soci_error& e) {
        translate(e, sql.name);
    }
}

std::int64_t Connection::execute(const Sql& sql, std::span<const Value> args) {
    refuse_nul(args);
    std::int64_t changed = 0;
    try {
        Use use(*this, sql, args, {});
        const bool names_table = !use->written.table.empty();
        if (!names_table) note(*use.operator->());
        use->statement.execute(true);
        changed = use->statement.get_affected_rows();
        // INSERT, UPDATE and DELETE change all of their rows or, when they fail, none.
        if (names_table && changed != 0) note(*use.operator->());
        use.finish();
    } catch (const soci::soci_error& e) {
        translate(e, sql.name);
    }
    return changed;
}

void ConnectionTx::require_sound() const {
    if (failed_) std::rethrow_exception(failed_);
}

void ConnectionTx::query(const Sql& sql, std::span<const Value> args, std::span<const Kind> columns,
                         const std::function<void(std::span<Value>)>& row) {
    require_sound();
    std::exception_ptr from_row;  // an exception of the caller's, not of the database
    try {
        connection_.query(sql, args, columns, [&](std::span<Value> values) {
            try {
                row(values);
            } catch (...) {
                from_row = std::current_exception();
                throw;
            }
        });
    } catch (...) {
        if (!from_row) failed_ = std::current_exception();
        throw;
    }
}

std::int64_t ConnectionTx::execute(const Sql& sql, std::span<const Value> args) {
    require_sound();
    try {
        return connection_.execute(sql, args);
    } catch (...) {
        failed_ = std::current_exception();
        throw;
    }
}

void run_function(const std::function<void(Tx&)>& fn, ConnectionTx& tx) {
    const InsideUnit inside;
    try {
        fn(tx);
    } catch (...) {
        // A unit that must run again is not to be answered with what it made of the failure.
        try {
            if (tx.failed()) std::rethrow_exception(tx.failed());
        } catch (const MustRetry&) {
            throw;
        } catch (...) {
        }
        throw;
    }
    if (tx.failed()) std::rethrow_exception(tx.failed());
}

void run_after(std::vector<std::function<void()>> actions) noexcept {
    for (auto& act : actions) {
        try {
            act();
        } catch (const std::exception& e) {
            spdlog::error("store: an action after commit failed: {}", e.what());
        } catch (...) {
            spdlog::error("store: an action after commit failed");
        }
    }
}

InsideUnit::InsideUnit() {
    ++units_on_this_thread;
}
InsideUnit::~InsideUnit() {
    --units_on_this_thread;
}
bool InsideUnit::now() {
    return units_on_this_thread > 0;
}

Refusal refuse_busy() {
    Refusal refusal(RefusalKind::unavailable, "store.busy",
                    {"系统繁忙，请稍后重试。", "The system is busy; please try again shortly."});
    refusal.retry_after_s = 1;
    return refusal;
}

Refusal refuse_no_space() {
    return Refusal(RefusalKind::no_space, "store.disk_full",
                   {"存储空间已满，内容未保存；请联系管理员清理空间后重试。",
                    "The disk is full and nothing was saved; ask the administrator to free space, "
                    "then try again."});
}

}  // namespace linli::store
