// Clocks, complaints, the team: what supervisors look at; and who may do what in a case.
#include <algorithm>
#include <set>

#include "kernel/casework/casework_sql.hpp"
#include "kernel/casework/routes.hpp"
#include "kernel/casework/view.hpp"

namespace linli::casework {

struct WhyBody {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(WhyBody, (), (reason))
struct ExtensionBody {
    std::int64_t amount = 0;  // in the unit of the term
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ExtensionBody, (), (amount, reason))
enum class Verdict : std::uint8_t { approve, reject };
BOOST_DESCRIBE_ENUM(Verdict, approve, reject)
struct VerdictBody {
    Verdict decision = Verdict::reject;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(VerdictBody, (), (decision, reason))
struct AnswerBody {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(AnswerBody, (), (text))
struct AreaQuery {
    std::optional<AreaId> area;
};
BOOST_DESCRIBE_STRUCT(AreaQuery, (), (area))

struct OpenComplaint {
    std::string id;
    CaseId case_id;
    std::string case_code, service_zh, service_en;
    Instant at;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(OpenComplaint, (), (id, case_id, case_code, service_zh, service_en, at, text))
struct SupervisionCounts {
    std::int64_t running = 0, amber = 0, red = 0, unassigned = 0;
};
BOOST_DESCRIBE_STRUCT(SupervisionCounts, (), (running, amber, red, unassigned))
struct Supervision {
    std::vector<CaseLine> overdue, amber;
    std::vector<OpenComplaint> complaints;
    std::vector<ExtensionView> extension_requests;
    SupervisionCounts counts;
};
BOOST_DESCRIBE_STRUCT(Supervision, (), (overdue, amber, complaints, extension_requests, counts))

struct RoleName {
    std::string code, zh, en;
};
BOOST_DESCRIBE_STRUCT(RoleName, (), (code, zh, en))
struct DutyMe {
    bool may = false;
    std::optional<std::string> why_zh, why_en;
};
BOOST_DESCRIBE_STRUCT(DutyMe, (), (may, why_zh, why_en))
struct DutyLine {
    std::string element, zh, en;
    std::vector<RoleName> roles;
    std::string state;  // done, open, ahead
    std::optional<std::string> done_by;
    std::optional<TaskId> task_id;
    std::optional<DutyMe> me;
};
BOOST_DESCRIBE_STRUCT(DutyLine, (), (element, zh, en, roles, state, done_by, task_id, me))
struct DutiesView {
    std::vector<DutyLine> items;
};
BOOST_DESCRIBE_STRUCT(DutiesView, (), (items))

struct TeamLine {
    AccountId account_id;
    std::string name;
    std::vector<RoleName> roles;
    std::int64_t open = 0, amber = 0, red = 0;
    std::optional<Instant> absent_until;
};
BOOST_DESCRIBE_STRUCT(TeamLine, (), (account_id, name, roles, open, amber, red, absent_until))
struct TeamView {
    std::vector<TeamLine> items;
    std::int64_t unassigned = 0;
};
BOOST_DESCRIBE_STRUCT(TeamView, (), (items, unassigned))

struct NewAbsence {
    std::optional<AccountId> account_id;
    Instant from, until;
    std::optional<AccountId> deputy;
};
BOOST_DESCRIBE_STRUCT(NewAbsence, (), (account_id, from, until, deputy))
struct AbsenceView {
    std::string id;
    AccountId account_id;
    std::string name;
    Instant from, until;
    std::optional<AccountId> deputy;
    std::string deputy_name;
};
BOOST_DESCRIBE_STRUCT(AbsenceView, (), (id, account_id, name, from, until, deputy, deputy_name))
struct Absences {
    std::vector<AbsenceView> items;
};
BOOST_DESCRIBE_STRUCT(Absences, (), (items))

namespace {

using http::Context;
using http::Policy;

constexpr std::size_t shown_max = 100;

// The areas that a supervisor looks at: the one he named, or all of his.
std::vector<AreaId> watched(Cases& cases, const Context& c, const AreaQuery& q) {
    const auto tops = q.area ? std::vector{*q.area} : c.caller.areas(may_supervise);
    std::vector<AreaId> all;
    for (const AreaId top : tops) {
        c.caller.require(may_supervise, top);
        for (const AreaId area : cases.parts().areas.tree()->subtree(top))
            all.push_back(area);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

Supervision supervision(Cases& cases, const Context& c, const AreaQuery& q, store::Tx& tx) {
    auto& parts = cases.parts();
    Supervision out;
    for (const AreaId area : watched(cases, c, q)) {
        for (const auto& clock : parts.clocks.running(tx, area, "case")) {
            ++out.counts.running;
            const auto light = parts.clocks.light(tx, clock);
            auto* list = light == calendar::Light::red     ? &out.overdue
                         : light == calendar::Light::amber ? &out.amber
                                                           : nullptr;
            if (!list) continue;
            ++(light == calendar::Light::red ? out.counts.red : out.counts.amber);
            if (list->size() < shown_max)
                list->push_back(line_of(cases, tx, cases.find(tx, CaseId{clock.subject_id})));
        }
        for (const auto& row : tx.all<ComplaintRow>(sql::complaints_open, area)) {
            if (out.complaints.size() >= shown_max) break;
            const CaseRow of = cases.find(tx, row.case_id);
            const CaseLine line = line_of(cases, tx, of);
            out.complaints.push_back(
                {id_to_text(row.id), of.id, of.code, line.service_zh, line.service_en, row.made_at,
                 parts.keys.open(row.text_sealed, {"casework_complaint", "text", row.id})});
        }
        for (const auto& row : tx.all<ExtensionRow>(sql::extensions_open, area))
            if (out.extension_requests.size() < shown_max)
                out.extension_requests.push_back(
                    view_of(cases, tx, cases.find(tx, row.case_id), row));
        out.counts.unassigned += parts.board.unassigned(tx, area);
    }
    const auto by_due = [](const CaseLine& a, const CaseLine& b) { return a.due_at < b.due_at; };
    std::sort(out.overdue.begin(), out.overdue.end(), by_due);
    std::sort(out.amber.begin(), out.amber.end(), by_due);
    return out;
}

std::vector<RoleName> names_of(store::Tx& tx, const std::vector<std::string>& roles) {
    std::vector<RoleName> out;
    for (const std::string& code : roles) {
        const Words words = identity::role_words(tx, code);
        out.push_back({code, words.zh, words.en});
    }
    return out;
}

std::vector<RoleName> roles_of(store::Tx& tx, const process::ProgramNode& node) {
    const std::string* addressee = node.attribute("addressee");
    if (addressee && *addressee == "applicant") return {{"applicant", "申请人", "Applicant"}};
    return names_of(tx, node.roles);
}

// Whether the caller could do a step that has not come yet, as things stand.
DutyMe ahead(Cases& cases, store::Tx& tx, const http::Caller& caller, const CaseRow& row,
             const process::ProgramNode& node) {
    task::Task t;
    t.area_id = row.area_id;
    t.case_id = row.id;
    t.element = node.id;
    t.role = node.roles.empty() ? "case_supervisor" : node.roles.front();
    t.duties = duties_of(node);
    const auto s = standing_of(cases, tx, caller, t);
    return {s.may_claim, s.why_zh, s.why_en};
}

// Every user task of the process: who does it, who did it, and whether the caller may.
DutiesView duties(Cases& cases, const Context& c, store::Tx& tx) {
    const CaseRow row = cases.find(tx, c.path_id<CaseId>("id"));
    if (!cases.access(tx, c.caller, row).staff)
        throw refuse_not_found("casework.unknown",
                               {"没有这个办件，或与您无关", "There is no such case of yours"});
    auto& parts = cases.parts();
    DutiesView out;
    if (!row.instance_id) return out;
    const auto program =
        parts.engine.program(tx, parts.engine.find(tx, row.instance_id).definition_id);
    const auto tasks = parts.board.of_case(tx, row.id);
    const auto history = parts.board.history(tx, row.id);
    for (const auto& node : program->nodes) {
        if (node.kind != process::bpmn::NodeKind::user_task) continue;
        const std::string* english = node.attribute("en");
        DutyLine line{node.id,
                      node.name,
                      english ? *english : node.name,
                      roles_of(tx, node),
                      "ahead",
                      std::nullopt,
                      std::nullopt,
                      std::nullopt};
        for (const auto& act : history)
            if (act.element == node.id && act.act == task::Act::completed) {
                line.state = "done";
                const std::string name = name_of(cases, tx, act.account_id);
                line.done_by = line.done_by ? *line.done_by + ", " + name : name;
            }
        for (const auto& t : tasks) {
            if (t.element != node.id ||
                (t.state != task::TaskState::open && t.state != task::TaskState::assigned))
                continue;
            line.state = "open";
            line.task_id = t.id;
            const auto s = standing_of(cases, tx, c.caller, t);
            line.me = DutyMe{s.may_claim || s.may_complete, s.why_zh, s.why_en};
        }
        if (line.state == "ahead" && !node.attribute("addressee"))
            line.me = ahead(cases, tx, c.caller, row, node);
        out.items.push_back(std::move(line));
    }
    return out;
}

TeamView team(Cases& cases, const Context& c, const AreaQuery& q, store::Tx& tx) {
    auto& parts = cases.parts();
    TeamView out;
    std::map<AccountId, TeamLine> lines;
    for (const AreaId area : watched(cases, c, q)) {
        out.unassigned += parts.board.unassigned(tx, area);
        for (const auto& t : parts.board.in_area(tx, area, static_cast<int>(shown_max))) {
            if (!t.assignee || t.role.empty()) continue;
            TeamLine& line = lines[*t.assignee];
            const TaskLight light = light_of(cases, tx, t);
            ++line.open;
            line.amber += light == TaskLight::amber;
            line.red += light == TaskLight::red;
        }
    }
    const auto tops = q.area ? std::vector{*q.area} : c.caller.areas(may_supervise);
    for (const AreaId top : tops)
        for (const auto& h : identity::holders_of_permission(parts.identity, tx, may_work, top))
            lines[h.account];
    for (auto& [account, line] : lines) {
        if (out.items.size() >= shown_max * 2) break;
        line.account_id = account;
        line.name = name_of(cases, tx, account);
        std::set<std::string> roles;
        for (const auto& held : identity::roles_held(parts.identity, tx, account))
            roles.insert(held.role);
        line.roles = names_of(tx, {roles.begin(), roles.end()});
        if (const auto absence = parts.board.absence_now(tx, account))
            line.absent_until = absence->until_at;
        out.items.push_back(std::move(line));
    }
    return out;
}

AbsenceView view_of(Cases& cases, store::Tx& tx, const task::Absence& a) {
    return {id_to_text(a.id),
            a.account_id,
            name_of(cases, tx, a.account_id),
            a.from_at,
            a.until_at,
            a.deputy,
            a.deputy ? name_of(cases, tx, *a.deputy) : ""};
}

// One's own absence, or that of somebody whom one supervises.
void require_may_absent(Cases& cases, store::Tx& tx, const Context& c, AccountId account) {
    if (account == c.caller.account()) return;
    const auto held = identity::roles_held(cases.parts().identity, tx, account);
    if (std::none_of(held.begin(), held.end(),
                     [&](const auto& r) { return c.caller.may(may_supervise, r.area); }))
        c.caller.require(may_supervise, AreaId{-1});
}

void clocks(http::Router& router, Cases& cases) {
    router.write<WhyBody>("POST", "/api/v1/cases/{id}/suspension",
                          {.policy = Policy::needs(may_work),
                           .tag = "cases",
                           .words = {"中止计时，写明原因", "Suspend the clock, with the reason"}},
                          [&cases](Context& c, const WhyBody& b, store::Tx& tx) {
                              cases.suspend(tx, c.caller, c.path_id<CaseId>("id"), b.reason);
                          });
    router.write<http::None>("POST", "/api/v1/cases/{id}/resumption",
                             {.policy = Policy::needs(may_work),
                              .tag = "cases",
                              .words = {"恢复计时", "Let the clock run on"}},
                             [&cases](Context& c, const http::None&, store::Tx& tx) {
                                 cases.resume(tx, c.caller, c.path_id<CaseId>("id"));
                             });
    router.write<ExtensionBody>("POST", "/api/v1/cases/{id}/extension-requests",
                                {.policy = Policy::needs(may_work),
                                 .tag = "cases",
                                 .words = {"申请延长期限", "Ask for more time"}},
                                [&cases](Context& c, const ExtensionBody& b, store::Tx& tx) {
                                    cases.ask_extension(tx, c.caller, c.path_id<CaseId>("id"),
                                                        b.amount, b.reason);
                                });
    router.write<VerdictBody>("POST", "/api/v1/extension-requests/{id}/decisions",
                              {.policy = Policy::needs(may_supervise),
                               .tag = "cases",
                               .words = {"批准或不批准延期（由他人）",
                                         "Approve or reject more time (by another person)"}},
                              [&cases](Context& c, const VerdictBody& b, store::Tx& tx) {
                                  cases.decide_extension(tx, c.caller,
                                                         id_from_text(c.path.at("id")),
                                                         b.decision == Verdict::approve, b.reason);
                              });
    router.write<AnswerBody>("POST", "/api/v1/complaints/{id}/answer",
                             {.policy = Policy::needs(may_supervise),
                              .tag = "cases",
                              .words = {"答复投诉", "Answer a complaint"}},
                             [&cases](Context& c, const AnswerBody& b, store::Tx& tx) {
                                 cases.answer_complaint(tx, c.caller, id_from_text(c.path.at("id")),
                                                        b.text);
                             });
}

void absences(http::Router& router, Cases& cases) {
    router.read<AreaQuery>(
        "GET", "/api/v1/absences",
        {.policy = Policy::needs(may_work),
         .tag = "tasks",
         .words = {"自己的缺勤，或所督办区域内的缺勤", "Absences: one's own, or of the team"}},
        [&cases](Context& c, const AreaQuery&, store::Tx& tx) {
            Absences out;
            for (const auto& a : cases.parts().board.absences(tx)) {
                const bool own = a.account_id == c.caller.account();
                const auto held =
                    own ? std::vector<identity::HeldRole>{}
                        : identity::roles_held(cases.parts().identity, tx, a.account_id);
                if (own || std::any_of(held.begin(), held.end(), [&](const auto& r) {
                        return c.caller.may(may_supervise, r.area);
                    }))
                    out.items.push_back(view_of(cases, tx, a));
            }
            return out;
        });
    router.write<NewAbsence>(
        "POST", "/api/v1/absences",
        {.policy = Policy::needs(may_work),
         .tag = "tasks",
         .words = {"登记缺勤和代理人", "Add an absence and its deputy"}},
        [&cases](Context& c, const NewAbsence& b, store::Tx& tx) {
            const auto account = b.account_id.value_or(c.caller.account());
            require_may_absent(cases, tx, c, account);
            return http::Created<AbsenceView>{
                view_of(cases, tx,
                        cases.parts().board.add_absence(tx, account, b.from, b.until, b.deputy,
                                                        c.caller.account()))};
        });
    router.write<http::None>("DELETE", "/api/v1/absences/{id}",
                             {.policy = Policy::needs(may_work),
                              .tag = "tasks",
                              .words = {"结束缺勤", "End an absence"}},
                             [&cases](Context& c, const http::None&, store::Tx& tx) {
                                 auto& board = cases.parts().board;
                                 const auto id = id_from_text(c.path.at("id"));
                                 for (const auto& a : board.absences(tx))
                                     if (a.id == id) require_may_absent(cases, tx, c, a.account_id);
                                 board.end_absence(tx, id, c.caller.account());
                             });
}

}  // namespace

void supervision_routes(http::Router& router, Cases& cases) {
    router.read<AreaQuery>("GET", "/api/v1/supervision",
                           {.policy = Policy::needs(may_supervise),
                            .tag = "cases",
                            .words = {"督办：超期、将到期、投诉、延期申请",
                                      "Supervision: overdue, nearly due, complaints, requests"}},
                           [&cases](Context& c, const AreaQuery& q, store::Tx& tx) {
                               return supervision(cases, c, q, tx);
                           });
    router.read<http::None>(
        "GET", "/api/v1/cases/{id}/duties",
        {.policy = Policy::needs(may_work),
         .tag = "cases",
         .words = {"各环节由谁办理，我为什么能或不能",
                   "Who does what in a case, and why one may or may not"}},
        [&cases](Context& c, const http::None&, store::Tx& tx) { return duties(cases, c, tx); });
    router.read<AreaQuery>(
        "GET", "/api/v1/team",
        {.policy = Policy::needs(may_supervise),
         .tag = "tasks",
         .words = {"团队的工作量", "The load of the team"}},
        [&cases](Context& c, const AreaQuery& q, store::Tx& tx) { return team(cases, c, q, tx); });
    clocks(router, cases);
    absences(router, cases);
}

}  // namespace linli::casework
