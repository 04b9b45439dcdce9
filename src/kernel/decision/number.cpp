#include "kernel/decision/number.hpp"

#include <charconv>
#include <cmath>
#include <cstring>

// The package's default variant: arguments by value, no hidden global state.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include <bid_conf.h>
#include <bid_functions.h>
#pragma GCC diagnostic pop

namespace linli::decision {

namespace {
constexpr unsigned mode_even = BID_ROUNDING_TO_NEAREST;
}  // namespace

struct NumberAccess {
    static BID_UINT128 raw(Number n) {
        BID_UINT128 r;
        r.w[0] = n.low_;
        r.w[1] = n.high_;
        return r;
    }
    static std::optional<Number> finite(BID_UINT128 r) {
        if (bid128_isNaN(r) || bid128_isInf(r)) return std::nullopt;
        // There is one zero and it has no sign.
        if (bid128_isZero(r)) return Number();
        return Number(r.w[0], r.w[1]);
    }
    static Number with_sign(Number n, bool negative) {
        constexpr std::uint64_t sign = std::uint64_t{1} << 63;
        return Number(n.low_, negative ? n.high_ | sign : n.high_ & ~sign);
    }
    static bool sign(Number n) { return (n.high_ >> 63) != 0; }
};
using A = NumberAccess;

std::optional<Number> Number::parse(std::string_view text) {
    if (text.empty() || text.size() > 6200) return std::nullopt;
    if (text.size() <= 18) {
        std::int64_t n = 0;
        const auto end = text.data() + text.size();
        if (text[0] != '-' && std::from_chars(text.data(), end, n).ptr == end) return Number(n);
    }
    bool digits = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            digits = true;
        } else if (c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
            return std::nullopt;
        }
    }
    if (!digits) return std::nullopt;
    std::string copy(text);
    unsigned flags = 0;
    return A::finite(bid128_from_string(copy.data(), mode_even, &flags));
}

std::optional<Number> Number::from_double(double value) {
    if (!std::isfinite(value)) return std::nullopt;
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return parse(std::string_view(buffer, static_cast<std::size_t>(end - buffer)));
}

std::string Number::text() const {
    if (high_ == exponent_zero && low_ < fast_max) return std::to_string(low_);
    char buffer[64];
    unsigned flags = 0;
    bid128_to_string(buffer, A::raw(*this), &flags);
    // "+12345E-2": sign, coefficient, exponent.
    const char* e = std::strchr(buffer, 'E');
    std::string digits(buffer + 1, static_cast<std::size_t>(e - buffer - 1));
    int exponent = std::atoi(e + 1);
    while (digits.size() > 1 && digits.back() == '0') {
        digits.pop_back();
        ++exponent;
    }
    std::string out = buffer[0] == '-' ? "-" : "";
    const int length = static_cast<int>(digits.size());
    if (exponent >= 0) {
        if (length + exponent > 40) return out + digits + "E+" + std::to_string(exponent);
        return out + digits + std::string(static_cast<std::size_t>(exponent), '0');
    }
    if (-exponent > 40 + length) return out + digits + "E" + std::to_string(exponent);
    if (length + exponent <= 0)
        return out + "0." + std::string(static_cast<std::size_t>(-exponent - length), '0') + digits;
    digits.insert(static_cast<std::size_t>(length + exponent), ".");
    return out + digits;
}

double Number::to_double() const {
    return std::strtod(text().c_str(), nullptr);
}

std::optional<std::int64_t> Number::to_int() const {
    if (high_ == exponent_zero && low_ < fast_max) return static_cast<std::int64_t>(low_);
    if (!is_whole()) return std::nullopt;
    return truncated();
}

std::optional<std::int64_t> Number::truncated() const {
    if (high_ == exponent_zero && low_ < fast_max) return static_cast<std::int64_t>(low_);
    unsigned flags = 0;
    const auto n = bid128_to_int64_int(A::raw(*this), &flags);
    if (flags & BID_INVALID_EXCEPTION) return std::nullopt;
    return n;
}

bool Number::is_zero() const {
    return bid128_isZero(A::raw(*this)) != 0;
}
bool Number::is_negative() const {
    return A::sign(*this) && !is_zero();
}
bool Number::is_whole() const {
    if (high_ == exponent_zero) return true;
    unsigned flags = 0;
    const auto r = A::raw(*this);
    return bid128_quiet_equal(bid128_round_integral_zero(r, &flags), r, &flags) != 0;
}
Number Number::negated() const {
    return is_zero() ? *this : A::with_sign(*this, !A::sign(*this));
}
Number Number::absolute() const {
    return A::with_sign(*this, false);
}

std::optional<Number> Number::rounded(int scale, Rounding mode) const {
    if (scale > 6176 || scale < -6111) return std::nullopt;
    unsigned flags = 0;
    const auto r = A::raw(*this);
    const bool negative = A::sign(*this);
    unsigned how = mode_even;
    switch (mode) {
        case Rounding::half_even:
            how = BID_ROUNDING_TO_NEAREST;
            break;
        case Rounding::floor:
            how = BID_ROUNDING_DOWN;
            break;
        case Rounding::ceiling:
            how = BID_ROUNDING_UP;
            break;
        case Rounding::down:
            how = BID_ROUNDING_TO_ZERO;
            break;
        case Rounding::up:
            how = negative ? BID_ROUNDING_DOWN : BID_ROUNDING_UP;
            break;
        case Rounding::half_up:
            how = BID_ROUNDING_TIES_AWAY;
            break;
        case Rounding::half_down:
            how = BID_ROUNDING_TO_ZERO;
            break;
    }
    const auto unit = bid128_scalbn(A::raw(Number(1)), -scale, mode_even, &flags);
    if (mode == Rounding::half_down) {
        // Towards zero, then one unit further when more than half of it was cut off.
        const auto cut = A::finite(bid128_quantize(r, unit, BID_ROUNDING_TO_ZERO, &flags));
        if (!cut) return *this;
        const auto rest = subtract(*this, *cut);
        const auto one = A::finite(unit);
        const auto twice = rest ? add(rest->absolute(), rest->absolute()) : std::nullopt;
        if (!one || !twice || compare(*twice, *one) <= 0) return cut;
        return add(*cut, negative ? one->negated() : *one);
    }
    const auto result = bid128_quantize(r, unit, how, &flags);
    // Too many digits for that scale: the number is exact at the scale already.
    if (bid128_isNaN(result)) return *this;
    return A::finite(result);
}

std::optional<Number> add_any(Number a, Number b) {
    unsigned flags = 0;
    return A::finite(bid128_add(A::raw(a), A::raw(b), mode_even, &flags));
}
std::optional<Number> subtract_any(Number a, Number b) {
    unsigned flags = 0;
    return A::finite(bid128_sub(A::raw(a), A::raw(b), mode_even, &flags));
}
std::optional<Number> multiply_any(Number a, Number b) {
    unsigned flags = 0;
    return A::finite(bid128_mul(A::raw(a), A::raw(b), mode_even, &flags));
}
std::optional<Number> divide(Number a, Number b) {
    if (b.is_zero()) return std::nullopt;
    unsigned flags = 0;
    return A::finite(bid128_div(A::raw(a), A::raw(b), mode_even, &flags));
}

std::optional<Number> power(Number a, Number b) {
    unsigned flags = 0;
    // Whole powers by squaring are exact as long as 34 digits hold them.
    if (const auto n = b.to_int(); n && *n >= 0 && *n <= 9999) {
        Number result(1), base = a;
        for (std::int64_t e = *n; e > 0; e >>= 1) {
            if (e & 1) {
                const auto next = multiply(result, base);
                if (!next) return std::nullopt;
                result = *next;
            }
            if (e > 1) {
                const auto next = multiply(base, base);
                if (!next) return std::nullopt;
                base = *next;
            }
        }
        return result;
    }
    return A::finite(bid128_pow(A::raw(a), A::raw(b), mode_even, &flags));
}

std::optional<Number> modulo(Number a, Number b) {
    if (b.is_zero()) return std::nullopt;
    unsigned flags = 0;
    // The exact remainder has the sign of the dividend; the floor's has that of the divisor.
    const auto r = A::finite(bid128_fmod(A::raw(a), A::raw(b), &flags));
    if (!r || r->is_zero() || r->is_negative() == b.is_negative()) return r;
    return add(*r, b);
}

std::optional<Number> square_root(Number a) {
    unsigned flags = 0;
    return A::finite(bid128_sqrt(A::raw(a), mode_even, &flags));
}
std::optional<Number> exponential(Number a) {
    unsigned flags = 0;
    return A::finite(bid128_exp(A::raw(a), mode_even, &flags));
}
std::optional<Number> natural_logarithm(Number a) {
    unsigned flags = 0;
    return A::finite(bid128_log(A::raw(a), mode_even, &flags));
}

int compare_any(Number a, Number b) {
    unsigned flags = 0;
    const auto x = A::raw(a), y = A::raw(b);
    if (bid128_quiet_less(x, y, &flags)) return -1;
    return bid128_quiet_equal(x, y, &flags) ? 0 : 1;
}

}  // namespace linli::decision
