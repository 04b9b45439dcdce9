#include "apps/neighbourhood/content.hpp"

#include <algorithm>
#include <cmath>

namespace linli::neighbourhood {

namespace {

using place::Period;

// True when an OpeningTime can say the same: certain weekdays, between two dates, every week.
bool is_weekly(const Period& p) {
    const bool every_weekday_plain = std::all_of(
        p.weekdays.begin(), p.weekdays.end(), [](const place::MonthDay& d) { return d.nth == 0; });
    return p.every != Period::Every::month && p.interval == 1 && !p.start && !p.until &&
           every_weekday_plain && p.month_days.empty() && p.year_days.empty() && p.weeks.empty() &&
           (p.every == Period::Every::day || !p.weekdays.empty());
}

std::string closing_text(int minute) {
    // HSDS has no other way to say "until midnight".
    return minute == 1440 ? "23:59" : place::time_text(minute);
}

place::OpeningTime weekly(const Period& p) {
    place::OpeningTime t;
    for (const place::MonthDay& day : p.weekdays)
        t.weekdays.push_back(day.weekday);
    if (!p.closed) {
        t.opens_at = place::time_text(p.opens);
        t.closes_at = closing_text(p.closes);
    }
    t.valid_from = p.valid_from;
    t.valid_to = p.valid_to;
    return t;
}

std::vector<place::OpeningTime> by_dates(const place::Hours& hours, Date from) {
    std::vector<place::OpeningTime> out;
    for (Date d = from; d < from + hours_ahead_days; d = d + 1) {
        place::OpeningTime t;
        t.valid_from = t.valid_to = d;
        const auto spans = hours.on(d);
        if (spans.empty()) out.push_back(t);
        for (const place::Interval& span : spans) {
            t.opens_at = place::time_text(span.opens);
            t.closes_at = closing_text(span.closes);
            out.push_back(t);
        }
    }
    return out;
}

place::CategorySet shown_categories(const BoardRow& board, const place::Categories& categories) {
    place::CategorySet shown;
    for (const std::string& code : board.categories)
        shown |= categories.subtree(code);
    return shown;  // empty = all
}

json::array category_list(const place::CategorySet& shown, const place::Categories& categories) {
    json::array list;
    for (std::size_t i = 0; i < categories.all().size(); ++i) {
        if (shown.none() || shown.test(i)) list.push_back(to_json(categories.all()[i]));
    }
    return list;
}

json::object listing_object(const place::Found& found, const place::FreshnessRule& rule,
                            Date today) {
    json::object listing = parse_json("{" + found.entry->json + "}").as_object();
    listing["distance_m"] = std::lround(found.distance_m);
    listing["freshness"] = enum_to_text(rule.of(found.entry->verified_on, today));
    listing["schedules"] = to_json(schedules_of(*found.entry->hours, today));
    return listing;
}

// Takes the nearest listings until each of their categories has enough of them.
class Quota {
  public:
    Quota(const place::CategorySet& shown, std::size_t per_category)
        : shown_(shown), max_(per_category) {}
    bool take(const place::CategorySet& categories) {
        bool wanted = false;
        for (std::size_t i = 0; i < place::categories_max; ++i) {
            if (counts(categories, i) && taken_[i] < max_) wanted = true;
        }
        if (!wanted) return false;
        for (std::size_t i = 0; i < place::categories_max; ++i) {
            if (counts(categories, i)) ++taken_[i];
        }
        return true;
    }

  private:
    bool counts(const place::CategorySet& categories, std::size_t i) const {
        return categories.test(i) && (shown_.none() || shown_.test(i));
    }
    place::CategorySet shown_;
    std::size_t max_;
    std::size_t taken_[place::categories_max] = {};
};

}  // namespace

std::vector<place::OpeningTime> schedules_of(const place::Hours& hours, Date today) {
    const auto& periods = hours.periods();
    if (!std::all_of(periods.begin(), periods.end(), is_weekly)) return by_dates(hours, today);
    std::vector<place::OpeningTime> out;
    for (const Period& period : periods)
        out.push_back(weekly(period));
    return out;
}

Content content_of(const BoardRow& board, const std::string& area_name,
                   const place::Catalogue& catalogue, const place::Categories& categories,
                   const std::vector<Shape>& shapes, Instant now, const ContentBounds& bounds) {
    const place::CategorySet shown = shown_categories(board, categories);
    place::Search search;
    search.centre = place::GeoPoint{board.lat, board.lng};
    search.radius_m = static_cast<double>(board.radius_m);
    search.categories = shown;
    search.sort = place::Sort::distance;

    Content content;
    content.data_as_of = catalogue.data_as_of();
    content.shown["board"] = to_json(view_of(board, area_name));
    content.shown["categories"] = category_list(shown, categories);
    Quota quota(shown, bounds.per_category_max);
    json::array listings;
    for (const place::Found& found : catalogue.search(search)) {
        if (listings.size() == bounds.listings_max) break;
        if (!quota.take(found.entry->categories)) continue;
        listings.push_back(listing_object(found, catalogue.freshness(), date_in_china(now)));
    }
    content.shown["listings"] = std::move(listings);
    json::array outline;
    for (const Shape& shape : shapes) {
        if (outline.size() == bounds.shapes_max) break;
        outline.push_back(to_json_value(shape));
    }
    content.shown["outline"] = json::object{{"grids", std::move(outline)}};
    return content;
}

}  // namespace linli::neighbourhood
