#include "interop/geojson/tags.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "interop/geojson/opening_hours.hpp"

namespace linli::geojson {
namespace {

std::string tag(const Tags& tags, std::initializer_list<const char*> keys) {
    for (const char* key : keys)
        if (const auto it = tags.find(key); it != tags.end())
            if (const auto value = trim(it->second); !value.empty()) return std::string(value);
    return {};
}

std::optional<std::string> some(std::string text, std::size_t length_max) {
    if (text.empty()) return std::nullopt;
    return std::string(first_code_points(text, length_max));
}

std::vector<std::string> categories_of(const Tags& tags, const place::Categories& categories) {
    std::vector<std::string> codes;
    for (const auto& [key, value] : tags) {
        auto code = categories.of_osm_tag(key, value);
        if (!code && key == "category") code = categories.of_term(value);
        if (code && std::find(codes.begin(), codes.end(), *code) == codes.end())
            codes.push_back(*code);
    }
    if (codes.size() > 8) codes.resize(8);
    return codes;
}

std::string address_of(const Tags& tags) {
    if (const std::string whole = tag(tags, {"addr:full", "address"}); !whole.empty()) return whole;
    std::string out;
    for (const char* part : {"addr:province", "addr:city", "addr:district", "addr:street"})
        out += tag(tags, {part});
    if (const std::string number = tag(tags, {"addr:housenumber"}); !number.empty())
        out += number + (number.find("号") == std::string::npos ? "号" : "");
    return out;
}

void read_phones(const Tags& tags, place::ListingForm& form) {
    std::string all =
        tag(tags, {"phone", "contact:phone"}) + ";" + tag(tags, {"mobile", "contact:mobile"});
    while (!all.empty() && form.phones.size() < 10) {
        const std::size_t end = std::min(all.find(';'), all.size());
        const std::string number(trim(std::string_view(all).substr(0, end)));
        if (number.size() >= 3 && number.size() <= 40)
            form.phones.push_back({number, std::nullopt});
        all.erase(0, end + 1);
    }
}

std::optional<FieldFault> read_hours(const Tags& tags, place::ListingForm& form) {
    const std::string text = tag(tags, {"opening_hours"});
    if (text.empty()) return std::nullopt;
    const auto hours = parse_opening_hours(text);
    if (!hours) {
        // Kept as words for people; "open now" stays unknown.
        form.schedules.push_back({});
        form.schedules.back().note = std::string(first_code_points(text, 200));
        return FieldFault{
            "opening_hours",
            "geojson.hours_not_computed",
            {"营业时间“" + text + "”超出可计算的写法，已作为说明保存",
             "opening_hours \"" + text + "\" is kept as a note; it cannot be computed"}};
    }
    form.schedules = hours->times;
    if (!hours->left_out_holidays) return std::nullopt;
    return FieldFault{
        "opening_hours",
        "geojson.holidays_left_out",
        {"法定节假日（PH）的规则未采用", "The rules for public holidays (PH) are left out"}};
}

}  // namespace

std::optional<TaggedForm> form_of(const Tags& tags, const place::Categories& categories) {
    TaggedForm out;
    place::ListingForm& form = out.form;
    form.categories = categories_of(tags, categories);
    if (form.categories.empty()) return std::nullopt;
    const std::string name = tag(tags, {"name:zh", "name", "name:zh-Hans", "operator", "brand"});
    form.name_zh = std::string(
        first_code_points(name.empty() ? categories.find(form.categories.front())->zh : name, 80));
    form.name_en = some(tag(tags, {"name:en"}), 120);
    form.organisation = some(tag(tags, {"operator"}), 120);
    form.address = some(address_of(tags), 200);
    form.postcode = some(tag(tags, {"addr:postcode"}), 12);
    form.email = some(tag(tags, {"email", "contact:email"}), 254);
    const std::string website = tag(tags, {"website", "contact:website", "url"});
    if (website.starts_with("https://") || website.starts_with("http://"))
        form.website = some(website, 500);
    form.description_zh = some(tag(tags, {"description:zh", "description"}), 2000);
    form.wheelchair = enum_from_text<place::Wheelchair>(tag(tags, {"wheelchair"}));
    if (tag(tags, {"toilets:wheelchair"}) == "yes") form.accessibility.push_back("无障碍厕所");
    read_phones(tags, form);
    out.warning = read_hours(tags, form);
    try {
        if (const std::string day = tag(tags, {"check_date", "check_date:opening_hours"});
            !day.empty())
            form.verified_on = date_from_text(day);
    } catch (const Refusal&) {
        form.verified_on = std::nullopt;
    }
    if (form.verified_on) form.verified_by = "OpenStreetMap";
    return out;
}

}  // namespace linli::geojson
