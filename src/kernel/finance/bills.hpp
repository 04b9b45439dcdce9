// What somebody owes to a fund. A bill is a memorandum (9101) until the money is there: funds are
// kept on a cash basis.
#pragma once
#include "kernel/finance/events.hpp"

namespace linli::finance {

using BillId = Id<struct FinanceBillTag>;

enum class BillState : std::uint8_t { open, paid, cancelled };
BOOST_DESCRIBE_ENUM(BillState, open, paid, cancelled)

struct BillRow {
    BillId id;
    ledger::BookId book_id;
    http::AreaId area_id;
    std::string reference;  // what the payer's bank quotes; once in a fund
    std::string payer_kind;
    std::int64_t payer_id = 0;
    std::int64_t employer = 0;  // fen; the three make up `amount`
    std::int64_t personal = 0;
    std::int64_t subsidised = 0;
    std::int64_t amount = 0;
    BillState state = BillState::open;
    Date issued_on;
    std::optional<Date> ended_on;  // paid or cancelled
};
BOOST_DESCRIBE_STRUCT(BillRow, (),
                      (id, book_id, area_id, reference, payer_kind, payer_id, employer, personal,
                       subsidised, amount, state, issued_on, ended_on))

struct NewBill {
    std::string reference;
    std::string payer_kind;  // "person", "group", ...
    std::int64_t payer_id = 0;
    std::int64_t employer = 0;
    std::int64_t personal = 0;
    std::int64_t subsidised = 0;
    std::vector<PersonPart> persons = {};  // what goes to personal accounts once it is paid
    Date issued_on;
};

// Refusals 409 `finance.bill_exists`, 422 `finance.amount_negative`, `finance.bill_empty`,
// `finance.reference_malformed`.
BillRow issue_bill(const Parts&, store::Tx&, const Fund&, const NewBill&, http::AccountId by);
// Refusals 404 `finance.bill_unknown`, 409 `finance.bill_ended`.
BillRow cancel_bill(const Parts&, store::Tx&, BillId, http::AccountId by);
BillRow require_bill(store::Tx&, BillId);
std::optional<BillRow> find_bill(store::Tx&, ledger::BookId, std::string_view reference);
// Posts the receipt and ends the bill. `account` is where the money stands: the bank account's
// code, or 2001 when it lay in suspense.
void settle_bill(const Parts&, store::Tx&, const Fund&, BillRow&, std::string_view account, Date on,
                 http::AccountId by);
std::vector<BillRow> bills(store::Tx&, ledger::BookId, std::optional<BillState>, BillId after,
                           int most);

}  // namespace linli::finance
