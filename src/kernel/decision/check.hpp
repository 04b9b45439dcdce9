// The checks before a package is put in use. Faults stop it; warnings do not. Every finding names
// file, line, element and, in tables, row and column.
#pragma once
#include <string>
#include <vector>

#include "kernel/decision/engine.hpp"

namespace linli::decision {

enum class CheckCode : std::uint8_t {
    model_fault,          // what the reader of models refuses
    unknown_name,         // a name that means nothing there
    wrong_type,           // an operation or a cell that can never have a value
    cycle,                // a decision that needs itself
    table_gap,            // inputs for which no row applies
    table_overlap,        // several rows apply, against the hit policy
    row_never_fires,      //
    row_not_needed,       // warning
    column_not_analysed,  // warning
    output_not_allowed,   // an output that is not among the output values
    parameter_type,       // a value that the input of the models does not admit
    parameter_missing,    // on a day of the stated span
    parameter_ambiguous,  // likewise
    parameter_unused,     // warning
    version_missing,      // on a day of the stated span
    version_ambiguous,    //
    example_failed,       //
    example_missing,      // warning: a public decision without any
    sentence_fault,       // an explanation that cannot be said
};
BOOST_DESCRIBE_ENUM(CheckCode, model_fault, unknown_name, wrong_type, cycle, table_gap,
                    table_overlap, row_never_fires, row_not_needed, column_not_analysed,
                    output_not_allowed, parameter_type, parameter_missing, parameter_ambiguous,
                    parameter_unused, version_missing, version_ambiguous, example_failed,
                    example_missing, sentence_fault)

struct NamedValue {
    std::string name, value;  // the value as FEEL shows it
};
BOOST_DESCRIBE_STRUCT(NamedValue, (), (name, value))

struct CheckFinding {
    CheckCode code = CheckCode::model_fault;
    bool warning = false;
    std::string file;
    std::int64_t line = 0;           // 0: not known
    std::string element;             // decision, table, parameter or example
    std::vector<std::int64_t> rows;  // of a table, from 1
    std::int64_t column = 0;         // of a table, from 1; 0: none
    std::string column_name;
    std::vector<NamedValue> example;  // inputs that show it
    Words words;
};
BOOST_DESCRIBE_STRUCT(CheckFinding, (),
                      (code, warning, file, line, element, rows, column, column_name, example,
                       words))

struct CheckReport {
    std::string package;
    std::int64_t tables = 0, examples = 0, parameters = 0;  // that were checked
    std::int64_t faults = 0, warnings = 0;
    std::vector<CheckFinding> findings;
};
BOOST_DESCRIBE_STRUCT(CheckReport, (),
                      (package, tables, examples, parameters, faults, warnings, findings))

CheckReport check(const Package& package);

// One line of text: file:line: element, row, column: words.
std::string to_line(const CheckFinding& finding, bool chinese);

// The findings of one model; the parts of check().
std::vector<CheckFinding> check_model(const Model& model);
// What must hold of an example; empty: it holds.
std::vector<CheckFinding> check_examples(const Package& package);
std::vector<CheckFinding> check_parameters(const Package& package);

}  // namespace linli::decision
