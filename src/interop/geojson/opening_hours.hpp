// The common part of OpenStreetMap's opening_hours grammar: days and day ranges, times, several
// rules (a later one overrules an earlier one on its days), 24/7, off.
//   Mo-Fr 08:00-12:00,13:30-17:30; Sa 09:00-12:00; Su off
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "kernel/place/listing.hpp"

namespace linli::geojson {

struct OsmHours {
    std::vector<place::OpeningTime> times;
    bool left_out_holidays = false;  // rules for PH and SH are not computed
};
// None when any part is outside of what is understood (months, weeks, sunset, open ends,
// fallbacks): half an answer would be a wrong one.
std::optional<OsmHours> parse_opening_hours(std::string_view text);

}  // namespace linli::geojson
