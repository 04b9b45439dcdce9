// Regular expressions of XPath and XQuery Functions and Operators 3.1, 5.6.1, on ICU: it knows
// Unicode's categories, runs within limits of time and stack, and is linked already. What XPath
// writes differently is translated: \i \c, \p{IsGreek}, class subtraction, the flags x and q, and $
// which never stands before a last line end.
#include <unicode/regex.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "kernel/decision/built_in.hpp"

namespace linli::decision {

namespace {

constexpr std::int32_t time_steps_max = 2000;  // ICU's unit: some 10,000 basic steps
constexpr std::int32_t stack_bytes_max = 8 << 20;

// [a-z-[aeiou]] is [[a-z]--[aeiou]] there.
struct Translator {
    const std::string& in;
    bool free_spacing;
    std::size_t at = 0;
    std::string out;

    static constexpr std::string_view name_start =
        ":A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF"
        "\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-"
        "\\uFFFD";
    static constexpr std::string_view name_rest = "\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040";

    bool run() {
        int depth = 0;
        while (at < in.size()) {
            const char c = in[at];
            if (free_spacing && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
                ++at;
            } else if (c == '\\') {
                if (!escape()) return false;
            } else if (c == '[') {
                if (!char_class(0)) return false;
            } else if (c == ']') {
                return false;
            } else if (c == '(' && in.compare(at, 2, "(?") == 0 && in.compare(at, 3, "(?:") != 0) {
                return false;  // look-around and inline flags are not of XPath
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == '#') out += '\\';
                out += c;
                ++at;
                // Possessive quantifiers are not of XPath.
                if ((c == '*' || c == '+' || c == '?' || c == '}') && at < in.size() &&
                    in[at] == '+')
                    return false;
            }
        }
        return depth == 0;
    }

    bool escape() {
        if (at + 1 >= in.size()) return false;
        const char e = in[at + 1];
        at += 2;
        const std::string start(name_start), rest(name_rest);
        switch (e) {
            case 'i':
                out += "[" + start + "]";
                return true;
            case 'I':
                out += "[^" + start + "]";
                return true;
            case 'c':
                out += "[" + start + rest + "]";
                return true;
            case 'C':
                out += "[^" + start + rest + "]";
                return true;
            case 'p':
            case 'P':
                return property(e);
            default:
                break;
        }
        static constexpr std::string_view known = "nrt\\|.?*+(){}-[]^$sSdDwW0123456789";
        if (known.find(e) == std::string_view::npos) return false;
        if (e == 'w' || e == 'W') {
            // Everything but punctuation, separators and others.
            out += e == 'w' ? "[^\\p{P}\\p{Z}\\p{C}]" : "[\\p{P}\\p{Z}\\p{C}]";
            return true;
        }
        if (e == 's' || e == 'S') {
            out += e == 's' ? "[ \\t\\n\\r]" : "[^ \\t\\n\\r]";
            return true;
        }
        if (e == 'd' || e == 'D') {
            out += e == 'd' ? "\\p{Nd}" : "\\P{Nd}";
            return true;
        }
        out += '\\';
        out += e;
        return true;
    }

    bool property(char e) {
        const auto end = in.find('}', at);
        if (at >= in.size() || in[at] != '{' || end == std::string::npos) return false;
        std::string name = in.substr(at + 1, end - at - 1);
        at = end + 1;
        if (name.starts_with("Is")) name = "InBlock=" + name.substr(2);
        if (name.starts_with("InBlock=")) name = "blk=" + name.substr(8);
        out += std::string("\\") + e + "{" + name + "}";
        return true;
    }

    bool char_class(int depth) {
        if (depth > 50) return false;
        std::string before;
        std::swap(before, out);
        ++at;
        bool negated = false;
        if (at < in.size() && in[at] == '^') {
            negated = true;
            ++at;
        }
        std::string subtracted;
        bool closed = false, empty = true;
        while (at < in.size() && !closed) {
            const char c = in[at];
            if (c == ']') {
                if (empty) return false;
                ++at;
                closed = true;
            } else if (c == '-' && at + 1 < in.size() && in[at + 1] == '[') {
                std::string positive;
                std::swap(positive, out);
                ++at;
                if (!char_class(depth + 1)) return false;
                subtracted = out;
                out = positive;
                if (at >= in.size() || in[at] != ']') return false;
            } else if (c == '[') {
                return false;
            } else if (c == '\\') {
                if (!escape()) return false;
                empty = false;
            } else {
                if (c == '&' || c == '~' || c == ' ' || c == '#') out += '\\';
                out += c;
                ++at;
                empty = false;
            }
        }
        if (!closed) return false;
        std::string result = std::string(negated ? "[^" : "[") + out + "]";
        if (!subtracted.empty()) result = "[" + result + "--" + subtracted + "]";
        out = before + result;
        return true;
    }
};

std::unique_ptr<icu::RegexPattern> compile(const std::string& pattern, const std::string& flags) {
    std::uint32_t options = UREGEX_UNIX_LINES;
    bool literal = false, free_spacing = false;
    for (const char f : flags) {
        if (f == 's')
            options |= UREGEX_DOTALL;
        else if (f == 'm')
            options |= UREGEX_MULTILINE;
        else if (f == 'i')
            options |= UREGEX_CASE_INSENSITIVE;
        else if (f == 'x')
            free_spacing = true;
        else if (f == 'q')
            literal = true;
        else
            return nullptr;
    }
    if (pattern.size() > 10'000) return nullptr;
    std::string text = pattern;
    if (literal) {
        options |= UREGEX_LITERAL;
    } else {
        Translator t{pattern, free_spacing, 0, {}};
        if (!t.run()) return nullptr;
        text = std::move(t.out);
    }
    UErrorCode status = U_ZERO_ERROR;
    UParseError error;
    std::unique_ptr<icu::RegexPattern> compiled(
        icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(text), options, error, status));
    if (U_FAILURE(status)) return nullptr;
    return compiled;
}

struct Matching {
    std::unique_ptr<icu::RegexPattern> pattern;
    icu::UnicodeString input;
    std::unique_ptr<icu::RegexMatcher> matcher;
    UErrorCode status = U_ZERO_ERROR;

    bool start(Machine& m, const std::string& text, const std::string& expression,
               const std::string& flags) {
        m.check_length(text.size());
        m.spend(100);
        pattern = compile(expression, flags);
        if (!pattern) {
            m.null("不是合法的正则表达式：" + expression,
                   "not a regular expression: " + expression);
            return false;
        }
        input = icu::UnicodeString::fromUTF8(text);
        matcher.reset(pattern->matcher(input, status));
        if (U_FAILURE(status)) return false;
        matcher->setTimeLimit(time_steps_max, status);
        matcher->setStackLimit(stack_bytes_max, status);
        return U_SUCCESS(status);
    }
    std::string part(std::int32_t from, std::int32_t to) const {
        std::string out;
        input.tempSubStringBetween(from, to).toUTF8String(out);
        return out;
    }
    std::string group(std::int32_t number) {
        UErrorCode ignored = U_ZERO_ERROR;
        std::string out;
        matcher->group(number, ignored).toUTF8String(out);
        return out;
    }
};

// One step of a replacement text; a number of group, a character, or nullopt when it is wrong.
struct Piece {
    std::string text;
    std::int32_t group = -1;
};
std::optional<std::vector<Piece>> parse_replacement(const std::string& text, std::int32_t groups) {
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') {
            if (++i >= text.size() || (text[i] != '\\' && text[i] != '$')) return std::nullopt;
            pieces.push_back({std::string(1, text[i])});
        } else if (text[i] == '$') {
            if (++i >= text.size() || text[i] < '0' || text[i] > '9') return std::nullopt;
            std::int32_t n = text[i] - '0';
            // As many digits as still name a group.
            while (i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9' &&
                   n * 10 + (text[i + 1] - '0') <= groups) {
                n = n * 10 + (text[i + 1] - '0');
                ++i;
            }
            pieces.push_back({"", n > groups ? groups + 1 : n});
        } else {
            pieces.push_back({std::string(1, text[i])});
        }
    }
    return pieces;
}

}  // namespace

Value regex_matches(Machine& m, const std::string& input, const std::string& pattern,
                    const std::string& flags) {
    Matching r;
    if (!r.start(m, input, pattern, flags)) return {};
    const bool found = r.matcher->find(r.status) != 0;
    if (U_FAILURE(r.status))
        return m.null("正则表达式运算太久", "the regular expression takes too long");
    return Value(found);
}

Value regex_replace(Machine& m, const std::string& input, const std::string& pattern,
                    const std::string& replacement, const std::string& flags) {
    Matching r;
    if (!r.start(m, input, pattern, flags)) return {};
    const std::int32_t groups = r.matcher->groupCount();
    std::optional<std::vector<Piece>> pieces;
    if (flags.find('q') != std::string::npos)
        pieces = std::vector<Piece>{{replacement}};
    else
        pieces = parse_replacement(replacement, groups);
    if (!pieces) return m.null("替换文本写法不对", "the replacement is malformed");
    std::string out;
    std::int32_t last = 0;
    while (r.matcher->find(r.status)) {
        const std::int32_t from = r.matcher->start(r.status), to = r.matcher->end(r.status);
        // A pattern that matches nothing at all would match everywhere.
        if (from == to)
            return m.null("正则表达式能匹配空文本", "the pattern matches the empty string");
        out += r.part(last, from);
        for (const auto& piece : *pieces) {
            if (piece.group < 0)
                out += piece.text;
            else if (piece.group <= groups)
                out += r.group(piece.group);
        }
        m.check_length(out.size());
        last = to;
    }
    if (U_FAILURE(r.status))
        return m.null("正则表达式运算太久", "the regular expression takes too long");
    return Value(out + r.part(last, r.input.length()));
}

Value regex_split(Machine& m, const std::string& input, const std::string& pattern) {
    Matching r;
    if (!r.start(m, input, pattern, "")) return {};
    std::vector<Value> items;
    std::int32_t last = 0;
    while (r.matcher->find(r.status)) {
        const std::int32_t from = r.matcher->start(r.status), to = r.matcher->end(r.status);
        if (from == to)
            return m.null("分隔符能匹配空文本", "the delimiter matches the empty string");
        m.spend(1);
        items.push_back(Value(r.part(last, from)));
        last = to;
    }
    if (U_FAILURE(r.status))
        return m.null("正则表达式运算太久", "the regular expression takes too long");
    items.push_back(Value(r.part(last, r.input.length())));
    return items;
}

}  // namespace linli::decision
