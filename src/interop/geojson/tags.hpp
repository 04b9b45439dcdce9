// One tagged point as a form of the directory.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "kernel/place/categories.hpp"
#include "kernel/place/listing.hpp"

namespace linli::geojson {

using Tags = std::map<std::string, std::string>;

struct TaggedForm {
    place::ListingForm form;              // without coordinates
    std::optional<FieldFault> warning{};  // about opening_hours
};
// None when no tag means a category.
std::optional<TaggedForm> form_of(const Tags& tags, const place::Categories& categories);

}  // namespace linli::geojson
