// The people of the demonstration city: nobody real (see fiction.hpp).
#pragma once
#include <cstdint>
#include <string>

namespace linli::demo {

struct Resident {
    std::string name;
    std::string id_number;
    std::string phone;
    std::size_t grid = 0;  // among the grids of the city, from 0
};

// The same for the same number, seed and count of grids, whoever was made before and on any day.
Resident resident(std::uint64_t number, std::uint64_t seed, std::size_t grids);

}  // namespace linli::demo
