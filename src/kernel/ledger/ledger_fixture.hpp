// A small fund, the minutes of volunteers, and helpers for the tests of this module.
#pragma once
#include "kernel/ledger/ledger.hpp"
#include "support/on_both_databases.hpp"

namespace linli::ledger::testing {

inline constexpr std::string_view fund_chart = R"(
code: fund
zh: 测试基金
en: A fund for tests
accounts:
  - {code: "1002", zh: 收入户存款, en: Income account, kind: asset, normal: debit}
  - {code: "1003", zh: 财政专户存款, en: Fiscal account, kind: asset, normal: debit}
  - {code: "1004", zh: 支出户存款, en: Spending account, kind: asset, normal: debit}
  - {code: "2001", zh: 暂收款, en: Suspense, kind: liability, normal: credit}
  - {code: "4001", zh: 保险费收入, en: Contributions, kind: income, normal: credit}
  - {code: "5001", zh: 待遇支出, en: Benefits, kind: expense, normal: debit}
  - {code: "9301", zh: 个人账户, en: Person's account, kind: memo, normal: credit}
  - {code: "9300", zh: 对方科目, en: Contra, kind: memo, normal: debit, may_overdraw: true}
  - {code: "9400", zh: 有上限, en: With a ceiling, kind: memo, normal: credit, ceiling: 1000}
  - {code: "9500", zh: 老科目, en: An old one, kind: memo, normal: debit, valid_to: 2020-12-31}
paths:
  - {credit: ["1002"], debit_only: ["1003", "4001", "2001"], zh: 收入户只能划往财政专户, en: the income account pays only the fiscal account}
  - {debit: ["1004"], credit_only: ["1003", "2001", "5001", "4001"], zh: 支出户只能由财政专户拨付, en: the spending account is funded only by the fiscal account}
)";

class LedgerTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override { return {ledger::migrations()}; }

    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        Charts charts;
        charts.emplace("fund", parse_chart(fund_chart, "fund.yaml"));
        ledger = std::make_unique<Ledger>(clock, ids, std::move(charts));
        store().write([&](store::Tx& tx) {
            pension = open(tx, "pension", true);
            medical = open(tx, "medical", true);
            minutes = open(tx, "minutes", false);
        });
    }

    BookId open(store::Tx& tx, const char* code, bool monthly) {
        BookRow row;
        row.area_id = city;
        row.code = code;
        row.chart = "fund";
        row.monthly = monthly;
        row.zh = row.en = code;
        return ledger->open_book(tx, row).id;
    }
    AccountId account(BookId book, const char* code, std::int64_t owner = 0) {
        return store().write([&](store::Tx& tx) {
            return ledger
                ->account(tx, {book, city, code, {owner == 0 ? "" : "person", owner}}, today())
                .id;
        });
    }
    Date today() const { return date_in_china(clock.now()); }
    Command transfer(const std::string& id, AccountId debit, AccountId credit,
                     std::int64_t amount) {
        Command c;
        c.id = id;
        c.book = pension;
        c.event = "transfer";
        c.date = today();
        c.legs = {{debit, Side::debit, amount}, {credit, Side::credit, amount}};
        c.by = {7};
        return c;
    }
    std::vector<Outcome> post(const std::vector<Command>& commands) {
        return store().write([&](store::Tx& tx) { return ledger->post(tx, commands); });
    }
    Outcome post(const Command& command) { return post(std::vector{command}).front(); }
    AccountRow row(AccountId id) {
        return store().read([&](store::Tx& tx) { return *ledger->find(tx, id); });
    }
    std::int64_t balance(AccountId id) { return row(id).balance(); }
    std::int64_t count(const char* sql) {
        return store().read([&](store::Tx& tx) {
            return tx.one<std::int64_t>({"test.count", sql}).value_or(0);
        });
    }

    http::AreaId city{1};
    BookId pension, medical, minutes;
    std::unique_ptr<Ledger> ledger;
};

}  // namespace linli::ledger::testing
