// The guards, in their order. None of them writes anything.
#include <algorithm>

#include "kernel/ledger/ledger_sql.hpp"
#include "kernel/ledger/posting.hpp"

namespace linli::ledger {

namespace {

constexpr std::int64_t amount_max = 1'000'000'000'000'000;   // 10^15
constexpr std::int64_t sum_max = 4'000'000'000'000'000'000;  // of an account's one side
constexpr std::size_t legs_max = 100;
constexpr Date first_day{-7'397};  // 1949-10-01
constexpr int days_ahead_max = 31;

bool is_word(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == ':' || c == '-';
    });
}

struct LegOf {
    EntryId entry_id;
    std::int64_t n = 0;
    AccountId account_id;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
BOOST_DESCRIBE_STRUCT(LegOf, (), (entry_id, n, account_id, debit, credit))

Leg leg_of(const LegOf& row) {
    return {row.account_id, row.debit > 0 ? Side::debit : Side::credit,
            row.debit > 0 ? row.debit : row.credit};
}

std::vector<Leg> mirrored(std::vector<Leg> legs) {
    for (Leg& leg : legs)
        leg.side = leg.side == Side::debit ? Side::credit : Side::debit;
    return legs;
}

bool same_places(const std::vector<Leg>& a, const std::vector<Leg>& b) {
    return std::ranges::equal(a, b, [](const Leg& x, const Leg& y) {
        return x.account == y.account && x.side == y.side;
    });
}

bool has_target(Act act) {
    return act == Act::settle || act == Act::release || act == Act::reverse;
}

// No account and side more than the hold reserved for it.
bool within(const std::vector<Leg>& legs, const std::vector<Leg>& held) {
    const auto sum = [](const std::vector<Leg>& all, const Leg& of) {
        std::int64_t total = 0;
        for (const Leg& leg : all)
            if (leg.account == of.account && leg.side == of.side) total += leg.amount;
        return total;
    };
    return std::ranges::all_of(legs,
                               [&](const Leg& leg) { return sum(legs, leg) <= sum(held, leg); });
}

}  // namespace

std::int64_t period_of(Date date) {
    const auto ymd = date.ymd();
    return std::int64_t{int(ymd.year())} * 100 + unsigned(ymd.month());
}

// ---- reading what the guards look at --------------------------------------------------------

std::string Posting::key(BookId book, std::string_view sender) {
    return std::to_string(book.value) + '/' + std::string(sender);
}

void Posting::read_books(std::span<const Command> commands) {
    for (const Command& c : commands) {
        if (books_.contains(c.book.value)) continue;
        const auto row = tx_.one<BookRow>(sql::book, c.book);
        if (!row) continue;
        const auto chart = ledger_.charts_.find(row->chart);
        if (chart == ledger_.charts_.end())
            throw Fault("ledger: the chart " + row->chart + " of a book is gone");
        const auto closed =
            row->monthly ? tx_.one<std::int64_t>(sql::last_closed, c.book) : std::nullopt;
        books_[c.book.value] = {*row, &chart->second, closed.value_or(0)};
    }
}

void Posting::read_sent(std::span<const Command> commands) {
    for (const auto& known_book : books_) {
        const BookId book = known_book.second.row.id;
        std::vector<std::string_view> senders;
        for (const Command& c : commands)
            if (c.book == book && is_word(c.id)) senders.push_back(c.id);
        const std::span<const std::string_view> list(senders);
        sql::sent.each<EntryRow>(
            tx_, list,
            [&](EntryRow&& row) {
                sent_[key(row.book_id, row.sender_id)] = row.id.value;
                Known& known = entries_[row.id.value];
                known.row = std::move(row);
            },
            book);
        sql::refused.each<std::string>(
            tx_, list, [&](std::string&& id) { refused_.insert(key(book, id)); }, book);
    }
}

void Posting::read_targets(std::span<const Command> commands) {
    std::vector<EntryId> targets;
    for (const Command& c : commands)
        if (has_target(c.act) && c.target) targets.push_back(c.target);
    if (targets.empty()) return;
    std::vector<EntryId> held, posted;
    sql::entries.each<EntryRow>(tx_, std::span<const EntryId>(targets), [&](EntryRow&& row) {
        Known& known = entries_[row.id.value];
        if (!known.has_legs) (row.act == Act::hold ? held : posted).push_back(row.id);
        known.has_legs = true;
        known.row = std::move(row);
    });
    const auto take = [&](const LegOf& row) {
        entries_[row.entry_id.value].legs.push_back(leg_of(row));
    };
    sql::holds.each<LegOf>(tx_, std::span<const EntryId>(held), take);
    sql::legs.each<LegOf>(tx_, std::span<const EntryId>(posted), take);
    sql::reversed.each<EntryId>(tx_, std::span<const EntryId>(posted),
                                [&](EntryId&& id) { entries_[id.value].reversed = true; });
}

void Posting::read_accounts(std::span<const Command> commands) {
    std::vector<AccountId> ids;
    for (const Command& c : commands) {
        for (const Leg& leg : c.legs)
            ids.push_back(leg.account);
        if (!has_target(c.act)) continue;
        if (const Known* target = known(c.target))
            for (const Leg& leg : target->legs)
                ids.push_back(leg.account);
    }
    read_accounts(std::move(ids));
}

void Posting::read_accounts(std::vector<AccountId> ids) {
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    sql::accounts.each<AccountRow>(tx_, std::span<const AccountId>(ids), [&](AccountRow&& row) {
        Account& account = accounts_[row.id.value];
        account.row = std::move(row);
    });
}

Posting::Known* Posting::known(EntryId id) {
    const auto found = entries_.find(id.value);
    return found == entries_.end() ? nullptr : &found->second;
}

const std::vector<Leg>& Posting::legs_of(Known& entry) {
    if (!entry.has_legs) {
        const EntryId id = entry.row.id;
        const auto& rows = entry.row.act == Act::hold ? sql::holds : sql::legs;
        rows.each<LegOf>(tx_, std::span(&id, 1),
                         [&](LegOf&& row) { entry.legs.push_back(leg_of(row)); });
        entry.has_legs = true;
    }
    return entry.legs;
}

// ---- the guards -----------------------------------------------------------------------------

Outcome Posting::judge(const Command& c, Plan& plan) {
    if (!is_word(c.id)) return {Code::id_malformed};
    if (const auto id = sent_.find(key(c.book, c.id)); id != sent_.end())
        return compare(c, *known({id->second}));
    if (refused_.contains(key(c.book, c.id))) return {Code::id_already_failed};
    const auto book = books_.find(c.book.value);
    if (book == books_.end()) return {Code::book_unknown};
    plan.book = &book->second;
    if (const Code code = judge_shape(c, plan); code != Code::ok) return {code};
    if (const Code code = judge_target(c, plan); code != Code::ok) return {code};
    if (const Outcome o = judge_accounts(c, plan); o.code != Code::ok) return o;
    if (const Code code = judge_date(c, plan); code != Code::ok) return {code};
    if (const Outcome o = judge_bounds(plan); o.code != Code::ok) return o;
    plan.row.id = ledger_.ids_.make<EntryId>();
    return {};
}

Outcome Posting::compare(const Command& c, Known& before) {
    const EntryRow& row = before.row;
    const auto answer = [&](Code code) { return Outcome{code, row.id, {}}; };
    if (c.act != row.act) return answer(Code::exists_with_different_act);
    if (c.event != row.event) return answer(Code::exists_with_different_event);
    if (c.date != row.date) return answer(Code::exists_with_different_date);
    if (has_target(c.act) && c.target != row.target.value_or(EntryId{}))
        return answer(Code::exists_with_different_target);
    if (c.case_id != row.case_id.value_or(0)) return answer(Code::exists_with_different_case);
    if (c.act == Act::release || c.act == Act::reverse) return answer(Code::exists);
    std::vector<Leg> wanted = c.legs;
    if (c.act == Act::settle && wanted.empty())
        if (Known* held = known(c.target)) wanted = legs_of(*held);
    const std::vector<Leg>& had = legs_of(before);
    if (wanted == had) return answer(Code::exists);
    return answer(same_places(wanted, had) ? Code::exists_with_different_amount
                                           : Code::exists_with_different_legs);
}

Code Posting::judge_shape(const Command& c, Plan& plan) {
    if (!is_word(c.event)) return Code::event_malformed;
    const bool brings_legs = c.act == Act::post || c.act == Act::hold;
    const bool may_bring_legs = brings_legs || c.act == Act::settle;
    if (!may_bring_legs && !c.legs.empty()) return Code::legs_not_wanted;
    if (brings_legs || !c.legs.empty()) {
        if (c.legs.size() < 2) return Code::legs_too_few;
        if (c.legs.size() > legs_max) return Code::legs_too_many;
    }
    for (const Leg& leg : c.legs)
        if (leg.amount < 1 || leg.amount > amount_max) return Code::amount_out_of_range;
    EntryRow& row = plan.row;
    row.book_id = c.book;
    row.area_id = plan.book->row.area_id;
    row.sender_id = c.id;
    row.act = c.act;
    row.event = c.event;
    row.date = c.date;
    row.by_account = c.by;
    row.reason = c.reason;
    row.at = now_;
    if (!c.group.empty()) row.entry_group = c.group;
    if (c.case_id != 0) row.case_id = c.case_id;
    if (c.act == Act::hold) row.state = EntryState::held;
    if (c.act == Act::release) row.state = EntryState::released;
    plan.legs = c.legs;
    return Code::ok;
}

Code Posting::judge_target(const Command& c, Plan& plan) {
    if (!has_target(c.act)) return Code::ok;
    Known* target = known(c.target);
    if (target == nullptr || target->row.book_id != c.book) return Code::target_unknown;
    plan.target = target;
    plan.row.target = c.target;
    if (c.act == Act::reverse) {
        if (target->row.act == Act::reverse) return Code::target_is_reversal;
        if (target->row.state != EntryState::posted) return Code::target_not_posted;
        if (target->reversed) return Code::target_reversed;
        if (c.reason.empty() || c.reason.size() > 2'000) return Code::reason_missing;
        if (!c.by) return Code::signer_missing;
        plan.legs = mirrored(legs_of(*target));
        return Code::ok;
    }
    switch (target->row.state) {
        case EntryState::posted:
            return Code::target_not_held;
        case EntryState::settled:
            return Code::target_settled;
        case EntryState::released:
            return Code::target_released;
        case EntryState::expired:
            return Code::target_expired;
        case EntryState::held:
            break;
    }
    if (c.act == Act::release) return Code::ok;
    if (target->row.expires_at && *target->row.expires_at <= now_) return Code::target_expired;
    if (plan.legs.empty()) plan.legs = legs_of(*target);
    return Code::ok;
}

Outcome Posting::judge_accounts(const Command& c, Plan& plan) {
    if (c.act == Act::release) return {};
    std::int64_t debit = 0, credit = 0;
    std::vector<std::string_view> debited, credited;
    for (const Leg& leg : plan.legs) {
        const auto found = accounts_.find(leg.account.value);
        if (found == accounts_.end()) return {Code::account_unknown, {}, leg.account};
        const AccountRow& account = found->second.row;
        if (account.book_id != c.book) return {Code::account_of_other_book, {}, leg.account};
        if (account.closed_at) return {Code::account_closed, {}, leg.account};
        (leg.side == Side::debit ? debit : credit) += leg.amount;
        (leg.side == Side::debit ? debited : credited).push_back(account.code);
    }
    if (debit != credit) return {Code::unbalanced};
    if (c.act == Act::settle && !within(plan.legs, legs_of(*plan.target)))
        return {Code::exceeds_held};
    if (c.act == Act::reverse) return {};  // the way back is always open
    if (plan.book->chart->broken_path(debited, credited) != nullptr) return {Code::path_forbidden};
    return {};
}

Code Posting::judge_date(const Command& c, Plan& plan) {
    if (c.date < first_day || c.date > date_in_china(now_) + days_ahead_max)
        return Code::date_malformed;
    if (plan.book->row.monthly && c.act != Act::release) {
        plan.row.period = period_of(c.date);
        if (plan.row.period <= plan.book->last_closed) return Code::period_closed;
    }
    if (c.act != Act::hold) return c.expires_at ? Code::expiry_not_wanted : Code::ok;
    plan.row.expires_at = c.expires_at.value_or(now_ + ledger_.options_.hold_max);
    if (*plan.row.expires_at <= now_ || *plan.row.expires_at > now_ + ledger_.options_.hold_max)
        return Code::expiry_passed;
    return Code::ok;
}

std::vector<Posting::Gain> Posting::gains_of(const Plan& plan) {
    std::vector<Gain> gains;
    const auto of = [&](AccountId id) -> Gain& {
        Account& account = accounts_.at(id.value);
        const auto found = std::ranges::find(gains, &account, &Gain::account);
        return found != gains.end() ? *found : gains.emplace_back(Gain{&account});
    };
    if (plan.row.act == Act::settle || plan.row.act == Act::release)
        for (const Leg& leg : legs_of(*plan.target))
            (leg.side == Side::debit ? of(leg.account).debit_held : of(leg.account).credit_held) -=
                leg.amount;
    for (const Leg& leg : plan.legs) {
        Gain& gain = of(leg.account);
        const bool debit = leg.side == Side::debit;
        if (plan.row.act == Act::hold)
            (debit ? gain.debit_held : gain.credit_held) += leg.amount;
        else
            (debit ? gain.debit : gain.credit) += leg.amount;
    }
    return gains;
}

Outcome Posting::judge_bounds(const Plan& plan) {
    const std::vector<Gain> gains = gains_of(plan);
    // One guard over all accounts before the next one: which account comes first is no matter.
    const auto first = [&](Code code, auto breaks) -> Outcome {
        for (const Gain& g : gains) {
            AccountRow a = g.account->row;
            a.debit += g.debit;
            a.credit += g.credit;
            a.debit_held += g.debit_held;
            a.credit_held += g.credit_held;
            if (breaks(a)) return {code, {}, a.id};
        }
        return {};
    };
    Outcome outcome = first(Code::overflows, [](const AccountRow& a) {
        return a.debit + a.debit_held > sum_max || a.credit + a.credit_held > sum_max;
    });
    if (outcome.code == Code::ok)
        outcome = first(Code::exceeds_balance, [](const AccountRow& a) {
            const std::int64_t going = a.normal == Side::debit ? a.credit_held : a.debit_held;
            return !a.may_overdraw && a.balance() < going;
        });
    if (outcome.code == Code::ok)
        outcome = first(Code::exceeds_ceiling, [](const AccountRow& a) {
            const std::int64_t coming = a.normal == Side::debit ? a.debit_held : a.credit_held;
            return a.ceiling && a.balance() + coming > *a.ceiling;
        });
    return outcome;
}

}  // namespace linli::ledger
