#pragma once
#include "http/router.hpp"

namespace linli {

// GET /api/v1/health: whether this process can read its database; 503 when it cannot.
void health_routes(http::Router&);

}  // namespace linli
