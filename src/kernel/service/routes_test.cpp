#include "kernel/service/service_fixture.hpp"

namespace linli::service {
namespace {

class ServiceRoutes : public ServiceTest {
  protected:
    std::string change(const std::string& base, const FileText& file) {
        return json::serialize(json::object{
            {"code", "resident-certificate"},
            {"base_hash", base},
            {"files", json::array{json::object{{"name", file.name}, {"text", file.text}}}},
            {"removed", json::array{}},
            {"reason", "名称改正"}});
    }
    std::string proposed() {
        caller = keeper;
        return std::string(answer("POST", "/api/v1/service-proposals", 201,
                                  change(current("resident-certificate")->hash(), renamed()))
                               .at("id")
                               .as_string());
    }
    json::array codes(const std::string& q) {
        json::array out;
        const auto found = answer("GET", "/api/v1/services?q=" + q, 200);
        for (const auto& v : found.at("items").as_array())
            out.push_back(v.at("code"));
        return out;
    }
};
LINLI_ON_BOTH_DATABASES(ServiceRoutes);

TEST_P(ServiceRoutes, anybody_finds_a_service_by_the_words_people_use) {
    EXPECT_EQ(answer("GET", "/api/v1/services", 200).at("items").as_array().size(), 3u);
    EXPECT_EQ(codes("%E5%8C%BB%E8%8D%AF%E8%B4%B9"), (json::array{"medical-reimbursement"}));
    EXPECT_EQ(codes("SELF-employed"), (json::array{"flexible-enrolment"}));
    EXPECT_EQ(codes("resident%20certificate"), (json::array{"resident-certificate"}));
    EXPECT_EQ(codes("moon"), (json::array{}));
    const auto line = answer("GET", "/api/v1/services?q=reimbursement", 200)
                          .at("items")
                          .as_array()
                          .at(0)
                          .as_object();
    EXPECT_EQ(line.at("term_en"), "20 working days");
    EXPECT_EQ(line.at("fee_fen"), 0);
    EXPECT_EQ(line.at("immediate"), false);
    EXPECT_EQ(line.at("channels"), (json::array{"online", "counter", "home_visit"}));
}

TEST_P(ServiceRoutes, a_service_shows_its_guide_basis_materials_steps_and_form) {
    const auto v = answer("GET", "/api/v1/services/medical-reimbursement", 200);
    EXPECT_EQ(v.at("legal_term_en"), "30 working days");
    EXPECT_EQ(v.at("materials").as_array().size(), 6u);
    EXPECT_EQ(v.at("materials").at(0).at("basis").at("law"), "社会保险经办条例");
    EXPECT_EQ(v.at("steps").as_array().size(), 7u);
    EXPECT_EQ(v.at("form").at("type"), "default");
    EXPECT_FALSE(v.contains("process"));
    EXPECT_FALSE(v.contains("variables"));
    EXPECT_EQ(answer("GET", "/api/v1/services/nothing", 404).at("code"), "service.unknown");
}

TEST_P(ServiceRoutes, the_list_of_materials_is_computed_and_nothing_is_kept) {
    const auto rows = count("journal_entry");
    const std::string path = "/api/v1/services/medical-reimbursement/materials";
    auto v = answer("POST", path, 200, R"({"data":{"kind":"pharmacy"}})");
    EXPECT_EQ(v.at("may"), true);
    EXPECT_EQ(v.at("items").as_array().size(), 4u);
    EXPECT_FALSE(v.contains("why_zh"));
    v = answer("POST", path, 200, R"({"data":{}})");
    EXPECT_EQ(v.at("unanswered"), (json::array{"kind"}));
    age = 15;
    v = answer("POST", "/api/v1/services/flexible-enrolment/materials", 200, R"({"data":{}})");
    EXPECT_EQ(v.at("may"), false);
    EXPECT_FALSE(v.at("why_en").as_string().empty());
    answer("POST", "/api/v1/services/nothing/materials", 404, R"({"data":{}})");
    answer("POST", path, 422, R"({"fields":{}})");
    EXPECT_EQ(count("journal_entry"), rows);
}

TEST_P(ServiceRoutes, files_are_for_who_keeps_or_approves_items) {
    const std::string path = "/api/v1/services/resident-certificate/files";
    answer("GET", path, 401);
    caller = {9, {"service.work"}};
    answer("GET", path, 403);
    for (const auto& who : {keeper, approver}) {
        caller = who;
        const auto v = answer("GET", path, 200);
        EXPECT_EQ(v.at("number"), 1);
        EXPECT_EQ(v.at("files").as_array().size(), 6u);
        EXPECT_EQ(v.at("history").as_array().size(), 1u);
    }
    answer("GET", "/api/v1/services/nothing/files", 404);
}

TEST_P(ServiceRoutes, a_check_names_file_place_and_rule_and_keeps_nothing) {
    auto files = shipped_files("resident-certificate");
    edit(files, "item.yaml", "article: 示例", "article: ''");
    json::array texts;
    for (const auto& f : files)
        texts.push_back(json::object{{"name", f.name}, {"text", f.text}});
    const std::string body =
        json::serialize(json::object{{"code", "resident-certificate"}, {"files", texts}});
    answer("POST", "/api/v1/service-checks", 401, body);
    caller = approver;
    answer("POST", "/api/v1/service-checks", 403, body);
    caller = keeper;
    const auto v = answer("POST", "/api/v1/service-checks", 200, body);
    EXPECT_EQ(v.at("ok"), false);
    ASSERT_EQ(v.at("faults").as_array().size(), 1u);
    const auto fault = v.at("faults").as_array().at(0).as_object();
    EXPECT_EQ(fault.at("rule"), "service.basis_missing");
    EXPECT_EQ(fault.at("file"), "item.yaml");
    EXPECT_EQ(fault.at("where"), "materials[1].basis");
    EXPECT_EQ(v.at("notes").as_array().size(), 1u);
    EXPECT_EQ(count("service_text"), 3);
}

TEST_P(ServiceRoutes, a_change_is_proposed_looked_at_and_approved_by_another_person) {
    const std::string id = proposed();
    const auto detail = answer("GET", "/api/v1/service-proposals/" + id, 200);
    EXPECT_EQ(detail.at("mine"), true);
    EXPECT_EQ(detail.at("files_changed"), (json::array{"item.yaml"}));
    EXPECT_EQ(detail.at("check").at("ok"), true);
    const std::string verdict = R"({"decision":"approve","reason":"与文件一致"})";
    const std::string path = "/api/v1/service-proposals/" + id + "/decisions";
    answer("POST", path, 403, verdict);
    caller = keeper_again;
    EXPECT_EQ(answer("POST", path, 403, verdict).at("code"), "service.same_person");
    caller = {9, {"service.work"}};
    answer("POST", path, 403, verdict);
    caller = approver;
    EXPECT_EQ(answer("POST", path, 200, verdict).at("state"), "in_force");
    EXPECT_EQ(answer("GET", "/api/v1/services/resident-certificate", 200).at("en"),
              "Proof of residence");
    answer("POST", path, 409, verdict);
    const auto list = answer("GET", "/api/v1/service-proposals?state=in_force", 200);
    ASSERT_EQ(list.at("items").as_array().size(), 1u);
    EXPECT_EQ(list.at("items").at(0).at("decided_by"), "account2");
}

TEST_P(ServiceRoutes, a_faulty_change_answers_with_every_place) {
    caller = keeper;
    auto file = renamed();
    file.text.replace(file.text.find("area_level: community"), 21, "area_level: village");
    const auto refused = answer("POST", "/api/v1/service-proposals", 422,
                                change(current("resident-certificate")->hash(), file));
    EXPECT_EQ(refused.at("code"), "service.faulty");
    EXPECT_EQ(refused.at("errors").at(0).at("field"), "item.yaml:area_level");
    EXPECT_EQ(answer("POST", "/api/v1/service-proposals", 409, change("old", renamed())).at("code"),
              "service.base_changed");
}

TEST_P(ServiceRoutes, guarded_ones_refuse_whoever_has_no_right) {
    const std::string id = proposed();
    int guarded = 0;
    for (const auto& route : router.routes()) {
        if (route.spec.policy.kind == http::Policy::Kind::open) continue;
        ++guarded;
        std::string target = route.pattern;
        for (const auto& [from, to] :
             {std::pair<std::string, std::string>{"{id}", id}, {"{code}", "resident-certificate"}})
            if (const auto at = target.find(from); at != std::string::npos)
                target.replace(at, from.size(), to);
        const std::string body = target.ends_with("decisions")
                                     ? R"({"decision":"reject","reason":"x"})"
                                 : target.ends_with("checks") ? R"({"code":"x","files":[]})"
                                 : route.method == "POST"     ? change("", renamed())
                                                              : "";
        caller = {};
        EXPECT_EQ(send(route.method, target, body).status, 401) << target;
        caller = {9, {"service.work", "service.supervise", "process.view"}};
        EXPECT_EQ(send(route.method, target, body).status, 403) << target;
    }
    EXPECT_EQ(guarded, 6);
}

}  // namespace
}  // namespace linli::service
