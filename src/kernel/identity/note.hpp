// One line for writing to the journal, and names of areas.
#pragma once
#include "kernel/identity/identity.hpp"

namespace linli::identity {

// What is noted never holds personal data in clear: ids, codes, names of fields.
inline void note(Parts& parts, store::Tx& tx, const journal::Entry& entry) {
    parts.journal.append(tx, entry);
}

// The Chinese name; empty when there is no such area.
std::string area_name(const Parts&, AreaId);
// Throws Refusal 422 `identity.area_unknown` on `field` unless the area is there now.
void require_area(const Parts&, AreaId, const std::string& field);

}  // namespace linli::identity
