// The inside of Server, shared by its two sources. Heavy to include: Asio and Beast.
#pragma once
#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>

#include "http/files.hpp"
#include "http/pool.hpp"
#include "http/rate_limit.hpp"
#include "http/request_parser.hpp"
#include "http/server.hpp"
#include "http/streams.hpp"

namespace linli::http {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Answer = boost::beast::http::response<boost::beast::http::string_body>;
using AnswerSerializer = boost::beast::http::response_serializer<boost::beast::http::string_body>;
using Steady =
    std::chrono::steady_clock;  // deadlines of sockets belong to the machine, not to Clock

constexpr std::size_t read_bytes = 8 << 10;

struct Server::Impl {
    struct Connection;
    using Handle = std::shared_ptr<Connection>;

    Impl(const ServerOptions& given, const Router& table, Gatekeeper& keeper, store::Store& db,
         const Clock& time);

    void listen();
    void accept_next();
    void on_accepted(tcp::socket socket);
    void on_tick();
    void drain();
    void forget(Connection& connection);
    void release(const std::string& peer);
    std::size_t clients() const { return connections.size() + streams.size(); }
    bool look_again(std::shared_ptr<const Request> request, std::function<void(Response)> then);
    void stop(int drain_s);
    Response answer(const Request& request, std::string& route);
    std::string record(const std::string& method, const std::string& route, int status,
                       Micros took);

    const ServerOptions options;
    const Router& router;
    Gatekeeper& gatekeeper;
    store::Store& store;
    const Clock& clock;
    const Files files;
    const bool https;
    const std::string page_policy;
    RateLimiter addresses;
    RateLimiter accounts;

    asio::io_context io{1};
    tcp::acceptor acceptor;
    asio::steady_timer tick;
    Pool pool;
    std::thread thread;
    std::uint16_t port = 0;

    // Only touched on the input/output thread.
    std::unordered_map<Connection*, std::weak_ptr<Connection>> connections;
    std::unordered_map<std::string, int> per_address;
    Streams streams;
    bool accepting = false;
    bool draining = false;
    std::string date;

    std::atomic<std::uint64_t> request_count{0};
    std::mutex mutex;
    std::condition_variable empty;
    bool stopped = false;
    bool all_closed = false;
};

// One client. Requests are answered one after the other; what a client sends ahead waits in the
// kernel's buffer, so pipelining costs no memory here.
struct Server::Impl::Connection : std::enable_shared_from_this<Connection> {
    Connection(Impl& owner, tcp::socket given, std::string from);

    // What it does determines its deadline.
    enum class Phase : std::uint8_t { idle, head, body, handling, writing, lingering };

    void wait_for_request() {
        phase = Phase::idle;
        since = Steady::now();
        moved = 0;
    }
    void enter(Phase next) {
        if (phase == next) return;
        phase = next;
        since = Steady::now();
        moved = 0;
    }
    bool overdue(Steady::time_point now) const;
    void on_overdue();
    void read();
    void consume();
    void dispatch(RawRequest raw);
    void run(std::shared_ptr<Request> request, Steady::time_point began);
    void reply(Response response, bool keep);
    void become_stream(std::shared_ptr<const Request> request, Response response);
    void turn_away(Response response, bool keep);
    void refuse(const ParseFault& fault);
    void write();
    void after_answer();
    void linger();
    void close();

    Impl& impl;
    tcp::socket socket;
    const std::string peer;
    RequestParser parser;
    std::array<char, read_bytes> buffer{};
    std::size_t begin = 0, end = 0;  // of what was read and not yet taken
    std::optional<Answer> answer;
    std::optional<AnswerSerializer> serializer;  // refers to the answer
    Phase phase = Phase::idle;
    Steady::time_point since;
    std::size_t moved = 0;  // bytes of the body or of the answer
    bool keep_alive = true;
    bool english = false;  // what the request asked for
    bool reading = false;
    bool limited = false;  // the body's limit is that of its route
};

}  // namespace linli::http
