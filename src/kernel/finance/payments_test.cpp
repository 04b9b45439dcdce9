// Payments: three people, sent once, returned and repeated.
#include <gtest/gtest.h>

#include "kernel/finance/finance_fixture.hpp"

namespace linli::finance {
namespace {

using PaymentTest = testing::FinanceTest;
LINLI_ON_BOTH_DATABASES(PaymentTest);

NewBatch payroll(std::vector<NewItem> items) {
    return {"benefits_paid", "1004", "三月养老金", Date::of(2026, 3, 10), std::move(items), {}};
}

TEST_P(PaymentTest, maker_checker_and_approver_are_three_people_whatever_accounts_they_use) {
    const BatchRow b = write([&](store::Tx& tx) {
        return make_batch(*parts, tx, fund(tx), payroll({item("张三", 21, 1'000)}), maker);
    });
    const http::AccountId same_as_maker{111}, same_as_checker{112};
    EXPECT_EQ(refused([&](store::Tx& tx) { check_batch(*parts, tx, b.id, maker); }),
              "finance.same_person");
    EXPECT_EQ(refused([&](store::Tx& tx) { check_batch(*parts, tx, b.id, same_as_maker); }),
              "finance.same_person");
    EXPECT_EQ(refused([&](store::Tx& tx) { check_batch(*parts, tx, b.id, {99}); }),
              "finance.person_needed");
    EXPECT_EQ(refused([&](store::Tx& tx) { approve_batch(*parts, tx, b.id, approver); }),
              "finance.batch_state");
    write([&](store::Tx& tx) { check_batch(*parts, tx, b.id, checker); });
    EXPECT_EQ(refused([&](store::Tx& tx) { approve_batch(*parts, tx, b.id, same_as_checker); }),
              "finance.same_person");
    EXPECT_EQ(refused([&](store::Tx& tx) { approve_batch(*parts, tx, b.id, maker); }),
              "finance.same_person");
    EXPECT_EQ(refused([&](store::Tx& tx) { send_batch(*parts, tx, b.id, approver); }),
              "finance.batch_state");
    write([&](store::Tx& tx) { approve_batch(*parts, tx, b.id, approver); });
    // The spending account holds nothing yet.
    EXPECT_EQ(refused([&](store::Tx& tx) { send_batch(*parts, tx, b.id, approver); }),
              "ledger.exceeds_balance");
    fund_account("1004", 1'000);
    write([&](store::Tx& tx) { send_batch(*parts, tx, b.id, approver); });
    EXPECT_EQ(refused([&](store::Tx& tx) { send_batch(*parts, tx, b.id, approver); }),
              "finance.batch_state");
    EXPECT_EQ(balance("pension", "500101"), 1'000);
    EXPECT_EQ(balance("pension", "1004"), 0);
}

TEST_P(PaymentTest, a_returned_payment_goes_to_suspense_and_is_repeated_once) {
    fund_account("1004", 3'000);
    const BatchRow b = sent_batch(payroll({item("张三", 21, 1'000), item("李四", 22, 2'000)}));
    ItemRow second = store().read([&](store::Tx& tx) { return items(tx, b.id, 1, 1).at(0); });
    write([&](store::Tx& tx) {
        item_returned(*parts, tx, second, today(), "AC04", clerk);
        item_returned(*parts, tx, second, today(), "AC04", clerk);  // told twice
    });
    EXPECT_EQ(balance("pension", "2001"), -2'000);
    EXPECT_EQ(balance("pension", "1004"), 2'000);
    NewBatch again{"payment_repeated", "1004", "重发", today(), {}, {second.id}};
    const BatchRow repeated = write([&](store::Tx& tx) {
        EXPECT_EQ(open_differences(tx, fund(tx).book.id, today()), 1);
        return make_batch(*parts, tx, fund(tx), again, maker);
    });
    EXPECT_EQ(refused([&](store::Tx& tx) { make_batch(*parts, tx, fund(tx), again, maker); }),
              "finance.item_repeated");
    write([&](store::Tx& tx) {
        check_batch(*parts, tx, repeated.id, checker);
        approve_batch(*parts, tx, repeated.id, approver);
        send_batch(*parts, tx, repeated.id, approver);
    });
    EXPECT_EQ(balance("pension", "2001"), 0);
    EXPECT_EQ(balance("pension", "1004"), 0);
    store().read([&](store::Tx& tx) {
        EXPECT_EQ(find_item(tx, second.id)->state, ItemState::repaid);
        EXPECT_EQ(open_differences(tx, fund(tx).book.id, today()), 0);
        EXPECT_EQ(open_payee(*parts, items(tx, repeated.id, 0, 1).at(0)).name, "李四");
    });
}

TEST_P(PaymentTest, a_withdrawn_batch_pays_nobody_and_frees_what_it_repeated) {
    const BatchRow b = write([&](store::Tx& tx) {
        return make_batch(*parts, tx, fund(tx), payroll({item("张三", 21, 1'000)}), maker);
    });
    write([&](store::Tx& tx) { withdraw_batch(*parts, tx, b.id, maker, "金额有误"); });
    EXPECT_EQ(refused([&](store::Tx& tx) { check_batch(*parts, tx, b.id, checker); }),
              "finance.batch_state");
    store().read(
        [&](store::Tx& tx) { EXPECT_EQ(items(tx, b.id, 0, 1).at(0).state, ItemState::withdrawn); });
}

TEST_P(PaymentTest, what_cannot_be_paid_is_refused_before_anybody_checks_it) {
    const auto make = [&](const NewBatch& b) {
        return refused([&](store::Tx& tx) { make_batch(*parts, tx, fund(tx), b, maker); });
    };
    EXPECT_EQ(make(payroll({})), "finance.batch_empty");
    NewItem bad = item("张三", 21, 1'000);
    bad.agent = "1";
    EXPECT_EQ(make(payroll({bad})), "finance.payee_malformed");
    bad = item("", 21, 1'000);
    EXPECT_EQ(make(payroll({bad})), "finance.payee_malformed");
    EXPECT_EQ(make(payroll({item("张三", 21, 0)})), "finance.amount_negative");
    NewBatch other = payroll({item("张三", 21, 1'000)});
    other.from_code = "1005";
    EXPECT_EQ(make(other), "finance.bank_account_unknown");
    other.from_code = "1004";
    other.event = "overpayment_found";  // moves no money
    EXPECT_EQ(make(other), "finance.event_unsuitable");
    other.event = "swept";  // moves it from another account
    EXPECT_EQ(make(other), "finance.event_unsuitable");
}

TEST_P(PaymentTest, names_and_account_numbers_of_payees_are_not_in_clear_in_the_database) {
    fund_account("1004", 1'000);
    sent_batch(payroll({item("欧阳锋", 21, 1'000)}));
    store().read([&](store::Tx& tx) {
        EXPECT_EQ(tx.one<std::int64_t>({"test.clear",
                                        "SELECT COUNT(*) FROM finance_item WHERE "
                                        "name_sealed LIKE '%欧阳锋%' OR name_masked LIKE '%阳%' OR "
                                        "number_sealed LIKE '%62220000%' OR "
                                        "number_masked LIKE '%62220000%'"}),
                  0);
    });
}

}  // namespace
}  // namespace linli::finance
