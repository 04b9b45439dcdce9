// Activities from arrival to leaving.
#include <algorithm>

#include "kernel/process/machine.hpp"

namespace linli::process {

using bpmn::NodeKind;
using decision::Kind;
using decision::Value;

void Machine::begin_activity(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    if (n.start_quantity > 1 && at.compensates == 0) {
        token(t)->stage = Stage::gathering;
        std::vector<Id> together;
        for (const auto& other : state_.tokens)
            if (other.node == at.node && other.frame == at.frame && other.stage == Stage::gathering)
                together.push_back(other.id);
        if (together.size() < n.start_quantity) return;
        t = together[0];
        for (std::size_t i = 1; i < n.start_quantity; ++i)
            erase_token(together[i]);
    }
    if (n.loop.form != LoopSpec::Form::no) return begin_loop(t);
    open_boundaries(t);
    if (token(t)->stage != Stage::failed) begin_instance(t);
}

void Machine::begin_instance(Id t) {
    trace(token(t)->node, t, TraceEvent::entered);
    token(t)->stage = Stage::waiting;
    if (map_inputs(t)) perform(t);
}

void Machine::perform(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    Wait wait;
    wait.node = at.node;
    wait.token = t;
    wait.frame = scope_of(at);
    wait.name = n.function;
    switch (n.kind) {
        case NodeKind::user_task:
            wait.kind = WaitKind::task;
            open_wait(std::move(wait));
            return;
        case NodeKind::business_rule_task:
            if (n.decision != none) return run_decision(t);
            [[fallthrough]];
        case NodeKind::service_task:
            wait.kind = WaitKind::job;
            open_wait(std::move(wait));
            return;
        case NodeKind::send_task:
            if (n.function.empty()) {
                throw_message(t, n.events[0]);
                return complete_instance(t, {});
            }
            wait.kind = WaitKind::job;
            open_wait(std::move(wait));
            return;
        case NodeKind::receive_task:
            open_event_waits(at.node, t, wait.frame, t);
            return;
        case NodeKind::script_task:
            return run_script(t);
        case NodeKind::call_activity:
            return begin_call(t);
        case NodeKind::sub_process:
        case NodeKind::transaction:
        case NodeKind::ad_hoc_sub_process:
            return begin_scope(t);
        default:
            return complete_instance(t, {});
    }
}

// A script's value goes to its result variable; the members of a context become variables; any
// other value is kept in a variable named as the task.
void Machine::run_script(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    if (n.script == none) return complete_instance(t, {});
    Evaluation e = evaluate(n.script, scope_of(at));
    if (mapping_failed(t, n.script, e)) return;
    Variables result;
    if (!n.result.empty())
        result.emplace_back(n.result, std::move(e.value));
    else if (e.value.is(Kind::context))
        result = e.value.context().entries;
    else
        result.emplace_back(n.id, std::move(e.value));
    complete_instance(t, result);
}

void Machine::run_decision(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    const DecisionBinding& binding = program_.decisions[n.decision];
    auto inputs = visible(scope_of(at));
    const auto outcome = binding.model->evaluate(
        {binding.name, "", decision::Context::make(std::move(inputs)), false, now_});
    if (outcome.value.is_null() && !outcome.notes.empty()) {
        const Words& why = outcome.notes[0].words;
        return fail_token(t,
                          {"决策「" + binding.name + "」没有结果：" + why.zh,
                           "the decision \"" + binding.name + "\" has no result: " + why.en},
                          binding.name);
    }
    Variables result;
    if (n.result.empty() && outcome.value.is(Kind::context))
        result = outcome.value.context().entries;
    else
        result.emplace_back(n.result.empty() ? binding.name : n.result, outcome.value);
    complete_instance(t, result);
}

// Without mappings a called process sees, and gives back, all variables.
void Machine::begin_call(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    Wait wait;
    wait.kind = WaitKind::call;
    wait.node = at.node;
    wait.token = t;
    wait.frame = scope_of(at);
    wait.name = n.called;
    const Id id = open_wait(std::move(wait));
    Variables variables = n.inputs.empty() ? visible(scope_of(at)) : frame(at.local)->variables;
    effects_.calls.push_back({id, n.called, n.called_version, std::move(variables)});
}

void Machine::begin_scope(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    const ProgramScope& scope = program_.scopes[n.inside];
    std::uint32_t depth = 0;
    for (Id f = at.frame; f; f = frame(f)->parent)
        if (++depth > frame_depth_max)
            throw Refusal(RefusalKind::unprocessable, "process.too_deep",
                          {"子流程「" + n.id + "」嵌套超过 100 层",
                           "the sub-process \"" + n.id + "\" is nested deeper than 100"});
    const Id f = new_frame(scope_of(at), n.inside, t, at.node);
    for (const auto& name : scope.variables)
        set_local(f, name, {});
    token(t)->stage = Stage::inside;
    open_handlers(f);
    enable(f);
}

// What begins with a scope gets a token each.
void Machine::enable(Id f) {
    const ProgramScope& scope = program_.scopes[frame(f)->scope];
    std::vector<Id> tokens;
    for (const Id n : scope.initial)
        tokens.push_back(new_token(n, f));
    for (const Id t : tokens)
        move(t);
    if (tokens.empty()) complete_scope(f);
}

void Machine::complete_instance(Id t, const Variables& variables) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    Id f = scope_of(at);
    if (!n.outputs.empty()) {
        f = ensure_local(t);
        for (const auto& [name, value] : variables)
            set_local(f, name, value);
    } else {
        assign_all(f, variables);
    }
    if (map_outputs(t, f)) finish_instance(t);
}

void Machine::finish_instance(Id t) {
    const Token at = *token(t);
    close_own_waits(t);
    trace(at.node, t, TraceEvent::completed);
    if (!bpmn::is_container(node(at.node).kind)) remember(t, 0);
    if (at.body)
        loop_instance_done(at.body, t);
    else
        leave_activity(t);
}

// The last token inside has gone: the sub-process, or the handler that it is, is complete.
void Machine::complete_scope(Id f) {
    const Frame at = *frame(f);
    const Id owner = at.owner;
    close_handlers(f);
    if (node(at.node).event_sub_process) {
        trace(at.node, owner, TraceEvent::completed);
        erase_frame(f);
        close_waits_of_token(owner);
        return consume(owner);
    }
    if (!map_outputs(owner, f)) return;
    if (token(owner)->body) inner_result_ = result_of(owner, f);
    const bool undoable = node(at.node).compensation_handler != none ||
                          program_.scopes[at.scope].compensation_start != none ||
                          std::any_of(state_.compensables.begin(), state_.compensables.end(),
                                      [&](const Compensable& c) { return c.frame == f; });
    if (undoable) {
        Frame* kept = frame(f);
        kept->kept = true;
        if (const Id local = token(owner)->local) {
            kept->parent = token(owner)->frame;
            for (const auto& [name, value] : Variables(frame(local)->variables)) {
                const auto& own = frame(f)->variables;
                if (std::none_of(own.begin(), own.end(),
                                 [&](const auto& v) { return v.first == name; }))
                    set_local(f, name, value);
            }
        }
        remember(owner, f);
    } else {
        erase_frame(f);
    }
    finish_instance(owner);
}

// Its boundary events listen until it is clear where it goes on, so that they are there when it has
// to begin again; a loop opens its own anew.
void Machine::leave_activity(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    if (at.compensates || n.loop.form != LoopSpec::Form::no) close_waits_of_token(t);
    drop_local(t);
    if (at.compensates) return consume(t);
    const ProgramScope& scope = program_.scopes[n.scope];
    if (scope.ad_hoc && !frame(at.frame)->closing && node(scope.node).completion != none) {
        const auto holds = condition(t, node(scope.node).completion, at.frame);
        if (!holds) return;
        if (*holds) {
            frame(at.frame)->closing = true;
            if (node(scope.node).cancel_remaining) {
                cancel_tokens_of(at.frame, t);
                close_waits_of_token(t);
                return consume(t);
            }
        }
    }
    std::vector<Id> flows;
    if (!choose(t, true, flows)) return;
    close_waits_of_token(t);
    for (std::uint32_t i = 1; i < n.completion_quantity; ++i)
        for (const Id f : flows) {
            const Id extra = new_token(program_.flows[f].target, at.frame, f);
            move(extra);
        }
    go(t, flows);
}

// Without a completion condition once round is enough; with one the activities can be done again
// until it holds.
bool Machine::ad_hoc_finished(Id f) {
    const Frame& at = *frame(f);
    if (at.closing || node(at.node).completion == none) return true;
    enable(f);
    return false;
}

}  // namespace linli::process
