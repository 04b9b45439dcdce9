// Streams of server-sent events (WHATWG HTML 9.2): a page hears that something changed instead of
// asking again and again.
//
//   http::EventHub inboxes;                       // made before the modules; outlives the server
//   router.stream<None>("/api/v1/inbox/events", {.policy = Policy::signed_in(), ...}, inboxes,
//       "inbox", [&](Context& c, const None&, store::Tx& tx) { return inbox_of(tx, c.caller); });
//   tx.after_commit([&, account] { inboxes.touch(account); });
//
// An event is always the whole state now, never a difference: the hub carries no data, only "look
// again". So nothing is lost when a stream breaks or is slow, many touches cost one event, and what
// one stream needs in memory is one event. A stream looks again at most once a second. A touch
// reaches the streams of this process; those of other processes on the same database see the change
// when they look again by themselves (ServerOptions::stream_refresh_s).
//
// On the wire: `retry:` first, then `event: <name>` and `data: <one line of JSON>`, a comment when
// nothing was said for a while. `event: replaced` is the last word to a stream that is ended
// because the account opened too many: the page then closes its EventSource instead of coming back.
// Any other end (server restart, session ended) just closes; EventSource comes back and is answered
// 401 when the session is over.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "http/http.hpp"

namespace linli::http {

// Which streams look again, and when. Safe to use from every thread; touching is cheap and never
// throws.
class EventHub {
  public:
    EventHub() = default;
    EventHub(const EventHub&) = delete;
    EventHub& operator=(const EventHub&) = delete;

    // What the streams of this account, or of all, show may have changed. Call it after the commit.
    void touch(AccountId account) noexcept;
    void touch_all() noexcept;

    std::size_t streams() const;
    std::uint64_t touches() const { return touches_; }

    // A listener's place; gives it up when it goes, and then the listener is never called again.
    class Place {
      public:
        Place(EventHub& hub, AccountId account, std::uint64_t number)
            : hub_(hub), account_(account), number_(number) {}
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        ~Place() { hub_.leave(account_, number_); }

      private:
        EventHub& hub_;
        const AccountId account_;
        const std::uint64_t number_;
    };
    // For the server. `touched` is called on the thread that touches, must be quick and must not
    // call the hub.
    std::unique_ptr<Place> join(AccountId account, std::function<void()> touched);

  private:
    void leave(AccountId account, std::uint64_t number);

    mutable std::mutex mutex_;
    std::unordered_map<AccountId, std::map<std::uint64_t, std::function<void()>>> listeners_;
    std::uint64_t joined_ = 0;
    std::atomic<std::uint64_t> touches_{0};
};

// What an answer of Router::stream carries for the server.
struct Subscription {
    EventHub& hub;
    AccountId account;
    std::uint64_t touches;  // of the hub, before the first event was made
};

}  // namespace linli::http
