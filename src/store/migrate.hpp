// The rules of migrating, the same on both databases. Private to the module.
#pragma once
#include <string>
#include <vector>

#include "store/connection.hpp"
#include "store/migration.hpp"

namespace linli::store {

// Applies what is missing; the caller holds the lock against others. Each migration and its record
// are one transaction that begins with `begin`.
std::vector<std::string> apply_migrations(Connection&, Dialect, const std::string& begin,
                                          const std::vector<MigrationSet>&);
// Throws Fault unless exactly these migrations are recorded.
void check_current(Connection&, Dialect, const std::vector<MigrationSet>&);

}  // namespace linli::store
