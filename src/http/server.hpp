// The listening server: sockets on one input/output thread (Boost.Asio and Boost.Beast), handlers
// on a bounded pool.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/http.hpp"

namespace linli::http {

class Denials;

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;       // 0 = any free one, see Server::port()
    int workers = 64;                // threads that run handlers (they mostly wait for the store)
    int requests_queued_max = 1024;  // beyond it: 503 with Retry-After
    int connections_max = 10'000;
    int connections_per_address_max = 1'000;
    int header_timeout_s = 10;  // a head not whole by then is answered 408 and closed
    int idle_timeout_s = 30;    // between requests, and for an answer that nobody reads
    // A body must come, and an answer must go, at this rate after those first seconds.
    std::size_t bytes_per_s_min = 4096;
    std::size_t body_bytes_max = 32u << 20;
    int requests_per_address_per_s = 0;  // sustained, with a burst of twice that; 0 = no limit
    int requests_per_account_per_s = 0;  // the same, for each signed-in account
    std::vector<std::string> trusted_proxies = {};  // addresses whose X-Forwarded-For is believed
    // Streams of events count as connections too. An account that opens one more ends its oldest;
    // beyond the most of all: 503.
    int streams_max = 4'000;
    int streams_per_account_max = 6;
    int stream_heartbeat_s = 15;
    // Each stream looks again after so long although nobody touched it: that is how it learns that
    // the session has ended, and what other server processes did. 0 = 20 s on SQLite, where there
    // is one process, and 5 s on PostgreSQL.
    int stream_refresh_s = 0;
    bool access_log = true;     // one line per request: method, route, status, time, number
    std::string web_root = {};  // the built browser app; empty = API only
    std::string origin = {};    // "https://linli.example"; empty = the Host of the request
    // Where pages may load pictures from besides here: the origin of the operator's map tiles.
    std::string image_origin = {};
    Denials* denials = nullptr;  // receives what is denied; outlives the server
};

class Server {
  public:
    // Listens when it returns. Throws Fault "port 8080 is in use by another program" and the like.
    // The arguments must outlive it.
    Server(const ServerOptions&, const Router&, Gatekeeper&, store::Store&, const Clock&);
    ~Server();
    std::uint16_t port() const;
    // Accepts no more, lets what runs finish (at most `drain_s`), then returns. Idempotent.
    void stop(int drain_s = 30);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace linli::http
