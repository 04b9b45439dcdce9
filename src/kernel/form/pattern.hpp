// Regular expressions as form-js has them: those of JavaScript (ECMA-262, without flags), found
// anywhere in the text. They run on ICU within limits of time and stack, since a schema may hold
// one that takes for ever; the schema library of C++ has neither limit.
#pragma once
#include <unicode/regex.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace linli::form {

inline constexpr std::size_t pattern_bytes_max = 2000;

class Pattern {
  public:
    enum class Found : std::uint8_t { yes, no, took_too_long };

    // None when it is not of the part of the language that means the same here: literals, ".",
    // classes, \d \w \s and their opposites, groups, "(?=", "(?!", "|", "^", "$", quantifiers up to
    // 1,000. Not: back references, look-behind, names of groups, \b, \p.
    static std::optional<Pattern> compile(std::string_view ecma);
    Found find_in(std::string_view text) const;

  private:
    explicit Pattern(std::shared_ptr<const icu::RegexPattern> p) : pattern_(std::move(p)) {}
    std::shared_ptr<const icu::RegexPattern> pattern_;
};

}  // namespace linli::form
