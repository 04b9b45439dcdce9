#include "kernel/area/routes.hpp"

#include "base/text.hpp"

namespace linli::area {

namespace {

struct AreaQuery {
    std::optional<AreaId> parent;
    std::optional<Level> level;
    std::optional<std::string> q;
    std::optional<Date> on;
    std::optional<int> limit;
    std::optional<std::string> cursor;
};
BOOST_DESCRIBE_STRUCT(AreaQuery, (), (parent, level, q, on, limit, cursor))
inline Limits limits(const AreaQuery*) {
    return {{"q", {.length_min = 1, .length_max = 100}},
            {"limit", {.min = 1, .max = 500}},
            {"cursor", {.length_max = 500}}};
}

struct LocateQuery {
    double lat = 0;
    double lng = 0;
    std::string crs;
    std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(LocateQuery, (), (lat, lng, crs, on))
inline Limits limits(const LocateQuery*) {
    return {{"crs", {.length_max = 100}}};
}

struct Chain {
    std::vector<Area> chain;
};
BOOST_DESCRIBE_STRUCT(Chain, (), (chain))

bool matches(const Tree::Node& node, const AreaQuery& query, const std::string& words) {
    const bool wants_roots = !query.parent && !query.level && words.empty();
    if (wants_roots && node.area.parent_id) return false;
    if (query.parent && node.area.parent_id != query.parent) return false;
    if (query.level && node.area.level != *query.level) return false;
    return words.empty() || fold(node.area.code).starts_with(words) ||
           node.search.find(words) != std::string::npos;
}

http::Page<Area> list(const Tree& tree, const AreaQuery& query, Date today) {
    const std::string after = query.cursor ? http::open_cursor(*query.cursor) : std::string();
    const std::string words = fold(trim(query.q.value_or("")));
    const Date day = query.on.value_or(today);
    const auto limit = static_cast<std::size_t>(query.limit.value_or(100));
    http::Page<Area> page;
    for (const Tree::Node& node : tree.nodes()) {
        const Area& area = node.area;
        if (area.code <= after || !area.stands_on(day) || !matches(node, query, words)) continue;
        if (page.items.size() == limit) {
            page.next = http::seal_cursor(page.items.back().code);
            break;
        }
        page.items.push_back(area);
    }
    return page;
}

Chain locate(const Tree& tree, const LocateQuery& query, Date today) {
    const WgsPoint point = wgs84_from(query.lat, query.lng, query.crs);
    Chain chain;
    for (const Area* area : tree.locate(point, query.on.value_or(today))) {
        chain.chain.push_back(*area);
    }
    return chain;
}

http::Response boundary(const Areas& areas, const Area& area, store::Tx& tx) {
    http::Response response;
    response.headers["Content-Type"] = "application/geo+json";
    response.body = R"({"type":"Feature","properties":)" + to_json_text(area) + R"(,"geometry":)" +
                    areas.boundary(tx, area.id) + "}";
    return response;
}

void reading_routes(http::Router& router, Areas& areas) {
    using http::Context;
    router.read<AreaQuery>("GET", "/api/v1/areas",
                           {.policy = http::Policy::open(),
                            .tag = "area",
                            .words = {"区域列表", "List of areas"},
                            .etag_from_body = true},
                           [&areas](Context& c, const AreaQuery& query) {
                               return list(*areas.tree(), query, date_in_china(c.now));
                           });
    router.read<LocateQuery>("GET", "/api/v1/areas/locate",
                             {.policy = http::Policy::open(),
                              .tag = "area",
                              .words = {"坐标属于哪个网格", "Which grid is this point in"}},
                             [&areas](Context& c, const LocateQuery& query) {
                                 return locate(*areas.tree(), query, date_in_china(c.now));
                             });
    router.read<http::None>("GET", "/api/v1/areas/{id}",
                            {.policy = http::Policy::open(),
                             .tag = "area",
                             .words = {"一个区域", "One area"},
                             .etag_from_body = true},
                            [&areas](Context& c, const http::None&) {
                                return require_area(*areas.tree(), c.path_id<AreaId>("id"));
                            });
    router.read<http::None>("GET", "/api/v1/areas/{id}/boundary",
                            {.policy = http::Policy::open(),
                             .tag = "area",
                             .words = {"区域的边界 (GeoJSON)", "Boundary of an area (GeoJSON)"},
                             .etag_from_body = true},
                            [&areas](Context& c, const http::None&, store::Tx& tx) {
                                const TreePtr tree = areas.tree();
                                const Area& area = require_area(*tree, c.path_id<AreaId>("id"));
                                return boundary(areas, area, tx);
                            });
}

}  // namespace

void routes(http::Router& router, Areas& areas) {
    reading_routes(router, areas);
    router.raw<http::None, ImportRequest, ImportReport>(
        "POST", "/api/v1/area-imports",
        {.policy = http::Policy::needs("area.keep"),
         .tag = "area",
         .words = {"导入区域 (CSV 或 GeoJSON)", "Import areas (CSV or GeoJSON)"},
         .body_bytes_max = 40u << 20},
        [&areas](http::Context& c, http::Unit& unit) {
            const auto request = http::read_body<ImportRequest>(c.request);
            const Importer importer{c.caller.account(),
                                    [&c](AreaId area) { return c.caller.may("area.keep", area); }};
            http::Response answer = unit.write(
                [&](store::Tx& tx) { return http::respond(areas.import(tx, request, importer)); });
            // Who reads after this answer must see what was written.
            if (!request.dry_run) areas.refresh();
            return answer;
        });
}

}  // namespace linli::area
