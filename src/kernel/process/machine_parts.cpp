// Tokens, frames, waits and the trace: the bookkeeping under everything else.
#include <algorithm>

#include "kernel/process/machine.hpp"

namespace linli::process {

namespace {

template <class T>
T* by_id(std::vector<T>& all, std::uint32_t id) {
    const auto at = std::lower_bound(
        all.begin(), all.end(), id, [](const T& t, std::uint32_t wanted) { return t.id < wanted; });
    return at != all.end() && at->id == id ? &*at : nullptr;
}

template <class T>
void erase_id(std::vector<T>& all, std::uint32_t id) {
    if (T* t = by_id(all, id)) all.erase(all.begin() + (t - all.data()));
}

}  // namespace

Token* Machine::token(Id id) {
    return by_id(state_.tokens, id);
}

Frame* Machine::frame(Id id) {
    return by_id(state_.frames, id);
}

Machine::Id Machine::new_id() {
    LINLI_CHECK(state_.last_id < none - 1);
    return ++state_.last_id;
}

Machine::Id Machine::new_token(Id n, Id f, Id flow) {
    if (state_.tokens.size() >= tokens_max)
        throw Refusal(
            RefusalKind::unprocessable, "process.too_many_tokens",
            {"流程在「" + node(n).id + "」处已有 10000 个令牌，无法继续；请检查循环与并行",
             "the instance holds 10,000 tokens at \"" + node(n).id +
                 "\" and cannot go on; check its loops and parallel branches"});
    Token t;
    t.id = new_id();
    t.node = n;
    t.frame = f;
    t.flow = flow;
    state_.tokens.push_back(t);
    return t.id;
}

void Machine::move(Id id) {
    token(id)->stage = Stage::moving;
    queue_.push_back(id);
}

void Machine::erase_token(Id id) {
    erase_id(state_.tokens, id);
}

Machine::Id Machine::new_frame(Id parent, Id scope, Id owner, Id owner_node) {
    Frame f;
    f.id = new_id();
    f.parent = parent;
    f.scope = scope;
    f.owner = owner;
    f.node = owner_node;
    state_.frames.push_back(std::move(f));
    return state_.last_id;
}

void Machine::erase_frame(Id id) {
    cancel_tokens_of(id);
    close_handlers(id);
    for (;;) {
        const auto child = std::find_if(state_.frames.begin(), state_.frames.end(),
                                        [&](const Frame& f) { return f.parent == id; });
        if (child == state_.frames.end()) break;
        erase_frame(child->id);
    }
    std::erase_if(state_.compensables, [&](const Compensable& c) { return c.frame == id; });
    std::erase_if(state_.resets, [&](const Reset& r) { return r.frame == id; });
    erase_id(state_.frames, id);
}

bool Machine::has_tokens(Id f) const {
    return std::any_of(state_.tokens.begin(), state_.tokens.end(),
                       [&](const Token& t) { return t.frame == f; });
}

Machine::Id Machine::scope_of(const Token& t) const {
    if (t.local) return t.local;
    if (t.body)
        if (const Token* body = state_.token(t.body); body && body->local) return body->local;
    return t.frame;
}

Machine::Id Machine::ensure_local(Id id) {
    Token* t = token(id);
    if (t->local) return t->local;
    const Id local = new_frame(scope_of(*t), none, id, t->node);
    return token(id)->local = local;
}

void Machine::drop_local(Id id) {
    Token* t = token(id);
    if (!t || !t->local) return;
    const Id local = t->local;
    t->local = 0;
    erase_frame(local);
}

Machine::Id Machine::open_wait(Wait wait) {
    wait.id = new_id();
    if (wait.kind == WaitKind::condition) variables_changed_ = true;
    effects_.opened.push_back(wait.id);
    state_.waits.push_back(std::move(wait));
    return state_.last_id;
}

void Machine::close_wait(Id id) {
    if (!by_id(state_.waits, id)) return;
    erase_id(state_.waits, id);
    std::erase(effects_.changed, id);
    const auto opened = std::find(effects_.opened.begin(), effects_.opened.end(), id);
    if (opened == effects_.opened.end()) {
        effects_.closed.push_back(id);
        return;
    }
    effects_.opened.erase(opened);
    std::erase_if(effects_.calls, [&](const StartCall& c) { return c.wait == id; });
}

void Machine::close_waits_of_token(Id t) {
    for (std::size_t i = state_.waits.size(); i-- > 0;)
        if (state_.waits[i].token == t) close_wait(state_.waits[i].id);
}

void Machine::close_own_waits(Id t) {
    for (std::size_t i = state_.waits.size(); i-- > 0;) {
        const Wait& w = state_.waits[i];
        if (w.token == t && node(w.node).kind != bpmn::NodeKind::boundary_event) close_wait(w.id);
    }
}

void Machine::close_handlers(Id f) {
    for (std::size_t i = state_.waits.size(); i-- > 0;)
        if (state_.waits[i].token == 0 && state_.waits[i].frame == f)
            close_wait(state_.waits[i].id);
}

void Machine::trace(Id n, Id t, TraceEvent event) {
    effects_.trace.push_back({n, t, event});
}

void Machine::fail_token(Id id, Words words, std::string expression, std::string code) {
    Token* t = token(id);
    t->stage = Stage::failed;
    trace(t->node, id, TraceEvent::failed);
    Incident incident;
    incident.id = new_id();
    incident.node = t->node;
    incident.token = id;
    incident.code = std::move(code);
    incident.expression = std::move(expression);
    incident.words = std::move(words);
    effects_.incidents.push_back(incident.id);
    state_.incidents.push_back(std::move(incident));
}

// With everything that runs inside it; the innermost is told first.
void Machine::cancel_token(Id id) {
    Token* t = token(id);
    if (!t) return;
    const Token was = *t;
    // Events of a gateway are what the trace said had been entered.
    std::vector<Id> entered;
    if (was.stage == Stage::waiting) {
        for (const auto& w : state_.waits)
            if (w.token == id && node(w.node).kind != bpmn::NodeKind::boundary_event &&
                std::find(entered.begin(), entered.end(), w.node) == entered.end())
                entered.push_back(w.node);
    } else if (was.stage == Stage::inside || was.stage == Stage::compensating) {
        entered.push_back(was.node);
    }
    close_waits_of_token(id);
    std::vector<Id> inner;
    for (const auto& other : state_.tokens)
        if (other.body == id) inner.push_back(other.id);
    for (const Id i : inner)
        cancel_token(i);
    std::erase_if(state_.loops, [&](const Loop& l) { return l.token == id; });
    std::vector<Id> inside;
    for (const auto& f : state_.frames)
        if (f.owner == id && !f.kept && f.scope != none) inside.push_back(f.id);
    for (const Id f : inside)
        erase_frame(f);
    std::vector<Id> undoing;
    for (const auto& c : state_.compensations)
        if (c.thrower == id || c.cancels == id) undoing.push_back(c.id);
    for (const Id c : undoing) {
        std::vector<Id> steps;
        for (const auto& other : state_.tokens)
            if (other.compensates == c) steps.push_back(other.id);
        std::erase_if(state_.compensations, [&](const Compensation& x) { return x.id == c; });
        for (const Id s : steps)
            cancel_token(s);
    }
    for (const Id n : entered)
        trace(n, id, TraceEvent::cancelled);
    drop_local(id);
    std::erase_if(state_.incidents, [&](const Incident& i) { return i.token == id; });
    erase_token(id);
}

void Machine::cancel_tokens_of(Id f, Id except) {
    std::vector<Id> ids;
    for (const auto& t : state_.tokens)
        if (t.frame == f && t.body == 0 && t.id != except) ids.push_back(t.id);
    for (const Id id : ids)
        cancel_token(id);
}

// Only the variables of the process remain.
void Machine::end_instance(Status status) {
    const Id root = state_.frames.front().id;
    cancel_tokens_of(root);
    for (std::size_t i = state_.waits.size(); i-- > 0;)
        close_wait(state_.waits[i].id);
    state_.tokens.clear();
    state_.frames.erase(state_.frames.begin() + 1, state_.frames.end());
    state_.loops.clear();
    state_.compensables.clear();
    state_.compensations.clear();
    state_.resets.clear();
    state_.incidents.clear();
    state_.status = status;
    queue_.clear();
}

}  // namespace linli::process
