// What the books say: one entry, an account's movements, a balance at any past instant, the trial
// balance of a month. Reads only.
#pragma once
#include "kernel/ledger/ledger.hpp"

namespace linli::ledger {

struct LegView {
    AccountId account;
    std::string code;
    std::optional<std::string> owner_kind;
    Side side = Side::debit;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(LegView, (), (account, code, owner_kind, side, amount))

struct EntryView {
    EntryRow entry;
    std::vector<LegView> legs;
    std::optional<EntryId> reversed_by;
};

// A movement of one account: the entry it belongs to, and the balance behind it.
struct Movement {
    std::int64_t version = 0;
    EntryId entry;
    std::string sender_id;
    std::string event;
    Date date;
    Instant at;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    std::int64_t balance = 0;
    Act act = Act::post;
    std::optional<EntryId> target;
    std::optional<std::int64_t> case_id;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Movement, (),
                      (version, entry, sender_id, event, date, at, debit, credit, balance, act,
                       target, case_id, reason))

// Sums of all accounts of one code.
struct TrialLine {
    std::string code;
    std::string zh;
    std::string en;
    AccountKind kind = AccountKind::asset;
    Side normal = Side::debit;
    std::int64_t opening = 0;  // on the normal side
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    std::int64_t closing = 0;  // on the normal side
};
BOOST_DESCRIBE_STRUCT(TrialLine, (), (code, zh, en, kind, normal, opening, debit, credit, closing))

struct TrialBalance {
    std::vector<TrialLine> lines;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    bool balanced = false;  // movements and closing balances, each
};
BOOST_DESCRIBE_STRUCT(TrialBalance, (), (lines, debit, credit, balanced))

std::optional<EntryView> entry(store::Tx&, EntryId);
// Newest first; `before` a version, 0 = from the newest. At most 500.
std::vector<Movement> movements(store::Tx&, const AccountRow&, std::int64_t before, int most);
// The sums of an account as they stood at an instant: what was posted until and with it.
struct Sums {
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Sums, (), (debit, credit, version))
Sums sums_at(store::Tx&, const AccountRow&, Instant);
// Months `from` to `to`, both counted; in books without months both are 0.
TrialBalance trial_balance(store::Tx&, const Ledger&, const BookRow&, std::int64_t from,
                           std::int64_t to);
// Newest first; `before` 0 = from the newest; period 0 = all.
std::vector<EntryRow> entries(store::Tx&, BookId, std::int64_t period, EntryId before, int most);
std::vector<AccountRow> accounts_of(store::Tx&, const Owner&);
// By code and id behind `after`; `code` empty = all.
std::vector<AccountRow> accounts_in(store::Tx&, BookId, std::string_view code, AccountId after,
                                    int most);
std::vector<BookRow> books(store::Tx&);

}  // namespace linli::ledger
