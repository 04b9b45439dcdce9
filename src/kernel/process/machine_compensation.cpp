// Compensation: completed activities are remembered in order and undone in reverse.
#include <algorithm>

#include "kernel/process/machine.hpp"

namespace linli::process {

using bpmn::NodeKind;
using bpmn::Trigger;

Compensation* Machine::compensation(Id id) {
    for (auto& c : state_.compensations)
        if (c.id == id) return &c;
    return nullptr;
}

void Machine::remember(Id t, Id kept) {
    const Token at = *token(t);
    if (node(at.node).compensation_handler == none && kept == 0) return;
    state_.compensables.push_back({new_id(), at.node, at.frame, kept});
}

// Handlers compensate what their surrounding scope did.
Machine::Id Machine::handler_frame(Id f) const {
    for (;;) {
        const Frame* at = state_.frame(f);
        if (!at->owner || !node(at->node).event_sub_process) return f;
        f = at->parent;
    }
}

// Moves those of the frame (of one activity, also in completed sub-processes) into `out`.
void Machine::take_compensables(Id f, Id activity, std::vector<Compensable>& out) {
    std::vector<Id> inner;
    std::erase_if(state_.compensables, [&](const Compensable& c) {
        if (c.frame != f) return false;
        if (activity == none || c.node == activity) {
            out.push_back(c);
            return true;
        }
        if (c.kept) inner.push_back(c.kept);
        return false;
    });
    for (const Id kept : inner)
        take_compensables(kept, activity, out);
    std::sort(out.begin(), out.end(),
              [](const Compensable& a, const Compensable& b) { return a.id < b.id; });
}

void Machine::throw_compensation(Id t, const EventSpec& spec) {
    Compensation c;
    take_compensables(handler_frame(token(t)->frame), spec.activity, c.steps);
    if (c.steps.empty()) return complete_event(t, {});
    c.id = new_id();
    const Id id = c.id;
    if (spec.wait) {
        c.thrower = t;
        token(t)->stage = Stage::compensating;
    }
    state_.compensations.push_back(std::move(c));
    next_compensation(id);
    if (!spec.wait) complete_event(t, {});
}

void Machine::next_compensation(Id id) {
    for (;;) {
        Compensation* c = compensation(id);
        if (!c) return;
        if (c->steps.empty()) break;
        const Compensable step = c->steps.back();
        c->steps.pop_back();
        const ProgramNode& n = node(step.node);
        if (n.compensation_handler != none) {
            const Id t = new_token(n.compensation_handler, step.kept ? step.kept : step.frame);
            token(t)->compensates = id;
            return move(t);
        }
        const Id start = program_.scopes[n.inside].compensation_start;
        if (start != none) return begin_handler(step.kept, start, {}, id);
        take_compensables(step.kept, none, c->steps);
    }
    const Compensation done = *compensation(id);
    std::erase_if(state_.compensations, [&](const Compensation& c) { return c.id == id; });
    if (done.thrower) return complete_event(done.thrower, {});
    if (!done.cancels) return;
    const Token* owner = token(done.cancels);
    const Id activity = owner->body ? owner->body : done.cancels;
    if (const auto b = matching_boundary(owner->node, Trigger::cancel, ""))
        return fire_boundary(activity, *b, {});
    fail_token(done.cancels, {"事务「" + node(owner->node).id + "」已撤销，但没有取消边界事件",
                              "the transaction \"" + node(owner->node).id +
                                  "\" was cancelled, but it has no cancel boundary event"});
}

void Machine::compensation_done(Id id) {
    const bool others = std::any_of(state_.tokens.begin(), state_.tokens.end(),
                                    [&](const Token& t) { return t.compensates == id; });
    if (!others) next_compensation(id);
}

// The transaction around the cancel end event: its work stops and is undone.
void Machine::cancel_transaction(Id t) {
    const Token at = *token(t);
    Id f = at.frame;
    while (frame(f)->owner && node(frame(f)->node).kind != NodeKind::transaction)
        f = frame(f)->kept ? frame(f)->parent : token(frame(f)->owner)->frame;
    const Id owner = frame(f)->owner;
    if (!owner)
        return fail_token(
            t, {"取消结束事件「" + node(at.node).id + "」不在事务子流程内",
                "the cancel end event \"" + node(at.node).id + "\" is in no transaction"});
    trace(at.node, t, TraceEvent::completed);
    Compensation c;
    c.id = new_id();
    c.cancels = owner;
    const Id id = c.id;
    take_compensables(f, none, c.steps);
    state_.compensations.push_back(std::move(c));
    token(t)->stage = Stage::failed;  // told already; not to be told as cancelled
    cancel_tokens_of(f);
    close_handlers(f);
    next_compensation(id);
}

}  // namespace linli::process
