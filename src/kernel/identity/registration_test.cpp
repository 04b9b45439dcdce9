// Real-name registration, unmasking, consent, copy and erasure (T30).
#include "kernel/identity/identity_fixture.hpp"
#include "kernel/identity/sealed.hpp"

namespace linli::identity {

class RealName : public IdentityTest {
  protected:
    void SetUp() override {
        IdentityTest::SetUp();
        if (IsSkipped()) return;
        registrar = staff("registrar", "registrar", street);
    }
    http::Response submit(const std::string& token, const std::string& body) {
        return send(token, "POST", "/api/v1/registrations", body);
    }
    http::Response decide(const std::string& token, const std::string& id,
                          const std::string& decision, const std::string& reason = "") {
        return send(token, "POST", "/api/v1/registrations/" + id + "/decisions",
                    json::serialize(json::object{{"decision", decision}, {"reason", reason}}));
    }
    std::string id_in(const http::Response& response) {
        EXPECT_TRUE(response.status == 200 || response.status == 201) << response.body;
        return std::string(json_of(response).at("id").as_string());
    }
    // A registered resident: token and person.
    std::pair<std::string, std::string> registered(const std::string& phone, int order) {
        const std::string token = resident(phone);
        const auto approved = decide(
            registrar, id_in(submit(token, registration_body(order, community, phone))), "approve");
        EXPECT_EQ(approved.status, 200) << approved.body;
        return {token, std::string(json_of(approved).at("person_id").as_string())};
    }
    http::Response unmask(const std::string& token, const std::string& person,
                          const std::string& purpose, const std::string& field = "id_number") {
        return send(token, "POST", "/api/v1/persons/" + person + "/unmaskings",
                    json::serialize(json::object{{"field", field}, {"purpose", purpose}}));
    }
    std::string with_birth(Date birth, int order, const std::string& more) {
        return R"({"name":"王小明","id_type":"resident_id","id_number":")" +
               id_number(birth, order) + R"(","phone":"19900001111","area_id":")" +
               to_text(community) + R"(","consent":true)" + more + "}";
    }
    std::int64_t journaled(const std::string& action) {
        return count(("journal_entry WHERE action = '" + action + "'").c_str());
    }
    std::string registrar;
};
LINLI_ON_BOTH_DATABASES(RealName);

TEST_P(RealName, resident_applies_and_a_registrar_of_the_area_approves) {
    const std::string token = resident("19900000001");
    EXPECT_EQ(json_of(send(token, "GET", "/api/v1/session")).at("registration"), "none");
    const std::string id = id_in(submit(token, registration_body(1, community)));
    EXPECT_EQ(json_of(send(token, "GET", "/api/v1/session")).at("registration"), "waiting");
    EXPECT_EQ(decide(registrar, id, "approve").status, 200);
    const auto me = json_of(send(token, "GET", "/api/v1/session"));
    EXPECT_EQ(me.at("registration"), "approved");
    EXPECT_EQ(me.at("name"), "王小明");
    EXPECT_EQ(decide(registrar, id, "refuse", "太晚了").status, 409);
    EXPECT_EQ(journaled("identity.registration_approved"), 1);
}

TEST_P(RealName, answers_are_masked_for_everybody) {
    const auto [token, person_id] = registered("19900000001", 1);
    for (const auto& answer : {send(token, "GET", "/api/v1/registrations"),
                               send(registrar, "GET", "/api/v1/registrations?state=approved"),
                               send(registrar, "GET", "/api/v1/persons/" + person_id),
                               send(token, "GET", "/api/v1/persons/" + person_id),
                               send(registrar, "POST", "/api/v1/person-searches",
                                    R"({"id_number":")" + id_number(1) + "\"}")}) {
        ASSERT_EQ(answer.status, 200) << answer.body;
        EXPECT_NE(answer.body.find("王**"), std::string::npos) << answer.body;
        EXPECT_NE(answer.body.find(masked_id_number(id_number(1))), std::string::npos)
            << answer.body;
        EXPECT_NE(answer.body.find("199****0001"), std::string::npos) << answer.body;
        EXPECT_EQ(answer.body.find(id_number(1)), std::string::npos);
        EXPECT_EQ(answer.body.find("19900000001"), std::string::npos);
    }
}

TEST_P(RealName, refusal_has_a_reason_that_the_resident_reads) {
    const std::string token = resident("19900000001");
    const std::string id = id_in(submit(token, registration_body(1, community)));
    EXPECT_EQ(code_of(decide(registrar, id, "refuse", " ")), "identity.reason_missing");
    EXPECT_EQ(decide(registrar, id, "refuse", "证件照片不清楚").status, 200);
    EXPECT_EQ(json_of(send(token, "GET", "/api/v1/registrations/" + id)).at("reason"),
              "证件照片不清楚");
    EXPECT_EQ(count("person"), 0);
    EXPECT_EQ(submit(token, registration_body(1, community)).status, 201);  // he may try again
}

TEST_P(RealName, nobody_reviews_his_own_registration) {
    EXPECT_EQ(code_of(decide(registrar, id_in(submit(registrar, registration_body(1, community))),
                             "approve")),
              "identity.own_registration");
}

TEST_P(RealName, registrar_of_another_area_sees_and_decides_nothing) {
    const std::string id = id_in(submit(resident("19900000001"), registration_body(1, community)));
    const std::string other = staff("other", "registrar", other_street);
    EXPECT_EQ(decide(other, id, "approve").status, 404);
    EXPECT_EQ(send(other, "GET", "/api/v1/registrations/" + id).status, 404);
    EXPECT_TRUE(
        json_of(send(other, "GET", "/api/v1/registrations")).at("items").as_array().empty());
    EXPECT_EQ(
        json_of(send(registrar, "GET", "/api/v1/registrations")).at("items").as_array().size(), 1u);
}

TEST_P(RealName, known_number_is_refused_without_saying_whose) {
    registered("19900000001", 1);
    id_in(submit(resident("19900000002"), registration_body(2, community)));
    const auto known = submit(resident("19900000003"), registration_body(1, other_district));
    const auto waiting = submit(resident("19900000004"), registration_body(2, other_district));
    EXPECT_EQ(code_of(known), "identity.person_known");
    EXPECT_EQ(known.body, waiting.body);
    for (const char* hint : {"王", "一社区", "199****"})
        EXPECT_EQ(known.body.find(hint), std::string::npos);
}

TEST_P(RealName, wrong_number_phone_or_name_is_named_by_its_field) {
    const std::string token = resident("19900000001");
    std::string body = registration_body(1, community);
    body.replace(body.find(id_number(1)) + 17, 1, id_number(1)[17] == '0' ? "1" : "0");
    const auto answer = submit(token, body);
    EXPECT_EQ(answer.status, 422);
    EXPECT_NE(answer.body.find("\"id_number\""), std::string::npos);
    EXPECT_EQ(submit(token, registration_body(1, community, "12345")).status, 422);
    EXPECT_EQ(code_of(submit(token, registration_body(1, AreaId{77}))), "identity.area_unknown");
}

TEST_P(RealName, needs_a_consent_which_is_kept_with_its_notice) {
    const std::string token = resident("19900000001");
    std::string body = registration_body(1, community);
    body.replace(body.find("\"consent\":true"), 14, "\"consent\":false");
    EXPECT_EQ(code_of(submit(token, body)), "identity.consent_missing");
    EXPECT_EQ(submit(token, registration_body(1, community)).status, 201);
    const auto consents = json_of(send(token, "GET", "/api/v1/me/consents")).at("items").as_array();
    ASSERT_EQ(consents.size(), 1u);
    EXPECT_EQ(consents[0].at("purpose"), "real_name");
    EXPECT_EQ(consents[0].at("notice_version").as_string(), parts->settings.notice_version);
    EXPECT_EQ(consents[0].at("given_by"), "self");
}

TEST_P(RealName, below_eighteen_a_guardian_is_named_and_below_fourteen_identified) {
    const std::string token = resident("19900000001");
    const Date fifteen = Date::of(2010, 3, 3), thirteen = Date::of(2012, 3, 3);  // on 2026-03-02
    const std::string named =
        R"(,"guardian":{"name":"王大明","relation":"父亲","phone":"19900002222","consents":true)";
    EXPECT_EQ(code_of(submit(token, with_birth(fifteen, 5, ""))), "identity.guardian_missing");
    EXPECT_EQ(code_of(submit(token, with_birth(thirteen, 6, named + "}"))),
              "identity.guardian_not_identified");
    EXPECT_EQ(code_of(submit(token, with_birth(thirteen, 6,
                                               named + R"(,"id_number":")" +
                                                   id_number(Date::of(2009, 1, 1), 9) + "\"}"))),
              "identity.guardian_minor");
    std::string silent = named;
    silent.replace(silent.find("true"), 4, "false");
    EXPECT_EQ(code_of(submit(token, with_birth(fifteen, 5, silent + "}"))),
              "identity.guardian_consent_missing");
    const auto taken =
        submit(token, with_birth(thirteen, 6, named + R"(,"id_number":")" + id_number(9) + "\"}"));
    ASSERT_EQ(taken.status, 201) << taken.body;
    EXPECT_TRUE(json_of(taken).at("minor").as_bool());
    EXPECT_EQ(json_of(taken).at("guardian_name"), "王**");
    EXPECT_EQ(json_of(send(token, "GET", "/api/v1/me/consents")).at("items").at(0).at("given_by"),
              "guardian");
}

TEST_P(RealName, on_the_eighteenth_birthday_no_guardian_is_needed) {
    EXPECT_EQ(submit(resident("19900000001"), with_birth(Date::of(2008, 3, 2), 5, "")).status, 201);
    EXPECT_EQ(submit(resident("19900000002"), with_birth(Date::of(2008, 3, 3), 6, "")).status, 422);
}

// ---- unmasking --------------------------------------------------------------------------------

TEST_P(RealName, each_unmasking_has_a_purpose_and_is_journaled_without_the_value) {
    const auto [token, person_id] = registered("19900000001", 1);
    EXPECT_EQ(unmask(registrar, person_id, "    ").status, 422);
    EXPECT_EQ(journaled("identity.unmasked"), 0);
    const auto shown = unmask(registrar, person_id, "核对社保卡信息");
    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_EQ(json_of(shown).at("value").as_string(), id_number(1));
    EXPECT_EQ(
        json_of(unmask(registrar, person_id, "电话回访居民", "phone")).at("value").as_string(),
        "19900000001");
    EXPECT_EQ(journaled("identity.unmasked"), 2);
    EXPECT_NE(all_columns().find("核对社保卡信息"), std::string::npos);
    EXPECT_EQ(all_columns().find(id_number(1)), std::string::npos);
}

TEST_P(RealName, registrar_sees_the_number_of_a_waiting_registration_with_a_purpose) {
    const std::string id = id_in(submit(resident("19900000001"), registration_body(1, community)));
    const auto look = [&](const char* purpose) {
        return send(registrar, "POST", "/api/v1/registrations/" + id + "/unmaskings",
                    json::serialize(json::object{{"field", "id_number"}, {"purpose", purpose}}));
    };
    EXPECT_EQ(look("    ").status, 422);
    EXPECT_EQ(json_of(look("核对证件号码")).at("value").as_string(), id_number(1));
    EXPECT_EQ(journaled("identity.unmasked"), 1);
    decide(registrar, id, "approve");
    EXPECT_EQ(look("核对证件号码").status, 409);
}

TEST_P(RealName, unmasking_needs_the_right_in_the_persons_area) {
    const auto [token, person_id] = registered("19900000001", 1);
    EXPECT_EQ(unmask(staff("other", "registrar", other_street), person_id, "核对社保卡信息").status,
              404);
    EXPECT_EQ(unmask(staff("keeper", "community_keeper", city), person_id, "核对社保卡信息").status,
              403);
    EXPECT_EQ(unmask(token, person_id, "核对社保卡信息").status, 403);
    EXPECT_EQ(journaled("identity.unmasked"), 0);
}

TEST_P(RealName, idempotency_record_never_keeps_an_unmasked_value) {
    const auto [token, person_id] = registered("19900000001", 1);
    auto request = http::request_of("POST", "/api/v1/persons/" + person_id + "/unmaskings",
                                    R"({"field":"id_number","purpose":"核对社保卡信息"})");
    request.headers["cookie"] = "__Host-linli=" + registrar;
    request.headers["idempotency-key"] = "unmask-1-unmask-1";
    EXPECT_EQ(router.handle(request, *gate, store(), clock).status, 200);
    EXPECT_EQ(router.handle(request, *gate, store(), clock).status, 200);
    EXPECT_EQ(count("idempotency"), 0);
    EXPECT_EQ(journaled("identity.unmasked"), 2);
}

// ---- T30 --------------------------------------------------------------------------------------

TEST_P(RealName, no_column_holds_personal_data_in_clear) {
    const std::string named =
        R"(,"guardian":{"name":"欧阳监护","relation":"父亲","phone":"19900002222","id_number":")" +
        id_number(9) + R"(","consents":true})";
    submit(resident("19900000007"), with_birth(Date::of(2012, 3, 3), 6, named));
    registered("19900000001", 1);
    add("keeper", {}, community);
    send("", "POST", "/api/v1/sessions", R"({"login":"keeper","password":"canary-password"})");
    send(registrar, "POST", "/api/v1/person-searches", R"({"phone":"19900000001"})");
    const std::string all = all_columns();
    ASSERT_GT(all.size(), 2'000u);
    for (const std::string& canary :
         {std::string("王小明"), std::string("欧阳监护"), id_number(1), id_number(9),
          id_number(Date::of(2012, 3, 3), 6), std::string("19900000001"),
          std::string("19900000007"), std::string("19900002222"), std::string("canary-password"),
          std::string("192.0.2.1"), outbox.codes["19900000001"]})
        EXPECT_EQ(all.find(canary), std::string::npos) << canary;
}

TEST_P(RealName, sealed_value_moved_to_another_person_does_not_open) {
    const PersonId one = person(community, 1), two = person(community, 2);
    store().write([&](store::Tx& tx) {
        tx.run({"test.move",
                "UPDATE person SET id_number_sealed = (SELECT id_number_sealed FROM person WHERE "
                "id = ?) "
                "WHERE id = ?"},
               one, two);
    });
    EXPECT_EQ(unmask(registrar, to_text(one), "核对社保卡信息").status, 200);
    EXPECT_EQ(unmask(registrar, to_text(two), "核对社保卡信息").status, 503);
}

TEST_P(RealName, copy_of_my_data_is_complete_and_only_mine) {
    const auto [token, person_id] = registered("19900000001", 1);
    registered("19900000002", 2);
    const auto answer = send(token, "POST", "/api/v1/me/data-exports");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto data = json_of(answer);
    EXPECT_EQ(data.at("person").at("id_number").as_string(), id_number(1));
    EXPECT_EQ(data.at("account").at("phone"), "19900000001");
    EXPECT_EQ(data.at("registrations").as_array().size(), 1u);
    EXPECT_EQ(data.at("consents").as_array().size(), 1u);
    EXPECT_EQ(data.at("sessions").as_array().size(), 1u);
    EXPECT_EQ(answer.body.find(id_number(2)), std::string::npos);
    EXPECT_EQ(journaled("identity.data_exported"), 1);
}

TEST_P(RealName, withdrawn_consent_stops_processing_at_once) {
    const auto [token, person_id] = registered("19900000001", 1);
    const std::string waiting = resident("19900000002");
    const std::string id = id_in(submit(waiting, registration_body(2, community)));
    for (const auto& who : {token, waiting}) {
        const auto consent = json_of(send(who, "GET", "/api/v1/me/consents")).at("items").at(0);
        const std::string path =
            "/api/v1/me/consents/" + std::string(consent.at("id").as_string()) + "/withdrawal";
        EXPECT_EQ(send(registrar, "POST", path).status, 404);
        EXPECT_EQ(send(who, "POST", path).status, 204);
        EXPECT_EQ(send(who, "POST", path).status, 404);
    }
    EXPECT_EQ(code_of(unmask(registrar, person_id, "核对社保卡信息")),
              "identity.consent_withdrawn");
    EXPECT_EQ(code_of(decide(registrar, id, "approve")), "identity.registration_decided");
}

TEST_P(RealName, withdrawn_consent_can_be_given_again_to_the_notice_of_today) {
    const auto [token, person_id] = registered("19900000001", 1);
    const auto consents = [&, who = token] {
        return json_of(send(who, "GET", "/api/v1/me/consents")).at("items").as_array();
    };
    const std::string path =
        "/api/v1/me/consents/" + std::string(consents()[0].at("id").as_string());
    EXPECT_EQ(code_of(send(token, "POST", path + "/renewal")), "identity.consent_stands");
    ASSERT_EQ(send(token, "POST", path + "/withdrawal").status, 204);
    parts->settings.notice_version = "2026-2";
    EXPECT_EQ(send(registrar, "POST", path + "/renewal").status, 404);
    ASSERT_EQ(send(token, "POST", path + "/renewal").status, 201);
    ASSERT_EQ(consents().size(), 2u);
    EXPECT_EQ(consents()[0].as_object().count("withdrawn_at"), 1u);
    EXPECT_EQ(consents()[1].at("notice_version"), "2026-2");
    EXPECT_EQ(journaled("identity.consent_renewed"), 1);
    EXPECT_EQ(unmask(registrar, person_id, "核对社保卡信息").status, 200);
}

TEST_P(RealName, erasure_leaves_nothing_of_the_person_and_the_proofs_valid) {
    const auto [token, person_id] = registered("19900000001", 1);
    unmask(registrar, person_id, "核对社保卡信息");
    const std::string before = all_columns();
    const std::string index = id_number_index(keys, id_number(1)),
                      by_phone = phone_index(keys, "19900000001");
    ASSERT_NE(before.find(index), std::string::npos);
    EXPECT_EQ(send(token, "POST", "/api/v1/me/erasure", R"({"confirm":false})").status, 422);
    const auto erased = send(token, "POST", "/api/v1/me/erasure", R"({"confirm":true})");
    ASSERT_EQ(erased.status, 204) << erased.body;

    const std::string after = all_columns();
    EXPECT_EQ(after.find(index), std::string::npos);
    EXPECT_EQ(after.find(by_phone), std::string::npos);
    EXPECT_EQ(after.find("核对社保卡信息"), std::string::npos);
    EXPECT_EQ(
        count("person WHERE name_sealed <> '' OR id_number_sealed <> '' OR phone_sealed <> ''"), 0);
    EXPECT_EQ(count("registration WHERE name_sealed <> '' OR id_number_sealed <> ''"), 0);
    EXPECT_EQ(send(token, "GET", "/api/v1/sessions").status, 401);
    EXPECT_EQ(send(registrar, "GET", "/api/v1/persons/" + person_id).status, 404);
    while (journal_->sequence(store()) > 0) {
    }
    const auto verification = journal::verify(store());
    EXPECT_TRUE(verification.sound());
    EXPECT_GT(verification.details_erased, 0);
    // The same human may come back later, as a new account.
    clock.advance(minutes(2));
    EXPECT_EQ(submit(resident("19900000001"), registration_body(1, community)).status, 201);
}

TEST_P(RealName, erasure_waits_for_roles_and_obligations_to_end) {
    EXPECT_EQ(code_of(send(registrar, "POST", "/api/v1/me/erasure", R"({"confirm":true})")),
              "identity.erasure_staff");
    const auto [token, person_id] = registered("19900000001", 1);
    parts->obligations.push_back([](store::Tx&, PersonId) -> std::optional<Words> {
        return Words{"还有未办结的事项", "a case is still open"};
    });
    EXPECT_EQ(code_of(send(token, "POST", "/api/v1/me/erasure", R"({"confirm":true})")),
              "identity.erasure_obligation");
    EXPECT_EQ(unmask(registrar, person_id, "核对社保卡信息").status, 200);
}

// ---- many at once -----------------------------------------------------------------------------

TEST_P(RealName, account_of_a_resident_is_no_staff_and_signs_in_by_password_or_code) {
    const auto add_one = [&](const std::string& phone, const std::string& login) {
        return store().write([&](store::Tx& tx) {
            return add_resident(*parts, tx, {community, phone, login, good_hash(), {}}, {});
        });
    };
    const AccountId id = add_one("19900000007", "neighbour");
    EXPECT_THROW(add_one("19900000008", "neighbour"), Refusal);
    EXPECT_THROW(add_one("19900000007", "other"), Refusal);
    EXPECT_EQ(count("account WHERE kind = 'resident'"), 1);
    const auto signed_in =
        send({}, "POST", "/api/v1/sessions",
             std::string(R"({"login":"neighbour","password":")") + good_password + R"("})");
    ASSERT_EQ(signed_in.status, 201) << signed_in.body;
    EXPECT_EQ(json_of(send(resident("19900000007"), "GET", "/api/v1/session"))
                  .at("account_id")
                  .as_string(),
              to_text(id));
    // A resident's account, unlike one of staff, may be erased, and nothing of it stays.
    const std::string token = token_for(id);
    EXPECT_EQ(send(token, "POST", "/api/v1/me/erasure", R"({"confirm":true})").status, 204);
    EXPECT_EQ(all_columns().find("neighbour"), std::string::npos);
    EXPECT_EQ(count("account WHERE password_hash <> '' AND kind = 'resident'"), 0);
}

TEST_P(RealName, batch_is_sealed_indexed_and_journaled_once) {
    std::vector<NewPerson> batch;
    for (int i = 0; i < 300; ++i)
        batch.push_back({community, "批量居民",
                         id_number(Date::of(1970, 1, 1 + unsigned(i % 28)), i),
                         "1990001" + std::to_string(1000 + i), true});
    const auto journal_before = count("journal_entry");
    const auto added =
        store().write([&](store::Tx& tx) { return add_persons(*parts, tx, batch, {}, "test"); });
    ASSERT_EQ(added.size(), 300u);
    EXPECT_EQ(count("person"), 300);
    EXPECT_EQ(count("account WHERE kind = 'resident' AND person_id IS NOT NULL"), 300);
    EXPECT_EQ(count("journal_entry"), journal_before + 1);
    EXPECT_EQ(all_columns().find("19900011000"), std::string::npos);
    EXPECT_EQ(json_of(unmask(registrar, to_text(added[7].person), "核对社保卡信息"))
                  .at("value")
                  .as_string(),
              batch[7].id_number);
    EXPECT_EQ(json_of(send(resident(batch[7].phone), "GET", "/api/v1/session")).at("registration"),
              "approved");
    EXPECT_THROW(store().write([&](store::Tx& tx) {
        return add_persons(*parts, tx, {batch[0]}, {}, "test");
    }),
                 Refusal);
    EXPECT_EQ(count("person"), 300);
}

}  // namespace linli::identity
