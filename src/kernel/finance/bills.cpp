#include "kernel/finance/bills.hpp"

#include <algorithm>

#include "store/bulk.hpp"

namespace linli::finance {

namespace {

#define LINLI_BILL                                                                       \
    "SELECT id, book_id, area_id, reference, payer_kind, payer_id, employer, personal, " \
    "subsidised, amount, state, issued_on, ended_on FROM finance_bill "

constexpr store::Sql by_id{"finance.bill", LINLI_BILL "WHERE id = ?"};
constexpr store::Sql by_reference{"finance.bill_by_reference",
                                  LINLI_BILL "WHERE book_id = ? AND reference = ?"};
constexpr store::Sql of_state{"finance.bills_of_state", LINLI_BILL
                              "WHERE book_id = ? AND state = ? AND id > ? ORDER BY id LIMIT ?"};
constexpr store::Sql of_book{"finance.bills_of_book",
                             LINLI_BILL "WHERE book_id = ? AND id > ? ORDER BY id LIMIT ?"};
constexpr store::Sql end{"finance.end_bill",
                         "UPDATE finance_bill SET state = ?, ended_on = ? "
                         "WHERE id = ? AND state = 'open'"};
constexpr store::Sql persons{"finance.bill_persons",
                             "SELECT bill_id, person_id, amount FROM finance_bill_person "
                             "WHERE bill_id = ? ORDER BY person_id"};

struct PersonRow {
    BillId bill_id;
    http::PersonId person_id;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(PersonRow, (), (bill_id, person_id, amount))

void require_bill_data(const NewBill& b) {
    if (b.reference.empty() || b.reference.size() > 35)
        throw refuse_field(
            "reference", "finance.reference_malformed",
            {"缴费单号应为 1 到 35 个字符，银行转账附言写的就是它。",
             "A bill's reference has 1 to 35 characters; it is what the payer's bank "
             "quotes."});
    if (b.employer < 0 || b.personal < 0 || b.subsidised < 0)
        throw refuse_field("amount", "finance.amount_negative",
                           {"金额不能为负。", "Amounts are not negative."});
    const std::int64_t amount = b.employer + b.personal + b.subsidised;
    std::int64_t to_persons = 0;
    for (const PersonPart& p : b.persons)
        to_persons += p.amount;
    if (amount == 0 || to_persons > amount)
        throw refuse_field(
            "amount", "finance.bill_empty",
            {"应缴金额应大于零，且不少于记入个人账户的合计。",
             "A bill is above nought and not below what goes to personal accounts."});
}

BusinessEvent event_of(const Fund& fund, const BillRow& bill, const char* event, Date on) {
    BusinessEvent e;
    e.id = std::string(event) + ":" + to_text(bill.id);
    e.event = event;
    e.fund = fund.book.code;
    e.date = on;
    e.amounts = {{"total", bill.amount}};
    return e;
}

void end_bill(store::Tx& tx, BillRow& bill, BillState state, Date on) {
    if (tx.run(end, state, on, bill.id) != 1)
        throw refuse_conflict("finance.bill_ended", {"这张缴费单已经缴清或撤销。",
                                                     "This bill was paid or cancelled already."});
    bill.state = state;
    bill.ended_on = on;
}

}  // namespace

BillRow issue_bill(const Parts& parts, store::Tx& tx, const Fund& fund, const NewBill& b,
                   http::AccountId by) {
    require_bill_data(b);
    if (find_bill(tx, fund.book.id, b.reference))
        throw refuse_conflict("finance.bill_exists", {"这个缴费单号已经使用，请换一个。",
                                                      "This reference is used already; choose "
                                                      "another one."});
    BillRow row;
    row.id = parts.ids.make<BillId>();
    row.book_id = fund.book.id;
    row.area_id = fund.book.area_id;
    row.reference = b.reference;
    row.payer_kind = b.payer_kind;
    row.payer_id = b.payer_id;
    row.employer = b.employer;
    row.personal = b.personal;
    row.subsidised = b.subsidised;
    row.amount = b.employer + b.personal + b.subsidised;
    row.issued_on = b.issued_on;
    tx.insert("finance_bill", row);
    std::vector<PersonRow> rows;
    for (const PersonPart& p : b.persons)
        rows.push_back({row.id, p.person, p.amount});
    static const store::Bulk<PersonRow> bulk{"finance_bill_person"};
    bulk.insert(tx, rows);
    record(parts, tx, event_of(fund, row, "bill_issued", b.issued_on), by);
    return row;
}

BillRow cancel_bill(const Parts& parts, store::Tx& tx, BillId id, http::AccountId by) {
    BillRow bill = require_bill(tx, id);
    const Date on = date_in_china(parts.clock.now());
    end_bill(tx, bill, BillState::cancelled, on);
    record(parts, tx,
           event_of(require_fund(tx, parts.ledger, bill.book_id), bill, "bill_cancelled", on), by);
    return bill;
}

BillRow require_bill(store::Tx& tx, BillId id) {
    if (auto row = tx.one<BillRow>(by_id, id)) return *row;
    throw refuse_not_found("finance.bill_unknown", {"没有这张缴费单。", "There is no such bill."});
}

std::optional<BillRow> find_bill(store::Tx& tx, ledger::BookId book, std::string_view reference) {
    return tx.one<BillRow>(by_reference, book, reference);
}

void settle_bill(const Parts& parts, store::Tx& tx, const Fund& fund, BillRow& bill,
                 std::string_view account, Date on, http::AccountId by) {
    end_bill(tx, bill, BillState::paid, on);
    const bool late = account == "2001";
    BusinessEvent e =
        event_of(fund, bill, late ? "receipt_matched_later" : "contribution_received", on);
    e.amounts["employer"] = bill.employer;
    e.amounts["personal"] = bill.personal;
    e.amounts["subsidised"] = bill.subsidised;
    if (!late) e.facts = {{"account", std::string(account)}};
    for (const PersonRow& p : tx.all<PersonRow>(persons, bill.id))
        e.persons.push_back({p.person_id, p.amount});
    record(parts, tx, e, by);
}

std::vector<BillRow> bills(store::Tx& tx, ledger::BookId book, std::optional<BillState> state,
                           BillId after, int most) {
    return state ? tx.all<BillRow>(of_state, book, *state, after, most)
                 : tx.all<BillRow>(of_book, book, after, most);
}

}  // namespace linli::finance
