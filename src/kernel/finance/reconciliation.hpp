// The proof that business, books and bank agree to the fen: eight identities of a fund, computed
// for a day from the first of its month, approved by a person strictly in the order of days; and
// what must be true before a month can be closed.
#pragma once
#include "kernel/finance/bank.hpp"
#include "kernel/finance/differences.hpp"

namespace linli::finance {

// One side of an identity: the same sum as somebody else knows it.
struct IdentitySide {
    Words words;
    std::int64_t amount = 0;  // fen; of counts, pieces
};
BOOST_DESCRIBE_STRUCT(IdentitySide, (), (words, amount))

struct Identity {
    std::string code;  // I1 to I8, with the account's code behind it where there are several
    Words words;
    std::vector<IdentitySide> sides;  // equal when it holds
    std::int64_t difference = 0;      // the largest between two sides
    bool holds = false;
};
BOOST_DESCRIBE_STRUCT(Identity, (), (code, words, sides, difference, holds))

//   I1  bills paid = contributions in the books = what the bank received for them
//   I2  batches approved = posted = sent to the bank; closed ones = paid + returned
//   I3  the income account is empty at the month's end
//   I4  each bank account in the books, less what is under way, = the bank's closing balance
//   I5  debits = credits, no leg in another fund
//   I6  personal accounts = what events gave to them
//   I7  contributions due (9101) = open bills
//   I8  the posting rules over the events again = the movements; accounts = their movements
// I1, I2 and I8 look at the month until the day, the others at the end of the day or at now.
std::vector<Identity> identities(const Parts&, store::Tx&, const Fund&, Date day);

struct DayRow {
    ledger::BookId book_id;
    Date day;
    std::string identities;  // JSON
    bool holds = false;
    http::AccountId approved_by;
    Instant approved_at;
};
BOOST_DESCRIBE_STRUCT(DayRow, (), (book_id, day, identities, holds, approved_by, approved_at))

// Days are approved in their order, each once it is over. Identities that do not hold open
// differences, and the day waits until each is explained: then `approved` is absent.
// Refusals 409 `finance.day_not_over`, `finance.day_out_of_order`.
struct DayResult {
    std::vector<Identity> identities;
    std::optional<DayRow> approved;
};
DayResult approve_day(const Parts&, store::Tx&, const Fund&, Date day, http::AccountId by);
std::optional<Date> last_approved_day(store::Tx&, ledger::BookId);
std::optional<DayRow> approved_day(store::Tx&, ledger::BookId, Date);

// Opens a difference for each identity that does not hold on a day. Returns how many do not.
int watch_day(const Parts&, store::Tx&, const Fund&, Date day);

struct CheckItem {
    std::string code;
    Words words;
    bool done = false;
};
BOOST_DESCRIBE_STRUCT(CheckItem, (), (code, words, done))
std::vector<CheckItem> month_end(const Parts&, store::Tx&, const Fund&, std::int64_t period);
// Closes the fund's book and its memoranda. Refusal 409 `finance.month_not_ready` names what is
// missing; those of the ledger.
void close_month(const Parts&, store::Tx&, const Fund&, std::int64_t period, http::AccountId by);

}  // namespace linli::finance
