#include "kernel/process/engine_run.hpp"

#include <algorithm>

#include "crypto/bytes.hpp"
#include "kernel/process/engine_sql.hpp"
#include "kernel/process/running.hpp"

namespace linli::process {

using bpmn::Trigger;

namespace {

struct ReceiverRow {
    InstanceId instance;
    std::int64_t wait = 0;
};
BOOST_DESCRIBE_STRUCT(ReceiverRow, (), (instance, wait))

struct KeptRow {
    std::int64_t id = 0;
    std::optional<std::string> correlation;
    std::string variables;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(KeptRow, (), (id, correlation, variables, expires_at))

struct MessageRow {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> correlation;
    std::string variables;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (), (id, name, correlation, variables, expires_at))

struct WaitRow {
    InstanceId instance_id;
    std::int64_t wait = 0;
    std::string kind, name;
    std::optional<std::string> correlation;
    std::optional<Instant> due_at;
};
BOOST_DESCRIBE_STRUCT(WaitRow, (), (instance_id, wait, kind, name, correlation, due_at))

struct TraceInsert {
    InstanceId instance_id;
    std::int64_t step = 0;
    Instant at;
    AccountId actor;
    std::string events;
};
BOOST_DESCRIBE_STRUCT(TraceInsert, (), (instance_id, step, at, actor, events))

constexpr std::int64_t messages_kept_max = 100'000;  // of one name

// What has to be found by others: by name or by time. Tasks are the task board's.
bool has_row(const Wait& wait) {
    return wait.kind == WaitKind::message || wait.kind == WaitKind::signal ||
           wait.kind == WaitKind::timer;
}

std::optional<std::string> key_of(const Wait& wait) {
    return wait.has_key ? std::optional(wait.key) : std::nullopt;
}

bool is_known_as(const EventSpec& spec, const Envelope& envelope) {
    return std::any_of(envelope.names.begin(), envelope.names.end(), [&](const std::string& name) {
        return spec.name == name ||
               std::find(spec.aliases.begin(), spec.aliases.end(), name) != spec.aliases.end();
    });
}

// Where it begins when nothing says by which event.
std::uint32_t plain_start(const Program& program, std::uint32_t process) {
    const auto& p = program.processes[process];
    return program.scopes[p.scope].initial.empty() && !p.starts.empty() ? p.starts[0] : none;
}

}  // namespace

Engine::Run::Run(Engine& engine, store::Tx& tx, AccountId actor)
    : engine_(engine), tx_(tx), actor_(actor), now_(engine.clock_.now()) {}

// ---- instances ----------------------------------------------------------------------------------

Engine::Run::Live& Engine::Run::live(InstanceId id) {
    for (auto& l : lives_)
        if (l->row.id == id) return *l;
    auto l = std::make_unique<Live>();
    l->row = engine_.find(tx_, id);
    l->loaded = engine_.load(tx_, l->row.definition_id);
    l->state = engine_.state(tx_, l->row);
    l->before = l->state.waits;
    lives_.push_back(std::move(l));
    return *lives_.back();
}

Engine::Run::Live& Engine::Run::add(const LoadedPtr& loaded, AreaId area, std::int64_t case_id) {
    auto l = std::make_unique<Live>();
    l->row.id = engine_.ids_.make<InstanceId>();
    l->row.definition_id = loaded->definition.id;
    l->row.area_id = area;
    l->row.case_id = case_id;
    l->row.started_by = actor_;
    l->row.started_at = now_;
    l->loaded = loaded;
    l->is_new = true;
    lives_.push_back(std::move(l));
    return *lives_.back();
}

void Engine::Run::push_start(Live& l, std::uint32_t event, Variables variables) {
    work_.push_back(
        {l.row.id, Start{l.loaded->process, event, std::move(variables), l.row.caller.has_value()},
         std::nullopt, true});
}

InstanceId Engine::Run::begin(const LoadedPtr& loaded, std::uint32_t event, Variables variables,
                              AreaId area, std::int64_t case_id) {
    Live& l = add(loaded, area, case_id);
    push_start(l, event == none ? plain_start(*loaded->program, loaded->process) : event,
               std::move(variables));
    return l.row.id;
}

void Engine::Run::command(InstanceId instance, Command command) {
    work_.push_back({instance, std::move(command), std::nullopt, true});
}

// ---- running ------------------------------------------------------------------------------------

void Engine::Run::finish() {
    drain();
    for (std::size_t i = 0; i < lives_.size(); ++i)
        if (lives_[i]->is_touched) write(*lives_[i]);
}

void Engine::Run::drain() {
    while (!work_.empty() || !jobs_.empty()) {
        if (work_.empty()) {
            const Job job = jobs_.front();
            jobs_.pop_front();
            run_job(job);
            continue;
        }
        Work work = std::move(work_.front());
        work_.pop_front();
        execute(std::move(work));
    }
}

void Engine::Run::execute(Work work) {
    Live& l = live(work.instance);
    // What was on its way to an instance may find that it waits no more.
    const auto wait = wait_of(work.command);
    const bool is_start = std::holds_alternative<Start>(work.command);
    if (!work.given && ((l.state.ended() && !is_start) || (wait != none && !l.state.wait(wait)))) {
        if (work.message && !message(*work.message)) keep(*work.message);
        return;
    }
    if (l.state.ended() && !is_start)
        throw refuse_conflict("process.ended",
                              {"这个流程已经结束", "This process instance has ended"});
    if (++commands_ > commands_max)
        throw Refusal(RefusalKind::unprocessable, "process.runs_away",
                      {"一次操作引起的流程步骤超过 " + std::to_string(commands_max) +
                           " 个，请检查流程之间的消息、信号和调用是否成环",
                       "One act caused more than " + std::to_string(commands_max) +
                           " commands; look for a ring of messages, signals or calls"});
    const std::vector<Wait> old = l.state.waits;
    StepResult result = step(*l.loaded->program, std::move(l.state), work.command, now_);
    l.state = std::move(result.state);
    l.is_touched = true;
    settle(l, result.effects, old);
}

void Engine::Run::settle(Live& l, const Effects& effects, const std::vector<Wait>& old) {
    static constexpr char marks[] = {'e', 'c', 'x', 'f'};
    for (const auto& row : effects.trace) {
        l.events += marks[static_cast<std::size_t>(row.event)];
        l.events += ' ';
        l.events += l.loaded->program->nodes[row.node].id;
        l.events += '\n';
    }
    for (const auto closed : effects.closed) {
        const auto was =
            std::find_if(old.begin(), old.end(), [&](const Wait& w) { return w.id == closed; });
        if (was == old.end() || was->kind != WaitKind::call) continue;
        for (const auto& other : lives_)
            if (other->is_new && other->row.caller == l.row.id &&
                other->row.caller_wait == closed && !other->state.ended())
                work_.push_back({other->row.id, CancelAll{}, std::nullopt, false});
        for (const auto child :
             tx_.all<InstanceId>(sql::called_by, l.row.id, static_cast<std::int64_t>(closed)))
            work_.push_back({child, CancelAll{}, std::nullopt, false});
    }
    for (const auto& c : effects.calls)
        call(l, c);
    for (const auto& s : effects.signals)
        signal(s.name, s.variables, l.row.id, l.row.area_id);
    for (const auto& m : effects.messages) {
        Envelope envelope{{m.name},       m.has_key ? m.key : "", m.variables,
                          now_ + days(1), l.row.area_id,          l.row.case_id};
        for (const auto target : l.loaded->program->nodes[m.node].message_targets)
            for (const auto& spec : l.loaded->program->nodes[target].events)
                if (spec.trigger == Trigger::message) envelope.names.push_back(spec.name);
        if (!message(envelope)) keep(envelope);
    }
    for (const auto opened : effects.opened) {
        const Wait* wait = l.state.wait(opened);
        if (!wait) continue;
        if (wait->kind == WaitKind::message) take_kept(l, *wait);
        if (wait->kind == WaitKind::job && engine_.functions_.contains(wait->name))
            jobs_.push_back({l.row.id, opened});
    }
    if (l.row.caller) answer_caller(l, effects);
}

void Engine::Run::call(Live& l, const StartCall& call) {
    const auto loaded = call.version.empty()
                            ? engine_.newest(tx_, call.process)
                            : engine_.of_version(tx_, call.process, std::stoll(call.version));
    if (!loaded) {
        work_.push_back({l.row.id,
                         Fail{call.wait,
                              "process.unknown",
                              "no process \"" + call.process + "\" is deployed",
                              {}},
                         std::nullopt, false});
        return;
    }
    const InstanceId caller = l.row.id;
    Live& child = add(loaded, l.row.area_id, l.row.case_id);
    child.row.caller = caller;
    child.row.caller_wait = call.wait;
    push_start(child, plain_start(*loaded->program, loaded->process), call.variables);
}

void Engine::Run::answer_caller(Live& l, const Effects& effects) {
    const auto wait = static_cast<std::uint32_t>(*l.row.caller_wait);
    for (const auto& e : effects.escalations)
        work_.push_back({*l.row.caller, Escalate{wait, e.code, e.variables}, std::nullopt, false});
    if (l.state.status == Status::failed)
        work_.push_back({*l.row.caller, Fail{wait, effects.error, effects.error_words, {}},
                         std::nullopt, false});
    else if (l.state.ended() && l.state.status != Status::cancelled)
        work_.push_back(
            {*l.row.caller, Complete{wait, l.state.frames.front().variables}, std::nullopt, false});
}

void Engine::Run::run_job(const Job& job) {
    Live& l = live(job.instance);
    const Wait* wait = l.state.wait(job.wait);
    if (!wait) return;
    const Variables inputs = visible_variables(l.state, wait->frame);
    const FunctionResult result = engine_.functions_.at(wait->name)(
        {tx_, l.row.id, l.row.area_id, l.row.case_id, actor_, inputs});
    if (result.error.empty())
        execute({job.instance, Complete{job.wait, result.variables}, std::nullopt, false});
    else
        execute({job.instance, Fail{job.wait, result.error, result.words, result.variables},
                 std::nullopt, false});
}

// ---- messages and signals -----------------------------------------------------------------------

bool Engine::Run::message(const Envelope& envelope) {
    return deliver(envelope) || begin_by(Trigger::message, envelope, false);
}

bool Engine::Run::deliver_to(InstanceId instance, std::uint32_t wait, const Envelope& envelope) {
    // One that is about to be triggered by another message takes no second one.
    for (const auto& other : work_) {
        const auto* d = std::get_if<Deliver>(&other.command);
        if (d && other.instance == instance && d->wait == wait) return false;
    }
    work_.push_back({instance, Deliver{wait, envelope.variables}, envelope, false});
    return true;
}

// Who waits with that very key first, then who waits with any.
bool Engine::Run::deliver(const Envelope& envelope) {
    for (const bool exact : {true, false}) {
        if (exact && envelope.key.empty()) continue;
        for (const auto& l : lives_)
            for (const auto& w : l->state.waits) {
                if (w.kind != WaitKind::message || w.event == none ||
                    !is_known_as(l->loaded->program->nodes[w.node].events[w.event], envelope))
                    continue;
                const bool keyed = w.has_key && !envelope.key.empty();
                if (keyed ? w.key != envelope.key : exact) continue;
                if (deliver_to(l->row.id, w.id, envelope)) return true;
            }
        for (const auto& name : envelope.names) {
            const auto rows =
                exact ? tx_.all<ReceiverRow>(sql::receivers_with_key, name, envelope.key)
                : envelope.key.empty() ? tx_.all<ReceiverRow>(sql::receivers, name)
                                       : tx_.all<ReceiverRow>(sql::receivers_without_key, name);
            for (const auto& row : rows) {
                const bool is_live = std::any_of(lives_.begin(), lives_.end(), [&](const auto& l) {
                    return l->row.id == row.instance;
                });
                if (!is_live &&
                    deliver_to(row.instance, static_cast<std::uint32_t>(row.wait), envelope))
                    return true;
            }
        }
    }
    return false;
}

// Starts what begins by a message (the first that matches) or a signal (all).
bool Engine::Run::begin_by(Trigger trigger, const Envelope& envelope, bool all) {
    bool any = false;
    for (const auto& loaded : engine_.all_newest(tx_))
        for (const auto n : loaded->program->processes[loaded->process].starts) {
            const ProgramNode& node = loaded->program->nodes[n];
            for (std::uint32_t i = 0; i < node.events.size(); ++i) {
                if (node.events[i].trigger != trigger || !is_known_as(node.events[i], envelope))
                    continue;
                any = true;
                if (!all_seen(*loaded, node, i)) return true;
                begin(loaded, n, envelope.variables, envelope.area, envelope.case_id);
                if (!all) return true;
                break;
            }
        }
    return any;
}

bool Engine::Run::all_seen(const Loaded& loaded, const ProgramNode& node, std::uint32_t event) {
    if (!node.parallel_multiple || node.kind != bpmn::NodeKind::start_event) return true;
    tx_.run(sql::see_start, loaded.definition.id, node.id, static_cast<std::int64_t>(event));
    const auto seen = tx_.one<std::int64_t>(sql::seen_starts, loaded.definition.id, node.id);
    if (static_cast<std::size_t>(seen.value_or(0)) < node.events.size()) return false;
    tx_.run(sql::forget_starts, loaded.definition.id, node.id);
    return true;
}

void Engine::Run::keep(const Envelope& envelope) {
    if (envelope.expires <= now_) return;
    if (tx_.one<std::int64_t>(sql::count_kept, envelope.names.front()).value_or(0) >=
        messages_kept_max)
        throw Refusal(RefusalKind::too_many, "process.too_many_messages",
                      {"消息“" + envelope.names.front() + "”等待接收的已满 " +
                           std::to_string(messages_kept_max) + " 条",
                       std::to_string(messages_kept_max) + " messages \"" + envelope.names.front() +
                           "\" wait for a receiver already"});
    tx_.insert("process_message",
               MessageRow{engine_.ids_.next(), envelope.names.front(),
                          envelope.key.empty() ? std::nullopt : std::optional(envelope.key),
                          crypto::to_base64(encode(envelope.variables)), envelope.expires});
}

void Engine::Run::take_kept(Live& l, const Wait& wait) {
    std::vector<std::string> names{wait.name};
    if (wait.event != none) {
        const EventSpec& spec = l.loaded->program->nodes[wait.node].events[wait.event];
        names.insert(names.end(), spec.aliases.begin(), spec.aliases.end());
    }
    for (const auto& name : names)
        for (const auto& row : tx_.all<KeptRow>(sql::kept, name, now_)) {
            if (wait.has_key && row.correlation && *row.correlation != wait.key) continue;
            tx_.run(sql::drop_kept, row.id);
            const Envelope envelope{{name},
                                    row.correlation.value_or(""),
                                    decode_variables(crypto::from_base64(row.variables)),
                                    row.expires_at,
                                    l.row.area_id,
                                    0};
            work_.push_back({l.row.id, Deliver{wait.id, envelope.variables}, envelope, false});
            return;
        }
}

void Engine::Run::signal(const std::string& name, const Variables& variables, InstanceId except,
                         AreaId area) {
    std::vector<InstanceId> hear;
    for (const auto& l : lives_)
        if (std::any_of(l->state.waits.begin(), l->state.waits.end(), [&](const Wait& w) {
                return w.kind == WaitKind::signal && w.name == name;
            }))
            hear.push_back(l->row.id);
    for (const auto id : tx_.all<InstanceId>(sql::listeners, name))
        if (std::none_of(lives_.begin(), lives_.end(),
                         [&](const auto& l) { return l->row.id == id; }))
            hear.push_back(id);
    for (const auto id : hear)
        if (id != except) work_.push_back({id, Broadcast{name, variables}, std::nullopt, false});
    begin_by(Trigger::signal, {{name}, "", variables, now_, area, 0}, true);
}

// ---- writing ------------------------------------------------------------------------------------

WaitInfo Engine::Run::info(const Live& l, const Wait& wait) const {
    return {{l.row.id, wait.id},
            l.row,
            l.loaded->definition,
            l.loaded->program->nodes[wait.node],
            wait,
            l.state,
            actor_};
}

void Engine::Run::write(Live& l) {
    InstanceRow& row = l.row;
    const std::int64_t step_before = row.steps++;
    row.status = l.state.status;
    row.incidents = static_cast<std::int64_t>(l.state.incidents.size());
    row.state = l.state.ended() ? "" : crypto::to_base64(encode(l.state));
    if (l.state.ended()) row.ended_at = now_;
    const Program& program = *l.loaded->program;
    row.waiting = l.state.ended() ? "" : to_text(waiting_places(program, l.state));
    row.failing = l.state.incidents.empty() ? "" : to_text(failing_places(program, l.state));
    if (l.is_new)
        tx_.insert("process_instance", row);
    else
        LINLI_CHECK(tx_.run(sql::save_instance, row.status, row.incidents, row.steps, row.state,
                            row.ended_at, row.waiting, row.failing, row.id, step_before) == 1);
    tx_.insert("process_trace", TraceInsert{row.id, step_before, now_, actor_, l.events});
    write_waits(l);
    if (l.state.ended())
        for (Observer* observer : engine_.observers_)
            observer->ended(tx_, row, l.state);
}

void Engine::Run::remove_wait(const Live& l, const Wait& wait) {
    if (has_row(wait)) tx_.run(sql::remove_wait, l.row.id, static_cast<std::int64_t>(wait.id));
    for (Observer* observer : engine_.observers_)
        observer->closed(tx_, info(l, wait));
}

void Engine::Run::move(InstanceId instance, const LoadedPtr& to, MigrationResult result) {
    Live& l = live(instance);
    for (const Wait& wait : l.before)
        if (!result.state.wait(wait.id)) remove_wait(l, wait);
    const Live was{l.row, l.loaded, std::move(l.state), {}, "", false, false};
    std::erase_if(l.before, [&](const Wait& w) { return !result.state.wait(w.id); });
    l.row.definition_id = to->definition.id;
    l.loaded = to;
    l.state = std::move(result.state);
    l.is_touched = true;
    l.events += "m " + to->definition.process + '\n';
    tx_.run(sql::set_definition, to->definition.id, instance);
    for (const Wait& wait : l.before)
        for (Observer* observer : engine_.observers_)
            observer->moved(tx_, info(was, wait), info(l, *l.state.wait(wait.id)));
    settle(l, result.effects, l.before);
}

void Engine::Run::write_waits(Live& l) {
    static const std::vector<Wait> nothing;
    const auto& after = l.state.ended() ? nothing : l.state.waits;
    const auto find = [](const std::vector<Wait>& all, std::uint32_t id) {
        return std::find_if(all.begin(), all.end(), [&](const Wait& w) { return w.id == id; });
    };
    for (const Wait& wait : l.before) {
        if (find(after, wait.id) == after.end()) remove_wait(l, wait);
    }
    for (const Wait& wait : after) {
        const auto due = wait.kind == WaitKind::timer ? std::optional(wait.due) : std::nullopt;
        const auto was = find(l.before, wait.id);
        if (was != l.before.end()) {
            if (has_row(wait) && (was->name != wait.name || key_of(*was) != key_of(wait)))
                tx_.run(sql::set_name, wait.name, key_of(wait), l.row.id,
                        static_cast<std::int64_t>(wait.id));
            if (due && was->due != *due)
                tx_.run(sql::set_due, *due, l.row.id, static_cast<std::int64_t>(wait.id));
            continue;
        }
        if (has_row(wait))
            tx_.insert("process_wait",
                       WaitRow{l.row.id, wait.id, std::string(wait_kind_name(wait.kind)), wait.name,
                               key_of(wait), due});
        for (Observer* observer : engine_.observers_)
            observer->opened(tx_, info(l, wait));
    }
}

}  // namespace linli::process
