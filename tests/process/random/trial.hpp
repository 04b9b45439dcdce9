// One seed: its model, its commands, and how often tests try.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kernel/process/exchange.hpp"
#include "process/random/play.hpp"

namespace linli::process::random {

// LINLI_SEED=n tries that one alone and prints it; LINLI_LONG=1 tries `many`, otherwise `few`.
struct Seeds {
    std::uint64_t first = 1, last = 0;
    bool alone = false;
};
Seeds seeds(std::uint64_t few, std::uint64_t many);

struct Trial {
    explicit Trial(std::uint64_t number);
    // The exchange keeps states as bytes between commands: each command follows a crash.
    Outcome in_memory(const std::vector<Command>& some, Wrong wrong = Wrong::nothing) const;

    std::uint64_t seed;
    Model model;
    std::string xml;
    std::vector<Command> commands;
    std::shared_ptr<const Program> program;
};

// The model, the fewest commands that fail as a script, and what differs.
std::string report(const Trial& trial,
                   const std::function<Outcome(const std::vector<Command>&)>& run);

}  // namespace linli::process::random
