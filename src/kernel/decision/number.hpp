// FEEL numbers: IEEE 754-2008 decimal128, 34 digits, rounding half to even (DMN 1.5, 10.3.2.3.1).
// A value is 16 bytes, never allocates, and is always finite: what overflows or is undefined has no
// value.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace linli::decision {

enum class Rounding : std::uint8_t { half_even, floor, ceiling, down, up, half_up, half_down };

class Number {
  public:
    Number() = default;
    Number(std::int64_t n);  // NOLINT: whole numbers are numbers

    // Digits, an optional point, an optional exponent; nothing else around it. None beyond
    // decimal128.
    static std::optional<Number> parse(std::string_view text);
    // The shortest decimal text of a binary number; none for infinities and NaN.
    static std::optional<Number> from_double(double value);

    // Plain notation without superfluous zeros ("1200", "0.05"), scientific beyond 40 digits.
    std::string text() const;
    double to_double() const;
    // The value as a whole number; none when it has a fraction or does not fit.
    std::optional<std::int64_t> to_int() const;
    // The same for counters, ages and amounts, at once; none may also be a whole number.
    std::optional<std::int64_t> small_whole() const {
        if (high_ != exponent_zero || low_ >= fast_max) return std::nullopt;
        return static_cast<std::int64_t>(low_);
    }
    // The whole part as far as it fits into 64 bits.
    std::optional<std::int64_t> truncated() const;

    bool is_zero() const;
    bool is_negative() const;
    bool is_whole() const;
    Number negated() const;
    Number absolute() const;

    // To `scale` digits after the point (negative: before it).
    std::optional<Number> rounded(int scale, Rounding mode) const;

    friend std::optional<Number> add(Number a, Number b);
    friend std::optional<Number> subtract(Number a, Number b);
    friend std::optional<Number> multiply(Number a, Number b);
    friend std::optional<Number> divide(Number a, Number b);  // none for a zero divisor
    friend std::optional<Number> power(Number a, Number b);
    // a - b * floor(a / b), which has the sign of the divisor.
    friend std::optional<Number> modulo(Number a, Number b);
    friend std::optional<Number> square_root(Number a);
    friend std::optional<Number> exponential(Number a);
    friend std::optional<Number> natural_logarithm(Number a);
    // -1, 0 or 1.
    friend int compare(Number a, Number b);

  private:
    static constexpr std::uint64_t exponent_zero = 0x3040'0000'0000'0000;  // positive
    static constexpr std::uint64_t fast_max = std::uint64_t{1} << 62;
    Number(std::uint64_t low, std::uint64_t high) : low_(low), high_(high) {}
    friend struct NumberAccess;
    // Both are whole, not negative and small: counters, ages and amounts need no decimal library.
    static bool small(Number a, Number b) {
        return a.high_ == exponent_zero && b.high_ == exponent_zero && (a.low_ | b.low_) < fast_max;
    }
    // Binary integer decimal encoding: sign, exponent and coefficient.
    std::uint64_t low_ = 0;
    std::uint64_t high_ = exponent_zero;
};

// The same for all numbers, without the short way for small ones.
std::optional<Number> add_any(Number a, Number b);
std::optional<Number> subtract_any(Number a, Number b);
std::optional<Number> multiply_any(Number a, Number b);
int compare_any(Number a, Number b);

inline Number::Number(std::int64_t n) {
    low_ = n < 0 ? ~static_cast<std::uint64_t>(n) + 1 : static_cast<std::uint64_t>(n);
    if (n < 0) high_ |= std::uint64_t{1} << 63;
}
inline std::optional<Number> add(Number a, Number b) {
    if (Number::small(a, b)) return Number(a.low_ + b.low_, Number::exponent_zero);
    return add_any(a, b);
}
inline std::optional<Number> subtract(Number a, Number b) {
    if (Number::small(a, b) && a.low_ >= b.low_)
        return Number(a.low_ - b.low_, Number::exponent_zero);
    return subtract_any(a, b);
}
inline std::optional<Number> multiply(Number a, Number b) {
    if (Number::small(a, b) && (a.low_ | b.low_) >> 31 == 0)
        return Number(a.low_ * b.low_, Number::exponent_zero);
    return multiply_any(a, b);
}
inline int compare(Number a, Number b) {
    if (Number::small(a, b)) return a.low_ < b.low_ ? -1 : a.low_ > b.low_ ? 1 : 0;
    return compare_any(a, b);
}
std::optional<Number> divide(Number a, Number b);
std::optional<Number> power(Number a, Number b);
std::optional<Number> modulo(Number a, Number b);
std::optional<Number> square_root(Number a);
std::optional<Number> exponential(Number a);
std::optional<Number> natural_logarithm(Number a);

}  // namespace linli::decision
