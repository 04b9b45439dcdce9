#pragma once
// What the routes of the funds take and answer, as JSON. Amounts are fen.

#include "kernel/finance/reconciliation.hpp"

namespace linli::finance {

struct BankAccountView {
    std::string code;
    std::string name;
    std::string agent;
    std::string number_masked;
};
BOOST_DESCRIBE_STRUCT(BankAccountView, (), (code, name, agent, number_masked))

struct FundView {
    std::string fund;  // the code of its book, as in the paths
    std::string zh;
    std::string en;
    http::AreaId area_id;
    ledger::BookId book_id;
    std::optional<ledger::BookId> memo_book_id;
    std::optional<Date> last_day;  // approved
    std::int64_t open_differences = 0;
    std::vector<BankAccountView> bank_accounts;
};
BOOST_DESCRIBE_STRUCT(FundView, (),
                      (fund, zh, en, area_id, book_id, memo_book_id, last_day, open_differences,
                       bank_accounts))
struct FundList {
    std::vector<FundView> items;
};
BOOST_DESCRIBE_STRUCT(FundList, (), (items))

struct PageQuery {
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(PageQuery, (), (cursor, limit))
inline Limits limits(const PageQuery*) {
    return {{"cursor", {.length_max = 20}}, {"limit", {.min = 1, .max = 200}}};
}

struct EventView {
    EventId id;
    std::string sender_id;
    std::string event;
    Date date;
    std::map<std::string, std::int64_t> amounts;
    std::map<std::string, std::string> facts;
    std::int64_t persons = 0;
    std::int64_t persons_fen = 0;
    std::int64_t entries = 0;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(EventView, (),
                      (id, sender_id, event, date, amounts, facts, persons, persons_fen, entries,
                       at))

struct NewEvent {
    std::string id;
    std::string event;
    Date date;
    std::map<std::string, std::int64_t> amounts;
    std::map<std::string, std::string> facts;
    std::optional<std::vector<PersonPart>> persons;
    std::optional<std::string> counterpart;
};
BOOST_DESCRIBE_STRUCT(NewEvent, (), (id, event, date, amounts, facts, persons, counterpart))
inline Limits limits(const NewEvent*) {
    return {{"id", {.length_min = 1, .length_max = 48}},
            {"event", {.length_min = 1, .length_max = 64}},
            {"persons", {.length_max = 20'000}},
            {"counterpart", {.length_max = 64}}};
}

struct BillsQuery {
    std::optional<BillState> state;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(BillsQuery, (), (state, cursor, limit))
inline Limits limits(const BillsQuery*) {
    return {{"cursor", {.length_max = 20}}, {"limit", {.min = 1, .max = 200}}};
}
struct BillView {
    BillId id;
    std::string reference;
    std::string payer_kind;
    std::int64_t employer = 0;
    std::int64_t personal = 0;
    std::int64_t subsidised = 0;
    std::int64_t amount = 0;
    BillState state = BillState::open;
    Date issued_on;
    std::optional<Date> ended_on;
};
BOOST_DESCRIBE_STRUCT(BillView, (),
                      (id, reference, payer_kind, employer, personal, subsidised, amount, state,
                       issued_on, ended_on))
struct NewBillBody {
    std::string reference;
    std::string payer_kind;
    std::string payer_id;
    std::int64_t employer = 0;
    std::int64_t personal = 0;
    std::int64_t subsidised = 0;
    std::optional<std::vector<PersonPart>> persons;
};
BOOST_DESCRIBE_STRUCT(NewBillBody, (),
                      (reference, payer_kind, payer_id, employer, personal, subsidised, persons))
inline Limits limits(const NewBillBody*) {
    return {{"reference", {.length_min = 1, .length_max = 35}},
            {"payer_kind", {.length_min = 1, .length_max = 16}},
            {"payer_id", {.length_min = 1, .length_max = 20}},
            {"employer", {.min = 0, .max = 1'000'000'000'000}},
            {"personal", {.min = 0, .max = 1'000'000'000'000}},
            {"subsidised", {.min = 0, .max = 1'000'000'000'000}},
            {"persons", {.length_max = 20'000}}};
}

struct NewBankAccountBody {
    std::string code;
    std::string name;
    std::string agent;
    std::string number;
};
BOOST_DESCRIBE_STRUCT(NewBankAccountBody, (), (code, name, agent, number))
inline Limits limits(const NewBankAccountBody*) {
    return {{"code", {.length_min = 4, .length_max = 8}},
            {"name", {.length_min = 1, .length_max = 70}},
            {"agent", {.length_min = 12, .length_max = 12}},
            {"number", {.length_min = 6, .length_max = 34}}};
}

struct StatementView {
    StatementId id;
    std::string account;  // code of the chart
    std::string reference;
    std::int64_t number = 0;
    Date from;
    Date to;
    std::int64_t opening = 0;
    std::int64_t closing = 0;
    std::int64_t lines = 0;
    Instant imported_at;
};
BOOST_DESCRIBE_STRUCT(StatementView, (),
                      (id, account, reference, number, from, to, opening, closing, lines,
                       imported_at))
struct LineView {
    BankLineId id;
    std::int64_t n = 0;
    ledger::Side side = ledger::Side::credit;  // credit: money came in
    std::int64_t amount = 0;
    Date booked_on;
    std::string end_to_end_id;
    std::string remittance;
    LineState state = LineState::matched;
    std::optional<std::string> matched_kind;
    std::optional<Date> matched_on;
};
BOOST_DESCRIBE_STRUCT(LineView, (),
                      (id, n, side, amount, booked_on, end_to_end_id, remittance, state,
                       matched_kind, matched_on))
struct MatchBody {
    BillId bill;
};
BOOST_DESCRIBE_STRUCT(MatchBody, (), (bill))
struct ExplainLineBody {
    std::string event;
    std::map<std::string, std::string> facts;
};
BOOST_DESCRIBE_STRUCT(ExplainLineBody, (), (event, facts))
inline Limits limits(const ExplainLineBody*) {
    return {{"event", {.length_min = 1, .length_max = 64}}};
}

struct BatchView {
    BatchId id;
    std::string fund;
    std::string event;
    std::string from_code;
    std::string title;
    Date pay_on;
    BatchState state = BatchState::draft;
    std::int64_t items = 0;
    std::int64_t total = 0;
    bool made_by_me = false;  // by the caller as a person, whichever account
    bool checked_by_me = false;
    Instant made_at;
    std::optional<Instant> checked_at;
    std::optional<Instant> approved_at;
    std::optional<Date> sent_on;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(BatchView, (),
                      (id, fund, event, from_code, title, pay_on, state, items, total, made_by_me,
                       checked_by_me, made_at, checked_at, approved_at, sent_on, reason))
struct ItemView {
    ItemId id;
    std::int64_t n = 0;
    std::string name_masked;
    std::string number_masked;
    std::string agent;
    std::int64_t amount = 0;
    std::map<std::string, std::int64_t> parts;
    ItemState state = ItemState::waiting;
    std::string reason_code;
    std::optional<ItemId> repeats;
    std::optional<Date> answered_on;
};
BOOST_DESCRIBE_STRUCT(ItemView, (),
                      (id, n, name_masked, number_masked, agent, amount, parts, state, reason_code,
                       repeats, answered_on))
struct NewItemBody {
    std::optional<http::PersonId> person;
    std::string name;
    std::string number;
    std::string agent;
    std::map<std::string, std::int64_t> parts;
    std::optional<std::int64_t> account_part;
};
BOOST_DESCRIBE_STRUCT(NewItemBody, (), (person, name, number, agent, parts, account_part))
inline Limits limits(const NewItemBody*) {
    return {{"name", {.length_min = 1, .length_max = 70}},
            {"number", {.length_min = 6, .length_max = 34}},
            {"agent", {.length_min = 12, .length_max = 12}},
            {"account_part", {.min = 0}}};
}
struct NewBatchBody {
    std::string event;
    std::string from_code;
    std::string title;
    Date pay_on;
    std::optional<std::vector<NewItemBody>> items;
    std::optional<std::vector<ItemId>> repeats;
};
BOOST_DESCRIBE_STRUCT(NewBatchBody, (), (event, from_code, title, pay_on, items, repeats))
inline Limits limits(const NewBatchBody*) {
    return {{"event", {.length_min = 1, .length_max = 64}},
            {"from_code", {.length_min = 4, .length_max = 8}},
            {"title", {.length_min = 1, .length_max = 100}},
            {"items", {.length_max = items_max}},
            {"repeats", {.length_max = items_max}}};
}
struct ReasonBody {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReasonBody, (), (reason))
inline Limits limits(const ReasonBody*) {
    return {{"reason", {.length_min = 1, .length_max = 500}}};
}

struct DifferencesQuery {
    std::optional<DifferenceState> state;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(DifferencesQuery, (), (state, cursor, limit))
inline Limits limits(const DifferencesQuery*) {
    return {{"cursor", {.length_max = 20}}, {"limit", {.min = 1, .max = 200}}};
}
struct DifferenceView {
    DifferenceId id;
    std::string kind;
    std::string subject_kind;
    std::string subject_id;
    Date on_day;
    std::int64_t amount = 0;
    DifferenceState state = DifferenceState::open;
    std::string explanation;
    std::optional<LineView> line;  // of money in suspense or that left unexpectedly
    std::optional<ItemView> item;  // of a returned payment
};
BOOST_DESCRIBE_STRUCT(DifferenceView, (),
                      (id, kind, subject_kind, subject_id, on_day, amount, state, explanation, line,
                       item))

struct DayQuery {
    std::optional<Date> day;  // yesterday
};
BOOST_DESCRIBE_STRUCT(DayQuery, (), (day))
struct DayView {
    Date day;
    std::vector<Identity> identities;
    bool holds = false;
    std::optional<Instant> approved_at;
    std::optional<Date> next;  // the day that is to be approved next; none: any
};
BOOST_DESCRIBE_STRUCT(DayView, (), (day, identities, holds, approved_at, next))
struct DayBody {
    Date day;
};
BOOST_DESCRIBE_STRUCT(DayBody, (), (day))

struct MonthQuery {
    std::int64_t period = 0;  // 202611
};
BOOST_DESCRIBE_STRUCT(MonthQuery, (), (period))
inline Limits limits(const MonthQuery*) {
    return {{"period", {.min = 194'910, .max = 299'912}}};
}
struct MonthView {
    std::int64_t period = 0;
    std::vector<CheckItem> checks;
    bool ready = false;
};
BOOST_DESCRIBE_STRUCT(MonthView, (), (period, checks, ready))

FundView view_of(store::Tx&, const Fund&);
LineView view_of(const Parts&, const BankLineRow&);
ItemView view_of(const ItemRow&);

}  // namespace linli::finance
