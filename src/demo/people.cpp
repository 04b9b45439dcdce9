#include "demo/people.hpp"

#include "demo/fiction.hpp"
#include "demo/names.hpp"
#include "demo/random.hpp"

namespace linli::demo {

Resident resident(std::uint64_t number, std::uint64_t seed, std::size_t grids) {
    Random random(seed ^ (number * 0x9e3779b97f4a7c15ULL), "people");
    Resident r;
    r.name = person_name(random);
    r.id_number = resident_number(number);
    r.phone = resident_mobile(number);
    r.grid = random.below(grids);
    return r;
}

}  // namespace linli::demo
