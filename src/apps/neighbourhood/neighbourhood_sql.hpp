#pragma once
#include "store/store.hpp"

namespace linli::neighbourhood::sql {

#define LINLI_BOARD_COLUMNS                                                             \
    "id, code, area_id, name_zh, name_en, lat, lng, radius_m, message_zh, message_en, " \
    "office_phone, categories, rotate_s, tiles_url, map_approval, tiles_crs, version, changed_at "

inline constexpr store::Sql board_by_code{
    "neighbourhood.board_by_code", "SELECT " LINLI_BOARD_COLUMNS "FROM board WHERE code = ?"};
inline constexpr store::Sql boards_after{"neighbourhood.boards_after",
                                         "SELECT " LINLI_BOARD_COLUMNS
                                         "FROM board WHERE code > ? ORDER BY code LIMIT ?"};
#undef LINLI_BOARD_COLUMNS

inline constexpr store::Sql board_update{
    "neighbourhood.board_update",
    "UPDATE board SET area_id = ?, name_zh = ?, name_en = ?, lat = ?, lng = ?, radius_m = ?, "
    "message_zh = ?, message_en = ?, office_phone = ?, categories = ?, rotate_s = ?, "
    "tiles_url = ?, map_approval = ?, tiles_crs = ?, version = ?, changed_at = ? WHERE id = ?"};
inline constexpr store::Sql base_map_nearest{
    "neighbourhood.base_map_nearest",
    "SELECT tiles_url, tiles_crs, map_approval FROM board WHERE tiles_url > '' "
    "ORDER BY (lat - ?) * (lat - ?) + (lng - ?) * (lng - ?), code LIMIT 1"};
inline constexpr store::Sql board_delete{"neighbourhood.board_delete",
                                         "DELETE FROM board WHERE id = ?"};

inline constexpr store::Sql link_newest{
    "neighbourhood.link_newest",
    "SELECT board_id, number, sha256, previous_sha256, content_sha256, made_at, expires_at, "
    "algorithm, key_id, signature, payload FROM board_link WHERE board_id = ? "
    "ORDER BY number DESC LIMIT 1"};
inline constexpr store::Sql link_strip{
    "neighbourhood.link_strip",
    "UPDATE board_link SET payload = '' WHERE board_id = ? AND number < ? AND payload <> ''"};
inline constexpr store::Sql links_forget{
    "neighbourhood.links_forget", "DELETE FROM board_link WHERE board_id = ? AND number <= ?"};
inline constexpr store::Sql links_count{"neighbourhood.links_count",
                                        "SELECT COUNT(*) FROM board_link WHERE board_id = ?"};

}  // namespace linli::neighbourhood::sql
