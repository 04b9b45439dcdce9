#pragma once
#include "store/store.hpp"

namespace linli::place {

inline constexpr store::Sql sql_record{
    "place.record",
    "SELECT kind, uuid, area_id, name, owner_uuid, parent_uuid, position, words, doc, sha256, "
    "source, "
    "licence, import_id, imported_at, modified_at, version FROM directory_record "
    "WHERE kind = ? AND uuid = ?"};
inline constexpr store::Sql sql_record_owner{
    "place.record_owner", "SELECT owner_uuid FROM directory_record WHERE kind = ? AND uuid = ?"};
inline constexpr store::Sql sql_record_insert{
    "place.record_insert",
    "INSERT INTO directory_record (kind, uuid, area_id, name, owner_uuid, parent_uuid, position, "
    "words, "
    "doc, sha256, source, licence, import_id, imported_at, modified_at, version) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
inline constexpr store::Sql sql_record_update{"place.record_update",
                                              "UPDATE directory_record SET name = ?, owner_uuid = "
                                              "?, parent_uuid = ?, position = ?, words = ?, "
                                              "doc = ?, sha256 = ?, source = ?, licence = ?, "
                                              "import_id = ?, imported_at = ?, modified_at = ?, "
                                              "version = version + 1 WHERE kind = ? AND uuid = ?"};
// A confirmation is kept beside the document that it confirms, and ends when that is changed.
inline constexpr store::Sql sql_confirmation{
    "place.confirmation",
    "SELECT c.confirmed_at, c.verified_by FROM listing l JOIN listing_state c ON c.listing_id = "
    "l.id WHERE l.service_uuid = ? AND c.confirmed_at IS NOT NULL "
    "ORDER BY c.confirmed_at DESC LIMIT 1"};
inline constexpr store::Sql sql_confirmation_end{
    "place.confirmation_end",
    "UPDATE listing_state SET confirmed_at = NULL WHERE confirmed_at IS NOT NULL AND listing_id IN "
    "(SELECT id FROM listing WHERE service_uuid = ?)"};
inline constexpr store::Sql sql_records_of_owner{
    "place.records_of_owner",
    "SELECT uuid FROM directory_record WHERE kind = ? AND owner_uuid = ? ORDER BY position, uuid"};
inline constexpr store::Sql sql_service_terms_clear{
    "place.service_terms_clear", "DELETE FROM service_term WHERE service_uuid = ?"};
inline constexpr store::Sql sql_service_term_insert{
    "place.service_term_insert",
    "INSERT INTO service_term (service_uuid, term_uuid, taxonomy_uuid) VALUES (?, ?, ?) "
    "ON CONFLICT (service_uuid, term_uuid) DO NOTHING"};

// The lists of the open interface. Empty text and zero mean "no such filter".
#define LINLI_RECORD_FILTER                                                                       \
    "FROM directory_record r WHERE r.kind = ? AND (? = '' OR r.words LIKE ? ESCAPE '!') "         \
    "AND (? = '' OR r.owner_uuid = ? OR EXISTS (SELECT 1 FROM directory_record s WHERE s.kind = " \
    "'service' AND s.uuid = r.owner_uuid AND r.kind = 'service_at_location' "                     \
    "AND s.owner_uuid = ?)) "                                                                     \
    "AND (r.modified_at >= ? OR (r.kind = 'service' AND EXISTS (SELECT 1 FROM listing l JOIN "    \
    "listing_state c ON c.listing_id = l.id WHERE l.service_uuid = r.uuid "                       \
    "AND c.confirmed_at >= ?))) "                                                                 \
    "AND (? = '' OR EXISTS (SELECT 1 FROM service_term t WHERE t.term_uuid = ? AND "              \
    "(t.service_uuid = r.uuid OR t.service_uuid = r.owner_uuid OR EXISTS (SELECT 1 FROM "         \
    "directory_record o WHERE o.kind = 'service' AND o.uuid = t.service_uuid AND "                \
    "o.owner_uuid = r.uuid)))) "                                                                  \
    "AND (? = '' OR r.kind = 'taxonomy_term' OR EXISTS (SELECT 1 FROM service_term t WHERE "      \
    "t.taxonomy_uuid = ? AND (t.service_uuid = r.uuid OR t.service_uuid = r.owner_uuid OR "       \
    "EXISTS (SELECT 1 FROM directory_record o WHERE o.kind = 'service' AND "                      \
    "o.uuid = t.service_uuid AND o.owner_uuid = r.uuid)))) "                                      \
    "AND (? = '' OR r.parent_uuid = ?) AND (? = 0 OR r.parent_uuid = '') "

inline constexpr store::Sql sql_records_page{"place.records_page",
                                             "SELECT r.uuid " LINLI_RECORD_FILTER
                                             "ORDER BY r.imported_at, r.uuid LIMIT ? OFFSET ?"};
inline constexpr store::Sql sql_records_count{"place.records_count",
                                              "SELECT COUNT(*) " LINLI_RECORD_FILTER};
#undef LINLI_RECORD_FILTER

}  // namespace linli::place
