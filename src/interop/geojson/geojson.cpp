#include "interop/geojson/geojson.hpp"

#include <algorithm>
#include <pugixml.hpp>

#include "base/coordinates.hpp"
#include "interop/geojson/tags.hpp"

namespace linli::geojson {
namespace {

constexpr const char* odbl = "ODbL-1.0";

struct Element {
    std::string id;  // "node/123"; empty = none
    Tags tags;
    std::optional<double> lat, lng;
    std::int64_t line = 0;
};

class Reader {
  public:
    Reader(const place::ImportRequest& request, const place::Categories& categories, Crs crs)
        : request_(request), categories_(categories), crs_(crs) {}

    void take(const place::ImportFile& file, const Element& e) {
        const std::int64_t row = ++out.rows_read;
        const auto bad = [&](const std::string& field, const std::string& code, Words words) {
            out.fault(file.name, e.line, row, field, code, std::move(words));
            ++out.rows_bad;
        };
        if (!e.lat || !e.lng)
            return bad("geometry", "geojson.not_a_point",
                       {"只能导入点；请先把面或线换成它的中心点",
                        "Only points can be imported; use the centre"});
        auto tagged = form_of(e.tags, categories_);
        if (!tagged) {
            out.fault(file.name, e.line, row, "properties", "geojson.no_category",
                      {"标签不对应任何服务分类，已跳过",
                       "No tag means one of our categories; passed over"},
                      true);
            return;
        }
        place::ListingForm& form = tagged->form;
        form.lat = *e.lat;
        form.lng = *e.lng;
        form.crs = enum_to_text(crs_);
        try {
            place::check(form, categories_);
        } catch (const Refusal& refusal) {
            if (refusal.fields().empty()) return bad("", refusal.code(), refusal.words());
            for (const FieldFault& f : refusal.fields())
                out.fault(file.name, e.line, row, f.field, f.code, f.words);
            ++out.rows_bad;
            return;
        }
        if (tagged->warning)
            out.fault(file.name, e.line, row, tagged->warning->field, tagged->warning->code,
                      tagged->warning->words, true);
        emit(file, e, form, row);
    }

    place::Parsed out;

  private:
    void emit(const place::ImportFile& file, const Element& e, const place::ListingForm& form,
              std::int64_t row) {
        const std::string seed = !e.id.empty() ? "import:" + request_.source + ":" + e.id
                                               : "import:" + request_.source + ":" + form.name_zh +
                                                     ":" + std::to_string(form.lat) + ":" +
                                                     std::to_string(form.lng);
        auto documents = place::documents_of(form, {}, categories_, seed, Instant{0});
        // The same file read twice must say the same.
        documents.service.erase("last_modified");
        if (!e.id.empty()) {
            documents.location["external_identifier"] = e.id;
            documents.location["external_identifier_type"] = "OSM";
        }
        out.items.push_back(
            {place::RecordKind::service, place::nested_service(documents), file.name, e.line, row});
    }

    const place::ImportRequest& request_;
    const place::Categories& categories_;
    const Crs crs_;
};

std::string text_of(const json::value& v) {
    if (v.is_string()) return std::string(v.get_string());
    if (v.is_null() || v.is_object() || v.is_array()) return {};
    return json::serialize(v);
}

void read_tags(const json::object& from, Tags& tags) {
    for (const auto& m : from)
        if (std::string text = text_of(m.value()); !text.empty())
            tags.emplace(std::string(m.key()), std::move(text));
}

std::optional<double> number(const json::object& o, const char* member) {
    const json::value* v = o.if_contains(member);
    if (!v || !v->is_number()) return std::nullopt;
    return v->to_number<double>();
}

Element feature(const json::value& v, std::int64_t line) {
    Element e;
    e.line = line;
    if (!v.is_object()) return e;
    const json::object& o = v.get_object();
    if (const auto* id = o.if_contains("id")) e.id = text_of(*id);
    if (const auto* p = o.if_contains("properties"); p && p->is_object()) {
        read_tags(p->get_object(), e.tags);
        if (const auto* t = p->get_object().if_contains("tags"); t && t->is_object())
            read_tags(t->get_object(), e.tags);
        if (const auto id = e.tags.find("@id"); id != e.tags.end()) e.id = id->second;
    }
    const auto* g = o.if_contains("geometry");
    if (!g || !g->is_object() || place::text_member(g->get_object(), "type") != "Point") return e;
    const auto* c = g->get_object().if_contains("coordinates");
    if (!c || !c->is_array() || c->get_array().size() < 2) return e;
    const json::array& pair = c->get_array();
    if (!pair[0].is_number() || !pair[1].is_number()) return e;
    e.lng = pair[0].to_number<double>();
    e.lat = pair[1].to_number<double>();
    return e;
}

// Overpass JSON: nodes carry lat and lon, ways and relations a centre ("out center").
Element overpass(const json::value& v, std::int64_t line) {
    Element e;
    e.line = line;
    if (!v.is_object()) return e;
    const json::object& o = v.get_object();
    const auto* id = o.if_contains("id");
    e.id = place::text_member(o, "type") + "/" + (id ? text_of(*id) : "");
    if (const auto* t = o.if_contains("tags"); t && t->is_object())
        read_tags(t->get_object(), e.tags);
    const auto* centre = o.if_contains("center");
    const json::object& at = centre && centre->is_object() ? centre->get_object() : o;
    e.lat = number(at, "lat");
    e.lng = number(at, "lon");
    return e;
}

Refusal not_a_collection(const std::string& file) {
    return {RefusalKind::malformed,
            "geojson.not_a_collection",
            {file + " 不是 GeoJSON FeatureCollection，也不是 Overpass 的 JSON",
             file + " is neither a GeoJSON FeatureCollection nor Overpass JSON"}};
}

bool is_osm_id(const std::string& id) {
    return id.starts_with("node/") || id.starts_with("way/") || id.starts_with("relation/");
}

// The crs member of GeoJSON before RFC 7946, still written by map programs.
std::string named_crs(const json::object& root) {
    const auto* crs = root.if_contains("crs");
    if (!crs) return {};
    if (crs->is_string()) return std::string(crs->get_string());
    if (!crs->is_object()) return {};
    const auto* properties = crs->get_object().if_contains("properties");
    return properties && properties->is_object()
               ? place::text_member(properties->get_object(), "name")
               : std::string();
}

void read_json(Reader& reader, const place::ImportFile& file, const json::object& root) {
    const auto lines = place::element_lines(file.text);
    const auto line = [&](std::size_t i) { return i < lines.size() ? lines[i] : 0; };
    if (const auto* list = root.if_contains("features"); list && list->is_array()) {
        const json::array& features = list->get_array();
        for (std::size_t i = 0; i < features.size(); ++i) {
            const Element e = feature(features[i], line(i));
            if (is_osm_id(e.id)) reader.out.licence = odbl;
            reader.take(file, e);
        }
    } else if (const auto* elements = root.if_contains("elements");
               elements && elements->is_array()) {
        reader.out.licence = odbl;
        const json::array& all = elements->get_array();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Element e = overpass(all[i], line(i));
            // Bare nodes only give ways their form.
            if (!e.tags.empty()) reader.take(file, e);
        }
    } else {
        throw not_a_collection(file.name);
    }
}

void read_xml(Reader& reader, const place::ImportFile& file) {
    pugi::xml_document document;
    const auto result = document.load_buffer(file.text.data(), file.text.size());
    if (!result)
        throw Refusal(RefusalKind::malformed, "geojson.xml_malformed",
                      {file.name + " 不是正确的 XML", file.name + " is not proper XML"});
    reader.out.licence = odbl;
    auto counted = file.text.begin();
    std::int64_t line = 1;
    for (const pugi::xml_node node : document.child("osm").children("node")) {
        Element e;
        e.id = std::string("node/") + node.attribute("id").value();
        for (const pugi::xml_node t : node.children("tag"))
            e.tags.emplace(t.attribute("k").value(), t.attribute("v").value());
        if (e.tags.empty()) continue;
        if (node.attribute("lat") && node.attribute("lon")) {
            e.lat = node.attribute("lat").as_double();
            e.lng = node.attribute("lon").as_double();
        }
        const auto here = file.text.begin() + node.offset_debug();
        line += std::count(counted, here, '\n');
        counted = here;
        e.line = line;
        reader.take(file, e);
    }
}

void append(place::Parsed& all, place::Parsed part) {
    all.rows_read += part.rows_read;
    all.rows_bad += part.rows_bad;
    for (auto& item : part.items)
        all.items.push_back(std::move(item));
    for (auto& fault : part.faults)
        if (all.faults.size() < place::import_faults_max) all.faults.push_back(std::move(fault));
    if (part.licence) all.licence = part.licence;
}

place::Parsed parse(const place::ImportRequest& request, const place::Categories& categories,
                    bool is_osm) {
    place::Parsed all;
    for (const place::ImportFile& file : request.files) {
        const std::size_t first = file.text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
        if (is_osm && first != std::string::npos && file.text[first] == '<') {
            Reader reader(request, categories, Crs::wgs84);
            read_xml(reader, file);
            append(all, std::move(reader.out));
            continue;
        }
        const json::value root = parse_json(file.text, {.bytes_max = 32U << 20, .depth_max = 64});
        if (!root.is_object()) throw not_a_collection(file.name);
        std::string crs = request.crs.value_or(named_crs(root.get_object()));
        if (crs.empty() && is_osm) crs = "wgs84";
        Reader reader(request, categories, crs_from_text(crs));
        if (is_osm) reader.out.licence = odbl;
        read_json(reader, file, root.get_object());
        append(all, std::move(reader.out));
    }
    return all;
}

}  // namespace

place::Parsed parse_geojson_files(const place::ImportRequest& request,
                                  const place::Categories& categories) {
    return parse(request, categories, false);
}
place::Parsed parse_osm_files(const place::ImportRequest& request,
                              const place::Categories& categories) {
    return parse(request, categories, true);
}

}  // namespace linli::geojson
