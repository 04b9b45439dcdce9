#include "kernel/ledger/posting.hpp"

#include <algorithm>

#include "kernel/ledger/ledger_sql.hpp"

namespace linli::ledger {

namespace {

// A refusal that may pass by itself or by another command: the id is burnt, so that a late retry
// cannot do what its sender was told had failed.
bool is_transient(Code code) {
    switch (code) {
        case Code::target_unknown:
        case Code::target_not_held:
        case Code::target_settled:
        case Code::target_released:
        case Code::target_expired:
        case Code::target_not_posted:
        case Code::target_reversed:
        case Code::account_unknown:
        case Code::account_closed:
        case Code::period_closed:
        case Code::expiry_passed:
        case Code::overflows:
        case Code::exceeds_balance:
        case Code::exceeds_ceiling:
            return true;
        default:
            return false;
    }
}

const store::Bulk<EntryRow>& entry_rows() {
    static const store::Bulk<EntryRow> rows{"ledger_entry"};
    return rows;
}
const store::Bulk<LegRow>& leg_rows() {
    static const store::Bulk<LegRow> rows{"ledger_leg"};
    return rows;
}
const store::Bulk<HoldRow>& hold_rows() {
    static const store::Bulk<HoldRow> rows{"ledger_hold"};
    return rows;
}

struct TotalRow {
    AccountId account_id;
    std::int64_t period = 0;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
BOOST_DESCRIBE_STRUCT(TotalRow, (), (account_id, period, debit, credit))

const store::Bulk<TotalRow>& total_rows() {
    static const store::Bulk<TotalRow> rows{
        "ledger_total",
        " ON CONFLICT (account_id, period) DO UPDATE SET debit = ledger_total.debit + "
        "excluded.debit, credit = ledger_total.credit + excluded.credit"};
    return rows;
}

// An update of many rows by their values; both databases name the columns of VALUES column1, ...
const std::array<std::string, store::bulk_sizes.size()>& account_updates() {
    static const auto texts = [] {
        std::array<std::string, store::bulk_sizes.size()> out;
        std::string first = "(CAST(? AS BIGINT)";
        for (int i = 1; i < 7; ++i)
            first += ", CAST(? AS BIGINT)";
        first += ")";
        for (std::size_t s = 0; s < out.size(); ++s) {
            const std::size_t more = store::bulk_sizes[s] - 1;
            out[s] =
                "UPDATE ledger_account SET debit = v.column2, credit = v.column3, "
                "debit_held = v.column4, credit_held = v.column5, version = v.column6, "
                "last_at = v.column7 FROM (VALUES " +
                first + (more > 0 ? ", " : "") +
                store::repeated("(" + store::marks(7) + ")", more) +
                ") AS v WHERE ledger_account.id = v.column1";
        }
        return out;
    }();
    return texts;
}

std::vector<TotalRow> totals_of(const Written& written) {
    std::unordered_map<std::int64_t, std::int64_t> period_of_entry;
    for (const EntryRow& e : written.entries)
        if (e.period != 0) period_of_entry[e.id.value] = e.period;
    std::map<std::pair<std::int64_t, std::int64_t>, TotalRow> sums;
    if (!period_of_entry.empty())
        for (const LegRow& leg : written.legs) {
            const auto period = period_of_entry.find(leg.entry_id.value);
            if (period == period_of_entry.end()) continue;
            TotalRow& sum = sums[{leg.account_id.value, period->second}];
            sum.account_id = leg.account_id;
            sum.period = period->second;
            sum.debit += leg.debit;
            sum.credit += leg.credit;
        }
    std::vector<TotalRow> rows;
    for (auto& [where, row] : sums)
        rows.push_back(row);
    return rows;
}

void update_accounts(store::Tx& tx, const std::vector<Written::Moved>& accounts) {
    std::vector<store::Value> values;
    store::in_chunks(accounts.size(), [&](std::size_t size, std::size_t first) {
        values.clear();
        for (std::size_t i = first; i < first + store::bulk_sizes[size]; ++i) {
            const AccountRow& a = accounts[i].after;
            for (const std::int64_t v : {a.id.value, a.debit, a.credit, a.debit_held, a.credit_held,
                                         a.version, a.last_at.us})
                values.emplace_back(v);
        }
        tx.execute({"ledger.update_accounts", account_updates()[size]}, values);
    });
}

}  // namespace

Posting::Posting(Ledger& ledger, store::Tx& tx)
    : ledger_(ledger), tx_(tx), now_(ledger.clock_.now()) {}

std::vector<Outcome> Posting::run(std::span<const Command> commands) {
    read_books(commands);
    read_sent(commands);
    read_targets(commands);
    read_accounts(commands);
    std::vector<Outcome> outcomes(commands.size());
    for (std::size_t first = 0; first < commands.size();) {
        std::size_t last = first;
        while (last < commands.size() - 1 && commands[last].linked)
            ++last;
        const std::size_t n = last - first + 1;
        run_chain(commands.subspan(first, n), std::span(outcomes).subspan(first, n));
        first = last + 1;
    }
    write();
    return outcomes;
}

// All of a chain or none of it. A chain that was done before is `exists` throughout.
void Posting::run_chain(std::span<const Command> chain, std::span<Outcome> outcomes) {
    undoing_ = chain.size() > 1;
    undo_.clear();
    std::size_t done = 0, existed = 0;
    if (chain.back().linked) {
        outcomes.back() = {Code::linked_chain_open};
    } else {
        for (; done < chain.size(); ++done) {
            Plan plan;
            outcomes[done] = judge(chain[done], plan);
            if (outcomes[done].code == Code::exists) {
                if (done != existed++) break;
                continue;
            }
            if (outcomes[done].code != Code::ok || existed > 0) break;
            apply(plan);
            outcomes[done].entry = plan.row.id;
        }
    }
    if (done == chain.size()) return;
    for (auto undo = undo_.rbegin(); undo != undo_.rend(); ++undo)
        (*undo)();
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const bool at_fault = chain.back().linked ? i == chain.size() - 1 : i == done;
        if (!at_fault || outcomes[i].code == Code::ok) outcomes[i] = {Code::linked_failed};
        if (at_fault && ledger_.options_.remember_failures && is_transient(outcomes[i].code) &&
            refused_.insert(key(chain[i].book, chain[i].id)).second)
            to_refuse_.emplace_back(&chain[i], outcomes[i].code);
    }
}

void Posting::touch(Account& account) {
    if (undoing_) undo_.emplace_back([&account, row = account.row] { account.row = row; });
    if (!account.touched) account.before = account.row;
    account.touched = true;
}

void Posting::change_state(Known& target, EntryState to) {
    std::vector<HoldRow> frees;
    std::int64_t n = 0;
    for (const Leg& leg : legs_of(target)) {
        Account& account = accounts_.at(leg.account.value);
        touch(account);
        const bool debit = leg.side == Side::debit;
        (debit ? account.row.debit_held : account.row.credit_held) -= leg.amount;
        frees.push_back(
            {target.row.id, n++, leg.account, debit ? leg.amount : 0, debit ? 0 : leg.amount});
    }
    if (undoing_)
        undo_.emplace_back([this, &target] {
            target.row.state = EntryState::held;
            written_.changes.pop_back();
        });
    target.row.state = to;
    written_.changes.push_back({target.row.id, to, std::move(frees)});
}

// Behind the line: everything was judged, nothing here may fail.
void Posting::apply(const Plan& plan) {
    EntryRow row = plan.row;
    if (plan.target != nullptr && row.act != Act::reverse)
        change_state(*plan.target,
                     row.act == Act::settle ? EntryState::settled : EntryState::released);
    if (plan.target != nullptr && row.act == Act::reverse) plan.target->reversed = true;
    std::int64_t n = 0;
    for (const Leg& leg : plan.legs) {
        Account& account = accounts_.at(leg.account.value);
        touch(account);
        AccountRow& a = account.row;
        const bool is_debit = leg.side == Side::debit;
        const std::int64_t debit = is_debit ? leg.amount : 0, credit = is_debit ? 0 : leg.amount;
        if (row.act == Act::hold) {
            a.debit_held += debit;
            a.credit_held += credit;
            written_.holds.push_back({row.id, n++, leg.account, debit, credit});
            continue;
        }
        a.debit += debit;
        a.credit += credit;
        a.last_at = std::max(a.last_at, now_);
        written_.legs.push_back(
            {leg.account, ++a.version, row.id, n++, debit, credit, a.debit, a.credit, a.last_at});
    }
    written_.entries.push_back(row);
    sent_[key(row.book_id, row.sender_id)] = row.id.value;
    entries_[row.id.value] = {row, plan.legs, true, false};
    if (!undoing_) return;
    undo_.emplace_back([this, row, legs = plan.legs.size(), target = plan.target] {
        written_.entries.pop_back();
        auto& rows = written_.legs;
        if (row.act == Act::hold)
            written_.holds.resize(written_.holds.size() - legs);
        else
            rows.erase(rows.end() - static_cast<std::ptrdiff_t>(legs), rows.end());
        if (target != nullptr) target->reversed = false;
        sent_.erase(key(row.book_id, row.sender_id));
        entries_.erase(row.id.value);
    });
}

void Posting::write() {
    for (const auto& [command, code] : to_refuse_)
        tx_.run(sql::refuse, command->book, command->id, code, now_);
    for (const auto& [id, account] : accounts_)
        if (account.touched) written_.accounts.push_back({account.before, account.row});
    if (written_.accounts.empty() && written_.entries.empty()) return;
    for (const auto& [id, book] : books_)
        written_.books.push_back({book.row, book.chart, book.last_closed});
    const std::string fault = fault_of(written_);
    if (!fault.empty()) throw Fault("ledger: " + fault);
    // The same order for everybody: two servers never wait for each other's rows.
    std::ranges::sort(written_.accounts, {}, [](const auto& m) { return m.after.id; });
    update_accounts(tx_, written_.accounts);
    entry_rows().insert(tx_, written_.entries);
    leg_rows().insert(tx_, written_.legs);
    hold_rows().insert(tx_, written_.holds);
    total_rows().insert(tx_, totals_of(written_));
    for (const auto& change : written_.changes) {
        const bool is_new =
            std::ranges::any_of(written_.entries, [&](auto& e) { return e.id == change.id; });
        const auto changed = tx_.run(sql::set_state, change.to, change.id);
        LINLI_CHECK(changed == 1 || is_new);
    }
}

int Posting::expire(int most) {
    std::vector<EntryId> ids;
    for (EntryRow& row : tx_.all<EntryRow>(sql::overdue_holds, now_, most)) {
        ids.push_back(row.id);
        entries_[row.id.value].row = std::move(row);
    }
    std::vector<AccountId> accounts;
    for (const EntryId id : ids)
        for (const Leg& leg : legs_of(entries_[id.value]))
            accounts.push_back(leg.account);
    read_accounts(std::move(accounts));
    for (const EntryId id : ids)
        change_state(entries_[id.value], EntryState::expired);
    write();
    return static_cast<int>(ids.size());
}

}  // namespace linli::ledger
