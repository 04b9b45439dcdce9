#include "kernel/area/boundary.hpp"

#include <gtest/gtest.h>

namespace linli::area {
namespace {

std::string code_of(std::string_view geometry, Crs crs = Crs::wgs84) {
    try {
        boundary_from_geojson(parse_json(geometry), crs);
    } catch (const Refusal& refusal) {
        return refusal.code();
    }
    return "accepted";
}

const std::string square = R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]]]})";
const std::string ring = R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],)"
                         R"([[1,1],[1,3],[3,3],[3,1],[1,1]]]})";

TEST(Boundary, may_run_either_way_round_and_have_holes) {
    EXPECT_EQ(code_of(square), "accepted");
    EXPECT_EQ(code_of(R"({"type":"Polygon","coordinates":[[[0,0],[0,4],[4,4],[4,0],[0,0]]]})"),
              "accepted");
    const Boundary with_hole = boundary_from_geojson(parse_json(ring), Crs::wgs84);
    EXPECT_TRUE(contains(with_hole, {0.5, 0.5}));
    EXPECT_FALSE(contains(with_hole, {2, 2}));
    EXPECT_FALSE(contains(with_hole, {5, 2}));
}

TEST(Boundary, that_is_no_proper_polygon_is_refused) {
    const auto polygon = [](const std::string& rings) {
        return code_of(R"({"type":"Polygon","coordinates":)" + rings + "}");
    };
    EXPECT_EQ(polygon("[[[0,0],[4,4],[4,0],[0,4],[0,0]]]"), "area.ring_invalid");
    EXPECT_EQ(polygon("[[[0,0],[4,0],[4,4],[0,4]]]"), "area.ring_not_closed");
    EXPECT_EQ(polygon("[[[0,0],[4,0],[0,0]]]"), "area.ring_too_short");
    EXPECT_EQ(polygon("[[[0,0],[0,0],[0,0],[0,0]]]"), "area.ring_invalid");
    EXPECT_EQ(polygon("[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[9,9],[9,10],[10,10],[9,9]]]"),
              "area.ring_invalid");
    EXPECT_EQ(polygon("[]"), "area.geometry_malformed");
    EXPECT_EQ(polygon("[[[0,\"0\"],[4,0],[4,4],[0,0]]]"), "area.geometry_malformed");
    EXPECT_EQ(polygon("[[[0,91],[4,0],[4,4],[0,91]]]"), "coordinates.out_of_range");
    EXPECT_EQ(code_of(R"({"type":"LineString","coordinates":[[0,0],[1,1]]})"),
              "area.geometry_type");
    EXPECT_EQ(code_of("7"), "area.geometry_malformed");
}

TEST(Boundary, of_endless_points_is_refused) {
    std::string points;
    for (std::size_t i = 0; i < boundary_points_max; ++i)
        points += "[0,0],";
    EXPECT_EQ(boundary_points_max, 50'000u);
    try {
        boundary_from_geojson(
            parse_json(R"({"type":"Polygon","coordinates":[[)" + points + "[0,0]]]}",
                       {.bytes_max = 8 << 20}),
            Crs::wgs84);
        FAIL();
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), "area.geometry_too_large");
    }
}

TEST(Boundary, is_stored_in_wgs84_whatever_system_it_came_in) {
    const GcjPoint shifted = to_gcj02(WgsPoint{28.68, 115.9});
    const std::string text = "{\"type\":\"Polygon\",\"coordinates\":[[[" +
                             std::to_string(shifted.lng) + "," + std::to_string(shifted.lat) +
                             "],[116,28.6],[116,28.7],[" + std::to_string(shifted.lng) + "," +
                             std::to_string(shifted.lat) + "]]]}";
    const Boundary boundary = boundary_from_geojson(parse_json(text), Crs::gcj02);
    EXPECT_NEAR(boundary[0][0][0].lat, 28.68, 2e-6);
    EXPECT_NEAR(boundary[0][0][0].lng, 115.9, 2e-6);
}

TEST(Boundary, survives_being_stored) {
    const Boundary boundary = boundary_from_geojson(parse_json(ring), Crs::wgs84);
    EXPECT_EQ(boundary_from_stored(to_geojson(boundary)), boundary);
    EXPECT_EQ(to_geojson(boundary_from_geojson(parse_json(square), Crs::wgs84)),
              R"({"type":"MultiPolygon","coordinates":[[[[0.000000,0.000000],[4.000000,0.000000],)"
              R"([4.000000,4.000000],[0.000000,4.000000],[0.000000,0.000000]]]]})");
}

}  // namespace
}  // namespace linli::area
