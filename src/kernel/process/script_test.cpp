// Every model of tests/process/run is played with each of its scripts: NAME.bpmn with NAME.json and
// NAME.VARIANT.json. The comment at the head of a model says which rule of BPMN it shows.
#include "kernel/process/script.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kernel/process/validate.hpp"

namespace linli::process {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(LINLI_SOURCE_DIR) / "tests" / "process" / "run";
const Instant new_year = instant_from_text("2026-01-01T00:00:00Z");

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<std::string> scripts() {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".json") out.push_back(entry.path().stem().string());
    std::sort(out.begin(), out.end());
    return out;
}

std::string model_of(const std::string& script) {
    return script.substr(0, script.find('.')) + ".bpmn";
}

std::shared_ptr<const Program> program_of(const std::string& file) {
    const auto definitions = bpmn::read(file, read_file(folder / file));
    std::vector<DecisionFile> decisions;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".dmn")
            decisions.push_back({entry.path().filename().string(),
                                 decision::Model::read(
                                     {entry.path().filename().string(), read_file(entry.path())})});
    for (const auto& fault : validate(*definitions))
        ADD_FAILURE() << file << ": " << fault.line << " " << fault.rule << " " << fault.words.en;
    return compile(*definitions, decisions);
}

class ModelScript : public ::testing::TestWithParam<std::string> {};

TEST_P(ModelScript, is_met) {
    const auto program = program_of(model_of(GetParam()));
    std::string trace;
    const auto result =
        play(program, parse_json(read_file(folder / (GetParam() + ".json"))), "", new_year,
             [&](const json::object& line) { trace += json::serialize(line) + '\n'; });
    EXPECT_TRUE(result.good) << result.words.en << '\n' << trace << json::serialize(result.final);
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
    std::string name = info.param;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}
INSTANTIATE_TEST_SUITE_P(Run, ModelScript, ::testing::ValuesIn(scripts()), test_name);

TEST(Script, is_there_for_every_model) {
    const auto all = scripts();
    std::size_t models = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".bpmn") continue;
        ++models;
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const std::string& script) {
            return model_of(script) == entry.path().filename().string();
        })) << entry.path();
    }
    EXPECT_GE(models, 70u);
}

ScriptResult play_text(const std::string& model, const std::string& steps,
                       std::vector<std::string>* events = nullptr) {
    return play(program_of(model), parse_json(steps), "", new_year, [&](const json::object& line) {
        if (events)
            events->push_back(
                std::string(std::string_view(line.at("at").get_string()).substr(5, 11)) + " " +
                std::string(line.at("element").get_string()) + " " +
                std::string(line.at("event").get_string()));
    });
}

TEST(Script, traces_what_happened_at_its_instant) {
    std::vector<std::string> events;
    play_text("boundary_race.bpmn", R"([{"start": {}}, {"advance": "PT5H"}, {"complete": "au"}])",
              &events);
    EXPECT_EQ(events,
              (std::vector<std::string>{"01-01T00:00 s entered", "01-01T00:00 s completed",
                                        "01-01T00:00 a entered", "01-01T01:00 u entered",
                                        "01-01T01:00 a cancelled", "01-01T01:00 u completed",
                                        "01-01T01:00 au entered", "01-01T05:00 au completed",
                                        "01-01T05:00 e2 entered", "01-01T05:00 e2 completed"}));
}

TEST(Script, says_which_step_failed_and_why) {
    auto r = play_text("user_task.bpmn", R"([{"start": {}}, {"expect": {"waiting": []}}])");
    EXPECT_FALSE(r.good);
    EXPECT_EQ(r.words.en, "step 2: waiting are [a], expected []");
    r = play_text("user_task.bpmn",
                  R"([{"start": {"x": 1}}, {"expect": {"variables": {"x": 2}}}])");
    EXPECT_EQ(r.words.en, "step 2: the variable \"x\" is 1, expected 2");
    r = play_text("user_task.bpmn", R"([{"start": {}}, {"complete": "a"}, {"complete": "a"}])");
    EXPECT_EQ(r.words.en, "step 3: \"a\" is not waiting; waiting are []");
    EXPECT_EQ(r.final.at("state"), json::value("completed"));
    r = play_text("user_task.bpmn", R"([{"start": {}}, {"expect": {"ended": true}}])");
    EXPECT_EQ(r.words.en, "step 2: the process has not ended; waiting are [a]");
    EXPECT_THROW(play_text("user_task.bpmn", R"([{"begin": {}}])"), Refusal);
    EXPECT_THROW(play_text("user_task.bpmn", R"([{"advance": "soon"}])"), Refusal);
    EXPECT_THROW(play_text("user_task.bpmn", R"([{"expect": {"wating": []}}])"), Refusal);
}

TEST(Script, ends_a_process_that_runs_away_with_words) {
    const auto r = play_text("loop_standard.bpmn",
                             R"([{"start": {"n": -100000}}, {"expect": {"ended": false}}])");
    EXPECT_EQ(r.final.at("state"), json::value("incident"));
}

}  // namespace
}  // namespace linli::process
