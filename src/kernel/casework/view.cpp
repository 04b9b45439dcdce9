#include "kernel/casework/view.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "kernel/casework/casework_sql.hpp"
#include "kernel/identity/account.hpp"

namespace linli::casework {
namespace {

std::string area_name(Cases& cases, AreaId id) {
    const auto tree = cases.parts().areas.tree();
    const area::Area* found = tree->find(id);
    return found ? found->name_zh : "";
}

MaterialView view_of(const service::Material& m) {
    MaterialView v;
    v.code = m.code;
    v.zh = m.zh;
    v.en = m.en;
    v.hint_zh = m.hint_zh;
    v.hint_en = m.hint_en;
    v.basis = m.basis;
    v.required = m.required;
    v.held_by_state = m.held_by_state;
    v.source_zh = m.source_zh;
    v.source_en = m.source_en;
    v.files_max = m.files_max;
    return v;
}

std::vector<MaterialView> materials_of(Cases& cases, store::Tx& tx, const CaseRow& row,
                                       const service::Compiled& item) {
    const auto facts = identity::facts_of(cases.parts().identity, tx, row.person_id);
    std::vector<MaterialView> out;
    for (const auto& m : item.materials(cases.form_of(row), facts ? facts->age : 0).items)
        out.push_back(view_of(m));
    for (const auto& f : tx.all<MaterialRow>(sql::materials, row.id)) {
        auto of_it = std::find_if(out.begin(), out.end(),
                                  [&](const auto& m) { return m.code == f.material; });
        // Handed in before an answer changed: it is still shown.
        if (of_it == out.end()) {
            const auto& all = item.item().materials;
            const auto known = std::find_if(all.begin(), all.end(),
                                            [&](const auto& m) { return m.code == f.material; });
            if (known == all.end()) continue;
            out.push_back(view_of(*known));
            out.back().required = false;
            of_it = out.end() - 1;
        }
        of_it->files.push_back({f.id, f.name, f.media_type, f.bytes});
    }
    for (auto& m : out)
        m.missing = m.required && !m.held_by_state && m.files.empty();
    return out;
}

// Of a matter that is decided, whether it was in time; else how near the deadline is.
calendar::Light light_of(Cases& cases, store::Tx& tx, const task::LegalClock& clock) {
    if (clock.state != task::ClockState::stopped) return cases.parts().clocks.light(tx, clock);
    return clock.due_at && *clock.stopped_at > *clock.due_at ? calendar::Light::red
                                                             : calendar::Light::green;
}

std::optional<ClockView> clock_of(Cases& cases, store::Tx& tx, const CaseRow& row) {
    const auto& clocks = cases.parts().clocks;
    const auto clock = clocks.try_find(tx, "case", row.id.value);
    if (!clock) return std::nullopt;
    ClockView v;
    const auto words = calendar::words(clock->term());
    v.term_zh = words.zh;
    v.term_en = words.en;
    v.unit = enum_to_text(clock->term_unit);
    v.amount = clock->term().amount;
    v.used = clocks.used(tx, *clock);
    v.started_at = clock->started_at;
    v.original_due_at = clock->original_due_at;
    v.due_at = clock->due_at;
    v.light = light_of(cases, tx, *clock);
    v.provisional = clock->provisional;
    if (clock->state == task::ClockState::paused)
        for (const auto& act : clocks.acts(tx, clock->id))
            if (act.act == "paused") v.paused = act.reason;
    return v;
}

// Done: one of its elements was left; now: one of them waits; skipped: a later one has begun, or
// the case has ended without it.
std::vector<StepView> steps_of(Cases& cases, store::Tx& tx, const CaseRow& row,
                               const service::Item& item) {
    std::map<std::string, Instant> completed;
    std::set<std::string> entered;
    if (row.instance_id) {
        for (const auto& line : cases.parts().engine.trace(tx, row.instance_id)) {
            if (line.event == "completed") completed[line.element] = line.at;
            if (line.event == "entered") entered.insert(line.element);
            if (line.event != "entered") entered.erase(line.element);
        }
    }
    std::vector<StepView> steps;
    for (const auto& step : item.steps) {
        StepView v{step.code, step.zh, step.en, "ahead", std::nullopt};
        for (const auto& element : step.elements) {
            if (const auto at = completed.find(element);
                at != completed.end() && v.state != "now") {
                v.state = "done";
                if (!v.at || *v.at < at->second) v.at = at->second;
            }
            if (entered.contains(element) && row.state != CaseState::ended) v.state = "now";
        }
        steps.push_back(std::move(v));
    }
    // While something between two steps is done, the next one is what is waited for.
    const bool going = row.state != CaseState::draft && row.state != CaseState::ended;
    const bool any_now =
        std::any_of(steps.begin(), steps.end(), [](const StepView& s) { return s.state == "now"; });
    if (going && !any_now) {
        const auto last = std::find_if(steps.rbegin(), steps.rend(),
                                       [](const StepView& s) { return s.state == "done"; });
        if (last.base() != steps.end()) last.base()->state = "now";
    }
    bool later = row.state == CaseState::ended;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if (step->state == "ahead" && later) step->state = "skipped";
        later = later || step->state != "ahead";
    }
    return steps;
}

std::vector<ComplaintView> complaints_of(Cases& cases, store::Tx& tx, const CaseRow& row) {
    const auto& keys = cases.parts().keys;
    std::vector<ComplaintView> out;
    for (const auto& c : tx.all<ComplaintRow>(sql::complaints, row.id)) {
        out.push_back({id_to_text(c.id), c.made_at,
                       keys.open(c.text_sealed, {"casework_complaint", "text", c.id}), std::nullopt,
                       c.answered_at});
        if (c.answered_at)
            out.back().answer = keys.open(c.answer_sealed, {"casework_complaint", "answer", c.id});
    }
    return out;
}

MayView may_of(const CaseRow& row, const Access& access, const std::optional<ClockView>& clock) {
    const bool own = access.applicant || access.counter;
    const bool going = row.state == CaseState::received || row.state == CaseState::correcting ||
                       row.state == CaseState::accepted;
    MayView may;
    may.edit = own && (row.state == CaseState::draft || row.state == CaseState::correcting);
    may.submit = own && row.state == CaseState::draft;
    may.correct = own && row.state == CaseState::correcting;
    may.withdraw = own && going;
    may.complain = own && row.state != CaseState::draft;
    const bool runs = clock && row.state == CaseState::accepted && access.staff;
    may.suspend = runs && !clock->paused;
    may.resume = runs && clock->paused;
    may.extend = runs;
    return may;
}

TaskLight own_light(const task::Task& t, Instant now) {
    if (now > *t.due_at) return TaskLight::red;
    const auto whole = t.due_at->us - t.opened_at.us;
    const bool is_near = (now.us - t.opened_at.us) * 5 >= whole * 4 ||
                         date_in_china(now) == date_in_china(*t.due_at);
    return is_near ? TaskLight::amber : TaskLight::green;
}

}  // namespace

std::string name_of(Cases& cases, store::Tx& tx, AccountId id) {
    if (!id) return "";
    const auto account = identity::find_account(tx, id);
    if (!account) return "";
    const auto person = account->person_id
                            ? identity::facts_of(cases.parts().identity, tx, *account->person_id)
                            : std::nullopt;
    if (account->kind == identity::AccountKind::staff) {
        const std::string login = account->login.value_or("");
        return person ? person->name + " (" + login + ")" : login;
    }
    return person ? person->masked_name : "";
}

CaseLine line_of(Cases& cases, store::Tx& tx, const CaseRow& row) {
    const auto item = cases.item_of(tx, row);
    const Words words = words_of(row.state);
    CaseLine line;
    line.id = row.id;
    line.code = row.code;
    line.service = row.item;
    line.service_zh = item->item().zh;
    line.service_en = item->item().en;
    line.area_id = row.area_id;
    line.area_name = area_name(cases, row.area_id);
    line.state = row.state;
    line.state_zh = words.zh;
    line.state_en = words.en;
    line.outcome = row.outcome;
    if (const auto facts = identity::facts_of(cases.parts().identity, tx, row.person_id))
        line.applicant = facts->masked_name;
    line.made_at = row.made_at;
    line.received_at = row.received_at;
    line.ended_at = row.ended_at;
    if (const auto clock = cases.parts().clocks.try_find(tx, "case", row.id.value)) {
        line.due_at = clock->due_at;
        line.light = light_of(cases, tx, *clock);
    } else if (row.state == CaseState::received) {
        line.due_at = row.acceptance_due_at;
    } else if (row.state == CaseState::correcting) {
        if (const auto notice = tx.one<NoticeRow>(sql::notice, row.id))
            line.due_at = notice->due_at;
    }
    return line;
}

CaseView view_of(Cases& cases, store::Tx& tx, const http::Caller& caller, const CaseRow& row) {
    const auto item = cases.item_of(tx, row);
    const Access access = cases.access(tx, caller, row);
    const Words words = words_of(row.state);
    CaseView v;
    v.id = row.id;
    v.code = row.code;
    v.service = row.item;
    v.service_zh = item->item().zh;
    v.service_en = item->item().en;
    v.owner_zh = item->item().owner_zh;
    v.owner_en = item->item().owner_en;
    v.area_id = row.area_id;
    v.area_name = area_name(cases, row.area_id);
    v.channel = row.channel;
    v.immediate = item->item().immediate;
    v.state = row.state;
    v.state_zh = words.zh;
    v.state_en = words.en;
    v.outcome = row.outcome;
    v.ended_how = row.ended_how;
    if (const auto facts = identity::facts_of(cases.parts().identity, tx, row.person_id))
        v.applicant = {row.person_id, facts->name, facts->area, area_name(cases, facts->area)};
    v.data = cases.form_of(row);
    v.form = item->application().schema();
    v.lines = item->application().lines(v.data, cases.parts().clock.now());
    v.materials = materials_of(cases, tx, row, *item);
    if (const auto n = tx.one<NoticeRow>(sql::notice, row.id))
        v.notice = NoticeView{n->given_at, n->due_at, n->missing, n->note, n->corrected_at};
    v.clock = clock_of(cases, tx, row);
    v.acceptance = row.acceptance;
    v.made_at = row.made_at;
    v.received_at = row.received_at;
    v.acceptance_due_at = row.acceptance_due_at;
    v.accepted_at = row.accepted_at;
    v.decided_at = row.decided_at;
    v.ended_at = row.ended_at;
    if (row.decided_at) v.decision = cases.decision_of(row);
    v.result_zh = item->item().result.zh;
    v.result_en = item->item().result.en;
    v.steps = steps_of(cases, tx, row, item->item());
    for (const auto& e : tx.all<EventRow>(sql::events, row.id)) {
        v.events.push_back({e.at, e.kind, e.zh, e.en, std::nullopt});
        if (access.staff && e.account_id) v.events.back().by = name_of(cases, tx, e.account_id);
    }
    v.complaints = complaints_of(cases, tx, row);
    if (access.staff)
        for (const auto& e : tx.all<ExtensionRow>(sql::extensions, row.id))
            v.extension_requests.push_back(view_of(cases, tx, row, e));
    v.may = may_of(row, access, v.clock);
    v.etag = std::to_string(row.revision);
    return v;
}

ExtensionView view_of(Cases& cases, store::Tx& tx, const CaseRow& row, const ExtensionRow& e) {
    const auto clock = cases.parts().clocks.try_find(tx, "case", row.id.value);
    ExtensionView v{id_to_text(e.id),
                    e.case_id,
                    row.code,
                    e.amount,
                    clock ? enum_to_text(clock->term_unit) : "",
                    e.reason,
                    name_of(cases, tx, e.asked_by),
                    e.asked_at,
                    e.decision,
                    std::nullopt};
    if (e.decided_at) v.decision_reason = e.decision_reason;
    return v;
}

TaskLine line_of(Cases& cases, store::Tx& tx, const http::Caller& caller, const task::Task& t) {
    TaskLine line;
    line.id = t.id;
    line.element = t.element;
    line.zh = t.zh;
    line.en = t.en;
    line.area_id = t.area_id;
    line.area_name = area_name(cases, t.area_id);
    line.state = t.state;
    line.mine = t.assignee == caller.account();
    if (t.assignee && !line.mine) line.assignee = name_of(cases, tx, *t.assignee);
    line.priority = t.priority;
    line.opened_at = t.opened_at;
    line.due_at = t.due_at;
    line.light = light_of(cases, tx, t);
    const auto row = tx.one<CaseRow>(sql::by_id, t.case_id);
    if (!row) return line;  // of a process without a case
    const CaseLine of_case = line_of(cases, tx, *row);
    line.case_id = row->id;
    line.case_code = row->code;
    line.service = row->item;
    line.service_zh = of_case.service_zh;
    line.service_en = of_case.service_en;
    line.applicant = of_case.applicant;
    line.case_due_at = of_case.due_at;
    line.case_light = of_case.light;
    return line;
}

TaskLight light_of(Cases& cases, store::Tx& tx, const task::Task& t) {
    if (t.due_at) return own_light(t, cases.parts().clock.now());
    const auto clock = cases.parts().clocks.try_find(tx, "case", t.case_id.value);
    const auto light = clock ? light_of(cases, tx, *clock) : calendar::Light::stopped;
    return light == calendar::Light::stopped ? TaskLight::none
                                             : *enum_from_text<TaskLight>(enum_to_text(light));
}

std::vector<EarlierView> earlier_of(Cases& cases, store::Tx& tx, const task::Task& t) {
    std::vector<EarlierView> out;
    if (t.duties.blind || t.role.empty()) return out;
    const auto& parts = cases.parts();
    for (const auto& row : tx.all<ResultRow>(sql::results, t.case_id)) {
        const task::Task done = parts.board.find(tx, row.task_id);
        const auto form = cases.form_of_task(tx, done).form;
        if (!form) continue;
        const auto data = parse_json(
            parts.keys.open(row.data_sealed, {"casework_result", "data", row.task_id.value}),
            {.bytes_max = form::data_bytes_max * 2});
        out.push_back({done.element, done.zh, done.en, name_of(cases, tx, row.account_id), row.at,
                       form->lines(data.as_object(), parts.clock.now())});
    }
    return out;
}

StandingView standing_of(Cases& cases, store::Tx& tx, const http::Caller& caller,
                         const task::Task& t) {
    const auto s = cases.parts().board.standing(tx, t, caller.account());
    StandingView v{s.may_claim, s.may_complete, s.may_return, std::nullopt, std::nullopt};
    if (s.why_not) {
        v.why_zh = s.why_not->zh;
        v.why_en = s.why_not->en;
    }
    return v;
}

}  // namespace linli::casework
