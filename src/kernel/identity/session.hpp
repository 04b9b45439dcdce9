// Sessions: a random token in the cookie, its hash in the table (ASVS 7.2 - 7.5).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/identity/account.hpp"

namespace linli::identity {

inline constexpr const char* cookie_name = "__Host-linli";

struct SessionRow {
    SessionId id;
    std::string token_hash;
    AccountId account_id;
    std::string device;
    Instant created_at;
    Instant seen_at;
    Instant ends_at;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (id, token_hash, account_id, device, created_at, seen_at, ends_at))

struct SessionView {
    SessionId id;
    std::string device;
    Instant created_at;
    Instant seen_at;
    Instant ends_at;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (id, device, created_at, seen_at, ends_at, current))

struct Started {
    SessionId id;
    std::string token;  // for the cookie; not kept anywhere
    Instant ends_at;
};

// 32 random bytes; ends the oldest sessions beyond Settings::sessions_max.
Started start_session(Parts&, store::Tx&, const AccountRow&, const std::string& device);
void end_session(store::Tx&, SessionId);
// Returns how many ended. `except` stays (0 = none).
std::int64_t end_sessions(store::Tx&, AccountId, SessionId except = {});
void end_session_of_token(store::Tx&, const std::string& token);
void sign_out(Parts&, store::Tx&, const Caller&);
std::vector<SessionView> sessions_of(Parts&, store::Tx&, const Caller&);
// Throws 404 `identity.session_unknown` for another's.
void end_own_session(Parts&, store::Tx&, const Caller&, SessionId);

std::string token_hash(std::string_view token);
// The value of our cookie; empty when there is none or more than one.
std::string token_in(const http::Request&);
std::string set_cookie(const Started&, Instant now);
std::string clear_cookie();
std::string device_of(const http::Request&);

// A one-time password, or one that is older than the profile allows.
bool must_change_password(const Settings&, bool has_password, bool once, Instant set_at,
                          Instant now);
Micros idle_limit(const Settings&, bool staff);

}  // namespace linli::identity
