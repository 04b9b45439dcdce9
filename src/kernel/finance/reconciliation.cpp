#include "kernel/finance/reconciliation.hpp"

#include <algorithm>
#include <cstdlib>

#include "kernel/finance/finance_sql.hpp"
#include "kernel/finance/reconciliation_sql.hpp"

namespace linli::finance {

namespace {

Identity made(std::string code, Words words, std::vector<IdentitySide> sides) {
    Identity i{std::move(code), std::move(words), std::move(sides), 0, false};
    const auto [low, high] = std::ranges::minmax_element(i.sides, {}, &IdentitySide::amount);
    i.difference = high->amount - low->amount;
    i.holds = i.difference == 0;
    return i;
}

Date first_of_month(Date day) {
    const auto ymd = day.ymd();
    return Date::of(int(ymd.year()), unsigned(ymd.month()), 1);
}

bool is_last_of_month(Date day) {
    return first_of_month(day + 1) == day + 1;
}

Date last_of_period(std::int64_t period) {
    const int next = static_cast<int>(period % 100 == 12 ? period + 89 : period + 1);
    return Date::of(next / 100, static_cast<unsigned>(next % 100), 1) + -1;
}

struct BatchSums {
    BatchId id;
    std::string from_code;
    BatchState state = BatchState::sent;
    std::int64_t total = 0;
    std::int64_t items = 0;
    std::int64_t answered = 0;
};
BOOST_DESCRIBE_STRUCT(BatchSums, (), (id, from_code, state, total, items, answered))

struct CodeSums {
    std::string code;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
BOOST_DESCRIBE_STRUCT(CodeSums, (), (code, debit, credit))

struct TwoSums {
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
BOOST_DESCRIBE_STRUCT(TwoSums, (), (debit, credit))

// Computes the identities of one fund on one day.
class Computing {
  public:
    Computing(const Parts& parts, store::Tx& tx, const Fund& fund, Date day)
        : parts_(parts),
          tx_(tx),
          fund_(fund),
          book_(fund.book.id),
          day_(day),
          first_(first_of_month(day)),
          period_(ledger::period_of(day)) {}

    std::vector<Identity> all() {
        std::vector<Identity> out{contributions(), payments()};
        if (is_last_of_month(day_)) out.push_back(income_account_empty());
        for (const BankAccountRow& account : bank_accounts(tx_, book_))
            out.push_back(bank_balance(account));
        out.push_back(balanced());
        if (fund_.memo) {
            out.push_back(personal_accounts());
            out.push_back(bills_due());
        }
        out.push_back(rebuilt());
        return out;
    }

  private:
    template <class... Args>
    std::int64_t number(const store::Sql& sql, const Args&... args) {
        return tx_.one<std::int64_t>(sql, args...).value_or(0);
    }

    Identity contributions() {
        return made("I1",
                    {"缴费收入：业务 = 财务 = 银行", "Contributions: business = books = bank"},
                    {{{"缴清的缴费单", "bills paid"}, number(sql::bills_paid, book_, first_, day_)},
                     {{"保险费收入科目", "posted as contributions"},
                      number(sql::contributions_posted, book_, period_, first_, day_)},
                     {{"银行到账减暂收款变动", "received by the bank, less suspense"},
                      number(sql::receipts_of_bank, book_, first_, day_) -
                          number(sql::suspense_moved, book_, period_, first_, day_)}});
    }

    Identity payments() {
        std::int64_t approved = 0, posted = 0, sent = 0, answered = 0, apart = 0;
        for (const auto& b : tx_.all<BatchSums>(sql::batches_sent, book_, first_, day_)) {
            const std::int64_t in_books =
                number(sql::posted_of_group, "batch:" + to_text(b.id), book_, b.from_code);
            // A batch that is still under way has not been answered; it counts as if it were.
            const std::int64_t done = b.state == BatchState::closed ? b.answered : b.items;
            approved += b.total;
            posted += in_books;
            sent += b.items;
            answered += done;
            for (const std::int64_t other : {in_books, b.items, done})
                apart = std::max(apart, std::abs(b.total - other));
        }
        Identity i = made("I2",
                          {"付款：审批 = 记账 = 报盘 = 成功 + 退回",
                           "Payments: approved = posted = sent = paid + returned"},
                          {{{"审批的批次", "batches approved"}, approved},
                           {{"账上支付", "posted"}, posted},
                           {{"发给银行的明细", "sent to the bank"}, sent},
                           {{"成功与退回", "paid and returned"}, answered}});
        // Two batches that err in opposite directions do not make a truth.
        i.difference = std::max(i.difference, apart);
        i.holds = i.difference == 0;
        return i;
    }

    std::int64_t balance(std::string_view code) {
        return number(sql::balance_before, book_, code, period_) +
               number(sql::movement_in_month, book_, period_, day_, code);
    }

    Identity income_account_empty() {
        return made(
            "I3", {"收入户月末无余额", "The income account is empty at the month's end"},
            {{{"收入户存款", "income account"}, balance("1002")}, {{"应为", "should be"}, 0}});
    }

    Identity bank_balance(const BankAccountRow& account) {
        const std::string& code = account.code;
        const auto lines = [&](const char* side, const char* kind, const char* other) {
            return number(sql::lines_matched, account.id, side, kind, other, day_);
        };
        // Sent and not yet debited; returned without a line of its own; on its way to us.
        const std::int64_t leaving =
            number(sql::sent_from, book_, code, day_) - lines("debit", "item", "batch");
        const std::int64_t rejected = number(sql::returned_to, book_, code, day_) -
                                      lines("credit", "item_return", "item_return");
        const char* event = code == "1003" ? "swept" : code == "1004" ? "funded" : "";
        const std::int64_t coming =
            number(sql::sent_towards, book_, event, day_) - lines("credit", "item", "item");
        const std::int64_t closing = number(sql::closing_of_bank, account.id, day_);
        return made("I4." + code, {"银行对账：" + account.name, "Bank: " + account.name},
                    {{{"账面余额", "in the books"}, balance(code)},
                     {{"银行余额加减未达账项", "at the bank, with what is under way"},
                      closing - leaving + rejected + coming}});
    }

    Identity balanced() {
        const auto sides = tx_.one<TwoSums>(sql::sides_of_book, book_).value_or(TwoSums{});
        Identity i =
            made("I5", {"借贷平衡，不串基金", "Debits = credits, funds not mixed"},
                 {{{"借方合计", "debits"}, sides.debit}, {{"贷方合计", "credits"}, sides.credit}});
        const std::int64_t bad = number(sql::unbalanced_entries, book_, period_);
        if (bad != 0) {
            i.sides.push_back({{"不平或串账的凭证数", "entries that do not balance"}, bad});
            i.difference = std::max(i.difference, bad);
            i.holds = false;
        }
        return i;
    }

    Identity personal_accounts() {
        return made("I6",
                    {"个人账户合计 = 业务记入", "Personal accounts = what was credited to them"},
                    {{{"个人账户余额合计", "balances of personal accounts"},
                      -number(sql::balance_of_code, fund_.memo->id, "9301")},
                     {{"业务记入与支出", "given and taken by events"},
                      number(sql::given_to_persons, book_)}});
    }

    Identity bills_due() {
        return made("I7", {"应收 = 未缴的缴费单", "Contributions due = open bills"},
                    {{{"应收社会保险费", "contributions due"},
                      number(sql::balance_of_code, fund_.memo->id, "9101")},
                     {{"未缴的缴费单", "open bills"}, number(sql::bills_open, book_)}});
    }

    // The events once more through the rules: another way to the same sums.
    Identity rebuilt() {
        std::map<std::string, TwoSums> by_rules;
        for (const auto& row : tx_.all<EventRow>(sql::events_between, book_, first_, day_)) {
            const auto event = from_json_text<BusinessEvent>(row.content);
            for (const Entry& entry : entries_of(parts_, event, date_in_china(row.at)))
                for (const Line& line : entry.lines)
                    if (entry.book == fund_.book.code)
                        (line.side == ledger::Side::debit ? by_rules[line.account].debit
                                                          : by_rules[line.account].credit) +=
                            line.amount;
        }
        std::int64_t rules = 0, moved = 0, apart = 0;
        for (const auto& m : tx_.all<CodeSums>(sql::moved_by_code, book_, period_, first_, day_)) {
            const TwoSums expected = by_rules[m.code];
            by_rules.erase(m.code);
            rules += expected.debit;
            moved += m.debit;
            apart = std::max(
                {apart, std::abs(m.debit - expected.debit), std::abs(m.credit - expected.credit)});
        }
        for (const auto& [code, sums] : by_rules)
            apart = std::max({apart, sums.debit, sums.credit});
        Identity i = made("I8", {"由业务事件重建 = 账上发生", "Rebuilt from events = as posted"},
                          {{{"按记账规则重算", "by the posting rules"}, rules},
                           {{"账上发生额", "posted"}, moved}});
        const std::int64_t stale = number(sql::stored_and_moved, book_) +
                                   (fund_.memo ? number(sql::stored_and_moved, fund_.memo->id) : 0);
        if (stale != 0)
            i.sides.push_back(
                {{"余额与明细不符的账户数", "accounts that are not the sum of their movements"},
                 stale});
        i.difference = std::max({i.difference, apart, stale});
        i.holds = i.difference == 0;
        return i;
    }

    const Parts& parts_;
    store::Tx& tx_;
    const Fund& fund_;
    const ledger::BookId book_;
    const Date day_, first_;
    const std::int64_t period_;
};

int open_failing(const Parts& parts, store::Tx& tx, const Fund& fund, Date day,
                 const std::vector<Identity>& all) {
    int failing = 0;
    for (const Identity& i : all) {
        if (i.holds) continue;
        ++failing;
        open_difference(parts, tx, fund.book, "identity", i.code.c_str(), 0, day, i.difference);
    }
    return failing;
}

std::string period_text(std::int64_t period) {
    return std::to_string(period / 100) + "-" + (period % 100 < 10 ? "0" : "") +
           std::to_string(period % 100);
}

}  // namespace

std::vector<Identity> identities(const Parts& parts, store::Tx& tx, const Fund& fund, Date day) {
    return Computing(parts, tx, fund, day).all();
}

std::optional<Date> last_approved_day(store::Tx& tx, ledger::BookId book) {
    const auto day = tx.one<std::optional<std::int64_t>>(sql::last_day, book);
    if (!day || !*day) return std::nullopt;
    return Date{static_cast<std::int32_t>(**day)};
}

std::optional<DayRow> approved_day(store::Tx& tx, ledger::BookId book, Date day) {
    return tx.one<DayRow>(sql::day, book, day);
}

DayResult approve_day(const Parts& parts, store::Tx& tx, const Fund& fund, Date day,
                      http::AccountId by) {
    if (day >= date_in_china(parts.clock.now()))
        throw refuse_conflict(
            "finance.day_not_over",
            {"这一天还没有结束，明天再对账。", "That day is not over; approve it tomorrow."});
    const auto last = last_approved_day(tx, fund.book.id);
    if (last && day != *last + 1)
        throw refuse_conflict(
            "finance.day_out_of_order",
            {"对账须按日期顺序办理，下一个是 " + to_text(*last + 1) + "。",
             "Days are approved in their order; the next is " + to_text(*last + 1) + "."});
    DayResult result{identities(parts, tx, fund, day), {}};
    const int failing = open_failing(parts, tx, fund, day, result.identities);
    const bool all_explained = std::ranges::all_of(result.identities, [&](const Identity& i) {
        return i.holds ||
               tx.one<std::int64_t>(sql::explained, fund.book.id, i.code, day).value_or(0) > 0;
    });
    if (!all_explained) return result;
    DayRow row{fund.book.id, day, to_json_text(result.identities),
               failing == 0, by,  parts.clock.now()};
    tx.insert("finance_day", row);
    parts.journal.append(tx, {.actor = by,
                              .area = fund.book.area_id,
                              .action = "finance.day_approved",
                              .subject_kind = "ledger_book",
                              .subject_id = fund.book.id.value,
                              .details = {{"day", to_text(day)}, {"failing", failing}}});
    result.approved = std::move(row);
    return result;
}

int watch_day(const Parts& parts, store::Tx& tx, const Fund& fund, Date day) {
    return open_failing(parts, tx, fund, day, identities(parts, tx, fund, day));
}

std::vector<CheckItem> month_end(const Parts& parts, store::Tx& tx, const Fund& fund,
                                 std::int64_t period) {
    const Date last = last_of_period(period);
    const ledger::BookId book = fund.book.id;
    std::vector<CheckItem> out;
    const auto accounts = bank_accounts(tx, book);
    out.push_back({"statements",
                   {"每个银行账户的对账单已导入到月末",
                    "Statements of every bank account are taken to the month's end"},
                   std::ranges::all_of(accounts, [&](const BankAccountRow& a) {
                       const auto day =
                           tx.one<std::optional<std::int64_t>>(sql::last_statement_day, a.id);
                       return day && *day && **day >= last.days;
                   })});
    const auto approved = last_approved_day(tx, book);
    out.push_back(
        {"days",
         {"每天的对账已审批到月末", "Every day is reconciled and approved to the month's end"},
         approved && *approved >= last});
    out.push_back({"differences",
                   {"没有未处理的差异和待匹配到账",
                    "No open difference, nothing left in suspense unexplained"},
                   open_differences(tx, book, last) == 0});
    out.push_back(
        {"batches",
         {"已发出的付款批次都有银行回执", "The bank has answered every batch that was sent"},
         tx.one<std::int64_t>(sql::batches_unanswered, book, last).value_or(0) == 0});
    const auto all = identities(parts, tx, fund, last);
    out.push_back(
        {"income_account",
         {"收入户月末无余额", "The income account is empty"},
         std::ranges::all_of(all, [](const Identity& i) { return i.code != "I3" || i.holds; })});
    return out;
}

void close_month(const Parts& parts, store::Tx& tx, const Fund& fund, std::int64_t period,
                 http::AccountId by) {
    for (const CheckItem& item : month_end(parts, tx, fund, period))
        if (!item.done)
            throw refuse_conflict(
                "finance.month_not_ready",
                {period_text(period) + " 还不能结账，尚缺：" + item.words.zh + "。",
                 period_text(period) + " cannot be closed yet; missing: " + item.words.en + "."});
    parts.ledger.close_period(tx, fund.book.id, period, by);
    if (fund.memo) parts.ledger.close_period(tx, fund.memo->id, period, by);
    parts.journal.append(tx, {.actor = by,
                              .area = fund.book.area_id,
                              .action = "finance.month_closed",
                              .subject_kind = "ledger_book",
                              .subject_id = fund.book.id.value,
                              .details = {{"period", period}}});
}

}  // namespace linli::finance
