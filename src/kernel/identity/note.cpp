#include "kernel/identity/note.hpp"

namespace linli::identity {

std::string area_name(const Parts& parts, AreaId id) {
    return parts.areas.name_of(id).value_or("");
}

void require_area(const Parts& parts, AreaId id, const std::string& field) {
    if (!parts.areas.name_of(id))
        throw refuse_field(field, "identity.area_unknown",
                           {"没有这个区域，请重新选择", "there is no such area; choose another"});
}

}  // namespace linli::identity
