#include "base/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <unordered_set>

#include "base/refusal.hpp"
#include "base/text_runs.hpp"

namespace linli {

using detail::each_run;
using detail::take_code_point;
using detail::to_utf8;

namespace {

bool is_blank(std::int32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000 || c == 0xA0 || c == 0x200B ||
           c == 0xFEFF;
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
        const std::string_view before = text;
        const std::int32_t c = take_code_point(text);
        const bool unsafe = c < 0 || u_iscntrl(c) || c == 0x2028 || c == 0x2029;
        out += unsafe ? "?" : std::string(before.substr(0, before.size() - text.size()));
    }
    return out;
}

}  // namespace linli
