// Instances to another version.
#include "kernel/process/routes_parts.hpp"

namespace linli::process {

struct MigrationBody {
    DefinitionId from, to;
    std::map<std::string, std::string> mapping;
    std::vector<InstanceId> instances;  // none: all that run on `from` in the caller's areas
    bool dry_run = true;
    std::optional<bool> recompute_timers;
    std::optional<std::string> cursor;  // `next` of the answer before
};
BOOST_DESCRIBE_STRUCT(MigrationBody, (),
                      (from, to, mapping, instances, dry_run, recompute_timers, cursor))
Limits limits(const MigrationBody*) {
    return {{"mapping", {.length_max = mapping_max}}, {"instances", {.length_max = migrated_max}}};
}

void migration_routes(http::Router& router, Engine& engine) {
    auto route = spec(may_deploy, {"把运行中的实例迁移到另一版本，可先试算",
                                   "Move running instances to another version, or try it"});
    route.body_bytes_max = 1 << 20;
    router.write<MigrationBody>(
        "POST", "/api/v1/process-migrations", route,
        [&engine](http::Context& c, const MigrationBody& body, store::Tx& tx) {
            if (body.mapping.size() > mapping_max)
                throw refuse_field("mapping", "process.mapping_too_large",
                                   {"映射最多 5000 项", "a mapping has at most 5,000 entries"});
            auto report =
                engine.migrate(tx, {.from = body.from,
                                    .to = body.to,
                                    .plan = {body.mapping, body.recompute_timers.value_or(false)},
                                    .instances = body.instances,
                                    .dry_run = body.dry_run,
                                    .may = [&c](AreaId a) { return c.caller.may(may_deploy, a); },
                                    .after = body.cursor ? http::open_cursor(*body.cursor) : "",
                                    .actor = c.caller.account()});
            if (report.next) report.next = http::seal_cursor(*report.next);
            return report;
        });
}

}  // namespace linli::process
