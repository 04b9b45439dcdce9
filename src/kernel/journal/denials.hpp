// Writes what the edge denied into the journal.
#pragma once
#include "http/denials.hpp"
#include "kernel/journal/journal.hpp"

namespace linli::journal {

// Journals the denials of the minutes that are over (of all minutes when `all`: at the end), at
// most 500 a call, each as "http.denied", outcome "refused", with {route, status, code, count,
// minute} and for an anonymous caller {address (a keyed digest), had_session}. What the edge had to
// drop becomes one entry "http.denials_dropped" with its count. Returns how many entries it wrote;
// what could not be written stays for the next call.
std::int64_t append_denials(store::Store&, const Journal&, http::Denials&, Instant now,
                            bool all = false);

}  // namespace linli::journal
