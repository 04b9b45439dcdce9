#include <unordered_map>

#include "kernel/area/area_row.hpp"
#include "kernel/area/area_sql.hpp"
#include "kernel/area/locator.hpp"

namespace linli::area {

namespace {

struct BoundaryRow {
    AreaId area_id;
    std::string geometry;
};
BOOST_DESCRIBE_STRUCT(BoundaryRow, (), (area_id, geometry))

// Everything that one version of the tree is made of, read in one unit of work.
struct Loaded {
    std::int64_t version = 0;
    std::vector<AreaRow> rows;
    std::vector<BoundaryRow> boundaries;
};

TreePtr build(Loaded loaded) {
    std::unordered_map<AreaId, const AreaRow*> by_id;
    for (const AreaRow& row : loaded.rows)
        by_id[row.id] = &row;
    std::sort(loaded.boundaries.begin(), loaded.boundaries.end(),
              [&](const BoundaryRow& a, const BoundaryRow& b) {
                  return by_id.at(a.area_id)->code < by_id.at(b.area_id)->code;
              });
    std::vector<Located> located;
    for (const BoundaryRow& row : loaded.boundaries) {
        located.push_back(
            {row.area_id, by_id.at(row.area_id)->level, boundary_from_stored(row.geometry)});
    }
    auto locator = std::make_shared<const Locator>(std::move(located));
    return std::make_shared<const Tree>(loaded.version, std::move(loaded.rows), std::move(locator));
}

}  // namespace

Areas::Areas(store::Store& store, const Clock& clock, IdMaker& ids, const journal::Journal& journal)
    : store_(store),
      clock_(clock),
      ids_(ids),
      journal_(journal),
      tree_(std::make_shared<const Tree>(-1, std::vector<AreaRow>{}, nullptr)) {}

TreePtr Areas::tree() const {
    const std::lock_guard lock(mutex_);
    return tree_;
}

bool Areas::refresh() {
    // One thread builds, so that a slow build never replaces a newer tree.
    const std::lock_guard building(refreshing_);
    const std::int64_t known = tree()->version();
    std::optional<Loaded> loaded = store_.read([&](store::Tx& tx) -> std::optional<Loaded> {
        const auto version = tx.one<std::int64_t>(sql_version).value_or(0);
        if (version == known) return std::nullopt;
        return Loaded{version, tx.all<AreaRow>(sql_all), tx.all<BoundaryRow>(sql_boundaries)};
    });
    if (!loaded) return false;
    TreePtr built = build(std::move(*loaded));
    const std::lock_guard lock(mutex_);
    tree_ = std::move(built);
    return true;
}

std::string Areas::boundary(store::Tx& tx, AreaId area) const {
    auto geometry = tx.one<std::string>(sql_boundary, area);
    if (!geometry) {
        throw refuse_not_found("area.no_boundary",
                               {"这个区域没有边界数据，可以用 GeoJSON 导入",
                                "This area has no boundary; import one as GeoJSON"});
    }
    return std::move(*geometry);
}

}  // namespace linli::area
