// The HTTP side of identity. The server's Gatekeeper must be a Gate on the same Parts.
#pragma once
#include "http/http.hpp"
#include "kernel/identity/identity.hpp"

namespace linli::identity {

void routes(http::Router&, Parts&);

}  // namespace linli::identity
