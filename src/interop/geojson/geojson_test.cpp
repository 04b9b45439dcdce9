#include "interop/geojson/geojson.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "interop/geojson/opening_hours.hpp"
#include "interop/geojson/tags.hpp"
#include "support/on_both_databases.hpp"

namespace linli::geojson {
namespace {

place::Categories the_categories() {
    const std::string path = std::string(LINLI_SOURCE_DIR) + "/rules/categories.yaml";
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return place::Categories::from_yaml(text.str(), path);
}

// The hours as letters per day, Monday first, for short tables.
std::string spelled(const char* text) {
    const auto hours = parse_opening_hours(text);
    if (!hours) return "?";
    std::string out;
    for (const auto& t : hours->times) {
        if (!out.empty()) out += " | ";
        for (const int d : t.weekdays)
            out += static_cast<char>('0' + d);
        out += t.opens_at ? " " + *t.opens_at + "-" + *t.closes_at : " closed";
    }
    return out;
}

TEST(OpeningHours, of_openstreetmap_are_read_in_their_common_part) {
    EXPECT_EQ(spelled("24/7"), " 00:00-23:59");
    EXPECT_EQ(spelled("08:00-20:00"), " 08:00-20:00");
    EXPECT_EQ(spelled("Mo-Fr 08:00-12:00,13:30-17:30; Sa 09:00-12:00; Su off"),
              "12345 08:00-12:00 | 6 09:00-12:00 | 12345 13:30-17:30 | 7 closed");
    EXPECT_EQ(spelled("Mo-Su 10:00-22:00; We 14:00-22:00"), "124567 10:00-22:00 | 3 14:00-22:00");
    EXPECT_EQ(spelled("Fr-Mo 18:00-02:00"), "1567 18:00-02:00");
    EXPECT_EQ(spelled("Sa 20:00-26:00"), "6 20:00-02:00");
    EXPECT_EQ(spelled("Mo,We: 9:00-11:00; PH off"), "13 09:00-11:00");
}

TEST(OpeningHours, that_are_not_wholly_understood_are_not_half_computed) {
    for (const char* text :
         {"Mar-Oct Mo-Fr 08:00-18:00", "sunrise-sunset", "Mo 08:00+", "by appointment",
          "Mo[1] 08:00-10:00", "", "Mo-Fr", "week 1-10 08:00-09:00", "off"})
        EXPECT_EQ(spelled(text), "?") << text;
}

place::Parsed parse(const std::string& text, std::optional<std::string> crs = "wgs84") {
    place::ImportRequest request{"geojson", {{"f.json", text}}, true, {}, {}, {}, crs, "test", {}};
    return parse_geojson_files(request, the_categories());
}

const char* const collection = R"({"type":"FeatureCollection","features":[
{"type":"Feature","id":"node/1","geometry":{"type":"Point","coordinates":[115.89,28.68]},
 "properties":{"craft":"locksmith","name":"老张开锁","phone":"0791-00001234;0791-00005678",
  "opening_hours":"Mo-Fr 08:00-18:00","wheelchair":"limited","check_date":"2026-01-05",
  "addr:city":"示例市","addr:street":"翠竹路","addr:housenumber":"12"}},
{"type":"Feature","geometry":{"type":"Polygon","coordinates":[]},"properties":{"amenity":"library"}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[28.68,115.89]},"properties":{"amenity":"library"}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[115.9,28.69]},"properties":{"natural":"tree"}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[115.9,28.69]},
 "properties":{"amenity":"library","opening_hours":"sunrise-sunset"}}]})";

TEST(GeoJson, without_a_coordinate_system_is_refused) {
    EXPECT_THROW(parse(collection, std::nullopt), Refusal);
    const std::string named =
        std::string(R"({"crs":{"properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},)") +
        (collection + 1);
    EXPECT_EQ(parse(named, std::nullopt).rows_read, 5);
}

TEST(GeoJson, rows_are_judged_one_by_one_with_line_and_field) {
    const place::Parsed p = parse(collection);
    EXPECT_EQ(p.rows_read, 5);
    EXPECT_EQ(p.rows_bad, 2);
    ASSERT_EQ(p.items.size(), 2U);
    ASSERT_EQ(p.faults.size(), 4U);
    EXPECT_EQ(p.faults[0].code, "geojson.not_a_point");
    EXPECT_EQ(p.faults[0].line, 6);
    EXPECT_EQ(p.faults[1].line, 7);
    EXPECT_EQ(p.faults[1].field, "lat");
    EXPECT_EQ(p.faults[2].code, "geojson.no_category");
    EXPECT_TRUE(p.faults[2].warning);
    EXPECT_EQ(p.faults[3].code, "geojson.hours_not_computed");
    EXPECT_EQ(p.licence, "ODbL-1.0");
}

TEST(GeoJson, tags_become_a_whole_listing) {
    const place::Parsed p = parse(collection);
    const json::object& service = p.items.at(0).doc;
    EXPECT_EQ(service.at("name").as_string(), "老张开锁");
    EXPECT_EQ(service.at("assured_date").as_string(), "2026-01-05");
    const json::value& place = service.at("service_at_locations").at(0);
    EXPECT_EQ(place.at("phones").as_array().size(), 2U);
    EXPECT_EQ(place.at("schedules").at(0).at("byday").as_string(), "MO,TU,WE,TH,FR");
    EXPECT_EQ(place.at("location").at("addresses").at(0).at("address_1").as_string(),
              "示例市翠竹路12号");
    EXPECT_EQ(place.at("location").at("external_identifier").as_string(), "node/1");
    EXPECT_EQ(service.at("attributes").at(0).at("taxonomy_term").at("code").as_string(),
              "locksmith");
    EXPECT_EQ(parse(collection).items.at(0).doc, service);
}

TEST(GeoJson, points_of_another_system_are_brought_to_wgs84) {
    const auto latitude = [](const place::Parsed& p) {
        return p.items.at(0)
            .doc.at("service_at_locations")
            .at(0)
            .at("location")
            .at("latitude")
            .as_double();
    };
    EXPECT_GT(std::abs(latitude(parse(collection, "gcj02")) - latitude(parse(collection))), 0.002);
}

TEST(Osm, is_read_from_overpass_json_and_from_xml_and_is_wgs84_by_itself) {
    place::ImportRequest request{"osm", {}, true, {}, {}, {}, {}, "osm", "CC0"};
    request.files = {
        {"a.json",
         R"({"elements":[{"type":"way","id":5,"center":{"lat":28.6,"lon":115.8},"tags":{"amenity":"pharmacy","name":"药店"}},{"type":"node","id":6,"lat":1,"lon":2}]})"},
        {"b.osm",
         "<?xml version='1.0'?>\n<osm>\n<node id='1' lat='28.7' lon='115.9'>\n<tag k='amenity' "
         "v='toilets'/></node>\n<node id='2' lat='1' lon='1'/></osm>"}};
    const place::Parsed p = parse_osm_files(request, the_categories());
    EXPECT_EQ(p.rows_read, 2);
    ASSERT_EQ(p.items.size(), 2U);
    EXPECT_EQ(p.items[1].doc.at("name").as_string(), "公共厕所");
    EXPECT_EQ(p.items[1].line, 3);
    EXPECT_EQ(p.licence, "ODbL-1.0");
}

class OsmImport : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {journal::migrations(), place::migrations()};
    }
};
LINLI_ON_BOTH_DATABASES(OsmImport);

TEST_P(OsmImport, carries_its_licence_on_every_listing_and_is_not_doubled_by_a_second_run) {
    journal::Journal journal{clock, ids};
    place::Directory directory(the_categories(), place::FreshnessRule{}, clock, ids, journal);
    directory.load(store());
    const place::ImportRequest request{
        "geojson", {{"f.json", collection}}, false, true, {}, {}, "wgs84", "extract", "CC0"};
    auto report = place::run_import(store(), directory, {}, request, parse_geojson_files);
    EXPECT_TRUE(report.applied);
    EXPECT_EQ(report.added, 2);
    place::Search near;
    near.centre = place::GeoPoint{28.68, 115.89};
    near.radius_m = 100;
    const auto found = directory.catalogue().search(near);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].entry->json.find(R"("licence":"ODbL-1.0")"), std::string::npos);
    report = place::run_import(store(), directory, {}, request, parse_geojson_files);
    EXPECT_EQ(report.added, 0);
    EXPECT_EQ(report.unchanged, 2);
    EXPECT_EQ(directory.catalogue().size(), 2U);
}

TEST_P(OsmImport, of_a_town_loads_in_seconds_and_stays_small_in_memory) {
    journal::Journal journal{clock, ids};
    place::Directory directory(the_categories(), place::FreshnessRule{}, clock, ids, journal);
    std::vector<place::ListingForm> forms;
    for (int i = 0; i < 2000; ++i) {
        place::ListingForm form;
        form.name_zh = "便民服务点" + std::to_string(i);
        form.categories = {"shop"};
        form.lat = 28.6 + i % 50 * 0.002;
        form.lng = 115.8 + i / 50 * 0.002;
        form.crs = "wgs84";
        forms.push_back(std::move(form));
    }
    store().write([&](store::Tx& tx) { directory.add_many(tx, forms, {"demo", "", 1, 0}); });
    directory.load(store());
    EXPECT_EQ(directory.catalogue().size(), 2000U);
    place::Search all;
    all.centre = place::GeoPoint{28.65, 115.84};
    all.radius_m = 20'000;
    EXPECT_EQ(directory.catalogue().search(all).size(), 2000U);
    EXPECT_LT(directory.catalogue().nearby_bytes(), 2000U * 64);
}

}  // namespace
}  // namespace linli::geojson
