// Boundaries: GeoJSON polygons with holes, brought to WGS-84.
#pragma once
#include <string>
#include <vector>

#include "base/coordinates.hpp"
#include "base/json.hpp"

namespace linli::area {

// Closed: the last point is the first again. The first ring of a polygon is its outline, the others
// are holes.
using Ring = std::vector<WgsPoint>;
using Polygon = std::vector<Ring>;
using Boundary = std::vector<Polygon>;

// At most so many points in one boundary.
inline constexpr std::size_t boundary_points_max = 50'000;

// From a GeoJSON Polygon or MultiPolygon in `crs`. Throws Refusal 422 on field `geometry`:
// `area.geometry_type`, `area.geometry_malformed`, `area.geometry_too_large`,
// `area.ring_not_closed`, `area.ring_too_short`, `area.ring_invalid` (crosses itself, a hole
// outside its outline), `coordinates.out_of_range`.
Boundary boundary_from_geojson(const json::value& geometry, Crs crs);

// A GeoJSON MultiPolygon with six decimals (0.1 m).
std::string to_geojson(const Boundary& boundary);
// Reads what to_geojson wrote; without the checks of boundary_from_geojson.
Boundary boundary_from_stored(std::string_view text);

BoundingBox box_of(const Boundary& boundary);

// By the even-odd rule, lower and left edges belong to the area: of areas that share an edge,
// corner by corner, exactly one holds a point on it.
bool contains(const Boundary& boundary, WgsPoint p);

}  // namespace linli::area
