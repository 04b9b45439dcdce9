// The work list of fund accountants: what must be looked at by a person before a month can close.
#pragma once
#include "kernel/finance/finance.hpp"

namespace linli::finance {

using DifferenceId = Id<struct FinanceDifferenceTag>;

// explained: stays as it is, somebody said why. ended: it is gone.
enum class DifferenceState : std::uint8_t { open, explained, ended };
BOOST_DESCRIBE_ENUM(DifferenceState, open, explained, ended)

struct DifferenceRow {
    DifferenceId id;
    ledger::BookId book_id;
    http::AreaId area_id;
    std::string kind;  // suspense, unexpected_debit, returned, identity
    std::string subject_kind;
    std::int64_t subject_id = 0;
    Date on_day;
    std::int64_t amount = 0;
    DifferenceState state = DifferenceState::open;
    std::string explanation;
    Instant opened_at;
    std::optional<Instant> ended_at;
    std::optional<http::AccountId> ended_by;
};
BOOST_DESCRIBE_STRUCT(DifferenceRow, (),
                      (id, book_id, area_id, kind, subject_kind, subject_id, on_day, amount, state,
                       explanation, opened_at, ended_at, ended_by))

// Once for each (kind, subject, day).
void open_difference(const Parts&, store::Tx&, const ledger::BookRow&, const char* kind,
                     const char* subject_kind, std::int64_t subject_id, Date on,
                     std::int64_t amount);
// Ends what is open or explained of this subject.
void end_difference(const Parts&, store::Tx&, const char* kind, const char* subject_kind,
                    std::int64_t subject_id, http::AccountId by, const std::string& how);
// Refusals 404 `finance.difference_unknown`, 409 `finance.difference_ended`, 422
// `finance.explanation_missing`.
DifferenceRow explain_difference(const Parts&, store::Tx&, DifferenceId, const std::string& why,
                                 http::AccountId by);
std::optional<DifferenceRow> find_difference(store::Tx&, DifferenceId);
std::vector<DifferenceRow> differences(store::Tx&, ledger::BookId, std::optional<DifferenceState>,
                                       DifferenceId after, int most);
std::int64_t open_differences(store::Tx&, ledger::BookId, Date until);

}  // namespace linli::finance
