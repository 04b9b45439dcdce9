// Open Referral HSDS 3.x: reading its two serialisations (JSON, CSV tabular data package) and
// serving its read API, completed with what it lacks: lat, lng, radius, bbox, open_at,
// sort=distance.
#pragma once
#include <string>

#include "http/http.hpp"
#include "kernel/place/import.hpp"
#include "kernel/place/place.hpp"

namespace linli::hsds {

// Formats for place::import_routes. JSON: one service, organisation, service_at_location, taxonomy
// or taxonomy_term (nested as deep as it likes), a list of them, or a page with `contents`.
place::Parsed parse_json_files(const place::ImportRequest& request, const place::Categories&);
// CSV: the files of the tabular data package, any of them, named as there (services.csv, ...).
// datapackage.json may be among them; it is checked to be JSON and otherwise not needed.
place::Parsed parse_csv_files(const place::ImportRequest& request, const place::Categories&);

struct ServeOptions {
    std::string version = "3.1.3";  // of HSDS, as told by GET /hsds
    std::string base_url;           // "https://linli.example"; empty = from the Host of the request
    std::string publisher = "Linli";
    std::size_t per_page_default = 50;
    std::size_t per_page_max = 500;
};
void routes(http::Router& router, place::Directory& directory, const ServeOptions& options = {});

}  // namespace linli::hsds
