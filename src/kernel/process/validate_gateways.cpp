// Gateways (8.4.10, 10.6).
#include <algorithm>
#include <array>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 14> rows = {{
    {"bpmn.gateway_converging", S::fault, "8.4.10",
     "网关标为汇聚（Converging），却有 {0} 条流出：删去多余的流，或改 gatewayDirection",
     "the gateway says Converging but {0} flows leave it: keep one, or change gatewayDirection"},
    {"bpmn.gateway_diverging", S::fault, "8.4.10",
     "网关标为分支（Diverging），却有 {0} 条流入：先用另一个网关汇聚，或改 gatewayDirection",
     "the gateway says Diverging but {0} flows enter it: join them before, or change "
     "gatewayDirection"},
    {"bpmn.gateway_direction_few", S::warning, "8.4.10",
     "网关标为 {0}，但流入 {1} 条、流出 {2} 条：改 gatewayDirection 或补上流",
     "the gateway says {0} but has {1} flows in and {2} out: change gatewayDirection, or add "
     "flows"},
    {"bpmn.gateway_superfluous", S::warning, "10.6.1", "网关既不分支也不汇聚：可以删去",
     "the gateway neither splits nor joins: it can be removed"},
    {"bpmn.exclusive_default_missing", S::warning, "10.6.2",
     "没有默认流：所有条件都不成立时流程会出错，建议设一条默认流",
     "no default flow: when no condition is true the case fails; make one flow the default"},
    {"bpmn.complex_activation_missing", S::warning, "10.6.5",
     "复杂网关有多条流入但没有激活条件：写 activationCondition，例如 activationCount >= 2",
     "flows join at the complex gateway without an activationCondition: write one, e.g. "
     "activationCount >= 2"},
    {"bpmn.event_gateway_few", S::fault, "10.6.6",
     "事件网关至少要有两条流出（现有 {0} 条）：补上另一个事件，或改用中间事件",
     "an event-based gateway needs at least two flows out (it has {0}): add an event, or use a "
     "plain catch event"},
    {"bpmn.event_gateway_target", S::fault, "10.6.6",
     "事件网关后面的 {0} 不能用在这里：只能接捕获消息、定时、信号、条件的中间事件或接收任务",
     "{0} cannot follow an event-based gateway: only catch events of message, timer, signal or "
     "condition, and receive tasks"},
    {"bpmn.event_gateway_mixed", S::fault, "10.6.6",
     "事件网关后面不能同时有消息捕获事件和接收任务：只用其中一种",
     "message catch events and receive tasks cannot both follow an event-based gateway: use one of "
     "the two"},
    {"bpmn.event_gateway_target_incoming", S::fault, "10.6.6",
     "事件网关后面的 {0} 还有别的流入：只能由该网关进入",
     "{0} follows an event-based gateway and has another flow in: only the gateway may lead there"},
    {"bpmn.event_gateway_receive_boundary", S::fault, "10.6.6",
     "事件网关后面的接收任务 {0} 不能有边界事件：改成网关的另一条分支",
     "the receive task {0} behind an event-based gateway has no boundary events: make them "
     "branches of the gateway"},
    {"bpmn.event_gateway_parallel", S::fault, "10.6.6",
     "并行事件网关（Parallel）只能用来启动流程：写 instantiate=\"true\"，或改为 Exclusive",
     "a Parallel event-based gateway can only start a process: write instantiate=\"true\", or make "
     "it Exclusive"},
    {"bpmn.event_gateway_instantiate_incoming", S::fault, "10.6.6",
     "启动流程的事件网关不能有流入：删除流入，或去掉 instantiate",
     "no flow enters an event-based gateway that starts the process: remove it, or remove "
     "instantiate"},
    {"bpmn.instantiate_nested", S::fault, "13.2", "{0} 在子流程里，不能启动流程：去掉 instantiate",
     "{0} is inside a sub-process and cannot start a process: remove instantiate"},
}};

void check_direction(Validation& v, const FlowNode& n) {
    const std::size_t in = v.into(n).size(), out = v.out_of(n).size();
    if (n.direction == "Converging" && out > 1)
        v.add("bpmn.gateway_converging", n, {std::to_string(out)});
    else if (n.direction == "Diverging" && in > 1)
        v.add("bpmn.gateway_diverging", n, {std::to_string(in)});
    else if ((n.direction == "Converging" && in < 2) || (n.direction == "Diverging" && out < 2) ||
             (n.direction == "Mixed" && (in < 2 || out < 2)))
        v.add("bpmn.gateway_direction_few", n,
              {n.direction, std::to_string(in), std::to_string(out)});
    else if (in == 1 && out == 1 && n.kind != NodeKind::event_based_gateway)
        v.add("bpmn.gateway_superfluous", n);
}

bool is_receiver(const Validation& v, const FlowNode& n) {
    if (n.kind == NodeKind::receive_task) return true;
    if (n.kind != NodeKind::intermediate_catch_event) return false;
    return !v.has_trigger(n, Trigger::link);
}

void check_event_gateway(Validation& v, const FlowNode& n, const FlowNode* parent) {
    const Flows& out = v.out_of(n);
    if (out.size() < 2) v.add("bpmn.event_gateway_few", n, {std::to_string(out.size())});
    bool receives = false, messages = false;
    for (const auto* f : out) {
        const FlowNode* t = v.model.node(f->target).node;
        if (!t) continue;
        if (!is_receiver(v, *t)) v.add("bpmn.event_gateway_target", n, {shown(*t)});
        if (is_receiver(v, *t) && v.into(*t).size() > 1)
            v.add("bpmn.event_gateway_target_incoming", n, {shown(*t)});
        if (t->kind == NodeKind::receive_task && !v.boundaries(*t).empty())
            v.add("bpmn.event_gateway_receive_boundary", n, {shown(*t)});
        receives = receives || t->kind == NodeKind::receive_task;
        messages = messages || (t->kind == NodeKind::intermediate_catch_event &&
                                v.has_trigger(*t, Trigger::message));
    }
    if (receives && messages) v.add("bpmn.event_gateway_mixed", n);
    if (n.parallel_events && !n.instantiate) v.add("bpmn.event_gateway_parallel", n);
    if (n.instantiate && !v.into(n).empty()) v.add("bpmn.event_gateway_instantiate_incoming", n);
    if (n.instantiate && parent) v.add("bpmn.instantiate_nested", n, {shown(n)});
}

}  // namespace

std::span<const Rule> gateway_rules() {
    return rows;
}

void check_gateways(Validation& v) {
    for (const auto& p : v.model.processes) {
        v.process = &p;
        Validation::each_node(p, [&](const FlowNode& n, const Scope&, const FlowNode* parent) {
            if (!is_gateway(n.kind)) return;
            check_direction(v, n);
            if (n.kind == NodeKind::event_based_gateway) check_event_gateway(v, n, parent);
            if (n.kind == NodeKind::complex_gateway && v.into(n).size() > 1 && !n.activation)
                v.add("bpmn.complex_activation_missing", n);
            const bool chooses =
                n.kind == NodeKind::exclusive_gateway || n.kind == NodeKind::inclusive_gateway;
            if (chooses && v.out_of(n).size() > 1 && n.default_flow.empty())
                v.add("bpmn.exclusive_default_missing", n);
        });
    }
}

}  // namespace linli::process
