// The whole content of the city, worked out before anything is written.
#pragma once
#include <string>
#include <vector>

#include "apps/neighbourhood/board.hpp"
#include "base/date.hpp"
#include "demo/directory.hpp"
#include "demo/preset.hpp"
#include "kernel/place/listing.hpp"

namespace linli::demo {

struct Town {
    Geography geography;
    std::vector<Name> names;         // of the areas, by position
    std::vector<std::string> codes;  // the same
    std::vector<std::size_t> grids;  // positions of the grids
    Directory directory;
    Size size;
    std::uint64_t seed = 0;
};
Town make_town(const Size& size, std::uint64_t seed);

// All areas as a GeoJSON FeatureCollection for area::Areas::import, parents before children.
std::string areas_geojson(const Town& town);

// Without area_id. `today` is the day from which confirmations are counted back.
place::ListingForm listing_form(const Town& town, const Listing& listing, Date today);

// A board at the door of every so many-th community, without area_id; `area` is its position.
struct BoardPlan {
    std::size_t area = 0;
    neighbourhood::BoardForm form;
};
std::vector<BoardPlan> board_plans(const Town& town);

}  // namespace linli::demo
