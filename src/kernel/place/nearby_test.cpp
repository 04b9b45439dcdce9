#include "kernel/place/nearby.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace linli::place {
namespace {

std::vector<GeoPoint> random_points(std::size_t n, GeoBox box, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> lat(box.south, box.north), lng(box.west, box.east);
    std::vector<GeoPoint> points(n);
    for (GeoPoint& p : points)
        p = {lat(random), lng(random)};
    return points;
}

// The spherical law of cosines in long double: another formula than the index uses.
double slow_distance_m(GeoPoint a, GeoPoint b) {
    const long double r = 3.14159265358979323846L / 180;
    const long double x =
        std::cos(a.lat * r) * std::cos(a.lng * r) - std::cos(b.lat * r) * std::cos(b.lng * r);
    const long double y =
        std::cos(a.lat * r) * std::sin(a.lng * r) - std::cos(b.lat * r) * std::sin(b.lng * r);
    const long double z = std::sin(a.lat * r) - std::sin(b.lat * r);
    const long double chord = std::sqrt(x * x + y * y + z * z);
    return static_cast<double>(2 * 6'371'008.8L * std::asin(std::min(1.0L, chord / 2)));
}

void expect_as_brute_force(const std::vector<GeoPoint>& points, GeoPoint centre, double radius) {
    const NearbyIndex index(points);
    std::vector<NearbyHit> hits;
    index.within(centre, radius, 0, hits);
    std::vector<bool> found(points.size());
    for (const NearbyHit& hit : hits) {
        found[hit.slot] = true;
        EXPECT_NEAR(hit.distance_m, slow_distance_m(centre, points[hit.slot]),
                    0.01 + hit.distance_m * 1e-6);
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double d = slow_distance_m(centre, points[i]);
        if (std::abs(d - radius) < 0.001) continue;  // on the rim either answer is right
        EXPECT_EQ(found[i], d < radius) << points[i].lat << ' ' << points[i].lng << " at " << d;
    }
    EXPECT_TRUE(std::is_sorted(
        hits.begin(), hits.end(),
        [](const NearbyHit& a, const NearbyHit& b) { return a.distance_m < b.distance_m; }));
}

TEST(Nearby, finds_what_a_walk_over_every_point_finds) {
    const auto points = random_points(5000, {28.2, 115.4, 29.0, 116.4}, 7);
    for (const double radius : {0.0, 50.0, 1000.0, 3000.0, 20'000.0, 80'000.0})
        expect_as_brute_force(points, {28.68, 115.89}, radius);
}

TEST(Nearby, works_over_the_antimeridian_and_at_the_poles) {
    const auto around = random_points(3000, {-2, 178, 2, 180}, 1);
    auto both = around;
    for (const GeoPoint p : around)
        both.push_back({p.lat, p.lng - 358});
    expect_as_brute_force(both, {0.1, 179.95}, 30'000);
    expect_as_brute_force(both, {0.1, -179.95}, 3'000);
    expect_as_brute_force(random_points(3000, {88, -180, 90, 180}, 2), {89.8, 10}, 60'000);
}

TEST(Nearby, gives_the_nearest_ones_when_it_may_give_only_some) {
    const auto points = random_points(5000, {28.6, 115.8, 28.8, 116.0}, 3);
    const NearbyIndex index(points);
    std::vector<NearbyHit> all, some;
    index.within({28.7, 115.9}, 5000, 0, all);
    index.within({28.7, 115.9}, 5000, 10, some);
    ASSERT_GT(all.size(), 100U);
    ASSERT_EQ(some.size(), 10U);
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_EQ(some[i].slot, all[i].slot);
}

TEST(Nearby, leaves_out_points_that_are_not_on_earth) {
    const std::vector<GeoPoint> points{{100, 101}, {28.7, 115.9}, {std::nan(""), 0}};
    const NearbyIndex index(points);
    EXPECT_EQ(index.size(), 1U);
    std::vector<NearbyHit> hits;
    index.within({28.7, 115.9}, 100, 0, hits);
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0].slot, 1U);
    index.within({100, 101}, 100, 0, hits);
    EXPECT_TRUE(hits.empty());
}

TEST(Nearby, needs_about_forty_bytes_a_point) {
    const NearbyIndex index(random_points(20'000, {28.2, 115.4, 29.0, 116.4}, 4));
    EXPECT_LT(index.bytes(), 20'000U * 40);
}

TEST(Nearby, box_holds_exactly_the_points_inside_it) {
    EXPECT_TRUE(rc::check([] {
        const auto points =
            random_points(300, {28.2, 115.4, 29.0, 116.4}, *rc::gen::inRange(0u, 1000u));
        const auto edge = [](int a) { return a / 100.0; };
        GeoBox box{edge(*rc::gen::inRange(2810, 2860)), edge(*rc::gen::inRange(11'530, 11'600)),
                   edge(*rc::gen::inRange(2860, 2910)), edge(*rc::gen::inRange(11'600, 11'650))};
        std::vector<std::uint32_t> slots;
        NearbyIndex(points).in_box(box, slots);
        std::sort(slots.begin(), slots.end());
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < points.size(); ++i)
            if (points[i].lat >= box.south && points[i].lat <= box.north &&
                points[i].lng >= box.west && points[i].lng <= box.east)
                expected.push_back(i);
        RC_ASSERT(slots == expected);
    }));
}

}  // namespace
}  // namespace linli::place
