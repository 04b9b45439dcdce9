// The funds of the demonstration city: their month closes, and what is left to do is there.
#include "demo/funds.hpp"

#include <gtest/gtest.h>

#include "kernel/finance/finance_fixture.hpp"

namespace linli::demo {
namespace {

class FundsTest : public finance::testing::FinanceTest {
  protected:
    // The fund of the fixture has another name than that of the city.
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        make_parts();
        clock.set(Instant{midnight_in_china(Date::of(2026, 3, 24)).us + hours(9).value});
        std::vector<Payee> payees;
        for (std::int64_t i = 21; i < 70; ++i)
            payees.push_back({http::PersonId{i}, "居民" + std::to_string(i)});
        write([&](store::Tx& tx) {
            play_funds(tx, *parts, city, {maker, checker, approver}, payees);
        });
    }
};
LINLI_ON_BOTH_DATABASES(FundsTest);

TEST_P(FundsTest, a_month_is_closed_with_a_payment_returned_and_repeated) {
    store().read([&](store::Tx& tx) {
        const finance::Fund pension = fund(tx);
        EXPECT_EQ(finance::last_approved_day(tx, pension.book.id), Date::of(2026, 2, 28));
        EXPECT_EQ(
            finance::items_of_state(tx, pension.book.id, finance::ItemState::repaid, {}, 10).size(),
            1u);
        for (const auto& i : finance::identities(*parts, tx, pension, Date::of(2026, 2, 28)))
            EXPECT_TRUE(i.holds) << i.code << ' ' << i.difference;
        for (const auto& i : finance::identities(*parts, tx, pension, Date::of(2026, 3, 1)))
            EXPECT_TRUE(i.holds) << i.code << ' ' << i.difference;
    });
    EXPECT_EQ(refused([&](store::Tx& tx) {
                  finance::close_month(*parts, tx, fund(tx), 202602, approver);
              }),
              "ledger.period_closed");
}

TEST_P(FundsTest, somebody_has_something_to_match_and_something_to_check) {
    store().read([&](store::Tx& tx) {
        const finance::Fund pension = fund(tx);
        EXPECT_EQ(finance::differences(tx, pension.book.id, finance::DifferenceState::open, {}, 10)
                      .size(),
                  1u);
        const auto batches = finance::batches(tx, pension.book.id, {}, 1);
        ASSERT_EQ(batches.size(), 1u);
        EXPECT_EQ(batches[0].state, finance::BatchState::draft);
    });
}

}  // namespace
}  // namespace linli::demo
