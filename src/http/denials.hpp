// What was denied to whom, counted in memory until a job writes it to the journal (GB/T 22239-2019
// 8.1.4.3; ASVS 16.3.2). A server that is flooded with requests that it denies must not fill its
// journal with them: what one caller was denied on one route with one answer within one minute is
// one entry with a count, and the number of entries is bounded.
//
// Denied are: 401 on a route that wants a session, 403 anywhere, and 404 to somebody signed in who
// named a thing by its id: it is not there, or not theirs, and they are not told which. A login
// that failed is no denial: identity journals it itself.
#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "http/http.hpp"

namespace linli::http {

// Who, on which route, with which answer, in which minute. Holds no personal data: an address is
// only there as a keyed digest, which tells that two entries are of the same address, not of which.
struct DenialKey {
    std::int64_t minute = 0;  // since 1970-01-01T00:00Z
    AccountId account;        // 0 = anonymous
    std::string address;      // keyed digest for an anonymous caller; empty: one of many
    std::string route;        // "GET /api/v1/persons/{id}"
    int status = 403;
    std::string code;          // of the refusal
    bool had_session = false;  // it came with a session cookie, which counted no more
    auto operator<=>(const DenialKey&) const = default;
};

struct Denial {
    DenialKey key;
    std::int64_t count = 0;
};

// Thread-safe; adding never waits for the store.
class Denials {
  public:
    static constexpr std::size_t keys_max = 4096;
    // Addresses told apart within one minute; those that come later are counted together.
    static constexpr std::size_t addresses_per_minute_max = 64;

    // One more. What does not fit any more is counted as dropped (linli_denials_dropped_total).
    void add(DenialKey key);
    // Those of the minutes before `now`'s, or of all minutes, oldest first, at most `max`.
    std::vector<Denial> due(Instant now, bool all = false, std::size_t max = 500) const;
    // Takes off what was written down.
    void written(const std::vector<Denial>& denials);
    // How many were dropped and not yet told by dropped_written().
    std::int64_t dropped() const;
    void dropped_written(std::int64_t count);

  private:
    mutable std::mutex mutex_;
    std::map<DenialKey, std::int64_t> counts_;
    std::map<std::int64_t, std::set<std::string>> addresses_;  // by minute, of the last 16
    std::int64_t dropped_ = 0;
};

// The denial that this answer is, if it is one. `caller` is null when the request was refused
// before anybody was looked for (a write from another site).
std::optional<DenialKey> denial_of(const Request& request, const RouteInfo& route,
                                   const Caller* caller, int status, const std::string& code,
                                   Instant now);

}  // namespace linli::http
