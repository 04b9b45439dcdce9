#include "kernel/ledger/seal.hpp"

#include <limits>
#include <unordered_map>

#include "crypto/hash.hpp"
#include "kernel/ledger/ledger_sql.hpp"

namespace linli::ledger {

namespace {

using store::Sql;

constexpr Sql last_seal{"ledger.last_seal",
                        "SELECT n, first_id, last_id, entries, digest, at FROM ledger_seal "
                        "ORDER BY n DESC LIMIT 1"};
constexpr Sql seals{"ledger.seals",
                    "SELECT n, first_id, last_id, entries, digest, at FROM ledger_seal ORDER BY n"};
constexpr Sql to_seal{"ledger.to_seal", LINLI_ENTRY "WHERE id > ? AND id <= ? ORDER BY id LIMIT ?"};
// What moved or was reserved, in the order of entries.
constexpr Sql legs_between{
    "ledger.legs_between",
    "SELECT entry_id, n, account_id, debit, credit FROM ledger_leg "
    "WHERE entry_id >= ? AND entry_id <= ? UNION ALL SELECT entry_id, n, account_id, debit, credit "
    "FROM ledger_hold WHERE entry_id >= ? AND entry_id <= ? ORDER BY 1, 2"};

// Ids begin with the milliseconds since 2020 (base/id.hpp).
EntryId last_id_before(Instant instant) {
    constexpr std::int64_t epoch_us = 1'577'836'800'000'000;
    return {(((instant.us - epoch_us) / 1000) << 22) - 1};
}

struct LegLine {
    EntryId entry_id;
    std::int64_t n = 0;
    AccountId account_id;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
BOOST_DESCRIBE_STRUCT(LegLine, (), (entry_id, n, account_id, debit, credit))

// Everything of an entry that never changes; its state is not part of it.
std::string line_of(const EntryRow& e) {
    std::string out = "E";
    for (const std::int64_t n :
         {e.id.value, e.book_id.value, e.area_id.value, std::int64_t{e.date.days}, e.period,
          e.target.value_or(EntryId{}).value, e.case_id.value_or(0), e.by_account.value, e.at.us,
          e.expires_at.value_or(Instant{}).us})
        out += ' ' + std::to_string(n);
    const std::string act = enum_to_text(e.act), group = e.entry_group.value_or("");
    for (const std::string_view text :
         {std::string_view(e.sender_id), std::string_view(act), std::string_view(e.event),
          std::string_view(group), std::string_view(e.reason)})
        out += ' ' + std::to_string(text.size()) + ':' + std::string(text);
    return out + '\n';
}

std::string line_of(const LegLine& l) {
    std::string out = "L";
    for (const std::int64_t n : {l.entry_id.value, l.n, l.account_id.value, l.debit, l.credit})
        out += ' ' + std::to_string(n);
    return out + '\n';
}

// The entries of (after, until], at most `most`, as one digest.
SealRow digest_of(store::Tx& tx, const std::string& before, EntryId after, EntryId until,
                  std::int64_t most) {
    SealRow seal;
    crypto::Hasher hasher(crypto::Hash::sha256);
    hasher.update(before).update("\n");
    tx.each<EntryRow>(
        [&](EntryRow&& e) {
            if (seal.entries++ == 0) seal.first_id = e.id;
            seal.last_id = e.id;
            hasher.update(line_of(e));
        },
        to_seal, after, until, most);
    if (seal.entries == 0) return seal;
    tx.each<LegLine>([&](LegLine&& l) { hasher.update(line_of(l)); }, legs_between, seal.first_id,
                     seal.last_id, seal.first_id, seal.last_id);
    seal.digest = crypto::to_hex(hasher.finish());
    return seal;
}

}  // namespace

std::int64_t seal(store::Tx& tx, const journal::Journal& journal, const Clock& clock,
                  std::int64_t most) {
    const auto last = tx.one<SealRow>(last_seal).value_or(SealRow{});
    SealRow next = digest_of(tx, last.digest, last.last_id,
                             last_id_before(clock.now() - linli::minutes(2)), most);
    if (next.entries == 0) return 0;
    next.n = last.n + 1;
    next.at = clock.now();
    tx.insert("ledger_seal", next);
    journal.append(tx, {.action = "ledger.sealed",
                        .subject_kind = "ledger_seal",
                        .subject_id = next.n,
                        .details = {{"first", to_text(next.first_id)},
                                    {"last", to_text(next.last_id)},
                                    {"entries", next.entries},
                                    {"digest", next.digest}}});
    return next.entries;
}

namespace {

class Verification {
  public:
    explicit Verification(store::Tx& tx) : tx_(tx) {}

    VerifyReport run() {
        check_chains();
        check_entries();
        check_holds();
        check_totals();
        check_seals();
        return std::move(report_);
    }

  private:
    void fault(std::string rule, std::string subject, Words words) {
        if (report_.faults.size() < 1'000)
            report_.faults.push_back({std::move(rule), std::move(subject), std::move(words)});
    }
    static std::string account_name(AccountId id) { return "account " + to_text(id); }

    // The legs of each account in their order, against what the account says.
    void check_chains() {
        static constexpr Sql legs{"ledger.verify_legs",
                                  "SELECT account_id, version, entry_id, n, debit, credit, "
                                  "debit_after, credit_after, at FROM ledger_leg "
                                  "ORDER BY account_id, version"};
        std::unordered_map<std::int64_t, AccountRow> sums;
        tx_.each<LegRow>(
            [&](LegRow&& leg) {
                ++report_.legs;
                AccountRow& sum = sums[leg.account_id.value];
                sum.debit += leg.debit;
                sum.credit += leg.credit;
                if (leg.version != ++sum.version)
                    fault("leg.number", account_name(leg.account_id),
                          {"第 " + std::to_string(sum.version) + " 笔明细缺失或重号",
                           "its leg " + std::to_string(sum.version) + " is missing or doubled"});
                sum.version = leg.version;
                if (leg.debit_after != sum.debit || leg.credit_after != sum.credit)
                    fault("leg.sum", account_name(leg.account_id),
                          {"第 " + std::to_string(leg.version) + " 笔明细与其后余额不符",
                           "its leg " + std::to_string(leg.version) +
                               " does not lead to the balance that it tells"});
                sum.debit = leg.debit_after;
                sum.credit = leg.credit_after;
            },
            legs);
        static constexpr Sql accounts{"ledger.verify_accounts", LINLI_ACCOUNT "ORDER BY id"};
        tx_.each<AccountRow>(
            [&](AccountRow&& a) {
                ++report_.accounts;
                const AccountRow& sum = sums[a.id.value];
                if (a.debit != sum.debit || a.credit != sum.credit || a.version != sum.version)
                    fault("balance", account_name(a.id),
                          {"余额与明细合计不符：账户记 " + std::to_string(a.balance()) +
                               "，明细合计 " +
                               std::to_string(a.normal == Side::debit ? sum.debit - sum.credit
                                                                      : sum.credit - sum.debit),
                           "it says " + std::to_string(a.balance()) + ", its legs say " +
                               std::to_string(a.normal == Side::debit ? sum.debit - sum.credit
                                                                      : sum.credit - sum.debit)});
                sums.erase(a.id.value);
            },
            accounts);
        for (const auto& [id, sum] : sums)
            fault("leg.account", account_name({id}),
                  {"明细所属的账户不存在", "legs of an account that is not there"});
    }

    void check_entries() {
        static constexpr Sql unbalanced{
            "ledger.verify_entries",
            "SELECT l.entry_id FROM ledger_leg l GROUP BY l.entry_id "
            "HAVING SUM(l.debit) <> SUM(l.credit) ORDER BY l.entry_id LIMIT 1000"};
        tx_.each<EntryId>(
            [&](EntryId&& id) {
                fault("entry.balance", "entry " + to_text(id),
                      {"凭证借贷不平", "its debits are not its credits"});
            },
            unbalanced);
        static constexpr Sql astray{
            "ledger.verify_astray",
            "SELECT l.entry_id FROM ledger_leg l LEFT JOIN ledger_entry e ON e.id = l.entry_id "
            "LEFT JOIN ledger_account a ON a.id = l.account_id "
            "WHERE e.id IS NULL OR a.book_id <> e.book_id ORDER BY l.entry_id LIMIT 1000"};
        tx_.each<EntryId>(
            [&](EntryId&& id) {
                fault("entry.book", "entry " + to_text(id),
                      {"凭证缺失，或混用了两个账套", "it is missing, or it mixes two books"});
            },
            astray);
        static constexpr Sql bare{
            "ledger.verify_bare",
            "SELECT id FROM ledger_entry e WHERE act IN ('post', 'settle', 'reverse') AND NOT "
            "EXISTS (SELECT 1 FROM ledger_leg l WHERE l.entry_id = e.id) LIMIT 1000"};
        tx_.each<EntryId>(
            [&](EntryId&& id) {
                fault("entry.legs", "entry " + to_text(id), {"凭证没有分录", "it has no legs"});
            },
            bare);
    }

    void check_holds() {
        static constexpr Sql held{
            "ledger.verify_holds",
            "SELECT a.id FROM ledger_account a LEFT JOIN (SELECT h.account_id, "
            "SUM(h.debit) AS debit, SUM(h.credit) AS credit FROM ledger_hold h JOIN ledger_entry e "
            "ON e.id = h.entry_id WHERE e.state = 'held' GROUP BY h.account_id) s "
            "ON s.account_id = a.id WHERE a.debit_held <> COALESCE(s.debit, 0) OR "
            "a.credit_held <> COALESCE(s.credit, 0) ORDER BY a.id LIMIT 1000"};
        tx_.each<AccountId>(
            [&](AccountId&& id) {
                fault("hold", account_name(id),
                      {"冻结金额与未完成的冻结凭证不符",
                       "what it holds is not what the held entries reserve"});
            },
            held);
    }

    void check_totals() {
        static constexpr Sql totals{
            "ledger.verify_totals",
            "SELECT COALESCE(t.account_id, s.account_id) FROM (SELECT l.account_id, e.period, "
            "SUM(l.debit) AS debit, SUM(l.credit) AS credit FROM ledger_leg l JOIN ledger_entry e "
            "ON e.id = l.entry_id WHERE e.period <> 0 GROUP BY l.account_id, e.period) s "
            "LEFT JOIN ledger_total t ON t.account_id = s.account_id AND t.period = s.period "
            "WHERE t.debit IS NULL OR t.debit <> s.debit OR t.credit <> s.credit LIMIT 1000"};
        tx_.each<AccountId>(
            [&](AccountId&& id) {
                fault("total", account_name(id),
                      {"月度发生额与明细合计不符", "its monthly sums are not those of its legs"});
            },
            totals);
    }

    void check_seals() {
        std::string before;
        EntryId after{};
        for (const SealRow& seal : tx_.all<SealRow>(seals)) {
            ++report_.seals;
            const SealRow again = digest_of(tx_, before, after, seal.last_id,
                                            std::numeric_limits<std::int64_t>::max());
            report_.entries += again.entries;
            if (again.digest != seal.digest)
                fault("seal", "seal " + std::to_string(seal.n),
                      {"封存后的凭证被改动（" + to_text(seal.first_id) + " 至 " +
                           to_text(seal.last_id) + "）",
                       "entries " + to_text(seal.first_id) + " to " + to_text(seal.last_id) +
                           " are not what was sealed"});
            before = seal.digest;
            after = seal.last_id;
        }
    }

    store::Tx& tx_;
    VerifyReport report_;
};

}  // namespace

VerifyReport verify(store::Tx& tx) {
    return Verification(tx).run();
}

}  // namespace linli::ledger
