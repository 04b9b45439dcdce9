// What the edge denies is in the journal, and a flood of it is not a flood there.
#include "kernel/journal/denials.hpp"

#include "http/metrics.hpp"
#include "http/testing.hpp"
#include "kernel/journal/row.hpp"
#include "support/on_both_databases.hpp"

namespace linli::journal {
namespace {

using store::Sql;
using store::Tx;

// Signed in, and may nothing.
class Somebody final : public http::Caller {
  public:
    explicit Somebody(std::int64_t account) : account_(account) {}
    bool signed_in() const override { return true; }
    http::AccountId account() const override { return {account_}; }
    std::optional<http::PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view, http::AreaId) const override { return false; }
    bool may_somewhere(std::string_view) const override { return false; }
    std::vector<http::AreaId> areas(std::string_view) const override { return {}; }

  private:
    std::int64_t account_;
};
class Door final : public http::Gatekeeper {
  public:
    std::unique_ptr<http::Caller> identify(const http::Request& request) override {
        const std::string who = request.cookie("who");
        if (who.empty() || who == "gone") return std::make_unique<http::Anonymous>();
        return std::make_unique<Somebody>(std::stoll(who));
    }
};

struct Row {
    http::AccountId actor;
    std::string outcome;
    std::string payload;
};
BOOST_DESCRIBE_STRUCT(Row, (), (actor, outcome, payload))

class DeniedTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        using http::Policy;
        router.read<http::None>("GET", "/persons/{id}", {.policy = Policy::signed_in()},
                                [](http::Context&, const http::None&) -> http::NoContent {
                                    throw refuse_not_found("t.unknown", {"没有", "none"});
                                });
        router.read<http::None>(
            "GET", "/persons", {.policy = Policy::needs("t.read")},
            [](http::Context&, const http::None&) { return http::NoContent{}; });
        router.read<http::None>("GET", "/open/{id}", {.policy = Policy::open()},
                                [](http::Context&, const http::None&) -> http::NoContent {
                                    throw refuse_not_found("t.unknown", {"没有", "none"});
                                });
        router.write<http::None>(
            "POST", "/sessions", {.policy = Policy::open()},
            [](http::Context&, const http::None&) -> http::NoContent {
                throw Refusal(RefusalKind::unauthenticated, "t.wrong", {"密码不对", "wrong"});
            });
    }
    int ask(const std::string& who, const std::string& target, const std::string& method = "GET",
            const std::string& address = "192.0.2.1") {
        auto request = http::request_of(method, target);
        if (!who.empty()) request.headers["cookie"] = "who=" + who;
        request.address = address;
        return router.handle(request, door, store(), clock, {.denials = &denials}).status;
    }
    std::vector<Row> rows(const char* action = "http.denied") {
        static constexpr Sql sql{"test.rows",
                                 "SELECT e.actor, e.outcome, d.payload FROM journal_entry e JOIN "
                                 "journal_detail d ON d.entry_id = e.id WHERE e.action = ? "
                                 "ORDER BY e.id"};
        return store().read([&](Tx& tx) { return tx.all<Row>(sql, action); });
    }
    static json::object details(const Row& row) {
        return json::parse(row.payload).at("details").as_object();
    }
    std::int64_t write(bool all = false) {
        return append_denials(store(), journal, denials, clock.now(), all);
    }

    Journal journal{clock, ids};
    http::Router router;
    http::Denials denials;
    Door door;
};
LINLI_ON_BOTH_DATABASES(DeniedTest);

TEST_P(DeniedTest, one_caller_one_route_one_minute_is_one_entry_with_a_count) {
    for (int i = 0; i < 1000; ++i)
        EXPECT_EQ(ask("7", "/persons"), 403);
    EXPECT_EQ(write(), 0);  // the minute is not over
    clock.advance(minutes(1));
    EXPECT_EQ(ask("7", "/persons"), 403);
    EXPECT_EQ(write(), 1);
    ASSERT_EQ(rows().size(), 1u);
    EXPECT_EQ(rows()[0].actor.value, 7);
    EXPECT_EQ(rows()[0].outcome, "refused");
    const auto d = details(rows()[0]);
    EXPECT_EQ(d.at("route"), "GET /persons");
    EXPECT_EQ(d.at("status"), 403);
    EXPECT_EQ(d.at("code"), "http.not_allowed");
    EXPECT_EQ(d.at("count"), 1000);
    EXPECT_EQ(d.at("minute"), "2026-03-02T00:00:00Z");
    EXPECT_FALSE(d.contains("address"));
    EXPECT_EQ(write(true), 1);  // at the end the open minute is written, too
    EXPECT_EQ(details(rows()[1]).at("count"), 1);
    EXPECT_EQ(write(true), 0);
}

TEST_P(DeniedTest, who_is_not_told_whether_a_thing_is_there_was_denied_it) {
    EXPECT_EQ(ask("7", "/persons/12345"), 404);
    EXPECT_EQ(write(true), 1);
    EXPECT_EQ(details(rows()[0]).at("route"), "GET /persons/{id}");
    EXPECT_EQ(rows()[0].payload.find("12345"), std::string::npos);
    // To anybody, an open thing that is not there is just not there.
    EXPECT_EQ(ask("", "/open/1"), 404);
    EXPECT_EQ(ask("7", "/no/such/path"), 404);
    EXPECT_EQ(write(true), 0);
}

TEST_P(DeniedTest, a_session_that_is_gone_is_told_from_nobody) {
    EXPECT_EQ(ask("gone", "/persons"), 401);
    EXPECT_EQ(ask("", "/persons"), 401);
    EXPECT_EQ(write(true), 2);
    EXPECT_NE(details(rows()[0]).at("had_session"), details(rows()[1]).at("had_session"));
    EXPECT_EQ(rows()[0].actor.value, 0);
}

TEST_P(DeniedTest, a_failed_login_is_left_to_identity) {
    EXPECT_EQ(ask("", "/sessions", "POST"), 401);
    EXPECT_EQ(write(true), 0);
}

TEST_P(DeniedTest, a_write_from_another_site_is_denied) {
    auto request = http::request_of("POST", "/sessions");
    request.headers["origin"] = "https://evil.example";
    router.handle(request, door, store(), clock, {.denials = &denials});
    EXPECT_EQ(write(true), 1);
    EXPECT_EQ(details(rows()[0]).at("code"), "http.cross_site");
}

TEST_P(DeniedTest, no_address_is_in_the_journal_but_the_same_address_is_told_to_be_the_same) {
    ask("", "/persons", "GET", "192.0.2.1");
    ask("", "/persons/1", "GET", "192.0.2.1");
    ask("", "/persons", "GET", "192.0.2.2");
    EXPECT_EQ(write(true), 3);
    std::set<std::string> addresses;
    for (const Row& row : rows()) {
        EXPECT_EQ(row.payload.find("192.0.2"), std::string::npos);
        addresses.emplace(details(row).at("address").as_string());
    }
    EXPECT_EQ(addresses.size(), 2u);
}

TEST_P(DeniedTest, many_addresses_do_not_fill_the_journal) {
    for (int i = 0; i < 5000; ++i)
        ask("", "/persons", "GET",
            "10.0." + std::to_string(i / 250) + '.' + std::to_string(i % 250));
    EXPECT_EQ(write(true), std::int64_t(http::Denials::addresses_per_minute_max) + 1);
    std::int64_t count = 0;
    for (const Row& row : rows())
        count += details(row).at("count").as_int64();
    EXPECT_EQ(count, 5000);
}

TEST_P(DeniedTest, what_is_too_much_is_dropped_and_the_journal_says_so) {
    const auto before = http::metrics().denials_dropped.load();
    constexpr int callers = int(http::Denials::keys_max) + 100;
    for (int i = 0; i < callers; ++i)
        ask(std::to_string(i + 1), "/persons");
    EXPECT_EQ(http::metrics().denials_dropped - before, 100);
    EXPECT_NE(http::metrics().text({}).find("linli_denials_dropped_total"), std::string::npos);
    std::int64_t entries = 0;
    for (std::int64_t n = 1; n > 0; entries += n)
        n = write(true);
    EXPECT_EQ(entries, std::int64_t(http::Denials::keys_max) + 1);
    ASSERT_EQ(rows("http.denials_dropped").size(), 1u);
    EXPECT_EQ(details(rows("http.denials_dropped")[0]).at("count"), 100);
    ask("99999", "/persons");  // there is room again
    EXPECT_EQ(write(true), 1);
}

TEST_P(DeniedTest, what_could_not_be_written_stays_for_the_next_time) {
    ask("7", "/persons");
    store().write([](Tx& tx) {
        tx.run(Sql{"test.away", "ALTER TABLE journal_entry RENAME TO journal_away"});
    });
    EXPECT_ANY_THROW(write(true));
    store().write([](Tx& tx) {
        tx.run(Sql{"test.back", "ALTER TABLE journal_away RENAME TO journal_entry"});
    });
    EXPECT_EQ(write(true), 1);
    EXPECT_EQ(rows().size(), 1u);
}

}  // namespace
}  // namespace linli::journal
