// Small models and an engine with a watcher, for the tests of this module.
#pragma once
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "kernel/process/engine.hpp"
#include "support/on_both_databases.hpp"

namespace linli::process {

inline std::string flow(const std::string& from, const std::string& to,
                        const std::string& condition = "") {
    const std::string open = "<sequenceFlow id=\"f_" + from + "_" + to + "\" sourceRef=\"" + from +
                             "\" targetRef=\"" + to + "\"";
    if (condition.empty()) return open + "/>";
    return open + "><conditionExpression>" + condition + "</conditionExpression></sequenceFlow>";
}
inline std::string model(const std::string& id, const std::string& inside,
                         const std::string& before = "") {
    return R"(<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL")"
           R"( xmlns:linli="urn:linli:bpmn" id="d" targetNamespace="t">)" +
           before + "<process id=\"" + id + "\" name=\"流程 " + id + "\" isExecutable=\"true\">" +
           inside + "</process></definitions>";
}
// start -> task a -> task b -> end; other names give other versions.
inline std::string two_steps(const std::string& id, const std::string& a = "a",
                             const std::string& b = "b") {
    return model(id, "<startEvent id=\"s\"/><userTask id=\"" + a +
                         "\" name=\"第一步\"/><userTask "
                         "id=\"" +
                         b + "\" name=\"第二步\"/><endEvent id=\"e\"/>" + flow("s", a) +
                         flow(a, b) + flow(b, "e"));
}

class ProcessTest : public testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), process::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        journal = std::make_unique<journal::Journal>(clock, ids);
        engine = std::make_unique<Engine>(clock, ids, *journal);
        engine->add_observer(watcher);
    }
    void TearDown() override {
        engine.reset();
        OnBothDatabases::TearDown();
    }

    DefinitionId deploy(const std::string& xml) {
        return store().write([&](store::Tx& tx) {
            return engine->deploy(tx, {"m.bpmn", xml, {}}, {}).front().id;
        });
    }
    InstanceId start(const std::string& process, Variables variables = {}, AreaId area = {1},
                     std::int64_t case_id = 0) {
        return store().write([&](store::Tx& tx) {
            return engine->start(
                tx, {.process = process, .area = area, .case_id = case_id, .variables = variables});
        });
    }
    // The first wait at that element.
    std::uint32_t wait(InstanceId id, const std::string& element) {
        return store().read([&](store::Tx& tx) {
            const auto row = engine->find(tx, id);
            const auto program = engine->program(tx, row.definition_id);
            for (const auto& w : engine->state(tx, row).waits)
                if (program->nodes[w.node].id == element) return w.id;
            return none;
        });
    }
    void complete(InstanceId id, const std::string& element, Variables variables = {}) {
        const auto at = wait(id, element);
        store().write([&](store::Tx& tx) {
            engine->complete(tx, {id, at}, variables, AccountId{7});
        });
    }
    InstanceRow row(InstanceId id) {
        return store().read([&](store::Tx& tx) { return engine->find(tx, id); });
    }
    State state(InstanceId id) {
        return store().read([&](store::Tx& tx) { return engine->state(tx, engine->find(tx, id)); });
    }
    void let_pass(Micros span) {
        clock.advance(span);
        while (engine->fire_due(store(), 100) > 0) {
        }
    }
    static decision::Value number(std::int64_t n) {
        return decision::from_json_value(json::value(n));
    }
    static decision::Value text(const std::string& s) { return decision::Value(s); }

    struct Watcher final : Observer {
        void opened(store::Tx&, const WaitInfo& info) override { ++open[info.node.id]; }
        void closed(store::Tx&, const WaitInfo& info) override { --open[info.node.id]; }
        std::map<std::string, int> open;
    };
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<Engine> engine;
    Watcher watcher;
};

}  // namespace linli::process
