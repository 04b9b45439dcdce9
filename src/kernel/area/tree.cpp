#include <algorithm>

#include "base/text.hpp"
#include "kernel/area/area_row.hpp"
#include "kernel/area/locator.hpp"

namespace linli::area {

namespace {
constexpr auto nowhere = static_cast<std::size_t>(-1);
}

std::string search_text(const std::string& name_zh, const std::optional<std::string>& name_en) {
    const Pinyin sounds = pinyin(name_zh);
    return fold(name_zh) + "\n" + fold(name_en.value_or("")) + "\n" + sounds.full + "\n" +
           sounds.initials;
}

Tree::Tree(std::int64_t version, std::vector<AreaRow> rows, std::shared_ptr<const Locator> locator)
    : version_(version), locator_(std::move(locator)) {
    std::sort(rows.begin(), rows.end(),
              [](const AreaRow& a, const AreaRow& b) { return a.code < b.code; });
    for (AreaRow& row : rows) {
        by_id_[row.id] = nodes_.size();
        std::string search = std::move(row.search);
        nodes_.push_back({std::move(row), std::move(search), nowhere, {}});
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (!nodes_[i].area.parent_id) continue;
        const std::size_t parent = position(*nodes_[i].area.parent_id);
        LINLI_CHECK(parent != nowhere && nodes_[parent].area.level < nodes_[i].area.level);
        nodes_[i].parent = parent;
        nodes_[parent].children.push_back(i);
    }
}

std::size_t Tree::position(AreaId id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nowhere : found->second;
}

const Area* Tree::find(AreaId id) const {
    const std::size_t at = position(id);
    return at == nowhere ? nullptr : &nodes_[at].area;
}

const Area* Tree::by_code(std::string_view code) const {
    const auto found =
        std::lower_bound(nodes_.begin(), nodes_.end(), code,
                         [](const Node& node, std::string_view c) { return node.area.code < c; });
    return found != nodes_.end() && found->area.code == code ? &found->area : nullptr;
}

bool Tree::is_within(AreaId area, AreaId ancestor) const {
    const std::size_t goal = position(ancestor);
    if (goal == nowhere) return false;
    for (std::size_t at = position(area); at != nowhere; at = nodes_[at].parent) {
        if (at == goal) return true;
    }
    return false;
}

std::vector<AreaId> Tree::ancestors(AreaId area) const {
    std::vector<AreaId> chain;
    for (std::size_t at = position(area); at != nowhere; at = nodes_[at].parent) {
        chain.push_back(nodes_[at].area.id);
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
}

std::vector<AreaId> Tree::subtree(AreaId area) const {
    std::vector<AreaId> out;
    std::vector<std::size_t> open;
    if (const std::size_t at = position(area); at != nowhere) open.push_back(at);
    while (!open.empty()) {
        const Node& node = nodes_[open.back()];
        open.pop_back();
        out.push_back(node.area.id);
        open.insert(open.end(), node.children.rbegin(), node.children.rend());
    }
    return out;
}

std::vector<const Area*> Tree::children(std::optional<AreaId> parent) const {
    std::vector<const Area*> out;
    if (parent) {
        const std::size_t at = position(*parent);
        if (at == nowhere) return out;
        for (const std::size_t child : nodes_[at].children)
            out.push_back(&nodes_[child].area);
        return out;
    }
    for (const Node& node : nodes_) {
        if (node.parent == nowhere) out.push_back(&node.area);
    }
    return out;
}

std::vector<const Area*> Tree::locate(WgsPoint point, Date day) const {
    std::vector<const Area*> chain;
    if (!locator_) return chain;
    const AreaId found = locator_->locate(
        point, [&](AreaId id) { return find(id) != nullptr && find(id)->stands_on(day); });
    for (const AreaId id : ancestors(found))
        chain.push_back(find(id));
    return chain;
}

const Area& require_area(const Tree& tree, AreaId id) {
    const Area* found = tree.find(id);
    if (!found) {
        throw refuse_not_found(
            "area.not_found",
            {"没有这个区域，请从列表中选择", "There is no such area; choose one from the list"});
    }
    return *found;
}

}  // namespace linli::area
