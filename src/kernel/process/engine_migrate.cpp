// Moving running instances to another version, some hundreds in one unit of work.
#include "kernel/process/engine_run.hpp"
#include "kernel/process/engine_sql.hpp"
#include "kernel/process/running.hpp"

namespace linli::process {
namespace {

// A job that the new version does by itself would be waited for from outside for ever.
const Wait* job_taken_over(const State& state,
                           const std::map<std::string, Function, std::less<>>& functions) {
    for (const auto& wait : state.waits)
        if (wait.kind == WaitKind::job && functions.contains(wait.name)) return &wait;
    return nullptr;
}

const Words is_not_there{"没有这个流程实例，或它不在原版本上运行",
                         "there is no such instance that runs on the old version"};

}  // namespace

MigrationReport Engine::migrate(store::Tx& tx, const MigrationRequest& request) {
    const auto from = load(tx, request.from), to = load(tx, request.to);
    MigrationReport report;
    report.dry_run = request.dry_run;
    report.suggested = suggest_mapping(*from->program, from->process, *to->program, to->process);
    for (const auto& fault :
         check_plan(*from->program, from->process, *to->program, to->process, request.plan))
        report.faults.push_back({fault.element, fault.words.zh, fault.words.en});
    if (!report.faults.empty()) return report;

    std::vector<InstanceId> chosen = request.instances;
    if (chosen.empty()) {
        auto page = list_running(
            tx, {.definition = request.from, .after = request.after, .limit = migrated_max},
            {request.may, false});
        chosen = std::move(page.ids);
        if (!page.next.empty()) report.next = std::move(page.next);
    }
    Run run(*this, tx, request.actor);
    for (const auto id : chosen) {
        const auto refuse = [&](const std::string& element, const Words& words) {
            report.refused.push_back({id, element, words.zh, words.en});
        };
        const auto row = tx.one<InstanceRow>(sql::instance, id);
        if (!row || !request.may(row->area_id) || row->status != Status::running ||
            row->definition_id != request.from) {
            refuse("", is_not_there);
            continue;
        }
        auto result = process::migrate(*from->program, *to->program, to->process, state(tx, *row),
                                       request.plan, clock_.now());
        for (const auto& fault : result.faults)
            refuse(fault.element, fault.words);
        if (!result.faults.empty()) continue;
        if (const Wait* job = job_taken_over(result.state, functions_)) {
            refuse(to->program->nodes[job->node].id,
                   {"正等待外部完成，新版本由系统自动执行：请等它完成后再迁移",
                    "waits to be completed from outside, and the new version does it by itself: "
                    "move it when that is done"});
            continue;
        }
        ++report.to_move;
        if (request.dry_run) continue;
        run.move(id, to, std::move(result));
        journal_.append(tx, {.actor = request.actor,
                             .area = row->area_id,
                             .action = "process.migrated",
                             .subject_kind = "process_instance",
                             .subject_id = id.value,
                             .details = {{"process", from->definition.process},
                                         {"from", from->definition.version},
                                         {"to", to->definition.version}}});
        ++report.moved;
    }
    run.finish();
    return report;
}

}  // namespace linli::process
