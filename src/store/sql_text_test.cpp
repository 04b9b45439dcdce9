#include "store/sql_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace linli::store {
namespace {

using ::testing::ElementsAre;

TEST(Placeholders, are_numbered_outside_literals_and_comments_only) {
    const auto n = number_placeholders("SELECT '?', \"a?\" /* ? */ FROM t -- ?\nWHERE a=? AND b=?");
    EXPECT_EQ(n.text, "SELECT '?', \"a?\" /* ? */ FROM t -- ?\nWHERE a=:p1 AND b=:p2");
    EXPECT_EQ(n.count, 2);
}

TEST(Placeholders, are_left_alone_in_doubled_quotes_and_dollar_quotes) {
    EXPECT_EQ(number_placeholders("SELECT 'it''s ?', $$?$$, $a$ ? $$ $a$, ?").text,
              "SELECT 'it''s ?', $$?$$, $a$ ? $$ $a$, :p1");
}

TEST(Statements, end_at_semicolons_and_empty_ones_are_dropped) {
    EXPECT_THAT(split_statements("A;\n\n;B ';' ;-- last; comment\n"), ElementsAre("A", "B ';' "));
}

TEST(Statements, keep_the_body_of_a_trigger_whole) {
    const std::string trigger =
        "CREATE TRIGGER x BEFORE DELETE ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; "
        "SELECT RAISE(ABORT, 'no; never'); END";
    EXPECT_THAT(split_statements(trigger + ";\nSELECT 1;"), ElementsAre(trigger, "SELECT 1"));
}

TEST(Statements, keep_the_body_of_a_function_whole) {
    const std::string function =
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'a;b'; END $$";
    EXPECT_THAT(split_statements(function + ";" + "CREATE TRIGGER t EXECUTE FUNCTION f();"),
                ElementsAre(function, "CREATE TRIGGER t EXECUTE FUNCTION f()"));
}

TEST(Statements, survive_what_is_not_closed) {
    EXPECT_THAT(split_statements("SELECT 'open; ended"), ElementsAre("SELECT 'open; ended"));
    EXPECT_THAT(split_statements("/* open; ended"), ElementsAre());
}

}  // namespace
}  // namespace linli::store
