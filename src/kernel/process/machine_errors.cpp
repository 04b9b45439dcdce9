// Errors, escalations and terminations: what travels outwards through the scopes.
#include <algorithm>

#include "kernel/process/machine.hpp"

namespace linli::process {

using bpmn::NodeKind;
using bpmn::Trigger;

namespace {

// 2: by its code, 1: because it catches all, 0: not.
int match(const ProgramNode& n, Trigger trigger, const std::string& code) {
    int best = 0;
    for (const auto& spec : n.events) {
        if (spec.trigger != trigger) continue;
        if (spec.any)
            best = std::max(best, 1);
        else if (spec.name == code ||
                 std::find(spec.aliases.begin(), spec.aliases.end(), code) != spec.aliases.end())
            best = 2;
    }
    return best;
}

}  // namespace

std::optional<Machine::Id> Machine::matching_boundary(Id activity, Trigger trigger,
                                                      const std::string& code) const {
    std::optional<Id> found;
    for (const Id b : node(activity).boundaries) {
        const int m = match(node(b), trigger, code);
        if (m == 2) return b;
        if (m == 1 && !found) found = b;
    }
    return found;
}

std::optional<Machine::Id> Machine::matching_handler(Id scope, Trigger trigger,
                                                     const std::string& code) const {
    std::optional<Id> found;
    for (const Id handler : program_.scopes[scope].event_handlers) {
        for (const Id n : program_.scopes[node(handler).inside].nodes) {
            if (node(n).kind != NodeKind::start_event) continue;
            const int m = match(node(n), trigger, code);
            if (m == 2) return n;
            if (m == 1 && !found) found = n;
        }
    }
    return found;
}

// From the innermost scope outwards; what a handler throws is not for the handlers of its own
// scope.
std::optional<Machine::Catcher> Machine::find_catcher(Trigger trigger, const std::string& code,
                                                      Id t, bool own_boundary) const {
    const Token* at = state_.token(t);
    if (own_boundary) {
        const Id activity = at->body ? at->body : t;
        if (const auto b = matching_boundary(at->node, trigger, code))
            return Catcher{*b, activity, 0};
    }
    Id f = at->frame;
    bool from_handler = false;
    while (f) {
        const Frame* here = state_.frame(f);
        if (here->kept) {  // has completed; its token has gone on
            f = here->parent;
            from_handler = false;
            continue;
        }
        if (!from_handler)
            if (const auto start = matching_handler(here->scope, trigger, code))
                return Catcher{*start, 0, f};
        const Token* owner = here->owner ? state_.token(here->owner) : nullptr;
        if (!owner) return std::nullopt;
        const Id activity = owner->body ? owner->body : owner->id;
        if (const auto b = matching_boundary(owner->node, trigger, code))
            return Catcher{*b, activity, 0};
        from_handler = node(owner->node).event_sub_process;
        f = owner->frame;
    }
    return std::nullopt;
}

void Machine::raise(const Catcher& by, const Variables& variables) {
    if (by.token)
        fire_boundary(by.token, by.node, variables);
    else
        begin_handler(by.frame, by.node, variables);
}

void Machine::throw_error(Id t, const std::string& code, const Variables& variables, bool own,
                          const std::string& words) {
    const Id n = token(t)->node;
    const auto by = find_catcher(Trigger::error, code, t, own);
    if (by) {
        trace(n, t, own ? TraceEvent::failed : TraceEvent::completed);
        close_own_waits(t);
        token(t)->stage = Stage::failed;
        return raise(*by, variables);
    }
    const std::string tail = words.empty() ? "" : " (" + words + ")";
    if (state_.called) {
        trace(n, t, TraceEvent::failed);
        token(t)->stage = Stage::failed;
        effects_.error = code.empty() ? "error" : code;
        effects_.error_words = words;
        assign_all(state_.frames.front().id, variables);
        return end_instance(Status::failed);
    }
    close_own_waits(t);
    fail_token(t,
               {"「" + node(n).id + "」抛出的错误 " + code + " 无人捕获" + tail,
                "nobody catches the error \"" + code + "\" of \"" + node(n).id + "\"" + tail},
               "", code);
}

void Machine::throw_escalation(Id t, const std::string& code, const Variables& variables,
                               bool own) {
    if (const auto by = find_catcher(Trigger::escalation, code, t, own))
        raise(*by, variables);
    else if (state_.called)
        effects_.escalations.push_back({code, variables});
}

// Everything else in the scope ends with this event.
void Machine::terminate(Id t) {
    const Token at = *token(t);
    trace(at.node, t, TraceEvent::completed);
    cancel_tokens_of(at.frame, t);
    if (at.frame == state_.frames.front().id) {
        erase_token(t);
        return end_instance(Status::terminated);
    }
    frame(at.frame)->closing = true;
    close_handlers(at.frame);
    consume(t);
}

}  // namespace linli::process
