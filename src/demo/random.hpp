// Pseudo-random numbers that are the same on every machine and with every standard library (the
// distributions of <random> are not). For content of the demonstration only, never for secrets.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace linli::demo {

// SplitMix64 (Steele, Lea and Flood 2014).
class Random {
  public:
    // Streams of one seed with different names are independent, so that adding a draw to one part
    // of the city changes nothing in the others.
    explicit Random(std::uint64_t seed, std::string_view stream = {});

    std::uint64_t next();
    // 0 <= result < bound; bound > 0.
    std::uint64_t below(std::uint64_t bound);
    // low <= result <= high.
    int between(int low, int high);
    // 0 <= result < 1.
    double unit();
    bool chance(double probability) { return unit() < probability; }
    template <class Container>
    const auto& pick(const Container& items) {
        return items[below(std::size(items))];
    }

  private:
    std::uint64_t state_;
};

}  // namespace linli::demo
