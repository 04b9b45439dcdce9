// YAML as it is used for rules and settings: read into JSON values, so that one set of readers and
// refusals serves both. Scalars become numbers, truth values or text as in the YAML 1.2 core
// schema; quoted scalars stay text.
#pragma once
#include <string_view>

#include "base/json.hpp"

namespace linli {

// Throws Refusal `yaml.malformed` (400) with line and column; `name` says which file.
json::value parse_yaml(std::string_view text, std::string_view name);

}  // namespace linli
