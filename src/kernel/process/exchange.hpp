// Instances in memory that talk: messages find their receiver (or are kept for their time to live),
// signals reach everybody, called processes answer their callers, timers fire in the order of their
// due times. For scripts, tests and trying a model; the durable engine does the same over a store.
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/process/start_timer.hpp"
#include "kernel/process/step.hpp"

namespace linli::process {

class Exchange {
  public:
    struct Instance {
        std::uint32_t id = 0;  // from 1
        State state;
        std::uint32_t caller = 0, caller_wait = 0;
    };
    struct Line {
        Instant at;
        std::uint32_t instance = 0;
        std::uint32_t node = none;
        TraceEvent event = TraceEvent::entered;
    };
    static constexpr std::int64_t time_to_live_us = days(1).value;  // of a message, by default
    static constexpr std::size_t instances_max = 10'000;
    static constexpr std::size_t messages_kept_max = 10'000;
    static constexpr std::size_t firings_max = 100'000;  // of one advance
    static constexpr std::size_t lines_max = 1'000'000;

    // Arms the timer start events of `process` (none: of all processes).
    Exchange(std::shared_ptr<const Program> program, Instant now, std::uint32_t process = none);

    std::uint32_t start(std::uint32_t process, Variables variables);
    void complete(std::uint32_t instance, std::uint32_t wait, Variables variables);
    void fail(std::uint32_t instance, std::uint32_t wait, std::string error, Variables variables);
    // An empty key is none: the message is for anybody who waits for that name.
    void message(const std::string& name, const std::string& key, Variables variables,
                 std::int64_t ttl_us = time_to_live_us);
    void signal(const std::string& name, Variables variables);
    void set_variables(std::uint32_t instance, Variables variables);
    void retry(std::uint32_t instance, std::uint32_t incident);
    void cancel(std::uint32_t instance);
    void advance(const IsoDuration& by);

    // Called after each command with the bytes of the state that it left; what it throws stops the
    // act. For bounds of the caller's own.
    void watch(std::function<void(std::size_t state_bytes)> watch) { watch_ = std::move(watch); }

    Instant now() const { return now_; }
    const Program& program() const { return *program_; }
    const std::vector<Instance>& instances() const { return instances_; }
    const std::vector<Line>& lines() const { return lines_; }
    // Every process that began has ended (and at least one began).
    bool ended() const;

  private:
    struct Kept {
        std::string name, key;
        std::vector<std::uint32_t> targets;
        Variables variables;
        Instant expires;
    };
    struct ArmedStart {
        std::uint32_t process = none, node = none, event = none;
        StartTimer timer;
    };
    struct Work {
        std::uint32_t instance = 0;
        Command command;
        std::optional<Kept> message;  // that a Deliver carries
    };
    Instance& instance(std::uint32_t id) { return instances_[id - 1]; }
    void run(std::uint32_t id, const Command& command);
    void settle(std::uint32_t id, const Effects& effects);
    void drain();
    std::uint32_t begin(const Start& start, std::uint32_t caller, std::uint32_t wait);
    void route(const Kept& message);
    bool deliver(const Kept& message);
    bool begin_by(bpmn::Trigger trigger, const Kept& message, bool all);
    bool all_seen(std::uint32_t node, std::uint32_t event);
    bool matches(const Kept& message, std::uint32_t node, std::uint32_t event) const;
    void take_kept(std::uint32_t id, std::uint32_t wait);
    void signal_others(const std::string& name, const Variables& variables, std::uint32_t except);
    void arm_starts(std::uint32_t process);
    bool fire_next(Instant until);
    void fire_due();

    std::shared_ptr<const Program> program_;
    Instant now_;
    std::vector<Instance> instances_;
    std::vector<Line> lines_;
    std::vector<Kept> kept_;
    std::vector<ArmedStart> start_timers_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen_;  // parts of parallel-multiple starts
    std::deque<Work> work_;
    std::function<void(std::size_t)> watch_;
};

}  // namespace linli::process
