#include "support/temp_dir.hpp"

#include <stdlib.h>

#include <string>
#include <system_error>

#include "base/refusal.hpp"

namespace linli::testing {

TempDir::TempDir() {
    std::string name = (std::filesystem::temp_directory_path() / "linli-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw Fault("cannot make the directory " + name);
    path_ = name;
}

TempDir::~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace linli::testing
