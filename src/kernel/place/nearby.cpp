#include "kernel/place/nearby.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>

namespace linli::place {
namespace {

constexpr double radius_of_earth_m = 6'371'008.8;
constexpr double cells_per_degree = 100;
constexpr std::int32_t columns = 36'000;
constexpr double radian = std::numbers::pi / 180;
// Below this half angle three terms of the sine's series are exact to the last bit of a double.
constexpr double small_angle = 0.01;

std::int32_t row_of(double lat) {
    return static_cast<std::int32_t>(std::floor((lat + 90) * cells_per_degree));
}
std::int32_t column_of(double lng) {
    return std::min(static_cast<std::int32_t>(std::floor((lng + 180) * cells_per_degree)),
                    columns - 1);
}
std::uint64_t cell_of(std::int32_t row, std::int32_t column) {
    return static_cast<std::uint64_t>(row) * columns + static_cast<std::uint64_t>(column);
}

// The haversine itself, sin^2(d/2): rises with the distance, so it is compared and sorted as it is.
double haversine(GeoPoint a, GeoPoint b) {
    const double s = std::sin((b.lat - a.lat) * radian / 2);
    const double t = std::sin((b.lng - a.lng) * radian / 2);
    return s * s + std::cos(a.lat * radian) * std::cos(b.lat * radian) * t * t;
}
double metres_of(double h) {
    return 2 * radius_of_earth_m * std::asin(std::sqrt(std::min(1.0, h)));
}
double small_sine(double x) {
    const double x2 = x * x;
    return x * (1 - x2 * (1.0 / 6) * (1 - x2 * (1.0 / 20)));
}

}  // namespace

bool GeoBox::contains(GeoPoint p) const {
    if (p.lat < south || p.lat > north) return false;
    return west <= east ? p.lng >= west && p.lng <= east : p.lng >= west || p.lng <= east;
}

bool is_on_earth(GeoPoint p) {
    return std::isfinite(p.lat) && std::isfinite(p.lng) && std::abs(p.lat) <= 90 &&
           std::abs(p.lng) <= 180;
}

double distance_m(GeoPoint a, GeoPoint b) {
    return metres_of(haversine(a, b));
}

NearbyIndex::NearbyIndex(std::span<const GeoPoint> points) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    order.reserve(points.size());
    for (std::uint32_t i = 0; i < points.size(); ++i) {
        if (!is_on_earth(points[i])) continue;
        order.emplace_back(cell_of(row_of(points[i].lat), column_of(points[i].lng)), i);
    }
    std::sort(order.begin(), order.end());
    lat_.reserve(order.size());
    lng_.reserve(order.size());
    slot_.reserve(order.size());
    for (const auto& [cell, i] : order) {
        if (cell_.empty() || cell_.back() != cell) {
            cell_.push_back(cell);
            cell_begin_.push_back(static_cast<std::uint32_t>(slot_.size()));
        }
        lat_.push_back(points[i].lat);
        lng_.push_back(points[i].lng);
        slot_.push_back(i);
    }
    cell_begin_.push_back(static_cast<std::uint32_t>(slot_.size()));
    cell_.shrink_to_fit();
    cell_begin_.shrink_to_fit();
}

NearbyIndex::Run NearbyIndex::run_of(std::int32_t row, std::int32_t column_first,
                                     std::int32_t column_last) const {
    const auto first = std::lower_bound(cell_.begin(), cell_.end(), cell_of(row, column_first));
    const auto last = std::upper_bound(first, cell_.end(), cell_of(row, column_last));
    return {cell_begin_[static_cast<std::size_t>(first - cell_.begin())],
            cell_begin_[static_cast<std::size_t>(last - cell_.begin())]};
}

// Calls `take(begin, end)` for the runs of positions whose cells touch the box; west may lie below
// -180 and east above 180, which is the antimeridian crossed.
template <class F>
void NearbyIndex::each_run(double south, double north, double west, double east, F&& take) const {
    if (slot_.empty()) return;
    const std::int32_t row_first = row_of(std::max(south, -90.0));
    const std::int32_t row_last = row_of(std::min(north, 90.0));
    const auto span = [&](double from, double to) {
        for (std::int32_t row = row_first; row <= row_last; ++row) {
            const Run run = run_of(row, column_of(from), column_of(to));
            if (run.begin < run.end) take(run.begin, run.end);
        }
    };
    if (east - west >= 360) return span(-180, 180);
    if (west < -180) span(west + 360, 180);
    if (east > 180) span(-180, east - 360);
    span(std::max(west, -180.0), std::min(east, 180.0));
}

// What does not change from point to point in one query.
struct NearbyIndex::Disc {
    GeoPoint centre;
    double cos_lat, sin_lat, h_max;

    double exact(double lat, double lng) const { return haversine(centre, {lat, lng}); }
    // The same by series, for neighbours: no call of the mathematical library.
    double near(double lat, double lng) const {
        const double dlat = (lat - centre.lat) * radian;
        const double s = small_sine(dlat / 2);
        const double t = small_sine((lng - centre.lng) * radian / 2);
        const double cos_other =
            cos_lat * (1 - 2 * s * s) - sin_lat * small_sine(dlat);  // cos(a + d)
        return s * s + cos_lat * cos_other * t * t;
    }
};

void NearbyIndex::within(GeoPoint centre, double radius_m, std::size_t limit,
                         std::vector<NearbyHit>& out) const {
    out.clear();
    if (!is_on_earth(centre) || !(radius_m >= 0)) return;
    const double angle = std::min(radius_m / radius_of_earth_m, std::numbers::pi);
    const double half = std::sin(angle / 2);
    const double cos_lat = std::cos(centre.lat * radian);
    const Disc disc{centre, cos_lat, std::sin(centre.lat * radian), half * half * (1 + 1e-12)};
    const double dlat = angle / radian * (1 + 1e-9);
    // The meridians that touch the disc; all of them when it holds a pole.
    const bool pole = std::abs(centre.lat) + dlat >= 90;
    const double dlng =
        pole ? 180 : std::asin(std::min(1.0, std::sin(angle) / cos_lat)) / radian + 1e-9;
    const bool small = !pole && dlat * radian < small_angle && dlng * radian < small_angle &&
                       std::abs(centre.lng) + dlng < 180;

    // Distance as the bits of a positive float sorts like the float: one 64-bit key per hit.
    static thread_local std::vector<std::uint64_t> keys;
    keys.clear();
    const auto keep = [&](std::size_t i, double h) {
        const std::uint64_t bits = std::bit_cast<std::uint32_t>(static_cast<float>(h));
        keys.push_back(bits << 32 | i);
    };
    each_run(centre.lat - dlat, centre.lat + dlat, centre.lng - dlng, centre.lng + dlng,
             [&](std::size_t begin, std::size_t end) {
                 for (std::size_t i = begin; i < end; ++i) {
                     const double h =
                         small ? disc.near(lat_[i], lng_[i]) : disc.exact(lat_[i], lng_[i]);
                     if (h <= disc.h_max) keep(i, h);
                 }
             });
    if (limit != 0 && limit < keys.size()) {
        std::nth_element(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(limit),
                         keys.end());
        keys.resize(limit);
    }
    std::sort(keys.begin(), keys.end());
    out.reserve(keys.size());
    for (const std::uint64_t key : keys) {
        const auto h = std::bit_cast<float>(static_cast<std::uint32_t>(key >> 32));
        out.push_back({slot_[key & 0xffff'ffff], static_cast<float>(metres_of(h))});
    }
}

void NearbyIndex::in_box(const GeoBox& box, std::vector<std::uint32_t>& out) const {
    out.clear();
    const double east = box.west <= box.east ? box.east : box.east + 360;
    each_run(box.south, box.north, box.west, east, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            if (box.contains({lat_[i], lng_[i]})) out.push_back(slot_[i]);
    });
}

std::size_t NearbyIndex::bytes() const {
    return lat_.capacity() * 16 + slot_.capacity() * 4 + cell_.capacity() * 8 +
           cell_begin_.capacity() * 4;
}

}  // namespace linli::place
