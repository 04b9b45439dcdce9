#include "program.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

namespace linli::system_test {

using namespace std::chrono_literals;

std::string program() {
    const char* named = std::getenv("LINLI_PROGRAM");
    return named ? named : LINLI_PROGRAM;
}

std::string read_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

void write_text(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

bool wait_until(const std::function<bool()>& done, std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!done()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(20ms);
    }
    return true;
}

void Desk::SetUp() {
    if (access(program().c_str(), X_OK) != 0)
        GTEST_SKIP() << "there is no program at " << program();
    if (!testing::is_available(GetParam()))
        GTEST_SKIP() << "LINLI_TEST_PG is not set; PostgreSQL is not tested here";
    if (GetParam() != Backend::postgres) return;
    database_ = std::make_unique<testing::TestDatabase>(Backend::postgres);
    url_ = database_->url();
}

Outcome Desk::run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program());
    const fs::path out = path("run-" + std::to_string(++runs_) + ".log");
    const int code = chaos::run_to_end(arguments, out.string());
    return {code, read_text(out)};
}

std::vector<std::string> Desk::deployment(const std::string& data) const {
    std::vector<std::string> all{"--data", path(data).string(), "--rules",
                                 LINLI_SOURCE_DIR "/rules"};
    if (!url_.empty()) all.insert(all.end(), {"--db", url_});
    return all;
}

Outcome Desk::linli(const std::string& subcommand, const std::vector<std::string>& more,
                    const std::string& data) {
    std::vector<std::string> all{subcommand};
    const auto where = deployment(data);
    all.insert(all.end(), where.begin(), where.end());
    all.insert(all.end(), more.begin(), more.end());
    return run(std::move(all));
}

void Desk::serve(const std::vector<std::string>& more, const std::string& data) {
    port_ = chaos::free_port();
    fs::create_directories(path("web"));
    write_text(path("web/index.html"), "<!doctype html><title>Linli</title>");
    std::vector<std::string> all{program(), "serve"};
    const auto where = deployment(data);
    all.insert(all.end(), where.begin(), where.end());
    all.insert(all.end(), {"--port", std::to_string(port_), "--web", path("web").string(),
                           "--requests-per-second", "0"});
    all.insert(all.end(), more.begin(), more.end());
    server_ = std::make_unique<chaos::ServerProcess>(all, path("server.log").string());
    server_->start();
    ASSERT_TRUE(wait_until([&] { return ask("GET", "/api/v1/health").status == 200; }, 60s))
        << log();
}

int Desk::stop_server() {
    const int code = server_->terminate();
    server_.reset();
    return code;
}

std::string Desk::cookie_of(const Reply& reply) {
    const std::string cookie = reply.header("Set-Cookie");
    return "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
}

std::string Desk::sign_in(const std::string& login, const std::string& password) const {
    const Reply reply =
        ask("POST", "/api/v1/sessions",
            json::serialize(json::object{{"login", login}, {"password", password}}));
    EXPECT_EQ(reply.status, 201) << login << ' ' << reply.body;
    return cookie_of(reply);
}

std::string backend_name(const ::testing::TestParamInfo<Backend>& info) {
    return info.param == Backend::sqlite ? "SQLite" : "PostgreSQL";
}

}  // namespace linli::system_test
