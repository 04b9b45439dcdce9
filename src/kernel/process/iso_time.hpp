// Dates, durations and repetitions of ISO 8601 as timers state them. The calendar is UTC's.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace linli::process {

// P1Y2M3W4DT5H6M7.5S; months and the rest are kept apart, because months differ in length.
struct IsoDuration {
    std::int64_t months = 0;
    std::int64_t us = 0;
    bool operator==(const IsoDuration&) const = default;
};
std::optional<IsoDuration> duration_from_text(std::string_view text);
std::string to_text(const IsoDuration& d);
// The day stays within its month: one month after 31 January is 28 or 29 February.
Instant add(Instant t, const IsoDuration& d);

// R3/PT10M, R/PT1H, R3/2026-01-01T00:00:00Z/P1D; count -1 = without end. A duration alone repeats
// without end.
struct IsoCycle {
    std::int64_t count = -1;
    std::optional<Instant> start;
    IsoDuration every;
};
std::optional<IsoCycle> cycle_from_text(std::string_view text);

// 2026-01-31, 2026-01-31T08:00:00, with or without an offset; without one it is UTC.
std::optional<Instant> date_from_text(std::string_view text);

}  // namespace linli::process
