// What a board shows: the listings around it, nearest first, so that it can say "open now" by
// itself for a fortnight without network.
#pragma once
#include <string>
#include <vector>

#include "apps/neighbourhood/board.hpp"
#include "apps/neighbourhood/chain.hpp"
#include "apps/neighbourhood/outline.hpp"
#include "kernel/place/catalogue.hpp"

namespace linli::neighbourhood {

struct ContentBounds {
    std::size_t per_category_max = 30;  // listings of one category: the nearest ones
    std::size_t listings_max = 1200;
    std::size_t shapes_max = 200;  // areas of the schematic plan
};

// Opening hours as the bundle tells them: weekly entries where that says all, otherwise one entry
// per date for `hours_ahead_days` days (recurrences by month, intervals, exceptions).
inline constexpr int hours_ahead_days = 15;
std::vector<place::OpeningTime> schedules_of(const place::Hours& hours, Date today);

// Inactive and defunct listings, and those without a place, are left out.
Content content_of(const BoardRow& board, const std::string& area_name,
                   const place::Catalogue& catalogue, const place::Categories& categories,
                   const std::vector<Shape>& shapes, Instant now, const ContentBounds& bounds);

}  // namespace linli::neighbourhood
