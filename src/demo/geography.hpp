// The ground plan of the demonstration city: a lattice of small cells whose corners are moved a
// little, cut into districts, streets, communities and grids by straight runs of cell edges. Every
// boundary is made of lattice corners, so that neighbours share it corner by corner: the children
// of an area cover it without gaps and without overlap.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/coordinates.hpp"
#include "demo/random.hpp"

namespace linli::demo {

// The centre of the city lies in the open sea on purpose: no real house can be taken for one of
// ours.
inline constexpr WgsPoint city_centre{28.9, 123.4};

enum class Level : std::uint8_t { city, district, street, community, grid };

// A rectangle of cells: columns [left, right), rows [bottom, top).
struct Cells {
    int left = 0, bottom = 0, right = 0, top = 0;
    int width() const { return right - left; }
    int height() const { return top - bottom; }
    int count() const { return width() * height(); }
};

struct Ground {
    Level level = Level::city;
    std::optional<std::size_t>
        parent;  // position in Geography::areas(); parents stand before children
    Cells cells;
    int position = 0;  // among its siblings, from 0
};

// How many parts each level has; ranges are inclusive.
struct Plan {
    int districts = 1;
    int streets_min = 2, streets_max = 2;          // of a district
    int communities_min = 3, communities_max = 3;  // of a street
    int grids_min = 3, grids_max = 3;              // of a community
    int cells_per_grid = 9;
    double cell_m = 110;  // edge of a cell
};

class Geography {
  public:
    Geography(const Plan& plan, std::uint64_t seed);

    const std::vector<Ground>& areas() const { return areas_; }
    // Positions of all areas of a level, in order.
    std::vector<std::size_t> of_level(Level level) const;
    // The boundary, counter-clockwise, first point repeated at the end; six decimals (0.1 m).
    std::vector<WgsPoint> ring(const Ground& area) const;
    // A point well inside the area.
    WgsPoint point_in(const Ground& area, Random& random) const;
    WgsPoint middle(const Ground& area) const;

  private:
    void divide(std::size_t parent, Level level, const std::vector<int>& leaves, Random& random);
    WgsPoint corner(int column, int row) const;

    Plan plan_;
    std::uint64_t seed_;
    int columns_ = 0, rows_ = 0;
    std::vector<Ground> areas_;
};

}  // namespace linli::demo
