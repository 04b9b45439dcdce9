// "What is near this point", in memory: a grid of 0.01 degree (about 1.1 km), one array per column
// of the table, sorted by cell, so that a query reads a few straight runs of memory. No store, no
// lock: an index is built once and then only read.
//
// Distances are great-circle metres on the mean sphere (radius 6,371,008.8 m, haversine), all
// coordinates WGS-84 degrees. Against the ellipsoid the error stays below 0.5 %.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace linli::place {

struct GeoPoint {
    double lat = 0;
    double lng = 0;
    bool operator==(const GeoPoint&) const = default;
};

// South-west and north-east corner. `west > east` means a box over the antimeridian.
struct GeoBox {
    double south = 0, west = 0, north = 0, east = 0;
    bool contains(GeoPoint p) const;
};

// On Earth: finite, |lat| <= 90, |lng| <= 180. Other points are kept in documents but never
// indexed.
bool is_on_earth(GeoPoint p);
double distance_m(GeoPoint a, GeoPoint b);

struct NearbyHit {
    std::uint32_t slot;  // position of the point in the span that the index was built from
    float distance_m;
};

class NearbyIndex {
  public:
    NearbyIndex() = default;
    // O(n log n). Points that are not on Earth are left out.
    explicit NearbyIndex(std::span<const GeoPoint> points);

    // Every point within `radius_m` (inclusive), nearest first, at most `limit` (0 = all of them).
    // `out` is cleared first, so that a caller may keep its memory.
    void within(GeoPoint centre, double radius_m, std::size_t limit,
                std::vector<NearbyHit>& out) const;
    // Slots of every point in the box, in no order.
    void in_box(const GeoBox& box, std::vector<std::uint32_t>& out) const;

    std::size_t size() const { return slot_.size(); }
    std::size_t bytes() const;

  private:
    struct Run {
        std::size_t begin, end;
    };
    struct Disc;
    template <class F>
    void each_run(double south, double north, double west, double east, F&& take) const;
    Run run_of(std::int32_t row, std::int32_t column_first, std::int32_t column_last) const;

    std::vector<double> lat_, lng_;
    std::vector<std::uint32_t> slot_;
    std::vector<std::uint64_t> cell_;        // distinct cells in order
    std::vector<std::uint32_t> cell_begin_;  // first position of each cell, plus the end
};

}  // namespace linli::place
