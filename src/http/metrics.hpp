// Figures of the running server in the text format of Prometheus, at GET /metrics.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "http/http.hpp"

namespace linli::http {

// One per process. Labels are route patterns and status codes, never paths, so their number is
// bounded.
class Metrics {
  public:
    void request(std::string_view route, int status, Micros took);
    std::string text(const store::StoreStats& store) const;

    std::atomic<std::int64_t> connections{0};
    std::atomic<std::int64_t> streams{0};
    std::atomic<std::int64_t> queued{0};
    std::atomic<std::int64_t> refused_busy{0};
    std::atomic<std::int64_t> refused_rate{0};
    std::atomic<std::int64_t> refused_malformed{0};
    std::atomic<std::int64_t> denials_dropped{0};

  private:
    static constexpr std::array<int, 9> bounds_ms{1, 2, 5, 10, 25, 100, 250, 1000, 5000};
    mutable std::mutex mutex_;
    std::map<std::pair<std::string, int>, std::int64_t> requests_;
    std::array<std::int64_t, bounds_ms.size() + 1> histogram_{};
    std::int64_t sum_us_ = 0;
};

Metrics& metrics();

// GET /metrics: for callers on this machine that come without a proxy, and for holders of
// system.settings.
void metrics_routes(Router& router);

}  // namespace linli::http
