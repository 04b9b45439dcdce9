#include "base/money.hpp"

#include <limits>

#include "base/refusal.hpp"

namespace linli {

namespace {

std::int64_t add(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    const bool fits = !__builtin_add_overflow(a, b, &sum);
    LINLI_CHECK(fits);
    return sum;
}

std::int64_t subtract(std::int64_t a, std::int64_t b) {
    std::int64_t difference = 0;
    const bool fits = !__builtin_sub_overflow(a, b, &difference);
    LINLI_CHECK(fits);
    return difference;
}

Refusal malformed_amount() {
    return {RefusalKind::unprocessable,
            "money.malformed",
            {"金额格式不正确，请写成元，最多两位小数，例如 12.05",
             "The amount is not readable; write yuan with at most two decimals, such as 12.05"}};
}

}  // namespace

Fen operator+(Fen a, Fen b) {
    return {add(a.value, b.value)};
}
Fen operator-(Fen a, Fen b) {
    return {subtract(a.value, b.value)};
}
Minutes operator+(Minutes a, Minutes b) {
    return {add(a.value, b.value)};
}
Minutes operator-(Minutes a, Minutes b) {
    return {subtract(a.value, b.value)};
}

std::string to_yuan(Fen amount) {
    // Through unsigned, so that the most negative amount has a magnitude too.
    const std::uint64_t magnitude = amount.value < 0 ? 0 - static_cast<std::uint64_t>(amount.value)
                                                     : static_cast<std::uint64_t>(amount.value);
    const std::string cents = std::to_string(magnitude % 100);
    return (amount.value < 0 ? "-" : "") + std::to_string(magnitude / 100) + "." +
           (cents.size() < 2 ? "0" : "") + cents;
}

Fen fen_from_yuan(std::string_view yuan) {
    const bool negative = !yuan.empty() && yuan.front() == '-';
    if (negative) yuan.remove_prefix(1);
    const std::size_t point = yuan.find('.');
    const std::string_view whole = yuan.substr(0, point);
    std::string_view decimals;
    if (point != std::string_view::npos) {
        decimals = yuan.substr(point + 1);
        if (decimals.empty()) throw malformed_amount();
    }
    if (whole.empty() || decimals.size() > 2) throw malformed_amount();
    std::int64_t fen = 0;
    const auto append = [&](char digit) {
        if (digit < '0' || digit > '9') throw malformed_amount();
        // Counted downwards, because the most negative amount has no positive counterpart.
        if (__builtin_mul_overflow(fen, std::int64_t{10}, &fen) ||
            __builtin_sub_overflow(fen, std::int64_t{digit - '0'}, &fen)) {
            throw malformed_amount();
        }
    };
    for (const char digit : whole)
        append(digit);
    for (const char digit : decimals)
        append(digit);
    for (std::size_t i = decimals.size(); i < 2; ++i)
        append('0');
    if (!negative && fen == std::numeric_limits<std::int64_t>::min()) throw malformed_amount();
    return {negative ? fen : -fen};
}

}  // namespace linli
