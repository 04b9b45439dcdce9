// The repository keeps the rules of its own house.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "structure/source_tree.hpp"

namespace linli::structure {
namespace {

const Path root = LINLI_SOURCE_DIR;

Levels our_levels() {
    std::ifstream in(root / "tools" / "levels.txt");
    std::ostringstream text;
    text << in.rdbuf();
    return Levels(text.str());
}

// The output of a command and whether it ended well.
std::pair<std::string, bool> run(const std::string& command) {
    std::string out;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return {"", false};
    char buffer[4096];
    for (std::size_t n = fread(buffer, 1, sizeof buffer, pipe); n > 0;
         n = fread(buffer, 1, sizeof buffer, pipe)) {
        out.append(buffer, n);
    }
    return {out, pclose(pipe) == 0};
}

TEST(Structure, modules_include_only_what_the_levels_allow) {
    const auto findings = wrong_includes(root, our_levels());
    EXPECT_TRUE(findings.empty()) << to_text(findings);
    EXPECT_GT(cpp_files(root, "src").size(), 50u);
}

TEST(Structure, databases_cryptography_and_http_have_one_house_each) {
    const auto findings = wrong_libraries(root);
    EXPECT_TRUE(findings.empty()) << to_text(findings);
}

TEST(Structure, every_module_says_what_it_owns) {
    const auto findings = missing_readmes(root, our_levels());
    EXPECT_TRUE(findings.empty()) << to_text(findings);
}

TEST(Structure, no_file_is_longer_than_600_lines) {
    const auto findings = long_files(root);
    EXPECT_TRUE(findings.empty()) << to_text(findings);
}

TEST(Structure, migrations_are_numbered_without_gaps) {
    const auto findings = wrong_migrations(root);
    EXPECT_TRUE(findings.empty()) << to_text(findings);
}

TEST(Structure, time_comes_from_the_clock_chance_from_crypto_and_nothing_is_left_to_do) {
    const auto findings = wrong_words(root);
    EXPECT_TRUE(findings.empty()) << to_text(findings);
}

TEST(Structure, every_header_is_read_once) {
    const auto findings = unguarded_headers(root);
    EXPECT_TRUE(findings.empty()) << to_text(findings);
}

TEST(Structure, code_is_laid_out_by_clang_format) {
    if (!run("clang-format --version").second) {
        GTEST_SKIP() << "clang-format is not installed; the layout is not checked here";
    }
    std::string files;
    for (const char* directory : {"src", "tests", "bench", "fuzz"}) {
        for (const std::string& file : cpp_files(root, directory))
            files += " " + file;
    }
    const auto [out, good] =
        run("cd '" + root.string() + "' && printf '%s\\n'" + files +
            " | xargs -n 20 -P 2 clang-format --dry-run -Werror --ferror-limit=1");
    EXPECT_TRUE(good) << "run clang-format -i on these:\n" << out;
}

// A file takes some five seconds, so only what changed last is looked at, and not more than this.
constexpr int tidied_files_max = 8;

TEST(Structure, what_changed_last_passes_clang_tidy) {
    if (!run("clang-tidy --version").second) {
        GTEST_SKIP() << "clang-tidy is not installed; its allowlist is not checked here";
    }
    const std::string changed =
        "cd '" + root.string() + "' && git diff --name-only " +
        "--diff-filter=d HEAD~1 -- 'src/*.cpp' ':!src/*_test.cpp' | head -" +
        std::to_string(tidied_files_max);
    const auto [files, is_git] = run(changed);
    if (!is_git || files.empty() || files.starts_with("fatal")) {
        GTEST_SKIP() << "no C++ source changed against the commit before the last";
    }
    const auto [out, good] =
        run(changed + " | xargs -P 2 -I{} clang-tidy --quiet {} -- -std=c++20 -Isrc -include " +
            "cmake/pch.hpp -isystem $(pg_config --includedir 2>/dev/null || echo /usr/include) "
            "2>/dev/null");
    EXPECT_TRUE(good) << out;
}

}  // namespace
}  // namespace linli::structure
