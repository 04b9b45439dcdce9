// The real program, as an administrator runs it; tests skip where it was not built. LINLI_PROGRAM
// in the environment names another one.
#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "server_process.hpp"
#include "support/temp_dir.hpp"
#include "support/test_database.hpp"

namespace linli::system_test {

using chaos::Reply;
using testing::Backend;
namespace fs = std::filesystem;

std::string program();
std::string read_text(const fs::path& path);
void write_text(const fs::path& path, const std::string& text);
// Until `done` says yes; false after `patience`.
bool wait_until(const std::function<bool()>& done,
                std::chrono::milliseconds patience = std::chrono::seconds(20));

struct Outcome {
    int code = -1;
    std::string text;  // both standard outputs
};

// One administrator's desk: a directory, and programs started in it.
class Desk : public ::testing::TestWithParam<Backend> {
  protected:
    void SetUp() override;
    // Runs `linli <arguments>` to its end.
    Outcome run(std::vector<std::string> arguments);
    // The same with --data, --rules and (on PostgreSQL) --db of this desk.
    Outcome linli(const std::string& subcommand, const std::vector<std::string>& more = {},
                  const std::string& data = "data");
    std::vector<std::string> deployment(const std::string& data = "data") const;
    // Starts a server on port() and waits until it answers; its output is in log().
    void serve(const std::vector<std::string>& more = {}, const std::string& data = "data");
    int stop_server();
    Reply ask(const std::string& method, const std::string& target, const std::string& body = {},
              const std::string& headers = {}) const {
        return chaos::request(port_, method, target, headers, body);
    }
    // The header line "Cookie: ..." of a new session.
    std::string sign_in(const std::string& login, const std::string& password) const;
    static std::string cookie_of(const Reply& reply);

    fs::path path(const std::string& name) const { return dir_.path() / name; }
    std::string log() const { return read_text(path("server.log")); }
    std::uint16_t port() const { return port_; }
    chaos::ServerProcess& server() { return *server_; }
    const std::string& database_url() const { return url_; }

  private:
    testing::TempDir dir_;
    std::unique_ptr<testing::TestDatabase> database_;
    std::string url_;
    std::uint16_t port_ = 0;
    std::unique_ptr<chaos::ServerProcess> server_;
    int runs_ = 0;
};

std::string backend_name(const ::testing::TestParamInfo<Backend>& info);

}  // namespace linli::system_test
