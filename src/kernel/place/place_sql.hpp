#pragma once
#include "store/store.hpp"

namespace linli::place {

// The columns of ListingRow; MORE is left out where many rows are read.
#define LINLI_LISTING(MORE)                                                                        \
    "SELECT l.id, l.uuid, l.area_id, l.service_uuid, l.location_uuid, l.organization_uuid, "       \
    "l.name_zh, l.name_en, l.name_words, l.other_words, l.categories, l.organisation, l.address, " \
    "l.postcode, l.lat, l.lng, l.phones, l.schedules, l.status, l.wheelchair, l.source, "          \
    "l.licence, " MORE                                                                             \
    ", s.verified_on, s.verified_by, s.confirmed_at, s.complaints, s.changed_at, s.version "       \
    "FROM listing l JOIN listing_state s ON s.listing_id = l.id"

inline constexpr store::Sql sql_listings_all{"place.listings_all", LINLI_LISTING("''")};
inline constexpr store::Sql sql_listing{"place.listing", LINLI_LISTING("l.more") " WHERE l.id = ?"};
inline constexpr store::Sql sql_listing_of_uuid{"place.listing_of_uuid",
                                                LINLI_LISTING("l.more") " WHERE l.uuid = ?"};
#undef LINLI_LISTING
inline constexpr store::Sql sql_listing_versions_since{
    "place.listing_versions_since",
    "SELECT listing_id, version FROM listing_state WHERE changed_at >= ?"};
inline constexpr store::Sql sql_listing_insert{
    "place.listing_insert",
    "INSERT INTO listing (area_id, service_uuid, location_uuid, organization_uuid, name_zh, "
    "name_en, name_words, other_words, categories, organisation, address, postcode, lat, lng, "
    "phones, schedules, status, wheelchair, source, licence, more, id, uuid) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
inline constexpr store::Sql sql_listing_update{
    "place.listing_update",
    "UPDATE listing SET area_id = ?, service_uuid = ?, location_uuid = ?, organization_uuid = ?, "
    "name_zh = ?, name_en = ?, name_words = ?, other_words = ?, categories = ?, organisation = ?, "
    "address = ?, postcode = ?, lat = ?, lng = ?, phones = ?, schedules = ?, status = ?, "
    "wheelchair = ?, source = ?, licence = ?, more = ? WHERE id = ? AND uuid = ?"};
inline constexpr store::Sql sql_state_insert{
    "place.state_insert",
    "INSERT INTO listing_state (area_id, verified_on, verified_by, confirmed_at, complaints, "
    "changed_at, version, listing_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
inline constexpr store::Sql sql_state_update{
    "place.state_update",
    "UPDATE listing_state SET area_id = ?, verified_on = ?, verified_by = ?, confirmed_at = ?, "
    "complaints = ?, changed_at = ?, version = ? WHERE listing_id = ?"};
inline constexpr store::Sql sql_listings_without_more{
    "place.listings_without_more", "SELECT uuid FROM listing WHERE more = '' LIMIT 500"};
inline constexpr store::Sql sql_more_update{"place.more_update",
                                            "UPDATE listing SET more = ? WHERE uuid = ?"};
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
