// Names and types of a compiled model, as far as they are certain: what is reported is null in
// every evaluation, or a member that the declared type does not have.
#pragma once
#include <vector>

#include "kernel/decision/check.hpp"
#include "kernel/decision/model.hpp"

namespace linli::decision {

std::vector<CheckFinding> check_types(const ModelParts& parts);

}  // namespace linli::decision
