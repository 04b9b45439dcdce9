// Messages to people: the inbox inside Linli and the outbox of what leaves it.
//
// Both are written in the unit of work of the act that causes them, so there is no message of
// something that did not happen, and no act whose message was forgotten. A dispatcher sends after
// the commit, at least once: a receiver may get a message twice, never not at all, unless it could
// not be sent in `attempts_max` tries or was no longer valid.
#pragma once
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "crypto/crypto.hpp"
#include "http/http.hpp"
#include "store/store.hpp"

namespace linli::notice {

using NoticeId = Id<struct NoticeTag>;
using MessageId = Id<struct MessageTag>;

store::MigrationSet migrations();

// ---- the inbox --------------------------------------------------------------------------------

struct NewNotice {
    http::AccountId account;
    http::AreaId area = {};
    std::string kind;       // "<module>.<what>", for filters and icons
    Words words;            // one or two plain sentences, at most 500 bytes each
    std::string link = {};  // a path of the browser app, or empty
};

struct Notice {
    NoticeId id;
    std::string kind;
    std::string zh;
    std::string en;
    std::string link;
    Instant at;
    std::optional<Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(Notice, (), (id, kind, zh, en, link, at, read_at))

class Inbox {
  public:
    Inbox(const Clock& clock, IdMaker& ids) : clock_(clock), ids_(ids) {}
    NoticeId tell(store::Tx&, const NewNotice&) const;
    // Newest first; `before` from the last one of the page before.
    std::vector<Notice> list(store::Tx&, http::AccountId, std::optional<NoticeId> before, int limit,
                             bool unread_only = false) const;
    std::int64_t unread(store::Tx&, http::AccountId) const;
    // Refusal 404 `notice.no_such_notice` unless it is this account's. Reading twice changes
    // nothing.
    void mark_read(store::Tx&, http::AccountId, NoticeId) const;

  private:
    const Clock& clock_;
    IdMaker& ids_;
};

// ---- the outbox -------------------------------------------------------------------------------

struct NewMessage {
    std::string channel;  // "sms", "webhook"
    std::string address;  // a phone number, a URL; stored sealed
    std::string body;     // stored sealed
    http::AreaId area = {};
    std::optional<Instant> valid_until = {};  // a login code is worth nothing afterwards
};

class Outbox {
  public:
    Outbox(const Clock& clock, IdMaker& ids, const crypto::KeyRing& keys)
        : clock_(clock), ids_(ids), keys_(keys) {}
    MessageId put(store::Tx&, const NewMessage&) const;
    // A dead message is tried anew from now on; false when it is not dead (or forgotten).
    bool retry(store::Tx&, MessageId) const;

  private:
    const Clock& clock_;
    IdMaker& ids_;
    const crypto::KeyRing& keys_;
};

struct Message {
    MessageId id;
    std::string channel;
    std::string address;
    std::string body;
    std::int64_t attempt = 1;  // more than 1: the receiver may have it already
};

// The port to one way out. send() returns when the other side has taken the message. It throws a
// Refusal when it never will (wrong number), anything else when a later try makes sense. What it
// throws is stored: no address, no body in it. `message.id` is the key against duplicates.
class Channel {
  public:
    virtual ~Channel() = default;
    virtual std::string name() const = 0;
    virtual void send(const Message&) = 0;
};

struct DispatcherOptions {
    int batch_max = 20;                 // messages claimed at a time
    int attempts_max = 8;               // then the message is dead
    Micros backoff_first = seconds(5);  // doubles with each failure
    Micros backoff_max = hours(1);
    Micros lease = seconds(120);  // a claimed message is tried again after this
};

struct DispatchCounts {
    int sent = 0;
    int failed = 0;   // will be tried again
    int dead = 0;     // given up
    int expired = 0;  // no longer valid
};

// Claims by lease, so several processes share the work and a crash only delays: PostgreSQL by FOR
// UPDATE SKIP LOCKED, SQLite by its single writer.
class Dispatcher {
  public:
    Dispatcher(const Clock&, const crypto::KeyRing&, std::vector<std::shared_ptr<Channel>>,
               DispatcherOptions = {});
    // One batch; call again at once while it returns anything sent.
    DispatchCounts run_once(store::Store&) const;

  private:
    struct Claimed;
    std::vector<Claimed> claim(store::Tx&) const;
    void send_one(store::Store&, const Claimed&, DispatchCounts&) const;
    void finish(store::Store&, const Claimed&, const char* state) const;
    void give_up(store::Store&, const Claimed&, const std::string& error) const;
    void put_off(store::Store&, const Claimed&, const std::string& error, DispatchCounts&) const;

    const Clock& clock_;
    const crypto::KeyRing& keys_;
    std::vector<std::shared_ptr<Channel>> channels_;
    DispatcherOptions options_;
};

struct OutboxState {
    std::int64_t waiting = 0;
    std::int64_t dead = 0;
    std::optional<Instant> oldest_waiting;
};
BOOST_DESCRIBE_STRUCT(OutboxState, (), (waiting, dead, oldest_waiting))
// For monitoring.
OutboxState outbox_state(store::Tx&);

// ---- development ------------------------------------------------------------------------------

struct DemoMessage {
    Instant at;
    std::string address;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(DemoMessage, (), (at, address, body))

// "Sends" text messages into DIR/outbox/sms.txt (mode 0600, at most 1 MB, then begun anew) and
// keeps the last 200. For development and demonstration only: everybody who may read them may sign
// in.
class DevelopmentSms final : public Channel {
  public:
    DevelopmentSms(const Clock&, std::filesystem::path data_dir);
    std::string name() const override { return "sms"; }
    void send(const Message&) override;
    std::vector<DemoMessage> recent() const;  // newest first

  private:
    const Clock& clock_;
    std::filesystem::path file_;
    mutable std::mutex mutex_;
    std::deque<DemoMessage> messages_;
};

}  // namespace linli::notice
