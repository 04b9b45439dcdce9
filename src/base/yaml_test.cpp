#include "base/yaml.hpp"

#include <gtest/gtest.h>

namespace linli {
namespace {

TEST(Yaml, reads_scalars_by_the_core_schema_and_keeps_quoted_text_as_text) {
    const json::value v =
        parse_yaml("a: 1\nb: '1'\nc: true\nd: 2.5\ne: 中文\nf:\n  - x\n", "t.yaml");
    EXPECT_EQ(json::serialize(v), R"({"a":1,"b":"1","c":true,"d":2.5E0,"e":"中文","f":["x"]})");
}

TEST(Yaml, names_file_and_line_of_a_mistake) {
    try {
        parse_yaml("a: 1\nb: [1, 2\n", "roles.yaml");
        FAIL() << "accepted";
    } catch (const Refusal& r) {
        EXPECT_EQ(r.code(), "yaml.malformed");
        EXPECT_NE(r.words().en.find("roles.yaml:"), std::string::npos) << r.words().en;
    }
}

TEST(Yaml, refuses_a_key_that_stands_twice) {
    EXPECT_THROW(parse_yaml("a: 1\na: 2\n", "t.yaml"), Refusal);
}

}  // namespace
}  // namespace linli
