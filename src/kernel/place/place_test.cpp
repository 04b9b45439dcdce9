#include "kernel/place/place.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

#include "http/router.hpp"
#include "http/testing.hpp"
#include "kernel/place/routes.hpp"
#include "support/on_both_databases.hpp"

namespace linli::place {
namespace {

std::string read_file(const std::string& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

Categories the_categories() {
    const std::string path = std::string(LINLI_SOURCE_DIR) + "/rules/categories.yaml";
    return Categories::from_yaml(read_file(path), path);
}

class Keeper final : public http::Caller {
  public:
    explicit Keeper(bool may) : may_(may) {}
    bool signed_in() const override { return may_; }
    AccountId account() const override { return AccountId{may_ ? 7 : 0}; }
    std::optional<http::PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view permission, AreaId area) const override {
        return may_ && permission == "place.keep" && area.value != 666;
    }
    bool may_somewhere(std::string_view permission) const override {
        return may_ && permission == "place.keep";
    }
    std::vector<AreaId> areas(std::string_view) const override { return {}; }

  private:
    bool may_;
};

class Doorkeeper final : public http::Gatekeeper {
  public:
    bool staff = true;
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<Keeper>(staff);
    }
};

class ListingTest : public testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), place::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        directory = open_directory();
        directory->load(store());
        place::routes(router, *directory);
    }
    void TearDown() override {
        directory.reset();
        OnBothDatabases::TearDown();
    }
    std::unique_ptr<Directory> open_directory() {
        return std::make_unique<Directory>(the_categories(), FreshnessRule{}, clock, ids, journal);
    }

    json::value call(const char* method, const std::string& target, const std::string& body = {},
                     std::map<std::string, std::string> headers = {}) {
        http::Request request = http::request_of(method, target, body);
        for (auto& [name, value] : headers)
            request.headers[name] = value;
        answer = router.handle(request, doorkeeper, store(), clock);
        return answer.body.empty() ? json::value() : json::parse(answer.body);
    }
    static std::string form(const std::string& name, double lat, double lng,
                            const std::string& category = "locksmith") {
        return fmt::format(
            R"({{"name_zh":"{}","name_en":"Quick keys","categories":["{}"],"organisation":"老张五金",)"
            R"("address":"象湖新城翠竹路 12 号","lat":{},"lng":{},"crs":"wgs84",)"
            R"("phones":[{{"number":"0791-0000 1234","name":"前台"}}],)"
            R"("schedules":[{{"weekdays":[1,2,3,4,5],"opens_at":"08:30","closes_at":"17:30"}}],)"
            R"("fees":[{{"text":"开锁","amount_fen":8050}}],"documents":["身份证"],"wheelchair":"yes"}})",
            name, category, lat, lng);
    }
    std::string add(const std::string& name, double lat, double lng,
                    const std::string& category = "locksmith") {
        const json::value made = call("POST", "/api/v1/listings", form(name, lat, lng, category));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return std::string(made.at("id").as_string());
    }

    journal::Journal journal{clock, ids};
    std::unique_ptr<Directory> directory;
    http::Router router;
    Doorkeeper doorkeeper;
    http::Response answer;
};
LINLI_ON_BOTH_DATABASES(ListingTest);

TEST_P(ListingTest, is_found_near_by_as_soon_as_it_is_added) {
    add("远处开锁", 28.72, 115.89);
    add("近处开锁", 28.681, 115.89);
    const json::value list =
        call("GET", "/api/v1/listings?lat=28.68&lng=115.89&crs=wgs84&radius_m=3000");
    ASSERT_EQ(answer.status, 200) << answer.body;
    ASSERT_EQ(list.at("total").as_int64(), 1);
    const json::value& item = list.at("items").at(0);
    EXPECT_EQ(item.at("name_zh").as_string(), "近处开锁");
    EXPECT_EQ(item.at("distance_m").as_int64(), 111);
    EXPECT_EQ(item.at("freshness").as_string(), "fresh");
    // The test clock stands on Monday, 08:00 in China.
    EXPECT_EQ(item.at("open_now").as_bool(), false);
    EXPECT_EQ(item.at("opens_zh").as_string(), "今天 08:30–17:30");
}

TEST_P(ListingTest, needs_its_coordinate_system_named) {
    call("GET", "/api/v1/listings?lat=28.68&lng=115.89&radius_m=3000");
    EXPECT_EQ(answer.status, 422);
    // 600 m apart: the same numbers mean another place in another system.
    add("近处开锁", 28.681, 115.89);
    const json::value list =
        call("GET", "/api/v1/listings?lat=28.681&lng=115.89&crs=gcj02&radius_m=3000");
    EXPECT_GT(list.at("items").at(0).at("distance_m").as_int64(), 500);
}

TEST_P(ListingTest, can_be_asked_for_by_who_is_open) {
    add("开锁", 28.681, 115.89);
    EXPECT_EQ(call("GET", "/api/v1/listings?open_at=now").at("total").as_int64(), 0);
    EXPECT_EQ(
        call("GET", "/api/v1/listings?open_at=2026-03-02T09:00:00%2B08:00").at("total").as_int64(),
        1);
}

TEST_P(ListingTest, is_found_by_words_pinyin_initials_category_and_telephone) {
    add("老张开锁店", 28.681, 115.89);
    add("翠竹社区图书室", 28.682, 115.89, "library");
    for (const char* q :
         {"老张开锁店", "老张", "laozhang", "lzks", "换锁", "lock", "00001234", "quick"}) {
        const json::value list = call("GET", std::string("/api/v1/listings?q=") + q);
        ASSERT_EQ(answer.status, 200) << answer.body;
        ASSERT_GE(list.at("total").as_int64(), 1) << q;
        EXPECT_EQ(list.at("items").at(0).at("phones").at(0).at("number").as_string(),
                  "0791-0000 1234");
    }
    const json::value list = call("GET", "/api/v1/listings?q=lzks");
    ASSERT_EQ(list.at("total").as_int64(), 1);
    EXPECT_EQ(list.at("items").at(0).at("name_zh").as_string(), "老张开锁店");
    EXPECT_EQ(call("GET", "/api/v1/listings?q=zzzz").at("total").as_int64(), 0);
    EXPECT_EQ(call("GET", "/api/v1/listings?category=culture").at("total").as_int64(), 1);
    call("GET", "/api/v1/listings?category=nonsense");
    EXPECT_EQ(answer.status, 422);
}

TEST_P(ListingTest, ranks_the_exact_name_before_the_beginning_before_the_rest) {
    add("平安诊所", 28.70, 115.90, "clinic");
    add("平安诊所分部", 28.6802, 115.89, "clinic");
    add("新平安诊所", 28.6801, 115.89, "clinic");
    const json::value list =
        call("GET", "/api/v1/listings?q=平安诊所&lat=28.68&lng=115.89&crs=wgs84");
    ASSERT_EQ(list.at("total").as_int64(), 3) << answer.body;
    EXPECT_EQ(list.at("items").at(0).at("name_zh").as_string(), "平安诊所");
    EXPECT_EQ(list.at("items").at(1).at("name_zh").as_string(), "平安诊所分部");
    EXPECT_EQ(list.at("items").at(2).at("name_zh").as_string(), "新平安诊所");
}

TEST_P(ListingTest, comes_in_pages_without_gaps) {
    for (int i = 0; i < 5; ++i)
        add(fmt::format("开锁{}", i), 28.681 + i * 0.001, 115.89);
    std::set<std::string> seen;
    std::string cursor;
    for (int page = 0; page < 3; ++page) {
        const json::value list = call("GET", "/api/v1/listings?sort=name&limit=2" + cursor);
        for (const json::value& item : list.at("items").as_array())
            seen.insert(std::string(item.at("name_zh").as_string()));
        if (const auto* next = list.as_object().if_contains("next"))
            cursor = "&cursor=" + std::string(next->as_string());
    }
    EXPECT_EQ(seen.size(), 5U);
}

TEST_P(ListingTest, changes_only_for_who_saw_the_last_version) {
    const std::string id = add("开锁", 28.681, 115.89);
    call("PUT", "/api/v1/listings/" + id, form("开锁新店", 28.681, 115.89));
    EXPECT_EQ(answer.status, 428);
    call("PUT", "/api/v1/listings/" + id, form("开锁新店", 28.681, 115.89),
         {{"if-match", "\"9\""}});
    EXPECT_EQ(answer.status, 412);
    const json::value changed = call("PUT", "/api/v1/listings/" + id,
                                     form("开锁新店", 28.681, 115.89), {{"if-match", "\"1\""}});
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(changed.at("name_zh").as_string(), "开锁新店");
    EXPECT_EQ(changed.at("fees").at(0).at("amount_fen").as_int64(), 8050);
    EXPECT_EQ(call("GET", "/api/v1/listings?q=新店").at("total").as_int64(), 1);
    const json::value history = call("GET", "/api/v1/listings/" + id + "/history");
    EXPECT_EQ(history.at("items").at(0).at("action").as_string(), "changed");
    EXPECT_EQ(history.at("items").at(1).at("action").as_string(), "added");
}

TEST_P(ListingTest, moves_its_version_when_only_the_description_changed) {
    const std::string id = add("开锁", 28.681, 115.89);
    std::string body = form("开锁", 28.681, 115.89);
    body.insert(body.size() - 1, R"(,"description_zh":"公安备案")");
    const json::value changed =
        call("PUT", "/api/v1/listings/" + id, body, {{"if-match", "\"1\""}});
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(changed.at("description_zh").as_string(), "公安备案");
    EXPECT_EQ(changed.at("etag").as_string(), "2");
}

TEST_P(ListingTest, is_kept_only_in_areas_one_may_keep) {
    const std::string id = add("开锁", 28.681, 115.89);
    std::string body = form("开锁", 28.681, 115.89);
    body.insert(body.size() - 1, R"(,"area_id":")" + id_to_text(666) + "\"");
    call("POST", "/api/v1/listings", body);
    EXPECT_EQ(answer.status, 403);
    doorkeeper.staff = false;
    call("POST", "/api/v1/listings/" + id + "/confirmations", "{}");
    EXPECT_EQ(answer.status, 401);
}

TEST_P(ListingTest, ages_and_gets_stale_until_somebody_confirms_it) {
    const std::string id = add("开锁", 28.681, 115.89);
    const auto freshness = [&] {
        return std::string(call("GET", "/api/v1/listings/" + id).at("freshness").as_string());
    };
    EXPECT_EQ(freshness(), "fresh");
    clock.advance(days(90));
    EXPECT_EQ(freshness(), "ageing");
    clock.advance(days(90));
    EXPECT_EQ(freshness(), "stale");
    add("新店", 28.682, 115.89);
    EXPECT_EQ(call("GET", "/api/v1/listings?sort=stalest").at("items").at(0).at("id").as_string(),
              id);
    call("POST", "/api/v1/listings/" + id + "/confirmations", R"({"note":"打过电话"})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(freshness(), "fresh");
}

TEST(Categories, say_from_when_on_a_listing_is_stale) {
    const FreshnessRule rule = the_categories().freshness();
    const Date today = Date::of(2026, 7, 1);
    EXPECT_EQ(rule.of(std::nullopt, today), Freshness::stale);
    EXPECT_EQ(rule.of(today + -(rule.ageing_after_days - 1), today), Freshness::fresh);
    EXPECT_EQ(rule.of(today + -rule.ageing_after_days, today), Freshness::ageing);
    EXPECT_EQ(rule.of(today + -rule.stale_after_days, today), Freshness::stale);
    EXPECT_THROW(Categories::from_yaml("taxonomy: {name: a, description: b, version: '1'}\n"
                                       "freshness: {ageing_after_days: 9, stale_after_days: 9}\n"
                                       "categories: []\n",
                                       "t"),
                 Refusal);
}

TEST_P(ListingTest, counts_problem_reports_as_complaints_until_they_are_handled) {
    const std::string id = add("开锁", 28.681, 115.89);
    doorkeeper.staff = false;
    for (int i = 0; i < 5; ++i)
        call("POST", "/api/v1/listings/" + id + "/problem-reports",
             R"({"kind":"closed","note":"关门了"})");
    EXPECT_EQ(answer.status, 204) << answer.body;
    call("POST", "/api/v1/listings/" + id + "/problem-reports", R"({"kind":"closed"})");
    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(call("GET", "/api/v1/listings/" + id).at("complaints").as_int64(), 5);
    doorkeeper.staff = true;
    EXPECT_EQ(
        call("GET", "/api/v1/listings/" + id + "/problem-reports").at("items").as_array().size(),
        5U);
    call("POST", "/api/v1/listings/" + id + "/confirmations", "{}");
    EXPECT_EQ(call("GET", "/api/v1/listings/" + id).at("complaints").as_int64(), 0);
    EXPECT_EQ(call("GET", "/api/v1/listings").at("items").at(0).at("complaints").as_int64(), 0);
}

TEST_P(ListingTest, of_another_process_is_seen_after_the_next_refresh) {
    const auto other = open_directory();
    other->load(store());
    const std::string id = add("开锁", 28.681, 115.89);
    EXPECT_EQ(other->catalogue().size(), 0U);
    EXPECT_EQ(other->refresh(store()), 1U);
    EXPECT_EQ(other->catalogue().size(), 1U);
    EXPECT_EQ(other->refresh(store()), 0U);
}

TEST_P(ListingTest, of_an_older_database_says_all_it_said_before) {
    const std::string id = add("开锁", 28.681, 115.89);
    const json::value before = call("GET", "/api/v1/listings/" + id);
    ASSERT_EQ(before.at("fees").at(0).at("text").as_string(), "开锁");
    static constexpr store::Sql as_upgraded{"test.as_upgraded", "UPDATE listing SET more = ''"};
    store().write([&](store::Tx& tx) { tx.run(as_upgraded); });
    directory->load(store());
    EXPECT_EQ(call("GET", "/api/v1/listings/" + id), before);
}

TEST_P(ListingTest, is_confirmed_without_writing_its_documents_again) {
    const std::string id = add("开锁", 28.681, 115.89);
    static constexpr store::Sql versions{
        "test.versions", "SELECT CAST(SUM(version) AS BIGINT) FROM directory_record"};
    const auto written = [&] {
        return store().read([&](store::Tx& tx) { return tx.one<std::int64_t>(versions).value(); });
    };
    const std::int64_t before = written();
    clock.advance(days(1));
    const json::value confirmed = call("POST", "/api/v1/listings/" + id + "/confirmations", "{}");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(confirmed.at("etag").as_string(), "2");
    EXPECT_EQ(confirmed.at("verified_on").as_string(), "2026-03-03");
    EXPECT_EQ(confirmed, call("GET", "/api/v1/listings/" + id));
    EXPECT_EQ(written(), before);
    const json::value change = call("GET", "/api/v1/listings/" + id + "/history").at("items").at(0);
    EXPECT_EQ(change.at("action").as_string(), "confirmed");
    EXPECT_EQ(json::serialize(change.at("fields")), R"(["verified_on"])");
    // Who read it before the confirmation has not seen its last version.
    call("PUT", "/api/v1/listings/" + id, form("开锁", 28.681, 115.89), {{"if-match", "\"1\""}});
    EXPECT_EQ(answer.status, 412);
}

// Calls `act` from that many threads at once; how many were answered with the status.
template <class Act>
int answered(int callers, int status, const Act& act) {
    std::atomic<int> good{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < callers; ++i)
        threads.emplace_back([&, i] { good += act(i).status == status ? 1 : 0; });
    for (auto& thread : threads)
        thread.join();
    return good;
}

TEST_P(ListingTest, is_confirmed_by_all_of_sixty_four_who_do_it_at_once) {
    const std::string id = add("开锁", 28.681, 115.89);
    EXPECT_EQ(answered(64, 200,
                       [&](int) {
                           return router.handle(
                               http::request_of("POST", "/api/v1/listings/" + id + "/confirmations",
                                                "{}"),
                               doorkeeper, store(), clock);
                       }),
              64);
    EXPECT_EQ(call("GET", "/api/v1/listings/" + id).at("etag").as_string(), "65");
    EXPECT_EQ(directory->catalogue().find(ListingId{id_from_text(id)})->version, 65);
    static constexpr store::Sql journaled{
        "test.journaled",
        "SELECT COUNT(*) FROM journal_entry WHERE action = 'place.listing_confirmed'"};
    EXPECT_EQ(store().read([&](store::Tx& tx) { return tx.one<std::int64_t>(journaled).value(); }),
              64);
}

TEST_P(ListingTest, is_added_by_all_of_sixty_four_who_do_it_at_once) {
    EXPECT_EQ(answered(64, 201,
                       [&](int i) {
                           return router.handle(
                               http::request_of("POST", "/api/v1/listings",
                                                form(fmt::format("开锁{}", i), 28.681, 115.89)),
                               doorkeeper, store(), clock);
                       }),
              64);
    EXPECT_EQ(call("GET", "/api/v1/listings?category=locksmith").at("total").as_int64(), 64);
}

TEST_P(ListingTest, names_every_wrong_field_of_a_form) {
    const json::value problem = call(
        "POST", "/api/v1/listings",
        R"({"name_zh":" ","categories":["none"],"lat":28,"lng":115,"crs":"wgs84","phones":[],"schedules":[{"weekdays":[8],"opens_at":"8","closes_at":"99:00"}]})");
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(problem.at("errors").as_array().size(), 4U) << answer.body;
}

TEST_P(ListingTest, survives_a_restart_with_all_it_says) {
    for (int i = 0; i < 3; ++i)
        add(fmt::format("开锁{}", i), 28.681 + i * 0.001, 115.89);
    const std::string before = json::serialize(call("GET", "/api/v1/listings?sort=name"));
    const auto restarted = open_directory();
    restarted->load(store());
    http::Router fresh;
    place::routes(fresh, *restarted);
    const auto after = fresh.handle(http::request_of("GET", "/api/v1/listings?sort=name"),
                                    doorkeeper, store(), clock);
    EXPECT_EQ(json::serialize(json::parse(after.body)), before);
}

// A database of the first version, with one listing.
class OldDirectory : public testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        store::MigrationSet first = place::migrations();
        std::erase_if(first.migrations, [](const store::Migration& m) { return m.number > 1; });
        return {std::move(first)};
    }
};
LINLI_ON_BOTH_DATABASES(OldDirectory);

TEST_P(OldDirectory, keeps_what_it_knew_of_its_listings) {
    static constexpr store::Sql add{
        "test.add",
        "INSERT INTO listing VALUES (7, 'u', 3, 's', '', '', '开锁', '', '', '', '', '', '', '', "
        "NULL, NULL, '[]', '[]', 'active', 'unknown', 20000, '社区', 2, 'staff', '', 99, 5)"};
    store().write([&](store::Tx& tx) { tx.run(add); });
    store().migrate({place::migrations()});
    static constexpr store::Sql row{
        "test.row",
        "SELECT l.name_zh || ' ' || s.area_id || ' ' || s.verified_on || ' ' || s.verified_by || ' "
        "' "
        "|| s.complaints || ' ' || s.changed_at || ' ' || s.version FROM listing l "
        "JOIN listing_state s ON s.listing_id = l.id WHERE s.confirmed_at IS NULL"};
    EXPECT_EQ(store().read([&](store::Tx& tx) { return tx.one<std::string>(row); }),
              "开锁 3 20000 社区 2 99 5");
}

}  // namespace
}  // namespace linli::place
