// The small signs of BPMN: of tasks, triggers, gateways and markers. Private to the module.
#pragma once
#include <string>
#include <string_view>

#include "kernel/process/bpmn.hpp"

namespace linli::process {

// By tag ("userTask", "timerEventDefinition", "exclusiveGateway") or name ("loop"), in a square;
// empty for what has none. `filled`: as events that throw have it.
std::string symbol(std::string_view name, double x, double y, double size, bool filled);
// "data_object" or "data_store" over the whole bounds.
std::string stretched(std::string_view name, const bpmn::Bounds& b);
// Style and arrow heads.
std::string_view picture_head();

}  // namespace linli::process
