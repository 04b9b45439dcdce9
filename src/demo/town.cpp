#include "demo/town.hpp"

#include <algorithm>

#include "demo/fiction.hpp"
#include "kernel/place/hours.hpp"

namespace linli::demo {

namespace {

constexpr const char* level_words[] = {"city", "district", "street", "community", "grid"};

Name name_of(const Ground& ground, const std::vector<Name>& names, std::size_t (&counted)[5]) {
    const std::size_t number = counted[static_cast<std::size_t>(ground.level)]++;
    switch (ground.level) {
        case Level::city:
            return city_name;
        case Level::district:
            return district_name(number);
        case Level::street:
            return street_name(number);
        case Level::community:
            return community_name(number);
        case Level::grid:
            return grid_name(names[*ground.parent], ground.position);
    }
    return {};
}

std::optional<std::string> optional_text(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

// A market on days of the month: the form of listings knows dates, not recurrences.
void add_dates(const Shift& shift, Date today, std::vector<place::OpeningTime>& out) {
    constexpr int days_ahead = 180;
    for (Date d = today; d < today + days_ahead; d = d + 1) {
        const int day = static_cast<int>(static_cast<unsigned>(d.ymd().day()));
        if (std::find(shift.month_days.begin(), shift.month_days.end(), day) ==
            shift.month_days.end()) {
            continue;
        }
        place::OpeningTime t;
        t.valid_from = t.valid_to = d;
        t.opens_at = place::time_text(shift.opens);
        t.closes_at = place::time_text(shift.closes);
        t.note = optional_text(shift.note);
        out.push_back(t);
    }
}

std::vector<place::OpeningTime> opening_times(const std::vector<Shift>& hours, Date today) {
    std::vector<place::OpeningTime> out;
    for (const Shift& shift : hours) {
        if (!shift.month_days.empty()) {
            add_dates(shift, today, out);
            continue;
        }
        place::OpeningTime t;
        if (shift.weekdays.size() < 7) t.weekdays = shift.weekdays;
        t.opens_at = place::time_text(shift.opens);
        t.closes_at = place::time_text(shift.closes);
        t.note = optional_text(shift.note);
        out.push_back(t);
    }
    return out;
}

place::Wheelchair wheelchair_of(Wheelchair w) {
    switch (w) {
        case Wheelchair::yes:
            return place::Wheelchair::yes;
        case Wheelchair::limited:
            return place::Wheelchair::limited;
        case Wheelchair::no:
            return place::Wheelchair::no;
        case Wheelchair::unknown:
            break;
    }
    return place::Wheelchair::unknown;
}

place::ListingStatus status_of(ListingState s) {
    switch (s) {
        case ListingState::defunct:
            return place::ListingStatus::defunct;
        case ListingState::temporarily_closed:
            return place::ListingStatus::temporarily_closed;
        case ListingState::active:
            break;
    }
    return place::ListingStatus::active;
}

}  // namespace

Town make_town(const Size& size, std::uint64_t seed) {
    Town town{Geography(size.plan, seed), {}, {}, {}, {}, size, seed};
    std::size_t counted[5] = {};
    const auto& areas = town.geography.areas();
    for (const Ground& ground : areas) {
        town.names.push_back(name_of(ground, town.names, counted));
        town.codes.push_back(ground.parent ? child_code(town.codes[*ground.parent], ground.position)
                                           : division);
    }
    town.grids = town.geography.of_level(Level::grid);
    town.directory = make_directory(town.geography, town.names, size.listings, seed);
    return town;
}

std::string areas_geojson(const Town& town) {
    json::array features;
    const auto& areas = town.geography.areas();
    for (std::size_t i = 0; i < areas.size(); ++i) {
        json::array ring;
        for (const WgsPoint& p : town.geography.ring(areas[i])) {
            ring.push_back(json::array{p.lng, p.lat});
        }
        json::object properties{{"code", town.codes[i]},
                                {"level", level_words[static_cast<std::size_t>(areas[i].level)]},
                                {"name_zh", town.names[i].zh},
                                {"name_en", town.names[i].en},
                                {"valid_from", "2020-01-01"}};
        if (areas[i].parent) properties["parent_code"] = town.codes[*areas[i].parent];
        features.push_back(json::object{
            {"type", "Feature"},
            {"properties", std::move(properties)},
            {"geometry", {{"type", "Polygon"}, {"coordinates", json::array{std::move(ring)}}}}});
    }
    return json::serialize(
        json::object{{"type", "FeatureCollection"}, {"features", std::move(features)}});
}

place::ListingForm listing_form(const Town& town, const Listing& listing, Date today) {
    place::ListingForm form;
    form.name_zh = listing.name.zh;
    form.name_en = optional_text(listing.name.en);
    form.categories = {listing.category};
    form.organisation = town.directory.organisations[listing.organisation].name.zh;
    form.address = listing.address;
    form.lat = listing.at.lat;
    form.lng = listing.at.lng;
    form.crs = "wgs84";
    for (const Phone& phone : listing.phones) {
        form.phones.push_back({phone.number, optional_text(phone.name)});
    }
    form.schedules = opening_times(listing.hours, today);
    for (const Fee& fee : listing.fees)
        form.fees.push_back({fee.text, fee.amount_fen});
    form.documents = listing.documents;
    form.languages = listing.languages;
    form.accessibility = listing.accessibility;
    form.wheelchair = wheelchair_of(listing.wheelchair);
    form.description_zh = optional_text(listing.description_zh);
    form.description_en = optional_text(listing.description_en);
    form.status = status_of(listing.state);
    if (listing.verified_days_ago) {
        form.verified_on = today + -*listing.verified_days_ago;
        const auto& areas = town.geography.areas();
        form.verified_by = town.names[*areas[listing.area].parent].zh + "信息员";
    }
    return form;
}

std::vector<BoardPlan> board_plans(const Town& town) {
    const auto communities = town.geography.of_level(Level::community);
    const std::size_t count = std::min(town.size.boards, communities.size());
    std::vector<BoardPlan> plans;
    for (std::size_t i = 0; i < count; ++i) {
        BoardPlan plan;
        plan.area = communities[i * communities.size() / count];
        const WgsPoint at = town.geography.middle(town.geography.areas()[plan.area]);
        const Name& name = town.names[plan.area];
        plan.form.code = "demo-" + std::to_string(i + 1);
        plan.form.name_zh = name.zh + "便民服务屏";
        plan.form.name_en = name.en + " Board";
        plan.form.lat = at.lat;
        plan.form.lng = at.lng;
        plan.form.crs = "wgs84";
        plan.form.message_zh = "本周六上午九点，社区广场义诊、磨刀、修伞，欢迎邻里参加。";
        plan.form.message_en =
            "Saturday at nine on the square: health check, knives and umbrellas "
            "mended. All neighbours are welcome.";
        plan.form.office_phone = landline(7'000'000 + i);
        plans.push_back(std::move(plan));
    }
    return plans;
}

}  // namespace linli::demo
