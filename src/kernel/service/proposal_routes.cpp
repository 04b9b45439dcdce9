// Files of an item, checking them, proposing a change and deciding about it.
#include <algorithm>
#include <limits>

#include "kernel/service/service_sql.hpp"
#include "kernel/service/text.hpp"
#include "kernel/service/view.hpp"

namespace linli::service {
namespace {

using http::Context;
using http::Policy;

// Who proposes and who approves both see what there is.
void require_insight(const Catalogue& catalogue, const http::Caller& caller) {
    if (!caller.may_somewhere(may_approve)) caller.require(may_keep, catalogue.parts().root());
}

TextView view_of(const Catalogue& catalogue, store::Tx& tx, const http::Caller& caller,
                 const LoginOf& login_of, const TextRow& row) {
    TextView v;
    v.id = row.id;
    v.service = row.service;
    v.number = row.number;
    v.hash = row.hash;
    v.base_hash = row.base_hash;
    v.state = row.state;
    v.origin = row.origin;
    v.reason = row.reason;
    if (row.proposed_by) v.proposed_by = login_of(tx, row.proposed_by);
    v.proposed_at = row.proposed_at;
    if (row.decided_by && *row.decided_by) v.decided_by = login_of(tx, *row.decided_by);
    v.decided_at = row.decided_at;
    v.decision_reason = row.decision_reason;
    const auto person = catalogue.parts().person_of(tx, caller.account());
    v.mine = caller.account() == row.proposed_by || (person && person == row.proposed_by_person);
    return v;
}

CheckView view_of(const Report& report) {
    CheckView v;
    v.ok = report.good();
    for (const auto& f : report.faults)
        (f.refuses ? v.faults : v.notes)
            .push_back({f.file, f.where, f.rule, f.words.zh, f.words.en, f.refuses});
    return v;
}

std::vector<std::string> changed_files(const std::vector<FileText>& now,
                                       const std::vector<FileText>& base) {
    std::vector<std::string> changed;
    for (const auto& file : now) {
        const FileText* before = file_named(base, file.name);
        if (!before || before->text != file.text) changed.push_back(file.name);
    }
    for (const auto& file : base)
        if (!file_named(now, file.name)) changed.push_back(file.name);
    return changed;
}

FilesView files_view(Catalogue& catalogue, Context& c, const LoginOf& login_of, store::Tx& tx) {
    require_insight(catalogue, c.caller);
    const std::string& code = c.path.at("code");
    FilesView v;
    if (const auto row = tx.one<TextRow>(sql::text_in_force, code)) {
        v.hash = row->hash;
        v.number = row->number;
        v.files = catalogue.files(tx, row->id);
    }
    for (const auto& row : catalogue.proposals(tx, code))
        v.proposals.push_back(view_of(catalogue, tx, c.caller, login_of, row));
    for (const auto& row : catalogue.history(tx, code))
        v.history.push_back(view_of(catalogue, tx, c.caller, login_of, row));
    if (v.hash.empty() && v.proposals.empty())
        throw refuse_not_found("service.unknown", {"没有这个事项", "there is no such service"});
    return v;
}

http::Page<TextView> list(const Catalogue& catalogue, Context& c, const LoginOf& login_of,
                          const ProposalsQuery& q, store::Tx& tx) {
    require_insight(catalogue, c.caller);
    const std::int64_t before = q.cursor ? std::stoll(http::open_cursor(*q.cursor))
                                         : std::numeric_limits<std::int64_t>::max();
    const int limit = q.limit.value_or(50);
    const std::string state = q.state ? enum_to_text(*q.state) : "";
    const std::string service = q.service.value_or("");
    http::Page<TextView> page;
    for (const auto& row :
         tx.all<TextRow>(sql::proposals, state, state, service, service, before, limit + 1)) {
        if (int(page.items.size()) == limit) {
            page.next = http::seal_cursor(std::to_string(page.items.back().id.value));
            break;
        }
        page.items.push_back(view_of(catalogue, tx, c.caller, login_of, row));
    }
    return page;
}

// The check is slow, so it is made outside of the unit of work.
TextDetail detail(const Catalogue& catalogue, Context& c, const LoginOf& login_of,
                  store::Store& store) {
    const auto id = c.path_id<TextId>("id");
    TextDetail out = store.read([&](store::Tx& tx) {
        require_insight(catalogue, c.caller);
        const TextRow row = catalogue.text(tx, id);
        TextDetail v;
        static_cast<TextView&>(v) = view_of(catalogue, tx, c.caller, login_of, row);
        v.files = catalogue.files(tx, id);
        const auto base = tx.one<TextRow>(sql::text_of_hash, row.base_hash);
        v.files_changed =
            changed_files(v.files, base ? catalogue.files(tx, base->id) : std::vector<FileText>{});
        return v;
    });
    out.check = view_of(check(out.service, out.files, catalogue.known()));
    return out;
}

CheckView check_files(const Catalogue& catalogue, Context& c) {
    const auto body = http::read_body<CheckRequest>(c.request);
    c.caller.require(may_keep, catalogue.parts().root());
    std::vector<FileText> files = body.files;
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return view_of(check(body.code, files, catalogue.known()));
}

http::Response propose(Catalogue& catalogue, Context& c, const LoginOf& login_of,
                       http::Unit& unit) {
    const auto body = http::read_body<ProposalRequest>(c.request);
    c.caller.require(may_keep, catalogue.parts().root());
    const Draft draft = catalogue.draft({body.code, body.base_hash, body.files, body.removed});
    return unit.write([&](store::Tx& tx) {
        const TextRow row = catalogue.propose(tx, c.caller, draft, body.reason);
        return http::respond(
            http::Created<TextView>{view_of(catalogue, tx, c.caller, login_of, row),
                                    "/api/v1/service-proposals/" + to_text(row.id)});
    });
}

http::Response decide(Catalogue& catalogue, Context& c, const LoginOf& login_of, http::Unit& unit) {
    const auto body = http::read_body<VerdictRequest>(c.request);
    const auto id = c.path_id<TextId>("id");
    require_insight(catalogue, c.caller);
    const bool approve = body.decision == Verdict::approve;
    http::Response answer = unit.write([&](store::Tx& tx) {
        const TextRow row = approve ? catalogue.approve(tx, c.caller, id, body.reason)
                                    : catalogue.reject(tx, c.caller, id, body.reason);
        return http::respond(view_of(catalogue, tx, c.caller, login_of, row));
    });
    // Who asks after this answer is answered by the new text.
    if (approve) catalogue.refresh(unit.store());
    return answer;
}

void deciding_routes(http::Router& router, Catalogue& catalogue, LoginOf login_of) {
    router.raw<http::None, ProposalRequest, http::Created<TextView>>(
        "POST", "/api/v1/service-proposals",
        {.policy = Policy::needs(may_keep),
         .tag = "services",
         .words = {"提出新事项或修改，等待另一个人审批",
                   "Propose a new or changed service; another person decides"},
         .body_bytes_max = text_bytes_max + (4u << 20)},
        [&catalogue, login_of](Context& c, http::Unit& unit) {
            return propose(catalogue, c, login_of, unit);
        });
    router.raw<http::None, VerdictRequest, TextView>(
        "POST", "/api/v1/service-proposals/{id}/decisions",
        {.policy = Policy::signed_in(),
         .tag = "services",
         .words = {"批准或退回（另一个人），或撤回（本人）提案",
                   "Approve or reject (another person), or withdraw (oneself) a proposal"}},
        [&catalogue, login_of](Context& c, http::Unit& unit) {
            return decide(catalogue, c, login_of, unit);
        });
}

}  // namespace

void proposal_routes(http::Router& router, Catalogue& catalogue, LoginOf login_of) {
    router.read<http::None>(
        "GET", "/api/v1/services/{code}/files",
        {.policy = Policy::signed_in(),
         .tag = "services",
         .words = {"事项的文件、提案和历史版本", "Files, proposals and history of a service"}},
        [&catalogue, login_of](Context& c, const http::None&, store::Tx& tx) {
            return files_view(catalogue, c, login_of, tx);
        });
    router.raw<http::None, CheckRequest, CheckView>(
        "POST", "/api/v1/service-checks",
        {.policy = Policy::needs(may_keep),
         .tag = "services",
         .words = {"检查一个事项的全部文件；不保存",
                   "Check all files of a service; nothing is kept"},
         .body_bytes_max = text_bytes_max + (4u << 20)},
        [&catalogue](Context& c, store::Store&) {
            return http::respond(check_files(catalogue, c));
        });
    router.read<ProposalsQuery>(
        "GET", "/api/v1/service-proposals",
        {.policy = Policy::signed_in(), .tag = "services", .words = {"事项修改提案", "Proposals"}},
        [&catalogue, login_of](Context& c, const ProposalsQuery& q, store::Tx& tx) {
            return list(catalogue, c, login_of, q, tx);
        });
    router.raw<http::None, http::None, TextDetail>(
        "GET", "/api/v1/service-proposals/{id}",
        {.policy = Policy::signed_in(),
         .tag = "services",
         .words = {"一个提案及检查报告", "One proposal with the report of its check"}},
        [&catalogue, login_of](Context& c, store::Store& store) {
            return http::respond(detail(catalogue, c, login_of, store));
        });
    deciding_routes(router, catalogue, std::move(login_of));
}

}  // namespace linli::service
