// What an administrator meets at the command line: every mistake gets one plain sentence and an
// exit code that is not 0, and changes nothing. 1 = it could not be done, 2 = the command line is
// wrong.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "program.hpp"
#include "store/store.hpp"

namespace linli::system_test {
namespace {

class CommandLine : public Desk {
  protected:
    // One sentence in English (a refusal has its Chinese twin on the next line).
    void expect_refusal(const Outcome& outcome, int code, const std::string& words) {
        EXPECT_EQ(outcome.code, code) << outcome.text;
        EXPECT_NE(outcome.text.find(words), std::string::npos) << outcome.text;
        EXPECT_EQ(outcome.text.rfind("linli: ", 0), 0U) << outcome.text;
        EXPECT_LE(std::count(outcome.text.begin(), outcome.text.end(), '\n'), 2) << outcome.text;
    }
    std::string file(const std::string& name, const std::string& text) {
        write_text(path(name), text);
        return path(name).string();
    }
};

TEST_P(CommandLine, names_what_it_does_not_know) {
    expect_refusal(run({"bogus"}), 2, "\"bogus\"");
    expect_refusal(run({}), 2, "--help");
    expect_refusal(run({"serve"}), 2, "--data");
    expect_refusal(linli("serve", {"--speed", "fast"}), 2, "--speed");
    expect_refusal(linli("serve", {"--port", "70000"}), 2, "--port");
    expect_refusal(linli("demo", {"--preset", "huge"}), 2, "huge");
    expect_refusal(linli("import", {"--format", "osm", path("none.osm").string()}), 2, "none.osm");
    EXPECT_EQ(run({"--help"}).code, 0);
    EXPECT_EQ(run({"--version"}).code, 0);
    EXPECT_FALSE(fs::exists(path("data")));
}

TEST_P(CommandLine, refuses_a_database_that_it_cannot_use) {
    const std::vector<std::string> where{
        "serve", "--data", path("data").string(), "--rules", LINLI_SOURCE_DIR "/rules", "--db"};
    const auto with = [&](const std::string& url) {
        auto all = where;
        all.push_back(url);
        return run(all);
    };
    expect_refusal(with("mysql://localhost/linli"), 1, "postgresql://");
    expect_refusal(with("nonsense"), 1, "postgresql://");
    const auto unreachable = with("postgresql://linli:secret-word@127.0.0.1:1/linli");
    expect_refusal(unreachable, 1, "127.0.0.1");
    EXPECT_EQ(unreachable.text.find("secret-word"), std::string::npos) << unreachable.text;
}

TEST_P(CommandLine, refuses_a_data_directory_that_cannot_be_made_or_is_not_there) {
    file("a-file", "");
    expect_refusal(linli("serve", {}, "a-file"), 1, "cannot be made");
    expect_refusal(linli("serve", {}, "a-file/below"), 1, "cannot be made");
    expect_refusal(linli("verify", {}, "nowhere"), 1, "no data directory");
    expect_refusal(linli("backup", {"--to", path("copy").string()}, "nowhere"), 1,
                   "no data directory");
    EXPECT_FALSE(fs::exists(path("copy")));
}

TEST_P(CommandLine, refuses_a_busy_port_a_second_server_and_a_web_directory_that_is_none) {
    ASSERT_EQ(linli("migrate").code, 0);
    serve();
    const std::string web = path("web").string();
    if (GetParam() == Backend::sqlite) {
        expect_refusal(linli("serve", {"--port", "0", "--web", web}), 1, "in use");
        expect_refusal(linli("demo", {"--preset", "small"}), 1, "in use");
        EXPECT_EQ(ask("GET", "/api/v1/health").status, 200) << "the first server was disturbed";
    }
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(listen(listener, 1), 0);
    socklen_t size = sizeof address;
    getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    EXPECT_EQ(stop_server(), 0);
    const auto busy =
        linli("serve", {"--port", std::to_string(ntohs(address.sin_port)), "--web", web});
    EXPECT_EQ(busy.code, 1);
    EXPECT_NE(busy.text.find("port " + std::to_string(ntohs(address.sin_port))), std::string::npos)
        << busy.text;
    close(listener);
    const auto no_web = linli("serve", {"--port", "0", "--web", path("none").string()});
    EXPECT_EQ(no_web.code, 1);
    EXPECT_NE(no_web.text.find("is not a directory"), std::string::npos) << no_web.text;
}

TEST_P(CommandLine, refuses_a_database_of_a_newer_version) {
    ASSERT_EQ(linli("migrate").code, 0);
    {
        store::StoreOptions options;
        options.url =
            database_url().empty() ? "sqlite:" + path("data/linli.db").string() : database_url();
        const auto store = store::Store::open(options);
        static constexpr store::Sql newer{"test.newer",
                                          "INSERT INTO schema_migration (module, number, name, "
                                          "sha256, applied_at) SELECT module, "
                                          "99, 'of_tomorrow', sha256, applied_at FROM "
                                          "schema_migration WHERE module = 'place' AND "
                                          "number = 1"};
        store->write([](store::Tx& tx) { EXPECT_EQ(tx.run(newer), 1); });
    }
    for (const char* command : {"serve", "verify", "migrate"})
        expect_refusal(linli(command), 1, "newer Linli");
    expect_refusal(linli("demo", {"--preset", "small"}), 1, "newer Linli");
}

TEST_P(CommandLine, loads_the_demonstration_once) {
    const auto first = linli("demo", {"--preset", "small"});
    ASSERT_EQ(first.code, 0) << first.text;
    const auto again = linli("demo", {"--preset", "small"});
    EXPECT_EQ(again.code, 0) << again.text;
    EXPECT_NE(again.text.find("keeper"), std::string::npos) << again.text;
    EXPECT_EQ(linli("verify").code, 0);
}

// Three features: the second is no point, the third lies beyond the pole.
constexpr const char* broken_points = R"({"type":"FeatureCollection","features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[115.861,28.681]},"properties":{"name":"好药店","category":"pharmacy"}},
{"type":"Feature","geometry":{"type":"LineString","coordinates":[[115.862,28.682],[115.9,28.7]]},"properties":{"name":"长药店","category":"pharmacy"}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[115.863,98.683]},"properties":{"name":"天上药店","category":"pharmacy"}}
]})";

TEST_P(CommandLine, names_every_broken_row_and_loads_nothing_unless_told_to) {
    const std::string areas = file("areas.csv",
                                   "code,level,parent_code,name_zh\n990200,city,,示范市\n"
                                   "990202,district,990200,东区\n");
    ASSERT_EQ(linli("import", {"--format", "areas_csv", areas}).code, 0);
    const std::string points = file("points.geojson", broken_points);
    const auto import = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"--format", "geojson", points, "--crs", "wgs84", "--source",
                                   "区商务局", "--area", "990202"});
        return linli("import", more);
    };
    const auto names_the_bad_rows = [&](const Outcome& outcome) {
        EXPECT_NE(outcome.text.find("points.geojson:3 "), std::string::npos) << outcome.text;
        EXPECT_NE(outcome.text.find("points.geojson:4 "), std::string::npos) << outcome.text;
        EXPECT_EQ(outcome.text.find("points.geojson:2 "), std::string::npos) << outcome.text;
        EXPECT_NE(outcome.text.find("3 rows read, 1 good, 2 bad"), std::string::npos)
            << outcome.text;
    };
    const auto dry = import({"--dry-run"});
    EXPECT_EQ(dry.code, 1);
    names_the_bad_rows(dry);
    EXPECT_NE(dry.text.find("nothing was changed"), std::string::npos);
    const auto refused = import({});
    EXPECT_EQ(refused.code, 1);
    names_the_bad_rows(refused);
    EXPECT_NE(refused.text.find("nothing was changed"), std::string::npos);
    const auto partial = import({"--accept-partial"});
    EXPECT_EQ(partial.code, 0);
    names_the_bad_rows(partial);
    // What the trials before had loaded would be "changed" or "unchanged" now.
    EXPECT_NE(partial.text.find(" 0 changed, 0 unchanged"), std::string::npos) << partial.text;
    expect_refusal(linli("import", {"--format", "geojson", points, "--crs", "wgs84"}), 1,
                   "--source");
    expect_refusal(linli("import", {"--format", "geojson", points, "--crs", "wgs84", "--source",
                                    "x", "--area", "1"}),
                   1, "no area has the code 1");
}

TEST_P(CommandLine, imports_areas_whole_or_not_at_all) {
    const std::string areas = file("areas.csv",
                                   "代码,级别,上级代码,名称\n990200,市,,示范市\n"
                                   "990202,区,990299,东区\n990203,大区,990200,西区\n");
    for (const bool dry : {true, false}) {
        const auto refused = linli(
            "import", dry ? std::vector<std::string>{"--format", "areas_csv", areas, "--dry-run"}
                          : std::vector<std::string>{"--format", "areas_csv", areas});
        EXPECT_EQ(refused.code, 1) << refused.text;
        EXPECT_NE(refused.text.find("areas.csv:3 "), std::string::npos) << refused.text;
        EXPECT_NE(refused.text.find("areas.csv:4 "), std::string::npos) << refused.text;
    }
    const auto partial = linli("import", {"--format", "areas_csv", areas, "--accept-partial"});
    EXPECT_EQ(partial.code, 0) << partial.text;
    EXPECT_NE(partial.text.find("1 added"), std::string::npos) << partial.text;
}

TEST_P(CommandLine, loads_every_example_of_the_documentation) {
    const std::string examples = LINLI_SOURCE_DIR "/docs/examples/";
    const auto load = [&](const std::string& format, const std::vector<std::string>& files,
                          const std::string& report, bool listings) {
        std::vector<std::string> all{"--format", format};
        if (listings) all.insert(all.end(), {"--source", "示例", "--crs", "wgs84"});
        for (const auto& one : files)
            all.push_back(examples + one);
        for (const std::string& expected : {report, std::string("bad; 0 added, 0 changed")}) {
            const auto outcome = linli("import", all);
            EXPECT_EQ(outcome.code, 0) << format << ": " << outcome.text;
            EXPECT_NE(outcome.text.find(expected), std::string::npos)
                << format << ": " << outcome.text;
        }
    };
    load("areas_csv", {"areas.csv"}, "5 rows read, 5 good, 0 bad; 5 added", false);
    load("areas_geojson", {"boundaries.geojson"}, "1 rows read, 1 good, 0 bad; 0 added, 1 changed",
         false);
    load("geojson", {"points.geojson"}, "2 rows read, 2 good, 0 bad; 2 added", true);
    load("osm", {"overpass.json"}, "2 rows read, 2 good, 0 bad; 2 added", true);
    load("hsds_json", {"services.json"}, "1 rows read, 1 good, 0 bad; 1 added", true);
    load("hsds_csv",
         {"hsds_csv/organizations.csv", "hsds_csv/services.csv", "hsds_csv/locations.csv",
          "hsds_csv/service_at_location.csv", "hsds_csv/phones.csv", "hsds_csv/schedules.csv"},
         "6 rows read, 6 good, 0 bad", true);
    serve();
    const auto near = json::parse(
        ask("GET", "/api/v1/listings?lat=28.682&lng=115.863&crs=wgs84&radius_m=1000").body);
    EXPECT_EQ(near.at("total").as_int64(), 6);
    for (const auto& listing : near.at("items").as_array())
        EXPECT_TRUE(listing.as_object().contains("area_id")) << json::serialize(listing);
    EXPECT_EQ(stop_server(), 0);
}

INSTANTIATE_TEST_SUITE_P(OnBoth, CommandLine, ::testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

}  // namespace
}  // namespace linli::system_test
