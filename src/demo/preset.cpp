#include "demo/preset.hpp"

#include "base/json.hpp"

namespace linli::demo {

Size size_of(Preset preset) {
    Size size;
    switch (preset) {
        case Preset::small:
            size.persons = 2'000;
            size.listings = 400;
            size.boards = 2;
            break;
        case Preset::district:
            size.plan.streets_min = size.plan.streets_max = 8;
            size.plan.communities_min = 5;
            size.plan.communities_max = 7;
            size.plan.grids_min = 4;
            size.plan.grids_max = 8;
            size.persons = 60'000;
            size.listings = 4'000;
            size.boards = 8;
            break;
        case Preset::city:
            size.plan.districts = 8;
            size.plan.streets_min = 8;
            size.plan.streets_max = 12;
            size.plan.communities_min = 5;
            size.plan.communities_max = 9;
            size.plan.grids_min = 4;
            size.plan.grids_max = 6;
            size.persons = 600'000;
            size.listings = 20'000;
            size.boards = 80;
            break;
    }
    return size;
}

Preset preset_from_text(std::string_view name) {
    if (const auto preset = enum_from_text<Preset>(name)) return *preset;
    throw refuse_field("preset", "demo.preset_unknown",
                       {"没有这个演示城市，可选 small、district 或 city",
                        "there is no such demonstration city; choose small, district or city"});
}

}  // namespace linli::demo
