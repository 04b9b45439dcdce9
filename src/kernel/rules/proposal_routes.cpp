// Proposing a changed text and deciding about it.
#include <limits>

#include "kernel/rules/records.hpp"
#include "kernel/rules/rules_sql.hpp"
#include "kernel/rules/view.hpp"

namespace linli::rules {
namespace {

using http::Context;
using http::Policy;

std::vector<std::string> changed_files(const decision::Package& now,
                                       const decision::Package* base) {
    std::map<std::string, std::string> before;
    if (base) {
        for (const auto& file : base->files())
            before[file.name] = file.text;
    }
    std::vector<std::string> changed;
    for (const auto& file : now.files()) {
        const auto found = before.find(file.name);
        if (found == before.end() || found->second != file.text) changed.push_back(file.name);
        if (found != before.end()) before.erase(found);
    }
    for (const auto& [name, text] : before)
        changed.push_back(name);
    return changed;
}

TextDetail detail(Registry& registry, Context& c, const LoginOf& login_of, store::Tx& tx,
                  TextId id) {
    const TextRow row = registry.text(tx, id);
    TextDetail out;
    static_cast<TextView&>(out) = view_of(registry, tx, c.caller, login_of, row);
    const auto package = registry.read_package(tx, id);
    out.content = view_of(registry, *package);
    out.report = registry.report(tx, id);
    const auto base = row.base_hash.empty()
                          ? std::nullopt
                          : tx.one<std::int64_t>(sql::text_of_hash, row.package, row.base_hash);
    out.files_changed =
        changed_files(*package, base ? registry.read_package(tx, {*base}).get() : nullptr);
    return out;
}

http::Page<TextView> list(Registry& registry, Context& c, const LoginOf& login_of,
                          const ProposalsQuery& q, store::Tx& tx) {
    const std::int64_t before = q.cursor ? std::stoll(http::open_cursor(*q.cursor))
                                         : std::numeric_limits<std::int64_t>::max();
    const int limit = q.limit.value_or(50);
    const std::string state = q.state ? enum_to_text(*q.state) : "";
    const std::string package = q.package.value_or("");
    http::Page<TextView> page;
    for (const auto& row :
         tx.all<TextRow>(sql::proposals, state, state, package, package, before, limit + 1)) {
        if (int(page.items.size()) == limit) {
            page.next = http::seal_cursor(std::to_string(page.items.back().id.value));
            break;
        }
        page.items.push_back(view_of(registry, tx, c.caller, login_of, row));
    }
    return page;
}

http::Response check(Registry& registry, Context& c) {
    const auto body = http::read_body<ChangeRequest>(c.request);
    c.caller.require(may_propose, registry.parts().root());
    const Draft draft =
        registry.draft({c.path.at("package"), body.base_hash, body.files, body.removed});
    return http::respond(
        CheckView{draft.package->hash(), draft.report.check.faults > 0, draft.report});
}

http::Response propose(Registry& registry, Context& c, const LoginOf& login_of, http::Unit& unit) {
    const auto body = http::read_body<ProposalRequest>(c.request);
    c.caller.require(may_propose, registry.parts().root());
    const Draft draft =
        registry.draft({c.path.at("package"), body.base_hash, body.files, body.removed});
    return unit.write([&](store::Tx& tx) {
        const TextRow row = registry.propose(tx, c.caller, draft, body.reason);
        return http::respond(http::Created<TextView>{view_of(registry, tx, c.caller, login_of, row),
                                                     "/api/v1/rule-proposals/" + to_text(row.id)});
    });
}

http::Response decide(Registry& registry, Context& c, const LoginOf& login_of, http::Unit& unit) {
    const auto body = http::read_body<VerdictRequest>(c.request);
    const auto id = c.path_id<TextId>("id");
    const bool approve = body.decision == Verdict::approve;
    c.caller.require(body.decision == Verdict::withdraw ? may_propose : may_approve,
                     registry.parts().root());
    if (approve) registry.require_sound(id);
    http::Response answer = unit.write([&](store::Tx& tx) {
        const TextRow row = approve ? registry.approve(tx, c.caller, id, body.reason)
                            : body.decision == Verdict::reject
                                ? registry.reject(tx, c.caller, id, body.reason)
                                : registry.withdraw(tx, c.caller, id, body.reason);
        return http::respond(view_of(registry, tx, c.caller, login_of, row));
    });
    // Who asks after this answer is answered by the new text.
    if (approve) registry.refresh(unit.store());
    return answer;
}

RecordView unmask(Registry& registry, Context& c, const Unmasking& body, store::Tx& tx) {
    const auto id = c.path_id<RecordId>("id");
    const auto row = tx.one<RecordRow>(sql::record_by_id, id);
    const bool sees = row && c.caller.may(may_reveal, row->area_id);
    if (!sees || row->inputs_sealed.empty()) {
        throw refuse_not_found("rules.record_unknown",
                               {"没有这条决定记录，或已被删除",
                                "there is no such recorded decision, or it was erased"});
    }
    registry.parts().journal.append(tx, {.actor = c.caller.account(),
                                         .area = row->area_id,
                                         .action = "rules.record_seen",
                                         .subject_kind = "rule_record",
                                         .subject_id = id.value,
                                         .purpose = body.purpose});
    const Recorded recorded = open(registry, *row);
    return {row->id,       row->package,   row->decision,
            row->at_day,   row->known_day, decision::to_json_value(recorded.call.inputs),
            recorded.value};
}

}  // namespace

void proposal_routes(http::Router& router, Registry& registry, LoginOf login_of) {
    constexpr std::size_t body_max = text_bytes_max + (8u << 20);
    router.raw<http::None, ChangeRequest, CheckView>(
        "POST", "/api/v1/rules/{package}/checks",
        {.policy = Policy::needs(may_propose),
         .tag = "rules",
         .words = {"检查修改：空缺、重叠、类型、例子",
                   "Check a changed text: gaps, overlaps, types, examples"},
         .body_bytes_max = body_max},
        [&registry](Context& c, store::Store&) { return check(registry, c); });
    router.raw<http::None, ProposalRequest, http::Created<TextView>>(
        "POST", "/api/v1/rules/{package}/proposals",
        {.policy = Policy::needs(may_propose),
         .tag = "rules",
         .words = {"提出修改，等待另一个人审批", "Propose a changed text; another person decides"},
         .body_bytes_max = body_max},
        [&registry, login_of](Context& c, http::Unit& unit) {
            return propose(registry, c, login_of, unit);
        });
    router.read<ProposalsQuery>(
        "GET", "/api/v1/rule-proposals",
        {.policy = Policy::needs(may_use), .tag = "rules", .words = {"规则修改提案", "Proposals"}},
        [&registry, login_of](Context& c, const ProposalsQuery& q, store::Tx& tx) {
            return list(registry, c, login_of, q, tx);
        });
    router.read<http::None>(
        "GET", "/api/v1/rule-proposals/{id}",
        {.policy = Policy::needs(may_use),
         .tag = "rules",
         .words = {"一个提案及检查报告", "One proposal with the report of its check"}},
        [&registry, login_of](Context& c, const http::None&, store::Tx& tx) {
            return detail(registry, c, login_of, tx, c.path_id<TextId>("id"));
        });
    router.raw<http::None, VerdictRequest, TextView>(
        "POST", "/api/v1/rule-proposals/{id}/decisions",
        {.policy = Policy::needs(may_use),
         .tag = "rules",
         .words = {"批准、退回（另一个人）或撤回（本人）提案",
                   "Approve or reject (another person) or withdraw (oneself) a proposal"}},
        [&registry, login_of](Context& c, http::Unit& unit) {
            return decide(registry, c, login_of, unit);
        });
    router.write<Unmasking>("POST", "/api/v1/rule-records/{id}/unmaskings",
                            {.policy = Policy::needs(may_reveal),
                             .tag = "rules",
                             .words = {"查看一条已作出决定的输入，记入日志",
                                       "See the inputs of a recorded decision; journaled"}},
                            [&registry](Context& c, const Unmasking& body, store::Tx& tx) {
                                return unmask(registry, c, body, tx);
                            });
}

}  // namespace linli::rules
