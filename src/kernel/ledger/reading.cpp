#include "kernel/ledger/reading.hpp"

#include <algorithm>
#include <limits>

#include "kernel/ledger/ledger_sql.hpp"

namespace linli::ledger {

namespace {

using store::Sql;

constexpr Sql legs_of_entry{
    "ledger.legs_of_entry",
    "SELECT l.account_id, a.code, a.owner_kind, l.debit, l.credit FROM ledger_leg l "
    "JOIN ledger_account a ON a.id = l.account_id WHERE l.entry_id = ? ORDER BY l.n"};
constexpr Sql holds_of_entry{
    "ledger.holds_of_entry",
    "SELECT l.account_id, a.code, a.owner_kind, l.debit, l.credit FROM ledger_hold l "
    "JOIN ledger_account a ON a.id = l.account_id WHERE l.entry_id = ? ORDER BY l.n"};
constexpr Sql reversal{"ledger.reversal",
                       "SELECT id FROM ledger_entry WHERE target = ? AND act = 'reverse'"};
constexpr Sql movements_of{
    "ledger.movements",
    "SELECT l.version, l.entry_id, e.sender_id, e.event, e.date, l.at, l.debit, l.credit, "
    "l.debit_after - l.credit_after, e.act, e.target, e.case_id, e.reason FROM ledger_leg l "
    "JOIN ledger_entry e ON e.id = l.entry_id WHERE l.account_id = ? AND l.version < ? "
    "ORDER BY l.version DESC LIMIT ?"};
constexpr Sql leg_at{"ledger.leg_at",
                     "SELECT at, debit_after, credit_after FROM ledger_leg "
                     "WHERE account_id = ? AND version = ?"};
constexpr Sql trial_monthly{
    "ledger.trial_monthly",
    "SELECT a.code, a.normal, CAST(SUM(CASE WHEN t.period < ? THEN t.debit - t.credit ELSE 0 END) "
    "AS BIGINT), CAST(SUM(CASE WHEN t.period >= ? THEN t.debit ELSE 0 END) AS BIGINT), "
    "CAST(SUM(CASE WHEN t.period >= ? THEN t.credit ELSE 0 END) AS BIGINT) FROM ledger_account a "
    "JOIN ledger_total t ON t.account_id = a.id WHERE a.book_id = ? AND t.period <= ? "
    "GROUP BY a.code, a.normal ORDER BY a.code"};
constexpr Sql trial_all{
    "ledger.trial_all",
    "SELECT code, normal, 0, CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT) "
    "FROM ledger_account WHERE book_id = ? GROUP BY code, normal ORDER BY code"};
constexpr Sql entries_newest{"ledger.entries_newest",
                             LINLI_ENTRY "WHERE book_id = ? AND id < ? ORDER BY id DESC LIMIT ?"};
constexpr Sql entries_of_period{"ledger.entries_of_period", LINLI_ENTRY
                                "WHERE book_id = ? AND period = ? AND id < ? "
                                "ORDER BY id DESC LIMIT ?"};
constexpr Sql owned{"ledger.owned",
                    LINLI_ACCOUNT "WHERE owner_kind = ? AND owner_id = ? ORDER BY id LIMIT 1000"};
constexpr Sql accounts_of_code{"ledger.accounts_of_code", LINLI_ACCOUNT
                               "WHERE book_id = ? AND code = ? AND id > ? ORDER BY id LIMIT ?"};
constexpr Sql accounts_of_book{"ledger.accounts_of_book",
                               LINLI_ACCOUNT "WHERE book_id = ? AND id > ? ORDER BY id LIMIT ?"};
constexpr Sql all_books{"ledger.books", LINLI_BOOK "ORDER BY code LIMIT 1000"};

struct SideRow {
    AccountId account_id;
    std::string code;
    std::string owner_kind;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
BOOST_DESCRIBE_STRUCT(SideRow, (), (account_id, code, owner_kind, debit, credit))

struct PointRow {
    Instant at;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
BOOST_DESCRIBE_STRUCT(PointRow, (), (at, debit, credit))

struct TrialRow {
    std::string code;
    Side normal = Side::debit;
    std::int64_t opening = 0;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
BOOST_DESCRIBE_STRUCT(TrialRow, (), (code, normal, opening, debit, credit))

std::int64_t on(Side side, std::int64_t debit_less_credit) {
    return side == Side::debit ? debit_less_credit : -debit_less_credit;
}

// The name of a code, whatever the day: a trial balance of 2016 names codes of 2016.
const ChartAccount* named(const Chart& chart, std::string_view code) {
    for (const ChartAccount& a : chart.accounts)
        if (a.code == code) return &a;
    return nullptr;
}

}  // namespace

std::optional<EntryView> entry(store::Tx& tx, EntryId id) {
    auto row = tx.one<EntryRow>(sql::entry, id);
    if (!row) return std::nullopt;
    EntryView view{std::move(*row), {}, tx.one<EntryId>(reversal, id)};
    const auto& legs = view.entry.act == Act::hold ? holds_of_entry : legs_of_entry;
    for (SideRow& leg : tx.all<SideRow>(legs, id)) {
        const bool debit = leg.debit > 0;
        LegView out{leg.account_id,
                    std::move(leg.code),
                    {},
                    debit ? Side::debit : Side::credit,
                    debit ? leg.debit : leg.credit};
        if (!leg.owner_kind.empty()) out.owner_kind = std::move(leg.owner_kind);
        view.legs.push_back(std::move(out));
    }
    return view;
}

std::vector<Movement> movements(store::Tx& tx, const AccountRow& account, std::int64_t before,
                                int most) {
    auto rows = tx.all<Movement>(movements_of, account.id,
                                 before > 0 ? before : account.version + 1, std::min(most, 500));
    for (Movement& m : rows)
        m.balance = on(account.normal, m.balance);
    return rows;
}

// Legs of an account are numbered without a gap and their times never go back: twenty looks find
// one among a million.
Sums sums_at(store::Tx& tx, const AccountRow& account, Instant instant) {
    Sums best;
    std::int64_t low = 1, high = account.version;
    while (low <= high) {
        const std::int64_t middle = low + (high - low) / 2;
        const auto point = tx.one<PointRow>(leg_at, account.id, middle);
        if (!point) throw Fault("ledger: a leg of an account is missing");
        if (point->at <= instant) {
            best = {point->debit, point->credit, middle};
            low = middle + 1;
        } else {
            high = middle - 1;
        }
    }
    return best;
}

TrialBalance trial_balance(store::Tx& tx, const Ledger& ledger, const BookRow& book,
                           std::int64_t from, std::int64_t to) {
    const Chart& chart = ledger.charts().at(book.chart);
    const auto rows = book.monthly ? tx.all<TrialRow>(trial_monthly, from, from, from, book.id, to)
                                   : tx.all<TrialRow>(trial_all, book.id);
    TrialBalance out;
    std::int64_t closing = 0;
    for (const TrialRow& row : rows) {
        const ChartAccount* name = named(chart, row.code);
        TrialLine line;
        line.code = row.code;
        line.zh = name == nullptr ? row.code : name->zh;
        line.en = name == nullptr ? row.code : name->en;
        line.kind = name == nullptr ? AccountKind::memo : name->kind;
        line.normal = row.normal;
        line.opening = on(row.normal, row.opening);
        line.debit = row.debit;
        line.credit = row.credit;
        line.closing = on(row.normal, row.opening + row.debit - row.credit);
        closing += row.opening + row.debit - row.credit;
        out.debit += row.debit;
        out.credit += row.credit;
        out.lines.push_back(std::move(line));
    }
    out.balanced = out.debit == out.credit && closing == 0;
    return out;
}

std::vector<EntryRow> entries(store::Tx& tx, BookId book, std::int64_t period, EntryId before,
                              int most) {
    const EntryId from = before ? before : EntryId{std::numeric_limits<std::int64_t>::max()};
    most = std::min(most, 500);
    return period == 0 ? tx.all<EntryRow>(entries_newest, book, from, most)
                       : tx.all<EntryRow>(entries_of_period, book, period, from, most);
}

std::vector<AccountRow> accounts_of(store::Tx& tx, const Owner& owner) {
    return tx.all<AccountRow>(owned, owner.kind, owner.id);
}

std::vector<AccountRow> accounts_in(store::Tx& tx, BookId book, std::string_view code,
                                    AccountId after, int most) {
    most = std::min(most, 500);
    return code.empty() ? tx.all<AccountRow>(accounts_of_book, book, after, most)
                        : tx.all<AccountRow>(accounts_of_code, book, code, after, most);
}

std::vector<BookRow> books(store::Tx& tx) {
    return tx.all<BookRow>(all_books);
}

}  // namespace linli::ledger
