// Everything that can happen to a case of a shipped item: its process is walked breadth-first over
// the pure state machine, by what its forms let people choose.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "kernel/process/step.hpp"

namespace linli::process::edges {

inline constexpr Instant beginning{1'767'225'600'000'000};  // 2026-01-01T00:00:00Z

// What a person or the clock does. `ordinal`: which of several waits of the element, the oldest
// first.
struct Act {
    bool timer = false;
    std::string element;
    std::size_t ordinal = 0;
    std::string label;
    Variables variables;
};
struct Reached {
    State state;
    std::string place;  // what waits: "accept", "key + key", "(end_approved)"
    Variables start;
    std::vector<Act> path;
};
struct Explored {
    std::shared_ptr<const Program> program;
    std::vector<Reached> states;
    std::map<std::string, std::set<std::string>>
        edges;  // place -> "accept (complete), by clerk -> review"
    std::set<std::string> beginnings;

    std::string text() const;
};

// What the functions of cases answer, as far as the way depends on it.
Variables answer_of(const std::string& function);

// What can be filled into the form of a user task, each with its name.
std::vector<std::pair<std::string, Variables>> choices_of(const std::string& code,
                                                          const ProgramNode& node);
std::vector<Act> acts_of(const std::string& code, const Program& program, const State& state);
// Of an act in a state where it can be done.
std::uint32_t wait_of(const Program& program, const State& state, const Act& act);
Explored explore(const std::string& code);

}  // namespace linli::process::edges
