// The rules of the house about source files, checked on any directory that looks like this
// repository, so that the checks themselves can be tested on a made-up one.
#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace linli::structure {

struct Finding {
    std::string file;  // relative to the root
    int line = 0;      // 0 = the file as a whole
    std::string what;
};

// tools/levels.txt: which module may include which.
class Levels {
  public:
    // Throws std::runtime_error for a line that is neither a level, a pair nor a comment.
    explicit Levels(std::string_view text);
    // The module that a path below src/ belongs to: "kernel/area"; empty when to none.
    std::string module_of(std::string_view path) const;
    bool may_include(const std::string& from, const std::string& to) const;
    std::vector<std::string> modules() const;

  private:
    std::map<std::string, int> levels_;
    std::set<std::pair<std::string, std::string>> pairs_;
};

using Path = std::filesystem::path;

// Every #include "..." below src/ names a file of an allowed module.
std::vector<Finding> wrong_includes(const Path& root, const Levels& levels);
// Database headers only in store/, OpenSSL and libsodium only in crypto/ (TLS of the server in
// http/), the HTTP library only in http/.
std::vector<Finding> wrong_libraries(const Path& root);
// Every module that has a source file has a README.md.
std::vector<Finding> missing_readmes(const Path& root, const Levels& levels);
// C++ files above 600 lines, below src/ and tests/.
std::vector<Finding> long_files(const Path& root);
// Migrations are named NNNN_what[.sqlite|.postgres].sql and numbered from 0001 without gaps; a
// number is used once, or once for each of the two databases.
std::vector<Finding> wrong_migrations(const Path& root);
// The time comes from the injected clock: the operating system is asked in base/clock.cpp only.
// Chance comes from crypto. Nothing is left "to do".
std::vector<Finding> wrong_words(const Path& root);
// Headers without #pragma once.
std::vector<Finding> unguarded_headers(const Path& root);

// All C++ files below `root`/`directory`, relative to `root`, in order.
std::vector<std::string> cpp_files(const Path& root, const std::string& directory);

// "src/base/id.hpp:12: ..." one a line.
std::string to_text(const std::vector<Finding>& findings);

}  // namespace linli::structure
