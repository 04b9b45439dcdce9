// The state machine: one command moves an instance from rest to rest, in memory, without I/O.
//
// step() is deterministic: program, state, command and instant decide everything. It either answers
// with the new state and all effects or throws and the caller keeps the old state. Store both in
// one unit of work: the encoded state, a row per open wait, a row per trace event.
//
// Messages and signals that the instance throws are effects; routing them, keeping a message that
// has no receiver yet, starting called and message-started instances is the caller's part (see
// Exchange in exchange.hpp for one in memory). A signal reaches the waits of its own instance
// at once; the caller passes it to all other instances.
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kernel/process/state.hpp"

namespace linli::process {

// Begins an instance; the state must be new (State{}).
struct Start {
    std::uint32_t process = 0;
    std::uint32_t event = none;  // one of ProgramProcess::starts; none = the plain beginning
    Variables variables;
    bool called = false;
};
// Completes a task, job, call or waiting event.
struct Complete {
    std::uint32_t wait = 0;
    Variables variables;
};
// A task, job or call throws a BPMN error.
struct Fail {
    std::uint32_t wait = 0;
    std::string error;  // code
    std::string words;  // for the incident when nobody catches it
    Variables variables;
};
// An escalation of a called process.
struct Escalate {
    std::uint32_t wait = 0;
    std::string code;
    Variables variables;
};
struct Deliver {  // a message to that wait
    std::uint32_t wait = 0;
    Variables variables;
};
struct Broadcast {  // a signal
    std::string name;
    Variables variables;
};
struct Fire {  // a timer
    std::uint32_t wait = 0;
};
struct SetVariables {
    Variables variables;
};
struct Retry {  // a failed element begins again
    std::uint32_t incident = 0;
};
struct CancelAll {};

using Command = std::variant<Start, Complete, Fail, Escalate, Deliver, Broadcast, Fire,
                             SetVariables, Retry, CancelAll>;
// The wait that a command answers; none = it answers none.
std::uint32_t wait_of(const Command& command);

enum class TraceEvent : std::uint8_t { entered, completed, cancelled, failed };
std::string_view trace_event_name(TraceEvent event);

struct TraceRow {
    std::uint32_t node = none;
    std::uint32_t token = 0;
    TraceEvent event = TraceEvent::entered;
};
struct ThrownMessage {
    std::uint32_t node = none;
    std::string name, key;
    bool has_key = false;
    Variables variables;
};
struct ThrownSignal {
    std::string name;
    Variables variables;
};
struct ThrownEscalation {
    std::string code;
    Variables variables;
};
struct StartCall {
    std::uint32_t wait = 0;
    std::string process, version;
    Variables variables;
};

struct Effects {
    std::vector<TraceRow> trace;
    std::vector<std::uint32_t> opened;  // waits of the new state
    std::vector<std::uint32_t>
        closed;  // waits of the old state; a call that is closed is cancelled
                 // with its child, unless the command itself answered it
    std::vector<std::uint32_t> changed;  // timers that were set again
    std::vector<ThrownMessage> messages;
    std::vector<ThrownSignal> signals;
    std::vector<ThrownEscalation> escalations;  // only of called instances
    std::vector<StartCall> calls;
    std::vector<std::uint32_t> incidents;  // new ones, ids
    std::string error;                     // of a called instance that ended as failed
    std::string error_words;
};

struct StepResult {
    State state;
    Effects effects;
};

inline constexpr std::uint32_t moves_max = 10'000;  // of tokens in one command
inline constexpr std::size_t tokens_max = 10'000;
inline constexpr std::uint32_t frame_depth_max = 100;
inline constexpr std::int64_t loop_instances_max = 5'000;

// Throws Refusal: `process.ended` (409), `process.not_waiting` (409: the wait is gone or of another
// kind), `process.order_kept` (409: another activity of a sequential ad-hoc sub-process is under
// way), `process.runs_away`, `process.too_many_tokens`, `process.too_deep` (422: a bound above).
StepResult step(const Program& program, State state, const Command& command, Instant now);

}  // namespace linli::process
