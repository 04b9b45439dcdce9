// Functions of strings (DMN 1.5, 10.3.4.3). Positions count characters, not bytes.
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "kernel/decision/built_in.hpp"

namespace linli::decision {

namespace {

const std::string* text_of(const Value& v) {
    const Value& u = unwrapped(v);
    return u.is(Kind::string) ? &u.text() : nullptr;
}

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

std::int64_t length_of(const std::string& text) {
    std::int64_t n = 0;
    for (const char c : text)
        n += begins_character(c) ? 1 : 0;
    return n;
}

// The byte at which that character begins (from 0).
std::size_t byte_of(const std::string& text, std::int64_t character) {
    std::size_t at = 0;
    for (; at < text.size(); ++at)
        if (begins_character(text[at]) && character-- == 0) return at;
    return at;
}

Value substring(Machine& m, Arguments a) {
    const std::string* text = text_of(a[0]);
    const Value& start_value = unwrapped(a[1]);
    if (!text || !start_value.is(Kind::number)) return wrong_type(m, "substring");
    const auto start = start_value.number().truncated();
    const std::int64_t length = length_of(*text);
    if (!start || *start == 0 || *start > length || *start < -length)
        return m.null("开始位置在文本之外", "the start position is outside of the string");
    const std::int64_t from = *start > 0 ? *start - 1 : length + *start;
    std::int64_t count = length - from;
    if (a.count == 3 && !a[2].is_null()) {
        const Value& n = unwrapped(a[2]);
        const auto wanted = n.is(Kind::number) ? n.number().truncated() : std::nullopt;
        if (!wanted || *wanted < 1) return wrong_type(m, "substring");
        count = std::min(count, *wanted);
    }
    const std::size_t begin = byte_of(*text, from), end = byte_of(*text, from + count);
    return Value(text->substr(begin, end - begin));
}

Value string_length(Machine& m, Arguments a) {
    const std::string* text = text_of(a[0]);
    return text ? Value(Number(length_of(*text))) : wrong_type(m, "string length");
}

Value change_case(Machine& m, Arguments a, bool upper) {
    const std::string* text = text_of(a[0]);
    if (!text) return wrong_type(m, upper ? "upper case" : "lower case");
    m.check_length(text->size());
    if (std::all_of(text->begin(), text->end(), [](char c) { return (c & 0x80) == 0; })) {
        std::string plain = *text;
        for (char& c : plain)
            if (upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z') c ^= 0x20;
        return Value(std::move(plain));
    }
    auto u = icu::UnicodeString::fromUTF8(*text);
    upper ? u.toUpper(icu::Locale::getRoot()) : u.toLower(icu::Locale::getRoot());
    std::string out;
    u.toUTF8String(out);
    return Value(std::move(out));
}
Value upper_case(Machine& m, Arguments a) {
    return change_case(m, a, true);
}
Value lower_case(Machine& m, Arguments a) {
    return change_case(m, a, false);
}

Value substring_before(Machine& m, Arguments a) {
    const std::string *text = text_of(a[0]), *match = text_of(a[1]);
    if (!text || !match) return wrong_type(m, "substring before");
    const auto at = text->find(*match);
    return Value(at == std::string::npos ? std::string() : text->substr(0, at));
}

Value substring_after(Machine& m, Arguments a) {
    const std::string *text = text_of(a[0]), *match = text_of(a[1]);
    if (!text || !match) return wrong_type(m, "substring after");
    const auto at = text->find(*match);
    return Value(at == std::string::npos ? std::string() : text->substr(at + match->size()));
}

Value replace(Machine& m, Arguments a) {
    const std::string *text = text_of(a[0]), *pattern = text_of(a[1]), *with = text_of(a[2]);
    const std::string none;
    const std::string* flags = a.count == 4 && !a[3].is_null() ? text_of(a[3]) : &none;
    if (!text || !pattern || !with || !flags) return wrong_type(m, "replace");
    return regex_replace(m, *text, *pattern, *with, *flags);
}

Value matches(Machine& m, Arguments a) {
    const std::string *text = text_of(a[0]), *pattern = text_of(a[1]);
    const std::string none;
    const std::string* flags = a.count == 3 && !a[2].is_null() ? text_of(a[2]) : &none;
    if (!text || !pattern || !flags) return wrong_type(m, "matches");
    return regex_matches(m, *text, *pattern, *flags);
}

Value split(Machine& m, Arguments a) {
    const std::string *text = text_of(a[0]), *delimiter = text_of(a[1]);
    if (!text || !delimiter) return wrong_type(m, "split");
    return regex_split(m, *text, *delimiter);
}

Value contains_text(Machine& m, Arguments a) {
    const std::string *text = text_of(a[0]), *match = text_of(a[1]);
    if (!text || !match) return wrong_type(m, "contains");
    return Value(text->find(*match) != std::string::npos);
}
Value starts_with(Machine& m, Arguments a) {
    const std::string *text = text_of(a[0]), *match = text_of(a[1]);
    if (!text || !match) return wrong_type(m, "starts with");
    return Value(text->starts_with(*match));
}
Value ends_with(Machine& m, Arguments a) {
    const std::string *text = text_of(a[0]), *match = text_of(a[1]);
    if (!text || !match) return wrong_type(m, "ends with");
    return Value(text->ends_with(*match));
}

Value string_join(Machine& m, Arguments a) {
    const std::string none;
    const std::string* delimiter = a.count == 2 && !a[1].is_null() ? text_of(a[1]) : &none;
    if (!delimiter || a[0].is_null()) return wrong_type(m, "string join");
    std::vector<Value> single{a[0]};
    const auto& items = a[0].is(Kind::list) ? a[0].items() : single;
    std::string out;
    bool first = true;
    for (const auto& item : items) {
        if (item.is_null()) continue;
        if (!item.is(Kind::string)) return wrong_type(m, "string join");
        m.check_length(out.size() + item.text().size() + delimiter->size());
        if (!first) out += *delimiter;
        out += item.text();
        first = false;
    }
    return Value(std::move(out));
}

constexpr std::array<BuiltIn, 13> functions{{
    {"substring", "string,start position,length?", substring},
    {"string length", "string", string_length},
    {"upper case", "string", upper_case},
    {"lower case", "string", lower_case},
    {"substring before", "string,match", substring_before},
    {"substring after", "string,match", substring_after},
    {"replace", "input,pattern,replacement,flags?", replace},
    {"contains", "string,match", contains_text},
    {"starts with", "string,match", starts_with},
    {"ends with", "string,match", ends_with},
    {"matches", "input,pattern,flags?", matches},
    {"split", "string,delimiter", split},
    {"string join", "list,delimiter?", string_join},
}};

}  // namespace

std::span<const BuiltIn> text_functions() {
    return functions;
}

}  // namespace linli::decision
