// Tokens, gateways and joins.
#include "process/random/reference.hpp"

#include <algorithm>

namespace linli::process::random {

Case::Case(World& world, int process, bool called) : world_(world), called_(called) {
    all_places_.push_back({});
    root = &all_places_.back();
    root->graph = world.model.processes[static_cast<std::size_t>(process)];
}

const Node& Case::at(int node) const {
    return world_.model.node(node);
}
int Case::owner_of(PlacePtr p) const {
    return world_.model.graph(p->graph).owner;
}
const std::vector<int>& Case::nodes(int graph) const {
    return world_.model.graph(graph).nodes;
}

// ---- tokens -------------------------------------------------------------------------------------

TokenPtr Case::put(int node, PlacePtr place, int flow) {
    if (all_tokens_.size() > 3000) throw TooLong{};
    all_tokens_.push_back({});
    Token* t = &all_tokens_.back();
    t->age = next_age();
    t->node = node;
    t->flow = flow;
    t->place = place;
    place->tokens.push_back(t);
    return t;
}

void Case::set_off(TokenPtr t) {
    t->doing = Doing::moves;
    moving_.push_back(t);
}

void Case::remove(TokenPtr t) {
    t->gone = true;
    std::erase(t->place->tokens, t);
    if (t->body) std::erase(t->body->instances, t);
}

// One token goes on by each flow; by the first it is still this one.
void Case::go(TokenPtr t, const std::vector<int>& flows) {
    if (flows.empty()) return use_up(t);
    std::vector<TokenPtr> all{t};
    for (std::size_t i = 1; i < flows.size(); ++i)
        all.push_back(put(0, t->place));
    for (std::size_t i = 0; i < flows.size(); ++i) {
        all[i]->flow = flows[i];
        all[i]->node = world_.model.flow(flows[i]).target;
        set_off(all[i]);
    }
}

void Case::use_up(TokenPtr t) {
    const PlacePtr p = t->place;
    const UndoingPtr u = t->step_of;
    remove(t);
    if (u && --u->under_way == 0) undo_next(u);
    if (p->tokens.empty() && !p->gone) place_empty(p);
}

void Case::place_empty(PlacePtr p) {
    if (p->kept || ending != Ending::running) return;
    if (p == root) return end(Ending::completed);
    if (p->owner->doing == Doing::stuck) return;
    for (const auto& u : all_undoings_)
        if (!u.over && u.cancels == p->owner) return;
    inside_done(p);
}

void Case::get_stuck(TokenPtr t) {
    t->doing = Doing::stuck;
    note(t->node, "failed");
    incidents.push_back({next_age(), t});
}

void Case::rest() {
    moves_ = 0;
    for (;;) {
        while (!moving_.empty() && ending == Ending::running) {
            const TokenPtr t = moving_.front();
            moving_.pop_front();
            if (t->gone || t->doing != Doing::moves) continue;
            if (++moves_ > 1000) throw TooLong{};
            arrive(t);
        }
        if (ending != Ending::running) return;
        if (!ask_conditions() && !ask_joins() && moving_.empty()) return;
        if (++moves_ > 1000) throw TooLong{};
    }
}

void Case::arrive(TokenPtr t) {
    const int n = t->node;
    const Node& node = at(n);
    if (t->body) return begin_once(t);
    TokenPtr one = t;
    switch (node.kind) {
        case Kind::exclusive:
        case Kind::inclusive:
            if (node.kind == Kind::inclusive && node.in.size() > 1) {
                t->doing = Doing::joins;
                return;
            }
            note(n, "entered");
            return leave_by_flows(t);
        case Kind::parallel:
            t->doing = Doing::joins;
            if (node.in.size() > 1 && !join_now(n, t->place, true, one)) return;
            note(n, "entered");
            note(n, "completed");
            return go(one, node.out);
        case Kind::event_gateway:
            note(n, "entered");
            note(n, "completed");
            t->doing = Doing::waits;
            for (const int f : node.out) {
                const int target = world_.model.flow(f).target;
                note(target, "entered");
                wait_for_event(target, t, t->place);
            }
            return;
        case Kind::catching:
            note(n, "entered");
            t->doing = Doing::waits;
            return wait_for_event(n, t, t->place);
        case Kind::throwing:
        case Kind::end:
            return throw_event(t);
        case Kind::start:
        case Kind::boundary:
            note(n, "entered");
            return go_on_from_event(t, {});
        default:
            return begin(t);
    }
}

// ---- choices ------------------------------------------------------------------------------------

// The flows to take; nothing when a condition is neither true nor false, or none can be taken.
std::optional<std::vector<int>> Case::choose(TokenPtr t, bool all) {
    const Node& node = at(t->node);
    std::vector<int> taken;
    bool any_condition = false;
    if (node.out.empty()) return taken;
    for (const int f : node.out) {
        if (f == node.default_flow) continue;
        const Flow& flow = world_.model.flow(f);
        if (flow.conditional) {
            const auto yes = holds(flow.condition, t->place);
            if (!yes) return std::nullopt;
            if (!*yes) continue;
            any_condition = true;
        }
        taken.push_back(f);
        if (!all) return taken;
    }
    if (!any_condition && node.default_flow >= 0) taken.push_back(node.default_flow);
    if (taken.empty()) return std::nullopt;
    return taken;
}

// Of gateways: they complete when it is clear where to.
void Case::leave_by_flows(TokenPtr t) {
    const Kind kind = at(t->node).kind;
    const auto taken = choose(t, kind != Kind::exclusive);
    if (!taken) return get_stuck(t);
    if (kind == Kind::exclusive || kind == Kind::inclusive) note(t->node, "completed");
    go(t, *taken);
}

// ---- joins --------------------------------------------------------------------------------------

// Takes one token of each incoming flow that has one.
bool Case::join_now(int gateway, PlacePtr p, bool all_needed, TokenPtr& merged) {
    std::vector<TokenPtr> here;
    for (const int f : at(gateway).in) {
        TokenPtr oldest = nullptr;
        for (const TokenPtr t : p->tokens)
            if (t->node == gateway && t->flow == f && t->doing == Doing::joins &&
                (!oldest || t->age < oldest->age))
                oldest = t;
        if (oldest)
            here.push_back(oldest);
        else if (all_needed)
            return false;
    }
    if (here.empty() || (!all_needed && somebody_comes(gateway, p, here))) return false;
    merged = here[0];
    for (std::size_t i = 1; i < here.size(); ++i)
        remove(here[i]);
    return true;
}

// BPMN 2.0.2, 13.4.4: whether there is an incoming flow without a token to which a token elsewhere
// has a path, while it has no path to a flow with a token. Paths do not pass the gateway.
bool Case::somebody_comes(int gateway, PlacePtr p, const std::vector<TokenPtr>& here) const {
    if (world_.wrong == Wrong::inclusive_join_does_not_wait) return false;
    std::set<int> full;
    for (const TokenPtr t : here)
        full.insert(t->flow);
    for (const TokenPtr t : p->tokens) {
        if (t->node == gateway || t->body) continue;
        bool to_empty = false, to_full = false;
        for (const int f : flows_reached(t->node, gateway))
            (full.contains(f) ? to_full : to_empty) = true;
        if (to_empty && !to_full) return true;
    }
    return false;
}

std::set<int> Case::flows_reached(int from, int gateway) const {
    std::set<int> seen, reached;
    std::vector<int> open{from};
    while (!open.empty()) {
        const int n = open.back();
        open.pop_back();
        if (!seen.insert(n).second) continue;
        for (const int b : at(n).boundaries)
            open.push_back(b);
        for (const int f : at(n).out) {
            const int target = world_.model.flow(f).target;
            if (target == gateway)
                reached.insert(f);
            else
                open.push_back(target);
        }
    }
    return reached;
}

bool Case::ask_joins() {
    std::vector<TokenPtr> waiting;
    for (const PlacePtr p : places())
        for (const TokenPtr t : p->tokens)
            if (t->doing == Doing::joins && at(t->node).kind == Kind::inclusive)
                waiting.push_back(t);
    std::sort(waiting.begin(), waiting.end(),
              [](TokenPtr a, TokenPtr b) { return a->age < b->age; });
    for (const TokenPtr t : waiting) {
        TokenPtr merged = nullptr;
        const int n = t->node;
        if (!join_now(n, t->place, false, merged)) continue;
        note(n, "entered");
        leave_by_flows(merged);
        return true;
    }
    return false;
}

// ---- variables ----------------------------------------------------------------------------------

Value Case::get(char variable, PlacePtr p) const {
    for (; p; p = p->around)
        if (p->values.contains(variable)) return p->values.at(variable);
    return std::nullopt;
}
std::optional<bool> Case::holds(const Condition& c, PlacePtr p) const {
    const Value v = get(c.variable, p);
    return v ? std::optional(*v >= c.least) : std::nullopt;
}
// Where it is, seen from inside; a new one belongs to the process.
void Case::assign(char variable, Value value, PlacePtr p) {
    while (p != root && !p->values.contains(variable))
        p = p->around;
    p->values[variable] = value;
}
void Case::assign_all(const Values& values, PlacePtr p) {
    for (const auto& [variable, value] : values)
        assign(variable, value, p);
}
Values Case::visible(PlacePtr p) const {
    Values out;
    for (; p; p = p->around)
        out.insert(p->values.begin(), p->values.end());
    return out;
}

std::vector<PlacePtr> Case::places() const {
    std::vector<PlacePtr> out;
    for (const auto& p : all_places_)
        if (!p.gone) out.push_back(const_cast<PlacePtr>(&p));
    return out;
}

// ---- ends ---------------------------------------------------------------------------------------

void Case::cancel_tokens(PlacePtr p, TokenPtr except) {
    std::vector<TokenPtr> all = p->tokens;
    std::sort(all.begin(), all.end(), [](TokenPtr a, TokenPtr b) { return a->age < b->age; });
    for (const TokenPtr t : all)
        if (t != except && !t->body) cancel(t);
}

// With everything inside; what is inside is told first.
void Case::cancel(TokenPtr t) {
    if (t->gone) return;
    std::vector<int> told;
    if (t->doing == Doing::waits) {
        for (const Wait& w : waits)
            if (w.token == t && at(w.node).kind != Kind::boundary &&
                std::find(told.begin(), told.end(), w.node) == told.end())
                told.push_back(w.node);
    } else if (t->doing == Doing::has_inside || t->doing == Doing::undoes) {
        told.push_back(t->node);
    }
    close_of(t, true);
    for (const TokenPtr i : std::vector(t->instances))
        cancel(i);
    if (t->inside) cancel_place(t->inside);
    for (auto& u : all_undoings_) {
        if (u.over || (u.thrower != t && u.cancels != t)) continue;
        u.over = true;
        for (auto& other : all_tokens_)
            if (!other.gone && other.step_of == &u) cancel(&other);
    }
    for (const int n : told)
        note(n, "cancelled");
    std::erase_if(incidents, [&](const Incident& i) { return i.token == t; });
    remove(t);
}

// Completed sub-processes that it remembers are forgotten with it.
void Case::cancel_place(PlacePtr p) {
    cancel_tokens(p);
    close_handlers(p);
    p->gone = true;
    for (auto& other : all_places_)
        if (!other.gone && other.around == p) cancel_place(&other);
}

void Case::end(Ending how) {
    cancel_tokens(root);
    while (!waits.empty())
        close(waits.back().age);
    for (auto& p : all_places_)
        if (&p != root) p.gone = true;
    incidents.clear();
    moving_.clear();
    ending = how;
}

void Case::terminate(TokenPtr t) {
    const PlacePtr p = t->place;
    note(t->node, "completed");
    cancel_tokens(p, t);
    if (p == root || world_.wrong == Wrong::terminate_ends_everything) {
        remove(t);
        return end(Ending::terminated);
    }
    close_handlers(p);
    use_up(t);
}

}  // namespace linli::process::random
