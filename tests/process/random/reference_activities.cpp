// Activities, their repetition, and what undoes them.
#include <algorithm>

#include "process/random/reference.hpp"

namespace linli::process::random {

void Case::start(const Values& values, int event) {
    if (event < 0) root->values = values;
    for (const char v : world_.model.graph(root->graph).variables)
        root->values.emplace(v, std::nullopt);
    for (const int n : nodes(root->graph))
        if (at(n).kind == Kind::handler)
            for (const int s : nodes(at(n).inside))
                if (at(s).kind == Kind::start) wait_for_event(s, nullptr, root);
    for (const int n : nodes(root->graph))
        if (event < 0 && at(n).kind == Kind::start && at(n).event == Event::none)
            set_off(put(n, root));
    if (event >= 0) {
        const TokenPtr t = put(event, root);
        note(event, "entered");
        go_on_from_event(t, values);
    }
    rest();
}

// ---- beginning ----------------------------------------------------------------------------------

void Case::begin(TokenPtr t) {
    if (at(t->node).repeat != Repeat::no) return begin_repeated(t);
    listen_at_border(t);
    begin_once(t);
}

void Case::listen_at_border(TokenPtr t) {
    for (const int b : at(t->node).boundaries)
        wait_for_event(b, t, t->place);
}

void Case::begin_once(TokenPtr t) {
    const Node& node = at(t->node);
    note(t->node, "entered");
    t->doing = Doing::waits;
    Wait w;
    w.node = t->node;
    w.token = t;
    w.place = t->place;
    switch (node.kind) {
        case Kind::user:
            w.kind = WaitFor::task;
            open(w);
            return;
        case Kind::service:
            w.kind = WaitFor::job;
            open(w);
            return;
        case Kind::receive:
            return wait_for_event(t->node, t, t->place);
        case Kind::call:
            w.kind = WaitFor::call;
            thrown.calls.emplace_back(open(w), visible(t->place));
            return;
        case Kind::script: {
            const Assignment& a = node.assignment;
            const Value old = get(a.variable, t->place);
            const Value made = !a.adds ? Value(a.value)
                               : old   ? Value(*old + a.value)
                                       : std::nullopt;
            return finish(t, {{a.variable, made}});
        }
        case Kind::sub:
        case Kind::transaction:
            return enter(t);
        default:
            return finish(t, {});
    }
}

void Case::enter(TokenPtr t) {
    all_places_.push_back({});
    const PlacePtr p = &all_places_.back();
    p->graph = at(t->node).inside;
    p->owner = t;
    p->around = t->place;
    for (const char v : world_.model.graph(p->graph).variables)
        p->values[v] = std::nullopt;
    t->inside = p;
    t->doing = Doing::has_inside;
    for (const int n : nodes(p->graph))
        if (at(n).kind == Kind::handler)
            for (const int s : nodes(at(n).inside))
                if (at(s).kind == Kind::start) wait_for_event(s, nullptr, p);
    for (const int n : nodes(p->graph))
        if (at(n).kind == Kind::start) set_off(put(n, p));
}

// ---- repetition ---------------------------------------------------------------------------------

void Case::begin_repeated(TokenPtr t) {
    const Node& node = at(t->node);
    t->doing = Doing::repeats;
    t->begun = t->finished = 0;
    listen_at_border(t);
    if (node.repeat == Repeat::standard) {
        if (!node.before || goes_round(t)) return begin_instance(t);
        if (t->doing == Doing::stuck) return;
    } else if (node.count > 0) {
        for (int i = 0; i < (node.repeat == Repeat::parallel ? node.count : 1); ++i)
            begin_instance(t);
        return;
    }
    note(t->node, "entered");
    note(t->node, "completed");
    repeated_done(t);
}

void Case::begin_instance(TokenPtr body) {
    const TokenPtr t = put(body->node, body->place);
    t->body = body;
    body->instances.push_back(t);
    ++body->begun;
    set_off(t);
}

bool Case::goes_round(TokenPtr body) {
    const Node& node = at(body->node);
    if (body->finished >= node.count) return false;
    if (!node.asks) return true;
    const auto yes = holds(node.condition, body->place);
    if (!yes) get_stuck(body);
    return yes.value_or(false);
}

void Case::instance_done(TokenPtr t) {
    const TokenPtr body = t->body;
    const Node& node = at(body->node);
    close_of(t, true);
    remove(t);
    ++body->finished;
    if (node.repeat == Repeat::standard) {
        if (goes_round(body)) return begin_instance(body);
        if (body->doing == Doing::stuck) return;
        return repeated_done(body);
    }
    if (body->finished >= node.count || (node.enough && body->finished >= node.enough))
        return repeated_done(body);
    if (node.repeat == Repeat::sequential) begin_instance(body);
}

void Case::repeated_done(TokenPtr body) {
    for (const TokenPtr t : std::vector(body->instances))
        cancel(t);
    leave(body);
}

// ---- ending -------------------------------------------------------------------------------------

void Case::finish(TokenPtr t, const Values& values) {
    assign_all(values, t->place);
    finished(t);
}

void Case::finished(TokenPtr t) {
    const Node& node = at(t->node);
    close_of(t, false);
    note(t->node, "completed");
    if (!is_scope(node.kind) && node.undone_by >= 0)
        t->place->done.push_back({t->node, t->place, nullptr, next_age()});
    if (t->body)
        instance_done(t);
    else
        leave(t);
}

void Case::leave(TokenPtr t) {
    if (t->step_of || at(t->node).repeat != Repeat::no) close_of(t, true);
    if (t->step_of) return use_up(t);
    const auto taken = choose(t, true);
    if (!taken) return get_stuck(t);
    close_of(t, true);
    go(t, *taken);
}

// The last token inside has gone.
void Case::inside_done(PlacePtr p) {
    const TokenPtr owner = p->owner;
    close_handlers(p);
    if (at(owner->node).kind == Kind::handler) {
        note(owner->node, "completed");
        cancel_place(p);
        owner->inside = nullptr;
        return use_up(owner);
    }
    owner->inside = nullptr;
    if (at(owner->node).undone_by >= 0 || undoing_handler(p->graph) >= 0 || !p->done.empty()) {
        p->kept = true;
        owner->place->done.push_back({owner->node, owner->place, p, next_age()});
    } else {
        cancel_place(p);
    }
    finished(owner);
}

// ---- compensation -------------------------------------------------------------------------------

// Those of one activity also where they lie in completed sub-processes.
void Case::take_done(PlacePtr p, int activity, std::vector<Done>& out) {
    std::vector<Done> rest;
    for (const Done& d : p->done)
        (activity < 0 || d.node == activity ? out : rest).push_back(d);
    p->done = rest;
    for (const Done& d : rest)
        if (d.kept) take_done(d.kept, activity, out);
    std::sort(out.begin(), out.end(), [](const Done& a, const Done& b) { return a.age < b.age; });
    if (world_.wrong == Wrong::compensation_in_order_of_work) std::reverse(out.begin(), out.end());
}

// What a handler throws undoes what its surroundings did.
void Case::undo(TokenPtr t) {
    PlacePtr p = t->place;
    while (p->owner && at(p->owner->node).kind == Kind::handler)
        p = p->around;
    Undoing u;
    take_done(p, at(t->node).undoes, u.steps);
    if (u.steps.empty()) return go_on_from_event(t, {});
    const bool until_done = at(t->node).waits;
    if (until_done) {
        u.thrower = t;
        t->doing = Doing::undoes;
    }
    all_undoings_.push_back(u);
    undo_next(&all_undoings_.back());
    if (!until_done) go_on_from_event(t, {});
}

int Case::undoing_handler(int graph) const {
    for (const int h : nodes(graph))
        if (at(h).kind == Kind::handler)
            for (const int s : nodes(at(h).inside))
                if (at(s).kind == Kind::start && at(s).event == Event::compensation) return s;
    return -1;
}

void Case::undo_next(UndoingPtr u) {
    while (!u->over && !u->steps.empty()) {
        const Done step = u->steps.back();
        u->steps.pop_back();
        if (at(step.node).undone_by >= 0) {
            const TokenPtr t = put(at(step.node).undone_by, step.kept ? step.kept : step.where);
            t->step_of = u;
            u->under_way = 1;
            return set_off(t);
        }
        if (const int start = undoing_handler(at(step.node).inside); start >= 0) {
            u->under_way = 1;
            return handler_begins(step.kept, start, {}, u);
        }
        take_done(step.kept, -1, u->steps);
    }
    if (u->over) return;
    u->over = true;
    if (u->thrower) return go_on_from_event(u->thrower, {});
    if (!u->cancels) return;
    const TokenPtr activity = u->cancels->body ? u->cancels->body : u->cancels;
    for (const int b : at(u->cancels->node).boundaries)
        if (at(b).event == Event::cancel) return border_event(activity, b, {});
    get_stuck(u->cancels);
}

// The nearest transaction around stops and is undone.
void Case::cancel_transaction(TokenPtr t) {
    PlacePtr p = t->place;
    while (at(p->owner->node).kind != Kind::transaction)
        p = p->around;
    note(t->node, "completed");
    Undoing u;
    u.cancels = p->owner;
    take_done(p, -1, u.steps);
    all_undoings_.push_back(u);
    t->doing = Doing::stuck;
    cancel_tokens(p);
    close_handlers(p);
    undo_next(&all_undoings_.back());
}

}  // namespace linli::process::random
