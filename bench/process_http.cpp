// Round trips of a task through HTTP a second: start an instance, be given the next task of the
// pool, complete it; each caller with an account, a session and a connection of its own.
//   bench_process_http PORT MODEL SECONDS
// The server has the demonstration city. Prints lines "desk CALLERS<TAB>figure"; what was refused
// because two were after the same task is told on stderr and not counted.
#include <arpa/inet.h>
#include <fmt/core.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/json.hpp"

namespace {

using namespace linli;
using Steady = std::chrono::steady_clock;

constexpr int callers_max = 64;
constexpr const char* demo_password = "Linli-demo-2026";

struct Answer {
    int status = 0;
    std::string head, body;
    json::value read() const { return json::parse(body); }
};

// One signed-in person on one connection that stays open.
class Person {
  public:
    explicit Person(std::uint16_t port) : port_(port) { connect(); }
    ~Person() { ::close(socket_); }
    Person(const Person&) = delete;
    Person& operator=(const Person&) = delete;

    // Anew: the server closes a connection that was silent for half a minute.
    void connect() {
        if (socket_ >= 0) ::close(socket_);
        buffer_.clear();
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port_);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int one = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
            throw std::runtime_error("the server under measurement does not accept");
    }
    void sign_in(const std::string& login, const std::string& password) {
        const Answer answer =
            must("POST", "/api/v1/sessions",
                 json::serialize(json::object{{"login", login}, {"password", password}}));
        const std::size_t at = answer.head.find("__Host-linli=");
        if (at == std::string::npos) throw std::runtime_error("no session: " + answer.head);
        cookie_ = "Cookie: " + answer.head.substr(at, answer.head.find(';', at) - at) + "\r\n";
    }
    Answer ask(const std::string& method, const std::string& target, const std::string& body = {}) {
        send(
            fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\nX-Linli: 1\r\nContent-Type: "
                        "application/json\r\n{}Content-Length: {}\r\n\r\n{}",
                        method, target, cookie_, body.size(), body));
        return receive();
    }
    Answer must(const std::string& method, const std::string& target,
                const std::string& body = {}) {
        Answer answer = ask(method, target, body);
        if (answer.status >= 300)
            throw std::runtime_error(method + " " + target + ": " + answer.head + answer.body);
        return answer;
    }

  private:
    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) throw std::runtime_error("the server under measurement closed");
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
    }
    void more() {
        char piece[65536];
        const auto n = ::recv(socket_, piece, sizeof piece, 0);
        if (n <= 0) throw std::runtime_error("the server under measurement closed");
        buffer_.append(piece, static_cast<std::size_t>(n));
    }
    Answer receive() {
        std::size_t end = std::string::npos;
        while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
            more();
        Answer answer;
        answer.head = buffer_.substr(0, end + 4);
        answer.status = std::stoi(answer.head.substr(9, 3));
        const std::size_t at = answer.head.find("Content-Length: ");
        const std::size_t length =
            at == std::string::npos ? 0 : std::stoul(answer.head.substr(at + 16));
        while (buffer_.size() < end + 4 + length)
            more();
        answer.body = buffer_.substr(end + 4, length);
        buffer_.erase(0, end + 4 + length);
        return answer;
    }

    const std::uint16_t port_;
    int socket_ = -1;
    std::string cookie_, buffer_;
};

std::string text(const json::value& value) {
    return std::string(value.as_string());
}

// The people of the office, made through the same interface: an account with a password of its own,
// and the role whose tasks the model gives out.
class Office {
  public:
    Office(std::uint16_t port, const std::string& model) {
        Person keeper(port);
        keeper.sign_in("itemkeeper", demo_password);
        keeper.must("POST", "/api/v1/process-deployments",
                    json::serialize(json::object{
                        {"file", "desk.bpmn"}, {"xml", model}, {"decisions", json::array{}}}));
        const auto areas = keeper.must("GET", "/api/v1/areas?level=district").read();
        area_ = text(areas.at("items").at(0).at("id"));
        Person accounts(port), grants(port);
        accounts.sign_in("sysadmin", demo_password);
        grants.sign_in("secadmin", demo_password);
        for (int i = 0; i < callers_max; ++i)
            people_.push_back(hire(port, accounts, grants, fmt::format("desk{:03}", i)));
    }
    Person& person(int i) { return *people_[static_cast<std::size_t>(i)]; }
    const std::string& area() const { return area_; }

  private:
    std::unique_ptr<Person> hire(std::uint16_t port, Person& accounts, Person& grants,
                                 const std::string& login) {
        const auto made =
            accounts
                .must("POST", "/api/v1/accounts", json::serialize(json::object{{"login", login}}))
                .read();
        for (const char* role : {"keyer", "item_keeper"})
            grants.must("POST", "/api/v1/grants",
                        json::serialize(json::object{{"account_id", made.at("account").at("id")},
                                                     {"role", role},
                                                     {"area_id", area_}}));
        const std::string once = text(made.at("one_time_password"));
        const std::string own = "violet-harbour-91-teapot";
        {
            Person first(port);
            first.sign_in(login, once);
            first.must("POST", "/api/v1/session/password",
                       json::serialize(json::object{{"old", once}, {"new", own}}));
        }
        auto person = std::make_unique<Person>(port);
        person->sign_in(login, own);
        return person;
    }

    std::string area_;
    std::vector<std::unique_ptr<Person>> people_;
};

// True when a task was completed; false when somebody else was quicker.
bool round_trip(Person& person, const std::string& start) {
    person.must("POST", "/api/v1/process-instances", start);
    const Answer given = person.ask("POST", "/api/v1/tasks/next", "{}");
    if (given.status != 200) {
        if (given.status == 204 || given.status == 409 || given.status == 503) return false;
        throw std::runtime_error("the next task: " + given.head + given.body);
    }
    const std::string task = text(given.read().at("id"));
    const Answer done =
        person.ask("POST", "/api/v1/tasks/" + task + "/completion", R"({"data":{}})");
    if (done.status < 300) return true;
    if (done.status != 409 && done.status != 503)
        throw std::runtime_error("completion: " + done.head + done.body);
    return false;
}

void measure(Office& office, int callers, double seconds) {
    std::atomic<std::int64_t> done{0}, lost{0};
    const std::string start = json::serialize(json::object{
        {"process", "desk"}, {"area_id", office.area()}, {"variables", json::object{}}});
    for (int c = 0; c < callers; ++c)
        office.person(c).connect();
    const auto begin = Steady::now();
    const auto passed = [&] {
        return std::chrono::duration<double>(Steady::now() - begin).count();
    };
    std::vector<std::thread> threads;
    for (int c = 0; c < callers; ++c)
        threads.emplace_back([&, c] {
            try {
                while (passed() < seconds)
                    ++(round_trip(office.person(c), start) ? done : lost);
            } catch (const std::exception& e) {
                fmt::print(stderr, "{}\n", e.what());
                std::_Exit(1);
            }
        });
    for (auto& thread : threads)
        thread.join();
    fmt::print("desk {}\t{:.0f}\n", callers, static_cast<double>(done) / passed());
    std::fflush(stdout);
    if (lost > 0)
        fmt::print(stderr, "{} callers: {} found their task taken\n", callers, lost.load());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        fmt::print(stderr, "bench_process_http PORT MODEL SECONDS\n");
        return 2;
    }
    try {
        std::ifstream in(argv[2]);
        const std::string model{std::istreambuf_iterator<char>(in), {}};
        Office office(static_cast<std::uint16_t>(std::atoi(argv[1])), model);
        for (const int callers : {1, 8, callers_max})
            measure(office, callers, std::atof(argv[3]));
    } catch (const std::exception& e) {
        fmt::print(stderr, "{}\n", e.what());
        return 1;
    }
}
