// One command on one instance. Private to the module; see step.hpp for what it does.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/process/step.hpp"

namespace linli::process {

class Machine {
  public:
    Machine(const Program& program, State& state, Effects& effects, Instant now)
        : program_(program), state_(state), effects_(effects), now_(now) {}
    void apply(const Command& command);
    // For a migration: waits of an event that the token's activity (or the frame) did not have, and
    // key or time of a wait by the new version. What is wrong, when they cannot be armed.
    std::optional<Words> open_late(std::uint32_t event_node, std::uint32_t token,
                                   std::uint32_t frame);
    std::optional<Words> arm_again(std::uint32_t wait);

  private:
    using Id = std::uint32_t;

    // ---- machine.cpp: commands and the loop to rest
    void handle(const Start& c);
    void handle(const Complete& c);
    void handle(const Fail& c);
    void handle(const Escalate& c);
    void handle(const Deliver& c);
    void handle(const Broadcast& c);
    void handle(const Fire& c);
    void handle(const SetVariables& c);
    void handle(const Retry& c);
    void handle(const CancelAll& c);
    void start_at(Id node, Id frame, const Variables& variables);
    void come_to_rest();
    void arrive(Id token);
    void keep_order(const Wait& wait) const;
    const Wait& expect_wait(Id wait, std::initializer_list<WaitKind> kinds) const;

    // ---- machine_parts.cpp: tokens, frames, waits, trace
    const ProgramNode& node(Id n) const { return program_.nodes[n]; }
    Token* token(Id id);
    Frame* frame(Id id);
    Id new_id();
    Id new_token(Id node, Id frame, Id flow = none);
    void move(Id token);
    void erase_token(Id id);
    Id new_frame(Id parent, Id scope, Id owner, Id node);
    void erase_frame(Id id);
    bool has_tokens(Id frame) const;
    Id scope_of(const Token& t) const;  // the frame where its expressions are evaluated
    Id ensure_local(Id token);
    void drop_local(Id token);
    Id open_wait(Wait wait);
    void close_wait(Id id);
    void close_waits_of_token(Id token);
    void close_own_waits(Id token);  // not those of its boundary events
    void close_handlers(Id frame);
    void trace(Id node, Id token, TraceEvent event);
    void fail_token(Id token, Words words, std::string expression = "", std::string code = "");
    void cancel_token(Id id);
    void cancel_tokens_of(Id frame, Id except = 0);
    void end_instance(Status status);

    // ---- machine_variables.cpp
    struct Evaluation {
        decision::Value value;
        std::optional<Words> problem;
    };
    const decision::Value* lookup(Id frame, std::string_view name) const;
    void assign(Id frame, const std::string& name, decision::Value value);
    void assign_all(Id frame, const Variables& variables);
    void set_local(Id frame, const std::string& name, decision::Value value);
    Evaluation evaluate(Id expression, Id frame) const;
    bool map_inputs(Id token);
    bool map_outputs(Id token, Id frame);
    Variables visible(Id frame) const;
    bool mapping_failed(Id token, Id expression, const Evaluation& e);
    // True, false, or none when it is neither (the token failed then).
    std::optional<bool> condition(Id token, Id expression, Id frame);

    // ---- machine_gateways.cpp
    void go(Id token, const std::vector<Id>& flows);
    void leave(Id token);
    bool choose(Id token, bool all, std::vector<Id>& flows);
    void exclusive(Id token);
    void parallel(Id token);
    void split(Id token);
    void complex(Id token);
    void event_gateway(Id token);
    bool fire_joins();
    bool fire_inclusive(Id frame, Id node);
    bool fire_reset(std::size_t index);
    struct Arrivals {
        std::vector<Id> tokens;  // the oldest of each incoming flow, 0 = none
    };
    Arrivals arrivals(Id frame, Id node) const;
    bool still_coming(Id frame, Id node, const std::vector<Id>& empty,
                      const std::vector<Id>& marked) const;
    Id merge(const Arrivals& a);
    void fire_complex(Id token);
    void consume(Id token);
    void frame_done(Id frame);

    // ---- machine_activities.cpp
    void begin_activity(Id token);
    void begin_instance(Id token);
    void perform(Id token);
    void run_script(Id token);
    void run_decision(Id token);
    void begin_call(Id token);
    void begin_scope(Id token);
    void complete_instance(Id token, const Variables& variables);
    void finish_instance(Id token);
    void complete_scope(Id frame);
    void leave_activity(Id token);
    bool ad_hoc_finished(Id frame);
    void enable(Id frame);

    // ---- machine_loops.cpp
    void begin_loop(Id token);
    std::optional<std::int64_t> count_instances(Id token, Loop& loop);
    void begin_loop_instance(Id body);
    void loop_instance_done(Id body, Id instance);
    void loop_done(Id body);
    void tell_counts(Id body);
    Loop* loop(Id body);
    bool again(Id body);
    decision::Value result_of(Id instance, Id frame) const;

    // ---- machine_events.cpp
    void catch_event(Id token);
    void throw_event(Id token);
    void end_event(Id token);
    bool open_event_waits(Id event_node, Id token, Id frame, Id report);
    bool set_timer(Wait& wait, const EventSpec& spec, Id report);
    void open_boundaries(Id token);
    void open_handlers(Id frame);
    void trigger(Id wait, const Variables& variables);
    void complete_event(Id token, const Variables& variables);
    void depart(Id token);
    bool take_payload(Id token, const Variables& variables);
    void fire_boundary(Id activity, Id boundary, const Variables& variables);
    void begin_handler(Id frame, Id start, const Variables& variables, Id compensation = 0);
    bool fire_conditions();
    void broadcast(const std::string& name, const Variables& variables);
    void throw_message(Id token, const EventSpec& spec);
    std::optional<std::string> key_of(Id expression, Id frame) const;
    Variables payload_of(Id token);

    // ---- machine_errors.cpp
    struct Catcher {
        Id node = none;  // boundary event or start event of an event sub-process
        Id token = 0;    // the activity of a boundary event
        Id frame = 0;    // of an event sub-process
    };
    std::optional<Catcher> find_catcher(bpmn::Trigger trigger, const std::string& code, Id token,
                                        bool own_boundary) const;
    std::optional<Id> matching_boundary(Id node, bpmn::Trigger trigger,
                                        const std::string& code) const;
    std::optional<Id> matching_handler(Id scope, bpmn::Trigger trigger,
                                       const std::string& code) const;
    void raise(const Catcher& by, const Variables& variables);
    void throw_error(Id token, const std::string& code, const Variables& variables, bool own,
                     const std::string& words);
    void throw_escalation(Id token, const std::string& code, const Variables& variables, bool own);
    void terminate(Id token);

    // ---- machine_compensation.cpp
    void remember(Id token, Id kept);
    void throw_compensation(Id token, const EventSpec& spec);
    Id handler_frame(Id frame) const;
    void take_compensables(Id frame, Id activity, std::vector<Compensable>& out);
    void next_compensation(Id compensation);
    void compensation_done(Id compensation);
    void cancel_transaction(Id token);
    Compensation* compensation(Id id);

    const Program& program_;
    State& state_;
    Effects& effects_;
    Instant now_;
    std::deque<Id> queue_;
    std::uint32_t moves_ = 0;
    bool variables_changed_ = true;
    // Of the sub-process instance that is just completing, seen from inside it.
    std::optional<decision::Value> inner_result_;
};

}  // namespace linli::process
