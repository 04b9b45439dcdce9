// T01: the server is killed at a random moment under eight writers and started again. Every write
// that was answered 201 is there with equal content; one that was not answered is there once or not
// at all, and asking again with the same Idempotency-Key settles it; the database is sound; the
// server answers again within five seconds; at the end the journal verifies.
//
// LINLI_PROGRAM names the program (default: the one of this build); LINLI_KILL_ROUNDS the rounds.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "base/json.hpp"
#include "server_process.hpp"
#include "store/store.hpp"
#include "support/temp_dir.hpp"
#include "support/test_database.hpp"

namespace linli::chaos {
namespace {

using namespace std::chrono_literals;
using linli::testing::Backend;
using Steady = std::chrono::steady_clock;

std::string program() {
    const char* named = std::getenv("LINLI_PROGRAM");
    return named ? named : LINLI_PROGRAM;
}
int rounds() {
    const char* named = std::getenv("LINLI_KILL_ROUNDS");
    return named ? std::atoi(named) : 20;
}

struct Attempt {
    std::string name;  // of the listing; unique
    std::string key;   // Idempotency-Key
    std::string id;    // empty: no answer came
};

class Kill : public ::testing::TestWithParam<Backend> {
  protected:
    void SetUp() override {
        if (access(program().c_str(), X_OK) != 0)
            GTEST_SKIP() << "there is no program at " << program();
        if (!linli::testing::is_available(GetParam()))
            GTEST_SKIP() << "LINLI_TEST_PG is not set; PostgreSQL is not tested here";
        database_ = std::make_unique<linli::testing::TestDatabase>(GetParam());
        std::vector<std::string> deployment{"--data", data()};
        if (GetParam() == Backend::postgres) {
            deployment.insert(deployment.end(), {"--db", database_->url()});
            url_ = database_->url();
        } else {
            url_ = "sqlite:" + data() + "/linli.db";
        }
        ASSERT_EQ(run_to_end(command("demo", deployment, {"--preset", "small"}), log()), 0)
            << tail();
        deployment_ = deployment;
        // A browser app of its own: the real one need not have been built.
        const auto web = dir_.path() / "web";
        std::filesystem::create_directories(web);
        std::ofstream(web / "index.html") << "<!doctype html><title>Linli</title>";
        port_ = free_port();
        server_ =
            std::make_unique<ServerProcess>(command("serve", deployment,
                                                    {"--port", std::to_string(port_), "--web",
                                                     web.string(), "--requests-per-second", "0"}),
                                            log());
    }

    static std::vector<std::string> command(const std::string& name,
                                            const std::vector<std::string>& deployment,
                                            const std::vector<std::string>& more) {
        std::vector<std::string> all{program(), name};
        all.insert(all.end(), deployment.begin(), deployment.end());
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    std::string data() const { return (dir_.path() / "data").string(); }
    std::string log() const { return (dir_.path() / "log").string(); }
    std::string tail() const {
        std::ifstream in(log());
        std::string all((std::istreambuf_iterator<char>(in)), {});
        return all.substr(all.size() > 2000 ? all.size() - 2000 : 0);
    }

    // Starts the server; the time until it answers.
    std::chrono::milliseconds start() {
        const auto begin = Steady::now();
        server_->start();
        while (Steady::now() - begin < 30s) {
            if (request(port_, "GET", "/api/v1/health", "", "").status == 200) break;
            std::this_thread::sleep_for(10ms);
        }
        return std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begin);
    }
    void sign_in() {
        const Reply reply = request(port_, "POST", "/api/v1/sessions", "",
                                    R"({"login":"keeper","password":"Linli-demo-2026"})");
        ASSERT_EQ(reply.status, 201) << reply.body;
        const std::string cookie = reply.header("Set-Cookie");
        cookie_ = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
        const Reply boards = request(port_, "GET", "/api/v1/listings?limit=1", cookie_, "");
        const auto page = json::parse(boards.body);
        const auto& first = page.at("items").at(0);
        place_ = "\"lat\":" + json::serialize(first.at("lat")) +
                 ",\"lng\":" + json::serialize(first.at("lng")) +
                 ",\"categories\":" + json::serialize(first.at("categories"));
    }
    Reply post(const Attempt& a) const {
        return request(port_, "POST", "/api/v1/listings",
                       cookie_ + "Idempotency-Key: " + a.key + "\r\n",
                       "{\"name_zh\":\"" + a.name + "\"," + place_ + ",\"crs\":\"wgs84\"}");
    }
    static std::string id_in(const Reply& reply) {
        return std::string(json::parse(reply.body).at("id").as_string());
    }

    // One writer until the server is gone; then its last attempt has no id.
    std::vector<Attempt> write_until_killed(int round, int writer) const {
        std::vector<Attempt> attempts;
        for (int i = 0; !killed_; ++i) {
            const std::string number =
                std::to_string(round) + "-" + std::to_string(writer) + "-" + std::to_string(i);
            Attempt a{"站点" + number, "kill-test-key-" + number, ""};
            const Reply reply = post(a);
            if (reply.status == 201) a.id = id_in(reply);
            if (reply.status != 0) {
                EXPECT_TRUE(reply.status == 201 || reply.status == 503) << reply.body;
            }
            attempts.push_back(a);
        }
        return attempts;
    }
    std::vector<Attempt> write_and_kill(int round) {
        killed_ = false;
        std::vector<std::vector<Attempt>> parts(8);
        std::vector<std::thread> writers;
        for (int w = 0; w < 8; ++w)
            writers.emplace_back(
                [&, w] { parts[static_cast<std::size_t>(w)] = write_until_killed(round, w); });
        std::this_thread::sleep_for(std::chrono::milliseconds(200 + random_() % 800));
        server_->kill();
        killed_ = true;
        std::vector<Attempt> all;
        for (std::size_t w = 0; w < writers.size(); ++w) {
            writers[w].join();
            all.insert(all.end(), parts[w].begin(), parts[w].end());
        }
        return all;
    }
    void check(std::vector<Attempt>& attempts) {
        for (Attempt& a : attempts) {
            if (a.id.empty()) {
                const Reply again = post(a);
                ASSERT_EQ(again.status, 201) << again.body;
                a.id = id_in(again);
            }
            const Reply found = request(port_, "GET", "/api/v1/listings/" + a.id, cookie_, "");
            ASSERT_EQ(found.status, 200) << a.name << " was acknowledged and is lost";
            ASSERT_EQ(json::parse(found.body).at("name_zh").as_string(), a.name);
        }
        const auto beside = store::Store::open({.url = url_, .readers = 1, .read_only = true});
        EXPECT_TRUE(beside->integrity_faults().empty());
        static constexpr store::Sql by_name{"test.by_name",
                                            "SELECT COUNT(*) FROM listing WHERE name_zh = ?"};
        beside->read([&](store::Tx& tx) {
            for (const Attempt& a : attempts)
                EXPECT_EQ(tx.one<std::int64_t>(by_name, a.name), 1) << a.name;
        });
    }

    linli::testing::TempDir dir_;
    std::unique_ptr<linli::testing::TestDatabase> database_;
    std::vector<std::string> deployment_;
    std::string url_, cookie_, place_;
    std::uint16_t port_ = 0;
    std::unique_ptr<ServerProcess> server_;
    std::atomic<bool> killed_{false};
    std::mt19937 random_{std::random_device{}()};
};

TEST_P(Kill, loses_and_doubles_nothing_that_was_answered) {
    ASSERT_LT(start(), 30s) << tail();
    sign_in();  // once: the session outlives every kill
    if (HasFatalFailure()) return;
    std::size_t acknowledged = 0, unanswered = 0;
    for (int round = 0; round < rounds(); ++round) {
        std::vector<Attempt> attempts = write_and_kill(round);
        for (const Attempt& a : attempts)
            ++(a.id.empty() ? unanswered : acknowledged);
        EXPECT_LE(start(), 5s) << tail();
        check(attempts);
        if (HasFatalFailure()) return;
    }
    EXPECT_GT(acknowledged, 0U);
    std::printf("%d kills, %zu acknowledged, %zu unanswered\n", rounds(), acknowledged, unanswered);
    std::this_thread::sleep_for(1s);  // the journal's sequencer catches up
    EXPECT_EQ(server_->terminate(), 0) << tail();
    EXPECT_EQ(run_to_end(command("verify", deployment_, {}), log()), 0) << tail();
}

std::string backend_name(const ::testing::TestParamInfo<Backend>& of) {
    return of.param == Backend::sqlite ? "SQLite" : "PostgreSQL";
}
INSTANTIATE_TEST_SUITE_P(OnBoth, Kill, ::testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

}  // namespace
}  // namespace linli::chaos
