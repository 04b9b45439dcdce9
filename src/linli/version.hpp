#pragma once

namespace linli {

inline constexpr const char* version = "0.1.0";

}  // namespace linli
