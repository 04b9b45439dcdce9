// The inside of Router, shared by its two sources.
#pragma once
#include "http/route_table.hpp"
#include "http/router.hpp"

namespace linli::http {

struct Router::Table {
    RouteTable tree;
    std::vector<RouteInfo> infos;
    std::vector<Run> runs;
    std::vector<std::vector<std::string>> parameters;
};

}  // namespace linli::http
