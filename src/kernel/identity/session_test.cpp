// T25: sessions. T26: writes from other sites.
#include "kernel/identity/session.hpp"

#include "base/text.hpp"
#include "kernel/identity/identity_fixture.hpp"

namespace linli::identity {

class Session : public IdentityTest {
  protected:
    bool alive(const std::string& token) {
        return json_of(send(token, "GET", "/api/v1/session")).at("signed_in").as_bool();
    }
    http::Response sign_in(const std::string& login, const std::string& password,
                           const std::string& old_token = {}) {
        return send(old_token, "POST", "/api/v1/sessions",
                    json::serialize(json::object{{"login", login}, {"password", password}}));
    }
};
LINLI_ON_BOTH_DATABASES(Session);

TEST_P(Session, has_256_random_bits_and_is_stored_only_as_a_hash) {
    add("keeper", {"community_keeper"}, community);
    const std::string token = token_of(sign_in("keeper", good_password));
    EXPECT_EQ(crypto::from_base64url(token).size(), 32u);
    EXPECT_EQ(all_columns().find(token), std::string::npos);
    EXPECT_NE(all_columns().find(token_hash(token)), std::string::npos);
    EXPECT_NE(token, token_of(sign_in("keeper", good_password)));
}

TEST_P(Session, cookie_is_bound_to_this_host_and_hidden_from_scripts) {
    add("keeper", {"community_keeper"}, community);
    const auto cookie = sign_in("keeper", good_password).headers.at("Set-Cookie");
    EXPECT_TRUE(cookie.starts_with("__Host-linli="));
    for (const char* attribute : {"; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/"})
        EXPECT_NE(cookie.find(attribute), std::string::npos) << attribute;
    EXPECT_EQ(cookie.find("Domain"), std::string::npos);
}

TEST_P(Session, is_new_at_every_sign_in_and_replaces_the_one_that_was_sent) {
    add("keeper", {"community_keeper"}, community);
    const std::string first = token_of(sign_in("keeper", good_password));
    const std::string second = token_of(sign_in("keeper", good_password, first));
    EXPECT_NE(first, second);
    EXPECT_FALSE(alive(first));
    EXPECT_TRUE(alive(second));
}

TEST_P(Session, of_staff_ends_after_thirty_idle_minutes_and_not_before) {
    const std::string token = staff("keeper", "community_keeper", community);
    for (int i = 0; i < 3; ++i) {
        clock.advance(minutes(29));
        EXPECT_TRUE(alive(token));
    }
    clock.advance(seconds(30 * 60 + 61));
    EXPECT_FALSE(alive(token));
}

TEST_P(Session, is_not_kept_awake_by_a_page_that_only_listens) {
    const std::string token = staff("keeper", "community_keeper", community);
    auto request = http::request_of("GET", "/api/v1/session");
    request.headers["cookie"] = std::string(cookie_name) + '=' + token;
    request.automatic = true;
    for (int i = 0; i < 30; ++i) {
        EXPECT_TRUE(gate->identify(request)->signed_in()) << i;
        clock.advance(minutes(1));
    }
    clock.advance(seconds(61));
    EXPECT_FALSE(gate->identify(request)->signed_in());
}

TEST_P(Session, of_staff_ends_after_twelve_hours_however_busy) {
    const std::string token = staff("keeper", "community_keeper", community);
    for (int i = 0; i < 28; ++i) {
        clock.advance(minutes(25));
        EXPECT_TRUE(alive(token));
    }
    clock.advance(minutes(21));
    EXPECT_FALSE(alive(token));
}

TEST_P(Session, of_a_resident_lasts_fourteen_days) {
    const std::string token = resident("19900000001");
    clock.advance(days(13));
    EXPECT_TRUE(alive(token));
    clock.advance(days(1));
    EXPECT_FALSE(alive(token));
}

TEST_P(Session, is_dead_on_the_server_after_signing_out) {
    const std::string token = staff("keeper", "community_keeper", community);
    const auto out = send(token, "DELETE", "/api/v1/session");
    EXPECT_EQ(out.status, 204);
    EXPECT_NE(out.headers.at("Set-Cookie").find("Max-Age=0"), std::string::npos);
    EXPECT_FALSE(alive(token));
    EXPECT_EQ(send(token, "GET", "/api/v1/sessions").status, 401);
}

TEST_P(Session, change_of_password_ends_all_others_and_renews_this_one) {
    const AccountId account = add("keeper", {"community_keeper"}, community);
    const std::string here = token_for(account), elsewhere = token_for(account);
    const auto changed = send(
        here, "POST", "/api/v1/session/password",
        json::serialize(json::object{{"old", good_password}, {"new", "copper-lantern-48-meadow"}}));
    ASSERT_EQ(changed.status, 204) << changed.body;
    EXPECT_FALSE(alive(here));
    EXPECT_FALSE(alive(elsewhere));
    EXPECT_TRUE(alive(token_of(changed)));
    EXPECT_EQ(sign_in("keeper", good_password).status, 401);
    EXPECT_EQ(sign_in("keeper", "copper-lantern-48-meadow").status, 201);
}

TEST_P(Session, all_of_a_disabled_account_are_dead_at_once_in_every_process) {
    const AccountId account = add("keeper", {"community_keeper"}, community);
    const std::string token = token_for(account), other = token_for(account);
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
    auto request = http::request_of("GET", "/api/v1/session");
    request.headers["cookie"] = std::string(cookie_name) + '=' + token;
    EXPECT_TRUE(second_gate.identify(request)->signed_in());

    const std::string admin = staff("boss", "system_admin", city);
    EXPECT_EQ(send(admin, "POST", "/api/v1/accounts/" + to_text(account) + "/disable",
                   R"({"reason":"离职"})")
                  .status,
              204);
    EXPECT_FALSE(alive(token));
    EXPECT_FALSE(alive(other));
    EXPECT_FALSE(second_gate.identify(request)->signed_in());
    EXPECT_EQ(sign_in("keeper", good_password).status, 401);
}

TEST_P(Session, list_shows_only_my_own_and_I_can_end_one) {
    const AccountId account = add("keeper", {"community_keeper"}, community);
    const std::string here = token_for(account), elsewhere = token_for(account);
    const std::string stranger = staff("stranger", "community_keeper", community);
    const auto items = json_of(send(here, "GET", "/api/v1/sessions")).at("items").as_array();
    ASSERT_EQ(items.size(), 2u);
    std::string other_id;
    for (const auto& item : items)
        if (!item.at("current").as_bool()) other_id = item.at("id").as_string();
    EXPECT_EQ(send(stranger, "DELETE", "/api/v1/sessions/" + other_id).status, 404);
    EXPECT_TRUE(alive(elsewhere));
    EXPECT_EQ(send(here, "DELETE", "/api/v1/sessions/" + other_id).status, 204);
    EXPECT_FALSE(alive(elsewhere));
    EXPECT_TRUE(alive(here));
}

TEST_P(Session, oldest_ends_when_an_account_has_too_many) {
    const AccountId account = add("keeper", {"community_keeper"}, community);
    const std::string first = token_for(account);
    for (int i = 0; i < parts->settings.sessions_max; ++i) {
        clock.advance(milliseconds(2));
        token_for(account);
    }
    EXPECT_FALSE(alive(first));
    EXPECT_EQ(count("session"), parts->settings.sessions_max);
}

TEST_P(Session, two_cookies_of_our_name_are_none) {
    const std::string token = staff("keeper", "community_keeper", community);
    auto request = http::request_of("GET", "/api/v1/session");
    request.headers["cookie"] = "__Host-linli=" + token + "; __Host-linli=planted";
    EXPECT_FALSE(gate->identify(request)->signed_in());
}

TEST_P(Session, one_time_password_gives_no_permission_until_it_is_changed) {
    const std::string admin = staff("boss", "system_admin", city);
    const auto opened = send(admin, "POST", "/api/v1/accounts",
                             R"({"login":"fresh","area_id":")" + to_text(community) + R"("})");
    ASSERT_EQ(opened.status, 201) << opened.body;
    const std::string once(json_of(opened).at("one_time_password").as_string());
    const AccountId id{id_from_text(json_of(opened).at("account").at("id").as_string())};
    const std::string granter = staff("safe", "security_admin", city);
    send(granter, "POST", "/api/v1/grants",
         R"({"account_id":")" + to_text(id) + R"(","role":"system_admin","area_id":")" +
             to_text(city) + "\"}");
    EXPECT_EQ(send(granter, "POST", "/api/v1/grants",
                   R"({"account_id":")" + to_text(id) + R"(","role":"registrar","area_id":")" +
                       to_text(community) + "\"}")
                  .status,
              201);
    const auto in = sign_in("fresh", once);
    ASSERT_EQ(in.status, 201) << in.body;
    EXPECT_TRUE(json_of(in).at("must_change_password").as_bool());
    EXPECT_TRUE(json_of(in).at("grants").as_array().empty());
    EXPECT_EQ(
        send(token_of(in), "POST", "/api/v1/person-searches", R"({"phone":"19900000001"})").status,
        403);
    const auto changed =
        send(token_of(in), "POST", "/api/v1/session/password",
             json::serialize(json::object{{"old", once}, {"new", "copper-lantern-48-meadow"}}));
    ASSERT_EQ(changed.status, 204) << changed.body;
    EXPECT_EQ(
        send(token_of(changed), "POST", "/api/v1/person-searches", R"({"phone":"19900000001"})")
            .status,
        200);
}

TEST_P(Session, one_time_password_is_worth_nothing_after_a_week) {
    const std::string admin = staff("boss", "system_admin", city);
    const auto opened = send(admin, "POST", "/api/v1/accounts",
                             R"({"login":"fresh","area_id":")" + to_text(community) + R"("})");
    const std::string once(json_of(opened).at("one_time_password").as_string());
    clock.advance(seconds(7 * 86400 + 1));
    EXPECT_EQ(sign_in("fresh", once).status, 401);
}

// ---- T26 --------------------------------------------------------------------------------------

TEST_P(Session, write_from_another_site_is_refused_and_changes_nothing) {
    const std::string token = staff("keeper", "community_keeper", community);
    const auto before = count("journal_entry");
    const auto attempt = [&](const std::function<void(http::Request&)>& spoil) {
        auto request = http::request_of("DELETE", "/api/v1/session");
        request.headers["cookie"] = std::string(cookie_name) + '=' + token;
        spoil(request);
        return router.handle(request, *gate, store(), clock);
    };
    EXPECT_EQ(attempt([](auto& r) { r.headers.erase("x-linli"); }).status, 403);
    EXPECT_EQ(attempt([](auto& r) { r.headers["origin"] = "https://evil.example"; }).status, 403);
    EXPECT_EQ(attempt([](auto& r) { r.headers["origin"] = "null"; }).status, 403);
    EXPECT_EQ(attempt([](auto& r) { r.headers["sec-fetch-site"] = "cross-site"; }).status, 403);
    EXPECT_TRUE(alive(token));
    EXPECT_EQ(count("journal_entry"), before);
    EXPECT_EQ(attempt([](auto& r) { r.headers["origin"] = "http://linli.test"; }).status, 204);
}

TEST_P(Session, form_or_plain_text_cannot_sign_anybody_in) {
    add("keeper", {"community_keeper"}, community);
    for (const char* type :
         {"application/x-www-form-urlencoded", "text/plain", "multipart/form-data"}) {
        auto request =
            http::request_of("POST", "/api/v1/sessions",
                             R"({"login":"keeper","password":"violet-harbour-91-teapot"})");
        request.headers["content-type"] = type;
        EXPECT_EQ(router.handle(request, *gate, store(), clock).status, 415) << type;
    }
    EXPECT_EQ(count("session"), 0);
}

TEST_P(Session, reading_never_changes_anything) {
    const std::string token = staff("keeper", "community_keeper", community);
    const auto journal_before = count("journal_entry");
    for (const auto& route : router.routes())
        if (route.method == "GET" && route.pattern.find('{') == std::string::npos)
            send(token, "GET", route.pattern);
    EXPECT_EQ(count("journal_entry"), journal_before);
}

}  // namespace linli::identity
