#include "apps/neighbourhood/neighbourhood.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "apps/neighbourhood/neighbourhood_sql.hpp"
#include "apps/neighbourhood/routes.hpp"
#include "http/router.hpp"
#include "http/testing.hpp"
#include "support/on_both_databases.hpp"

namespace linli::neighbourhood {
namespace {

place::Categories the_categories() {
    const std::string path = std::string(LINLI_SOURCE_DIR) + "/rules/categories.yaml";
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return place::Categories::from_yaml(text.str(), path);
}

// Keeps boards in one area and below it; nobody when the area is 0.
class Keeper final : public http::Caller {
  public:
    Keeper(AreaId area, area::TreePtr tree) : area_(area), tree_(std::move(tree)) {}
    bool signed_in() const override { return bool(area_); }
    http::AccountId account() const override { return {area_ ? 7 : 0}; }
    std::optional<http::PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view permission, AreaId area) const override {
        return permission == "board.keep" && tree_->is_within(area, area_);
    }
    bool may_somewhere(std::string_view permission) const override {
        return area_ && permission == "board.keep";
    }
    std::vector<AreaId> areas(std::string_view) const override { return {area_}; }

  private:
    AreaId area_;
    area::TreePtr tree_;
};

class Doorkeeper final : public http::Gatekeeper {
  public:
    AreaId area;
    area::Areas* areas = nullptr;
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<Keeper>(area, areas->tree());
    }
};

// Two communities side by side, 0.01 degree wide, and three squares as grids in the first.
std::string small_town() {
    const auto square = [](double west, double width) {
        std::stringstream out;
        out << "[[[" << west << ",28.9],[" << west + width << ",28.9],[" << west + width
            << ",28.91],[" << west << ",28.91],[" << west << ",28.9]]]";
        return out.str();
    };
    std::string features;
    const auto add = [&](const char* code, const char* parent, const char* level, const char* name,
                         double west, double width) {
        features +=
            (features.empty() ? "" : ",") +
            std::string(R"({"type":"Feature","properties":{"code":")") + code +
            R"(","parent_code":")" + parent + R"(","level":")" + level + R"(","name_zh":")" + name +
            R"("},"geometry":{"type":"Polygon","coordinates":)" + square(west, width) + "}}";
    };
    add("990202", "", "district", "云溪区", 123.40, 0.02);
    add("990202001001", "990202", "community", "和风社区", 123.40, 0.01);
    add("990202001002", "990202", "community", "明苑社区", 123.41, 0.01);
    add("990202001001001", "990202001001", "grid", "第一网格", 123.40, 0.004);
    add("990202001001002", "990202001001", "grid", "第二网格", 123.404, 0.003);
    add("990202001001003", "990202001001", "grid", "第三网格", 123.407, 0.003);
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

class BoardTest : public testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), area::migrations(), place::migrations(),
                neighbourhood::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        areas = std::make_unique<area::Areas>(store(), clock, ids, journal);
        store().write([&](store::Tx& tx) {
            area::ImportRequest request;
            request.format = area::ImportFormat::geojson;
            request.text = small_town();
            ASSERT_TRUE(areas->import(tx, request, {}).applied);
        });
        areas->refresh();
        directory = std::make_unique<place::Directory>(the_categories(), place::FreshnessRule{},
                                                       clock, ids, journal);
        directory->load(store());
        boards = open_boards();
        routes(router, *boards);
        community = areas->tree()->by_code("990202001001")->id;
        other_community = areas->tree()->by_code("990202001002")->id;
        doorkeeper.areas = areas.get();
        doorkeeper.area = community;
    }
    void TearDown() override {
        boards.reset();
        directory.reset();
        areas.reset();
        OnBothDatabases::TearDown();
    }
    // A second one is what another server process, or this one after a restart, would have.
    std::unique_ptr<Boards> open_boards() {
        return std::make_unique<Boards>(Parts{.clock = clock,
                                              .ids = ids,
                                              .journal = journal,
                                              .directory = *directory,
                                              .areas = *areas,
                                              .key = key,
                                              .tiles_origin = "https://tiles.example"});
    }

    json::value call(const char* method, const std::string& target, const std::string& body = {},
                     std::map<std::string, std::string> headers = {}) {
        http::Request request = http::request_of(method, target, body);
        for (auto& [name, value] : headers)
            request.headers[name] = value;
        answer = router.handle(request, doorkeeper, store(), clock);
        return answer.body.empty() ? json::value()
                                   : parse_json(answer.body, {.bytes_max = 8 << 20});
    }
    json::object form(const std::string& code = "door-1") const {
        return {{"code", code},
                {"name_zh", "和风社区便民屏"},
                {"lat", 28.905},
                {"lng", 123.405},
                {"crs", "wgs84"},
                {"area_id", to_text(community)},
                {"radius_m", 1000},
                {"message_zh", "周六义诊"},
                {"categories", json::array()},
                {"office_phone", "0610-2345678"}};
    }
    void add_board() {
        call("POST", "/api/v1/boards", json::serialize(form()));
        ASSERT_EQ(answer.status, 201) << answer.body;
    }
    place::ListingRow add_listing(const std::string& name, double lng,
                                  place::ListingStatus status = place::ListingStatus::active,
                                  const std::string& category = "locksmith") {
        place::ListingForm f;
        f.name_zh = name;
        f.categories = {category};
        f.lat = 28.905;
        f.lng = lng;
        f.crs = "wgs84";
        f.area_id = community;
        f.status = status;
        f.verified_on = date_in_china(clock.now());
        f.phones = {{"0610-2000001", std::nullopt}};
        f.schedules = {{{1, 2, 3, 4, 5}, "08:30", "17:30", {}, {}, "午休照常"}};
        return store().write([&](store::Tx& tx) { return directory->add(tx, {7}, f); });
    }
    json::value bundle() { return call("GET", "/api/v1/boards/door-1/bundle"); }
    json::value payload_of(const json::value& bundle) {
        return parse_json(bundle.at("payload").as_string(), {.bytes_max = 8 << 20});
    }
    json::value payload() { return payload_of(bundle()); }
    std::vector<std::string> shown_names() {
        std::vector<std::string> names;
        const json::value shown = payload();
        for (const auto& l : shown.at("listings").as_array()) {
            names.emplace_back(l.at("name_zh").as_string());
        }
        return names;
    }
    std::int64_t links() {
        return store().read([&](store::Tx& tx) {
            const auto row = tx.one<BoardRow>(sql::board_by_code, "door-1");
            return tx.one<std::int64_t>(sql::links_count, row->id).value();
        });
    }

    journal::Journal journal{clock, ids};
    std::shared_ptr<const crypto::SigningKey> key = std::make_shared<crypto::SigningKey>(
        crypto::SigningKey::create(crypto::SignatureAlgorithm::ed25519));
    std::unique_ptr<area::Areas> areas;
    std::unique_ptr<place::Directory> directory;
    std::unique_ptr<Boards> boards;
    http::Router router;
    Doorkeeper doorkeeper;
    http::Response answer;
    AreaId community, other_community;
};
LINLI_ON_BOTH_DATABASES(BoardTest);

TEST_P(BoardTest, is_kept_by_whoever_may_keep_boards_in_its_area_and_by_nobody_else) {
    add_board();
    EXPECT_EQ(call("GET", "/api/v1/boards").at("items").as_array().size(), 1u);
    const std::string changed = json::serialize(form());
    doorkeeper.area = other_community;
    EXPECT_TRUE(call("GET", "/api/v1/boards").at("items").as_array().empty());
    call("PUT", "/api/v1/boards/door-1", changed, {{"if-match", "\"1\""}});
    EXPECT_EQ(answer.status, 403);
    call("POST", "/api/v1/boards", json::serialize(form("door-2")));
    EXPECT_EQ(answer.status, 403);
    call("DELETE", "/api/v1/boards/door-1", "", {{"if-match", "\"1\""}});
    EXPECT_EQ(answer.status, 403);
    doorkeeper.area = {};
    call("GET", "/api/v1/boards");
    EXPECT_EQ(answer.status, 401);
}

TEST_P(BoardTest, cannot_be_moved_into_an_area_that_the_keeper_does_not_keep) {
    add_board();
    json::object moved = form();
    moved["area_id"] = to_text(other_community);
    call("PUT", "/api/v1/boards/door-1", json::serialize(moved), {{"if-match", "\"1\""}});
    EXPECT_EQ(answer.status, 403);
}

TEST_P(BoardTest, changes_only_for_who_has_seen_the_newest_version) {
    add_board();
    json::object changed = form();
    changed["message_zh"] = "周日停水";
    call("PUT", "/api/v1/boards/door-1", json::serialize(changed));
    EXPECT_EQ(answer.status, 428);
    call("PUT", "/api/v1/boards/door-1", json::serialize(changed), {{"if-match", "\"1\""}});
    EXPECT_EQ(answer.status, 200) << answer.body;
    call("PUT", "/api/v1/boards/door-1", json::serialize(changed), {{"if-match", "\"1\""}});
    EXPECT_EQ(answer.status, 412);
    EXPECT_EQ(payload().at("board").at("message_zh").as_string(), "周日停水");
}

TEST_P(BoardTest, names_every_wrong_field_of_a_form) {
    json::object wrong = form("Door 1");
    wrong["crs"] = "";
    wrong["tiles_url"] = "https://tiles.example/{z}/{x}/{y}.png";
    wrong["office_phone"] = "abc";
    const auto problem = call("POST", "/api/v1/boards", json::serialize(wrong));
    EXPECT_EQ(answer.status, 422);
    std::set<std::string> fields;
    for (const auto& e : problem.at("errors").as_array())
        fields.emplace(e.at("field").as_string());
    EXPECT_EQ(fields, (std::set<std::string>{"code", "crs", "map_approval", "office_phone"}));
    json::object unknown = form();
    unknown["categories"] = json::array{"locksmith", "spaceport"};
    const auto second = call("POST", "/api/v1/boards", json::serialize(unknown));
    EXPECT_EQ(second.at("errors").at(0).at("field").as_string(), "categories[1]");
}

TEST_P(BoardTest, takes_tiles_only_from_the_origin_that_browsers_are_told_to_trust) {
    const auto faults_of = [&](const std::string& url) {
        json::object with_tiles = form();
        with_tiles["tiles_url"] = url;
        with_tiles["map_approval"] = "GS(2026)0001号";
        const auto problem = call("POST", "/api/v1/boards", json::serialize(with_tiles));
        std::set<std::string> codes;
        if (answer.status != 422) return codes;
        for (const auto& e : problem.at("errors").as_array())
            codes.emplace(e.at("code").as_string());
        return codes;
    };
    const std::set<std::string> other{"neighbourhood.tiles_origin_other"};
    EXPECT_EQ(faults_of("https://maps.example/{z}/{x}/{y}.png"), other);
    EXPECT_EQ(faults_of("https://tiles.example.evil/{z}/{x}/{y}.png"), other);
    EXPECT_EQ(faults_of("https://tiles.example@evil.example/{z}/{x}/{y}.png"), other);
    EXPECT_EQ(faults_of("http://tiles.example/{z}/{x}/{y}.png"), other);
    const std::set<std::string> malformed{"neighbourhood.tiles_url_malformed"};
    EXPECT_EQ(faults_of("https://tiles.example/{z}/{x}.png"), malformed);
    EXPECT_EQ(faults_of("//tiles.example/{z}/{x}/{y}.png"), malformed);
    EXPECT_EQ(faults_of("https://tiles.example/{z}/{x}/{y}.png onload"), malformed);
    EXPECT_EQ(faults_of("https://tiles.example/{z}/{x}/{y}.png"), std::set<std::string>{});
    EXPECT_EQ(answer.status, 201);
}

TEST_P(BoardTest, tells_the_coordinate_system_of_its_tiles_and_their_approval_number) {
    add_board();
    const json::value without = payload();
    EXPECT_FALSE(without.at("board").as_object().contains("tiles_crs"));
    json::object with_tiles = form();
    with_tiles["tiles_url"] = "/tiles/{z}/{x}/{y}.png";
    with_tiles["map_approval"] = "GS(2026)0001号";
    with_tiles["tiles_crs"] = "gcj02";
    call("PUT", "/api/v1/boards/door-1", json::serialize(with_tiles), {{"if-match", "\"1\""}});
    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::value shown = payload();
    EXPECT_EQ(shown.at("board").at("tiles_crs"), "gcj02");
    EXPECT_EQ(shown.at("board").at("map_approval"), "GS(2026)0001号");
    with_tiles["tiles_crs"] = "bd09";
    call("PUT", "/api/v1/boards/door-1", json::serialize(with_tiles), {{"if-match", "\"2\""}});
    EXPECT_EQ(answer.status, 422);
}

TEST_P(BoardTest, lends_its_tiles_to_the_maps_of_pages_near_it) {
    EXPECT_TRUE(call("GET", "/api/v1/base-map?lat=28.9&lng=123.4").at("items").as_array().empty());
    add_board();
    json::object far = form("door-2");
    far["tiles_url"] = "/far/{z}/{x}/{y}.png";
    far["map_approval"] = "GS(2026)0002号";
    far["lat"] = 29.2;
    call("POST", "/api/v1/boards", json::serialize(far));
    json::object near = form("door-3");
    near["tiles_url"] = "/near/{z}/{x}/{y}.png";
    near["map_approval"] = "GS(2026)0001号";
    call("POST", "/api/v1/boards", json::serialize(near));
    const auto map = call("GET", "/api/v1/base-map?lat=28.9&lng=123.4").at("items").at(0);
    EXPECT_EQ(map.at("tiles_url"), "/near/{z}/{x}/{y}.png");
    EXPECT_EQ(map.at("tiles_crs"), "wgs84");
    EXPECT_EQ(map.at("map_approval"), "GS(2026)0001号");
    call("GET", "/api/v1/base-map?lat=91&lng=123.4");
    EXPECT_EQ(answer.status, 422);
}

TEST_P(BoardTest, has_a_code_of_its_own) {
    add_board();
    const auto problem = call("POST", "/api/v1/boards", json::serialize(form()));
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(problem.at("code").as_string(), "neighbourhood.code_taken");
}

TEST_P(BoardTest, shows_active_listings_within_its_circle_nearest_first) {
    add_board();
    add_listing("西边远一点", 123.400);
    add_listing("门口", 123.4051);
    add_listing("圈外", 123.42);
    add_listing("已停业", 123.4052, place::ListingStatus::defunct);
    add_listing("未开张", 123.4053, place::ListingStatus::inactive);
    add_listing("东边", 123.407);
    EXPECT_EQ(shown_names(), (std::vector<std::string>{"门口", "东边", "西边远一点"}));
}

TEST_P(BoardTest, shows_only_the_categories_that_its_keeper_chose_with_what_lies_below_them) {
    json::object chosen = form();
    chosen["categories"] = json::array{"health"};
    call("POST", "/api/v1/boards", json::serialize(chosen));
    add_listing("开锁", 123.405);
    add_listing("药店", 123.406, place::ListingStatus::active, "pharmacy");
    EXPECT_EQ(shown_names(), std::vector<std::string>{"药店"});
}

TEST_P(BoardTest, shows_a_bounded_number_of_the_nearest_of_each_category) {
    add_board();
    for (int i = 0; i < 40; ++i)
        add_listing("锁 " + std::to_string(i), 123.405 + i * 0.0001);
    add_listing("药店", 123.4099, place::ListingStatus::active, "pharmacy");
    const auto names = shown_names();
    EXPECT_EQ(names.size(), ContentBounds{}.per_category_max + 1);
    EXPECT_EQ(names.front(), "锁 0");
    EXPECT_EQ(names.back(), "药店");
}

TEST_P(BoardTest, carries_a_bundle_whose_every_byte_is_signed) {
    add_board();
    add_listing("门口开锁", 123.4051);
    const auto signed_bundle = bundle();
    const json::array keys = call("GET", "/api/v1/keys").at("keys").as_array();
    ASSERT_EQ(keys.size(), 1u);
    EXPECT_EQ(keys[0].at("key_id"), signed_bundle.at("key_id"));
    const crypto::PublicKey public_key(
        crypto::SignatureAlgorithm::ed25519,
        crypto::from_base64(std::string(keys[0].at("public_key").as_string())));
    std::string text(signed_bundle.at("payload").as_string());
    const std::string signature =
        crypto::from_base64(std::string(signed_bundle.at("signature").as_string()));
    EXPECT_TRUE(public_key.verify(text, signature));
    EXPECT_EQ(signed_bundle.at("sha256").as_string(),
              to_hex(crypto::hash(crypto::Hash::sha256, text)));
    for (std::size_t i = 0; i < text.size(); i += 1 + text.size() / 300) {
        text[i] = static_cast<char>(text[i] ^ 1);
        EXPECT_FALSE(public_key.verify(text, signature)) << "byte " << i;
        text[i] = static_cast<char>(text[i] ^ 1);
    }
}

TEST_P(BoardTest, can_sign_with_sm2_where_national_algorithms_are_asked_for) {
    key = std::make_shared<crypto::SigningKey>(
        crypto::SigningKey::create(crypto::SignatureAlgorithm::sm2));
    boards = open_boards();
    http::Router fresh;
    routes(fresh, *boards);
    router = std::move(fresh);
    add_board();
    const auto signed_bundle = bundle();
    EXPECT_EQ(signed_bundle.at("algorithm").as_string(), "sm2");
    EXPECT_TRUE(key->public_key().verify(
        signed_bundle.at("payload").as_string(),
        crypto::from_base64(std::string(signed_bundle.at("signature").as_string()))));
}

TEST_P(BoardTest, chains_a_new_bundle_to_the_one_before_when_what_it_shows_has_changed) {
    add_board();
    const auto first = bundle();
    EXPECT_FALSE(payload_of(first).as_object().contains("previous_sha256"));
    add_listing("新开的", 123.4051);
    clock.advance(seconds(11));
    const auto second = bundle();
    EXPECT_EQ(payload_of(second).at("previous_sha256"), first.at("sha256"));
    EXPECT_EQ(payload_of(second).at("number").as_int64(), 2);
    EXPECT_EQ(links(), 2);
}

TEST_P(BoardTest, does_not_grow_its_chain_however_many_screens_ask) {
    add_board();
    add_listing("门口", 123.4051);
    const auto first = bundle();
    for (int i = 0; i < 50; ++i) {
        clock.advance(minutes(3));
        EXPECT_EQ(bundle().at("sha256"), first.at("sha256"));
    }
    EXPECT_EQ(links(), 1);
    // Another process, or this one after a restart, goes on with the same link.
    const auto other = open_boards();
    EXPECT_EQ(other->bundle(store(), "door-1")->etag, std::string(first.at("sha256").as_string()));
    EXPECT_EQ(links(), 1);
}

TEST_P(BoardTest, is_signed_anew_before_it_grows_old_and_expires_after_seven_days) {
    add_board();
    const auto first = payload();
    EXPECT_EQ(instant_from_text(first.at("expires_at").as_string()) -
                  instant_from_text(first.at("made_at").as_string()),
              days(7));
    clock.advance(hours(3));
    const auto second = payload();
    EXPECT_EQ(instant_from_text(second.at("made_at").as_string()), clock.now());
    EXPECT_EQ(second.at("number").as_int64(), 2);
}

TEST_P(BoardTest, answers_not_modified_to_a_screen_that_has_the_newest_bundle) {
    add_board();
    const auto first = bundle();
    const std::string etag = '"' + std::string(first.at("sha256").as_string()) + '"';
    EXPECT_EQ(answer.headers.at("ETag"), etag);
    call("GET", "/api/v1/boards/door-1/bundle", "", {{"if-none-match", etag}});
    EXPECT_EQ(answer.status, 304);
    EXPECT_TRUE(answer.body.empty());
}

TEST_P(BoardTest, follows_a_change_of_its_own_at_once_and_of_the_directory_within_ten_seconds) {
    add_board();
    EXPECT_TRUE(shown_names().empty());
    clock.advance(seconds(1));
    add_listing("门口", 123.4051);
    EXPECT_TRUE(shown_names().empty());
    clock.advance(seconds(10));
    EXPECT_EQ(shown_names().size(), 1u);
    json::object smaller = form();
    smaller["name_zh"] = "改了名字";
    call("PUT", "/api/v1/boards/door-1", json::serialize(smaller), {{"if-match", "\"1\""}});
    EXPECT_EQ(payload().at("board").at("name_zh").as_string(), "改了名字");
}

TEST_P(BoardTest, holds_nothing_in_its_bundle_but_what_the_directory_publishes) {
    add_board();
    const auto row = add_listing("门口", 123.4051);
    store().write([&](store::Tx& tx) {
        directory->report_problem(tx, row, place::ProblemKind::other, "我是张三，电话 13900000000");
    });
    clock.advance(seconds(11));
    const auto shown = payload();
    const std::set<std::string> board_members{
        "code",       "name_zh",  "name_en",   "lat",          "lng",        "crs",
        "radius_m",   "area_id",  "area_name", "message_zh",   "message_en", "office_phone",
        "categories", "rotate_s", "tiles_url", "map_approval", "tiles_crs"};
    const std::set<std::string> listing_members{
        "id",         "name_zh",     "name_en",     "categories", "organisation", "address",
        "lat",        "lng",         "crs",         "phones",     "area_id",      "status",
        "source",     "verified_on", "verified_by", "wheelchair", "complaints",   "licence",
        "distance_m", "freshness",   "schedules"};
    for (const auto& m : shown.at("board").as_object()) {
        EXPECT_TRUE(board_members.contains(m.key())) << m.key();
    }
    for (const auto& m : shown.at("listings").at(0).as_object()) {
        EXPECT_TRUE(listing_members.contains(m.key())) << m.key();
    }
    const std::string text = json::serialize(shown);
    EXPECT_EQ(text.find("张三"), std::string::npos);
    EXPECT_EQ(text.find("13900000000"), std::string::npos);
}

TEST_P(BoardTest, draws_the_grids_around_it_cut_off_at_its_circle) {
    add_board();
    const auto shown = payload();
    std::set<std::string> names;
    for (const auto& shape : shown.at("outline").at("grids").as_array()) {
        names.emplace(shape.at("name").as_string());
        const auto& ring = shape.at("ring").as_array();
        EXPECT_GE(ring.size(), 4u);
        EXPECT_EQ(ring.front(), ring.back());
        for (const auto& corner : ring) {
            const WgsPoint p{corner.at(1).to_number<double>(), corner.at(0).to_number<double>()};
            EXPECT_LE(distance_m({28.905, 123.405}, p), 1003);
        }
    }
    EXPECT_EQ(names, (std::set<std::string>{"第一网格", "第二网格", "第三网格"}));
}

TEST_P(BoardTest, disappears_with_its_bundle_when_it_is_removed) {
    add_board();
    bundle();
    call("DELETE", "/api/v1/boards/door-1", "", {{"if-match", "\"1\""}});
    EXPECT_EQ(answer.status, 204) << answer.body;
    const auto problem = bundle();
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(problem.at("code").as_string(), "neighbourhood.no_such_board");
}

TEST_P(BoardTest, leaves_a_line_in_the_journal_for_every_change_and_every_bundle) {
    add_board();
    bundle();
    bundle();
    const auto count = [&](const char* action) {
        return store().read([&](store::Tx& tx) {
            return tx
                .one<std::int64_t>(
                    {"test.entries", "SELECT COUNT(*) FROM journal_entry WHERE action = ?"}, action)
                .value();
        });
    };
    EXPECT_EQ(count("neighbourhood.board_added"), 1);
    EXPECT_EQ(count("neighbourhood.bundle_signed"), 1);
}

json::array schedules(std::string_view text) {
    return parse_json(text).as_array();
}

TEST(BundleHours, stay_weekly_entries_where_these_say_all) {
    const auto hours = place::Hours::from_schedules(schedules(
        R"([{"id":"1","freq":"WEEKLY","byday":"MO,TU","opens_at":"08:00","closes_at":"23:59"},
            {"id":"2","valid_from":"2026-02-16","valid_to":"2026-02-20"}])"));
    const auto shown = schedules_of(hours, Date::of(2026, 3, 2));
    ASSERT_EQ(shown.size(), 2u);
    EXPECT_EQ(shown[0].weekdays, (std::vector<int>{1, 2}));
    EXPECT_EQ(shown[0].opens_at, "08:00");
    EXPECT_EQ(shown[0].closes_at, "23:59");
    EXPECT_FALSE(shown[1].opens_at);
    EXPECT_EQ(shown[1].valid_to, Date::of(2026, 2, 20));
}

TEST(BundleHours, become_dates_where_a_week_cannot_say_them) {
    const auto hours = place::Hours::from_schedules(schedules(
        R"([{"id":"1","freq":"MONTHLY","bymonthday":"3,8","opens_at":"06:00","closes_at":"12:00"}])"));
    const auto shown = schedules_of(hours, Date::of(2026, 3, 2));
    ASSERT_EQ(shown.size(), static_cast<std::size_t>(hours_ahead_days));
    for (const auto& t : shown) {
        const auto day = static_cast<unsigned>(t.valid_from->ymd().day());
        EXPECT_EQ(t.opens_at.has_value(), day == 3 || day == 8);
        EXPECT_EQ(t.valid_from, t.valid_to);
    }
}

TEST(Outline, keeps_what_lies_inside_the_circle_and_drops_what_lies_outside) {
    const auto square = [](double west, double south, double size) {
        return Shape{"x",
                     {{west, south},
                      {west + size, south},
                      {west + size, south + size},
                      {west, south + size},
                      {west, south}}};
    };
    const WgsPoint centre{28.9, 123.4};
    const Shape inside = square(123.401, 28.901, 0.001);
    const auto whole = clipped(inside, centre, 1000);
    ASSERT_EQ(whole.size(), 1u);
    EXPECT_EQ(whole[0].ring.size(), 5u);
    EXPECT_TRUE(clipped(square(123.5, 28.9, 0.01), centre, 1000).empty());
    const auto covering = clipped(square(123.3, 28.8, 0.2), centre, 1000);
    ASSERT_EQ(covering.size(), 1u);
    EXPECT_EQ(covering[0].ring.size(), 65u);
    const Shape bow{
        "x", {{123.4, 28.9}, {123.41, 28.91}, {123.41, 28.9}, {123.4, 28.91}, {123.4, 28.9}}};
    EXPECT_TRUE(clipped(bow, centre, 1000).empty());
}

}  // namespace
}  // namespace linli::neighbourhood
