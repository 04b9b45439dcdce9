#include "http/compress.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "http/testing.hpp"
#include "support/on_both_databases.hpp"

namespace linli::http {
namespace {

struct Note {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Note, (), (text))

std::string unpacked(const std::string& packed) {
    z_stream stream{};
    std::string out(1 << 20, '\0');
    if (inflateInit2(&stream, 15 + 16) != Z_OK) return {};
    std::string in = packed;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int outcome = inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return outcome == Z_STREAM_END ? out : "not gzip";
}

class Member final : public Caller {
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
        if (request.header("cookie").empty()) return std::make_unique<Anonymous>();
        return std::make_unique<Member>();
    }
};

class CompressTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override { return {http::migrations()}; }
    void SetUp() override {
        OnBothDatabases::SetUp();
        router.read<None>("GET", "/api/long", {.policy = Policy::open(), .etag_from_body = true},
                          [](Context&, const None&) { return Note{std::string(9'000, 'a')}; });
        router.read<None>("GET", "/api/short", {.policy = Policy::open()},
                          [](Context&, const None&) { return Note{"short"}; });
        router.read<None>("GET", "/api/mine", {.policy = Policy::signed_in()},
                          [](Context&, const None&) { return Note{std::string(9'000, 'a')}; });
        router.write<None>("PUT", "/api/long", {.policy = Policy::open()},
                           [this](Context& c, const None&, store::Tx&) { c.require_match(etag); });
    }
    Response get(std::string_view target, std::map<std::string, std::string> headers) {
        Request request = request_of("GET", target);
        request.headers.merge(headers);
        return router.handle(request, gate, store(), clock);
    }

    Router router;
    Gate gate;
    std::string etag;
};
LINLI_ON_BOTH_DATABASES(CompressTest);

TEST_P(CompressTest, packs_a_long_open_answer_for_who_takes_gzip) {
    const auto plain = get("/api/long", {});
    const auto packed = get("/api/long", {{"accept-encoding", "br, gzip;q=0.8"}});
    const auto again = get("/api/long", {{"accept-encoding", "gzip"}});
    EXPECT_FALSE(plain.headers.contains("Content-Encoding"));
    EXPECT_EQ(plain.headers.at("Vary"), "Accept-Encoding");
    EXPECT_EQ(packed.headers.at("Content-Encoding"), "gzip");
    EXPECT_EQ(packed.headers.at("Vary"), "Accept-Encoding");
    EXPECT_LT(packed.body.size(), 200u);
    EXPECT_EQ(unpacked(packed.body), plain.body);
    EXPECT_EQ(again.body, packed.body);
}

TEST_P(CompressTest, tells_the_two_forms_apart_by_their_etag) {
    const auto plain = get("/api/long", {});
    const auto packed = get("/api/long", {{"accept-encoding", "gzip"}});
    const std::string tag = packed.headers.at("ETag");
    EXPECT_NE(tag, plain.headers.at("ETag"));
    EXPECT_EQ(get("/api/long", {{"accept-encoding", "gzip"}, {"if-none-match", tag}}).status, 304);
    EXPECT_EQ(get("/api/long", {{"if-none-match", tag}}).status, 200);
}

TEST_P(CompressTest, takes_the_etag_of_the_packed_form_as_If_Match) {
    const auto plain = get("/api/long", {});
    etag = plain.headers.at("ETag").substr(1, plain.headers.at("ETag").size() - 2);
    Request request = request_of("PUT", "/api/long");
    request.headers["if-match"] =
        get("/api/long", {{"accept-encoding", "gzip"}}).headers.at("ETag");
    EXPECT_EQ(router.handle(request, gate, store(), clock).status, 204);
}

TEST_P(CompressTest, never_packs_for_somebody_who_is_signed_in) {
    for (const char* target : {"/api/long", "/api/mine"}) {
        const auto r = get(target, {{"accept-encoding", "gzip"}, {"cookie", "who=member"}});
        EXPECT_EQ(r.status, 200);
        EXPECT_FALSE(r.headers.contains("Content-Encoding")) << target;
    }
}

TEST_P(CompressTest, leaves_short_answers_and_refusals_alone) {
    EXPECT_FALSE(
        get("/api/short", {{"accept-encoding", "gzip"}}).headers.contains("Content-Encoding"));
    EXPECT_FALSE(
        get("/api/mine", {{"accept-encoding", "gzip"}}).headers.contains("Content-Encoding"));
}

TEST(Gzip, is_sent_only_to_who_names_it_with_a_weight) {
    EXPECT_TRUE(accepts_gzip("gzip"));
    EXPECT_TRUE(accepts_gzip("deflate, gzip;q=0.5, br"));
    EXPECT_TRUE(accepts_gzip("*"));
    EXPECT_FALSE(accepts_gzip(""));
    EXPECT_FALSE(accepts_gzip("br"));
    EXPECT_FALSE(accepts_gzip("gzip;q=0"));
    EXPECT_FALSE(accepts_gzip("gzip;q=0.0, *"));
    EXPECT_FALSE(accepts_gzip("identity"));
}

}  // namespace
}  // namespace linli::http
