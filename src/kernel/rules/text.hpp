// Private to kernel/rules: what a text of a package must be like.
#pragma once
#include <string>
#include <string_view>

#include "kernel/rules/rules.hpp"

namespace linli::rules {

// "package.yaml", "parameters.yaml", "examples.yaml" or a model "*.dmn"; never a path.
bool is_file_name(std::string_view name);
Refusal wrong_name(const std::string& wanted, const std::string& found);
// Every version of the models. Throws Refusal (422) `decision.model_faulty`.
void require_compiled(const decision::Package& package);
// Throws Refusal (422) `rules.check_failed` that lists what blocks.
void require_passes(const Report& report);

void insert(store::Tx& tx, const TextRow& row, const decision::Package& package,
            const Report& report);

}  // namespace linli::rules
