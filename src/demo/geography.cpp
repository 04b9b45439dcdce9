#include "demo/geography.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <span>

#include "base/refusal.hpp"

namespace linli::demo {

namespace {

constexpr double metres_per_degree = 111'195;  // of latitude, on the mean sphere

// Cuts `cells` into one part per weight, of about that share each; parts keep the order of weights.
void cut(const Cells& cells, std::span<const int> weights, Random& random,
         std::vector<Cells>& parts) {
    if (weights.size() == 1) {
        parts.push_back(cells);
        return;
    }
    const std::size_t half = weights.size() / 2;
    const auto low = weights.first(half);
    const auto high = weights.subspan(half);
    const double low_sum = std::accumulate(low.begin(), low.end(), 0);
    const double all_sum = std::accumulate(weights.begin(), weights.end(), 0);
    const double share = low_sum / all_sum * (0.94 + 0.12 * random.unit());
    const bool across = cells.width() >= cells.height();
    const int length = across ? cells.width() : cells.height();
    LINLI_CHECK(length >= 2);
    const int at = std::clamp(static_cast<int>(std::lround(share * length)), 1, length - 1);
    Cells first = cells, second = cells;
    if (across) {
        first.right = second.left = cells.left + at;
    } else {
        first.top = second.bottom = cells.bottom + at;
    }
    cut(first, low, random, parts);
    cut(second, high, random, parts);
}

double rounded(double degrees) {
    return std::round(degrees * 1e6) / 1e6;
}

// A number in [-1, 1) that depends on nothing but its arguments.
double noise(std::uint64_t seed, int column, int row, std::uint64_t salt) {
    const auto c = static_cast<std::uint64_t>(column), r = static_cast<std::uint64_t>(row);
    Random random(seed ^ (c * 0x9e3779b97f4a7c15ULL) ^ (r << 40) ^ (salt << 56));
    return random.unit() * 2 - 1;
}

}  // namespace

Geography::Geography(const Plan& plan, std::uint64_t seed) : plan_(plan), seed_(seed) {
    Random random(seed, "geography");
    // Decide the numbers from the top, then give every area ground in proportion to its grids.
    struct Street {
        std::vector<int> grids;  // one number per community
    };
    std::vector<std::vector<Street>> districts(static_cast<std::size_t>(plan.districts));
    std::vector<int> district_grids;
    int grids_of_city = 0;
    for (auto& streets : districts) {
        int of_district = 0;
        streets.resize(
            static_cast<std::size_t>(random.between(plan.streets_min, plan.streets_max)));
        for (Street& street : streets) {
            const int communities = random.between(plan.communities_min, plan.communities_max);
            for (int i = 0; i < communities; ++i) {
                street.grids.push_back(random.between(plan.grids_min, plan.grids_max));
                of_district += street.grids.back();
            }
        }
        district_grids.push_back(of_district);
        grids_of_city += of_district;
    }
    const double cells = static_cast<double>(grids_of_city) * plan.cells_per_grid;
    columns_ = static_cast<int>(std::ceil(std::sqrt(cells * 1.25)));
    rows_ = static_cast<int>(std::ceil(cells / columns_));

    areas_.push_back({Level::city, std::nullopt, {0, 0, columns_, rows_}, 0});
    divide(0, Level::district, district_grids, random);
    for (std::size_t d = 0; d < districts.size(); ++d) {
        const std::size_t first_street = areas_.size();
        std::vector<int> street_grids;
        for (const Street& street : districts[d]) {
            street_grids.push_back(std::accumulate(street.grids.begin(), street.grids.end(), 0));
        }
        divide(1 + d, Level::street, street_grids, random);
        for (std::size_t s = 0; s < districts[d].size(); ++s) {
            const std::size_t first_community = areas_.size();
            const auto& grids = districts[d][s].grids;
            divide(first_street + s, Level::community, grids, random);
            for (std::size_t c = 0; c < grids.size(); ++c) {
                divide(first_community + c, Level::grid,
                       std::vector<int>(static_cast<std::size_t>(grids[c]), 1), random);
            }
        }
    }
}

void Geography::divide(std::size_t parent, Level level, const std::vector<int>& leaves,
                       Random& random) {
    std::vector<Cells> parts;
    cut(areas_[parent].cells, leaves, random, parts);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        areas_.push_back({level, parent, parts[i], static_cast<int>(i)});
    }
}

std::vector<std::size_t> Geography::of_level(Level level) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < areas_.size(); ++i) {
        if (areas_[i].level == level) found.push_back(i);
    }
    return found;
}

WgsPoint Geography::corner(int column, int row) const {
    // A slow wave bends the long roads, a small jitter makes every block its own; together they
    // stay far below half a cell per step, so that no cell turns inside out.
    const double wave_x = 1.6 * std::sin(row * 2 * std::numbers::pi / 37 + 0.6);
    const double wave_y = 1.4 * std::sin(column * 2 * std::numbers::pi / 43);
    const double x = column - columns_ / 2.0 + wave_x + 0.15 * noise(seed_, column, row, 1);
    const double y = row - rows_ / 2.0 + wave_y + 0.15 * noise(seed_, column, row, 2);
    const double lat = city_centre.lat + y * plan_.cell_m / metres_per_degree;
    const double shrink = std::cos(city_centre.lat * std::numbers::pi / 180);
    const double lng = city_centre.lng + x * plan_.cell_m / (metres_per_degree * shrink);
    return {rounded(lat), rounded(lng)};
}

std::vector<WgsPoint> Geography::ring(const Ground& area) const {
    const Cells& c = area.cells;
    std::vector<WgsPoint> ring;
    for (int x = c.left; x < c.right; ++x)
        ring.push_back(corner(x, c.bottom));
    for (int y = c.bottom; y < c.top; ++y)
        ring.push_back(corner(c.right, y));
    for (int x = c.right; x > c.left; --x)
        ring.push_back(corner(x, c.top));
    for (int y = c.top; y > c.bottom; --y)
        ring.push_back(corner(c.left, y));
    ring.push_back(ring.front());
    return ring;
}

WgsPoint Geography::point_in(const Ground& area, Random& random) const {
    const int x = random.between(area.cells.left, area.cells.right - 1);
    const int y = random.between(area.cells.bottom, area.cells.top - 1);
    const double u = 0.05 + 0.9 * random.unit(), v = 0.05 + 0.9 * random.unit();
    const WgsPoint a = corner(x, y), b = corner(x + 1, y), c = corner(x, y + 1),
                   d = corner(x + 1, y + 1);
    const auto blend = [&](double pa, double pb, double pc, double pd) {
        return rounded((1 - v) * ((1 - u) * pa + u * pb) + v * ((1 - u) * pc + u * pd));
    };
    return {blend(a.lat, b.lat, c.lat, d.lat), blend(a.lng, b.lng, c.lng, d.lng)};
}

WgsPoint Geography::middle(const Ground& area) const {
    const Cells& c = area.cells;
    const int x = (c.left + c.right) / 2, y = (c.bottom + c.top) / 2;
    const int to_x = std::min(x + 1, c.right), to_y = std::min(y + 1, c.top);
    const WgsPoint a = corner(std::min(x, c.right - 1), std::min(y, c.top - 1)),
                   b = corner(to_x, to_y);
    return {rounded((a.lat + b.lat) / 2), rounded((a.lng + b.lng) / 2)};
}

}  // namespace linli::demo
