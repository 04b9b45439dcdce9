// Moves a running instance from one version of a process to another: pure, whole or not at all.
// The rules are in docs/process.md, "Migration".
#pragma once
#include <map>
#include <string>
#include <vector>

#include "kernel/process/step.hpp"

namespace linli::process {

struct MigrationPlan {
    // Ids of the old version to ids of the new one, of elements and of sequence flows into joins.
    // What is not named goes to the same id.
    std::map<std::string, std::string> mapping;
    // Timers whose text differs begin anew at the migration; else their due times stay.
    bool recompute_timers = false;
};
inline constexpr std::size_t mapping_max = 5'000;

struct MigrationFault {
    std::string element;  // of the old version; of the new one where something new fails
    Words words;
};

struct MigrationResult {
    std::vector<MigrationFault> faults;  // none: it moved
    State state;
    Effects effects;  // waits that were opened, closed or changed; no trace
};

// `process`: of the new program. The state must be running.
MigrationResult migrate(const Program& from, const Program& to, std::uint32_t process,
                        const State& state, const MigrationPlan& plan, Instant now);

// What is wrong with a plan whatever the instance: unknown ids, kinds that differ.
std::vector<MigrationFault> check_plan(const Program& from, std::uint32_t from_process,
                                       const Program& to, std::uint32_t to_process,
                                       const MigrationPlan& plan);
// Elements of the old version with the most likely one of the new: the same id, else the same name
// where only one of each version has it; always of the same kind.
std::map<std::string, std::string> suggest_mapping(const Program& from, std::uint32_t from_process,
                                                   const Program& to, std::uint32_t to_process);

}  // namespace linli::process
