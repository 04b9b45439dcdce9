// Tokens of FEEL. Words and the special characters that names may hold are separate tokens; which
// of them make one name is decided against the scope, longest first (DMN 1.5, 10.3.1.2, rules
// 27-31).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"

namespace linli::decision {

struct Token {
    enum class Form : std::uint8_t { end, word, number, string, symbol };
    Form form = Form::end;
    std::string text;  // strings without quotes and escapes
    std::uint32_t position = 0;
    bool is(std::string_view symbol) const { return form == Form::symbol && text == symbol; }
    bool is_word(std::string_view word) const { return form == Form::word && text == word; }
};

// What is wrong with a text and where; the compiler turns it into a fault of its element.
struct SyntaxError {
    std::uint32_t position = 0;
    Words words;
};

inline constexpr std::size_t expression_bytes_max = 256 << 10;

// Ends with an end token. Throws SyntaxError.
std::vector<Token> tokenize(std::string_view text);

// A name as the tokens that make it, one blank between two: "Bank-1" is "Bank - 1", so that
// spelling with other blanks finds it too.
std::string name_key(std::string_view name);
// The name as it is shown: one blank where the text had some.
std::string tidy_name(std::string_view name);

}  // namespace linli::decision
