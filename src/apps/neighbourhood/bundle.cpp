// Making bundles, and keeping them in memory for the many screens that ask again and again.
#include <cmath>
#include <numbers>
#include <set>

#include "apps/neighbourhood/neighbourhood.hpp"
#include "apps/neighbourhood/neighbourhood_sql.hpp"

namespace linli::neighbourhood {

namespace {

constexpr std::size_t boards_in_memory_max = 1000;
constexpr int samples = 40;  // across the circle: areas wider than a 40th of it are found

// The areas of one level that hold a point of the circle.
using ByLevel = std::map<area::Level, std::set<AreaId>>;

ByLevel areas_around(const area::Tree& tree, const BoardRow& row, Date today) {
    ByLevel found;
    const double radius_m = static_cast<double>(row.radius_m);
    const double lat_step = radius_m / earth_radius_m * 180 / std::numbers::pi * 2 / samples;
    const double lng_step = lat_step / std::cos(row.lat * std::numbers::pi / 180);
    for (int y = -samples / 2; y <= samples / 2; ++y) {
        for (int x = -samples / 2; x <= samples / 2; ++x) {
            if (x * x + y * y > samples * samples / 4) continue;
            const WgsPoint at{row.lat + y * lat_step, row.lng + x * lng_step};
            for (const area::Area* a : tree.locate(at, today))
                found[a->level].insert(a->id);
        }
    }
    return found;
}

// The finest level that is not too crowded to draw.
const std::set<AreaId>* drawable(const ByLevel& by_level, std::size_t shapes_max) {
    for (const auto level : {area::Level::grid, area::Level::community, area::Level::street,
                             area::Level::district, area::Level::city}) {
        const auto found = by_level.find(level);
        if (found != by_level.end() && found->second.size() <= shapes_max) return &found->second;
    }
    return nullptr;
}

std::vector<Shape> shapes_of(const std::string& geojson, const std::string& name) {
    std::vector<Shape> shapes;
    const json::value boundary = parse_json(geojson, {.bytes_max = 16 << 20, .depth_max = 16});
    for (const json::value& polygon : boundary.at("coordinates").as_array()) {
        Shape shape{name, {}};
        for (const json::value& corner : polygon.at(0).as_array()) {
            shape.ring.emplace_back(corner.at(0).to_number<double>(),
                                    corner.at(1).to_number<double>());
        }
        shapes.push_back(std::move(shape));
    }
    return shapes;
}

}  // namespace

std::shared_ptr<Boards::Kept> Boards::kept_of(BoardId board) {
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= boards_in_memory_max && !kept_.contains(board.value)) kept_.clear();
    auto& kept = kept_[board.value];
    if (!kept) kept = std::make_shared<Kept>();
    return kept;
}

bool Boards::is_good(const Kept& kept, const Seen& seen, Instant now) const {
    if (!kept.bundle || kept.seen.board_version != seen.board_version) return false;
    if (now < kept.checked_at || now >= kept.made_at + parts_.chain.renew_after) return false;
    if (date_in_china(now) != date_in_china(kept.checked_at))
        return false;  // freshness ages by days
    if (kept.seen == seen) return now < kept.checked_at + parts_.recheck_after;
    return now < kept.checked_at + parts_.rebuild_pause;
}

void Boards::rebuild(store::Store& store, const BoardRow& row, const Seen& seen, Kept& kept) {
    if (kept.shapes_of_tree != seen.tree_version || kept.shapes_of_board != seen.board_version) {
        kept.shapes = shapes_around(store, row);
        kept.shapes_of_tree = seen.tree_version;
        kept.shapes_of_board = seen.board_version;
    }
    const Instant now = parts_.clock.now();
    const Content content =
        content_of(row, area_name(row.area_id), parts_.directory.catalogue(),
                   parts_.directory.categories(), kept.shapes, now, parts_.bounds);
    const Link link = current_link(store, row, content);
    kept.bundle = std::make_shared<const Bundle>(Bundle{bundle_text(link), link.sha256});
    kept.seen = seen;
    kept.checked_at = now;
    kept.made_at = link.made_at;
}

Link Boards::current_link(store::Store& store, const BoardRow& row, const Content& content) {
    const Instant now = parts_.clock.now();
    const auto newest = store.read([&](store::Tx& tx) { return newest_link(tx, row.id); });
    if (newest && still_good(*newest, digest_of(content), *parts_.key, now, parts_.chain)) {
        return *newest;
    }
    const auto write = [&](store::Tx& tx) {
        const Link link = issue(tx, row.id, content, *parts_.key, now, parts_.chain);
        if (!newest || link.number != newest->number) {
            parts_.journal.append(tx,
                                  {.area = row.area_id,
                                   .action = "neighbourhood.bundle_signed",
                                   .subject_kind = "board",
                                   .subject_id = row.id.value,
                                   .details = {{"number", link.number}, {"sha256", link.sha256}}});
        }
        return link;
    };
    try {
        return store.write(write);
    } catch (const Refusal& refusal) {
        // No space, or too busy to write: a screen is better served with what was signed before.
        if (refusal.status() < 500 || !newest) throw;
    } catch (const Fault&) {
        if (!newest) throw;
    }
    return *newest;
}

std::vector<Shape> Boards::shapes_around(store::Store& store, const BoardRow& row) const {
    const auto tree = parts_.areas.tree();
    const ByLevel around = areas_around(*tree, row, date_in_china(parts_.clock.now()));
    const std::set<AreaId>* chosen = drawable(around, parts_.bounds.shapes_max);
    if (!chosen) return {};
    return store.read([&](store::Tx& tx) {
        std::vector<Shape> shapes;
        for (const AreaId id : *chosen) {
            const area::Area* a = tree->find(id);
            if (!a || !a->has_boundary) continue;
            for (const Shape& whole : shapes_of(parts_.areas.boundary(tx, id), a->name_zh)) {
                for (Shape& piece :
                     clipped(whole, {row.lat, row.lng}, static_cast<double>(row.radius_m))) {
                    shapes.push_back(std::move(piece));
                }
            }
        }
        return shapes;
    });
}

}  // namespace linli::neighbourhood
