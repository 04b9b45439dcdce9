// Coordinates that carry their system in their type. Linli stores WGS-84 and remembers the system
// of the source as data; it converts at the edge. A coordinate without its system is refused:
// mixing WGS-84 and GCJ-02 misplaces things by some 600 m, GCJ-02 and BD-09 by some 900 m.
//
//   wgs84     GPS, OpenStreetMap; ellipsoid a = 6,378,137 m, 1/f = 298.257223563
//   cgcs2000  China's national system, 1/f = 298.257222101: the polar radius differs by 0.1 mm, the
//             frames by centimetres, so for a service map it is the same as WGS-84
//   gcj02     the obfuscated system of Chinese online maps (AMap, Tencent, WeChat openLocation); by
//             the community's formula, never published officially: about 1 m from the real maps
//   bd09      Baidu's second obfuscation on top of GCJ-02
//
// Outside the rectangle 72.004-137.8347 E, 0.8293-55.8271 N both obfuscations do nothing. The
// formula covers Hong Kong, Macau and Taiwan; whether a map applies it there differs from map to
// map, so data from a map that does not must be tagged wgs84.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/refusal.hpp"

namespace linli {

enum class Crs : std::uint8_t { wgs84, gcj02, bd09, cgcs2000 };
BOOST_DESCRIBE_ENUM(Crs, wgs84, gcj02, bd09, cgcs2000)

// Degrees; latitude -90 to 90, longitude -180 to 180.
template <Crs crs>
struct Point {
    double lat = 0;
    double lng = 0;
    bool operator==(const Point&) const = default;
};
using WgsPoint = Point<Crs::wgs84>;
using GcjPoint = Point<Crs::gcj02>;
using BdPoint = Point<Crs::bd09>;
using CgcsPoint = Point<Crs::cgcs2000>;

// The inverse of each is iterated to below 1e-11 degrees: a round trip moves nothing by 1 mm.
GcjPoint to_gcj02(WgsPoint p);
WgsPoint to_wgs84(GcjPoint p);
BdPoint to_bd09(GcjPoint p);
GcjPoint to_gcj02(BdPoint p);
inline WgsPoint to_wgs84(CgcsPoint p) {
    return {p.lat, p.lng};
}
inline CgcsPoint to_cgcs2000(WgsPoint p) {
    return {p.lat, p.lng};
}
inline WgsPoint to_wgs84(BdPoint p) {
    return to_wgs84(to_gcj02(p));
}
inline BdPoint to_bd09(WgsPoint p) {
    return to_bd09(to_gcj02(p));
}
inline WgsPoint to_wgs84(WgsPoint p) {
    return p;
}

// The system named by a text in any case, with or without its hyphen: WGS-84, EPSG:4326,
// http://www.opengis.net/def/crs/OGC/1.3/CRS84, GCJ-02, BD-09, CGCS2000, EPSG:4490. Throws Refusal
// `crs.missing` when empty and `crs.unknown` otherwise, naming `field`.
Crs crs_from_text(std::string_view text, const std::string& field = "crs");

// A coordinate from outside, brought to WGS-84. Throws as above, and `coordinates.out_of_range`
// naming `lat` or `lng` (with a hint when the two look exchanged).
WgsPoint wgs84_from(double lat, double lng, std::string_view crs);
WgsPoint wgs84_from(double lat, double lng, Crs crs);

// The mean radius of the Earth (IUGG R1), used for all distances.
inline constexpr double earth_radius_m = 6'371'008.8;
// Great-circle distance by the haversine formula; within 0.5 % of the ellipsoid.
double distance_m(WgsPoint a, WgsPoint b);

struct BoundingBox {
    double south = 0;
    double west = 0;
    double north = 0;
    double east = 0;
    bool contains(WgsPoint p) const {
        return p.lat >= south && p.lat <= north && p.lng >= west && p.lng <= east;
    }
    bool operator==(const BoundingBox&) const = default;
};
// The smallest box of degrees that holds the circle; cut off at the poles and at 180 degrees.
BoundingBox box_around(WgsPoint centre, double radius_m);
// "west,south,east,north" in degrees WGS-84, the order of GeoJSON; throws Refusal `bbox.malformed`.
BoundingBox box_from_text(std::string_view text, const std::string& field = "bbox");

}  // namespace linli
