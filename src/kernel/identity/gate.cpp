#include <array>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/login.hpp"

namespace linli::identity {
namespace {

// How old the recorded last use may be before it is written anew: the idle limit is exact to this.
constexpr Micros touch_every = minutes(1);
constexpr std::size_t accounts_cached_max = 20'000;

struct Seen {
    SessionId session;
    Instant created_at;
    Instant seen_at;
    Instant ends_at;
    AccountId account;
    AccountKind kind = AccountKind::resident;
    AccountState state = AccountState::disabled;
    std::optional<PersonId> person;
    bool has_password = false;
    bool password_once = false;
    Instant password_set_at;
    std::int64_t grants_version = 0;
    std::int64_t roles_version = 0;
};
BOOST_DESCRIBE_STRUCT(Seen, (),
                      (session, created_at, seen_at, ends_at, account, kind, state, person,
                       has_password, password_once, password_set_at, grants_version, roles_version))

using Grants = std::shared_ptr<const std::vector<HeldGrant>>;

// Grants by account, good only for the versions that they were read with.
class GrantCache {
  public:
    Grants find(const Seen& seen) const {
        std::shared_lock lock(mutex_);
        const auto found = entries_.find(seen.account);
        if (found == entries_.end() || found->second.grants_version != seen.grants_version ||
            found->second.roles_version != seen.roles_version)
            return nullptr;
        return found->second.grants;
    }
    void put(const Seen& seen, Grants grants) {
        std::unique_lock lock(mutex_);
        if (entries_.size() >= accounts_cached_max) entries_.clear();
        entries_[seen.account] = {seen.grants_version, seen.roles_version, std::move(grants)};
    }

  private:
    struct Entry {
        std::int64_t grants_version = 0;
        std::int64_t roles_version = 0;
        Grants grants;
    };
    mutable std::shared_mutex mutex_;
    std::unordered_map<AccountId, Entry> entries_;
};

// Sessions by the hash of their token. What was read counts while none of the tables it came from
// has changed; only a process that sees every change may remember anything.
class SessionCache {
  public:
    explicit SessionCache(store::Store& store) : watch_(store.watch(read_from)) {}
    std::uint64_t state() const { return watch_ ? watch_->now() : 0; }
    std::optional<std::pair<Seen, Grants>> find(const std::string& token_hash) const {
        if (!watch_) return std::nullopt;
        std::shared_lock lock(mutex_);
        const auto found = entries_.find(token_hash);
        if (found == entries_.end() || found->second.state != watch_->now()) return std::nullopt;
        return std::pair(found->second.seen, found->second.grants);
    }
    // `state` is from before the reading, so that a change during it counts.
    void put(const std::string& token_hash, std::uint64_t state, const Seen& seen, Grants grants) {
        if (!watch_) return;
        std::unique_lock lock(mutex_);
        if (entries_.size() >= accounts_cached_max) entries_.clear();
        entries_[token_hash] = {state, seen, std::move(grants)};
    }

  private:
    static constexpr std::array<std::string_view, 5> read_from{"session", "account", "role",
                                                               "role_version", "role_grant"};
    struct Entry {
        std::uint64_t state = 0;
        Seen seen;
        Grants grants;
    };
    const std::optional<store::Watch> watch_;
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Entry> entries_;
};

}  // namespace

struct Gate::Impl {
    explicit Impl(Parts& p) : parts(p), sessions(p.store) {}

    Parts& parts;
    GrantCache cache;
    SessionCache sessions;

    // The session and its grants; remembered where that is safe.
    std::optional<std::pair<Seen, Grants>> look_up(const std::string& hash) {
        if (auto known = sessions.find(hash)) return known;
        const std::uint64_t state = sessions.state();
        Grants grants;
        const auto seen = parts.store.read([&](store::Tx& tx) {
            auto row = tx.one<Seen>(sql::session_of_token, hash);
            if (row && !(grants = cache.find(*row)))
                grants = std::make_shared<const std::vector<HeldGrant>>(
                    tx.all<HeldGrant>(sql::held_grants, row->account));
            return row;
        });
        if (!seen) return std::nullopt;
        cache.put(*seen, grants);
        sessions.put(hash, state, *seen, grants);
        return std::pair(*seen, grants);
    }

    bool alive(const Seen& seen, Instant now) const {
        const bool staff = seen.kind == AccountKind::staff;
        return seen.state == AccountState::active && now < seen.ends_at &&
               now - seen.seen_at <= idle_limit(parts.settings, staff);
    }

    // A session that cannot be touched (a full disk, a busy store) still serves this request.
    void touch(const Seen& seen, Instant now) {
        if (now - seen.seen_at < touch_every) return;
        try {
            parts.store.write(
                [&](store::Tx& tx) { tx.run(sql::touch_session, now, seen.session, now); });
        } catch (const Fault&) {
        } catch (const Refusal&) {
        }
    }
};

Gate::Gate(Parts& parts) : impl_(new Impl(parts)) {}
Gate::~Gate() = default;

std::unique_ptr<http::Caller> Gate::identify(const http::Request& request) {
    const std::string token = token_in(request);
    if (token.empty()) return std::make_unique<Caller>();
    const Instant now = impl_->parts.clock.now();
    const auto found = impl_->look_up(token_hash(token));
    if (!found || !impl_->alive(found->first, now)) return std::make_unique<Caller>();
    const auto& [seen, grants] = *found;
    if (!request.automatic) impl_->touch(seen, now);
    return std::make_unique<Caller>(
        Caller::Who{seen.account, seen.person, seen.session, seen.kind == AccountKind::staff,
                    must_change_password(impl_->parts.settings, seen.has_password,
                                         seen.password_once, seen.password_set_at, now)},
        grants, impl_->parts.areas.tree(), now);
}

}  // namespace linli::identity
