#include "interop/hsds/query.hpp"

#include <set>

#include "base/coordinates.hpp"
#include "base/text.hpp"
#include "kernel/place/place_sql.hpp"
#include "kernel/place/record_sql.hpp"

namespace linli::hsds {

struct Centroid {
    std::optional<double> lat, lng;
};
BOOST_DESCRIBE_STRUCT(Centroid, (), (lat, lng))

namespace {

using place::RecordKind;

constexpr std::int64_t all_rows = 2'000'000;
constexpr double radius_m_max = 100'000;

// The columns that the statement filters by, in the order of its placeholders.
struct Filter {
    RecordKind kind;
    std::string like, owner, term, taxonomy, parent;
    Instant modified_after;
    std::int64_t top_only = 0;

    bool empty() const {
        return like.empty() && owner.empty() && term.empty() && taxonomy.empty() &&
               parent.empty() && modified_after.us == 0 && top_only == 0;
    }
    template <class F>
    auto with(F&& run) const {
        return run(kind, like, like, owner, owner, owner, modified_after, modified_after, term,
                   term, taxonomy, taxonomy, parent, parent, top_only);
    }
};

std::string like_pattern(const std::string& words) {
    std::string out = "%";
    for (const char c : fold(trim(words))) {
        if (c == '%' || c == '_' || c == '!') out += '!';
        out += c;
    }
    return out + "%";
}

Instant instant_or_day(const std::string& text) {
    return text.size() == 10 ? midnight_in_china(date_from_text(text)) : instant_from_text(text);
}

Filter filter_of(RecordKind kind, const ListQuery& q) {
    Filter f{kind, {}, {}, {}, {}, {}, Instant{0}, 0};
    if (q.search && !trim(*q.search).empty()) f.like = like_pattern(*q.search);
    f.owner = q.organization_id.value_or("");
    f.term = q.taxonomy_term_id.value_or("");
    f.taxonomy = q.taxonomy_id.value_or("");
    f.parent = q.parent_id.value_or("");
    if (kind == RecordKind::taxonomy_term) f.owner = std::exchange(f.taxonomy, "");
    if (q.modified_after) f.modified_after = instant_or_day(*q.modified_after);
    f.top_only = kind == RecordKind::taxonomy_term && q.top_only.value_or(false);
    return f;
}

bool asks_for_geography(const ListQuery& q) {
    return q.lat || q.lng || q.radius || q.bbox || q.open_at || q.sort || q.postcode || q.proximity;
}

place::Search search_of(store::Tx& tx, const ListQuery& q, Instant now) {
    place::Search s;
    s.hidden_too = true;
    s.sort = place::Sort::name;
    if (q.lat.has_value() != q.lng.has_value())
        throw refuse_field(q.lat ? "lng" : "lat", "hsds.point_incomplete",
                           {"请同时给出 lat 和 lng", "Give both lat and lng"});
    if (q.lat) {
        const WgsPoint p = wgs84_from(*q.lat, *q.lng, q.crs.value_or("wgs84"));
        s.centre = place::GeoPoint{p.lat, p.lng};
    }
    double radius = q.radius.value_or(0);
    if (q.postcode && q.proximity) {
        const auto c = tx.one<Centroid>(place::sql_centroid, *q.postcode);
        // Nothing is known at that postcode: nothing is near it.
        s.centre = c && c->lat ? place::GeoPoint{*c->lat, *c->lng} : place::GeoPoint{-90, 0};
        radius = *q.proximity;
    }
    if (q.radius || q.proximity) {
        if (!(radius > 0 && radius <= radius_m_max))
            throw refuse_field(
                q.radius ? "radius" : "proximity", "hsds.radius_out_of_range",
                {"半径请在 1 到 100000 米之间", "The radius is 1 to 100,000 metres"});
        if (!s.centre)
            throw refuse_field("lat", "hsds.point_missing",
                               {"给出半径时请同时给出 lat 和 lng，或 postcode",
                                "A radius needs lat and lng, or a postcode"});
        s.radius_m = radius;
    }
    if (s.centre) s.sort = place::Sort::distance;
    if (q.sort && (*q.sort != "distance" || !s.centre))
        throw refuse_field("sort", "hsds.sort_impossible",
                           {"只支持 sort=distance，并需要 lat 和 lng",
                            "Only sort=distance is known, and it needs lat and lng"});
    if (q.bbox) {
        const BoundingBox b = box_from_text(*q.bbox);
        s.box = place::GeoBox{b.south, b.west, b.north, b.east};
    }
    if (q.open_at) s.open_at = *q.open_at == "now" ? now : instant_from_text(*q.open_at);
    return s;
}

// A postcode alone is asked of the places: those listed at exactly that postcode. With a proximity
// it stands for the centroid of the listings known there, and metres around it count instead.
std::set<std::string> covering(store::Tx& tx, RecordKind kind, const std::string& postcode) {
    static constexpr store::Sql at_postcode{"hsds.at_postcode",
                                            "SELECT uuid FROM listing WHERE postcode = ?"};
    static constexpr store::Sql services_at_postcode{
        "hsds.services_at_postcode", "SELECT service_uuid FROM listing WHERE postcode = ?"};
    const auto rows = tx.all<std::string>(
        kind == RecordKind::service ? services_at_postcode : at_postcode, postcode);
    return {rows.begin(), rows.end()};
}

std::vector<Match> geographic(store::Tx& tx, const place::Directory& directory, RecordKind kind,
                              const ListQuery& q, Instant now) {
    if (kind != RecordKind::service && kind != RecordKind::service_at_location)
        throw refuse_field("lat", "hsds.no_geography",
                           {"这个列表没有位置，请用 services 或 service_at_locations",
                            "This list has no places; use services or service_at_locations"});
    std::vector<Match> rows;
    std::set<std::string> seen;
    for (const place::Found& f : directory.catalogue().search(search_of(tx, q, now))) {
        const std::string& uuid =
            kind == RecordKind::service ? f.entry->service_uuid : f.entry->uuid;
        if (kind == RecordKind::service && !seen.insert(uuid).second) continue;
        rows.push_back({uuid, f.distance_m});
    }
    if (q.postcode && !q.proximity) {
        const auto here = covering(tx, kind, *q.postcode);
        std::erase_if(rows, [&](const Match& m) { return !here.contains(m.uuid); });
    }
    return rows;
}

}  // namespace

Limits limits(const ListQuery*) {
    return {{"search", {.length_max = 200}},
            {"page", {.min = 1, .max = 10'000'000}},
            {"per_page", {.min = 1, .max = 1'000'000}}};
}

Matches find(store::Tx& tx, const place::Directory& directory, RecordKind kind,
             const ListQuery& query, Instant now, std::int64_t from, std::int64_t count) {
    const Filter filter = filter_of(kind, query);
    Matches out;
    if (!asks_for_geography(query)) {
        out.total = *filter.with(
            [&](const auto&... v) { return tx.one<std::int64_t>(place::sql_records_count, v...); });
        filter.with([&](const auto&... v) {
            tx.each<std::string>(
                [&](std::string&& uuid) {
                    out.rows.push_back({std::move(uuid), -1});
                },
                place::sql_records_page, v..., count, from);
        });
        return out;
    }
    std::vector<Match> rows = geographic(tx, directory, kind, query, now);
    if (!filter.empty()) {
        std::set<std::string> allowed;
        filter.with([&](const auto&... v) {
            tx.each<std::string>([&](std::string&& uuid) { allowed.insert(std::move(uuid)); },
                                 place::sql_records_page, v..., all_rows, std::int64_t{0});
        });
        std::erase_if(rows, [&](const Match& m) { return !allowed.contains(m.uuid); });
    }
    out.total = static_cast<std::int64_t>(rows.size());
    for (std::int64_t i = from; i < std::min(out.total, from + count); ++i)
        out.rows.push_back(std::move(rows[static_cast<std::size_t>(i)]));
    return out;
}

}  // namespace linli::hsds
