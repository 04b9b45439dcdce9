// Signing in: by password (staff), by a one-time code to the phone (residents); changing the
// password.
#pragma once
#include <optional>
#include <string>

#include "kernel/identity/session.hpp"

namespace linli::identity {

struct NewSession {
    std::optional<std::string> login;
    std::optional<std::string> password;
    std::optional<std::string> phone;
    std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(NewSession, (), (login, password, phone, code))
inline Limits limits(const NewSession*) {
    return {{"login", {.length_max = 80}},
            {"password", {.length_max = 256}},
            {"phone", {.length_max = 20}},
            {"code", {.length_max = 12}}};
}

struct CodeRequest {
    std::string phone;
};
BOOST_DESCRIBE_STRUCT(CodeRequest, (), (phone))
inline Limits limits(const CodeRequest*) {
    return {{"phone", {.length_max = 20}}};
}

// One eight-digit code (26.6 bits; ASVS 6.5.3 asks for 20), read as two groups of four.
inline constexpr int code_digits = 8;

// Where a sign-in comes from.
struct Origin {
    std::string address;
    std::string device;
    std::string old_token;  // of a session that this one replaces
};

// Throws Refusal 401 `identity.login_failed` with the same words and after the same work, whether
// the login is unknown, the password wrong, the account disabled or its one-time password too old;
// 429 `identity.too_many_attempts`. Hashes, so never within a unit of work.
Started sign_in_with_password(Parts&, const std::string& login, const std::string& password,
                              const Origin&);
// Throws Refusal 401 `identity.code_wrong`. A phone that is new makes a resident's account.
Started sign_in_with_code(Parts&, const std::string& phone, const std::string& code, const Origin&);
// Sends a code unless the limits of this phone or address are reached; the answer never tells.
void send_code(Parts&, store::Tx&, const std::string& phone, const std::string& address);

// Ends all other sessions and gives this one a new token. Throws Refusal 422 on `old` or `new`.
Started change_password(Parts&, const Caller&, const std::string& old_password,
                        const std::string& new_password, const Origin&);

}  // namespace linli::identity
