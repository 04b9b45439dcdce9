// The money of the funds: what happened in the words of the business, who owes what, what the bank
// says, what is paid to whom, and every day the proof that all of it agrees (社会保险基金财务制度
// 财社〔2017〕144号: each fund its own entity, income and spending apart, 收支两条线).
//
//   events.hpp          a business event becomes entries by the posting rules (rules/postings)
//   bills.hpp           what is owed
//   bank.hpp            bank accounts and statements; what came in finds what it was for
//   payments.hpp        batches made, checked and approved by three people
//   reconciliation.hpp  eight identities a day, approved in order; the month's end
#pragma once
#include <functional>
#include <optional>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "crypto/crypto.hpp"
#include "kernel/decision/engine.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/ledger/ledger.hpp"
#include "store/store.hpp"

namespace linli::finance {

store::MigrationSet migrations();

// Permissions of this module; they hold in the area of the fund.
inline constexpr const char* may_view = "finance.view";
inline constexpr const char* may_make = "finance.make";
inline constexpr const char* may_check = "finance.check";
inline constexpr const char* may_approve = "finance.approve";
inline constexpr const char* may_close = "finance.close";

struct Parts {
    const Clock& clock;
    IdMaker& ids;
    const crypto::KeyRing& keys;
    const journal::Journal& journal;
    ledger::Ledger& ledger;
    // Answers by the rules in force (kernel/rules).
    std::function<decision::Decided(const decision::Call&)> decide;
    // The human behind an account; duties are kept apart between humans.
    std::function<std::optional<http::PersonId>(store::Tx&, http::AccountId)> person_of;
};

// The id that a bank gives back to us; none where the text is something else.
template <class I>
std::optional<I> named(std::string_view text) {
    try {
        return I{id_from_text(text)};
    } catch (const Refusal&) {
        return std::nullopt;
    }
}

// A fund by the code of its book, with the book of its memoranda: "pension" and "pension.memo".
struct Fund {
    ledger::BookRow book;
    std::optional<ledger::BookRow> memo;
};
// Refusal 404 `finance.fund_unknown`.
Fund require_fund(store::Tx&, const ledger::Ledger&, std::string_view code);
Fund require_fund(store::Tx&, const ledger::Ledger&, ledger::BookId);

}  // namespace linli::finance
