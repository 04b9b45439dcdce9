// From a changed text to a rule in force: drafted, checked, proposed, decided by another person.
#include <algorithm>

#include "base/text.hpp"
#include "kernel/rules/rules.hpp"
#include "kernel/rules/rules_sql.hpp"
#include "kernel/rules/text.hpp"

namespace linli::rules {
namespace {

Refusal base_changed() {
    return refuse_conflict("rules.base_changed",
                           {"在此期间另一个版本已经生效。请在现行版本上重新修改",
                            "another version has come into force meanwhile; make the change again "
                            "on what is in force now"});
}

Refusal person_needed() {
    return refuse_forbidden(
        "rules.person_needed",
        {"提出和审批规则的账号必须关联到实名的个人，才能确认是两个人。请联系系统管理员",
         "accounts that propose or approve rules must belong to a real-name person, so that two "
         "people can be told apart; ask the system administrator"});
}

void require_files(const std::vector<FileText>& files) {
    std::size_t bytes = 0;
    for (const auto& file : files) {
        bytes += file.text.size();
        if (!is_file_name(file.name)) {
            throw refuse_field("files", "rules.file_name_wrong",
                               {"文件名「" + file.name +
                                    "」不行：只能是 package.yaml、parameters.yaml、examples.yaml "
                                    "和 *.dmn",
                                "\"" + file.name +
                                    "\" is not possible: files are package.yaml, parameters.yaml, "
                                    "examples.yaml and *.dmn"});
        }
    }
    if (files.size() > files_max || bytes > text_bytes_max) {
        throw Refusal(RefusalKind::too_large, "rules.too_large",
                      {"一个规则包最多 60 个文件、16 MiB",
                       "a package has at most 60 files and "
                       "16 MiB"});
    }
}

// The files of `change` over those of `base`.
std::vector<decision::PackageFile> overlay(const decision::Package* base, const Change& change) {
    std::map<std::string, std::string> files;
    if (base) {
        for (const auto& file : base->files())
            files[file.name] = file.text;
    }
    for (const auto& name : change.removed)
        files.erase(name);
    for (const auto& file : change.files)
        files[file.name] = file.text;
    std::vector<FileText> merged;
    for (auto& [name, text] : files)
        merged.push_back({name, std::move(text)});
    require_files(merged);
    std::vector<decision::PackageFile> out;
    for (auto& file : merged)
        out.push_back({std::move(file.name), std::move(file.text)});
    return out;
}

std::string checked_reason(const std::string& reason) {
    std::string text(trim(reason));
    if (text.empty()) {
        throw refuse_field(
            "reason", "rules.reason_missing",
            {"请写明理由，它会留在版本历史里", "say why; it stays in the history of versions"});
    }
    return text;
}

}  // namespace

Draft Registry::draft(const Change& change) {
    std::shared_ptr<const decision::Package> base;
    try {
        base = parts_.store.read([&](store::Tx& tx) { return engine(tx).package(change.package); });
    } catch (const Refusal& refusal) {
        if (refusal.kind() != RefusalKind::not_found) throw;
    }
    if ((base ? base->hash() : "") != change.base_hash) throw base_changed();
    Draft draft;
    draft.package = decision::Package::read(overlay(base.get(), change));
    if (draft.package->sheet().package != change.package) {
        throw wrong_name(change.package, draft.package->sheet().package);
    }
    require_compiled(*draft.package);
    draft.base_hash = change.base_hash;
    draft.report = report_on(*draft.package, base.get());
    return draft;
}

void Registry::require_base(store::Tx& tx, const std::string& package,
                            const std::string& base_hash) const {
    const auto now = tx.one<TextRow>(sql::text_in_force, package);
    if ((now ? now->hash : "") != base_hash) throw base_changed();
}

TextRow Registry::propose(store::Tx& tx, const http::Caller& caller, const Draft& draft,
                          const std::string& reason) {
    caller.require(may_propose, parts_.root());
    require_passes(draft.report);
    const std::string& name = draft.package->sheet().package;
    const auto person = parts_.person_of(tx, caller.account());
    if (!person) throw person_needed();
    require_base(tx, name, draft.base_hash);
    if (draft.package->hash() == draft.base_hash) {
        throw refuse_conflict("rules.unchanged", {"与现行版本完全相同，没有要审批的内容",
                                                  "this is exactly what is in force"});
    }
    const auto open = tx.all<TextRow>(sql::open_of, name);
    for (const auto& other : open) {
        if (other.hash == draft.package->hash()) {
            throw refuse_conflict("rules.proposed_already",
                                  {"同样的修改已经在等待审批", "the same change waits already"});
        }
    }
    if (open.size() >= std::size_t(proposals_open_max)) {
        throw refuse_conflict("rules.too_many_proposals", {"等待审批的提案太多，请先处理",
                                                           "too many proposals wait; have some "
                                                           "decided first"});
    }

    TextRow row;
    row.id = parts_.ids.make<TextId>();
    row.package = name;
    row.hash = draft.package->hash();
    row.base_hash = draft.base_hash;
    row.reason = checked_reason(reason);
    row.proposed_by = caller.account();
    row.proposed_by_person = person;
    row.proposed_at = parts_.clock.now();
    insert(tx, row, *draft.package, draft.report);
    note(tx, caller.account(), "rules.proposed", row);
    return row;
}

void Registry::require_sound(TextId id) {
    const auto [package, base] = parts_.store.read([&](store::Tx& tx) {
        const TextRow row = text(tx, id);
        auto now = tx.one<TextRow>(sql::text_in_force, row.package);
        return std::pair(read_package(tx, id), now ? read_package(tx, now->id) : nullptr);
    });
    require_compiled(*package);
    require_passes(report_on(*package, base.get()));
}

TextRow Registry::decide(store::Tx& tx, const http::Caller& caller, TextId id, TextState state,
                         const std::string& reason) {
    const bool own = state == TextState::withdrawn;
    caller.require(own ? may_propose : may_approve, parts_.root());
    TextRow row = text(tx, id);
    const Refusal decided_already =
        refuse_conflict("rules.decided_already",
                        {"这个提案已经处理过了", "this proposal has been decided already"});
    if (row.state != TextState::proposed) throw decided_already;
    const auto person = parts_.person_of(tx, caller.account());
    if (!person) throw person_needed();
    // The person as known now and as known when it was proposed: a link that was changed meanwhile
    // makes nobody another person.
    const bool same = caller.account() == row.proposed_by || person == row.proposed_by_person ||
                      (row.proposed_by && person == parts_.person_of(tx, row.proposed_by));
    if (same != own) {
        throw refuse_forbidden(
            "rules.same_person",
            own ? Words{"只有提出的人可以撤回", "only the proposer withdraws a proposal"}
                : Words{"提出的人不能自己审批，换一个账号也不行，须由另一个人办理",
                        "who proposed a change does not decide it, from another account neither; "
                        "another person has to"});
    }
    if (state == TextState::in_force) {
        require_base(tx, row.package, row.base_hash);
        row.number = tx.one<std::int64_t>(sql::last_number, row.package).value_or(0) + 1;
    }
    row.state = state;
    row.decided_by = caller.account();
    row.decided_by_person = person;
    row.decided_at = parts_.clock.now();
    row.decision_reason = checked_reason(reason);

    if (state == TextState::in_force) {
        tx.run(sql::replace_in_force, row.package);
        tx.run(sql::raise_version);
    }
    if (tx.run(sql::decide, row.state, row.number, *row.decided_by, row.decided_by_person,
               *row.decided_at, row.decision_reason, id) != 1) {
        throw decided_already;
    }
    return row;
}

TextRow Registry::approve(store::Tx& tx, const http::Caller& caller, TextId id,
                          const std::string& reason) {
    const TextRow row = decide(tx, caller, id, TextState::in_force, reason);
    note(tx, caller.account(), "rules.in_force", row);
    return row;
}

TextRow Registry::reject(store::Tx& tx, const http::Caller& caller, TextId id,
                         const std::string& reason) {
    const TextRow row = decide(tx, caller, id, TextState::rejected, reason);
    note(tx, caller.account(), "rules.rejected", row);
    return row;
}

TextRow Registry::withdraw(store::Tx& tx, const http::Caller& caller, TextId id,
                           const std::string& reason) {
    const TextRow row = decide(tx, caller, id, TextState::withdrawn, reason);
    note(tx, caller.account(), "rules.withdrawn", row);
    return row;
}

}  // namespace linli::rules
