#include "kernel/area/area_fixture.hpp"

namespace linli::area {
namespace {

LINLI_ON_BOTH_DATABASES(AreaTest);

// "row field code" of each fault.
std::vector<std::string> faults_of(const ImportReport& report) {
    std::vector<std::string> out;
    for (const ImportFault& fault : report.faults) {
        EXPECT_FALSE(fault.zh.empty());
        EXPECT_FALSE(fault.en.empty());
        out.push_back(std::to_string(fault.row) + " " + fault.field + " " + fault.code);
    }
    return out;
}

std::string refusal_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Refusal& refusal) {
        return refusal.code();
    }
    return "accepted";
}

TEST_P(AreaTest, a_file_builds_the_tree_in_whatever_order_its_rows_stand) {
    const ImportReport report = import_csv(small_city);
    EXPECT_EQ(faults_of(report), std::vector<std::string>{});
    EXPECT_TRUE(report.applied);
    EXPECT_EQ(report.added, 7);
    const TreePtr tree = areas().tree();
    const AreaId grid = id("990200001001-01");
    EXPECT_EQ(tree->ancestors(grid),
              (std::vector{id("990200"), id("990202"), id("990200001"), id("990200001001"), grid}));
    EXPECT_EQ(tree->subtree(id("990200001")).size(), 4u);
    EXPECT_EQ(tree->children(std::nullopt).size(), 1u);
    EXPECT_EQ(tree->children(id("990200")).size(), 2u);
    EXPECT_EQ(tree->find(id("990202"))->name_en, "East Lake");
    EXPECT_EQ(tree->find(grid)->name_en, std::nullopt);
}

TEST_P(AreaTest, an_area_is_within_itself_and_all_above_it_and_no_other) {
    import_csv(small_city);
    const TreePtr tree = areas().tree();
    const AreaId grid = id("990200001001-01");
    EXPECT_TRUE(tree->is_within(grid, grid));
    EXPECT_TRUE(tree->is_within(grid, id("990200")));
    EXPECT_FALSE(tree->is_within(id("990200"), grid));
    EXPECT_FALSE(tree->is_within(grid, id("990203")));
    EXPECT_FALSE(tree->is_within(grid, AreaId{}));
    EXPECT_FALSE(tree->is_within(AreaId{}, AreaId{}));
    EXPECT_TRUE(tree->ancestors(AreaId{7}).empty());
}

TEST_P(AreaTest, a_dry_run_tells_everything_and_changes_nothing) {
    ImportRequest request;
    request.text = small_city;
    request.dry_run = true;
    const ImportReport report = import(request);
    EXPECT_EQ(report.added, 7);
    EXPECT_FALSE(report.applied);
    EXPECT_EQ(count("area"), 0);
    EXPECT_EQ(count("journal_entry"), 0);
    EXPECT_FALSE(areas().refresh());
}

TEST_P(AreaTest, a_file_with_one_bad_row_is_loaded_only_on_request) {
    const std::string text =
        "code,level,parent_code,name_zh,valid_from,valid_to\n"
        "990200,city,,示例市,,\n"
        "99 02,district,990200,东湖区,,\n"
        "990203,castle,990200,西湖区,,\n"
        "990204,district,990299,南湖区,,\n"
        "990205,district,990200,,2026-02-30,\n"
        "990206001,street,990205,甲街道,,\n"
        "990207,district,990200,北湖区,2026-01-02,2026-01-01\n"
        "990200,city,,又一个市,,\n"
        "990208,city,990200,小市,,\n"
        "990209,district,990200,好区,,,多一格\n";
    ImportRequest request;
    request.text = text;
    const ImportReport whole = import(request);
    EXPECT_FALSE(whole.applied);
    EXPECT_EQ(faults_of(whole),
              (std::vector<std::string>{
                  "2 code area.code_malformed", "3 level field.bad_choice",
                  "4 parent_code area.parent_unknown", "5 name_zh field.missing",
                  "5 valid_from date.impossible", "6 parent_code area.parent_refused",
                  "7 valid_to area.ends_before_it_begins", "8 code area.code_twice",
                  "9 parent_code area.parent_level", "10  area.too_many_fields"}));
    EXPECT_EQ(whole.faults.front().line, 3);
    EXPECT_EQ(count("area"), 0);
    request.accept_partial = true;
    const ImportReport partial = import(request);
    EXPECT_TRUE(partial.applied);
    EXPECT_EQ(partial.rows_read, 10);
    EXPECT_EQ(partial.rows_good, 1);
    EXPECT_EQ(partial.rows_bad, 9);
    EXPECT_EQ(count("area"), 1);
}

TEST_P(AreaTest, the_same_file_twice_changes_nothing_the_second_time) {
    import_csv(small_city);
    const std::int64_t entries = count("journal_entry");
    const ImportReport again = import_csv(small_city);
    EXPECT_EQ(again.unchanged, 7);
    EXPECT_EQ(again.added + again.changed, 0);
    EXPECT_EQ(count("journal_entry"), entries);
}

TEST_P(AreaTest, a_row_changes_only_what_it_says) {
    import_csv(small_city);
    const AreaId before = id("990202");
    const ImportReport report = import_csv("code,name_zh\n990202,青山湖区\n");
    EXPECT_EQ(report.changed, 1);
    const Area area = *areas().tree()->find(before);
    EXPECT_EQ(area.name_zh, "青山湖区");
    EXPECT_EQ(area.name_en, "East Lake");
    EXPECT_EQ(area.parent_id, id("990200"));
    EXPECT_EQ(to_text(area.valid_from), "2026-03-02");
    EXPECT_EQ(faults_of(import_csv("code,level\n990202,街道\n")),
              (std::vector<std::string>{"1 level area.level_fixed"}));
}

TEST_P(AreaTest, a_street_may_move_to_another_district_with_all_below_it) {
    import_csv(small_city);
    import_csv("code,parent_code\n990200001,990203\n");
    const TreePtr tree = areas().tree();
    EXPECT_TRUE(tree->is_within(id("990200001001-02"), id("990203")));
    EXPECT_FALSE(tree->is_within(id("990200001001-02"), id("990202")));
    const store::Sql below{"test.below", "SELECT COUNT(*) FROM area_closure WHERE ancestor_id = ?"};
    store().read([&](store::Tx& tx) {
        EXPECT_EQ(tx.one<std::int64_t>(below, id("990203")), 5);
        EXPECT_EQ(tx.one<std::int64_t>(below, id("990202")), 1);
        EXPECT_EQ(tx.one<std::int64_t>(below, id("990200")), 7);
    });
}

TEST_P(AreaTest, every_change_is_journaled_and_an_identical_row_is_not) {
    import_csv(small_city);
    EXPECT_EQ(count("journal_entry"), 7);
    import_csv("code,name_zh\n990202,青山湖区\n990203,西湖区\n");
    EXPECT_EQ(count("journal_entry"), 8);
}

TEST_P(AreaTest, another_server_process_sees_the_change_when_it_looks) {
    // SQLite belongs to one process; there it is a second reader in the same one.
    std::unique_ptr<store::Store> other_store;
    if (GetParam() == linli::testing::Backend::postgres) other_store = open_store();
    Areas other(other_store ? *other_store : store(), clock, ids, journal());
    EXPECT_TRUE(other.refresh());
    import_csv(small_city);
    EXPECT_EQ(other.tree()->by_code("990202"), nullptr);
    EXPECT_TRUE(other.refresh());
    EXPECT_NE(other.tree()->by_code("990202"), nullptr);
    EXPECT_FALSE(other.refresh());
}

TEST_P(AreaTest, a_keeper_changes_only_what_lies_in_their_area) {
    import_csv(small_city);
    const TreePtr tree = areas().tree();
    const AreaId mine = id("990202");
    const Importer keeper{AccountId{5}, [&](AreaId area) { return tree->is_within(area, mine); }};
    ImportRequest request;
    request.text =
        "code,level,parent_code,name_zh\n"
        "990202,区,990200,东湖新区\n"           // mine
        "990203,区,990200,西湖新区\n"           // my neighbour's
        "990200002,街道,990202,新街道\n"        // new, in mine
        "990200002001,社区,990200002,新社区\n"  // new, below one that is new
        "990200003,街道,990203,外面的街道\n"    // new, at my neighbour's
        "990204,区,990200,新区\n"               // beside mine
        "990300,市,,别的市\n";                  // a new root
    EXPECT_EQ(faults_of(import(request, keeper)),
              (std::vector<std::string>{"2 code area.not_allowed", "5 code area.not_allowed",
                                        "6 code area.not_allowed", "7 code area.not_allowed"}));
    request.text = "code,parent_code\n990200001,990203\n";  // away from mine, into theirs
    EXPECT_EQ(faults_of(import(request, keeper)),
              (std::vector<std::string>{"1 code area.not_allowed"}));
}

TEST_P(AreaTest, a_file_that_cannot_be_read_is_refused_as_a_whole) {
    EXPECT_EQ(refusal_of([&] { import_csv("name,colour\nx,y\n"); }), "area.csv_header");
    EXPECT_EQ(refusal_of([&] { import_csv("code,代码\nx,y\n"); }), "area.csv_header");
    EXPECT_EQ(refusal_of([&] { import_csv("level\ncity\n"); }), "area.csv_header");
    EXPECT_EQ(refusal_of([&] { import_csv("code\n\"990200"); }), "csv.malformed");
    EXPECT_EQ(refusal_of([&] { import_csv("\xB4\xFA\xC2\xEB"); }), "csv.not_utf8");
    EXPECT_EQ(refusal_of([&] { import_geojson("{"); }), "json.malformed");
    EXPECT_EQ(refusal_of([&] { import_geojson("{\"type\":\"Point\"}"); }),
              "area.geojson_malformed");
    EXPECT_EQ(count("area"), 0);
}

}  // namespace
}  // namespace linli::area
