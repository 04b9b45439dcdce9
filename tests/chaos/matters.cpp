#include "matters.hpp"

#include <fstream>
#include <iterator>

namespace linli::chaos {

namespace {

using namespace process;

constexpr store::Sql add_effect{"matter.effect",
                                "INSERT INTO effect (id, instance, element) VALUES (?, ?, ?)"};
constexpr store::Sql add_task{"matter.task",
                              "INSERT INTO open_task (instance, wait, element) VALUES (?, ?, ?)"};
constexpr store::Sql remove_task{"matter.task_done",
                                 "DELETE FROM open_task WHERE instance = ? AND wait = ?"};

std::string model() {
    std::ifstream in(LINLI_SOURCE_DIR "/tests/chaos/matters.bpmn");
    return {std::istreambuf_iterator<char>(in), {}};
}

Variables counted(const Variables& inputs) {
    for (const auto& [name, value] : inputs)
        if (name == "n")
            return {
                {"n", decision::from_json_value(json::value(value.number().to_int().value() + 1))}};
    throw Fault("a service task does not see the variable n");
}

}  // namespace

void Tasks::opened(store::Tx& tx, const WaitInfo& info) {
    if (info.wait.kind == WaitKind::task)
        tx.run(add_task, info.ref.instance, std::int64_t{info.ref.wait}, info.node.id);
}

void Tasks::closed(store::Tx& tx, const WaitInfo& info) {
    if (info.wait.kind == WaitKind::task)
        LINLI_CHECK(tx.run(remove_task, info.ref.instance, std::int64_t{info.ref.wait}) == 1);
}

Office::Office(const std::string& url, int node)
    : ids(clock, node), journal(clock, ids), engine(clock, ids, journal) {
    store::StoreOptions options;
    options.url = url;
    store = store::Store::open(options);
    store->migrate(matter_migrations());
    for (const std::string element : services)
        engine.add_function("effect." + element, [this, element](const FunctionCall& call) {
            call.tx.run(add_effect, ids.next(), call.instance, element);
            return FunctionResult{counted(call.inputs)};
        });
    engine.add_observer(tasks);
    const Deployment deployment{"matters.bpmn", model(), {}};
    store->write([&](store::Tx& tx) { engine.deploy(tx, deployment, {}); });
}

std::string key_of_matter(std::int64_t matter) {
    return "matter-" + std::to_string(matter);
}

}  // namespace linli::chaos
