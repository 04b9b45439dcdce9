// The durable engine on both databases.
#include "kernel/process/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <thread>

#include "support/on_both_databases.hpp"

namespace linli::process {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr const char* head =
    R"(<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:linli="urn:linli:bpmn" id="d" targetNamespace="t">)";

std::string flow(const char* from, const char* to, const char* condition = nullptr) {
    std::string id = std::string(from) + "_" + to;
    std::string out =
        "<sequenceFlow id=\"f_" + id + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"";
    if (!condition) return out + "/>";
    return out + "><conditionExpression>" + condition + "</conditionExpression></sequenceFlow>";
}
std::string process(const std::string& id, const std::string& inside,
                    const std::string& before = "") {
    return head + before + "<process id=\"" + id + "\" isExecutable=\"true\">" + inside +
           "</process></definitions>";
}
// start -> job -> amount over 100? -> big or small
std::string deciding() {
    return process("deciding",
                   "<startEvent id=\"s\"/><serviceTask id=\"job\" linli:function=\"double\"/>"
                   "<exclusiveGateway id=\"x\" default=\"f_x_small\"/><endEvent id=\"big\"/>"
                   "<endEvent id=\"small\"/>" +
                       flow("s", "job") + flow("job", "x") + flow("x", "big", "amount &gt; 100") +
                       flow("x", "small"));
}
std::string two_tasks(const char* id = "two") {
    return process(id,
                   "<startEvent id=\"s\"/><userTask id=\"a\"/><userTask id=\"b\"/>"
                   "<endEvent id=\"e\"/>" +
                       flow("s", "a") + flow("a", "b") + flow("b", "e"));
}

struct Board final : Observer {
    void opened(store::Tx& tx, const WaitInfo& info) override {
        tx.after_commit([this, ref = info.ref, id = info.node.id] {
            open[{ref.instance.value, id}] = ref.wait;
        });
    }
    void closed(store::Tx& tx, const WaitInfo& info) override {
        tx.after_commit([this, ref = info.ref, id = info.node.id] {
            open.erase({ref.instance.value, id});
        });
    }
    void ended(store::Tx& tx, const InstanceRow& row, const State&) override {
        tx.after_commit([this, id = row.id.value] { ended_ids.push_back(id); });
    }
    std::map<std::pair<std::int64_t, std::string>, std::uint32_t> open;
    std::vector<std::int64_t> ended_ids;
};

class EngineTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), process::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        journal_ = std::make_unique<journal::Journal>(clock, ids);
        engine = fresh_engine();
    }
    void TearDown() override {
        engine.reset();
        OnBothDatabases::TearDown();
    }
    // As after a restart: nothing in memory.
    std::unique_ptr<Engine> fresh_engine() {
        auto made = std::make_unique<Engine>(clock, ids, *journal_);
        made->add_function("double", [this](const FunctionCall& call) {
            ++calls;
            for (const auto& [name, value] : call.inputs)
                if (name == "amount")
                    return FunctionResult{
                        {{"amount", number(2 * value.number().to_int().value())}}};
            return FunctionResult{{}, "NO_AMOUNT", "no amount"};
        });
        made->add_observer(board);
        return made;
    }
    static decision::Value number(std::int64_t n) {
        return decision::from_json_value(json::value(n));
    }
    void deploy(const std::string& xml) {
        store().write([&](store::Tx& tx) { engine->deploy(tx, {"m.bpmn", xml, {}}, {}); });
    }
    InstanceId start(const std::string& process, Variables variables = {}) {
        return store().write([&](store::Tx& tx) {
            return engine->start(tx, {.process = process, .variables = variables});
        });
    }
    std::uint32_t wait(InstanceId id, const std::string& element) {
        const auto found = board.open.find({id.value, element});
        return found == board.open.end() ? none : found->second;
    }
    void complete(InstanceId id, const std::string& element, Variables variables = {}) {
        const auto at = wait(id, element);
        store().write([&](store::Tx& tx) {
            engine->complete(tx, {id, at}, variables, AccountId{7});
        });
    }
    std::string code_of(const std::function<void()>& act) {
        try {
            act();
            return "done";
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
    }
    InstanceRow row(InstanceId id) {
        return store().read([&](store::Tx& tx) { return engine->find(tx, id); });
    }
    std::string trace(InstanceId id) {
        return store().read([&](store::Tx& tx) {
            std::string all;
            for (const auto& line : engine->trace(tx, id))
                all += (line.event == "cancelled" ? "x" : line.event.substr(0, 1)) + line.element +
                       " ";
            return all;
        });
    }
    std::vector<std::string> waiting(InstanceId id) {
        std::vector<std::string> all;
        for (const auto& [key, at] : board.open)
            if (key.first == id.value) all.push_back(key.second);
        return all;
    }
    std::int64_t count(store::Sql sql) {
        return store().read([&](store::Tx& tx) { return tx.one<std::int64_t>(sql).value(); });
    }
    // The jobs of a server.
    void let_pass(Micros span) {
        clock.advance(span);
        while (engine->fire_due(store(), 100) > 0) {
        }
    }

    std::unique_ptr<Engine> engine;
    Board board;
    int calls = 0;

  private:
    std::unique_ptr<journal::Journal> journal_;
};
LINLI_ON_BOTH_DATABASES(EngineTest);

constexpr store::Sql wait_rows{"test.waits", "SELECT COUNT(*) FROM process_wait"};
constexpr store::Sql message_rows{"test.messages", "SELECT COUNT(*) FROM process_message"};
constexpr store::Sql instance_rows{"test.instances", "SELECT COUNT(*) FROM process_instance"};

TEST_P(EngineTest, runs_a_service_and_a_gateway_in_one_unit_of_work) {
    deploy(deciding());
    const auto big = start("deciding", {{"amount", number(51)}});
    EXPECT_EQ(row(big).status, Status::completed);
    EXPECT_EQ(trace(big), "es cs ejob cjob ex cx ebig cbig ");
    EXPECT_EQ(trace(start("deciding", {{"amount", number(50)}})),
              "es cs ejob cjob ex cx esmall csmall ");
    EXPECT_EQ(calls, 2);
    EXPECT_EQ(count(wait_rows), 0);
}
TEST_P(EngineTest, remembers_everything_over_a_restart) {
    deploy(two_tasks());
    const auto id = start("two");
    EXPECT_THAT(waiting(id), ElementsAre("a"));
    engine = fresh_engine();
    complete(id, "a", {{"x", number(1)}});
    engine = fresh_engine();
    EXPECT_THAT(waiting(id), ElementsAre("b"));
    complete(id, "b");
    EXPECT_EQ(row(id).status, Status::completed);
    EXPECT_EQ(row(id).steps, 3);
    EXPECT_EQ(trace(id), "es cs ea ca eb cb ee ce ");
    EXPECT_THAT(board.ended_ids, ElementsAre(id.value));
}
TEST_P(EngineTest, refuses_what_is_not_waited_for_and_changes_nothing) {
    deploy(two_tasks());
    const auto id = start("two");
    const auto a = wait(id, "a");
    complete(id, "a");
    const auto again = [&] {
        store().write([&](store::Tx& tx) { engine->complete(tx, {id, a}, {}, {}); });
    };
    EXPECT_EQ(code_of(again), "process.not_waiting");
    EXPECT_EQ(row(id).steps, 2);
    complete(id, "b");
    EXPECT_EQ(code_of(again), "process.ended");
    EXPECT_EQ(code_of([&] { start("nobody"); }), "process.unknown");
    EXPECT_EQ(
        code_of([&] {
            store().write([&](store::Tx& tx) { engine->complete(tx, {InstanceId{5}, 1}, {}, {}); });
        }),
        "process.instance_unknown");
}
TEST_P(EngineTest, lets_one_of_many_complete_a_task) {
    deploy(two_tasks());
    const auto id = start("two");
    const auto a = wait(id, "a");
    std::atomic<int> done{0}, refused{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            const auto is = code_of([&] {
                store().write([&](store::Tx& tx) { engine->complete(tx, {id, a}, {}, {}); });
            });
            ++(is == "done" ? done : refused);
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(done, 1);
    EXPECT_EQ(refused, 7);
    EXPECT_EQ(row(id).steps, 2);
}
TEST_P(EngineTest, reads_decisions_of_any_length_after_a_restart) {
    const std::string dmn = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"
 id="d" name="d" namespace="n"><inputData id="i" name="amount"><variable name="amount"/></inputData>
 <decision id="Twice" name="Twice"><variable name="Twice"/><informationRequirement>
 <requiredInput href="#i"/></informationRequirement><literalExpression><text>)" +
                            std::string(20'000, ' ') +
                            "2 * amount</text></literalExpression></decision></definitions>";
    const std::string xml = R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:linli="urn:linli:bpmn" targetNamespace="t"><process id="decides" isExecutable="true">
 <startEvent id="s"/><sequenceFlow id="a" sourceRef="s" targetRef="d"/>
 <businessRuleTask id="d" linli:decision="t.dmn#Twice" linli:result="amount"/>
 <sequenceFlow id="b" sourceRef="d" targetRef="t"/><userTask id="t"/>
 <sequenceFlow id="c" sourceRef="t" targetRef="e"/><endEvent id="e"/></process></definitions>)";
    store().write([&](store::Tx& tx) {
        engine->deploy(tx, {"m.bpmn", xml, {{"t.dmn", dmn}}}, {});
    });
    engine = fresh_engine();
    const auto id = start("decides", {{"amount", number(21)}});
    store().read([&](store::Tx& tx) {
        const State state = engine->state(tx, engine->find(tx, id));
        EXPECT_EQ(decision::display(*state.variable("amount")), "42");
    });
}

TEST_P(EngineTest, keeps_running_cases_on_their_version) {
    deploy(two_tasks());
    const auto old = start("two");
    deploy(two_tasks());  // the same again changes nothing
    std::string changed = two_tasks();
    changed.replace(changed.find("id=\"b\""), 6, "id=\"c\"");
    for (auto at = changed.find("\"b\""); at != std::string::npos; at = changed.find("\"b\""))
        changed.replace(at, 3, "\"c\"");
    deploy(changed);
    const auto young = start("two");
    complete(old, "a");
    complete(young, "a");
    EXPECT_THAT(waiting(old), ElementsAre("b"));
    EXPECT_THAT(waiting(young), ElementsAre("c"));
    const auto all = store().read([&](store::Tx& tx) { return engine->definitions(tx); });
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].version, 2);
}
TEST_P(EngineTest, refuses_a_model_by_element_and_rule) {
    EXPECT_EQ(code_of([&] {
                  deploy(process("p",
                                 "<startEvent id=\"s\"/><serviceTask id=\"t\" "
                                 "linli:function=\"nobody\"/>" +
                                     flow("s", "t")));
              }),
              "process.function_missing");
    try {
        deploy(process(
            "p", "<startEvent id=\"s\"/><userTask id=\"t\"/>" + flow("s", "t") + flow("t", "s")));
        FAIL();
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), "process.model_faulty");
        EXPECT_EQ(refusal.fields().front().field, "s");
    }
    EXPECT_EQ(code_of([&] { start("p"); }), "process.unknown");
}

// ---- time ---------------------------------------------------------------------------------------

TEST_P(EngineTest, fires_timers_once_and_after_a_restart_too) {
    deploy(process("late",
                   "<startEvent id=\"s\"/><userTask id=\"a\"/>"
                   "<boundaryEvent id=\"t\" attachedToRef=\"a\"><timerEventDefinition>"
                   "<timeDuration>P2D</timeDuration></timerEventDefinition></boundaryEvent>"
                   "<endEvent id=\"e\"/><endEvent id=\"over\"/>" +
                       flow("s", "a") + flow("a", "e") + flow("t", "over")));
    const auto id = start("late");
    const auto done = start("late");
    EXPECT_EQ(count(wait_rows), 2);
    complete(done, "a");
    EXPECT_EQ(count(wait_rows), 1);
    let_pass(hours(47));
    EXPECT_EQ(row(id).status, Status::running);
    engine = fresh_engine();
    let_pass(hours(2));
    EXPECT_EQ(trace(id), "es cs ea et xa ct eover cover ");
    EXPECT_EQ(count(wait_rows), 0);
    EXPECT_FALSE(store().read([&](store::Tx& tx) { return engine->next_due(tx); }));
}
TEST_P(EngineTest, starts_by_a_cycle_of_the_newest_version_only) {
    const auto model = [](const char* task) {
        return process("daily", std::string("<startEvent id=\"s\"><timerEventDefinition>"
                                            "<timeCycle>R3/P1D</timeCycle></timerEventDefinition>"
                                            "</startEvent><userTask id=\"") +
                                    task + "\"/>" + flow("s", task));
    };
    deploy(model("a"));
    let_pass(days(1));
    EXPECT_EQ(count(instance_rows), 1);
    deploy(model("b"));
    let_pass(days(1));
    EXPECT_EQ(count(instance_rows), 2);
    for (int day = 0; day < 9; ++day)
        let_pass(days(1));
    EXPECT_EQ(count(instance_rows), 4);  // one of the first, three of the second
}

// ---- between instances --------------------------------------------------------------------------

std::string receiving() {
    return process("receiving",
                   "<startEvent id=\"s\"/><userTask id=\"before\"/>"
                   "<intermediateCatchEvent id=\"m\"><messageEventDefinition messageRef=\"M\"/>"
                   "</intermediateCatchEvent><userTask id=\"after\"/>" +
                       flow("s", "before") + flow("before", "m") + flow("m", "after"),
                   "<message id=\"M\" name=\"paid\" linli:correlation=\"order\"/>");
}
TEST_P(EngineTest, gives_a_message_to_the_one_with_its_key_once) {
    deploy(receiving());
    const auto one = start("receiving", {{"order", decision::Value(std::string("1"))}});
    const auto two = start("receiving", {{"order", decision::Value(std::string("2"))}});
    complete(one, "before");
    complete(two, "before");
    const auto send = [&](const char* key, const char* id) {
        return store().write([&](store::Tx& tx) {
            return engine->message(tx, {.name = "paid", .key = key, .sender_id = id});
        });
    };
    EXPECT_TRUE(send("2", "x"));
    EXPECT_TRUE(send("2", "x"));  // taken already
    EXPECT_THAT(waiting(one), ElementsAre("m"));
    EXPECT_THAT(waiting(two), ElementsAre("after"));
    EXPECT_EQ(count(message_rows), 0);
    EXPECT_FALSE(send("3", "y"));
    EXPECT_EQ(count(message_rows), 1);
}
TEST_P(EngineTest, keeps_a_message_that_comes_before_its_receiver_for_its_time) {
    deploy(receiving());
    const auto id = start("receiving", {{"order", decision::Value(std::string("1"))}});
    const auto send = [&](Micros ttl) {
        store().write([&](store::Tx& tx) {
            engine->message(tx, {.name = "paid",
                                 .key = "1",
                                 .variables = {{"fen", number(5)}},
                                 .time_to_live = ttl});
        });
    };
    send(hours(1));
    clock.advance(hours(2));
    complete(id, "before");
    EXPECT_THAT(waiting(id), ElementsAre("m"));  // too late
    EXPECT_EQ(store().write([&](store::Tx& tx) { return engine->sweep(tx); }), 1);
    const auto other = start("receiving", {{"order", decision::Value(std::string("1"))}});
    send(hours(1));  // goes to the one that waits
    EXPECT_THAT(waiting(id), ElementsAre("after"));
    send(hours(1));
    complete(other, "before");
    EXPECT_THAT(waiting(other), ElementsAre("after"));
    EXPECT_EQ(count(message_rows), 0);
}
TEST_P(EngineTest, tells_a_signal_to_all) {
    deploy(process("hearing",
                   "<startEvent id=\"s\"/><intermediateCatchEvent id=\"h\">"
                   "<signalEventDefinition signalRef=\"S\"/></intermediateCatchEvent>"
                   "<endEvent id=\"e\"/>" +
                       flow("s", "h") + flow("h", "e"),
                   "<signal id=\"S\" name=\"storm\"/>"));
    const auto one = start("hearing"), two = start("hearing");
    store().write([&](store::Tx& tx) { engine->signal(tx, "storm", {}); });
    EXPECT_EQ(row(one).status, Status::completed);
    EXPECT_EQ(row(two).status, Status::completed);
}
TEST_P(EngineTest, calls_another_process_and_hears_its_result_and_its_error) {
    deploy(process("called",
                   "<startEvent id=\"s\"/><userTask id=\"t\"/><endEvent id=\"e\"/>"
                   "<boundaryEvent id=\"b\" attachedToRef=\"t\"><errorEventDefinition "
                   "errorRef=\"E\"/></boundaryEvent><endEvent id=\"bad\"><errorEventDefinition "
                   "errorRef=\"E\"/></endEvent>" +
                       flow("s", "t") + flow("t", "e") + flow("b", "bad"),
                   "<error id=\"E\" errorCode=\"NO\"/>"));
    deploy(process("caller",
                   "<startEvent id=\"s\"/><callActivity id=\"c\" calledElement=\"called\"/>"
                   "<boundaryEvent id=\"b\" attachedToRef=\"c\"><errorEventDefinition "
                   "errorRef=\"E\"/></boundaryEvent><userTask id=\"good\"/><userTask id=\"sad\"/>" +
                       flow("s", "c") + flow("c", "good") + flow("b", "sad"),
                   "<error id=\"E\" errorCode=\"NO\"/>"));
    const auto child_of = [&](InstanceId caller) {
        for (const auto& [key, at] : board.open)
            if (key.second == "t" && row(InstanceId{key.first}).caller == caller)
                return InstanceId{key.first};
        return InstanceId{};
    };
    const auto good = start("caller");
    complete(child_of(good), "t", {{"answer", number(42)}});
    EXPECT_THAT(waiting(good), ElementsAre("good"));
    const auto sad = start("caller");
    const auto child = child_of(sad);
    const auto at = wait(child, "t");
    store().write([&](store::Tx& tx) { engine->fail(tx, {child, at}, "NO", {}, {}); });
    EXPECT_THAT(waiting(sad), ElementsAre("sad"));
    EXPECT_EQ(row(child).status, Status::failed);
    const auto stopped = start("caller");
    const auto orphan = child_of(stopped);
    store().write([&](store::Tx& tx) { engine->cancel(tx, stopped, {}); });
    EXPECT_EQ(row(orphan).status, Status::cancelled);
    EXPECT_THAT(waiting(orphan), IsEmpty());
}
TEST_P(EngineTest, does_nothing_when_the_unit_of_work_rolls_back) {
    deploy(two_tasks());
    const auto id = start("two");
    const auto a = wait(id, "a");
    EXPECT_THROW(store().write([&](store::Tx& tx) {
        engine->complete(tx, {id, a}, {}, {});
        engine->start(tx, {.process = "two"});
        throw refuse_conflict("test.no", {"不", "no"});
    }),
                 Refusal);
    EXPECT_EQ(row(id).steps, 1);
    EXPECT_EQ(count(instance_rows), 1);
    complete(id, "a");
}
TEST_P(EngineTest, forgets_a_deployment_that_was_rolled_back) {
    deploy(two_tasks());
    EXPECT_THROW(store().write([&](store::Tx& tx) {
        engine->deploy(tx, {"m.bpmn", two_tasks("other"), {}}, {});
        engine->start(tx, {.process = "other"});
        throw refuse_conflict("test.no", {"不", "no"});
    }),
                 Refusal);
    EXPECT_EQ(code_of([&] { start("other"); }), "process.unknown");
}
TEST_P(EngineTest, an_error_that_nobody_catches_is_an_incident_that_can_be_tried_again) {
    deploy(deciding());
    const auto id = start("deciding");  // without the amount
    EXPECT_EQ(row(id).status, Status::running);
    EXPECT_EQ(row(id).incidents, 1);
    const auto incident = store().read(
        [&](store::Tx& tx) { return engine->state(tx, engine->find(tx, id)).incidents.front(); });
    EXPECT_EQ(incident.code, "NO_AMOUNT");
    store().write([&](store::Tx& tx) {
        engine->set_variables(tx, id, {{"amount", number(60)}}, {});
        engine->retry(tx, id, incident.id, {});
    });
    EXPECT_EQ(row(id).status, Status::completed);
    EXPECT_EQ(row(id).incidents, 0);
}

}  // namespace
}  // namespace linli::process
