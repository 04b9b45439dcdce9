// Ways through the graph: what is never reached, where a case ends unsaid, circles without a wait.
#include <algorithm>
#include <array>
#include <set>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 7> rows = {{
    {"bpmn.node_unreachable", S::warning, "10.5.2",
     "从任何开始事件都到不了这里：接上顺序流，或删除",
     "no start event leads here: connect it, or remove it"},
    {"bpmn.start_event_outgoing_missing", S::warning, "10.5.2", "开始事件没有流出：接上第一步",
     "no flow leaves the start event: connect the first step"},
    {"bpmn.end_event_incoming_missing", S::warning, "10.5.3",
     "结束事件没有流入：接上最后一步，或删除",
     "no flow enters the end event: connect the last step, or remove it"},
    {"bpmn.dead_end", S::warning, "10.5.3", "没有流出，流程在这里无声地结束：接到结束事件",
     "no flow leaves here and the path ends unsaid: lead it to an end event"},
    {"bpmn.boundary_event_outgoing_missing", S::warning, "10.5.4",
     "边界事件没有流出，触发后什么也不做：接上后续步骤",
     "no flow leaves the boundary event, so nothing follows: connect what shall"},
    {"bpmn.circle_without_wait", S::warning, "13.4",
     "从这里出发的循环里没有等待，也没有条件：流程会空转，请加条件或等待",
     "a circle from here has no wait and no condition: it runs for ever; add one of both"},
    {"bpmn.parallel_join_of_choice", S::warning, "10.6.4",
     "并行网关汇聚了排他网关 {0} 的分支，只会到一条，流程会卡住：改用排他网关汇聚",
     "this parallel gateway joins branches of the exclusive gateway {0}; only one arrives and the "
     "case is stuck: join by an exclusive gateway"},
}};

// A node that waits or chooses, so that a circle through it may end.
bool may_end(const Validation& v, const FlowNode& n) {
    if (is_activity(n.kind)) return n.kind != NodeKind::task && n.kind != NodeKind::manual_task;
    if (n.kind == NodeKind::exclusive_gateway || n.kind == NodeKind::inclusive_gateway ||
        n.kind == NodeKind::complex_gateway)
        return v.out_of(n).size() > 1;
    return n.kind == NodeKind::intermediate_catch_event ||
           n.kind == NodeKind::event_based_gateway || n.kind == NodeKind::end_event;
}

std::vector<const FlowNode*> next(const Validation& v, const FlowNode& n) {
    std::vector<const FlowNode*> out;
    for (const auto* f : v.out_of(n))
        if (const FlowNode* t = v.model.node(f->target).node) out.push_back(t);
    return out;
}

std::set<const FlowNode*> reached(const Validation& v, const Scope& scope, const FlowNode* parent) {
    const bool has_start =
        std::any_of(scope.nodes.begin(), scope.nodes.end(),
                    [](const FlowNode& n) { return n.kind == NodeKind::start_event; });
    std::set<const FlowNode*> seen;
    std::vector<const FlowNode*> open;
    const bool ad_hoc = parent && parent->kind == NodeKind::ad_hoc_sub_process;
    for (const auto& n : scope.nodes) {
        const bool begins =
            n.kind == NodeKind::start_event || n.instantiate || is_event_sub_process(n) ||
            n.for_compensation || v.has_trigger(n, Trigger::link) ||
            (v.into(n).empty() && n.kind != NodeKind::boundary_event && (!has_start || ad_hoc));
        if (begins) open.push_back(&n);
    }
    while (!open.empty()) {
        const FlowNode* n = open.back();
        open.pop_back();
        if (!seen.insert(n).second) continue;
        for (const auto* t : next(v, *n))
            open.push_back(t);
        for (const auto* b : v.boundaries(*n))
            open.push_back(b);
    }
    return seen;
}

void check_ends(Validation& v, const FlowNode& n) {
    const bool out = !v.out_of(n).empty();
    if (n.kind == NodeKind::start_event && !out) v.add("bpmn.start_event_outgoing_missing", n);
    if (n.kind == NodeKind::boundary_event && !out && !v.has_trigger(n, Trigger::compensation))
        v.add("bpmn.boundary_event_outgoing_missing", n);
    const bool ends = n.kind == NodeKind::end_event || n.kind == NodeKind::start_event ||
                      n.kind == NodeKind::boundary_event || n.for_compensation ||
                      is_event_sub_process(n) || v.has_trigger(n, Trigger::link);
    if (!out && !ends && !v.into(n).empty()) v.add("bpmn.dead_end", n);
}

// Circles of nodes that neither wait nor choose: a walk that comes back to itself.
void check_circles(Validation& v, const Scope& scope) {
    std::set<const FlowNode*> done;
    for (const auto& start : scope.nodes) {
        std::set<const FlowNode*> way;
        const FlowNode* n = &start;
        while (n && !may_end(v, *n) && !done.contains(n)) {
            if (!way.insert(n).second) {
                v.add("bpmn.circle_without_wait", *n);
                break;
            }
            const auto following = next(v, *n);
            n = following.size() == 1 ? following[0] : nullptr;
        }
        done.insert(way.begin(), way.end());
    }
}

// The plain case: every branch of an exclusive split leads straight into one parallel join.
void check_join(Validation& v, const FlowNode& join) {
    const Flows& in = v.into(join);
    const FlowNode* split = nullptr;
    for (const auto* f : in) {
        const FlowNode* n = v.model.node(f->source).node;
        for (std::size_t steps = 0; n && steps < 1000; ++steps) {
            if (n->kind == NodeKind::exclusive_gateway && v.out_of(*n).size() > 1) break;
            const Flows& before = v.into(*n);
            const bool plain = before.size() == 1 && v.out_of(*n).size() == 1;
            n = plain ? v.model.node(before[0]->source).node : nullptr;
        }
        if (!n || (split && split != n)) return;
        split = n;
    }
    if (split && in.size() > 1) v.add("bpmn.parallel_join_of_choice", join, {shown(*split)});
}

}  // namespace

std::span<const Rule> path_rules() {
    return rows;
}

void check_paths(Validation& v) {
    for (const auto& p : v.model.processes) {
        v.process = &p;
        Validation::each_scope(p, [&](const Scope& scope, const FlowNode* parent) {
            const auto seen = reached(v, scope, parent);
            const bool ad_hoc = parent && parent->kind == NodeKind::ad_hoc_sub_process;
            for (const auto& n : scope.nodes) {
                if (n.kind == NodeKind::end_event && v.into(n).empty())
                    v.add("bpmn.end_event_incoming_missing", n);
                else if (!seen.contains(&n) && n.kind != NodeKind::boundary_event)
                    v.add("bpmn.node_unreachable", n);
                if (!ad_hoc) check_ends(v, n);
                if (n.kind == NodeKind::parallel_gateway) check_join(v, n);
            }
            check_circles(v, scope);
        });
    }
}

}  // namespace linli::process
