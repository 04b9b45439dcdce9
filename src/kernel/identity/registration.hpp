// Real-name registration: a resident applies, a registrar of that area (never himself) decides.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/identity/caller.hpp"
#include "kernel/identity/person.hpp"
#include "kernel/identity/sealed.hpp"

namespace linli::identity {

using RegistrationId = Id<struct RegistrationTag>;

enum class RegistrationState { waiting, approved, refused, withdrawn };
BOOST_DESCRIBE_ENUM(RegistrationState, waiting, approved, refused, withdrawn)

struct RegistrationRow : SealedColumns {
    RegistrationId id;
    AreaId area_id;
    AccountId account_id;
    RegistrationState state = RegistrationState::waiting;
    IdType id_type = IdType::resident_id;
    bool minor = false;
    Instant submitted_at;
    std::optional<AccountId> decided_by;
    std::optional<Instant> decided_at;
    std::string reason;
    std::optional<PersonId> person_id;
};
BOOST_DESCRIBE_STRUCT(RegistrationRow, (SealedColumns),
                      (id, area_id, account_id, state, id_type, minor, submitted_at, decided_by,
                       decided_at, reason, person_id))

struct NewRegistration {
    std::string name;
    IdType id_type = IdType::resident_id;
    std::string id_number;
    std::string phone;
    AreaId area_id;
    std::optional<Guardian> guardian;
    // PIPL 14, 29: the separate consent to the use of the identity number for real-name
    // registration, under the notice of Settings::notice_version. For a minor the guardian gives
    // it.
    bool consent = false;
};
BOOST_DESCRIBE_STRUCT(NewRegistration, (),
                      (name, id_type, id_number, phone, area_id, guardian, consent))
inline Limits limits(const NewRegistration*) {
    return {{"name", {.length_min = 1, .length_max = 60}},
            {"id_number", {.length_min = 1, .length_max = 30}},
            {"phone", {.length_min = 1, .length_max = 20}}};
}

struct RegistrationView {
    RegistrationId id;
    AreaId area_id;
    std::string area_name;
    RegistrationState state = RegistrationState::waiting;
    std::string name;  // masked, as are the next two
    IdType id_type = IdType::resident_id;
    std::string id_number;
    std::string phone;
    bool minor = false;
    std::optional<std::string> guardian_name;  // masked
    std::optional<std::string> guardian_relation;
    Instant submitted_at;
    std::optional<Instant> decided_at;
    std::optional<std::string> reason;
    std::optional<PersonId> person_id;
};
BOOST_DESCRIBE_STRUCT(RegistrationView, (),
                      (id, area_id, area_name, state, name, id_type, id_number, phone, minor,
                       guardian_name, guardian_relation, submitted_at, decided_at, reason,
                       person_id))

enum class Verdict { approve, refuse };
BOOST_DESCRIBE_ENUM(Verdict, approve, refuse)
struct RegistrationDecision {
    Verdict decision = Verdict::refuse;
    std::optional<std::string> reason;  // needed to refuse; the resident reads it
};
BOOST_DESCRIBE_STRUCT(RegistrationDecision, (), (decision, reason))
inline Limits limits(const RegistrationDecision*) {
    return {{"reason", {.length_max = 300}}};
}

RegistrationView submit_registration(Parts&, store::Tx&, const Caller&, const NewRegistration&);
RegistrationView registration(Parts&, store::Tx&, const Caller&, RegistrationId);
// One's own, newest first, without identity.review; else those of the state (waiting when absent)
// in the caller's areas.
http::Page<RegistrationView> list_registrations(Parts&, store::Tx&, const Caller&,
                                                std::optional<RegistrationState>,
                                                std::optional<AreaId> area, RegistrationId after,
                                                int limit);
RegistrationView decide_registration(Parts&, store::Tx&, const Caller&, RegistrationId,
                                     const RegistrationDecision&);
// What the registrar has to compare with the document while the registration waits; with a purpose
// and journaled like the unmasking of a person.
Unmasked unmask_registration(Parts&, store::Tx&, const Caller&, RegistrationId, const Unmasking&);
// For Me: none, waiting, approved, refused, withdrawn.
std::string registration_state(store::Tx&, AccountId);

}  // namespace linli::identity
