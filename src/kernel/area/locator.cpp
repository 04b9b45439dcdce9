#include "kernel/area/locator.hpp"

#include <algorithm>
#include <cmath>

namespace linli::area {

Locator::Locator(std::vector<Located> boundaries) : boundaries_(std::move(boundaries)) {
    std::array<std::vector<std::uint32_t>, 5> members;
    for (std::uint32_t i = 0; i < boundaries_.size(); ++i) {
        boxes_.push_back(box_of(boundaries_[i].boundary));
        members[static_cast<std::size_t>(boundaries_[i].level)].push_back(i);
    }
    for (std::size_t level = 0; level < layers_.size(); ++level) {
        if (!members[level].empty()) fill(layers_[level], members[level]);
    }
}

int Locator::column(const Layer& layer, double lng) {
    const double part = (lng - layer.box.west) / std::max(layer.box.east - layer.box.west, 1e-9);
    return std::clamp(static_cast<int>(part * layer.columns), 0, layer.columns - 1);
}

int Locator::row(const Layer& layer, double lat) {
    const double part = (lat - layer.box.south) / std::max(layer.box.north - layer.box.south, 1e-9);
    return std::clamp(static_cast<int>(part * layer.rows), 0, layer.rows - 1);
}

std::size_t Locator::cell(const Layer& layer, int at_row, int at_column) {
    return static_cast<std::size_t>(at_row) * static_cast<std::size_t>(layer.columns) +
           static_cast<std::size_t>(at_column);
}

void Locator::fill(Layer& layer, const std::vector<std::uint32_t>& members) {
    for (const std::uint32_t i : members) {
        layer.box.south = std::min(layer.box.south, boxes_[i].south);
        layer.box.west = std::min(layer.box.west, boxes_[i].west);
        layer.box.north = std::max(layer.box.north, boxes_[i].north);
        layer.box.east = std::max(layer.box.east, boxes_[i].east);
    }
    // About four cells for each boundary keep the lists at one to four members.
    const double side = 2 * std::sqrt(static_cast<double>(members.size()));
    layer.columns = layer.rows = std::clamp(static_cast<int>(side), 1, side_max);
    layer.cells.resize(cell(layer, layer.rows - 1, layer.columns - 1) + 1);
    for (const std::uint32_t i : members) {
        for (int r = row(layer, boxes_[i].south); r <= row(layer, boxes_[i].north); ++r) {
            for (int c = column(layer, boxes_[i].west); c <= column(layer, boxes_[i].east); ++c) {
                layer.cells[cell(layer, r, c)].push_back(i);
            }
        }
    }
}

AreaId Locator::locate(WgsPoint point, const std::function<bool(AreaId)>& admits) const {
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
        if (layer->cells.empty() || !layer->box.contains(point)) continue;
        const std::size_t at = cell(*layer, row(*layer, point.lat), column(*layer, point.lng));
        for (const std::uint32_t i : layer->cells[at]) {
            const Located& candidate = boundaries_[i];
            if (boxes_[i].contains(point) && admits(candidate.area) &&
                contains(candidate.boundary, point)) {
                return candidate.area;
            }
        }
    }
    return {};
}

}  // namespace linli::area
