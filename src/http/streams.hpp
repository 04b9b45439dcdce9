// The open streams of events of one server. Everything here runs on its input/output thread.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "http/events.hpp"

namespace linli::http {

struct StreamLimits {
    int most = 0;
    int most_per_account = 0;
    int heartbeat_s = 0;
    int refresh_s = 0;
    int stalled_s = 0;          // a reader that takes nothing for so long is dropped
    int looking_most = 0;       // streams that look again at the same time
    int look_every_ms = 1'000;  // at most, each
};

// A stream that has just been answered: its head and first event are still to be written.
struct OpenedStream {
    boost::asio::ip::tcp::socket socket;
    std::shared_ptr<const Request> request;
    std::string head;
    std::string first_event;
    std::shared_ptr<const Subscription> subscription;
    std::function<void()> closed;
};

class Streams {
  public:
    // Answers the request anew on another thread and hands the answer back on the input/output
    // thread; false when no worker is free.
    using Look = std::function<bool(std::shared_ptr<const Request>, std::function<void(Response)>)>;

    Streams(boost::asio::io_context& io, StreamLimits limits, Look look);
    ~Streams();
    bool full() const { return streams_.size() >= static_cast<std::size_t>(limits_.most); }
    std::size_t size() const { return streams_.size(); }
    void open(OpenedStream opened);
    // Heartbeats, looking again, dropping who does not read. To be called a few times a second.
    void tick();
    void end_all();

  private:
    using Steady = std::chrono::steady_clock;
    using Number = std::uint64_t;
    struct Stream;
    std::shared_ptr<Stream> find(Number number) const;
    void make_room(AccountId account);
    void touched(Number number);
    void want_look(Stream& stream);
    void start_looks();
    void on_looked(Number number, const Response& response);
    void send(Stream& stream, std::string text);
    void watch_for_end(Stream& stream);
    void end(Number number);

    boost::asio::io_context& io_;
    const StreamLimits limits_;
    const Look look_;
    std::map<Number, std::shared_ptr<Stream>> streams_;  // the oldest first
    std::deque<Number> due_;                             // wait for their turn to look again
    Number last_ = 0;
    int looking_ = 0;
};

}  // namespace linli::http
