// A person's own data: how it is sealed, indexed, masked and checked.
#pragma once
#include <optional>
#include <string>

#include "base/chinese_id.hpp"
#include "base/json.hpp"
#include "crypto/seal.hpp"

namespace linli::identity {

enum class IdType { resident_id };
BOOST_DESCRIBE_ENUM(IdType, resident_id)

// PIPL 31: below fourteen a guardian consents, and shows who he is; below eighteen a guardian is
// named.
struct Guardian {
    std::string name;
    std::string relation;  // 父亲, 母亲, ...
    std::string phone;
    std::optional<std::string> id_number;
    bool consents = false;
};
BOOST_DESCRIBE_STRUCT(Guardian, (), (name, relation, phone, id_number, consents))
inline Limits limits(const Guardian*) {
    return {{"name", {.length_min = 1, .length_max = 60}},
            {"relation", {.length_min = 1, .length_max = 20}},
            {"phone", {.length_max = 20}},
            {"id_number", {.length_max = 30}}};
}

struct Particulars {
    std::string name;
    std::string id_number;
    std::string phone;
    std::optional<Guardian> guardian;
};

// The columns that hold particulars in `person` and in `registration`.
struct SealedColumns {
    std::string name_sealed;
    std::string id_number_sealed;
    std::optional<std::string> id_number_index;
    std::string phone_sealed;
    std::optional<std::string> phone_index;
    std::string guardian_sealed;
};
BOOST_DESCRIBE_STRUCT(SealedColumns, (),
                      (name_sealed, id_number_sealed, id_number_index, phone_sealed, phone_index,
                       guardian_sealed))

SealedColumns seal(const crypto::KeyRing&, std::string_view table, std::int64_t row,
                   const Particulars&);
Particulars open(const crypto::KeyRing&, std::string_view table, std::int64_t row,
                 const SealedColumns&);

// One text in a column of one row; the empty text stays empty (nothing there, or erased).
std::string seal_text(const crypto::KeyRing&, std::string_view text, const crypto::SealedAt&);
std::string open_text(const crypto::KeyRing&, std::string_view sealed, const crypto::SealedAt&);

// Keyed digests for look-up; the same for persons, registrations and accounts.
std::string id_number_index(const crypto::KeyRing&, std::string_view id_number);
std::string phone_index(const crypto::KeyRing&, std::string_view phone);

// 张三丰 -> 张**; 13800001234 -> 138****1234; 360102199001011234 -> 3601**********1234.
std::string masked_name(std::string_view name);
std::string masked_phone(std::string_view phone);
std::string masked_id_number(std::string_view id_number);

// The name as it stands on the document; throws Refusal 422 `identity.name_wrong` on `field`.
std::string checked_name(std::string_view text, const std::string& field);
// Throws Refusal 422 when a minor's guardian is missing, does not consent or is not identified.
void require_guardian(const Particulars&, Date today);

}  // namespace linli::identity
