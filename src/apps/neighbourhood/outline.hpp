// The schematic plan: boundaries of areas, cut off at the circle that a board shows.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/coordinates.hpp"
#include "base/json.hpp"

namespace linli::neighbourhood {

// Degrees WGS-84 as GeoJSON writes them: longitude, latitude; first point repeated at the end.
using Ring = std::vector<std::pair<double, double>>;

struct Shape {
    std::string name;
    Ring ring;
};

// The part of the ring within the circle, the circle drawn with 64 corners, coordinates rounded to
// 5 decimals (1 m). Several pieces when the boundary leaves the circle and comes back; none when it
// lies outside or crosses itself.
std::vector<Shape> clipped(const Shape& shape, WgsPoint centre, double radius_m);

// {name, ring: [[lng, lat], ...]}
json::value to_json_value(const Shape& shape);

}  // namespace linli::neighbourhood
