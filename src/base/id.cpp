#include "base/id.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/refusal.hpp"

namespace linli {

namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t id_length = 13;
constexpr std::int64_t epoch_ms = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
constexpr int sequence_bits = 12;
constexpr int node_bits = 10;

// The value of a character, or -1.
int value_of(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'I' || c == 'L') c = '1';
    if (c == 'O') c = '0';
    const std::size_t at = crockford.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

Refusal malformed_id() {
    return {RefusalKind::unprocessable,
            "id.malformed",
            {"编号格式不正确，应为 13 位字母和数字，请原样复制",
             "The id is not readable; it has 13 letters and digits, please copy it unchanged"}};
}

}  // namespace

std::string id_to_text(std::int64_t value) {
    std::string text(id_length, '0');
    auto rest = static_cast<std::uint64_t>(value);
    for (std::size_t i = id_length; i-- > 0; rest >>= 5)
        text[i] = crockford[rest & 31];
    return text;
}

std::int64_t id_from_text(std::string_view text) {
    if (text.size() != id_length) throw malformed_id();
    std::uint64_t value = 0;
    for (const char c : text) {
        const int digit = value_of(c);
        // 13 characters hold 65 bits; an id has 63.
        if (digit < 0 || value >> 58 != 0) throw malformed_id();
        value = value << 5 | static_cast<std::uint64_t>(digit);
    }
    return static_cast<std::int64_t>(value);
}

IdMaker::IdMaker(const Clock& clock, int node) : clock_(clock), node_(node) {
    LINLI_CHECK(node >= 0 && node < 1 << node_bits);
}

std::int64_t IdMaker::next() {
    const std::int64_t ms = clock_.now().us / 1000 - epoch_ms;
    const std::int64_t by_clock = std::max<std::int64_t>(ms, 0) << sequence_bits;
    std::int64_t last = last_.load(std::memory_order_relaxed);
    std::int64_t made = 0;
    do {
        made = std::max(by_clock, last + 1);
    } while (!last_.compare_exchange_weak(last, made, std::memory_order_relaxed));
    const std::int64_t time = made >> sequence_bits;
    const std::int64_t sequence = made & ((1 << sequence_bits) - 1);
    return time << (node_bits + sequence_bits) | node_ << sequence_bits | sequence;
}

}  // namespace linli
