// Token buckets by name (an address, an account): a steady rate with a burst of twice that.
#pragma once
#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"

namespace linli::http {

// Thread-safe. Holds at most `names_max` buckets: full ones are forgotten first, and when all are
// in use newcomers of one shard share a bucket, so that memory stays bounded under any load.
class RateLimiter {
  public:
    explicit RateLimiter(int per_second, std::size_t names_max = 100'000);
    // Seconds until the next token, 0 when one was taken. Without a rate always 0.
    int take(std::string_view name, Instant now);
    std::size_t names() const;

  private:
    struct Bucket {
        std::int64_t millitokens = 0;
        Instant at;
    };
    struct Shard {
        mutable std::mutex mutex;
        std::unordered_map<std::string, Bucket> buckets;
    };
    Bucket& bucket_of(Shard& shard, std::string_view name, Instant now);
    void refill(Bucket& bucket, Instant now) const;

    static constexpr std::size_t shards = 16;
    const std::int64_t per_second_;
    const std::size_t names_per_shard_;
    std::array<Shard, shards> shards_;
};

}  // namespace linli::http
