// Waits, events, errors and escalations.
#include <algorithm>

#include "process/random/reference.hpp"

namespace linli::process::random {

// ---- waits --------------------------------------------------------------------------------------

const Wait* Case::wait(int age) const {
    for (const Wait& w : waits)
        if (w.age == age) return &w;
    return nullptr;
}

int Case::open(Wait w) {
    w.age = next_age();
    waits.push_back(w);
    thrown.opened.push_back(w.age);
    return w.age;
}

void Case::close(int age) {
    const Wait* w = wait(age);
    if (!w) return;
    if (w->kind == WaitFor::call) {
        // A call that nobody has heard of yet is not made at all.
        if (std::erase_if(thrown.calls, [&](const auto& c) { return c.first == age; }) == 0)
            thrown.closed_calls.push_back(age);
    }
    std::erase(thrown.opened, age);
    std::erase_if(waits, [&](const Wait& o) { return o.age == age; });
}

void Case::close_of(TokenPtr t, bool boundaries_too) {
    for (const Wait& w : std::vector(waits))
        if (w.token == t && (boundaries_too || at(w.node).kind != Kind::boundary)) close(w.age);
}

void Case::close_handlers(PlacePtr p) {
    for (const Wait& w : std::vector(waits))
        if (!w.token && w.place == p) close(w.age);
}

void Case::wait_for_event(int n, TokenPtr t, PlacePtr p) {
    const Node& node = at(n);
    Wait w;
    w.node = n;
    w.token = t;
    w.place = p;
    switch (node.event) {
        case Event::message:
            w.kind = WaitFor::message;
            break;
        case Event::signal:
            w.kind = WaitFor::signal;
            break;
        case Event::condition:
            w.kind = WaitFor::condition;
            break;
        case Event::timer:
            w.kind = WaitFor::timer;
            w.due = world_.now + node.minutes;
            w.again = node.times ? node.times - 1 : 0;
            break;
        default:
            return;  // looked for when it is thrown
    }
    open(w);
}

// ---- commands -----------------------------------------------------------------------------------

void Case::complete(int age, const Values& values) {
    const Wait w = *wait(age);
    if (w.kind != WaitFor::task && w.kind != WaitFor::job && w.kind != WaitFor::call) {
        event_happens(age, values);
    } else {
        close_of(w.token, false);
        finish(w.token, values);
    }
    rest();
}
void Case::fail(int age, const std::string& code, const Values& values) {
    error(wait(age)->token, code, true, values);
    rest();
}
void Case::escalate(int age, const std::string& code) {
    escalation(wait(age)->token, code, true, {});
    rest();
}
void Case::deliver(int age, const Values& values) {
    event_happens(age, values);
    rest();
}
void Case::fire(int age) {
    event_happens(age, {});
    rest();
}
void Case::broadcast(const std::string& name, const Values& values) {
    std::vector<int> hear;
    for (const Wait& w : waits)
        if (w.kind == WaitFor::signal && at(w.node).name == name) hear.push_back(w.age);
    for (const int age : hear)
        if (wait(age)) event_happens(age, values);
}
void Case::set(const Values& values) {
    for (const auto& [variable, value] : values)
        root->values[variable] = value;
    rest();
}
// A failed element begins again: an activity with its boundary events.
void Case::retry(int age) {
    TokenPtr t = nullptr;
    for (const Incident& i : incidents)
        if (i.age == age) t = i.token;
    std::erase_if(incidents, [&](const Incident& i) { return i.age == age; });
    if (t->inside) cancel_place(t->inside);
    t->inside = nullptr;
    if (!is_activity(at(t->node).kind)) {
        set_off(t);
    } else if (t->body) {
        begin_once(t);
    } else if (at(t->node).repeat != Repeat::no) {
        close_of(t, true);
        begin(t);
    } else {
        begin_once(t);
    }
    rest();
}
void Case::cancel() {
    end(Ending::cancelled);
}

// ---- what catches -------------------------------------------------------------------------------

// Conditions are edges: each fires when it becomes true, one at a time.
bool Case::ask_conditions() {
    for (Wait& w : waits) {
        if (w.kind != WaitFor::condition) continue;
        const bool yes = holds(at(w.node).condition, w.place).value_or(false);
        const bool became = yes && !w.held;
        w.held = yes;
        if (!became) continue;
        event_happens(w.age, {});
        return true;
    }
    return false;
}

void Case::event_happens(int age, const Values& values) {
    const Wait w = *wait(age);
    const Node& node = at(w.node);
    const bool may_repeat =
        (node.kind == Kind::boundary || node.kind == Kind::start) && !node.interrupting;
    if (w.kind == WaitFor::timer && w.again > 0) {
        for (Wait& o : waits)
            if (o.age == age) --o.again, o.due += node.minutes;
    } else if (!may_repeat || w.kind == WaitFor::timer) {
        close(age);
    }
    if (!w.token) return handler_begins(w.place, w.node, values);
    if (node.kind == Kind::boundary) return border_event(w.token, w.node, values);
    if (at(w.token->node).kind == Kind::event_gateway) {
        for (const Wait& o : waits)
            if (o.token == w.token) note(o.node, "cancelled");
        w.token->node = w.node;
    }
    close_of(w.token, false);
    if (node.kind == Kind::receive) return finish(w.token, values);
    go_on_from_event(w.token, values);
}

void Case::go_on_from_event(TokenPtr t, const Values& values) {
    assign_all(values, t->place);
    note(t->node, "completed");
    leave_by_flows(t);
}

void Case::border_event(TokenPtr activity, int boundary, const Values& values) {
    const TokenPtr t = put(boundary, activity->place);
    note(boundary, "entered");
    if (at(boundary).interrupting && world_.wrong != Wrong::boundary_never_interrupts) {
        t->step_of = activity->step_of;
        cancel(activity);
    }
    go_on_from_event(t, values);
}

// An interrupting one ends all else in its place.
void Case::handler_begins(PlacePtr p, int start, const Values& values, UndoingPtr undoing) {
    const int handler = world_.model.graph(at(start).graph).owner;
    const TokenPtr t = put(handler, p);
    t->doing = Doing::has_inside;
    t->step_of = undoing;
    if (at(start).interrupting && !undoing) {
        cancel_tokens(p, t);
        close_handlers(p);
    }
    note(handler, "entered");
    all_places_.push_back({});
    const PlacePtr inside = &all_places_.back();
    inside->graph = at(start).graph;
    inside->owner = t;
    inside->around = p;
    for (const char v : world_.model.graph(inside->graph).variables)
        inside->values[v] = std::nullopt;
    t->inside = inside;
    const TokenPtr s = put(start, inside);
    for (const int n : nodes(inside->graph))
        if (at(n).kind == Kind::handler)
            for (const int other : nodes(at(n).inside))
                if (at(other).kind == Kind::start) wait_for_event(other, nullptr, inside);
    note(start, "entered");
    go_on_from_event(s, values);
}

// ---- what throws --------------------------------------------------------------------------------

void Case::throw_event(TokenPtr t) {
    const int n = t->node;
    const Node& node = at(n);
    note(n, "entered");
    switch (node.event) {
        case Event::terminate:
            return terminate(t);
        case Event::cancel:
            return cancel_transaction(t);
        case Event::error:
            return error(t, node.name, false, {});
        case Event::compensation:
            return undo(t);
        default:
            break;
    }
    note(n, "completed");
    if (node.event == Event::message) thrown.messages.push_back(node.name);
    if (node.event == Event::signal) {
        thrown.signals.push_back(node.name);
        broadcast(node.name, {});
    }
    if (node.event == Event::escalation) escalation(t, node.name, false, {});
    if (!t->gone) leave_by_flows(t);
}

// By its code, else one for any.
int Case::boundary_for(Event event, const std::string& code, int activity) const {
    for (const std::string& name : {code, std::string()})
        for (const int b : at(activity).boundaries)
            if (at(b).event == event && at(b).name == name) return b;
    return -1;
}
int Case::handler_for(Event event, const std::string& code, int graph) const {
    for (const std::string& name : {code, std::string()})
        for (const int h : nodes(graph))
            if (at(h).kind == Kind::handler)
                for (const int s : nodes(at(h).inside))
                    if (at(s).kind == Kind::start && at(s).event == event && at(s).name == name)
                        return s;
    return -1;
}

// From the innermost place outwards. A handler's own place does not catch what the handler throws;
// a place that has completed and is only being undone catches nothing.
Case::Catcher Case::catcher_of(Event event, const std::string& code, TokenPtr from,
                               bool by_activity) const {
    std::vector<Catcher> all;
    if (by_activity) {
        const int b = boundary_for(event, code, from->node);
        if (b >= 0) all.push_back({b, from->body ? from->body : from, nullptr});
    }
    bool from_handler = false;
    for (PlacePtr p = from->place; p; p = p->around) {
        if (p->kept) {
            from_handler = false;
            continue;
        }
        const int s = from_handler ? -1 : handler_for(event, code, p->graph);
        if (s >= 0) all.push_back({s, nullptr, p});
        if (!p->owner) break;
        const int b = boundary_for(event, code, p->owner->node);
        if (b >= 0) all.push_back({b, p->owner->body ? p->owner->body : p->owner, nullptr});
        from_handler = at(p->owner->node).kind == Kind::handler;
    }
    if (all.empty()) return {};
    return world_.wrong == Wrong::error_is_caught_outermost ? all.back() : all.front();
}

void Case::caught(const Catcher& by, const Values& values) {
    if (by.activity)
        border_event(by.activity, by.node, values);
    else
        handler_begins(by.place, by.node, values);
}

void Case::error(TokenPtr t, const std::string& code, bool by_activity, const Values& values) {
    const Catcher by = catcher_of(Event::error, code, t, by_activity);
    if (by.node >= 0) {
        note(t->node, by_activity ? "failed" : "completed");
        close_of(t, false);
        t->doing = Doing::stuck;
        return caught(by, values);
    }
    if (called_) {
        note(t->node, "failed");
        t->doing = Doing::stuck;
        thrown.error = code;
        assign_all(values, root);
        return end(Ending::failed);
    }
    close_of(t, false);
    get_stuck(t);
}

void Case::escalation(TokenPtr t, const std::string& code, bool by_activity, const Values& values) {
    const Catcher by = catcher_of(Event::escalation, code, t, by_activity);
    if (by.node >= 0)
        caught(by, values);
    else if (called_)
        thrown.escalations.push_back(code);
}

}  // namespace linli::process::random
