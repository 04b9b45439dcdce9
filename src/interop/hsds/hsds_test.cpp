#include "interop/hsds/hsds.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "http/router.hpp"
#include "http/testing.hpp"
#include "interop/hsds/csv.hpp"
#include "interop/hsds/official_schema.hpp"
#include "kernel/place/routes.hpp"
#include "support/on_both_databases.hpp"

namespace linli::hsds {
namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}
const std::filesystem::path source_dir = LINLI_SOURCE_DIR;
std::filesystem::path conformance(const std::string& version) {
    return source_dir / "../shared/conformance/hsds" / version;
}
std::string example() {
    return read_file(source_dir / "tests/data/hsds/service_full.json");
}

class Anybody final : public http::Caller {
  public:
    bool signed_in() const override { return true; }
    place::AccountId account() const override { return place::AccountId{7}; }
    std::optional<http::PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view, place::AreaId) const override { return true; }
    bool may_somewhere(std::string_view) const override { return true; }
    std::vector<place::AreaId> areas(std::string_view) const override { return {}; }
};
class Doorkeeper final : public http::Gatekeeper {
  public:
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<Anybody>();
    }
};

class HsdsTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), place::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        const auto path = source_dir / "rules/categories.yaml";
        directory = std::make_unique<place::Directory>(
            place::Categories::from_yaml(read_file(path), path.string()), place::FreshnessRule{},
            clock, ids, journal);
        directory->load(store());
        hsds::routes(router, *directory);
        place::import_routes(router, *directory,
                             {{"hsds_json", parse_json_files}, {"hsds_csv", parse_csv_files}});
    }
    json::value call(const char* method, const std::string& target, const std::string& body = {}) {
        answer = router.handle(http::request_of(method, target, body), doorkeeper, store(), clock);
        if (answer.body.empty() ||
            answer.headers["Content-Type"].find("ndjson") != std::string::npos)
            return {};
        return parse_json(answer.body, {.bytes_max = 32 << 20, .depth_max = 64});
    }
    json::value import(const std::string& format, const std::vector<place::ImportFile>& files,
                       bool dry_run = false, bool partial = false) {
        const json::value report = call("POST", "/api/v1/directory-imports",
                                        to_json_text(json::object{{"format", format},
                                                                  {"files", to_json(files)},
                                                                  {"dry_run", dry_run},
                                                                  {"accept_partial", partial},
                                                                  {"source", "test"}}));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return report;
    }
    // A service at a place, for lists with some life in them.
    static json::object service(int n, double lat, double lng) {
        const auto uuid = [&](const char* what) {
            return place::derived_uuid(fmt::format("{}{}", what, n));
        };
        return {{"id", uuid("service")},
                {"name", fmt::format("服务{:03}", n)},
                {"status", "active"},
                {"organization", {{"id", uuid("org")}, {"name", "机构"}, {"description", "机构"}}},
                {"schedules",
                 {{{"id", uuid("hours")},
                   {"opens_at", "09:00"},
                   {"closes_at", n % 2 ? "12:00" : "20:00"}}}},
                {"service_at_locations",
                 {{{"id", uuid("place")},
                   {"location",
                    {{"id", uuid("location")},
                     {"location_type", "physical"},
                     {"latitude", lat},
                     {"longitude", lng},
                     {"addresses",
                      {{{"id", uuid("address")},
                        {"address_1", "路"},
                        {"city", "城"},
                        {"state_province", "省"},
                        {"postal_code", n % 2 ? "330001" : "330002"},
                        {"country", "CN"},
                        {"address_type", "physical"}}}}}}}}}};
    }
    void import_some(int count) {
        json::array list;
        for (int i = 0; i < count; ++i)
            list.push_back(service(i, 28.68 + i * 0.01, 115.89));
        const auto report = import("hsds_json", {{"list.json", json::serialize(list)}});
        EXPECT_EQ(report.at("added").as_int64(), count) << answer.body;
    }
    static std::int64_t total(const json::value& page) { return page.at("total_items").as_int64(); }

    journal::Journal journal{clock, ids};
    std::unique_ptr<place::Directory> directory;
    http::Router router;
    Doorkeeper doorkeeper;
    http::Response answer;
};
LINLI_ON_BOTH_DATABASES(HsdsTest);

const char* const example_id = "ac148810-d857-441c-9679-408f346de14b";

TEST_P(HsdsTest, gives_the_official_example_back_member_for_member) {
    const auto report = import("hsds_json", {{"service_full.json", example()}});
    EXPECT_EQ(report.at("added").as_int64(), 1);
    // Latitude 100 is kept and warned about.
    EXPECT_EQ(report.at("faults").at(0).at("code").as_string(), "hsds.point_not_on_earth");
    EXPECT_TRUE(report.at("faults").at(0).at("warning").as_bool());
    const json::value got = call("GET", std::string("/hsds/services/") + example_id);
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(got, parse_json(example()));
    EXPECT_EQ(total(call("GET", "/hsds/service_at_locations?lat=28.7&lng=115.9&radius=100000")), 0);
}

TEST_P(HsdsTest, imports_every_official_example_unchanged) {
    int seen = 0;
    for (const char* version : {"3.0", "3.1-dev"}) {
        if (!std::filesystem::exists(conformance(version)))
            GTEST_SKIP() << "the official HSDS examples are not there: " << conformance(version);
        for (const char* name :
             {"service_full", "organization_full", "service_at_location_full", "service_list",
              "organization_list", "service_at_location_list", "taxonomy", "taxonomy_list",
              "taxonomy_term", "taxonomy_term_list", "location"}) {
            const auto text =
                read_file(conformance(version) / "examples" / (std::string(name) + ".json"));
            const auto report = import("hsds_json", {{name, text}}, true);
            EXPECT_EQ(report.at("rows_bad").as_int64(), 0) << version << ' ' << name << answer.body;
            EXPECT_EQ(report.at("rows_good").as_int64(), 1);
            ++seen;
        }
    }
    EXPECT_EQ(seen, 22);
}

TEST_P(HsdsTest, imports_the_official_tabular_package_into_the_nested_service) {
    const auto dir = conformance("3.1-dev") / "examples/csv";
    if (!std::filesystem::exists(dir)) GTEST_SKIP() << "the official HSDS examples are not there";
    std::vector<place::ImportFile> files;
    for (const auto& entry : std::filesystem::directory_iterator(dir))
        files.push_back({entry.path().filename().string(), read_file(entry.path())});
    const auto report = import("hsds_csv", files);
    EXPECT_EQ(report.at("rows_bad").as_int64(), 0) << answer.body;
    EXPECT_TRUE(report.at("applied").as_bool());
    const json::value got = call("GET", std::string("/hsds/services/") + example_id);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::value nested = parse_json(example());
    for (const char* member : {"name", "status", "minimum_age", "phones", "schedules",
                               "cost_options", "required_documents", "funding", "assured_date"})
        EXPECT_EQ(got.at(member), nested.at(member)) << member;
    EXPECT_EQ(got.at("service_at_locations").at(0).at("location").at("addresses"),
              nested.at("service_at_locations").at(0).at("location").at("addresses"));
    EXPECT_EQ(got.at("organization").at("organization_identifiers"),
              nested.at("organization").at("organization_identifiers"));
}

TEST_P(HsdsTest, changes_nothing_on_a_dry_run) {
    const auto tried = import("hsds_json", {{"a.json", example()}}, true);
    EXPECT_FALSE(tried.at("applied").as_bool());
    EXPECT_EQ(tried.at("added").as_int64(), 1);
    EXPECT_EQ(total(call("GET", "/hsds/services")), 0);
    EXPECT_EQ(directory->catalogue().size(), 0U);
}

TEST_P(HsdsTest, counts_a_second_import_of_the_same_file_as_unchanged) {
    import("hsds_json", {{ "a.json", example() }});
    const auto again = import("hsds_json", {{"a.json", example()}});
    EXPECT_EQ(again.at("added").as_int64(), 0);
    EXPECT_EQ(again.at("unchanged").as_int64(), 1) << answer.body;
    EXPECT_EQ(call("GET", "/api/v1/directory-imports").at("items").as_array().size(), 2U);
}

TEST_P(HsdsTest, a_confirmation_shows_in_the_service_until_another_document_comes) {
    import("hsds_json", {{ "one.json", example() }});
    const std::string path =
        "/hsds/services/" + std::string(json::parse(example()).at("id").as_string());
    const json::value before = call("GET", path);
    EXPECT_EQ(before.at("assured_date").as_string(), "2005-01-01");
    clock.advance(days(3));
    place::routes(router, *directory);
    const json::value list = call("GET", "/api/v1/listings");
    call("POST",
         "/api/v1/listings/" + std::string(list.at("items").at(0).at("id").as_string()) +
             "/confirmations",
         "{}");
    ASSERT_EQ(answer.status, 200) << answer.body;

    json::object expected = before.as_object();
    expected["assured_date"] = to_text(date_in_china(clock.now()));
    expected["last_modified"] = to_text(clock.now());
    EXPECT_EQ(call("GET", path), json::value(expected));
    const auto modified_since = [&](Instant at) {
        return call("GET", "/hsds/services?minimal=true&modified_after=" + to_text(at))
            .at("total_items")
            .as_int64();
    };
    EXPECT_EQ(modified_since(clock.now()), 1);
    EXPECT_EQ(modified_since(clock.now() + seconds(1)), 0);

    // The same file once more takes nothing back; another one says when it was assured.
    EXPECT_EQ(import("hsds_json", {{"one.json", example()}}).at("unchanged").as_int64(), 1);
    EXPECT_EQ(call("GET", path), json::value(expected));
    json::object newer = json::parse(example()).as_object();
    newer["name"] = "Another name";
    newer["assured_date"] = "2026-01-02";
    EXPECT_EQ(import("hsds_json", {{"one.json", json::serialize(newer)}}).at("changed").as_int64(),
              1)
        << answer.body;
    EXPECT_EQ(call("GET", path).at("assured_date").as_string(), "2026-01-02");
    EXPECT_EQ(call("GET", "/api/v1/listings").at("items").at(0).at("verified_on").as_string(),
              "2026-01-02");
}

TEST_P(HsdsTest, loads_the_good_rows_of_a_broken_file_only_on_request) {
    json::object bad = service(1, 28.7, 115.9);
    bad["status"] = "open";
    bad["id"] = "17";
    const std::string text =
        "[\n" + json::serialize(service(0, 28.68, 115.89)) + ",\n" + json::serialize(bad) + "\n]";
    const auto refused = import("hsds_json", {{"b.json", text}});
    EXPECT_FALSE(refused.at("applied").as_bool());
    EXPECT_EQ(refused.at("rows_bad").as_int64(), 1);
    ASSERT_EQ(refused.at("faults").as_array().size(), 2U) << answer.body;
    EXPECT_EQ(refused.at("faults").at(0).at("line").as_int64(), 3);
    EXPECT_EQ(refused.at("faults").at(0).at("field").as_string(), "id");
    EXPECT_EQ(refused.at("faults").at(1).at("field").as_string(), "status");
    EXPECT_EQ(total(call("GET", "/hsds/services")), 0);
    EXPECT_TRUE(import("hsds_json", {{"b.json", text}}, false, true).at("applied").as_bool());
    EXPECT_EQ(total(call("GET", "/hsds/services")), 1);
}

TEST_P(HsdsTest, names_line_and_field_of_every_bad_row_of_a_table) {
    const auto report =
        import("hsds_csv",
               {{"services.csv", "id,name,status,minimum_age\r\n" + std::string(example_id) +
                                     ",\"Two\nlines\",active,12\r\nnot-a-uuid,X,active,old\r\n"}},
               true);
    EXPECT_EQ(report.at("rows_read").as_int64(), 2);
    ASSERT_EQ(report.at("faults").as_array().size(), 2U) << answer.body;
    EXPECT_EQ(report.at("faults").at(0).at("line").as_int64(), 4);
    EXPECT_EQ(report.at("faults").at(0).at("row").as_int64(), 2);
    EXPECT_EQ(report.at("faults").at(0).at("field").as_string(), "id");
    EXPECT_EQ(report.at("faults").at(1).at("field").as_string(), "minimum_age");
}

TEST_P(HsdsTest, links_a_duplicate_instead_of_adding_it) {
    import("hsds_json", {{ "a.json", json::serialize(service(1, 28.7, 115.9)) }});
    json::object again = service(2, 28.7002, 115.9);  // 22 m away, other ids
    again["name"] = service(1, 0, 0).at("name");
    const auto report = import("hsds_json", {{"b.json", json::serialize(again)}});
    EXPECT_EQ(report.at("duplicates").as_int64(), 1) << answer.body;
    EXPECT_EQ(report.at("added").as_int64(), 0);
    EXPECT_EQ(total(call("GET", "/hsds/services")), 1);
    again["service_at_locations"].as_array()[0].at("location").as_object()["latitude"] = 28.71;
    // The link is remembered by id, wherever the other source moves its point.
    EXPECT_EQ(import("hsds_json", {{"b.json", json::serialize(again)}}).at("duplicates").as_int64(),
              1);
}

TEST_P(HsdsTest, pages_every_service_exactly_once) {
    import_some(7);
    std::set<std::string> seen;
    for (int page = 1; page <= 3; ++page) {
        const auto got = call("GET", fmt::format("/hsds/services?per_page=3&page={}", page));
        EXPECT_EQ(total(got), 7);
        EXPECT_EQ(got.at("total_pages").as_int64(), 3);
        EXPECT_EQ(got.at("first_page").as_bool(), page == 1);
        EXPECT_EQ(got.at("last_page").as_bool(), page == 3);
        for (const auto& s : got.at("contents").as_array())
            seen.insert(std::string(s.at("id").as_string()));
    }
    EXPECT_EQ(seen.size(), 7U);
    EXPECT_TRUE(call("GET", "/hsds/services?page=9").at("empty").as_bool());
}

TEST_P(HsdsTest, filters_are_cumulative) {
    import_some(6);
    import("hsds_json", {{ "service_full.json", example() }});
    const auto count = [&](const std::string& query) {
        return total(call("GET", "/hsds/" + query));
    };
    EXPECT_EQ(count("services?search=counselling"), 1);
    EXPECT_EQ(count("services?search=100%25"), 0);
    EXPECT_EQ(count("services?taxonomy_term_id=3f7b145d-84af-42d7-8fae-eaca714b02b2"), 1);
    EXPECT_EQ(count("services?taxonomy_id=5c4d79d7-cc55-470e-9f1f-8cad074e4892"), 1);
    EXPECT_EQ(count("services?organization_id=d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"), 1);
    EXPECT_EQ(count("services?organization_id=d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610&search=服务"),
              0);
    EXPECT_EQ(count("service_at_locations?organization_id=d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"),
              1);
    EXPECT_EQ(count("organizations?taxonomy_term_id=3f7b145d-84af-42d7-8fae-eaca714b02b2"), 1);
    // The example was last modified in 2023, the others when they were imported.
    EXPECT_EQ(count("services?modified_after=2024-01-01"), 6);
    EXPECT_EQ(count("services?modified_after=2023-03-15T10:30:45.123Z"), 7);
    EXPECT_EQ(count("taxonomy_terms?taxonomy_id=5c4d79d7-cc55-470e-9f1f-8cad074e4892"), 1);
    EXPECT_EQ(count("taxonomy_terms?parent_id=0bc248fa-dc27-4650-9ba4-8f1a24ef16a2"), 1);
    EXPECT_GT(count("taxonomy_terms?top_only=true"), 5);
    EXPECT_EQ(count("service_at_locations?postcode=330001"), 3);
    EXPECT_EQ(count("service_at_locations?postcode=330001&proximity=100"), 1);
    const auto minimal = call("GET", "/hsds/services?minimal=true");
    EXPECT_EQ(minimal.at("contents").at(0).as_object().size(), 2U);
}

TEST_P(HsdsTest, sorts_by_distance_and_tells_it_on_every_row) {
    import_some(6);
    const auto near =
        call("GET", "/hsds/service_at_locations?lat=28.68&lng=115.89&radius=3000&sort=distance");
    ASSERT_EQ(total(near), 3) << answer.body;  // 0 m, 1,112 m, 2,224 m
    EXPECT_EQ(near.at("contents").at(0).at("distance").as_int64(), 0);
    EXPECT_EQ(near.at("contents").at(1).at("distance").as_int64(), 1112);
    EXPECT_EQ(near.at("contents").at(2).at("service").at("name").as_string(), "服务002");
    EXPECT_EQ(total(call("GET", "/hsds/services?bbox=115,28.685,116,28.705")), 2);
    EXPECT_EQ(total(call("GET", "/hsds/services?open_at=2026-03-02T15:00:00%2B08:00")), 3);
    EXPECT_EQ(total(call("GET", "/hsds/services?open_at=2026-03-02T15:00:00%2B08:00&search=002")),
              1);
    call("GET", "/hsds/organizations?lat=28&lng=115");
    EXPECT_EQ(answer.status, 422);
    // The POST twin of 3.1 answers the same question from a body.
    const auto twin = call("POST", "/hsds/service_at_locations",
                           R"({"lat":28.68,"lng":115.89,"radius":3000,"sort":"distance"})");
    EXPECT_EQ(twin, near);
}

TEST_P(HsdsTest, answers_lines_a_page_at_a_time) {
    import_some(5);
    const auto lines = [&](const char* target) {
        call("GET", target);
        EXPECT_EQ(answer.headers["Content-Type"].substr(0, 20), "application/x-ndjson");
        return std::count(answer.body.begin(), answer.body.end(), '\n');
    };
    EXPECT_EQ(lines("/hsds/services?format=ndjson"), 5);
    EXPECT_EQ(answer.headers["X-Total-Pages"], "1");
    EXPECT_EQ(lines("/hsds/services?format=ndjson&per_page=2"), 2);
    EXPECT_EQ(answer.headers["X-Total-Items"], "5");
    EXPECT_EQ(answer.headers["X-Total-Pages"], "3");
    EXPECT_EQ(lines("/hsds/services?format=ndjson&per_page=2&page=3"), 1);
}

TEST_P(HsdsTest, lets_programs_of_others_ask_in_a_body_but_never_change_anything) {
    import_some(1);
    const auto foreign = [&](const char* method, const char* target, std::string body) {
        http::Request request = http::request_of(method, target, std::move(body));
        request.headers.erase("x-linli");
        request.headers["origin"] = "https://elsewhere.example";
        request.headers["sec-fetch-site"] = "cross-site";
        return router.handle(request, doorkeeper, store(), clock);
    };
    auto got = foreign("POST", "/hsds/services", R"({"search":"服务"})");
    EXPECT_EQ(got.status, 200) << got.body;
    EXPECT_EQ(got.headers["Access-Control-Allow-Origin"], "*");
    EXPECT_EQ(foreign("POST", "/api/v1/directory-imports", "{}").status, 403);
    got = foreign("OPTIONS", "/hsds/services", "");
    EXPECT_EQ(got.status, 204);
    EXPECT_EQ(got.headers["Access-Control-Allow-Origin"], "*");
    EXPECT_EQ(got.headers["Access-Control-Allow-Methods"], "GET, HEAD, POST");
    EXPECT_NE(got.headers["Access-Control-Allow-Headers"].find("Content-Type"), std::string::npos);
    got = foreign("OPTIONS", "/api/v1/directory-imports", "");
    EXPECT_FALSE(got.headers.contains("Access-Control-Allow-Origin"));
}

TEST_P(HsdsTest, the_same_key_imports_once_and_answers_the_same_report_again) {
    const auto import_with = [&](const char* key, int number, bool dry_run) {
        const std::string text = json::serialize(json::array{service(number, 28.68, 115.89)});
        http::Request request = http::request_of(
            "POST", "/api/v1/directory-imports",
            to_json_text(json::object{{"format", "hsds_json"},
                                      {"files", {{{"name", "a.json"}, {"text", text}}}},
                                      {"dry_run", dry_run},
                                      {"source", "test"}}));
        request.headers["idempotency-key"] = key;
        return router.handle(request, doorkeeper, store(), clock);
    };
    const auto first = import_with("key-1", 1, false);
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(import_with("key-1", 1, false).body, first.body);
    const auto imports = call("GET", "/api/v1/directory-imports");
    EXPECT_EQ(imports.at("items").as_array().size(), 1U);
    EXPECT_EQ(import_with("key-1", 2, false).status, 409);
    // A trial keeps its report too, and still changes nothing.
    const auto trial = import_with("key-2", 3, true);
    ASSERT_EQ(trial.status, 200) << trial.body;
    EXPECT_EQ(import_with("key-2", 3, true).body, trial.body);
    EXPECT_EQ(import_with("key-2", 3, false).status, 409);
    EXPECT_EQ(total(call("GET", "/hsds/services")), 1);
}

TEST_P(HsdsTest, is_open_data_with_etags_and_a_profile_that_resolves) {
    import_some(1);
    const auto about = call("GET", "/hsds");
    EXPECT_EQ(about.at("version").as_string(), "3.1.3");
    EXPECT_EQ(about.at("profile").as_string(), "http://linli.test/hsds/profile");
    call("GET", "/hsds/profile");
    EXPECT_EQ(answer.status, 200);
    call("GET", "/hsds/services");
    EXPECT_EQ(answer.headers["Access-Control-Allow-Origin"], "*");
    http::Request again = http::request_of("GET", "/hsds/services");
    again.headers["if-none-match"] = answer.headers["ETag"];
    EXPECT_EQ(router.handle(again, doorkeeper, store(), clock).status, 304);
    call("GET", "/hsds/services/00000000-0000-0000-0000-000000000000");
    EXPECT_EQ(answer.status, 404);
}

TEST_P(HsdsTest, every_answer_validates_against_the_official_schemas) {
    const auto schemas = conformance("3.1-dev") / "schema";
    if (!std::filesystem::exists(schemas))
        GTEST_SKIP() << "the official HSDS schemas are not there: " << schemas;
    import_some(3);
    import("hsds_json", {{ "service_full.json", example() }});
    const struct {
        const char* path;
        const char* schema;
    } lists[] = {{"services", "service"},
                 {"organizations", "organization"},
                 {"service_at_locations", "service_at_location"},
                 {"taxonomies", "taxonomy"},
                 {"taxonomy_terms", "taxonomy_term"}};
    for (const auto& [path, schema] : lists) {
        OfficialSchema official(schemas, schema);
        for (const char* query : {"", "?full=true", "?full_service=true"}) {
            const auto page = call("GET", std::string("/hsds/") + path + query);
            ASSERT_EQ(answer.status, 200) << path << query << answer.body;
            EXPECT_EQ(OfficialSchema::page_faults(schemas, page), "") << path << query;
            EXPECT_GE(page.at("contents").as_array().size(), 1U);
            for (const auto& item : page.at("contents").as_array())
                EXPECT_EQ(official.faults(item), "") << path << query << json::serialize(item);
        }
        const auto page = call("GET", std::string("/hsds/") + path);
        for (const auto& item : page.at("contents").as_array()) {
            const auto one = call(
                "GET", fmt::format("/hsds/{}/{}", path, std::string(item.at("id").as_string())));
            EXPECT_EQ(official.faults(one), "") << path;
        }
    }
    // The validator itself can say no.
    OfficialSchema official(schemas, "service");
    EXPECT_NE(official.faults(json::parse(
                  R"({"id":"ac148810-d857-441c-9679-408f346de14b","name":"x","status":"open"})")),
              "");
}

TEST(Csv, is_read_as_rfc_4180_has_it) {
    const CsvTable t = parse_csv(
        "\xEF\xBB\xBF"
        "a,b\r\n\"x \"\"y\"\", z\",\r\n\n1,2",
        "t.csv");
    EXPECT_EQ(t.header, (std::vector<std::string>{"a", "b"}));
    ASSERT_EQ(t.rows.size(), 2U);
    EXPECT_EQ(t.rows[0].cells, (std::vector<std::string>{"x \"y\", z", ""}));
    EXPECT_EQ(t.rows[1].line, 4);
    EXPECT_THROW(parse_csv("a\n\"never closed", "t.csv"), Refusal);
    EXPECT_THROW(parse_csv("a\n\"x\"y", "t.csv"), Refusal);
}

}  // namespace
}  // namespace linli::hsds
