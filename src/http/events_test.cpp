#include "http/events.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "http/schema.hpp"
#include "http/testing.hpp"
#include "support/on_both_databases.hpp"

namespace linli::http {
namespace {

struct Count {
    std::int64_t tasks = 0;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Count, (), (tasks, text))

class Worker final : public Caller {
  public:
    bool signed_in() const override { return true; }
    AccountId account() const override { return {7}; }
    std::optional<PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view, AreaId) const override { return false; }
    bool may_somewhere(std::string_view) const override { return false; }
    std::vector<AreaId> areas(std::string_view) const override { return {}; }
};

class Gate final : public Gatekeeper {
  public:
    std::unique_ptr<Caller> identify(const Request& request) override {
        automatic = request.automatic;
        if (request.cookie("who") == "worker") return std::make_unique<Worker>();
        return std::make_unique<Anonymous>();
    }
    bool automatic = false;
};

constexpr store::Sql count_kept{"t.kept", "SELECT COUNT(*) FROM idempotency"};

class Events : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override { return {http::migrations()}; }

    void SetUp() override {
        OnBothDatabases::SetUp();
        router.stream<None>("/api/inbox/events",
                            {.policy = Policy::signed_in(), .words = {"收件箱", "Inbox"}}, hub,
                            "inbox", [this](Context&, const None&, store::Tx& tx) {
                                return Count{*tx.one<std::int64_t>(count_kept) + 3, text};
                            });
        router.read<None>("GET", "/api/inbox", {.policy = Policy::signed_in()},
                          [](Context&, const None&) {
                              return Count{1, {}};
                          });
    }
    Response ask(const std::string& method, const std::string& target, const std::string& who) {
        Request request = request_of(method, target);
        if (!who.empty()) request.headers["cookie"] = "who=" + who;
        return router.handle(request, gate, store(), clock);
    }

    std::string text = "x";
    EventHub hub;
    Router router;
    Gate gate;
};

TEST_P(Events, begin_with_the_state_now_as_one_line_of_json) {
    text = "line\nbreak";
    const Response response = ask("GET", "/api/inbox/events", "worker");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.at("Content-Type"), "text/event-stream");
    EXPECT_EQ(response.headers.at("Cache-Control"), "no-store");
    EXPECT_EQ(response.headers.at("X-Accel-Buffering"), "no");
    EXPECT_EQ(response.body, "event: inbox\ndata: {\"tasks\":3,\"text\":\"line\\nbreak\"}\n\n");
    ASSERT_TRUE(response.stream);
    EXPECT_EQ(response.stream->account, AccountId{7});
}

TEST_P(Events, are_refused_to_who_is_not_signed_in_like_every_answer) {
    const Response response = ask("GET", "/api/inbox/events", "");
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(response.headers.at("Content-Type").substr(0, 24), "application/problem+json");
    EXPECT_FALSE(response.stream);
}

TEST_P(Events, are_no_sign_that_somebody_sits_there) {
    ask("GET", "/api/inbox/events", "worker");
    EXPECT_TRUE(gate.automatic);
    ask("GET", "/api/inbox", "worker");
    EXPECT_FALSE(gate.automatic);
}

TEST_P(Events, have_a_head_without_a_stream) {
    const Response response = ask("HEAD", "/api/inbox/events", "worker");
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.body.empty());
    EXPECT_FALSE(response.headers.contains("Content-Length"));
    EXPECT_FALSE(response.stream);
}

TEST_P(Events, belong_to_an_account_and_have_a_plain_name) {
    const auto handler = [](Context&, const None&, store::Tx&) { return Count{}; };
    EXPECT_THROW(router.stream<None>("/api/a", {.policy = Policy::open()}, hub, "a", handler),
                 BrokenInvariant);
    EXPECT_THROW(
        router.stream<None>("/api/b", {.policy = Policy::signed_in()}, hub, "a\nb", handler),
        BrokenInvariant);
}

TEST_P(Events, are_in_the_openapi_document_with_their_name_and_data) {
    const auto document = openapi_document(router, "t", "1");
    const auto& operation =
        document.at("paths").at("/api/inbox/events").at("get").at("responses").at("2XX");
    EXPECT_TRUE(operation.at("content").as_object().contains("text/event-stream"));
    EXPECT_EQ(operation.at("x-event").as_string(), "inbox");
    const std::string reference(operation.at("x-event-data").at("$ref").as_string());
    const std::string name = reference.substr(reference.rfind('/') + 1);
    EXPECT_TRUE(document.at("components").at("schemas").as_object().contains(name));
}

TEST(EventHub, tells_those_of_the_account_and_on_touch_all_everybody) {
    EventHub hub;
    int first = 0, second = 0, other = 0;
    const auto one = hub.join({1}, [&] { ++first; });
    auto two = hub.join({1}, [&] { ++second; });
    const auto three = hub.join({2}, [&] { ++other; });
    hub.touch({1});
    hub.touch({3});
    EXPECT_EQ(std::tuple(first, second, other), std::tuple(1, 1, 0));
    hub.touch_all();
    EXPECT_EQ(std::tuple(first, second, other), std::tuple(2, 2, 1));
    two.reset();
    hub.touch_all();
    EXPECT_EQ(std::tuple(first, second, other), std::tuple(3, 2, 2));
    EXPECT_EQ(hub.streams(), 2U);
    EXPECT_EQ(hub.touches(), 4U);
}

TEST(EventHub, calls_nobody_any_more_who_has_left_while_others_touch) {
    EventHub hub;
    std::atomic<bool> done{false};
    std::vector<std::thread> touching;
    for (int i = 0; i < 3; ++i)
        touching.emplace_back([&] {
            while (!done) {
                hub.touch({1});
                hub.touch_all();
            }
        });
    std::uint64_t heard = 0;
    for (int i = 0; i < 300; ++i) {
        auto calls = std::make_unique<std::atomic<std::uint64_t>>(0);
        auto place = hub.join({1}, [p = calls.get()] { ++*p; });
        std::this_thread::yield();
        place.reset();
        heard += *calls;  // nobody writes to it any more
    }
    while (heard == 0) {
        std::atomic<std::uint64_t> calls{0};
        const auto place = hub.join({1}, [&] { ++calls; });
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        heard += calls;
    }
    done = true;
    for (auto& thread : touching)
        thread.join();
    EXPECT_EQ(hub.streams(), 0U);
}

LINLI_ON_BOTH_DATABASES(Events);

}  // namespace
}  // namespace linli::http
