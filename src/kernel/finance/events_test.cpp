// The postings of a fund: which entry a business event makes, whole or not at all.
#include <gtest/gtest.h>

#include "kernel/finance/finance_fixture.hpp"

namespace linli::finance {
namespace {

using EventTest = testing::FinanceTest;
LINLI_ON_BOTH_DATABASES(EventTest);

TEST_P(EventTest, a_contribution_is_income_and_ends_the_debt_and_feeds_the_personal_account) {
    write([&](store::Tx& tx) {
        record(*parts, tx, event("bill:1", "bill_issued", 24'000), clerk);
        BusinessEvent e = event("receipt:1", "contribution_received", 24'000);
        e.amounts["employer"] = 16'000;
        e.amounts["personal"] = 8'000;
        e.persons = {{{21}, 5'000}, {{22}, 3'000}};
        record(*parts, tx, e, clerk);
    });
    EXPECT_EQ(balance("pension", "1002"), 24'000);
    EXPECT_EQ(balance("pension", "400101"), -16'000);
    EXPECT_EQ(balance("pension", "400102"), -8'000);
    EXPECT_EQ(balance("pension.memo", "9101"), 0);
    EXPECT_EQ(balance("pension.memo", "9301"), -8'000);
    EXPECT_EQ(balance("pension.memo", "9000"), 8'000);
}

TEST_P(EventTest, the_personal_accounts_of_many_persons_are_credited_together) {
    BusinessEvent e = event("interest:2026", "account_interest_credited", 0);
    for (std::int64_t i = 1; i <= 1'000; ++i)
        e.persons.push_back({{i}, i});
    write([&](store::Tx& tx) { record(*parts, tx, e, clerk); });
    EXPECT_EQ(balance("pension.memo", "9301"), -500'500);
    EXPECT_EQ(balance("pension.memo", "9000"), 500'500);
}

TEST_P(EventTest, money_between_two_funds_is_two_entries_that_stand_and_fall_together) {
    fund_account("1004", 10'000);
    BusinessEvent e = event("premium:1", "premium_of_unemployed", 4'000);
    EXPECT_EQ(refused([&](store::Tx& tx) { record(*parts, tx, e, clerk); }),
              "finance.counterpart_missing");
    e.counterpart = "nowhere";
    EXPECT_EQ(refused([&](store::Tx& tx) { record(*parts, tx, e, clerk); }),
              "finance.fund_unknown");
    EXPECT_EQ(balance("pension", "5001"), 0);
    e.counterpart = "medical";
    write([&](store::Tx& tx) { record(*parts, tx, e, clerk); });
    EXPECT_EQ(balance("pension", "5001"), 4'000);
    EXPECT_EQ(balance("medical", "400103"), -4'000);
    EXPECT_EQ(balance("medical", "1002"), 4'000);
    // More than the spending account holds: the other fund gets nothing either.
    e.id = "premium:2";
    e.amounts["total"] = 7'000;
    EXPECT_EQ(refused([&](store::Tx& tx) { record(*parts, tx, e, clerk); }),
              "ledger.exceeds_balance");
    EXPECT_EQ(balance("medical", "1002"), 4'000);
}

TEST_P(EventTest, the_same_event_twice_happens_once_and_another_under_its_id_is_refused) {
    const BusinessEvent e = event("r:1", "receipt_unmatched", 500);
    const EventRow first = write([&](store::Tx& tx) { return record(*parts, tx, e, clerk); });
    const EventRow again = write([&](store::Tx& tx) { return record(*parts, tx, e, clerk); });
    EXPECT_EQ(first.id, again.id);
    EXPECT_EQ(balance("pension", "2001"), -500);
    BusinessEvent other = e;
    other.amounts["total"] = 501;
    EXPECT_EQ(refused([&](store::Tx& tx) { record(*parts, tx, other, clerk); }),
              "finance.event_differs");
    EXPECT_EQ(balance("pension", "2001"), -500);
}

TEST_P(EventTest, what_the_rules_do_not_know_is_refused_by_field) {
    EXPECT_EQ(refused([&](store::Tx& tx) {
                  record(*parts, tx, event("x", "money_found_in_the_street", 5), clerk);
              }),
              "decision.input_not_allowed");
    EXPECT_EQ(refused([&](store::Tx& tx) { record(*parts, tx, event("x", "swept", 0), clerk); }),
              "finance.event_makes_nothing");
    EXPECT_EQ(refused([&](store::Tx& tx) { record(*parts, tx, event("x", "swept", -1), clerk); }),
              "finance.amount_negative");
    EXPECT_EQ(refused([&](store::Tx& tx) { record(*parts, tx, event("", "swept", 1), clerk); }),
              "finance.id_malformed");
    // The parts of a benefit must make up what is paid.
    fund_account("1004", 10'000);
    BusinessEvent e = event("p:1", "benefits_paid", 1'000);
    e.amounts["basic"] = 999;
    EXPECT_EQ(refused([&](store::Tx& tx) { record(*parts, tx, e, clerk); }), "ledger.unbalanced");
}

TEST_P(EventTest, at_the_end_of_a_year_income_and_expense_become_the_balance_of_the_fund) {
    fund_account("1004", 10'000);
    write([&](store::Tx& tx) {
        BusinessEvent paid = event("p:1", "benefits_paid", 3'000);
        paid.amounts["benefit"] = 3'000;
        record(*parts, tx, paid, clerk);
    });
    clock.set(midnight_in_china(Date::of(2027, 1, 3)));
    write([&](store::Tx& tx) { EXPECT_EQ(close_year(*parts, tx, fund(tx), 2026, clerk), 2); });
    EXPECT_EQ(balance("pension", "4101"), 0);
    EXPECT_EQ(balance("pension", "5001"), 0);
    EXPECT_EQ(balance("pension", "3001"), -7'000);
}

}  // namespace
}  // namespace linli::finance
