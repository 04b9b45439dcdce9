#include "kernel/service/service_fixture.hpp"

namespace linli::service {
namespace {

class CatalogueTest : public ServiceTest {};
LINLI_ON_BOTH_DATABASES(CatalogueTest);

TEST_P(CatalogueTest, shipped_items_are_in_force_with_their_process_deployed) {
    for (const auto& code : shipped) {
        const auto item = current(code);
        EXPECT_EQ(item->item().code, code);
        EXPECT_EQ(item->process_version(), 1);
        const auto definition = store().read(
            [&](store::Tx& tx) { return engine.definition(tx, item->definition_id()); });
        EXPECT_EQ(definition.process, code);
    }
    EXPECT_EQ(count("journal_entry WHERE action = 'service.in_force'"), 3);
    EXPECT_EQ(code_of([&] { current("nothing"); }), "service.unknown");
}

TEST_P(CatalogueTest, loading_the_same_folder_again_changes_nothing) {
    catalogue->load({folder()});
    auto other = open_catalogue(store());
    other->load({folder()});
    EXPECT_EQ(count("service_text"), 3);
    EXPECT_EQ(count("process_definition"), 3);
}

TEST_P(CatalogueTest, another_delivered_text_waits_for_a_person) {
    write("resident-certificate", {renamed()});
    catalogue->load({folder()});
    EXPECT_EQ(current("resident-certificate")->item().en, "Resident's certificate");
    const auto open = store().read(
        [&](store::Tx& tx) { return catalogue->proposals(tx, "resident-certificate"); });
    ASSERT_EQ(open.size(), 1u);
    EXPECT_EQ(open[0].origin, Origin::delivered);
    approve(approver, open[0].id);
    EXPECT_EQ(current("resident-certificate")->item().en, "Proof of residence");
}

TEST_P(CatalogueTest, a_city_folder_takes_the_place_of_the_delivered_one) {
    const auto city = dir.path() / "city";
    std::filesystem::create_directories(city / "resident-certificate");
    auto files = shipped_files("resident-certificate");
    for (auto& file : files)
        if (file.name == "item.yaml") file = renamed("City certificate");
    for (const auto& file : files)
        std::ofstream(city / "resident-certificate" / file.name, std::ios::binary) << file.text;
    catalogue->load({folder(), city});
    const auto open = store().read(
        [&](store::Tx& tx) { return catalogue->proposals(tx, "resident-certificate"); });
    ASSERT_EQ(open.size(), 1u);
}

TEST_P(CatalogueTest, a_broken_folder_is_left_out_and_told) {
    auto files = shipped_files("resident-certificate");
    edit(files, "item.yaml", "article: 示例", "article: ''");
    edit(files, "item.yaml", "code: resident-certificate", "code: broken");
    write("broken", files);
    catalogue->load({folder()});
    ASSERT_EQ(catalogue->load_faults().size(), 1u);
    EXPECT_EQ(catalogue->load_faults()[0].service, "broken");
    EXPECT_EQ(count("service_text"), 3);
}

TEST_P(CatalogueTest, a_change_needs_another_real_person) {
    const auto row = propose(keeper, {renamed()});
    EXPECT_EQ(code_of([&] {
                  approve({1, {may_keep, may_approve}}, row.id);
              }),
              "service.same_person");
    EXPECT_EQ(code_of([&] { approve(keeper_again, row.id); }), "service.same_person");
    EXPECT_EQ(code_of([&] { approve(nobody_known, row.id); }), "service.person_needed");
    EXPECT_NE(code_of([&] { approve({2, {may_keep}}, row.id); }), "done");
    EXPECT_EQ(current("resident-certificate")->item().en, "Resident's certificate");
    const auto approved = approve(approver, row.id);
    EXPECT_EQ(approved.number, 2);
    EXPECT_EQ(current("resident-certificate")->item().en, "Proof of residence");
    EXPECT_EQ(code_of([&] { approve(approver, row.id); }), "service.decided_already");
    EXPECT_EQ(count("journal_entry WHERE action = 'service.in_force'"), 4);
}

TEST_P(CatalogueTest, who_proposed_may_withdraw_and_another_may_reject) {
    const auto own = propose(keeper, {renamed()});
    const auto reject = [&](const Somebody& who, TextId id) {
        return store().write([&](store::Tx& tx) {
            return catalogue->reject(tx, TestCaller(who), id, "不需要了").state;
        });
    };
    EXPECT_EQ(reject(keeper, own.id), TextState::rejected);
    const auto again = propose(keeper, {renamed()});
    EXPECT_EQ(reject(approver, again.id), TextState::rejected);
    EXPECT_EQ(current("resident-certificate")->item().en, "Resident's certificate");
}

TEST_P(CatalogueTest, a_running_case_keeps_its_text_and_its_process) {
    const auto before = current("resident-certificate");
    auto files = shipped_files("resident-certificate");
    edit(files, "process.bpmn", "核实并出具", "核实后出具");
    const auto changed = *std::find_if(files.begin(), files.end(),
                                       [](const auto& f) { return f.name == "process.bpmn"; });
    approve(approver, propose(keeper, {changed}).id);
    const auto now = current("resident-certificate");
    EXPECT_EQ(now->process_version(), 2);
    EXPECT_NE(now->hash(), before->hash());
    // A program that starts later knows the old text, too.
    auto other = open_catalogue(store());
    const auto old =
        store().read([&](store::Tx& tx) { return other->of_hash(tx, before->hash()); });
    EXPECT_EQ(old->process_version(), 1);
    EXPECT_EQ(old->definition_id(), before->definition_id());
    EXPECT_EQ(old->program().nodes[old->program().find_node("issue")].name, "核实并出具");
}

TEST_P(CatalogueTest, another_server_process_notices_what_came_into_force) {
    auto other = open_catalogue(store());
    other->refresh(store());
    approve(approver, propose(keeper, {renamed()}).id);
    const auto seen = store().read(
        [&](store::Tx& tx) { return other->current(tx, "resident-certificate")->item().en; });
    EXPECT_EQ(seen, "Proof of residence");
}

TEST_P(CatalogueTest, a_proposal_on_an_old_base_or_without_change_or_twice_is_refused) {
    EXPECT_EQ(code_of([&] { propose(keeper, {}); }), "service.unchanged");
    const auto first = propose(keeper, {renamed()});
    EXPECT_EQ(code_of([&] { propose(keeper, {renamed()}); }), "service.proposed_already");
    const auto second = propose(keeper, {renamed("Another name")});
    approve(approver, first.id);
    EXPECT_EQ(code_of([&] { approve(approver, second.id); }), "service.base_changed");
    EXPECT_EQ(code_of([&] {
                  catalogue->draft({"resident-certificate", "old", {renamed()}, {}});
              }),
              "service.base_changed");
    EXPECT_EQ(code_of([&] { propose(nobody_known, {renamed("x")}); }), "service.person_needed");
}

TEST_P(CatalogueTest, what_has_faults_is_not_even_kept) {
    auto files = shipped_files("resident-certificate");
    edit(files, "process.bpmn", "sourceRef=\"received\"", "sourceRef=\"nobody\"");
    EXPECT_EQ(code_of([&] { propose(keeper, files); }), "service.faulty");
    EXPECT_EQ(count("service_text"), 3);
}

TEST_P(CatalogueTest, a_new_item_comes_into_force_through_two_people) {
    auto files = shipped_files("resident-certificate");
    edit(files, "item.yaml", "code: resident-certificate", "code: second-certificate");
    for (auto& file : files)
        for (const std::string from :
             {"processRef=\"resident-certificate\"", "<bpmn:process id=\"resident-certificate\""})
            if (const auto at = file.text.find(from); at != std::string::npos)
                file.text.replace(at + from.find("resident"), 8, "second");
    const Draft draft = catalogue->draft({"second-certificate", "", files, {}});
    for (const auto& f : draft.report.faults)
        if (f.refuses) ADD_FAILURE() << f.file << f.where << ' ' << f.words.en;
    const auto row = store().write(
        [&](store::Tx& tx) { return catalogue->propose(tx, TestCaller(keeper), draft, "新事项"); });
    EXPECT_EQ(code_of([&] { current("second-certificate"); }), "service.unknown");
    approve(approver, row.id);
    EXPECT_EQ(current("second-certificate")->process_version(), 1);
}

}  // namespace
}  // namespace linli::service
