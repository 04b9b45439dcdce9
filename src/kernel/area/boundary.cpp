#include "kernel/area/boundary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kernel/area/ring_check.hpp"

namespace linli::area {

namespace {

Refusal faulty(const char* code, const char* zh, const char* en) {
    return refuse_field("geometry", std::string("area.") + code, {zh, en});
}

Refusal malformed() {
    return faulty("geometry_malformed", "边界的坐标不是 GeoJSON 的 [经度, 纬度] 列表",
                  "The coordinates of the boundary are not GeoJSON lists of [longitude, latitude]");
}

const json::array& list(const json::value& value) {
    if (!value.is_array()) throw malformed();
    return value.get_array();
}

double number(const json::value& value) {
    if (!value.is_number()) throw malformed();
    return value.to_number<double>();
}

// Six decimals, as they are stored, so that neighbours that shared a corner share it afterwards.
WgsPoint rounded(WgsPoint p) {
    return {std::round(p.lat * 1e6) / 1e6, std::round(p.lng * 1e6) / 1e6};
}

Ring ring_from(const json::value& value, Crs crs, std::size_t& points_left) {
    Ring ring;
    for (const json::value& position : list(value)) {
        if (points_left == 0) {
            throw faulty("geometry_too_large", "边界的点太多，请先简化",
                         "The boundary has too many points; simplify it first");
        }
        --points_left;
        const json::array& numbers = list(position);
        if (numbers.size() < 2 || numbers.size() > 3) throw malformed();
        ring.push_back(rounded(wgs84_from(number(numbers[1]), number(numbers[0]), crs)));
    }
    if (ring.size() < 4) {
        throw faulty("ring_too_short", "边界的一个环至少要有四个点，首尾相同",
                     "A ring needs at least four points, the last being the first again");
    }
    if (ring.front() != ring.back()) {
        throw faulty("ring_not_closed", "边界的环没有闭合，最后一点应与第一点相同",
                     "A ring is not closed: its last point must be its first again");
    }
    return ring;
}

Polygon polygon_from(const json::value& value, Crs crs, std::size_t& points_left) {
    Polygon polygon;
    for (const json::value& ring : list(value)) {
        polygon.push_back(ring_from(ring, crs, points_left));
    }
    if (polygon.empty()) throw malformed();
    return polygon;
}

Boundary read_geometry(const json::value& geometry, Crs crs) {
    const json::object* object = geometry.if_object();
    const json::value* type = object ? object->if_contains("type") : nullptr;
    const json::value* coordinates = object ? object->if_contains("coordinates") : nullptr;
    if (!type || !type->is_string() || !coordinates) throw malformed();
    std::size_t points_left = boundary_points_max;
    Boundary boundary;
    if (type->get_string() == "Polygon") {
        boundary.push_back(polygon_from(*coordinates, crs, points_left));
    } else if (type->get_string() == "MultiPolygon") {
        for (const json::value& polygon : list(*coordinates)) {
            boundary.push_back(polygon_from(polygon, crs, points_left));
        }
        if (boundary.empty()) throw malformed();
    } else {
        throw faulty("geometry_type", "边界只能是 Polygon 或 MultiPolygon",
                     "A boundary must be a Polygon or a MultiPolygon");
    }
    return boundary;
}

// Does the edge from a to b cross the ray from p to the east? An edge counts for the half-open
// range of its latitudes, and is looked at from its lower end whichever way the ring runs, so that
// two areas get the same answer for the edge that they share.
bool crosses(WgsPoint a, WgsPoint b, WgsPoint p) {
    if ((a.lat > p.lat) == (b.lat > p.lat)) return false;
    if (a.lat > b.lat) std::swap(a, b);
    return p.lng < a.lng + (p.lat - a.lat) / (b.lat - a.lat) * (b.lng - a.lng);
}

}  // namespace

Boundary boundary_from_geojson(const json::value& geometry, Crs crs) {
    Boundary boundary = read_geometry(geometry, crs);
    if (const std::string reason = invalidity(boundary); !reason.empty()) {
        throw refuse_field(
            "geometry", "area.ring_invalid",
            {"边界不是正确的多边形（自相交、重复的点或环相互重叠），请修正：" + reason,
             "The boundary is not a proper polygon; please mend it: " + reason});
    }
    return boundary;
}

std::string to_geojson(const Boundary& boundary) {
    std::string out = R"({"type":"MultiPolygon","coordinates":[)";
    const auto separate = [&out](bool first) { out += first ? "[" : ",["; };
    for (const Polygon& polygon : boundary) {
        separate(&polygon == &boundary.front());
        for (const Ring& ring : polygon) {
            separate(&ring == &polygon.front());
            for (const WgsPoint& p : ring) {
                separate(&p == &ring.front());
                out += fmt::format("{:.6f},{:.6f}]", p.lng, p.lat);
            }
            out += ']';
        }
        out += ']';
    }
    return out + "]}";
}

Boundary boundary_from_stored(std::string_view text) {
    return read_geometry(parse_json(text, {.bytes_max = 8 << 20, .depth_max = 8}), Crs::wgs84);
}

BoundingBox box_of(const Boundary& boundary) {
    BoundingBox box{90, 180, -90, -180};
    for (const Polygon& polygon : boundary) {
        for (const WgsPoint& p : polygon.front()) {
            box.south = std::min(box.south, p.lat);
            box.north = std::max(box.north, p.lat);
            box.west = std::min(box.west, p.lng);
            box.east = std::max(box.east, p.lng);
        }
    }
    return box;
}

bool contains(const Boundary& boundary, WgsPoint p) {
    bool inside = false;
    for (const Polygon& polygon : boundary) {
        for (const Ring& ring : polygon) {
            for (std::size_t i = 1; i < ring.size(); ++i) {
                if (crosses(ring[i - 1], ring[i], p)) inside = !inside;
            }
        }
    }
    return inside;
}

}  // namespace linli::area
