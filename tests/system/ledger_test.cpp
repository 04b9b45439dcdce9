// Books through HTTP: who may see and post where, what a wrong command is told, and that nobody
// sees another person's account.
#include <gmock/gmock.h>

#include "kernel/ledger/seal.hpp"
#include "service_product.hpp"

namespace linli::system_test {
namespace {

using ::testing::HasSubstr;

class LedgerOverHttp : public ServiceProduct {
  protected:
    void SetUp() override {
        ServiceProduct::SetUp();
        if (IsSkipped()) return;
        street = area("990202001");
        app->store->write([&](store::Tx& tx) {
            fund = open(tx, "pension", street);
            other = open(tx, "pension.west", area("990203"));
            bank = account(tx, fund, "1002");
            fiscal = account(tx, fund, "1003");
            spending = account(tx, fund, "1004");
            income = account(tx, fund, "4001");
        });
        keeper = staff("keeper", "book_keeper", area("990202"));
        closer = staff("closer", "book_closer", area("990202"));
        viewer = staff("viewer", "book_viewer", area("990202"));
        stranger = staff("stranger", "book_keeper", area("990203"));
    }
    ledger::BookId open(store::Tx& tx, const char* code, AreaId where) {
        ledger::BookRow row;
        row.area_id = where;
        row.code = code;
        row.chart = "social-insurance";
        row.monthly = true;
        row.zh = "养老基金";
        row.en = "Pension fund";
        return app->ledger.open_book(tx, row).id;
    }
    std::string account(store::Tx& tx, ledger::BookId book, const char* code,
                        ledger::Owner owner = {}) {
        return to_text(app->ledger
                           .account(tx, {book, street, code, std::move(owner)},
                                    date_in_china(app->clock.now()))
                           .id);
    }
    std::string command(const std::string& id, const std::string& debit, const std::string& credit,
                        std::int64_t amount, const std::string& date = "") const {
        return R"({"id":")" + id + R"(","book":")" + to_text(fund) +
               R"(","event":"transfer","date":")" +
               (date.empty() ? to_text(date_in_china(app->clock.now())) : date) +
               R"(","legs":[{"account":")" + debit + R"(","side":"debit","amount":)" +
               std::to_string(amount) + R"(},{"account":")" + credit +
               R"(","side":"credit","amount":)" + std::to_string(amount) + "}]}";
    }
    std::string code_of(const std::string& token, const std::string& commands) {
        const auto response =
            send(token, "POST", "/api/v1/ledger/commands", R"({"commands":[)" + commands + "]}");
        if (response.status != 200) return std::to_string(response.status);
        return std::string(json::parse(response.body).at("outcomes").at(0).at("code").as_string());
    }
    int status(const std::string& token, const std::string& path) {
        return send(token, "GET", path).status;
    }
    std::string book_path() const { return "/api/v1/ledger/books/" + to_text(fund); }

    AreaId street;
    ledger::BookId fund, other;
    std::string bank, fiscal, spending, income, keeper, closer, viewer, stranger;
};
LINLI_PRODUCT_ON_BOTH(LedgerOverHttp);

TEST_P(LedgerOverHttp, a_command_happens_once_and_tells_in_words_what_became_of_it) {
    EXPECT_EQ(code_of(keeper, command("a", bank, income, 500)), "ok");
    EXPECT_EQ(code_of(keeper, command("a", bank, income, 500)), "exists");
    EXPECT_EQ(code_of(keeper, command("a", bank, income, 501)), "exists_with_different_amount");
    EXPECT_EQ(code_of(keeper, command("b", spending, bank, 5)), "path_forbidden");
    EXPECT_EQ(code_of(keeper, command("c", fiscal, bank, 501)), "exceeds_balance");
    const auto wrong = send(keeper, "POST", "/api/v1/ledger/commands",
                            R"({"commands":[{"id":"x","book":")" + to_text(fund) +
                                R"(","event":"e","date":"2026-02-30"}]})");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(wrong.body, HasSubstr("commands[0].date"));
}

TEST_P(LedgerOverHttp, books_are_seen_posted_to_and_closed_only_with_the_right_to_it_there) {
    ASSERT_EQ(code_of(keeper, command("a", bank, income, 500)), "ok");
    const auto entry = app->store->read([](store::Tx& tx) {
        return *tx.one<ledger::EntryId>({"test.entry", "SELECT id FROM ledger_entry"});
    });
    const std::vector<std::string> reads{
        book_path() + "/accounts",
        book_path() + "/entries",
        book_path() + "/trial-balance",
        "/api/v1/ledger/accounts/" + bank,
        "/api/v1/ledger/accounts/" + bank + "/movements",
        "/api/v1/ledger/accounts/" + bank + "/balance?at=2030-01-01T00:00:00Z",
        "/api/v1/ledger/entries/" + to_text(entry)};
    const std::string resident_ = resident("13900000001");
    for (const std::string& path : reads) {
        for (const std::string& token : {keeper, closer, viewer})
            EXPECT_EQ(status(token, path), 200) << path;
        EXPECT_EQ(status(stranger, path), 404) << path;
        EXPECT_EQ(status("", path), 401) << path;
        EXPECT_THAT(status(resident_, path), ::testing::AnyOf(403, 404)) << path;
    }
    EXPECT_EQ(code_of(stranger, command("s", bank, income, 1)), "404");
    EXPECT_EQ(code_of(viewer, command("s", bank, income, 1)), "403");
    EXPECT_EQ(code_of(closer, command("s", bank, income, 1)), "403");
    EXPECT_EQ(code_of(resident_, command("s", bank, income, 1)), "403");
    EXPECT_EQ(code_of("", command("s", bank, income, 1)), "401");
    const auto close = [&](const std::string& token) {
        return send(token, "POST", book_path() + "/closings", R"({"period":202501})").status;
    };
    EXPECT_EQ(close(keeper), 403);
    EXPECT_EQ(close(stranger), 403);
    const auto list = send(stranger, "GET", "/api/v1/ledger/books");
    EXPECT_THAT(list.body, HasSubstr("pension.west"));
    EXPECT_THAT(list.body, ::testing::Not(HasSubstr("\"pension\"")));
}

TEST_P(LedgerOverHttp, a_book_and_its_accounts_are_opened_by_those_who_may) {
    const std::string master = staff("master", "book_master", area("990202"));
    const auto book = [&](const std::string& token, const std::string& code, AreaId where) {
        return send(token, "POST", "/api/v1/ledger/books",
                    R"({"code":")" + code +
                        R"(","unit":"fen","chart":"social-insurance","monthly":true,)" +
                        R"("zh":"失业","en":"Unemployment","area_id":")" + to_text(where) + "\"}");
    };
    EXPECT_EQ(book(master, "unemployment", street).status, 201);
    EXPECT_THAT(book(master, "unemployment", street).body, HasSubstr("ledger.book_exists"));
    EXPECT_EQ(book(master, "x", area("990203")).status, 403);
    EXPECT_EQ(book(keeper, "x", street).status, 403);
    const auto account = [&](const std::string& token, const std::string& code) {
        return send(token, "POST", book_path() + "/accounts", R"({"code":")" + code + "\"}");
    };
    const auto opened = account(keeper, "1101");
    EXPECT_EQ(opened.status, 201);
    EXPECT_EQ(json::parse(account(keeper, "1101").body).at("id"),
              json::parse(opened.body).at("id"));
    EXPECT_THAT(account(keeper, "7777").body, HasSubstr("ledger.code_unknown"));
    EXPECT_EQ(account(master, "1101").status, 403);
    EXPECT_EQ(account(stranger, "1101").status, 404);
}

TEST_P(LedgerOverHttp, a_month_is_closed_by_somebody_who_may_and_takes_no_more_entries) {
    ASSERT_EQ(code_of(keeper, command("a", bank, income, 500, "2026-01-20")), "ok");
    const auto closed = send(closer, "POST", book_path() + "/closings", R"({"period":202601})");
    EXPECT_EQ(closed.status, 201) << closed.body;
    EXPECT_EQ(code_of(keeper, command("b", bank, income, 500, "2026-01-21")), "period_closed");
    const auto trial =
        send(viewer, "GET", book_path() + "/trial-balance?from=202601&to=202601&format=csv");
    EXPECT_EQ(trial.status, 200);
    EXPECT_THAT(trial.body, HasSubstr("1002,收入户存款,0,500,0,500"));
}

TEST_P(LedgerOverHttp, everybody_sees_his_own_account_and_nobody_another_person_s) {
    const Somebody me = resident_of("990202001"), them = resident_of("990202001");
    const std::string own = app->store->write([&](store::Tx& tx) {
        const auto book = open(tx, "pension.memo", street);
        return account(tx, book, "9301", {"person", me.person.value});
    });
    EXPECT_THAT(send(me.token, "GET", "/api/v1/my/accounts").body, HasSubstr(own));
    EXPECT_THAT(send(them.token, "GET", "/api/v1/my/accounts").body,
                ::testing::Not(HasSubstr(own)));
    for (const std::string& path :
         {"/api/v1/ledger/accounts/" + own, "/api/v1/ledger/accounts/" + own + "/movements",
          "/api/v1/ledger/accounts/" + own + "/balance?at=2030-01-01T00:00:00Z"}) {
        EXPECT_EQ(status(me.token, path), 200) << path;
        EXPECT_EQ(status(them.token, path), 404) << path;
    }
}

}  // namespace
}  // namespace linli::system_test
