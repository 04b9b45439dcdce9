#include "http/http.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>
#include <thread>

#include "http/problem.hpp"
#include "http/rate_limit.hpp"
#include "http/schema.hpp"
#include "http/security_headers.hpp"
#include "http/testing.hpp"
#include "support/on_both_databases.hpp"

namespace linli::http {
namespace {

enum class Colour : std::uint8_t { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Search {
    std::optional<std::string> q;
    std::optional<int> limit;
    std::vector<std::string> tags;
    std::optional<Colour> colour;
    std::optional<bool> open;
    std::optional<double> lat;
    std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(Search, (), (q, limit, tags, colour, open, lat, at))
Limits limits(const Search*) {
    return {{"limit", {.min = 1, .max = 100}}};
}

struct Note {
    std::string text;
    std::optional<int> stars;
};
BOOST_DESCRIBE_STRUCT(Note, (), (text, stars))
Limits limits(const Note*) {
    return {{"text", {.length_min = 1, .length_max = 10}}};
}

class Keeper final : public Caller {
  public:
    bool signed_in() const override { return true; }
    AccountId account() const override { return {7}; }
    std::optional<PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view permission, AreaId area) const override {
        return permission == "place.keep" && area.value == 1;
    }
    bool may_somewhere(std::string_view permission) const override {
        return permission == "place.keep";
    }
    std::vector<AreaId> areas(std::string_view) const override { return {{1}}; }
};

// Whoever sends the cookie who=keeper is one; who=dead is a session that has ended.
class Gate final : public Gatekeeper {
  public:
    std::unique_ptr<Caller> identify(const Request& request) override {
        const std::string who = request.cookie("who");
        if (who == "keeper") return std::make_unique<Keeper>();
        if (who == "dead") {
            throw Refusal(RefusalKind::unauthenticated, "identity.session_ended",
                          {"已退出", "ended"});
        }
        return std::make_unique<Anonymous>();
    }
};

class HttpTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override { return {http::migrations()}; }

    void SetUp() override {
        OnBothDatabases::SetUp();
        router.read<Search>("GET", "/api/search",
                            {.policy = Policy::open(), .etag_from_body = true},
                            [](Context&, const Search& q) { return q; });
        router.read<None>("GET", "/api/things/{id}", {.policy = Policy::open()},
                          [](Context& c, const None&) {
                              return Note{c.path.at("id"), {}};
                          });
        router.read<None>("GET", "/api/things/mine", {.policy = Policy::signed_in()},
                          [](Context&, const None&) {
                              return Note{"mine", {}};
                          });
        router.read<None>("GET", "/api/open-data",
                          {.policy = Policy::open(), .cross_origin = true, .cache_s = 60},
                          [](Context&, const None&) {
                              return Page<Note>{{{"a", 1}}, "next"};
                          });
        router.read<None>("GET", "/api/fault", {.policy = Policy::open()},
                          [](Context&, const None&) -> Note { throw Fault("secret disk path"); });
        router.read<None>("GET", "/api/bug", {.policy = Policy::open()},
                          [](Context&, const None&) -> Note { throw std::logic_error("secret"); });
        router.write<Note>("POST", "/api/notes", {.policy = Policy::open()},
                           [this](Context&, const Note& n, store::Tx&) {
                               if (n.text == "no") throw refuse_conflict("t.no", {"不行", "no"});
                               ++ran;
                               return Created{Note{n.text, int(ran)}, "/api/notes/1"};
                           });
        router.write<Note>("PUT", "/api/notes/{id}", {.policy = Policy::needs("place.keep")},
                           [](Context& c, const Note& n, store::Tx&) {
                               c.require_match("v1");
                               c.caller.require("place.keep", AreaId{n.stars.value_or(1)});
                               return n;
                           });
        router.write<None>("DELETE", "/api/notes/{id}", {.policy = Policy::needs("place.drop")},
                           [](Context&, const None&, store::Tx&) {});
    }

    Response send(const Request& request) { return router.handle(request, gate, store(), clock); }
    Response get(std::string_view target) { return send(request_of("GET", target)); }
    Response post(std::string body, const std::string& key = {}) {
        Request request = request_of("POST", "/api/notes", std::move(body));
        if (!key.empty()) request.headers["idempotency-key"] = key;
        return send(request);
    }
    static json::object body_of(const Response& response) {
        return parse_json(response.body).as_object();
    }
    static std::string code_of(const Response& response) {
        return json::value_to<std::string>(body_of(response).at("code"));
    }

    Router router;
    Gate gate;
    std::atomic<int> ran{0};
};
LINLI_ON_BOTH_DATABASES(HttpTest);

TEST_P(HttpTest, reads_a_query_into_its_struct) {
    const auto r = get(
        "/api/"
        "search?q=%E5%86%85%E7%A7%91+x&limit=5&tags=a,b&tags=c&colour=green&open=true&lat=30.5");
    ASSERT_EQ(r.status, 200) << r.body;
    EXPECT_EQ(
        r.body,
        R"({"q":"内科 x","limit":5,"tags":["a","b","c"],"colour":"green","open":true,"lat":3.05E1})");
}

TEST_P(HttpTest, names_every_query_parameter_that_is_not_acceptable) {
    const auto r = get("/api/search?limit=101&colour=blue&open=maybe&lat=nan&nonsense=1&q=a&q=b");
    ASSERT_EQ(r.status, 422);
    EXPECT_EQ(code_of(r), "http.query_invalid");
    const auto body = body_of(r);
    std::set<std::string> fields;
    for (const auto& e : body.at("errors").as_array()) {
        fields.insert(json::value_to<std::string>(e.at("field")));
    }
    EXPECT_EQ(fields, (std::set<std::string>{"limit", "colour", "open", "lat", "nonsense", "q"}));
}

TEST_P(HttpTest, prefers_a_static_segment_to_a_parameter) {
    EXPECT_EQ(get("/api/things/mine").status, 401);
    EXPECT_EQ(body_of(get("/api/things/other")).at("text"), "other");
}

TEST_P(HttpTest, tells_the_methods_that_an_address_takes) {
    const auto r = send(request_of("PATCH", "/api/notes/1"));
    EXPECT_EQ(r.status, 405);
    EXPECT_EQ(r.headers.at("Allow"), "DELETE, PUT, OPTIONS");
    EXPECT_EQ(send(request_of("TRACE", "/api/search")).status, 405);
    EXPECT_EQ(get("/api/nothing").status, 404);
}

TEST_P(HttpTest, answers_HEAD_like_GET_without_the_body) {
    const auto whole = get("/api/search?q=a");
    const auto head = send(request_of("HEAD", "/api/search?q=a"));
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.body, "");
    EXPECT_EQ(head.headers.at("Content-Length"), std::to_string(whole.body.size()));
}

TEST_P(HttpTest, gives_open_data_to_other_origins_and_nothing_else) {
    EXPECT_EQ(get("/api/open-data").headers.at("Access-Control-Allow-Origin"), "*");
    const auto preflight = send(request_of("OPTIONS", "/api/open-data"));
    EXPECT_EQ(preflight.status, 204);
    EXPECT_EQ(preflight.headers.at("Access-Control-Allow-Origin"), "*");
    EXPECT_FALSE(get("/api/search").headers.contains("Access-Control-Allow-Origin"));
    EXPECT_FALSE(
        send(request_of("OPTIONS", "/api/notes")).headers.contains("Access-Control-Allow-Origin"));
}

TEST_P(HttpTest, answers_a_page_with_its_cursor) {
    EXPECT_EQ(get("/api/open-data").body, R"({"items":[{"text":"a","stars":1}],"next":"next"})");
}

TEST_P(HttpTest, does_not_send_again_what_has_not_changed) {
    const auto first = get("/api/search?q=a");
    Request again = request_of("GET", "/api/search?q=a");
    again.headers["if-none-match"] = "\"other\", W/" + first.headers.at("ETag");
    EXPECT_EQ(send(again).status, 304);
    EXPECT_EQ(send(again).body, "");
    again.query = "q=b";
    EXPECT_EQ(send(again).status, 200);
}

TEST_P(HttpTest, lets_nobody_write_from_another_site) {
    Request request = request_of("POST", "/api/notes", R"({"text":"a"})");
    const auto with = [&](const char* name, const char* value) {
        Request changed = request;
        if (*value)
            changed.headers[name] = value;
        else
            changed.headers.erase(name);
        return send(changed);
    };
    EXPECT_EQ(code_of(with("x-linli", "")), "http.cross_site");
    EXPECT_EQ(with("origin", "https://evil.example").status, 403);
    EXPECT_EQ(with("origin", "null").status, 403);
    EXPECT_EQ(with("sec-fetch-site", "cross-site").status, 403);
    EXPECT_EQ(with("content-type", "text/plain").status, 415);
    EXPECT_EQ(with("content-type", "application/x-www-form-urlencoded").status, 415);
    EXPECT_EQ(ran, 0);
    EXPECT_EQ(with("origin", "https://linli.test").status, 201);
    EXPECT_EQ(ran, 1);
}

TEST_P(HttpTest, asks_who_is_there_before_what_is_wanted) {
    Request request = request_of("PUT", "/api/notes/1", R"({"text":"a"})");
    request.headers["if-match"] = "\"v1\"";
    EXPECT_EQ(send(request).status, 401);
    request.headers["cookie"] = "a=b; who=keeper";
    EXPECT_EQ(send(request).status, 200);
    request.body = R"({"text":"a","stars":2})";
    EXPECT_EQ(code_of(send(request)), "http.not_allowed");
    request.method = "DELETE";
    request.body = "";
    EXPECT_EQ(send(request).status, 403);
}

TEST_P(HttpTest, takes_a_dead_session_as_nobody_on_open_routes_only) {
    Request request = request_of("GET", "/api/search");
    request.headers["cookie"] = "who=dead";
    EXPECT_EQ(send(request).status, 200);
    request.path = "/api/things/mine";
    EXPECT_EQ(code_of(send(request)), "identity.session_ended");
}

TEST_P(HttpTest, changes_only_what_the_caller_has_seen) {
    Request request = request_of("PUT", "/api/notes/1", R"({"text":"a"})");
    request.headers["cookie"] = "who=keeper";
    EXPECT_EQ(code_of(send(request)), "http.if_match_required");
    request.headers["if-match"] = "\"v0\"";
    EXPECT_EQ(send(request).status, 412);
}

TEST_P(HttpTest, refuses_a_body_that_is_not_the_struct) {
    EXPECT_EQ(post(R"({"text":"a","admin":true})").status, 422);
    EXPECT_EQ(post(R"({"text":"12345678901"})").status, 422);
    EXPECT_EQ(post(R"({"text":"a")").status, 400);
    EXPECT_EQ(post(R"({"text":"a","text":"b"})").status, 400);
    EXPECT_EQ(post(std::string(300 << 10, ' ')).status, 413);
    EXPECT_EQ(ran, 0);
}

TEST_P(HttpTest, does_the_same_key_once_and_answers_the_same_again) {
    const auto first = post(R"({"text":"a"})", "key-1");
    const auto second = post(R"({"text":"a"})", "key-1");
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(second.headers.at("Location"), "/api/notes/1");
    EXPECT_EQ(second.headers.at("Idempotency-Replayed"), "true");
    EXPECT_EQ(ran, 1);
    const auto other = post(R"({"text":"b"})", "key-1");
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(code_of(other), "http.idempotency_mismatch");
    EXPECT_EQ(post(R"({"text":"b"})", "key-2").status, 201);
    EXPECT_EQ(post(R"({"text":"b"})", "with space").status, 400);
}

TEST_P(HttpTest, keeps_the_keys_of_different_callers_apart) {
    post(R"({"text":"a"})", "key-1");
    Request other = request_of("POST", "/api/notes", R"({"text":"b"})");
    other.headers["idempotency-key"] = "key-1";
    other.address = "192.0.2.2";
    EXPECT_EQ(send(other).status, 201);
    EXPECT_EQ(ran, 2);
}

TEST_P(HttpTest, may_be_tried_again_with_the_same_key_after_a_refusal) {
    EXPECT_EQ(post(R"({"text":"no"})", "key-1").status, 409);
    EXPECT_EQ(post(R"({"text":"yes"})", "key-1").status, 201);
}

TEST_P(HttpTest, takes_the_same_upload_under_another_name_for_another_request) {
    const auto upload = [&](const std::string& name) {
        auto request = request_of("POST", "/api/notes", R"({"text":"a"})");
        request.headers["idempotency-key"] = "key-1";
        if (!name.empty()) request.headers["x-file-name"] = name;
        return router.handle(request, gate, store(), clock).status;
    };
    EXPECT_EQ(upload("a.pdf"), 201);
    EXPECT_EQ(upload("a.pdf"), 201);
    EXPECT_EQ(upload("b.pdf"), 409);
    EXPECT_EQ(upload(""), 409);
}

TEST_P(HttpTest, keeps_no_answer_in_clear) {
    post(R"({"text":"canary"})", "key-1");
    const auto kept = store().read([](store::Tx& tx) {
        return tx.all<std::string>({"t.kept", "SELECT answer FROM idempotency"});
    });
    ASSERT_EQ(kept.size(), 1u);
    EXPECT_FALSE(kept[0].empty());
    EXPECT_EQ(kept[0].find("canary"), std::string::npos);
}

TEST_P(HttpTest, does_a_key_once_when_16_callers_send_it_100_times) {
    std::atomic<int> created{0}, replayed{0}, other{0};
    std::vector<std::thread> threads;
    std::atomic<int> left{100};
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            while (left.fetch_sub(1) > 0) {
                const auto r = post(R"({"text":"a"})", "same");
                if (r.status != 201)
                    ++other;
                else if (r.headers.contains("Idempotency-Replayed"))
                    ++replayed;
                else
                    ++created;
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(created, 1);
    EXPECT_EQ(replayed, 99);
    EXPECT_EQ(other, 0);
}

TEST_P(HttpTest, says_nothing_of_the_inside_when_it_fails) {
    for (const auto& [path, status] : {std::pair{"/api/fault", 503}, std::pair{"/api/bug", 500}}) {
        const auto r = get(path);
        EXPECT_EQ(r.status, status);
        EXPECT_EQ(r.body.find("secret"), std::string::npos) << r.body;
        EXPECT_TRUE(body_of(r).contains("instance"));
    }
    EXPECT_EQ(get("/api/fault").headers.at("Retry-After"), "5");
}

TEST_P(HttpTest, speaks_the_language_that_is_preferred) {
    Request request = request_of("GET", "/api/nothing");
    EXPECT_EQ(send(request).headers.at("Content-Language"), "zh-CN");
    request.headers["accept-language"] = "en-GB,en;q=0.9,zh;q=0.5";
    EXPECT_EQ(send(request).headers.at("Content-Language"), "en");
    request.headers["accept-language"] = "zh-CN,en;q=0.9";
    EXPECT_EQ(send(request).headers.at("Content-Language"), "zh-CN");
}

TEST_P(HttpTest, puts_the_security_headers_on_every_answer) {
    std::vector<Request> requests;
    for (const auto& route : router.routes())
        requests.push_back(request_of(route.method, route.pattern));
    requests.push_back(request_of("GET", "/nothing"));
    requests.push_back(request_of("PATCH", "/api/search"));
    requests.push_back(request_of("OPTIONS", "/api/search"));
    for (const auto& request : requests) {
        const auto r =
            router.handle(request, gate, store(), clock, {.origin = "https://linli.test"});
        for (const char* name :
             {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy",
              "Cache-Control", "Strict-Transport-Security", "Cross-Origin-Opener-Policy",
              "Cross-Origin-Resource-Policy", "Permissions-Policy"}) {
            EXPECT_TRUE(r.headers.contains(name)) << request.method << request.path << name;
        }
    }
    EXPECT_EQ(get("/api/things/1").headers.at("Cache-Control"), "no-store");
    EXPECT_EQ(get("/api/open-data").headers.at("Cache-Control"), "public, max-age=60");
}

TEST_P(HttpTest, lists_each_route_with_its_policy) {
    const auto lines = policy_table(router);
    EXPECT_EQ(lines.size(), router.routes().size());
    EXPECT_EQ(lines.front(), "DELETE /api/notes/{id} needs place.drop");
}

TEST_P(HttpTest, describes_every_route_in_its_openapi_document) {
    documentation_routes(router, "Linli", "1");
    const auto r = get("/api/v1/openapi.json");
    ASSERT_EQ(r.status, 200);
    const auto document = body_of(r);
    std::size_t operations = 0;
    for (const auto& path : document.at("paths").as_object())
        operations += path.value().as_object().size();
    EXPECT_EQ(operations, router.routes().size());
    const auto& note = document.at("paths").at("/api/notes").at("post");
    const auto reference = json::value_to<std::string>(
        note.at("requestBody").at("content").at("application/json").at("schema").at("$ref"));
    const auto name = reference.substr(reference.rfind('/') + 1);
    const auto& schema = document.at("components").at("schemas").at(name);
    EXPECT_EQ(schema.at("properties").at("text").at("maxLength"), 10);
    EXPECT_EQ(schema.at("required"), json::array{"text"});
    EXPECT_EQ(get("/api/docs").status, 200);
    EXPECT_EQ(get("/api/docs").body.find("<script>"), std::string::npos);
}

namespace {
struct Leaf {
    std::vector<std::string> words;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (words))
struct Branch {
    std::vector<Leaf> leaves;
    std::map<std::string, std::string> notes;
    std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(Branch, (), (leaves, notes, name))
struct Plain {
    std::string word;
};
BOOST_DESCRIBE_STRUCT(Plain, (), (word))
}  // namespace

TEST(OpenApi, says_that_answers_always_have_their_lists_and_requests_need_not) {
    Router router;
    router.write<Branch>("POST", "/api/branches",
                         {.policy = Policy::open(), .tag = "t", .words = {"a", "a"}},
                         [](Context&, const Branch& b) { return b; });
    router.write<Plain>("POST", "/api/plain",
                        {.policy = Policy::open(), .tag = "t", .words = {"a", "a"}},
                        [](Context&, const Plain& p) { return p; });
    const json::value document = openapi_document(router, "t", "1");
    const auto& post = document.at("paths").at("/api/branches").at("post");
    const auto schema_of = [&](const json::value& media) -> const json::value& {
        const auto reference = json::value_to<std::string>(
            media.at("content").at("application/json").at("schema").at("$ref"));
        return document.at("components").at("schemas").at(reference.substr(21));
    };
    const auto& answer = schema_of(post.at("responses").at("2XX"));
    const auto& request = schema_of(post.at("requestBody"));
    EXPECT_EQ(answer.at("required"), (json::array{"leaves", "notes"}));
    EXPECT_FALSE(request.as_object().contains("required"));
    const auto leaf_of = [&](const json::value& branch) {
        const auto reference = json::value_to<std::string>(
            branch.at("properties").at("leaves").at("items").at("$ref"));
        return document.at("components").at("schemas").at(reference.substr(21)).as_object();
    };
    EXPECT_EQ(leaf_of(answer).at("required"), json::array{"words"});
    EXPECT_FALSE(leaf_of(request).contains("required"));
    const auto& plain = document.at("paths").at("/api/plain").at("post");
    EXPECT_EQ(plain.at("requestBody").at("content").at("application/json"),
              plain.at("responses").at("2XX").at("content").at("application/json"));
}

TEST(SecurityHeaders, let_pictures_come_from_one_other_origin_and_nothing_else) {
    EXPECT_NE(content_security_policy("https://tiles.example:8443")
                  .find("img-src 'self' data: blob: https://tiles.example:8443;"),
              std::string::npos);
    for (const char* good :
         {"https://tiles.example", "https://10.0.0.7:8443", "http://localhost:9000"})
        EXPECT_TRUE(is_image_origin(good)) << good;
    for (const char* bad : {"", "https://", "https://tiles.example/", "https://*", "https://a b",
                            "https://a; script-src *", "http://tiles.example", "tiles.example",
                            "https://a:", "https://a:x", "https://a:1:2", "'self'", "data:"})
        EXPECT_FALSE(is_image_origin(bad)) << bad;
}

TEST(Router, takes_no_route_without_a_policy) {
    Router router;
    const auto handler = [](Context&, const None&) { return NoContent{}; };
    EXPECT_THROW(router.read<None>("GET", "/a", {}, handler), BrokenInvariant);
    EXPECT_THROW(router.read<None>("GET", "/a", {.policy = Policy::needs("")}, handler),
                 BrokenInvariant);
}

TEST(Router, takes_no_pattern_twice) {
    Router router;
    const auto handler = [](Context&, const None&) { return NoContent{}; };
    router.read<None>("GET", "/a/{id}", {.policy = Policy::open()}, handler);
    EXPECT_THROW(router.read<None>("GET", "/a/{other}", {.policy = Policy::open()}, handler),
                 BrokenInvariant);
    EXPECT_THROW(router.read<None>("GET", "a", {.policy = Policy::open()}, handler),
                 BrokenInvariant);
    EXPECT_THROW(router.read<None>("GET", "/b/{x}/{x}", {.policy = Policy::open()}, handler),
                 BrokenInvariant);
    EXPECT_NO_THROW(router.read<None>("GET", "/a/b", {.policy = Policy::open()}, handler));
}

TEST(Path, is_refused_when_it_could_lead_elsewhere) {
    for (const char* path :
         {"", "a", "/a/../b", "/a/%2e%2e/b", "/a/%2E./b", "/a%2fb", "/a%5Cb", "/a%00", "/a%",
          "/a%2", "/a%zz", "/%ff", "/a\\b", "/a%0ab", "/%c0%af", "/./a", "/a/.."}) {
        EXPECT_THROW(decode_path(path), Refusal) << path;
    }
    EXPECT_EQ(decode_path("/%E9%82%BB%E9%87%8C/a..b/.well-known"), "/邻里/a..b/.well-known");
}

TEST(Cursor, opens_only_as_it_was_sealed) {
    rc::check(
        [](const std::string& plain) { RC_ASSERT(open_cursor(seal_cursor(plain)) == plain); });
    std::string cursor = seal_cursor("12345");
    cursor[3] = cursor[3] == 'A' ? 'B' : 'A';
    EXPECT_THROW(open_cursor(cursor), Refusal);
    EXPECT_THROW(open_cursor(""), Refusal);
    EXPECT_THROW(open_cursor("!!"), Refusal);
}

TEST(RateLimiter, allows_a_burst_and_then_the_steady_rate) {
    RateLimiter limiter(10);
    Instant now{1'000'000'000};
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(limiter.take("a", now), 0);
    EXPECT_GE(limiter.take("a", now), 1);
    EXPECT_EQ(limiter.take("b", now), 0);
    now = now + milliseconds(100);
    EXPECT_EQ(limiter.take("a", now), 0);
    EXPECT_GE(limiter.take("a", now), 1);
}

TEST(RateLimiter, stays_within_its_memory_whoever_comes) {
    RateLimiter limiter(1, 1600);
    for (int i = 0; i < 100'000; ++i)
        limiter.take(std::to_string(i), Instant{1'000'000});
    EXPECT_LE(limiter.names(), 1616u);
}

}  // namespace
}  // namespace linli::http
