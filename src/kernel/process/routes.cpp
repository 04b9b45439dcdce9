// Versions: what is deployed and where its instances stand.
#include "kernel/process/routes.hpp"

#include <algorithm>

#include "kernel/process/engine_check.hpp"
#include "kernel/process/engine_sql.hpp"
#include "kernel/process/routes_parts.hpp"

namespace linli::process {

struct VersionView {
    DefinitionId definition_id;
    std::int64_t version = 0;
    FileId file_id;
    Instant deployed_at;
    std::int64_t running = 0, incidents = 0;
};
BOOST_DESCRIBE_STRUCT(VersionView, (),
                      (definition_id, version, file_id, deployed_at, running, incidents))
struct ProcessView {
    std::string process, name;  // of the newest version
    std::vector<VersionView> versions;
};
BOOST_DESCRIBE_STRUCT(ProcessView, (), (process, name, versions))
struct ProcessesView {
    std::vector<ProcessView> items;
};
BOOST_DESCRIBE_STRUCT(ProcessesView, (), (items))

struct DefinitionView {
    Definition definition;
    std::string file, xml;
    std::vector<DecisionText> decisions;
};
BOOST_DESCRIBE_STRUCT(DefinitionView, (), (definition, file, xml, decisions))

struct DeploymentBody {
    std::string file, xml;
    std::vector<DecisionText> decisions;
};
BOOST_DESCRIBE_STRUCT(DeploymentBody, (), (file, xml, decisions))
Limits limits(const DeploymentBody*) {
    return {{"file", {.length_min = 1, .length_max = 200}},
            {"xml", {.length_min = 1, .length_max = bpmn::file_bytes_max}},
            {"decisions", {.length_max = decisions_max}}};
}
Limits limits(const ModelBody*) {
    return {{"xml", {.length_min = 1, .length_max = bpmn::file_bytes_max}},
            {"decisions", {.length_max = decisions_max}}};
}
struct DefinitionsView {
    std::vector<Definition> items;
};
BOOST_DESCRIBE_STRUCT(DefinitionsView, (), (items))

struct RunningView {
    InstanceId id;
    std::optional<std::string> case_id;
    AreaId area_id;
    Instant started_at;
    std::vector<std::string> waiting;
    std::int64_t incidents = 0;
};
BOOST_DESCRIBE_STRUCT(RunningView, (), (id, case_id, area_id, started_at, waiting, incidents))
struct ListQuery {
    std::optional<std::string> element;
    std::optional<bool> incidents;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (element, incidents, cursor, limit))
Limits limits(const ListQuery*) {
    return {{"element", {.length_max = 500}}, {"limit", {.min = 1, .max = 200}}};
}

namespace {

struct VersionRow {
    DefinitionId id;
    FileId file_id;
    std::string process, name;
    std::int64_t version = 0;
    Instant deployed_at;
};
BOOST_DESCRIBE_STRUCT(VersionRow, (), (id, file_id, process, name, version, deployed_at))

using http::Context;

ProcessesView list(store::Tx& tx, const Sight& sight) {
    ProcessesView out;
    const auto counts = count_running(tx, sight);
    for (const auto& row : tx.all<VersionRow>(sql::versions)) {  // the newest first
        auto at = std::find_if(out.items.begin(), out.items.end(),
                               [&](const auto& p) { return p.process == row.process; });
        if (at == out.items.end())
            at = out.items.insert(at, {row.process, row.name.empty() ? row.process : row.name, {}});
        const auto found = counts.find(row.id);
        const RunningCount count = found == counts.end() ? RunningCount{} : found->second;
        at->versions.push_back(
            {row.id, row.version, row.file_id, row.deployed_at, count.running, count.incidents});
    }
    return out;
}

http::Page<RunningView> page_of(Engine& engine, Context& c, const ListQuery& q, store::Tx& tx,
                                const RoutesParts& parts) {
    const auto definition = c.path_id<DefinitionId>("id");
    engine.definition(tx, definition);
    const auto found = list_running(tx,
                                    {.definition = definition,
                                     .element = q.element.value_or(""),
                                     .failing = q.incidents.value_or(false),
                                     .after = q.cursor ? http::open_cursor(*q.cursor) : "",
                                     .limit = q.limit.value_or(50)},
                                    sight_of(c.caller, parts));
    http::Page<RunningView> page;
    for (const auto id : found.ids) {
        const auto row = engine.find(tx, id);
        RunningView view{row.id, {}, row.area_id, row.started_at, {}, row.incidents};
        if (row.case_id) view.case_id = id_to_text(row.case_id);
        for (const auto& [element, count] : places_from_text(row.waiting))
            view.waiting.push_back(element);
        page.items.push_back(std::move(view));
    }
    if (!found.next.empty()) page.next = http::seal_cursor(found.next);
    return page;
}

}  // namespace

Sight sight_of(const http::Caller& caller, const RoutesParts& parts) {
    return {[&caller](AreaId area) { return caller.may(may_view, area); },
            caller.may(may_view, parts.root())};
}

InstanceRow require_instance(Engine& engine, store::Tx& tx, const http::Caller& caller,
                             const char* permission, InstanceId id) {
    auto row = engine.find(tx, id);
    // One that lies elsewhere is none of the caller's business.
    if (!caller.may(permission, row.area_id) && !caller.may(may_view, row.area_id))
        throw refuse_not_found("process.instance_unknown",
                               {"没有这个流程实例", "There is no such process instance"});
    caller.require(permission, row.area_id);
    return row;
}

void definition_routes(http::Router& router, Engine& engine, const RoutesParts& parts) {
    router.read<http::None>("GET", "/api/v1/processes",
                            spec(may_view, {"已部署的流程与运行中的实例数",
                                            "Deployed processes with their running instances"}),
                            [parts](Context& c, const http::None&, store::Tx& tx) {
                                return list(tx, sight_of(c.caller, parts));
                            });
    router.read<http::None>("GET", "/api/v1/process-definitions/{id}",
                            spec(may_view, {"一个版本的模型", "The model of a version"}),
                            [&engine](Context& c, const http::None&, store::Tx& tx) {
                                const auto id = c.path_id<DefinitionId>("id");
                                auto files = engine.deployment(tx, id);
                                return DefinitionView{engine.definition(tx, id), files.file,
                                                      files.xml, files.decisions};
                            });
    router.read<http::None>(
        "GET", "/api/v1/process-definitions/{id}/tokens",
        spec(may_view, {"各元素上等待与出错的数量", "How many wait and failed at each element"}),
        [&engine, parts](Context& c, const http::None&, store::Tx& tx) {
            const auto id = c.path_id<DefinitionId>("id");
            engine.definition(tx, id);
            return count_tokens(tx, id, sight_of(c.caller, parts));
        });
    router.read<ListQuery>(
        "GET", "/api/v1/process-definitions/{id}/instances",
        spec(may_view, {"一个版本运行中的实例", "Running instances of a version"}),
        [&engine, parts](Context& c, const ListQuery& q, store::Tx& tx) {
            return page_of(engine, c, q, tx, parts);
        });
    auto deploying = spec(may_deploy, {"部署一个模型", "Deploy a model"});
    deploying.body_bytes_max = model_body_bytes_max;
    router.raw<http::None, DeploymentBody, http::Created<DefinitionsView>>(
        "POST", "/api/v1/process-deployments", deploying,
        [&engine, parts](Context& c, http::Unit& unit) {
            c.caller.require(may_deploy, parts.root());
            auto body = http::read_body<DeploymentBody>(c.request);
            const auto prepared = engine.prepare(
                {std::move(body.file), std::move(body.xml), std::move(body.decisions)});
            return unit.write([&](store::Tx& tx) {
                return http::respond(http::Created{
                    DefinitionsView{engine.deploy_prepared(tx, prepared, c.caller.account())}});
            });
        });
}

void routes(http::Router& router, Engine& engine, const RoutesParts& parts) {
    definition_routes(router, engine, parts);
    model_routes(router, engine, parts);
    instance_routes(router, engine, parts);
    act_routes(router, engine, parts);
    migration_routes(router, engine);
}

}  // namespace linli::process
