#pragma once
#include "http/router.hpp"

namespace linli {

struct Health {
    std::string status;  // "ok"
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status, version))

// GET /api/v1/health: whether this process can read its database; 503 when it cannot.
void health_routes(http::Router&);

}  // namespace linli
