// How large the demonstration city is.
#pragma once
#include <boost/describe.hpp>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "demo/geography.hpp"

namespace linli::demo {

enum class Preset : std::uint8_t { small, district, city };
BOOST_DESCRIBE_ENUM(Preset, small, district, city)

struct Size {
    Plan plan;
    std::size_t persons = 0;
    std::size_t listings = 0;
    std::size_t boards = 0;
};

// small: for tests. district: one district of 60,000 people. city: 600,000 people, 20,000 services.
Size size_of(Preset preset);
// Throws Refusal `demo.preset_unknown` that names the three.
Preset preset_from_text(std::string_view name);

}  // namespace linli::demo
