#include "kernel/place/import_checks.hpp"

#include "base/coordinates.hpp"
#include "base/text.hpp"
#include "kernel/place/record_sql.hpp"

namespace linli::place {
namespace {

// Told from the other side, or about the document and not about what it describes.
bool is_apart(std::string_view member) {
    return member == "service_at_locations" || member == "services" || member == "last_modified";
}

bool says_nothing(const json::value& v) {
    return v.is_null() || (v.is_string() && v.get_string().empty()) ||
           (v.is_array() && v.get_array().empty()) || (v.is_object() && v.get_object().empty());
}

const json::object* location_of(const json::object& service) {
    const auto* places = service.if_contains("service_at_locations");
    if (!places || !places->is_array() || places->get_array().empty()) return nullptr;
    const auto& first = places->get_array()[0];
    if (!first.is_object()) return nullptr;
    const auto* location = first.get_object().if_contains("location");
    return location && location->is_object() ? &location->get_object() : nullptr;
}

std::optional<GeoPoint> point_of(const json::object& service) {
    const json::object* location = location_of(service);
    if (!location) return std::nullopt;
    const auto* lat = location->if_contains("latitude");
    const auto* lng = location->if_contains("longitude");
    if (!lat || !lng || !lat->is_number() || !lng->is_number()) return std::nullopt;
    return GeoPoint{lat->to_number<double>(), lng->to_number<double>()};
}

template <Crs crs>
bool meets(Point<crs> a, WgsPoint b) {
    constexpr double same_m = 25;
    return distance_m(WgsPoint{a.lat, a.lng}, b) <= same_m;
}

// The offsets are 100 to 1,200 m; what is nearer is the place itself, what is farther another.
std::optional<CrsLint::Suspicion> shifted(GeoPoint there, GeoPoint here) {
    const WgsPoint known{there.lat, there.lng}, given{here.lat, here.lng};
    const double apart = distance_m(known, given);
    if (apart < 100 || apart > 2500) return std::nullopt;
    if (meets(to_gcj02(known), given)) return CrsLint::Suspicion{"gcj02", "wgs84"};
    if (meets(to_bd09(known), given)) return CrsLint::Suspicion{"bd09", "wgs84"};
    if (meets(to_gcj02(given), known)) return CrsLint::Suspicion{"wgs84", "gcj02"};
    if (meets(to_bd09(given), known)) return CrsLint::Suspicion{"wgs84", "bd09"};
    return std::nullopt;
}

std::string identifier_of(const json::object* location) {
    if (!location) return {};
    const std::string text = text_member(*location, "external_identifier");
    const std::string id(trim(text));
    return id.empty() ? id : text_member(*location, "external_identifier_type") + '\n' + id;
}

}  // namespace

json::object completed(store::Tx& tx, RecordKind kind, const json::object& doc,
                       std::vector<std::string>& kept) {
    const std::string id = text_member(doc, "id");
    const auto record = tx.one<Record>(sql_record, kind, id);
    if (!record) return doc;
    const auto before = parse_json(record->doc, {.bytes_max = 64 << 20, .depth_max = 64});
    json::object out = doc;
    RecordReader reader(tx);
    std::optional<json::object> whole;  // with what it refers to
    for (const auto& member : before.as_object()) {
        if (out.contains(member.key()) || is_apart(member.key()) || says_nothing(member.value()))
            continue;
        if (!whole) whole = reader.full(kind, id);
        const auto* value = whole ? whole->if_contains(member.key()) : nullptr;
        if (!value) continue;
        out[member.key()] = *value;
        kept.emplace_back(member.key());
    }
    return out;
}

std::optional<CrsLint::Suspicion> CrsLint::look_at(const json::object& service) {
    const auto point = point_of(service);
    if (!point) return std::nullopt;
    const std::string name = fold(text_member(service, "name"));
    std::optional<Suspicion> found;
    for (const EntryPtr& other : known_.named(name))
        if (!found && other->point) found = shifted(*other->point, *point);
    auto& same_name = seen_[name];
    for (const GeoPoint& other : same_name)
        if (!found) found = shifted(other, *point);
    if (same_name.size() < 20) same_name.push_back(*point);
    return found;
}

std::optional<ListingId> same_identifier(store::Tx& tx, const Catalogue& known,
                                         const json::object& service) {
    const std::string wanted = identifier_of(location_of(service));
    const std::string uuid = text_member(service, "id");
    if (wanted.empty() || tx.one<Record>(sql_record, RecordKind::service, uuid))
        return std::nullopt;
    RecordReader reader(tx);
    for (const EntryPtr& other : known.named(fold(text_member(service, "name")))) {
        const Record* place = reader.find(RecordKind::service_at_location, other->uuid);
        if (!place || other->service_uuid == uuid) continue;
        if (identifier_of(reader.canonical(RecordKind::location, place->parent_uuid)) == wanted)
            return other->id;
    }
    return std::nullopt;
}

}  // namespace linli::place
