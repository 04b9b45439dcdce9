#include "kernel/decision/lexer.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace linli::decision {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Bytes of a white space of Unicode at the front, 0 if there is none.
std::size_t space_length(std::string_view t) {
    if (t.empty()) return 0;
    const auto c = static_cast<unsigned char>(t[0]);
    if ((c >= 0x09 && c <= 0x0D) || c == 0x20) return 1;
    if (t.starts_with("\xC2\x85") || t.starts_with("\xC2\xA0")) return 2;
    if (t.size() < 3) return 0;
    const auto d = static_cast<unsigned char>(t[1]), e = static_cast<unsigned char>(t[2]);
    if (c == 0xE1 && d == 0x9A && e == 0x80) return 3;  // U+1680
    if (c == 0xE2 && d == 0x80 && (e <= 0x8B || e == 0xA8 || e == 0xA9 || e == 0xAF)) return 3;
    if (c == 0xE2 && d == 0x81 && e == 0x9F) return 3;  // U+205F
    if (c == 0xE3 && d == 0x80 && e == 0x80) return 3;  // U+3000
    if (c == 0xEF && d == 0xBB && e == 0xBF) return 3;  // U+FEFF
    return 0;
}

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

void put_utf8(std::string& out, std::uint32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}

    std::vector<Token> run() {
        std::vector<Token> tokens;
        tokens.reserve(text_.size() / 4 + 8);
        for (skip_blanks(); at_ < text_.size(); skip_blanks())
            tokens.push_back(next());
        tokens.push_back({Token::Form::end, "", position()});
        return tokens;
    }

  private:
    std::uint32_t position() const { return static_cast<std::uint32_t>(at_); }
    std::string_view rest() const { return text_.substr(at_); }
    [[noreturn]] void fail(std::string zh, std::string en) const {
        throw SyntaxError{position(), {std::move(zh), std::move(en)}};
    }

    void skip_blanks() {
        while (at_ < text_.size()) {
            if (const auto n = space_length(rest())) {
                at_ += n;
            } else if (rest().starts_with("//")) {
                while (at_ < text_.size() && text_[at_] != '\n')
                    ++at_;
            } else if (rest().starts_with("/*")) {
                const auto end = text_.find("*/", at_ + 2);
                if (end == std::string_view::npos)
                    fail("注释没有以 */ 结束", "a comment is not closed with */");
                at_ = end + 2;
            } else {
                return;
            }
        }
    }

    Token next() {
        const std::uint32_t start = position();
        const char c = text_[at_];
        if (c == '"') return {Token::Form::string, string(), start};
        if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]) &&
                            (at_ == 0 || text_[at_ - 1] != '.')))
            return {Token::Form::number, number(), start};
        if (is_word_byte(c)) {
            while (at_ < text_.size() && is_word_byte(text_[at_]) && !space_length(rest()))
                ++at_;
            return {Token::Form::word, std::string(text_.substr(start, at_ - start)), start};
        }
        static constexpr std::array<std::string_view, 6> pairs{"**", "..", "<=", ">=", "!=", "->"};
        for (const auto pair : pairs) {
            if (rest().starts_with(pair)) {
                at_ += 2;
                return {Token::Form::symbol, std::string(pair), start};
            }
        }
        static constexpr std::string_view singles = "()[]{}<>=+-*/,.:@?'";
        if (singles.find(c) == std::string_view::npos)
            fail(std::string("不认识的字符 ") + c, std::string("unknown character ") + c);
        ++at_;
        return {Token::Form::symbol, std::string(1, c), start};
    }

    std::string number() {
        const std::size_t start = at_;
        while (at_ < text_.size() && is_digit(text_[at_]))
            ++at_;
        if (at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
            ++at_;
            while (at_ < text_.size() && is_digit(text_[at_]))
                ++at_;
        }
        std::size_t e = at_;
        if (e < text_.size() && (text_[e] == 'e' || text_[e] == 'E')) {
            ++e;
            if (e < text_.size() && (text_[e] == '+' || text_[e] == '-')) ++e;
            if (e < text_.size() && is_digit(text_[e])) {
                at_ = e;
                while (at_ < text_.size() && is_digit(text_[at_]))
                    ++at_;
            }
        }
        return std::string(text_.substr(start, at_ - start));
    }

    std::uint32_t hex(std::size_t digits) {
        std::uint32_t code = 0;
        for (std::size_t i = 0; i < digits; ++i, ++at_) {
            const char c = at_ < text_.size() ? text_[at_] : ' ';
            if (is_digit(c))
                code = code * 16 + static_cast<std::uint32_t>(c - '0');
            else if (c >= 'a' && c <= 'f')
                code = code * 16 + static_cast<std::uint32_t>(c - 'a' + 10);
            else if (c >= 'A' && c <= 'F')
                code = code * 16 + static_cast<std::uint32_t>(c - 'A' + 10);
            else
                fail("\\u 后面要有十六进制数字", "hexadecimal digits are missing after \\u");
        }
        if (code > 0x10FFFF) fail("超出 Unicode 的字符", "a character beyond Unicode");
        return code;
    }

    // After the backslash; false when it is none of the language, and the backslash stays.
    bool escape(std::string& out) {
        const char c = at_ < text_.size() ? text_[at_] : '\0';
        static constexpr std::string_view names = "ntr\"'\\", values = "\n\t\r\"'\\";
        if (const auto i = names.find(c); i != std::string_view::npos && c != '\0') {
            out += values[i];
            ++at_;
            return true;
        }
        if (c != 'u' && c != 'U') return false;
        ++at_;
        std::uint32_t code = hex(c == 'u' ? 4 : 6);
        if (code >= 0xD800 && code < 0xDC00 && rest().starts_with("\\u")) {
            at_ += 2;
            const std::uint32_t low = hex(4);
            if (low < 0xDC00 || low > 0xDFFF) fail("代理对不完整", "half of a surrogate pair");
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
        if (code >= 0xD800 && code <= 0xDFFF) fail("代理对不完整", "half of a surrogate pair");
        put_utf8(out, code);
        return true;
    }

    std::string string() {
        std::string out;
        for (++at_; at_ < text_.size();) {
            const char c = text_[at_++];
            if (c == '"') return out;
            if (c != '\\')
                out += c;
            else if (!escape(out))
                out += '\\';
        }
        fail("文本没有以引号结束", "a string is not closed with a quote");
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text) {
    if (text.size() > expression_bytes_max)
        throw SyntaxError{0, {"表达式太长", "the expression is too long"}};
    return Lexer(text).run();
}

std::string name_key(std::string_view name) {
    if (std::all_of(name.begin(), name.end(), is_letter) && !name.empty()) return std::string(name);
    std::string key;
    try {
        for (const auto& token : tokenize(name))
            if (token.form != Token::Form::end) key += (key.empty() ? "" : " ") + token.text;
    } catch (const SyntaxError&) {
        return std::string(name);
    }
    return key;
}

std::string tidy_name(std::string_view name) {
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        if (const auto n = space_length(name.substr(at))) {
            at += n;
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else {
            out += name[at++];
        }
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace linli::decision
