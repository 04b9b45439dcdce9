// Boundary events (10.5.4, 10.5.6).
#include <array>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 12> rows = {{
    {"bpmn.boundary_event_incoming", S::fault, "10.5.4", "边界事件不能有流入（{0}）：删除该流",
     "no flow enters a boundary event ({0} does): remove it"},
    {"bpmn.boundary_event_none", S::fault, "10.5.4", "边界事件必须有触发：加上消息、定时、错误等",
     "a boundary event needs a trigger: message, timer, error, ..."},
    {"bpmn.boundary_event_trigger", S::fault, "10.5.4", "边界事件不能由 {0} 触发：换一种触发",
     "a boundary event cannot have the trigger {0}: choose another"},
    {"bpmn.boundary_event_scope", S::fault, "10.5.4",
     "边界事件与所附着的 {0} 不在同一层：写到同一流程或子流程里",
     "the boundary event is not in the process or sub-process of {0}, to which it is attached: "
     "write it there"},
    {"bpmn.error_boundary_non_interrupting", S::fault, "10.5.4",
     "错误边界事件必须中断：去掉 cancelActivity=\"false\"",
     "an error boundary event interrupts: remove cancelActivity=\"false\""},
    {"bpmn.cancel_boundary_non_interrupting", S::fault, "10.5.4",
     "取消边界事件必须中断：去掉 cancelActivity=\"false\"",
     "a cancel boundary event interrupts: remove cancelActivity=\"false\""},
    {"bpmn.cancel_boundary_not_transaction", S::fault, "10.5.4",
     "取消边界事件只能附着在事务子流程上，{0} 不是：改为事务，或换一种事件",
     "a cancel boundary event belongs on a transaction, and {0} is none: make it one, or use "
     "another event"},
    {"bpmn.boundary_on_event_sub_process", S::execution, "10.3.5",
     "事件子流程 {0} 上不能有边界事件：放到外层活动上",
     "the event sub-process {0} has no boundary events: attach it to the activity around it"},
    {"bpmn.boundary_error_repeated", S::warning, "10.5.6",
     "{0} 已在同一活动上捕获同一错误：只有先写的会执行",
     "{0} catches the same error at the same activity: only the first one runs"},
    {"bpmn.cancel_boundary_several", S::fault, "10.5.4", "事务 {0} 只能有一个取消边界事件",
     "the transaction {0} has one cancel boundary event at most"},
    {"bpmn.cancel_boundary_missing", S::warning, "10.5.4",
     "事务里有取消结束事件，但没有取消边界事件：取消后流程不再继续",
     "the transaction ends by cancel but has no cancel boundary event: nothing follows a "
     "cancellation"},
    {"bpmn.boundary_on_compensation_activity", S::warning, "10.7.2",
     "补偿活动 {0} 上的边界事件很少有意义：请确认",
     "a boundary event on the compensation activity {0} is rarely meant: make sure"},
}};

void check_boundary(Validation& v, const FlowNode& n, const Scope& scope) {
    for (const auto* f : v.into(n))
        v.add("bpmn.boundary_event_incoming", n, {f->id});
    if (n.definitions.empty() && n.definition_refs.empty()) v.add("bpmn.boundary_event_none", n);
    const auto definitions = v.model.definitions_of(n);
    for (const auto* d : definitions) {
        if (d->trigger == Trigger::terminate)
            v.add("bpmn.terminate_not_at_end", n);
        else if (d->trigger == Trigger::link)
            v.add("bpmn.boundary_event_trigger", n, {std::string(trigger_name(d->trigger))});
        if (d->trigger == Trigger::error && !n.interrupting)
            v.add("bpmn.error_boundary_non_interrupting", n);
        if (d->trigger == Trigger::cancel && !n.interrupting)
            v.add("bpmn.cancel_boundary_non_interrupting", n);
    }
    const Place host = v.model.node(n.attached_to);
    if (!host.node || !is_activity(host.node->kind)) return;
    if (host.scope != &scope) v.add("bpmn.boundary_event_scope", n, {shown(*host.node)});
    if (v.has_trigger(n, Trigger::cancel) && host.node->kind != NodeKind::transaction)
        v.add("bpmn.cancel_boundary_not_transaction", n, {shown(*host.node)});
    if (is_event_sub_process(*host.node))
        v.add("bpmn.boundary_on_event_sub_process", n, {shown(*host.node)});
    if (host.node->for_compensation)
        v.add("bpmn.boundary_on_compensation_activity", n, {shown(*host.node)});
}

void check_attached(Validation& v, const FlowNode& host) {
    std::unordered_map<std::string, const FlowNode*> errors;
    std::size_t cancels = 0;
    for (const auto* b : v.boundaries(host)) {
        for (const auto* d : v.model.definitions_of(*b)) {
            if (d->trigger == Trigger::cancel && ++cancels == 2)
                v.add("bpmn.cancel_boundary_several", *b, {shown(host)});
            if (d->trigger != Trigger::error) continue;
            const auto [it, fresh] = errors.emplace(d->ref, b);
            if (!fresh) v.add("bpmn.boundary_error_repeated", *b, {shown(*it->second)});
        }
    }
    if (host.kind != NodeKind::transaction || cancels > 0) return;
    for (const auto& n : host.inside->nodes)
        if (n.kind == NodeKind::end_event && v.has_trigger(n, Trigger::cancel))
            v.add("bpmn.cancel_boundary_missing", n);
}

}  // namespace

std::span<const Rule> boundary_rules() {
    return rows;
}

void check_boundary_events(Validation& v) {
    for (const auto& p : v.model.processes) {
        v.process = &p;
        Validation::each_node(p, [&](const FlowNode& n, const Scope& scope, const FlowNode*) {
            if (n.kind == NodeKind::boundary_event) check_boundary(v, n, scope);
            if (is_activity(n.kind)) check_attached(v, n);
        });
    }
}

}  // namespace linli::process
