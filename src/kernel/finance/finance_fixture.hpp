// Two small funds with the delivered chart and posting rules, four people, and a bank.
#pragma once
#include <fstream>
#include <sstream>

#include "kernel/finance/reconciliation.hpp"
#include "support/on_both_databases.hpp"

namespace linli::finance::testing {

inline std::string text_of(const std::string& path) {
    std::ifstream in(std::string(LINLI_SOURCE_DIR) + "/" + path);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
}

inline const decision::Package& postings() {
    static const auto package =
        decision::Package::read({{"package.yaml", text_of("rules/postings/package.yaml")},
                                 {"postings.dmn", text_of("rules/postings/postings.dmn")},
                                 {"examples.yaml", text_of("rules/postings/examples.yaml")}});
    return *package;
}

class FinanceTest : public linli::testing::OnBothDatabases {
  protected:
    template <class F>
    auto write(F&& f) {
        return store().write(std::forward<F>(f));
    }
    std::vector<store::MigrationSet> migrations() const override {
        return {journal::migrations(), ledger::migrations(), finance::migrations()};
    }

    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        make_parts();
        write([&](store::Tx& tx) {
            for (const char* code : {"pension", "pension.memo", "medical", "medical.memo"}) {
                ledger::BookRow row;
                row.area_id = city;
                row.code = code;
                row.chart = "social-insurance";
                row.monthly = true;
                row.zh = row.en = code;
                books->open_book(tx, row);
            }
            const Fund pension = fund(tx);
            open_bank_account(*parts, tx, pension,
                              {"1002", "收入户", "102100099996", "6200001002"});
            open_bank_account(*parts, tx, pension,
                              {"1003", "财政专户", "102100099996", "6200001003"});
            open_bank_account(*parts, tx, pension,
                              {"1004", "支出户", "102100099996", "6200001004"});
        });
    }

    void make_parts() {
        books = std::make_unique<ledger::Ledger>(
            clock, ids,
            ledger::load_charts(std::string(LINLI_SOURCE_DIR) + "/rules/ledger/charts"));
        parts = std::make_unique<Parts>(
            Parts{clock, ids, keys, journal, *books,
                  [](const decision::Call& call) { return decision::decide(postings(), call); },
                  [](store::Tx&, http::AccountId a) -> std::optional<http::PersonId> {
                      // Accounts 11 and 111 are the same person's; 99 is nobody's.
                      if (a.value == 99) return std::nullopt;
                      return http::PersonId{a.value % 100};
                  }});
    }

    Fund fund(store::Tx& tx, const char* code = "pension") {
        return require_fund(tx, *books, code);
    }
    Date today() const { return date_in_china(clock.now()); }
    Date on(int day) const { return Date::of(2026, 3, static_cast<unsigned>(day)); }
    // So that it is the evening of that day of March.
    void go_to(int day) { clock.set(Instant{midnight_in_china(on(day)).us + hours(20).value}); }

    std::int64_t balance(const char* book, const char* code) {
        return store().read([&](store::Tx& tx) {
            return tx
                .one<std::int64_t>({"test.balance",
                                    "SELECT COALESCE(SUM(a.debit - a.credit), 0) "
                                    "FROM ledger_account a JOIN ledger_book b ON b.id = a.book_id "
                                    "WHERE b.code = ? AND a.code = ?"},
                                   book, code)
                .value_or(0);
        });
    }
    std::string refused(const std::function<void(store::Tx&)>& act) {
        try {
            write([&](store::Tx& tx) { act(tx); });
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
        return "done";
    }
    BusinessEvent event(std::string id, std::string name, std::int64_t total) {
        return {std::move(id), std::move(name),    "pension",
                today(),       {{"total", total}}, {{"account", "1002"}}};
    }
    // Lets a fund have money where it is paid from.
    void fund_account(const char* code, std::int64_t amount) {
        write([&](store::Tx& tx) {
            BusinessEvent e = event(std::string("subsidy:") + code, "subsidy_received", amount);
            e.facts = {{"account", "1003"}};
            record(*parts, tx, e, clerk);
            if (std::string_view(code) == "1004")
                record(*parts, tx, event("fund:" + std::to_string(amount), "funded", amount),
                       clerk);
        });
    }
    NewItem item(const char* name, std::int64_t person, std::int64_t amount,
                 std::int64_t account_part = 0) {
        NewItem i;
        i.person = http::PersonId{person};
        i.name = name;
        i.number = "62220000" + std::to_string(1000 + person);
        i.agent = "102100099996";
        i.parts = {{"basic", amount}};
        i.account_part = account_part;
        return i;
    }
    BatchRow sent_batch(const NewBatch& b) {
        const BatchRow made = write([&](store::Tx& tx) {
            const BatchRow row = make_batch(*parts, tx, fund(tx), b, maker);
            check_batch(*parts, tx, row.id, checker);
            approve_batch(*parts, tx, row.id, approver);
            return row;
        });
        return write([&](store::Tx& tx) { return send_batch(*parts, tx, made.id, approver); });
    }

    http::AreaId city{1};
    http::AccountId clerk{10}, maker{11}, checker{12}, approver{13};
    crypto::KeyRing keys =
        crypto::KeyRing::from_text(crypto::KeyRing::fresh_text(), crypto::Profile::intl);
    journal::Journal journal{clock, ids};
    std::unique_ptr<ledger::Ledger> books;
    std::unique_ptr<Parts> parts;
};

}  // namespace linli::finance::testing
