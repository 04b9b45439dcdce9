#include "kernel/area/ring_check.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/algorithms/is_valid.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#pragma GCC diagnostic pop

namespace linli::area {

namespace bg = boost::geometry;

namespace {
using Xy = bg::model::d2::point_xy<double>;
using Shape = bg::model::polygon<Xy>;
using Shapes = bg::model::multi_polygon<Shape>;
}  // namespace

std::string invalidity(const Boundary& boundary) {
    Shapes shapes;
    for (const Polygon& polygon : boundary) {
        Shape& shape = shapes.emplace_back();
        shape.inners().resize(polygon.size() - 1);
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            auto& ring = i == 0 ? shape.outer() : shape.inners()[i - 1];
            for (const WgsPoint& p : polygon[i])
                ring.emplace_back(p.lng, p.lat);
        }
    }
    bg::correct(shapes);
    std::string reason;
    return bg::is_valid(shapes, reason) ? std::string() : reason;
}

}  // namespace linli::area
