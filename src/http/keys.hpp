// Keys of the edge: cursors and kept answers.
#pragma once
#include <string_view>

#include "crypto/seal.hpp"

namespace linli::http {

// The ring given to use_server_keys(), or one that lives as long as the process.
const crypto::KeyRing& server_keys();
// For MACs over cursors and callers; 32 bytes.
std::string_view server_mac_key();

}  // namespace linli::http
