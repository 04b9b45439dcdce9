// What the processes of items call, and what the engine tells: a task on the board for each user
// task that waits.
#include <algorithm>
#include <sstream>

#include "base/text.hpp"
#include "kernel/casework/casework_sql.hpp"
#include "kernel/casework/rows.hpp"

namespace linli::casework {
namespace {

using decision::Value;
using process::FunctionCall;
using process::FunctionResult;
using process::Variables;

const Value* input(const FunctionCall& call, std::string_view name) {
    for (const auto& [known, value] : call.inputs)
        if (known == name) return &value;
    return nullptr;
}

std::string text_of(const Value* value) {
    return value && value->is(decision::Kind::string) ? value->text() : "";
}

Value text(const std::string& s) {
    return Value(s);
}

Value date_time(Instant at) {
    const auto parsed = decision::parse_date_time(to_text(at));
    LINLI_CHECK(parsed.has_value());
    return Value(*parsed);
}

Value list_of(const std::vector<MissingThing>& things) {
    std::vector<Value> items;
    for (const auto& thing : things)
        items.push_back(decision::from_json_value(to_json(thing)));
    return Value(std::move(items));
}

// A process that asks for the impossible is its author's fault, not the clerk's.
Refusal wrong_model(const Words& words) {
    return refuse_conflict("casework.process_faulty", words);
}

std::vector<std::string> words_in(const std::string* attribute) {
    std::vector<std::string> found;
    std::istringstream in(attribute ? *attribute : "");
    for (std::string word; in >> word;)
        found.push_back(word);
    return found;
}

bool says_true(const std::string* attribute) {
    return attribute && *attribute == "true";
}

std::string or_empty(const std::string* attribute) {
    return attribute ? *attribute : "";
}

// "5 working_days".
std::optional<calendar::Term> term_of(const std::string* attribute) {
    const auto parts = words_in(attribute);
    if (parts.size() != 2) return std::nullopt;
    const auto unit = enum_from_text<calendar::TermUnit>(parts[1]);
    if (!unit) return std::nullopt;
    return calendar::Term{*unit, std::stoll(parts[0])};
}

}  // namespace

task::Duties duties_of(const process::ProgramNode& node) {
    task::Duties duties;
    duties.not_who_did = words_in(node.attribute("notWhoDid"));
    duties.never_with = words_in(node.attribute("neverWith"));
    duties.not_related = words_in(node.attribute("notRelated"));
    duties.distinct = says_true(node.attribute("distinct"));
    duties.blind = says_true(node.attribute("blind"));
    return duties;
}

std::string seal_form(const Parts& parts, CaseId id, const json::object& data) {
    const std::string text = json::serialize(data);
    if (text.size() > form::data_bytes_max)
        throw Refusal(RefusalKind::too_large, "form.too_large",
                      {"填写的内容太多", "There is too much in this form"});
    return parts.keys.seal(text, {"casework_case", "form", id.value});
}

std::string seal_decision(const Parts& parts, CaseId id, const Decision& decision) {
    return parts.keys.seal(to_json_text(decision), {"casework_case", "decision", id.value});
}

std::vector<FieldFault> missing_fields(const std::vector<MissingThing>& things) {
    std::vector<FieldFault> fields;
    for (const auto& thing : things)
        fields.push_back({"materials." + thing.material.value_or(""),
                          "casework.material_missing",
                          {"缺少" + thing.zh, "missing: " + thing.en}});
    return fields;
}

std::string brief(const std::string& text) {
    return std::string(first_code_points(text, 120));
}

Words about(const CaseRow& row, const Words& what) {
    return {"办件 " + row.code + "：" + what.zh, "Case " + row.code + ": " + what.en};
}

process::Variables Cases::start_variables(store::Tx& tx, const CaseRow& row, bool complete) const {
    const auto item = item_of(tx, row);
    const json::object data = form_of(row);
    json::object shown;
    for (const std::string& name : item->item().variables)
        if (const auto* value = data.if_contains(name)) shown[name] = *value;
    return {{"case_id", text(to_text(row.id))},
            {"form", decision::from_json_value(shown)},
            {"channel", text(enum_to_text(row.channel))},
            {"missing", list_of(complete ? std::vector<MissingThing>{} : missing(tx, row))},
            {"complete", Value(complete)},
            {"immediate", Value(item->item().immediate)},
            {"acceptance_due", date_time(*row.acceptance_due_at)},
            {"applicant_age", Value(decision::Number(age_of(tx, row.person_id)))}};
}

void Cases::add_functions() {
    const auto add = [this](const char* name, FunctionResult (Cases::*act)(const FunctionCall&)) {
        parts_.engine.add_function(
            name, [this, act](const FunctionCall& call) { return (this->*act)(call); });
    };
    add("case.accept", &Cases::accept);
    add("case.give_notice", &Cases::give_notice);
    add("case.corrected", &Cases::corrected);
    add("case.decide", &Cases::decide);
    add("case.end", &Cases::end);
}

FunctionResult Cases::accept(const FunctionCall& call) {
    CaseRow row = find(call.tx, CaseId{call.case_id});
    if (row.accepted_at) return {};
    const Value* said = input(call, "deemed");
    const bool deemed = said && said->is_true();
    const Instant now = parts_.clock.now();
    row.state = CaseState::accepted;
    row.acceptance = deemed ? Acceptance::deemed : Acceptance::given;
    row.accepted_at = deemed ? *row.received_at : now;
    keep(call.tx, row);
    const auto& limit = item_of(call.tx, row)->item().time_limit;
    const auto clock = parts_.clocks.start(call.tx, row.area_id, "case", row.id.value,
                                           limit.promised.value_or(limit.legal), row.accepted_at);
    const std::string until = to_text(date_in_china(*clock.due_at));
    const Words words =
        deemed ? Words{"五个工作日内未告知补正，自收件之日起视为受理，应于 " + until + " 前办结",
                       "nothing was asked for within five working days, so it counts as accepted "
                       "from its receipt; to be decided by " +
                           until}
               : Words{"已受理，应于 " + until + " 前办结", "accepted; to be decided by " + until};
    note(call.tx, row, call.actor, deemed ? "deemed_accepted" : "accepted", words);
    tell_applicant(call.tx, row, "accepted", about(row, words), false);
    return {};
}

FunctionResult Cases::give_notice(const FunctionCall& call) {
    CaseRow row = find(call.tx, CaseId{call.case_id});
    if (call.tx.one<NoticeRow>(sql::notice, row.id))
        throw refuse_conflict(
            "casework.notice_once",
            {"补正只能一次性告知，已经告知过，不能再次要求补正；请受理或作出不予受理的决定",
             "What is missing is told once. It has been told: accept the case, or "
             "decide not to"});
    NoticeRow notice;
    notice.case_id = row.id;
    notice.given_at = parts_.clock.now();
    notice.due_at = parts_.clocks.due_at(row.area_id, item_of(call.tx, row)->item().correction);
    notice.missing = missing(call.tx, row);
    if (const Value* told = input(call, "missing"); told && told->is(decision::Kind::list)) {
        for (const Value& v : told->items()) {
            auto thing = from_json<MissingThing>(decision::to_json_value(v));
            const bool is_there =
                thing.material &&
                std::any_of(notice.missing.begin(), notice.missing.end(),
                            [&](const auto& m) { return m.material == thing.material; });
            if (!is_there) notice.missing.push_back(std::move(thing));
        }
    }
    notice.note = text_of(input(call, "note"));
    if (notice.missing.empty() && notice.note.empty())
        throw refuse_field("missing", "casework.notice_empty",
                           {"请写明缺什么材料或要改什么", "Say what is missing or wrong"});
    notice.given_by = call.actor;
    call.tx.insert("casework_notice", notice);
    row.state = CaseState::correcting;
    keep(call.tx, row);
    std::string zh, en;
    for (const auto& thing : notice.missing) {
        zh += (zh.empty() ? "" : "、") + thing.zh;
        en += (en.empty() ? "" : ", ") + (thing.en.empty() ? thing.zh : thing.en);
    }
    const std::string until = to_text(date_in_china(notice.due_at));
    const Words words{"请于 " + until + " 前一次补齐" + (zh.empty() ? "" : "：" + brief(zh)),
                      "please hand in by " + until + (en.empty() ? "" : ": " + brief(en))};
    note(call.tx, row, call.actor, "notice_given", words);
    tell_applicant(call.tx, row, "notice", about(row, words), true);
    return {.variables = {{"correction_due", date_time(notice.due_at)},
                          {"missing", list_of(notice.missing)}}};
}

FunctionResult Cases::corrected(const FunctionCall& call) {
    CaseRow row = find(call.tx, CaseId{call.case_id});
    row.state = CaseState::received;
    keep(call.tx, row);
    call.tx.run(sql::corrected, parts_.clock.now(), row.id);
    const auto lacking = missing(call.tx, row);
    Variables variables = start_variables(call.tx, row, lacking.empty());
    return {.variables = std::move(variables)};
}

FunctionResult Cases::decide(const FunctionCall& call) {
    CaseRow row = find(call.tx, CaseId{call.case_id});
    const auto outcome = enum_from_text<Outcome>(text_of(input(call, "outcome")));
    if (!outcome || row.decided_at || row.ended_at)
        throw wrong_model({"流程的决定步骤不对：每个办件只决定一次，结果是 approved 或 refused",
                           "The process decides wrongly: once for each case, approved or refused"});
    Decision decision;
    decision.reason = text_of(input(call, "reason"));
    if (*outcome == Outcome::refused && decision.reason.empty())
        throw refuse_field("reason", "casework.reason_missing",
                           {"不予通过要写明理由和依据", "A refusal states its reason and basis"});
    if (const Value* result = input(call, "result"); result && result->is(decision::Kind::context))
        decision.result = decision::to_json_value(*result).as_object();
    row.outcome = outcome;
    row.state = CaseState::decided;
    row.decided_at = parts_.clock.now();
    row.decision_sealed = seal_decision(parts_, row.id, decision);
    keep(call.tx, row);
    if (const auto clock = parts_.clocks.try_find(call.tx, "case", row.id.value))
        parts_.clocks.stop(call.tx, clock->id);
    const Words words = *outcome == Outcome::approved
                            ? Words{"已办结，结果：予以通过，可在“我的办件”查看",
                                    "decided: approved; see it under My matters"}
                            : Words{"已办结，结果：不予通过，理由和救济途径可在“我的办件”查看",
                                    "decided: refused; the reasons are under My matters"};
    note(call.tx, row, call.actor, enum_to_text(*outcome), words);
    tell_applicant(call.tx, row, "decided", about(row, words), true);
    return {};
}

FunctionResult Cases::end(const FunctionCall& call) {
    CaseRow row = find(call.tx, CaseId{call.case_id});
    const auto how = enum_from_text<HowEnded>(text_of(input(call, "how")));
    if (!how || (*how == HowEnded::done && !row.decided_at))
        throw wrong_model({"流程的结束步骤不对：决定之后才能办结",
                           "The process ends wrongly: a case is done after its decision"});
    if (row.ended_at) return {};
    finish(call.tx, row, *how);
    if (*how != HowEnded::not_accepted) return {};
    const Words words{"不予受理：" + (text_of(input(call, "reason")).empty()
                                          ? std::string("未在期限内补正，可以重新申请")
                                          : text_of(input(call, "reason"))),
                      "not accepted: " + (text_of(input(call, "reason")).empty()
                                              ? std::string("what was missing did not come in "
                                                            "time; you may apply again")
                                              : text_of(input(call, "reason")))};
    note(call.tx, row, call.actor, "not_accepted", words);
    tell_applicant(call.tx, row, "not_accepted", about(row, {brief(words.zh), brief(words.en)}),
                   true);
    return {};
}

void Cases::finish(store::Tx& tx, CaseRow& row, HowEnded how) const {
    row.state = CaseState::ended;
    row.ended_how = how;
    row.ended_at = parts_.clock.now();
    keep(tx, row);
    if (const auto clock = parts_.clocks.try_find(tx, "case", row.id.value))
        parts_.clocks.stop(tx, clock->id);
}

// What can be decided while one waits stays at the window where it was written down.
std::optional<AccountId> Cases::window_of(store::Tx& tx, CaseId id) const {
    const CaseRow row = find(tx, id);
    const bool waits =
        row.channel != service::Channel::online && item_of(tx, row)->item().immediate;
    return waits ? std::optional(row.made_by) : std::nullopt;
}

// ---- tasks --------------------------------------------------------------------------------------

void Cases::opened(store::Tx& tx, const process::WaitInfo& info) {
    if (info.wait.kind != process::WaitKind::task) return;
    const auto& node = info.node;
    task::NewTask given;
    given.area = info.instance.area_id;
    // Duties are kept apart within a case; an instance without one is its own.
    given.case_id = CaseId{info.instance.case_id ? info.instance.case_id : info.instance.id.value};
    given.wait_id = parts_.ids.next();
    given.element = node.id;
    const std::string name = node.name.empty() ? node.id : node.name;
    const std::string* english = node.attribute("en");
    given.words = {name, english ? *english : name};
    given.needs.skills = words_in(node.attribute("skills"));
    given.needs.strategy = enum_from_text<task::Strategy>(or_empty(node.attribute("strategy")))
                               .value_or(task::Strategy::pool);
    given.duties = duties_of(node);
    if (const std::string* priority = node.attribute("priority"))
        given.priority = std::strtoll(priority->c_str(), nullptr, 10);
    if (const auto term = term_of(node.attribute("due")))
        given.due_at = parts_.clocks.due_at(given.area, *term);
    if (or_empty(node.attribute("addressee")) == "applicant" && info.instance.case_id) {
        const CaseRow row = find(tx, CaseId{info.instance.case_id});
        const auto facts = identity::facts_of(parts_.identity, tx, row.person_id);
        // Somebody without an account is helped by the window where he applied.
        given.addressee = facts && facts->account ? *facts->account : row.made_by;
        if (const auto notice = tx.one<NoticeRow>(sql::notice, row.id))
            given.due_at = notice->due_at;
    } else {
        given.role = node.roles.empty() ? "case_supervisor" : node.roles.front();
        if (info.instance.case_id) given.preferred = window_of(tx, CaseId{info.instance.case_id});
    }
    const task::Task made = parts_.board.open(tx, given);
    tx.insert("casework_task",
              WaitRow{info.instance.id, info.wait.id, made.id, given.wait_id, info.definition.id});
    tx.after_commit([this] { parts_.inboxes_changed(); });
}

void Cases::closed(store::Tx& tx, const process::WaitInfo& info) {
    if (info.wait.kind != process::WaitKind::task) return;
    if (const auto row = tx.one<WaitRow>(sql::task_of_wait, info.instance.id,
                                         static_cast<std::int64_t>(info.wait.id)))
        parts_.board.withdraw(tx, row->wait_id);
    tx.after_commit([this] { parts_.inboxes_changed(); });
}

void Cases::ended(store::Tx& tx, const process::InstanceRow& instance, const process::State&) {
    if (!instance.case_id || instance.caller) return;
    CaseRow row = find(tx, CaseId{instance.case_id});
    if (row.ended_at) return;
    if (!row.decided_at && instance.status == process::Status::completed)
        throw wrong_model({"流程结束时办件还没有决定", "The process ended without a decision"});
    finish(tx, row, row.decided_at ? HowEnded::done : HowEnded::not_accepted);
    if (row.decided_at) return;
    const Words words{"办理中断，未作决定；请联系受理窗口，或重新申请",
                      "it was broken off without a decision; ask at the counter, or apply again"};
    note(tx, row, {}, "broken_off", words);
    tell_applicant(tx, row, "broken_off", about(row, words), true);
}

}  // namespace linli::casework
