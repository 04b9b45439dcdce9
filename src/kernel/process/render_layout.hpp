// A simple layout from left to right for models without a diagram. Private to the module.
#pragma once
#include "kernel/process/bpmn.hpp"

namespace linli::process {

// Shapes never overlap, except a boundary event its activity. Every flow node with an id has one.
bpmn::Diagram lay_out(const bpmn::Definitions& model);

}  // namespace linli::process
