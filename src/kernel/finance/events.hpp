// A business event yields its entries through the decision `entry` of the rule package `postings`:
// the table's rows are legs, chosen by the event's name and facts. Several books (the fund, its
// memoranda, another fund) are posted together or not at all.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "kernel/finance/finance.hpp"

namespace linli::finance {

using EventId = Id<struct FinanceEventTag>;

struct PersonPart {
    http::PersonId person;
    std::int64_t amount = 0;  // fen
};
BOOST_DESCRIBE_STRUCT(PersonPart, (), (person, amount))

struct BusinessEvent {
    std::string id;     // the sender's own, 1 to 48 of A-Z a-z 0-9 . _ : -
    std::string event;  // as the posting rules call it: "contribution_received"
    std::string fund;   // code of the book
    Date date;
    std::map<std::string, std::int64_t> amounts = {};  // fen, by code: {"total": 128000}; 0 = none
    std::map<std::string, std::string> facts = {};     // {"account": "1002", "timing": "本年"}
    std::vector<PersonPart> persons = {};              // at most 20,000
    std::string counterpart = {};                      // the other fund, where there is one
};
BOOST_DESCRIBE_STRUCT(BusinessEvent, (),
                      (id, event, fund, date, amounts, facts, persons, counterpart))

struct EventRow {
    EventId id;
    std::string sender_id;
    std::string event;
    ledger::BookId book_id;
    http::AreaId area_id;
    Date date;
    std::string content;           // the BusinessEvent as JSON
    std::int64_t persons_fen = 0;  // what it added to the personal accounts, or took
    std::int64_t entries = 0;
    std::optional<std::int64_t> case_id;
    http::AccountId by_account;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(EventRow, (),
                      (id, sender_id, event, book_id, area_id, date, content, persons_fen, entries,
                       case_id, by_account, at))

// A leg as the rules give it; the account is not looked up yet.
struct Line {
    std::string book;  // code of the book
    ledger::Side side = ledger::Side::debit;
    std::string account;  // of the chart
    std::int64_t amount = 0;
    std::optional<http::PersonId> person;
    bool operator==(const Line&) const = default;
};
struct Entry {
    std::string book;
    std::vector<Line> lines;
};

// The entries of an event by the rules as they were known on a day. Refusals 422
// `finance.event_unknown`, `finance.event_makes_nothing`, and those of the decision.
std::vector<Entry> entries_of(const Parts&, const BusinessEvent&, Date known);

// Records the event and posts its entries. The same id with the same content answers the event
// that is there; with another content 409 `finance.event_differs`. Throws the ledger's refusals.
EventRow record(const Parts&, store::Tx&, const BusinessEvent&, http::AccountId by,
                std::int64_t case_id = 0);

// The balances of income and expense of a year go into the fund's balance, dated 31 December.
// Returns how many accounts were closed; those without a balance are left.
int close_year(const Parts&, store::Tx&, const Fund&, int year, http::AccountId by);

}  // namespace linli::finance
