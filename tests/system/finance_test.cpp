// The funds through HTTP: every route for every role, in its own area and a stranger's; files of a
// bank that are refused whole.
#include <gmock/gmock.h>

#include "kernel/finance/bank.hpp"
#include "service_product.hpp"

namespace linli::system_test {
namespace {

using ::testing::HasSubstr;

class FinanceOverHttp : public ServiceProduct {
  protected:
    void SetUp() override {
        ServiceProduct::SetUp();
        if (IsSkipped()) return;
        app->store->write([&](store::Tx& tx) {
            for (const char* code : {"pension", "pension.memo"}) {
                ledger::BookRow row;
                row.area_id = area("990202001");
                row.code = code;
                row.chart = "social-insurance";
                row.monthly = true;
                row.zh = row.en = code;
                app->ledger.open_book(tx, row);
            }
            const auto fund = finance::require_fund(tx, app->ledger, "pension");
            finance::open_bank_account(app->finance, tx, fund,
                                       {"1002", "收入户", "102100099996", "6200001002"});
        });
        for (const char* role : {"fund_accountant", "fund_checker", "fund_approver", "book_viewer"})
            tokens[role] = staff(role, role, area("990202"));
        tokens["stranger"] = staff("stranger", "fund_accountant", area("990203"));
        tokens["resident"] = resident("13900000001");
        tokens[""] = "";
    }
    std::map<std::string, std::string> tokens;
};
LINLI_PRODUCT_ON_BOTH(FinanceOverHttp);

const std::map<std::string, std::set<std::string>> rights{
    {"fund_accountant", {"finance.view", "finance.make"}},
    {"fund_checker", {"finance.view", "finance.check"}},
    {"fund_approver", {"finance.view", "finance.approve", "finance.close"}},
    {"book_viewer", {}},
    {"resident", {}},
};

TEST_P(FinanceOverHttp, each_route_is_open_to_its_roles_in_their_area_and_to_nobody_else) {
    int tried = 0;
    for (const auto& route : router.routes()) {
        if (route.spec.tag != "finance") continue;
        std::string path;
        for (std::size_t i = 0; i < route.pattern.size(); ++i) {
            if (route.pattern[i] != '{') {
                path += route.pattern[i];
                continue;
            }
            const auto end = route.pattern.find('}', i);
            path += route.pattern.substr(i, end - i) == "{fund" ? "pension" : id_to_text(7);
            i = end;
        }
        const bool names_fund = route.pattern.find("{fund}") != std::string::npos;
        const std::string body = route.method == "GET" ? "" : "{}";
        const std::string permission = route.spec.policy.permission;
        EXPECT_TRUE(permission.starts_with("finance.")) << route.pattern;
        for (const auto& [role, held] : rights) {
            const int status = send(tokens[role], route.method, path, body).status;
            if (held.contains(permission)) {
                EXPECT_NE(status, 401) << role << ' ' << route.method << ' ' << path;
                EXPECT_NE(status, 403) << role << ' ' << route.method << ' ' << path;
            } else {
                EXPECT_EQ(status, 403) << role << ' ' << route.method << ' ' << path;
            }
        }
        EXPECT_EQ(send("", route.method, path, body).status, 401) << path;
        if (names_fund && permission == "finance.view") {
            const auto far = send(tokens["stranger"], route.method, path + "?period=202601", body);
            EXPECT_THAT(far.status, ::testing::AnyOf(404, 422)) << path;
        }
        ++tried;
    }
    EXPECT_GE(tried, 25);
    EXPECT_THAT(send(tokens["stranger"], "GET", "/api/v1/finance/funds").body,
                ::testing::Not(HasSubstr("pension")));
    EXPECT_EQ(send(tokens["stranger"], "GET", "/api/v1/finance/funds/pension/bills").status, 404);
    EXPECT_EQ(send(tokens["fund_checker"], "GET", "/api/v1/finance/funds/pension/bills").status,
              200);
}

TEST_P(FinanceOverHttp, a_stranger_imports_nothing_into_a_fund_and_is_told_nothing_of_it) {
    const std::string file =
        R"({"text":"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'>)"
        "<BkToCstmrStmt><Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb><FrToDt>"
        "<FrDtTm>2026-01-05T00:00:00</FrDtTm><ToDtTm>2026-01-05T00:00:00</ToDtTm></FrToDt>"
        "<Acct><Id><Othr><Id>6200001002</Id></Othr></Id></Acct>"
        "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy='CNY'>0</Amt>"
        "<CdtDbtInd>CRDT</CdtDbtInd></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>"
        "<Amt Ccy='CNY'>12.05</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>"
        "<Ntry><Amt Ccy='CNY'>12.05</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
        "<BookgDt><Dt>2026-01-05</Dt></BookgDt><AcctSvcrRef>R1</AcctSvcrRef></Ntry>"
        R"(</Stmt></BkToCstmrStmt></Document>"})";
    const auto post = [&](const char* role, const std::string& body) {
        return send(tokens[role], "POST", "/api/v1/finance/statement-files", body);
    };
    EXPECT_EQ(post("stranger", file).status, 404);
    const auto statements = [&] {
        return json::parse(
                   send(tokens["fund_checker"], "GET", "/api/v1/finance/funds/pension/statements")
                       .body)
            .at("items")
            .as_array()
            .size();
    };
    EXPECT_EQ(statements(), 0u);
    const auto cut = post("fund_accountant", file.substr(0, 400) + "\"}");
    EXPECT_EQ(cut.status, 400) << cut.body;
    EXPECT_THAT(cut.body, HasSubstr("iso20022.malformed"));
    EXPECT_EQ(statements(), 0u);
    const auto taken = post("fund_accountant", file);
    EXPECT_EQ(taken.status, 200) << taken.body;
    EXPECT_THAT(taken.body, HasSubstr(R"("suspense":1)"));
    EXPECT_THAT(post("fund_accountant", file).body, HasSubstr(R"("known":true)"));
    EXPECT_EQ(statements(), 1u);
    EXPECT_THAT(send(tokens["fund_accountant"], "GET",
                     "/api/v1/finance/funds/pension/differences?state=open")
                    .body,
                HasSubstr(R"("amount":1205)"));
}

TEST_P(FinanceOverHttp, money_at_a_bank_is_not_moved_by_one_hand) {
    const auto post = [&](const char* event, const char* rest) {
        return send(tokens["fund_accountant"], "POST", "/api/v1/finance/funds/pension/events",
                    std::string(R"({"id":"e-)") + event + R"(","event":")" + event +
                        R"(","date":")" + to_text(date_in_china(app->clock.now())) +
                        R"(","amounts":{"total":100)" + rest + R"(},"facts":{"account":"1002"}})");
    };
    EXPECT_THAT(post("swept", "").body, HasSubstr("finance.event_needs_bank"));
    EXPECT_THAT(post("benefits_paid", R"(,"benefit":100)").body,
                HasSubstr("finance.event_needs_bank"));
    EXPECT_EQ(post("overpayment_found", "").status, 201);
}

}  // namespace
}  // namespace linli::system_test
