// A picture of a model as SVG 1.1: from its diagram (BPMN DI) where it has one, else laid out here
// from left to right. Names in any script; everything of the model is escaped.
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "kernel/process/bpmn.hpp"

namespace linli::process {

struct RenderOptions {
    // Counts to show at elements, by id: running cases, waiting tasks.
    std::map<std::string, std::int64_t> tokens;
};

std::string render_svg(const bpmn::Definitions& model, const RenderOptions& options = {});

}  // namespace linli::process
