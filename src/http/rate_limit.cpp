#include "http/rate_limit.hpp"

#include <algorithm>
#include <functional>

namespace linli::http {

RateLimiter::RateLimiter(int per_second, std::size_t names_max)
    : per_second_(per_second), names_per_shard_(std::max<std::size_t>(names_max / shards, 1)) {}

void RateLimiter::refill(Bucket& bucket, Instant now) const {
    // A second is enough to think about: the burst is two seconds' worth.
    const std::int64_t passed = std::clamp<std::int64_t>((now - bucket.at).value, 0, 2'000'000);
    bucket.millitokens =
        std::min(bucket.millitokens + passed * per_second_ / 1000, 2000 * per_second_);
    bucket.at = now;
}

RateLimiter::Bucket& RateLimiter::bucket_of(Shard& shard, std::string_view name, Instant now) {
    const auto found = shard.buckets.find(std::string(name));
    if (found != shard.buckets.end()) return found->second;
    if (shard.buckets.size() >= names_per_shard_) {
        for (auto entry = shard.buckets.begin(); entry != shard.buckets.end();) {
            refill(entry->second, now);
            const bool full = entry->second.millitokens >= 2000 * per_second_;
            entry = full ? shard.buckets.erase(entry) : std::next(entry);
        }
    }
    const bool crowded = shard.buckets.size() >= names_per_shard_;
    return shard.buckets
        .try_emplace(crowded ? std::string{} : std::string(name), Bucket{2000 * per_second_, now})
        .first->second;
}

int RateLimiter::take(std::string_view name, Instant now) {
    if (per_second_ <= 0) return 0;
    Shard& shard = shards_[std::hash<std::string_view>{}(name) % shards];
    const std::lock_guard lock(shard.mutex);
    Bucket& bucket = bucket_of(shard, name, now);
    refill(bucket, now);
    if (bucket.millitokens >= 1000) {
        bucket.millitokens -= 1000;
        return 0;
    }
    return static_cast<int>((1000 - bucket.millitokens) / (1000 * per_second_)) + 1;
}

std::size_t RateLimiter::names() const {
    std::size_t count = 0;
    for (const Shard& shard : shards_) {
        const std::lock_guard lock(shard.mutex);
        count += shard.buckets.size();
    }
    return count;
}

}  // namespace linli::http
