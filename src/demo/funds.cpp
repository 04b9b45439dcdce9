#include "demo/funds.hpp"

#include "demo/bank.hpp"
#include "interop/iso20022/camt_053.hpp"
#include "interop/iso20022/routes.hpp"
#include "kernel/finance/reconciliation.hpp"

namespace linli::demo {

namespace {

constexpr const char* income = "6200990000001002";
constexpr const char* fiscal = "6200990000001003";
constexpr const char* spending = "6200990000001004";
constexpr const char* agent = "102990000018";  // of a bank that does not exist
constexpr std::int64_t persons_per_employer = 8;
constexpr std::int64_t employers = 6;

struct Month {
    int year;
    unsigned month;
    Date first() const { return Date::of(year, month, 1); }
    Month next() const { return month == 12 ? Month{year + 1, 1} : Month{year, month + 1}; }
    Date last() const { return next().first() + -1; }
    std::int64_t period() const { return year * 100 + static_cast<int>(month); }
    std::string text() const { return std::to_string(period()); }
};

Month month_of(Date day) {
    const auto ymd = day.ymd();
    return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month())};
}

// Half of what an employer pays goes to persons' accounts.
std::int64_t account_part(std::int64_t employer, std::int64_t person) {
    return 32'000 + employer * 1'600 + person * 800;
}
std::int64_t pension(std::size_t n) {
    return 238'000 + static_cast<std::int64_t>(n) * 7'350;
}

class Play {
  public:
    Play(store::Tx& tx, const finance::Parts& now, http::AreaId area, const FundStaff& staff,
         const std::vector<Payee>& payees)
        : tx_(tx),
          area_(area),
          staff_(staff),
          payees_(payees),
          clock_(now.clock.now()),
          books_(clock_, now.ids, now.ledger.charts()),
          parts_{clock_, now.ids, now.keys, now.journal, books_, now.decide, now.person_of},
          today_(date_in_china(now.clock.now())) {}

    void play() {
        Month month = month_of(today_);
        month = month.month == 1 ? Month{month.year - 1, 12} : Month{month.year, month.month - 1};
        go_to(month.first(), 9);
        open();
        last_month(month);
        this_month(month.next());
        minutes(month.first());
    }

  private:
    void go_to(Date day, int hour) {
        clock_.set(Instant{midnight_in_china(day).us + hours(hour).value});
    }
    finance::Fund fund() { return finance::require_fund(tx_, books_, "pension"); }

    void open() {
        const auto book = [&](const char* code, ledger::Unit unit, const char* chart, bool monthly,
                              const char* zh, const char* en) {
            ledger::BookRow row;
            row.area_id = area_;
            row.code = code;
            row.unit = unit;
            row.chart = chart;
            row.monthly = monthly;
            row.zh = zh;
            row.en = en;
            return books_.open_book(tx_, row).id;
        };
        using ledger::Unit;
        book("pension", Unit::fen, "social-insurance", true, "职工基本养老保险基金（演示）",
             "Employees' pension fund (demonstration)");
        book("pension.memo", Unit::fen, "social-insurance", true, "养老保险基金备查账（演示）",
             "Memoranda of the pension fund (demonstration)");
        minutes_ = book("minutes", Unit::minute, "volunteer-minutes", false, "志愿服务时长（演示）",
                        "Volunteers' minutes (demonstration)");
        for (const auto& [code, name, number] : {std::tuple{"1002", "收入户", income},
                                                 {"1003", "财政专户", fiscal},
                                                 {"1004", "支出户", spending}})
            finance::open_bank_account(parts_, tx_, fund(), {code, name, agent, number});
    }

    void statements(Date day) {
        go_to(day, 20);
        for (const char* account : {income, fiscal, spending}) {
            const auto read = iso20022::read_camt_053(bank_.statement(account, day));
            for (const auto& s : read)
                finance::import_statement(parts_, tx_, s, staff_.maker);
        }
    }

    std::string reference(const Month& month, std::int64_t employer) const {
        return "SB" + month.text() + "-" + std::to_string(employer);
    }

    void bills(const Month& month) {
        for (std::int64_t e = 1; e <= employers; ++e) {
            finance::NewBill bill{reference(month, e), "group", e, 0, 0, 0, {}, month.first()};
            for (std::int64_t p = 0; p < persons_per_employer; ++p) {
                const auto& person = payees_[static_cast<std::size_t>(
                    (e * persons_per_employer + p) % std::int64_t(payees_.size()))];
                bill.persons.push_back({person.person, account_part(e, p)});
                bill.personal += account_part(e, p);
            }
            bill.employer = bill.personal * 2;
            finance::issue_bill(parts_, tx_, fund(), bill, staff_.maker);
        }
    }
    std::int64_t amount_of(const Month& month, std::int64_t employer) {
        return finance::find_bill(tx_, fund().book.id, reference(month, employer))->amount;
    }

    finance::BatchId send(const finance::NewBatch& batch) {
        const auto id = finance::make_batch(parts_, tx_, fund(), batch, staff_.maker).id;
        finance::check_batch(parts_, tx_, id, staff_.checker);
        finance::approve_batch(parts_, tx_, id, staff_.approver);
        const auto sent = finance::send_batch(parts_, tx_, id, staff_.approver);
        bank_.take(iso20022::payment_file(parts_, tx_, fund(), sent));
        return id;
    }
    void transfer(const char* event, const char* from, const char* to, std::int64_t amount,
                  const char* title) {
        finance::NewItem item;
        item.name = "社会保险基金管理中心";
        item.number = to;
        item.agent = agent;
        item.parts = {{"total", amount}};
        send({event, from, title, date_in_china(clock_.now()), {item}, {}});
    }
    finance::NewBatch payroll(const Month& month) {
        finance::NewBatch batch{
            "benefits_paid", "1004", month.text() + " 养老金", date_in_china(clock_.now()), {}, {}};
        for (std::size_t i = 0; i < payees_.size(); ++i) {
            finance::NewItem item;
            item.person = payees_[i].person;
            item.name = payees_[i].name;
            item.number = "62299900000" + std::to_string(10'000 + i);
            item.agent = agent;
            item.parts = {{"basic", pension(i)}, {"account_pension", 36'000}};
            batch.items.push_back(std::move(item));
        }
        return batch;
    }
    std::int64_t payroll_total() const {
        std::int64_t total = 0;
        for (std::size_t i = 0; i < payees_.size(); ++i)
            total += pension(i) + 36'000;
        return total;
    }

    void last_month(const Month& month) {
        const Date first = month.first();
        // What the fund holds from before: a subsidy.
        bank_.receive(fiscal, 60'000'000, "", "财政补贴");
        bills(month);
        for (std::int64_t e = 1; e < employers; ++e)
            bank_.receive(income, amount_of(month, e), reference(month, e), "");
        // The last one forgets to quote its bill.
        bank_.receive(income, amount_of(month, employers), "", "社保费");
        statements(first + 1);
        go_to(first + 2, 10);
        for (const auto& d :
             finance::differences(tx_, fund().book.id, finance::DifferenceState::open, {}, 10)) {
            const auto line = finance::require_line(tx_, {d.subject_id});
            const auto bill = finance::find_bill(tx_, fund().book.id, reference(month, employers));
            if (bill->amount == line.amount)
                finance::match_line(parts_, tx_, line.id, bill->id, staff_.maker);
            else
                finance::explain_line(parts_, tx_, line.id, "subsidy_received", {}, staff_.maker);
        }

        std::int64_t received = 0;
        for (std::int64_t e = 1; e <= employers; ++e)
            received += amount_of(month, e);
        transfer("swept", "1002", fiscal, received, "划转财政专户");
        statements(first + 2);
        go_to(first + 4, 10);
        transfer("funded", "1003", spending, payroll_total() + 500'000, "拨付支出户");
        statements(first + 4);
        go_to(first + 9, 10);
        bank_.close_account("6229990000010003");
        const auto batch = send(payroll(month));
        statements(first + 9);
        statements(first + 10);  // one comes back
        go_to(first + 12, 10);
        std::vector<finance::ItemId> returned;
        for (const auto& item : finance::items(tx_, batch, 0, 1'000))
            if (item.state == finance::ItemState::returned) returned.push_back(item.id);
        bank_.open_account("6229990000010003");
        send({"payment_repeated", "1004", "退票重发", date_in_china(clock_.now()), {}, returned});
        statements(first + 12);
        statements(month.last());
        go_to(month.last() + 1, 9);
        for (Date day = first; day <= month.last(); day = day + 1)
            finance::approve_day(parts_, tx_, fund(), day, staff_.approver);

        finance::close_month(parts_, tx_, fund(), month.period(), staff_.approver);
    }

    // Bills are out; one receipt waits for somebody, one batch waits to be checked.
    void this_month(const Month& month) {
        bills(month);
        bank_.receive(income, amount_of(month, 1), reference(month, 1), "");
        bank_.receive(income, amount_of(month, 2), "", "社保费 请查收");
        statements(month.first());
        finance::make_batch(parts_, tx_, fund(), payroll(month), staff_.maker);
    }

    // Hours served, certified in minutes, month by month.
    void minutes(Date first) {
        go_to(first, 12);
        const auto source = books_.account(tx_, {minutes_, area_, "1001", {}, {}}, first).id;
        std::vector<ledger::Command> commands;
        for (std::size_t i = 0; i < payees_.size(); ++i) {
            const auto own =
                books_
                    .account(tx_,
                             {minutes_, area_, "2001", {"person", payees_[i].person.value}, {}},
                             first)
                    .id;
            for (int n = 0; n < 4; ++n) {
                const auto amount = static_cast<std::int64_t>(60 + (i * 35 + n * 50) % 180);
                ledger::Command c;
                c.id = "demo-" + std::to_string(i) + "-" + std::to_string(n);
                c.book = minutes_;
                c.event = "service_certified";
                c.date = first + n * 7;
                c.legs = {{source, ledger::Side::debit, amount},
                          {own, ledger::Side::credit, amount}};
                commands.push_back(std::move(c));
            }
        }
        for (const auto& outcome : books_.post(tx_, commands))
            if (!outcome.done()) throw refusal_of(outcome);
    }

    store::Tx& tx_;
    const http::AreaId area_;
    const FundStaff staff_;
    const std::vector<Payee>& payees_;
    SimulatedClock clock_;
    ledger::Ledger books_;
    finance::Parts parts_;
    const Date today_;
    Bank bank_;
    ledger::BookId minutes_;
};

}  // namespace

void play_funds(store::Tx& tx, const finance::Parts& parts, http::AreaId area,
                const FundStaff& staff, const std::vector<Payee>& payees) {
    Play(tx, parts, area, staff, payees).play();
}

}  // namespace linli::demo
