// Private to the module: what a deployment brings.
#pragma once
#include "kernel/process/engine.hpp"

namespace linli::process {

inline constexpr std::size_t decisions_max = 50;  // of one deployment
inline constexpr std::size_t decision_bytes_max = 2 << 20;

// Each may import the others. Throws Refusal 422 `process.too_many_decisions`, and what
// decision::Model::read and require_sound throw.
std::vector<DecisionFile> read_decisions(const std::vector<DecisionText>& texts);

}  // namespace linli::process
