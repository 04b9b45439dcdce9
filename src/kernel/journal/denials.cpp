#include "kernel/journal/denials.hpp"

namespace linli::journal {
namespace {

Entry entry_of(const http::Denial& denial) {
    const http::DenialKey& key = denial.key;
    Entry entry{.actor = key.account,
                .action = "http.denied",
                .subject_kind = "route",
                .outcome = "refused"};
    entry.details = {{"route", key.route},
                     {"status", key.status},
                     {"code", key.code},
                     {"count", denial.count},
                     {"minute", to_text(Instant{key.minute * minutes(1).value})}};
    if (!key.account) {
        entry.details["address"] = key.address.empty() ? "many" : key.address;
        entry.details["had_session"] = key.had_session;
    }
    return entry;
}

}  // namespace

std::int64_t append_denials(store::Store& store, const Journal& journal, http::Denials& denials,
                            Instant now, bool all) {
    const auto due = denials.due(now, all);
    const std::int64_t dropped = denials.dropped();
    if (due.empty() && dropped == 0) return 0;
    store.write([&](store::Tx& tx) {
        for (const auto& denial : due)
            journal.append(tx, entry_of(denial));
        if (dropped > 0)
            journal.append(tx, {.action = "http.denials_dropped",
                                .subject_kind = "route",
                                .outcome = "refused",
                                .details = {{"count", dropped}}});
    });
    denials.written(due);
    denials.dropped_written(dropped);
    return static_cast<std::int64_t>(due.size()) + (dropped > 0 ? 1 : 0);
}

}  // namespace linli::journal
