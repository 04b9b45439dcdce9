// One signed-in person on one connection, for the benchmarks that measure through HTTP.
#pragma once
#include <arpa/inet.h>
#include <fmt/core.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace linli::bench {

inline constexpr const char* demo_password = "Linli-demo-2026";

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

inline std::string text(const json::value& value) {
    return std::string(value.as_string());
}

// People of an office, made through the same interface as anybody: an account with a password of
// its own, and roles in a district.
class Hiring {
  public:
    explicit Hiring(std::uint16_t port) : port_(port), accounts_(port), grants_(port) {
        accounts_.sign_in("sysadmin", demo_password);
        grants_.sign_in("secadmin", demo_password);
        const auto areas = accounts_.must("GET", "/api/v1/areas?level=district").read();
        area = text(areas.at("items").at(0).at("id"));
    }
    std::unique_ptr<Person> hire(const std::string& login, const std::vector<std::string>& roles) {
        const auto made =
            accounts_
                .must("POST", "/api/v1/accounts", json::serialize(json::object{{"login", login}}))
                .read();
        for (const std::string& role : roles)
            grants_.must("POST", "/api/v1/grants",
                         json::serialize(json::object{{"account_id", made.at("account").at("id")},
                                                      {"role", role},
                                                      {"area_id", area}}));
        const std::string once = text(made.at("one_time_password"));
        const std::string own = "violet-harbour-91-teapot";
        {
            Person first(port_);
            first.sign_in(login, once);
            first.must("POST", "/api/v1/session/password",
                       json::serialize(json::object{{"old", once}, {"new", own}}));
        }
        auto person = std::make_unique<Person>(port_);
        person->sign_in(login, own);
        return person;
    }
    std::string area;

  private:
    std::uint16_t port_;
    Person accounts_, grants_;
};

}  // namespace linli::bench
