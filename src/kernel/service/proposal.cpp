// From a changed item to one in force: drafted, checked, proposed, decided by another person.
#include <algorithm>

#include "base/text.hpp"
#include "kernel/service/service_sql.hpp"
#include "kernel/service/text.hpp"

namespace linli::service {
namespace {

Refusal base_changed() {
    return refuse_conflict("service.base_changed",
                           {"在此期间另一个版本已经生效。请在现行版本上重新修改",
                            "another version has come into force meanwhile; make the change again "
                            "on what is in force now"});
}

Refusal person_needed() {
    return refuse_forbidden(
        "service.person_needed",
        {"提出和审批事项的账号必须关联到实名的个人，才能确认是两个人。请联系系统管理员",
         "accounts that propose or approve services must belong to a real-name person, so that two "
         "people can be told apart; ask the system administrator"});
}

void require_files(const std::vector<FileText>& files) {
    std::size_t bytes = 0;
    for (const auto& file : files)
        bytes += file.text.size();
    if (files.size() > files_max || bytes > text_bytes_max)
        throw Refusal(
            RefusalKind::too_large, "service.too_large",
            {"一个事项最多 40 个文件、8 MiB", "a service has at most 40 files and 8 MiB"});
}

void require_passes(const Report& report) {
    std::vector<FieldFault> faults;
    for (const auto& fault : report.faults)
        if (fault.refuses)
            faults.push_back({fault.file + (fault.where.empty() ? "" : ":" + fault.where),
                              fault.rule, fault.words});
    if (!faults.empty())
        throw Refusal(RefusalKind::unprocessable, "service.faulty",
                      {"事项有错，不能提交：" + faults.front().words.zh,
                       "the service has faults: " + faults.front().words.en},
                      faults);
}

std::vector<FileText> overlay(const std::vector<FileText>& base, const Change& change) {
    std::map<std::string, std::string> files;
    for (const auto& file : base)
        files[file.name] = file.text;
    for (const auto& name : change.removed)
        files.erase(name);
    for (const auto& file : change.files)
        files[file.name] = file.text;
    std::vector<FileText> merged;
    for (auto& [name, text] : files)
        merged.push_back({name, std::move(text)});
    require_files(merged);
    return merged;
}

std::string checked_reason(const std::string& reason) {
    std::string text(trim(reason));
    if (text.empty())
        throw refuse_field(
            "reason", "service.reason_missing",
            {"请写明理由，它会留在版本历史里", "say why; it stays in the history of versions"});
    return text;
}

}  // namespace

Draft Catalogue::draft(const Change& change) {
    Draft out;
    out.service = change.service;
    out.base_hash = change.base_hash;
    const auto base = parts_.store.read([&](store::Tx& tx) {
        require_base(tx, change.service, change.base_hash);
        const auto now = tx.one<TextRow>(sql::text_in_force, change.service);
        return now ? files(tx, now->id) : std::vector<FileText>{};
    });
    out.files = overlay(base, change);
    out.hash = hash_of(out.files);
    out.report = check(change.service, out.files, known());
    return out;
}

void Catalogue::require_base(store::Tx& tx, const std::string& service,
                             const std::string& base_hash) const {
    const auto now = tx.one<TextRow>(sql::text_in_force, service);
    if ((now ? now->hash : "") != base_hash) throw base_changed();
}

TextRow Catalogue::propose(store::Tx& tx, const http::Caller& caller, const Draft& draft,
                           const std::string& reason) {
    caller.require(may_keep, parts_.root());
    require_passes(draft.report);
    const auto person = parts_.person_of(tx, caller.account());
    if (!person) throw person_needed();
    require_base(tx, draft.service, draft.base_hash);
    if (draft.hash == draft.base_hash)
        throw refuse_conflict("service.unchanged", {"与现行版本完全相同，没有要审批的内容",
                                                    "this is exactly what is in force"});
    const auto open = proposals(tx, draft.service);
    if (std::any_of(open.begin(), open.end(),
                    [&](const TextRow& other) { return other.hash == draft.hash; }))
        throw refuse_conflict("service.proposed_already",
                              {"同样的修改已经在等待审批", "the same change waits already"});
    if (open.size() >= std::size_t(proposals_open_max))
        throw refuse_conflict(
            "service.too_many_proposals",
            {"等待审批的提案太多，请先处理", "too many proposals wait; have some decided first"});
    TextRow row;
    row.id = parts_.ids.make<TextId>();
    row.service = draft.service;
    row.hash = draft.hash;
    row.base_hash = draft.base_hash;
    row.reason = checked_reason(reason);
    row.proposed_by = caller.account();
    row.proposed_by_person = person;
    row.proposed_at = parts_.clock.now();
    insert(tx, row, draft.files);
    note(tx, caller.account(), "service.proposed", row);
    return row;
}

TextRow Catalogue::decide(store::Tx& tx, const http::Caller& caller, TextId id, TextState state,
                          const std::string& reason) {
    TextRow row = text(tx, id);
    const auto decided_already = [] {
        return refuse_conflict("service.decided_already",
                               {"这个提案已经处理过了", "this proposal has been decided already"});
    };
    if (row.state != TextState::proposed) throw decided_already();
    const auto person = parts_.person_of(tx, caller.account());
    if (!person) throw person_needed();
    // The person as known now and as known when it was proposed: a link that was changed meanwhile
    // makes nobody another person.
    const bool same = caller.account() == row.proposed_by || person == row.proposed_by_person ||
                      (row.proposed_by && person == parts_.person_of(tx, row.proposed_by));
    const bool withdraws = same && state == TextState::rejected;
    caller.require(withdraws ? may_keep : may_approve, parts_.root());
    if (same && !withdraws)
        throw refuse_forbidden(
            "service.same_person",
            {"提出的人不能自己审批，换一个账号也不行，须由另一个人办理",
             "who proposed a change does not approve it, from another account neither; another "
             "person has to"});
    row.decided_by = caller.account();
    row.decided_by_person = person;
    row.decided_at = parts_.clock.now();
    row.decision_reason = checked_reason(reason);
    if (state == TextState::in_force) {
        require_base(tx, row.service, row.base_hash);
        const auto texts = files(tx, id);
        require_passes(check(row.service, texts, known()));
        put_in_force(tx, row, texts, caller.account());
    } else {
        row.state = state;
    }
    if (tx.run(sql::decide, row.state, row.number, row.definition_id, row.process_version,
               *row.decided_by, row.decided_by_person, *row.decided_at, row.decision_reason,
               id) != 1)
        throw decided_already();
    note(tx, caller.account(),
         state == TextState::in_force ? "service.in_force" : "service.rejected", row);
    return row;
}

TextRow Catalogue::approve(store::Tx& tx, const http::Caller& caller, TextId id,
                           const std::string& reason) {
    return decide(tx, caller, id, TextState::in_force, reason);
}

TextRow Catalogue::reject(store::Tx& tx, const http::Caller& caller, TextId id,
                          const std::string& reason) {
    return decide(tx, caller, id, TextState::rejected, reason);
}

}  // namespace linli::service
