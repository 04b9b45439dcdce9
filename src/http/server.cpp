// Listening, the tick, stopping, and how an answer comes about.
#if defined(__GNUC__) && !defined(__clang__)
// Asio's fences are unknown to the thread sanitizer of GCC; its queues are guarded by locks as
// well.
#pragma GCC diagnostic ignored "-Wtsan"
#endif
#include "http/server.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>

#include "http/address.hpp"
#include "http/metrics.hpp"
#include "http/problem.hpp"
#include "http/security_headers.hpp"
#include "http/server_impl.hpp"
#include "http/wire.hpp"

namespace linli::http {

namespace {

StreamLimits stream_limits(const ServerOptions& options, const store::Store& store) {
    const int refresh_s = store.dialect() == store::Dialect::sqlite ? 20 : 5;
    return {.most = options.streams_max,
            .most_per_account = options.streams_per_account_max,
            .heartbeat_s = options.stream_heartbeat_s,
            .refresh_s = options.stream_refresh_s > 0 ? options.stream_refresh_s : refresh_s,
            .stalled_s = options.idle_timeout_s,
            .looking_most = options.workers / 16};
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

Server::Impl::Impl(const ServerOptions& given, const Router& table, Gatekeeper& keeper,
                   store::Store& db, const Clock& time)
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
      pool(given.workers, given.requests_queued_max),
      streams(io, stream_limits(given, db),
              [this](std::shared_ptr<const Request> request, std::function<void(Response)> then) {
                  return look_again(std::move(request), std::move(then));
              }) {}

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
    if (accepting || draining || clients() >= static_cast<std::size_t>(options.connections_max)) {
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
    metrics().connections = static_cast<std::int64_t>(clients());
    connection->read();
}

void Server::Impl::forget(Connection& connection) {
    if (connections.erase(&connection) != 0) release(connection.peer);
}

// A client from this address is gone.
void Server::Impl::release(const std::string& peer) {
    const auto found = per_address.find(peer);
    if (found != per_address.end() && --found->second <= 0) per_address.erase(found);
    metrics().connections = static_cast<std::int64_t>(clients());
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
    streams.tick();
    metrics().streams = static_cast<std::int64_t>(streams.size());
    if (draining && clients() == 0) {
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
    streams.end_all();
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
    streams.end_all();  // those of a server that had no time to drain
}

// As the client would ask again, but nobody is at fault when he may no longer.
bool Server::Impl::look_again(std::shared_ptr<const Request> request,
                              std::function<void(Response)> then) {
    return pool.submit([this, request = std::move(request), then = std::move(then)]() mutable {
        Response response =
            router.handle(*request, gatekeeper, store, clock, {.origin = options.origin});
        asio::post(io, [then = std::move(then), response = std::move(response)]() mutable {
            then(std::move(response));
        });
    });
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
