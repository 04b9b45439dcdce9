#include "demo/random.hpp"

#include "base/refusal.hpp"

namespace linli::demo {

namespace {
std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}
}  // namespace

Random::Random(std::uint64_t seed, std::string_view stream) : state_(mix(seed)) {
    for (const char c : stream)
        state_ = mix(state_ ^ static_cast<unsigned char>(c));
}

std::uint64_t Random::next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    return mix(state_);
}

std::uint64_t Random::below(std::uint64_t bound) {
    LINLI_CHECK(bound > 0);
    // The bias of the remainder is below 2^-40 for the small bounds used here.
    return next() % bound;
}

int Random::between(int low, int high) {
    LINLI_CHECK(low <= high);
    return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low) + 1));
}

double Random::unit() {
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

}  // namespace linli::demo
