// Sequence flows: what they may connect, conditions and defaults (7.6.2, 8.4.14, 10.6.1).
#include <algorithm>
#include <array>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 17> rows = {{
    {"bpmn.flow_crosses_sub_process", S::fault, "10.3.5",
     "顺序流从 {0} 到 {1}，越过了子流程边界：接到子流程本身，或使用边界事件",
     "the flow from {0} to {1} crosses the border of a sub-process: connect the sub-process "
     "itself, or use a boundary event"},
    {"bpmn.flow_crosses_pool", S::fault, "7.6.2",
     "顺序流从 {0} 到 {1}，越过了泳池：跨流程请用消息流",
     "the flow from {0} to {1} goes to another pool: between processes use a message flow"},
    {"bpmn.flow_misplaced", S::execution, "8.4.9",
     "顺序流没有写在它所连接的 {0} 所在的那一层：移到同一流程或子流程",
     "the flow is not written in the process or sub-process of {0}, which it connects: move it "
     "there"},
    {"bpmn.flow_repeated", S::warning, "8.4.14",
     "{0} 到 {1} 有两条无条件的顺序流，会执行两次：删除一条，除非有意如此",
     "two unconditional flows lead from {0} to {1}, so it runs twice: remove one unless you mean "
     "it"},
    {"bpmn.flow_not_immediate", S::execution, "8.4.14",
     "可执行流程里的顺序流不得写 isImmediate=\"false\"：删除该属性",
     "isImmediate must not be \"false\" in an executable process: remove the attribute"},
    {"bpmn.condition_empty", S::execution, "8.4.14",
     "条件是空的：写出 FEEL 表达式，或删除 conditionExpression",
     "the condition is empty: write a FEEL expression, or remove conditionExpression"},
    {"bpmn.condition_on_event", S::fault, "10.5",
     "{0} 是事件，从它出发的顺序流不能有条件：在后面加排他网关",
     "{0} is an event; a flow that leaves it has no condition: put an exclusive gateway behind it"},
    {"bpmn.condition_on_parallel_gateway", S::fault, "10.6.4",
     "并行网关 {0} 的流出不能有条件：改用包容网关，或删除条件",
     "a flow that leaves the parallel gateway {0} has no condition: use an inclusive gateway, or "
     "remove it"},
    {"bpmn.condition_on_event_gateway", S::fault, "10.6.6",
     "事件网关 {0} 的流出不能有条件：由后面的事件决定",
     "a flow that leaves the event-based gateway {0} has no condition: the events behind it "
     "decide"},
    {"bpmn.condition_sole", S::fault, "8.4.14",
     "{0} 唯一的流出带有条件，条件不成立时流程会卡住：加一条流，或删除条件",
     "the only flow that leaves {0} has a condition; when it is false the case is stuck: add "
     "another flow, or remove the condition"},
    {"bpmn.condition_on_default", S::fault, "8.4.14", "默认流不能有条件：删除条件，或另选默认流",
     "the default flow has no condition: remove it, or make another flow the default"},
    {"bpmn.default_not_outgoing", S::fault, "8.4.14", "默认流 {0} 不是从这里出发的：改成一条流出",
     "the default flow {0} does not leave this element: name one that does"},
    {"bpmn.default_misplaced", S::fault, "8.4.14",
     "{0} 不能有默认流：只有活动以及排他、包容、复杂网关可以有",
     "a {0} has no default flow; only activities, exclusive, inclusive and complex gateways have"},
    {"bpmn.default_without_condition", S::warning, "8.4.14",
     "有默认流，但其他流出都没有条件：默认流永远不会走",
     "there is a default flow, but no other flow has a condition: it is never taken"},
    {"bpmn.event_sub_process_flow", S::fault, "10.3.5",
     "事件子流程 {0} 不能连接顺序流：由它的开始事件触发，请删除该流",
     "no flow leads to or from the event sub-process {0}; its start event starts it: remove the "
     "flow"},
    {"bpmn.compensation_activity_flow", S::fault, "10.7.2",
     "补偿活动 {0} 不能连接顺序流：只用关联线接到补偿边界事件",
     "no flow leads to or from the compensation activity {0}: connect it by an association to a "
     "compensation boundary event"},
    {"bpmn.condition_missing", S::execution, "10.6.2",
     "{0} 有多条流出，这一条没有条件也不是默认流：写条件或设为默认流",
     "{0} splits, and this flow has neither a condition nor is it the default: write one, or make "
     "it the default"},
}};

bool has_default(NodeKind kind) {
    return is_activity(kind) || kind == NodeKind::exclusive_gateway ||
           kind == NodeKind::inclusive_gateway || kind == NodeKind::complex_gateway;
}

void check_ends(Validation& v, const SequenceFlow& f, const Scope& scope) {
    const Place source = v.model.node(f.source), target = v.model.node(f.target);
    if (!source.node || !target.node) return;
    if (source.process != target.process)
        v.add("bpmn.flow_crosses_pool", f, {shown(*source.node), shown(*target.node)});
    else if (source.scope != target.scope)
        v.add("bpmn.flow_crosses_sub_process", f, {shown(*source.node), shown(*target.node)});
    else if (source.scope != &scope)
        v.add("bpmn.flow_misplaced", f, {shown(*source.node)});
    for (const FlowNode* n : {source.node, target.node}) {
        if (is_event_sub_process(*n)) v.add("bpmn.event_sub_process_flow", f, {shown(*n)});
        if (n->for_compensation) v.add("bpmn.compensation_activity_flow", f, {shown(*n)});
    }
}

void check_condition(Validation& v, const SequenceFlow& f) {
    const FlowNode* source = v.model.node(f.source).node;
    if (!source) return;
    const Flows& siblings = v.out_of(*source);
    if (!f.has_condition) {
        const bool needs = source->kind == NodeKind::exclusive_gateway ||
                           source->kind == NodeKind::inclusive_gateway;
        if (needs && siblings.size() > 1 && source->default_flow != f.id)
            v.add("bpmn.condition_missing", f, {shown(*source)});
        return;
    }
    if (!f.condition) v.add("bpmn.condition_empty", f);
    if (is_event(source->kind)) v.add("bpmn.condition_on_event", f, {shown(*source)});
    if (source->kind == NodeKind::parallel_gateway)
        v.add("bpmn.condition_on_parallel_gateway", f, {shown(*source)});
    if (source->kind == NodeKind::event_based_gateway)
        v.add("bpmn.condition_on_event_gateway", f, {shown(*source)});
    if (is_activity(source->kind) && siblings.size() == 1)
        v.add("bpmn.condition_sole", f, {shown(*source)});
    if (!f.id.empty() && source->default_flow == f.id) v.add("bpmn.condition_on_default", f);
}

void check_default(Validation& v, const FlowNode& n) {
    if (n.default_flow.empty()) return;
    if (!has_default(n.kind)) {
        v.add("bpmn.default_misplaced", n, {n.tag});
        return;
    }
    const auto* flow = v.model.find_as<SequenceFlow>("sequenceFlow", n.default_flow);
    if (!flow) return;
    if (flow->source != n.id) {
        v.add("bpmn.default_not_outgoing", n, {n.default_flow});
        return;
    }
    const Flows& out = v.out_of(n);
    const bool conditional =
        std::any_of(out.begin(), out.end(), [&](const auto* f) { return f->has_condition; });
    if (out.size() > 1 && !conditional) v.add("bpmn.default_without_condition", n);
}

void check_repeated(Validation& v, const FlowNode& n) {
    const Flows& out = v.out_of(n);
    for (std::size_t i = 1; i < out.size(); ++i) {
        const bool again = std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(i),
                                       [&](const auto* earlier) {
                                           return earlier->target == out[i]->target &&
                                                  !earlier->has_condition && !out[i]->has_condition;
                                       });
        if (again && n.kind != NodeKind::exclusive_gateway) {
            v.add("bpmn.flow_repeated", *out[i], {out[i]->source, out[i]->target});
            return;
        }
    }
}

}  // namespace

std::span<const Rule> sequence_flow_rules() {
    return rows;
}

void check_sequence_flows(Validation& v) {
    for (const auto& p : v.model.processes) {
        v.process = &p;
        Validation::each_scope(p, [&](const Scope& scope, const FlowNode*) {
            for (const auto& f : scope.flows) {
                check_ends(v, f, scope);
                check_condition(v, f);
                if (f.immediate == false) v.add("bpmn.flow_not_immediate", f);
            }
            for (const auto& n : scope.nodes) {
                check_default(v, n);
                check_repeated(v, n);
            }
        });
    }
}

}  // namespace linli::process
