// The sentences of an explanation.
#pragma once
#include "kernel/decision/engine.hpp"

namespace linli::decision {

// Of the decisions that were used, in their order: the package's own sentences; for one without any
// the rows of its tables that applied, with their annotations; then each parameter with its source.
// A fault in a template is a note of the second result, not an error.
struct Explanation {
    std::vector<Sentence> sentences;
    std::vector<Explained> faults;
};
Explanation explain(const Package& package, const Decided& decided);

// "{expression}" is replaced by its value, "{expression | 0.00}" by it with two decimals; "{{" is a
// brace. Null when an expression cannot be read, with the reason in `fault`.
std::optional<std::string> fill(const std::string& text, const Value& variables,
                                std::string* fault);

}  // namespace linli::decision
