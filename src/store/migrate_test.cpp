// T08: fresh = upgraded, half-applied = rolled back, both databases have the same logical schema.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/on_both_databases.hpp"

namespace linli::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Migration first{1, "house", MigrationDialect::any,
                          "CREATE TABLE house (id BIGINT PRIMARY KEY, name TEXT NOT NULL);\n"
                          "-- a comment; with a semicolon\n"
                          "CREATE INDEX house_name ON house (name);\n"};
constexpr Migration second{2, "floor", MigrationDialect::any,
                           "ALTER TABLE house ADD COLUMN floors BIGINT;\n"
                           "INSERT INTO house (id, name, floors) VALUES (1, 'a;b', 3);\n"};
constexpr Migration broken{2, "floor", MigrationDialect::any,
                           "CREATE TABLE attic (id BIGINT PRIMARY KEY);\n"
                           "CREATE TABLE house (id BIGINT);\n"};
constexpr Migration guard_sqlite{3, "guard", MigrationDialect::sqlite,
                                 "CREATE TRIGGER house_kept BEFORE DELETE ON house BEGIN\n"
                                 "  SELECT RAISE(ABORT, 'a house stays');\nEND;\n"};
constexpr Migration guard_postgres{
    3, "guard", MigrationDialect::postgres,
    "CREATE FUNCTION house_kept() RETURNS trigger LANGUAGE plpgsql AS $$\n"
    "BEGIN RAISE EXCEPTION 'a house stays'; END;\n$$;\n"
    "CREATE TRIGGER house_kept BEFORE DELETE ON house FOR EACH ROW EXECUTE FUNCTION "
    "house_kept();\n"};

MigrationSet houses(std::vector<Migration> list) {
    return {"house", std::move(list)};
}

std::string fault_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Fault& e) {
        return e.what();
    }
    return "no fault";
}

// Tables and columns with types, as both databases can tell them.
std::vector<std::string> schema(Store& store) {
    constexpr Sql sqlite{
        "test.schema",
        "SELECT m.name || '.' || c.name || ' ' || lower(c.type) || ' ' || "
        "CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN 'required' ELSE 'optional' END "
        "FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1"};
    constexpr Sql postgres{
        "test.schema",
        "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || "
        "CASE WHEN is_nullable = 'NO' THEN 'required' ELSE 'optional' END "
        "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1"};
    return store.read([&](Tx& tx) {
        return tx.all<std::string>(store.dialect() == Dialect::sqlite ? sqlite : postgres);
    });
}

class Migrations : public linli::testing::OnBothDatabases {
  protected:
    std::vector<MigrationSet> migrations() const override { return {}; }
};
LINLI_ON_BOTH_DATABASES(Migrations);

TEST_P(Migrations, are_applied_once_and_named) {
    EXPECT_THAT(store().migrate({houses({first})}), ElementsAre("house/0001_house"));
    EXPECT_THAT(store().migrate({houses({first})}), IsEmpty());
    EXPECT_THAT(store().migrate({houses({first, second, guard_sqlite, guard_postgres})}),
                ElementsAre("house/0002_floor", "house/0003_guard"));
    store().require_current({houses({first, second, guard_sqlite, guard_postgres})});
    EXPECT_THROW(store().write([](Tx& tx) {
        tx.run({"test.delete", "DELETE FROM house"});
    }),
                 Fault);
}

TEST_P(Migrations, lead_to_one_schema_fresh_or_upgraded_on_either_database) {
    store().migrate({houses({first})});
    store().migrate({houses({first, second})});
    const std::vector<std::string> upgraded = schema(store());
    linli::testing::TestDatabase other(GetParam());
    const auto fresh = Store::open({.url = other.url()});
    fresh->migrate({houses({first, second})});
    EXPECT_EQ(schema(*fresh), upgraded);
    EXPECT_THAT(
        upgraded,
        ElementsAre("house.floors bigint optional", "house.id bigint required",
                    "house.name text required", "schema_migration.applied_at bigint required",
                    "schema_migration.module text required", "schema_migration.name text required",
                    "schema_migration.number bigint required",
                    "schema_migration.sha256 text required"));
}

TEST_P(Migrations, leave_nothing_when_they_fail_in_the_middle) {
    store().migrate({houses({first})});
    const auto before = schema(store());
    EXPECT_THAT(fault_of([&] {
                    store().migrate({houses({first, broken})});
                }),
                HasSubstr("house/0002_floor failed and was rolled back"));
    EXPECT_EQ(schema(store()), before);
    EXPECT_THAT(store().migrate({houses({first, second})}), ElementsAre("house/0002_floor"));
}

TEST_P(Migrations, refuse_a_text_that_changed_after_it_was_applied) {
    store().migrate({houses({first})});
    Migration changed = first;
    changed.sql = "CREATE TABLE house (id BIGINT PRIMARY KEY);";
    EXPECT_THAT(fault_of([&] { store().migrate({houses({changed})}); }), HasSubstr("was changed"));
}

TEST_P(Migrations, refuse_a_database_that_is_newer_than_the_program) {
    store().migrate({houses({first, second})});
    EXPECT_THAT(fault_of([&] { store().migrate({houses({first})}); }), HasSubstr("newer Linli"));
    EXPECT_THAT(fault_of([&] { store().require_current({houses({first})}); }),
                HasSubstr("newer Linli"));
    EXPECT_THAT(fault_of([&] { store().require_current({}); }), HasSubstr("newer Linli"));
}

TEST_P(Migrations, must_be_numbered_without_gaps) {
    Migration third = second;
    third.number = 3;
    EXPECT_THAT(fault_of([&] { store().migrate({houses({first, third})}); }), HasSubstr("gap"));
    EXPECT_THAT(fault_of([&] { store().migrate({houses({first, first})}); }), HasSubstr("gap"));
    EXPECT_THAT(store().migrate({houses({first})}), ElementsAre("house/0001_house"));
}

TEST_P(Migrations, are_missed_by_a_program_that_needs_them) {
    store().migrate({houses({first})});
    EXPECT_THAT(fault_of([&] {
                    store().require_current({houses({first, second})});
                }),
                HasSubstr("lacks house/0002_floor"));
}

}  // namespace
}  // namespace linli::store
