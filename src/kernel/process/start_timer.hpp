// When a timer start event begins instances.
#pragma once
#include <optional>

#include "kernel/process/iso_time.hpp"
#include "kernel/process/program.hpp"

namespace linli::process {

struct StartTimer {
    Instant due;
    std::int64_t repetitions = 0;  // after that one; -1 = without end
    IsoDuration every;
};

// None for an event that is no timer, or a cycle that never fires. Throws Refusal (422)
// `process.timer_malformed`.
std::optional<StartTimer> start_timer(const Program& program, const ProgramNode& node,
                                      const EventSpec& event, Instant now);

}  // namespace linli::process
