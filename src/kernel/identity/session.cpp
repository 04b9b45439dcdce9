#include "kernel/identity/session.hpp"

#include "base/text.hpp"
#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/note.hpp"

namespace linli::identity {

std::string token_hash(std::string_view token) {
    return crypto::to_hex(crypto::hash(crypto::Hash::sha256, token));
}

Micros idle_limit(const Settings& s, bool staff) {
    return staff ? s.staff_idle : s.resident_idle;
}

bool must_change_password(const Settings& s, bool has_password, bool once, Instant set_at,
                          Instant now) {
    const int lifetime_days = crypto::PasswordPolicy::of(s.password_profile).lifetime_days;
    const bool too_old = lifetime_days > 0 && now - set_at > days(lifetime_days);
    return has_password && (once || too_old);
}

Started start_session(Parts& parts, store::Tx& tx, const AccountRow& account,
                      const std::string& device) {
    const Instant now = parts.clock.now();
    const bool staff = account.kind == AccountKind::staff;
    const Instant ends =
        now + (staff ? parts.settings.staff_absolute : parts.settings.resident_absolute);
    Started started{parts.ids.make<SessionId>(), crypto::to_base64url(crypto::random_bytes(32)),
                    ends};
    tx.insert("session", SessionRow{started.id, token_hash(started.token), account.id, device, now,
                                    now, ends});
    tx.run(sql::end_oldest_sessions, account.id, account.id, parts.settings.sessions_max);
    return started;
}

void end_session(store::Tx& tx, SessionId id) {
    tx.run(sql::end_session, id);
}

std::int64_t end_sessions(store::Tx& tx, AccountId account, SessionId except) {
    return tx.run(sql::end_sessions, account, except);
}

void end_session_of_token(store::Tx& tx, const std::string& token) {
    if (!token.empty()) tx.run(sql::end_session_of_token, token_hash(token));
}

void sign_out(Parts& parts, store::Tx& tx, const Caller& caller) {
    end_session(tx, caller.who().session);
    note(parts, tx,
         {.actor = caller.account(),
          .action = "identity.signed_out",
          .subject_kind = "account",
          .subject_id = caller.account().value});
}

std::vector<SessionView> sessions_of(Parts& parts, store::Tx& tx, const Caller& caller) {
    std::vector<SessionView> views;
    const Instant now = parts.clock.now();
    const Micros idle = idle_limit(parts.settings, caller.who().staff);
    for (const auto& row : tx.all<SessionRow>(sql::sessions_of, caller.account()))
        if (row.ends_at > now && now - row.seen_at <= idle)
            views.push_back({row.id, row.device, row.created_at, row.seen_at, row.ends_at,
                             row.id == caller.who().session});
    return views;
}

void end_own_session(Parts& parts, store::Tx& tx, const Caller& caller, SessionId id) {
    if (tx.run(sql::end_session_of_account, id, caller.account()) == 0)
        throw refuse_not_found(
            "identity.session_unknown",
            {"没有这个登录，可能已经结束", "there is no such session; it may have ended"});
    note(parts, tx,
         {.actor = caller.account(),
          .action = "identity.session_ended",
          .subject_kind = "session",
          .subject_id = id.value});
}

std::string token_in(const http::Request& request) {
    const auto header = request.headers.find("cookie");
    if (header == request.headers.end()) return {};
    std::string token;
    int found = 0;
    std::string_view rest = header->second;
    while (!rest.empty()) {
        const auto semicolon = rest.find(';');
        const std::string_view pair = trim(rest.substr(0, semicolon));
        rest =
            semicolon == std::string_view::npos ? std::string_view{} : rest.substr(semicolon + 1);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || pair.substr(0, equals) != cookie_name) continue;
        token = pair.substr(equals + 1);
        ++found;
    }
    // Two of our cookies cannot come from our own answers: somebody planted one.
    return found == 1 && token.size() <= 64 ? token : std::string();
}

std::string set_cookie(const Started& started, Instant now) {
    return std::string(cookie_name) + '=' + started.token +
           "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=" +
           std::to_string((started.ends_at - now).value / 1'000'000);
}

std::string clear_cookie() {
    return std::string(cookie_name) + "=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0";
}

std::string device_of(const http::Request& request) {
    const auto agent = request.headers.find("user-agent");
    return agent == request.headers.end() ? std::string() : log_safe(agent->second, 120);
}

}  // namespace linli::identity
