// The part of the BPMN 2.0 schema (BPMN20.xsd, Semantic.xsd) that is checked on the XML: for each
// element its attributes, and the children that must be there or may stand only once. Private to
// the module.
#pragma once
#include <span>
#include <string_view>

namespace linli::process {

struct SchemaRow {
    std::string_view tag;
    // "sourceRef! isImmediate:b loopMaximum:i direction:A|B": required, truth value, whole number,
    // one of a list; B and I are the truth values and numbers that the reader does not look at.
    // id and name of every element need not be written.
    std::string_view attributes;
    // "condition! timeDate? operation+": exactly one, at most one, at least one. Others may repeat
    // or are judged elsewhere.
    std::string_view children;
};

std::span<const SchemaRow> schema_rows();
// Null for an element that is not of BPMN.
const SchemaRow* schema_row(std::string_view tag);
bool is_bpmn_tag(std::string_view tag);

}  // namespace linli::process
