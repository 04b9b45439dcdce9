#include "base/coordinates.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace linli {
namespace {

struct Region {
    double south, north, west, east;
};
constexpr Region china{18.2, 53.5, 73.7, 135.0};
constexpr Region nanchang{28.2, 29.1, 115.5, 116.5};

WgsPoint any_point(const Region& region) {
    const auto between = [](double low, double high) {
        return low + (high - low) * *rc::gen::inRange(0, 1'000'000'000) / 1e9;
    };
    return {between(region.south, region.north), between(region.west, region.east)};
}

// Metres between two pairs of degrees, whatever system they are written in.
template <Crs a, Crs b>
double shift_m(Point<a> p, Point<b> q) {
    return distance_m(WgsPoint{p.lat, p.lng}, WgsPoint{q.lat, q.lng});
}

template <class Act>
std::string code_of(const Act& act) {
    try {
        act();
    } catch (const Refusal& refusal) {
        return refusal.code() + " " + refusal.fields().front().field;
    }
    return "accepted";
}

TEST(Gcj02, is_shifted_by_581_to_619_metres_in_nanchang) {
    EXPECT_TRUE(rc::check([] {
        const WgsPoint p = any_point(nanchang);
        const double shift = shift_m(p, to_gcj02(p));
        RC_ASSERT(shift > 570.0);
        RC_ASSERT(shift < 625.0);
    }));
    const WgsPoint donghu{28.685, 115.899};
    EXPECT_GE(shift_m(donghu, to_gcj02(donghu)), 581);
    EXPECT_LE(shift_m(donghu, to_gcj02(donghu)), 619);
}

TEST(Gcj02, of_tiananmen_is_where_the_published_formula_puts_it) {
    // Worked example of the public formula (eviltransform test data).
    const GcjPoint p = to_gcj02(WgsPoint{31.1774276, 121.5272106});
    EXPECT_NEAR(p.lat, 31.17530398364597, 1e-9);
    EXPECT_NEAR(p.lng, 121.531541859215, 1e-9);
}

TEST(Bd09, is_shifted_by_another_765_to_986_metres) {
    EXPECT_TRUE(rc::check([] {
        const GcjPoint p = to_gcj02(any_point(china));
        const double shift = shift_m(p, to_bd09(p));
        RC_ASSERT(shift > 765.0 - 5);
        RC_ASSERT(shift < 986.0 + 5);
    }));
}

TEST(Conversion, there_and_back_moves_nothing_by_a_millimetre) {
    EXPECT_TRUE(rc::check([] {
        const WgsPoint p = any_point(china);
        RC_ASSERT(shift_m(p, to_wgs84(to_gcj02(p))) < 0.001);
        RC_ASSERT(shift_m(p, to_wgs84(to_bd09(p))) < 0.001);
        RC_ASSERT(to_wgs84(to_cgcs2000(p)) == p);
    }));
}

TEST(Conversion, does_nothing_outside_china) {
    for (const WgsPoint p :
         {WgsPoint{48.8584, 2.2945}, WgsPoint{-33.8568, 151.2153}, WgsPoint{40.7, -74.0}}) {
        EXPECT_EQ(shift_m(p, to_gcj02(p)), 0);
        EXPECT_EQ(shift_m(p, to_bd09(p)), 0);
        EXPECT_EQ(shift_m(to_wgs84(BdPoint{p.lat, p.lng}), p), 0);
    }
}

TEST(Coordinate, without_its_system_is_refused) {
    EXPECT_EQ(code_of([] { wgs84_from(28.68, 115.9, ""); }), "crs.missing crs");
    EXPECT_EQ(code_of([] { wgs84_from(28.68, 115.9, "mars"); }), "crs.unknown crs");
    EXPECT_EQ(code_of([] { wgs84_from(115.9, 28.68, "wgs84"); }), "coordinates.out_of_range lat");
    EXPECT_EQ(code_of([] { wgs84_from(28.68, 181, "wgs84"); }), "coordinates.out_of_range lng");
    EXPECT_EQ(code_of([] { wgs84_from(std::nan(""), 115, "wgs84"); }),
              "coordinates.out_of_range lat");
}

TEST(Coordinate, may_name_its_system_in_the_usual_ways) {
    for (const char* name :
         {"wgs84", "WGS-84", "EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84",
          "http://www.opengis.net/def/crs/OGC/1.3/CRS84", "urn:ogc:def:crs:EPSG::4326"}) {
        EXPECT_EQ(crs_from_text(name), Crs::wgs84) << name;
    }
    EXPECT_EQ(crs_from_text("GCJ-02"), Crs::gcj02);
    EXPECT_EQ(crs_from_text(" bd_09 "), Crs::bd09);
    EXPECT_EQ(crs_from_text("EPSG:4490"), Crs::cgcs2000);
}

TEST(Distance, of_a_degree_of_latitude_is_111_kilometres) {
    EXPECT_NEAR(distance_m({28, 116}, {29, 116}), 111'195, 1);
    EXPECT_NEAR(distance_m({0, 0}, {0, 180}), 20'015'114, 1);
    EXPECT_EQ(distance_m({28, 116}, {28, 116}), 0);
}

TEST(BoundingBox, holds_every_point_of_the_circle) {
    EXPECT_TRUE(rc::check([] {
        const WgsPoint centre = any_point({-80, 80, -170, 170});
        const WgsPoint other{centre.lat + *rc::gen::inRange(-1000, 1000) / 2e4,
                             centre.lng + *rc::gen::inRange(-1000, 1000) / 2e4};
        RC_ASSERT(box_around(centre, distance_m(centre, other)).contains(other));
    }));
}

TEST(BoundingBox, is_read_in_the_order_west_south_east_north) {
    EXPECT_EQ(box_from_text("115.8, 28.6,116.0,28.8"), (BoundingBox{28.6, 115.8, 28.8, 116.0}));
    for (const char* bad : {"", "1,2,3", "1,2,3,4,5", "115.8,28.8,116.0,28.6", "a,b,c,d",
                            "1,2,3,4x", "1,2,3,nan", "1,2,3,91"}) {
        EXPECT_EQ(code_of([&] { box_from_text(bad); }), "bbox.malformed bbox") << bad;
    }
}

}  // namespace
}  // namespace linli
