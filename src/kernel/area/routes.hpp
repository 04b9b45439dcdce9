// The HTTP face of the areas:
//   GET  /api/v1/areas?parent&level&q&on&limit&cursor  -> Page<Area> in the order of codes
//   GET  /api/v1/areas/locate?lat&lng&crs&on           -> {chain: [Area]}, highest first
//   GET  /api/v1/areas/{id}                            -> Area
//   GET  /api/v1/areas/{id}/boundary                   -> GeoJSON Feature
//   POST /api/v1/area-imports                          -> ImportReport
// Without `parent`, `level` and `q` the list has the roots; areas that do not stand on `on` (today
// unless given) are left out.
#pragma once
#include "http/http.hpp"
#include "kernel/area/area.hpp"

namespace linli::area {

void routes(http::Router& router, Areas& areas);

}  // namespace linli::area
