#include "kernel/decision/tck.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace linli::decision {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

// What one case needs in the kit is in its folder.
std::map<std::string, TckFolder> folders(const fs::path& root) {
    std::map<std::string, TckFolder> all;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file()) continue;
        const auto& path = entry.path();
        const auto extension = path.extension();
        if (extension != ".dmn" && extension != ".xml") continue;
        auto& folder = all[fs::relative(path.parent_path(), root).string()];
        folder.name = path.parent_path().filename().string();
        (extension == ".dmn" ? folder.models : folder.cases)
            .push_back({path.filename().string(), read(path)});
    }
    return all;
}

TEST(Conformance, passes_every_case_of_the_technology_compatibility_kit) {
    const fs::path root = fs::path(LINLI_SOURCE_DIR) / "../shared/conformance/dmn-tck";
    if (!fs::exists(root))
        GTEST_SKIP() << "the DMN test kit is not beside the checkout: " << root.string();
    std::size_t passed = 0, all = 0;
    for (const auto& [path, folder] : folders(root)) {
        for (const auto& r : run_tck(folder, instant_from_text("2026-01-31T08:00:00Z"))) {
            ++all;
            passed += r.passed ? 1 : 0;
            EXPECT_TRUE(r.passed) << r.folder << " " << r.test_case << " " << r.node << ": "
                                  << r.message;
        }
    }
    EXPECT_GE(all, 1740u);
    RecordProperty("passed", static_cast<int>(passed));
    std::cout << "passed " << passed << " of " << all << '\n';
}

}  // namespace
}  // namespace linli::decision
