// Every row of every table, for tests that compare or search them.
#pragma once
#include <string>
#include <vector>

#include "store/store.hpp"

namespace linli::system_test {

// One line a row, sorted within its table: table|column|column...
std::vector<std::string> all_rows(store::Store& store,
                                  const std::vector<std::string>& without_tables = {});

}  // namespace linli::system_test
