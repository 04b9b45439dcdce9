#include "kernel/place/report_limit.hpp"

#include <algorithm>

#include "base/refusal.hpp"

namespace linli::place {

void ReportLimit::take(const std::string& address, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto forget_old = [&](std::vector<Instant>& times) {
        std::erase_if(times, [&](Instant t) { return now - t >= hours(1); });
    };
    if (taken_.size() >= addresses_max) {
        for (auto it = taken_.begin(); it != taken_.end();) {
            forget_old(it->second);
            it = it->second.empty() ? taken_.erase(it) : std::next(it);
        }
    }
    if (taken_.size() >= addresses_max && !taken_.contains(address)) taken_.erase(taken_.begin());
    std::vector<Instant>& times = taken_[address];
    forget_old(times);
    if (times.size() >= per_hour_max) {
        Refusal refusal(RefusalKind::too_many, "place.too_many_reports",
                        {"您一小时内已多次反映问题，请稍后再试",
                         "You have reported several problems within an hour; try again later"});
        refusal.retry_after_s =
            static_cast<int>((times.front() + hours(1) - now).value / 1'000'000) + 1;
        throw refusal;
    }
    times.push_back(now);
}

}  // namespace linli::place
