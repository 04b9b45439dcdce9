#include "kernel/process/machine.hpp"

#include <algorithm>

namespace linli::process {

std::uint32_t wait_of(const Command& command) {
    return std::visit(
        [](const auto& c) {
            if constexpr (requires { c.wait; })
                return c.wait;
            else
                return none;
        },
        command);
}

using bpmn::NodeKind;

namespace {

[[noreturn]] void not_waiting() {
    throw refuse_conflict("process.not_waiting",
                          {"这一步已不在等待：可能已经办结、被取消或案件已结束",
                           "this step is not waiting: it was completed or cancelled before, or "
                           "the case has ended"});
}

}  // namespace

void Machine::apply(const Command& command) {
    if (!std::holds_alternative<Start>(command)) {
        LINLI_CHECK(!state_.frames.empty());
        if (state_.ended())
            throw refuse_conflict("process.ended",
                                  {"流程实例已经结束", "the process instance has ended"});
    }
    std::visit([this](const auto& c) { handle(c); }, command);
    come_to_rest();
}

const Wait& Machine::expect_wait(Id id, std::initializer_list<WaitKind> kinds) const {
    const Wait* wait = state_.wait(id);
    if (!wait || std::find(kinds.begin(), kinds.end(), wait->kind) == kinds.end()) not_waiting();
    return *wait;
}

// In a sequential ad-hoc sub-process one activity at a time: what has begun is finished first.
void Machine::keep_order(const Wait& wait) const {
    const Token* t = state_.token(wait.token);
    if (!t) return;
    const Frame* f = state_.frame(t->frame);
    if (!program_.scopes[f->scope].ad_hoc || node(f->node).ordering_parallel) return;
    for (const auto& other : state_.tokens) {
        if (other.frame != t->frame || other.id == t->id || other.id == t->body) continue;
        if (node(other.node).incoming.empty() && other.stage == Stage::waiting) continue;
        if (other.body) continue;
        throw refuse_conflict(
            "process.order_kept",
            {"「" + node(f->node).id + "」一次只办一项：请先办完「" + node(other.node).id + "」",
             "\"" + node(f->node).id + "\" does one thing at a time: finish \"" +
                 node(other.node).id + "\" first"});
    }
}

void Machine::handle(const Start& c) {
    LINLI_CHECK(state_.frames.empty() && c.process < program_.processes.size());
    state_.process = c.process;
    state_.called = c.called;
    const ProgramProcess& process = program_.processes[c.process];
    const Id root = new_frame(0, process.scope, 0, none);
    for (const auto& name : program_.scopes[process.scope].variables)
        set_local(root, name, {});
    if (c.event == none)
        for (const auto& [name, value] : c.variables)
            set_local(root, name, value);
    open_handlers(root);
    if (c.event == none)
        enable(root);
    else
        start_at(c.event, root, c.variables);
}

// Begins by an event: a start event, or one that an instantiating gateway waits for.
void Machine::start_at(Id event, Id root, const Variables& variables) {
    const ProgramNode& n = node(event);
    std::vector<Id> waiting;
    if (n.kind != NodeKind::start_event && !n.incoming.empty()) {
        const Id gateway = program_.flows[n.incoming[0]].source;
        trace(gateway, 0, TraceEvent::entered);
        trace(gateway, 0, TraceEvent::completed);
        if (node(gateway).parallel_events)
            for (const Id f : node(gateway).outgoing)
                if (program_.flows[f].target != event)
                    waiting.push_back(new_token(program_.flows[f].target, root, f));
    }
    const Id t = new_token(event, root);
    for (const Id w : waiting)
        move(w);
    trace(event, t, TraceEvent::entered);
    if (bpmn::is_activity(n.kind))
        complete_instance(t, variables);
    else
        complete_event(t, variables);
}

void Machine::handle(const Complete& c) {
    const Wait& wait =
        expect_wait(c.wait, {WaitKind::task, WaitKind::job, WaitKind::call, WaitKind::message,
                             WaitKind::signal, WaitKind::condition, WaitKind::timer});
    keep_order(wait);
    if (wait.event != none) return trigger(c.wait, c.variables);
    const Id t = wait.token;
    close_own_waits(t);
    complete_instance(t, c.variables);
}

void Machine::handle(const Fail& c) {
    const Id t =
        expect_wait(c.wait, {WaitKind::task, WaitKind::job, WaitKind::call, WaitKind::message})
            .token;
    if (!t || !bpmn::is_activity(node(token(t)->node).kind)) not_waiting();
    throw_error(t, c.error, c.variables, true, c.words);
}

void Machine::handle(const Escalate& c) {
    const Id t = expect_wait(c.wait, {WaitKind::task, WaitKind::job, WaitKind::call}).token;
    throw_escalation(t, c.code, c.variables, true);
}

void Machine::handle(const Deliver& c) {
    keep_order(expect_wait(c.wait, {WaitKind::message}));
    trigger(c.wait, c.variables);
}

void Machine::handle(const Broadcast& c) {
    broadcast(c.name, c.variables);
}

void Machine::handle(const Fire& c) {
    expect_wait(c.wait, {WaitKind::timer});
    trigger(c.wait, {});
}

void Machine::handle(const SetVariables& c) {
    for (const auto& [name, value] : c.variables)
        set_local(state_.frames.front().id, name, value);
}

void Machine::handle(const Retry& c) {
    const auto found = std::find_if(state_.incidents.begin(), state_.incidents.end(),
                                    [&](const Incident& i) { return i.id == c.incident; });
    if (found == state_.incidents.end()) not_waiting();
    const Id t = found->token;
    state_.incidents.erase(found);
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    if (!bpmn::is_activity(n.kind)) {
        close_waits_of_token(t);
        return move(t);
    }
    if (n.loop.form == LoopSpec::Form::no || at.body) {
        close_own_waits(t);
        std::vector<Id> inside;
        for (const auto& f : state_.frames)
            if (f.owner == t && f.scope != none && !f.kept) inside.push_back(f.id);
        for (const Id f : inside)
            erase_frame(f);
        return begin_instance(t);
    }
    close_waits_of_token(t);
    drop_local(t);
    std::erase_if(state_.loops, [&](const Loop& l) { return l.token == t; });
    begin_loop(t);
}

void Machine::handle(const CancelAll&) {
    end_instance(Status::cancelled);
}

void Machine::come_to_rest() {
    for (;;) {
        while (!queue_.empty() && !state_.ended()) {
            const Id t = queue_.front();
            queue_.pop_front();
            const Token* at = token(t);
            if (!at || at->stage != Stage::moving) continue;
            if (++moves_ > moves_max)
                throw Refusal(RefusalKind::unprocessable, "process.runs_away",
                              {"流程一次走了 10000 步仍未停下，最后在「" + node(at->node).id +
                                   "」；请检查循环的条件",
                               "the process took 10,000 steps without coming to rest, the last at "
                               "\"" +
                                   node(at->node).id + "\"; check the conditions of its loops"});
            arrive(t);
        }
        if (state_.ended()) return;
        if (!fire_conditions() && !fire_joins() && queue_.empty()) return;
        ++moves_;
    }
}

void Machine::arrive(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    if (at.body) return begin_instance(t);
    switch (n.kind) {
        case NodeKind::exclusive_gateway:
            return exclusive(t);
        case NodeKind::parallel_gateway:
            return parallel(t);
        case NodeKind::inclusive_gateway:
        case NodeKind::complex_gateway:
            if (n.incoming.size() < 2) return split(t);
            token(t)->stage = Stage::joining;
            if (n.activation != none &&
                std::none_of(state_.resets.begin(), state_.resets.end(), [&](const Reset& r) {
                    return r.frame == at.frame && r.node == at.node;
                }))
                complex(t);
            return;
        case NodeKind::event_based_gateway:
            return event_gateway(t);
        case NodeKind::intermediate_catch_event:
            return catch_event(t);
        case NodeKind::intermediate_throw_event:
            return throw_event(t);
        case NodeKind::end_event:
            return end_event(t);
        case NodeKind::start_event:
        case NodeKind::boundary_event:
            trace(at.node, t, TraceEvent::entered);
            return complete_event(t, {});
        default:
            return begin_activity(t);
    }
}

StepResult step(const Program& program, State state, const Command& command, Instant now) {
    StepResult result;
    result.state = std::move(state);
    Machine(program, result.state, result.effects, now).apply(command);
    return result;
}

}  // namespace linli::process
