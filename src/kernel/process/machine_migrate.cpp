// What a migration arms in the new version.
#include "kernel/process/machine.hpp"

namespace linli::process {

std::optional<Words> Machine::open_late(Id event_node, Id t, Id f) {
    const std::size_t incidents = state_.incidents.size();
    try {
        const Id where = t ? scope_of(*token(t)) : f;
        if (open_event_waits(event_node, t, where, t)) return std::nullopt;
    } catch (const Refusal& refusal) {
        return refusal.words();
    }
    LINLI_CHECK(state_.incidents.size() > incidents);
    return state_.incidents.back().words;
}

std::optional<Words> Machine::arm_again(Id id) {
    for (auto& wait : state_.waits) {
        if (wait.id != id) continue;
        const EventSpec& spec = node(wait.node).events[wait.event];
        if (wait.kind == WaitKind::message) {
            const auto key = key_of(spec.correlation, wait.frame);
            wait.has_key = key.has_value();
            wait.key = key.value_or("");
        } else {
            try {
                wait.repetitions = 0, wait.every_months = 0, wait.every_us = 0;
                set_timer(wait, spec, 0);
            } catch (const Refusal& refusal) {
                return refusal.words();
            }
        }
    }
    return std::nullopt;
}

}  // namespace linli::process
