// Imports of directory data: a parser per format (interop/hsds, interop/geojson) turns files into
// HSDS documents and faults; here they are applied, or only tried.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "http/http.hpp"
#include "kernel/place/place.hpp"

namespace linli::place {

struct ImportFile {
    std::string name;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ImportFile, (), (name, text))

struct ImportRequest {
    std::string format;  // hsds_json, hsds_csv, geojson, osm
    std::vector<ImportFile> files;
    bool dry_run = true;
    std::optional<bool> accept_partial;  // load the good rows even if others are bad
    // Documents of the file take the place of stored ones whole; without it, members that a file
    // leaves out are kept (import_checks.hpp).
    std::optional<bool> replace;
    std::optional<AreaId> area_id;   // of places that lie in no known area
    std::optional<std::string> crs;  // of points; formats that name none need it
    std::string source;              // shown with every listing
    std::optional<std::string> licence;
};
BOOST_DESCRIBE_STRUCT(ImportRequest, (),
                      (format, files, dry_run, accept_partial, replace, area_id, crs, source,
                       licence))
Limits limits(const ImportFile*);
Limits limits(const ImportRequest*);

struct ImportItem {
    RecordKind kind = RecordKind::service;
    json::object doc;
    std::string file;
    std::int64_t line = 0, row = 0;
};

struct Parsed {
    std::vector<ImportItem> items;
    std::int64_t rows_read = 0, rows_bad = 0;
    std::vector<ImportFault> faults;
    std::optional<std::string> licence;  // that the format brings with it

    void fault(const std::string& file, std::int64_t line, std::int64_t row, std::string field,
               std::string code, Words words, bool warning = false);
};
// Throws Refusal when a file cannot be read at all.
using ImportParser = std::function<Parsed(const ImportRequest&, const Categories&)>;

struct Importer {
    AccountId account = {};  // 0 = the system
    std::function<bool(AreaId)> may_import = [](AreaId) { return true; };
};

// Applies the request in one unit of work, or tries it and rolls back (dry run, or bad rows without
// accept_partial). Throws Refusal 403 `place.import_outside_area` when a place lies where the
// importer may not import.
ImportReport run_import(store::Store& store, Directory& directory, const Importer& importer,
                        const ImportRequest& request, const ImportParser& parser);

// POST and GET /api/v1/directory-imports. The keys of `parsers` are the formats.
void import_routes(http::Router& router, Directory& directory,
                   std::map<std::string, ImportParser> parsers);

// The line on which each element of the main list of a JSON text begins: of the outermost array, or
// of the member contents, features or elements. From 1; empty when there is none.
std::vector<std::int64_t> element_lines(std::string_view text);

}  // namespace linli::place
