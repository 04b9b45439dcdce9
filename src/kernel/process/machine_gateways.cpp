// How tokens part and meet (BPMN 2.0.2, 13.4).
#include <algorithm>

#include "kernel/process/machine.hpp"

namespace linli::process {

using bpmn::NodeKind;
using decision::Number;
using decision::Value;

// The token goes on by the first flow, new ones by the others; without flows it ends here.
void Machine::go(Id t, const std::vector<Id>& flows) {
    if (flows.empty()) return consume(t);
    const Token was = *token(t);
    for (std::size_t i = 1; i < flows.size(); ++i)
        new_token(program_.flows[flows[i]].target, was.frame, flows[i]);
    Token* first = token(t);
    first->flow = flows[0];
    first->node = program_.flows[flows[0]].target;
    move(t);
    for (std::size_t i = 1; i < flows.size(); ++i)
        move(state_.last_id - static_cast<Id>(flows.size() - 1 - i));
}

// The flows whose conditions hold: the first of them, or all; else the default flow. False when the
// token failed.
bool Machine::choose(Id t, bool all, std::vector<Id>& flows) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    if (n.outgoing.empty()) return true;
    bool conditional_taken = false;
    for (const Id f : n.outgoing) {
        if (f == n.default_flow) continue;
        const Id expression = program_.flows[f].condition;
        if (expression != none) {
            const auto holds = condition(t, expression, scope_of(at));
            if (!holds) return false;
            if (!*holds) continue;
            conditional_taken = true;
        }
        flows.push_back(f);
        if (!all) return true;
    }
    if (n.default_flow != none && !conditional_taken && (all || flows.empty()))
        flows.push_back(n.default_flow);
    if (!flows.empty()) return true;
    fail_token(t, {"「" + n.id + "」的条件都不成立，也没有缺省流，无路可走",
                   "no condition of \"" + n.id + "\" holds and it has no default flow"});
    return false;
}

void Machine::exclusive(Id t) {
    trace(token(t)->node, t, TraceEvent::entered);
    std::vector<Id> flows;
    if (!choose(t, false, flows)) return;
    trace(token(t)->node, t, TraceEvent::completed);
    go(t, flows);
}

void Machine::split(Id t) {
    trace(token(t)->node, t, TraceEvent::entered);
    std::vector<Id> flows;
    if (!choose(t, true, flows)) return;
    trace(token(t)->node, t, TraceEvent::completed);
    go(t, flows);
}

Machine::Arrivals Machine::arrivals(Id f, Id n) const {
    Arrivals a;
    const auto& incoming = node(n).incoming;
    a.tokens.assign(incoming.size(), 0);
    for (const auto& t : state_.tokens) {
        if (t.node != n || t.frame != f || t.stage != Stage::joining) continue;
        for (std::size_t i = 0; i < incoming.size(); ++i)
            if (incoming[i] == t.flow && a.tokens[i] == 0) a.tokens[i] = t.id;
    }
    return a;
}

// One token remains of those that have come.
Machine::Id Machine::merge(const Arrivals& a) {
    Id first = 0;
    for (const Id t : a.tokens) {
        if (!t) continue;
        if (!first)
            first = t;
        else
            erase_token(t);
    }
    return first;
}

void Machine::parallel(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    if (n.incoming.size() > 1) {
        token(t)->stage = Stage::joining;
        const Arrivals a = arrivals(at.frame, at.node);
        if (std::find(a.tokens.begin(), a.tokens.end(), Id{0}) != a.tokens.end()) return;
        t = merge(a);
    }
    trace(at.node, t, TraceEvent::entered);
    trace(at.node, t, TraceEvent::completed);
    go(t, n.outgoing);
}

// Whether a token elsewhere may still come by one of the empty flows and by none of the marked.
bool Machine::still_coming(Id f, Id gateway, const std::vector<Id>& empty,
                           const std::vector<Id>& marked) const {
    const ProgramNode& n = node(gateway);
    for (const auto& t : state_.tokens) {
        if (t.frame != f || t.body != 0 || t.node == gateway) continue;
        const Id local = node(t.node).local_index;
        const auto reaches = [&](Id i) { return (n.reach[i][local / 64] >> (local % 64)) & 1; };
        if (std::any_of(empty.begin(), empty.end(), reaches) &&
            std::none_of(marked.begin(), marked.end(), reaches))
            return true;
    }
    return false;
}

bool Machine::fire_inclusive(Id f, Id n) {
    const Arrivals a = arrivals(f, n);
    std::vector<Id> empty, marked;
    for (Id i = 0; i < a.tokens.size(); ++i)
        (a.tokens[i] ? marked : empty).push_back(i);
    if (marked.empty() || still_coming(f, n, empty, marked)) return false;
    if (node(n).kind == NodeKind::complex_gateway)
        fire_complex(a.tokens[marked[0]]);
    else
        split(merge(a));
    return true;
}

// Joins that depend on what else is under way are asked when everything else has come to rest.
bool Machine::fire_joins() {
    for (std::size_t i = 0; i < state_.resets.size(); ++i)
        if (fire_reset(i)) return true;
    for (std::size_t i = 0; i < state_.tokens.size(); ++i) {
        const Token t = state_.tokens[i];
        if (t.stage != Stage::joining) continue;
        const ProgramNode& n = node(t.node);
        if (n.kind == NodeKind::complex_gateway) {
            const bool resting =
                std::any_of(state_.resets.begin(), state_.resets.end(),
                            [&](const Reset& r) { return r.frame == t.frame && r.node == t.node; });
            if (resting) continue;
            if (n.activation != none) {
                complex(t.id);
                if (!token(t.id) || token(t.id)->stage != Stage::joining) return true;
                continue;
            }
        } else if (n.kind != NodeKind::inclusive_gateway) {
            continue;
        }
        if (fire_inclusive(t.frame, t.node)) return true;
    }
    return false;
}

// Asks the activation condition of a complex gateway. It sees activationCount, waitingForStart and
// for each incoming flow, by id and name, how many tokens wait there.
void Machine::complex(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    const Arrivals a = arrivals(at.frame, at.node);
    std::int64_t count = 0;
    const Id local = new_frame(scope_of(at), none, 0, at.node);
    for (std::size_t i = 0; i < n.incoming.size(); ++i) {
        std::int64_t here = 0;
        for (const auto& other : state_.tokens)
            if (other.node == at.node && other.frame == at.frame && other.flow == n.incoming[i] &&
                other.stage == Stage::joining)
                ++here;
        count += a.tokens[i] ? 1 : 0;
        set_local(local, program_.flows[n.incoming[i]].id, Number(here));
    }
    set_local(local, "activationCount", Number(count));
    set_local(local, "waitingForStart", Value(true));
    const auto holds = condition(t, n.activation, local);
    erase_frame(local);
    if (holds && *holds) fire_complex(t);
}

void Machine::fire_complex(Id t) {
    const Token at = *token(t);
    const Arrivals a = arrivals(at.frame, at.node);
    Reset reset{at.frame, at.node, {}};
    for (std::size_t i = 0; i < a.tokens.size(); ++i)
        if (!a.tokens[i]) reset.flows.push_back(node(at.node).incoming[i]);
    const Id merged = merge(a);
    if (!reset.flows.empty()) state_.resets.push_back(std::move(reset));
    split(merged);
}

// The rest of the tokens has come, or none can come any more: they end here, and the gateway is as
// new. Flows whose condition asks for waitingForStart = false get a token.
bool Machine::fire_reset(std::size_t index) {
    const Reset reset = state_.resets[index];
    const ProgramNode& n = node(reset.node);
    const Arrivals a = arrivals(reset.frame, reset.node);
    std::vector<Id> empty, marked;
    Arrivals rest;
    for (Id i = 0; i < n.incoming.size(); ++i) {
        if (std::find(reset.flows.begin(), reset.flows.end(), n.incoming[i]) == reset.flows.end())
            continue;
        (a.tokens[i] ? marked : empty).push_back(i);
        rest.tokens.push_back(a.tokens[i]);
    }
    if (!empty.empty() && still_coming(reset.frame, reset.node, empty, {})) return false;
    state_.resets.erase(state_.resets.begin() + static_cast<std::ptrdiff_t>(index));
    const Id merged = merge(rest);
    if (!merged) return true;
    const Id local = new_frame(reset.frame, none, 0, reset.node);
    set_local(local, "waitingForStart", Value(false));
    std::vector<Id> flows;
    for (const Id f : n.outgoing) {
        if (program_.flows[f].condition == none) continue;
        const Evaluation e = evaluate(program_.flows[f].condition, local);
        const auto& names = program_.expressions[program_.flows[f].condition].code->variables();
        if (e.value.is_true() &&
            std::find(names.begin(), names.end(), "waitingForStart") != names.end())
            flows.push_back(f);
    }
    erase_frame(local);
    go(merged, flows);
    return true;
}

// Waits for all its events at once; the first that happens decides.
void Machine::event_gateway(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    trace(at.node, t, TraceEvent::entered);
    trace(at.node, t, TraceEvent::completed);
    token(t)->stage = Stage::waiting;
    for (const Id f : n.outgoing) {
        const Id target = program_.flows[f].target;
        trace(target, t, TraceEvent::entered);
        if (!open_event_waits(target, t, scope_of(at), t)) return;
    }
}

// The token ends; its scope ends with its last one.
void Machine::consume(Id t) {
    const Token was = *token(t);
    drop_local(t);
    erase_token(t);
    if (was.compensates) compensation_done(was.compensates);
    if (!has_tokens(was.frame) && frame(was.frame)) frame_done(was.frame);
}

void Machine::frame_done(Id f) {
    const Frame at = *frame(f);
    if (at.kept || state_.ended()) return;
    if (f == state_.frames.front().id) return end_instance(Status::completed);
    const bool cancelling =
        std::any_of(state_.compensations.begin(), state_.compensations.end(),
                    [&](const Compensation& c) { return c.cancels == at.owner; });
    if (cancelling || token(at.owner)->stage == Stage::failed) return;
    if (program_.scopes[at.scope].ad_hoc && !ad_hoc_finished(f)) return;
    complete_scope(f);
}

}  // namespace linli::process
