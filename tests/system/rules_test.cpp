// Rules in the whole product: the delivered pension package, real roles, accounts and persons.
#include "product.hpp"

namespace linli::system_test {
namespace {

class Rules : public Product {
  protected:
    http::PersonId person(int order) {
        return app->store->write([&](store::Tx& tx) {
            identity::NewPerson someone{area("990200"), "王小明", id_number(order), ""};
            someone.with_account = false;
            return identity::add_persons(app->identity, tx, {someone}, {}, "test").front().person;
        });
    }
    std::string staff_of(const std::string& login, const std::string& role, http::PersonId person,
                         const std::string& place = "990200") {
        static const std::string hash = crypto::PasswordHasher().hash(good_password);
        return token_for(app->store->write([&](store::Tx& tx) {
            return identity::add_staff(app->identity, tx,
                                       {area(place), login, hash, {role}, person}, {});
        }));
    }
    std::string text(const std::string& file) {
        return send(keeper, "GET", "/api/v1/rules/pension/files/" + file).body;
    }
    http::Response propose(const std::string& token) {
        const auto now = json::parse(send(keeper, "GET", "/api/v1/rules/pension").body);
        const json::object body{
            {"base_hash", now.at("hash")},
            {"files", json::array{json::object{{"name", "package.yaml"},
                                               {"text", text("package.yaml") + "\n# note\n"}}}},
            {"removed", json::array{}},
            {"reason", "加一行说明"}};
        return send(token, "POST", "/api/v1/rules/pension/proposals", json::serialize(body));
    }
    http::Response approve(const std::string& token, const std::string& id) {
        return send(token, "POST", "/api/v1/rule-proposals/" + id + "/decisions",
                    R"({"decision":"approve","reason":"同意"})");
    }
    static std::string member(const http::Response& response, const char* name) {
        const auto body = json::parse(response.body);
        const auto* found = body.as_object().if_contains(name);
        return found && found->is_string() ? std::string(found->as_string()) : response.body;
    }
    void SetUp() override {
        Product::SetUp();
        if (IsSkipped()) return;
        ASSERT_TRUE(app->rule_registry.load_faults().empty())
            << app->rule_registry.load_faults().front().words.en;
        one = person(1);
        keeper = staff_of("keeper", "rule_keeper", one);
    }
    http::PersonId one;
    std::string keeper;
};

TEST_P(Rules, let_anybody_compute_his_pension_without_an_account_and_keep_nothing_of_it) {
    const auto before = rows();
    const auto answer =
        send("", "POST",
             "/api/v1/rules/pension/decisions/pension/evaluations?at=2025-07-01&explain=true",
             R"({"inputs":{"months_paid":360,"contribution_index":1,"account_balance":139000,)"
             R"("age_years":60,"age_months":0},"assume":{"pension_base":8000}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(json::parse(answer.body).at("value"), 3400);
    EXPECT_EQ(rows(), before);
}

TEST_P(Rules, are_changed_by_two_people_and_not_by_two_accounts_of_one) {
    const auto proposed = propose(keeper);
    ASSERT_EQ(proposed.status, 201) << proposed.body;
    const std::string id = member(proposed, "id");
    EXPECT_EQ(member(approve(keeper, id), "code"), "http.not_allowed");
    const auto other_account = staff_of("keeper2", "rule_reviewer", one);
    EXPECT_EQ(member(approve(other_account, id), "code"), "rules.same_person");
    const auto nobody = staff("nobody", "rule_reviewer", area("990200"));
    EXPECT_EQ(member(approve(nobody, id), "code"), "rules.person_needed");
    const auto reviewer = staff_of("reviewer", "rule_reviewer", person(2));
    EXPECT_EQ(approve(reviewer, id).status, 200);
    EXPECT_NE(text("package.yaml").find("# note"), std::string::npos);
}

TEST_P(Rules, hold_everywhere_so_a_right_of_one_street_changes_none) {
    const auto local = staff_of("local", "rule_keeper", person(3), "990202001");
    EXPECT_EQ(member(propose(local), "code"), "http.not_allowed");
    const std::string id = member(propose(keeper), "id");
    EXPECT_EQ(
        member(approve(staff_of("street", "rule_reviewer", person(4), "990202001"), id), "code"),
        "http.not_allowed");
    EXPECT_EQ(approve(staff("registrar", "registrar", area("990200")), id).status, 403);
}

TEST_P(Rules, refuse_everybody_without_a_right_on_every_guarded_route_and_change_nothing) {
    const std::string id = member(propose(keeper), "id");
    const std::vector<std::pair<int, std::string>> callers{
        {401, ""},
        {403, resident("19900000001")},
        {403, staff("clerk", "registrar", area("990200"))},
        {403, staff("placer", "community_keeper", area("990200"))}};
    const std::string local = staff_of("local", "rule_keeper", person(3), "990202001"),
                      street = staff_of("street", "rule_reviewer", person(4), "990202001");
    int routes = 0;
    for (const auto& route : router.routes()) {
        if (route.spec.tag != "rules" || route.spec.policy.kind == http::Policy::Kind::open)
            continue;
        ++routes;
        std::string path = route.pattern;
        for (const auto& [part, value] : std::vector<std::pair<std::string, std::string>>{
                 {"{package}", "pension"}, {"{id}", id}, {"{name}", "package.yaml"}})
            if (const auto at = path.find(part); at != std::string::npos)
                path.replace(at, part.size(), value);
        const auto before = rows({"session"});
        for (const auto& [status, token] : callers)
            EXPECT_EQ(send(token, route.method, path, "{}").status, status)
                << route.method << ' ' << path;
        for (const auto& token : {local, street}) {
            if (route.method == "GET") continue;
            EXPECT_GE(send(token, route.method, path, "{}").status, 400) << path;
        }
        EXPECT_EQ(rows({"session"}), before) << route.method << ' ' << path;
    }
    EXPECT_GE(routes, 9);
}

LINLI_PRODUCT_ON_BOTH(Rules);

}  // namespace
}  // namespace linli::system_test
