// T11, T17, T19, T20, T22 in the size of a commit: hostile bodies, slow clients, too many,
// stopping.
#include <sys/resource.h>

#include <fstream>
#include <thread>

#include "edge/client.hpp"

namespace linli::edge {
namespace {

using LoadTest = EdgeTest;

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

long resident_kib() {
    std::ifstream status("/proc/self/statm");
    long pages = 0;
    status >> pages >> pages;
    return pages * 4;
}

std::string digits(std::size_t count) {
    return R"({"text":)" + std::string(count, '9') + "}";
}

TEST_F(LoadTest, refuses_hostile_bodies_without_effort) {
    std::string keys = "{";
    for (int i = 0; i < 12'000; ++i)
        keys += (i ? ",\"" : "\"") + std::to_string(i) + "\":1";
    keys += "}";
    const std::vector<std::pair<const char*, std::string>> bodies{
        {"depth", std::string(100'000, '[')},
        {"depth of objects",
         [] {
             std::string s;
             for (int i = 0; i < 30'000; ++i)
                 s += "{\"a\":";
             return s;
         }()},
        {"many keys", keys},
        {"doubled keys", R"({"text":"a","text":"b"})"},
        {"bad UTF-8", "{\"text\":\"\xff\xfe\"}"},
        {"a surrogate", R"({"text":"\ud800"})"},
        {"an endless number", digits(150'000)},
        {"something after it", R"({"text":"a"} x)"},
    };
    const long before_kib = resident_kib();
    for (const auto& [what, body] : bodies) {
        const double before = cpu_seconds();
        const Answer answer = ask(post("/api/notes", body));
        EXPECT_TRUE(answer.status == 400 || answer.status == 413 || answer.status == 422)
            << what << ' ' << answer.status << answer.body;
        EXPECT_LT(cpu_seconds() - before, 0.3) << what;  // 50 ms in an optimised build
    }
    EXPECT_LT(resident_kib() - before_kib, 16 << 10);
    EXPECT_EQ(ask(post("/api/notes", "100 MB", "")).status, 400);
    EXPECT_EQ(
        ask("POST /api/notes HTTP/1.1\r\nHost: a\r\nContent-Length: 104857600\r\n\r\n").status,
        413);
    EXPECT_EQ(written, 0);
}

TEST_F(LoadTest, refuses_too_many_query_parameters) {
    std::string query = "/api/hello?";
    for (int i = 0; i < 1000; ++i)
        query += "a=1&";
    EXPECT_EQ(ask(get(query)).status, 400);
}

TEST_F(LoadTest, closes_clients_that_are_slow_while_others_are_served) {
    start({.header_timeout_s = 1, .idle_timeout_s = 2, .bytes_per_s_min = 4096});
    std::vector<Client> slow;
    for (int i = 0; i < 50; ++i) {
        slow.push_back(client());
        slow.back().send("GET /api/hello HTTP/1.1\r\nHo");
    }
    Client body = client();
    body.send("POST /api/notes HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n{");
    Client idle = client();
    Client deaf = client();
    for (int i = 0; i < 4; ++i)
        deaf.send(get("/api/large"));

    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(ask(get("/api/hello")).status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(500));
    for (auto& one : slow)
        EXPECT_EQ(one.receive(5).status, 408);
    EXPECT_EQ(body.receive(5).status, 408);
    EXPECT_TRUE(idle.closes(5));
    std::this_thread::sleep_for(std::chrono::seconds(3));
    // The deaf one got what fits into the buffers of the kernel, then the connection ended.
    EXPECT_TRUE(deaf.closes(5));
    EXPECT_EQ(ask(get("/api/hello")).status, 200);
}

TEST_F(LoadTest, lets_no_address_take_all_connections) {
    start({.connections_per_address_max = 5});
    std::vector<Client> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(client());
        EXPECT_EQ(clients.back().ask(get("/api/hello")).status, 200);
    }
    EXPECT_EQ(ask(get("/api/hello")).status, 0);
    clients.pop_back();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_EQ(ask(get("/api/hello")).status, 200);
}

TEST_F(LoadTest, says_503_with_a_time_when_the_queue_is_full) {
    start({.workers = 2, .requests_queued_max = 3});
    hold = true;
    std::vector<Client> clients;
    for (int i = 0; i < 12; ++i) {
        clients.push_back(client());
        clients.back().send(get("/api/slow"));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    hold = false;
    int served = 0, busy = 0;
    for (auto& one : clients) {
        const Answer answer = one.receive();
        if (answer.status == 200) ++served;
        if (answer.status == 503) {
            ++busy;
            EXPECT_EQ(answer.header("Retry-After"), "2");
        }
    }
    EXPECT_EQ(served, 5);
    EXPECT_EQ(busy, 7);
    EXPECT_EQ(ask(get("/api/slow")).status, 200);
}

TEST_F(LoadTest, says_429_with_a_time_to_an_address_that_asks_too_often) {
    start({.requests_per_address_per_s = 5});
    Client one = client();
    int served = 0;
    Answer last;
    for (int i = 0; i < 30; ++i) {
        last = one.ask(get("/api/hello"));
        if (last.status == 200) ++served;
    }
    EXPECT_GE(served, 10);
    EXPECT_LT(served, 20);
    EXPECT_EQ(last.status, 429);
    EXPECT_FALSE(last.header("Retry-After").empty());
}

TEST_F(LoadTest, words_what_it_says_before_any_route_in_the_language_that_was_asked_for) {
    const std::string english = "Accept-Language: en\r\n";
    start({.requests_per_address_per_s = 1});
    Client one = client();
    Answer last;
    for (int i = 0; i < 6; ++i)
        last = one.ask(get("/api/hello", english));
    EXPECT_EQ(last.status, 429);
    EXPECT_NE(last.body.find(R"("title":"Too many requests")"), std::string::npos) << last.body;
    start();
    const Answer bad = ask(get("/api/%zz", english));
    EXPECT_EQ(bad.status, 400);
    EXPECT_NE(bad.body.find(R"("title":"The request cannot be read")"), std::string::npos);
    EXPECT_NE(ask(get("/api/%zz")).body.find(R"("title":"请求无法识别")"), std::string::npos);
    const Answer large = ask("POST /api/notes HTTP/1.1\r\nHost: a\r\n" + english +
                             "Content-Length: 9999999\r\n\r\n");
    EXPECT_EQ(large.status, 413);
    EXPECT_NE(large.body.find(R"("title":"Too large")"), std::string::npos);
}

TEST_F(LoadTest, believes_only_its_own_proxies_about_the_address) {
    const auto address = [&] {
        return ask(get("/api/address", "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\n")).body;
    };
    EXPECT_EQ(address(), R"({"text":"127.0.0.1"})");
    start({.trusted_proxies = {"127.0.0.1"}});
    EXPECT_EQ(address(), R"({"text":"198.51.100.7"})");
    start({.trusted_proxies = {"127.0.0.1", "198.51.100.7"}});
    EXPECT_EQ(address(), R"({"text":"203.0.113.9"})");
}

TEST_F(LoadTest, writes_once_when_16_connections_send_the_same_key_100_times) {
    std::atomic<int> left{100}, created{0}, replayed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            Client one = client();
            while (left.fetch_sub(1) > 0) {
                const Answer answer =
                    one.ask(post("/api/notes", R"({"text":"a"})", "Idempotency-Key: k1\r\n"));
                if (answer.status != 201) continue;
                ++(answer.header("Idempotency-Replayed").empty() ? created : replayed);
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(created, 1);
    EXPECT_EQ(replayed, 99);
    EXPECT_EQ(ask(post("/api/notes", R"({"text":"b"})", "Idempotency-Key: k1\r\n")).status, 409);
}

TEST_F(LoadTest, loses_no_accepted_request_when_it_is_stopped_under_load) {
    std::atomic<int> acknowledged{0}, strange{0}, sent{0};
    std::atomic<bool> going{true};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            while (going) {
                Client one = client();
                if (!one.connected()) return;
                for (int k = 0; k < 20; ++k) {
                    const std::string key = "Idempotency-Key: k" + std::to_string(++sent) + "\r\n";
                    if (!one.send(post("/api/notes", R"({"text":"a"})", key))) break;
                    const Answer answer = one.receive();
                    if (answer.status == 201)
                        ++acknowledged;
                    else if (answer.status == 503 || answer.status == 0)
                        break;
                    else
                        ++strange;
                    if (answer.header("Connection") == "close") break;
                }
            }
        });
    }
    hold = true;
    Client slow = client();
    slow.send(get("/api/slow"));
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    std::thread release([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        hold = false;
    });
    const auto began = std::chrono::steady_clock::now();
    server->stop(30);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10));
    going = false;
    release.join();
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(slow.receive().status, 200);
    EXPECT_EQ(strange, 0);
    EXPECT_GT(acknowledged, 20);
    // Whatever was done was also answered: each done request left its key.
    EXPECT_EQ(acknowledged, store->read([](store::Tx& tx) {
        return tx.one<int>({"t.done", "SELECT COUNT(*) FROM idempotency"}).value_or(-1);
    }));
}

TEST_F(LoadTest, says_which_port_is_taken) {
    http::ServerOptions options;
    options.port = server->port();
    try {
        http::Server second(options, router, *gate, *store, clock);
        FAIL() << "two servers on one port";
    } catch (const Fault& fault) {
        EXPECT_EQ(std::string(fault.what()),
                  "port " + std::to_string(options.port) + " is in use by another program");
    }
}

}  // namespace
}  // namespace linli::edge
