#include "kernel/process/engine.hpp"

#include <algorithm>
#include <set>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "kernel/process/engine_check.hpp"
#include "kernel/process/engine_run.hpp"
#include "kernel/process/engine_sql.hpp"
#include "kernel/process/start_timer.hpp"

namespace linli::process {
namespace {

struct FileRow {
    std::string name, xml;
    std::vector<DecisionText> decisions;
};
BOOST_DESCRIBE_STRUCT(FileRow, (), (name, xml, decisions))

struct FileInsert {
    FileId id;
    std::string name, sha256, xml;
    std::vector<DecisionText> decisions;
    AccountId deployed_by;
    Instant deployed_at;
};
BOOST_DESCRIBE_STRUCT(FileInsert, (), (id, name, sha256, xml, decisions, deployed_by, deployed_at))

struct StartTimerRow {
    DefinitionId definition_id;
    std::string node;
    std::int64_t event = 0;
    Instant due_at;
    std::int64_t repetitions = 0;
    std::int64_t every_months = 0, every_us = 0;
};
BOOST_DESCRIBE_STRUCT(StartTimerRow, (),
                      (definition_id, node, event, due_at, repetitions, every_months, every_us))

struct DueRow {
    InstanceId instance;
    std::int64_t wait = 0;
    Instant due_at;
};
BOOST_DESCRIBE_STRUCT(DueRow, (), (instance, wait, due_at))

struct TraceRead {
    Instant at;
    AccountId actor;
    std::string events;
};
BOOST_DESCRIBE_STRUCT(TraceRead, (), (at, actor, events))

std::string digest(const Deployment& deployment) {
    std::string all = deployment.xml;
    for (const auto& decision : deployment.decisions)
        all += '\0' + decision.file + '\0' + decision.xml;
    return crypto::to_hex(crypto::hash(crypto::Hash::sha256, all));
}

Refusal unknown_process(const std::string& process) {
    return refuse_not_found("process.unknown", {"没有部署流程“" + process + "”",
                                                "No process \"" + process + "\" is deployed"});
}

}  // namespace

Engine::Engine(const Clock& clock, IdMaker& ids, const journal::Journal& journal)
    : clock_(clock), ids_(ids), journal_(journal) {}

void Engine::add_function(const std::string& name, Function function) {
    LINLI_CHECK(functions_.emplace(name, std::move(function)).second);
}
void Engine::add_observer(Observer& observer) {
    observers_.push_back(&observer);
}

// ---- definitions --------------------------------------------------------------------------------

std::vector<Definition> Engine::deploy(store::Tx& tx, const Deployment& deployment,
                                       AccountId actor) {
    return deploy_prepared(tx, prepare(deployment), actor);
}

std::vector<Definition> Engine::deploy_prepared(store::Tx& tx, const Prepared& prepared,
                                                AccountId actor) {
    const auto& [deployment, program] = prepared;
    const std::string sha256 = digest(deployment);
    std::vector<std::int64_t> versions;
    bool is_there = !program->processes.empty();
    for (const auto& process : program->processes) {
        versions.push_back(tx.one<std::optional<std::int64_t>>(sql::newest_version, process.id)
                               .value_or(std::nullopt)
                               .value_or(0));
        is_there =
            is_there && tx.one<FileId>(sql::file_by_hash, process.id, versions.back(), sha256);
    }
    if (is_there)
        return tx.all<Definition>(
            sql::of_file,
            *tx.one<FileId>(sql::file_by_hash, program->processes[0].id, versions[0], sha256));
    const FileId file = ids_.make<FileId>();
    tx.insert("process_file", FileInsert{file, deployment.file, sha256, deployment.xml,
                                         deployment.decisions, actor, clock_.now()});
    std::vector<Definition> made;
    for (std::uint32_t p = 0; p < program->processes.size(); ++p) {
        const auto& process = program->processes[p];
        const Definition definition{ids_.make<DefinitionId>(), file, process.id, process.name,
                                    versions[p] + 1};
        tx.run(sql::disarm, process.id);
        tx.insert("process_definition", definition);
        arm_start_timers(tx, {definition, program, p});
        made.push_back(definition);
    }
    tx.run(sql::deployed, ids_.next());
    tx.after_commit([this, file, program = prepared.program] {
        const std::lock_guard lock(mutex_);
        programs_.emplace(file.value, program);
    });
    journal_.append(tx, {.actor = actor,
                         .action = "process.deployed",
                         .subject_kind = "process_file",
                         .subject_id = file.value,
                         .details = {{"sha256", sha256}}});
    return made;
}

void Engine::arm_start_timers(store::Tx& tx, const Loaded& loaded) const {
    for (const auto n : loaded.program->processes[loaded.process].starts) {
        const ProgramNode& node = loaded.program->nodes[n];
        for (std::size_t i = 0; i < node.events.size(); ++i)
            if (const auto timer = start_timer(*loaded.program, node, node.events[i], clock_.now()))
                tx.insert("process_start_timer",
                          StartTimerRow{loaded.definition.id, node.id, static_cast<std::int64_t>(i),
                                        timer->due, timer->repetitions, timer->every.months,
                                        timer->every.us});
    }
}

std::vector<Definition> Engine::definitions(store::Tx& tx) const {
    return tx.all<Definition>(sql::definitions);
}

Definition Engine::definition(store::Tx& tx, DefinitionId id) const {
    return load(tx, id)->definition;
}

std::string Engine::model(store::Tx& tx, DefinitionId id) const {
    return deployment(tx, id).xml;
}

Deployment Engine::deployment(store::Tx& tx, DefinitionId id) const {
    auto row = tx.one<FileRow>(sql::file, load(tx, id)->definition.file_id);
    LINLI_CHECK(row);
    return {std::move(row->name), std::move(row->xml), std::move(row->decisions)};
}

std::shared_ptr<const Program> Engine::program(store::Tx& tx, DefinitionId id) const {
    return load(tx, id)->program;
}

std::shared_ptr<const Program> Engine::compiled(store::Tx& tx, FileId file) const {
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = programs_.find(file.value); found != programs_.end())
            return found->second;
    }
    const auto row = tx.one<FileRow>(sql::file, file);
    LINLI_CHECK(row);
    auto program = compile(*bpmn::read(row->name, row->xml), read_decisions(row->decisions));
    const std::lock_guard lock(mutex_);
    return programs_.emplace(file.value, std::move(program)).first->second;
}

Engine::LoadedPtr Engine::load(store::Tx& tx, DefinitionId id) const {
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = loaded_.find(id.value); found != loaded_.end()) return found->second;
    }
    const auto definition = tx.one<Definition>(sql::definition, id);
    if (!definition) throw unknown_process(to_text(id));
    const auto program = compiled(tx, definition->file_id);
    auto loaded = std::make_shared<const Loaded>(
        Loaded{*definition, program, program->find_process(definition->process)});
    const std::lock_guard lock(mutex_);
    return loaded_.emplace(id.value, std::move(loaded)).first->second;
}

Engine::LoadedPtr Engine::newest(store::Tx& tx, const std::string& process) const {
    all_newest(tx);
    const std::lock_guard lock(mutex_);
    const auto found = newest_.find(process);
    return found == newest_.end() ? nullptr : found->second;
}

Engine::LoadedPtr Engine::of_version(store::Tx& tx, const std::string& process,
                                     std::int64_t version) const {
    const auto found = tx.one<Definition>(sql::definition_of, process, version);
    return found ? load(tx, found->id) : nullptr;
}

std::vector<Engine::LoadedPtr> Engine::all_newest(store::Tx& tx) const {
    const auto version = tx.one<std::int64_t>(sql::deployment).value_or(0);
    std::vector<LoadedPtr> all;
    {
        const std::lock_guard lock(mutex_);
        if (version == newest_version_) {
            for (const auto& [name, loaded] : newest_)
                all.push_back(loaded);
            return all;
        }
    }
    for (const auto& row : tx.all<Definition>(sql::newest))
        all.push_back(load(tx, row.id));
    const std::lock_guard lock(mutex_);
    newest_.clear();
    for (const auto& loaded : all)
        newest_[loaded->definition.process] = loaded;
    newest_version_ = version;
    return all;
}

// ---- acts ---------------------------------------------------------------------------------------

InstanceId Engine::start(store::Tx& tx, const StartRequest& request) {
    const auto loaded = request.version ? of_version(tx, request.process, *request.version)
                                        : newest(tx, request.process);
    if (!loaded) throw unknown_process(request.process);
    Run run(*this, tx, request.actor);
    const auto id = run.begin(loaded, none, request.variables, request.area, request.case_id);
    run.finish();
    return id;
}

void Engine::complete(store::Tx& tx, WaitRef ref, Variables variables, AccountId actor) {
    Run run(*this, tx, actor);
    run.command(ref.instance, Complete{ref.wait, std::move(variables)});
    run.finish();
}

void Engine::fail(store::Tx& tx, WaitRef ref, const std::string& error, Variables variables,
                  AccountId actor) {
    Run run(*this, tx, actor);
    run.command(ref.instance, Fail{ref.wait, error, "", std::move(variables)});
    run.finish();
}

void Engine::set_variables(store::Tx& tx, InstanceId id, Variables variables, AccountId actor) {
    Run run(*this, tx, actor);
    run.command(id, SetVariables{std::move(variables)});
    run.finish();
}

void Engine::retry(store::Tx& tx, InstanceId id, std::uint32_t incident, AccountId actor) {
    Run run(*this, tx, actor);
    run.command(id, Retry{incident});
    run.finish();
}

void Engine::cancel(store::Tx& tx, InstanceId id, AccountId actor) {
    Run run(*this, tx, actor);
    run.command(id, CancelAll{});
    run.finish();
}

bool Engine::message(store::Tx& tx, const MessageIn& in, AccountId actor) {
    if (!in.sender_id.empty() && tx.run(sql::seen, in.sender_id, clock_.now()) == 0) return true;
    Run run(*this, tx, actor);
    const Envelope envelope{{in.name}, in.key, in.variables, clock_.now() + in.time_to_live,
                            in.area,   0};
    const bool taken = run.message(envelope);
    if (!taken) run.keep(envelope);
    run.finish();
    return taken;
}

void Engine::signal(store::Tx& tx, const std::string& name, const Variables& variables,
                    AccountId actor) {
    Run run(*this, tx, actor);
    run.signal(name, variables, {}, {});
    run.finish();
}

// ---- time ---------------------------------------------------------------------------------------

int Engine::fire_due(store::Store& store, int limit) {
    const auto [waits, starts] = store.read([&](store::Tx& tx) {
        return std::pair(tx.all<DueRow>(sql::due, clock_.now(), limit),
                         tx.all<StartTimerRow>(sql::starts_due, clock_.now(), limit));
    });
    for (const auto& row : waits) {
        try {
            store.write([&](store::Tx& tx) {
                const auto wait = static_cast<std::uint32_t>(row.wait);
                const InstanceRow instance = find(tx, row.instance);
                if (instance.status != Status::running) return;
                const State now = state(tx, instance);
                const Wait* found = now.wait(wait);
                if (!found || found->due > clock_.now()) return;
                Run run(*this, tx, {});
                run.command(row.instance, Fire{wait});
                run.finish();
            });
        } catch (const Refusal& refusal) {
            // A store that is busy or full says nothing about this timer.
            if (refusal.kind() == RefusalKind::unavailable ||
                refusal.kind() == RefusalKind::no_space)
                throw;
            ++stuck_;
            store.write([&](store::Tx& tx) {
                tx.run(sql::set_due, clock_.now() + hours(1), row.instance, row.wait);
            });
        }
    }
    for (const auto& row : starts)
        store.write([&](store::Tx& tx) {
            const auto timer =
                tx.one<StartTimerRow>(sql::start_timer, row.definition_id, row.node, row.event);
            if (!timer || timer->due_at > clock_.now()) return;
            if (timer->repetitions == 0)
                tx.run(sql::drop_start, row.definition_id, row.node, row.event);
            else
                tx.run(sql::set_start, add(timer->due_at, {timer->every_months, timer->every_us}),
                       timer->repetitions - (timer->repetitions > 0 ? 1 : 0), row.definition_id,
                       row.node, row.event);
            const auto loaded = load(tx, row.definition_id);
            Run run(*this, tx, {});
            const auto node = loaded->program->find_node(row.node);
            if (run.all_seen(*loaded, loaded->program->nodes[node],
                             static_cast<std::uint32_t>(row.event)))
                run.begin(loaded, node, {}, {}, 0);
            run.finish();
        });
    return static_cast<int>(waits.size() + starts.size());
}

std::optional<Instant> Engine::next_due(store::Tx& tx) const {
    const auto wait = tx.one<std::optional<Instant>>(sql::next_due).value_or(std::nullopt);
    const auto start = tx.one<std::optional<Instant>>(sql::next_start).value_or(std::nullopt);
    if (!wait || !start) return wait ? wait : start;
    return std::min(*wait, *start);
}

std::int64_t Engine::sweep(store::Tx& tx) {
    return tx.run(sql::expire_kept, clock_.now()) +
           tx.run(sql::forget_seen, clock_.now() - days(30));
}

// ---- questions ----------------------------------------------------------------------------------

InstanceRow Engine::find(store::Tx& tx, InstanceId id) const {
    auto row = tx.one<InstanceRow>(sql::instance, id);
    if (!row)
        throw refuse_not_found("process.instance_unknown",
                               {"没有这个流程实例", "There is no such process instance"});
    return *std::move(row);
}

State Engine::state(store::Tx& tx, const InstanceRow& row) const {
    if (!row.state.empty()) return decode(crypto::from_base64(row.state));
    State state;
    state.process = load(tx, row.definition_id)->process;
    state.status = row.status;
    return state;
}

std::vector<const Wait*> Engine::waits(const Program& program, const State& state) const {
    return visible_waits(program, state);
}

std::vector<TraceLine> Engine::trace(store::Tx& tx, InstanceId id) const {
    static const std::map<char, std::string> names{{'e', "entered"},
                                                   {'c', "completed"},
                                                   {'x', "cancelled"},
                                                   {'f', "failed"},
                                                   {'m', "migrated"}};
    std::vector<TraceLine> lines;
    for (const auto& row : tx.all<TraceRead>(sql::trace, id))
        for (std::size_t at = 0; at < row.events.size();) {
            const std::size_t end = row.events.find('\n', at);
            lines.push_back({row.at, row.actor, row.events.substr(at + 2, end - at - 2),
                             names.at(row.events[at])});
            at = end + 1;
        }
    return lines;
}

}  // namespace linli::process
