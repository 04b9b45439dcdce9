// The processes of the shipped items, each played with the scripts tests/services/CODE.WHAT.json:
// every path, refusal, notice and timeout.
#include <algorithm>
#include <map>

#include "kernel/process/process.hpp"
#include "kernel/process/script.hpp"
#include "kernel/process/validate.hpp"
#include "kernel/service/folder_fixture.hpp"
#include "kernel/service/text.hpp"

namespace linli::service {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> scripts() {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(source_folder() / "tests" / "services"))
        if (entry.path().extension() == ".json") out.push_back(entry.path().stem().string());
    std::sort(out.begin(), out.end());
    return out;
}

std::string code_of(const std::string& script) {
    return script.substr(0, script.find('.'));
}

std::shared_ptr<const process::Program> program_of(const std::string& code) {
    const auto files = shipped_files(code);
    const Item item = read_item(file_named(files, "item.yaml")->text, "item.yaml");
    std::vector<process::DecisionFile> decisions;
    for (const auto& text : decision_texts(item, files))
        decisions.push_back({text.name, decision::Model::read(text)});
    return process::compile(
        *process::bpmn::read(item.process, file_named(files, item.process)->text), decisions);
}

process::ScriptResult play(const std::shared_ptr<const process::Program>& program,
                           const std::string& script, std::set<std::string>& passed) {
    return process::play(
        program,
        parse_json(text_of_file(source_folder() / "tests" / "services" / (script + ".json"))), "",
        instant_from_text("2026-01-01T00:00:00Z"), [&](const json::object& line) {
            passed.insert(std::string(line.at("element").as_string()));
        });
}

class ServiceScript : public ::testing::TestWithParam<std::string> {};

TEST_P(ServiceScript, is_met) {
    const auto program = program_of(code_of(GetParam()));
    std::set<std::string> passed;
    const auto result = play(program, GetParam(), passed);
    EXPECT_TRUE(result.good) << result.words.en << '\n' << json::serialize(result.final);
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
    std::string name = info.param;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '.' || c == '-'; }, '_');
    return name;
}
INSTANTIATE_TEST_SUITE_P(Shipped, ServiceScript, ::testing::ValuesIn(scripts()), test_name);

TEST(ShippedProcess, is_walked_to_every_element_by_the_scripts) {
    std::map<std::string, std::set<std::string>> passed;
    for (const auto& script : scripts()) {
        const auto program = program_of(code_of(script));
        play(program, script, passed[code_of(script)]);
    }
    for (const auto& code : shipped) {
        const auto program = program_of(code);
        for (const auto& node : program->nodes)
            EXPECT_TRUE(passed[code].contains(node.id)) << code << ": " << node.id;
    }
}

// 柜≠初≠复≠批 (JBTL 37): each task of the reimbursement bars whoever did any other one, both ways.
TEST(Reimbursement, is_never_handled_twice_by_the_same_person) {
    const auto program = program_of("medical-reimbursement");
    const std::vector<std::string> staff{"key", "settle", "review", "rereview", "approve"};
    for (const auto& node : program->nodes) {
        if (std::find(staff.begin(), staff.end(), node.id) == staff.end()) continue;
        const std::string* bars = node.attribute("notWhoDid");
        ASSERT_TRUE(bars) << node.id;
        const std::string padded = " " + *bars + " ";
        for (const auto& other : staff)
            if (other != node.id) {
                EXPECT_NE(padded.find(" " + other + " "), std::string::npos)
                    << node.id << " may be done by who did " << other;
            }
        for (const std::string window : {"accept", "recheck"})
            EXPECT_NE(padded.find(" " + window + " "), std::string::npos) << node.id;
    }
    const auto& key = program->nodes[program->find_node("key")];
    EXPECT_EQ(*key.attribute("distinct"), "true");
    EXPECT_EQ(*key.attribute("blind"), "true");
    EXPECT_EQ(key.loop.form, process::LoopSpec::Form::parallel);
}

}  // namespace
}  // namespace linli::service
