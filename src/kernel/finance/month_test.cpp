// A month of a small fund, from bills to closing: all identities hold on every day; one fen altered
// anywhere is named.
#include <gtest/gtest.h>

#include "kernel/finance/finance_fixture.hpp"

namespace linli::finance {
namespace {

// The bank: what it is told and what it does, as statements of the day.
class Bank {
  public:
    struct Account {
        std::int64_t balance = 0;
        std::int64_t number = 0;
        std::vector<StatementLine> lines;
    };
    void credit(const std::string& account, std::int64_t amount, const std::string& reference,
                const std::string& remittance = "") {
        move(account, ledger::Side::credit, amount, reference, remittance);
    }
    void debit(const std::string& account, std::int64_t amount, const std::string& reference) {
        move(account, ledger::Side::debit, amount, reference, "");
    }
    BankStatement statement(const std::string& account, Date day) {
        Account& a = accounts_[account];
        BankStatement s;
        s.account_number = account;
        s.number = ++a.number;
        s.reference = "S" + std::to_string(a.number);
        s.from = s.to = day;
        s.opening = s.closing = a.balance;
        s.lines = std::move(a.lines);
        a.lines.clear();
        for (StatementLine& l : s.lines) {
            l.booked_on = day;
            s.closing += l.side == ledger::Side::credit ? l.amount : -l.amount;
        }
        a.balance = s.closing;
        return s;
    }

  private:
    void move(const std::string& account, ledger::Side side, std::int64_t amount,
              const std::string& reference, const std::string& remittance) {
        accounts_[account].lines.push_back({side,
                                            amount,
                                            {},
                                            "B" + std::to_string(++references_),
                                            reference,
                                            remittance,
                                            side == ledger::Side::credit ? "AC04" : ""});
    }
    std::map<std::string, Account> accounts_;
    int references_ = 0;
};

const char* const income = "6200001002";
const char* const fiscal = "6200001003";
const char* const spending = "6200001004";

class MonthTest : public testing::FinanceTest {
  protected:
    Imported import(const BankStatement& s) {
        return write([&](store::Tx& tx) { return import_statement(*parts, tx, s, clerk); });
    }
    void import_day(int day) {
        go_to(day);
        for (const char* account : {income, fiscal, spending})
            import(bank.statement(account, on(day)));
    }
    BillRow bill(const char* reference, std::int64_t employer, std::int64_t personal,
                 std::vector<PersonPart> persons) {
        return write([&](store::Tx& tx) {
            return issue_bill(*parts, tx, fund(tx),
                              {reference, "group", 5, employer, personal, 0, persons, today()},
                              clerk);
        });
    }
    std::vector<Identity> identities_on(int day) {
        return store().read(
            [&](store::Tx& tx) { return identities(*parts, tx, fund(tx), on(day)); });
    }
    std::string failing(int day) {
        std::string out;
        for (const Identity& i : identities_on(day))
            if (!i.holds) out += (out.empty() ? "" : " ") + i.code;
        return out;
    }
    std::vector<ItemRow> items_of(BatchId id) {
        return store().read([&](store::Tx& tx) { return items(tx, id, 0, 100); });
    }
    BatchRow transfer(const char* event, const char* from, const char* to, std::int64_t amount) {
        NewItem own;
        own.name = "社会保险基金";
        own.number = to;
        own.agent = "102100099996";
        own.parts = {{"total", amount}};
        return sent_batch({event, from, event, today(), {own}, {}});
    }

    // Bills of 24,000 and 12,000; a receipt without a reference; everything swept, 20,000 back;
    // pensions of 10,000, 6,000 and 2,000, one returned and repeated.
    void play_month() {
        go_to(2);
        bill("SB0001", 16'000, 8'000, {{{21}, 5'000}, {{22}, 3'000}});
        const BillRow second = bill("SB0002", 8'000, 4'000, {{{23}, 4'000}});
        bill("SB0003", 1'000, 500, {});  // nobody pays it this month
        bank.credit(income, 24'000, "SB0001");
        import_day(2);
        EXPECT_EQ(failing(2), "");
        bank.credit(income, 12'000, "", "社保费 三月");
        import_day(3);
        EXPECT_EQ(failing(3), "");
        go_to(4);
        write([&](store::Tx& tx) {
            const auto open = differences(tx, fund(tx).book.id, DifferenceState::open, {}, 10);
            ASSERT_EQ(open.size(), 1u);
            match_line(*parts, tx, {open[0].subject_id}, second.id, clerk);
        });
        import_day(4);
        EXPECT_EQ(failing(4), "");
        sweep = transfer("swept", "1002", fiscal, 36'000);
        EXPECT_EQ(failing(4), "");  // on its way
        bank.debit(income, 36'000, to_text(items_of(sweep.id)[0].id));
        import_day(5);
        EXPECT_EQ(failing(5), "");
        bank.credit(fiscal, 36'000, to_text(items_of(sweep.id)[0].id));
        import_day(6);
        EXPECT_EQ(failing(6), "");
        const BatchRow funding = transfer("funded", "1003", spending, 20'000);
        bank.debit(fiscal, 20'000, to_text(items_of(funding.id)[0].id));
        bank.credit(spending, 20'000, to_text(items_of(funding.id)[0].id));
        import_day(7);
        EXPECT_EQ(failing(7), "");
        go_to(10);
        payroll = sent_batch({"benefits_paid",
                              "1004",
                              "三月养老金",
                              on(10),
                              {item("张三", 21, 10'000, 2'000), item("李四", 22, 6'000, 1'000),
                               item("王五", 23, 2'000)},
                              {}});
        EXPECT_EQ(failing(10), "");
        bank.debit(spending, 18'000, to_text(payroll.id));
        import_day(10);
        EXPECT_EQ(failing(10), "");
        returned = items_of(payroll.id)[1];
        bank.credit(spending, 6'000, to_text(returned.id));
        import_day(11);
        EXPECT_EQ(failing(11), "");
        go_to(12);
        const BatchRow again =
            sent_batch({"payment_repeated", "1004", "重发", on(12), {}, {returned.id}});
        bank.debit(spending, 6'000, to_text(items_of(again.id)[0].id));
        import_day(12);
        EXPECT_EQ(failing(12), "");
        import_day(31);
        EXPECT_EQ(failing(31), "");
    }
    DayResult approve(int day) {
        return write(
            [&](store::Tx& tx) { return approve_day(*parts, tx, fund(tx), on(day), approver); });
    }

    Bank bank;
    BatchRow sweep, payroll;
    ItemRow returned;
};
LINLI_ON_BOTH_DATABASES(MonthTest);

TEST_P(MonthTest, adds_up_on_every_day_and_closes) {
    play_month();
    EXPECT_EQ(balance("pension", "1002"), 0);
    EXPECT_EQ(balance("pension", "1003"), 16'000);
    EXPECT_EQ(balance("pension", "1004"), 2'000);
    EXPECT_EQ(balance("pension", "2001"), 0);
    EXPECT_EQ(balance("pension", "500101"), 18'000);
    EXPECT_EQ(balance("pension.memo", "9101"), 1'500);
    EXPECT_EQ(balance("pension.memo", "9301"), -(12'000 - 3'000));
    EXPECT_EQ(refused([&](store::Tx& tx) { close_month(*parts, tx, fund(tx), 202603, approver); }),
              "finance.month_not_ready");
    clock.set(midnight_in_china(Date::of(2026, 4, 1)));
    for (int day = 1; day <= 31; ++day)
        EXPECT_TRUE(approve(day).approved) << day;
    write([&](store::Tx& tx) { close_month(*parts, tx, fund(tx), 202603, approver); });
    EXPECT_EQ(refused([&](store::Tx& tx) {
                  BusinessEvent late = event("late", "receipt_unmatched", 1);
                  late.date = on(30);
                  record(*parts, tx, late, clerk);
              }),
              "ledger.period_closed");
}

TEST_P(MonthTest, days_are_approved_in_their_order_and_only_once_they_are_over) {
    go_to(5);
    EXPECT_EQ(refused([&](store::Tx& tx) { approve_day(*parts, tx, fund(tx), on(5), approver); }),
              "finance.day_not_over");
    EXPECT_TRUE(approve(2).approved);
    EXPECT_EQ(refused([&](store::Tx& tx) { approve_day(*parts, tx, fund(tx), on(4), approver); }),
              "finance.day_out_of_order");
    EXPECT_TRUE(approve(3).approved);
}

TEST_P(MonthTest, one_fen_altered_in_the_database_is_named) {
    play_month();
    struct Alteration {
        const char* sql;
        const char* undo;
        const char* names;
    };
    // A value is added and taken away again; each must show in the identity that guards it.
    const Alteration alterations[] = {
        {"UPDATE finance_bill SET amount = amount + 1 WHERE reference = 'SB0001'",
         "UPDATE finance_bill SET amount = amount - 1 WHERE reference = 'SB0001'", "I1"},
        {"UPDATE finance_bank_line SET amount = amount + 1 WHERE end_to_end_id = 'SB0001'",
         "UPDATE finance_bank_line SET amount = amount - 1 WHERE end_to_end_id = 'SB0001'", "I1"},
        {"UPDATE finance_item SET amount = amount + 1 WHERE state = 'repaid'",
         "UPDATE finance_item SET amount = amount - 1 WHERE state = 'repaid'", "I2"},
        {"UPDATE finance_batch SET total = total + 1 WHERE event = 'benefits_paid'",
         "UPDATE finance_batch SET total = total - 1 WHERE event = 'benefits_paid'", "I2"},
        {"UPDATE finance_statement SET closing = closing + 1 WHERE closing = 16000",
         "UPDATE finance_statement SET closing = closing - 1 WHERE closing = 16001", "I4.1003"},
        {"UPDATE finance_statement SET closing = closing + 1 WHERE closing = 2000",
         "UPDATE finance_statement SET closing = closing - 1 WHERE closing = 2001", "I4.1004"},
        {"UPDATE finance_bill SET amount = amount + 1 WHERE state = 'open'",
         "UPDATE finance_bill SET amount = amount - 1 WHERE state = 'open'", "I7"},
        {"UPDATE finance_event SET persons_fen = persons_fen + 1 WHERE event = 'benefits_paid'",
         "UPDATE finance_event SET persons_fen = persons_fen - 1 WHERE event = 'benefits_paid'",
         "I6"},
        {"UPDATE ledger_leg SET debit = debit + 1 WHERE debit = 18000",
         "UPDATE ledger_leg SET debit = debit - 1 WHERE debit = 18001", "I5"},
        {"UPDATE ledger_account SET credit = credit + 1 WHERE code = '2001'",
         "UPDATE ledger_account SET credit = credit - 1 WHERE code = '2001'", "I8"},
        {"UPDATE ledger_total SET debit = debit + 1 WHERE account_id IN "
         "(SELECT id FROM ledger_account WHERE code = '1003')",
         "UPDATE ledger_total SET debit = debit - 1 WHERE account_id IN "
         "(SELECT id FROM ledger_account WHERE code = '1003')",
         "I5"},
        {"UPDATE finance_event SET content = REPLACE(content, '36000', '36001') "
         "WHERE event = 'swept'",
         "UPDATE finance_event SET content = REPLACE(content, '36001', '36000') "
         "WHERE event = 'swept'",
         "I8"},
    };
    for (const Alteration& a : alterations) {
        ASSERT_EQ(failing(31), "");
        ASSERT_GE(write([&](store::Tx& tx) { return tx.run({"test.alter", a.sql}); }), 1) << a.sql;
        EXPECT_NE((" " + failing(31) + " ").find(std::string(" ") + a.names + " "),
                  std::string::npos)
            << a.sql << " gave: " << failing(31);
        write([&](store::Tx& tx) { return tx.run({"test.undo", a.undo}); });
    }
    EXPECT_EQ(failing(31), "");
}

TEST_P(MonthTest, a_day_that_does_not_add_up_waits_until_somebody_explains_it) {
    go_to(2);
    bill("SB0001", 100, 0, {});
    bank.credit(income, 100, "SB0001");
    import_day(2);
    write([&](store::Tx& tx) {
        tx.run({"test.alter", "UPDATE finance_bank_line SET amount = amount + 1"});
    });
    go_to(3);
    EXPECT_FALSE(approve(2).approved);
    EXPECT_FALSE(approve(2).approved);
    write([&](store::Tx& tx) {
        const auto open = differences(tx, fund(tx).book.id, DifferenceState::open, {}, 10);
        ASSERT_EQ(open.size(), 1u);
        EXPECT_EQ(open[0].kind, "identity");
        EXPECT_EQ(open[0].subject_kind, "I1");
        EXPECT_EQ(open[0].amount, 1);
        explain_difference(*parts, tx, open[0].id, "银行更正中", clerk);
    });
    const DayResult day = approve(2);
    ASSERT_TRUE(day.approved);
    EXPECT_FALSE(day.approved->holds);
}

TEST_P(MonthTest, a_statement_is_taken_once_and_whole) {
    go_to(2);
    bill("SB0001", 100, 0, {});
    bank.credit(income, 100, "SB0001");
    const BankStatement s = bank.statement(income, on(2));
    const auto refusal = [&](const BankStatement& other) {
        return refused([&](store::Tx& tx) { import_statement(*parts, tx, other, clerk); });
    };
    BankStatement wrong = s;
    wrong.closing += 1;
    EXPECT_EQ(refusal(wrong), "finance.statement_sum");
    wrong = s;
    wrong.lines[0].booked_on = on(5);
    EXPECT_EQ(refusal(wrong), "finance.statement_dates");
    wrong = s;
    wrong.account_number = "6200009999";
    EXPECT_EQ(refusal(wrong), "finance.bank_account_unknown");
    EXPECT_EQ(balance("pension", "1002"), 0);

    EXPECT_EQ(import(s).matched, 1);
    EXPECT_TRUE(import(s).known);
    EXPECT_EQ(balance("pension", "1002"), 100);
    wrong = s;
    wrong.lines[0].remittance = "别的";
    EXPECT_EQ(refusal(wrong), "finance.statement_differs");

    BankStatement next = bank.statement(income, on(3));
    wrong = next;
    wrong.number += 1;
    EXPECT_EQ(refusal(wrong), "finance.statement_gap");
    wrong = next;
    wrong.opening = wrong.closing = 99;
    EXPECT_EQ(refusal(wrong), "finance.statement_opening");
    wrong = next;
    wrong.lines = s.lines;  // a line that was taken before
    wrong.lines[0].booked_on = on(3);
    wrong.closing += 100;
    EXPECT_EQ(refusal(wrong), "finance.line_known");
    EXPECT_EQ(balance("pension", "1002"), 100);
    EXPECT_FALSE(import(next).known);
}

TEST_P(MonthTest, money_that_left_without_a_batch_of_ours_is_a_difference_and_breaks_the_balance) {
    fund_account("1004", 500);
    go_to(2);
    bank.credit(spending, 500, "nobody knows");
    bank.debit(spending, 300, "nor this");
    const Imported done = import(bank.statement(spending, on(2)));
    EXPECT_EQ(done.open, 1);
    EXPECT_EQ(done.suspense, 1);
    EXPECT_NE(failing(2).find("I4.1004"), std::string::npos);
}

TEST_P(MonthTest, interest_is_explained_by_a_person_and_leaves_suspense) {
    go_to(2);
    bank.credit(income, 77, "", "结息");
    import(bank.statement(income, on(2)));
    write([&](store::Tx& tx) {
        const auto open = differences(tx, fund(tx).book.id, DifferenceState::open, {}, 10);
        const BankLineId line{open.at(0).subject_id};
        EXPECT_EQ(open_remittance(*parts, require_line(tx, line)), "结息");
        EXPECT_THROW(explain_line(*parts, tx, line, "swept", {}, clerk), Refusal);
        explain_line(*parts, tx, line, "interest_received", {}, clerk);
    });
    EXPECT_EQ(balance("pension", "4201"), -77);
    EXPECT_EQ(balance("pension", "2001"), 0);
    EXPECT_EQ(failing(2), "");
}

}  // namespace
}  // namespace linli::finance
