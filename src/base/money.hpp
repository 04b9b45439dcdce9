// Amounts are whole fen, durations of service whole minutes; both int64, never floating point.
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace linli {

struct Fen {
    std::int64_t value = 0;
    auto operator<=>(const Fen&) const = default;
};
struct Minutes {
    std::int64_t value = 0;
    auto operator<=>(const Minutes&) const = default;
};

// Overflow is a broken invariant and stops the unit of work (see refusal.hpp).
Fen operator+(Fen a, Fen b);
Fen operator-(Fen a, Fen b);
Minutes operator+(Minutes a, Minutes b);
Minutes operator-(Minutes a, Minutes b);

std::string to_yuan(Fen amount);           // "-12.05"
Fen fen_from_yuan(std::string_view yuan);  // at most two decimals; throws Refusal `money.malformed`

}  // namespace linli
