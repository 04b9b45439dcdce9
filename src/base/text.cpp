#include "base/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <mutex>
#include <unordered_set>

#include "base/refusal.hpp"

namespace linli {

namespace {

// Takes one code point off the front; -1 for a malformed sequence (which is skipped).
std::int32_t take_code_point(std::string_view& text) {
    const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 8));
    std::int32_t at = 0;
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, length, c);
    text.remove_prefix(static_cast<std::size_t>(at));
    return c;
}

void append_code_point(std::string& out, char32_t c) {
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<std::uint32_t>(c));
    out.append(bytes, static_cast<std::size_t>(length));
}

bool is_blank(std::int32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000 || c == 0xA0 || c == 0x200B ||
           c == 0xFEFF;
}

// Splits folded text into runs and hands each to `run(is_cjk, characters)`.
template <class Run>
void each_run(std::string_view text, const Run& run) {
    std::u32string current;
    bool current_is_cjk = false;
    const auto flush = [&] {
        if (!current.empty()) run(current_is_cjk, current);
        current.clear();
    };
    while (!text.empty()) {
        const std::int32_t c = take_code_point(text);
        if (c < 0 || !u_isalnum(c)) {
            flush();
            continue;
        }
        const bool cjk = is_cjk(static_cast<char32_t>(c));
        if (cjk != current_is_cjk) flush();
        current_is_cjk = cjk;
        current += static_cast<char32_t>(c);
    }
    flush();
}

std::string to_utf8(std::u32string_view characters) {
    std::string out;
    for (const char32_t c : characters)
        append_code_point(out, c);
    return out;
}

const icu::Transliterator& han_to_latin() {
    static const std::unique_ptr<icu::Transliterator> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> t(icu::Transliterator::createInstance(
            "Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
        if (U_FAILURE(status)) throw Fault("text: ICU has no Han-Latin transliteration");
        return t;
    }();
    return *made;
}

std::string romanised(std::string_view text) {
    // One ICU transliterator is not promised to be safe between threads.
    static std::mutex mutex;
    icu::UnicodeString buffer = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    {
        const std::lock_guard lock(mutex);
        han_to_latin().transliterate(buffer);
    }
    std::string out;
    buffer.toUTF8String(out);
    return out;
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        if (take_code_point(text) < 0) return false;
    }
    return true;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
    std::string_view rest = text;
    for (std::size_t i = 0; i < count && !rest.empty(); ++i)
        take_code_point(rest);
    return text.substr(0, text.size() - rest.size());
}

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        std::string_view rest = text;
        if (!is_blank(take_code_point(rest))) break;
        text = rest;
    }
    std::string_view rest = text;
    std::size_t end = 0;
    while (!rest.empty()) {
        if (!is_blank(take_code_point(rest))) end = text.size() - rest.size();
    }
    return text.substr(0, end);
}

std::string to_half_width(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::string_view before = text;
        const std::int32_t c = take_code_point(text);
        if (c >= 0xFF01 && c <= 0xFF5E) {
            out += static_cast<char>(c - 0xFEE0);
        } else if (c == 0x3000) {
            out += ' ';
        } else {
            out += before.substr(0, before.size() - text.size());
        }
    }
    return out;
}

std::string fold(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) throw Fault("text: ICU has no NFKC_Casefold data");
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    folding->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                           sink, nullptr, status);
    if (U_FAILURE(status)) throw Fault("text: ICU could not fold a text");
    return out;
}

bool is_cjk(char32_t c) {
    return (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x3005 && c <= 0x3007) ||
           (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

std::vector<std::string> search_tokens(std::string_view text, TokenUse use) {
    std::vector<std::string> tokens;
    std::unordered_set<std::string> seen;
    const auto add = [&](std::u32string_view characters) {
        std::string token = to_utf8(characters);
        if (seen.insert(token).second) tokens.push_back(std::move(token));
    };
    each_run(fold(text), [&](bool cjk, std::u32string_view run) {
        if (!cjk) return add(run);
        if (run.size() == 1) return add(run);
        for (std::size_t i = 0; i < run.size(); ++i) {
            if (use == TokenUse::index) add(run.substr(i, 1));
            if (i + 1 < run.size()) add(run.substr(i, 2));
        }
    });
    return tokens;
}

Pinyin pinyin(std::string_view text) {
    Pinyin out;
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    each_run(fold(text), [&](bool cjk, std::u32string_view run) {
        const std::string letters = cjk ? romanised(to_utf8(run)) : to_utf8(run);
        bool starts = true;
        for (const char c : letters) {
            if (is_plain(c)) {
                out.full += c;
                if (starts) out.initials += c;
            }
            starts = !is_plain(c);
        }
    });
    return out;
}

std::string csv_field(std::string_view text) {
    const bool is_number = !text.empty() &&
                           text.find_first_not_of("0123456789.,+-") == std::string_view::npos &&
                           text.find_last_of("+-") == 0 && text.size() > 1;
    const bool is_formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    std::string out;
    if (is_formula && !is_number) out += '\'';
    out += text;
    if (out.find_first_of(",\"\r\n\t") == std::string::npos) return out;
    std::string quoted = "\"";
    for (const char c : out) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string log_safe(std::string_view text, std::size_t count_max) {
    std::string out;
    for (std::size_t i = 0; i < count_max && !text.empty(); ++i) {
        const std::int32_t c = take_code_point(text);
        const bool unsafe = c < 0 || u_iscntrl(c) || c == 0x2028 || c == 0x2029;
        append_code_point(out, unsafe ? U'?' : static_cast<char32_t>(c));
    }
    return out;
}

}  // namespace linli
