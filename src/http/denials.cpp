#include "http/denials.hpp"

#include "crypto/hash.hpp"
#include "http/address.hpp"
#include "http/keys.hpp"
#include "http/metrics.hpp"

namespace linli::http {
namespace {

std::int64_t minute_of(Instant t) {
    return t.us / minutes(1).value;
}

std::string address_digest(const std::string& address) {
    const std::string text = "denied:" + limited_together(address);
    return to_hex(crypto::hmac(crypto::Hash::sha256, server_mac_key(), text)).substr(0, 16);
}

bool is_denial(const RouteInfo& route, const Caller* caller, int status) {
    if (status == 401) return route.spec.policy.kind != Policy::Kind::open;
    if (status == 403) return true;
    return status == 404 && caller != nullptr && caller->signed_in() &&
           route.pattern.find('{') != std::string::npos;
}

}  // namespace

std::optional<DenialKey> denial_of(const Request& request, const RouteInfo& route,
                                   const Caller* caller, int status, const std::string& code,
                                   Instant now) {
    if (!is_denial(route, caller, status)) return std::nullopt;
    DenialKey key;
    key.minute = minute_of(now);
    if (caller != nullptr) key.account = caller->account();
    if (!key.account) {
        key.address = address_digest(request.address);
        key.had_session = !request.header("cookie").empty();
    }
    key.route = route.method + ' ' + route.pattern;
    key.status = status;
    key.code = code;
    return key;
}

void Denials::add(DenialKey key) {
    const std::lock_guard lock(mutex_);
    if (!key.address.empty()) {
        auto& known = addresses_[key.minute];
        if (known.size() < addresses_per_minute_max)
            known.insert(key.address);
        else if (!known.contains(key.address))
            key.address.clear();
        while (addresses_.size() > 16)
            addresses_.erase(addresses_.begin());
    }
    const auto found = counts_.find(key);
    if (found != counts_.end()) {
        ++found->second;
    } else if (counts_.size() < keys_max) {
        counts_.emplace(std::move(key), 1);
    } else {
        ++dropped_;
        ++metrics().denials_dropped;
    }
}

std::vector<Denial> Denials::due(Instant now, bool all, std::size_t max) const {
    const std::lock_guard lock(mutex_);
    std::vector<Denial> out;
    for (const auto& [key, count] : counts_) {
        if (out.size() == max || (!all && key.minute >= minute_of(now))) break;
        out.push_back({key, count});
    }
    return out;
}

void Denials::written(const std::vector<Denial>& denials) {
    const std::lock_guard lock(mutex_);
    for (const Denial& denial : denials) {
        const auto found = counts_.find(denial.key);
        if (found == counts_.end()) continue;
        found->second -= denial.count;
        if (found->second <= 0) counts_.erase(found);
    }
}

std::int64_t Denials::dropped() const {
    const std::lock_guard lock(mutex_);
    return dropped_;
}

void Denials::dropped_written(std::int64_t count) {
    const std::lock_guard lock(mutex_);
    dropped_ -= count;
}

}  // namespace linli::http
