// Gaps, overlaps and rows without effect of one decision table, exactly: the rows are boxes over
// the atoms of the columns. A column that cannot be analysed is named; what is reported holds
// whatever its values are.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "kernel/decision/check_cells.hpp"

namespace linli::decision {

struct ColumnShape {
    std::string name;
    std::optional<Kind> kind;  // none: not declared
    std::string allowed;       // FEEL unary tests; empty: everything
    bool dependent = false;    // its values hang together with those of a column before it
};
struct TableShape {
    std::string policy;  // as in the XML: "UNIQUE", "FIRST", ...
    bool has_default = false;
    std::vector<ColumnShape> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::vector<std::string>> outputs;  // of each row
    std::vector<std::string> output_values;         // of each output: the priorities
};

enum class FindingKind : std::uint8_t {
    gap,           // no row for these inputs
    overlap,       // several rows, against the hit policy
    never_fires,   // rows before it, or an empty cell, leave nothing to it
    not_needed,    // it changes nothing (policy ANY)
    not_analysed,  // a column, or the table as a whole
};
struct TableFinding {
    FindingKind kind = FindingKind::gap;
    std::vector<std::size_t> rows;  // from 1
    std::size_t column = 0;         // from 1; 0: the table
    std::vector<std::pair<std::string, Value>> example;
    Words words;
};

inline constexpr std::size_t findings_max = 20;  // of each kind and table

std::vector<TableFinding> analyse_table(const TableShape& table);

}  // namespace linli::decision
