// The tree of areas: city > district > street > community > grid (市 区 街道 社区 网格). Every
// grant, case and figure hangs on a node. Codes are unique for ever; names are Chinese, English
// optional; an area stands from `valid_from` to `valid_to`, both days included. Levels may be
// skipped (a city without districts) and any area may be a root, but a parent is always of a higher
// level.
//
//   Areas areas(store, clock, ids, journal);        // one per process
//   areas.refresh();                                // at start, and every half second
//   TreePtr tree = areas.tree();                    // immutable; keep it for one request
//   tree->is_within(grid, district);
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/coordinates.hpp"
#include "base/date.hpp"
#include "base/json.hpp"
#include "http/http.hpp"
#include "kernel/journal/journal.hpp"
#include "store/store.hpp"

namespace linli::area {

using http::AccountId;
using http::AreaId;

store::MigrationSet migrations();

enum class Level : std::uint8_t { city, district, street, community, grid };
BOOST_DESCRIBE_ENUM(Level, city, district, street, community, grid)

// As it is stored and as the interface answers it.
struct Area {
    AreaId id;
    std::string code;
    std::optional<AreaId> parent_id;
    Level level = Level::city;
    std::string name_zh;
    std::optional<std::string> name_en;
    Date valid_from;
    std::optional<Date> valid_to;
    bool has_boundary = false;
    bool stands_on(Date day) const { return valid_from <= day && (!valid_to || day <= *valid_to); }
};
BOOST_DESCRIBE_STRUCT(Area, (),
                      (id, code, parent_id, level, name_zh, name_en, valid_from, valid_to,
                       has_boundary))

class Locator;
struct AreaRow;

// One version of the tree; immutable, so it is read without locks by any number of threads.
class Tree {
  public:
    struct Node {
        Area area;
        std::string search;  // folded names and pinyin
        std::size_t parent;  // position, or npos
        std::vector<std::size_t> children;
    };
    Tree(std::int64_t version, std::vector<AreaRow> rows, std::shared_ptr<const Locator> locator);

    std::int64_t version() const { return version_; }
    // nullptr when there is none.
    const Area* find(AreaId id) const;
    const Area* by_code(std::string_view code) const;
    // `area` is `ancestor` or lies below it. False when either is unknown.
    bool is_within(AreaId area, AreaId ancestor) const;
    // The areas above and `area` itself last; empty when it is unknown.
    std::vector<AreaId> ancestors(AreaId area) const;
    // `area` first, then everything below it; empty when it is unknown.
    std::vector<AreaId> subtree(AreaId area) const;
    // In the order of their codes. No parent = the roots.
    std::vector<const Area*> children(std::optional<AreaId> parent) const;
    // Which grid is this point in: the deepest area standing on `day` whose boundary holds the
    // point, with all above it, highest first; empty when none does. A point on the border of two
    // neighbours belongs to exactly one of them.
    std::vector<const Area*> locate(WgsPoint point, Date day) const;
    // All areas in the order of their codes.
    const std::vector<Node>& nodes() const { return nodes_; }

  private:
    std::size_t position(AreaId id) const;

    std::int64_t version_;
    std::vector<Node> nodes_;
    std::unordered_map<AreaId, std::size_t> by_id_;
    std::shared_ptr<const Locator> locator_;
};
using TreePtr = std::shared_ptr<const Tree>;

// ---- import -------------------------------------------------------------------------------------

enum class ImportFormat : std::uint8_t { csv, geojson };
BOOST_DESCRIBE_ENUM(ImportFormat, csv, geojson)

// CSV: a header row with code, level, parent_code, name_zh and optionally name_en, valid_from,
// valid_to, in any order; Chinese headers (代码 级别 上级代码 名称 英文名 生效日期 失效日期) and
// levels (市 区 县 街道 镇 乡 社区 村 网格) are understood. GeoJSON: a FeatureCollection with the
// same names as properties and Polygon, MultiPolygon or no geometry. A row with a known code
// changes that area; what a row leaves out stays as it is; nothing is ever deleted: give valid_to
// to dissolve an area.
struct ImportRequest {
    ImportFormat format = ImportFormat::csv;
    std::string text;
    bool dry_run = false;
    std::optional<bool> accept_partial;  // load the good rows even if others are bad
    std::optional<std::string> crs;      // of GeoJSON; RFC 7946 says WGS-84 unless stated
};
BOOST_DESCRIBE_STRUCT(ImportRequest, (), (format, text, dry_run, accept_partial, crs))
inline Limits limits(const ImportRequest*) {
    return {{"text", {.length_min = 1, .length_max = 32 << 20}}, {"crs", {.length_max = 100}}};
}

struct ImportFault {
    std::int64_t line = 0;  // in the file, from 1; 0 where a format has no lines
    std::int64_t row = 0;   // from 1, without the header
    std::string field;
    std::string code;
    std::string zh;
    std::string en;
};
BOOST_DESCRIBE_STRUCT(ImportFault, (), (line, row, field, code, zh, en))

struct ImportReport {
    bool dry_run = false;
    bool applied = false;
    std::int64_t rows_read = 0;
    std::int64_t rows_good = 0;
    std::int64_t rows_bad = 0;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::vector<ImportFault> faults;  // the first 1,000
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (dry_run, applied, rows_read, rows_good, rows_bad, added, changed, unchanged,
                       faults))

// Who imports: `may_keep(area)` says whether they may change that area or put one below it;
// AreaId{0} asks whether they may add a root.
struct Importer {
    AccountId account = {};  // 0 = the system, when setting up
    std::function<bool(AreaId)> may_keep = [](AreaId) { return true; };
};

// Thread-safe. One per process.
class Areas {
  public:
    Areas(store::Store& store, const Clock& clock, IdMaker& ids, const journal::Journal& journal);

    // The newest tree this process knows; never null, empty before the first refresh().
    TreePtr tree() const;
    // Reads the version row, and the tree when it is newer. True when there was something new.
    // Never call it inside a unit of work.
    bool refresh();

    // In one unit of work; faults are in the report, except a file that cannot be read at all,
    // which throws its Refusal. Applies only a whole file unless `accept_partial`. The caller sees
    // its changes in tree() after refresh().
    ImportReport import(store::Tx& tx, const ImportRequest& request, const Importer& importer);

    // The boundary as a GeoJSON MultiPolygon in WGS-84. Throws Refusal 404 `area.no_boundary`.
    std::string boundary(store::Tx& tx, AreaId area) const;

  private:
    store::Store& store_;
    const Clock& clock_;
    IdMaker& ids_;
    const journal::Journal& journal_;
    std::mutex refreshing_;
    mutable std::mutex mutex_;
    TreePtr tree_;
};

// Throws Refusal 404 `area.not_found`.
const Area& require_area(const Tree& tree, AreaId id);

}  // namespace linli::area
