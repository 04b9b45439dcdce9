// The form of a listing: checked, and written into HSDS documents.
#include <algorithm>

#include "base/coordinates.hpp"
#include "base/text.hpp"
#include "kernel/place/listing.hpp"
#include "kernel/place/records.hpp"

namespace linli::place {
namespace {

class Seeds {
  public:
    explicit Seeds(std::string_view seed) : seed_(seed) {}
    std::string uuid(std::string_view what, std::size_t n = 0) const {
        return derived_uuid("linli:" + seed_ + ":" + std::string(what) + ":" + std::to_string(n));
    }

  private:
    std::string seed_;
};

void keep_id(json::object& o, std::string uuid) {
    if (text_member(o, "id").empty()) o["id"] = std::move(uuid);
}

void set_text(json::object& o, std::string_view member, const std::optional<std::string>& text) {
    if (text && !text->empty())
        o[member] = *text;
    else
        o.erase(member);
}

// Makes the list say `count` things; `fill` gets the old object at that place, so that its id and
// its other members stay.
template <class Fill>
void set_list(json::object& owner, std::string_view member, std::size_t count, const Fill& fill) {
    json::array old;
    if (const json::value* v = owner.if_contains(member); v && v->is_array()) old = v->get_array();
    if (count == 0) {
        owner.erase(member);
        return;
    }
    json::array list;
    for (std::size_t i = 0; i < count; ++i) {
        json::object o =
            i < old.size() && old[i].is_object() ? old[i].get_object() : json::object();
        fill(o, i);
        list.push_back(std::move(o));
    }
    owner[member] = std::move(list);
}

void write_schedules(json::object& owner, const ListingForm& form, const Seeds& seeds) {
    static constexpr const char* names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    // Schedules are replaced whole: a member of an old recurrence must not linger in a new one.
    owner.erase("schedules");
    set_list(owner, "schedules", form.schedules.size(), [&](json::object& o, std::size_t i) {
        const OpeningTime& t = form.schedules[i];
        keep_id(o, seeds.uuid("schedule", i));
        if (!t.weekdays.empty()) {
            std::string days;
            for (const int w : t.weekdays)
                days += (days.empty() ? "" : ",") + std::string(names[w - 1]);
            o["freq"] = "WEEKLY";
            o["byday"] = days;
        }
        set_text(o, "opens_at", t.opens_at);
        set_text(o, "closes_at", t.closes_at);
        if (t.valid_from) o["valid_from"] = to_text(*t.valid_from);
        if (t.valid_to) o["valid_to"] = to_text(*t.valid_to);
        set_text(o, "notes", t.note);
    });
}

void write_attributes(json::object& service, const ListingForm& form, const Categories& categories,
                      const Seeds& seeds) {
    json::array attributes;
    // Attributes of other taxonomies are not ours to touch.
    if (const json::value* v = service.if_contains("attributes"); v && v->is_array())
        for (const json::value& a : v->get_array()) {
            const json::value* term =
                a.is_object() ? a.get_object().if_contains("taxonomy_term") : nullptr;
            const bool ours = term && term->is_object() &&
                              categories.of_term(text_member(term->get_object(), "id"));
            if (!ours) attributes.push_back(a);
        }
    for (std::size_t i = 0; i < form.categories.size(); ++i)
        attributes.push_back(
            json::object{{"id", seeds.uuid("attribute:" + form.categories[i])},
                         {"link_entity", "service"},
                         {"taxonomy_term", categories.term(*categories.find(form.categories[i]))}});
    service["attributes"] = std::move(attributes);
}

void write_service(json::object& service, const ListingForm& form, const Categories& categories,
                   const Seeds& seeds, Instant now) {
    keep_id(service, seeds.uuid("service"));
    service["name"] = form.name_zh;
    set_text(service, "alternate_name", form.name_en);
    set_text(service, "description", form.description_zh);
    set_text(service, "description_en", form.description_en);
    set_text(service, "url", form.website);
    set_text(service, "email", form.email);
    const ListingStatus status = form.status.value_or(ListingStatus::active);
    service["status"] =
        status == ListingStatus::temporarily_closed ? "temporarily closed" : enum_to_text(status);
    service["last_modified"] = to_text(now);
    if (form.verified_on) service["assured_date"] = to_text(*form.verified_on);
    if (form.verified_by) service["assurer"] = *form.verified_by;
    set_list(service, "cost_options", form.fees.size(), [&](json::object& o, std::size_t i) {
        keep_id(o, seeds.uuid("fee", i));
        o["option"] = form.fees[i].text;
        o.erase("amount_description");
        o.erase("amount");
        if (const auto fen = form.fees[i].amount_fen) {
            o["currency"] = "CNY";
            // HSDS wants a number of yuan; whole yuan stay whole numbers.
            if (*fen % 100 == 0)
                o["amount"] = *fen / 100;
            else
                o["amount"] = static_cast<double>(*fen) / 100;
        }
    });
    set_list(service, "required_documents", form.documents.size(),
             [&](json::object& o, std::size_t i) {
                 keep_id(o, seeds.uuid("document", i));
                 o["document"] = form.documents[i];
             });
    set_list(service, "languages", form.languages.size(), [&](json::object& o, std::size_t i) {
        keep_id(o, seeds.uuid("language", i));
        o["name"] = form.languages[i];
    });
    write_attributes(service, form, categories, seeds);
}

void write_location(json::object& location, const ListingForm& form, const Seeds& seeds) {
    keep_id(location, seeds.uuid("location"));
    location["location_type"] = "physical";
    const WgsPoint point = wgs84_from(form.lat, form.lng, form.crs);
    location["latitude"] = point.lat;
    location["longitude"] = point.lng;
    if (form.address)
        set_list(location, "addresses", 1, [&](json::object& o, std::size_t) {
            keep_id(o, seeds.uuid("address"));
            o["address_1"] = *form.address;
            o.erase("address_2");
            for (const char* member : {"city", "state_province", "postal_code"})
                if (!o.contains(member)) o[member] = "";
            if (!o.contains("country")) o["country"] = "CN";
            if (!o.contains("address_type")) o["address_type"] = "physical";
            if (form.postcode) o["postal_code"] = *form.postcode;
        });
    std::vector<std::string> access = form.accessibility;
    const Wheelchair wheelchair = form.wheelchair.value_or(Wheelchair::unknown);
    if (access.empty() && wheelchair != Wheelchair::unknown)
        access.push_back(wheelchair == Wheelchair::yes       ? "轮椅可通行"
                         : wheelchair == Wheelchair::limited ? "轮椅可部分通行"
                                                             : "轮椅不便通行");
    set_list(location, "accessibility", access.size(), [&](json::object& o, std::size_t i) {
        keep_id(o, seeds.uuid("accessibility", i));
        o["description"] = access[i];
        o.erase("wheelchair");
        if (i == 0 && wheelchair != Wheelchair::unknown) o["wheelchair"] = enum_to_text(wheelchair);
    });
}

}  // namespace

Limits limits(const ListingForm*) {
    return {{"name_zh", {.length_min = 1, .length_max = 80}},
            {"name_en", {.length_max = 120}},
            {"categories", {.length_min = 1, .length_max = 8}},
            {"organisation", {.length_max = 120}},
            {"address", {.length_max = 200}},
            {"postcode", {.length_max = 12}},
            {"phones", {.length_max = 10}},
            {"schedules", {.length_max = 60}},
            {"fees", {.length_max = 30}},
            {"documents", {.length_max = 30}},
            {"languages", {.length_max = 20}},
            {"accessibility", {.length_max = 20}},
            {"website", {.length_max = 500}},
            {"email", {.length_max = 254}}};
}
Limits limits(const Phone*) {
    return {{"number", {.length_min = 3, .length_max = 40}}, {"name", {.length_max = 40}}};
}
Limits limits(const OpeningTime*) {
    return {{"weekdays", {.length_max = 7}}, {"note", {.length_max = 200}}};
}
Limits limits(const Fee*) {
    return {{"text", {.length_min = 1, .length_max = 200}}};
}

void check(const ListingForm& form, const Categories& categories) {
    Reader reader;
    const auto wrong = [&](const std::string& field, const char* zh, const char* en) {
        reader.fault(field, "place.field_wrong", {zh, en});
    };
    if (trim(form.name_zh).empty()) wrong("name_zh", "请填写名称", "Give a name");
    for (std::size_t i = 0; i < form.categories.size(); ++i)
        if (!categories.find(form.categories[i]))
            wrong("categories[" + std::to_string(i) + "]", "没有这个分类，请从分类表中选择",
                  "There is no such category; choose one of the list");
    for (std::size_t i = 0; i < form.schedules.size(); ++i) {
        const OpeningTime& t = form.schedules[i];
        const std::string path = "schedules[" + std::to_string(i) + "].";
        for (const int w : t.weekdays)
            if (w < 1 || w > 7)
                wrong(path + "weekdays", "星期用 1（周一）到 7（周日）表示",
                      "Weekdays are 1 (Monday) to 7");
        if (t.opens_at.has_value() != t.closes_at.has_value())
            wrong(path + "closes_at", "请同时填写开门和关门时间，或都不填（表示休息）",
                  "Give both times, or neither (closed)");
        if ((t.opens_at && !minute_of(*t.opens_at)) || (t.closes_at && !minute_of(*t.closes_at)))
            wrong(path + "opens_at", "时间请写成 08:30 的样子", "Write times like 08:30");
        if (t.valid_from && t.valid_to && *t.valid_to < *t.valid_from)
            wrong(path + "valid_to", "结束日期早于开始日期", "The end lies before the beginning");
    }
    if (form.website && !form.website->empty() && !form.website->starts_with("http://") &&
        !form.website->starts_with("https://"))
        wrong("website", "网址请以 http:// 或 https:// 开头",
              "A web address starts with http:// or https://");
    reader.finish();
    wgs84_from(form.lat, form.lng, form.crs);
}

ListingDocuments documents_of(const ListingForm& form, ListingDocuments d,
                              const Categories& categories, std::string_view seed, Instant now) {
    const Seeds seeds(seed);
    write_service(d.service, form, categories, seeds, now);
    write_location(d.location, form, seeds);
    keep_id(d.service_at_location, seeds.uuid("place"));
    set_list(d.service_at_location, "phones", form.phones.size(),
             [&](json::object& o, std::size_t i) {
                 keep_id(o, seeds.uuid("phone", i));
                 o["number"] = form.phones[i].number;
                 o.erase("extension");
                 set_text(o, "description", form.phones[i].name);
             });
    write_schedules(d.service_at_location, form, seeds);
    if (form.organisation && !form.organisation->empty()) {
        if (text_member(d.organization, "name") != *form.organisation) {
            d.organization = {{"id", derived_uuid("linli:organisation:" + *form.organisation)},
                              {"name", *form.organisation},
                              {"description", *form.organisation}};
        }
    } else {
        d.organization.clear();
        d.service.erase("organization");
    }
    return d;
}

}  // namespace linli::place
