#pragma once
#include "store/store.hpp"

namespace linli::area {

inline constexpr store::Sql sql_version{"area.version",
                                        "SELECT version FROM area_version WHERE id = 1"};
inline constexpr store::Sql sql_raise_version{
    "area.raise_version", "UPDATE area_version SET version = version + 1 WHERE id = 1"};

inline constexpr store::Sql sql_all{
    "area.all",
    "SELECT a.id, a.code, a.parent_id, a.level, a.name_zh, a.name_en, a.valid_from, a.valid_to, "
    "CASE WHEN b.area_id IS NULL THEN 0 ELSE 1 END AS has_boundary, a.search "
    "FROM area a LEFT JOIN area_boundary b ON b.area_id = a.id"};

inline constexpr store::Sql sql_insert{
    "area.insert",
    "INSERT INTO area (id, code, parent_id, level, name_zh, name_en, valid_from, valid_to, search) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
inline constexpr store::Sql sql_update{
    "area.update",
    "UPDATE area SET parent_id = ?, level = ?, name_zh = ?, name_en = ?, valid_from = ?, "
    "valid_to = ?, search = ? WHERE id = ?"};

inline constexpr store::Sql sql_closure_clear{"area.closure_clear", "DELETE FROM area_closure"};
inline constexpr store::Sql sql_closure_insert{
    "area.closure_insert",
    "INSERT INTO area_closure (ancestor_id, area_id, depth) VALUES (?, ?, ?)"};

inline constexpr store::Sql sql_boundaries{"area.boundaries",
                                           "SELECT area_id, geometry FROM area_boundary"};
inline constexpr store::Sql sql_boundary{"area.boundary",
                                         "SELECT geometry FROM area_boundary WHERE area_id = ?"};
inline constexpr store::Sql sql_boundary_put{
    "area.boundary_put",
    "INSERT INTO area_boundary (area_id, source_crs, geometry) VALUES (?, ?, ?) "
    "ON CONFLICT (area_id) DO UPDATE SET source_crs = excluded.source_crs, "
    "geometry = excluded.geometry"};

}  // namespace linli::area
