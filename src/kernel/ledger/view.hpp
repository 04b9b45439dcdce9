#pragma once
// What the ledger's routes take and answer, as JSON.

#include "kernel/ledger/chart.hpp"
#include "kernel/ledger/reading.hpp"

namespace linli::ledger {

struct BookView {
    BookId id;
    std::string code;
    Unit unit = Unit::fen;
    std::string chart;
    bool monthly = false;
    std::string zh;
    std::string en;
    http::AreaId area_id;
    std::int64_t last_closed = 0;
};
BOOST_DESCRIBE_STRUCT(BookView, (), (id, code, unit, chart, monthly, zh, en, area_id, last_closed))

struct BookList {
    std::vector<BookView> items;
};
BOOST_DESCRIBE_STRUCT(BookList, (), (items))

struct BooksQuery {
    std::optional<http::AreaId> area;
};
BOOST_DESCRIBE_STRUCT(BooksQuery, (), (area))

struct AccountView {
    AccountId id;
    BookId book_id;
    http::AreaId area_id;
    std::string code;
    std::string zh;
    std::string en;
    std::optional<std::string> owner_kind;
    Side normal = Side::debit;
    Unit unit = Unit::fen;
    std::int64_t balance = 0;
    std::int64_t held = 0;       // of the balance, reserved by held entries
    std::int64_t available = 0;  // what can be spent
    std::optional<std::int64_t> ceiling;
    std::int64_t movements = 0;
    std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (id, book_id, area_id, code, zh, en, owner_kind, normal, unit, balance, held,
                       available, ceiling, movements, closed_at))

struct AccountList {
    std::vector<AccountView> items;
};
BOOST_DESCRIBE_STRUCT(AccountList, (), (items))

struct AccountsQuery {
    std::optional<std::string> code;
    std::optional<AccountId> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AccountsQuery, (), (code, cursor, limit))
inline Limits limits(const AccountsQuery*) {
    return {{"code", {.length_max = 32}}, {"limit", {.min = 1, .max = 500}}};
}

struct EntriesQuery {
    std::optional<std::int64_t> period;
    std::optional<EntryId> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(EntriesQuery, (), (period, cursor, limit))
inline Limits limits(const EntriesQuery*) {
    return {{"limit", {.min = 1, .max = 500}}};
}

struct EntryLine {
    EntryId id;
    std::string sender_id;
    Act act = Act::post;
    EntryState state = EntryState::posted;
    std::string event;
    Date date;
    std::int64_t period = 0;
    std::optional<EntryId> target;
    std::optional<std::string> group;
    std::string reason;
    Instant at;
    std::optional<Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(EntryLine, (),
                      (id, sender_id, act, state, event, date, period, target, group, reason, at,
                       expires_at))

struct EntryWhole {
    EntryLine entry;
    BookView book;
    std::vector<LegView> legs;
    std::optional<EntryId> reversed_by;
};
BOOST_DESCRIBE_STRUCT(EntryWhole, (), (entry, book, legs, reversed_by))

struct StatementQuery {
    std::optional<std::int64_t> cursor;  // a version
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(StatementQuery, (), (cursor, limit))
inline Limits limits(const StatementQuery*) {
    return {{"cursor", {.min = 1}}, {"limit", {.min = 1, .max = 500}}};
}

struct Statement {
    AccountView account;
    std::vector<Movement> items;
    std::optional<std::int64_t> next;
};
BOOST_DESCRIBE_STRUCT(Statement, (), (account, items, next))

struct InstantQuery {
    Instant at;
};
BOOST_DESCRIBE_STRUCT(InstantQuery, (), (at))

struct BalanceAt {
    AccountId account;
    Instant at;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    std::int64_t balance = 0;
    std::int64_t movements = 0;
};
BOOST_DESCRIBE_STRUCT(BalanceAt, (), (account, at, debit, credit, balance, movements))

struct TrialQuery {
    std::optional<std::int64_t> from;  // 202601
    std::optional<std::int64_t> to;
    std::optional<std::string> format;  // "csv"
};
BOOST_DESCRIBE_STRUCT(TrialQuery, (), (from, to, format))
inline Limits limits(const TrialQuery*) {
    return {{"from", {.min = 190'001, .max = 299'912}},
            {"to", {.min = 190'001, .max = 299'912}},
            {"format", {.length_max = 8}}};
}

// A command as it is sent; ids are texts.
struct NewCommand {
    std::string id;
    std::optional<Act> act;  // post
    BookId book;
    std::string event;
    Date date;
    std::optional<std::vector<Leg>> legs;
    std::optional<EntryId> target;
    std::optional<Instant> expires_at;
    std::optional<std::string> reason;
    std::optional<std::string> group;
    std::optional<bool> linked;
};
BOOST_DESCRIBE_STRUCT(NewCommand, (),
                      (id, act, book, event, date, legs, target, expires_at, reason, group, linked))
inline Limits limits(const NewCommand*) {
    return {{"id", {.length_max = 64}},
            {"event", {.length_max = 64}},
            {"legs", {.length_max = 100}},
            {"reason", {.length_max = 500}},
            {"group", {.length_max = 64}}};
}

struct NewCommands {
    std::vector<NewCommand> commands;
};
BOOST_DESCRIBE_STRUCT(NewCommands, (), (commands))
inline Limits limits(const NewCommands*) {
    return {{"commands", {.length_min = 1, .length_max = 500}}};
}

struct OutcomeView {
    Code code = Code::ok;
    std::string zh;
    std::string en;
    std::optional<EntryId> entry;
    std::optional<AccountId> account;
};
BOOST_DESCRIBE_STRUCT(OutcomeView, (), (code, zh, en, entry, account))

struct Outcomes {
    std::vector<OutcomeView> outcomes;
};
BOOST_DESCRIBE_STRUCT(Outcomes, (), (outcomes))

struct NewBook {
    std::string code;
    Unit unit = Unit::fen;
    std::string chart;
    bool monthly = false;
    std::string zh;
    std::string en;
    http::AreaId area_id;
};
BOOST_DESCRIBE_STRUCT(NewBook, (), (code, unit, chart, monthly, zh, en, area_id))
inline Limits limits(const NewBook*) {
    return {{"code", {.length_min = 1, .length_max = 64}},
            {"chart", {.length_min = 1, .length_max = 32}},
            {"zh", {.length_min = 1, .length_max = 100}},
            {"en", {.length_min = 1, .length_max = 100}}};
}

struct NewAccount {
    std::string code;
    std::optional<http::AreaId> area_id;  // that of the book
    std::optional<std::int64_t> ceiling;
};
BOOST_DESCRIBE_STRUCT(NewAccount, (), (code, area_id, ceiling))
inline Limits limits(const NewAccount*) {
    return {{"code", {.length_min = 1, .length_max = 32}}, {"ceiling", {.min = 0}}};
}

struct ChartList {
    std::vector<Chart> items;
};
BOOST_DESCRIBE_STRUCT(ChartList, (), (items))

struct NewClosing {
    std::int64_t period = 0;
};
BOOST_DESCRIBE_STRUCT(NewClosing, (), (period))

}  // namespace linli::ledger
