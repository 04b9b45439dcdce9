#include "kernel/casework/case_code.hpp"
#include "kernel/casework/casework_fixture.hpp"

namespace linli::casework {
namespace {

const json::object amounts{{"bills", 3}, {"total", 1234.5}, {"covered", 1000}};
const json::object other_amounts{{"bills", 3}, {"total", 1243.5}, {"covered", 1000}};
const json::object complete_papers{{"outcome", "complete"}};
const json::object agreed{{"outcome", "agree"}};
const json::object approved{{"outcome", "approved"}, {"payable", 1000}};

TEST(CaseCode, tells_every_wrong_character_and_every_swap_of_neighbours) {
    for (std::uint64_t n : {0ULL, 1ULL, 0xFFFFFFFFFFULL, 0x123456789AULL}) {
        const std::string code = case_code(n);
        EXPECT_EQ(parse_case_code(code, "q"), code);
        EXPECT_EQ(parse_case_code(" " + code.substr(0, 4) + code.substr(5), "q"), code);
        for (std::size_t i = 0; i < code.size(); ++i) {
            if (code[i] == '-') continue;
            for (const char c : std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
                std::string wrong = code;
                wrong[i] = c;
                if (wrong == code) continue;
                EXPECT_THROW(parse_case_code(wrong, "q"), Refusal) << wrong;
            }
            for (std::size_t j = i + 1; j < code.size() && j < i + 3; ++j) {
                if (code[j] == '-') continue;
                std::string wrong = code;
                std::swap(wrong[i], wrong[j]);
                if (wrong != code) {
                    EXPECT_THROW(parse_case_code(wrong, "q"), Refusal) << wrong;
                }
                break;
            }
        }
    }
    EXPECT_THROW(parse_case_code("", "q"), Refusal);
    EXPECT_THROW(parse_case_code("UUUU-UUUU-U", "q"), Refusal);
}

using Case = CaseworkTest;

TEST_P(Case, is_refused_with_every_field_and_then_every_paper_at_once_and_nothing_changes) {
    const Who who = resident();
    CaseRow row = create(who, "medical-reimbursement", {{"kind", "inpatient"}});
    const std::string before = everything();
    try {
        store().write([&](store::Tx& tx) { cases->submit(tx, as(who), row.id, false); });
        FAIL();
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), "form.refused");
        EXPECT_EQ(refusal.fields().size(), 5u);  // provider, from, why, total, account
    }
    row = create(who, "medical-reimbursement", reimbursement());
    try {
        store().write([&](store::Tx& tx) { cases->submit(tx, as(who), row.id, false); });
        FAIL();
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), "casework.materials_missing");
        EXPECT_EQ(refusal.fields().size(), 4u);  // the identity card is held by the state
    }
    EXPECT_EQ(now(row).state, CaseState::draft);
    EXPECT_EQ(everything().find("received"), std::string::npos);
    EXPECT_EQ(before.find("received"), std::string::npos);
}

TEST_P(Case, goes_through_the_hands_of_seven_different_people) {
    const Who who = resident();
    const Who clerk = staff("clerk"), k1 = staff("keyer"), k2 = staff("keyer"), k3 = staff("keyer"),
              first = staff("first_reviewer"), second = staff("second_reviewer"),
              head = staff("approver");
    const CaseRow row = received(who);
    EXPECT_EQ(work(clerk, row, "accept", complete_papers), "done");
    EXPECT_EQ(now(row).state, CaseState::accepted);
    EXPECT_EQ(work(clerk, row, "key", amounts), "task.not_yours");
    const auto keyings = store().read([&](store::Tx& tx) { return board->of_case(tx, row.id); });
    std::vector<Who> keyers{k1, k2, k3};
    // The draw gave both tasks to two of the three.
    std::vector<AccountId> drawn;
    for (const auto& t : keyings)
        if (t.element == "key") {
            ASSERT_TRUE(t.assignee.has_value());
            EXPECT_FALSE(t.seed.empty());
            drawn.push_back(*t.assignee);
        }
    ASSERT_EQ(drawn.size(), 2u);
    EXPECT_NE(drawn[0], drawn[1]);
    for (const Who& keyer : keyers)
        if (keyer.account == drawn[0]) {
            EXPECT_EQ(work(keyer, row, "key", amounts), "done");
        }
    for (const Who& keyer : keyers) {
        if (keyer.account == drawn[0]) {
            EXPECT_NE(work(keyer, row, "key", amounts), "done");
        }
    }
    for (const Who& keyer : keyers) {
        if (keyer.account == drawn[1]) {
            EXPECT_EQ(work(keyer, row, "key", other_amounts), "done");
        }
    }
    // They differ, so a third one settles it; neither of the two can.
    ASSERT_TRUE(open_task(row, "settle").has_value());
    for (const Who& keyer : keyers) {
        const bool keyed = keyer.account == drawn[0] || keyer.account == drawn[1];
        const std::string answer = work(keyer, row, "settle", amounts);
        EXPECT_EQ(answer == "done", !keyed) << answer;
    }
    EXPECT_EQ(work(first, row, "review", {{"outcome", "approved"}}), "form.refused");
    EXPECT_EQ(work(first, row, "review", approved), "done");
    EXPECT_EQ(work(first, row, "rereview", agreed), "task.not_yours");
    EXPECT_EQ(work(second, row, "rereview", agreed), "done");
    EXPECT_EQ(work(head, row, "approve", agreed), "done");
    const CaseRow done = now(row);
    EXPECT_EQ(done.state, CaseState::ended);
    EXPECT_EQ(done.outcome, Outcome::approved);
    EXPECT_EQ(done.ended_how, HowEnded::done);
}

TEST_P(Case, shows_who_comes_later_what_was_found_before_and_who_keys_unseen_nothing) {
    const Who who = resident();
    const Who clerk = staff("clerk"), k1 = staff("keyer"), k2 = staff("keyer"),
              first = staff("first_reviewer"), second = staff("second_reviewer");
    const CaseRow row = received(who);
    ASSERT_EQ(work(clerk, row, "accept", complete_papers), "done");
    const auto seen = [&](const Who& by, const char* element) {
        const auto t = open_task(row, element);
        const auto answer = send(by, "GET", "/api/v1/tasks/" + to_text(t.value().id));
        EXPECT_EQ(answer.status, 200) << answer.body;
        const json::value body = json::parse(answer.body);
        return json::serialize(body.at("earlier"));
    };
    ASSERT_EQ(work(k1, row, "key", amounts), "done");
    EXPECT_EQ(seen(k2, "key"), "[]");
    ASSERT_EQ(work(k2, row, "key", amounts), "done");
    ASSERT_EQ(work(first, row, "review", approved), "done");
    const std::string earlier = seen(second, "rereview");
    EXPECT_NE(earlier.find("1234.5"), std::string::npos);
    EXPECT_NE(earlier.find("1000"), std::string::npos);
    EXPECT_NE(earlier.find("First review"), std::string::npos);
}

TEST_P(Case, who_accepted_cannot_approve_through_a_second_account_or_as_a_deputy) {
    const Who who = resident();
    const Who clerk = staff("clerk"), k1 = staff("keyer"), k2 = staff("keyer"),
              first = staff("first_reviewer"), second = staff("second_reviewer"),
              head = staff("approver");
    const auto twin = store().write([&](store::Tx& tx) {
        return identity::add_staff(*people, tx, {district, "twin", "x", {"approver"}, clerk.person},
                                   {});
    });
    const Who as_approver{twin, clerk.person, {may_work}};
    const CaseRow row = received(who);
    ASSERT_EQ(work(clerk, row, "accept", complete_papers), "done");
    for (const Who& keyer : {k1, k2})
        ASSERT_EQ(work(keyer, row, "key", amounts), "done");
    ASSERT_EQ(work(first, row, "review", approved), "done");
    ASSERT_EQ(work(second, row, "rereview", agreed), "done");
    // It was given to the head; he is away and the twin stands in for him.
    store().write([&](store::Tx& tx) {
        board->add_absence(tx, head.account, clock.now(), clock.now() + days(1), twin,
                           head.account);
    });
    const std::string before = everything();
    EXPECT_EQ(work(as_approver, row, "approve", agreed), "task.barred");
    EXPECT_EQ(everything(), before);
}

TEST_P(Case, is_told_once_what_is_missing_and_never_again) {
    const Who who = resident();
    const Who clerk = staff("clerk");
    const CaseRow row = received(who);
    EXPECT_EQ(work(clerk, row, "accept", {{"outcome", "incomplete"}, {"note", "票据看不清"}}),
              "done");
    const CaseView told = view(who, row);
    EXPECT_EQ(told.state, CaseState::correcting);
    ASSERT_TRUE(told.notice.has_value());
    EXPECT_EQ(told.notice->missing.size(), 4u);
    EXPECT_EQ(told.notice->note, "票据看不清");
    EXPECT_TRUE(told.may.correct);
    EXPECT_EQ(store().read([&](store::Tx& tx) { return inbox->unread(tx, who.account); }), 1);
    EXPECT_EQ(outcome([&](store::Tx& tx) { cases->correct(tx, as(who), row.id); }), "done");
    EXPECT_EQ(work(clerk, row, "recheck", {{"outcome", "not_complete"}, {"reason", "仍缺票据"}}),
              "done");
    EXPECT_EQ(now(row).ended_how, HowEnded::not_accepted);
}

TEST_P(Case, counts_as_accepted_from_its_receipt_when_nobody_asked_within_five_working_days) {
    const Who who = resident();
    const CaseRow row = received(who);  // on a Monday at eight
    pass(days(4));
    EXPECT_EQ(now(row).state, CaseState::received);
    pass(hours(82));  // Monday, past the close
    const CaseRow later = now(row);
    EXPECT_EQ(later.state, CaseState::accepted);
    EXPECT_EQ(later.acceptance, Acceptance::deemed);
    EXPECT_EQ(later.accepted_at, row.received_at);
    const auto clock_of =
        store().read([&](store::Tx& tx) { return clocks->find(tx, "case", row.id.value); });
    EXPECT_EQ(clock_of.started_at, *row.received_at);
    EXPECT_EQ(to_text(date_in_china(*clock_of.due_at)), "2026-03-30");  // 20 working days
    EXPECT_FALSE(open_task(row, "accept").has_value());
}

TEST_P(Case, ends_when_what_was_missing_does_not_come_in_time) {
    const Who who = resident();
    const Who clerk = staff("clerk");
    const CaseRow row = received(who);
    ASSERT_EQ(work(clerk, row, "accept", {{"outcome", "incomplete"}}), "done");
    pass(days(20));
    EXPECT_EQ(now(row).state, CaseState::ended);
    EXPECT_EQ(now(row).ended_how, HowEnded::not_accepted);
    EXPECT_EQ(outcome([&](store::Tx& tx) { cases->correct(tx, as(who), row.id); }),
              "casework.state");
}

TEST_P(Case, that_was_withdrawn_leaves_no_task_and_no_running_clock) {
    const Who who = resident();
    const Who clerk = staff("clerk"), keyer = staff("keyer"), keyer2 = staff("keyer");
    const CaseRow row = received(who);
    ASSERT_EQ(work(clerk, row, "accept", complete_papers), "done");
    const auto key = open_task(row, "key");
    ASSERT_TRUE(key.has_value());
    EXPECT_EQ(outcome([&](store::Tx& tx) { cases->withdraw(tx, as(who), row.id, "不办了"); }),
              "done");
    EXPECT_EQ(now(row).ended_how, HowEnded::withdrawn);
    EXPECT_FALSE(open_task(row, "key").has_value());
    const std::string before = everything();
    for (const Who& one : {keyer, keyer2})
        EXPECT_EQ(outcome([&](store::Tx& tx) { cases->complete(tx, as(one), key->id, amounts); }),
                  "task.ended");
    EXPECT_EQ(outcome([&](store::Tx& tx) { cases->withdraw(tx, as(who), row.id, "再撤"); }),
              "casework.state");
    EXPECT_EQ(everything(), before);
    pass(days(60));
    EXPECT_EQ(
        store().read([&](store::Tx& tx) { return clocks->find(tx, "case", row.id.value); }).state,
        task::ClockState::stopped);
}

TEST_P(Case, whose_process_is_cancelled_from_outside_tells_the_applicant) {
    const Who who = resident();
    const CaseRow row = received(who);
    store().write(
        [&](store::Tx& tx) { engine->cancel(tx, cases->find(tx, row.id).instance_id, {}); });
    EXPECT_EQ(now(row).state, CaseState::ended);
    EXPECT_EQ(view(who, row).events.back().kind, "broken_off");
    EXPECT_EQ(store().read([&](store::Tx& tx) { return inbox->unread(tx, who.account); }), 1);
}

TEST_P(Case, refuses_a_task_done_twice_or_by_the_wrong_person_and_changes_nothing) {
    const Who who = resident(), other = resident();
    const Who clerk = staff("clerk"), keyer = staff("keyer");
    const CaseRow row = received(who);
    const auto accept = *open_task(row, "accept");
    std::string before = everything();
    for (const Who& wrong : {who, other, keyer})
        EXPECT_EQ(outcome([&](store::Tx& tx) {
                      cases->complete(tx, as(wrong), accept.id, complete_papers);
                  }),
                  "task.not_yours");
    EXPECT_EQ(everything(), before);
    EXPECT_EQ(work(clerk, row, "accept", complete_papers), "done");
    before = everything();
    EXPECT_EQ(
        outcome([&](store::Tx& tx) { cases->complete(tx, as(clerk), accept.id, complete_papers); }),
        "task.ended");
    EXPECT_EQ(everything(), before);
}

TEST_P(Case, is_nobody_elses_business) {
    const Who who = resident(), other = resident();
    const Who clerk = staff("clerk"), keyer = staff("keyer"), away = staff("approver");
    const CaseRow row = received(who);
    const std::string path = "/api/v1/cases/" + to_text(row.id);
    EXPECT_EQ(send(who, "GET", path).status, 200);
    EXPECT_EQ(send(clerk, "GET", path).status, 200);
    for (const Who& stranger : {other, keyer, away}) {
        EXPECT_EQ(send(stranger, "GET", path).status, 404);
        EXPECT_EQ(send(stranger, "POST", path + "/withdrawal", R"({"reason":"x"})").status, 404);
        EXPECT_EQ(send(stranger, "GET", path + "/duties").status,
                  stranger.permissions.empty() ? 403 : 404);
    }
    EXPECT_NE(everything().find("casework.case_seen"), std::string::npos);
    EXPECT_EQ(everything().find("6222020000000000000"), std::string::npos);
}

TEST_P(Case, keeps_two_deadlines_and_is_extended_by_another_person_only) {
    const Who who = resident();
    const Who clerk = staff("clerk");
    const Who head = staff("case_supervisor", {may_work, may_supervise});
    const CaseRow row = received(who);
    ASSERT_EQ(work(clerk, row, "accept", complete_papers), "done");
    const auto before = view(clerk, row).clock;
    ASSERT_TRUE(before.has_value());
    EXPECT_EQ(
        outcome([&](store::Tx& tx) { cases->ask_extension(tx, as(head), row.id, 5, "需要外调"); }),
        "done");
    const auto id = store().read([&](store::Tx& tx) {
        return tx.one<std::int64_t>({"test.extension", "SELECT id FROM casework_extension"})
            .value();
    });
    EXPECT_EQ(
        outcome([&](store::Tx& tx) { cases->decide_extension(tx, as(head), id, true, "同意"); }),
        "task.approver_same");
    const Who second = staff("case_supervisor", {may_work, may_supervise});
    EXPECT_EQ(
        outcome([&](store::Tx& tx) { cases->decide_extension(tx, as(second), id, true, "同意"); }),
        "done");
    EXPECT_EQ(
        outcome([&](store::Tx& tx) { cases->decide_extension(tx, as(second), id, true, "同意"); }),
        "casework.decided_already");
    const auto after = view(clerk, row).clock;
    EXPECT_EQ(after->original_due_at, before->due_at);
    EXPECT_GT(*after->due_at, *before->due_at);
}

TEST_P(Case, that_is_late_is_told_to_the_supervisor_and_a_suspended_one_is_not_late) {
    const Who who = resident(), waiting = resident();
    const Who clerk = staff("clerk");
    const Who head = staff("case_supervisor", {may_work, may_supervise});
    const CaseRow late = received(who), suspended = received(waiting);
    ASSERT_EQ(work(clerk, late, "accept", complete_papers), "done");
    ASSERT_EQ(work(clerk, suspended, "accept", complete_papers), "done");
    EXPECT_EQ(
        outcome([&](store::Tx& tx) { cases->suspend(tx, as(head), suspended.id, "等待鉴定结论"); }),
        "done");
    pass(days(40));
    EXPECT_GE(store().read([&](store::Tx& tx) { return inbox->unread(tx, head.account); }), 1);
    const auto body = send(head, "GET", "/api/v1/supervision").body;
    EXPECT_NE(body.find(late.code), std::string::npos);
    EXPECT_EQ(body.find(suspended.code), std::string::npos);
    EXPECT_EQ(view(clerk, suspended).clock->light, calendar::Light::stopped);
}

TEST_P(Case, of_somebody_at_the_window_is_written_down_by_the_clerk_alone) {
    const PersonId visitor = person();
    const Who clerk = staff("clerk", {may_work, may_receive}), keyer = staff("keyer");
    const NewCase given{"resident-certificate",
                        {{"kind", "residence"}, {"recorded", "yes"}, {"recipient", "学校"}},
                        std::nullopt,
                        visitor};
    EXPECT_EQ(outcome([&](store::Tx& tx) { cases->create(tx, as(keyer), given); }),
              "http.not_allowed");
    const CaseRow row =
        store().write([&](store::Tx& tx) { return cases->create(tx, as(clerk), given); });
    EXPECT_EQ(row.channel, service::Channel::counter);
    EXPECT_EQ(row.area_id, community);
    EXPECT_EQ(submit(clerk, row), "done");
}

TEST_P(Case, that_is_decided_while_one_waits_stays_at_the_window_that_received_it) {
    const PersonId visitor = person();
    const std::set<std::string> rights{may_work, may_receive};
    std::vector<Who> workers;
    for (int i = 0; i < 4; ++i)
        workers.push_back(staff("community_worker", rights));
    for (const Who& worker : workers) {
        const NewCase given{"resident-certificate",
                            {{"kind", "residence"}, {"recorded", "yes"}, {"recipient", "学校"}},
                            std::nullopt,
                            visitor};
        const CaseRow row =
            store().write([&](store::Tx& tx) { return cases->create(tx, as(worker), given); });
        ASSERT_EQ(submit(worker, row), "done");
        const auto accept = open_task(row, "accept");
        ASSERT_TRUE(accept.has_value());
        EXPECT_EQ(accept->assignee, worker.account);
    }
}

TEST_P(Case, tells_everybody_who_may_do_what_and_why_not_he) {
    const Who who = resident();
    const Who clerk = staff("clerk"), keyer = staff("keyer");
    const CaseRow row = received(who);
    ASSERT_EQ(work(clerk, row, "accept", complete_papers), "done");
    const auto answer = send(clerk, "GET", "/api/v1/cases/" + to_text(row.id) + "/duties");
    ASSERT_EQ(answer.status, 200) << answer.body;
    std::map<std::string, json::object> by_element;
    const json::value body = json::parse(answer.body);
    for (const auto& line : body.at("items").as_array())
        by_element[std::string(line.at("element").as_string())] = line.as_object();
    EXPECT_EQ(by_element.at("accept").at("state"), "done");
    EXPECT_EQ(by_element.at("key").at("state"), "open");
    EXPECT_EQ(by_element.at("approve").at("state"), "ahead");
    EXPECT_FALSE(by_element.at("approve").at("me").at("may").as_bool());
    EXPECT_TRUE(by_element.at("approve").at("me").as_object().contains("why_zh"));
    EXPECT_EQ(by_element.at("correct").at("roles").as_array().at(0).at("code"), "applicant");
}

TEST_P(Case, is_complained_about_and_answered) {
    const Who who = resident();
    const Who head = staff("case_supervisor", {may_work, may_supervise});
    const CaseRow row = received(who);
    EXPECT_EQ(outcome([&](store::Tx& tx) { cases->complain(tx, as(who), row.id, "太慢"); }),
              "done");
    const auto complaint = view(who, row).complaints.at(0);
    const std::string path = "/api/v1/complaints/" + complaint.id + "/answer";
    EXPECT_EQ(send(who, "POST", path, R"({"text":"x"})").status, 403);
    EXPECT_EQ(send(head, "POST", path, R"({"text":"已催办"})").status, 204);
    EXPECT_EQ(send(head, "POST", path, R"({"text":"再答"})").status, 409);
    EXPECT_EQ(view(who, row).complaints.at(0).answer, "已催办");
}

TEST_P(Case, of_who_is_too_young_or_has_no_real_name_is_not_taken) {
    const Who child = resident(2015);
    const json::object data{{"kind", "platform"},
                            {"insurances", {"pension"}},
                            {"enrolled", "no"},
                            {"pension", "no"},
                            {"from_month", "2026-04-01"}};
    const CaseRow row = create(child, "flexible-enrolment", data);
    EXPECT_EQ(submit(child, row), "casework.not_entitled");
    const Who nobody{AccountId{5}, std::nullopt, {}};
    EXPECT_EQ(outcome([&](store::Tx& tx) {
                  cases->create(tx, as(nobody), {"flexible-enrolment", {}, {}, {}});
              }),
              "casework.person_needed");
    const Who adult = resident(1990);
    const CaseRow enrolled = create(adult, "flexible-enrolment", data);
    EXPECT_EQ(submit(adult, enrolled), "done");
    EXPECT_EQ(now(enrolled).outcome, Outcome::approved);  // the rules could tell
}

TEST_P(Case, next_task_is_given_by_the_system_until_there_is_none) {
    const Who who = resident();
    const Who worker = staff("community_worker"), other = staff("community_worker");
    for (int i = 0; i < 3; ++i) {
        const CaseRow row =
            create(who, "resident-certificate",
                   {{"kind", "residence"}, {"recorded", "yes"}, {"recipient", "学校"}});
        ASSERT_EQ(submit(who, row), "done");
    }
    std::set<std::string> seen;
    for (const Who& one : {worker, other}) {
        for (int i = 0; i < 4; ++i) {
            const auto answer = send(one, "POST", "/api/v1/tasks/next", "{}");
            if (answer.status == 204) break;
            ASSERT_EQ(answer.status, 200) << answer.body;
            const auto line = json::parse(answer.body).as_object();
            const std::string id(line.at("id").as_string());
            EXPECT_TRUE(seen.insert(id).second);
            EXPECT_EQ(send(one, "POST", "/api/v1/tasks/" + id + "/completion",
                           R"({"data":{"outcome":"not_in_scope","reason":"不属于证明范围"}})")
                          .status,
                      200);
        }
    }
    EXPECT_EQ(seen.size(), 3u);
}

LINLI_ON_BOTH_DATABASES(Case);

}  // namespace
}  // namespace linli::casework
