#include "store/postgres_connection.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include <algorithm>

namespace linli::store {
namespace {

PGconn* handle(soci::session& session) {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

struct ClearResult {
    void operator()(PGresult* r) const { PQclear(r); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

std::string state_of(const Result& result) {
    const char* state = result ? PQresultErrorField(result.get(), PG_DIAG_SQLSTATE) : nullptr;
    return state ? state : "";
}

// Only the first line: the second ("DETAIL: Key (phone)=(...)") repeats the contents of rows.
std::string first_line(const std::string& message) {
    const auto at = message.find("ERROR:");
    const std::string text = at == std::string::npos ? message : message.substr(at + 6);
    const auto begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? std::string() : text.substr(begin, text.find('\n') - begin);
}

// The last name in double quotes: duplicate key value violates unique constraint "listing_pkey".
std::string quoted_name(const std::string& line) {
    const auto end = line.rfind('"');
    if (end == std::string::npos || end == 0) return line;
    const auto begin = line.rfind('"', end - 1);
    return begin == std::string::npos ? line : line.substr(begin + 1, end - begin - 1);
}

// SOCI reads keyword='value' pairs only; libpq knows how to take a URL apart.
std::string keywords_of(const std::string& url) {
    char* error = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(url.c_str(), &error), &PQconninfoFree);
    PQfreemem(error);  // not repeated: it may quote the password
    if (!options) throw Fault("store: the URL of the database is not a PostgreSQL URL");
    std::string text = "connect_timeout='5'";
    for (const PQconninfoOption* o = options.get(); o->keyword != nullptr; ++o) {
        if (o->val == nullptr) continue;
        text += std::string(" ") + o->keyword + "='";
        for (const char* c = o->val; *c != 0; ++c) {
            if (*c == '\'' || *c == '\\') text += '\\';
            text += *c;
        }
        text += '\'';
    }
    return text;
}

}  // namespace

std::unique_ptr<PostgresConnection> PostgresConnection::open(const std::string& url) {
    try {
        auto session = std::make_unique<soci::session>(soci::postgresql, keywords_of(url));
        std::unique_ptr<PostgresConnection> made(new PostgresConnection(std::move(session)));
        made->control("SET client_min_messages = warning");
        made->control("SET statement_timeout = '30s'");
        made->control("SET lock_timeout = '10s'");
        made->control("SET idle_in_transaction_session_timeout = '60s'");
        made->control("SET timezone = 'UTC'");
        made->control("SET synchronous_commit = on");
        // Databases live on SSDs. With the default of 4 a row of a small table is found by reading
        // the whole table, which a serialisable unit then conflicts with as a whole.
        made->control("SET random_page_cost = 1.1");
        return made;
    } catch (const soci::soci_error& e) {
        std::string why = e.get_error_message();
        std::replace(why.begin(), why.end(), '\n', ' ');
        throw Fault("store: " + why);
    }
}

void PostgresConnection::control(const std::string& text) {
    PGconn* c = handle(session());
    const Result result(PQexec(c, text.c_str()));
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    fail(state_of(result), text.substr(0, text.find('\n')), PQerrorMessage(c));
}

void PostgresConnection::commit() {
    PGconn* c = handle(session());
    const Result result(PQexec(c, "COMMIT"));
    if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) {
        if (std::string_view(PQcmdStatus(result.get())) == "COMMIT") return;
        throw Fault("store: the server rolled back instead of committing");
    }
    if (state_of(result).empty())
        // The connection broke while committing: whether it is done nobody knows, so it must not
        // be tried again.
        throw Fault("store: the connection broke during the commit; its outcome is unknown");
    fail(state_of(result), "COMMIT", PQerrorMessage(c));
}

void PostgresConnection::rollback() {
    const auto status = PQtransactionStatus(handle(session()));
    if (status != PQTRANS_IDLE) control("ROLLBACK");
}

void PostgresConnection::translate(const soci::soci_error& e, const char* statement) {
    const auto* ours = dynamic_cast<const soci::postgresql_soci_error*>(&e);
    fail(ours ? ours->sqlstate() : "", statement, e.get_error_message());
}

void PostgresConnection::fail(const std::string& state, const std::string& statement,
                              const std::string& message) {
    const std::string line = first_line(message);
    const std::string where = "store: " + statement + ": ";
    if (state == "40001" || state == "40P01") throw MustRetry(where + "lost against another");
    if (state == "23505") throw UniqueViolation(quoted_name(line));
    if (PQstatus(handle(session())) != CONNECTION_OK || state.starts_with("08") ||
        state == "57P01" || state == "57P02" || state == "57P03" || state == "25P03")
        throw ConnectionLost(where + "the connection to the database broke");
    if (state == "53100") throw refuse_no_space();
    if (state == "55P03" || state == "57014" || state == "53300") throw refuse_busy();
    // Class 22 quotes the value that it could not use.
    if (state.starts_with("22")) throw Fault(where + "a value does not fit (" + state + ")");
    throw Fault(where + line + " (" + state + ")");
}

}  // namespace linli::store
