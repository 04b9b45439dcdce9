#include "kernel/place/records.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "crypto/hash.hpp"
#include "kernel/place/record_sql.hpp"

namespace linli::place {
namespace {

// A reference inside a stored document: {"@record": "location", "id": "..."}.
constexpr std::string_view reference_member = "@record";

std::optional<RecordKind> kind_of_member(std::string_view member) {
    if (member == "organization") return RecordKind::organization;
    if (member == "service" || member == "services") return RecordKind::service;
    if (member == "location" || member == "locations") return RecordKind::location;
    if (member == "service_at_locations") return RecordKind::service_at_location;
    if (member == "taxonomy_term") return RecordKind::taxonomy_term;
    if (member == "taxonomy_detail") return RecordKind::taxonomy;
    return std::nullopt;
}

// Members that are told from the other side: the service's places and the organisation's services.
bool is_child_member(RecordKind kind, std::string_view member) {
    return (kind == RecordKind::service && member == "service_at_locations") ||
           (kind == RecordKind::organization && member == "services");
}

json::value reference(RecordKind kind, const std::string& uuid) {
    return json::object{{reference_member, enum_to_text(kind)}, {"id", uuid}};
}

std::string owner_of(RecordKind kind, const json::object& doc) {
    switch (kind) {
        case RecordKind::service:
            if (const auto* o = doc.if_contains("organization"); o && o->is_object())
                return text_member(o->as_object(), "id");
            return text_member(doc, "organization_id");
        case RecordKind::service_at_location:
            return text_member(doc, "service_id");
        case RecordKind::taxonomy_term:
            if (const auto* t = doc.if_contains("taxonomy_detail"); t && t->is_object())
                return text_member(t->as_object(), "id");
            return text_member(doc, "taxonomy_id");
        default:
            return text_member(doc, "organization_id");
    }
}

std::string parent_of(RecordKind kind, const json::object& doc) {
    switch (kind) {
        case RecordKind::service_at_location:
            if (const auto* l = doc.if_contains("location"); l && l->is_object())
                return text_member(l->as_object(), "id");
            return text_member(doc, "location_id");
        case RecordKind::taxonomy_term:
            return text_member(doc, "parent_id");
        case RecordKind::organization:
            return text_member(doc, "parent_organization_id");
        default:
            return {};
    }
}

std::string search_words(const json::object& doc) {
    std::string all;
    for (const char* member : {"name", "alternate_name", "description", "code"})
        if (const std::string text = text_member(doc, member); !text.empty()) all += text + " | ";
    return fold(first_code_points(all, 4000));
}

bool has_every_member_of(const json::object& a, const json::object& b) {
    return std::all_of(b.begin(), b.end(), [&](const auto& m) { return a.contains(m.key()); });
}

void write_text(const json::value& v, std::string& out) {
    switch (v.kind()) {
        case json::kind::object: {
            out += '{';
            bool first = true;
            for (const auto& m : v.get_object()) {
                if (!std::exchange(first, false)) out += ',';
                out += json::serialize(json::string_view(m.key()));
                out += ':';
                write_text(m.value(), out);
            }
            out += '}';
            return;
        }
        case json::kind::array: {
            out += '[';
            bool first = true;
            for (const auto& item : v.get_array()) {
                if (!std::exchange(first, false)) out += ',';
                write_text(item, out);
            }
            out += ']';
            return;
        }
        case json::kind::double_:
            out += fmt::format("{}", v.get_double());
            return;
        default:
            out += json::serialize(v);
    }
}

}  // namespace

std::string text_member(const json::object& o, std::string_view member) {
    const json::value* v = o.if_contains(member);
    return v && v->is_string() ? std::string(v->get_string()) : std::string();
}

std::string document_text(const json::value& value) {
    std::string out;
    write_text(value, out);
    return out;
}

RecordWriter::RecordWriter(store::Tx& tx, Instant now, Provenance provenance, const Terms* stored)
    : tx_(tx), now_(now), provenance_(std::move(provenance)), known_terms_(stored) {}

RecordWriter::Touched RecordWriter::take_touched() {
    return std::exchange(touched_, {});
}

void RecordWriter::touch(RecordKind kind, const std::string& uuid) {
    if (kind == RecordKind::organization) touched_.organizations.insert(uuid);
    if (kind == RecordKind::service) touched_.services.insert(uuid);
    if (kind == RecordKind::location) touched_.locations.insert(uuid);
    if (kind == RecordKind::service_at_location) touched_.service_at_locations.insert(uuid);
}

RecordWriter::Outcome RecordWriter::put(RecordKind kind, const json::object& doc, bool fresh) {
    fresh_ = fresh;
    set_by_this_.clear();
    const std::string uuid = text_member(doc, "id");
    LINLI_CHECK(!uuid.empty());
    const auto touched_before = touched_.services.size() + touched_.locations.size() +
                                touched_.organizations.size() +
                                touched_.service_at_locations.size();
    bool apart = false;
    std::string owner;
    json::object canonical = split(kind, doc);
    if (kind == RecordKind::service_at_location)
        if (const auto* s = doc.if_contains("service"); s && s->is_object())
            owner = text_member(s->get_object(), "id");
    const Outcome own = save(kind, uuid, canonical, owner, 0, false, apart);
    // The places of a service and the services of an organisation refer back to it by id.
    const char* children = kind == RecordKind::service        ? "service_at_locations"
                           : kind == RecordKind::organization ? "services"
                                                              : nullptr;
    if (children)
        if (const auto* list = doc.if_contains(children); list && list->is_array()) {
            std::int64_t position = 0;
            for (const json::value& child : list->get_array())
                if (child.is_object())
                    embed(*kind_of_member(children), child.get_object(), uuid, position++);
        }
    if (own != Outcome::unchanged) return own;
    const auto touched_after = touched_.services.size() + touched_.locations.size() +
                               touched_.organizations.size() + touched_.service_at_locations.size();
    return touched_after > touched_before ? Outcome::changed : Outcome::unchanged;
}

// The document with every nested record replaced by a reference (or kept, when it says less).
json::object RecordWriter::split(RecordKind kind, const json::object& doc) {
    json::object out;
    out.reserve(doc.size());
    for (const auto& m : doc) {
        if (is_child_member(kind, m.key())) {
            out[m.key()] = json::array();  // says that the member is there; filled when read
        } else if (kind == RecordKind::service_at_location && m.key() == "service" &&
                   m.value().is_object()) {
            embed(RecordKind::service, m.value().get_object(), "", 0);
        } else {
            out[m.key()] = split_value(m.key(), m.value());
        }
    }
    return out;
}

json::value RecordWriter::split_value(std::string_view member, const json::value& value) {
    if (value.is_array()) {
        json::array out;
        out.reserve(value.get_array().size());
        for (const json::value& item : value.get_array())
            out.push_back(split_value(member, item));
        return out;
    }
    if (!value.is_object()) return value;
    const auto kind = kind_of_member(member);
    if (kind && !text_member(value.get_object(), "id").empty())
        return embed(*kind, value.get_object(), "", 0);
    json::object out;
    out.reserve(value.get_object().size());
    for (const auto& m : value.get_object())
        out[m.key()] = split_value(m.key(), m.value());
    return out;
}

json::value RecordWriter::embed(RecordKind kind, json::object doc, const std::string& owner,
                                std::int64_t position) {
    const std::string uuid = text_member(doc, "id");
    if (uuid.empty()) return doc;
    if (kind == RecordKind::taxonomy_term && known_terms_ && known_terms_->contains(uuid))
        return reference(kind, uuid);
    json::object canonical = split(kind, doc);
    bool kept_apart = false;
    save(kind, uuid, canonical, owner, position, true, kept_apart);
    if (kind == RecordKind::service)
        if (const auto* list = doc.if_contains("service_at_locations"); list && list->is_array()) {
            std::int64_t at = 0;
            for (const json::value& child : list->get_array())
                if (child.is_object())
                    embed(RecordKind::service_at_location, child.get_object(), uuid, at++);
        }
    if (kept_apart) return canonical;
    return reference(kind, uuid);
}

void RecordWriter::remember(RecordKind kind, const std::string& uuid, const std::string& sha256) {
    if (kind == RecordKind::taxonomy || kind == RecordKind::taxonomy_term ||
        kind == RecordKind::organization)
        stored_[{kind, uuid}] = sha256;
}

RecordWriter::Outcome RecordWriter::save(RecordKind kind, const std::string& uuid,
                                         json::object canonical, const std::string& owner,
                                         std::int64_t position, bool embedded, bool& kept_apart) {
    const bool seen = !set_by_this_.emplace(kind, uuid).second;
    const std::string text = document_text(canonical);
    const std::string sha256 = crypto::to_hex(crypto::hash(crypto::Hash::sha256, text));
    if (const auto known = stored_.find({kind, uuid});
        owner.empty() && known != stored_.end() && known->second == sha256)
        return Outcome::unchanged;
    std::optional<Record> old;
    if (!fresh_ || seen || kind == RecordKind::taxonomy || kind == RecordKind::taxonomy_term ||
        kind == RecordKind::organization)
        old = tx_.one<Record>(sql_record, kind, uuid);
    std::string owner_uuid = owner.empty() ? owner_of(kind, canonical) : owner;
    if (old) {
        if (owner_uuid.empty()) owner_uuid = old->owner_uuid;
        const bool same_owner = owner_uuid == old->owner_uuid;
        if (old->sha256 == sha256 && same_owner) {
            remember(kind, uuid, sha256);
            return Outcome::unchanged;
        }
        const json::value before = parse_json(old->doc, {.bytes_max = 64 << 20, .depth_max = 64});
        const bool same = before == json::value(canonical);
        if (same && same_owner) return Outcome::unchanged;
        // A second, different copy within one document, or a poorer one, does not overrule.
        if (!same && embedded && (seen || !has_every_member_of(canonical, before.as_object()))) {
            kept_apart = true;
            return Outcome::unchanged;
        }
    }
    Instant modified = now_;
    if (const std::string stated = text_member(canonical, "last_modified"); !stated.empty()) {
        try {
            modified = instant_from_text(stated);
        } catch (const Refusal&) {
            modified = now_;  // kept in the document as it is; the import has warned
        }
    }
    const std::string name = text_member(canonical, "name");
    const std::string parent = parent_of(kind, canonical);
    const std::string words = search_words(canonical);
    if (old) {
        tx_.run(sql_record_update, name, owner_uuid, parent, position, words, text, sha256,
                provenance_.source, provenance_.licence, provenance_.import_id, now_, modified,
                kind, uuid);
        if (kind == RecordKind::service) tx_.run(sql_confirmation_end, uuid);
    } else {
        tx_.run(sql_record_insert, kind, uuid, provenance_.area_id, name, owner_uuid, parent,
                position, words, text, sha256, provenance_.source, provenance_.licence,
                provenance_.import_id, now_, modified, 1);
    }
    if (kind == RecordKind::service) link_terms(uuid, canonical);
    remember(kind, uuid, sha256);
    touch(kind, uuid);
    return old ? Outcome::changed : Outcome::added;
}

void RecordWriter::link_terms(const std::string& service_uuid, const json::object& canonical) {
    if (!fresh_) tx_.run(sql_service_terms_clear, service_uuid);
    const auto* attributes = canonical.if_contains("attributes");
    if (!attributes || !attributes->is_array()) return;
    for (const json::value& attribute : attributes->get_array()) {
        if (!attribute.is_object()) continue;
        const auto* term = attribute.get_object().if_contains("taxonomy_term");
        std::string uuid = term && term->is_object()
                               ? text_member(term->get_object(), "id")
                               : text_member(attribute.get_object(), "taxonomy_term_id");
        if (uuid.empty()) continue;
        tx_.run(sql_service_term_insert, service_uuid, uuid, taxonomy_of(uuid));
    }
}

std::string RecordWriter::taxonomy_of(const std::string& term_uuid) {
    if (known_terms_)
        if (const auto known = known_terms_->find(term_uuid); known != known_terms_->end())
            return known->second;
    return tx_.one<std::string>(sql_record_owner, RecordKind::taxonomy_term, term_uuid)
        .value_or("");
}

// ---- reading ------------------------------------------------------------------------------------

const Record* RecordReader::find(RecordKind kind, const std::string& uuid) {
    const auto key = std::pair(kind, uuid);
    auto it = records_.find(key);
    if (it == records_.end()) {
        it = records_.emplace(key, tx_.one<Record>(sql_record, kind, uuid)).first;
        if (kind == RecordKind::service && it->second)
            if (auto confirmed = tx_.one<Confirmation>(sql_confirmation, uuid)) {
                it->second->modified_at =
                    std::max(it->second->modified_at, confirmed->confirmed_at);
                confirmations_.emplace(uuid, std::move(*confirmed));
            }
    }
    return it->second ? &*it->second : nullptr;
}

const json::object* RecordReader::canonical(RecordKind kind, const std::string& uuid) {
    const auto key = std::pair(kind, uuid);
    if (const auto it = documents_.find(key); it != documents_.end()) return &it->second;
    const Record* record = find(kind, uuid);
    if (!record) return nullptr;
    auto doc = parse_json(record->doc, {.bytes_max = 64 << 20, .depth_max = 64}).as_object();
    if (const auto it = confirmations_.find(uuid);
        kind == RecordKind::service && it != confirmations_.end())
        show(it->second, doc);
    return &documents_.emplace(key, std::move(doc)).first->second;
}

// The members of HSDS in which a confirmation shows.
void RecordReader::show(const Confirmation& confirmation, json::object& service) {
    service["assured_date"] = to_text(date_in_china(confirmation.confirmed_at));
    service["last_modified"] = to_text(confirmation.confirmed_at);
    const std::string& by = confirmation.verified_by;
    if (!by.empty() && by != text_member(service, "assurer_email")) service["assurer"] = by;
}

json::value RecordReader::resolve(const json::value& value) {
    if (value.is_array()) {
        json::array out;
        out.reserve(value.get_array().size());
        for (const json::value& item : value.get_array())
            out.push_back(resolve(item));
        return out;
    }
    if (!value.is_object()) return value;
    const json::object& o = value.get_object();
    const auto kind = enum_from_text<RecordKind>(text_member(o, reference_member));
    if (!kind) return resolved(o);
    const json::object* doc = canonical(*kind, text_member(o, "id"));
    LINLI_CHECK(doc != nullptr);
    return resolved(*doc);
}

json::object RecordReader::resolved(const json::object& doc) {
    json::object out;
    out.reserve(doc.size());
    for (const auto& m : doc)
        out[m.key()] = resolve(m.value());
    return out;
}

json::object RecordReader::service_without_places(const std::string& uuid) {
    const json::object* doc = canonical(RecordKind::service, uuid);
    if (!doc) return {};
    json::object out = resolved(*doc);
    out.erase("service_at_locations");
    return out;
}

std::vector<std::string> RecordReader::service_at_locations_of(const std::string& service_uuid) {
    return tx_.all<std::string>(sql_records_of_owner, RecordKind::service_at_location,
                                service_uuid);
}

std::optional<json::object> RecordReader::full(RecordKind kind, const std::string& uuid) {
    if (kind == RecordKind::organization) return organization(uuid, false);
    const json::object* doc = canonical(kind, uuid);
    if (!doc) return std::nullopt;
    json::object out = resolved(*doc);
    if (kind == RecordKind::service) {
        json::array places;
        for (const std::string& place : service_at_locations_of(uuid))
            places.push_back(resolved(*canonical(RecordKind::service_at_location, place)));
        if (!places.empty() || out.contains("service_at_locations"))
            out["service_at_locations"] = std::move(places);
    } else if (kind == RecordKind::service_at_location) {
        const Record* record = find(kind, uuid);
        if (json::object service = service_without_places(record->owner_uuid); !service.empty())
            out["service"] = std::move(service);
    }
    return out;
}

std::optional<json::object> RecordReader::organization(const std::string& uuid, bool full_service) {
    const json::object* doc = canonical(RecordKind::organization, uuid);
    if (!doc) return std::nullopt;
    json::object out = resolved(*doc);
    json::array services;
    for (const std::string& id :
         tx_.all<std::string>(sql_records_of_owner, RecordKind::service, uuid)) {
        if (full_service) {
            auto service = full(RecordKind::service, id);
            service->erase("organization");
            services.push_back(std::move(*service));
        } else {
            const json::object& service = *canonical(RecordKind::service, id);
            services.push_back(json::object{{"id", id},
                                            {"name", text_member(service, "name")},
                                            {"status", text_member(service, "status")}});
        }
    }
    if (!services.empty() || out.contains("services")) out["services"] = std::move(services);
    return out;
}

namespace {
void drop_lists(json::object& o) {
    for (auto it = o.begin(); it != o.end();) {
        if (it->value().is_array()) {
            it = o.erase(it);
        } else {
            if (it->value().is_object()) drop_lists(it->value().get_object());
            ++it;
        }
    }
}
}  // namespace

std::optional<json::object> RecordReader::flat(RecordKind kind, const std::string& uuid) {
    const json::object* doc = canonical(kind, uuid);
    if (!doc) return std::nullopt;
    json::object out = resolved(*doc);
    if (kind == RecordKind::service_at_location) {
        const Record* record = find(kind, uuid);
        if (json::object service = service_without_places(record->owner_uuid); !service.empty())
            out["service"] = std::move(service);
    }
    drop_lists(out);
    return out;
}

}  // namespace linli::place
