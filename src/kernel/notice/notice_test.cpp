#include "kernel/notice/notice.hpp"

#include <sys/stat.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "http/testing.hpp"
#include "kernel/notice/routes.hpp"
#include "support/on_both_databases.hpp"

namespace linli::notice {
namespace {

using store::Sql;
using store::Tx;

class Somebody final : public http::Caller {
  public:
    explicit Somebody(std::int64_t id) : id_(id) {}
    bool signed_in() const override { return id_ != 0; }
    http::AccountId account() const override { return {id_}; }
    std::optional<http::PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view, http::AreaId) const override { return false; }
    bool may_somewhere(std::string_view) const override { return false; }
    std::vector<http::AreaId> areas(std::string_view) const override { return {}; }

  private:
    std::int64_t id_;
};
class Door final : public http::Gatekeeper {
  public:
    std::int64_t who = 7;
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<Somebody>(who);
    }
};

// Remembers what it took; may fail in the ways that channels do.
class Recorder final : public Channel {
  public:
    std::string name() const override { return "sms"; }
    void send(const Message& m) override {
        const std::lock_guard lock(mutex);
        ++tries;
        if (m.address == "wrong")
            throw refuse_field("address", "sms.no_such_number", {"空号", "no number"});
        if (m.address == "poison") throw std::runtime_error("line is down");
        taken.push_back(m);
        if (power_fails_after_sending) throw Crash{};
    }
    struct Crash {};  // not an exception of the program: nothing after it runs
    std::mutex mutex;
    std::vector<Message> taken;
    int tries = 0;
    bool power_fails_after_sending = false;
};

constexpr Sql states{"test.states", "SELECT state FROM outbox_message ORDER BY id"};
constexpr Sql plain{
    "test.plain",
    "SELECT COUNT(*) FROM outbox_message WHERE address LIKE '%1390000%' OR body LIKE '%482913%'"};
constexpr Sql emptied{"test.emptied",
                      "SELECT COUNT(*) FROM outbox_message WHERE address = '' AND body = ''"};

class NoticeTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), notice::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        routes(router, inbox);
    }
    MessageId put(const std::string& address, const std::string& body = "code 482913",
                  std::optional<Instant> valid_until = {}) {
        return store().write([&](Tx& tx) {
            return outbox.put(
                tx,
                {.channel = "sms", .address = address, .body = body, .valid_until = valid_until});
        });
    }
    NoticeId tell(std::int64_t account, const std::string& words) {
        return store().write([&](Tx& tx) {
            return inbox.tell(tx, {.account = {account},
                                   .kind = "test.told",
                                   .words = {words, words},
                                   .link = "/my"});
        });
    }
    std::vector<std::string> all_states() {
        return store().read([](Tx& tx) { return tx.all<std::string>(states); });
    }
    http::Response call(const std::string& method, const std::string& target) {
        return router.handle(http::request_of(method, target), door, store(), clock);
    }

    const crypto::KeyRing keys =
        crypto::KeyRing::from_text(crypto::KeyRing::fresh_text(), crypto::Profile::intl);
    Inbox inbox{clock, ids};
    Outbox outbox{clock, ids, keys};
    std::shared_ptr<Recorder> sms = std::make_shared<Recorder>();
    Dispatcher dispatcher{clock, keys, {sms}, {.attempts_max = 3}};
    http::Router router;
    Door door;
};
LINLI_ON_BOTH_DATABASES(NoticeTest);

TEST_P(NoticeTest, message_of_an_act_that_failed_is_never_sent) {
    EXPECT_THROW(store().write([&](Tx& tx) {
        outbox.put(tx, {.channel = "sms", .address = "13900000001", .body = "x"});
        throw refuse_conflict("test.no", {"否", "no"});
    }),
                 Refusal);
    dispatcher.run_once(store());
    EXPECT_EQ(sms->tries, 0);
}

TEST_P(NoticeTest, message_is_sent_once_and_its_text_forgotten) {
    const MessageId id = put("13900000001");
    EXPECT_EQ(store().read([](Tx& tx) { return tx.one<std::int64_t>(plain); }), 0) << "sealed";
    EXPECT_EQ(dispatcher.run_once(store()).sent, 1);
    EXPECT_EQ(dispatcher.run_once(store()).sent, 0);
    ASSERT_EQ(sms->taken.size(), 1u);
    EXPECT_EQ(sms->taken[0].id, id);
    EXPECT_EQ(sms->taken[0].address, "13900000001");
    EXPECT_EQ(sms->taken[0].body, "code 482913");
    EXPECT_EQ(store().read([](Tx& tx) { return tx.one<std::int64_t>(emptied); }), 1);
}

TEST_P(NoticeTest, crash_between_sending_and_marking_sends_again_with_the_same_id) {
    put("13900000001");
    sms->power_fails_after_sending = true;
    EXPECT_THROW(dispatcher.run_once(store()), Recorder::Crash);
    sms->power_fails_after_sending = false;
    EXPECT_EQ(dispatcher.run_once(store()).sent, 0) << "the lease of the dead process still runs";
    clock.advance(seconds(121));
    EXPECT_EQ(dispatcher.run_once(store()).sent, 1);
    ASSERT_EQ(sms->taken.size(), 2u);
    EXPECT_EQ(sms->taken[0].id, sms->taken[1].id);
    EXPECT_EQ(sms->taken[1].attempt, 2);
}

TEST_P(NoticeTest, poison_message_blocks_no_other_and_dies_after_its_tries) {
    put("poison");
    for (int i = 0; i < 3; ++i)
        put("13900000002");
    DispatchCounts first = dispatcher.run_once(store());
    EXPECT_EQ(first.sent, 3);
    EXPECT_EQ(first.failed, 1);
    EXPECT_EQ(dispatcher.run_once(store()).failed, 0) << "it waits five seconds";
    clock.advance(seconds(5));
    EXPECT_EQ(dispatcher.run_once(store()).failed, 1);
    clock.advance(seconds(9));
    EXPECT_EQ(sms->tries, 5) << "then ten";
    EXPECT_EQ(dispatcher.run_once(store()).dead, 0);
    clock.advance(seconds(1));
    EXPECT_EQ(dispatcher.run_once(store()).dead, 1);
    clock.advance(days(1));
    dispatcher.run_once(store());
    EXPECT_EQ(sms->tries, 6);
    EXPECT_EQ(store().read([](Tx& tx) { return outbox_state(tx); }).dead, 1);
}

TEST_P(NoticeTest, dead_message_can_be_tried_again_by_an_operator) {
    const MessageId id = put("wrong");
    dispatcher.run_once(store());
    EXPECT_TRUE(store().write([&](Tx& tx) { return outbox.retry(tx, id); }));
    EXPECT_FALSE(store().write([&](Tx& tx) { return outbox.retry(tx, id); }))
        << "not dead any more";
    EXPECT_EQ(dispatcher.run_once(store()).dead, 1);
    EXPECT_EQ(sms->tries, 2);
}

TEST_P(NoticeTest, message_that_can_never_be_sent_dies_at_once) {
    put("wrong");
    EXPECT_EQ(dispatcher.run_once(store()).dead, 1);
    EXPECT_EQ(all_states(), std::vector<std::string>{"dead"});
}

TEST_P(NoticeTest, login_code_that_is_no_longer_valid_is_not_sent) {
    put("13900000001", "code", clock.now() + minutes(10));
    clock.advance(minutes(10));
    EXPECT_EQ(dispatcher.run_once(store()).expired, 1);
    EXPECT_EQ(sms->tries, 0);
}

TEST_P(NoticeTest, message_without_its_channel_waits_and_is_seen_by_monitoring) {
    store().write([&](Tx& tx) {
        outbox.put(tx, {.channel = "webhook", .address = "https://x", .body = "{}"});
    });
    EXPECT_EQ(dispatcher.run_once(store()).failed, 1);
    const OutboxState state = store().read([](Tx& tx) { return outbox_state(tx); });
    EXPECT_EQ(state.waiting, 1);
    EXPECT_EQ(state.oldest_waiting, clock.now());
}

TEST_P(NoticeTest, several_dispatchers_send_each_message_once) {
    constexpr int messages = 100;
    for (int i = 0; i < messages; ++i)
        put("1390000" + std::to_string(1000 + i));
    const auto second = GetParam() == linli::testing::Backend::postgres ? open_store() : nullptr;
    std::atomic<int> sent = 0, idle = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            store::Store& mine = second && t % 2 == 1 ? *second : store();
            for (int rounds = 0; sent < messages && rounds < 500; ++rounds) {
                try {
                    sent += dispatcher.run_once(mine).sent;
                } catch (const std::exception&) {
                    ++idle;  // too many collisions: the lease brings the message back
                    clock.advance(seconds(121));
                }
            }
        });
    for (auto& t : threads)
        t.join();
    std::set<std::int64_t> ids_taken;
    for (const Message& m : sms->taken)
        ids_taken.insert(m.id.value);
    EXPECT_EQ(ids_taken.size(), static_cast<std::size_t>(messages));
    if (idle == 0) {
        EXPECT_EQ(sms->taken.size(), static_cast<std::size_t>(messages));
    }
}

TEST_P(NoticeTest, inbox_shows_own_notices_newest_first_page_by_page) {
    for (int i = 0; i < 5; ++i)
        tell(7, "通知" + std::to_string(i));
    tell(8, "别人的");
    const auto first = call("GET", "/api/v1/notices?limit=3");
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.headers.at("Linli-Unread"), "5");
    const auto page = json::parse(first.body);
    EXPECT_EQ(page.at("items").as_array().size(), 3u);
    EXPECT_EQ(page.at("items").at(0).at("zh").as_string(), "通知4");
    const auto rest = json::parse(
        call("GET", "/api/v1/notices?limit=3&cursor=" + std::string(page.at("next").as_string()))
            .body);
    EXPECT_EQ(rest.at("items").as_array().size(), 2u);
    EXPECT_FALSE(rest.as_object().contains("next"));
}

TEST_P(NoticeTest, notice_is_marked_read_by_its_addressee_only) {
    const NoticeId id = tell(7, "通知");
    const std::string target = "/api/v1/notices/" + to_text(id) + "/read";
    door.who = 8;
    EXPECT_EQ(call("POST", target).status, 404);
    door.who = 0;
    EXPECT_EQ(call("POST", target).status, 401);
    EXPECT_EQ(call("GET", "/api/v1/notices").status, 401);
    door.who = 7;
    EXPECT_EQ(call("POST", target).status, 204);
    EXPECT_EQ(call("POST", target).status, 204);
    EXPECT_EQ(
        json::parse(call("GET", "/api/v1/notices?unread=true").body).at("items").as_array().size(),
        0u);
    EXPECT_EQ(call("GET", "/api/v1/notices").headers.at("Linli-Unread"), "0");
}

TEST(DevelopmentSms, keeps_the_last_messages_and_a_private_file) {
    const linli::testing::TempDir dir;
    SimulatedClock clock{linli::testing::test_start};
    DevelopmentSms sms(clock, dir.path());
    for (int i = 0; i < 250; ++i)
        sms.send({{i + 1}, "sms", "13900000000", "code " + std::to_string(i)});
    EXPECT_EQ(sms.recent().size(), 200u);
    EXPECT_EQ(sms.recent().front().body, "code 249");
    struct stat info {};
    ASSERT_EQ(::stat((dir.path() / "outbox" / "sms.txt").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST_P(NoticeTest, demonstration_messages_are_listed_only_where_the_route_is_registered) {
    EXPECT_EQ(call("GET", "/api/v1/demo/messages").status, 404);
    const linli::testing::TempDir dir;
    DevelopmentSms development(clock, dir.path());
    development.send({{1}, "sms", "13900000000", "code 482913"});
    http::Router demo;
    demo_routes(demo, development);
    const auto r =
        demo.handle(http::request_of("GET", "/api/v1/demo/messages"), door, store(), clock);
    EXPECT_EQ(r.status, 200);
    EXPECT_EQ(json::parse(r.body).at("items").at(0).at("body").as_string(), "code 482913");
}

}  // namespace
}  // namespace linli::notice
