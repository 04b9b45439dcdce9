// Words in a picture. Private to the module.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace linli::process {

std::string escaped(std::string_view text);
std::string number(double n);  // one digit after the point at most

// Lines of at most `width` pixels in 12 pixel letters; Chinese breaks anywhere, other scripts at
// blanks. What does not fit into `lines_max` ends in "…".
std::vector<std::string> wrapped(std::string_view text, double width, std::size_t lines_max);
double text_width(std::string_view text);

// Lines centred on x, the block beginning at the top y.
std::string text_block(const std::vector<std::string>& lines, double x, double y);
inline constexpr double line_height = 15;

}  // namespace linli::process
