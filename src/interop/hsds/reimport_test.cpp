// What an import over something that is there already may and may not do.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/coordinates.hpp"
#include "http/testing.hpp"
#include "interop/hsds/hsds.hpp"
#include "kernel/place/import.hpp"
#include "support/on_both_databases.hpp"

namespace linli::hsds {
namespace {

class ReimportTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), place::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        std::ifstream in(LINLI_SOURCE_DIR "/rules/categories.yaml");
        std::stringstream text;
        text << in.rdbuf();
        directory = std::make_unique<place::Directory>(
            place::Categories::from_yaml(text.str(), "categories.yaml"), place::FreshnessRule{},
            clock, ids, journal);
        directory->load(store());
        hsds::routes(router, *directory);
    }
    place::ImportReport import(const json::value& services, bool replace = false) {
        place::ImportRequest request;
        request.format = "hsds_json";
        request.files = {{"a.json", json::serialize(services)}};
        request.dry_run = false;
        request.replace = replace;
        request.source = "test";
        auto report = place::run_import(store(), *directory, {}, request, parse_json_files);
        EXPECT_TRUE(report.applied) << to_json_text(report);
        return report;
    }
    json::object get(const std::string& target) {
        struct Nobody final : http::Gatekeeper {
            std::unique_ptr<http::Caller> identify(const http::Request&) override {
                return std::make_unique<http::Anonymous>();
            }
        } nobody;
        answer = router.handle(http::request_of("GET", target), nobody, store(), clock);
        EXPECT_EQ(answer.status, 200) << answer.body;
        if (answer.headers["Content-Type"].find("ndjson") != std::string::npos) return {};
        return json::parse(answer.body).as_object();
    }
    static std::string uuid(const std::string& what) { return place::derived_uuid(what); }
    static json::object service(const std::string& name, const std::string& key, WgsPoint at) {
        return {{"id", uuid("s" + key)},
                {"name", name},
                {"status", "active"},
                {"service_at_locations",
                 {{{"id", uuid("p" + key)},
                   {"location",
                    {{"id", uuid("l" + key)},
                     {"location_type", "physical"},
                     {"latitude", at.lat},
                     {"longitude", at.lng}}}}}}};
    }
    static json::object& location(json::object& s) {
        return s["service_at_locations"].as_array()[0].as_object()["location"].as_object();
    }
    static std::vector<std::string> codes(const place::ImportReport& report) {
        std::vector<std::string> out;
        for (const auto& fault : report.faults)
            out.push_back(fault.code + ":" + fault.field);
        return out;
    }

    static constexpr WgsPoint here{28.68, 115.89};
    journal::Journal journal{clock, ids};
    std::unique_ptr<place::Directory> directory;
    http::Router router;
    http::Response answer;
};
LINLI_ON_BOTH_DATABASES(ReimportTest);
using Codes = std::vector<std::string>;

TEST_P(ReimportTest, a_poorer_file_wipes_nothing_and_the_report_says_what_was_kept) {
    json::object full = service("社区医院", "1", here);
    full["description"] = "全科、预防接种";
    full["organization"] = {{"id", uuid("o")}, {"name", "卫生局"}, {"description", "卫生局"}};
    full["phones"] = {{{"id", uuid("t")}, {"number", "0791-88880000"}}};
    import(full);
    const json::object poor = service("社区医院", "1", here);
    const auto report = import(poor);
    EXPECT_EQ(report.unchanged, 1);
    ASSERT_EQ(report.faults.size(), 1u);
    EXPECT_EQ(report.faults[0].code, "place.members_kept");
    EXPECT_TRUE(report.faults[0].warning);
    for (const char* member : {"description", "organization", "phones"})
        EXPECT_NE(report.faults[0].field.find(member), std::string::npos) << member;
    const json::object stored = get("/hsds/services/" + uuid("s1"));
    EXPECT_EQ(stored.at("description"), "全科、预防接种");
    EXPECT_EQ(stored.at("organization").at("name"), "卫生局");
    EXPECT_EQ(stored.at("phones").at(0).at("number"), "0791-88880000");
    // The richer file again is what is there already.
    EXPECT_EQ(import(full).unchanged, 1);
}

TEST_P(ReimportTest, what_a_file_names_empty_or_new_is_changed) {
    json::object full = service("社区医院", "1", here);
    full["description"] = "全科";
    full["url"] = "https://hospital.example";
    import(full);
    json::object next = service("社区医院", "1", here);
    next["description"] = nullptr;
    next["url"] = "https://new.example";
    const auto report = import(next);
    EXPECT_EQ(report.changed, 1);
    EXPECT_TRUE(report.faults.empty()) << to_json_text(report);
    const json::object stored = get("/hsds/services/" + uuid("s1"));
    EXPECT_TRUE(stored.at("description").is_null());
    EXPECT_EQ(stored.at("url"), "https://new.example");
}

TEST_P(ReimportTest, replacement_is_whole_when_it_is_asked_for) {
    json::object full = service("社区医院", "1", here);
    full["description"] = "全科";
    import(full);
    const auto report = import(service("社区医院", "1", here), true);
    EXPECT_EQ(report.changed, 1);
    EXPECT_TRUE(report.faults.empty());
    EXPECT_FALSE(get("/hsds/services/" + uuid("s1")).contains("description"));
}

TEST_P(ReimportTest, a_point_off_by_what_the_systems_differ_is_told_with_the_right_system) {
    import(json::array{service("东湖药店", "1", here), service("西湖药店", "2", {28.70, 115.85})});
    const auto off = [&](auto point, const char* key) {
        return service("东湖药店", key, WgsPoint{point.lat, point.lng});
    };
    const auto gcj = import(off(to_gcj02(here), "3"));
    EXPECT_EQ(codes(gcj), Codes{"place.crs_suspect:crs"});
    EXPECT_NE(gcj.faults[0].en.find("--crs gcj02"), std::string::npos) << gcj.faults[0].en;
    EXPECT_EQ(gcj.added, 1);  // a warning: the keeper decides
    const auto bd = import(off(to_bd09(here), "4"));
    ASSERT_FALSE(bd.faults.empty());
    EXPECT_NE(bd.faults[0].en.find("--crs bd09"), std::string::npos) << bd.faults[0].en;
    // Read as GCJ-02 although it was WGS-84: off to the other side.
    const auto wgs = import(off(to_wgs84(GcjPoint{here.lat, here.lng}), "5"));
    ASSERT_FALSE(wgs.faults.empty());
    EXPECT_NE(wgs.faults[0].en.find("--crs wgs84"), std::string::npos) << wgs.faults[0].en;
}

TEST_P(ReimportTest, points_of_one_file_in_two_systems_are_told) {
    const GcjPoint shifted = to_gcj02(here);
    const auto report = import(json::array{service("东湖药店", "1", here),
                                           service("东湖药店", "2", {shifted.lat, shifted.lng})});
    EXPECT_EQ(codes(report), Codes{"place.crs_suspect:crs"});
    EXPECT_EQ(report.faults[0].row, 2);
}

TEST_P(ReimportTest, a_branch_some_streets_away_is_no_suspicion) {
    import(service("东湖药店", "1", here));
    for (const WgsPoint at : {WgsPoint{28.685, 115.89}, {28.68, 115.896}, {28.68, 115.8903}})
        EXPECT_EQ(import(service("东湖药店", std::to_string(at.lng + at.lat), at)).faults.size(),
                  distance_m(at, here) < 50 ? 1u : 0u);  // one is the same pharmacy: a duplicate
}

TEST_P(ReimportTest, the_same_external_identifier_is_the_same_place_wherever_its_point_is) {
    json::object one = service("东湖药店", "1", here);
    location(one)["external_identifier"] = "H36010200123";
    location(one)["external_identifier_type"] = "NMPA";
    import(one);
    json::object again = service("东湖药店", "2", {28.69, 115.91});
    location(again)["external_identifier"] = "H36010200123";
    location(again)["external_identifier_type"] = "other";
    EXPECT_EQ(import(again).duplicates, 0);  // a number of another register
    again = service("东湖药店", "3", {28.67, 115.91});
    location(again)["external_identifier"] = " H36010200123 ";
    location(again)["external_identifier_type"] = "NMPA";
    const auto report = import(again);
    EXPECT_EQ(report.duplicates, 1);
    EXPECT_EQ(codes(report), Codes{"place.duplicate:"});
}

TEST_P(ReimportTest, lines_of_a_page_name_the_next_page) {
    json::array list;
    for (int i = 0; i < 5; ++i)
        list.push_back(
            service("药店" + std::to_string(i), std::to_string(i), {28.60 + i * 0.02, 115.89}));
    import(list);
    std::string next = "/hsds/services?page=1&format=ndjson&per_page=2";
    int pages = 0;
    std::ptrdiff_t lines = 0;
    while (!next.empty() && pages < 9) {
        get(next);
        ++pages;
        lines += std::count(answer.body.begin(), answer.body.end(), '\n');
        const std::string link = answer.headers["Link"];
        EXPECT_EQ(link.empty(), pages == 3) << link;
        next = link.empty() ? "" : link.substr(1, link.find('>') - 1);
    }
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(lines, 5);
    EXPECT_NE(answer.headers["Access-Control-Expose-Headers"].find("Link"), std::string::npos);
    EXPECT_NE(answer.headers["Access-Control-Expose-Headers"].find("X-Total-Items"),
              std::string::npos);
}

}  // namespace
}  // namespace linli::hsds
