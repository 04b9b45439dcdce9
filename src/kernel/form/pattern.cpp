#include "kernel/form/pattern.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace linli::form {

namespace {

constexpr std::int32_t time_steps_max = 500;  // ICU's unit: some 10,000 basic steps
constexpr std::int32_t stack_bytes_max = 1 << 20;
constexpr int repeats_max = 1000;

// What \d, \w, \s and "." mean in JavaScript; ICU's own take all digits and letters of Unicode.
constexpr std::string_view digits = "0-9", letters = "A-Za-z0-9_",
                           blanks =
                               "\\t\\n\\x0b\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029"
                               "\\u202f\\u205f\\u3000\\ufeff",
                           any = "[^\\n\\r\\u2028\\u2029]";

bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

// Writes the same pattern for ICU; every literal as \x{..}, so that nothing has a second meaning.
class Translation {
  public:
    explicit Translation(std::string_view text) {
        const auto u = icu::UnicodeString::fromUTF8(
            icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
        for (std::int32_t i = 0; i < u.length(); i = u.moveIndex32(i, 1))
            in_.push_back(static_cast<char32_t>(u.char32At(i)));
    }
    std::optional<std::string> run() {
        while (good_ && at_ < in_.size())
            step();
        if (!good_ || depth_ != 0) return std::nullopt;
        return out_;
    }

  private:
    void step() {
        const char32_t c = in_[at_++];
        switch (c) {
            case '^':
                out_ += '^';
                may_repeat_ = false;
                return;
            case '$':  // only at the very end
                out_ += "\\z";
                may_repeat_ = false;
                return;
            case '|':
                out_ += '|';
                may_repeat_ = false;
                return;
            case '(':
                return open();
            case ')':
                good_ = depth_-- > 0;
                out_ += ')';
                may_repeat_ = good_;
                return;
            case '.':
                out_ += any;
                may_repeat_ = true;
                return;
            case '[':
                out_ += in_class();
                may_repeat_ = true;
                return;
            case '\\':
                out_ += escaped(false);
                may_repeat_ = true;
                return;
            case '*':
            case '+':
            case '?':
            case '{':
                return repeat(c);
            case ']':
            case '}':
                good_ = false;
                return;
            default:
                out_ += literal(c);
                may_repeat_ = true;
        }
    }
    void open() {
        ++depth_;
        may_repeat_ = false;
        if (peek() != U'?') {
            out_ += "(?:";  // what it captured is not asked for
            return;
        }
        const char32_t kind = at_ + 1 < in_.size() ? in_[at_ + 1] : U'\0';
        good_ = kind == ':' || kind == '=' || kind == '!';
        out_ += "(?";
        out_ += static_cast<char>(kind);
        at_ += 2;
    }
    void repeat(char32_t c) {
        if (!may_repeat_) {
            good_ = false;
            return;
        }
        may_repeat_ = false;
        if (c == '{') {
            out_ += counted();
        } else {
            out_ += static_cast<char>(c);
        }
        if (peek() == U'?') {
            out_ += '?';
            ++at_;
        }
    }
    std::string counted() {
        const int low = number();
        int high = low;
        bool open_end = false;
        if (peek() == U',') {
            ++at_;
            open_end = peek() == U'}';
            if (!open_end) high = number();
        }
        good_ = good_ && peek() == U'}' && low <= repeats_max && high <= repeats_max && low <= high;
        ++at_;
        return open_end ? fmt::format("{{{},}}", low) : fmt::format("{{{},{}}}", low, high);
    }
    int number() {
        int n = 0, count = 0;
        while (is_digit(peek()) && count < 5) {
            n = n * 10 + static_cast<int>(in_[at_++] - '0');
            ++count;
        }
        good_ = good_ && count > 0;
        return n;
    }
    char32_t peek() const { return at_ < in_.size() ? in_[at_] : U'\0'; }
    static std::string literal(char32_t c) {
        return fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(c));
    }

    // After a backslash: what it stands for; in a class without the brackets.
    std::string escaped(bool inside) {
        const char32_t c = peek();
        ++at_;
        const auto set = [&](std::string_view members, bool negated) {
            single_ = false;
            if (inside && negated) return fmt::format("[^{}]", members);
            return inside ? std::string(members)
                          : fmt::format("[{}{}]", negated ? "^" : "", members);
        };
        switch (c) {
            case 'd':
            case 'D':
                return set(digits, c == 'D');
            case 'w':
            case 'W':
                return set(letters, c == 'W');
            case 's':
            case 'S':
                return set(blanks, c == 'S');
            case 't':
                return one(9);
            case 'n':
                return one(10);
            case 'r':
                return one(13);
            case 'u':
                return one(hex(4));
            case 'x':
                return one(hex(2));
            default:
                break;
        }
        // Signs stand for themselves; a letter or digit would mean something that is not here.
        const bool sign =
            c != 0 && c < 128 && !is_digit(c) && !((c | 32) >= 'a' && (c | 32) <= 'z');
        good_ = good_ && sign && c != '_';
        return one(c);
    }
    std::string one(char32_t c) {
        single_ = true;
        last_ = c;
        return literal(c);
    }
    char32_t hex(int count) {
        char32_t value = 0;
        for (int i = 0; i < count; ++i) {
            const char32_t c = peek();
            ++at_;
            const char32_t lower = c | 32;
            if (is_digit(c))
                value = value * 16 + (c - '0');
            else if (lower >= 'a' && lower <= 'f')
                value = value * 16 + (lower - 'a' + 10);
            else
                good_ = false;
        }
        good_ = good_ && (value < 0xd800 || value > 0xdfff);
        return value;
    }

    std::string in_class() {
        std::string members;
        bool negated = false;
        if (peek() == U'^') {
            negated = true;
            ++at_;
        }
        if (peek() == U']') good_ = false;  // nothing, or anything at all
        while (good_ && at_ < in_.size() && peek() != U']') {
            std::string from = member();
            if (!single_ || peek() != U'-' || at_ + 1 >= in_.size() || in_[at_ + 1] == U']') {
                members += from;
                continue;
            }
            const char32_t low = last_;
            ++at_;
            const std::string to = member();
            good_ = good_ && single_ && low <= last_;
            members += from + "-" + to;
        }
        good_ = good_ && peek() == U']';
        ++at_;
        return fmt::format("[{}{}]", negated ? "^" : "", members);
    }
    std::string member() {
        const char32_t c = peek();
        ++at_;
        if (c == '\\') return escaped(true);
        good_ = good_ && c != 0 && c <= 0xffff;  // JavaScript takes others for two halves
        return one(c);
    }

    std::vector<char32_t> in_;
    std::size_t at_ = 0;
    std::string out_;
    int depth_ = 0;
    bool good_ = true, may_repeat_ = false, single_ = false;
    char32_t last_ = 0;
};

}  // namespace

std::optional<Pattern> Pattern::compile(std::string_view ecma) {
    if (ecma.empty() || ecma.size() > pattern_bytes_max || !is_utf8(ecma)) return std::nullopt;
    const auto text = Translation(ecma).run();
    if (!text) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    std::shared_ptr<const icu::RegexPattern> compiled(icu::RegexPattern::compile(
        icu::UnicodeString::fromUTF8(*text), UREGEX_UNIX_LINES, where, status));
    if (U_FAILURE(status)) return std::nullopt;
    return Pattern(std::move(compiled));
}

Pattern::Found Pattern::find_in(std::string_view text) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto input = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern_->matcher(input, status));
    if (U_FAILURE(status)) return Found::took_too_long;
    matcher->setTimeLimit(time_steps_max, status);
    matcher->setStackLimit(stack_bytes_max, status);
    const bool found = matcher->find(status) != 0;
    if (U_FAILURE(status)) return Found::took_too_long;
    return found ? Found::yes : Found::no;
}

}  // namespace linli::form
