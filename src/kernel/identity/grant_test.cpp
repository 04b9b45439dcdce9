// Roles, grants, and the three administrators kept apart.
#include "kernel/identity/grant.hpp"

#include <fstream>

#include "kernel/identity/identity_fixture.hpp"
#include "kernel/identity/role.hpp"

namespace linli::identity {

class Grants : public IdentityTest {
  protected:
    http::Response grant(const std::string& by, AccountId to, const std::string& role, AreaId area,
                         const std::string& more = "") {
        return send(by, "POST", "/api/v1/grants",
                    R"({"account_id":")" + to_text(to) + R"(","role":")" + role +
                        R"(","area_id":")" + to_text(area) + "\"" + more + "}");
    }
    std::string id_in(const http::Response& response) {
        EXPECT_EQ(response.status, 201) << response.body;
        return std::string(json_of(response).at("id").as_string());
    }
    http::Response confirm(const std::string& by, const std::string& grant_id) {
        return send(by, "POST", "/api/v1/grants/" + grant_id + "/confirmations");
    }
    std::size_t grants_of(const std::string& token) {
        return json_of(send(token, "GET", "/api/v1/session")).at("grants").as_array().size();
    }
    bool may(const std::string& token, const char* permission, AreaId area) {
        auto request = http::request_of("GET", "/api/v1/session");
        request.headers["cookie"] = "__Host-linli=" + token;
        return gate->identify(request)->may(permission, area);
    }
};
LINLI_ON_BOTH_DATABASES(Grants);

TEST_P(Grants, reach_down_the_tree_and_neither_up_nor_sideways) {
    const std::string token = staff("keeper", "community_keeper", street);
    EXPECT_TRUE(may(token, "place.keep", street));
    EXPECT_TRUE(may(token, "place.keep", community));
    EXPECT_TRUE(may(token, "place.keep", sibling));
    EXPECT_FALSE(may(token, "place.keep", district));
    EXPECT_FALSE(may(token, "place.keep", other_street));
    EXPECT_FALSE(may(token, "identity.review", street));
    EXPECT_FALSE(may(token, "place.keep", AreaId{}));
}

TEST_P(Grants, change_counts_from_the_next_request_on_in_every_process) {
    const auto second_store = second_process();
    Parts second_parts{second_store ? *second_store : store(),
                       clock,
                       ids,
                       keys,
                       hasher(),
                       common,
                       *areas,
                       *journal_,
                       outbox,
                       {},
                       {}};
    Gate second_gate(second_parts);
    const AccountId account = add("keeper", {}, community);
    const std::string token = token_for(account);
    auto request = http::request_of("GET", "/api/v1/session");
    request.headers["cookie"] = "__Host-linli=" + token;
    const auto may_there = [&] {
        return second_gate.identify(request)->may("place.keep", community);
    };
    EXPECT_FALSE(may_there());
    const std::string granter = staff("safe", "security_admin", city);
    const std::string id = id_in(grant(granter, account, "community_keeper", community));
    EXPECT_TRUE(may_there());
    EXPECT_EQ(send(granter, "DELETE", "/api/v1/grants/" + id).status, 204);
    EXPECT_FALSE(may_there());
}

TEST_P(Grants, count_only_between_their_dates) {
    const AccountId account = add("keeper", {}, community);
    const std::string granter = staff("safe", "security_admin", city);
    const std::string from = to_text(clock.now() + minutes(5)),
                      until = to_text(clock.now() + minutes(10));
    id_in(grant(granter, account, "community_keeper", community,
                R"(,"valid_from":")" + from + R"(","valid_until":")" + until + "\""));
    const std::string token = token_for(account);
    EXPECT_FALSE(may(token, "place.keep", community));
    clock.advance(minutes(5));
    EXPECT_TRUE(may(token, "place.keep", community));
    clock.advance(minutes(5));
    EXPECT_FALSE(may(token, "place.keep", community));
}

TEST_P(Grants, are_given_only_inside_the_granters_own_areas) {
    const AccountId account = add("keeper", {}, community);
    const std::string granter = staff("safe", "security_admin", district);
    EXPECT_EQ(grant(granter, account, "community_keeper", community).status, 201);
    EXPECT_EQ(grant(granter, account, "community_keeper", other_district).status, 403);
    EXPECT_EQ(grant(granter, account, "community_keeper", city).status, 403);
}

TEST_P(Grants, nobody_grants_to_himself_not_even_through_his_other_account) {
    const PersonId human = person(city, 1);
    const AccountId first = add("safe", {"security_admin"}, city, human);
    const AccountId second = add("safe-two", {}, city, human);
    const std::string token = token_for(first);
    EXPECT_EQ(code_of(grant(token, first, "registrar", city)), "identity.grant_to_self");
    EXPECT_EQ(code_of(grant(token, second, "registrar", city)), "identity.grant_to_self");
}

TEST_P(Grants, administrator_is_a_real_name_person) {
    const AccountId account = add("anon", {}, city);
    const std::string granter = staff("safe", "security_admin", city);
    EXPECT_EQ(code_of(grant(granter, account, "audit_admin", city)),
              "identity.administrator_needs_person");
}

TEST_P(Grants, administrator_needs_the_confirmation_of_a_second_security_administrator) {
    const AccountId account = add("new-admin", {}, city, person(city, 1));
    const std::string first = staff("safe1", "security_admin", city),
                      second = staff("safe2", "security_admin", city);
    const std::string auditor = staff("audit", "audit_admin", city);
    const std::string keeper = staff("keeper", "community_keeper", city);
    const std::string token = token_for(account);
    const std::string id = id_in(grant(first, account, "system_admin", city));
    EXPECT_FALSE(may(token, "identity.accounts", city));
    EXPECT_EQ(code_of(confirm(first, id)), "identity.confirmation_by_proposer");
    EXPECT_EQ(code_of(confirm(keeper, id)), "identity.confirmation_not_yours");
    EXPECT_EQ(code_of(confirm(auditor, id)), "identity.confirmation_not_yours");
    EXPECT_EQ(confirm(second, id).status, 200);
    EXPECT_TRUE(may(token, "identity.accounts", city));
    EXPECT_EQ(confirm(second, id).status, 409);
}

TEST_P(Grants, auditor_confirms_where_there_is_no_second_security_administrator) {
    const AccountId account = add("new-admin", {}, city, person(city, 1));
    const std::string only = staff("safe", "security_admin", city),
                      auditor = staff("audit", "audit_admin", city);
    const std::string id = id_in(grant(only, account, "security_admin", city));
    EXPECT_EQ(confirm(auditor, id).status, 200);
    EXPECT_TRUE(may(token_for(account), "identity.grants", city));
}

TEST_P(Grants, nobody_confirms_for_himself) {
    const AccountId account = add("safe2", {"security_admin"}, district, person(city, 1));
    const std::string first = staff("safe1", "security_admin", city),
                      third = staff("safe3", "security_admin", city);
    const std::string id = id_in(grant(first, account, "security_admin", street));
    EXPECT_EQ(code_of(confirm(token_for(account), id)), "identity.grant_to_self");
    EXPECT_EQ(confirm(third, id).status, 200);
}

TEST_P(Grants, proposal_lapses_after_seven_days) {
    const AccountId account = add("new-admin", {}, city, person(city, 1));
    const AccountId second = add("safe2", {"security_admin"}, city);
    const std::string id =
        id_in(grant(staff("safe1", "security_admin", city), account, "system_admin", city));
    clock.advance(seconds(7 * 86400 + 1));
    EXPECT_EQ(confirm(token_for(second), id).status, 404);
}

TEST_P(Grants, nobody_holds_two_of_the_three_administrators) {
    const std::string granter = staff("safe", "security_admin", city);
    const char* roles[] = {"system_admin", "security_admin", "audit_admin"};
    int order = 1;
    for (const char* held : roles)
        for (const char* wanted : roles) {
            if (std::string_view(held) == wanted) continue;
            const AccountId account =
                add("admin" + std::to_string(order), {held}, city, person(city, order));
            EXPECT_EQ(code_of(grant(granter, account, wanted, community)),
                      "identity.administrators_apart")
                << held << " + " << wanted;
            ++order;
        }
}

TEST_P(Grants, nobody_holds_two_through_a_second_account) {
    const PersonId human = person(city, 1);
    add("one", {"system_admin"}, city, human);
    const AccountId second = add("two", {}, city, human);
    EXPECT_EQ(code_of(grant(staff("safe", "security_admin", city), second, "audit_admin", city)),
              "identity.administrators_apart");
}

TEST_P(Grants, nobody_gets_two_by_proposals_that_wait_side_by_side) {
    const AccountId account = add("new-admin", {}, city, person(city, 1));
    const std::string granter = staff("safe", "security_admin", city);
    id_in(grant(granter, account, "system_admin", city));
    EXPECT_EQ(code_of(grant(granter, account, "audit_admin", city)),
              "identity.administrators_apart");
}

TEST_P(Grants, generator_cannot_bring_two_administrators_together_either) {
    EXPECT_THROW(add("both", {"system_admin", "audit_admin"}, city), Refusal);
    EXPECT_EQ(count("account"), 0);
}

TEST_P(Grants, last_security_administrator_can_neither_be_ended_nor_disabled) {
    const AccountId last = add("safe", {"security_admin"}, city);
    const std::string token = token_for(last), boss = staff("boss", "system_admin", city);
    const auto grants = json_of(send(token, "GET", "/api/v1/grants?account=" + to_text(last)))
                            .at("items")
                            .as_array();
    ASSERT_EQ(grants.size(), 1u);
    const std::string id(grants[0].at("id").as_string());
    EXPECT_EQ(code_of(send(token, "DELETE", "/api/v1/grants/" + id)),
              "identity.last_security_admin");
    const std::string disable = "/api/v1/accounts/" + to_text(last) + "/disable";
    EXPECT_EQ(code_of(send(boss, "POST", disable, R"({"reason":"离职"})")),
              "identity.last_security_admin");
    add("safe2", {"security_admin"}, city);
    EXPECT_EQ(send(boss, "POST", disable, R"({"reason":"离职"})").status, 204);
}

TEST_P(Grants, system_administrator_cannot_take_over_another_administrators_account) {
    const AccountId safe = add("safe", {"security_admin"}, city), keeper = add("keeper", {}, city);
    const std::string boss = staff("boss", "system_admin", city);
    const auto reset = [&](AccountId id) {
        return send(boss, "POST", "/api/v1/accounts/" + to_text(id) + "/password-resets");
    };
    EXPECT_EQ(code_of(reset(safe)), "identity.administrator_password");
    EXPECT_EQ(reset(keeper).status, 200);
}

TEST_P(Grants, password_is_not_reset_by_who_keeps_accounts_in_a_part_of_its_reach_only) {
    const std::string local = staff("local", "system_admin", street);
    const AccountId keeper = add("keeper", {"community_keeper"}, street);
    store().write([&](store::Tx& tx) { insert_grant(*parts, tx, keeper, "registrar", city, {}); });
    const std::string path = "/api/v1/accounts/" + to_text(keeper) + "/password-resets";
    EXPECT_EQ(code_of(send(local, "POST", path)), "identity.account_reaches_further");
    EXPECT_EQ(send(staff("boss", "system_admin", city), "POST", path).status, 200);
}

TEST_P(Grants, first_start_makes_three_administrators_once_with_different_passwords) {
    const auto first = bootstrap(*parts, city);
    ASSERT_EQ(first.size(), 3u);
    EXPECT_NE(first[0].password, first[1].password);
    EXPECT_TRUE(bootstrap(*parts, city).empty());
    for (const auto& account : first) {
        const auto in = send("", "POST", "/api/v1/sessions",
                             json::serialize(json::object{{"login", account.login},
                                                          {"password", account.password}}));
        ASSERT_EQ(in.status, 201) << in.body;
        EXPECT_TRUE(json_of(in).at("must_change_password").as_bool());
        EXPECT_EQ(all_columns().find(account.password), std::string::npos);
    }
}

TEST_P(Grants, there_are_no_default_accounts) {
    EXPECT_EQ(count("account"), 0);
}

// ---- roles as data ----------------------------------------------------------------------------

TEST_P(Grants, role_that_leaves_the_file_carries_nothing_any_more) {
    const std::string city_roles = R"(
roles:
  - {code: volunteer_guide, zh: 志愿向导, en: Guide, permissions: [board.keep]})";
    const auto base = (std::filesystem::path(LINLI_SOURCE_DIR) / "rules/roles.yaml").string();
    const testing::TempDir dir;
    std::ofstream(dir.path() / "roles.yaml") << city_roles;
    load_roles(*parts, {base, dir.path() / "roles.yaml"});
    const std::string token = staff("guide", "volunteer_guide", community);
    EXPECT_TRUE(may(token, "board.keep", community));
    load_roles(*parts, {base, dir.path() / "absent.yaml"});
    EXPECT_FALSE(may(token, "board.keep", community));
    EXPECT_EQ(grants_of(token), 0u);
}

TEST(Roles, city_cannot_make_one_that_joins_what_must_stay_apart) {
    std::ifstream in(LINLI_SOURCE_DIR "/rules/roles.yaml");
    const std::string base{std::istreambuf_iterator<char>(in), {}};
    const auto code_of_role = [&](const std::string& yaml) -> std::string {
        try {
            roles_in({base, "roles:\n  - " + yaml});
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
        return "taken";
    };
    EXPECT_EQ(code_of_role("{code: super, zh: 超级, en: Super, permissions: [identity.grants]}"),
              "identity.roles_reserved");
    EXPECT_EQ(code_of_role("{code: watcher, zh: 查看, en: Watcher, permissions: [audit.read]}"),
              "identity.roles_reserved");
    EXPECT_EQ(code_of_role("{code: x, zh: 甲, en: X, administrator: true, permissions: []}"),
              "identity.roles_administrator");
    EXPECT_EQ(code_of_role("{code: x, zh: 甲, en: X, permissions: [place.fly]}"),
              "identity.roles_permission_unknown");
    EXPECT_EQ(code_of_role("{code: registrar, zh: 甲, en: X, permissions: []}"),
              "identity.roles_code_twice");
    EXPECT_EQ(code_of_role("{code: guide, zh: 向导, en: Guide, permissions: [board.keep]}"),
              "taken");
}

}  // namespace linli::identity
