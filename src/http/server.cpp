#if defined(__GNUC__) && !defined(__clang__)
// Asio's fences are unknown to the thread sanitizer of GCC; its queues are guarded by locks as
// well.
#pragma GCC diagnostic ignored "-Wtsan"
#endif
#include "http/server.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <array>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <condition_variable>
#include <unordered_map>

#include "http/address.hpp"
#include "http/files.hpp"
#include "http/metrics.hpp"
#include "http/pool.hpp"
#include "http/problem.hpp"
#include "http/rate_limit.hpp"
#include "http/security_headers.hpp"
#include "http/wire.hpp"

namespace linli::http {

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Answer = boost::beast::http::response<boost::beast::http::string_body>;
using AnswerSerializer = boost::beast::http::response_serializer<boost::beast::http::string_body>;
using Steady =
    std::chrono::steady_clock;  // deadlines of sockets belong to the machine, not to Clock

constexpr std::size_t read_bytes = 8 << 10;

Refusal busy() {
    Refusal refusal(RefusalKind::unavailable, "http.busy",
                    {"系统正忙，请稍后重试", "The system is busy; try again in a moment"});
    refusal.retry_after_s = 2;
    return refusal;
}

Refusal too_many(int wait_s) {
    Refusal refusal(RefusalKind::too_many, "http.too_many_requests",
                    {"来自此网络的请求过于频繁，请稍后重试",
                     "Too many requests from this network; wait a little and try again"});
    refusal.retry_after_s = wait_s;
    return refusal;
}

// Header values lose their control characters, so that no text from outside can begin a header of
// its own. No body and no length for 204 and 304.
Answer to_answer(Response&& response, bool keep, const std::string& date) {
    Answer answer;
    answer.version(11);
    answer.result(static_cast<unsigned>(response.status));
    answer.set(boost::beast::http::field::date, date);
    for (auto& [name, value] : response.headers) {
        std::erase_if(value,
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 127; });
        answer.set(name, value);
    }
    if (response.status != 204 && response.status != 304) {
        if (!response.headers.contains("Content-Length")) {
            answer.content_length(response.body.size());
        }
        answer.body() = std::move(response.body);
    }
    answer.keep_alive(keep);
    return answer;
}

[[noreturn]] void cannot_listen(const ServerOptions& options,
                                const boost::system::error_code& error) {
    if (error == asio::error::address_in_use) {
        throw Fault(fmt::format("port {} is in use by another program", options.port));
    }
    if (error == asio::error::access_denied) {
        throw Fault(fmt::format("port {} may not be opened by this user; take one above 1023",
                                options.port));
    }
    throw Fault(fmt::format("cannot listen on {} port {}: {}", options.address, options.port,
                            error.message()));
}

}  // namespace

struct Server::Impl {
    struct Connection;
    using Handle = std::shared_ptr<Connection>;

    Impl(const ServerOptions& given, const Router& table, Gatekeeper& keeper, store::Store& db,
         const Clock& time)
        : options(given),
          router(table),
          gatekeeper(keeper),
          store(db),
          clock(time),
          files(given.web_root),
          https(given.origin.substr(0, 8) == "https://"),
          page_policy(content_security_policy(given.image_origin)),
          addresses(given.requests_per_address_per_s),
          accounts(given.requests_per_account_per_s),
          acceptor(io),
          tick(io),
          pool(given.workers, given.requests_queued_max) {}

    void listen();
    void accept_next();
    void on_accepted(tcp::socket socket);
    void on_tick();
    void drain();
    void forget(Connection& connection);
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
    Connection(Impl& owner, tcp::socket given, std::string from)
        : impl(owner),
          socket(std::move(given)),
          peer(std::move(from)),
          parser({.body_bytes_max =
                      std::min(owner.options.body_bytes_max,
                               std::max<std::size_t>(owner.router.body_bytes_max(), 1))}) {
        wait_for_request();
    }

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

bool Server::Impl::Connection::overdue(Steady::time_point now) const {
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(now - since).count();
    const auto earned =
        static_cast<std::int64_t>(moved / std::max<std::size_t>(impl.options.bytes_per_s_min, 1));
    switch (phase) {
        case Phase::idle:
            return impl.draining || passed >= impl.options.idle_timeout_s;
        case Phase::head:
            return passed >= impl.options.header_timeout_s;
        case Phase::body:
            return passed >= impl.options.header_timeout_s + earned;
        case Phase::writing:
            return passed >= impl.options.idle_timeout_s + earned;
        case Phase::lingering:
            return passed >= 2;
        case Phase::handling:
            return false;
    }
    return false;
}

void Server::Impl::Connection::on_overdue() {
    boost::system::error_code ignored;
    if (phase == Phase::idle && socket.available(ignored) > 0)
        return;  // a request is just arriving
    if (phase == Phase::head || phase == Phase::body) return refuse({408, "too slow"});
    close();
}

void Server::Impl::Connection::read() {
    if (reading) return;
    reading = true;
    socket.async_read_some(
        asio::buffer(buffer),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t n) {
            self->reading = false;
            if (self->phase == Phase::writing) return;  // 408 is on its way; linger() reads on
            // A request that was read just before the tick closed an idle connection is not begun:
            // nobody would hear that it was done.
            if (error || !self->socket.is_open()) return self->close();
            if (self->phase == Phase::lingering) return self->read();
            self->begin = 0;
            self->end = n;
            self->consume();
        });
}

void Server::Impl::Connection::consume() {
    while (begin < end) {
        if (phase == Phase::idle) enter(Phase::head);
        const std::size_t taken = parser.feed({buffer.data() + begin, end - begin});
        begin += taken;
        if (phase == Phase::body) moved += taken;
        if (parser.failed()) return refuse(parser.fault());
        if (parser.head_complete() && !limited) {
            limited = true;
            parser.limit_body(
                impl.router.body_bytes_max(parser.request().method, parser.request().target));
            if (parser.failed()) return refuse(parser.fault());
            if (!parser.done()) enter(Phase::body);
            if (!parser.done() && parser.request().expects_continue) {
                boost::system::error_code ignored;
                static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
                // Never waits: a client that does not read gets no encouragement.
                socket.write_some(asio::buffer(go_on), ignored);
            }
        }
        if (parser.done()) {
            limited = false;
            return dispatch(parser.take());
        }
    }
    read();
}

void Server::Impl::Connection::dispatch(RawRequest raw) {
    enter(Phase::handling);
    const auto began = Steady::now();
    keep_alive = raw.keep_alive && !impl.draining;
    const std::string address = client_address(
        peer, raw.headers.contains("x-forwarded-for") ? raw.headers["x-forwarded-for"] : "",
        impl.options.trusted_proxies);
    english = prefers_english(
        raw.headers.contains("accept-language") ? raw.headers["accept-language"] : "");
    const int wait_s = impl.addresses.take(limited_together(address), impl.clock.now());
    if (wait_s > 0) {
        ++metrics().refused_rate;
        return turn_away(problem(too_many(wait_s), english), keep_alive);
    }
    auto request = std::make_shared<Request>();
    try {
        *request = to_request(std::move(raw), address);
    } catch (const Refusal& refusal) {
        ++metrics().refused_malformed;
        return turn_away(problem(refusal, english), false);
    }
    if (impl.router.answers_from_memory(*request)) return run(std::move(request), began);
    const bool taken = impl.pool.submit(
        [self = shared_from_this(), request, began] { self->run(request, began); });
    if (taken) return;
    ++metrics().refused_busy;
    turn_away(problem(busy(), english), keep_alive);
}

void Server::Impl::Connection::run(std::shared_ptr<Request> request, Steady::time_point began) {
    std::string route = "-";
    Response response = impl.answer(*request, route);
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - began);
    response.headers["X-Request-Id"] =
        impl.record(request->method, route, response.status, microseconds(took.count()));
    asio::dispatch(impl.io, [self = shared_from_this(), response = std::move(response)]() mutable {
        self->reply(std::move(response), self->keep_alive && !self->impl.draining);
    });
}

void Server::Impl::Connection::reply(Response response, bool keep) {
    if (!response.headers.contains("X-Content-Type-Options")) {
        add_security_headers(response, impl.https);
    }
    keep_alive = keep;
    answer.emplace(to_answer(std::move(response), keep, impl.date));
    serializer.emplace(*answer);
    enter(Phase::writing);
    write();
}

// Answers a request that reaches no route.
void Server::Impl::Connection::turn_away(Response response, bool keep) {
    response.headers["X-Request-Id"] = impl.record("-", "-", response.status, {});
    reply(std::move(response), keep);
}

void Server::Impl::Connection::refuse(const ParseFault& fault) {
    ++metrics().refused_malformed;
    const auto& headers = parser.request().headers;  // those that were read before the fault
    const auto language = headers.find("accept-language");
    turn_away(refusal_of(fault, language != headers.end() && prefers_english(language->second)),
              false);
}

void Server::Impl::Connection::write() {
    boost::beast::http::async_write_some(
        socket, *serializer,
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t n) {
            if (error) return self->close();
            self->moved += n;
            if (!self->serializer->is_done()) return self->write();
            self->after_answer();
        });
}

void Server::Impl::Connection::after_answer() {
    serializer.reset();
    answer.reset();
    if (!keep_alive) return linger();
    wait_for_request();
    consume();
}

// Closing while the client still sends would reset the connection and lose the answer, so what
// comes is read and dropped for up to two seconds.
void Server::Impl::Connection::linger() {
    enter(Phase::lingering);
    boost::system::error_code ignored;
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    read();
}

void Server::Impl::Connection::close() {
    boost::system::error_code ignored;
    socket.close(ignored);
    impl.forget(*this);
}

void Server::Impl::listen() {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) throw Fault("'" + options.address + "' is no address to listen on");
    const tcp::endpoint endpoint(address, options.port);
    if (acceptor.open(endpoint.protocol(), error)) cannot_listen(options, error);
    acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (acceptor.bind(endpoint, error)) cannot_listen(options, error);
    if (acceptor.listen(1024, error)) cannot_listen(options, error);
    acceptor.non_blocking(true, error);
    port = acceptor.local_endpoint().port();
    date = http_date(clock.now().us / 1'000'000);
    accept_next();
    on_tick();
    thread = std::thread([this] { io.run(); });
}

void Server::Impl::accept_next() {
    if (accepting || draining ||
        connections.size() >= static_cast<std::size_t>(options.connections_max)) {
        return;  // the tick and each closed connection try again
    }
    accepting = true;
    acceptor.async_accept([this](const boost::system::error_code& error, tcp::socket socket) {
        accepting = false;
        if (!error) on_accepted(std::move(socket));
        // Out of file descriptors: the tick tries again instead of spinning.
        if (!error || error == asio::error::connection_aborted) accept_next();
    });
}

void Server::Impl::on_accepted(tcp::socket socket) {
    boost::system::error_code error;
    const auto remote = socket.remote_endpoint(error);
    if (error) return;
    std::string peer = plain_address(remote.address().to_string());
    const bool trusted = client_address(peer, "0.0.0.0", options.trusted_proxies) != peer;
    int& count = per_address[peer];
    if (!trusted && count >= options.connections_per_address_max) return;
    ++count;
    socket.set_option(tcp::no_delay(true), error);
    socket.non_blocking(true, error);
    const auto connection = std::make_shared<Connection>(*this, std::move(socket), std::move(peer));
    connections.emplace(connection.get(), connection);
    metrics().connections = static_cast<std::int64_t>(connections.size());
    connection->read();
}

void Server::Impl::forget(Connection& connection) {
    if (connections.erase(&connection) == 0) return;
    const auto found = per_address.find(connection.peer);
    if (found != per_address.end() && --found->second <= 0) per_address.erase(found);
    metrics().connections = static_cast<std::int64_t>(connections.size());
}

void Server::Impl::on_tick() {
    date = http_date(clock.now().us / 1'000'000);
    metrics().queued = static_cast<std::int64_t>(pool.queued());
    const auto now = Steady::now();
    std::vector<Handle> late;
    for (const auto& [raw, weak] : connections) {
        if (auto connection = weak.lock(); connection && connection->overdue(now)) {
            late.push_back(std::move(connection));
        }
    }
    for (const auto& connection : late)
        connection->on_overdue();
    late.clear();
    if (draining && connections.empty()) {
        const std::lock_guard lock(mutex);
        all_closed = true;
        empty.notify_all();
    }
    accept_next();
    tick.expires_after(std::chrono::milliseconds(draining ? 20 : 250));
    tick.async_wait([this](const boost::system::error_code& error) {
        if (!error) on_tick();
    });
}

// Who is already in the queue of the kernel is still served; then nobody new is.
void Server::Impl::drain() {
    boost::system::error_code error;
    for (;;) {
        tcp::socket socket(io);
        if (acceptor.accept(socket, error)) break;
        on_accepted(std::move(socket));
    }
    draining = true;
    acceptor.close(error);
    tick.cancel();
    on_tick();
}

void Server::Impl::stop(int drain_s) {
    {
        std::unique_lock lock(mutex);
        if (stopped) return;
        stopped = true;
    }
    asio::post(io, [this] { drain(); });
    {
        std::unique_lock lock(mutex);
        empty.wait_for(lock, std::chrono::seconds(std::max(drain_s, 0)),
                       [this] { return all_closed; });
    }
    pool.stop();
    io.stop();
    if (thread.joinable()) thread.join();
}

Response Server::Impl::answer(const Request& request, std::string& route) {
    if (!files.covers(request) || router.knows(request.path)) {
        return router.handle(request, gatekeeper, store, clock,
                             {.origin = options.origin,
                              .accounts = &accounts,
                              .denials = options.denials,
                              .route = &route});
    }
    route = "files";
    Response response;
    const bool wants_english = prefers_english(request.header("accept-language"));
    try {
        response = files.answer(request, wants_english);
    } catch (...) {
        response = problem_of(std::current_exception(), wants_english);
    }
    if (!options.image_origin.empty()) {
        response.headers["Content-Security-Policy"] = page_policy;
    }
    add_security_headers(response, https);
    if (request.method == "HEAD") {
        response.headers["Content-Length"] = std::to_string(response.body.size());
        response.body.clear();
    }
    return response;
}

// No path, no query, no address: nothing that leads to a person. Returns the number of the request.
std::string Server::Impl::record(const std::string& method, const std::string& route, int status,
                                 Micros took) {
    std::string number = fmt::format("{:x}", ++request_count);
    metrics().request(route, status, took);
    if (options.access_log) {
        spdlog::info("{} {} {} {:.1f}ms {}", method, route, status,
                     static_cast<double>(took.value) / 1000, number);
    }
    return number;
}

Server::Server(const ServerOptions& options, const Router& router, Gatekeeper& gatekeeper,
               store::Store& store, const Clock& clock)
    : impl_(std::make_unique<Impl>(options, router, gatekeeper, store, clock)) {
    impl_->listen();
}

Server::~Server() {
    impl_->stop(5);
}

std::uint16_t Server::port() const {
    return impl_->port;
}

void Server::stop(int drain_s) {
    impl_->stop(drain_s);
}

}  // namespace linli::http
