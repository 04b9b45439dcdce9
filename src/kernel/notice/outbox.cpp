#include <algorithm>

#include "kernel/notice/notice.hpp"
#include "kernel/notice/notice_sql.hpp"

namespace linli::notice {
namespace {

struct MessageRow {
    MessageId id;
    http::AreaId area_id;
    std::string channel;
    std::string address;
    std::string body;
    std::string state;
    std::int64_t attempts = 0;
    Instant made_at;
    Instant next_at;
    std::optional<Instant> valid_until;
    std::optional<Instant> done_at;
    std::string last_error;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (),
                      (id, area_id, channel, address, body, state, attempts, made_at, next_at,
                       valid_until, done_at, last_error))

crypto::SealedAt address_of(MessageId id) {
    return {"outbox_message", "address", id.value};
}
crypto::SealedAt body_of(MessageId id) {
    return {"outbox_message", "body", id.value};
}

struct DueRow {
    MessageId id;
    std::string channel;
    std::string address;
    std::string body;
    std::int64_t attempts = 0;
    std::optional<Instant> valid_until;
};
BOOST_DESCRIBE_STRUCT(DueRow, (), (id, channel, address, body, attempts, valid_until))

}  // namespace

struct Dispatcher::Claimed : DueRow {};

MessageId Outbox::put(store::Tx& tx, const NewMessage& m) const {
    LINLI_CHECK(!m.channel.empty() && m.address.size() <= 2000 && m.body.size() <= 64 << 10);
    const auto id = ids_.make<MessageId>();
    const Instant now = clock_.now();
    tx.insert("outbox_message",
              MessageRow{id, m.area, m.channel, keys_.seal(m.address, address_of(id)),
                         keys_.seal(m.body, body_of(id)), "waiting", 0, now, now, m.valid_until,
                         std::nullopt, ""});
    return id;
}

bool Outbox::retry(store::Tx& tx, MessageId id) const {
    return tx.run(sql::retry, clock_.now(), id) == 1;
}

Dispatcher::Dispatcher(const Clock& clock, const crypto::KeyRing& keys,
                       std::vector<std::shared_ptr<Channel>> channels, DispatcherOptions options)
    : clock_(clock), keys_(keys), channels_(std::move(channels)), options_(options) {}

std::vector<Dispatcher::Claimed> Dispatcher::claim(store::Tx& tx) const {
    const Instant now = clock_.now();
    const auto& due = tx.dialect() == store::Dialect::postgres ? sql::due_unlocked : sql::due;
    std::vector<Claimed> out;
    for (DueRow& row : tx.all<DueRow>(due, now, options_.batch_max)) {
        tx.run(sql::claim, now + options_.lease, row.id);
        ++row.attempts;
        out.push_back({std::move(row)});
    }
    return out;
}

void Dispatcher::finish(store::Store& store, const Claimed& c, const char* state) const {
    store.write([&](store::Tx& tx) { tx.run(sql::finish, state, clock_.now(), c.id); });
}

void Dispatcher::give_up(store::Store& store, const Claimed& c, const std::string& error) const {
    store.write([&](store::Tx& tx) { tx.run(sql::give_up, clock_.now(), error, c.id); });
}

void Dispatcher::put_off(store::Store& store, const Claimed& c, const std::string& error,
                         DispatchCounts& counts) const {
    const std::string kept = error.substr(0, 300);
    if (c.attempts >= options_.attempts_max) {
        give_up(store, c, kept);
        ++counts.dead;
        return;
    }
    const auto doubled = std::min<std::int64_t>(c.attempts - 1, 30);
    const Micros wait =
        std::min(Micros{options_.backoff_first.value << doubled}, options_.backoff_max);
    store.write(
        [&](store::Tx& tx) { tx.run(sql::put_off, clock_.now() + wait, kept, c.id, c.attempts); });
    ++counts.failed;
}

void Dispatcher::send_one(store::Store& store, const Claimed& c, DispatchCounts& counts) const {
    if (c.valid_until && *c.valid_until <= clock_.now()) {
        finish(store, c, "expired");
        ++counts.expired;
        return;
    }
    const auto channel =
        std::ranges::find_if(channels_, [&](const auto& at) { return at->name() == c.channel; });
    if (channel == channels_.end()) {
        put_off(store, c, "no channel of this name is configured", counts);
        return;
    }
    try {
        (*channel)->send({c.id, c.channel, keys_.open(c.address, address_of(c.id)),
                          keys_.open(c.body, body_of(c.id)), c.attempts});
    } catch (const Refusal& refusal) {
        give_up(store, c, refusal.code());
        ++counts.dead;
        return;
    } catch (const std::exception& failure) {
        put_off(store, c, failure.what(), counts);
        return;
    }
    finish(store, c, "sent");
    ++counts.sent;
}

DispatchCounts Dispatcher::run_once(store::Store& store) const {
    DispatchCounts counts;
    // Most calls find nothing and must not write.
    const bool any = store.read(
        [&](store::Tx& tx) { return tx.one<MessageId>(sql::any_due, clock_.now()).has_value(); });
    if (!any) return counts;
    const auto claimed = store.write([&](store::Tx& tx) { return claim(tx); });
    for (const Claimed& c : claimed)
        send_one(store, c, counts);
    return counts;
}

OutboxState outbox_state(store::Tx& tx) {
    return tx.one<OutboxState>(sql::state).value_or(OutboxState{});
}

}  // namespace linli::notice
