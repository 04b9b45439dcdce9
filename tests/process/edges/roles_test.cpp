// Who may do which user task of the shipped processes: each role in turn tries each, and each
// person who did one tries every other.
#include <algorithm>
#include <sstream>

#include "kernel/service/folder_fixture.hpp"
#include "kernel/task/task_fixture.hpp"
#include "process/edges/explore.hpp"
#include "system/rows.hpp"

namespace linli::process::edges {
namespace {

const std::vector<std::string> roles{"registrar",       "clerk",           "community_worker",
                                     "keyer",           "first_reviewer",  "approver",
                                     "second_reviewer", "case_supervisor", "item_keeper",
                                     "item_approver",   "community_keeper"};

std::vector<std::string> words_of(const std::string* text) {
    std::vector<std::string> out;
    std::istringstream in(text ? *text : "");
    for (std::string word; in >> word;)
        out.push_back(word);
    return out;
}
bool has(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}
bool is_for_applicant(const ProgramNode& node) {
    const std::string* addressee = node.attribute("addressee");
    return addressee && *addressee == "applicant";
}

class RolesOfProcesses : public task::TaskTest {
  protected:
    using TaskTest::open;
    void SetUp() override {
        TaskTest::SetUp();
        if (IsSkipped()) return;
        for (const auto& role : roles)
            staff_[role] = staff(city, person(), role.c_str());
        for (const auto& code : service::shipped)
            known_.emplace(code, explore(code));
    }
    template <class F>
    void for_each_task(F f) {
        for (const auto& [code, all] : known_)
            for (const auto& node : all.program->nodes)
                if (node.kind == bpmn::NodeKind::user_task) f(code, *all.program, node);
    }
    task::NewTask task_of_node(std::int64_t of_case, const ProgramNode& node) {
        task::NewTask task = task_of(of_case, node.id);
        task.role = is_for_applicant(node) || node.roles.empty() ? "" : node.roles.front();
        if (is_for_applicant(node)) task.addressee = staff_.at("registrar");
        task.duties.not_who_did = words_of(node.attribute("notWhoDid"));
        task.duties.never_with = words_of(node.attribute("neverWith"));
        task.duties.not_related = words_of(node.attribute("notRelated"));
        const std::string* distinct = node.attribute("distinct");
        task.duties.distinct = distinct && *distinct == "true";
        return task;
    }
    // "done", or status and code.
    template <class F>
    std::string answer(F act) {
        try {
            store().write([&](store::Tx& tx) { act(tx); });
            return "done";
        } catch (const Refusal& r) {
            return std::to_string(r.status()) + " " + r.code();
        }
    }
    void expect_refused(const task::Task& task, AccountId who, const std::string& what) {
        const auto before = system_test::all_rows(store());
        for (const bool claims : {true, false}) {
            const std::string said = answer([&](store::Tx& tx) {
                claims ? board->claim(tx, task.id, who) : board->complete(tx, task.id, who);
            });
            EXPECT_TRUE(said.starts_with("403 task.") || said == "409 task.taken")
                << what << ": " << said;
        }
        EXPECT_TRUE(system_test::all_rows(store()) == before) << what << ": a row changed";
    }
    std::map<std::string, AccountId> staff_;
    std::map<std::string, Explored> known_;
    std::int64_t case_ = 1000;
};
LINLI_ON_BOTH_DATABASES(RolesOfProcesses);

TEST_P(RolesOfProcesses, do_their_own_tasks_and_no_others) {
    std::size_t tasks = 0;
    for_each_task([&](const std::string& code, const Program&, const ProgramNode& node) {
        ++tasks;
        const task::Task task = open(task_of_node(++case_, node));
        ASSERT_TRUE(!task.role.empty() || is_for_applicant(node)) << code << " " << node.id;
        EXPECT_TRUE(task.role.empty() || has(roles, task.role)) << task.role;
        for (const auto& role : roles) {
            const bool his = is_for_applicant(node) ? role == "registrar" : role == task.role;
            if (!his) expect_refused(task, staff_.at(role), code + " " + node.id + " by " + role);
        }
        if (!task.role.empty())
            expect_refused(task, staff(west, person(), task.role.c_str()),
                           code + " " + node.id + " by " + task.role + " of another district");
        const AccountId his =
            is_for_applicant(node) ? staff_.at("registrar") : staff_.at(task.role);
        if (is_for_applicant(node))
            EXPECT_EQ(complete(task, his), "done") << code << " " << node.id;
        else
            EXPECT_EQ(do_it(task, his), "done") << code << " " << node.id;
        EXPECT_EQ(answer([&](store::Tx& tx) { board->complete(tx, task.id, his); }),
                  "409 task.ended")
            << code << " " << node.id;
    });
    EXPECT_GE(tasks, 12u);
}

// One person with the roles of both tasks, by two accounts, too.
TEST_P(RolesOfProcesses, never_do_two_tasks_that_the_model_keeps_apart) {
    std::size_t kept_apart = 0, allowed = 0;
    for (const auto& [code, all] : known_)
        for (const auto& first : all.program->nodes)
            for (const auto& second : all.program->nodes) {
                if (first.kind != bpmn::NodeKind::user_task ||
                    second.kind != bpmn::NodeKind::user_task || is_for_applicant(first) ||
                    is_for_applicant(second))
                    continue;
                const std::string what = code + ": " + first.id + ", then " + second.id;
                const auto before = open(task_of_node(++case_, first));
                const auto then = open(task_of_node(case_, second));
                const http::PersonId who = person();
                ASSERT_EQ(do_it(before, staff(city, who, before.role.c_str())), "done") << what;
                const AccountId again = staff(city, who, then.role.c_str());
                const bool apart = has(then.duties.not_who_did, first.id) ||
                                   has(then.duties.never_with, first.id) ||
                                   has(before.duties.never_with, second.id) ||
                                   (first.id == second.id && then.duties.distinct);
                ++(apart ? kept_apart : allowed);
                if (apart)
                    expect_refused(then, again, what);
                else
                    EXPECT_EQ(do_it(then, again), "done") << what;
            }
    EXPECT_GE(kept_apart, 30u);
    EXPECT_GE(allowed, 5u);
}

// Who approves is neither the applicant nor of his kin.
TEST_P(RolesOfProcesses, never_decide_for_themselves_or_their_kin_where_the_model_says_so) {
    std::size_t tried = 0;
    for_each_task([&](const std::string& code, const Program&, const ProgramNode& node) {
        for (const auto& relation : words_of(node.attribute("notRelated"))) {
            ++tried;
            const auto task = open(task_of_node(++case_, node));
            const http::PersonId who = person();
            store().write([&](store::Tx& tx) { board->relate(tx, task.case_id, who, relation); });
            expect_refused(task, staff(city, who, task.role.c_str()),
                           code + " " + node.id + " by the " + relation);
            EXPECT_EQ(do_it(task, staff_.at(task.role)), "done");
        }
    });
    EXPECT_GE(tried, 2u);
}

}  // namespace
}  // namespace linli::process::edges
