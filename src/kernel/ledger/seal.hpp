// Seals over what was posted, and the proof that the books still say it.
#pragma once
#include "kernel/journal/journal.hpp"
#include "kernel/ledger/ledger.hpp"

namespace linli::ledger {

struct SealRow {
    std::int64_t n = 0;
    EntryId first_id;
    EntryId last_id;
    std::int64_t entries = 0;
    std::string digest;  // SHA-256 of the digest before and of these entries, hex
    Instant at;
};
BOOST_DESCRIBE_STRUCT(SealRow, (), (n, first_id, last_id, entries, digest, at))

// Seals what is older than two minutes (no unit of work lasts that long), at most `most` entries,
// and says so in the journal. Returns how many entries it sealed.
std::int64_t seal(store::Tx&, const journal::Journal&, const Clock&, std::int64_t most = 10'000);

struct VerifyFault {
    std::string rule;     // "leg.sum", "entry.balance", "total", "hold", "seal", "seal.missing"
    std::string subject;  // "account 0123…", "entry 0123…", "seal 4"
    Words words;
};

struct VerifyReport {
    std::int64_t accounts = 0;
    std::int64_t entries = 0;
    std::int64_t legs = 0;
    std::int64_t seals = 0;
    std::vector<VerifyFault> faults;  // at most 1,000
};

// Rebuilds every balance from its movements and compares: balances, chains of legs, entries,
// holds, monthly sums, seals. Reads everything once; takes about a microsecond a leg.
VerifyReport verify(store::Tx&);

}  // namespace linli::ledger
