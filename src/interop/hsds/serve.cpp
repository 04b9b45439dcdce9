// The HSDS 3.x read API at /hsds: eleven GET paths, and their POST twins since 3.1 ("secure
// query").
#include <cmath>

#include "interop/hsds/hsds.hpp"
#include "interop/hsds/query.hpp"

namespace linli::hsds {
namespace {

using place::RecordKind;

// An answer of this many documents stays below some 40 MB; who wants more asks page by page
// (X-Total-Pages says how many there are).
constexpr std::int64_t ndjson_rows_max = 5'000;
// Documents that are read at one go and forgotten again.
constexpr std::size_t ndjson_batch = 200;
constexpr std::int64_t minimal_rows_max = 200'000;

struct List {
    const char* path;
    RecordKind kind;
    Words words;
};

http::Response json_answer(std::string body) {
    return {.status = 200,
            .headers = {{"Content-Type", "application/json"}, {"Access-Control-Allow-Origin", "*"}},
            .body = std::move(body)};
}

class Api {
  public:
    Api(place::Directory& directory, ServeOptions options)
        : directory_(directory), options_(std::move(options)) {}

    http::Response about(const http::Context& c) const {
        const std::string base = base_url(c);
        return json_answer(json::serialize(json::object{
            {"version", options_.version},
            {"profile", base + "/hsds/profile"},
            {"openapi_url", base + "/api/v1/openapi.json"},
            {"description", "Services near home, with their places, hours and freshness"},
            {"publisher", {{"name", options_.publisher}}}}));
    }

    http::Response profile(const http::Context& c) const {
        return json_answer(json::serialize(json::object{
            {"name", "HSDS with geography"},
            {"version", options_.version},
            {"extends", "https://docs.openreferral.org/en/v3.1/hsds/"},
            {"parameters",
             {{"lat", "WGS-84 degrees"},
              {"lng", "WGS-84 degrees"},
              {"radius", "metres around lat, lng"},
              {"crs", "system of lat, lng when it is not WGS-84: gcj02, bd09, cgcs2000"},
              {"bbox", "west,south,east,north in WGS-84 degrees"},
              {"open_at", "RFC 3339 instant or now"},
              {"sort", "distance"}}},
            {"members",
             {{"distance", "metres from lat, lng or from the centroid of the postcode"},
              {"service.assurer", "who confirmed the data on assured_date"},
              {"service.description_en", "the description in English"},
              {"accessibility.wheelchair", "yes, limited or no"}}},
            {"home", base_url(c) + "/hsds"}}));
    }

    http::Response list(RecordKind kind, const ListQuery& q, Instant now, store::Tx& tx) const {
        const bool minimal = q.minimal.value_or(false);
        if (q.format && *q.format != "json" && *q.format != "ndjson")
            throw refuse_field("format", "hsds.format_unknown",
                               {"format 只能是 json 或 ndjson", "format is json or ndjson"});
        if (q.format == "ndjson") return ndjson(kind, q, now, tx);
        place::RecordReader reader(tx);
        const std::int64_t most =
            minimal ? minimal_rows_max : static_cast<std::int64_t>(options_.per_page_max);
        const std::int64_t usual =
            minimal ? minimal_rows_max : static_cast<std::int64_t>(options_.per_page_default);
        const std::int64_t per_page = std::min(q.per_page.value_or(usual), most);
        const std::int64_t page = q.page.value_or(1);
        const Matches found = find(tx, directory_, kind, q, now, (page - 1) * per_page, per_page);
        json::array contents;
        for (const Match& match : found.rows)
            contents.push_back(row(kind, q, match, reader));
        const std::int64_t pages = (found.total + per_page - 1) / per_page;
        const auto size = static_cast<std::int64_t>(contents.size());
        json::object body{{"total_items", found.total}, {"total_pages", pages},
                          {"page_number", page},        {"size", size},
                          {"first_page", page == 1},    {"last_page", page >= pages},
                          {"empty", size == 0}};
        body["contents"] = std::move(contents);
        return json_answer(place::document_text(body));
    }

    http::Response one(RecordKind kind, const std::string& uuid, bool full_service,
                       store::Tx& tx) const {
        place::RecordReader reader(tx);
        const auto found = kind == RecordKind::organization
                               ? reader.organization(uuid, full_service)
                               : reader.full(kind, uuid);
        if (!found)
            throw refuse_not_found("hsds.no_such_record",
                                   {"没有这个编号的资料", "There is nothing with this id"});
        return json_answer(place::document_text(*found));
    }

  private:
    std::string base_url(const http::Context& c) const {
        if (!options_.base_url.empty()) return options_.base_url;
        const auto host = c.request.headers.find("host");
        const auto scheme = c.request.headers.find("x-forwarded-proto");
        return (scheme != c.request.headers.end() && scheme->second == "https" ? "https://"
                                                                               : "http://") +
               (host == c.request.headers.end() ? std::string("localhost") : host->second);
    }

    json::object row(RecordKind kind, const ListQuery& q, const Match& match,
                     place::RecordReader& reader) const {
        json::object out;
        if (q.minimal.value_or(false)) {
            out = {{"id", match.uuid},
                   {"last_modified", to_text(reader.find(kind, match.uuid)->modified_at)}};
        } else if (kind == RecordKind::organization &&
                   (q.full.value_or(false) || q.full_service.value_or(false))) {
            out = *reader.organization(match.uuid, q.full_service.value_or(false));
        } else {
            out = q.full.value_or(false) ? *reader.full(kind, match.uuid)
                                         : *reader.flat(kind, match.uuid);
        }
        if (match.distance_m >= 0) out["distance"] = std::lround(match.distance_m);
        return out;
    }

    // One page as lines: only the text of the page is held, the records of one batch at a time.
    http::Response ndjson(RecordKind kind, const ListQuery& q, Instant now, store::Tx& tx) const {
        const std::int64_t per_page =
            std::min(q.per_page.value_or(ndjson_rows_max), ndjson_rows_max);
        const std::int64_t page = q.page.value_or(1);
        const Matches found = find(tx, directory_, kind, q, now, (page - 1) * per_page, per_page);
        std::string body;
        for (std::size_t from = 0; from < found.rows.size(); from += ndjson_batch) {
            place::RecordReader reader(tx);
            const std::size_t to = std::min(found.rows.size(), from + ndjson_batch);
            for (std::size_t i = from; i < to; ++i)
                body += place::document_text(row(kind, q, found.rows[i], reader)) + "\n";
        }
        http::Response answer = json_answer(std::move(body));
        answer.headers["Content-Type"] = "application/x-ndjson";
        answer.headers["X-Total-Items"] = std::to_string(found.total);
        answer.headers["X-Total-Pages"] = std::to_string((found.total + per_page - 1) / per_page);
        return answer;
    }

    place::Directory& directory_;
    const ServeOptions options_;
};

struct OneQuery {
    std::optional<bool> full_service;
};
BOOST_DESCRIBE_STRUCT(OneQuery, (), (full_service))

// Lines have no envelope to say that there are more pages: RFC 8288 does.
void link_to_next(const http::Request& request, const ListQuery& q, http::Response& answer) {
    const std::int64_t next = q.page.value_or(1) + 1;
    if (next > std::stoll(answer.headers.at("X-Total-Pages"))) return;
    std::string query;
    for (std::string_view rest = request.query; !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
        if (!one.starts_with("page=")) query.append(one).append("&");
    }
    answer.headers["Link"] =
        '<' + request.path + '?' + query + "page=" + std::to_string(next) + ">; rel=\"next\"";
}

http::RouteSpec open_spec(Words words) {
    return {.policy = http::Policy::open(),
            .tag = "hsds",
            .words = std::move(words),
            .cross_origin = true,
            .etag_from_body = true};
}

}  // namespace

void routes(http::Router& router, place::Directory& directory, const ServeOptions& options) {
    const auto api = std::make_shared<Api>(directory, options);
    router.read<http::None>("GET", "/hsds",
                            open_spec({"开放目录接口说明", "About the open directory"}),
                            [api](http::Context& c, const http::None&) { return api->about(c); });
    router.read<http::None>("GET", "/hsds/profile",
                            open_spec({"本服务器的 HSDS 扩展", "The HSDS profile of this server"}),
                            [api](http::Context& c, const http::None&) { return api->profile(c); });
    const List lists[] = {
        {"/hsds/services", RecordKind::service, {"服务", "Services"}},
        {"/hsds/organizations", RecordKind::organization, {"机构", "Organisations"}},
        {"/hsds/service_at_locations",
         RecordKind::service_at_location,
         {"在各地点的服务", "Services at locations"}},
        {"/hsds/taxonomies", RecordKind::taxonomy, {"分类体系", "Taxonomies"}},
        {"/hsds/taxonomy_terms", RecordKind::taxonomy_term, {"分类词", "Taxonomy terms"}},
    };
    for (const List& list : lists) {
        const RecordKind kind = list.kind;
        router.read<ListQuery>("GET", list.path, open_spec(list.words),
                               [api, kind](http::Context& c, const ListQuery& q, store::Tx& tx) {
                                   auto answer = api->list(kind, q, c.now, tx);
                                   if (q.format == "ndjson") link_to_next(c.request, q, answer);
                                   return answer;
                               });
        // The same question in a body, so that it stands in no log and no browser history.
        router.raw<http::None, ListQuery>(
            "POST", list.path,
            {.policy = http::Policy::open(),
             .tag = "hsds",
             .words = {list.words.zh + "（条件放在请求体中）", list.words.en + ", asked in a body"},
             .body_bytes_max = 16 << 10,
             .cross_origin = true,
             .safe_post = true},
            [api, kind](http::Context& c, store::Store& store) {
                const ListQuery q = c.request.body.empty()
                                        ? http::read_query<ListQuery>(c.request.query)
                                        : http::read_body<ListQuery>(c.request);
                return store.read([&](store::Tx& tx) { return api->list(kind, q, c.now, tx); });
            });
        router.read<OneQuery>("GET", std::string(list.path) + "/{id}",
                              open_spec({list.words.zh + "：一项", list.words.en + ": one"}),
                              [api, kind](http::Context& c, const OneQuery& q, store::Tx& tx) {
                                  return api->one(kind, c.path.at("id"),
                                                  q.full_service.value_or(false), tx);
                              });
    }
}

}  // namespace linli::hsds
