// What staff do with a case beside their tasks: the legal clock, complaints, completing a task.
#include <algorithm>

#include "kernel/casework/casework_sql.hpp"
#include "kernel/casework/rows.hpp"

namespace linli::casework {
namespace {

void require_reason(const std::string& reason) {
    if (reason.empty() || reason.size() > 2000)
        throw refuse_field("reason", "task.reason_missing",
                           {"请写明原因（最多 2000 字节）", "Say why (at most 2,000 bytes)"});
}

Refusal row_unknown() {
    return refuse_not_found("casework.unknown",
                            {"没有这条记录，或与您无关", "There is no such record of yours"});
}

}  // namespace

CaseRow Cases::require_staff(store::Tx& tx, const http::Caller& caller, CaseId id) const {
    CaseRow row = find(tx, id);
    const Access a = access(tx, caller, row);
    if (!a.any())
        throw refuse_not_found("casework.unknown",
                               {"没有这个办件，或与您无关", "There is no such case of yours"});
    if (!a.staff)
        throw refuse_forbidden("casework.not_staff", {"只有经办人员可以这样做",
                                                      "Only who works on the case can do this"});
    return row;
}

void Cases::suspend(store::Tx& tx, const http::Caller& caller, CaseId id,
                    const std::string& reason) {
    const CaseRow row = require_staff(tx, caller, id);
    const auto clock = parts_.clocks.find(tx, "case", row.id.value);
    parts_.clocks.pause(tx, clock.id, caller.account(), reason);
    const Words words{"办理期限中止：" + reason, "the time limit is suspended: " + reason};
    note(tx, row, caller.account(), "suspended", words);
    tell_applicant(tx, row, "suspended", about(row, {brief(words.zh), brief(words.en)}), false);
}

void Cases::resume(store::Tx& tx, const http::Caller& caller, CaseId id) {
    const CaseRow row = require_staff(tx, caller, id);
    const auto clock = parts_.clocks.find(tx, "case", row.id.value);
    const auto now = parts_.clocks.resume(tx, clock.id, caller.account());
    const std::string until = to_text(date_in_china(*now.due_at));
    const Words words{"恢复办理，应于 " + until + " 前办结",
                      "it goes on; to be decided by " + until};
    note(tx, row, caller.account(), "resumed", words);
    tell_applicant(tx, row, "resumed", about(row, words), false);
}

void Cases::ask_extension(store::Tx& tx, const http::Caller& caller, CaseId id, std::int64_t amount,
                          const std::string& reason) {
    const CaseRow row = require_staff(tx, caller, id);
    require_reason(reason);
    const auto clock = parts_.clocks.find(tx, "case", row.id.value);
    if (amount < 1 || clock.extended_amount + amount > clock.term_amount)
        throw refuse_field("amount", "task.extension_too_long",
                           {"延长至少 1，累计不超过原期限",
                            "At least 1, and in all not more than the term itself"});
    const auto asked = tx.all<ExtensionRow>(sql::extensions, row.id);
    if (std::any_of(asked.begin(), asked.end(), [](const auto& e) { return !e.decided_at; }))
        throw refuse_conflict("casework.extension_waits",
                              {"已有一件延期申请待批准", "A request for more time waits already"});
    ExtensionRow extension;
    extension.id = parts_.ids.next();
    extension.case_id = row.id;
    extension.area_id = row.area_id;
    extension.amount = amount;
    extension.reason = reason;
    extension.asked_by = caller.account();
    extension.asked_at = parts_.clock.now();
    tx.insert("casework_extension", extension);
    parts_.journal.append(tx, {.actor = caller.account(),
                               .area = row.area_id,
                               .action = "casework.extension_asked",
                               .subject_kind = "case",
                               .subject_id = row.id.value,
                               .purpose = reason});
}

void Cases::decide_extension(store::Tx& tx, const http::Caller& caller, std::int64_t id,
                             bool approve, const std::string& reason) {
    const auto asked = tx.one<ExtensionRow>(sql::extension, id);
    if (!asked || !caller.may(may_supervise, asked->area_id)) throw row_unknown();
    require_reason(reason);
    const CaseRow row = find(tx, asked->case_id);
    if (tx.run(sql::decide_extension, std::string(approve ? "approved" : "rejected"), reason,
               caller.account(), parts_.clock.now(), id) != 1)
        throw refuse_conflict("casework.decided_already",
                              {"这件申请已经有人处理", "This request has been decided already"});
    if (!approve) {
        parts_.journal.append(tx, {.actor = caller.account(),
                                   .area = row.area_id,
                                   .action = "casework.extension_rejected",
                                   .subject_kind = "case",
                                   .subject_id = row.id.value,
                                   .purpose = reason});
        return;
    }
    const auto clock = parts_.clocks.find(tx, "case", row.id.value);
    const auto now = parts_.clocks.extend(tx, clock.id, asked->amount, asked->asked_by,
                                          caller.account(), asked->reason);
    const std::string until = now.due_at ? to_text(date_in_china(*now.due_at)) : "";
    const Words words{
        "经批准延长期限" + (until.empty() ? "" : "至 " + until) + "：" + brief(asked->reason),
        "the time limit was extended" + (until.empty() ? "" : " to " + until) + ": " +
            brief(asked->reason)};
    note(tx, row, caller.account(), "extended", words);
    tell_applicant(tx, row, "extended", about(row, words), false);
}

void Cases::answer_complaint(store::Tx& tx, const http::Caller& caller, std::int64_t id,
                             const std::string& text) {
    const auto complaint = tx.one<ComplaintRow>(sql::complaint, id);
    if (!complaint || !caller.may(may_supervise, complaint->area_id)) throw row_unknown();
    if (text.empty() || text.size() > 2000)
        throw refuse_field(
            "text", "casework.text_missing",
            {"请填写答复（最多 2000 字节）", "Write an answer (2,000 bytes at most)"});
    if (tx.run(sql::answer, parts_.keys.seal(text, {"casework_complaint", "answer", id}),
               caller.account(), parts_.clock.now(), id) != 1)
        throw refuse_conflict("casework.decided_already",
                              {"这件投诉已经答复过", "This complaint has been answered already"});
    const CaseRow row = find(tx, complaint->case_id);
    const Words words{"投诉已答复", "the complaint was answered"};
    note(tx, row, caller.account(), "complaint_answered", words);
    tell_applicant(tx, row, "complaint_answered", about(row, words), false);
}

Cases::TaskForm Cases::form_of_task(store::Tx& tx, const task::Task& t) const {
    const auto wait = tx.one<WaitRow>(sql::wait_of_task, t.id);
    if (!wait) return {};
    TaskForm out;
    out.wait = {wait->instance_id, static_cast<std::uint32_t>(wait->wait)};
    const auto program = parts_.engine.program(tx, wait->definition_id);
    const auto node = program->find_node(t.element);
    if (node == process::none) return out;
    const std::string* file = program->nodes[node].attribute("form");
    if (const std::string* result = program->nodes[node].attribute("result")) out.result = *result;
    if (!file) return out;
    const CaseRow row = find(tx, t.case_id);
    out.form = item_of(tx, row)->form(*file);
    return out;
}

task::Task Cases::complete(store::Tx& tx, const http::Caller& caller, TaskId id,
                           const json::object& given) {
    // The right first: somebody else learns nothing about the form.
    const task::Task done = parts_.board.complete(tx, id, caller.account());
    const TaskForm wanted = form_of_task(tx, done);
    json::object data = given;
    if (wanted.form) {
        data = wanted.form->clean(given, parts_.clock.now());
        wanted.form->require(data, parts_.clock.now());
    }
    if (json::serialize(data).size() > form::data_bytes_max)
        throw Refusal(RefusalKind::too_large, "form.too_large",
                      {"填写的内容太多", "There is too much in this form"});
    if (wanted.form)
        tx.insert("casework_result",
                  ResultRow{id, done.case_id, done.area_id,
                            parts_.keys.seal(json::serialize(data),
                                             {"casework_result", "data", id.value}),
                            caller.account(), parts_.clock.now()});
    process::Variables variables;
    if (!wanted.result.empty()) {
        variables.emplace_back(wanted.result, decision::from_json_value(data));
    } else {
        for (const auto& field : data)
            variables.emplace_back(field.key(), decision::from_json_value(field.value()));
    }
    parts_.engine.complete(tx, wanted.wait, std::move(variables), caller.account());
    return done;
}

// Those of the area; each further day those one level higher, if there are any.
std::vector<AccountId> Cases::supervisors(store::Tx& tx, AreaId area, std::int64_t up) const {
    const auto chain = parts_.areas.tree()->ancestors(area);
    std::vector<AccountId> found;
    for (auto level = chain.rbegin(); level != chain.rend(); ++level, --up) {
        const auto above =
            level + 1 == chain.rend()
                ? std::vector<identity::Holder>{}
                : identity::holders(parts_.identity, tx, "case_supervisor", level[1]);
        std::vector<AccountId> here;
        for (const auto& h : identity::holders(parts_.identity, tx, "case_supervisor", *level))
            if (std::none_of(above.begin(), above.end(),
                             [&](const auto& a) { return a.account == h.account; }))
                here.push_back(h.account);
        if (!here.empty()) found = std::move(here);
        if (!found.empty() && up <= 0) break;
    }
    return found;
}

// ---- clocks -------------------------------------------------------------------------------------

int Cases::ring(store::Store& store, int limit) {
    return store.write([&](store::Tx& tx) {
        return parts_.clocks.ring(tx, limit, [&](store::Tx& t, const task::LegalClock& clock) {
            if (clock.subject_kind != "case") return;
            const CaseRow row = find(t, CaseId{clock.subject_id});
            const bool late = clock.level >= 2;
            const Words words =
                about(row, late ? Words{"已超过办理期限，请立即办理", "is overdue; act at once"}
                                : Words{"办理期限将到，请尽快办理", "is nearly due"});
            const auto tell = [&](AccountId account, const char* link) {
                parts_.inbox.tell(t, {.account = account,
                                      .area = row.area_id,
                                      .kind = late ? "casework.overdue" : "casework.nearly_due",
                                      .words = words,
                                      .link = link});
            };
            for (const task::Task& open : parts_.board.of_case(t, row.id))
                if (open.state == task::TaskState::assigned && !open.role.empty())
                    tell(*open.assignee, "/desk");
            if (!late) return;
            for (const AccountId account : supervisors(t, row.area_id, clock.level - 2))
                tell(account, "/desk/supervision");
            note(t, row, {}, "supervised",
                 {"超过期限，已由系统督办", "overdue; the supervisors were told by the system"});
        });
    });
}

}  // namespace linli::casework
