// One question to a list of the HSDS read API, and its answer as ids in order.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/place/place.hpp"

namespace linli::hsds {

// Every parameter of HSDS 3.1, then ours. Filters are cumulative (AND).
struct ListQuery {
    std::optional<std::string> search;
    std::optional<std::int64_t> page, per_page;
    std::optional<std::string> format;  // json or ndjson
    std::optional<std::string> taxonomy_term_id, taxonomy_id, organization_id;
    std::optional<std::string> modified_after;  // on or after; a date or an instant
    std::optional<bool> minimal, full, full_service;
    std::optional<std::string> postcode;
    std::optional<double> proximity;  // metres around the centroid of the postcode
    std::optional<bool> top_only;
    std::optional<std::string> parent_id;
    // Ours: WGS-84 unless crs says otherwise (HSDS itself means WGS-84), metres, RFC 3339 or "now".
    std::optional<double> lat, lng, radius;
    std::optional<std::string> crs, bbox, open_at;
    std::optional<std::string> sort;  // distance
};
BOOST_DESCRIBE_STRUCT(ListQuery, (),
                      (search, page, per_page, format, taxonomy_term_id, taxonomy_id,
                       organization_id, modified_after, minimal, full, full_service, postcode,
                       proximity, top_only, parent_id, lat, lng, radius, crs, bbox, open_at, sort))
Limits limits(const ListQuery*);

struct Match {
    std::string uuid;
    float distance_m = -1;  // -1 = was not asked for
};
struct Matches {
    std::vector<Match> rows;  // of the page
    std::int64_t total = 0;
};

// Rows `from` to `from + count` of the answer. Refuses what the list cannot do (422).
Matches find(store::Tx& tx, const place::Directory& directory, place::RecordKind kind,
             const ListQuery& query, Instant now, std::int64_t from, std::int64_t count);

}  // namespace linli::hsds
