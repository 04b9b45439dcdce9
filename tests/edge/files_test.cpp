// The browser app: caching, ranges, packed siblings, and no way out of its folder.
#include <fstream>

#include "edge/client.hpp"
#include "http/metrics.hpp"
#include "support/temp_dir.hpp"

namespace linli::edge {
namespace {

namespace fs = std::filesystem;

class FilesTest : public EdgeTest {
  protected:
    void SetUp() override {
        EdgeTest::SetUp();
        root = fs::temp_directory_path() / ("linli_edge_" + std::to_string(getpid()));
        fs::create_directories(root / "web" / "assets");
        write("web/index.html", "<!doctype html><title>app</title>");
        write("web/assets/app-1a2b.js", "0123456789");
        write("web/assets/app-1a2b.js.br", "packed");
        write("web/sw.js", "worker");
        write("web/.secret", "secret");
        write("outside.txt", "secret");
        fs::create_symlink(root / "outside.txt", root / "web" / "link.txt");
        http::metrics_routes(router);
        http::ServerOptions options;
        options.web_root = (root / "web").string();
        start(options);
    }
    void TearDown() override {
        EdgeTest::TearDown();
        fs::remove_all(root);
    }
    void write(const char* name, std::string_view text) const {
        std::ofstream(root / name) << text;
    }
    fs::path root;
};

TEST_F(FilesTest, caches_hashed_files_for_a_year_and_pages_not_at_all) {
    const Answer script = ask(get("/assets/app-1a2b.js"));
    EXPECT_EQ(script.body, "0123456789");
    EXPECT_EQ(script.header("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(script.header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(script.header("X-Content-Type-Options"), "nosniff");
    const Answer page = ask(get("/"));
    EXPECT_EQ(page.header("Cache-Control"), "no-cache");
    EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
    EXPECT_NE(page.header("Content-Security-Policy").find("object-src 'none'"), std::string::npos);
    EXPECT_EQ(ask(get("/sw.js")).header("Cache-Control"), "no-cache");
}

TEST_F(FilesTest, sends_the_packed_file_to_those_who_accept_it) {
    const Answer packed = ask(get("/assets/app-1a2b.js", "Accept-Encoding: gzip, br\r\n"));
    EXPECT_EQ(packed.body, "packed");
    EXPECT_EQ(packed.header("Content-Encoding"), "br");
    EXPECT_EQ(packed.header("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_NE(packed.header("ETag"), ask(get("/assets/app-1a2b.js")).header("ETag"));
    EXPECT_EQ(ask(get("/assets/app-1a2b.js", "Accept-Encoding: br;q=0\r\n")).body, "0123456789");
}

TEST_F(FilesTest, sends_again_only_what_has_changed) {
    const std::string etag = ask(get("/sw.js")).header("ETag");
    EXPECT_EQ(ask(get("/sw.js", "If-None-Match: " + etag + "\r\n")).status, 304);
    write("web/sw.js", "newer worker");
    EXPECT_EQ(ask(get("/sw.js", "If-None-Match: " + etag + "\r\n")).status, 200);
}

TEST_F(FilesTest, sends_the_range_that_is_asked_for) {
    const auto part = [&](const char* range) {
        return ask(get("/assets/app-1a2b.js", "Range: " + std::string(range) + "\r\n"));
    };
    EXPECT_EQ(part("bytes=2-4").status, 206);
    EXPECT_EQ(part("bytes=2-4").body, "234");
    EXPECT_EQ(part("bytes=2-4").header("Content-Range"), "bytes 2-4/10");
    EXPECT_EQ(part("bytes=7-").body, "789");
    EXPECT_EQ(part("bytes=-3").body, "789");
    EXPECT_EQ(part("bytes=5-99").body, "56789");
    EXPECT_EQ(part("bytes=10-").status, 416);
    EXPECT_EQ(part("bytes=4-2").status, 200);
    EXPECT_EQ(part("bytes=0-1,3-4").status, 200);
    EXPECT_EQ(part("bytes=99999999999999999999-").status, 200);
    const std::string etag = part("bytes=0-0").header("ETag");
    EXPECT_EQ(
        ask(get("/assets/app-1a2b.js", "Range: bytes=0-0\r\nIf-Range: " + etag + "\r\n")).status,
        206);
    EXPECT_EQ(ask(get("/assets/app-1a2b.js", "Range: bytes=0-0\r\nIf-Range: \"old\"\r\n")).status,
              200);
}

TEST_F(FilesTest, gives_the_app_for_its_own_addresses_only) {
    EXPECT_NE(ask(get("/board/demo", "Accept: text/html,*/*\r\n")).body.find("<title>app"),
              std::string::npos);
    EXPECT_EQ(ask(get("/board/demo")).status, 404);
    EXPECT_EQ(ask(get("/assets/none.js", "Accept: text/html\r\n")).status, 404);
    EXPECT_EQ(ask(get("/api/none", "Accept: text/html\r\n")).status, 404);
    EXPECT_EQ(ask(get("/hsds/none", "Accept: text/html\r\n")).status, 404);
}

TEST_F(FilesTest, never_leads_out_of_its_folder) {
    for (const char* path : {"/../outside.txt", "/..%2foutside.txt", "/%2e%2e/outside.txt",
                             "//etc/passwd", "/link.txt", "/.secret", "/assets/../../outside.txt",
                             "/index.html%00.js", "/assets", "/..%5coutside.txt"}) {
        const Answer answer = ask(get(path));
        EXPECT_TRUE(answer.status == 400 || answer.status == 404) << path << ' ' << answer.status;
        EXPECT_EQ(answer.body.find("secret"), std::string::npos) << path;
    }
}

TEST_F(FilesTest, shows_its_figures_to_this_machine_only) {
    ask(get("/api/hello"));
    const Answer figures = ask(get("/metrics"));
    EXPECT_EQ(figures.status, 200);
    EXPECT_NE(figures.body.find("linli_requests_total{route=\"/api/hello\",status=\"200\"}"),
              std::string::npos);
    EXPECT_EQ(ask(get("/metrics", "X-Forwarded-For: 203.0.113.9\r\n")).status, 403);
}

}  // namespace
}  // namespace linli::edge
