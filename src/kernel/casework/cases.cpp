// What the applicant does, or the clerk at the window for him.
#include <algorithm>

#include "crypto/crypto.hpp"
#include "kernel/casework/case_code.hpp"
#include "kernel/casework/casework.hpp"
#include "kernel/casework/casework_sql.hpp"
#include "kernel/casework/rows.hpp"
#include "kernel/identity/account.hpp"

namespace linli::casework {
namespace {

constexpr int text_bytes_max = 2000;

crypto::SealedAt form_at(CaseId id) {
    return {"casework_case", "form", id.value};
}
crypto::SealedAt decision_at(CaseId id) {
    return {"casework_case", "decision", id.value};
}

Refusal unknown() {
    return refuse_not_found("casework.unknown",
                            {"没有这个办件，或与您无关", "There is no such case of yours"});
}

Refusal wrong_state(const CaseRow& row, const Words& wanted) {
    const Words now = words_of(row.state);
    return refuse_conflict("casework.state", {"办件现在是“" + now.zh + "”，" + wanted.zh,
                                              "The case is " + now.en + " now; " + wanted.en});
}

void require_text(const std::string& text, const char* field) {
    if (text.empty() || text.size() > text_bytes_max)
        throw refuse_field(
            field, "casework.text_missing",
            {"请填写内容（最多 2000 字节）", "Write something (2,000 bytes at most)"});
}

// The area of this level in which the person lives; his own one when there is none above.
AreaId desk_of(const area::Tree& tree, AreaId home, const std::string& level) {
    for (const AreaId id : tree.ancestors(home))
        if (enum_to_text(tree.find(id)->level) == level) return id;
    return home;
}

}  // namespace

Words words_of(CaseState state) {
    switch (state) {
        case CaseState::draft:
            return {"草稿", "a draft"};
        case CaseState::received:
            return {"已收件，待受理", "received, not yet accepted"};
        case CaseState::correcting:
            return {"待补正", "waiting for what is missing"};
        case CaseState::accepted:
            return {"办理中", "being handled"};
        case CaseState::decided:
            return {"已决定", "decided"};
        case CaseState::ended:
            return {"已办结", "closed"};
    }
    return {};
}

Cases::Cases(Parts parts) : parts_(std::move(parts)) {
    add_functions();
    parts_.engine.add_observer(*this);
}

// ---- looking ------------------------------------------------------------------------------------

CaseRow Cases::find(store::Tx& tx, CaseId id) const {
    auto row = tx.one<CaseRow>(sql::by_id, id);
    if (!row) throw unknown();
    return *std::move(row);
}

Access Cases::access(store::Tx& tx, const http::Caller& caller, const CaseRow& row) const {
    Access a;
    const auto person = caller.person();
    a.applicant = (person && *person == row.person_id) ||
                  (row.state == CaseState::draft && row.made_by == caller.account());
    // What somebody writes at home is nobody's business until he hands it in; what was begun at a
    // window can be continued by a colleague there.
    const bool private_draft =
        row.state == CaseState::draft && row.channel == service::Channel::online;
    a.counter = (!private_draft && caller.may(may_receive, row.area_id)) ||
                (row.made_by == caller.account() && caller.may_somewhere(may_receive));
    if (row.state == CaseState::draft) return a;
    a.supervisor = caller.may(may_supervise, row.area_id);
    a.staff = a.supervisor;
    if (a.staff || !caller.may(may_work, row.area_id)) return a;
    for (const task::Task& t : parts_.board.of_case(tx, row.id)) {
        if (t.role.empty()) continue;
        const bool is_open = t.state == task::TaskState::open;
        a.staff = a.staff || t.assignee == caller.account() ||
                  (is_open &&
                   identity::holds_role(parts_.identity, tx, caller.account(), t.role, t.area_id));
    }
    for (const auto& act :
         a.staff ? std::vector<task::TaskAct>{} : parts_.board.history(tx, row.id))
        a.staff = a.staff || act.account_id == caller.account();
    return a;
}

CaseRow Cases::require(store::Tx& tx, const http::Caller& caller, CaseId id,
                       bool as_applicant) const {
    CaseRow row = find(tx, id);
    const Access a = access(tx, caller, row);
    if (!a.any()) throw unknown();
    if (as_applicant && !a.applicant && !a.counter)
        throw refuse_forbidden("casework.not_yours",
                               {"只有申请人本人或窗口人员可以这样做",
                                "Only the applicant, or a clerk at the window, can do this"});
    return row;
}

std::shared_ptr<const service::Compiled> Cases::item_of(store::Tx& tx, const CaseRow& row) const {
    return row.state == CaseState::draft ? parts_.catalogue.current(tx, row.item)
                                         : parts_.catalogue.of_hash(tx, row.item_hash);
}

json::object Cases::form_of(const CaseRow& row) const {
    return parse_json(parts_.keys.open(row.form_sealed, form_at(row.id)),
                      {.bytes_max = form::data_bytes_max * 2})
        .as_object();
}

Decision Cases::decision_of(const CaseRow& row) const {
    if (row.decision_sealed.empty()) return {};
    return from_json_text<Decision>(parts_.keys.open(row.decision_sealed, decision_at(row.id)));
}

int Cases::age_of(store::Tx& tx, PersonId person) const {
    const auto facts = identity::facts_of(parts_.identity, tx, person);
    if (!facts) throw unknown();
    return facts->age;
}

std::vector<MissingThing> Cases::missing(store::Tx& tx, const CaseRow& row) const {
    const auto item = item_of(tx, row);
    const auto files = tx.all<MaterialRow>(sql::materials, row.id);
    std::vector<MissingThing> out;
    for (const auto& m : item->materials(form_of(row), age_of(tx, row.person_id)).items) {
        const bool is_there = std::any_of(files.begin(), files.end(),
                                          [&](const auto& f) { return f.material == m.code; });
        if (m.required && !m.held_by_state && !is_there) out.push_back({m.code, m.zh, m.en});
    }
    return out;
}

// ---- keeping ------------------------------------------------------------------------------------

void Cases::keep(store::Tx& tx, CaseRow& row) const {
    if (tx.run(sql::keep, row.item_hash, row.state, row.outcome, row.ended_how, row.instance_id,
               row.form_sealed, row.decision_sealed, row.acceptance, row.received_at,
               row.acceptance_due_at, row.accepted_at, row.decided_at, row.ended_at, row.id,
               row.revision) != 1)
        throw Refusal(RefusalKind::precondition_failed, "http.changed_meanwhile",
                      {"办件刚刚有变动，请刷新后再试", "The case has just changed; reload"});
    ++row.revision;
}

void Cases::note(store::Tx& tx, const CaseRow& row, AccountId actor, const std::string& kind,
                 const Words& words, const std::string& purpose) const {
    tx.insert("casework_event", EventRow{parts_.ids.next(), row.id, row.area_id, parts_.clock.now(),
                                         kind, words.zh, words.en, actor});
    parts_.journal.append(tx, {.actor = actor,
                               .area = row.area_id,
                               .action = "casework." + kind,
                               .subject_kind = "case",
                               .subject_id = row.id.value,
                               .purpose = purpose});
}

void Cases::tell_applicant(store::Tx& tx, const CaseRow& row, const std::string& kind,
                           const Words& words, bool by_text_message) const {
    const auto facts = identity::facts_of(parts_.identity, tx, row.person_id);
    if (!facts) return;
    if (facts->account)
        parts_.inbox.tell(tx, {.account = *facts->account,
                               .area = row.area_id,
                               .kind = "casework." + kind,
                               .words = words,
                               .link = "/cases/" + to_text(row.id)});
    if (by_text_message && !facts->phone.empty())
        parts_.outbox.put(
            tx, {.channel = "sms", .address = facts->phone, .body = words.zh, .area = row.area_id});
}

// ---- applying -----------------------------------------------------------------------------------

CaseRow Cases::create(store::Tx& tx, const http::Caller& caller, const NewCase& given) {
    const auto item = parts_.catalogue.current(tx, given.service);
    const bool for_another = given.person_id && given.person_id != caller.person();
    const auto person = given.person_id ? given.person_id : caller.person();
    if (!person)
        throw refuse_forbidden(
            "casework.person_needed",
            {"办事要先实名登记，请到“我的”完成登记，或带身份证到窗口办理",
             "Applications need a real-name registration: register under \"Me\", "
             "or come to the counter with your identity card"});
    const auto facts = identity::facts_of(parts_.identity, tx, *person);
    if (!facts) throw unknown();
    CaseRow row;
    row.id = parts_.ids.make<CaseId>();
    row.code = case_code((std::uint64_t{crypto::random_below(1U << 20)} << 20) |
                         crypto::random_below(1U << 20));
    row.area_id = desk_of(*parts_.areas.tree(), facts->area, item->item().area_level);
    if (for_another) caller.require(may_receive, row.area_id);
    row.channel =
        given.channel.value_or(for_another ? service::Channel::counter : service::Channel::online);
    const auto& channels = item->item().channels;
    if (std::find(channels.begin(), channels.end(), row.channel) == channels.end())
        throw refuse_field(
            "channel", "casework.channel",
            {"这个事项不能这样办理，请看办事指南里的办理渠道",
             "This service is not offered in this way; see the channels in its guide"});
    if (row.channel != service::Channel::online) caller.require(may_receive, row.area_id);
    if (tx.one<std::int64_t>(sql::drafts_of, caller.account()).value_or(0) >= drafts_max)
        throw refuse_conflict("casework.too_many_drafts",
                              {"未提交的草稿太多，请先提交或删除一些",
                               "There are too many drafts; submit or delete some first"});
    row.item = given.service;
    row.item_hash = item->hash();
    row.person_id = *person;
    row.made_by = caller.account();
    row.made_at = parts_.clock.now();
    row.form_sealed = seal_form(parts_, row.id, given.data);
    tx.insert("casework_case", row);
    parts_.board.relate(tx, row.id, *person, "applicant");
    if (for_another)
        parts_.journal.append(tx, {.actor = caller.account(),
                                   .area = row.area_id,
                                   .action = "casework.draft_for_another",
                                   .subject_kind = "person",
                                   .subject_id = person->value});
    return row;
}

CaseRow Cases::set_form(store::Tx& tx, const http::Context& c, CaseId id,
                        const json::object& data) {
    CaseRow row = require(tx, c.caller, id, true);
    c.require_match(std::to_string(row.revision));
    if (row.state != CaseState::draft && row.state != CaseState::correcting)
        throw wrong_state(row,
                          {"不能再修改申请内容", "the application cannot be changed any more"});
    row.form_sealed = seal_form(parts_, row.id, data);
    keep(tx, row);
    return row;
}

void Cases::add_material(store::Tx& tx, const http::Caller& caller, CaseId id,
                         const std::string& material, archive::FileId file) {
    CaseRow row = require(tx, caller, id, true);
    if (row.state != CaseState::draft && row.state != CaseState::correcting)
        throw wrong_state(row, {"不能再交材料，如需补充请联系受理窗口",
                                "no more can be handed in; ask at the counter"});
    const auto item = item_of(tx, row);
    const auto& all = item->item().materials;
    const auto wanted =
        std::find_if(all.begin(), all.end(), [&](const auto& m) { return m.code == material; });
    if (wanted == all.end() || wanted->held_by_state)
        throw refuse_field("material", "casework.material_unknown",
                           {"这个事项不收这种材料", "This service does not take such a material"});
    const auto found = parts_.archive.find(tx, file);
    if (!found || found->account_id != caller.account())
        throw refuse_not_found("archive.no_such_file", {"没有这个文件，请重新上传",
                                                        "There is no such file of yours; "
                                                        "hand it in again"});
    const auto files = tx.all<MaterialRow>(sql::materials, row.id);
    const auto of_it = std::count_if(files.begin(), files.end(),
                                     [&](const auto& f) { return f.material == material; });
    if (of_it >= wanted->files_max || static_cast<int>(files.size()) >= files_max)
        throw refuse_conflict("casework.too_many_files",
                              {"文件太多，请先删除不需要的", "Too many files; remove some first"});
    for (const auto& f : files)
        if (f.material == material && f.id == file) return;
    tx.insert("casework_material",
              MaterialInsert{row.id, material, file, caller.account(), parts_.clock.now()});
    keep(tx, row);
}

void Cases::remove_material(store::Tx& tx, const http::Caller& caller, CaseId id,
                            const std::string& material, archive::FileId file) {
    CaseRow row = require(tx, caller, id, true);
    if (row.state != CaseState::draft && row.state != CaseState::correcting)
        throw wrong_state(row, {"不能再撤回材料", "nothing can be taken back any more"});
    if (tx.run(sql::remove_material, row.id, material, file) == 1) keep(tx, row);
}

void Cases::remove_draft(store::Tx& tx, const http::Caller& caller, CaseId id) {
    const CaseRow row = require(tx, caller, id, true);
    if (row.state != CaseState::draft)
        throw wrong_state(row, {"不能删除，可以撤回申请", "it can only be withdrawn, not deleted"});
    tx.run(sql::remove_materials, row.id);
    tx.run(sql::remove, row.id);
}

CaseRow Cases::submit(store::Tx& tx, const http::Caller& caller, CaseId id, bool incomplete) {
    CaseRow row = require(tx, caller, id, true);
    if (row.state != CaseState::draft)
        throw wrong_state(row, {"不必再次提交", "it needs no second submission"});
    const auto item = item_of(tx, row);
    const json::object data = item->application().clean(form_of(row), parts_.clock.now());
    item->application().require(data, parts_.clock.now());
    const auto needed = item->materials(data, age_of(tx, row.person_id));
    if (!needed.may) throw refuse_forbidden("casework.not_entitled", needed.why_not);
    const auto lacking = missing(tx, row);
    if (!lacking.empty() && !incomplete) {
        Refusal refusal(
            RefusalKind::conflict, "casework.materials_missing",
            {"还缺下列材料。补齐后提交；暂时交不齐也可以先提交，窗口会一次性告知怎样补正",
             "These are still missing. Add them, or submit without: the office will "
             "tell you once, and everything at once, how to complete it"},
            missing_fields(lacking));
        throw refusal;
    }
    row.item_hash = item->hash();
    row.form_sealed = seal_form(parts_, row.id, data);
    row.state = CaseState::received;
    row.received_at = parts_.clock.now();
    row.acceptance_due_at = parts_.clocks.due_at(row.area_id, acceptance_term);
    keep(tx, row);
    note(tx, row, caller.account(), "received",
         {"已收件，编号 " + row.code, "received, code " + row.code});
    row.instance_id =
        parts_.engine.start(tx, {.process = row.item,
                                 .version = item->process_version(),
                                 .area = row.area_id,
                                 .case_id = row.id.value,
                                 .variables = start_variables(tx, row, lacking.empty()),
                                 .actor = caller.account()});
    // The process may have moved the case already.
    CaseRow moved = find(tx, row.id);
    moved.instance_id = row.instance_id;
    keep(tx, moved);
    return moved;
}

CaseRow Cases::correct(store::Tx& tx, const http::Caller& caller, CaseId id) {
    const CaseRow row = require(tx, caller, id, true);
    if (row.state != CaseState::correcting)
        throw wrong_state(row, {"不需要补正", "nothing is asked for"});
    const auto item = item_of(tx, row);
    item->application().require(item->application().clean(form_of(row), parts_.clock.now()),
                                parts_.clock.now());
    for (const task::Task& t : parts_.board.of_case(tx, row.id)) {
        if (!t.role.empty() || t.state != task::TaskState::assigned) continue;
        const WaitRow wait = *tx.one<WaitRow>(sql::wait_of_task, t.id);
        parts_.board.complete_for_addressee(tx, t.id, caller.account());
        note(tx, row, caller.account(), "corrected", {"已提交补正", "what was missing came in"});
        parts_.engine.complete(tx, {wait.instance_id, static_cast<std::uint32_t>(wait.wait)}, {},
                               caller.account());
        return find(tx, id);
    }
    throw wrong_state(row, {"没有等待补正的环节", "no step waits for it"});
}

CaseRow Cases::withdraw(store::Tx& tx, const http::Caller& caller, CaseId id,
                        const std::string& reason) {
    CaseRow row = require(tx, caller, id, true);
    require_text(reason, "reason");
    if (row.state != CaseState::received && row.state != CaseState::correcting &&
        row.state != CaseState::accepted)
        throw wrong_state(row, {"不能撤回", "it cannot be withdrawn"});
    // First, so that the end of the process finds a case that has ended.
    finish(tx, row, HowEnded::withdrawn);
    note(tx, row, caller.account(), "withdrawn", {"申请人撤回了申请", "withdrawn by the applicant"},
         reason);
    parts_.engine.cancel(tx, row.instance_id, caller.account());
    return find(tx, id);
}

void Cases::complain(store::Tx& tx, const http::Caller& caller, CaseId id,
                     const std::string& text) {
    const CaseRow row = require(tx, caller, id, true);
    require_text(text, "text");
    if (row.state == CaseState::draft)
        throw wrong_state(row, {"提交后才能投诉", "it can be complained about once submitted"});
    if (tx.all<ComplaintRow>(sql::complaints, row.id).size() >= complaints_max)
        throw refuse_conflict("casework.too_many_complaints",
                              {"这个办件的投诉已达上限，请拨打 12345",
                               "No more complaints can be filed here; please call 12345"});
    ComplaintRow complaint;
    complaint.id = parts_.ids.next();
    complaint.case_id = row.id;
    complaint.area_id = row.area_id;
    complaint.text_sealed = parts_.keys.seal(text, {"casework_complaint", "text", complaint.id});
    complaint.made_at = parts_.clock.now();
    tx.insert("casework_complaint", complaint);
    note(tx, row, caller.account(), "complained", {"申请人提出投诉", "the applicant complained"});
    for (const auto& s : identity::holders(parts_.identity, tx, "case_supervisor", row.area_id))
        parts_.inbox.tell(tx, {.account = s.account,
                               .area = row.area_id,
                               .kind = "casework.complaint",
                               .words = {"办件 " + row.code + " 有一件投诉待答复",
                                         "A complaint about case " + row.code + " waits"},
                               .link = "/desk/supervision"});
}

}  // namespace linli::casework
