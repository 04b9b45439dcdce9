#include "kernel/area/routes.hpp"

#include "http/testing.hpp"
#include "kernel/area/area_fixture.hpp"

namespace linli::area {
namespace {

// May keep areas in one subtree, or nothing when it is 0.
class Keeper final : public http::Caller {
  public:
    Keeper(TreePtr tree, AreaId of) : tree_(std::move(tree)), of_(of) {}
    bool signed_in() const override { return true; }
    AccountId account() const override { return AccountId{5}; }
    std::optional<http::PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view, AreaId area) const override { return tree_->is_within(area, of_); }
    bool may_somewhere(std::string_view) const override { return bool(of_); }
    std::vector<AreaId> areas(std::string_view) const override { return {of_}; }

  private:
    TreePtr tree_;
    AreaId of_;
};

class Gate final : public http::Gatekeeper {
  public:
    explicit Gate(const Areas& areas) : areas_(areas) {}
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        if (!signed_in) return std::make_unique<http::Anonymous>();
        return std::make_unique<Keeper>(areas_.tree(), keeps);
    }
    bool signed_in = false;
    AreaId keeps;

  private:
    const Areas& areas_;
};

class AreaRoutes : public AreaTest {
  protected:
    void SetUp() override {
        AreaTest::SetUp();
        if (IsSkipped()) return;
        import_csv(small_city);
        gate = std::make_unique<Gate>(areas());
        routes(router, areas());
    }
    http::Response send(const http::Request& request) {
        return router.handle(request, *gate, store(), clock);
    }
    json::value get(const std::string& target, int status = 200) {
        const http::Response response = send(http::request_of("GET", target));
        EXPECT_EQ(response.status, status) << target << " " << response.body;
        return parse_json(response.body);
    }
    http::Response post(const ImportRequest& request) {
        return send(http::request_of("POST", "/api/v1/area-imports", to_json_text(request)));
    }
    static std::vector<std::string> names(const json::value& page) {
        std::vector<std::string> out;
        for (const json::value& item : page.at("items").as_array()) {
            out.emplace_back(item.at("name_zh").as_string());
        }
        return out;
    }

    std::unique_ptr<Gate> gate;
    http::Router router;
};
LINLI_ON_BOTH_DATABASES(AreaRoutes);

using Names = std::vector<std::string>;

TEST_P(AreaRoutes, the_list_begins_with_the_roots_and_goes_down_by_parent) {
    EXPECT_EQ(names(get("/api/v1/areas")), (Names{"示例市"}));
    EXPECT_EQ(names(get("/api/v1/areas?parent=" + to_text(id("990200")))),
              (Names{"东湖区", "西湖区"}));
    EXPECT_EQ(names(get("/api/v1/areas?level=grid")), (Names{"第一网格", "第二网格"}));
    EXPECT_EQ(names(get("/api/v1/areas?on=2020-01-01")), Names{});
}

TEST_P(AreaRoutes, an_area_is_found_by_words_pinyin_and_code) {
    EXPECT_EQ(names(get("/api/v1/areas?q=%E4%B8%9C%E6%B9%96")), (Names{"东湖区"}));
    EXPECT_EQ(names(get("/api/v1/areas?q=dhq")), (Names{"东湖区"}));
    EXPECT_EQ(names(get("/api/v1/areas?q=YUZHANG")), (Names{"豫章社区"}));
    EXPECT_EQ(names(get("/api/v1/areas?q=990203")), (Names{"西湖区"}));
}

TEST_P(AreaRoutes, a_long_list_comes_in_pages_without_gap_or_repeat) {
    Names all;
    std::string target = "/api/v1/areas?q=9902&limit=3";
    for (int pages = 0; pages < 10; ++pages) {
        const json::value page = get(target);
        const Names some = names(page);
        EXPECT_LE(some.size(), 3u);
        all.insert(all.end(), some.begin(), some.end());
        const json::value* next = page.as_object().if_contains("next");
        if (!next) break;
        target = "/api/v1/areas?q=9902&limit=3&cursor=" + std::string(next->as_string());
    }
    EXPECT_EQ(all.size(), 7u);
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 7u);
}

TEST_P(AreaRoutes, coordinates_without_their_system_are_refused) {
    get("/api/v1/areas/locate?lat=28.65&lng=115.92", 422);
    get("/api/v1/areas/locate?lat=28.65&lng=115.92&crs=mars", 422);
    EXPECT_TRUE(
        get("/api/v1/areas/locate?lat=28.65&lng=115.92&crs=wgs84").at("chain").as_array().empty());
}

TEST_P(AreaRoutes, an_area_and_its_boundary_are_open_to_all) {
    EXPECT_EQ(get("/api/v1/areas/" + to_text(id("990202"))).at("name_en").as_string(), "East Lake");
    get("/api/v1/areas/0000000000007", 404);
    get("/api/v1/areas/" + to_text(id("990202")) + "/boundary", 404);
    import_geojson(R"({"features":[{"properties":{"code":990202},"geometry":{"type":"Polygon",)"
                   R"("coordinates":[[[115.9,28.6],[116.0,28.6],[116.0,28.7],[115.9,28.6]]]}}]})");
    const json::value feature = get("/api/v1/areas/" + to_text(id("990202")) + "/boundary");
    EXPECT_EQ(feature.at("type").as_string(), "Feature");
    EXPECT_EQ(feature.at("geometry").at("type").as_string(), "MultiPolygon");
    const json::value chain = get("/api/v1/areas/locate?lat=28.61&lng=115.95&crs=cgcs2000");
    EXPECT_EQ(chain.at("chain").as_array().size(), 2u);
}

TEST_P(AreaRoutes, importing_needs_the_right_and_shows_at_once) {
    ImportRequest request;
    request.text = "code,name_zh\n990202,新东湖区\n";
    EXPECT_EQ(post(request).status, 401);
    gate->signed_in = true;
    EXPECT_EQ(post(request).status, 403);
    gate->keeps = id("990203");
    const json::value refused = parse_json(post(request).body);
    EXPECT_FALSE(refused.at("applied").as_bool());
    EXPECT_EQ(refused.at("faults").at(0).at("code").as_string(), "area.not_allowed");
    gate->keeps = id("990202");
    EXPECT_TRUE(parse_json(post(request).body).at("applied").as_bool());
    EXPECT_EQ(get("/api/v1/areas/" + to_text(id("990202"))).at("name_zh").as_string(), "新东湖区");
}

}  // namespace
}  // namespace linli::area
