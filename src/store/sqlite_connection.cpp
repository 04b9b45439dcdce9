#include "store/sqlite_connection.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <cerrno>

namespace linli::store {
namespace {

namespace fs = std::filesystem;

sqlite_api::sqlite3* handle(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

bool is_unique_violation(int code) {
    return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
           code == SQLITE_CONSTRAINT_ROWID;
}

// What the operating system says when there is no room: no space, quota, file size limit.
bool is_no_space(int code, int system_error) {
    if ((code & 0xff) == SQLITE_FULL) return true;
    return (code & 0xff) == SQLITE_IOERR &&
           (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG);
}

// "... UNIQUE constraint failed: a.x, a.y" -> "a.x, a.y"
std::string rule_of(const std::string& message) {
    const std::string mark = "constraint failed: ";
    const auto at = message.rfind(mark);
    return at == std::string::npos ? message : message.substr(at + mark.size());
}

}  // namespace

std::unique_ptr<SqliteConnection> SqliteConnection::open(const fs::path& file, Role role,
                                                         bool unsafe_commits) {
    const std::string name = file.string();
    if (name.find('"') != std::string::npos)
        throw Fault("store: the path of the database must not contain a double quote: " + name);
    const fs::path directory = file.has_parent_path() ? file.parent_path() : fs::path(".");
    if (!fs::is_directory(directory))
        throw Fault("store: the directory " + directory.string() + " does not exist");
    if (role == Role::reader && !fs::exists(file))
        throw Fault("store: there is no database at " + name);
    try {
        auto session = std::make_unique<soci::session>(
            soci::sqlite3,
            "db=\"" + name + "\" timeout=5" + (role == Role::reader ? " readonly=1" : ""));
        std::unique_ptr<SqliteConnection> made(new SqliteConnection(std::move(session)));
        made->configure(role, unsafe_commits);
        return made;
    } catch (const soci::soci_error& e) {
        throw Fault("store: cannot open " + name + ": " + e.get_error_message());
    }
}

void SqliteConnection::configure(Role role, bool unsafe_commits) {
    sqlite_api::sqlite3* db = handle(session());
    sqlite_api::sqlite3_extended_result_codes(db, 1);
    sqlite_api::sqlite3_busy_timeout(db, 5000);
    sqlite_api::sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite_api::sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    control("PRAGMA temp_store=MEMORY");
    if (role == Role::reader) {
        // Never checkpoints: see the WAL-reset fault of SQLite before 3.51.3.
        control("PRAGMA query_only=1");
        control("PRAGMA wal_autocheckpoint=0");
        control("PRAGMA cache_size=-16384");
        return;
    }
    control("PRAGMA journal_mode=WAL");
    control(unsafe_commits ? "PRAGMA synchronous=NORMAL" : "PRAGMA synchronous=FULL");
    control("PRAGMA foreign_keys=ON");
    control("PRAGMA cache_size=-65536");
    control("PRAGMA wal_autocheckpoint=4000");      // pages: 16 MB
    control("PRAGMA journal_size_limit=67108864");  // a WAL that grew shrinks again to 64 MB
}

void SqliteConnection::control(const std::string& text) {
    sqlite_api::sqlite3* db = handle(session());
    errno = 0;
    const int code = sqlite_api::sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(code, text.substr(0, text.find('\n')), sqlite_api::sqlite3_errmsg(db));
}

bool SqliteConnection::in_transaction() {
    return sqlite_api::sqlite3_get_autocommit(handle(session())) == 0;
}

void SqliteConnection::translate(const soci::soci_error& e, const char* statement) {
    const auto* ours = dynamic_cast<const soci::sqlite3_soci_error*>(&e);
    const int code = ours ? ours->result() : SQLITE_ERROR;
    fail(code, statement, e.get_error_message());
}

void SqliteConnection::fail(int code, const std::string& statement, const std::string& message) {
    const int system_error = errno;
    if (is_unique_violation(code)) throw UniqueViolation(rule_of(message));
    // A failed COMMIT leaves its reason in errno only.
    if (is_no_space(code, system_error) ||
        is_no_space(code, sqlite_api::sqlite3_system_errno(handle(session()))))
        throw refuse_no_space();
    if ((code & 0xff) == SQLITE_BUSY) throw refuse_busy();
    throw Fault("store: " + statement + ": " + message);
}

void SqliteConnection::reset(soci::statement& st) {
    // As the back end's own reset(), which its library does not export.
    auto* backend = static_cast<soci::sqlite3_statement_backend*>(st.get_backend());
    sqlite_api::sqlite3_reset(backend->stmt_);
    backend->databaseReady_ = true;
}

void SqliteConnection::copy_to(const fs::path& file) {
    if (fs::exists(file)) throw Fault("store: " + file.string() + " exists already");
    sqlite_api::sqlite3* to = nullptr;
    int code = sqlite_api::sqlite3_open_v2(file.c_str(), &to,
                                           SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    if (code == SQLITE_OK) {
        // All pages in one step: one snapshot. In several steps a busy writer would make the copy
        // begin anew for ever.
        if (auto* backup = sqlite_api::sqlite3_backup_init(to, "main", handle(session()), "main")) {
            sqlite_api::sqlite3_backup_step(backup, -1);
            code = sqlite_api::sqlite3_backup_finish(backup);
        } else {
            code = sqlite_api::sqlite3_errcode(to);
        }
    }
    const std::string message = sqlite_api::sqlite3_errmsg(to);
    const int system_error = sqlite_api::sqlite3_system_errno(to);
    sqlite_api::sqlite3_close(to);
    if (code == SQLITE_OK) return;
    std::error_code ignored;
    fs::remove(file, ignored);
    if (is_no_space(code, system_error))
        throw Fault("store: no space for the copy at " + file.string());
    throw Fault("store: cannot copy the database to " + file.string() + ": " + message);
}

}  // namespace linli::store
