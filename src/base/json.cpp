#include "base/json.hpp"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>

namespace linli {

namespace {

constexpr std::size_t number_length_max = 64;
constexpr std::size_t key_length_max = 1024;

enum class Wrong : std::uint8_t {
    nothing,
    duplicate_key,
    long_number,
    long_key,
    zero_byte,
    values
};

// Builds the value while it guards what the parser itself does not. Keys of the open objects lie
// one after the other in an arena; duplicates are found by sorting at the end of each object, so
// that no choice of keys makes it slower than n log n.
class GuardedHandler {
  public:
    static constexpr std::size_t max_object_size = 4096;
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();

    explicit GuardedHandler(std::size_t values_max) : values_left_(values_max) {}

    Wrong wrong = Wrong::nothing;
    std::string duplicate;
    json::value release() { return stack_.release(); }

    using error_code = json::error_code;
    using text = json::string_view;

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code& ec) {
        objects_.push_back(keys_.size());
        return count(ec);
    }
    bool on_object_end(std::size_t n, error_code& ec) {
        if (!keys_differ(objects_.back())) return refuse(Wrong::duplicate_key, ec);
        close_object();
        stack_.push_object(n);
        return true;
    }
    bool on_array_begin(error_code& ec) { return count(ec); }
    bool on_array_end(std::size_t n, error_code&) {
        stack_.push_array(n);
        return true;
    }
    bool on_key_part(text s, std::size_t n, error_code& ec) {
        return key_part(s, n, ec) && (stack_.push_chars(s), true);
    }
    bool on_key(text s, std::size_t n, error_code& ec) {
        if (!key_part(s, n, ec)) return false;
        keys_.push_back({arena_.size() - n, n});
        stack_.push_key(s);
        return true;
    }
    bool on_string_part(text s, std::size_t, error_code& ec) {
        return no_zero(s, ec) && (stack_.push_chars(s), true);
    }
    bool on_string(text s, std::size_t, error_code& ec) {
        return count(ec) && no_zero(s, ec) && (stack_.push_string(s), true);
    }
    bool on_number_part(text s, error_code& ec) {
        if (number_.size() + s.size() > number_length_max) return refuse(Wrong::long_number, ec);
        number_.append(s.data(), s.size());
        return true;
    }
    bool on_int64(std::int64_t i, text s, error_code& ec) {
        return number(s, ec) && (stack_.push_int64(i), true);
    }
    bool on_uint64(std::uint64_t u, text s, error_code& ec) {
        return number(s, ec) && (stack_.push_uint64(u), true);
    }
    bool on_double(double d, text s, error_code& ec) {
        if (!std::isfinite(d)) return refuse(Wrong::long_number, ec);
        // Boost.JSON 1.81 is up to one unit in the last place off; documents must go out as they
        // came in.
        double exact = d;
        number_.append(s.data(), std::min(s.size(), number_length_max));
        const auto read = std::from_chars(number_.data(), number_.data() + number_.size(), exact);
        if (read.ec == std::errc{} && read.ptr == number_.data() + number_.size()) d = exact;
        number_.resize(number_.size() - std::min(s.size(), number_length_max));
        return number(s, ec) && (stack_.push_double(d), true);
    }
    bool on_bool(bool b, error_code& ec) { return count(ec) && (stack_.push_bool(b), true); }
    bool on_null(error_code& ec) { return count(ec) && (stack_.push_null(), true); }
    bool on_comment_part(text, error_code&) { return true; }
    bool on_comment(text, error_code&) { return true; }

  private:
    std::string number_;  // the parts of a number that is cut between two pieces of text
    struct Key {
        std::size_t at;
        std::size_t length;
    };

    bool refuse(Wrong what, error_code& ec) {
        wrong = what;
        ec = make_error_code(json::error::syntax);
        return false;
    }
    bool count(error_code& ec) {
        if (values_left_ == 0) return refuse(Wrong::values, ec);
        --values_left_;
        return true;
    }
    bool number(text s, error_code& ec) {
        const std::size_t length = number_.size() + s.size();
        number_.clear();
        if (length > number_length_max) return refuse(Wrong::long_number, ec);
        return count(ec);
    }
    // PostgreSQL cannot store U+0000 in a text, so it stops here for both databases.
    bool no_zero(text s, error_code& ec) {
        return s.find('\0') == text::npos || refuse(Wrong::zero_byte, ec);
    }
    bool key_part(text s, std::size_t n, error_code& ec) {
        if (n > key_length_max) return refuse(Wrong::long_key, ec);
        arena_.append(s.data(), s.size());
        return no_zero(s, ec);
    }
    std::string_view key_text(Key key) const {
        return std::string_view(arena_).substr(key.at, key.length);
    }
    bool keys_differ(std::size_t from) {
        const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(from);
        // The first of the object's keys marks where its part of the arena starts.
        if (begin != keys_.end()) arena_end_ = begin->at;
        std::sort(begin, keys_.end(), [this](Key a, Key b) { return key_text(a) < key_text(b); });
        const auto twice = std::adjacent_find(
            begin, keys_.end(), [this](Key a, Key b) { return key_text(a) == key_text(b); });
        if (twice == keys_.end()) return true;
        duplicate = key_text(*twice);
        return false;
    }
    void close_object() {
        if (keys_.size() > objects_.back()) {
            keys_.resize(objects_.back());
            arena_.resize(arena_end_);
        }
        objects_.pop_back();
    }

    json::value_stack stack_;
    std::size_t values_left_;
    std::string arena_;
    std::size_t arena_end_ = 0;
    std::vector<Key> keys_;
    std::vector<std::size_t> objects_;  // for each open object: its first key in keys_
};

Refusal too_large(std::size_t bytes_max) {
    return {
        RefusalKind::too_large,
        "json.too_large",
        {fmt::format("内容太大，最多 {} 字节；请分几次提交", bytes_max),
         fmt::format("The content is too large, at most {} bytes; send it in parts", bytes_max)}};
}

struct Position {
    std::size_t line = 1;
    std::size_t column = 1;
};

Position position_of(std::string_view text, std::size_t offset) {
    Position at;
    for (const char c : text.substr(0, offset)) {
        if (c == '\n') {
            ++at.line;
            at.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++at.column;  // characters, not bytes
        }
    }
    return at;
}

Refusal malformed(Position at, const std::string& zh, const std::string& en) {
    return {RefusalKind::malformed,
            "json.malformed",
            {fmt::format("第 {} 行第 {} 列不是正确的 JSON：{}", at.line, at.column, zh),
             fmt::format("Line {}, column {} is not proper JSON: {}", at.line, at.column, en)}};
}

Refusal refusal_of(const GuardedHandler& handler, const json::error_code& ec, Position at,
                   JsonBounds bounds) {
    switch (handler.wrong) {
        case Wrong::duplicate_key:
            return {
                RefusalKind::malformed,
                "json.duplicate_key",
                {fmt::format("第 {} 行附近的对象里，字段“{}”出现了两次，请只保留一个", at.line,
                             handler.duplicate),
                 fmt::format("The member \"{}\" appears twice in the object near line {}; keep one",
                             handler.duplicate, at.line)}};
        case Wrong::values:
            return too_large(bounds.bytes_max);
        case Wrong::long_number:
            return malformed(at, "数字太长或太大", "a number is too long or too big");
        case Wrong::long_key:
            return malformed(at, "字段名太长", "a member name is too long");
        case Wrong::zero_byte:
            return malformed(at, "文字里不能有空字符 U+0000", "a text must not contain U+0000");
        case Wrong::nothing:
            break;
    }
    if (ec == json::error::too_deep) {
        return {
            RefusalKind::malformed,
            "json.too_deep",
            {fmt::format("内容嵌套太深，最多 {} 层", bounds.depth_max),
             fmt::format("The content is nested too deep, at most {} levels", bounds.depth_max)}};
    }
    if (ec == json::error::object_too_large) return too_large(bounds.bytes_max);
    if (ec == json::error::extra_data) {
        return malformed(at, "后面还有多余的内容", "there is more text after the value");
    }
    if (ec == json::error::incomplete) {
        return malformed(at, "内容不完整", "the text ends too early");
    }
    return malformed(at, "请检查引号、逗号、括号和 UTF-8 编码",
                     "check quotes, commas, brackets and the UTF-8 encoding");
}

}  // namespace

json::value parse_json(std::string_view text, JsonBounds bounds) {
    if (text.size() > bounds.bytes_max) throw too_large(bounds.bytes_max);
    json::parse_options options;
    options.max_depth = std::min(bounds.depth_max, JsonBounds::depth_limit);
    // 24 bytes a value: eight bytes of text for each keeps memory near three times the text.
    const std::size_t values_max = std::max<std::size_t>(bounds.bytes_max / 8, 1024);
    json::basic_parser<GuardedHandler> parser(options, values_max);
    json::error_code ec;
    // In pieces, so that the guards see an endless number or text long before its end.
    constexpr std::size_t piece_max = 64 << 10;
    std::size_t consumed = 0;
    do {
        const std::size_t piece = std::min(piece_max, text.size() - consumed);
        const bool more = consumed + piece < text.size();
        const std::size_t taken = parser.write_some(more, text.data() + consumed, piece, ec);
        consumed += taken;
        if (!ec && taken < piece) ec = make_error_code(json::error::extra_data);
    } while (!ec && consumed < text.size());
    if (ec) throw refusal_of(parser.handler(), ec, position_of(text, consumed), bounds);
    return parser.handler().release();
}

}  // namespace linli
