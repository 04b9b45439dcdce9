// The second pair of eyes: judges rows about to be written by what they are, not by how they came
// about. Shares no code with posting.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "kernel/ledger/ledger.hpp"

namespace linli::ledger {

struct HoldRow {
    EntryId entry_id;
    std::int64_t n = 0;
    AccountId account_id;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
BOOST_DESCRIBE_STRUCT(HoldRow, (), (entry_id, n, account_id, debit, credit))

// Everything that one unit of work writes.
struct Written {
    struct Change {
        EntryId id;
        EntryState to = EntryState::settled;  // from held
        std::vector<HoldRow> frees;
    };
    struct Moved {
        AccountRow before;
        AccountRow after;
    };
    struct Book {
        BookRow row;
        const Chart* chart = nullptr;
        std::int64_t last_closed = 0;
    };
    std::vector<EntryRow> entries;
    std::vector<LegRow> legs;
    std::vector<HoldRow> holds;
    std::vector<Change> changes;
    std::vector<Moved> accounts;
    std::vector<Book> books;
};

// The first thing that does not add up, in plain words; "" when all is well.
//   entries   debits equal credits, at least two legs, every account of the entry's own book
//   accounts  each one's sums are those before plus its legs, numbered without a gap; what is held
//             is what was held plus new holds less freed ones
//   bounds    nobody below nought who may not be, nobody above his ceiling
//   paths     no forbidden way between two accounts
//   periods   nothing in a closed month
std::string fault_of(const Written&);

}  // namespace linli::ledger
