#include "kernel/identity/note.hpp"

namespace linli::identity {

std::string area_name(const Parts& parts, AreaId id) {
    const auto tree = parts.areas.tree();
    const area::Area* found = tree->find(id);
    return found ? found->name_zh : std::string();
}

void require_area(const Parts& parts, AreaId id, const std::string& field) {
    const auto tree = parts.areas.tree();
    const area::Area* found = tree->find(id);
    if (!found || !found->stands_on(date_in_china(parts.clock.now())))
        throw refuse_field(field, "identity.area_unknown",
                           {"没有这个区域，请重新选择", "there is no such area; choose another"});
}

}  // namespace linli::identity
