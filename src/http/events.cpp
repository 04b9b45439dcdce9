#include "http/events.hpp"

namespace linli::http {

void EventHub::touch(AccountId account) noexcept {
    ++touches_;
    const std::lock_guard lock(mutex_);
    const auto found = listeners_.find(account);
    if (found == listeners_.end()) return;
    for (const auto& [number, touched] : found->second)
        touched();
}

void EventHub::touch_all() noexcept {
    ++touches_;
    const std::lock_guard lock(mutex_);
    for (const auto& [account, listeners] : listeners_)
        for (const auto& [number, touched] : listeners)
            touched();
}

std::size_t EventHub::streams() const {
    const std::lock_guard lock(mutex_);
    std::size_t all = 0;
    for (const auto& [account, listeners] : listeners_)
        all += listeners.size();
    return all;
}

std::unique_ptr<EventHub::Place> EventHub::join(AccountId account, std::function<void()> touched) {
    const std::lock_guard lock(mutex_);
    const std::uint64_t number = ++joined_;
    listeners_[account].emplace(number, std::move(touched));
    return std::make_unique<Place>(*this, account, number);
}

void EventHub::leave(AccountId account, std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    const auto found = listeners_.find(account);
    if (found == listeners_.end()) return;
    found->second.erase(number);
    if (found->second.empty()) listeners_.erase(found);
}

namespace detail {

std::uint64_t touches_of(const EventHub& hub) {
    return hub.touches();
}

Response event_response(EventHub& hub, std::uint64_t touches, const Context& context,
                        const std::string& event, const std::string& data) {
    Response response;
    response.headers["Content-Type"] = "text/event-stream";
    response.headers["Cache-Control"] = "no-store";
    response.headers["X-Accel-Buffering"] = "no";  // a proxy passes each event on at once
    response.body = "event: " + event + "\ndata: " + data + "\n\n";
    response.stream =
        std::make_shared<const Subscription>(Subscription{hub, context.caller.account(), touches});
    return response;
}

}  // namespace detail

}  // namespace linli::http
