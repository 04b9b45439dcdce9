// Boards over HTTP: /api/v1/boards, their bundles, and the keys that sign.
#pragma once
#include "apps/neighbourhood/neighbourhood.hpp"

namespace linli::neighbourhood {

void routes(http::Router& router, Boards& boards);

}  // namespace linli::neighbourhood
