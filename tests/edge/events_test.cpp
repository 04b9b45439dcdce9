// Streams of events over real sockets.
#include "http/events.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "edge/client.hpp"
#include "http/metrics.hpp"

namespace linli::edge {
namespace {

using namespace std::chrono_literals;
using namespace http;

struct Count {
    std::int64_t tasks = 0;
    std::string filler;
};
BOOST_DESCRIBE_STRUCT(Count, (), (tasks, filler))

class Member final : public Caller {
  public:
    explicit Member(AccountId account) : account_(account) {}
    bool signed_in() const override { return true; }
    AccountId account() const override { return account_; }
    std::optional<PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view, AreaId) const override { return false; }
    bool may_somewhere(std::string_view) const override { return false; }
    std::vector<AreaId> areas(std::string_view) const override { return {}; }

  private:
    AccountId account_;
};

// Cookie who=5 is account 5, until its session is over.
class Gate final : public Gatekeeper {
  public:
    std::unique_ptr<Caller> identify(const Request& request) override {
        const std::string who = request.cookie("who");
        if (who.empty() || std::stoll(who) == over_) return std::make_unique<Anonymous>();
        return std::make_unique<Member>(AccountId{std::stoll(who)});
    }
    void end(std::int64_t account) { over_ = account; }

  private:
    std::atomic<std::int64_t> over_{0};
};

class EventStream : public ::testing::Test {
  protected:
    void SetUp() override {
        database = std::make_unique<linli::testing::TestDatabase>(linli::testing::Backend::sqlite);
        store::StoreOptions options;
        options.url = database->url();
        store = store::Store::open(options);
        store->migrate({http::migrations()});
        router.stream<None>("/api/events", {.policy = Policy::signed_in()}, hub, "inbox",
                            [this](Context& c, const None&, store::Tx&) { return look(c); });
        router.read<None>("GET", "/api/hello", {.policy = Policy::signed_in()},
                          [](Context&, const None&) {
                              return Count{1, "hello"};
                          });
        start();
    }
    void TearDown() override {
        server.reset();
        store.reset();
    }
    void start(ServerOptions options = {.workers = 8}) {
        server.reset();
        options.address = "127.0.0.1";
        options.port = 0;
        options.access_log = false;
        server = std::make_unique<Server>(options, router, gate, *store, clock);
    }
    Count look(const Context& c) {
        ++looks;
        const std::lock_guard lock(mutex);
        const Count count{tasks[c.caller.account()], std::string(filler, 'x')};
        if (!meanwhile) return count;
        std::exchange(meanwhile, nullptr)();
        return count;
    }
    void set(std::int64_t account, std::int64_t value) {
        {
            const std::lock_guard lock(mutex);
            tasks[{account}] = value;
        }
        hub.touch({account});
    }
    void pad(std::size_t bytes) {
        const std::lock_guard lock(mutex);
        filler = bytes;
    }
    // A stream that has got its first event.
    Client open(std::int64_t account, const std::string& first = "") {
        Client client(server->port());
        client.send(get("/api/events", "Cookie: who=" + std::to_string(account) + "\r\n"));
        head = client.receive();
        EXPECT_EQ(head.status, 200);
        EXPECT_TRUE(client.hears("\nevent: inbox\ndata: {\"tasks\":" + first));
        return client;
    }
    static std::string data(std::int64_t tasks) {
        return "event: inbox\ndata: {\"tasks\":" + std::to_string(tasks) + ",";
    }
    bool streams_become(std::size_t n) const {
        for (int i = 0; i < 500 && hub.streams() != n; ++i)
            std::this_thread::sleep_for(10ms);
        return hub.streams() == n;
    }

    EventHub hub;
    std::unique_ptr<linli::testing::TestDatabase> database;
    std::unique_ptr<store::Store> store;
    SystemClock clock;
    Gate gate;
    Router router;
    Answer head;
    std::atomic<int> looks{0};
    std::mutex mutex;
    std::map<AccountId, std::int64_t> tasks;
    std::size_t filler = 0;
    std::function<void()> meanwhile;  // happens once, after the state was read
    std::unique_ptr<Server> server;
};

TEST_F(EventStream, begins_with_a_retry_hint_and_the_state_now) {
    set(1, 4);
    Client client(server->port());
    client.send(get("/api/events", "Cookie: who=1\r\nAccept-Encoding: gzip\r\n"));
    const Answer answer = client.receive();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Content-Type"), "text/event-stream");
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.header("Content-Length"), "");
    EXPECT_EQ(answer.header("Content-Encoding"), "");
    EXPECT_FALSE(answer.header("Date").empty());
    EXPECT_TRUE(client.hears("retry: "));
    EXPECT_TRUE(client.hears("\n\nevent: inbox\ndata: {\"tasks\":4,\"filler\":\"\"}\n\n"));
}

TEST_F(EventStream, may_come_after_other_requests_on_the_same_connection) {
    Client client(server->port());
    EXPECT_EQ(client.ask(get("/api/hello", "Cookie: who=1\r\n")).status, 200);
    EXPECT_EQ(client.ask(get("/api/hello", "Cookie: who=1\r\n")).status, 200);
    client.send(get("/api/events", "Cookie: who=1\r\n"));
    EXPECT_TRUE(client.hears(data(0)));
}

TEST_F(EventStream, tells_all_pages_of_the_account_and_nobody_else) {
    Client one = open(1), two = open(1), other = open(2);
    other.whatever_comes(0);
    set(1, 7);
    EXPECT_TRUE(one.hears(data(7)));
    EXPECT_TRUE(two.hears(data(7)));
    EXPECT_EQ(other.whatever_comes(2), "");
}

TEST_F(EventStream, is_silent_when_nothing_changed) {
    Client client = open(1);
    EXPECT_TRUE(client.hears("\n\n"));
    const int before = looks;
    hub.touch({1});
    EXPECT_EQ(client.whatever_comes(2), "");
    EXPECT_EQ(looks, before + 1);
}

TEST_F(EventStream, sees_a_change_between_its_first_event_and_its_place_in_the_hub) {
    meanwhile = [this] {
        tasks[{1}] = 9;
        hub.touch({1});
    };
    Client client = open(1, "0");
    EXPECT_TRUE(client.hears(data(9)));
}

TEST_F(EventStream, looks_once_a_second_however_often_it_is_touched_and_ends_with_the_last_state) {
    Client client = open(1);
    const int before = looks;
    const auto began = std::chrono::steady_clock::now();
    for (int i = 1; i <= 20'000; ++i)
        set(1, i);
    EXPECT_TRUE(client.hears(data(20'000)));
    EXPECT_LE(looks - before, 2 + (std::chrono::steady_clock::now() - began) / 1s);
}

TEST_F(EventStream, is_given_up_when_the_page_is_closed) {
    {
        Client one = open(1), two = open(2);
        EXPECT_TRUE(streams_become(2));
    }
    EXPECT_TRUE(streams_become(0));
    for (int i = 0; i < 100 && metrics().connections != 0; ++i)
        std::this_thread::sleep_for(10ms);
    EXPECT_EQ(metrics().connections, 0);
}

TEST_F(EventStream, takes_no_further_request) {
    Client client = open(1);
    client.send(get("/api/hello", "Cookie: who=1\r\n"));
    EXPECT_TRUE(client.closes());
    EXPECT_TRUE(streams_become(0));
}

TEST_F(EventStream, says_something_now_and_then_and_outlives_every_time_limit_of_answers) {
    start({.workers = 8, .header_timeout_s = 1, .idle_timeout_s = 2, .stream_heartbeat_s = 1});
    Client client = open(1);
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(client.hears("\n:\n\n", 3)) << i;
    set(1, 2);
    EXPECT_TRUE(client.hears(data(2)));
}

TEST_F(EventStream, of_a_reader_that_takes_nothing_is_dropped_and_the_others_go_on) {
    start({.workers = 8, .idle_timeout_s = 1});
    pad(4 << 20);
    Client slow(server->port());
    slow.send(get("/api/events", "Cookie: who=1\r\n"));
    ASSERT_TRUE(streams_become(1));
    pad(0);
    Client other = open(1);
    EXPECT_TRUE(streams_become(1));
    set(1, 3);
    EXPECT_TRUE(other.hears(data(3)));
}

TEST_F(EventStream, ends_with_the_session_although_nobody_touches_it) {
    start({.workers = 8, .stream_refresh_s = 1});
    Client mine = open(1), other = open(2);
    gate.end(1);
    EXPECT_TRUE(mine.closes(4));
    set(2, 5);
    EXPECT_TRUE(other.hears(data(5)));
    Client again(server->port());
    again.send(get("/api/events", "Cookie: who=1\r\n"));
    EXPECT_EQ(again.receive().status, 401);
}

TEST_F(EventStream, tells_nothing_more_to_a_session_that_has_ended) {
    Client client = open(1);
    client.hears("\n\n");
    gate.end(1);
    set(1, 8);
    EXPECT_EQ(client.whatever_comes(4), "");
    EXPECT_TRUE(client.closes());
}

TEST_F(EventStream, hears_untouched_what_another_process_did) {
    start({.workers = 8, .stream_refresh_s = 1});
    Client client = open(1);
    {
        const std::lock_guard lock(mutex);
        tasks[{1}] = 6;
    }
    EXPECT_TRUE(client.hears(data(6)));
}

TEST_F(EventStream, that_is_one_too_many_of_the_account_ends_the_oldest_with_a_word) {
    start({.workers = 8, .streams_per_account_max = 2});
    Client oldest = open(1), middle = open(1), other = open(2), newest = open(1);
    EXPECT_TRUE(oldest.hears("event: replaced\ndata: {}\n\n"));
    EXPECT_TRUE(oldest.closes());
    EXPECT_TRUE(streams_become(3));
    set(1, 2);
    EXPECT_TRUE(middle.hears(data(2)));
    EXPECT_TRUE(newest.hears(data(2)));
}

TEST_F(EventStream, beyond_the_most_of_all_is_refused_as_busy) {
    start({.workers = 8, .streams_max = 2});
    Client one = open(1), two = open(2);
    Client third(server->port());
    const Answer answer = third.ask(get("/api/events", "Cookie: who=3\r\n"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_FALSE(answer.header("Retry-After").empty());
    { const Client gone = std::move(one); }
    EXPECT_TRUE(streams_become(1));
    EXPECT_EQ(third.ask(get("/api/hello", "Cookie: who=3\r\n")).status, 0);  // it was closed
    Client fourth = open(3);
}

TEST_F(EventStream, holds_no_thread) {
    start({.workers = 1, .streams_per_account_max = 100});
    std::vector<Client> streams;
    for (int i = 0; i < 60; ++i)
        streams.push_back(open(i % 7 + 1));
    Client client(server->port());
    EXPECT_EQ(client.ask(get("/api/hello", "Cookie: who=1\r\n")).status, 200);
    for (int i = 1; i <= 7; ++i)
        set(i, 100 + i);
    for (int i = 0; i < 60; ++i)
        EXPECT_TRUE(streams[static_cast<std::size_t>(i)].hears(data(101 + i % 7), 10)) << i;
}

TEST_F(EventStream, ends_at_once_when_the_server_stops) {
    Client one = open(1), two = open(2);
    const auto began = std::chrono::steady_clock::now();
    server->stop(20);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
    EXPECT_TRUE(one.closes());
    EXPECT_TRUE(two.closes());
    EXPECT_EQ(hub.streams(), 0U);
    set(1, 3);  // nobody is there any more to be told
}

TEST_F(EventStream, comes_and_goes_while_many_touch) {
    std::atomic<bool> done{false};
    std::vector<std::thread> threads;
    for (int t = 1; t <= 2; ++t)
        threads.emplace_back([this, t, &done] {
            for (std::int64_t i = 1; !done; ++i) {
                set(t, i);
                if (i % 50 == 0) hub.touch_all();
                std::this_thread::sleep_for(1ms);
            }
        });
    for (int round = 0; round < 40; ++round) {
        Client one = open(1), two = open(2);
        if (round % 10 == 0) {
            EXPECT_TRUE(one.hears("event: inbox\ndata: "));
        }
    }
    Client last = open(1);
    server->stop(5);
    done = true;
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(hub.streams(), 0U);
}

}  // namespace
}  // namespace linli::edge
