// A small city with its staff, for the tests of this module.
#pragma once
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "http/router.hpp"
#include "http/testing.hpp"
#include "kernel/identity/account.hpp"
#include "kernel/identity/identity.hpp"
#include "kernel/identity/routes.hpp"
#include "support/on_both_databases.hpp"

namespace linli::identity {

class Outbox final : public CodeSender {
  public:
    void send_login_code(store::Tx& tx, const std::string& phone, const std::string& code,
                         Instant) override {
        tx.after_commit([this, phone, code] {
            codes[phone] = code;
            ++sent;
        });
    }
    std::map<std::string, std::string> codes;
    int sent = 0;
};

inline constexpr const char* good_password = "violet-harbour-91-teapot";
// Hashing takes its time; all staff of the tests share one hash.
const std::string& good_hash();
crypto::PasswordHasher& hasher();

// A number of the fictional division 990200, with its check character.
std::string id_number(Date birth, int order);
std::string id_number(int order);  // of an adult

class IdentityTest : public testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override;
    void SetUp() override;

    http::Response send(const std::string& token, const std::string& method,
                        const std::string& target, const std::string& body = {});
    json::value json_of(const http::Response& response) { return json::parse(response.body); }
    std::string code_of(const http::Response& response);

    // The store of another server process; none on SQLite, which has one process only: there a
    // second Gate with its own memory stands for it.
    std::unique_ptr<store::Store> second_process() {
        return GetParam() == testing::Backend::postgres ? open_store() : nullptr;
    }
    AccountId add(const std::string& login, const std::vector<std::string>& roles, AreaId area,
                  std::optional<PersonId> person = {});
    // A session's token for this account, without signing in.
    std::string token_for(AccountId account);
    std::string staff(const std::string& login, const std::string& role, AreaId area) {
        return token_for(add(login, {role}, area));
    }
    // Signs in by a code to the phone, through the routes.
    std::string resident(const std::string& phone);
    PersonId person(AreaId area, int order, const std::string& phone = "");
    std::string registration_body(int order, AreaId area, const std::string& phone = "19900001111");
    std::int64_t count(const char* what);  // SELECT COUNT(*) FROM <what>
    // Every text in every table of this module and of the journal.
    std::string all_columns();
    static std::string token_of(const http::Response& response);

    // city > district > street > community, and what lies beside each of them.
    AreaId city, district, other_district, street, other_street, community, sibling;
    std::unique_ptr<area::Areas> areas;
    Outbox outbox;
    crypto::CommonPasswords common;
    crypto::KeyRing keys =
        crypto::KeyRing::from_text(crypto::KeyRing::fresh_text(), crypto::Profile::intl);
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<Parts> parts;
    std::unique_ptr<Gate> gate;
    http::Router router;
    std::string address = "192.0.2.1";
};

}  // namespace linli::identity
