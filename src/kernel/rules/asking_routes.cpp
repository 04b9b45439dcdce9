// Asking a decision: nothing is changed or kept.
#include "kernel/rules/view.hpp"

namespace linli::rules {
namespace {

using http::Context;
using http::Policy;

http::Response json_answer(const json::object& object) {
    http::Response response;
    response.headers["Content-Type"] = "application/json";
    response.body = json::serialize(object);
    return response;
}

const decision::LoadedVersion& version_for(const decision::Package& package, Date at, Date known) {
    return package.version_at(at, known);
}

http::Response evaluate(Registry& registry, Context& c, store::Store& store) {
    const auto query = http::read_query<EvaluationQuery>(c.request.query);
    const auto body = http::read_body<Evaluation>(c.request);
    const std::string& name = c.path.at("package");
    const auto package = store.read(
        [&](store::Tx& tx) { return package_or_text(registry, tx, c.caller, name, query.text); });
    const bool explain = query.explain.value_or(false);
    const auto decided = decision::decide(*package, call_of(name, c.path.at("decision"), body,
                                                            query.at, query.known, c.now, explain));
    return json_answer(decision::as_json(decided, explain));
}

http::Response try_out(Registry& registry, Context& c) {
    const auto trial = http::read_body<Trial>(c.request);
    c.caller.require(may_propose, registry.parts().root());
    const std::string& name = c.path.at("package");
    const Draft draft = registry.draft({name, trial.base_hash, trial.files, trial.removed});
    const auto decided = decision::decide(
        *draft.package,
        call_of(name, trial.decision, trial.question, trial.at, trial.known, c.now, true));
    return json_answer(decision::as_json(decided, true));
}

}  // namespace

decision::Call call_of(const std::string& package, const std::string& decision,
                       const Evaluation& question, const std::optional<Date>& at,
                       const std::optional<Date>& known, Instant now, bool explain) {
    decision::Call call;
    call.package = package;
    call.decision = decision;
    call.at = at.value_or(date_in_china(now));
    call.known = known.value_or(date_in_china(now));
    call.areas = question.areas;
    call.inputs = decision::from_json_value(question.inputs);
    if (question.assume) call.assume = *question.assume;
    call.explain = explain;
    return call;
}

void asking_routes(http::Router& router, Registry& registry) {
    router.read<FormQuery>(
        "GET", "/api/v1/rules/{package}/decisions/{decision}/form",
        {.policy = Policy::open(),
         .tag = "rules",
         .words = {"一项决定需要的输入，用来画表单", "The inputs of a decision, for a form"}},
        [&registry](Context& c, const FormQuery& q, store::Tx& tx) {
            const auto package =
                package_or_text(registry, tx, c.caller, c.path.at("package"), q.text);
            const Date today = date_in_china(c.now);
            return package->form(
                package->decision_name(c.path.at("decision")),
                version_for(*package, q.at.value_or(today), q.known.value_or(today)));
        });
    // Open to others than staff for the packages of rule_audiences.yaml only. A question is too
    // private for an address, so it is a POST.
    router.raw<EvaluationQuery, Evaluation, json::object>(
        "POST", "/api/v1/rules/{package}/decisions/{decision}/evaluations",
        {.policy = Policy::open(),
         .tag = "rules",
         .words = {"按某日的规定计算，?explain=true 时逐步说明",
                   "Decide by the law of a day; ?explain=true says how, step by step"},
         .body_bytes_max = 1 << 20},
        [&registry](Context& c, store::Store& store) { return evaluate(registry, c, store); });
    router.raw<http::None, Trial, json::object>(
        "POST", "/api/v1/rules/{package}/trials",
        {.policy = Policy::needs(may_propose),
         .tag = "rules",
         .words = {"用还没有提交的修改试算", "Decide by a changed text that is not kept"},
         .body_bytes_max = text_bytes_max + (8u << 20)},
        [&registry](Context& c, store::Store&) { return try_out(registry, c); });
}

}  // namespace linli::rules
