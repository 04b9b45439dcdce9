// Private to area: what the rows of an import file say, before anything is compared with the tree.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/area/area.hpp"
#include "kernel/area/boundary.hpp"

namespace linli::area {

inline constexpr std::size_t import_rows_max = 100'000;
inline constexpr std::size_t import_faults_max = 1'000;

// A member without a value was not in the file; an empty text was there and is empty.
struct ImportRow {
    std::int64_t line = 0;
    std::int64_t row = 0;
    std::optional<std::string> code, level, parent_code, name_zh, name_en, valid_from, valid_to;
    std::optional<Boundary> boundary;
    std::vector<FieldFault> faults;  // empty = good so far
    void fault(std::string field, std::string what, Words words) {
        faults.push_back({std::move(field), std::move(what), std::move(words)});
    }
};

// Throws Refusal for a file that is no such file at all: csv.*, json.*, `area.csv_header`,
// `area.geojson_malformed`, `area.import_too_long`, `crs.unknown`.
std::vector<ImportRow> read_rows(const ImportRequest& request, Crs& source_crs);

// 区县, 街道, street ... nothing for a word that is no level.
std::optional<Level> level_from_text(std::string_view text);

}  // namespace linli::area
