#include "targets.hpp"

#include "base/json.hpp"
#include "http/http.hpp"
#include "http/query.hpp"
#include "http/request_parser.hpp"
#include "http/route_table.hpp"

namespace linli::fuzz {

namespace {

struct Everything {
    std::optional<std::string> text;
    std::optional<std::int64_t> number;
    std::optional<double> real;
    std::optional<bool> truth;
    std::optional<Instant> at;
    std::optional<Date> day;
    std::optional<Id<struct ThingTag>> id;
    std::vector<std::string> list;
    std::map<std::string, int> map;
};
BOOST_DESCRIBE_STRUCT(Everything, (), (text, number, real, truth, at, day, id, list, map))

// A refusal is the right answer to bytes that are not acceptable; anything else is a finding.
template <class F>
void allow_refusal(F&& act) {
    try {
        act();
    } catch (const Refusal&) {
    }
}

const http::RouteTable& routes() {
    static const http::RouteTable table = [] {
        http::RouteTable made;
        int index = 0;
        for (const char* pattern :
             {"/", "/api/v1/listings", "/api/v1/listings/{id}", "/api/v1/listings/{id}/history",
              "/api/v1/listings/locate", "/{a}/{b}/{c}/{d}/{e}/{f}", "/{a}/x/{c}/x/{e}/x",
              "/api/{version}/listings/mine"}) {
            made.add("GET", pattern, index++);
        }
        made.add("POST", "/api/v1/listings", index);
        return made;
    }();
    return table;
}

// Feeds a parser in pieces of `step` bytes until it is done, has failed, or the bytes are at an
// end.
void feed(http::RequestParser& parser, std::string_view bytes, std::size_t step) {
    while (!bytes.empty() && !parser.done() && !parser.failed()) {
        const std::size_t taken = parser.feed(bytes.substr(0, step));
        LINLI_CHECK(taken > 0 && taken <= std::min(step, bytes.size()));
        bytes.remove_prefix(taken);
    }
}

}  // namespace

void json(std::string_view bytes) {
    allow_refusal([&] {
        const auto value = parse_json(bytes, {.bytes_max = 1 << 16, .depth_max = 32});
        // What was accepted can be written and is then accepted again.
        parse_json(json::serialize(value), {.bytes_max = 1 << 20, .depth_max = 32});
        from_json<Everything>(value);
    });
}

void query(std::string_view bytes) {
    allow_refusal([&] { http::parse_query(bytes); });
    allow_refusal([&] { http::read_query<Everything>(bytes); });
}

void path(std::string_view bytes) {
    allow_refusal([&] {
        const std::string decoded = http::decode_path(bytes);
        LINLI_CHECK(decoded.front() == '/');
        LINLI_CHECK(decoded.find('\0') == std::string::npos);
        LINLI_CHECK(decoded.find('\\') == std::string::npos);
        LINLI_CHECK((decoded + '/').find("/../") == std::string::npos);
        LINLI_CHECK((decoded + '/').find("/./") == std::string::npos);
    });
}

void route(std::string_view bytes) {
    for (const char* method : {"GET", "POST", ""}) {
        const auto match = routes().find(method, bytes);
        LINLI_CHECK(match.index < 9);
        LINLI_CHECK(match.values.size() <= http::RouteTable::segments_max);
    }
}

void cookie(std::string_view bytes) {
    http::Request request;
    request.headers["cookie"] = std::string(bytes);
    const std::string value = request.cookie("__Host-linli");
    LINLI_CHECK(value.size() <= bytes.size());
    LINLI_CHECK(value.find(';') == std::string::npos);
}

// However the bytes are cut, the outcome is the same: otherwise a request could be read in two
// ways.
void request(std::string_view bytes) {
    const http::ParserLimits limits{
        .target_bytes_max = 256, .head_bytes_max = 1024, .headers_max = 20, .body_bytes_max = 512};
    http::RequestParser whole(limits), single(limits);
    feed(whole, bytes, std::max<std::size_t>(bytes.size(), 1));
    feed(single, bytes, 1);
    LINLI_CHECK(whole.done() == single.done());
    LINLI_CHECK(whole.failed() == single.failed());
    if (!whole.done()) return;
    const auto a = whole.take();
    const auto b = single.take();
    LINLI_CHECK(a.method == b.method && a.target == b.target && a.body == b.body);
    LINLI_CHECK(a.headers == b.headers && a.keep_alive == b.keep_alive);
    LINLI_CHECK(!(a.headers.contains("content-length") && a.headers.contains("transfer-encoding")));
    LINLI_CHECK(a.body.size() <= limits.body_bytes_max);
}

}  // namespace linli::fuzz
