// Text that people write: always UTF-8, mostly Chinese. Pure functions; lengths are code points.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace linli {

// Well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_utf8(std::string_view text);

// Number of code points of well-formed UTF-8.
std::size_t code_points(std::string_view text);

// At most `count` code points from the front; never cuts one in two.
std::string_view first_code_points(std::string_view text, std::size_t count);

// Without blanks at both ends: ASCII white space, U+3000 (the Chinese full-width space), U+00A0,
// U+200B and U+FEFF, which come along when text is copied from elsewhere.
std::string_view trim(std::string_view text);

// Full-width letters, digits and signs (Ａ１：) become half-width ones, U+3000 a space.
std::string to_half_width(std::string_view text);

// For comparing what people type: compatibility forms, width and case folded (Unicode
// NFKC_Casefold).
std::string fold(std::string_view text);

// True for Chinese characters, kana and hangul, which are written without spaces between words.
bool is_cjk(char32_t c);

enum class TokenUse { index, query };

// The words of a folded text for full-text search. Runs of CJK characters give their overlapping
// pairs (社区医院 -> 社区 区医 医院); a run of one character gives that character; letters and
// digits give whole words. For `index` every single CJK character is a token too, so that a query
// of one character finds something. Each token appears once, in order of first appearance.
std::vector<std::string> search_tokens(std::string_view text, TokenUse use);

struct Pinyin {
    std::string full;      // "shequyiyuan"
    std::string initials;  // "sqyy"
};
// The pinyin of the Chinese characters, without tones; letters and digits are kept, everything else
// is left out; ü is written u. One reading for each character, corrected for words that are common
// in the names of places and services (银行 yinhang, 地铁 ditie). Slow the first time (tens of ms,
// loads the ICU tables), then some 10 microseconds a character: call it when writing, never when
// reading.
Pinyin pinyin(std::string_view text);

// One field of a CSV file, quoted where needed. A text that a spreadsheet would take for a formula
// (it starts with = + - @ or a tab or return) gets an apostrophe in front; numbers are left alone.
std::string csv_field(std::string_view text);

// For logs: control characters and broken UTF-8 become '?', at most `count_max` code points.
std::string log_safe(std::string_view text, std::size_t count_max = 200);

}  // namespace linli
