// T03 and T22 on the process: a full disk, and an orderly stop under load.
#include <sys/mount.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "program.hpp"
#include "store/store.hpp"

namespace linli::system_test {
namespace {

class Service : public Desk {
  protected:
    void load_and_serve(const std::string& data = "data") {
        const auto loaded = linli("demo", {"--preset", "small"}, data);
        ASSERT_EQ(loaded.code, 0) << loaded.text;
        serve({}, data);
        keeper = sign_in("keeper", "Linli-demo-2026");
        const auto page = json::parse(ask("GET", "/api/v1/listings?limit=1").body);
        const auto& first = page.at("items").at(0);
        place = R"(,"crs":"wgs84","lat":)" + json::serialize(first.at("lat")) + R"(,"lng":)" +
                json::serialize(first.at("lng")) + R"(,"categories":)" +
                json::serialize(first.at("categories")) + "}";
    }
    Reply add(const std::string& name, const std::string& more = {}) const {
        return ask("POST", "/api/v1/listings", R"({"name_zh":")" + name + '"' + more + place,
                   keeper);
    }
    // How many listings have such a name, read beside the server.
    std::int64_t written(const std::string& pattern) const {
        store::StoreOptions options;
        options.url =
            database_url().empty() ? "sqlite:" + path("data/linli.db").string() : database_url();
        options.read_only = true;
        static constexpr store::Sql named{"test.named",
                                          "SELECT COUNT(*) FROM listing WHERE name_zh LIKE ?"};
        return store::Store::open(options)->read(
            [&](store::Tx& tx) { return tx.one<std::int64_t>(named, pattern).value(); });
    }
    std::string keeper, place;
};

// A small file system in memory; needs the rights to mount.
class SmallDisk {
  public:
    explicit SmallDisk(fs::path at) : at_(std::move(at)) {
        fs::create_directories(at_);
        mounted_ = mount("linli-test", at_.c_str(), "tmpfs", 0, "size=24m") == 0;
    }
    ~SmallDisk() {
        if (mounted_) umount2(at_.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    bool is_mounted() const { return mounted_; }
    void fill() const {
        std::ofstream ballast(at_ / "ballast", std::ios::binary);
        const std::string block(64 << 10, 'x');
        while (ballast.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
        }
    }
    void free() const { fs::remove(at_ / "ballast"); }

  private:
    fs::path at_;
    bool mounted_ = false;
};

class ServiceOnSqlite : public Service {};

TEST_P(ServiceOnSqlite, refuses_writes_on_a_full_disk_reads_on_and_recovers_by_itself) {
    const SmallDisk disk(path("small"));
    if (!disk.is_mounted()) GTEST_SKIP() << "a small file system cannot be mounted here";
    load_and_serve("small/data");
    if (HasFatalFailure()) return;
    ASSERT_EQ(add("满盘之前").status, 201);
    disk.fill();
    // The log of the database has some room left; then it is full.
    std::vector<std::string> acknowledged;
    int refused = 0;
    for (int i = 0; i < 3000 && refused < 5; ++i) {
        const std::string more = R"(,"description_zh":")" + std::string(2000, 'x') + '"';
        const Reply reply = add("满盘" + std::to_string(i), more);
        if (reply.status == 201) {
            acknowledged.emplace_back(json::parse(reply.body).at("id").as_string());
            continue;
        }
        ++refused;
        EXPECT_EQ(reply.status, 507) << reply.body;
        EXPECT_NE(reply.body.find(R"("store.disk_full")"), std::string::npos) << reply.body;
        EXPECT_EQ(ask("GET", "/api/v1/health").status, 200);
        EXPECT_EQ(ask("GET", "/api/v1/listings?limit=5").status, 200);
        EXPECT_EQ(ask("GET", "/api/v1/notices", "", keeper).status, 200) << "signed in";
    }
    EXPECT_EQ(refused, 5) << "the disk was never full";
    disk.free();
    EXPECT_TRUE(wait_until([&] { return add("腾出空间").status == 201; }, std::chrono::seconds(5)));
    for (const auto& id : acknowledged)
        EXPECT_EQ(ask("GET", "/api/v1/listings/" + id).status, 200) << id << " is lost";
    EXPECT_EQ(stop_server(), 0) << log();
    const auto sound = linli("verify", {}, "small/data");
    EXPECT_EQ(sound.code, 0) << sound.text;
}

// A writer until it is refused: every answer that begins comes whole.
struct Tally {
    std::atomic<int> answered{0}, unavailable{0}, cut{0}, other{0};
};

TEST_P(Service, answers_what_it_accepted_when_it_is_told_to_stop_and_starts_again) {
    load_and_serve();
    if (HasFatalFailure()) return;
    for (int round = 0; round < 3; ++round) {
        Tally tally;
        std::atomic<bool> stopped{false};
        std::mutex mutex;
        std::vector<std::string> ids;
        std::vector<std::thread> writers;
        for (int w = 0; w < 8; ++w)
            writers.emplace_back([&, w] {
                for (int i = 0; !stopped; ++i) {
                    const Reply reply = add("停机" + std::to_string(round) + "-" +
                                            std::to_string(w) + "-" + std::to_string(i));
                    if (reply.status == 201) {
                        ++tally.answered;
                        const std::lock_guard lock(mutex);
                        ids.emplace_back(json::parse(reply.body).at("id").as_string());
                    } else if (reply.status == 503) {
                        ++tally.unavailable;
                    } else if (reply.status == 0) {
                        ++tally.cut;  // no connection any more, or one that was cut
                        break;
                    } else {
                        ++tally.other;
                    }
                }
            });
        std::this_thread::sleep_for(std::chrono::milliseconds(700));
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_EQ(stop_server(), 0) << log();
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
        stopped = true;
        for (auto& writer : writers)
            writer.join();
        EXPECT_GT(tally.answered, 0);
        EXPECT_EQ(tally.other, 0);
        serve();
        if (HasFatalFailure()) return;
        for (const auto& id : ids)
            ASSERT_EQ(ask("GET", "/api/v1/listings/" + id).status, 200) << id << " is lost";
        // What was written and what was answered are the same: an accepted request whose answer
        // was lost would be in the database without being in the list.
        EXPECT_EQ(written("停机" + std::to_string(round) + "-%"),
                  static_cast<std::int64_t>(ids.size()))
            << tally.unavailable << " answers 503, " << tally.cut << " connections without answer";
    }
    EXPECT_EQ(stop_server(), 0);
    EXPECT_EQ(linli("verify").code, 0);
}

TEST_P(Service, answers_every_path_with_the_security_headers_also_for_files_and_errors) {
    ASSERT_EQ(linli("migrate").code, 0);
    serve();
    for (const char* target :
         {"/", "/index.html", "/board/some-board", "/assets/none.js", "/../../etc/passwd",
          "/api/v1/nothing", "/api/v1/listings", "/api/v1/accounts", "/api/docs", "/metrics",
          "/%00", "/api/v1/listings?limit=abc"}) {
        const Reply reply = ask("GET", target);
        ASSERT_NE(reply.status, 0) << target;
        EXPECT_LT(reply.status, 500) << target;
        for (const char* header :
             {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy",
              "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy",
              "Cache-Control"})
            EXPECT_FALSE(reply.header(header).empty())
                << target << ' ' << reply.status << ": no " << header;
        EXPECT_EQ(reply.body.find("root:"), std::string::npos) << target;
    }
    EXPECT_EQ(stop_server(), 0);
}

INSTANTIATE_TEST_SUITE_P(OnBoth, Service, ::testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);
INSTANTIATE_TEST_SUITE_P(OnSqlite, ServiceOnSqlite, ::testing::Values(Backend::sqlite),
                         backend_name);

}  // namespace
}  // namespace linli::system_test
