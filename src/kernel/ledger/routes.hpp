#pragma once
#include "kernel/journal/journal.hpp"
#include "kernel/ledger/poster.hpp"

namespace linli::ledger {

// Books, accounts, entries, statements and trial balances for those with `ledger.view` in the
// book's area; commands for those with `ledger.post`; closing for `ledger.close`; books opened with
// `ledger.keep`; and everybody's own accounts.
void routes(http::Router&, Ledger&, Poster&, store::Store&, const journal::Journal&);

}  // namespace linli::ledger
