// Names of the demonstration city, put together from lists of words and syllables; each has its
// Chinese spelling and its English or pinyin one.
#pragma once
#include <cstddef>
#include <string>

#include "demo/random.hpp"

namespace linli::demo {

struct Name {
    std::string zh;
    std::string en;
};

inline const Name city_name{"邻里市", "Linli City"};

// Different for different numbers: up to 12 districts, 240 streets, 1,500 communities.
Name district_name(std::size_t number);
Name street_name(std::size_t number);
Name community_name(std::size_t number);
// "和风社区第3网格"
Name grid_name(const Name& community, int position);
// A road for addresses, without the word for road: up to 240.
Name road_name(std::size_t number);

// A common family name and one or two syllables. Chance may give a real person's name; the resident
// number that goes with it cannot be real.
std::string person_name(Random& random);
// Family name and title, as on a notice at a door: 陈师傅.
std::string contact_name(Random& random, const char* title);
// A shop's own name: two lucky syllables.
Name shop_name(Random& random);

}  // namespace linli::demo
