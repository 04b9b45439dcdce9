// One instance: what it waits for, what went wrong, what happened; its variables for a purpose.
#include <algorithm>

#include "kernel/process/routes_parts.hpp"

namespace linli::process {

struct InstanceView {
    InstanceId id;
    std::string process, name;
    DefinitionId definition_id;
    std::int64_t version = 0;
    AreaId area_id;
    std::optional<std::string> case_id;
    std::optional<InstanceId> caller;  // the instance that called it
    Status status = Status::running;
    std::int64_t steps = 0;
    Instant started_at;
    std::optional<std::string> started_by;
    std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(InstanceView, (),
                      (id, process, name, definition_id, version, area_id, case_id, caller, status,
                       steps, started_at, started_by, ended_at))
struct WaitView {
    std::int64_t wait = 0;
    std::string element, kind, name;
    std::optional<Instant> due;
    bool visible = true;  // false: a boundary event or the start of an event sub-process
};
BOOST_DESCRIBE_STRUCT(WaitView, (), (wait, element, kind, name, due, visible))
struct IncidentView {
    std::int64_t incident = 0;
    std::string element, zh, en, code, expression;
};
BOOST_DESCRIBE_STRUCT(IncidentView, (), (incident, element, zh, en, code, expression))
struct TraceView {
    Instant at;
    std::string element, event;
    std::optional<std::string> by;
};
BOOST_DESCRIBE_STRUCT(TraceView, (), (at, element, event, by))
struct InstanceDetail {
    InstanceView instance;
    std::vector<WaitView> waits;
    std::optional<json::object> variables;  // absent for a case without a purpose, and at the end
    std::vector<IncidentView> incidents;
    std::vector<TraceView> trace;
};
BOOST_DESCRIBE_STRUCT(InstanceDetail, (), (instance, waits, variables, incidents, trace))
struct InstanceQuery {
    std::optional<std::string> purpose;
};
BOOST_DESCRIBE_STRUCT(InstanceQuery, (), (purpose))
Limits limits(const InstanceQuery*) {
    return {{"purpose", {.length_min = 2, .length_max = 200}}};
}

namespace {

using http::Context;

// Who did it, each account asked once.
class Names {
  public:
    Names(store::Tx& tx, const RoutesParts& parts) : tx_(tx), parts_(parts) {}
    const std::optional<std::string>& of(AccountId account) {
        const auto [at, is_new] = known_.try_emplace(account);
        if (is_new && account) at->second = parts_.login_of(tx_, account);
        return at->second;
    }

  private:
    store::Tx& tx_;
    const RoutesParts& parts_;
    std::map<AccountId, std::optional<std::string>> known_;
};

InstanceDetail detail_of(Engine& engine, store::Tx& tx, const InstanceRow& row,
                         const RoutesParts& parts, bool with_variables) {
    const auto definition = engine.definition(tx, row.definition_id);
    const auto program = engine.program(tx, row.definition_id);
    const State state = engine.state(tx, row);
    Names names(tx, parts);
    InstanceDetail out;
    out.instance = {row.id,
                    definition.process,
                    definition.name,
                    definition.id,
                    definition.version,
                    row.area_id,
                    {},
                    row.caller,
                    row.status,
                    row.steps,
                    row.started_at,
                    names.of(row.started_by),
                    row.ended_at};
    if (row.case_id) out.instance.case_id = id_to_text(row.case_id);
    for (const auto& wait : state.waits) {
        WaitView view{wait.id,
                      program->nodes[wait.node].id,
                      std::string(wait_kind_name(wait.kind)),
                      wait.name,
                      std::nullopt,
                      waits_visibly(*program, state, wait)};
        if (wait.kind == WaitKind::timer) view.due = wait.due;
        out.waits.push_back(std::move(view));
    }
    std::stable_partition(out.waits.begin(), out.waits.end(),
                          [](const auto& wait) { return wait.visible; });
    for (const auto& i : state.incidents)
        out.incidents.push_back(
            {i.id, program->nodes[i.node].id, i.words.zh, i.words.en, i.code, i.expression});
    if (with_variables && !state.frames.empty())
        out.variables = variables_to_json(state.frames.front().variables);
    for (const auto& line : engine.trace(tx, row.id))
        out.trace.push_back({line.at, line.element, line.event, names.of(line.actor)});
    return out;
}

}  // namespace

void instance_routes(http::Router& router, Engine& engine, const RoutesParts& parts) {
    router.raw<InstanceQuery, http::None, InstanceDetail>(
        "GET", "/api/v1/process-instances/{id}",
        spec(may_view, {"一个流程实例；属于案件的，写明 ?purpose= 才显示变量",
                        "One instance; variables of a case are shown for a ?purpose= only"}),
        [&engine, parts](Context& c, store::Store& store) {
            const auto query = http::read_query<InstanceQuery>(c.request.query);
            const auto id = c.path_id<InstanceId>("id");
            const auto see = [&](store::Tx& tx, bool for_purpose) {
                const auto row = require_instance(engine, tx, c.caller, may_view, id);
                if (for_purpose)
                    parts.journal.append(tx, {.actor = c.caller.account(),
                                              .area = row.area_id,
                                              .action = "process.variables_seen",
                                              .subject_kind = "process_instance",
                                              .subject_id = id.value,
                                              .purpose = *query.purpose});
                return http::respond(
                    detail_of(engine, tx, row, parts, for_purpose || row.case_id == 0));
            };
            if (query.purpose) return store.write([&](store::Tx& tx) { return see(tx, true); });
            return store.read([&](store::Tx& tx) { return see(tx, false); });
        });
}

}  // namespace linli::process
