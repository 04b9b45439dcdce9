#include "base/text_runs.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "base/text.hpp"

namespace linli::detail {

std::int32_t take_code_point(std::string_view& text) {
    const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 8));
    std::int32_t at = 0;
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, length, c);
    text.remove_prefix(static_cast<std::size_t>(at));
    return c;
}

std::string to_utf8(std::u32string_view characters) {
    std::string out;
    for (const char32_t c : characters) {
        char bytes[U8_MAX_LENGTH];
        std::int32_t length = 0;
        U8_APPEND_UNSAFE(bytes, length, static_cast<std::uint32_t>(c));
        out.append(bytes, static_cast<std::size_t>(length));
    }
    return out;
}

void each_run(std::string_view text,
              const std::function<void(bool is_cjk, std::u32string_view)>& run) {
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

}  // namespace linli::detail
