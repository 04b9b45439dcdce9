// The desk: one's own tasks, the pool, and what can be done with a task.
#include <algorithm>

#include "kernel/casework/casework_sql.hpp"
#include "kernel/casework/routes.hpp"
#include "kernel/casework/view.hpp"

namespace linli::casework {

enum class TaskList : std::uint8_t { mine, pool, team };
BOOST_DESCRIBE_ENUM(TaskList, mine, pool, team)

struct TasksQuery {
    std::optional<TaskList> list;
    std::optional<AreaId> area;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(TasksQuery, (), (list, area, limit))
inline Limits limits(const TasksQuery*) {
    return {{"limit", {.min = 1, .max = 200}}};
}

struct TaskCounts {
    std::int64_t mine = 0, pool = 0, amber = 0, red = 0;
};
BOOST_DESCRIBE_STRUCT(TaskCounts, (), (mine, pool, amber, red))
struct TasksView {
    std::vector<TaskLine> items;
    TaskCounts counts;
};
BOOST_DESCRIBE_STRUCT(TasksView, (), (items, counts))

struct TaskReason {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(TaskReason, (), (reason))
struct DelegationBody {
    AccountId account_id;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(DelegationBody, (), (account_id, reason))
struct TakeOverBody {
    std::optional<AccountId> account_id;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(TakeOverBody, (), (account_id, reason))
struct CompletionBody {
    json::object data;
};
BOOST_DESCRIBE_STRUCT(CompletionBody, (), (data))

struct Colleague {
    AccountId account_id;
    std::string name;
    std::int64_t open_tasks = 0;
    bool may = false;
    std::optional<std::string> why_zh, why_en;
};
BOOST_DESCRIBE_STRUCT(Colleague, (), (account_id, name, open_tasks, may, why_zh, why_en))
struct Colleagues {
    std::vector<Colleague> items;
};
BOOST_DESCRIBE_STRUCT(Colleagues, (), (items))

struct InboxNow {
    std::int64_t tasks = 0, pool = 0, unread = 0;
};
BOOST_DESCRIBE_STRUCT(InboxNow, (), (tasks, pool, unread))

namespace {

using http::Context;
using http::Policy;
using task::Task;

constexpr int counted_max = 200;

// Tasks of the addressee himself are his matter, not work at a desk.
std::vector<Task> mine(const Cases& cases, store::Tx& tx, const http::Caller& caller, int limit) {
    return cases.parts().board.mine(tx, caller.account(), limit);
}

TasksView tasks(Cases& cases, const Context& c, const TasksQuery& q, store::Tx& tx) {
    auto& board = cases.parts().board;
    const auto limit = static_cast<std::size_t>(q.limit.value_or(50));
    const auto own = mine(cases, tx, c.caller, counted_max);
    const auto pool = board.pool(tx, c.caller.account(), counted_max);
    TasksView view;
    view.counts.mine = static_cast<std::int64_t>(own.size());
    view.counts.pool = static_cast<std::int64_t>(pool.size());
    std::vector<Task> wanted = own;
    if (q.list == TaskList::pool) wanted = pool;
    if (q.list == TaskList::team) {
        wanted.clear();
        const auto tops = q.area ? std::vector{*q.area} : c.caller.areas(may_supervise);
        for (const AreaId top : tops) {
            c.caller.require(may_supervise, top);
            for (auto& t : board.in_area(tx, top, static_cast<int>(limit)))
                wanted.push_back(std::move(t));
        }
    }
    for (const Task& t : own) {
        const TaskLight light = light_of(cases, tx, t);
        view.counts.amber += light == TaskLight::amber;
        view.counts.red += light == TaskLight::red;
    }
    if (wanted.size() > limit) wanted.resize(limit);
    for (const Task& t : wanted)
        view.items.push_back(line_of(cases, tx, c.caller, t));
    return view;
}

// What he has in hand and is due first, else what the pool has for him.
std::optional<Task> next(Cases& cases, store::Tx& tx, const http::Caller& caller) {
    auto& board = cases.parts().board;
    for (const Task& t : mine(cases, tx, caller, counted_max))
        if (!t.role.empty() && board.standing(tx, t, caller.account()).may_complete) return t;
    for (const Task& t : board.pool(tx, caller.account(), 1))
        return board.claim(tx, t.id, caller.account());
    return std::nullopt;
}

// Whoever may see the task at all: in his hands, claimable, or under his supervision.
Task seen_task(Cases& cases, store::Tx& tx, const Context& c) {
    const Task t = cases.parts().board.find(tx, c.path_id<TaskId>("id"));
    const auto row = tx.one<CaseRow>(sql::by_id, t.case_id);
    bool may = t.assignee == c.caller.account();
    if (row) {
        // The applicant sees his case; who does what at which desk is not told in it.
        const Access access = cases.access(tx, c.caller, *row);
        may = may || access.staff || access.counter || (access.applicant && t.role.empty());
    } else {
        may =
            may || c.caller.may(may_supervise, t.area_id) ||
            identity::holds_role(cases.parts().identity, tx, c.caller.account(), t.role, t.area_id);
    }
    if (!may) throw refuse_not_found("task.unknown", {"没有这件任务", "There is no such task"});
    return t;
}

TaskView view(Cases& cases, const Context& c, store::Tx& tx) {
    const Task t = seen_task(cases, tx, c);
    TaskView v;
    v.task = line_of(cases, tx, c.caller, t);
    v.standing = standing_of(cases, tx, c.caller, t);
    v.blind = t.duties.blind;
    if (!t.seed.empty()) v.seed = t.seed;
    const auto wanted = cases.form_of_task(tx, t);
    if (wanted.form) v.form = wanted.form->schema();
    if (const auto row = tx.one<CaseRow>(sql::by_id, t.case_id)) {
        v.case_view = view_of(cases, tx, c.caller, *row);
        v.earlier = earlier_of(cases, tx, t);
        cases.parts().journal.append(tx, {.actor = c.caller.account(),
                                          .area = row->area_id,
                                          .action = "casework.case_seen",
                                          .subject_kind = "case",
                                          .subject_id = row->id.value});
    }
    return v;
}

Colleagues colleagues(Cases& cases, const Context& c, store::Tx& tx) {
    const Task t = seen_task(cases, tx, c);
    Colleagues out;
    if (t.role.empty()) return out;
    auto& parts = cases.parts();
    for (const auto& h : identity::holders(parts.identity, tx, t.role, t.area_id)) {
        if (h.account == c.caller.account()) continue;
        Task free = t;  // as if nobody had it: could this colleague take it?
        free.state = task::TaskState::open;
        free.assignee = std::nullopt;
        const auto standing = parts.board.standing(tx, free, h.account);
        Colleague one{
            h.account,
            name_of(cases, tx, h.account),
            static_cast<std::int64_t>(parts.board.mine(tx, h.account, counted_max).size()),
            standing.may_claim,
            std::nullopt,
            std::nullopt};
        if (standing.why_not) {
            one.why_zh = standing.why_not->zh;
            one.why_en = standing.why_not->en;
        }
        out.items.push_back(std::move(one));
        if (out.items.size() >= 200) break;
    }
    std::sort(out.items.begin(), out.items.end(), [](const auto& a, const auto& b) {
        return std::tuple(!a.may, a.open_tasks, a.name) < std::tuple(!b.may, b.open_tasks, b.name);
    });
    return out;
}

// One act on one task, answered with how it stands then.
template <class Body, class F>
void act(http::Router& router, Cases& cases, const char* path, Policy policy, const Words& words,
         F does) {
    router.write<Body>("POST", std::string("/api/v1/tasks/{id}/") + path,
                       {.policy = std::move(policy), .tag = "tasks", .words = words},
                       [&cases, does](Context& c, const Body& body, store::Tx& tx) {
                           const Task t = seen_task(cases, tx, c);
                           const Task after = does(c, tx, t, body);
                           tx.after_commit([&cases] { cases.parts().inboxes_changed(); });
                           return line_of(cases, tx, c.caller, after);
                       });
}

void acts(http::Router& router, Cases& cases) {
    auto& board = cases.parts().board;
    act<http::None>(router, cases, "claim", Policy::signed_in(), {"领取任务", "Claim a task"},
                    [&board](Context& c, store::Tx& tx, const Task& t, const http::None&) {
                        return board.claim(tx, t.id, c.caller.account());
                    });
    act<TaskReason>(router, cases, "return", Policy::signed_in(),
                    {"退回任务，写明原因", "Give a task back, with the reason"},
                    [&board](Context& c, store::Tx& tx, const Task& t, const TaskReason& b) {
                        return board.give_back(tx, t.id, c.caller.account(), b.reason);
                    });
    act<DelegationBody>(
        router, cases, "delegation", Policy::signed_in(),
        {"转给同事，写明原因", "Hand a task to a colleague, with the reason"},
        [&board](Context& c, store::Tx& tx, const Task& t, const DelegationBody& b) {
            return board.delegate(tx, t.id, c.caller.account(), b.account_id, b.reason);
        });
    act<TakeOverBody>(router, cases, "take-over", Policy::needs(may_supervise),
                      {"督办改派，写明原因", "A supervisor gives the task to somebody else"},
                      [&board](Context& c, store::Tx& tx, const Task& t, const TakeOverBody& b) {
                          c.caller.require(may_supervise, t.area_id);
                          return board.take_over(tx, t.id, c.caller.account(),
                                                 b.account_id.value_or(c.caller.account()),
                                                 b.reason);
                      });
    act<CompletionBody>(
        router, cases, "completion", Policy::signed_in(),
        {"办结任务，流程随之推进", "Complete a task; the process moves with it"},
        [&cases](Context& c, store::Tx& tx, const Task& t, const CompletionBody& b) {
            return cases.complete(tx, c.caller, t.id, b.data);
        });
}

}  // namespace

void task_routes(http::Router& router, Cases& cases, http::EventHub& inboxes) {
    router.read<TasksQuery>("GET", "/api/v1/tasks",
                            {.policy = Policy::signed_in(),
                             .tag = "tasks",
                             .words = {"我的任务、可领取的任务或团队的任务",
                                       "One's own tasks, the pool, or those of the team"}},
                            [&cases](Context& c, const TasksQuery& q, store::Tx& tx) {
                                return tasks(cases, c, q, tx);
                            });
    router.write<http::None>("POST", "/api/v1/tasks/next",
                             {.policy = Policy::needs(may_work),
                              .tag = "tasks",
                              .words = {"由系统给出下一件任务（没有时 204）",
                                        "The next task, given by the system (204: none)"}},
                             [&cases](Context& c, const http::None&, store::Tx& tx) {
                                 const auto t = next(cases, tx, c.caller);
                                 return t ? http::respond(line_of(cases, tx, c.caller, *t))
                                          : http::respond(http::NoContent{});
                             });
    router.raw<http::None, http::None, TaskView>(
        "GET", "/api/v1/tasks/{id}",
        {.policy = Policy::signed_in(),
         .tag = "tasks",
         .words = {"一件任务：表单、办件和能否办理",
                   "A task: its form, its case, and whether one may do it"}},
        [&cases](Context& c, store::Store& store) {
            return http::respond(store.write([&](store::Tx& tx) { return view(cases, c, tx); }));
        });
    router.read<http::None>("GET", "/api/v1/tasks/{id}/colleagues",
                            {.policy = Policy::signed_in(),
                             .tag = "tasks",
                             .words = {"可以转给谁，不能的原因", "Who could take it, and why not"}},
                            [&cases](Context& c, const http::None&, store::Tx& tx) {
                                return colleagues(cases, c, tx);
                            });
    acts(router, cases);
    router.stream<http::None>(
        "/api/v1/inbox/events",
        {.policy = Policy::signed_in(),
         .tag = "tasks",
         .words = {"任务和通知的数目，随时推送", "Counts of tasks and notices, as they change"}},
        inboxes, "inbox", [&cases](Context& c, const http::None&, store::Tx& tx) {
            const auto& parts = cases.parts();
            InboxNow now;
            now.tasks = static_cast<std::int64_t>(mine(cases, tx, c.caller, counted_max).size());
            now.pool = static_cast<std::int64_t>(
                parts.board.pool(tx, c.caller.account(), counted_max).size());
            now.unread = parts.inbox.unread(tx, c.caller.account());
            return now;
        });
}

}  // namespace linli::casework
