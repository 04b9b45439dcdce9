#pragma once
#include "store/store.hpp"

namespace linli::place {

#define LINLI_LISTING_COLUMNS                                                                  \
    "id, uuid, area_id, service_uuid, location_uuid, organization_uuid, name_zh, name_en, "    \
    "name_words, other_words, categories, organisation, address, postcode, lat, lng, phones, " \
    "schedules, status, wheelchair, verified_on, verified_by, complaints, source, licence, "   \
    "changed_at, version"

inline constexpr store::Sql sql_listings_all{"place.listings_all",
                                             "SELECT " LINLI_LISTING_COLUMNS " FROM listing"};
inline constexpr store::Sql sql_listing{
    "place.listing", "SELECT " LINLI_LISTING_COLUMNS " FROM listing WHERE id = ?"};
inline constexpr store::Sql sql_listing_of_uuid{
    "place.listing_of_uuid", "SELECT " LINLI_LISTING_COLUMNS " FROM listing WHERE uuid = ?"};
inline constexpr store::Sql sql_listing_versions_since{
    "place.listing_versions_since", "SELECT id, version FROM listing WHERE changed_at >= ?"};
inline constexpr store::Sql sql_listing_update{
    "place.listing_update",
    "UPDATE listing SET area_id = ?, service_uuid = ?, location_uuid = ?, organization_uuid = ?, "
    "name_zh = ?, name_en = ?, name_words = ?, other_words = ?, categories = ?, organisation = ?, "
    "address = ?, postcode = ?, lat = ?, lng = ?, phones = ?, schedules = ?, status = ?, "
    "wheelchair = ?, verified_on = ?, verified_by = ?, complaints = ?, source = ?, licence = ?, "
    "changed_at = ?, version = ? WHERE id = ?"};
inline constexpr store::Sql sql_places_of_location{
    "place.places_of_location",
    "SELECT uuid FROM directory_record WHERE kind = 'service_at_location' AND parent_uuid = ?"};
inline constexpr store::Sql sql_centroid{
    "place.centroid",
    "SELECT AVG(lat), AVG(lng) FROM listing WHERE postcode = ? AND lat IS NOT NULL"};
inline constexpr store::Sql sql_changes{
    "place.changes",
    "SELECT id, area_id, listing_id, changed_at, account_id, action, fields FROM listing_change "
    "WHERE listing_id = ? AND id < ? ORDER BY id DESC LIMIT ?"};
inline constexpr store::Sql sql_reports_open{
    "place.reports_open",
    "SELECT id, area_id, listing_id, kind, note, made_at, handled_at, handled_by FROM "
    "problem_report "
    "WHERE listing_id = ? AND handled_at IS NULL ORDER BY made_at DESC LIMIT 200"};
inline constexpr store::Sql sql_reports_handle{
    "place.reports_handle",
    "UPDATE problem_report SET handled_at = ?, handled_by = ? WHERE listing_id = ? AND handled_at "
    "IS NULL"};
inline constexpr store::Sql sql_duplicate_of{
    "place.duplicate_of", "SELECT listing_id FROM listing_duplicate WHERE uuid = ?"};
inline constexpr store::Sql sql_duplicate_insert{
    "place.duplicate_insert",
    "INSERT INTO listing_duplicate (uuid, listing_id, name, source, import_id, made_at) "
    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO NOTHING"};
inline constexpr store::Sql sql_imports{"place.imports",
                                        "SELECT id, area_id, account_id, made_at, format, source, "
                                        "licence, report FROM directory_import "
                                        "WHERE id < ? ORDER BY id DESC LIMIT ?"};

}  // namespace linli::place
