// Real-name persons: masked for everybody; each unmasking has a purpose and is journaled.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/identity/caller.hpp"
#include "kernel/identity/sealed.hpp"

namespace linli::identity {

struct PersonRow : SealedColumns {
    PersonId id;
    AreaId area_id;
    IdType id_type = IdType::resident_id;
    Instant created_at;
    std::optional<Instant> erased_at;
};
BOOST_DESCRIBE_STRUCT(PersonRow, (SealedColumns), (id, area_id, id_type, created_at, erased_at))

struct PersonView {
    PersonId id;
    AreaId area_id;
    std::string area_name;
    std::string name;  // 张*
    IdType id_type = IdType::resident_id;
    std::string id_number;  // 3601**********1234
    std::string phone;      // 138****1234, may be empty
    Instant registered_at;
};
BOOST_DESCRIBE_STRUCT(PersonView, (),
                      (id, area_id, area_name, name, id_type, id_number, phone, registered_at))

enum class MaskedField { name, id_number, phone };
BOOST_DESCRIBE_ENUM(MaskedField, name, id_number, phone)
struct Unmasking {
    MaskedField field = MaskedField::phone;
    std::string purpose;
};
BOOST_DESCRIBE_STRUCT(Unmasking, (), (field, purpose))
inline Limits limits(const Unmasking*) {
    return {{"purpose", {.length_min = 2, .length_max = 200}}};
}
struct Unmasked {
    std::string value;
};
BOOST_DESCRIBE_STRUCT(Unmasked, (), (value))

// In the body, not in the address of the request: addresses are logged.
struct PersonSearch {
    std::optional<std::string> id_number;
    std::optional<std::string> phone;
};
BOOST_DESCRIBE_STRUCT(PersonSearch, (), (id_number, phone))
struct PersonsFound {
    std::vector<PersonView> items;
};
BOOST_DESCRIBE_STRUCT(PersonsFound, (), (items))

std::optional<PersonRow> find_person(store::Tx&, PersonId);
// Inserts with seals and indexes; throws Refusal 409 `identity.person_known` for a known number,
// without saying whose it is.
PersonRow insert_person(Parts&, store::Tx&, AreaId, const Particulars&);

// For oneself, or with identity.find, .review or .reveal in the person's area; else 404.
PersonView masked_person(Parts&, store::Tx&, const Caller&, PersonId);
Unmasked unmask(Parts&, store::Tx&, const Caller&, PersonId, const Unmasking&);
// The rules and the entry of every unmasking: a purpose of two characters at least.
Unmasked reveal(Parts&, store::Tx&, const journal::Entry&, const Particulars&, const Unmasking&);
PersonsFound search_persons(Parts&, store::Tx&, const Caller&, const PersonSearch&);

}  // namespace linli::identity
