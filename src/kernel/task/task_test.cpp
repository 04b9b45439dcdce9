#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <thread>

#include "kernel/task/task_fixture.hpp"

namespace linli::task {
namespace {

using ::testing::ElementsAre;

LINLI_ON_BOTH_DATABASES(TaskTest);

// ---- who may ------------------------------------------------------------------------------------

TEST_P(TaskTest, two_tasks_for_different_people_are_never_drawn_for_one) {
    for (int i = 0; i < 3; ++i)
        staff(east);
    for (int n = 1; n <= 20; ++n) {
        NewTask first = task_of(n, "key"), second = task_of(n, "key");
        for (NewTask* task : {&first, &second}) {
            task->duties.distinct = true;
            task->needs.strategy = Strategy::random_draw;
        }
        const Task one = open(first), two = open(second);
        ASSERT_TRUE(one.assignee && two.assignee);
        EXPECT_NE(*one.assignee, *two.assignee);
        EXPECT_EQ(complete(one, *one.assignee), "done");
        EXPECT_EQ(complete(two, *two.assignee), "done");
    }
}

TEST_P(TaskTest, is_taken_by_a_holder_of_its_role_in_its_area_or_above) {
    const AccountId here = staff(street), above = staff(city), beside = staff(west),
                    other = staff(street, person(), "community_keeper");
    const Task task = open(1, "review");
    EXPECT_EQ(claim(task, beside), "task.not_in_role");
    EXPECT_EQ(claim(task, other), "task.not_in_role");
    EXPECT_EQ(claim(task, here), "done");
    EXPECT_EQ(claim(task, above), "task.taken");
    EXPECT_EQ(complete(task, above), "task.not_yours");
    EXPECT_EQ(complete(task, here), "done");
    EXPECT_EQ(complete(task, here), "task.ended");
}
TEST_P(TaskTest, refuses_who_did_the_step_that_it_checks) {
    const AccountId ann = staff(street), bob = staff(street);
    EXPECT_EQ(do_it(open(1, "enter"), ann), "done");
    const Task check = open(1, "check", {.not_who_did = {"enter"}});
    EXPECT_EQ(claim(check, ann), "task.barred");
    EXPECT_EQ(claim(check, bob), "done");
    EXPECT_EQ(do_it(open(2, "check", {.not_who_did = {"enter"}}), ann), "done");  // another case
}
TEST_P(TaskTest, binds_the_person_not_the_account) {
    const PersonId ann = person();
    const AccountId first = staff(street, ann), second = staff(street, ann),
                    nobody = staff(street, std::nullopt);
    EXPECT_EQ(do_it(open(1, "enter"), first), "done");
    const Task check = open(1, "check", {.not_who_did = {"enter"}});
    EXPECT_EQ(claim(check, second), "task.barred");
    EXPECT_EQ(claim(check, nobody), "task.person_required");
}
TEST_P(TaskTest, keeps_two_roles_of_a_case_apart_whichever_comes_first) {
    const AccountId ann = staff(street);
    EXPECT_EQ(do_it(open(1, "approve", {.never_with = {"pay"}}), ann), "done");
    EXPECT_EQ(claim(open(1, "pay"), ann), "task.barred");
    EXPECT_EQ(do_it(open(2, "pay"), ann), "done");
    EXPECT_EQ(claim(open(2, "approve", {.never_with = {"pay"}}), ann), "task.barred");
}
TEST_P(TaskTest, of_several_instances_goes_to_a_person_each) {
    const AccountId ann = staff(street), bob = staff(street);
    const Duties distinct{.distinct = true};
    const Task one = open(1, "key", distinct), two = open(1, "key", distinct);
    EXPECT_EQ(do_it(one, ann), "done");
    EXPECT_EQ(claim(two, ann), "task.barred");
    EXPECT_EQ(do_it(two, bob), "done");
}
TEST_P(TaskTest, checks_again_when_it_is_completed) {
    // Ann holds both before she has done either.
    const AccountId ann = staff(street);
    const Task enter = open(1, "enter"), check = open(1, "check", {.not_who_did = {"enter"}});
    EXPECT_EQ(claim(check, ann), "done");
    EXPECT_EQ(do_it(enter, ann), "done");
    EXPECT_EQ(complete(check, ann), "task.barred");
}
TEST_P(TaskTest, refuses_the_applicant_and_his_kin) {
    const PersonId ann = person(), kin = person();
    const AccountId as_staff = staff(street, ann), brother = staff(street, kin);
    const Task task = open(1, "review", {.not_related = {"applicant", "kin"}});
    store().write([&](store::Tx& tx) {
        board->relate(tx, CaseId{1}, ann, "applicant");
        board->relate(tx, CaseId{1}, kin, "kin");
        board->relate(tx, CaseId{1}, kin, "kin");
    });
    EXPECT_EQ(claim(task, as_staff), "task.barred");
    EXPECT_EQ(claim(task, brother), "task.barred");
    EXPECT_EQ(claim(open(1, "advise"), as_staff), "done");
}
TEST_P(TaskTest, binds_a_deputy_as_himself_and_as_the_one_he_stands_in_for) {
    const AccountId ann = staff(street), bob = staff(street), eve = staff(street);
    NewTask given = task_of(1, "enter");
    const Task enter = open(given);
    EXPECT_EQ(claim(enter, ann), "done");
    const auto absence = [&](AccountId who, AccountId deputy) {
        store().write([&](store::Tx& tx) {
            board->add_absence(tx, who, clock.now(), clock.now() + days(3), deputy, who);
        });
    };
    EXPECT_EQ(complete(enter, bob), "task.not_yours");
    absence(ann, bob);
    EXPECT_EQ(complete(enter, eve), "task.not_yours");
    EXPECT_EQ(complete(enter, bob), "done");
    const Task check = open(1, "check", {.not_who_did = {"enter"}});
    EXPECT_EQ(claim(check, bob), "task.barred");
    EXPECT_EQ(claim(check, ann), "task.barred");  // it was done in her name
    EXPECT_EQ(do_it(check, eve), "done");
    clock.advance(days(4));
    const Task later = open(2, "enter");
    EXPECT_EQ(claim(later, ann), "done");
    EXPECT_EQ(complete(later, bob), "task.not_yours");  // she is back
}
TEST_P(TaskTest, cannot_be_handed_to_somebody_who_is_barred) {
    const AccountId ann = staff(street), bob = staff(street), eve = staff(street);
    EXPECT_EQ(do_it(open(1, "enter"), ann), "done");
    const Task check = open(1, "check", {.not_who_did = {"enter"}});
    EXPECT_EQ(claim(check, bob), "done");
    const auto delegate = [&](AccountId to, const char* why) {
        return outcome([&](store::Tx& tx) { board->delegate(tx, check.id, bob, to, why); });
    };
    EXPECT_EQ(delegate(ann, "busy"), "task.barred");
    EXPECT_EQ(delegate(eve, ""), "task.reason_missing");
    EXPECT_EQ(outcome([&](store::Tx& tx) { board->take_over(tx, check.id, ann, ann, "late"); }),
              "task.barred");
    EXPECT_EQ(delegate(eve, "busy"), "done");
    EXPECT_EQ(complete(check, bob), "task.not_yours");
    EXPECT_EQ(complete(check, eve), "done");
}
TEST_P(TaskTest, goes_back_to_the_pool_with_a_reason) {
    const AccountId ann = staff(street), bob = staff(street);
    const Task task = open(1, "review");
    EXPECT_EQ(claim(task, ann), "done");
    const auto give_back = [&](AccountId who, const char* why) {
        return outcome([&](store::Tx& tx) { board->give_back(tx, task.id, who, why); });
    };
    EXPECT_EQ(give_back(bob, "x"), "task.not_yours");
    EXPECT_EQ(give_back(ann, ""), "task.reason_missing");
    EXPECT_EQ(give_back(ann, "needs a visit"), "done");
    EXPECT_EQ(now(task).state, TaskState::open);
    EXPECT_EQ(do_it(task, bob), "done");
    const auto acts = store().read([&](store::Tx& tx) { return board->history(tx, CaseId{1}); });
    std::vector<Act> names;
    for (const auto& act : acts)
        names.push_back(act.act);
    EXPECT_THAT(names, ElementsAre(Act::claimed, Act::returned, Act::claimed, Act::completed));
}
TEST_P(TaskTest, for_an_addressee_is_done_by_him_alone) {
    const AccountId applicant = staff(west), clerk = staff(street);
    NewTask given = task_of(1, "supplement");
    given.role.clear();
    given.addressee = applicant;
    const Task task = open(given);
    EXPECT_EQ(task.state, TaskState::assigned);
    EXPECT_EQ(complete(task, clerk), "task.not_yours");
    EXPECT_EQ(outcome([&](store::Tx& tx) { board->take_over(tx, task.id, clerk, clerk, "x"); }),
              "task.not_in_role");
    EXPECT_EQ(complete(task, applicant), "done");
}
TEST_P(TaskTest, that_was_withdrawn_is_ended) {
    const AccountId ann = staff(street);
    const Task task = open(1, "review");
    store().write([&](store::Tx& tx) { board->withdraw(tx, task.wait_id); });
    EXPECT_EQ(claim(task, ann), "task.ended");
    store().write([&](store::Tx& tx) { board->withdraw(tx, task.wait_id); });
    EXPECT_EQ(now(task).state, TaskState::withdrawn);
}
// T13
TEST_P(TaskTest, wanted_by_many_at_once_goes_to_exactly_one) {
    std::vector<AccountId> all;
    for (int i = 0; i < 16; ++i)
        all.push_back(staff(street));
    for (int round = 0; round < 5; ++round) {
        const Task task = open(100 + round, "review");
        std::atomic<int> done{0}, taken{0}, busy{0};
        std::vector<std::thread> threads;
        for (const AccountId who : all)
            threads.emplace_back([&, who] {
                const std::string is = claim(task, who);
                ++(is == "done" ? done : is == "task.taken" ? taken : busy);
            });
        for (auto& thread : threads)
            thread.join();
        EXPECT_EQ(done, 1);
        EXPECT_EQ(done + taken + busy, 16);
        EXPECT_EQ(now(task).state, TaskState::assigned);
    }
}

// ---- lists --------------------------------------------------------------------------------------

TEST_P(TaskTest, lists_show_what_one_has_and_what_one_could_take) {
    const AccountId ann = staff(street), far = staff(west);
    const Task enter = open(1, "enter");
    NewTask urgent = task_of(2, "enter");
    urgent.due_at = clock.now() + days(1);
    const Task soon = open(urgent);
    EXPECT_EQ(do_it(open(3, "enter"), ann), "done");
    const Task barred = open(3, "check", {.not_who_did = {"enter"}});
    const auto pool = [&](AccountId who) {
        return store().read([&](store::Tx& tx) {
            std::vector<std::int64_t> found;
            for (const auto& task : board->pool(tx, who, 10))
                found.push_back(task.id.value);
            return found;
        });
    };
    EXPECT_THAT(pool(ann), ElementsAre(soon.id.value, enter.id.value));
    EXPECT_THAT(pool(far), ElementsAre());
    EXPECT_EQ(claim(enter, ann), "done");
    const auto [mine, load, why] = store().read([&](store::Tx& tx) {
        return std::tuple(board->mine(tx, ann, 10), board->load(tx, city),
                          board->standing(tx, barred, ann).why_not);
    });
    ASSERT_EQ(mine.size(), 1U);
    EXPECT_EQ(mine.front().id, enter.id);
    EXPECT_EQ(load, (std::map<AccountId, std::int64_t>{{AccountId{}, 2}, {ann, 1}}));
    ASSERT_TRUE(why.has_value());
    EXPECT_THAT(why->zh, ::testing::HasSubstr("不能由同一个人"));
}

// ---- assignment ---------------------------------------------------------------------------------

TEST_P(TaskTest, goes_to_the_least_loaded_who_is_there_and_has_the_skill) {
    const AccountId ann = staff(street), bob = staff(street), eve = staff(street),
                    away = staff(street);
    store().write([&](store::Tx& tx) {
        for (const AccountId who : {ann, bob, away})
            board->set_staff(tx, who, {"lang:en"}, std::nullopt);
        board->add_absence(tx, away, clock.now(), clock.now() + days(2), std::nullopt, away);
    });
    NewTask given = task_of(1, "review");
    given.needs = {{"lang:en"}, Strategy::least_loaded};
    EXPECT_EQ(claim(open(9, "other"), ann), "done");
    EXPECT_EQ(open(given).assignee, bob);
    static_cast<void>(eve);
}
TEST_P(TaskTest, goes_round_in_turn) {
    std::map<AccountId, int> got;
    for (int i = 0; i < 3; ++i)
        got[staff(street)] = 0;
    for (int i = 0; i < 9; ++i) {
        NewTask given = task_of(10 + i, "review");
        given.needs.strategy = Strategy::round_robin;
        ++got[*open(given).assignee];
        clock.advance(seconds(1));
    }
    for (const auto& [who, times] : got)
        EXPECT_EQ(times, 3);
}
TEST_P(TaskTest, goes_to_the_nearest) {
    const AccountId far = staff(street), near = staff(street), unknown = staff(street);
    store().write([&](store::Tx& tx) {
        board->set_staff(tx, far, {}, WgsPoint{28.7, 115.9});
        board->set_staff(tx, near, {}, WgsPoint{28.6801, 115.9});
    });
    NewTask given = task_of(1, "visit");
    given.needs.strategy = Strategy::nearest;
    given.place = WgsPoint{28.68, 115.9};
    EXPECT_EQ(open(given).assignee, near);
    static_cast<void>(unknown);
}
TEST_P(TaskTest, drawn_at_random_can_be_proven_by_its_seed) {
    std::vector<AccountId> all;
    for (int i = 0; i < 5; ++i)
        all.push_back(staff(street));
    NewTask given = task_of(1, "audit");
    given.needs.strategy = Strategy::random_draw;
    const Task task = open(given);
    ASSERT_EQ(task.seed.size(), 32U);
    std::vector<Candidate> candidates;
    for (const AccountId who : all)
        candidates.emplace_back().account = who;
    const Choice again = choose(Strategy::random_draw, {}, candidates, task.seed);
    EXPECT_EQ(task.assignee, candidates[*again.chosen].account);
    const auto acts = store().read([&](store::Tx& tx) { return board->history(tx, CaseId{1}); });
    EXPECT_THAT(acts.front().reason, ::testing::HasSubstr(task.seed));
}

RC_GTEST_PROP(Assignment, never_chooses_the_barred_or_unskilled_and_is_fair, ()) {
    std::vector<Candidate> all;
    const int people = *rc::gen::inRange(1, 8);
    for (int i = 0; i < people; ++i) {
        Candidate c;
        c.account = AccountId{i + 1};
        c.turns = *rc::gen::inRange(0, 4);
        c.open_tasks = *rc::gen::inRange(0, 4);
        if (*rc::gen::arbitrary<bool>()) c.skills = {"s"};
        if (*rc::gen::inRange(0, 4) == 0) c.barred = Words{"x", "x"};
        all.push_back(c);
    }
    const auto strategy = *rc::gen::element(Strategy::least_loaded, Strategy::nearest,
                                            Strategy::round_robin, Strategy::random_draw);
    const auto choice = choose(strategy, {"s"}, all, *rc::gen::arbitrary<std::string>());
    std::set<std::int64_t> turns;
    for (const auto& c : all)
        if (!c.barred && !c.skills.empty()) turns.insert(c.turns);
    RC_ASSERT(choice.chosen.has_value() == !turns.empty());
    if (!choice.chosen) return;
    const Candidate& chosen = all[*choice.chosen];
    RC_ASSERT(!chosen.barred && !chosen.skills.empty());
    if (strategy == Strategy::round_robin) RC_ASSERT(chosen.turns == *turns.begin());
}

// ---- legal clocks -------------------------------------------------------------------------------

class ClockTest : public TaskTest {
  protected:
    void SetUp() override {
        TaskTest::SetUp();
        if (IsSkipped()) return;
        use("");
    }
    void use(const std::string& days) {
        auto all = std::make_shared<calendar::Calendars>();
        all->add(calendar::Calendar::read(
            "calendar: {code: c, zh: c, en: c, areas: ['990202'], published_until: 2026-12-31}\n"
            "hours: [{weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00'}]\ndays: [" +
                days + "]\n",
            "test"));
        clocks->use(all);
    }
    LegalClock start(std::int64_t amount) {
        return store().write([&](store::Tx& tx) {
            return clocks->start(tx, street, "case", ++cases_,
                                 {calendar::TermUnit::working_days, amount});
        });
    }
    LegalClock now(const LegalClock& one) {
        return store().read(
            [&](store::Tx& tx) { return clocks->find(tx, "case", one.subject_id); });
    }
    static std::string local(std::optional<Instant> t) {
        return t ? to_text(*t + china_offset).substr(0, 16) : "none";
    }
    // Levels that rang at this moment.
    std::vector<std::int64_t> ring() {
        std::vector<std::int64_t> levels;
        store().write([&](store::Tx& tx) {
            levels.clear();
            clocks->ring(tx, 100,
                         [&](store::Tx&, const LegalClock& c) { levels.push_back(c.level); });
        });
        return levels;
    }
    std::int64_t cases_ = 0;
};
LINLI_ON_BOTH_DATABASES(ClockTest);

TEST_P(ClockTest, keeps_the_original_and_the_current_deadline) {
    const AccountId ann = staff(street), bob = staff(street);
    const LegalClock ten = start(10);  // from Monday 2026-03-02 08:00
    EXPECT_EQ(local(ten.due_at), "2026-03-16T17:00");
    const auto extend = [&](std::int64_t amount, AccountId by) {
        return outcome([&](store::Tx& tx) { clocks->extend(tx, ten.id, amount, ann, by, "x"); });
    };
    EXPECT_EQ(extend(5, ann), "task.approver_same");
    EXPECT_EQ(extend(11, bob), "task.extension_too_long");
    EXPECT_EQ(extend(5, bob), "done");
    EXPECT_EQ(extend(6, bob), "task.extension_too_long");
    EXPECT_EQ(local(now(ten).original_due_at), "2026-03-16T17:00");
    EXPECT_EQ(local(now(ten).due_at), "2026-03-23T17:00");
}
TEST_P(ClockTest, stands_while_it_is_paused) {
    const AccountId ann = staff(street);
    const LegalClock five = start(5);
    EXPECT_EQ(local(five.due_at), "2026-03-09T17:00");
    const auto pause = [&] {
        return outcome([&](store::Tx& tx) { clocks->pause(tx, five.id, ann, "court"); });
    };
    EXPECT_EQ(pause(), "done");
    EXPECT_EQ(pause(), "task.clock_state");
    EXPECT_EQ(local(now(five).due_at), "none");
    clock.advance(days(30));
    EXPECT_THAT(ring(), ElementsAre());
    EXPECT_EQ(outcome([&](store::Tx& tx) { clocks->resume(tx, five.id, ann); }), "done");
    EXPECT_EQ(local(now(five).due_at), "2026-04-07T17:00");  // from Wednesday 2026-04-01
}
TEST_P(ClockTest, reminds_then_is_overdue_then_escalates_each_working_day_and_falls_silent) {
    const LegalClock five = start(5);  // reminder after 4: Friday 03-06; due Monday 03-09
    std::vector<std::string> rang;
    for (int hour = 0; hour < 24 * 20; ++hour) {
        for (const std::int64_t level : ring())
            rang.push_back(local(clock.now()).substr(5, 5) + " " + std::to_string(level));
        clock.advance(hours(1));
    }
    EXPECT_THAT(rang, ElementsAre("03-06 1", "03-09 2", "03-10 3", "03-11 4", "03-12 5"));
    EXPECT_EQ(local(now(five).next_at), "none");
}
TEST_P(ClockTest, that_was_stopped_does_not_ring) {
    const LegalClock five = start(5);
    store().write([&](store::Tx& tx) { clocks->stop(tx, five.id); });
    clock.advance(days(30));
    EXPECT_THAT(ring(), ElementsAre());
    const LegalClock stopped = now(five);
    EXPECT_EQ(store().read([&](store::Tx& tx) { return clocks->light(tx, stopped); }),
              calendar::Light::green);
}
TEST_P(ClockTest, follows_a_calendar_that_has_changed) {
    const LegalClock five = start(5);
    use("{date: 2026-03-04, kind: rest, zh: x, en: x}");
    std::int64_t after = 0;
    do
        after = store().write([&](store::Tx& tx) { return clocks->recompute(tx, "c", after, 1); });
    while (after != 0);
    EXPECT_EQ(local(now(five).due_at), "2026-03-10T17:00");
    EXPECT_EQ(local(now(five).original_due_at), "2026-03-09T17:00");
}
TEST_P(ClockTest, needs_a_calendar) {
    EXPECT_EQ(outcome([&](store::Tx& tx) {
                  clocks->start(tx, west, "case", 1, {calendar::TermUnit::days, 1});
              }),
              "task.no_calendar");
}

}  // namespace
}  // namespace linli::task
