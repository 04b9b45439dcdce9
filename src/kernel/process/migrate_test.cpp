#include "kernel/process/migrate.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kernel/process/routes_fixture.hpp"
#include "kernel/process/script.hpp"

namespace linli::process {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

const fs::path folder = fs::path(LINLI_SOURCE_DIR) / "tests" / "process" / "run";
const Instant new_year = instant_from_text("2026-01-01T00:00:00Z");

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// The same model with another id for every element and flow, and the ids.
struct Renamed {
    std::shared_ptr<const Program> program;
    std::map<std::string, std::string> there, back;
};
Renamed renamed(const Program& program, std::string xml,
                const std::vector<DecisionFile>& decisions) {
    Renamed out;
    const auto rename = [&](const std::string& id) {
        if (id.empty()) return;
        out.there[id] = id + "_new";
        out.back[id + "_new"] = id;
        replace_all(xml, "\"" + id + "\"", "\"" + id + "_new\"");
        replace_all(xml, ">" + id + "<", ">" + id + "_new<");
    };
    for (const auto& n : program.nodes)
        rename(n.id);
    for (const auto& f : program.flows)
        rename(f.id);
    out.program = compile(*bpmn::read("renamed.bpmn", xml), decisions);
    return out;
}

std::string told(const std::vector<MigrationFault>& faults) {
    std::string out;
    for (const auto& f : faults)
        out += f.element + ": " + f.words.en + "; ";
    return out;
}

class Anywhere : public ::testing::TestWithParam<std::string> {};

// At every rest of every script: to the same version nothing changes, and to a version that only
// has other ids one can go and come back.
TEST_P(Anywhere, there_and_back_is_as_if_nothing_had_happened) {
    const std::string file = GetParam().substr(0, GetParam().find('.')) + ".bpmn";
    const std::string xml = read_file(folder / file);
    std::vector<DecisionFile> decisions;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".dmn") {
            const auto name = entry.path().filename().string();
            decisions.push_back({name, decision::Model::read({name, read_file(entry.path())})});
        }
    const auto program = compile(*bpmn::read(file, xml), decisions);
    const auto twin = compile(*bpmn::read(file, xml), decisions);
    const auto other = renamed(*program, xml, decisions);
    InMemory ground(program, new_year, "");
    std::size_t rests = 0;
    ground.exchange().watch([&](std::size_t) {
        for (const auto& instance : ground.exchange().instances()) {
            const State& state = instance.state;
            if (state.process == none || state.ended()) continue;
            ++rests;
            const Instant now = ground.now();
            const auto same = migrate(*program, *twin, state.process, state, {}, now);
            ASSERT_THAT(same.faults, IsEmpty()) << told(same.faults);
            ASSERT_EQ(encode(same.state), encode(state));
            const auto there =
                migrate(*program, *other.program, state.process, state, {other.there, false}, now);
            ASSERT_THAT(there.faults, IsEmpty()) << told(there.faults);
            ASSERT_NE(encode(there.state), "");
            const auto back = migrate(*other.program, *program, state.process, there.state,
                                      {other.back, false}, now);
            ASSERT_THAT(back.faults, IsEmpty()) << told(back.faults);
            ASSERT_EQ(encode(back.state), encode(state));
        }
    });
    play(ground, *program, parse_json(read_file(folder / (GetParam() + ".json"))), "",
         [](const json::object&) {});
    RecordProperty("rests", static_cast<int>(rests));
}
std::vector<std::string> scripts() {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".json") out.push_back(entry.path().stem().string());
    std::sort(out.begin(), out.end());
    return out;
}
std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
    std::string name = info.param;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}
INSTANTIATE_TEST_SUITE_P(Migration, Anywhere, ::testing::ValuesIn(scripts()), test_name);

// ---- what is refused ----------------------------------------------------------------------------

std::shared_ptr<const Program> program(const std::string& xml) {
    return compile(*bpmn::read("m.bpmn", xml));
}
State begun(const Program& p, const std::vector<std::string>& complete = {}) {
    State state = step(p, {}, Start{0, none, {}, false}, new_year).state;
    for (const auto& element : complete)
        for (const auto& wait : state.waits)
            if (p.nodes[wait.node].id == element) {
                state = step(p, state, Complete{wait.id, {}}, new_year).state;
                break;
            }
    return state;
}
std::vector<std::string> elements(const MigrationResult& result) {
    std::vector<std::string> out;
    for (const auto& f : result.faults)
        out.push_back(f.element);
    return out;
}
std::vector<std::string> waiting(const Program& p, const State& state) {
    std::vector<std::string> out;
    for (const auto& wait : state.waits)
        out.push_back(p.nodes[wait.node].id);
    std::sort(out.begin(), out.end());
    return out;
}

TEST(Migrate, refuses_where_an_element_has_no_counterpart_and_takes_the_mapped_one) {
    const auto from = program(two_steps("p")), to = program(two_steps("p", "x", "y"));
    const State at_a = begun(*from);
    EXPECT_THAT(elements(migrate(*from, *to, 0, at_a, {}, new_year)), ElementsAre("a"));
    const auto moved = migrate(*from, *to, 0, at_a, {{{"a", "x"}}, false}, new_year);
    ASSERT_THAT(moved.faults, IsEmpty());
    EXPECT_THAT(waiting(*to, moved.state), ElementsAre("x"));
    EXPECT_EQ(moved.state.waits[0].id, at_a.waits[0].id);
    // What it does not stand at needs no counterpart.
    const auto half = program(two_steps("p", "a", "y"));
    EXPECT_THAT(elements(migrate(*from, *half, 0, at_a, {}, new_year)), IsEmpty());
}

TEST(Migrate, refuses_another_kind_and_another_level) {
    const auto from = program(two_steps("p"));
    const auto job = program(model("p",
                                   "<startEvent id=\"s\"/><serviceTask id=\"a\" "
                                   "linli:function=\"external:x\"/>" +
                                       flow("s", "a")));
    const auto deep = program(model("p",
                                    "<startEvent id=\"s\"/><subProcess id=\"sub\"><userTask "
                                    "id=\"a\"/></subProcess>" +
                                        flow("s", "sub")));
    EXPECT_THAT(elements(migrate(*from, *job, 0, begun(*from), {}, new_year)), ElementsAre("a"));
    EXPECT_THAT(elements(migrate(*from, *deep, 0, begun(*from), {}, new_year)), ElementsAre("a"));
}

std::string joined(const std::vector<std::string>& branches) {
    std::string xml =
        "<startEvent id=\"s\"/><parallelGateway id=\"split\"/><parallelGateway "
        "id=\"join\"/><endEvent id=\"e\"/>" +
        flow("s", "split") + flow("join", "e");
    for (const auto& b : branches)
        xml += "<userTask id=\"" + b + "\"/>" + flow("split", b) + flow(b, "join");
    return model("p", xml);
}
TEST(Migrate, refuses_a_join_under_way_whose_flows_differ) {
    const auto two = program(joined({"a", "b"})), three = program(joined({"a", "b", "c"}));
    EXPECT_THAT(elements(migrate(*two, *three, 0, begun(*two, {"a"}), {}, new_year)),
                ElementsAre("join"));
    // Before anything has come to the join the new one is as good.
    EXPECT_THAT(elements(migrate(*two, *three, 0, begun(*two), {}, new_year)), IsEmpty());
}

std::string many(const char* attributes) {
    return model("p", std::string("<startEvent id=\"s\"/><userTask id=\"a\">"
                                  "<multiInstanceLoopCharacteristics ") +
                          attributes +
                          "><loopCardinality>3</loopCardinality>"
                          "</multiInstanceLoopCharacteristics></userTask>" +
                          flow("s", "a"));
}
TEST(Migrate, refuses_a_multi_instance_under_way_that_is_written_differently) {
    const auto parallel = program(many("")), sequential = program(many("isSequential=\"true\""));
    const auto faults = migrate(*parallel, *sequential, 0, begun(*parallel), {}, new_year).faults;
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].element, "a");
    EXPECT_FALSE(faults[0].words.zh.empty());
}

std::string timed(const char* duration, const char* more = "") {
    return model("p", std::string("<startEvent id=\"s\"/><userTask id=\"a\"/><boundaryEvent "
                                  "id=\"t\" attachedToRef=\"a\" cancelActivity=\"false\">"
                                  "<timerEventDefinition><timeDuration>") +
                          duration +
                          "</timeDuration></timerEventDefinition></boundaryEvent>"
                          "<endEvent id=\"e\"/>" +
                          more + flow("s", "a") + flow("t", "e"));
}
TEST(Migrate, keeps_due_times_unless_the_text_differs_and_the_plan_says_so) {
    const auto from = program(timed("P2D")), to = program(timed("P5D"));
    const State state = begun(*from);
    const Instant later = new_year + days(1);
    const auto due = [](const MigrationResult& r) {
        for (const auto& w : r.state.waits)
            if (w.kind == WaitKind::timer) return w.due;
        return Instant{};
    };
    EXPECT_EQ(due(migrate(*from, *to, 0, state, {}, later)), new_year + days(2));
    EXPECT_EQ(due(migrate(*from, *to, 0, state, {{}, true}, later)), later + days(5));
    EXPECT_EQ(due(migrate(*from, *from, 0, state, {{}, true}, later)), new_year + days(2));
}

TEST(Migrate, arms_what_is_new_at_an_activity_and_lets_go_what_is_no_more) {
    const auto plain = program(two_steps("p"));
    const auto with_timer = program(timed("P2D"));
    const auto armed = migrate(*plain, *with_timer, 0, begun(*plain), {}, new_year);
    ASSERT_THAT(armed.faults, IsEmpty()) << told(armed.faults);
    EXPECT_THAT(waiting(*with_timer, armed.state), ElementsAre("a", "t"));
    EXPECT_EQ(armed.effects.opened.size(), 1U);
    const auto let_go = migrate(*with_timer, *plain, 0, armed.state, {}, new_year);
    EXPECT_THAT(waiting(*plain, let_go.state), ElementsAre("a"));
    EXPECT_EQ(let_go.effects.closed.size(), 1U);
    // One that has fired once is not armed again.
    State fired = armed.state;
    fired = step(*with_timer, fired, Fire{armed.effects.opened[0]}, new_year + days(2)).state;
    EXPECT_THAT(waiting(*with_timer,
                        migrate(*with_timer, *program(timed("P9D")), 0, fired, {}, new_year).state),
                ElementsAre("a"));
}

TEST(Migrate, suggests_the_same_id_else_the_same_name_and_kind) {
    const auto from = program(two_steps("p")), to = program(two_steps("p", "x", "b"));
    const auto suggested = suggest_mapping(*from, 0, *to, 0);
    EXPECT_EQ(suggested.at("a"), "x");  // both are 第一步
    EXPECT_EQ(suggested.at("b"), "b");
    EXPECT_EQ(suggested.at("s"), "s");
    EXPECT_THAT(check_plan(*from, 0, *to, 0, {suggested, false}), IsEmpty());
    EXPECT_EQ(check_plan(*from, 0, *to, 0, {{{"a", "nowhere"}}, false}).size(), 1U);
    EXPECT_EQ(check_plan(*from, 0, *to, 0, {{{"nowhere", "x"}}, false}).size(), 1U);
    EXPECT_EQ(check_plan(*from, 0, *to, 0, {{{"a", "s"}}, false}).size(), 1U);
}

// ---- durable ------------------------------------------------------------------------------------

class MigrationTest : public ProcessRoutesTest {
  protected:
    struct Moves final : Observer {
        void moved(store::Tx&, const WaitInfo& was, const WaitInfo& is) override {
            seen.push_back(was.node.id + ">" + is.node.id + "@" +
                           std::to_string(is.definition.version));
        }
        std::vector<std::string> seen;
    };
    void SetUp() override {
        ProcessRoutesTest::SetUp();
        if (IsSkipped()) return;
        engine->add_observer(moves);
        caller = keeper;
    }
    json::value move(DefinitionId from, DefinitionId to, const json::object& mapping, bool dry_run,
                     json::object more = {}) {
        more["from"] = linli::to_text(from), more["to"] = linli::to_text(to);
        more["mapping"] = mapping, more["dry_run"] = dry_run;
        return ask("POST", "/api/v1/process-migrations", more);
    }
    Moves moves;
};
LINLI_ON_BOTH_DATABASES(MigrationTest);

TEST_P(MigrationTest, an_instance_goes_on_in_the_new_version) {
    const auto old = deploy(two_steps("p"));
    const auto id = start("p", {{"n", number(1)}});
    const auto a = wait(id, "a");
    const auto young = deploy(two_steps("p", "x", "y"));
    auto report = move(old, young, {}, true);
    EXPECT_EQ(report.at("to_move"), 0);
    EXPECT_EQ(report.at("refused").at(0).at("element"), "a");
    EXPECT_EQ(report.at("suggested").at("a"), "x");
    report = move(old, young, {{"a", "x"}}, true);
    EXPECT_EQ(report.at("to_move"), 1);
    EXPECT_EQ(report.at("moved"), 0);
    EXPECT_EQ(row(id).definition_id, old);
    report = move(old, young, {{"a", "x"}}, false);
    EXPECT_EQ(report.at("moved"), 1);
    EXPECT_EQ(row(id).definition_id, young);
    EXPECT_EQ(row(id).waiting, "x");
    EXPECT_EQ(journaled("process.migrated"), 1);
    EXPECT_THAT(moves.seen, ElementsAre("a>x@2"));
    EXPECT_EQ(wait(id, "x"), a) << "whoever has it on his desk completes it as before";
    complete(id, "x");
    complete(id, "y");
    EXPECT_EQ(row(id).status, Status::completed);
    std::string trace;
    const auto seen = ask("GET", instance_path(id));
    for (const auto& line : seen.at("trace").as_array())
        if (line.at("event") != "completed")
            trace += std::string(line.at("element").as_string()) + " ";
    EXPECT_EQ(trace, "s a p y e ");
}

TEST_P(MigrationTest, messages_and_timers_are_heard_by_their_new_names) {
    const auto hearing = [](const char* message, const char* duration) {
        return model("p",
                     std::string("<startEvent id=\"s\"/><eventBasedGateway id=\"g\"/>"
                                 "<intermediateCatchEvent id=\"m\"><messageEventDefinition "
                                 "messageRef=\"M\"/></intermediateCatchEvent>"
                                 "<intermediateCatchEvent id=\"t\"><timerEventDefinition>"
                                 "<timeDuration>") +
                         duration +
                         "</timeDuration></timerEventDefinition></intermediateCatchEvent>"
                         "<endEvent id=\"em\"/><endEvent id=\"et\"/>" +
                         flow("s", "g") + flow("g", "m") + flow("g", "t") + flow("m", "em") +
                         flow("t", "et"),
                     std::string("<message id=\"M\" name=\"") + message +
                         "\" linli:correlation=\"order\"/>");
    };
    const auto old = deploy(hearing("paid", "P2D"));
    const auto one = start("p", {{"order", text("1")}});
    const auto two = start("p", {{"order", text("2")}});
    const auto young = deploy(hearing("settled", "P9D"));
    EXPECT_EQ(move(old, young, {}, false, {{"recompute_timers", true}}).at("moved"), 2);
    const auto send_to = [&](const char* name) {
        return ask("POST", "/api/v1/process-messages", {{"name", name}, {"key", "1"}})
            .at("received")
            .as_bool();
    };
    EXPECT_FALSE(send_to("paid"));
    EXPECT_TRUE(send_to("settled"));
    EXPECT_EQ(row(one).status, Status::completed);
    let_pass(days(3));
    EXPECT_EQ(row(two).status, Status::running);
    let_pass(days(7));
    EXPECT_EQ(row(two).status, Status::completed);
}

TEST_P(MigrationTest, a_kept_message_reaches_a_receiver_that_the_new_version_brings) {
    const auto old = deploy(two_steps("p"));
    const auto id = start("p");
    const auto young = deploy(
        model("p",
              "<startEvent id=\"s\"/><userTask id=\"a\"/><boundaryEvent id=\"m\" "
              "attachedToRef=\"a\"><messageEventDefinition messageRef=\"M\"/></boundaryEvent>"
              "<endEvent id=\"e\"/>" +
                  flow("s", "a") + flow("m", "e"),
              "<message id=\"M\" name=\"stop\"/>"));
    EXPECT_FALSE(
        ask("POST", "/api/v1/process-messages", {{"name", "stop"}}).at("received").as_bool());
    EXPECT_EQ(move(old, young, {}, false).at("moved"), 1);
    EXPECT_EQ(row(id).status, Status::completed);
    EXPECT_EQ(watcher.open["a"], 0);
    EXPECT_EQ(watcher.open["m"], 0);
}

TEST_P(MigrationTest, only_those_of_ones_areas_move_and_the_rest_page_by_page) {
    const auto old = deploy(two_steps("p"));
    for (int i = 0; i < 4; ++i)
        start("p", {}, AreaId{2 + i % 2});
    const auto elsewhere = start("p", {}, AreaId{3});
    const auto young = deploy(two_steps("p", "a", "c"));
    caller = local_keeper;
    auto report = move(old, young, {}, false, {{"instances", {linli::to_text(elsewhere)}}});
    EXPECT_EQ(report.at("moved"), 0);
    EXPECT_EQ(report.at("refused").at(0).at("instance").as_string(),
              std::string_view(linli::to_text(elsewhere)));
    EXPECT_EQ(move(old, young, {}, false).at("moved"), 2);
    EXPECT_EQ(row(elsewhere).definition_id, old);
    caller = keeper;
    EXPECT_EQ(move(old, young, {}, false).at("moved"), 3);
    EXPECT_EQ(move(old, young, {}, false).at("moved"), 0);
    EXPECT_EQ(move(old, young, {{"a", "nowhere"}}, false).at("faults").at(0).at("element"), "a");
    caller = viewer;
    EXPECT_EQ(
        outcome("POST", "/api/v1/process-migrations",
                {{"from", linli::to_text(old)}, {"to", linli::to_text(young)}, {"dry_run", true}}),
        "403 http.not_allowed");
}

TEST_P(MigrationTest, there_and_back_leaves_the_rows_as_they_were) {
    const auto old = deploy(timed("P2D"));
    const auto id = start("p");
    const auto before = row(id);
    const auto young = deploy(timed("P5D", "<task id=\"more\"/>"));
    EXPECT_EQ(move(old, young, {}, false).at("moved"), 1);
    EXPECT_EQ(move(young, old, {}, false).at("moved"), 1);
    const auto after = row(id);
    EXPECT_EQ(after.state, before.state);
    EXPECT_EQ(after.waiting, before.waiting);
    EXPECT_EQ(after.steps, before.steps + 2);
    let_pass(days(2));
    EXPECT_EQ(store().read([&](store::Tx& tx) { return engine->next_due(tx); }), std::nullopt);
}

}  // namespace
}  // namespace linli::process
