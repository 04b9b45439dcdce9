// The tables of built-in functions, one for each subject, and what their bodies share.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "kernel/decision/machine.hpp"

namespace linli::decision {

std::span<const BuiltIn> conversion_functions();
std::span<const BuiltIn> text_functions();
std::span<const BuiltIn> number_functions();
std::span<const BuiltIn> list_functions();
std::span<const BuiltIn> statistics_functions();
std::span<const BuiltIn> context_functions();
std::span<const BuiltIn> temporal_functions();
std::span<const BuiltIn> range_functions();

// Null with "wrong type of argument".
Value wrong_type(Machine& m, std::string_view function);
// A list of one item stands for the item.
const Value& unwrapped(const Value& v);
// Whole number arguments.
std::optional<std::int64_t> whole(const Value& v);

// Regular expressions of XPath (flags s, m, i, x, q); null and a note when the pattern is none.
Value regex_matches(Machine& m, const std::string& input, const std::string& pattern,
                    const std::string& flags);
Value regex_replace(Machine& m, const std::string& input, const std::string& pattern,
                    const std::string& replacement, const std::string& flags);
Value regex_split(Machine& m, const std::string& input, const std::string& pattern);

}  // namespace linli::decision
