// One call of Ledger::post: reads what its commands need, judges them one after the other against
// what the earlier ones did, writes everything at the end. Not for use outside of the module.
#pragma once
#include <functional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "kernel/ledger/checks.hpp"
#include "kernel/ledger/ledger.hpp"

namespace linli::ledger {

class Posting {
  public:
    Posting(Ledger&, store::Tx&);
    std::vector<Outcome> run(std::span<const Command>);
    int expire(int most);

  private:
    struct Account {
        AccountRow row;
        AccountRow before;
        bool touched = false;
    };
    struct Known {
        EntryRow row;
        std::vector<Leg> legs;  // moved, or reserved by a hold
        bool has_legs = false;  // they were read
        bool reversed = false;
    };
    struct Book {
        BookRow row;
        const Chart* chart = nullptr;
        std::int64_t last_closed = 0;
    };
    // What a command will do when it is allowed.
    struct Plan {
        EntryRow row;
        std::vector<Leg> legs;
        const Book* book = nullptr;
        Known* target = nullptr;
    };
    // What an account gains by a plan.
    struct Gain {
        Account* account;
        std::int64_t debit = 0, credit = 0, debit_held = 0, credit_held = 0;
    };

    void read_books(std::span<const Command>);
    void read_sent(std::span<const Command>);
    void read_targets(std::span<const Command>);
    void read_accounts(std::span<const Command>);
    void read_accounts(std::vector<AccountId>);

    void run_chain(std::span<const Command>, std::span<Outcome>);
    Outcome judge(const Command&, Plan&);
    Outcome compare(const Command&, Known&);
    Code judge_shape(const Command&, Plan&);
    Code judge_target(const Command&, Plan&);
    Outcome judge_accounts(const Command&, Plan&);
    Code judge_date(const Command&, Plan&);
    Outcome judge_bounds(const Plan&);
    std::vector<Gain> gains_of(const Plan&);
    void apply(const Plan&);
    void touch(Account&);
    void change_state(Known&, EntryState);
    void write();

    Known* known(EntryId);
    const std::vector<Leg>& legs_of(Known&);
    static std::string key(BookId, std::string_view sender);

    Ledger& ledger_;
    store::Tx& tx_;
    Instant now_;
    std::unordered_map<std::int64_t, Book> books_;
    std::unordered_map<std::int64_t, Account> accounts_;
    std::unordered_map<std::int64_t, Known> entries_;
    std::unordered_map<std::string, std::int64_t> sent_;
    std::unordered_set<std::string> refused_;
    std::vector<std::pair<const Command*, Code>> to_refuse_;
    Written written_;
    std::vector<std::function<void()>> undo_;
    bool undoing_ = false;  // in a chain: what is applied may have to be taken back
};

}  // namespace linli::ledger
