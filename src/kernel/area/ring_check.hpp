// Private to area: validity by OGC rules. Boost.Geometry is slow to compile, so it is in one file.
#pragma once
#include <string>

#include "kernel/area/boundary.hpp"

namespace linli::area {

// Why the boundary is no valid multipolygon, in English; empty when it is. The direction of rings
// does not matter.
std::string invalidity(const Boundary& boundary);

}  // namespace linli::area
