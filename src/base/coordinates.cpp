#include "base/coordinates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "base/text.hpp"

namespace linli {

namespace {

using std::numbers::pi;

constexpr double krasovsky_a = 6'378'245.0;
constexpr double krasovsky_ee = 0.00669342162296594323;
constexpr double bd_pi = pi * 3000.0 / 180.0;

bool is_obfuscated_there(double lat, double lng) {
    return lng >= 72.004 && lng <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

double shift_lat(double x, double y) {
    double shift =
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x));
    shift += (20.0 * std::sin(6.0 * x * pi) + 20.0 * std::sin(2.0 * x * pi)) * 2.0 / 3.0;
    shift += (20.0 * std::sin(y * pi) + 40.0 * std::sin(y / 3.0 * pi)) * 2.0 / 3.0;
    shift += (160.0 * std::sin(y / 12.0 * pi) + 320.0 * std::sin(y * pi / 30.0)) * 2.0 / 3.0;
    return shift;
}

double shift_lng(double x, double y) {
    double shift = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x));
    shift += (20.0 * std::sin(6.0 * x * pi) + 20.0 * std::sin(2.0 * x * pi)) * 2.0 / 3.0;
    shift += (20.0 * std::sin(x * pi) + 40.0 * std::sin(x / 3.0 * pi)) * 2.0 / 3.0;
    shift += (150.0 * std::sin(x / 12.0 * pi) + 300.0 * std::sin(x / 30.0 * pi)) * 2.0 / 3.0;
    return shift;
}

double square(double x) {
    return x * x;
}
double radians(double degrees) {
    return degrees * pi / 180.0;
}
double degrees(double radians_) {
    return radians_ * 180.0 / pi;
}

// Finds the point that `forward` maps to `target`: both shifts are small and smooth, so moving the
// guess by what is still missing converges in four or five rounds.
template <class From, class To, class Forward>
From invert(To target, const Forward& forward) {
    From guess{target.lat, target.lng};
    for (int round = 0; round < 30; ++round) {
        const To reached = forward(guess);
        const double missing_lat = target.lat - reached.lat;
        const double missing_lng = target.lng - reached.lng;
        guess.lat += missing_lat;
        guess.lng += missing_lng;
        if (std::abs(missing_lat) < 1e-11 && std::abs(missing_lng) < 1e-11) break;
    }
    return guess;
}

}  // namespace

GcjPoint to_gcj02(WgsPoint p) {
    if (!is_obfuscated_there(p.lat, p.lng)) return {p.lat, p.lng};
    const double x = p.lng - 105.0;
    const double y = p.lat - 35.0;
    const double phi = radians(p.lat);
    const double magic = 1.0 - krasovsky_ee * square(std::sin(phi));
    const double root = std::sqrt(magic);
    const double meridian = krasovsky_a * (1.0 - krasovsky_ee) / (magic * root);
    const double parallel = krasovsky_a / root * std::cos(phi);
    return {p.lat + degrees(shift_lat(x, y) / meridian),
            p.lng + degrees(shift_lng(x, y) / parallel)};
}

WgsPoint to_wgs84(GcjPoint p) {
    if (!is_obfuscated_there(p.lat, p.lng)) return {p.lat, p.lng};
    return invert<WgsPoint>(p, [](WgsPoint guess) { return to_gcj02(guess); });
}

BdPoint to_bd09(GcjPoint p) {
    if (!is_obfuscated_there(p.lat, p.lng)) return {p.lat, p.lng};
    const double z = std::hypot(p.lng, p.lat) + 0.00002 * std::sin(p.lat * bd_pi);
    const double theta = std::atan2(p.lat, p.lng) + 0.000003 * std::cos(p.lng * bd_pi);
    return {z * std::sin(theta) + 0.006, z * std::cos(theta) + 0.0065};
}

GcjPoint to_gcj02(BdPoint p) {
    if (!is_obfuscated_there(p.lat, p.lng)) return {p.lat, p.lng};
    return invert<GcjPoint>(p, [](GcjPoint guess) { return to_bd09(guess); });
}

Crs crs_from_text(std::string_view text, const std::string& field) {
    std::string name = fold(trim(text.substr(0, 200)));
    if (name.empty()) {
        throw refuse_field(
            field, "crs.missing",
            {"缺少坐标系，请注明 wgs84、cgcs2000、gcj02（高德、腾讯）或 bd09（百度）",
             "The coordinate system is missing: state wgs84, cgcs2000, gcj02 or bd09"});
    }
    for (const std::string_view prefix : {"urn:ogc:def:crs:", "http://www.opengis.net/def/crs/"}) {
        if (name.starts_with(prefix)) name = name.substr(name.find_last_of(":/") + 1);
    }
    std::erase_if(name, [](char c) { return c == '-' || c == '_' || c == ' ' || c == ':'; });
    static constexpr std::array<std::pair<std::string_view, Crs>, 14> names{
        {{"wgs84", Crs::wgs84},
         {"epsg4326", Crs::wgs84},
         {"4326", Crs::wgs84},
         {"crs84", Crs::wgs84},
         {"ogccrs84", Crs::wgs84},
         {"gps", Crs::wgs84},
         {"gcj02", Crs::gcj02},
         {"gcj", Crs::gcj02},
         {"bd09", Crs::bd09},
         {"bd09ll", Crs::bd09},
         {"cgcs2000", Crs::cgcs2000},
         {"epsg4490", Crs::cgcs2000},
         {"4490", Crs::cgcs2000},
         {"国家2000", Crs::cgcs2000}}};
    for (const auto& [known, crs] : names) {
        if (name == known) return crs;
    }
    throw refuse_field(
        field, "crs.unknown",
        {"不认识这个坐标系，请用 wgs84、cgcs2000、gcj02（高德、腾讯）或 bd09（百度）",
         "This coordinate system is not known: use wgs84, cgcs2000, gcj02 or bd09"});
}

WgsPoint wgs84_from(double lat, double lng, Crs crs) {
    // Written so that NaN is refused as well.
    if (!(lat >= -90 && lat <= 90)) {
        const bool exchanged = lat >= 72 && lat <= 138 && lng >= 0 && lng <= 56;
        throw refuse_field(
            "lat", "coordinates.out_of_range",
            {exchanged ? "纬度超出 -90 到 90，经纬度可能写反了" : "纬度应在 -90 到 90 之间，请核对",
             exchanged ? "The latitude is beyond 90; it and the longitude seem exchanged"
                       : "The latitude must be between -90 and 90; check it"});
    }
    if (!(lng >= -180 && lng <= 180)) {
        throw refuse_field("lng", "coordinates.out_of_range",
                           {"经度应在 -180 到 180 之间，请核对",
                            "The longitude must be between -180 and 180; check it"});
    }
    switch (crs) {
        case Crs::wgs84:
            return {lat, lng};
        case Crs::cgcs2000:
            return to_wgs84(CgcsPoint{lat, lng});
        case Crs::gcj02:
            return to_wgs84(GcjPoint{lat, lng});
        case Crs::bd09:
            return to_wgs84(BdPoint{lat, lng});
    }
    broken_invariant("a coordinate system outside its enum", __FILE__, __LINE__);
}

WgsPoint wgs84_from(double lat, double lng, std::string_view crs) {
    return wgs84_from(lat, lng, crs_from_text(crs));
}

double distance_m(WgsPoint a, WgsPoint b) {
    const double half_lat = std::sin(radians(b.lat - a.lat) / 2);
    const double half_lng = std::sin(radians(b.lng - a.lng) / 2);
    const double h =
        square(half_lat) + std::cos(radians(a.lat)) * std::cos(radians(b.lat)) * square(half_lng);
    return 2 * earth_radius_m * std::asin(std::sqrt(std::min(1.0, h)));
}

BoundingBox box_around(WgsPoint centre, double radius_m) {
    LINLI_CHECK(radius_m >= 0);
    // A hair wider than the circle, so that rounding never leaves out a point on its edge.
    const double angle = radius_m / earth_radius_m * (1 + 1e-9);
    const double lat = degrees(angle);
    const double south = centre.lat - lat;
    const double north = centre.lat + lat;
    if (south <= -90 || north >= 90)
        return {std::max(south, -90.0), -180, std::min(north, 90.0), 180};
    // The circle is widest where it touches a meridian, not at the latitude of its centre.
    const double lng =
        degrees(std::asin(std::min(1.0, std::sin(angle) / std::cos(radians(centre.lat)))));
    return {south, std::max(centre.lng - lng, -180.0), north, std::min(centre.lng + lng, 180.0)};
}

BoundingBox box_from_text(std::string_view text, const std::string& field) {
    const auto malformed = [&] {
        return refuse_field(field, "bbox.malformed",
                            {"范围应写成四个数：西,南,东,北，例如 115.8,28.6,116.0,28.8",
                             "Write the box as four numbers: west,south,east,north"});
    };
    std::array<double, 4> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const std::size_t comma = text.find(',');
        if ((comma == std::string_view::npos) != (i == 3)) throw malformed();
        const std::string_view part = trim(text.substr(0, comma));
        const auto [end, error] =
            std::from_chars(part.data(), part.data() + part.size(), numbers[i]);
        if (error != std::errc{} || end != part.data() + part.size()) throw malformed();
        text.remove_prefix(i == 3 ? text.size() : comma + 1);
    }
    const BoundingBox box{numbers[1], numbers[0], numbers[3], numbers[2]};
    const bool in_order = box.south <= box.north && box.west <= box.east && box.south >= -90 &&
                          box.north <= 90 && box.west >= -180 && box.east <= 180;
    if (!in_order) throw malformed();
    return box;
}

}  // namespace linli
