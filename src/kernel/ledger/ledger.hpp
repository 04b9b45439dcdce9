// Value that must add up: money (fen), service time (minutes), points. It moves only by entries
// whose legs balance within one book; what is wrong is corrected by a reversing entry, never by a
// change (会计法 15, 16; 社会保险基金财务制度 财社〔2017〕144号: each fund is its own entity).
//
//   const auto done = ledger.post(tx, {{.id = "bill:" + to_text(bill), .book = pension,
//                                       .event = "contribution_received", .date = today,
//                                       .legs = {{bank, Side::debit, 12'800},
//                                                {income, Side::credit, 12'800}},
//                                       .by = clerk}});
//   if (done[0].code != Code::ok) throw refusal_of(done[0]);
//
// A command is judged by a column of guards in a fixed order; the first that does not hold gives
// its code, and nothing is written. Behind the guards nothing may fail. What is about to be written
// is then checked once more by code that shares nothing with the posting code (checks.hpp); a
// breach stops the unit of work.
//
// A command is known by its id within its book for ever: sent again it answers `exists` with the
// same entry, sent again with another content `exists_with_different_...`.
//
// Amounts are whole and positive; a leg says its side. A balance is debit - credit of an account,
// or credit - debit where the account stands on the credit side.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/refusal.hpp"
#include "http/http.hpp"
#include "kernel/ledger/chart.hpp"
#include "store/store.hpp"

namespace linli::ledger {

using BookId = Id<struct LedgerBookTag>;
using AccountId = Id<struct LedgerAccountTag>;
using EntryId = Id<struct LedgerEntryTag>;

store::MigrationSet migrations();

enum class Unit : std::uint8_t { fen, minute, point };
BOOST_DESCRIBE_ENUM(Unit, fen, minute, point)

// An accounting entity (会计主体): a fund, the minutes of a city, the points of a community. No
// entry touches two books; what concerns two is two entries, `linked`.
struct BookRow {
    BookId id;
    http::AreaId area_id;
    std::string code;  // "pension.employee"; unique
    Unit unit = Unit::fen;
    std::string chart;     // code of its chart of accounts
    bool monthly = false;  // has accounting periods that are closed
    std::string zh;
    std::string en;
    Instant opened_at;
};
BOOST_DESCRIBE_STRUCT(BookRow, (), (id, area_id, code, unit, chart, monthly, zh, en, opened_at))

// Whose an account is, where it has an owner: ("person", id), ("group", id), ("case", id).
struct Owner {
    std::string kind;
    std::int64_t id = 0;
    auto operator<=>(const Owner&) const = default;
};

struct AccountRow {
    AccountId id;
    BookId book_id;
    http::AreaId area_id;
    std::string code;  // of the chart
    std::string owner_kind;
    std::int64_t owner_id = 0;
    Side normal = Side::debit;
    bool may_overdraw = false;
    std::optional<std::int64_t> ceiling;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    std::int64_t debit_held = 0;  // by entries that are not yet posted
    std::int64_t credit_held = 0;
    std::int64_t version = 0;  // legs so far; each leg carries its number
    Instant last_at;           // of the last leg; never goes back
    Instant opened_at;
    std::optional<Instant> closed_at;

    std::int64_t balance() const { return normal == Side::debit ? debit - credit : credit - debit; }
};
BOOST_DESCRIBE_STRUCT(AccountRow, (),
                      (id, book_id, area_id, code, owner_kind, owner_id, normal, may_overdraw,
                       ceiling, debit, credit, debit_held, credit_held, version, last_at, opened_at,
                       closed_at))

struct Leg {
    AccountId account;
    Side side = Side::debit;
    std::int64_t amount = 0;
    bool operator==(const Leg&) const = default;
};
BOOST_DESCRIBE_STRUCT(Leg, (), (account, side, amount))

enum class Act : std::uint8_t {
    post,     // legs count at once
    hold,     // legs are reserved until posted, voided or expired
    settle,   // posts a held entry (`target`); with legs: these instead, none larger than held
    release,  // voids a held entry
    reverse,  // undoes a posted entry by its mirror image; needs reason and signer
};
BOOST_DESCRIBE_ENUM(Act, post, hold, settle, release, reverse)

enum class EntryState : std::uint8_t { posted, held, settled, released, expired };
BOOST_DESCRIBE_ENUM(EntryState, posted, held, settled, released, expired)

struct Command {
    std::string id;  // the sender's own, 1 to 64 of A-Z a-z 0-9 . _ : -
    Act act = Act::post;
    BookId book = {};
    std::string event = {};  // what happened, in the words of the posting rules; 1 to 64 of these
    Date date = {};          // accounting date; its month is the period in monthly books
    std::vector<Leg> legs = {};  // 2 to 100
    EntryId target = {};
    std::optional<Instant> expires_at = {};  // of a hold
    std::string reason = {};                 // of a reversal; 1 to 500 characters
    http::AccountId by = {};                 // who acts or signs; 0 = the system
    std::int64_t case_id = 0;                // what it is about
    std::string group = {};                  // ties entries of several books or a batch together
    bool linked = false;                     // stands and falls with the next command
};

// The order is the order of the guards. Fixed for ever; new ones come at the end of their group.
enum class Code : std::uint8_t {
    ok,
    linked_failed,      // another command of its chain failed
    linked_chain_open,  // the last command of a batch is linked to a next one
    id_malformed,
    id_already_failed,  // this id was refused before for a reason that may have passed since
    exists,
    exists_with_different_act,
    exists_with_different_event,
    exists_with_different_date,
    exists_with_different_legs,
    exists_with_different_amount,
    exists_with_different_target,
    exists_with_different_case,
    book_unknown,
    event_malformed,
    legs_too_few,
    legs_too_many,
    amount_out_of_range,  // 1 to 10^15
    legs_not_wanted,
    target_unknown,
    target_not_held,
    target_settled,
    target_released,
    target_expired,
    target_not_posted,
    target_reversed,
    target_is_reversal,
    reason_missing,
    signer_missing,
    account_unknown,
    account_of_other_book,
    account_closed,
    unbalanced,
    exceeds_held,
    path_forbidden,
    date_malformed,
    period_closed,
    expiry_passed,
    expiry_not_wanted,
    overflows,
    exceeds_balance,
    exceeds_ceiling,
};
BOOST_DESCRIBE_ENUM(Code, ok, linked_failed, linked_chain_open, id_malformed, id_already_failed,
                    exists, exists_with_different_act, exists_with_different_event,
                    exists_with_different_date, exists_with_different_legs,
                    exists_with_different_amount, exists_with_different_target,
                    exists_with_different_case, book_unknown, event_malformed, legs_too_few,
                    legs_too_many, amount_out_of_range, legs_not_wanted, target_unknown,
                    target_not_held, target_settled, target_released, target_expired,
                    target_not_posted, target_reversed, target_is_reversal, reason_missing,
                    signer_missing, account_unknown, account_of_other_book, account_closed,
                    unbalanced, exceeds_held, path_forbidden, date_malformed, period_closed,
                    expiry_passed, expiry_not_wanted, overflows, exceeds_balance, exceeds_ceiling)

struct Outcome {
    Code code = Code::ok;
    EntryId entry = {};      // of ok, exists and exists_with_different_...
    AccountId account = {};  // the one that stood in the way, where one did
    bool done() const { return code == Code::ok || code == Code::exists; }
    bool operator==(const Outcome&) const = default;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (code, entry, account))

// The refusal that tells a user what an outcome means and what to do (422 or 409, code
// "ledger.<code>"). Only of outcomes that are not done().
Refusal refusal_of(const Outcome&);
const Words& words_of(Code);

struct EntryRow {
    EntryId id;
    BookId book_id;
    http::AreaId area_id;
    std::string sender_id;
    Act act = Act::post;
    EntryState state = EntryState::posted;
    std::string event;
    Date date;
    std::int64_t period = 0;  // 202611; 0 in books without periods
    std::optional<EntryId> target;
    std::optional<std::string> entry_group;
    std::optional<std::int64_t> case_id;
    http::AccountId by_account;
    std::string reason;
    Instant at;
    std::optional<Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(EntryRow, (),
                      (id, book_id, area_id, sender_id, act, state, event, date, period, target,
                       entry_group, case_id, by_account, reason, at, expires_at))

// One leg as it counted: the n-th of its account, with what the account held behind it.
struct LegRow {
    AccountId account_id;
    std::int64_t version = 0;
    EntryId entry_id;
    std::int64_t n = 0;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    std::int64_t debit_after = 0;
    std::int64_t credit_after = 0;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(LegRow, (),
                      (account_id, version, entry_id, n, debit, credit, debit_after, credit_after,
                       at))

struct LedgerOptions {
    int batch_max = 8'192;          // commands of one call
    Micros hold_max = days(366);    // how long a hold may last
    bool remember_failures = true;  // so that a refused id stays refused
};

struct AccountSpec {
    BookId book;
    http::AreaId area;
    std::string code;
    Owner owner = {};
    std::optional<std::int64_t> ceiling = {};  // otherwise that of the chart
};

// Thread-safe; keeps nothing between calls but the charts.
class Ledger {
  public:
    Ledger(const Clock&, IdMaker&, Charts, LedgerOptions = {});

    // Refusals: 422 `ledger.chart_unknown`, 409 `ledger.book_exists`.
    BookRow open_book(store::Tx&, BookRow);
    std::optional<BookRow> book(store::Tx&, BookId) const;
    std::optional<BookRow> book(store::Tx&, std::string_view code) const;

    // The account of this code, owner and area; opened when there is none. Refusal 422
    // `ledger.code_unknown` when the chart has no such code in force on `on`.
    AccountRow account(store::Tx&, const AccountSpec&, Date on);
    std::optional<AccountRow> find(store::Tx&, AccountId) const;
    std::optional<AccountRow> find(store::Tx&, const AccountSpec&) const;
    // Refusal 409 `ledger.account_not_empty`.
    void close_account(store::Tx&, AccountId);

    // One outcome a command, in their order. Throws Refusal 413 `ledger.batch_too_large`.
    // What is not ok has written nothing but its failure.
    std::vector<Outcome> post(store::Tx&, std::span<const Command>);
    // The same for one; throws refusal_of() what is not done().
    EntryId post_one(store::Tx&, const Command&);

    // Holds whose time has passed go back; at most `most`. Returns how many did.
    int expire(store::Tx&, int most = 500);

    // No more entries of this month in this book; months are closed in their order and never
    // opened again. Refusals 409 `ledger.period_closed`, `ledger.period_before_open`,
    // `ledger.period_not_over`, `ledger.period_has_holds`.
    void close_period(store::Tx&, BookId, std::int64_t period, http::AccountId by);

    const Charts& charts() const { return charts_; }
    const LedgerOptions& options() const { return options_; }

  private:
    friend class Posting;
    const Clock& clock_;
    IdMaker& ids_;
    Charts charts_;
    LedgerOptions options_;
};

// 202611 of any day of November 2026.
std::int64_t period_of(Date);

}  // namespace linli::ledger
