// Who somebody is and what they may do: real-name persons, accounts, sessions, roles granted in an
// area. Everything that another module needs; the inside lies in the other headers of this folder.
//
// PIPL 6, 13-16, 28-31, 45-47; GB/T 22239-2019 level 3, 8.1.4.1 (identity), 8.1.4.2 (three
// administrators kept apart), 8.1.4.11; OWASP ASVS 5.0 chapters 6, 7 and 8.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "crypto/crypto.hpp"
#include "http/http.hpp"
#include "kernel/area/area.hpp"
#include "kernel/journal/journal.hpp"
#include "store/store.hpp"

namespace linli::identity {

using http::AccountId;
using http::AreaId;
using http::PersonId;

struct Settings {
    Micros staff_idle = minutes(30);
    Micros staff_absolute = hours(12);
    Micros resident_idle = days(14);
    Micros resident_absolute = days(14);
    int sessions_max = 20;               // per account; the oldest ends first
    Micros code_lifetime = minutes(10);  // ASVS 6.5.5
    Micros code_pause = seconds(60);     // between two codes to one phone
    int codes_per_phone_hour = 5;
    int codes_per_address_hour = 60;
    int code_tries = 5;
    int failures_per_login_hour = 50;  // ASVS 4.0.3 2.2.1 allows 100
    int failures_free = 5;             // then each waits 1, 2, 4 ... 300 s
    int failures_per_address_hour = 300;
    Micros once_lifetime = days(7);  // of a one-time password
    crypto::PasswordProfile password_profile = crypto::PasswordProfile::asvs;
    std::string notice_version = "2026-1";  // of the privacy notice that a consent refers to
};

// Takes a login code out to the phone, within the unit of work that made it (an outbox row), so
// that no code is sent that is not stored. The composition root binds it to the message channel.
class CodeSender {
  public:
    virtual ~CodeSender() = default;
    virtual void send_login_code(store::Tx&, const std::string& phone, const std::string& code,
                                 Instant ends_at) = 0;
};

// A reason why a person may not be erased now (an open case, a debt); asked before every erasure.
using Obligation = std::function<std::optional<Words>(store::Tx&, PersonId)>;

// What the functions of this module work with. The references outlive the server.
struct Parts {
    store::Store& store;
    const Clock& clock;
    IdMaker& ids;
    const crypto::KeyRing& keys;
    crypto::PasswordHasher& hasher;
    const crypto::CommonPasswords& common_passwords;
    const area::Areas& areas;
    const journal::Journal& journal;
    CodeSender& codes;
    Settings settings = {};
    std::vector<Obligation> obligations = {};
};

// ---- start ------------------------------------------------------------------------------------

// Brings the table of roles to the content of these files; the first is rules/roles.yaml, a city
// may add one. Absent files of a city are passed over. Throws Refusal `identity.roles_*`: a code
// twice, an unknown permission, a reserved permission outside the three administrators, a changed
// administrator.
void load_roles(Parts&, const std::vector<std::filesystem::path>& files);

struct FirstAccount {
    std::string login;
    std::string role;
    std::string password;  // shown once; must be changed at the first login, within seven days
};
// Creates the three administrators in `root` when there is no account of staff at all; otherwise
// does nothing and returns none. There are no default accounts and no default passwords.
std::vector<FirstAccount> bootstrap(Parts&, AreaId root);

// For the operator at the machine: a new one-time password for this account, all sessions ended.
// The only way back for an administrator who has lost his. Throws Refusal 404
// `identity.account_unknown`.
FirstAccount reset_password_at_machine(Parts&, const std::string& login);

// Removes what is past its time: sessions, login codes, counters. At most 1,000 rows of each a
// call.
std::int64_t sweep(Parts&);

// ---- who calls --------------------------------------------------------------------------------

// The caller of each request. One indexed read a request; grants are kept in memory and read anew
// as soon as their version in the database has changed, so a change counts from the next request
// on, in every server process. A session that has ended makes the caller anonymous. Cross-site
// writes are refused by http::Router before it asks here.
class Gate final : public http::Gatekeeper {
  public:
    explicit Gate(Parts&);
    ~Gate() override;
    std::unique_ptr<http::Caller> identify(const http::Request&) override;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// ---- who holds a role ---------------------------------------------------------------------------

struct Holder {
    AccountId account;
    std::optional<PersonId> person;
};
struct HeldRole {
    std::string role;
    AreaId area;
};
// Active accounts that hold the role now, in this area or in one above it; at most 1,000 a level.
std::vector<Holder> holders(const Parts&, store::Tx&, const std::string& role, AreaId area);
// Those of any role that carries the permission, granted in this area or below it; at most 1,000 a
// role and area.
std::vector<Holder> holders_of_permission(const Parts&, store::Tx&, const std::string& permission,
                                          AreaId area);
// Its names; the code itself for a role that there is no more.
Words role_words(store::Tx&, const std::string& role);
bool holds_role(const Parts&, store::Tx&, AccountId, const std::string& role, AreaId area);
std::vector<HeldRole> roles_held(const Parts&, store::Tx&, AccountId);
std::optional<PersonId> person_of(store::Tx&, AccountId);

// What the modules above need of a person. Who shows it to somebody journals that with a purpose.
struct PersonFacts {
    AreaId area;
    std::string name, masked_name, phone;  // phone may be empty
    int age = 0;                           // whole years today
    std::optional<AccountId> account;      // of the resident; that of staff when he has no other
};
std::optional<PersonFacts> facts_of(const Parts&, store::Tx&, PersonId);  // none: unknown, erased

// ---- many at once -----------------------------------------------------------------------------

struct NewPerson {
    AreaId area;
    std::string name;
    std::string id_number;     // resident number; checked
    std::string phone;         // empty, or a mobile number
    bool with_account = true;  // a resident's account that signs in by a code to this phone
};
struct AddedPerson {
    PersonId person;
    AccountId account;  // 0 without account
};
// For generators and take-overs: adds all in this unit of work (at most 5,000), sealed and indexed,
// with one journal entry for the batch. Throws Refusal `identity.person_known` when a number is
// known.
std::vector<AddedPerson> add_persons(Parts&, store::Tx&, const std::vector<NewPerson>&,
                                     AccountId actor, const std::string& source);

// An account of staff with a password and roles, for generators and tests: administrators' roles
// only while the rules on keeping them apart hold. The password is hashed before by the caller
// (parts.hasher.hash), because hashing does not belong into a unit of work.
struct NewStaff {
    AreaId area;
    std::string login;
    std::string password_hash;
    std::vector<std::string> roles;  // granted in `area`, from now on
    std::optional<PersonId> person;
};
AccountId add_staff(Parts&, store::Tx&, const NewStaff&, AccountId actor);

// An account of a resident, for generators and tests: signs in by a code to the phone, and with the
// password when there is one. Residents have no roles. Throws Refusal 422 `identity.login_taken`,
// 409 `identity.phone_taken`.
struct NewResident {
    AreaId area = {};
    std::string phone = {};  // a mobile number, or empty
    std::optional<std::string> login = {};
    std::string password_hash = {};  // empty for none
    std::optional<PersonId> person = {};
};
AccountId add_resident(Parts&, store::Tx&, const NewResident&, AccountId actor);

store::MigrationSet migrations();

}  // namespace linli::identity
