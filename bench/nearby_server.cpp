// The whole server in this process: SQLite, the directory, the listening edge; asked over one TCP
// connection that stays open. Access lines are off, they would stand between the rows of the table.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "http/server.hpp"
#include "kernel/place/place.hpp"
#include "kernel/place/routes.hpp"
#include "nearby.hpp"

namespace linli::bench {

namespace {

place::Categories categories() {
    std::ifstream in("rules/categories.yaml");
    if (!in) throw std::runtime_error("rules/categories.yaml is not here; start nearby.sh");
    std::stringstream text;
    text << in.rdbuf();
    return place::Categories::from_yaml(text.str(), "rules/categories.yaml");
}

class Anonymous final : public http::Caller {
  public:
    bool signed_in() const override { return false; }
    http::AccountId account() const override { return {}; }
    std::optional<http::PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view, http::AreaId) const override { return false; }
    bool may_somewhere(std::string_view) const override { return false; }
    std::vector<http::AreaId> areas(std::string_view) const override { return {}; }
};
class Open final : public http::Gatekeeper {
  public:
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<Anonymous>();
    }
};

// A listing as a shop has one: hours, a phone, two languages.
place::ListingForm listing(const place::Categories& all, place::GeoPoint point, std::size_t i) {
    static const std::vector<int> weekdays{1, 2, 3, 4, 5, 6};
    place::ListingForm form;
    form.name_zh = "便民服务点 " + std::to_string(i);
    form.name_en = "Service point " + std::to_string(i);
    form.categories = {all.all()[i % all.all().size()].code};
    form.address = "和风路 " + std::to_string(i % 400) + " 号";
    form.lat = point.lat;
    form.lng = point.lng;
    form.crs = "wgs84";
    form.phones = {{"0610-" + std::to_string(2'000'000 + i % 7'000'000), std::nullopt}};
    form.schedules = {{weekdays, "08:30", i % 2 == 0 ? "17:30" : "20:00", {}, {}, {}}};
    form.verified_on = Date::of(2026, 1, 1 + static_cast<unsigned>(i % 28));
    return form;
}

// One connection that asks again and again, reading each answer whole.
class Connection {
  public:
    explicit Connection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int one = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        sockaddr address{};
        std::copy_n(reinterpret_cast<const char*>(&to), sizeof to,
                    reinterpret_cast<char*>(&address));
        if (::connect(socket_, &address, sizeof to) != 0) {
            throw std::runtime_error("the server under measurement does not accept");
        }
    }
    ~Connection() { ::close(socket_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // The body of a 200 answer.
    std::string_view get(const std::string& target) {
        const std::string request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (std::size_t sent = 0; sent < request.size();) {
            const auto n = ::send(socket_, request.data() + sent, request.size() - sent, 0);
            if (n <= 0) throw std::runtime_error("the server under measurement closed");
            sent += static_cast<std::size_t>(n);
        }
        answer_.clear();
        std::size_t head = std::string::npos;
        while ((head = answer_.find("\r\n\r\n")) == std::string::npos)
            receive();
        if (!answer_.starts_with("HTTP/1.1 200")) throw std::runtime_error(answer_);
        const std::size_t whole = head + 4 + content_length(head);
        while (answer_.size() < whole)
            receive();
        return std::string_view(answer_).substr(head + 4);
    }

  private:
    void receive() {
        char piece[65536];
        const auto n = ::recv(socket_, piece, sizeof piece, 0);
        if (n <= 0) throw std::runtime_error("the server under measurement closed");
        answer_.append(piece, static_cast<std::size_t>(n));
    }
    std::size_t content_length(std::size_t head) const {
        std::string lines = answer_.substr(0, head);
        std::transform(lines.begin(), lines.end(), lines.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const std::size_t at = lines.find("content-length:");
        if (at == std::string::npos) throw std::runtime_error("an answer without Content-Length");
        return std::stoul(lines.substr(at + 15));
    }
    int socket_;
    std::string answer_;
};

// The server with its listings; loaded once for all limits.
class Served {
  public:
    Served(const std::string& folder, const std::vector<place::GeoPoint>& points)
        : store_(open(folder, points.size())),
          journal_(clock_, ids_),
          directory_(categories(), place::FreshnessRule{}, clock_, ids_, journal_) {
        store_->migrate({http::migrations(), journal::migrations(), place::migrations()});
        constexpr std::size_t batch = 1000;
        for (std::size_t from = 0; from < points.size(); from += batch) {
            std::vector<place::ListingForm> forms;
            for (std::size_t i = from; i < std::min(points.size(), from + batch); ++i) {
                forms.push_back(listing(directory_.categories(), points[i], i));
            }
            place::Provenance provenance;
            provenance.source = "benchmark";
            store_->write([&](store::Tx& tx) { directory_.add_many(tx, forms, provenance); });
        }
        directory_.load(*store_);
        place::routes(router_, directory_);
        http::ServerOptions options;
        options.port = 0;
        options.access_log = false;
        server_ = std::make_unique<http::Server>(options, router_, gate_, *store_, clock_);
    }
    std::uint16_t port() const { return server_->port(); }

  private:
    static std::unique_ptr<store::Store> open(const std::string& folder, std::size_t size) {
        const auto mine = std::filesystem::path(folder) / std::to_string(size);
        std::filesystem::create_directories(mine);
        store::StoreOptions options;
        options.url = "sqlite:" + (mine / "linli.db").string();
        return store::Store::open(options);
    }
    SystemClock clock_;
    IdMaker ids_{clock_, 1};
    std::unique_ptr<store::Store> store_;
    journal::Journal journal_;
    place::Directory directory_;
    http::Router router_;
    Open gate_;
    std::unique_ptr<http::Server> server_;
};

class Server final : public Engine {
  public:
    Server(std::shared_ptr<Served> served, int limit)
        : served_(std::move(served)), connection_(served_->port()), limit_(limit) {}
    std::string name() const override {
        return "Linli over HTTP, page of " + std::to_string(limit_);
    }
    std::size_t ask(const Question& q) override {
        const std::string_view body =
            connection_.get("/api/v1/listings?lat=" + std::to_string(q.centre.lat) +
                            "&lng=" + std::to_string(q.centre.lng) +
                            "&crs=wgs84&radius_m=" + std::to_string(static_cast<int>(q.radius_m)) +
                            "&sort=distance&limit=" + std::to_string(limit_));
        std::size_t items = 0;
        constexpr std::string_view mark = "\"distance_m\":";
        for (auto at = body.find(mark); at != body.npos; at = body.find(mark, at + mark.size())) {
            ++items;
        }
        return items;
    }

  private:
    std::shared_ptr<Served> served_;
    Connection connection_;
    int limit_;
};

}  // namespace

std::vector<std::unique_ptr<Engine>> make_servers(const std::string& folder,
                                                  const std::vector<place::GeoPoint>& points,
                                                  const std::vector<int>& limits) {
    const auto served = std::make_shared<Served>(folder, points);
    std::vector<std::unique_ptr<Engine>> engines;
    for (const int limit : limits)
        engines.push_back(std::make_unique<Server>(served, limit));
    return engines;
}

}  // namespace linli::bench
