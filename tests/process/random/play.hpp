// Plays random commands on a subject and on the reference and compares them after each one.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kernel/process/step.hpp"
#include "process/random/reference.hpp"

namespace linli::process::random {

inline constexpr Instant beginning{1'767'225'600'000'000};  // 2026-01-01T00:00:00Z

Variables variables_of(const Values& values);

// What is tested. Instances count from 0 in the order in which they began.
class Subject {
  public:
    virtual ~Subject() = default;
    virtual int instances() = 0;
    virtual const State& state(int instance) = 0;              // valid until the next act
    virtual std::vector<std::string> trace(int instance) = 0;  // "entered n1", all of it
    virtual void start(const Values& values) = 0;
    virtual void complete(int instance, std::uint32_t wait, const Values& values) = 0;
    virtual void fail(int instance, std::uint32_t wait, const std::string& code,
                      const Values& values) = 0;
    virtual void message(const std::string& name, const Values& values, bool keep) = 0;
    virtual void signal(const std::string& name, const Values& values) = 0;
    virtual void set(int instance, const Values& values) = 0;
    virtual void retry(int instance, std::uint32_t incident) = 0;
    virtual void cancel(int instance) = 0;
    virtual void advance(int minutes) = 0;
};

// What a command does depends on what there is when it comes, so that any of them can be left out.
struct Command {
    int what = 0;
    std::uint64_t pick = 0;
};
std::vector<Command> make_commands(Dice& dice);

struct Outcome {
    bool good = true;
    bool too_long = false;  // given up, as the engine's bounds would come first
    std::string difference;
    std::vector<std::string> script;  // steps as `linli process run` reads them, where it has them
};
Outcome play(const Program& program, Subject& subject, World& reference,
             const std::vector<Command>& commands);

// The fewest of the commands that still fail.
std::vector<Command> shrink(std::vector<Command> commands,
                            const std::function<bool(const std::vector<Command>&)>& fails);

}  // namespace linli::process::random
