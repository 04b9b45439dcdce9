// Purposes and details have an end: PIPL 19 (kept no longer than needed), not before the logs' six
// months.
#include "kernel/journal/journal.hpp"
#include "kernel/journal/journal_sql.hpp"

namespace linli::journal {
namespace {

// No id that was made before `t` is as large. The hour is for clocks that stepped, and for ids that
// ran ahead of theirs (base/id.hpp).
std::int64_t id_bound(Instant t) {
    constexpr std::int64_t epoch_ms = 1'577'836'800'000;  // 2020-01-01Z
    const std::int64_t ms = (t + hours(1)).us / 1000 - epoch_ms;
    return std::max<std::int64_t>(ms, 0) << 22;
}

}  // namespace

std::int64_t Journal::expire_details(store::Tx& tx, Instant before, int rows_max) const {
    LINLI_CHECK(clock_.now() - before >= details_kept_min);
    const auto due = tx.all<EntryId>(sql::details_due, id_bound(before), before, rows_max);
    for (const EntryId entry : due)
        tx.run(sql::erase_detail, entry);
    if (!due.empty())
        append(tx, {.action = "journal.details_expired",
                    .subject_kind = "journal_details_before",
                    .subject_id = before.us});
    return static_cast<std::int64_t>(due.size());
}

}  // namespace linli::journal
