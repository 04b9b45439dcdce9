// Consents (PIPL 13-16, 29, 31): for which purpose, under which notice, given by whom, withdrawn
// when.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/identity/caller.hpp"

namespace linli::identity {

using ConsentId = Id<struct ConsentTag>;
inline constexpr const char* purpose_real_name = "real_name";

enum class GivenBy { self, guardian };
BOOST_DESCRIBE_ENUM(GivenBy, self, guardian)

struct ConsentRow {
    ConsentId id;
    AreaId area_id;
    AccountId account_id;
    std::string purpose;
    std::string notice_version;
    GivenBy given_by = GivenBy::self;
    Instant given_at;
    std::optional<Instant> withdrawn_at;
};
BOOST_DESCRIBE_STRUCT(ConsentRow, (),
                      (id, area_id, account_id, purpose, notice_version, given_by, given_at,
                       withdrawn_at))

struct ConsentView {
    ConsentId id;
    std::string purpose;
    std::string notice_version;
    GivenBy given_by = GivenBy::self;
    Instant given_at;
    std::optional<Instant> withdrawn_at;
};
BOOST_DESCRIBE_STRUCT(ConsentView, (),
                      (id, purpose, notice_version, given_by, given_at, withdrawn_at))

struct NewConsent {
    AccountId account;
    AreaId area;
    std::string purpose;
    bool by_guardian = false;
};
void give_consent(Parts&, store::Tx&, const NewConsent&);
std::vector<ConsentView> consents_of(store::Tx&, AccountId);
// As easy as giving it (PIPL 15). A waiting registration is withdrawn with it, and a person is no
// longer unmasked. Throws Refusal 404 `identity.consent_unknown`.
void withdraw_consent(Parts&, store::Tx&, const Caller&, ConsentId);
// Gives a withdrawn consent anew, to the notice of today and by whom it was given before; the old
// one stays as it is. Throws Refusal 404 `identity.consent_unknown`, 409 `identity.consent_stands`
// while one for the same purpose is in force.
ConsentView renew_consent(Parts&, store::Tx&, const Caller&, ConsentId);

}  // namespace linli::identity
