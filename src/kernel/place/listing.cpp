#include "kernel/place/listing.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "kernel/place/records.hpp"

namespace linli::place {
namespace {

const json::array& list_of(const json::object& o, std::string_view member) {
    static const json::array none;
    const json::value* v = o.if_contains(member);
    return v && v->is_array() ? v->get_array() : none;
}

// The first of the owners that says anything rules alone: the place, then the service, then the
// building, then the organisation.
template <class... Owners>
const json::array& first_list(std::string_view member, const Owners&... owners) {
    const json::array* found = nullptr;
    ((found == nullptr && !list_of(owners, member).empty() ? void(found = &list_of(owners, member))
                                                           : void()),
     ...);
    static const json::array none;
    return found ? *found : none;
}

bool has_cjk(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0xE2; });
}

ListingStatus status_of(std::string_view text) {
    if (text == "temporarily closed") return ListingStatus::temporarily_closed;
    return enum_from_text<ListingStatus>(text).value_or(ListingStatus::active);
}

std::optional<double> number_member(const json::object& o, std::string_view member) {
    const json::value* v = o.if_contains(member);
    if (!v || !v->is_number()) return std::nullopt;
    return v->to_number<double>();
}

std::string address_text(const json::object& address) {
    // A Chinese address runs from the large to the small; address_1 mostly holds it whole.
    std::string text = text_member(address, "address_1");
    if (const std::string more = text_member(address, "address_2"); !more.empty())
        text += (has_cjk(text) ? "" : ", ") + more;
    return text;
}

std::string categories_of(const json::object& service, const Categories& categories) {
    std::vector<std::string> codes;
    for (const json::value& a : list_of(service, "attributes")) {
        if (!a.is_object()) continue;
        const json::value* term = a.get_object().if_contains("taxonomy_term");
        if (!term || !term->is_object()) continue;
        for (const char* member : {"id", "code", "name"}) {
            const std::string word = text_member(term->get_object(), member);
            const auto code = word.empty() ? std::nullopt : categories.of_term(word);
            if (!code) continue;
            if (std::find(codes.begin(), codes.end(), *code) == codes.end()) codes.push_back(*code);
            break;
        }
    }
    std::string out;
    for (const std::string& code : codes)
        out += (out.empty() ? "" : " ") + code;
    return out;
}

Wheelchair wheelchair_of(const json::object& location) {
    for (const json::value& a : list_of(location, "accessibility"))
        if (a.is_object())
            if (const auto w =
                    enum_from_text<Wheelchair>(text_member(a.get_object(), "wheelchair")))
                return *w;
    return Wheelchair::unknown;
}

std::vector<Phone> phones_of(const json::array& list) {
    std::vector<Phone> phones;
    for (const json::value& p : list) {
        if (!p.is_object()) continue;
        Phone phone{text_member(p.get_object(), "number"), std::nullopt};
        // Some sources quote the number once more.
        std::erase(phone.number, '"');
        if (phone.number.empty()) continue;
        if (const json::value* ext = p.get_object().if_contains("extension");
            ext && ext->is_number())
            phone.number += " 转 " + json::serialize(*ext);
        std::string name = text_member(p.get_object(), "description");
        if (!name.empty() && code_points(name) <= 30) phone.name = std::move(name);
        phones.push_back(std::move(phone));
        if (phones.size() == 10) break;
    }
    return phones;
}

std::vector<std::string> texts_of(const json::array& list, std::string_view member) {
    std::vector<std::string> out;
    for (const json::value& v : list)
        if (v.is_object())
            if (std::string text = text_member(v.get_object(), member); !text.empty())
                out.push_back(std::move(text));
    return out;
}

std::optional<std::string> some(std::string text) {
    if (text.empty()) return std::nullopt;
    return text;
}

// Yuan of an option as fen, where it is money of China.
std::optional<std::int64_t> fen_of(const json::object& option) {
    const std::string currency = fold(text_member(option, "currency"));
    const auto amount = number_member(option, "amount");
    if (!amount || (currency != "cny" && currency != "rmb") || std::abs(*amount) >= 1e9)
        return std::nullopt;
    return std::llround(*amount * 100);
}

ListingMore more_of(const ListingDocuments& d) {
    ListingMore out;
    out.description_zh = some(text_member(d.service, "description"));
    out.description_en = some(text_member(d.service, "description_en"));
    for (const json::value& c : list_of(d.service, "cost_options")) {
        if (!c.is_object()) continue;
        Fee fee{text_member(c.get_object(), "option"), fen_of(c.get_object())};
        const std::string more = text_member(c.get_object(), "amount_description");
        if (!more.empty()) fee.text += (fee.text.empty() ? "" : "，") + more;
        out.fees.push_back(std::move(fee));
    }
    if (out.fees.empty())
        if (std::string text = text_member(d.service, "fees_description"); !text.empty())
            out.fees.push_back({std::move(text), std::nullopt});
    out.documents = texts_of(list_of(d.service, "required_documents"), "document");
    out.languages = texts_of(first_list("languages", d.service, d.location), "name");
    out.accessibility = texts_of(list_of(d.location, "accessibility"), "description");
    out.website = some(text_member(d.service, "url"));
    out.email = some(text_member(d.service, "email"));
    return out;
}

}  // namespace

Freshness FreshnessRule::of(std::optional<Date> verified_on, Date today) const {
    if (!verified_on) return Freshness::stale;
    const int age = today.days - verified_on->days;
    if (age >= stale_after_days) return Freshness::stale;
    return age >= ageing_after_days ? Freshness::ageing : Freshness::fresh;
}

std::vector<std::string> codes_of(std::string_view categories) {
    std::vector<std::string> codes;
    while (!categories.empty()) {
        const std::size_t blank = std::min(categories.find(' '), categories.size());
        if (blank > 0) codes.emplace_back(categories.substr(0, blank));
        categories.remove_prefix(std::min(blank + 1, categories.size()));
    }
    return codes;
}

ListingRow project(const ListingDocuments& d, const Categories& categories) {
    ListingRow row;
    row.uuid = text_member(d.service_at_location, "id");
    row.service_uuid = text_member(d.service, "id");
    row.location_uuid = text_member(d.location, "id");
    row.organization_uuid = text_member(d.organization, "id");
    row.name_zh = text_member(d.service, "name");
    const std::string other_name = text_member(d.service, "alternate_name");
    if (!has_cjk(row.name_zh))
        row.name_en = row.name_zh;
    else if (!other_name.empty() && !has_cjk(other_name))
        row.name_en = other_name;
    row.categories = categories_of(d.service, categories);
    row.organisation = text_member(d.organization, "name");
    for (const json::value& a : list_of(d.location, "addresses")) {
        if (!a.is_object()) continue;
        row.address = address_text(a.get_object());
        row.postcode = text_member(a.get_object(), "postal_code");
        break;
    }
    const auto lat = number_member(d.location, "latitude");
    const auto lng = number_member(d.location, "longitude");
    if (lat && lng && is_on_earth({*lat, *lng})) {
        row.lat = lat;
        row.lng = lng;
    }
    row.phones = phones_of(
        first_list("phones", d.service_at_location, d.service, d.location, d.organization));
    row.schedules = first_list("schedules", d.service_at_location, d.service, d.location);
    row.status = status_of(text_member(d.service, "status"));
    row.wheelchair = wheelchair_of(d.location);
    try {
        if (const std::string on = text_member(d.service, "assured_date"); !on.empty())
            row.verified_on = date_from_text(std::string_view(on).substr(0, 10));
    } catch (const Refusal&) {
        row.verified_on = std::nullopt;
    }
    row.verified_by = text_member(d.service, "assurer");
    if (row.verified_by.empty()) row.verified_by = text_member(d.service, "assurer_email");
    // The whole name at once: readings depend on the word (银行 yinhang, 步行 buxing).
    const Pinyin py = pinyin(first_code_points(row.name_zh, 80));
    row.name_words =
        fold(row.name_zh) + "\n" + fold(row.name_en) + "\n" + py.full + "\n" + py.initials;
    row.other_words = fold(row.organisation) + "\n" + fold(row.address) + "\n" + fold(other_name);
    for (const Phone& p : row.phones) {
        std::string digits = p.number;
        std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
        row.other_words += "\n" + digits;
    }
    row.more = to_json_text(more_of(d));
    return row;
}

json::object nested_service(const ListingDocuments& d) {
    json::object place = d.service_at_location;
    place["location"] = d.location;
    json::object service = d.service;
    if (!d.organization.empty()) service["organization"] = d.organization;
    service["service_at_locations"] = json::array{std::move(place)};
    return service;
}

namespace {

std::vector<OpeningTime> opening_times(const json::value& schedules) {
    static constexpr std::string_view names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    std::vector<OpeningTime> out;
    if (!schedules.is_array()) return out;
    for (const json::value& s : schedules.get_array()) {
        if (!s.is_object()) continue;
        const json::object& o = s.get_object();
        OpeningTime t;
        const std::string days = text_member(o, "byday");
        for (int i = 0; i < 7; ++i)
            if (days.find(names[i]) != std::string::npos) t.weekdays.push_back(i + 1);
        if (const auto m = minute_of(text_member(o, "opens_at"))) t.opens_at = time_text(*m);
        if (const auto m = minute_of(text_member(o, "closes_at")))
            t.closes_at = *m >= 1439 ? "23:59" : time_text(*m);
        const auto date = [&](const char* member) -> std::optional<Date> {
            try {
                const std::string text = text_member(o, member);
                if (text.empty()) return std::nullopt;
                return date_from_text(std::string_view(text).substr(0, 10));
            } catch (const Refusal&) {
                return std::nullopt;
            }
        };
        t.valid_from = date("valid_from");
        t.valid_to = date("valid_to");
        std::string note = text_member(o, "notes");
        if (note.empty()) note = text_member(o, "description");
        if (!note.empty()) t.note = note;
        out.push_back(std::move(t));
    }
    return out;
}

// Read without the bounds of our own forms: imported data may say more.
void add_more(ListingDetail& out, std::string_view text) {
    const json::value value = parse_json(text, {.bytes_max = 64 << 20});
    const json::object& more = value.as_object();
    const auto texts = [&](std::string_view member) {
        std::vector<std::string> all;
        for (const json::value& v : list_of(more, member))
            all.emplace_back(v.as_string());
        return all;
    };
    out.description_zh = some(text_member(more, "description_zh"));
    out.description_en = some(text_member(more, "description_en"));
    for (const json::value& v : list_of(more, "fees")) {
        const json::object& fee = v.as_object();
        out.fees.push_back({text_member(fee, "text"), std::nullopt});
        if (const json::value* fen = fee.if_contains("amount_fen"))
            out.fees.back().amount_fen = fen->as_int64();
    }
    out.documents = texts("documents");
    out.languages = texts("languages");
    out.accessibility = texts("accessibility");
    out.website = some(text_member(more, "website"));
    out.email = some(text_member(more, "email"));
}

}  // namespace

ListingDetail detail_of(const ListingRow& row, const FreshnessRule& rule, Instant now) {
    ListingDetail out;
    out.id = to_text(row.id);
    out.uuid = row.uuid;
    out.name_zh = row.name_zh;
    out.name_en = some(row.name_en);
    out.categories = codes_of(row.categories);
    out.organisation = some(row.organisation);
    out.address = some(row.address);
    out.postcode = some(row.postcode);
    out.lat = row.lat;
    out.lng = row.lng;
    out.phones = row.phones;
    const Hours hours =
        row.schedules.is_array() ? Hours::from_schedules(row.schedules.get_array()) : Hours();
    out.open_now = hours.open_at(now);
    const Words line = hours.line(now);
    out.opens_zh = some(line.zh);
    out.opens_en = some(line.en);
    if (row.area_id) out.area_id = row.area_id;
    out.status = row.status;
    out.verified_on = row.verified_on;
    out.verified_by = some(row.verified_by);
    out.freshness = rule.of(row.verified_on, date_in_china(now));
    out.wheelchair = row.wheelchair;
    out.complaints = row.complaints;
    out.source = some(row.source);
    out.licence = some(row.licence);
    out.schedules = opening_times(row.schedules);
    add_more(out, row.more);
    out.etag = std::to_string(row.version);
    return out;
}

}  // namespace linli::place
