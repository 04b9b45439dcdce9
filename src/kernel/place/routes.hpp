// The directory over HTTP: /api/v1/listings, /api/v1/categories and what hangs on them.
#pragma once
#include "http/http.hpp"
#include "kernel/place/place.hpp"

namespace linli::place {

void routes(http::Router& router, Directory& directory);

}  // namespace linli::place
