// Instants and the injected clock. Nothing in Linli asks the operating system for the time except
// SystemClock, so a test can live through a year of deadlines in a second.
#pragma once
#include <atomic>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace linli {

// A span of time in microseconds.
struct Micros {
    std::int64_t value = 0;
    auto operator<=>(const Micros&) const = default;
};
constexpr Micros microseconds(std::int64_t n) {
    return {n};
}
constexpr Micros milliseconds(std::int64_t n) {
    return {n * 1000};
}
constexpr Micros seconds(std::int64_t n) {
    return {n * 1'000'000};
}
constexpr Micros minutes(std::int64_t n) {
    return seconds(n * 60);
}
constexpr Micros hours(std::int64_t n) {
    return seconds(n * 3600);
}
constexpr Micros days(std::int64_t n) {
    return hours(n * 24);
}

// A point in time: microseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t us = 0;
    auto operator<=>(const Instant&) const = default;
};
constexpr Instant operator+(Instant t, Micros d) {
    return {t.us + d.value};
}
constexpr Instant operator-(Instant t, Micros d) {
    return {t.us - d.value};
}
constexpr Micros operator-(Instant a, Instant b) {
    return {a.us - b.us};
}

// RFC 3339 in UTC with microseconds only where there are any: 2026-01-31T08:00:00Z.
std::string to_text(Instant t);
// Reads RFC 3339 with any offset; throws Refusal `time.malformed`.
Instant instant_from_text(std::string_view text);

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

// A clock that moves only when it is told to; safe to share between threads.
class SimulatedClock final : public Clock {
  public:
    explicit SimulatedClock(Instant start) : us_(start.us) {}
    Instant now() const override { return {us_.load(std::memory_order_relaxed)}; }
    void advance(Micros by) { us_.fetch_add(by.value, std::memory_order_relaxed); }
    void set(Instant to) { us_.store(to.us, std::memory_order_relaxed); }

  private:
    std::atomic<std::int64_t> us_;
};

}  // namespace linli
