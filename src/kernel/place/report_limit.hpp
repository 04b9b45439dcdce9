// How often one address may report a problem: it counts as a complaint at once, so it must not be
// cheap to do a hundred times. Kept in memory only; no address is ever stored.
#pragma once
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"

namespace linli::place {

class ReportLimit {
  public:
    static constexpr std::size_t per_hour_max = 5;
    static constexpr std::size_t addresses_max = 10'000;

    // Throws Refusal 429 `place.too_many_reports` when this address has used up its hour.
    void take(const std::string& address, Instant now);

  private:
    std::mutex mutex_;
    std::unordered_map<std::string, std::vector<Instant>> taken_;
};

}  // namespace linli::place
