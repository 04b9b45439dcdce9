// What the bank says. A statement is taken once, whole or not at all; each of its lines finds what
// it was for: a bill by its reference, a payment by its end-to-end identification. Money that
// nobody expected goes into suspense (2001) and on the work list; nothing is guessed.
#pragma once
#include "kernel/finance/bills.hpp"
#include "kernel/finance/payments.hpp"

namespace linli::finance {

using BankAccountId = Id<struct FinanceBankAccountTag>;
using StatementId = Id<struct FinanceStatementTag>;
using BankLineId = Id<struct FinanceBankLineTag>;

struct BankAccountRow {
    BankAccountId id;
    ledger::BookId book_id;
    http::AreaId area_id;
    std::string code;  // 1002 income, 1003 fiscal, 1004 spending, 1005 treasury
    std::string name;
    std::string agent;
    std::string number_sealed;
    std::string number_index;
    std::string number_masked;
    Instant opened_at;
};
BOOST_DESCRIBE_STRUCT(BankAccountRow, (),
                      (id, book_id, area_id, code, name, agent, number_sealed, number_index,
                       number_masked, opened_at))

// Credit: money came in. Debit: money went out.
struct StatementLine {
    ledger::Side side = ledger::Side::credit;
    std::int64_t amount = 0;  // fen, above nought
    Date booked_on;
    std::string bank_reference;  // the bank's own, once in an account
    std::string end_to_end_id;   // may be empty
    std::string remittance;      // may be empty
    std::string reason_code;     // of a returned payment
};
struct BankStatement {
    std::string account_number;
    std::string reference;    // the bank's identification of the statement
    std::int64_t number = 0;  // runs without a gap
    Date from, to;
    std::int64_t opening = 0;
    std::int64_t closing = 0;
    std::vector<StatementLine> lines = {};  // at most 20,000
};

struct StatementRow {
    StatementId id;
    BankAccountId bank_account_id;
    ledger::BookId book_id;
    std::string reference;
    std::int64_t number = 0;
    Date from_day;
    Date to_day;
    std::int64_t opening = 0;
    std::int64_t closing = 0;
    std::int64_t lines = 0;
    std::string content_hash;
    Instant imported_at;
    http::AccountId by_account;
};
BOOST_DESCRIBE_STRUCT(StatementRow, (),
                      (id, bank_account_id, book_id, reference, number, from_day, to_day, opening,
                       closing, lines, content_hash, imported_at, by_account))

// open: money left that no batch of ours sent. suspense: money came that no bill expects.
enum class LineState : std::uint8_t { matched, suspense, open };
BOOST_DESCRIBE_ENUM(LineState, matched, suspense, open)

struct BankLineRow {
    BankLineId id;
    StatementId statement_id;
    BankAccountId bank_account_id;
    ledger::BookId book_id;
    std::int64_t n = 0;
    ledger::Side side = ledger::Side::credit;
    std::int64_t amount = 0;
    Date booked_on;
    std::string bank_reference;
    std::string end_to_end_id;
    std::string remittance_sealed;  // people write their names and numbers there
    LineState state = LineState::matched;
    std::optional<std::string> matched_kind;  // bill, item, item_return, batch, event
    std::optional<std::int64_t> matched_id;
    std::optional<Date> matched_on;
};
BOOST_DESCRIBE_STRUCT(BankLineRow, (),
                      (id, statement_id, bank_account_id, book_id, n, side, amount, booked_on,
                       bank_reference, end_to_end_id, remittance_sealed, state, matched_kind,
                       matched_id, matched_on))

struct NewBankAccount {
    std::string code;
    std::string name;
    std::string agent;
    std::string number;
};
// Refusals 409 `finance.bank_account_exists`; 422 `finance.payee_malformed`.
BankAccountRow open_bank_account(const Parts&, store::Tx&, const Fund&, const NewBankAccount&);
// Refusal 404 `finance.bank_account_unknown`.
BankAccountRow require_bank_account(store::Tx&, ledger::BookId, std::string_view code);
std::vector<BankAccountRow> bank_accounts(store::Tx&, ledger::BookId);
std::string open_number(const Parts&, const BankAccountRow&);

struct Imported {
    StatementRow statement;
    bool known = false;  // it was here already; nothing was done
    std::int64_t matched = 0;
    std::int64_t suspense = 0;
    std::int64_t open = 0;
};
// The fund is found by the account's number. Refusals: 404 `finance.bank_account_unknown`; 409
// `finance.statement_differs` (same reference or number, other content), `finance.statement_gap`
// (the one before it is missing), `finance.statement_opening` (does not begin where the last
// ended), `finance.line_known`; 413 `finance.statement_too_large`; 422 `finance.statement_sum`
// (opening and lines do not make closing), `finance.statement_dates`.
Imported import_statement(const Parts&, store::Tx&, const BankStatement&, http::AccountId by);

// Gives a line in suspense to the bill that it was for; the amounts must be equal. Refusals 404
// `finance.line_unknown`, 409 `finance.line_state`, 422 `finance.amount_differs`.
BankLineRow match_line(const Parts&, store::Tx&, BankLineId, BillId, http::AccountId by);
// Says what a line in suspense was: interest, a late fee, a subsidy, ... `facts` as the rules want.
BankLineRow explain_line(const Parts&, store::Tx&, BankLineId, const std::string& event,
                         const std::map<std::string, std::string>& facts, http::AccountId by);
BankLineRow require_line(store::Tx&, BankLineId);
std::string open_remittance(const Parts&, const BankLineRow&);
std::vector<StatementRow> statements(store::Tx&, ledger::BookId, StatementId before, int most);
std::vector<BankLineRow> lines(store::Tx&, StatementId, std::int64_t after_n, int most);

std::string masked_number(std::string_view digits);  // **** 1234

// What sending a batch is, in the words of the posting rules.
BusinessEvent event_of_batch(store::Tx&, const Fund&, const BatchRow&, Date on);

}  // namespace linli::finance
