#if defined(__GNUC__) && !defined(__clang__)
// Asio's fences are unknown to the thread sanitizer of GCC; its queues are guarded by locks as
// well.
#pragma GCC diagnostic ignored "-Wtsan"
#endif
#include "http/streams.hpp"

#include <netinet/tcp.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <vector>

namespace linli::http {

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

constexpr std::string_view replaced = "event: replaced\ndata: {}\n\n";
constexpr std::string_view heartbeat = ":\n\n";
// What a reader has not taken yet waits in the kernel up to this size, then the stream waits.
constexpr int send_buffer_bytes = 16 << 10;

// Apart from each other, so that after a restart not all come back in the same moment.
std::string retry_hint(std::uint64_t number) {
    return "retry: " + std::to_string(2000 + number * 379 % 3000) + "\n\n";
}

bool due(std::chrono::steady_clock::time_point since, std::chrono::steady_clock::time_point now,
         int after_s) {
    return now - since >= std::chrono::seconds(after_s);
}

// A client that vanished without a word is noticed when what was sent is not acknowledged.
void bound(tcp::socket& socket, int stalled_s) {
    using UserTimeout = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_USER_TIMEOUT>;
    boost::system::error_code ignored;
    socket.set_option(asio::socket_base::send_buffer_size(send_buffer_bytes), ignored);
    socket.set_option(UserTimeout(stalled_s * 1000), ignored);
}

}  // namespace

struct Streams::Stream {
    Stream(Number given, OpenedStream&& opened)
        : number(given),
          socket(std::move(opened.socket)),
          request(std::move(opened.request)),
          account(opened.subscription->account),
          last_event(std::move(opened.first_event)),
          closed(std::move(opened.closed)) {}

    const Number number;
    tcp::socket socket;
    const std::shared_ptr<const Request> request;
    const AccountId account;
    std::unique_ptr<EventHub::Place> place;
    std::string last_event;
    std::function<void()> closed;
    std::string out;  // is being written
    std::array<char, 64> in{};
    Steady::time_point written = Steady::now();  // when the last writing began
    Steady::time_point looked = Steady::now();
    bool writing = false;
    bool stale = false;    // must look again
    bool waiting = false;  // for its turn, in due_
    bool looking = false;
};

Streams::Streams(asio::io_context& io, StreamLimits limits, Look look)
    : io_(io), limits_(limits), look_(std::move(look)) {}

Streams::~Streams() {
    end_all();
}

std::shared_ptr<Streams::Stream> Streams::find(Number number) const {
    const auto found = streams_.find(number);
    return found == streams_.end() ? nullptr : found->second;
}

void Streams::open(OpenedStream opened) {
    make_room(opened.subscription->account);
    const Number number = ++last_;
    EventHub& hub = opened.subscription->hub;
    const std::uint64_t touches = opened.subscription->touches;
    std::string text = std::move(opened.head) + retry_hint(number) + opened.first_event;
    const auto stream = std::make_shared<Stream>(number, std::move(opened));
    bound(stream->socket, limits_.stalled_s);
    streams_.emplace(number, stream);
    // Many touches before the stream has looked are one: the flag falls when the first is heard.
    const auto told = std::make_shared<std::atomic<bool>>(false);
    stream->place = hub.join(stream->account, [this, number, told] {
        if (told->exchange(true)) return;
        asio::post(io_, [this, number, told] {
            *told = false;
            touched(number);
        });
    });
    // What happened between its first event and now was told to nobody.
    stream->stale = hub.touches() != touches;
    watch_for_end(*stream);
    send(*stream, std::move(text));
}

// A page that was forgotten in some tab must not keep out the one that is looked at.
void Streams::make_room(AccountId account) {
    std::vector<Number> mine;
    for (const auto& [number, stream] : streams_)
        if (stream->account == account) mine.push_back(number);
    const auto most = static_cast<std::size_t>(std::max(limits_.most_per_account, 1));
    for (std::size_t i = 0; i + most <= mine.size(); ++i) {
        const auto oldest = find(mine[i]);
        boost::system::error_code ignored;
        if (!oldest->writing) {
            oldest->socket.non_blocking(true, ignored);
            oldest->socket.write_some(asio::buffer(replaced), ignored);
        }
        end(mine[i]);
    }
}

void Streams::touched(Number number) {
    const auto stream = find(number);
    if (!stream) return;
    stream->stale = true;
    want_look(*stream);
    start_looks();
}

// While the last event is not written there is no point in looking: what changes meanwhile is seen
// by the look after it.
void Streams::want_look(Stream& stream) {
    if (!stream.stale || stream.waiting || stream.looking || stream.writing) return;
    if (Steady::now() - stream.looked < std::chrono::milliseconds(limits_.look_every_ms)) return;
    stream.waiting = true;
    due_.push_back(stream.number);
}

void Streams::start_looks() {
    while (looking_ < std::max(limits_.looking_most, 1) && !due_.empty()) {
        const auto stream = find(due_.front());
        due_.pop_front();
        if (!stream) continue;
        stream->waiting = false;
        stream->looked = Steady::now();
        const bool taken = look_(stream->request, [this, number = stream->number](Response answer) {
            --looking_;
            on_looked(number, answer);
            start_looks();
        });
        if (!taken) return;  // the tick tries again; it is still stale
        stream->looking = true;
        stream->stale = false;
        ++looking_;
    }
}

void Streams::on_looked(Number number, const Response& answer) {
    const auto stream = find(number);
    if (!stream) return;
    stream->looking = false;
    if (answer.status >= 500) return;  // a busy store: the next refresh looks again
    if (!answer.stream) return end(number);
    if (answer.body == stream->last_event) return want_look(*stream);
    if (stream->writing) {  // a heartbeat; it looks again after it
        stream->stale = true;
        return;
    }
    stream->last_event = answer.body;
    send(*stream, answer.body);
}

void Streams::send(Stream& stream, std::string text) {
    stream.out = std::move(text);
    stream.writing = true;
    stream.written = Steady::now();
    asio::async_write(
        stream.socket, asio::buffer(stream.out),
        [this, kept = find(stream.number)](const boost::system::error_code& error, std::size_t) {
            kept->writing = false;
            if (error) return end(kept->number);
            want_look(*kept);
            start_looks();
        });
}

// A client of a stream has nothing more to say: whatever comes, and the end, ends it.
void Streams::watch_for_end(Stream& stream) {
    stream.socket.async_read_some(asio::buffer(stream.in), [this, kept = find(stream.number)](
                                                               const boost::system::error_code&,
                                                               std::size_t) { end(kept->number); });
}

void Streams::tick() {
    const auto now = Steady::now();
    std::vector<Number> stalled;
    for (const auto& [number, stream] : streams_) {
        if (stream->writing) {
            if (due(stream->written, now, limits_.stalled_s)) stalled.push_back(number);
            continue;
        }
        if (due(stream->looked, now, limits_.refresh_s)) stream->stale = true;
        want_look(*stream);
        if (due(stream->written, now, limits_.heartbeat_s)) send(*stream, std::string(heartbeat));
    }
    for (const Number number : stalled)
        end(number);
    start_looks();
}

void Streams::end(Number number) {
    const auto found = streams_.find(number);
    if (found == streams_.end()) return;
    const auto stream = std::move(found->second);
    streams_.erase(found);
    stream->place.reset();
    boost::system::error_code ignored;
    stream->socket.close(ignored);
    stream->closed();
}

void Streams::end_all() {
    while (!streams_.empty())
        end(streams_.begin()->first);
}

}  // namespace linli::http
