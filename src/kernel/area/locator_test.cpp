#include "kernel/area/locator.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kernel/area/area_fixture.hpp"

namespace linli::area {
namespace {

// A wall of cells with crooked corners that share their edges: column c, row r is area 1 + r * side
// + c.
class Wall {
  public:
    explicit Wall(int side) : side_(side) {
        for (int i = 0; i < (side + 1) * (side + 1); ++i) {
            const int shift_lat = *rc::gen::inRange(-400, 401);
            const int shift_lng = *rc::gen::inRange(-400, 401);
            corners_.push_back({28.0 + i / (side + 1) * 0.001 + shift_lat / 1e6,
                                115.0 + i % (side + 1) * 0.001 + shift_lng / 1e6});
        }
    }
    std::vector<Located> cells() const {
        std::vector<Located> out;
        for (int r = 0; r < side_; ++r) {
            for (int c = 0; c < side_; ++c) {
                const Ring outline{corner(r, c), corner(r, c + 1), corner(r + 1, c + 1),
                                   corner(r + 1, c), corner(r, c)};
                out.push_back({AreaId{1 + r * side_ + c}, Level::grid, {{outline}}});
            }
        }
        return out;
    }
    WgsPoint corner(int r, int c) const {
        return corners_[static_cast<std::size_t>(r * (side_ + 1) + c)];
    }

  private:
    int side_;
    std::vector<WgsPoint> corners_;
};

bool everything(AreaId) {
    return true;
}

TEST(Locator, finds_what_looking_at_every_boundary_finds) {
    EXPECT_TRUE(rc::check([] {
        const int side = *rc::gen::inRange(1, 12);
        const std::vector<Located> cells = Wall(side).cells();
        const Locator locator(cells);
        for (int i = 0; i < 50; ++i) {
            const WgsPoint p{27.9995 + *rc::gen::inRange(0, 13'000) / 1e6,
                             114.9995 + *rc::gen::inRange(0, 13'000) / 1e6};
            AreaId expected;
            int holders = 0;
            for (const Located& cell : cells) {
                if (!contains(cell.boundary, p)) continue;
                expected = cell.area;
                ++holders;
            }
            RC_ASSERT(holders <= 1);
            RC_ASSERT(locator.locate(p, everything) == expected);
        }
    }));
}

TEST(Locator, gives_a_point_on_a_shared_edge_or_corner_to_exactly_one_neighbour) {
    EXPECT_TRUE(rc::check([] {
        const Wall wall(4);
        const std::vector<Located> cells = wall.cells();
        const int r = *rc::gen::inRange(1, 4);
        const int c = *rc::gen::inRange(1, 4);
        const double part = *rc::gen::inRange(0, 1001) / 1000.0;
        const WgsPoint a = wall.corner(r, c);
        const WgsPoint b = wall.corner(r, c + 1 > 3 ? c - 1 : c + 1);
        const WgsPoint p{a.lat + (b.lat - a.lat) * part, a.lng + (b.lng - a.lng) * part};
        const auto holders = std::count_if(cells.begin(), cells.end(), [&](const Located& cell) {
            return contains(cell.boundary, p);
        });
        RC_ASSERT(holders == 1);
    }));
}

const std::string boundaries =
    R"({"type":"FeatureCollection","features":[)"
    R"({"type":"Feature","properties":{"code":"990202"},"geometry":{"type":"Polygon",)"
    R"("coordinates":[[[115.9,28.6],[116.0,28.6],[116.0,28.7],[115.9,28.7],[115.9,28.6]]]}},)"
    R"({"type":"Feature","properties":{"code":"990200001001-01"},"geometry":{"type":"Polygon",)"
    R"("coordinates":[[[115.9,28.6],[115.95,28.6],[115.95,28.7],[115.9,28.7],[115.9,28.6]]]}}]})";

using LocateTest = AreaTest;
LINLI_ON_BOTH_DATABASES(LocateTest);

std::vector<std::string> codes(const std::vector<const Area*>& chain) {
    std::vector<std::string> out;
    for (const Area* area : chain)
        out.push_back(area->code);
    return out;
}

TEST_P(LocateTest, a_point_lies_in_its_grid_and_in_all_above_it) {
    import_csv(small_city);
    const ImportReport report = import_geojson(boundaries);
    EXPECT_TRUE(report.applied);
    EXPECT_EQ(report.changed, 2);
    const TreePtr tree = areas().tree();
    const Date today = date_in_china(clock.now());
    EXPECT_EQ(codes(tree->locate({28.65, 115.92}, today)),
              (std::vector<std::string>{"990200", "990202", "990200001", "990200001001",
                                        "990200001001-01"}));
    EXPECT_EQ(codes(tree->locate({28.65, 115.97}, today)),
              (std::vector<std::string>{"990200", "990202"}));
    EXPECT_TRUE(tree->locate({30, 115.97}, today).empty());
    EXPECT_TRUE(tree->find(id("990202"))->has_boundary);
    EXPECT_FALSE(tree->find(id("990203"))->has_boundary);
    EXPECT_EQ(import_geojson(boundaries).unchanged, 2);
}

TEST_P(LocateTest, a_dissolved_grid_holds_nothing_after_its_last_day) {
    import_csv(small_city);
    import_geojson(boundaries);
    import_csv("code,valid_to\n990200001001-01,2026-06-30\n");
    const TreePtr tree = areas().tree();
    EXPECT_EQ(tree->locate({28.65, 115.92}, date_from_text("2026-06-30")).size(), 5u);
    EXPECT_EQ(tree->locate({28.65, 115.92}, date_from_text("2026-07-01")).size(), 2u);
    EXPECT_EQ(tree->locate({28.65, 115.92}, date_from_text("2026-03-01")).size(), 0u);
}

TEST_P(LocateTest, a_boundary_that_crosses_itself_is_reported_with_its_row) {
    import_csv(small_city);
    const ImportReport report = import_geojson(
        R"({"type":"FeatureCollection","features":[)"
        R"({"type":"Feature","properties":{"code":"990203"},"geometry":null},)"
        R"({"type":"Feature","properties":{"code":"990202"},"geometry":{"type":"Polygon",)"
        R"("coordinates":[[[0,0],[4,4],[4,0],[0,4],[0,0]]]}},)"
        R"({"type":"Feature","geometry":null}]})");
    EXPECT_FALSE(report.applied);
    ASSERT_EQ(report.faults.size(), 3u);
    EXPECT_EQ(report.faults[0].row, 2);
    EXPECT_EQ(report.faults[0].field, "geometry");
    EXPECT_EQ(report.faults[0].code, "area.ring_invalid");
    EXPECT_EQ(report.faults[1].field, "properties");
    EXPECT_EQ(report.faults[2].code, "area.code_malformed");
}

TEST_P(LocateTest, a_file_that_says_gcj02_is_brought_to_wgs84) {
    import_csv(small_city);
    ImportRequest request;
    request.format = ImportFormat::geojson;
    request.text = boundaries;
    request.crs = "GCJ-02";
    EXPECT_TRUE(import(request).applied);
    const Date today = date_in_china(clock.now());
    // The corner of the file lies some 600 m from the corner on the ground.
    EXPECT_TRUE(areas().tree()->locate({28.6999, 115.9999}, today).empty());
    const WgsPoint inside = to_wgs84(GcjPoint{28.6999, 115.9999});
    EXPECT_EQ(areas().tree()->locate(inside, today).size(), 2u);
}

}  // namespace
}  // namespace linli::area
