#include "kernel/ledger/checks.hpp"

#include <algorithm>
#include <unordered_map>

namespace linli::ledger {

namespace {

using Accounts = std::unordered_map<std::int64_t, const Written::Moved*>;

struct Sums {
    std::int64_t debit = 0, credit = 0, legs = 0;
    std::vector<std::string_view> debited, credited;
};

bool fits(const std::vector<std::string>& patterns, std::string_view code) {
    for (const std::string& p : patterns) {
        if (p == code) return true;
        if (p.ends_with('*') && code.substr(0, p.size() - 1) == p.substr(0, p.size() - 1))
            return true;
    }
    return false;
}

bool leaves(const std::vector<std::string>& from, const std::vector<std::string>& only,
            const std::vector<std::string_view>& here, const std::vector<std::string_view>& there) {
    return std::ranges::any_of(here, [&](auto code) { return fits(from, code); }) &&
           !std::ranges::all_of(there, [&](auto code) { return fits(only, code); });
}

std::string path_fault(const Chart& chart, const Sums& sums) {
    if (!chart.paths) return {};
    for (const ChartPath& path : *chart.paths) {
        if (path.credit && leaves(*path.credit, *path.debit_only, sums.credited, sums.debited))
            return "a way that is forbidden: " + path.en;
        if (path.debit && leaves(*path.debit, *path.credit_only, sums.debited, sums.credited))
            return "a way that is forbidden: " + path.en;
    }
    return {};
}

std::string entry_fault(const EntryRow& entry, const Sums& sums, const Written& w) {
    const auto book =
        std::ranges::find_if(w.books, [&](auto& b) { return b.row.id == entry.book_id; });
    if (book == w.books.end()) return "an entry of an unknown book";
    if (entry.act == Act::release) return sums.legs == 0 ? "" : "a release that moves value";
    if (sums.legs < 2) return "an entry of fewer than two legs";
    if (sums.debit != sums.credit) return "debits are not credits";
    // The way back is always open: a reversal mirrors what was allowed.
    if (entry.act != Act::reverse)
        if (const auto fault = path_fault(*book->chart, sums); !fault.empty()) return fault;
    if (!book->row.monthly) return entry.period == 0 ? "" : "a period in a book without periods";
    const auto ymd = entry.date.ymd();
    if (entry.period != int(ymd.year()) * 100 + unsigned(ymd.month()))
        return "a period that is not of its date";
    return entry.period > book->last_closed ? "" : "an entry in a closed period";
}

std::string entries_fault(const Written& w, const Accounts& accounts) {
    std::unordered_map<std::int64_t, Sums> sums;
    std::unordered_map<std::int64_t, std::int64_t> book_of;
    for (const EntryRow& e : w.entries)
        book_of[e.id.value] = e.book_id.value;
    const auto add = [&](const auto& leg) -> std::string {
        const auto account = accounts.find(leg.account_id.value);
        if (account == accounts.end()) return "a leg of an account that was not moved";
        const auto entry = book_of.find(leg.entry_id.value);
        if (entry == book_of.end()) return "a leg without its entry";
        if (account->second->after.book_id.value != entry->second)
            return "a leg in another book than its entry";
        if ((leg.debit > 0) == (leg.credit > 0) || leg.debit < 0 || leg.credit < 0)
            return "a leg that is not on one side";
        Sums& s = sums[leg.entry_id.value];
        ++s.legs;
        s.debit += leg.debit;
        s.credit += leg.credit;
        (leg.debit > 0 ? s.debited : s.credited).push_back(account->second->after.code);
        return {};
    };
    for (const LegRow& leg : w.legs)
        if (const auto fault = add(leg); !fault.empty()) return fault;
    for (const HoldRow& leg : w.holds)
        if (const auto fault = add(leg); !fault.empty()) return fault;
    for (const EntryRow& e : w.entries)
        if (const auto fault = entry_fault(e, sums[e.id.value], w); !fault.empty()) return fault;
    return {};
}

std::string bound_fault(const AccountRow& a) {
    const std::int64_t has = a.normal == Side::debit ? a.debit : a.credit;
    const std::int64_t gone =
        a.normal == Side::debit ? a.credit + a.credit_held : a.debit + a.debit_held;
    const std::int64_t coming = a.normal == Side::debit ? a.debit_held : a.credit_held;
    const std::int64_t spent = a.normal == Side::debit ? a.credit : a.debit;
    if (!a.may_overdraw && has < gone) return "an account below nought";
    if (a.ceiling && has + coming - spent > *a.ceiling) return "an account above its ceiling";
    return {};
}

std::string account_fault(const Written::Moved& m, std::vector<const LegRow*>& legs,
                          std::int64_t debit_held, std::int64_t credit_held) {
    std::ranges::sort(legs, {}, [](const LegRow* l) { return l->version; });
    AccountRow sum = m.before;
    for (const LegRow* leg : legs) {
        sum.debit += leg->debit;
        sum.credit += leg->credit;
        if (leg->version != ++sum.version) return "legs of an account are not numbered in order";
        if (leg->debit_after != sum.debit || leg->credit_after != sum.credit)
            return "a leg tells another balance than the account has behind it";
        if (leg->at < sum.last_at) return "a leg before the leg before it";
        sum.last_at = leg->at;
    }
    if (sum.debit != m.after.debit || sum.credit != m.after.credit ||
        sum.version != m.after.version || sum.last_at != m.after.last_at)
        return "an account is not what it was plus its legs";
    if (m.before.debit_held + debit_held != m.after.debit_held ||
        m.before.credit_held + credit_held != m.after.credit_held || m.after.debit_held < 0 ||
        m.after.credit_held < 0)
        return "an account does not hold what its held entries reserve";
    if (!legs.empty() && m.before.closed_at) return "a leg of a closed account";
    return bound_fault(m.after);
}

std::string accounts_fault(const Written& w) {
    std::unordered_map<std::int64_t, std::vector<const LegRow*>> legs;
    std::unordered_map<std::int64_t, std::pair<std::int64_t, std::int64_t>> held;
    for (const LegRow& leg : w.legs)
        legs[leg.account_id.value].push_back(&leg);
    for (const HoldRow& h : w.holds) {
        held[h.account_id.value].first += h.debit;
        held[h.account_id.value].second += h.credit;
    }
    for (const auto& change : w.changes)
        for (const HoldRow& h : change.frees) {
            held[h.account_id.value].first -= h.debit;
            held[h.account_id.value].second -= h.credit;
        }
    for (const auto& m : w.accounts) {
        const auto [debit, credit] = held[m.after.id.value];
        auto fault = account_fault(m, legs[m.after.id.value], debit, credit);
        if (!fault.empty()) return fault;
        held.erase(m.after.id.value);
    }
    return held.empty() ? "" : "a hold of an account that was not written";
}

}  // namespace

std::string fault_of(const Written& w) {
    Accounts accounts;
    for (const auto& m : w.accounts)
        accounts[m.after.id.value] = &m;
    if (auto fault = entries_fault(w, accounts); !fault.empty()) return fault;
    return accounts_fault(w);
}

}  // namespace linli::ledger
