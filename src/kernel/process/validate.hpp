// What BPMN 2.0.2 (OMG formal/2013-12-09, ISO/IEC 19510) forbids in a model, what this engine does
// not run, and what is allowed but hardly meant: each by a rule with a stable name. docs/process.md
// lists them all, made from rules().
//
// Extensions of other vendors never fault; neither does the diagram.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/process/bpmn.hpp"

namespace pugi {
class xml_node;
}

namespace linli::process {

enum class Severity : std::uint8_t {
    fault,      // refused
    execution,  // refused in a process that is to run, told in one with isExecutable="false"
    warning,    // told; the model is deployed
};

struct Rule {
    std::string_view name;  // "bpmn.start_event_incoming"
    Severity severity;
    std::string_view clause;  // of BPMN 2.0.2, "10.5.2"; "XSD" its schema; "Linli" this engine
    // What is wrong and the way out; {0}, {1} stand for names and values of the model.
    std::string_view zh, en;
};

// Every rule, in the order of the standard.
const std::vector<Rule>& rules();
// Null when there is no rule of that name.
const Rule* find_rule(std::string_view name);

// What refuses the model, in the order of lines, at most 1,000; empty when it may be deployed. What
// is only told goes to `warnings`. Linear in the size of the model.
std::vector<ModelFault> validate(const bpmn::Definitions& model,
                                 std::vector<ModelFault>* warnings = nullptr);

// What only the XML shows: attributes and children that are missing, repeated, unknown or not of
// their type. The reader calls it; `validate` reports what it found.
void check_schema(pugi::xml_node root, const std::string& text, std::vector<ModelFault>& out);

// The table of the rules, as it stands in docs/process.md.
std::string rules_as_markdown();

}  // namespace linli::process
