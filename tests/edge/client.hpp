// A socket that sends exactly the bytes it is told, and a server to send them to.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "http/server.hpp"
#include "support/test_database.hpp"

namespace linli::edge {

struct Answer {
    int status = 0;    // 0 = the server closed without an answer
    std::string head;  // with its last empty line
    std::string body;
    std::string header(std::string_view name) const;  // empty when absent
};

class Client {
  public:
    explicit Client(std::uint16_t port);
    ~Client();
    Client(Client&& other) noexcept;
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool connected() const { return socket_ >= 0; }
    bool send(std::string_view bytes);
    // Waits at most `wait_s` for one whole answer; `head_only` for answers to HEAD.
    Answer receive(int wait_s = 10, bool head_only = false);
    Answer ask(std::string_view bytes) {
        send(bytes);
        return receive();
    }
    // Waits at most `wait_s` for these bytes; they and what came before them are taken.
    bool hears(std::string_view bytes, int wait_s = 5);
    // Waits at most `wait_s` for something; empty when nothing came.
    std::string whatever_comes(int wait_s);
    // True when the server closes (after at most `wait_s`); bytes that come meanwhile are dropped.
    bool closes(int wait_s = 5);

  private:
    int socket_ = -1;
    std::string buffer_;
};

// A handful of routes on a fresh SQLite store.
class EdgeTest : public ::testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;
    // Starts (again) with other options; address, port and log are set by it.
    void start(http::ServerOptions options = {});
    Client client() const { return Client(server->port()); }
    Answer ask(std::string_view bytes) const { return client().ask(bytes); }

    std::unique_ptr<linli::testing::TestDatabase> database;
    std::unique_ptr<store::Store> store;
    SystemClock clock;
    std::unique_ptr<http::Gatekeeper> gate;
    http::Router router;
    std::unique_ptr<http::Server> server;
    std::atomic<int> written{0};
    std::atomic<bool> hold{false};  // while true, GET /api/slow waits
};

std::string get(std::string_view target, std::string_view headers = {});
std::string post(std::string_view target, std::string_view body, std::string_view headers = {});

}  // namespace linli::edge
