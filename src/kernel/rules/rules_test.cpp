#include "kernel/rules/rules.hpp"

#include <atomic>
#include <thread>

#include "kernel/rules/rules_fixture.hpp"

namespace linli::rules {
namespace {

using ApprovalTest = RulesTest;
LINLI_ON_BOTH_DATABASES(ApprovalTest);

const Date early = Date::of(2026, 1, 15), late = Date::of(2026, 3, 1);

TEST_P(ApprovalTest, a_delivered_package_is_in_force_from_the_first_start_on) {
    EXPECT_EQ(decide(*registry, 85, early, early), 100);
    EXPECT_EQ(decide(*registry, 60, early, early), 50);
    EXPECT_EQ(count("rule_text"), 1);
    registry->load({folder()});
    EXPECT_EQ(count("rule_text"), 1) << "the next start finds it there";
    EXPECT_EQ(count("journal_entry WHERE action = 'rules.in_force'"), 1);
}

TEST_P(ApprovalTest, a_changed_text_comes_into_force_when_another_person_approves) {
    const TextRow proposal = propose(keeper, {{"parameters.yaml", raised_parameters()}});
    EXPECT_EQ(decide(*registry, 85, late, late), 100) << "nothing before the approval";
    const TextRow row = approve(reviewer, proposal.id);
    EXPECT_EQ(row.number, 2);
    EXPECT_EQ(row.decided_by_person, http::PersonId{102});
    EXPECT_EQ(decide(*registry, 85, late, late), 120);
    const auto history =
        store().read([&](store::Tx& tx) { return registry->history(tx, "allowance"); });
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].state, TextState::in_force);
    EXPECT_EQ(history[1].state, TextState::replaced);
    EXPECT_EQ(history[0].reason, "每年调整");
    EXPECT_EQ(count("journal_entry WHERE action = 'rules.proposed'"), 1);
    EXPECT_EQ(count("journal_entry WHERE action = 'rules.in_force'"), 2);
}

TEST_P(ApprovalTest, an_old_decision_is_made_again_after_a_new_version) {
    const auto before = decide(*registry, 85, early, early);
    approve(reviewer, propose(keeper, {{"parameters.yaml", raised_parameters()}}).id);
    // The law of January as it was known in January, and as it is known since it was raised
    // backwards.
    EXPECT_EQ(decide(*registry, 85, early, early), before);
    EXPECT_EQ(decide(*registry, 85, early, late), 120);
}

TEST_P(ApprovalTest, nobody_approves_what_he_proposed_not_from_another_account_either) {
    const TextId id = propose(keeper, {{"parameters.yaml", raised_parameters()}}).id;
    Somebody self = keeper;
    self.permissions.insert(may_approve);
    EXPECT_EQ(code_of([&] { approve(self, id); }), "rules.same_person");
    EXPECT_EQ(code_of([&] { approve(keeper_again, id); }), "rules.same_person");
    EXPECT_EQ(code_of([&] {
                  store().write([&](store::Tx& tx) {
                      registry->reject(tx, TestCaller(keeper_again), id, "退回");
                  });
              }),
              "rules.same_person");
    // The link to the person was moved meanwhile: the one of the proposal still counts.
    person_of[1] = 104;
    EXPECT_EQ(code_of([&] { approve(keeper_again, id); }), "rules.same_person");
    person_of[1] = 101;
    EXPECT_EQ(count("rule_text WHERE state = 'in_force' AND number = 2"), 0);
    EXPECT_EQ(approve(reviewer, id).state, TextState::in_force);
}

TEST_P(ApprovalTest, accounts_of_no_known_person_neither_propose_nor_approve) {
    EXPECT_EQ(code_of([&] {
                  propose(nobody_known, {{"parameters.yaml", raised_parameters()}});
              }),
              "rules.person_needed");
    const TextId id = propose(keeper, {{"parameters.yaml", raised_parameters()}}).id;
    EXPECT_EQ(code_of([&] { approve(nobody_known, id); }), "rules.person_needed");
}

TEST_P(ApprovalTest, the_right_to_propose_is_none_to_approve_and_the_other_way_round) {
    EXPECT_EQ(code_of([&] {
                  propose(reviewer, {{"parameters.yaml", raised_parameters()}});
              }),
              "http.not_allowed");
    const TextId id = propose(keeper, {{"parameters.yaml", raised_parameters()}}).id;
    EXPECT_EQ(code_of([&] { approve({2, {may_use}}, id); }), "http.not_allowed");
}

TEST_P(ApprovalTest, two_approvals_at_once_leave_one_number_two) {
    const TextId id = propose(keeper, {{"parameters.yaml", raised_parameters()}}).id;
    std::atomic<int> done{0}, refused{0};
    std::vector<std::thread> threads;
    for (const Somebody& who : {reviewer, other_reviewer, reviewer, other_reviewer}) {
        threads.emplace_back([&, who] {
            const std::string code = code_of([&] {
                store().write(
                    [&](store::Tx& tx) { registry->approve(tx, TestCaller(who), id, "同意"); });
            });
            ++(code == "done" ? done : refused);
            if (code != "done") {
                EXPECT_EQ(code, "rules.decided_already");
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(done, 1);
    EXPECT_EQ(refused, 3);
    EXPECT_EQ(count("rule_text WHERE number = 2"), 1);
    EXPECT_EQ(count("rule_text WHERE state = 'in_force'"), 1);
}

TEST_P(ApprovalTest, of_two_changes_of_the_same_text_the_second_must_be_made_anew) {
    const TextId first = propose(keeper, {{"parameters.yaml", raised_parameters()}}).id;
    const TextId second = propose(keeper, {{"allowance.dmn", fee_model("高龄津贴标准 / 4")}}).id;
    approve(reviewer, first);
    EXPECT_EQ(code_of([&] { approve(reviewer, second); }), "rules.base_changed");
    EXPECT_EQ(decide(*registry, 60, late, late), 60);
}

TEST_P(ApprovalTest, a_broken_text_is_refused_with_its_fault_and_nothing_is_kept) {
    const auto texts = count("rule_text"), entries = count("journal_entry");
    EXPECT_EQ(code_of([&] {
                  propose(keeper, {{"allowance.dmn", "<definitions"}});
              }),
              "decision.model_malformed");
    EXPECT_EQ(code_of([&] {
                  propose(keeper, {{"parameters.yaml", "parameters: 3"}});
              }),
              "decision.package_malformed");
    // A gap: nobody of exactly 79 would be decided.
    std::string gap = fee_model();
    gap.replace(gap.find("&lt; 80"), 7, "&lt; 79");
    EXPECT_EQ(code_of([&] { propose(keeper, {{"allowance.dmn", gap}}); }), "rules.check_failed");
    EXPECT_EQ(code_of([&] { propose(keeper, {{"../x.dmn", "x"}}); }), "rules.file_name_wrong");
    EXPECT_EQ(count("rule_text"), texts);
    EXPECT_EQ(count("journal_entry"), entries);
    EXPECT_EQ(decide(*registry, 85, late, late), 100);
}

TEST_P(ApprovalTest, a_rejected_proposal_stays_with_its_reason_and_changes_nothing) {
    const TextId id = propose(keeper, {{"parameters.yaml", raised_parameters()}}).id;
    store().write(
        [&](store::Tx& tx) { registry->reject(tx, TestCaller(reviewer), id, "文件尚未公布"); });
    EXPECT_EQ(code_of([&] { approve(other_reviewer, id); }), "rules.decided_already");
    const TextRow row = store().read([&](store::Tx& tx) { return registry->text(tx, id); });
    EXPECT_EQ(row.state, TextState::rejected);
    EXPECT_EQ(row.decision_reason, "文件尚未公布");
    EXPECT_EQ(decide(*registry, 85, late, late), 100);
    EXPECT_EQ(count("journal_entry WHERE action = 'rules.rejected'"), 1);
}

TEST_P(ApprovalTest, only_the_proposer_withdraws) {
    const TextId id = propose(keeper, {{"parameters.yaml", raised_parameters()}}).id;
    const auto withdraw = [&](const Somebody& who) {
        return code_of([&] {
            store().write(
                [&](store::Tx& tx) { registry->withdraw(tx, TestCaller(who), id, "写错了"); });
        });
    };
    EXPECT_EQ(withdraw({3, {may_use, may_propose}}), "rules.same_person");
    EXPECT_EQ(withdraw(keeper), "done");
}

TEST_P(ApprovalTest, the_report_names_values_that_were_known_and_are_changed) {
    std::string rewritten = fee_parameters();
    rewritten.replace(rewritten.find("value: 100"), 10, "value: 101");
    const Draft made =
        registry->draft({"allowance",
                         hash(),
                         {{"parameters.yaml", rewritten}, {"examples.yaml", "examples: []\n"}},
                         {}});
    ASSERT_EQ(made.report.history.size(), 1u);
    EXPECT_EQ(made.report.history[0].kind, "value_changed");
    EXPECT_EQ(draft({{"parameters.yaml", raised_parameters()}}).report.history.size(), 0u);
}

TEST_P(ApprovalTest, a_text_delivered_later_waits_for_an_approval_like_any_other) {
    write_package({{"parameters.yaml", raised_parameters()}});
    registry->load({folder()});
    registry->load({folder()});
    EXPECT_EQ(count("rule_text WHERE state = 'proposed'"), 1);
    EXPECT_EQ(decide(*registry, 85, late, late), 100);
    const TextId id = store().read([&](store::Tx& tx) {
        return TextId{*tx.one<std::int64_t>(
            {"test.open", "SELECT id FROM rule_text WHERE state = 'proposed'"})};
    });
    approve(reviewer, id);
    EXPECT_EQ(decide(*registry, 85, late, late), 120);
    registry->load({folder()});
    EXPECT_EQ(count("rule_text"), 2);
}

TEST_P(ApprovalTest, a_broken_folder_leaves_what_is_in_force) {
    write_package({{"allowance.dmn", "<nothing/>"}});
    const auto again = open_registry(store());
    again->load({folder()});
    ASSERT_EQ(again->load_faults().size(), 1u);
    EXPECT_EQ(decide(*again, 85, early, early), 100);
}

TEST_P(ApprovalTest, a_text_that_cannot_be_read_any_more_is_told_and_stops_nothing_else) {
    store().write([](store::Tx& tx) {
        tx.run({"test.damage", "UPDATE rule_text SET files = '[]' WHERE state = 'in_force'"});
    });
    const auto again = open_registry(store());
    again->refresh(store());
    ASSERT_EQ(again->load_faults().size(), 1u);
    EXPECT_EQ(again->load_faults()[0].package, "allowance");
    EXPECT_TRUE(again->engine().list().empty());
}

TEST_P(ApprovalTest, another_process_sees_the_new_text_with_its_next_question) {
    const auto other_store = GetParam() == testing::Backend::postgres ? open_store() : nullptr;
    store::Store& there = other_store ? *other_store : store();
    const auto other = open_registry(there);
    other->refresh(there);
    EXPECT_EQ(decide(*other, 85, late, late), 100);
    approve(reviewer, propose(keeper, {{"parameters.yaml", raised_parameters()}}).id);
    there.read([&](store::Tx& tx) { other->engine(tx); });
    EXPECT_EQ(decide(*other, 85, late, late), 120);
}

TEST_P(ApprovalTest, recorded_decisions_are_sealed_replayable_and_erasable) {
    decision::Call call;
    call.package = "allowance";
    call.decision = "高龄津贴";
    call.at = call.known = early;
    call.inputs = decision::from_json_value(json::object{{"age", 85}});
    const auto decided = registry->engine().decide(call);
    store().write([&](store::Tx& tx) {
        record(*registry, tx,
               {.area = {1}, .person = http::PersonId{55}, .call = call, .decided = decided});
    });
    const auto sealed = store().read([&](store::Tx& tx) {
        return tx
            .one<std::string>(
                {"test.sealed", "SELECT inputs_sealed || value_sealed FROM rule_record"})
            .value();
    });
    EXPECT_EQ(sealed.find("\"age\":85"), std::string::npos);
    const auto kept = [&] {
        return store().read(
            [&](store::Tx& tx) { return recorded(*registry, tx, "allowance", "高龄津贴", 10); });
    };
    ASSERT_EQ(kept().size(), 1u);
    EXPECT_EQ(kept()[0].value, 100);
    EXPECT_EQ(kept()[0].call.at, early);
    const auto erased = store().write(
        [&](store::Tx& tx) { return erase_records(*registry, tx, {55}, {}, "PIPL 47"); });
    EXPECT_EQ(erased, 1);
    EXPECT_TRUE(kept().empty());
}

}  // namespace
}  // namespace linli::rules
