// One connection of the server: reading requests and writing answers.
#if defined(__GNUC__) && !defined(__clang__)
// Asio's fences are unknown to the thread sanitizer of GCC; its queues are guarded by locks as
// well.
#pragma GCC diagnostic ignored "-Wtsan"
#endif
#include <fmt/format.h>

#include <boost/asio/dispatch.hpp>
#include <sstream>

#include "http/address.hpp"
#include "http/metrics.hpp"
#include "http/problem.hpp"
#include "http/security_headers.hpp"
#include "http/server_impl.hpp"
#include "http/wire.hpp"

namespace linli::http {

namespace {

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

}  // namespace

Server::Impl::Connection::Connection(Impl& owner, tcp::socket given, std::string from)
    : impl(owner),
      socket(std::move(given)),
      peer(std::move(from)),
      parser(
          {.body_bytes_max = std::min(owner.options.body_bytes_max,
                                      std::max<std::size_t>(owner.router.body_bytes_max(), 1))}) {
    wait_for_request();
}

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
    asio::dispatch(impl.io, [self = shared_from_this(), request = std::move(request),
                             response = std::move(response)]() mutable {
        if (response.stream) {
            return self->become_stream(std::move(request), std::move(response));
        }
        self->reply(std::move(response), self->keep_alive && !self->impl.draining);
    });
}

// The socket goes over to the streams; its end is that of the connection.
void Server::Impl::Connection::become_stream(std::shared_ptr<const Request> request,
                                             Response response) {
    if (impl.draining || impl.streams.full()) {
        ++metrics().refused_busy;
        return reply(problem(busy(), english), false);
    }
    OpenedStream opened{std::move(socket),
                        std::move(request),
                        {},
                        std::move(response.body),
                        std::move(response.stream),
                        [&server = impl, from = peer] { server.release(from); }};
    Answer head = to_answer(std::move(response), false, impl.date);
    head.erase(boost::beast::http::field::content_length);  // it ends with the connection
    std::ostringstream text;
    text << head.base();
    opened.head = text.str();
    impl.connections.erase(this);
    impl.streams.open(std::move(opened));
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

}  // namespace linli::http
