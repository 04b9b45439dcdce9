#include "kernel/process/routes_fixture.hpp"

namespace linli::process {
namespace {

class RoutesTest : public ProcessRoutesTest {};
LINLI_ON_BOTH_DATABASES(RoutesTest);

std::string late() {
    return model("late",
                 "<startEvent id=\"s\"/><userTask id=\"a\"/><boundaryEvent id=\"t\" "
                 "attachedToRef=\"a\"><timerEventDefinition><timeDuration>P2D</timeDuration>"
                 "</timerEventDefinition></boundaryEvent><endEvent id=\"e\"/>"
                 "<endEvent id=\"over\"/>" +
                     flow("s", "a") + flow("a", "e") + flow("t", "over"));
}

TEST_P(RoutesTest, a_model_is_checked_with_all_its_faults_by_element_rule_and_line) {
    caller = viewer;
    const auto ask_check = [&](const std::string& xml) {
        return ask("POST", "/api/v1/process-checks", {{"xml", xml}});
    };
    EXPECT_TRUE(ask_check(two_steps("p")).at("ok").as_bool());
    const auto bad = ask_check(model("p",
                                     "<startEvent id=\"s\"/><userTask id=\"a\"/>"
                                     "<userTask id=\"b\"/>" +
                                         flow("s", "a") + flow("a", "s")));
    EXPECT_FALSE(bad.at("ok").as_bool());
    std::set<std::string> refuses, told;
    for (const auto& f : bad.at("faults").as_array())
        (f.at("refuses").as_bool() ? refuses : told)
            .insert(std::string(f.at("element").as_string()) + " " +
                    std::string(f.at("rule").as_string()));
    EXPECT_TRUE(refuses.contains("s bpmn.start_event_incoming")) << json::serialize(bad);
    EXPECT_FALSE(told.empty());
    EXPECT_EQ(bad.at("faults").at(0).at("line"), 1);
    const auto broken = ask_check("<definitions");
    EXPECT_EQ(broken.at("faults").at(0).at("rule"), "process.model_malformed");
    const auto lonely = ask_check(model("p",
                                        "<startEvent id=\"s\"/><serviceTask id=\"t\" "
                                        "linli:function=\"nobody\"/>" +
                                            flow("s", "t")));
    EXPECT_EQ(lonely.at("faults").at(lonely.at("faults").as_array().size() - 1).at("rule"),
              "process.function_missing")
        << json::serialize(lonely);
}

TEST_P(RoutesTest, a_model_is_tried_with_a_simulated_clock_and_nothing_is_kept) {
    caller = viewer;
    json::object body{{"xml", late()},
                      {"begin", "2026-03-02T00:00:00Z"},
                      {"script", json::array{{{"start", {{"n", 5}}}}}}};
    auto tried = ask("POST", "/api/v1/process-trials", body);
    EXPECT_EQ(tried.at("status"), "running");
    EXPECT_EQ(tried.at("variables").at("n"), 5);
    ASSERT_EQ(tried.at("waiting").as_array().size(), 2U);
    EXPECT_EQ(tried.at("waiting").at(0).at("element"), "a");
    EXPECT_EQ(tried.at("waiting").at(1).at("due"), "2026-03-04T00:00:00Z");
    EXPECT_EQ(tried.at("trace").at(0).at("element"), "s");
    body["script"].as_array().push_back(json::object{{"advance", "P3D"}});
    tried = ask("POST", "/api/v1/process-trials", body);
    EXPECT_TRUE(tried.at("ended").as_bool());
    EXPECT_EQ(tried.at("now"), "2026-03-05T00:00:00Z");
    body["script"].as_array().push_back(json::object{{"complete", "a"}});
    tried = ask("POST", "/api/v1/process-trials", body);
    EXPECT_EQ(tried.at("fault").at("step"), 3);
    EXPECT_TRUE(ask("GET", "/api/v1/processes").at("items").as_array().empty());
    // One that would never end is stopped.
    body["xml"] =
        model("round",
              "<startEvent id=\"s\"/><task id=\"a\"/><exclusiveGateway "
              "id=\"x\" default=\"f_x_e\"/><endEvent id=\"e\"/>" +
                  flow("s", "a") + flow("a", "x") + flow("x", "e") + flow("x", "a", "1 &lt; 2"));
    body["script"] = json::array{{{"start", json::object{}}}};
    tried = ask("POST", "/api/v1/process-trials", body);
    EXPECT_EQ(tried.at("fault").at("step"), 1);
}

TEST_P(RoutesTest, deploying_is_for_those_who_may_in_the_topmost_area) {
    const json::object body{{"file", "p.bpmn"}, {"xml", two_steps("p")}};
    EXPECT_EQ(outcome("POST", "/api/v1/process-deployments", body), "401 http.sign_in_first");
    caller = viewer;
    EXPECT_EQ(outcome("POST", "/api/v1/process-deployments", body), "403 http.not_allowed");
    caller = local_keeper;
    EXPECT_EQ(outcome("POST", "/api/v1/process-deployments", body), "403 http.not_allowed");
    caller = keeper;
    const auto made = ask("POST", "/api/v1/process-deployments", body);
    EXPECT_EQ(made.at("items").at(0).at("version"), 1);
    EXPECT_EQ(journaled("process.deployed"), 1);
    EXPECT_EQ(outcome("POST", "/api/v1/process-deployments",
                      {{"file", "p.bpmn"}, {"xml", model("p", "<startEvent/>")}}),
              "422 process.model_faulty");
    const auto definition =
        ask("GET", "/api/v1/process-definitions/" +
                       std::string(made.at("items").at(0).at("id").as_string()));
    EXPECT_EQ(definition.at("xml").as_string(), std::string_view(two_steps("p")));
    EXPECT_EQ(definition.at("definition").at("process"), "p");
    EXPECT_EQ(outcome("GET", "/api/v1/process-definitions/0000000000001"), "404 process.unknown");
}

TEST_P(RoutesTest, versions_tokens_and_instances_are_those_of_the_areas_that_one_may_see) {
    const auto old = deploy(two_steps("p"));
    start("p", {}, AreaId{2}, 77);
    start("p", {}, AreaId{3});
    deploy(two_steps("p", "a", "c"));
    complete(start("p", {}, AreaId{2}), "a");
    caller = viewer;
    auto list = ask("GET", "/api/v1/processes").at("items").at(0);
    EXPECT_EQ(list.at("name"), "流程 p");
    EXPECT_EQ(list.at("versions").at(0).at("version"), 2);
    EXPECT_EQ(list.at("versions").at(1).at("running"), 2);
    EXPECT_EQ(ask("GET", definition_path(old, "/tokens")).at("elements").at(0).at("waiting"), 2);
    auto page = ask("GET", definition_path(old, "/instances?limit=1"));
    ASSERT_EQ(page.at("items").as_array().size(), 1U);
    EXPECT_EQ(page.at("items").at(0).at("waiting").at(0), "a");
    EXPECT_EQ(page.at("items").at(0).at("case_id").as_string(), std::string_view(id_to_text(77)));
    page = ask("GET", definition_path(old, "/instances?limit=1&cursor=" +
                                               std::string(page.at("next").as_string())));
    EXPECT_EQ(page.at("items").at(0).as_object().count("case_id"), 0U);
    caller = local_keeper;
    list = ask("GET", "/api/v1/processes").at("items").at(0);
    EXPECT_EQ(list.at("versions").at(0).at("running"), 1);
    EXPECT_EQ(list.at("versions").at(1).at("running"), 1);
    EXPECT_EQ(
        ask("GET", definition_path(old, "/instances?element=a")).at("items").as_array().size(), 1U);
    caller = {};
    EXPECT_EQ(send("GET", "/api/v1/processes").status, 401);
}

TEST_P(RoutesTest, an_instance_is_shown_in_its_area_only) {
    deploy(late());
    const auto id = start("late", {{"n", number(3)}}, AreaId{3});
    caller = local_keeper;
    EXPECT_EQ(outcome("GET", instance_path(id)), "404 process.instance_unknown");
    EXPECT_EQ(outcome("POST", instance_path(id, "/cancellation"), {{"reason", "不要了"}}),
              "404 process.instance_unknown");
    caller = {4, {may_view}, 3};
    EXPECT_EQ(outcome("POST", instance_path(id, "/cancellation"), {{"reason", "不要了"}}),
              "403 http.not_allowed");
    const auto seen = ask("GET", instance_path(id));
    EXPECT_EQ(seen.at("instance").at("process"), "late");
    EXPECT_EQ(seen.at("variables").at("n"), 3);
    ASSERT_EQ(seen.at("waits").as_array().size(), 2U);
    EXPECT_TRUE(seen.at("waits").at(0).at("visible").as_bool());
    EXPECT_FALSE(seen.at("waits").at(1).at("visible").as_bool());
    EXPECT_EQ(seen.at("trace").at(0).at("event"), "entered");
}

TEST_P(RoutesTest, variables_of_a_case_are_shown_for_a_purpose_which_is_journaled) {
    deploy(two_steps("p"));
    const auto id = start("p", {{"phone", text("13800000000")}}, AreaId{2}, 5);
    caller = viewer;
    EXPECT_FALSE(ask("GET", instance_path(id)).as_object().contains("variables"));
    EXPECT_EQ(journaled("process.variables_seen"), 0);
    EXPECT_EQ(ask("GET", instance_path(id, "?purpose=%E6%9F%A5%E6%95%85%E9%9A%9C"))
                  .at("variables")
                  .at("phone"),
              "13800000000");
    EXPECT_EQ(journaled("process.variables_seen"), 1);
}

TEST_P(RoutesTest, an_instance_is_started_moved_and_cancelled_and_each_act_is_journaled) {
    deploy(two_steps("p"));
    caller = local_keeper;
    EXPECT_EQ(outcome("POST", "/api/v1/process-instances",
                      {{"process", "p"}, {"area_id", id_to_text(3)}}),
              "403 http.not_allowed");
    const auto made =
        ask("POST", "/api/v1/process-instances",
            {{"process", "p"}, {"area_id", id_to_text(2)}, {"variables", {{"n", 1}}}});
    EXPECT_EQ(made.at("waiting").at(0), "a");
    const InstanceId id{id_from_text(std::string(made.at("id").as_string()))};
    const auto completion = [&](const char* element) {
        return json::value{{"wait", wait(id, element)}, {"variables", {{"n", 2}}}};
    };
    EXPECT_EQ(outcome("POST", instance_path(id, "/completions"), {{"wait", 9999}}),
              "409 process.not_waiting");
    EXPECT_EQ(outcome("POST", instance_path(id, "/completions"), {{"wait", -1}}),
              "409 process.not_waiting");
    EXPECT_EQ(ask("POST", instance_path(id, "/completions"), completion("a")).at("waiting").at(0),
              "b");
    ask("POST", instance_path(id, "/variables"), {{"variables", {{"n", 7}}}});
    EXPECT_EQ(ask("GET", instance_path(id)).at("variables").at("n"), 7);
    EXPECT_EQ(ask("POST", instance_path(id, "/cancellation"), {{"reason", "重复了"}}).at("status"),
              "cancelled");
    EXPECT_EQ(outcome("POST", instance_path(id, "/completions"), {{"wait", 1}}),
              "409 process.ended");
    for (const char* action : {"process.started", "process.completed_by_hand",
                               "process.variables_set", "process.cancelled"})
        EXPECT_EQ(journaled(action), 1) << action;
    const auto trace = ask("GET", instance_path(id)).at("trace").as_array();
    EXPECT_EQ(trace.back().at("by"), "account3");
}

TEST_P(RoutesTest, a_task_of_a_case_is_done_on_the_task_board_only) {
    deploy(two_steps("p"));
    const auto id = start("p", {}, AreaId{2}, 5);
    caller = keeper;
    for (const char* what : {"/completions", "/failures"}) {
        json::object body{{"wait", wait(id, "a")}};
        if (std::string(what) == "/failures") body["error"] = "NO";
        EXPECT_EQ(outcome("POST", instance_path(id, what), body), "409 process.task_of_board");
    }
    EXPECT_EQ(outcome("POST", instance_path(id, "/variables"), {{"variables", {{"n", 7}}}}),
              "409 process.nothing_to_mend");
}

TEST_P(RoutesTest, what_failed_is_mended_and_tried_again) {
    deploy(model("p",
                 "<startEvent id=\"s\"/><exclusiveGateway id=\"x\"/><userTask id=\"a\"/>"
                 "<userTask id=\"b\"/>" +
                     flow("s", "x") + flow("x", "a", "n &gt; 1") + flow("x", "b", "n &lt; 0")));
    const auto id = start("p", {{"n", number(1)}}, AreaId{2}, 5);
    caller = keeper;
    const auto incident = ask("GET", instance_path(id)).at("incidents").at(0);
    EXPECT_EQ(incident.at("element"), "x");
    EXPECT_EQ(outcome("POST", instance_path(id, "/variables"), {{"variables", {{"n", 5}}}}),
              "422 process.reason_missing");
    ask("POST", instance_path(id, "/variables"), {{"variables", {{"n", 5}}}, {"reason", "补录"}});
    const auto done =
        ask("POST", instance_path(id, "/retries"), {{"incident", incident.at("incident")}});
    EXPECT_EQ(done.at("waiting").at(0), "a");
    EXPECT_EQ(done.at("incidents"), 0);
}

TEST_P(RoutesTest, messages_and_signals_reach_those_that_wait) {
    deploy(model("p",
                 "<startEvent id=\"s\"/><intermediateCatchEvent id=\"m\">"
                 "<messageEventDefinition messageRef=\"M\"/></intermediateCatchEvent>"
                 "<intermediateCatchEvent id=\"h\"><signalEventDefinition signalRef=\"S\"/>"
                 "</intermediateCatchEvent><endEvent id=\"e\"/>" +
                     flow("s", "m") + flow("m", "h") + flow("h", "e"),
                 "<message id=\"M\" name=\"paid\" linli:correlation=\"order\"/>"
                 "<signal id=\"S\" name=\"storm\"/>"));
    const auto id = start("p", {{"order", text("7")}});
    caller = local_keeper;
    EXPECT_EQ(outcome("POST", "/api/v1/process-signals", {{"name", "storm"}}),
              "403 http.not_allowed");
    caller = keeper;
    EXPECT_FALSE(ask("POST", "/api/v1/process-messages", {{"name", "paid"}, {"key", "8"}})
                     .at("received")
                     .as_bool());
    EXPECT_TRUE(ask("POST", "/api/v1/process-messages", {{"name", "paid"}, {"key", "7"}})
                    .at("received")
                    .as_bool());
    EXPECT_EQ(row(id).waiting, "h");
    ask("POST", "/api/v1/process-signals", {{"name", "storm"}});
    EXPECT_EQ(row(id).status, Status::completed);
    EXPECT_EQ(journaled("process.message_sent"), 2);
    EXPECT_EQ(journaled("process.signal_sent"), 1);
}

}  // namespace
}  // namespace linli::process
