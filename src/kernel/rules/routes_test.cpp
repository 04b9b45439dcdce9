#include "kernel/rules/routes.hpp"

#include "kernel/rules/rules_fixture.hpp"

namespace linli::rules {
namespace {

class RuleRoutesTest : public RulesTest {
  protected:
    static constexpr const char* evaluations =
        "/api/v1/rules/allowance/decisions/allowance/evaluations";

    std::string change(const std::string& parameters, const std::string& reason = "") {
        json::object body{
            {"base_hash", hash()},
            {"files", json::array{json::object{{"name", "parameters.yaml"}, {"text", parameters}}}},
            {"removed", json::array{}}};
        if (!reason.empty()) body["reason"] = reason;
        return json::serialize(body);
    }
    std::string proposed() {
        caller = keeper;
        const auto answer = send("POST", "/api/v1/rules/allowance/proposals",
                                 change(raised_parameters(), "2026年调整"));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return std::string(json::parse(answer.body).at("id").as_string());
    }
    void audience(const std::string& who) {
        std::ofstream(folder() / "rule_audiences.yaml")
            << "audiences: [{package: allowance, audience: " << who << "}]\n";
        registry->load({folder()});
    }
    static std::string code(const http::Response& answer) {
        return std::string(json::parse(answer.body).at("code").as_string());
    }
};
LINLI_ON_BOTH_DATABASES(RuleRoutesTest);

TEST_P(RuleRoutesTest, a_package_is_for_staff_unless_its_audience_is_wider) {
    const std::string question = R"({"inputs":{"age":85}})";
    EXPECT_EQ(send("POST", evaluations, question).status, 401);
    EXPECT_EQ(json::parse(send("GET", "/api/v1/rules").body).at("items").as_array().size(), 0u);
    caller = {9, {}};
    EXPECT_EQ(send("POST", evaluations, question).status, 404);
    EXPECT_EQ(send("GET", "/api/v1/rules/allowance").status, 404);
    audience("signed_in");
    EXPECT_EQ(send("POST", evaluations, question).status, 200);
    caller = {};
    EXPECT_EQ(send("POST", evaluations, question).status, 401);
    audience("everybody");
    EXPECT_EQ(send("POST", evaluations, question).status, 200);
    EXPECT_EQ(json::parse(send("GET", "/api/v1/rules").body).at("items").as_array().size(), 1u);
}

TEST_P(RuleRoutesTest, an_answer_names_the_rows_the_values_and_their_source) {
    caller = reviewer;
    const auto answer = send("POST", std::string(evaluations) + "?at=2026-01-15&explain=true",
                             R"({"inputs":{"age":60}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto body = json::parse(answer.body);
    EXPECT_EQ(body.at("value"), 50);
    EXPECT_EQ(body.at("at"), "2026-01-15");
    EXPECT_EQ(body.at("tables").at(0).at("rows").at(0).at("row"), 1);
    EXPECT_EQ(body.at("parameters").at(0).at("article"), "第三条");
    EXPECT_FALSE(body.at("sentences").as_array().empty());
    EXPECT_EQ(code(send("POST", evaluations, R"({"inputs":{"height":3}})")),
              "decision.input_unknown");
    EXPECT_EQ(code(send("POST", evaluations, R"({"inputs":{}})")), "decision.input_missing");
}

TEST_P(RuleRoutesTest, a_package_shows_every_dated_value_with_its_source_and_gives_its_files) {
    caller = reviewer;
    const auto body = json::parse(send("GET", "/api/v1/rules/allowance").body);
    const auto& value = body.at("parameters").at(0).at("values").at(0);
    EXPECT_EQ(value.at("source"), "测试办法");
    EXPECT_EQ(value.at("from"), "2020-01-01");
    EXPECT_EQ(body.at("number"), 1);
    const auto file = send("GET", "/api/v1/rules/allowance/files/allowance.dmn");
    EXPECT_EQ(file.body, fee_model());
    EXPECT_EQ(file.headers.at("Content-Disposition"), "attachment");
    EXPECT_EQ(send("GET", "/api/v1/rules/allowance/files/other.dmn").status, 404);
    const auto form =
        json::parse(send("GET", "/api/v1/rules/allowance/decisions/allowance/form").body);
    EXPECT_EQ(form.at("inputs").at(0).at("code"), "age");
    EXPECT_EQ(form.at("inputs").at(0).at("type"), "number");
}

TEST_P(RuleRoutesTest, a_change_is_checked_tried_proposed_and_approved_by_another) {
    caller = keeper;
    const auto checked =
        send("POST", "/api/v1/rules/allowance/checks", change(raised_parameters()));
    EXPECT_EQ(checked.status, 200) << checked.body;
    EXPECT_FALSE(json::parse(checked.body).at("blocks").as_bool());
    json::object trial = json::parse(change(raised_parameters())).as_object();
    trial["decision"] = "allowance";
    trial["question"] = json::object{{"inputs", json::object{{"age", 85}}}};
    const auto tried = send("POST", "/api/v1/rules/allowance/trials", json::serialize(trial));
    EXPECT_EQ(tried.status, 200) << tried.body;
    EXPECT_EQ(json::parse(tried.body).at("value"), 120);

    const std::string id = proposed(), decisions = "/api/v1/rule-proposals/" + id + "/decisions";
    caller = keeper_again;
    EXPECT_EQ(code(send("POST", decisions, R"({"decision":"approve","reason":"好"})")),
              "rules.same_person");
    caller = reviewer;
    const auto detail = json::parse(send("GET", "/api/v1/rule-proposals/" + id).body);
    EXPECT_EQ(detail.at("files_changed").at(0), "parameters.yaml");
    EXPECT_EQ(detail.at("proposed_by"), "account1");
    EXPECT_FALSE(detail.at("mine").as_bool());
    EXPECT_EQ(json::parse(send("POST", evaluations, R"({"inputs":{"age":85}})").body).at("value"),
              100);
    EXPECT_EQ(send("POST", decisions, R"({"decision":"approve","reason":"与文件一致"})").status,
              200);
    EXPECT_EQ(json::parse(send("POST", evaluations, R"({"inputs":{"age":85}})").body).at("value"),
              120);
    const auto history =
        json::parse(send("GET", "/api/v1/rules/allowance/history").body).at("items").as_array();
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].at("decided_by"), "account2");
    // The old text can still be asked.
    const std::string old(history[1].at("id").as_string());
    EXPECT_EQ(json::parse(send("POST", std::string(evaluations) + "?text=" + old,
                               R"({"inputs":{"age":85}})")
                              .body)
                  .at("value"),
              100);
}

TEST_P(RuleRoutesTest, a_replay_tells_who_differs_and_by_how_much) {
    const std::string replays = "/api/v1/rule-proposals/" + proposed() + "/replays";
    caller = reviewer;
    const json::object body{{"decision", "allowance"},
                            {"lines",
                             "{\"id\":\"a\",\"at\":\"2026-03-01\",\"inputs\":{\"age\":85}}\n"
                             "{\"id\":\"b\",\"at\":\"2024-03-01\",\"inputs\":{\"age\":85}}\n"}};
    const auto answer = send("POST", replays, json::serialize(body));
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto report = json::parse(answer.body);
    EXPECT_EQ(report.at("cases"), 2);
    EXPECT_EQ(report.at("changed"), 1);
    EXPECT_EQ(report.at("differences").at(0).at("id"), "a");
    EXPECT_EQ(report.at("differences").at(0).at("difference"), "20");
    const auto bad = send("POST", replays, R"({"decision":"allowance","lines":"{\"inputs\":3}"})");
    EXPECT_EQ(code(bad), "rules.line_malformed");
    caller = {9, {may_use}};
    EXPECT_EQ(send("POST", replays, R"({"decision":"allowance"})").status, 403);
}

TEST_P(RuleRoutesTest, recorded_decisions_are_replayed_and_seen_only_with_the_right_and_a_purpose) {
    decision::Call call;
    call.package = "allowance";
    call.decision = "高龄津贴";
    call.at = Date::of(2026, 1, 15);
    call.known = call.at;
    call.inputs = decision::from_json_value(json::object{{"age", 85}});
    const auto decided = registry->engine().decide(call);
    const RecordId id = store().write([&](store::Tx& tx) {
        return record(*registry, tx, {.area = {1}, .person = {}, .call = call, .decided = decided});
    });
    const std::string replays = "/api/v1/rule-proposals/" + proposed() + "/replays";
    caller = reviewer;
    const auto report = json::parse(send("POST", replays, R"({"decision":"allowance"})").body);
    EXPECT_EQ(report.at("source"), "recorded");
    EXPECT_EQ(report.at("changed"), 1) << "known today, January is raised";
    EXPECT_EQ(report.at("reproduced"), 1) << "as known in January, it is what it was";
    const std::string see = "/api/v1/rule-records/" + to_text(id) + "/unmaskings";
    EXPECT_EQ(send("POST", see, R"({"purpose":"复核申诉"})").status, 403);
    caller.permissions.insert(may_reveal);
    const auto seen = send("POST", see, R"({"purpose":"复核申诉"})");
    EXPECT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(json::parse(seen.body).at("inputs").at("age"), 85);
    EXPECT_EQ(count("journal_entry WHERE action = 'rules.record_seen'"), 1);
}

}  // namespace
}  // namespace linli::rules
