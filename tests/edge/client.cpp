#include "edge/client.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <thread>
#include <utility>

namespace linli::edge {

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

class OpenGate final : public http::Gatekeeper {
  public:
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<http::Anonymous>();
    }
};

struct Note {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Note, (), (text))
Limits limits(const Note*) {
    return {{"text", {.length_max = 100'000}}};
}

}  // namespace

std::string Answer::header(std::string_view name) const {
    const std::string all = lower(head);
    const std::string wanted = "\r\n" + lower(name) + ": ";
    const std::size_t at = all.find(wanted);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + wanted.size();
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

Client::Client(std::uint16_t port) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        socket_ = -1;
    }
}

Client::~Client() {
    if (socket_ >= 0) ::close(socket_);
}

Client::Client(Client&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

bool Client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

Answer Client::receive(int wait_s, bool head_only) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(wait_s);
    for (;;) {
        const std::size_t end = buffer_.find("\r\n\r\n");
        if (end != std::string::npos && buffer_.size() > 12) {
            Answer answer;
            answer.status = std::stoi(buffer_.substr(9, 3));
            answer.head = buffer_.substr(0, end + 4);
            const std::string length = answer.header("Content-Length");
            const std::size_t body = length.empty() || head_only ? 0 : std::stoul(length);
            if (buffer_.size() >= end + 4 + body) {
                answer.body = buffer_.substr(end + 4, body);
                buffer_.erase(0, end + 4 + body);
                return answer;
            }
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd wait{socket_, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&wait, 1, static_cast<int>(left.count())) <= 0) return {};
        std::array<char, 65536> piece{};
        const ssize_t n = ::recv(socket_, piece.data(), piece.size(), 0);
        if (n <= 0) return {};
        buffer_.append(piece.data(), static_cast<std::size_t>(n));
    }
}

std::string Client::whatever_comes(int wait_s) {
    pollfd wait{socket_, POLLIN, 0};
    if (buffer_.empty() && ::poll(&wait, 1, wait_s * 1000) > 0) {
        std::array<char, 65536> piece{};
        const ssize_t n = ::recv(socket_, piece.data(), piece.size(), 0);
        if (n > 0) buffer_.append(piece.data(), static_cast<std::size_t>(n));
    }
    return std::exchange(buffer_, {});
}

bool Client::hears(std::string_view bytes, int wait_s) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(wait_s);
    std::string heard;
    for (;;) {
        const std::size_t at = heard.find(bytes);
        if (at != std::string::npos) {
            buffer_ = heard.substr(at + bytes.size());
            return true;
        }
        if (std::chrono::steady_clock::now() > deadline) return false;
        const std::string more = whatever_comes(1);
        if (more.empty() && closes(0)) return false;
        heard += more;
    }
}

bool Client::closes(int wait_s) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(wait_s);
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd wait{socket_, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&wait, 1, static_cast<int>(left.count())) <= 0)
            return false;
        std::array<char, 4096> piece{};
        if (::recv(socket_, piece.data(), piece.size(), 0) <= 0) return true;
    }
}

void EdgeTest::SetUp() {
    using namespace http;
    database = std::make_unique<linli::testing::TestDatabase>(linli::testing::Backend::sqlite);
    store::StoreOptions options;
    options.url = database->url();
    store = store::Store::open(options);
    store->migrate({http::migrations()});
    gate = std::make_unique<OpenGate>();

    router.read<None>("GET", "/api/hello", {.policy = Policy::open(), .etag_from_body = true},
                      [](Context&, const None&) { return Note{"hello"}; });
    router.raw("GET", "/api/slow", {.policy = Policy::open()}, [this](Context&, store::Store&) {
        while (hold)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        return respond(Note{"slow"});
    });
    router.raw("GET", "/api/large", {.policy = Policy::open()}, [](Context&, store::Store&) {
        return Response{.status = 200, .headers = {}, .body = std::string(8 << 20, 'x')};
    });
    router.raw("GET", "/api/address", {.policy = Policy::open()},
               [](Context& c, store::Store&) { return respond(Note{c.request.address}); });
    router.write<Note>("POST", "/api/notes",
                       {.policy = Policy::open(), .body_bytes_max = 200 << 10},
                       [this](Context&, const Note& note, store::Tx&) {
                           ++written;
                           return Created{Note{note.text.substr(0, 100)}, "/api/notes/1"};
                       });
    router.read<None>("GET", "/api/mine", {.policy = Policy::signed_in()},
                      [](Context&, const None&) { return Note{"mine"}; });
    start();
}

void EdgeTest::TearDown() {
    hold = false;
    server.reset();
    store.reset();
    database.reset();
}

void EdgeTest::start(http::ServerOptions options) {
    server.reset();
    options.address = "127.0.0.1";
    options.port = 0;
    options.access_log = false;
    options.workers = std::min(options.workers, 20);
    server = std::make_unique<http::Server>(options, router, *gate, *store, clock);
}

std::string get(std::string_view target, std::string_view headers) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: linli.test\r\n" +
           std::string(headers) + "\r\n";
}

std::string post(std::string_view target, std::string_view body, std::string_view headers) {
    return "POST " + std::string(target) +
           " HTTP/1.1\r\nHost: linli.test\r\nX-Linli: 1\r\nContent-Type: application/json\r\n"
           "Content-Length: " +
           std::to_string(body.size()) + "\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

}  // namespace linli::edge
