// A service item in the whole product: changed by two people, while cases stay on the text under
// which they were received.
#include "kernel/casework/casework.hpp"
#include "service_product.hpp"

namespace linli::system_test {
namespace {

constexpr const char* item = "resident-certificate";

class Items : public ServiceProduct {
  protected:
    void SetUp() override {
        ServiceProduct::SetUp();
        if (IsSkipped()) return;
        keeper = official("item_keeper", "990200");
    }
    json::value files(const std::string& token) {
        return get(token, "/api/v1/services/resident-certificate/files");
    }
    std::string hash() { return text(files(keeper.token), "hash"); }
    std::string file(const std::string& name) {
        const json::value all = files(keeper.token);
        for (const auto& one : all.at("files").as_array())
            if (text(one, "name") == name) return text(one, "text");
        ADD_FAILURE() << "no file " << name;
        return {};
    }
    http::Response propose(const std::string& token, const std::string& summary) {
        std::string changed = file("item.yaml");
        const std::string before = "summary_zh: 社区证明您住在本社区，或参加过本社区组织的活动。";
        const auto at = changed.find(before);
        EXPECT_NE(at, std::string::npos);
        changed.replace(at, before.size(), "summary_zh: " + summary);
        return send(
            token, "POST", "/api/v1/service-proposals",
            json::serialize(json::object{
                {"code", item},
                {"base_hash", hash()},
                {"files", json::array{json::object{{"name", "item.yaml"}, {"text", changed}}}},
                {"removed", json::array{}},
                {"reason", "说明改得更清楚"}}));
    }
    std::string proposed(const std::string& summary) {
        const auto answer = propose(keeper.token, summary);
        EXPECT_EQ(answer.status, 201) << answer.body;
        return text(json::parse(answer.body), "id");
    }
    http::Response decide(const std::string& token, const std::string& proposal,
                          const char* decision = "approve") {
        return send(token, "POST", "/api/v1/service-proposals/" + proposal + "/decisions",
                    json::serialize(json::object{{"decision", decision}, {"reason", "看过了"}}));
    }
    std::string summary() {
        return text(get("", "/api/v1/services/resident-certificate"), "summary_zh");
    }
    std::string applied(const Somebody& who) {
        const std::string id =
            draft(who, item, {{"kind", "activity"}, {"activity", "清扫"}, {"recipient", "学校"}});
        submit(who, id, false);
        return id;
    }
    // The text that holds for a case, told by the hash of all its files.
    std::string text_of(const std::string& case_id) {
        return app->store->read([&](store::Tx& tx) {
            const auto row = app->cases.find(tx, task::CaseId{id_from_text(case_id)});
            EXPECT_EQ(app->cases.item_of(tx, row)->hash(), row.item_hash);
            return row.item_hash;
        });
    }

    Somebody keeper;
};

TEST_P(Items, are_changed_by_two_people_and_not_by_two_accounts_of_one) {
    const std::string before = summary();
    const std::string id = proposed("社区给您开证明。");
    EXPECT_EQ(summary(), before) << "a proposal alone changes nothing";
    EXPECT_EQ(outcome(decide(keeper.token, id)), "403 http.not_allowed");
    const auto second_account = official("item_approver", "990200", keeper.person);
    EXPECT_EQ(outcome(decide(second_account.token, id)), "403 service.same_person");
    const auto nobody = staff("nobody", "item_approver", area("990200"));
    EXPECT_EQ(outcome(decide(nobody, id)), "403 service.person_needed");
    EXPECT_EQ(summary(), before);
    const auto approver = official("item_approver", "990200");
    EXPECT_EQ(outcome(decide(approver.token, id)), "200");
    EXPECT_EQ(summary(), "社区给您开证明。");
    EXPECT_EQ(outcome(decide(approver.token, id)), "409 service.decided_already");
}

TEST_P(Items, keep_a_case_on_the_text_under_which_it_was_received) {
    const auto who = resident_of("990202001001");
    const std::string before = applied(who), old_hash = hash();
    const std::string draft_before =
        draft(who, item, {{"kind", "activity"}, {"activity", "清扫"}, {"recipient", "学校"}});
    ASSERT_EQ(text_of(before), old_hash);
    const std::string id = proposed("社区给您开证明。");
    ASSERT_EQ(outcome(decide(official("item_approver", "990200").token, id)), "200");
    const std::string new_hash = hash();
    ASSERT_NE(new_hash, old_hash);
    EXPECT_EQ(text_of(before), old_hash);
    EXPECT_EQ(text_of(applied(who)), new_hash);
    // A draft is received under what holds when it is handed in.
    submit(who, draft_before, false);
    EXPECT_EQ(text_of(draft_before), new_hash);
    // The old case is still worked to its end.
    const auto worker = official("community_worker", "990202001001");
    EXPECT_EQ(outcome(work(worker, before, "accept", {{"outcome", "complete"}})), "200");
    EXPECT_EQ(
        outcome(work(worker, before, "issue", {{"outcome", "approved"}, {"statement", "参加过"}})),
        "200");
    EXPECT_EQ(text(get(who.token, "/api/v1/cases/" + before), "state"), "ended");
    EXPECT_EQ(text_of(before), old_hash);
}

TEST_P(Items, are_not_changed_after_a_rejection_nor_on_a_text_that_has_gone) {
    const auto approver = official("item_approver", "990200");
    const std::string first = proposed("第一种说法。"), second = proposed("第二种说法。");
    const std::string before = summary();
    EXPECT_EQ(outcome(decide(approver.token, first, "reject")), "200");
    EXPECT_EQ(summary(), before);
    EXPECT_EQ(outcome(decide(approver.token, first)), "409 service.decided_already");
    const std::string third = proposed("第三种说法。");
    EXPECT_EQ(outcome(decide(approver.token, second)), "200");
    EXPECT_EQ(outcome(decide(approver.token, third)), "409 service.base_changed");
    EXPECT_EQ(summary(), "第二种说法。");
}

TEST_P(Items, hold_everywhere_so_a_right_of_one_district_changes_none) {
    const auto local = official("item_keeper", "990202");
    const std::string id = proposed("社区给您开证明。");
    const auto local_approver = official("item_approver", "990202");
    const auto supervisor = official("case_supervisor", "990200");
    const auto resident = resident_of("990202001001");
    const auto before = rows({"session"});
    for (const auto& who : {local_approver, local, supervisor, resident}) {
        EXPECT_EQ(decide(who.token, id).status, 403);
        EXPECT_EQ(decide(who.token, id, "reject").status, 403);
        EXPECT_EQ(propose(who.token, "又一种说法。").status, 403);
    }
    for (const auto& who : {supervisor, resident}) {
        EXPECT_EQ(send(who.token, "GET", "/api/v1/services/resident-certificate/files").status,
                  403);
        EXPECT_EQ(send(who.token, "GET", "/api/v1/service-proposals/" + id).status, 403);
    }
    EXPECT_EQ(rows({"session"}), before);
}

LINLI_PRODUCT_ON_BOTH(Items);

}  // namespace
}  // namespace linli::system_test
