// Points of services from GeoJSON (RFC 7946) and OpenStreetMap (GeoJSON with tags as properties,
// Overpass JSON, OSM XML) as documents of the directory. Tags are mapped by rules/categories.yaml.
//
// The coordinate system must be named: in the request, or by the `crs` member of the GeoJSON. Only
// OpenStreetMap's own formats say WGS-84 by themselves. OSM data is ODbL 1.0: every listing made
// from it carries that licence, so that the layer can be told apart and given away again.
#pragma once
#include "kernel/place/import.hpp"

namespace linli::geojson {

// Formats for place::import_routes.
place::Parsed parse_geojson_files(const place::ImportRequest& request, const place::Categories&);
place::Parsed parse_osm_files(const place::ImportRequest& request, const place::Categories&);

}  // namespace linli::geojson
