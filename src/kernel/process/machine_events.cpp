// Events: what opens a wait, what happens when it fires, and what is thrown.
#include <algorithm>

#include "kernel/process/iso_time.hpp"
#include "kernel/process/machine.hpp"

namespace linli::process {

using bpmn::NodeKind;
using bpmn::Trigger;
using decision::Kind;
using decision::Value;

namespace {

bool called(const EventSpec& spec, std::string_view name) {
    return spec.name == name ||
           std::find(spec.aliases.begin(), spec.aliases.end(), name) != spec.aliases.end();
}

// What a timer's expression gave, as the text of ISO 8601.
std::string time_text(const Value& value) {
    return value.is(Kind::string) ? value.text() : decision::display(value);
}

}  // namespace

// The key of a message as text; none when the element states none or its value is null.
std::optional<std::string> Machine::key_of(Id expression, Id f) const {
    if (expression == none) return std::nullopt;
    const Value value = evaluate(expression, f).value;
    if (value.is_null()) return std::nullopt;
    return decision::display(value);
}

// Opens the waits of an event; false when one of its expressions failed (told at `report`).
bool Machine::open_event_waits(Id event_node, Id t, Id f, Id report) {
    const ProgramNode& n = node(event_node);
    for (Id i = 0; i < n.events.size(); ++i) {
        const EventSpec& spec = n.events[i];
        Wait wait;
        wait.node = event_node;
        wait.token = t;
        wait.frame = f;
        wait.event = i;
        wait.name = spec.name;
        if (spec.trigger == Trigger::message) {
            wait.kind = WaitKind::message;
            if (auto key = key_of(spec.correlation, f)) {
                wait.key = std::move(*key);
                wait.has_key = true;
            }
        } else if (spec.trigger == Trigger::signal) {
            wait.kind = WaitKind::signal;
        } else if (spec.trigger == Trigger::timer) {
            wait.kind = WaitKind::timer;
            if (!set_timer(wait, spec, report)) return false;
        } else if (spec.trigger == Trigger::conditional) {
            wait.kind = WaitKind::condition;
        } else {
            continue;  // thrown inside the instance and looked for then
        }
        open_wait(std::move(wait));
    }
    return true;
}

bool Machine::set_timer(Wait& wait, const EventSpec& spec, Id report) {
    const Id expression = spec.date != none       ? spec.date
                          : spec.duration != none ? spec.duration
                                                  : spec.cycle;
    const Evaluation e = evaluate(expression, wait.frame);
    const std::string text = time_text(e.value);
    const auto moment = [&](std::int64_t repetitions, const IsoDuration& every) {
        const ProgramNode& n = node(wait.node);
        const bool repeats = !n.interrupting && (n.kind == NodeKind::boundary_event ||
                                                 n.kind == NodeKind::start_event);
        wait.repetitions = repeats ? repetitions : 0;
        wait.every_months = every.months;
        wait.every_us = every.us;
    };
    if (spec.duration != none) {
        if (const auto d = duration_from_text(text)) {
            wait.due = add(now_, *d);
            return true;
        }
    } else if (spec.date != none) {
        if (const auto at = date_from_text(text)) {
            wait.due = *at;
            return true;
        }
    } else if (const auto cycle = cycle_from_text(text)) {
        if (cycle->count == 0 || (cycle->every.months <= 0 && cycle->every.us <= 0)) {
            wait.due = {INT64_MAX};
            return true;
        }
        wait.due = cycle->start ? *cycle->start : add(now_, cycle->every);
        moment(cycle->count < 0 ? -1 : cycle->count - 1, cycle->every);
        return true;
    }
    const std::string& source = program_.expressions[expression].text;
    const std::string& id = node(wait.node).id;
    const Words why = e.problem.value_or(Words{"结果是 " + text, "its value is " + text});
    if (report)
        fail_token(
            report,
            {"定时事件「" + id + "」的「" + source + "」不是 ISO 8601 的时间：" + why.zh,
             "\"" + source + "\" of the timer \"" + id + "\" is no time of ISO 8601: " + why.en},
            source);
    else
        throw Refusal(
            RefusalKind::unprocessable, "process.timer_malformed",
            {"定时事件「" + id + "」的「" + source + "」不是 ISO 8601 的时间：" + why.zh,
             "\"" + source + "\" of the timer \"" + id + "\" is no time of ISO 8601: " + why.en});
    return false;
}

void Machine::open_boundaries(Id t) {
    for (const Id b : node(token(t)->node).boundaries)
        if (!open_event_waits(b, t, scope_of(*token(t)), t)) return;
}

void Machine::open_handlers(Id f) {
    for (const Id handler : program_.scopes[frame(f)->scope].event_handlers)
        for (const Id start : program_.scopes[node(handler).inside].nodes)
            if (node(start).kind == NodeKind::start_event)
                if (!open_event_waits(start, 0, f, frame(f)->owner)) return;
}

void Machine::catch_event(Id t) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    trace(at.node, t, TraceEvent::entered);
    const bool waits = std::any_of(n.events.begin(), n.events.end(), [](const EventSpec& e) {
        return e.trigger == Trigger::message || e.trigger == Trigger::signal ||
               e.trigger == Trigger::timer || e.trigger == Trigger::conditional;
    });
    if (!waits) return complete_event(t, {});
    token(t)->stage = Stage::waiting;
    open_event_waits(at.node, t, scope_of(at), t);
}

// A wait is over. Of parallel-multiple events all must have happened.
void Machine::trigger(Id wait_id, const Variables& variables) {
    const Wait w = *state_.wait(wait_id);
    const ProgramNode& n = node(w.node);
    if (w.kind == WaitKind::timer && w.repetitions != 0) {
        for (auto& open : state_.waits) {
            if (open.id != wait_id) continue;
            if (open.repetitions > 0) --open.repetitions;
            open.due = add(open.due, {open.every_months, open.every_us});
        }
        const auto& opened = effects_.opened;
        if (std::find(opened.begin(), opened.end(), wait_id) == opened.end() &&
            std::find(effects_.changed.begin(), effects_.changed.end(), wait_id) ==
                effects_.changed.end())
            effects_.changed.push_back(wait_id);
    } else if (n.interrupting || n.parallel_multiple || w.kind == WaitKind::timer ||
               (n.kind != NodeKind::boundary_event && n.kind != NodeKind::start_event)) {
        close_wait(wait_id);
    }
    const bool more = std::any_of(state_.waits.begin(), state_.waits.end(), [&](const Wait& o) {
        return o.node == w.node && o.token == w.token && o.frame == w.frame && o.id != wait_id;
    });
    if (n.parallel_multiple && more) return assign_all(w.frame, variables);
    if (n.parallel_multiple && !n.interrupting) open_event_waits(w.node, w.token, w.frame, w.token);
    if (w.token == 0) return begin_handler(w.frame, w.node, variables);
    if (n.kind == NodeKind::boundary_event) return fire_boundary(w.token, w.node, variables);
    Token* t = token(w.token);
    if (t->node != w.node) {  // the event that an event-based gateway waited for
        std::vector<Id> others;
        for (const auto& o : state_.waits)
            if (o.token == w.token && o.node != w.node &&
                std::find(others.begin(), others.end(), o.node) == others.end())
                others.push_back(o.node);
        for (const Id other : others)
            trace(other, w.token, TraceEvent::cancelled);
        t->node = w.node;
    }
    if (bpmn::is_activity(n.kind)) {
        close_own_waits(w.token);
        return complete_instance(w.token, variables);
    }
    close_waits_of_token(w.token);
    complete_event(w.token, variables);
}

// What came with an event: through the event's mappings, else as it is.
bool Machine::take_payload(Id t, const Variables& variables) {
    const Token at = *token(t);
    const ProgramNode& n = node(at.node);
    if (n.outputs.empty()) {
        assign_all(scope_of(at), variables);
        return true;
    }
    const Id local = ensure_local(t);
    for (const auto& name : n.locals)
        set_local(local, name, {});
    if (!n.payload.empty()) set_local(local, n.payload, decision::Context::make(variables));
    for (const auto& [name, value] : variables)
        set_local(local, name, value);
    const bool good = map_outputs(t, local);
    if (good) drop_local(t);
    return good;
}

void Machine::complete_event(Id t, const Variables& variables) {
    if (!take_payload(t, variables)) return;
    trace(token(t)->node, t, TraceEvent::completed);
    depart(t);
}

// By its flows, or by its link.
void Machine::depart(Id t) {
    const ProgramNode& n = node(token(t)->node);
    if (n.kind == NodeKind::intermediate_throw_event && !n.events.empty() &&
        n.events[0].trigger == Trigger::link) {
        for (const Id other : program_.scopes[n.scope].nodes) {
            const ProgramNode& target = node(other);
            if (target.kind != NodeKind::intermediate_catch_event || target.events.empty() ||
                target.events[0].trigger != Trigger::link ||
                target.events[0].name != n.events[0].name)
                continue;
            token(t)->node = other;
            token(t)->flow = none;
            return move(t);
        }
    }
    leave(t);
}

void Machine::leave(Id t) {
    std::vector<Id> flows;
    if (choose(t, true, flows)) go(t, flows);
}

void Machine::fire_boundary(Id activity, Id boundary, const Variables& variables) {
    const Token at = *token(activity);
    const Id t = new_token(boundary, at.frame);
    trace(boundary, t, TraceEvent::entered);
    if (node(boundary).interrupting) {
        token(t)->compensates = at.compensates;
        cancel_token(activity);
    }
    complete_event(t, variables);
}

// An event sub-process begins; an interrupting one ends everything else in its scope.
void Machine::begin_handler(Id f, Id start, const Variables& variables, Id compensation) {
    const ProgramScope& scope = program_.scopes[node(start).scope];
    const Id t = new_token(scope.node, f);
    token(t)->compensates = compensation;
    token(t)->stage = Stage::inside;
    if (node(start).interrupting && !compensation) {
        cancel_tokens_of(f, t);
        close_handlers(f);
    }
    trace(scope.node, t, TraceEvent::entered);
    const Id inside = new_frame(f, node(start).scope, t, scope.node);
    for (const auto& name : scope.variables)
        set_local(inside, name, {});
    const Id s = new_token(start, inside);
    open_handlers(inside);
    trace(start, s, TraceEvent::entered);
    complete_event(s, variables);
}

// Conditional events fire when their condition becomes true; one that cannot be evaluated (a
// variable is not there yet) is not true.
bool Machine::fire_conditions() {
    if (!variables_changed_) return false;
    variables_changed_ = false;
    for (std::size_t i = 0; i < state_.waits.size(); ++i) {
        Wait& w = state_.waits[i];
        if (w.kind != WaitKind::condition) continue;
        const bool holds =
            evaluate(node(w.node).events[w.event].condition, w.frame).value.is_true();
        const bool became = holds && !w.held;
        w.held = holds;
        if (!became) continue;
        variables_changed_ = true;
        trigger(w.id, {});
        return true;
    }
    return false;
}

void Machine::broadcast(const std::string& name, const Variables& variables) {
    std::vector<Id> waiting;
    for (const auto& w : state_.waits)
        if (w.kind == WaitKind::signal && called(node(w.node).events[w.event], name))
            waiting.push_back(w.id);
    for (const Id w : waiting)
        if (state_.wait(w)) trigger(w, variables);
}

// What a thrown event carries: its input mappings.
Variables Machine::payload_of(Id t) {
    const Token at = *token(t);
    if (node(at.node).inputs.empty() || !at.local) return {};
    return frame(at.local)->variables;
}

void Machine::throw_message(Id t, const EventSpec& spec) {
    const Token at = *token(t);
    ThrownMessage m;
    m.node = at.node;
    m.name = spec.name;
    if (auto key = key_of(spec.correlation, scope_of(at))) {
        m.key = std::move(*key);
        m.has_key = true;
    }
    m.variables = payload_of(t);
    effects_.messages.push_back(std::move(m));
}

void Machine::throw_event(Id t) {
    const Id n = token(t)->node;
    trace(n, t, TraceEvent::entered);
    if (!map_inputs(t)) return;
    for (const EventSpec& spec : node(n).events)
        if (spec.trigger == Trigger::compensation) return throw_compensation(t, spec);
    trace(n, t, TraceEvent::completed);
    for (const EventSpec& spec : node(n).events) {
        if (spec.trigger == Trigger::message) throw_message(t, spec);
        if (spec.trigger == Trigger::signal) {
            const Variables payload = payload_of(t);
            effects_.signals.push_back({spec.name, payload});
            broadcast(spec.name, payload);
        }
        if (spec.trigger == Trigger::escalation)
            throw_escalation(t, spec.name, payload_of(t), false);
        if (!token(t)) return;  // what it threw ended its own scope
    }
    depart(t);
}

void Machine::end_event(Id t) {
    const Id n = token(t)->node;
    for (const EventSpec& spec : node(n).events) {
        if (spec.trigger != Trigger::terminate && spec.trigger != Trigger::cancel &&
            spec.trigger != Trigger::error)
            continue;
        trace(n, t, TraceEvent::entered);
        if (!map_inputs(t)) return;
        if (spec.trigger == Trigger::terminate) return terminate(t);
        if (spec.trigger == Trigger::cancel) return cancel_transaction(t);
        return throw_error(t, spec.name, payload_of(t), false, "");
    }
    throw_event(t);
}

}  // namespace linli::process
