// Private to base: walking through the characters of a text.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace linli::detail {

// Takes one code point off the front; negative for a malformed sequence (which is skipped).
std::int32_t take_code_point(std::string_view& text);
std::string to_utf8(std::u32string_view characters);
// Splits folded text into runs of letters and digits that are all CJK or all not, and hands over
// each with that fact.
void each_run(std::string_view text,
              const std::function<void(bool is_cjk, std::u32string_view)>& run);

}  // namespace linli::detail
