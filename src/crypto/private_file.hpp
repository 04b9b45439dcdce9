// Key files: mode 0600 in a folder of mode 0700, written whole or not at all.
#pragma once
#include <filesystem>
#include <string_view>

#include "crypto/bytes.hpp"

namespace linli::crypto {

// Creates the folder; writes beside, syncs, renames. Throws Fault with one plain sentence.
void write_private_file(const std::filesystem::path&, std::string_view text);
// At most 64 KiB. Throws Fault when it is absent, unreadable or open to group or others.
Secret read_private_file(const std::filesystem::path&);

}  // namespace linli::crypto
