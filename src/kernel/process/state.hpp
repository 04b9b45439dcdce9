// One running instance as a value: everything that must be remembered between two commands.
//
// Ids (of tokens, frames, waits ...) count up from 1 within an instance and are never used again;
// 0 means none. Between commands every token rests: it waits for the outside, for others at a join,
// for what runs inside it, or it failed.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/refusal.hpp"
#include "kernel/decision/value.hpp"
#include "kernel/process/program.hpp"

namespace linli::process {

using Variables = std::vector<std::pair<std::string, decision::Value>>;

enum class Stage : std::uint8_t {
    moving,        // only within a command
    joining,       // has come to a gateway by `flow` and waits for others
    gathering,     // waits until startQuantity tokens are there
    waiting,       // for the outside: see its waits
    inside,        // a sub-process runs
    looping,       // loop instances run
    compensating,  // a thrower waits for its compensation
    failed,        // see its incident
};

struct Token {
    std::uint32_t id = 0;
    std::uint32_t node = none;
    std::uint32_t frame = 0;        // the scope instance where it stands
    std::uint32_t flow = none;      // by which it came
    std::uint32_t body = 0;         // the looping token that it is an instance of
    std::uint32_t local = 0;        // frame with its own variables
    std::uint32_t compensates = 0;  // the compensation that it is a step of
    std::uint32_t counter = 0;      // loopCounter, from 1
    Stage stage = Stage::moving;
};

// A place for variables: of the process, of a sub-process instance, or of one activity.
struct Frame {
    std::uint32_t id = 0;
    std::uint32_t parent = 0;
    std::uint32_t scope = none;  // none: only variables of an activity
    std::uint32_t owner = 0;     // token of the sub-process or activity
    std::uint32_t node = none;   // of the owner, also when that has gone
    bool kept = false;           // completed, kept for its compensation
    bool closing = false;        // an ad-hoc sub-process whose completion condition holds
    Variables variables;
};

enum class WaitKind : std::uint8_t { task, job, message, signal, timer, condition, call };
std::string_view wait_kind_name(WaitKind kind);

struct Wait {
    std::uint32_t id = 0;
    WaitKind kind = WaitKind::task;
    std::uint32_t node = none;  // the element that waits; a boundary event or the start event of an
                                // event sub-process, too
    std::uint32_t token = 0;    // 0 for event sub-processes
    std::uint32_t frame = 0;    // where its expressions are evaluated
    std::uint32_t event = none;  // which of the node's events
    std::string name;            // message, signal; function of a job; called process
    std::string key;             // correlation of a message
    bool has_key = false;
    bool held = false;             // last value of a condition
    Instant due;                   // timer
    std::int64_t repetitions = 0;  // of a timer after this one; -1 = without end
    std::int64_t every_months = 0, every_us = 0;
};

struct Loop {
    std::uint32_t token = 0;
    bool multi = false;
    std::int64_t total = 0;  // of multi-instance
    std::int64_t begun = 0, completed = 0, terminated = 0;
    std::vector<decision::Value> items, results;
};

// A completed activity that can be undone.
struct Compensable {
    std::uint32_t id = 0;  // order of completion
    std::uint32_t node = none;
    std::uint32_t frame = 0;  // where it completed
    std::uint32_t kept = 0;   // its own frame, when it was a sub-process
};

struct Compensation {
    std::uint32_t id = 0;
    std::uint32_t thrower = 0;       // token that waits for it; 0 when it does not
    std::uint32_t cancels = 0;       // token of the transaction that is being cancelled
    std::vector<Compensable> steps;  // still to do, the next one last
};

// A complex gateway that has fired and waits for the rest of its tokens.
struct Reset {
    std::uint32_t frame = 0;
    std::uint32_t node = none;
    std::vector<std::uint32_t> flows;  // by which no token had come
};

struct Incident {
    std::uint32_t id = 0;
    std::uint32_t node = none;
    std::uint32_t token = 0;
    std::string code;        // of the error, when one was thrown
    std::string expression;  // FEEL, when one could not be evaluated
    Words words;
};

enum class Status : std::uint8_t {
    running,
    completed,
    terminated,  // by a terminate end event
    failed,      // a called process that ended with an error
    cancelled,   // from outside
};

struct State {
    std::uint32_t process = none;
    Status status = Status::running;
    bool called = false;  // by another instance, which hears of errors and escalations
    std::uint32_t last_id = 0;
    std::vector<Token> tokens;  // by id
    std::vector<Frame> frames;  // by id; the first is the process
    std::vector<Wait> waits;    // by id
    std::vector<Loop> loops;
    std::vector<Compensable> compensables;
    std::vector<Compensation> compensations;
    std::vector<Reset> resets;
    std::vector<Incident> incidents;

    bool ended() const { return status != Status::running; }
    const Token* token(std::uint32_t id) const;
    const Frame* frame(std::uint32_t id) const;
    const Wait* wait(std::uint32_t id) const;
    // Of the process; null when there is no such variable.
    const decision::Value* variable(std::string_view name) const;
};

// As JSON and back; a name that comes twice counts once, the first time.
Variables variables_from_json(const json::object& members);
json::object variables_to_json(const Variables& variables);
// All that an expression in this frame sees, the innermost first.
Variables visible_variables(const State& state, std::uint32_t frame);

// What waits visibly: tasks, jobs, calls and catching events where a token waits. Boundary events
// and event sub-processes are left out; of an event-based gateway its events are named.
bool waits_visibly(const Program& program, const State& state, const Wait& wait);
std::vector<const Wait*> visible_waits(const Program& program, const State& state);

// Compact and exact; encode(decode(x)) == x. A state over `state_bytes_max` is refused with
// `process.state_too_large`.
inline constexpr std::size_t state_bytes_max = 1 << 20;
std::string encode(const State& state);
// Throws BrokenInvariant for bytes that encode() did not make.
State decode(std::string_view bytes);
// The same for variables alone, e.g. of a message that is kept.
std::string encode(const Variables& variables);
Variables decode_variables(std::string_view bytes);

}  // namespace linli::process
