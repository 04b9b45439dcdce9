#include "kernel/process/state.hpp"

#include <algorithm>
#include <set>

#include "kernel/process/step.hpp"

namespace linli::process {

namespace {

template <class T>
const T* by_id(const std::vector<T>& all, std::uint32_t id) {
    const auto at = std::lower_bound(
        all.begin(), all.end(), id, [](const T& t, std::uint32_t wanted) { return t.id < wanted; });
    return at != all.end() && at->id == id ? &*at : nullptr;
}

}  // namespace

std::string_view wait_kind_name(WaitKind kind) {
    constexpr std::string_view names[] = {"task",  "job",       "message", "signal",
                                          "timer", "condition", "call"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view trace_event_name(TraceEvent event) {
    constexpr std::string_view names[] = {"entered", "completed", "cancelled", "failed"};
    return names[static_cast<std::size_t>(event)];
}

const Token* State::token(std::uint32_t id) const {
    return by_id(tokens, id);
}
const Frame* State::frame(std::uint32_t id) const {
    return by_id(frames, id);
}
const Wait* State::wait(std::uint32_t id) const {
    return by_id(waits, id);
}

const decision::Value* State::variable(std::string_view name) const {
    if (frames.empty()) return nullptr;
    for (const auto& [known, value] : frames.front().variables)
        if (known == name) return &value;
    return nullptr;
}

Variables variables_from_json(const json::object& members) {
    Variables out;
    for (const auto& kv : members)
        out.emplace_back(kv.key(), decision::from_json_value(kv.value()));
    return out;
}

json::object variables_to_json(const Variables& variables) {
    json::object out;
    for (const auto& [name, value] : variables)
        if (!out.contains(name)) out[name] = decision::to_json_value(value);
    return out;
}

Variables visible_variables(const State& state, std::uint32_t frame) {
    Variables out;
    for (const Frame* f = state.frame(frame); f; f = state.frame(f->parent))
        for (const auto& [name, value] : f->variables)
            if (std::none_of(out.begin(), out.end(),
                             [&, &known = name](const auto& v) { return v.first == known; }))
                out.emplace_back(name, value);
    return out;
}

bool waits_visibly(const Program& program, const State& state, const Wait& wait) {
    const Token* t = state.token(wait.token);
    return t && t->stage == Stage::waiting &&
           program.nodes[wait.node].kind != bpmn::NodeKind::boundary_event;
}

std::vector<const Wait*> visible_waits(const Program& program, const State& state) {
    std::vector<const Wait*> out;
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (const auto& w : state.waits)
        if (waits_visibly(program, state, w) && seen.emplace(w.token, w.node).second)
            out.push_back(&w);
    return out;
}

}  // namespace linli::process
