// The whole way of every delivered service item over HTTP: who applied, who did what, what the
// journal says, and that nothing of the form lies anywhere in clear but what the item names.
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <set>
#include <sstream>

#include "crypto/bytes.hpp"
#include "service_product.hpp"

namespace linli::system_test {
namespace {

class Way : public ServiceProduct {
  protected:
    void SetUp() override {
        ServiceProduct::SetUp();
        if (IsSkipped()) return;
        sink_ = std::make_shared<spdlog::sinks::ostream_sink_mt>(log_);
        sink_->set_level(spdlog::level::trace);
        spdlog::default_logger()->sinks().push_back(sink_);
    }
    void TearDown() override {
        auto& sinks = spdlog::default_logger()->sinks();
        std::erase(sinks, sink_);
        ServiceProduct::TearDown();
    }
    std::multiset<std::string> journal() {
        static constexpr store::Sql actions{"test.actions", "SELECT action FROM journal_entry"};
        return app->store->read([&](store::Tx& tx) {
            const auto all = tx.all<std::string>(actions);
            return std::multiset<std::string>(all.begin(), all.end());
        });
    }
    // A write that must be done and leave a trace in the journal.
    json::value act(const Somebody& who, const std::string& target, const json::object& body,
                    int status = 200) {
        const auto before = journal().size();
        json::value answer = ask(who.token, "POST", target, body, status);
        EXPECT_GT(journal().size(), before) << target << " is not in the journal";
        return answer;
    }
    // Claims and completes, each of it journaled.
    void does(const Somebody& who, const std::string& case_id, const std::string& element,
              const json::object& data) {
        const auto before = journal().size();
        const auto done = work(who, case_id, element, data);
        ASSERT_EQ(done.status, 200) << element << ": " << done.body;
        EXPECT_GT(journal().size(), before) << element << " is not in the journal";
    }
    json::value seen(const Somebody& who, const std::string& case_id) {
        return get(who.token, "/api/v1/cases/" + case_id);
    }
    std::vector<std::string> where_in_clear(const std::string& secret) {
        std::vector<std::string> found;
        for (const auto& row : rows())
            if (row.find(secret) != std::string::npos) found.push_back(row.substr(0, 300));
        // The state of a process that runs is packed; it is as good as clear.
        static constexpr store::Sql packed{"test.packed",
                                           "SELECT state FROM process_instance WHERE state <> ''"};
        for (const auto& state :
             app->store->read([](store::Tx& tx) { return tx.all<std::string>(packed); }))
            if (crypto::from_base64(state).find(secret) != std::string::npos)
                found.push_back("the state of a process");
        if (log_.str().find(secret) != std::string::npos) found.push_back("the log");
        return found;
    }
    void expect_nowhere_in_clear(const std::vector<std::string>& secrets) {
        for (const auto& secret : secrets)
            EXPECT_EQ(where_in_clear(secret), std::vector<std::string>{}) << secret;
    }

    std::ostringstream log_;
    std::shared_ptr<spdlog::sinks::ostream_sink_mt> sink_;
};

TEST_P(Way, of_a_resident_s_certificate_ends_with_the_certificate) {
    const auto who = resident_of("990202001001");
    const auto worker = official("community_worker", "990202001001");
    const std::string id = draft(who, "resident-certificate",
                                 {{"kind", "activity"},
                                  {"activity", "金丝雀活动甲"},
                                  {"recipient", "金丝雀学校乙"},
                                  {"rule", "金丝雀规定丙"}});
    act(who, "/api/v1/cases/" + id + "/submission", {{"incomplete", false}});
    does(worker, id, "accept", {{"outcome", "complete"}});
    expect_nowhere_in_clear({"金丝雀活动甲", "金丝雀学校乙", "金丝雀规定丙"});
    does(worker, id, "issue", {{"outcome", "approved"}, {"statement", "参加了清扫活动"}});
    const auto end = seen(who, id);
    EXPECT_EQ(text(end, "state"), "ended");
    EXPECT_EQ(text(end, "outcome"), "approved");
    EXPECT_EQ(text(end, "ended_how"), "done");
    EXPECT_NE(json::serialize(end).find("参加了清扫活动"), std::string::npos);
    EXPECT_NE(json::serialize(end).find("金丝雀学校乙"), std::string::npos) << "he may read it";
    expect_nowhere_in_clear({"金丝雀活动甲", "金丝雀学校乙", "金丝雀规定丙"});
}

TEST_P(Way, of_an_enrolment_that_is_clear_is_decided_at_once_and_of_another_by_two_people) {
    const auto who = resident_of("990202001001");
    const json::object clear{{"kind", "platform"},
                             {"insurances", json::array{"pension", "medical"}},
                             {"enrolled", "no"},
                             {"pension", "no"},
                             {"from_month", "2026-02-01"}};
    json::object doubtful = clear;
    doubtful["kind"] = "other";
    const std::string second = draft(who, "flexible-enrolment", doubtful);
    act(who, "/api/v1/cases/" + second + "/submission", {});
    const auto clerk = official("clerk", "990202");
    EXPECT_EQ(text(seen(who, second), "state"), "received");
    does(clerk, second, "accept", {{"outcome", "complete"}});
    EXPECT_EQ(text(seen(who, second), "state"), "accepted");
    // The same person with another account and the other role is not a second one.
    const auto same = official("first_reviewer", "990202", clerk.person);
    EXPECT_EQ(outcome(work(same, second, "review", {{"outcome", "approved"}})), "403 task.barred");
    const auto reviewer = official("first_reviewer", "990202");
    does(reviewer, second, "review", {{"outcome", "refused"}, {"reason", "已在单位参保"}});
    const auto end = seen(who, second);
    EXPECT_EQ(text(end, "state"), "ended");
    EXPECT_EQ(text(end, "outcome"), "refused");
    EXPECT_NE(json::serialize(end).find("已在单位参保"), std::string::npos);
}

TEST_P(Way, of_a_reimbursement_goes_through_the_notice_two_keyers_two_reviews_and_the_approval) {
    const auto who = resident_of("990202001001");
    const auto clerk = official("clerk", "990202"), keyer = official("keyer", "990202"),
               second_keyer = official("keyer", "990202"),
               reviewer = official("first_reviewer", "990202"),
               second_reviewer = official("second_reviewer", "990202"),
               approver = official("approver", "990202"),
               supervisor = official("case_supervisor", "990202"),
               other_supervisor = official("case_supervisor", "990202");
    json::object form = reimbursement();
    form["why"] = "other";
    form["why_other"] = "金丝雀缘由丁";
    form["account"] = "6222 8877 6655 4433 221";
    const std::string id = draft(who, "medical-reimbursement", form);
    const std::string at = "/api/v1/cases/" + id;
    const auto refused = ask(who.token, "POST", at + "/submission", json::object{}, 409);
    EXPECT_EQ(text(refused, "code"), "casework.materials_missing");
    EXPECT_EQ(refused.at("errors").as_array().size(), 4U);
    act(who, at + "/submission", {{"incomplete", true}});
    does(clerk, id, "accept", {{"outcome", "incomplete"}, {"note", "发票要盖章"}});
    const auto told = seen(who, id);
    EXPECT_EQ(text(told, "state"), "correcting");
    EXPECT_EQ(told.at("notice").at("missing").as_array().size(), 4U);
    for (const char* paper : {"receipt", "bill-list", "diagnosis", "record"})
        hand_in(who, id, paper);
    act(who, at + "/correction", {});
    does(clerk, id, "recheck", {{"outcome", "complete"}});
    const json::object amounts{{"bills", 2}, {"total", 1234.5}, {"covered", 1000}};
    does(keyer, id, "key", amounts);
    does(second_keyer, id, "key", amounts);
    act(who, at + "/complaints", {{"text", "金丝雀投诉戊"}});
    act(supervisor,
        "/api/v1/complaints/" + text(seen(who, id).at("complaints").at(0), "id") + "/answer",
        {{"text", "金丝雀答复己"}}, 204);
    act(reviewer, at + "/suspension", {{"reason", "等医院回函"}}, 204);
    act(reviewer, at + "/resumption", {}, 204);
    act(reviewer, at + "/extension-requests", {{"amount", 2}, {"reason", "等医院回函"}}, 204);
    const auto watched = get(other_supervisor.token, "/api/v1/supervision");
    act(other_supervisor,
        "/api/v1/extension-requests/" + text(watched.at("extension_requests").at(0), "id") +
            "/decisions",
        {{"decision", "approve"}, {"reason", "同意"}}, 204);
    const std::vector<std::string> canaries{"金丝雀缘由丁", "6222 8877 6655 4433 221",
                                            "金丝雀投诉戊", "金丝雀答复己"};
    expect_nowhere_in_clear(canaries);
    // The item names the provider in its variables; without this the search could not fail.
    EXPECT_EQ(where_in_clear("市一院"), std::vector<std::string>{"the state of a process"});
    does(reviewer, id, "review", {{"outcome", "approved"}, {"payable", 800}});
    does(second_reviewer, id, "rereview", {{"outcome", "agree"}});
    does(approver, id, "approve", {{"outcome", "agree"}});
    const auto end = seen(who, id);
    EXPECT_EQ(text(end, "state"), "ended");
    EXPECT_EQ(text(end, "outcome"), "approved");
    const auto actions = journal();
    for (const char* action :
         {"casework.received", "casework.corrected", "casework.accepted", "casework.approved",
          "casework.complained", "casework.complaint_answered", "casework.suspended",
          "casework.resumed", "casework.extension_asked", "casework.extended"})
        EXPECT_TRUE(actions.contains(action)) << action;
    // What the office looked at is in the journal, what the applicant looked at is his own matter.
    const auto looked = actions.count("casework.case_seen");
    seen(who, id);
    EXPECT_EQ(journal().count("casework.case_seen"), looked);
    seen(supervisor, id);
    EXPECT_EQ(journal().count("casework.case_seen"), looked + 1);
    expect_nowhere_in_clear(canaries);
    EXPECT_EQ(where_in_clear("市一院"), std::vector<std::string>{}) << "kept after the end";
}

TEST_P(Way, of_a_case_keeps_its_applicant_from_being_erased_until_it_ends) {
    const auto who = resident_of("990202001001");
    const std::string id = draft(who, "medical-reimbursement", reimbursement());
    const std::string code = text(submit(who, id, true), "code");
    const auto erase = [&] {
        return send(who.token, "POST", "/api/v1/me/erasure", R"({"confirm":true})");
    };
    const auto before = rows({"session"});
    const auto refused = erase();
    EXPECT_EQ(outcome(refused), "409 identity.erasure_obligation");
    for (const char* words : {"title_zh", "title_en"})
        EXPECT_NE(text(json::parse(refused.body), words).find(code), std::string::npos);
    EXPECT_EQ(rows({"session"}), before);
    act(who, "/api/v1/cases/" + id + "/withdrawal", {{"reason", "不办了"}});
    EXPECT_EQ(erase().status, 204);
}

LINLI_PRODUCT_ON_BOTH(Way);

}  // namespace
}  // namespace linli::system_test
