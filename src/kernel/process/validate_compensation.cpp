// Compensation (10.7): handlers, and what a throw event may compensate.
#include <algorithm>
#include <array>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 9> rows = {{
    {"bpmn.compensation_boundary_outgoing", S::fault, "10.7.2",
     "补偿边界事件不能有顺序流流出（{0}）：用关联线接到补偿活动",
     "no flow leaves a compensation boundary event ({0} does): connect the compensation activity "
     "by an association"},
    {"bpmn.compensation_handler_missing", S::fault, "10.7.2",
     "补偿边界事件没有补偿活动：用关联线接到一个 isForCompensation=\"true\" 的活动",
     "the compensation boundary event has no compensation activity: connect one with "
     "isForCompensation=\"true\" by an association"},
    {"bpmn.compensation_handler_several", S::fault, "10.7.2",
     "补偿边界事件只能接一个补偿活动（现有 {0} 个）：合成一个子流程",
     "a compensation boundary event has one compensation activity (this one has {0}): make them "
     "one sub-process"},
    {"bpmn.compensation_handler_kind", S::fault, "10.7.2",
     "{0} 不是补偿活动：写上 isForCompensation=\"true\"",
     "{0} is no compensation activity: write isForCompensation=\"true\" there"},
    {"bpmn.compensation_handler_scope", S::fault, "10.7.2",
     "补偿活动 {0} 与补偿边界事件不在同一层：移到同一流程或子流程",
     "the compensation activity {0} is not in the process or sub-process of the boundary event: "
     "move it there"},
    {"bpmn.compensation_activity_unbound", S::warning, "10.7.2",
     "补偿活动没有接到任何补偿边界事件，永远不会执行",
     "no compensation boundary event leads to this compensation activity; it never runs"},
    {"bpmn.compensation_target_scope", S::fault, "10.5.5",
     "要补偿的 {0} 不在同一层：只能补偿同一流程或子流程里的活动",
     "{0} is not at the same level: only an activity of the same process or sub-process can be "
     "compensated"},
    {"bpmn.compensation_target_handler", S::warning, "10.5.5",
     "要补偿的 {0} 没有补偿处理：不会发生任何事",
     "{0}, which is to be compensated, has no compensation handler: nothing happens"},
    {"bpmn.compensation_catch_reference", S::warning, "10.5.5",
     "捕获补偿的事件不需要 activityRef，予以忽略",
     "an event that catches compensation needs no activityRef; it is left out"},
}};

std::vector<const FlowNode*> handlers(const Validation& v, const FlowNode& boundary,
                                      const Scope& scope) {
    std::vector<const FlowNode*> out;
    for (const auto& a : scope.associations) {
        const bool from = a.source == boundary.id, to = a.target == boundary.id;
        if (!from && !to) continue;
        const FlowNode* other = v.model.node(from ? a.target : a.source).node;
        if (other && is_activity(other->kind)) out.push_back(other);
    }
    return out;
}

void check_catch(Validation& v, const FlowNode& n, const Scope& scope) {
    for (const auto* f : v.out_of(n))
        v.add("bpmn.compensation_boundary_outgoing", n, {f->id});
    const auto found = handlers(v, n, scope);
    if (found.empty() && v.out_of(n).empty()) v.add("bpmn.compensation_handler_missing", n);
    if (found.size() > 1)
        v.add("bpmn.compensation_handler_several", n, {std::to_string(found.size())});
    for (const auto* h : found) {
        if (!h->for_compensation) v.add("bpmn.compensation_handler_kind", n, {shown(*h)});
        if (v.model.node(h->id).scope != &scope)
            v.add("bpmn.compensation_handler_scope", n, {shown(*h)});
    }
}

bool has_handler(const Validation& v, const FlowNode& activity) {
    for (const auto* b : v.boundaries(activity))
        if (v.has_trigger(*b, Trigger::compensation)) return true;
    if (!activity.inside) return activity.kind == NodeKind::call_activity;
    // What is inside of a sub-process is compensated by its own handlers.
    return std::any_of(
        activity.inside->nodes.begin(), activity.inside->nodes.end(), [&](const FlowNode& n) {
            if (is_event_sub_process(n))
                return std::any_of(
                    n.inside->nodes.begin(), n.inside->nodes.end(),
                    [&](const FlowNode& s) { return v.has_trigger(s, Trigger::compensation); });
            return is_activity(n.kind) && has_handler(v, n);
        });
}

void check_throw(Validation& v, const FlowNode& n, const EventDefinition& d, const Scope& scope,
                 const FlowNode* parent) {
    const Place target = v.model.node(d.ref);
    if (!target.node || !is_activity(target.node->kind)) return;
    // From inside an event sub-process, what is around it may be compensated, too.
    const Scope* around = nullptr;
    if (parent && is_event_sub_process(*parent)) around = v.model.node(parent->id).scope;
    if (target.scope != &scope && target.scope != around)
        v.add("bpmn.compensation_target_scope", n, {shown(*target.node)});
    else if (!has_handler(v, *target.node))
        v.add("bpmn.compensation_target_handler", n, {shown(*target.node)});
}

void check_bound(Validation& v, const FlowNode& n, const Scope& scope) {
    const bool bound = std::any_of(
        scope.associations.begin(), scope.associations.end(), [&](const Association& a) {
            if (a.source != n.id && a.target != n.id) return false;
            const FlowNode* other = v.model.node(a.source == n.id ? a.target : a.source).node;
            return other && other->kind == NodeKind::boundary_event;
        });
    if (!bound) v.add("bpmn.compensation_activity_unbound", n);
}

}  // namespace

std::span<const Rule> compensation_rules() {
    return rows;
}

void check_compensation(Validation& v) {
    for (const auto& p : v.model.processes) {
        v.process = &p;
        Validation::each_node(p,
                              [&](const FlowNode& n, const Scope& scope, const FlowNode* parent) {
                                  if (n.for_compensation && !is_event_sub_process(n))
                                      check_bound(v, n, scope);
                                  for (const auto* d : v.model.definitions_of(n)) {
                                      if (d->trigger != Trigger::compensation) continue;
                                      if (n.kind == NodeKind::boundary_event)
                                          check_catch(v, n, scope);
                                      if (is_catching(n.kind) && !d->ref.empty())
                                          v.add("bpmn.compensation_catch_reference", n);
                                      if (!is_catching(n.kind))
                                          check_throw(v, n, *d, scope, parent);
                                  }
                              });
    }
}

}  // namespace linli::process
