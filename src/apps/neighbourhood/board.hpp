// A board: the public screen at a door, what it shows and where it stands.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "http/http.hpp"

namespace linli::neighbourhood {

using BoardId = Id<struct BoardTag>;
using http::AreaId;

// What the tiles of a map are cut in: WGS-84 (OpenStreetMap, own renderings, CGCS2000 to the metre)
// or GCJ-02 (the public map services of the mainland).
enum class TilesCrs : std::uint8_t { wgs84, gcj02 };
BOOST_DESCRIBE_ENUM(TilesCrs, wgs84, gcj02)

// The row of table `board`. Empty text = not set.
struct BoardRow {
    BoardId id;
    std::string code;
    AreaId area_id;
    std::string name_zh, name_en;
    double lat = 0, lng = 0;  // WGS-84
    std::int64_t radius_m = 3000;
    std::string message_zh, message_en, office_phone;
    std::vector<std::string> categories;  // in the order of the turn; empty = all
    std::int64_t rotate_s = 15;           // how long one category stays
    std::string tiles_url, map_approval;
    TilesCrs tiles_crs = TilesCrs::wgs84;
    std::int64_t version = 1;
    Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(BoardRow, (),
                      (id, code, area_id, name_zh, name_en, lat, lng, radius_m, message_zh,
                       message_en, office_phone, categories, rotate_s, tiles_url, map_approval,
                       tiles_crs, version, changed_at))

// What keepers fill in. `code` is needed to add a board and cannot be changed afterwards.
struct BoardForm {
    std::optional<std::string> code;
    std::string name_zh;
    std::optional<std::string> name_en;
    double lat = 0, lng = 0;
    std::string crs;
    AreaId area_id;
    std::optional<std::int64_t> radius_m;  // metres, 200 to 10,000, else 3,000
    std::optional<std::string> message_zh, message_en, office_phone;
    std::vector<std::string> categories;
    std::optional<std::int64_t> rotate_s;     // seconds, 5 to 300, else 15
    std::optional<std::string> tiles_url;     // https://host/{z}/{x}/{y}.png, the operator's own
    std::optional<std::string> map_approval;  // 审图号, needed with tiles_url
    std::optional<TilesCrs> tiles_crs;        // else wgs84
};
BOOST_DESCRIBE_STRUCT(BoardForm, (),
                      (code, name_zh, name_en, lat, lng, crs, area_id, radius_m, message_zh,
                       message_en, office_phone, categories, rotate_s, tiles_url, map_approval,
                       tiles_crs))
inline Limits limits(const BoardForm*) {
    return {{"code", {.length_min = 2, .length_max = 40, .pattern = "^[a-z0-9-]+$"}},
            {"name_zh", {.length_min = 1, .length_max = 60}},
            {"name_en", {.length_max = 120}},
            {"radius_m", {.min = 200, .max = 10'000}},
            {"message_zh", {.length_max = 300}},
            {"message_en", {.length_max = 600}},
            {"office_phone", {.length_max = 40}},
            {"categories", {.length_max = 128}},
            {"rotate_s", {.min = 5, .max = 300}},
            {"tiles_url", {.length_max = 500}},
            {"map_approval", {.length_max = 60}}};
}

// What everybody may know about a board; a member of the bundle.
struct BoardView {
    std::string code;
    std::string name_zh;
    std::optional<std::string> name_en;
    double lat = 0, lng = 0;
    std::string crs = "wgs84";
    std::int64_t radius_m = 0;
    AreaId area_id;
    std::string area_name;
    std::optional<std::string> message_zh, message_en, office_phone;
    std::vector<std::string> categories;
    std::int64_t rotate_s = 0;
    std::optional<std::string> tiles_url, map_approval;
    std::optional<TilesCrs> tiles_crs;  // with tiles_url
};
BOOST_DESCRIBE_STRUCT(BoardView, (),
                      (code, name_zh, name_en, lat, lng, crs, radius_m, area_id, area_name,
                       message_zh, message_en, office_phone, categories, rotate_s, tiles_url,
                       map_approval, tiles_crs))

// The same for keepers, who need the ETag to change it.
struct KeptBoard : BoardView {
    std::string etag;
    Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(KeptBoard, (BoardView), (etag, changed_at))

// The tiles of the nearest board that has some, for the maps of pages that belong to no board.
struct BaseMap {
    std::string tiles_url;  // XYZ, Web Mercator
    TilesCrs tiles_crs = TilesCrs::wgs84;
    std::string map_approval;
};
BOOST_DESCRIBE_STRUCT(BaseMap, (), (tiles_url, tiles_crs, map_approval))
struct BaseMaps {
    std::vector<BaseMap> items;  // one, or none where no board has tiles
};
BOOST_DESCRIBE_STRUCT(BaseMaps, (), (items))

// Throws Refusal `body.invalid` (422) that names every wrong field. `tiles_origin`: the one other
// origin that pages may load tiles from ("https://tiles.example"); empty = only our own.
BoardRow row_of(const BoardForm& form, std::string_view tiles_origin);
BoardView view_of(const BoardRow& row, std::string area_name);
KeptBoard kept_view_of(const BoardRow& row, std::string area_name);

}  // namespace linli::neighbourhood
