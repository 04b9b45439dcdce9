// T18: the committed corpus, and every prefix and small change of it, through the fuzz targets.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "targets.hpp"

namespace linli::fuzz {
namespace {

namespace fs = std::filesystem;

struct Target {
    const char* name;
    void (*run)(std::string_view);
};
class CorpusTest : public ::testing::TestWithParam<Target> {};

TEST_P(CorpusTest, neither_crashes_nor_hangs) {
    const fs::path folder = fs::path(LINLI_SOURCE_DIR) / "fuzz/corpus" / GetParam().name;
    int files = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        const std::string seed = text.str();
        SCOPED_TRACE(entry.path().filename());
        const auto began = std::chrono::steady_clock::now();
        GetParam().run(seed);
        EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(1));
        const std::size_t step = seed.size() / 200 + 1;
        for (std::size_t i = 0; i < seed.size(); i += step) {
            GetParam().run(std::string_view(seed).substr(0, i));
            for (const char other : {'\0', '\n', '\r', '"', '%', '\xff'}) {
                std::string changed = seed;
                changed[i] = other;
                GetParam().run(changed);
            }
        }
        ++files;
    }
    EXPECT_GE(files, 5) << "the corpus of " << GetParam().name << " is missing";
}

INSTANTIATE_TEST_SUITE_P(Fuzz, CorpusTest,
                         ::testing::Values(Target{"json", json}, Target{"query", query},
                                           Target{"path", path}, Target{"route", route},
                                           Target{"cookie", cookie}, Target{"request", request},
                                           Target{"feel", feel}, Target{"dmn", dmn},
                                           Target{"form", form}),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace linli::fuzz
