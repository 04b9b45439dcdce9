#include <gmock/gmock.h>

#include "kernel/ledger/ledger_fixture.hpp"

namespace linli::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Posting_ : public testing::LedgerTest {
  protected:
    void SetUp() override {
        LedgerTest::SetUp();
        if (IsSkipped()) return;
        income_account = account(pension, "1002");
        fiscal = account(pension, "1003");
        spending = account(pension, "1004");
        suspense = account(pension, "2001");
        income = account(pension, "4001");
        benefits = account(pension, "5001");
    }
    Code code_of(const Command& c) { return post(c).code; }
    // A refused command leaves every table but that of refused ids as it was.
    void expect_refused(const Command& c, Code code) {
        const auto entries = count("SELECT COUNT(*) FROM ledger_entry");
        const auto legs = count("SELECT COUNT(*) FROM ledger_leg");
        const auto sums = count(
            "SELECT SUM(debit + 3 * credit + 5 * debit_held + 7 * credit_held "
            "+ 11 * version) FROM ledger_account");
        EXPECT_EQ(code_of(c), code) << enum_to_text(code);
        EXPECT_EQ(count("SELECT COUNT(*) FROM ledger_entry"), entries);
        EXPECT_EQ(count("SELECT COUNT(*) FROM ledger_leg"), legs);
        EXPECT_EQ(count("SELECT SUM(debit + 3 * credit + 5 * debit_held + 7 * credit_held + 11 * "
                        "version) FROM ledger_account"),
                  sums);
    }
    void fund_with(std::int64_t amount) {
        ASSERT_EQ(code_of(transfer("fund", income_account, income, amount)), Code::ok);
    }

    AccountId income_account, fiscal, spending, suspense, income, benefits;
};
LINLI_ON_BOTH_DATABASES(Posting_);

TEST_P(Posting_, moves_value_and_tells_what_each_account_held_behind_it) {
    fund_with(10'000);
    ASSERT_EQ(code_of(transfer("sweep", fiscal, income_account, 4'000)), Code::ok);
    EXPECT_EQ(balance(income_account), 6'000);
    EXPECT_EQ(balance(fiscal), 4'000);
    EXPECT_EQ(balance(income), 10'000);
    EXPECT_EQ(row(income_account).version, 2);
    EXPECT_EQ(count("SELECT debit_after - credit_after FROM ledger_leg WHERE version = 2"), 6'000);
    EXPECT_EQ(count("SELECT SUM(debit) - SUM(credit) FROM ledger_total"), 0);
}

TEST_P(Posting_, of_the_same_id_happens_once) {
    const Command c = transfer("a", income_account, income, 100);
    const Outcome first = post(c);
    const Outcome again = post(c);
    EXPECT_EQ(first.code, Code::ok);
    EXPECT_EQ(again.code, Code::exists);
    EXPECT_EQ(again.entry, first.entry);
    EXPECT_EQ(balance(income), 100);
}

TEST_P(Posting_, of_the_same_id_twice_in_one_batch_happens_once) {
    const Command c = transfer("a", income_account, income, 100);
    const auto outcomes = post(std::vector{c, c});
    EXPECT_EQ(outcomes[0].code, Code::ok);
    EXPECT_EQ(outcomes[1].code, Code::exists);
    EXPECT_EQ(balance(income), 100);
}

TEST_P(Posting_, of_the_same_id_with_another_content_says_what_differs) {
    const Command c = transfer("a", income_account, income, 100);
    ASSERT_EQ(code_of(c), Code::ok);
    const auto with = [&](auto change) {
        Command other = c;
        change(other);
        return code_of(other);
    };
    EXPECT_EQ(with([](auto& o) { o.legs[0].amount = o.legs[1].amount = 101; }),
              Code::exists_with_different_amount);
    EXPECT_EQ(with([&](auto& o) { o.legs[0].account = fiscal; }), Code::exists_with_different_legs);
    EXPECT_EQ(with([](auto& o) { o.event = "other"; }), Code::exists_with_different_event);
    EXPECT_EQ(with([](auto& o) { o.date = o.date + -1; }), Code::exists_with_different_date);
    EXPECT_EQ(with([](auto& o) { o.case_id = 5; }), Code::exists_with_different_case);
    EXPECT_EQ(with([](auto& o) { o.act = Act::hold; }), Code::exists_with_different_act);
    EXPECT_EQ(balance(income), 100);
}

TEST_P(Posting_, refuses_what_is_not_an_entry) {
    fund_with(1'000);
    const auto wrong = [&](auto change) {
        Command c = transfer("w", fiscal, income_account, 10);
        change(c);
        return c;
    };
    expect_refused(wrong([](auto& c) { c.id = "no blanks"; }), Code::id_malformed);
    expect_refused(wrong([](auto& c) { c.id = std::string(65, 'x'); }), Code::id_malformed);
    expect_refused(wrong([](auto& c) { c.event.clear(); }), Code::event_malformed);
    expect_refused(wrong([](auto& c) { c.book = {99}; }), Code::book_unknown);
    expect_refused(wrong([](auto& c) { c.legs.pop_back(); }), Code::legs_too_few);
    expect_refused(wrong([](auto& c) { c.legs.resize(101, c.legs[0]); }), Code::legs_too_many);
    expect_refused(wrong([](auto& c) { c.legs[0].amount = 0; }), Code::amount_out_of_range);
    expect_refused(wrong([](auto& c) { c.legs[0].amount = -10; }), Code::amount_out_of_range);
    expect_refused(wrong([](auto& c) { c.legs[0].amount = 11; }), Code::unbalanced);
    expect_refused(wrong([&](auto& c) { c.legs[0].account = account(medical, "1003"); }),
                   Code::account_of_other_book);
    expect_refused(wrong([&](auto& c) { c.legs[0].account = spending; }), Code::path_forbidden);
    expect_refused(wrong([&](auto& c) { c.date = today() + 32; }), Code::date_malformed);
    expect_refused(wrong([&](auto& c) { c.expires_at = clock.now() + days(1); }),
                   Code::expiry_not_wanted);
    expect_refused(wrong([](auto& c) { c.linked = true; }), Code::linked_chain_open);
}

TEST_P(Posting_, refuses_more_than_is_there_and_burns_the_id) {
    fund_with(1'000);
    const Command c = transfer("over", fiscal, income_account, 1'001);
    expect_refused(c, Code::exceeds_balance);
    ASSERT_EQ(code_of(transfer("more", income_account, income, 500)), Code::ok);
    EXPECT_EQ(code_of(c), Code::id_already_failed);
    EXPECT_EQ(balance(fiscal), 0);
    EXPECT_EQ(code_of(transfer("over2", fiscal, income_account, 1'001)), Code::ok);
}

TEST_P(Posting_, keeps_to_a_ceiling) {
    const AccountId capped = account(pension, "9400", 5), contra = account(pension, "9300");
    EXPECT_EQ(code_of(transfer("a", contra, capped, 1'000)), Code::ok);
    expect_refused(transfer("b", contra, capped, 1), Code::exceeds_ceiling);
    EXPECT_EQ(code_of(transfer("c", capped, contra, 400)), Code::ok);
    EXPECT_EQ(code_of(transfer("d", contra, capped, 400)), Code::ok);
}

TEST_P(Posting_, a_chain_stands_and_falls_together) {
    fund_with(100);
    Command first = transfer("1", fiscal, income_account, 60);
    first.linked = true;
    const Command second = transfer("2", fiscal, income_account, 60);
    const Command apart = transfer("3", fiscal, income_account, 10);
    auto outcomes = post(std::vector{first, second, apart});
    EXPECT_EQ(outcomes[0].code, Code::linked_failed);
    EXPECT_EQ(outcomes[1].code, Code::exceeds_balance);
    EXPECT_EQ(outcomes[2].code, Code::ok);
    EXPECT_EQ(balance(fiscal), 10);

    Command mine = transfer("4", fiscal, income_account, 20);
    mine.linked = true;
    Command theirs = transfer("5", account(medical, "1002"), account(medical, "4001"), 20);
    theirs.book = medical;
    const std::vector chain{mine, theirs};
    outcomes = post(chain);
    EXPECT_THAT(outcomes, ::testing::Each(::testing::Field(&Outcome::code, Code::ok)));
    outcomes = post(chain);
    EXPECT_THAT(outcomes, ::testing::Each(::testing::Field(&Outcome::code, Code::exists)));
    EXPECT_EQ(balance(fiscal), 30);
}

TEST_P(Posting_, a_hold_reserves_until_it_is_settled_released_or_expires) {
    fund_with(1'000);
    Command hold = transfer("h1", fiscal, income_account, 600);
    hold.act = Act::hold;
    hold.expires_at = clock.now() + hours(1);
    const EntryId held = post(hold).entry;
    EXPECT_EQ(balance(income_account), 1'000);
    expect_refused(transfer("x", fiscal, income_account, 401), Code::exceeds_balance);

    Command settle = transfer("s1", fiscal, income_account, 250);
    settle.act = Act::settle;
    settle.target = held;
    Command more = settle;
    more.id = "s0";
    more.legs[0].amount = more.legs[1].amount = 601;
    expect_refused(more, Code::exceeds_held);
    EXPECT_EQ(code_of(settle), Code::ok);
    EXPECT_EQ(balance(fiscal), 250);
    EXPECT_EQ(row(income_account).credit_held, 0);
    EXPECT_EQ(code_of(settle), Code::exists);
    settle.id = "s2";
    expect_refused(settle, Code::target_settled);

    hold.id = "h2";
    Command release;
    release.id = "r";
    release.act = Act::release;
    release.book = pension;
    release.event = "transfer";
    release.date = today();
    release.target = post(hold).entry;
    EXPECT_EQ(code_of(release), Code::ok);
    EXPECT_EQ(row(income_account).credit_held, 0);
    release.id = "r2";
    expect_refused(release, Code::target_released);

    hold.id = "h3";
    settle.id = "s3";
    settle.target = post(hold).entry;
    clock.advance(hours(2));
    expect_refused(settle, Code::target_expired);
    EXPECT_EQ(store().write([&](store::Tx& tx) { return ledger->expire(tx); }), 1);
    EXPECT_EQ(row(income_account).credit_held, 0);
    EXPECT_EQ(count("SELECT COUNT(*) FROM ledger_entry WHERE state = 'expired'"), 1);
}

TEST_P(Posting_, a_hold_made_in_the_same_batch_can_be_settled_in_it) {
    fund_with(100);
    Command hold = transfer("h", fiscal, income_account, 60);
    hold.act = Act::hold;
    const EntryId held = post(hold).entry;
    Command settle = hold;
    settle.id = "s";
    settle.act = Act::settle;
    settle.legs.clear();
    settle.target = held;
    Command again = settle;
    again.id = "s2";
    const auto outcomes = post(std::vector{settle, again});
    EXPECT_EQ(outcomes[0].code, Code::ok);
    EXPECT_EQ(outcomes[1].code, Code::target_settled);
    EXPECT_EQ(balance(fiscal), 60);
}

TEST_P(Posting_, is_corrected_only_by_a_signed_reversal_with_its_reason) {
    fund_with(1'000);
    const EntryId sweep = post(transfer("sweep", fiscal, income_account, 300)).entry;
    Command back;
    back.id = "back";
    back.act = Act::reverse;
    back.book = pension;
    back.event = "transfer";
    back.date = today();
    back.target = sweep;
    back.by = {7};
    expect_refused(back, Code::reason_missing);
    back.reason = "金额录错";
    back.by = {};
    expect_refused(back, Code::signer_missing);
    back.by = {7};
    const Outcome done = post(back);
    EXPECT_EQ(done.code, Code::ok);
    EXPECT_EQ(balance(fiscal), 0);
    EXPECT_EQ(balance(income_account), 1'000);
    back.id = "back2";
    expect_refused(back, Code::target_reversed);
    back.id = "back3";
    back.target = done.entry;
    expect_refused(back, Code::target_is_reversal);
}

TEST_P(Posting_, nothing_is_posted_into_a_closed_month_and_months_close_in_their_order) {
    const auto close = [&](std::int64_t period) -> std::string {
        try {
            store().write([&](store::Tx& tx) { ledger->close_period(tx, pension, period, {7}); });
            return "";
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
    };
    const Date january = Date::of(2026, 1, 15), february = Date::of(2026, 2, 15);
    Command c = transfer("jan", income_account, income, 100);
    c.date = january;
    ASSERT_EQ(code_of(c), Code::ok);
    c = transfer("feb", income_account, income, 100);
    c.date = february;
    ASSERT_EQ(code_of(c), Code::ok);
    EXPECT_EQ(close(202602), "ledger.period_before_open");
    EXPECT_EQ(close(202601), "");
    EXPECT_EQ(close(202601), "ledger.period_closed");
    EXPECT_EQ(close(202613), "ledger.period_unknown");
    c = transfer("late", income_account, income, 100);
    c.date = january;
    expect_refused(c, Code::period_closed);
    EXPECT_EQ(close(202602), "");
    EXPECT_EQ(close(202603), "ledger.period_not_over");
}

TEST_P(Posting_, an_account_with_money_is_not_closed_and_a_closed_one_takes_none) {
    const AccountId person = account(pension, "9301", 42), contra = account(pension, "9300");
    ASSERT_EQ(code_of(transfer("in", contra, person, 5)), Code::ok);
    EXPECT_THROW(store().write([&](store::Tx& tx) { ledger->close_account(tx, person); }), Refusal);
    ASSERT_EQ(code_of(transfer("out", person, contra, 5)), Code::ok);
    store().write([&](store::Tx& tx) { ledger->close_account(tx, person); });
    expect_refused(transfer("in2", contra, person, 5), Code::account_closed);
}

TEST_P(Posting_, an_account_exists_once_for_its_code_owner_and_area) {
    EXPECT_EQ(account(pension, "9301", 42), account(pension, "9301", 42));
    EXPECT_NE(account(pension, "9301", 42), account(pension, "9301", 43));
    EXPECT_THROW(account(pension, "7777"), Refusal);
    EXPECT_THROW(account(pension, "9500"), Refusal);
}

TEST(Chart, that_contradicts_itself_is_refused_with_its_place) {
    const auto fault = [](const std::string& accounts, const std::string& paths) -> std::string {
        try {
            parse_chart("code: c\nzh: 测\nen: t\naccounts:\n" + accounts + paths, "c.yaml");
            return "";
        } catch (const std::exception& e) {
            return e.what();
        }
    };
    const std::string a = "  - {code: \"1\", zh: 甲, en: A, kind: asset, normal: debit}\n";
    EXPECT_EQ(fault(a, ""), "");
    EXPECT_THAT(fault(a + a, ""), HasSubstr("twice"));
    EXPECT_THAT(fault(a, "paths: [{credit: [\"2\"], debit_only: [\"1\"], zh: 路, en: way}]\n"),
                HasSubstr("no account"));
    EXPECT_THAT(fault(a, "paths: [{credit: [\"1\"], zh: 路, en: way}]\n"), HasSubstr("either"));
    EXPECT_NE(fault("  - {code: \"1\", zh: 甲, en: A, kind: thing, normal: debit}\n", ""), "");
}

TEST(Outcomes, each_has_words_in_both_languages_and_a_status) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Code>>([](auto d) {
        const Code code = d.value;
        if (code == Code::ok || code == Code::exists) return;
        EXPECT_FALSE(words_of(code).zh.empty());
        EXPECT_FALSE(words_of(code).en.empty());
        EXPECT_THAT((std::vector{404, 409, 422}), ::testing::Contains(refusal_of({code}).status()));
    });
}

}  // namespace
}  // namespace linli::ledger
