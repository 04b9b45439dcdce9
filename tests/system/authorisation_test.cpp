// T24: who may do what where, for everything but identity, whose table lies beside its module
// (src/kernel/identity/authorisation.txt). Every role is held in the street 湖滨街道; every
// resource lies in turn in that street, below it, above it, beside it and in the other district.
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include "kernel/notice/notice.hpp"
#include "product.hpp"

namespace linli::system_test {
namespace {

using Act = std::function<std::string(const std::string& token, AreaId area)>;

class Authorisation : public Product {
  protected:
    void SetUp() override {
        Product::SetUp();
        if (IsSkipped()) return;
        owner_ = token_for(owner_account_ = add("owner", {"community_keeper"}, area("990200")));
    }
    // What the owner, who may do everything with listings and boards in the whole city, made there.
    json::object made(const std::string& path, const std::string& body) {
        const auto response = send(owner_, "POST", path, body);
        EXPECT_EQ(response.status, 201) << response.body;
        json::object object = json::parse(response.body).as_object();
        object["etag_header"] = response.headers.count("ETag") ? response.headers.at("ETag") : "";
        return object;
    }
    std::string name() { return "第" + std::to_string(++made_) + "服务站"; }
    json::object listing(AreaId area) {
        return made("/api/v1/listings", listing_body(name(), area));
    }
    std::string board_body(AreaId area, const std::string& code) {
        return (code.empty() ? "{" : R"({"code":")" + code + R"(",)") +
               R"("name_zh":"门口屏","lat":28.68,"lng":115.86,"crs":"wgs84","area_id":")" +
               to_text(area) + R"("})";
    }
    json::object board(AreaId area) {
        return made("/api/v1/boards", board_body(area, "board-" + std::to_string(++made_)));
    }
    static std::string text(const json::object& object, const char* member) {
        return std::string(object.at(member).as_string());
    }
    // The status; a refusal that still changed something is told in the table, too.
    std::string answer(const std::string& token, const std::string& method,
                       const std::string& target, const std::string& body = {},
                       const Headers& headers = {}) {
        const auto before = rows(long_tables);
        const auto response = send(token, method, target, body, headers);
        const std::string status = std::to_string(response.status);
        const bool changed = rows(long_tables) != before;
        return response.status >= 400 && changed ? status + "-AND-CHANGED" : status;
    }
    std::string seen(const std::string& token, const std::string& target, const std::string& what) {
        const auto response = send(token, "GET", target);
        if (response.status != 200) return std::to_string(response.status);
        return response.body.find(what) == std::string::npos ? "none" : "seen";
    }
    std::vector<std::pair<std::string, Act>> acts();
    std::vector<std::pair<std::string, Act>> listing_acts();
    std::vector<std::pair<std::string, Act>> import_acts();
    std::vector<std::pair<std::string, Act>> board_acts();
    std::vector<std::pair<std::string, Act>> other_acts();
    std::string hsds(const std::string& service_name, AreaId area, const json::object* over,
                     bool move = false);
    std::string table();

    // Left out for speed: whatever writes there writes a journal entry, too.
    const std::vector<std::string> long_tables{"session",        "listing_change",
                                               "service_term",   "directory_record",
                                               "journal_detail", "journal_tile"};
    std::string owner_;
    AccountId owner_account_;
    int made_ = 0;
};

Act listing_act(std::function<std::string(const std::string&, const json::object&)> act,
                std::function<json::object(AreaId)> make) {
    return [act = std::move(act), make = std::move(make)](const std::string& token, AreaId area) {
        return act(token, make(area));
    };
}

std::vector<std::pair<std::string, Act>> Authorisation::listing_acts() {
    const auto on = [this](auto act) {
        return listing_act(act, [this](AreaId area) { return listing(area); });
    };
    const auto path = [](const json::object& l) { return "/api/v1/listings/" + text(l, "id"); };
    const auto form = [](const std::string& more) {
        return R"({"name_zh":"改名","categories":["health"],"lat":28.68,"lng":115.86,"crs":"wgs84")" +
               more + "}";
    };
    return {
        {"read listing", on([=, this](const std::string& t, const json::object& l) {
             return answer(t, "GET", path(l));
         })},
        {"add listing",
         [this](const std::string& t, AreaId area) {
             return answer(t, "POST", "/api/v1/listings", listing_body(name(), area));
         }},
        {"change listing", on([=, this](const std::string& t, const json::object& l) {
             return answer(t, "PUT", path(l), form(""), {{"if-match", text(l, "etag_header")}});
         })},
        {"take listing into one's own area",
         on([=, this](const std::string& t, const json::object& l) {
             return answer(t, "PUT", path(l),
                           form(R"(,"area_id":")" + to_text(area("990202001")) + '"'),
                           {{"if-match", text(l, "etag_header")}});
         })},
        {"move own listing there",
         [=, this](const std::string& t, AreaId there) {
             const json::object l = listing(area("990202001"));
             return answer(t, "PUT", path(l), form(R"(,"area_id":")" + to_text(there) + '"'),
                           {{"if-match", text(l, "etag_header")}});
         }},
        {"confirm listing", on([=, this](const std::string& t, const json::object& l) {
             return answer(t, "POST", path(l) + "/confirmations", "{}");
         })},
        {"read history of listing", on([=, this](const std::string& t, const json::object& l) {
             return answer(t, "GET", path(l) + "/history");
         })},
        {"read problem reports", on([=, this](const std::string& t, const json::object& l) {
             return answer(t, "GET", path(l) + "/problem-reports");
         })},
        {"handle problem reports", on([=, this](const std::string& t, const json::object& l) {
             return answer(t, "POST", path(l) + "/problem-reports/handled");
         })},
    };
}

// One HSDS service with one place; over `over` when given: the same ids, another name, and 1 km
// further when `move`.
std::string Authorisation::hsds(const std::string& service_name, AreaId area,
                                const json::object* over, bool move) {
    json::object service{{"name", service_name}, {"status", "active"}};
    if (over) {
        const auto known = send("", "GET", "/hsds/service_at_locations/" + text(*over, "uuid"));
        EXPECT_EQ(known.status, 200) << known.body;
        const auto place = json::parse(known.body).as_object();
        json::object location = place.at("location").as_object();
        if (move) location["latitude"] = 28.69;
        service["id"] = place.at("service").at("id");
        service["service_at_locations"] =
            json::array{json::object{{"id", place.at("id")}, {"location", std::move(location)}}};
    } else {
        const std::string tail = std::to_string(100000 + ++made_) + "000000";
        service["id"] = "00000000-0000-4000-8000-" + tail;
        service["service_at_locations"] = json::array{
            json::object{{"id", "00000000-0000-4000-8001-" + tail},
                         {"location", json::object{{"id", "00000000-0000-4000-8002-" + tail},
                                                   {"location_type", "physical"},
                                                   {"latitude", 28.68},
                                                   {"longitude", 115.86}}}}};
    }
    return json::serialize(json::object{
        {"format", "hsds_json"},
        {"files",
         json::array{json::object{{"name", "a.json"},
                                  {"text", json::serialize(json::array{std::move(service)})}}}},
        {"dry_run", false},
        {"crs", "wgs84"},
        {"source", "测试"},
        {"area_id", to_text(area)}});
}

std::vector<std::pair<std::string, Act>> Authorisation::import_acts() {
    const char* const imports = "/api/v1/directory-imports";
    return {
        {"import listings into",
         [=, this](const std::string& t, AreaId area) {
             return answer(t, "POST", imports, hsds(name(), area, nullptr));
         }},
        {"import over a listing of",
         [=, this](const std::string& t, AreaId there) {
             const json::object l = listing(there);
             return answer(t, "POST", imports, hsds(name(), area("990202001"), &l));
         }},
        {"import a listing away from",
         [=, this](const std::string& t, AreaId there) {
             const json::object l = listing(there);
             return answer(t, "POST", imports, hsds(name(), area("990202001"), &l, true));
         }},
        {"list imports of",
         [=, this](const std::string& t, AreaId area) {
             const auto done = send(owner_, "POST", imports, hsds(name(), area, nullptr));
             EXPECT_EQ(done.status, 200) << done.body;
             return seen(t, imports, text(json::parse(done.body).as_object(), "id"));
         }},
    };
}

std::vector<std::pair<std::string, Act>> Authorisation::board_acts() {
    const auto path = [](const json::object& b) { return "/api/v1/boards/" + text(b, "code"); };
    return {{"list boards",
             [=, this](const std::string& t, AreaId area) {
                 return seen(t, "/api/v1/boards?limit=200", '"' + text(board(area), "code") + '"');
             }},
            {"add board",
             [=, this](const std::string& t, AreaId area) {
                 return answer(t, "POST", "/api/v1/boards",
                               board_body(area, "new-" + std::to_string(++made_)));
             }},
            {"change board",
             [=, this](const std::string& t, AreaId area) {
                 const json::object b = board(area);
                 return answer(t, "PUT", path(b), board_body(area, ""),
                               {{"if-match", text(b, "etag_header")}});
             }},
            {"take board into one's own area",
             [=, this](const std::string& t, AreaId there) {
                 const json::object b = board(there);
                 return answer(t, "PUT", path(b), board_body(area("990202001"), ""),
                               {{"if-match", text(b, "etag_header")}});
             }},
            {"remove board",
             [=, this](const std::string& t, AreaId area) {
                 const json::object b = board(area);
                 return answer(t, "DELETE", path(b), "", {{"if-match", text(b, "etag_header")}});
             }},
            {"read bundle of board", [=, this](const std::string& t, AreaId area) {
                 return std::to_string(send(t, "GET", path(board(area)) + "/bundle").status);
             }}};
}

std::vector<std::pair<std::string, Act>> Authorisation::other_acts() {
    return {
        {"import an area below",
         [this](const std::string& t, AreaId area) {
             const auto* parent = app->areas.tree()->find(area);
             const std::string code = "9902029" + std::to_string(10000 + ++made_);
             const std::string csv =
                 "code,level,parent_code,name_zh\n" + code + ",grid," + parent->code + ",新网格\n";
             const auto response = send(t, "POST", "/api/v1/area-imports",
                                        json::serialize(json::object{
                                            {"format", "csv"}, {"text", csv}, {"dry_run", false}}));
             if (response.status != 200) return std::to_string(response.status);
             return std::string(app->areas.tree()->by_code(code) ? "added" : "refused");
         }},
        {"rename area",
         [this](const std::string& t, AreaId area) {
             const auto known = *app->areas.tree()->find(area);
             const std::string parent =
                 known.parent_id ? app->areas.tree()->find(*known.parent_id)->code : "";
             const std::string fresh = "新名" + std::to_string(++made_);
             const std::string csv = "code,level,parent_code,name_zh\n" + known.code + "," +
                                     std::string(enum_to_text(known.level)) + "," + parent + "," +
                                     fresh + "\n";
             const auto response = send(t, "POST", "/api/v1/area-imports",
                                        json::serialize(json::object{
                                            {"format", "csv"}, {"text", csv}, {"dry_run", false}}));
             if (response.status != 200) return std::to_string(response.status);
             return std::string(app->areas.tree()->find(area)->name_zh == fresh ? "renamed"
                                                                                : "refused");
         }},
        {"read journal of",
         [this](const std::string& t, AreaId area) {
             const std::string id = text(listing(area), "id");
             return seen(t, "/api/v1/journal/entries?limit=200", '"' + id + '"');
         }},
        {"prove a journal entry of",
         [this](const std::string& t, AreaId area) {
             listing(area);
             app->journal.checkpoint_now(*app->store);
             static constexpr store::Sql newest{
                 "test.newest", "SELECT id FROM journal_entry ORDER BY id DESC LIMIT 1"};
             const auto id = app->store->read(
                 [&](store::Tx& tx) { return tx.one<journal::EntryId>(newest).value(); });
             return answer(t, "GET", "/api/v1/journal/proofs/inclusion?entry=" + to_text(id));
         }},
        {"read another's file",
         [this](const std::string& t, AreaId area) {
             const auto owner = token_for(add("files" + std::to_string(++made_), {}, area));
             const auto file = send(owner, "POST", "/api/v1/files",
                                    "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 "
                                    "R>>\n%%EOF\n",
                                    {{"content-type", "application/pdf"}});
             EXPECT_EQ(file.status, 201) << file.body;
             return answer(t, "GET",
                           "/api/v1/files/" + text(json::parse(file.body).as_object(), "id"));
         }},
        {"read another's notice", [this](const std::string& t, AreaId area) {
             const auto notice = app->store->write([&](store::Tx& tx) {
                 return app->inbox.tell(tx, {.account = owner_account_,
                                             .area = area,
                                             .kind = "test.told",
                                             .words = {"您好", "Hello"}});
             });
             const std::string id = to_text(notice);
             const std::string listed = seen(t, "/api/v1/notices", id);
             const std::string marked = answer(t, "POST", "/api/v1/notices/" + id + "/read");
             return listed == "seen" ? "SEEN" : marked;
         }}};
}

std::vector<std::pair<std::string, Act>> Authorisation::acts() {
    std::vector<std::pair<std::string, Act>> all;
    for (auto some : {listing_acts(), import_acts(), board_acts(), other_acts()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::string Authorisation::table() {
    const std::vector<std::pair<std::string, AreaId>> places{{"own", area("990202001")},
                                                             {"below", area("990202001001")},
                                                             {"above", area("990202")},
                                                             {"beside", area("990202002")},
                                                             {"other", area("990203")}};
    std::vector<std::pair<std::string, std::string>> callers{{"anonymous", ""},
                                                             {"resident", resident("19900000001")}};
    for (const char* role :
         {"system_admin", "security_admin", "audit_admin", "community_keeper", "registrar"})
        callers.emplace_back(role, staff(role, role, area("990202001")));
    std::ostringstream out;
    for (const auto& [what, act] : acts())
        for (const auto& [who, token] : callers) {
            out << what << " | " << who << " |";
            for (const auto& [place, where] : places)
                out << ' ' << place << ' ' << act(token, where);
            out << '\n';
        }
    return out.str();
}

TEST_P(Authorisation, equals_the_committed_table) {
    std::ifstream in(LINLI_SOURCE_DIR "/tests/system/authorisation.txt");
    std::vector<std::string> committed;
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line[0] != '#') committed.push_back(line);
    std::istringstream actual(table());
    std::size_t at = 0;
    for (std::string line; std::getline(actual, line); ++at)
        EXPECT_EQ(line, at < committed.size() ? committed[at] : "(no line)");
    EXPECT_EQ(at, committed.size());
}

TEST_P(Authorisation, names_every_route_that_a_right_guards) {
    // Those of identity are in its own table, those of cases and their processes in
    // case_rights.txt; rules and service items hold in the whole city and not in an area, so theirs
    // are in rules_test.cpp and items_test.cpp. Those of books are in ledger_test.cpp, of funds in
    // finance_test.cpp.
    const std::set<std::string> elsewhere{"identity", "rules",   "services", "cases",
                                          "tasks",    "process", "ledger",   "finance"};
    const std::set<std::string> tried{"POST /api/v1/listings",
                                      "PUT /api/v1/listings/{id}",
                                      "POST /api/v1/listings/{id}/confirmations",
                                      "GET /api/v1/listings/{id}/history",
                                      "GET /api/v1/listings/{id}/problem-reports",
                                      "POST /api/v1/listings/{id}/problem-reports/handled",
                                      "POST /api/v1/directory-imports",
                                      "GET /api/v1/directory-imports",
                                      "GET /api/v1/boards",
                                      "POST /api/v1/boards",
                                      "PUT /api/v1/boards/{code}",
                                      "DELETE /api/v1/boards/{code}",
                                      "POST /api/v1/area-imports",
                                      "GET /api/v1/journal/entries",
                                      "GET /api/v1/journal/proofs/inclusion",
                                      "POST /api/v1/files",
                                      "GET /api/v1/files/{id}",
                                      "GET /api/v1/notices",
                                      "POST /api/v1/notices/{id}/read"};
    std::set<std::string> guarded;
    for (const auto& route : router.routes())
        if (route.spec.policy.kind != http::Policy::Kind::open &&
            !elsewhere.contains(route.spec.tag))
            guarded.insert(route.method + ' ' + route.pattern);
    EXPECT_EQ(guarded, tried);
}

TEST_P(Authorisation, counts_a_withdrawn_grant_from_the_next_request_on) {
    const AccountId account = add("keeper-for-a-day", {"community_keeper"}, area("990202"));
    const std::string keeper = token_for(account);
    const std::string security = staff("security", "security_admin", area("990200"));
    const std::string body = listing_body("换班前", area("990202"));
    ASSERT_EQ(send(keeper, "POST", "/api/v1/listings", body).status, 201);
    const auto grants = send(security, "GET", "/api/v1/grants?account=" + to_text(account));
    const std::string grant(json::parse(grants.body).at("items").at(0).at("id").as_string());
    ASSERT_EQ(send(security, "DELETE", "/api/v1/grants/" + grant).status, 204);
    EXPECT_EQ(send(keeper, "POST", "/api/v1/listings", body).status, 403);
}

LINLI_PRODUCT_ON_BOTH(Authorisation);

}  // namespace
}  // namespace linli::system_test
