// Money that leaves an account of a fund. A batch is made, checked and approved by three different
// human beings (不相容岗位相分离; compared by person, so a second account does not help; nothing
// switches it off), then sent to the bank once. Sending posts its business event; what the bank
// sends back is posted as returned and may be repeated in a later batch.
//
//   draft -> checked -> approved -> sent -> closed          withdrawn from any state before sent
#pragma once
#include <map>

#include "kernel/finance/events.hpp"

namespace linli::finance {

using BatchId = Id<struct FinanceBatchTag>;
using ItemId = Id<struct FinanceItemTag>;

inline constexpr std::size_t items_max = 50'000;  // of a batch

enum class BatchState : std::uint8_t { draft, checked, approved, sent, closed, withdrawn };
BOOST_DESCRIBE_ENUM(BatchState, draft, checked, approved, sent, closed, withdrawn)

enum class ItemState : std::uint8_t { waiting, paid, returned, repaid, withdrawn };
BOOST_DESCRIBE_ENUM(ItemState, waiting, paid, returned, repaid, withdrawn)

struct BatchRow {
    BatchId id;
    ledger::BookId book_id;
    http::AreaId area_id;
    std::string event;      // that sending it is: "benefits_paid", "swept", "payment_repeated", ...
    std::string from_code;  // the fund's account that pays: 1002, 1003 or 1004
    std::string title;
    Date pay_on;
    BatchState state = BatchState::draft;
    std::int64_t items = 0;
    std::int64_t total = 0;  // fen
    http::AccountId made_by;
    http::PersonId made_by_person;
    Instant made_at;
    std::optional<http::AccountId> checked_by;
    std::optional<http::PersonId> checked_by_person;
    std::optional<Instant> checked_at;
    std::optional<http::AccountId> approved_by;
    std::optional<http::PersonId> approved_by_person;
    std::optional<Instant> approved_at;
    std::optional<Date> sent_on;
    std::optional<Instant> sent_at;
    std::string reason;  // why it was withdrawn
};
BOOST_DESCRIBE_STRUCT(BatchRow, (),
                      (id, book_id, area_id, event, from_code, title, pay_on, state, items, total,
                       made_by, made_by_person, made_at, checked_by, checked_by_person, checked_at,
                       approved_by, approved_by_person, approved_at, sent_on, sent_at, reason))

struct ItemRow {
    ItemId id;  // its text is the end-to-end identification
    BatchId batch_id;
    std::int64_t n = 0;  // from 1
    std::optional<http::PersonId> person_id;
    std::optional<std::int64_t> case_id;
    std::string name_sealed;
    std::string name_masked;
    std::string number_sealed;
    std::string number_masked;
    std::string agent;  // twelve digits (CNAPS)
    std::int64_t amount = 0;
    std::map<std::string, std::int64_t> parts;  // by the codes of the posting rules; make up amount
    std::int64_t account_part = 0;              // what the personal account gives
    ItemState state = ItemState::waiting;
    std::string reason_code;        // of the bank, when it was returned
    std::optional<ItemId> repeats;  // the returned item that this one pays again
    std::optional<Date> answered_on;
};
BOOST_DESCRIBE_STRUCT(ItemRow, (),
                      (id, batch_id, n, person_id, case_id, name_sealed, name_masked, number_sealed,
                       number_masked, agent, amount, parts, account_part, state, reason_code,
                       repeats, answered_on))

struct NewItem {
    std::optional<http::PersonId> person = {};
    std::int64_t case_id = 0;
    std::string name;
    std::string number;  // the payee's account
    std::string agent;
    std::map<std::string, std::int64_t> parts;  // {"basic": 100000, "account_pension": 36000}
    std::int64_t account_part = 0;
};
struct NewBatch {
    std::string event;
    std::string from_code;
    std::string title;
    Date pay_on;
    std::vector<NewItem> items = {};
    std::vector<ItemId> repeats = {};  // of "payment_repeated", instead of items
};

// Refusals 403 `finance.person_needed`; 404 `finance.bank_account_unknown`, `finance.item_unknown`;
// 409 `finance.item_not_returned`, `finance.item_repeated`; 413 `finance.batch_too_large`; 422
// `finance.batch_empty`, `finance.payee_malformed`, `finance.amount_negative`,
// `finance.event_unknown`, with the field.
BatchRow make_batch(const Parts&, store::Tx&, const Fund&, const NewBatch&, http::AccountId by);
BatchRow require_batch(store::Tx&, BatchId);
// Refusals 403 `finance.same_person`, `finance.person_needed`; 409 `finance.batch_state`.
BatchRow check_batch(const Parts&, store::Tx&, BatchId, http::AccountId by);
BatchRow approve_batch(const Parts&, store::Tx&, BatchId, http::AccountId by);
BatchRow withdraw_batch(const Parts&, store::Tx&, BatchId, http::AccountId by,
                        const std::string& reason);
// Posts the event, dated today; once. Throws the ledger's refusals, e.g. when the account does not
// hold so much.
BatchRow send_batch(const Parts&, store::Tx&, BatchId, http::AccountId by);

// What the bank answers for one payment. Paid twice or after its return is no news; returned posts
// the money into suspense and opens a difference. Refusal 404 `finance.item_unknown`, 409
// `finance.item_state`.
void item_paid(const Parts&, store::Tx&, ItemRow&, Date on);
void item_returned(const Parts&, store::Tx&, ItemRow&, Date on, const std::string& reason_code,
                   http::AccountId by);

// What the bank reports about a file that it was sent, before its statement shows it. Rejected
// payments (RJCT) are returned ones; everything else waits for the statement. Safe to take twice.
struct BankAnswer {
    std::string batch_id;
    std::string end_to_end_id;  // empty: the whole batch
    std::string status;
    std::string reason;
};
struct Answered {
    std::int64_t rejected = 0;
    std::int64_t known = 0;    // rejected before
    std::int64_t others = 0;   // accepted, pending, settled
    std::int64_t unknown = 0;  // no payment of this fund
};
BOOST_DESCRIBE_STRUCT(Answered, (), (rejected, known, others, unknown))
Answered answer(const Parts&, store::Tx&, const Fund&, const std::vector<BankAnswer>&,
                http::AccountId by);

// A payment in clear, for the file that goes to the bank. Never logged.
struct Payee {
    std::string name;
    std::string number;
};
Payee open_payee(const Parts&, const ItemRow&);

std::optional<ItemRow> find_item(store::Tx&, ItemId);
std::vector<ItemRow> items(store::Tx&, BatchId, std::int64_t after_n, int most);
std::vector<ItemRow> items_of_state(store::Tx&, ledger::BookId, ItemState, ItemId after, int most);
std::vector<BatchRow> batches(store::Tx&, ledger::BookId, BatchId before, int most);

}  // namespace linli::finance
