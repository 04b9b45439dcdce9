#include "apps/neighbourhood/outline.hpp"

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <cmath>
#include <numbers>

namespace linli::neighbourhood {

namespace {

namespace bg = boost::geometry;
using Flat = bg::model::d2::point_xy<double>;     // metres east and north of the centre
using Polygon = bg::model::polygon<Flat, false>;  // counter-clockwise, closed

constexpr int corners = 64;

// A plane that touches the Earth at the centre: within 10 km the error is below a few metres.
struct Plane {
    WgsPoint centre;
    double metres_per_lat, metres_per_lng;

    explicit Plane(WgsPoint c)
        : centre(c),
          metres_per_lat(earth_radius_m * std::numbers::pi / 180),
          metres_per_lng(metres_per_lat * std::cos(c.lat * std::numbers::pi / 180)) {}
    Flat flat(std::pair<double, double> lng_lat) const {
        return {(lng_lat.first - centre.lng) * metres_per_lng,
                (lng_lat.second - centre.lat) * metres_per_lat};
    }
    std::pair<double, double> round(const Flat& p) const {
        const auto five = [](double degrees) { return std::round(degrees * 1e5) / 1e5; };
        return {five(centre.lng + p.x() / metres_per_lng),
                five(centre.lat + p.y() / metres_per_lat)};
    }
};

Polygon disc(double radius_m) {
    Polygon out;
    for (int i = 0; i <= corners; ++i) {
        const double angle = 2 * std::numbers::pi * (i % corners) / corners;
        out.outer().emplace_back(radius_m * std::cos(angle), radius_m * std::sin(angle));
    }
    return out;
}

}  // namespace

std::vector<Shape> clipped(const Shape& shape, WgsPoint centre, double radius_m) {
    const Plane plane(centre);
    Polygon polygon;
    for (const auto& corner : shape.ring)
        polygon.outer().push_back(plane.flat(corner));
    bg::correct(polygon);
    if (!bg::is_valid(polygon)) return {};
    std::vector<Polygon> pieces;
    bg::intersection(polygon, disc(radius_m), pieces);
    std::vector<Shape> out;
    for (const Polygon& piece : pieces) {
        Shape cut{shape.name, {}};
        for (const Flat& corner : piece.outer())
            cut.ring.push_back(plane.round(corner));
        out.push_back(std::move(cut));
    }
    return out;
}

json::value to_json_value(const Shape& shape) {
    json::array ring;
    for (const auto& [lng, lat] : shape.ring)
        ring.push_back(json::array{lng, lat});
    return json::object{{"name", shape.name}, {"ring", std::move(ring)}};
}

}  // namespace linli::neighbourhood
