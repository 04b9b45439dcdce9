// Case codes: what people read out on the telephone. Eight characters without I, L, O and U, and a
// check character that finds every single wrong character and every swap of two neighbours.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace linli::casework {

// From any number; its lowest 40 bits count. "7K2M-9QXD-5".
std::string case_code(std::uint64_t number);
// As people type it: lower case, blanks, no hyphens, O for 0, I or L for 1. Throws Refusal 422
// `casework.code_mistyped` that names `field`.
std::string parse_case_code(std::string_view text, const std::string& field);

}  // namespace linli::casework
