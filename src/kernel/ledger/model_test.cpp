// T10: a random workload against an independent model. The model knows nothing of SQL, batches or
// overlays: it does one command at a time on plain maps, and a chain on a copy of everything.
//   LINLI_LEDGER_OPS=1000000 runs the long form.
#include <cstdlib>
#include <random>
#include <set>

#include "kernel/ledger/ledger_fixture.hpp"

namespace linli::ledger {
namespace {

struct Model {
    struct Account {
        BookId book;
        std::string code;
        bool debit_side = true, free = false, closed = false;
        std::optional<std::int64_t> ceiling;
        std::int64_t d = 0, c = 0, dh = 0, ch = 0, legs = 0;
    };
    struct Entry {
        Command command;
        std::vector<Leg> legs;
        EntryState state = EntryState::posted;
        std::optional<Instant> expires;
        bool reversed = false;
    };
    std::map<std::int64_t, Account> accounts;
    std::map<std::int64_t, Entry> entries;
    std::map<std::pair<std::int64_t, std::string>, std::int64_t> ids;
    std::set<std::pair<std::int64_t, std::string>> burnt;
    std::map<std::int64_t, bool> monthly;
    std::map<std::int64_t, std::int64_t> closed;
    std::int64_t made = 0;
    // What the commands of a chain did, so that it can be taken back.
    struct Done {
        std::pair<std::int64_t, std::string> key;
        std::int64_t id = 0, target = 0;
        EntryState target_state = EntryState::posted;
        bool target_reversed = false;
    };
    std::vector<Done> chain;

    void take_back(std::map<std::int64_t, Account> before) {
        accounts = std::move(before);
        for (; !chain.empty(); chain.pop_back()) {
            const Done& d = chain.back();
            entries.erase(d.id);
            ids.erase(d.key);
            if (d.target == 0) continue;
            entries.at(d.target).state = d.target_state;
            entries.at(d.target).reversed = d.target_reversed;
        }
    }

    static bool debit(const Leg& l) { return l.side == Side::debit; }

    // Two rules of the fixture's chart.
    static bool allowed(const std::vector<std::string>& dr, const std::vector<std::string>& cr) {
        const auto has = [](auto& v, const char* x) { return std::ranges::count(v, x) > 0; };
        const auto only = [](auto& v, std::set<std::string> may) {
            return std::ranges::all_of(v, [&](auto& x) { return may.contains(x); });
        };
        if (has(cr, "1002") && !only(dr, {"1003", "4001", "2001"})) return false;
        return !has(dr, "1004") || only(cr, {"1003", "2001", "5001", "4001"});
    }

    Code compare(const Command& c, const Entry& e) {
        const Command& b = e.command;
        if (c.act != b.act) return Code::exists_with_different_act;
        if (c.event != b.event) return Code::exists_with_different_event;
        if (c.date != b.date) return Code::exists_with_different_date;
        const bool aims = c.act != Act::post && c.act != Act::hold;
        if (aims && c.target != b.target) return Code::exists_with_different_target;
        if (c.case_id != b.case_id) return Code::exists_with_different_case;
        if (c.act == Act::release || c.act == Act::reverse) return Code::exists;
        auto legs = c.legs;
        if (c.act == Act::settle && legs.empty()) legs = entries.at(c.target.value).legs;
        if (legs.size() != e.legs.size()) return Code::exists_with_different_legs;
        bool amount = false;
        for (std::size_t i = 0; i < legs.size(); ++i) {
            if (legs[i].account != e.legs[i].account || legs[i].side != e.legs[i].side)
                return Code::exists_with_different_legs;
            amount |= legs[i].amount != e.legs[i].amount;
        }
        return amount ? Code::exists_with_different_amount : Code::exists;
    }

    // Works on the model itself: the caller keeps a copy where it may have to go back.
    std::pair<Code, std::int64_t> one(const Command& c, Instant now) {
        const auto key = std::pair{c.book.value, c.id};
        if (const auto old = ids.find(key); old != ids.end())
            return {compare(c, entries.at(old->second)), old->second};
        if (burnt.contains(key)) return {Code::id_already_failed, 0};
        if (!monthly.contains(c.book.value)) return {Code::book_unknown, 0};
        const bool brings = c.act == Act::post || c.act == Act::hold;
        if (!brings && c.act != Act::settle && !c.legs.empty()) return {Code::legs_not_wanted, 0};
        if ((brings || !c.legs.empty()) && c.legs.size() < 2) return {Code::legs_too_few, 0};
        for (const Leg& l : c.legs)
            if (l.amount < 1 || l.amount > 1'000'000'000'000'000)
                return {Code::amount_out_of_range, 0};
        Entry e{c, c.legs, EntryState::posted, {}, false};
        Entry* target = nullptr;
        if (!brings) {
            const auto found = entries.find(c.target.value);
            if (found == entries.end() || found->second.command.book != c.book)
                return {Code::target_unknown, 0};
            target = &found->second;
            if (const Code code = aim(c, *target, e, now); code != Code::ok) return {code, 0};
        }
        if (const Code code = places(c, e, target); code != Code::ok) return {code, 0};
        if (c.date < Date::of(1949, 10, 1) || c.date > date_in_china(now) + 31)
            return {Code::date_malformed, 0};
        const auto ymd = c.date.ymd();
        const auto period = int(ymd.year()) * 100 + int(unsigned(ymd.month()));
        if (monthly[c.book.value] && c.act != Act::release && period <= closed[c.book.value])
            return {Code::period_closed, 0};
        if (c.act != Act::hold && c.expires_at) return {Code::expiry_not_wanted, 0};
        if (c.act == Act::hold) {
            e.expires = c.expires_at.value_or(now + days(366));
            if (*e.expires <= now || *e.expires > now + days(366)) return {Code::expiry_passed, 0};
            e.state = EntryState::held;
        }
        if (c.act == Act::release) e.state = EntryState::released;
        auto after = accounts;  // slow and plain
        if (target != nullptr && c.act != Act::reverse)
            for (const Leg& l : target->legs)
                (debit(l) ? after[l.account.value].dh : after[l.account.value].ch) -= l.amount;
        std::set<std::int64_t> concerned;
        if (target != nullptr && c.act != Act::reverse)
            for (const Leg& l : target->legs)
                concerned.insert(l.account.value);
        for (const Leg& l : e.legs) {
            Account& a = after[l.account.value];
            concerned.insert(l.account.value);
            if (c.act == Act::hold) {
                (debit(l) ? a.dh : a.ch) += l.amount;
            } else {
                (debit(l) ? a.d : a.c) += l.amount;
                ++a.legs;
            }
        }
        const auto any = [&](auto breaks) {
            return std::ranges::any_of(concerned, [&](auto id) { return breaks(after[id]); });
        };
        if (any([](const Account& a) {
                return !a.free && (a.debit_side ? a.d - a.c - a.ch : a.c - a.d - a.dh) < 0;
            }))
            return {Code::exceeds_balance, 0};
        if (any([](const Account& a) {
                return a.ceiling &&
                       (a.debit_side ? a.d + a.dh - a.c : a.c + a.ch - a.d) > *a.ceiling;
            }))
            return {Code::exceeds_ceiling, 0};
        accounts = std::move(after);
        Done did{key, made - 1, 0, EntryState::posted, false};
        if (target != nullptr) {
            did = {key, made - 1, c.target.value, target->state, target->reversed};
            if (c.act == Act::reverse) target->reversed = true;
            if (c.act == Act::settle) target->state = EntryState::settled;
            if (c.act == Act::release) target->state = EntryState::released;
        }
        chain.push_back(did);
        return {Code::ok, remember(key, std::move(e))};
    }

    // The entry's id is told by the ledger afterwards; until then a negative one stands for it.
    std::int64_t remember(const std::pair<std::int64_t, std::string>& key, Entry e) {
        entries.emplace(--made, std::move(e));
        ids[key] = made;
        return made;
    }

    static Code aim(const Command& c, const Entry& t, Entry& e, Instant now) {
        if (c.act == Act::reverse) {
            if (t.command.act == Act::reverse) return Code::target_is_reversal;
            if (t.state != EntryState::posted) return Code::target_not_posted;
            if (t.reversed) return Code::target_reversed;
            if (c.reason.empty()) return Code::reason_missing;
            if (!c.by) return Code::signer_missing;
            e.legs = t.legs;
            for (Leg& l : e.legs)
                l.side = debit(l) ? Side::credit : Side::debit;
            return Code::ok;
        }
        if (t.state == EntryState::posted) return Code::target_not_held;
        if (t.state == EntryState::settled) return Code::target_settled;
        if (t.state == EntryState::released) return Code::target_released;
        if (t.state == EntryState::expired) return Code::target_expired;
        if (c.act == Act::settle) {
            if (*t.expires <= now) return Code::target_expired;
            if (e.legs.empty()) e.legs = t.legs;
        }
        return Code::ok;
    }

    Code places(const Command& c, const Entry& e, const Entry* target) {
        if (c.act == Act::release) return Code::ok;
        std::int64_t sum = 0;
        std::vector<std::string> dr, cr;
        for (const Leg& l : e.legs) {
            const auto found = accounts.find(l.account.value);
            if (found == accounts.end()) return Code::account_unknown;
            if (found->second.book != c.book) return Code::account_of_other_book;
            if (found->second.closed) return Code::account_closed;
            sum += debit(l) ? l.amount : -l.amount;
            (debit(l) ? dr : cr).push_back(found->second.code);
        }
        if (sum != 0) return Code::unbalanced;
        if (c.act == Act::settle) {
            std::map<std::pair<std::int64_t, Side>, std::int64_t> left;
            for (const Leg& l : target->legs)
                left[{l.account.value, l.side}] += l.amount;
            for (const Leg& l : e.legs)
                if ((left[{l.account.value, l.side}] -= l.amount) < 0) return Code::exceeds_held;
        }
        return c.act != Act::reverse && !allowed(dr, cr) ? Code::path_forbidden : Code::ok;
    }
};

class Workload : public testing::LedgerTest {
  protected:
    using Dice = std::mt19937_64;
    std::int64_t roll(std::int64_t below) {
        return std::int64_t(dice() % static_cast<std::uint64_t>(below));
    }

    void add(BookId book, const char* code, std::int64_t owner) {
        const AccountRow a = row(account(book, code, owner));
        model.accounts[a.id.value] = {
            book, a.code, a.normal == Side::debit, a.may_overdraw, false, a.ceiling, 0, 0, 0, 0, 0};
        all.push_back(a.id);
        of_book[book.value].push_back(a.id);
    }

    void prepare(std::uint64_t seed) {
        dice.seed(seed);
        model.monthly = {{pension.value, true}, {medical.value, true}, {minutes.value, false}};
        for (const BookId book : {pension, medical, minutes}) {
            for (const char* code : {"1002", "1003", "1004", "2001", "4001", "5001", "9300"})
                add(book, code, 0);
            for (std::int64_t owner = 1; owner <= 4; ++owner) {
                add(book, "9301", owner);
                add(book, "9400", owner);
            }
        }
    }

    BookId any_book() {
        const auto n = roll(100);
        return n < 60 ? pension : n < 80 ? medical : n < 99 ? minutes : BookId{12345};
    }
    AccountId any_account(BookId book) {
        if (roll(100) == 0) return {777};
        const auto& list =
            roll(60) == 0 || !of_book.contains(book.value) ? all : of_book[book.value];
        return list[static_cast<std::size_t>(roll(std::int64_t(list.size())))];
    }

    Command random_command() {
        if (!sent.empty() && roll(12) == 0) {
            Command c = sent[static_cast<std::size_t>(roll(std::int64_t(sent.size())))];
            c.linked = false;
            switch (roll(6)) {
                case 0:
                    c.event = "other";
                    break;
                case 1:
                    c.date = c.date + -1;
                    break;
                case 2:
                    for (Leg& l : c.legs)
                        l.amount += 1;
                    break;
                case 3:
                    if (!c.legs.empty()) c.legs[0].account = any_account(c.book);
                    break;
                default:
                    break;
            }
            return c;
        }
        Command c;
        c.id = "c" + std::to_string(++counter);
        c.book = any_book();
        c.event = "e" + std::to_string(roll(5));
        c.date = today() + int(-roll(40)) + (roll(50) == 0 ? 60 : 0);
        c.by = {roll(20) == 0 ? 0 : 7};
        c.case_id = roll(3);
        const auto kind = roll(100);
        c.act = kind < 60   ? Act::post
                : kind < 75 ? Act::hold
                : kind < 85 ? Act::settle
                : kind < 92 ? Act::release
                            : Act::reverse;
        if (c.act == Act::hold && roll(2) == 0) c.expires_at = clock.now() + hours(roll(48) - 1);
        if (c.act != Act::hold && roll(200) == 0) c.expires_at = clock.now() + hours(1);
        if (c.act == Act::reverse && roll(10) != 0) c.reason = "改正";
        if (c.act != Act::post && c.act != Act::hold && !done.empty() && roll(50) != 0) {
            const auto& [book, entry] = done[static_cast<std::size_t>(
                roll(3) == 0
                    ? roll(std::int64_t(done.size()))
                    : std::max<std::int64_t>(0, std::int64_t(done.size()) - 1 - roll(20)))];
            c.target = entry;
            if (roll(30) != 0) c.book = book;
        }
        if (c.act == Act::post || c.act == Act::hold || roll(8) == 0) add_legs(c);
        return c;
    }
    void add_legs(Command& c) {
        const std::int64_t amount = roll(100) == 0 ? roll(3) - 1 : 1 + roll(400);
        c.legs.push_back({any_account(c.book), Side::debit, amount});
        if (roll(4) == 0 && amount > 1) {
            const std::int64_t part = 1 + roll(amount - 1);
            c.legs.push_back({any_account(c.book), Side::credit, part});
            c.legs.push_back({any_account(c.book), Side::credit, amount - part});
        } else {
            c.legs.push_back({any_account(c.book), Side::credit, amount + (roll(40) == 0 ? 1 : 0)});
        }
        if (roll(100) == 0) c.legs.pop_back();
    }

    static bool may_pass(Code code) {
        static const std::set<Code> passing{
            Code::target_unknown,  Code::target_not_held, Code::target_settled,
            Code::target_released, Code::target_expired,  Code::target_not_posted,
            Code::target_reversed, Code::account_unknown, Code::account_closed,
            Code::period_closed,   Code::expiry_passed,   Code::overflows,
            Code::exceeds_balance, Code::exceeds_ceiling};
        return passing.contains(code);
    }

    std::vector<std::pair<Code, std::int64_t>> expect(const std::vector<Command>& batch) {
        std::vector<std::pair<Code, std::int64_t>> answers(batch.size(), {Code::linked_failed, 0});
        for (std::size_t i = 0; i < batch.size();) {
            model.chain.clear();
            std::size_t end = i;
            while (end + 1 < batch.size() && batch[end].linked)
                ++end;
            if (batch[end].linked) {
                answers[end].first = Code::linked_chain_open;
            } else if (end == i) {
                answers[i] = model.one(batch[i], clock.now());
                if (may_pass(answers[i].first))
                    model.burnt.insert({batch[i].book.value, batch[i].id});
            } else {
                const auto before = model.accounts;
                std::size_t existed = 0, at = i;
                for (; at <= end; ++at) {
                    const auto answer = model.one(batch[at], clock.now());
                    const bool exists = answer.first == Code::exists;
                    if (exists ? existed != at - i : answer.first != Code::ok || existed > 0) {
                        model.take_back(before);
                        for (std::size_t k = i; k <= end; ++k)
                            answers[k] = {Code::linked_failed, 0};
                        if (answer.first != Code::ok) answers[at] = answer;
                        if (may_pass(answer.first))
                            model.burnt.insert({batch[at].book.value, batch[at].id});
                        break;
                    }
                    existed += exists;
                    answers[at] = answer;
                }
            }
            i = end + 1;
        }
        return answers;
    }

    // Gives the model's new entries the ids that the ledger made.
    void learn(const std::vector<Command>& batch, const std::vector<Outcome>& outcomes) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (outcomes[i].code == Code::ok || roll(4) == 0) sent.push_back(batch[i]);
            if (outcomes[i].code != Code::ok) continue;
            auto& id = model.ids.at({batch[i].book.value, batch[i].id});
            auto node = model.entries.extract(id);
            node.key() = id = outcomes[i].entry.value;
            model.entries.insert(std::move(node));
            done.emplace_back(batch[i].book, outcomes[i].entry);
        }
    }

    void expire() {
        const int n = store().write([&](store::Tx& tx) { return ledger->expire(tx, 10'000); });
        int expected = 0;
        for (auto& [id, e] : model.entries) {
            if (e.state != EntryState::held || *e.expires > clock.now()) continue;
            e.state = EntryState::expired;
            ++expected;
            for (const Leg& l : e.legs)
                (Model::debit(l) ? model.accounts[l.account.value].dh
                                 : model.accounts[l.account.value].ch) -= l.amount;
        }
        EXPECT_EQ(n, expected);
    }

    void compare_everything() {
        for (const AccountId id : all) {
            const AccountRow r = row(id);
            const Model::Account& a = model.accounts[id.value];
            ASSERT_EQ((std::tuple{r.debit, r.credit, r.debit_held, r.credit_held, r.version}),
                      (std::tuple{a.d, a.c, a.dh, a.ch, a.legs}))
                << "account " << r.code;
        }
        EXPECT_EQ(count("SELECT COUNT(*) FROM (SELECT a.book_id FROM ledger_leg l JOIN "
                        "ledger_account a ON a.id = l.account_id GROUP BY a.book_id "
                        "HAVING SUM(l.debit) <> SUM(l.credit)) AS apart"),
                  0);
        EXPECT_EQ(count("SELECT COUNT(*) FROM ledger_account a WHERE a.version <> (SELECT "
                        "COUNT(*) FROM ledger_leg l WHERE l.account_id = a.id)"),
                  0);
    }

    // The answers of the whole run, as one text; empty where something went wrong.
    std::string run(std::uint64_t seed, std::int64_t operations) {
        prepare(seed);
        std::string transcript;
        std::map<Code, int> seen;
        for (std::int64_t n = 0, round = 0; n < operations; ++round) {
            std::vector<Command> batch(static_cast<std::size_t>(1 + roll(30)));
            for (Command& c : batch) {
                c = random_command();
                c.linked = roll(10) == 0;
            }
            if (roll(20) != 0) batch.back().linked = false;
            n += std::int64_t(batch.size());
            const auto expected = expect(batch);
            const auto outcomes = post(batch);
            for (std::size_t i = 0; i < batch.size(); ++i) {
                ++seen[outcomes[i].code];
                if (outcomes[i].code != expected[i].first) {
                    ADD_FAILURE() << "seed " << seed << " round " << round << " command " << i
                                  << ": " << enum_to_text(outcomes[i].code) << ", the model says "
                                  << enum_to_text(expected[i].first);
                    return {};
                }
                transcript += std::to_string(outcomes[i].entry.value) + '/' +
                              std::string(enum_to_text(outcomes[i].code)) + ' ';
            }
            learn(batch, outcomes);
            clock.advance(minutes_(roll(90)));
            if (roll(10) == 0) expire();
            if (round % 50 == 0) compare_everything();
            if (HasFatalFailure()) return {};
        }
        expire();
        compare_everything();
        for (const Code code : {Code::ok, Code::exists, Code::linked_failed, Code::exceeds_balance,
                                Code::exceeds_ceiling, Code::path_forbidden, Code::unbalanced,
                                Code::target_settled, Code::target_expired, Code::target_reversed,
                                Code::id_already_failed, Code::exists_with_different_amount})
            EXPECT_GT(seen[code], 0) << enum_to_text(code) << " never happened";
        return transcript;
    }
    static Micros minutes_(std::int64_t n) { return linli::minutes(n); }

    Dice dice;
    Model model;
    std::vector<AccountId> all;
    std::map<std::int64_t, std::vector<AccountId>> of_book;
    std::vector<Command> sent;
    std::vector<std::pair<BookId, EntryId>> done;
    std::int64_t counter = 0;
};
LINLI_ON_BOTH_DATABASES(Workload);

std::int64_t operations() {
    const char* wanted = std::getenv("LINLI_LEDGER_OPS");
    return wanted == nullptr ? 10'000 : std::atoll(wanted);
}

TEST_P(Workload, random_of_every_kind_agrees_with_an_independent_model) {
    EXPECT_FALSE(run(20'261'124, operations()).empty());
}

TEST_P(Workload, of_equal_seeds_gives_equal_bytes_on_either_database) {
    static std::map<std::uint64_t, std::string> transcripts;
    const std::string transcript = run(7, 2'000);
    ASSERT_FALSE(transcript.empty());
    const auto [first, is_first] = transcripts.emplace(7, transcript);
    EXPECT_EQ(first->second, transcript);
    EXPECT_TRUE(is_first || transcripts.size() == 1);
}

}  // namespace
}  // namespace linli::ledger
