// Which boundary holds a point: a square lattice over all boundaries of one level; each cell knows
// the boundaries whose box touches it. Built once for each version of the tree, then only read.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "kernel/area/area.hpp"
#include "kernel/area/boundary.hpp"

namespace linli::area {

struct Located {
    AreaId area;
    Level level = Level::city;
    Boundary boundary;
};

class Locator {
  public:
    explicit Locator(std::vector<Located> boundaries);
    // The deepest area that `admits` and that holds the point; of several on one level the one
    // added first. AreaId{0} when there is none.
    AreaId locate(WgsPoint point, const std::function<bool(AreaId)>& admits) const;

  private:
    struct Layer {
        BoundingBox box{90, 180, -90, -180};
        int columns = 0;
        int rows = 0;
        std::vector<std::vector<std::uint32_t>> cells;
    };
    static constexpr int side_max = 256;
    void fill(Layer& layer, const std::vector<std::uint32_t>& members);
    static int column(const Layer& layer, double lng);
    static int row(const Layer& layer, double lat);
    static std::size_t cell(const Layer& layer, int at_row, int at_column);

    std::vector<Located> boundaries_;
    std::vector<BoundingBox> boxes_;
    std::array<Layer, 5> layers_;  // by Level
};

}  // namespace linli::area
