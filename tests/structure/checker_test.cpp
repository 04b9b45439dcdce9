// The checks are checked: on a small made-up tree each must report what is wrong with it.
#include <gtest/gtest.h>

#include <fstream>

#include "structure/source_tree.hpp"
#include "support/temp_dir.hpp"

namespace linli::structure {
namespace {

const Levels levels(
    "# comment\n"
    "0 base\n1 store\n1 http\n1 crypto\n2 kernel/area\n2 kernel/place\n5 apps/one\n5 apps/two\n"
    "kernel/place -> kernel/area     a listing lies in an area\n");

class MadeUpTree : public ::testing::Test {
  protected:
    void write(const std::string& file, const std::string& text) {
        const Path path = dir_.path() / file;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }
    Path root() const { return dir_.path(); }
    void SetUp() override {
        for (const char* file : {"base/id", "store/store", "http/http", "kernel/area/area",
                                 "kernel/place/place", "apps/one/one", "apps/two/two"}) {
            write(std::string("src/") + file + ".hpp", "#pragma once\n");
        }
    }

  private:
    linli::testing::TempDir dir_;
};

TEST_F(MadeUpTree, without_faults_has_none) {
    write("src/kernel/place/place.cpp",
          "#include \"kernel/place/place.hpp\"\n#include \"kernel/area/area.hpp\"\n"
          "#include \"base/id.hpp\"\n#include <vector>\n");
    write("src/kernel/place/place_test.cpp", "#include \"support/temp_dir.hpp\"\n");
    EXPECT_EQ(to_text(wrong_includes(root(), levels)), "");
    EXPECT_EQ(to_text(wrong_libraries(root())), "");
    EXPECT_EQ(to_text(unguarded_headers(root())), "");
}

TEST_F(MadeUpTree, with_an_include_upwards_or_sideways_is_reported) {
    write("src/base/id.cpp", "#include \"base/id.hpp\"\n  #  include \"store/store.hpp\"\n");
    write("src/kernel/area/area.cpp", "#include \"kernel/place/place.hpp\"\n");
    write("src/apps/one/one.cpp", "#include \"apps/two/two.hpp\"\n");
    EXPECT_EQ(to_text(wrong_includes(root(), levels)),
              "src/apps/one/one.cpp:1: apps/one must not include apps/two (apps/two/two.hpp)\n"
              "src/base/id.cpp:2: base must not include store (store/store.hpp)\n"
              "src/kernel/area/area.cpp:1: kernel/area must not include kernel/place "
              "(kernel/place/place.hpp)\n");
}

TEST_F(MadeUpTree, with_an_include_of_nothing_we_know_is_reported) {
    write("src/base/id.cpp", "#include \"id.hpp\"\n#include \"support/temp_dir.hpp\"\n");
    write("src/attic/old.cpp", "#include \"base/id.hpp\"\n");
    const auto findings = wrong_includes(root(), levels);
    ASSERT_EQ(findings.size(), 3u);
    EXPECT_EQ(findings[0].file, "src/attic/old.cpp");
}

TEST_F(MadeUpTree, with_a_library_outside_its_house_is_reported) {
    write("src/store/a.cpp", "#include <sqlite3.h>\n#include <openssl/evp.h>\n");
    write("src/http/a.cpp",
          "#include <openssl/ssl.h>\n#include <openssl/evp.h>\n#include <asio.hpp>\n");
    write("src/kernel/area/a.cpp", "#include <soci/soci.h>\n#include <restinio/all.hpp>\n");
    write("src/crypto/a.cpp", "#include <sodium.h>\n#include <openssl/evp.h>\n");
    EXPECT_EQ(
        to_text(wrong_libraries(root())),
        "src/http/a.cpp:2: a header for cryptography (openssl/evp.h) belongs in src/crypto/\n"
        "src/kernel/area/a.cpp:1: a database header (soci/soci.h) belongs in src/store/\n"
        "src/kernel/area/a.cpp:2: a header of the HTTP library (restinio/all.hpp) belongs in "
        "src/http/\n"
        "src/store/a.cpp:2: a header for cryptography (openssl/evp.h) belongs in src/crypto/\n");
}

TEST_F(MadeUpTree, with_a_module_that_says_nothing_is_reported) {
    for (const char* module : {"base", "store", "http", "kernel/area", "apps/one", "apps/two"}) {
        write(std::string("src/") + module + "/README.md", "x");
    }
    EXPECT_EQ(to_text(missing_readmes(root(), levels)),
              "src/kernel/place/README.md: is missing: what the module owns, its invariants\n");
}

TEST_F(MadeUpTree, with_an_endless_file_is_reported) {
    std::string lines;
    for (int i = 0; i < 600; ++i)
        lines += "\n";
    write("src/base/good.cpp", lines);
    write("tests/long_test.cpp", lines + "\n");
    EXPECT_EQ(to_text(long_files(root())), "tests/long_test.cpp: has 601 lines; at most 600\n");
}

TEST_F(MadeUpTree, with_a_gap_between_migrations_is_reported) {
    write("src/store/migrations/0001_a.sql", "");
    write("src/store/migrations/0002_b.sqlite.sql", "");
    write("src/store/migrations/0002_b.postgres.sql", "");
    EXPECT_EQ(to_text(wrong_migrations(root())), "");
    write("src/store/migrations/0003_c.sqlite.sql", "");
    write("src/store/migrations/0005_d.sql", "");
    write("src/store/migrations/0005_e.sql", "");
    write("src/store/migrations/6_f.sql", "");
    EXPECT_EQ(to_text(wrong_migrations(root())),
              "src/store/migrations/6_f.sql: a migration is NNNN_what.sql\n"
              "src/store/migrations/3: stands once, or once for each database\n"
              "src/store/migrations/5: the number before it is missing\n"
              "src/store/migrations/5: stands once, or once for each database\n");
}

TEST_F(MadeUpTree, that_asks_the_system_for_time_or_chance_is_reported) {
    write("src/base/clock.cpp", "auto t = std::chrono::system_clock::now();\n");
    write("src/store/a.cpp", "auto t = std::chrono::system_clock::now();\nint x = std::rand();\n");
    write("src/store/a_test.cpp", "auto t = time(nullptr);\n");
    write("src/store/b.cpp", std::string("// TO") + "DO: later\nint runtime(int);\n");
    const auto findings = wrong_words(root());
    ASSERT_EQ(findings.size(), 3u) << to_text(findings);
    EXPECT_EQ(findings[0].line, 1);
    EXPECT_EQ(findings[1].line, 2);
    EXPECT_EQ(findings[2].file, "src/store/b.cpp");
}

TEST_F(MadeUpTree, with_an_unguarded_header_is_reported) {
    write("src/base/x.hpp", "struct X {};\n");
    EXPECT_EQ(to_text(unguarded_headers(root())), "src/base/x.hpp: has no #pragma once\n");
}

TEST(Levels, that_are_not_understood_are_refused) {
    EXPECT_THROW(Levels("base zero\n"), std::runtime_error);
    EXPECT_EQ(levels.module_of("kernel/area/area.hpp"), "kernel/area");
    EXPECT_EQ(levels.module_of("kernel/areas/area.hpp"), "");
}

}  // namespace
}  // namespace linli::structure
