#include "apps/neighbourhood/routes.hpp"

#include <algorithm>

namespace linli::neighbourhood {

struct BoardQuery {
    std::optional<AreaId> area;  // boards in this area and below
    std::optional<std::string> cursor;
    std::optional<int> limit;  // 1 to 200, else 50
};
BOOST_DESCRIBE_STRUCT(BoardQuery, (), (area, cursor, limit))

struct BaseMapQuery {
    double lat = 0, lng = 0;  // WGS-84; two decimals (a kilometre) are enough
};
BOOST_DESCRIBE_STRUCT(BaseMapQuery, (), (lat, lng))

namespace {

using http::Context;

http::RouteSpec kept(Words words) {
    return {.policy = http::Policy::needs("board.keep"),
            .tag = "neighbourhood",
            .words = std::move(words)};
}

http::RouteSpec open(Words words, int cache_s) {
    return {.policy = http::Policy::open(),
            .tag = "neighbourhood",
            .words = std::move(words),
            .cross_origin = true,
            .cache_s = cache_s};
}

http::Response bundle(Boards& boards, Context& c, store::Store& store) {
    const auto found = boards.bundle(store, c.path.at("code"));
    http::Response response;
    response.headers["Content-Type"] = "application/json";
    response.headers["ETag"] = '"' + found->etag + '"';
    response.headers["Cache-Control"] = "public, no-cache";
    response.body = found->body;
    return response;
}

}  // namespace

void routes(http::Router& router, Boards& boards) {
    router.read<BoardQuery>("GET", "/api/v1/boards", kept({"我维护的屏幕", "Boards that I keep"}),
                            [&](Context& c, const BoardQuery& q, store::Tx& tx) {
                                return boards.list(
                                    tx, c.caller, q.area,
                                    q.cursor ? http::open_cursor(*q.cursor) : std::string(),
                                    std::clamp(q.limit.value_or(50), 1, 200));
                            });
    router.write<BoardForm>(
        "POST", "/api/v1/boards", kept({"新增屏幕", "Add a board"}),
        [&](Context& c, const BoardForm& form, store::Tx& tx) {
            KeptBoard board = boards.add(tx, c.caller, form);
            c.etag(board.etag);
            std::string location = "/api/v1/boards/" + board.code + "/bundle";
            return http::Created<KeptBoard>{std::move(board), std::move(location)};
        });
    router.write<BoardForm>("PUT", "/api/v1/boards/{code}", kept({"修改屏幕", "Change a board"}),
                            [&](Context& c, const BoardForm& form, store::Tx& tx) {
                                KeptBoard board = boards.change(tx, c, c.path.at("code"), form);
                                c.etag(board.etag);
                                return board;
                            });
    router.write<http::None>("DELETE", "/api/v1/boards/{code}",
                             kept({"删除屏幕", "Remove a board"}),
                             [&](Context& c, const http::None&, store::Tx& tx) {
                                 boards.remove(tx, c, c.path.at("code"));
                                 return http::NoContent{};
                             });
    router.raw(
        "GET", "/api/v1/boards/{code}/bundle",
        open({"屏幕的签名数据包，可离线使用", "The signed bundle of a board, good without network"},
             0),
        [&](Context& c, store::Store& store) { return bundle(boards, c, store); });
    router.read<BaseMapQuery>(
        "GET", "/api/v1/base-map",
        open({"某处的底图瓦片和审图号", "Map tiles for a place, with their approval number"}, 300),
        [&](Context&, const BaseMapQuery& q, store::Tx& tx) {
            return boards.base_map(tx, wgs84_from(q.lat, q.lng, "wgs84"));
        });
    router.read<http::None>("GET", "/api/v1/keys",
                            open({"验证签名的公钥", "Public keys that verify signatures"}, 300),
                            [&](Context&, const http::None&) { return boards.keys(); });
}

}  // namespace linli::neighbourhood
