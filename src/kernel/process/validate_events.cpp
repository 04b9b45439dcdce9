// Where events may stand, what may trigger them there, and the flows at them (10.5.2 to 10.5.4).
#include <algorithm>
#include <array>
#include <map>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 29> rows = {{
    {"bpmn.start_event_incoming", S::fault, "10.5.2",
     "开始事件不能有流入（{0}）：删除该流，或改用中间事件",
     "no flow enters a start event ({0} does): remove it, or use an intermediate event"},
    {"bpmn.start_event_trigger", S::fault, "10.5.2",
     "流程的开始事件不能由 {0} 触发：只能是无、消息、定时、信号、条件",
     "the start event of a process cannot have the trigger {0}: only none, message, timer, signal "
     "or conditional"},
    {"bpmn.sub_process_start_trigger", S::fault, "10.5.2",
     "内嵌子流程只能有无触发的开始事件，不能是 {0}：去掉触发，或改成事件子流程",
     "an embedded sub-process starts with a none event, not with {0}: remove the trigger, or make "
     "it an event sub-process"},
    {"bpmn.sub_process_start_several", S::fault, "13.3.4", "内嵌子流程有 {0} 个开始事件：只留一个",
     "the embedded sub-process has {0} start events: keep one"},
    {"bpmn.event_sub_process_start_none", S::fault, "10.5.2",
     "事件子流程的开始事件必须有触发：加上消息、定时、信号、错误、升级、条件或补偿",
     "the start event of an event sub-process needs a trigger: message, timer, signal, error, "
     "escalation, conditional or compensation"},
    {"bpmn.event_sub_process_start_trigger", S::fault, "10.5.2",
     "事件子流程的开始事件不能由 {0} 触发：换一种触发",
     "the start event of an event sub-process cannot have the trigger {0}: choose another"},
    {"bpmn.event_sub_process_start_count", S::fault, "10.3.5",
     "事件子流程必须正好有一个开始事件（现有 {0} 个）",
     "an event sub-process has exactly one start event (this one has {0})"},
    {"bpmn.error_start_non_interrupting", S::fault, "10.5.2",
     "错误开始事件必须中断：去掉 isInterrupting=\"false\"",
     "an error start event interrupts: remove isInterrupting=\"false\""},
    {"bpmn.compensation_start_non_interrupting", S::fault, "10.5.2",
     "补偿开始事件必须中断：去掉 isInterrupting=\"false\"",
     "a compensation start event interrupts: remove isInterrupting=\"false\""},
    {"bpmn.start_non_interrupting_ignored", S::warning, "10.5.2",
     "isInterrupting 只对事件子流程有意义，这里忽略",
     "isInterrupting has a meaning only in an event sub-process; it is left out here"},
    {"bpmn.none_start_several", S::execution, "13.2",
     "流程有 {0} 个无触发的开始事件，不知从哪个开始：只留一个，其余加上触发",
     "the process has {0} start events without a trigger, so nobody knows where to begin: keep "
     "one, give the others triggers"},
    {"bpmn.start_event_missing", S::fault, "10.5.2", "有结束事件却没有开始事件：加上开始事件",
     "there is an end event but no start event: add one"},
    {"bpmn.end_event_missing", S::warning, "10.5.3",
     "有开始事件却没有结束事件：加上结束事件，说明流程如何结束",
     "there is a start event but no end event: add one that says how it ends"},
    {"bpmn.end_event_outgoing", S::fault, "10.5.3",
     "结束事件不能有流出（{0}）：删除该流，或改用中间事件",
     "no flow leaves an end event ({0} does): remove it, or use an intermediate event"},
    {"bpmn.end_event_trigger", S::fault, "10.5.3",
     "结束事件不能是 {0}：只能是无、消息、信号、错误、升级、终止、补偿、取消",
     "an end event cannot be of the kind {0}: only none, message, signal, error, escalation, "
     "terminate, compensation or cancel"},
    {"bpmn.cancel_end_outside_transaction", S::fault, "10.5.3",
     "取消结束事件只能用在事务子流程里：把子流程改为事务，或换一种结束",
     "a cancel end event stands only in a transaction: make the sub-process one, or end otherwise"},
    {"bpmn.catch_event_none", S::fault, "10.5.4",
     "捕获中间事件必须有触发：加上消息、定时、信号、条件或链接",
     "an intermediate catch event needs a trigger: message, timer, signal, conditional or link"},
    {"bpmn.catch_event_trigger", S::fault, "10.5.4",
     "正常流上的捕获事件不能由 {0} 触发：只能是消息、定时、信号、条件、链接；其他放到边界上",
     "a catch event in the flow cannot have the trigger {0}: only message, timer, signal, "
     "conditional or link; others belong on a boundary"},
    {"bpmn.throw_event_trigger", S::fault, "10.5.4",
     "抛出中间事件不能是 {0}：只能是无、消息、信号、升级、链接、补偿",
     "a throw event cannot be of the kind {0}: only none, message, signal, escalation, link or "
     "compensation"},
    {"bpmn.terminate_not_at_end", S::fault, "10.5.3", "终止只能用在结束事件：改为结束事件",
     "terminate stands only in an end event: make this one"},
    {"bpmn.link_catch_incoming", S::fault, "10.5.4",
     "链接捕获事件不能有流入（{0}）：它由同名的链接抛出事件进入",
     "no flow enters a link catch event ({0} does); the throw event of the same name leads there"},
    {"bpmn.link_throw_outgoing", S::fault, "10.5.4",
     "链接抛出事件不能有流出（{0}）：它转到同名的链接捕获事件",
     "no flow leaves a link throw event ({0} does); it goes on at the catch event of the same "
     "name"},
    {"bpmn.link_target_missing", S::fault, "10.5.5",
     "没有名为“{0}”的链接捕获事件（须在同一层）：加上一个，或改名",
     "there is no link catch event named \"{0}\" at the same level: add one, or correct the name"},
    {"bpmn.link_target_several", S::fault, "10.5.5",
     "有多个名为“{0}”的链接捕获事件：同一层只能有一个",
     "several link catch events are named \"{0}\": a level has one"},
    {"bpmn.link_source_missing", S::warning, "10.5.5",
     "没有名为“{0}”的链接抛出事件，永远到不了这里",
     "there is no link throw event named \"{0}\", so nothing ever comes here"},
    {"bpmn.multiple_with_link", S::fault, "10.5.5",
     "链接不能与其他触发合在一个事件里：分成两个事件",
     "a link cannot share an event with other triggers: make two events"},
    {"bpmn.parallel_multiple_single", S::warning, "10.5.5",
     "parallelMultiple 只有一个触发，等同普通事件",
     "parallelMultiple with one trigger is the same as a plain event"},
    {"bpmn.receive_instantiate_incoming", S::fault, "10.3.3",
     "启动流程的接收任务只能没有流入，或只由开始事件流入：删除 {0}，或去掉 instantiate",
     "a receive task that starts the process has no flow in, or one from a start event: remove "
     "{0}, or remove instantiate"},
    {"bpmn.attached_not_boundary", S::fault, "10.5.4", "只有边界事件可以附着在活动上：改为边界事件",
     "only a boundary event is attached to an activity: make this one"},
}};

bool in_list(Trigger t, std::initializer_list<Trigger> list) {
    return std::find(list.begin(), list.end(), t) != list.end();
}
bool starts_process(Trigger t) {
    return in_list(t, {Trigger::message, Trigger::timer, Trigger::signal, Trigger::conditional});
}
bool starts_event_sub_process(Trigger t) {
    return starts_process(t) ||
           in_list(t, {Trigger::error, Trigger::escalation, Trigger::compensation});
}
bool is_thrown(Trigger t) {
    return in_list(t, {Trigger::message, Trigger::signal, Trigger::escalation, Trigger::link,
                       Trigger::compensation});
}
bool is_result(Trigger t) {
    return !in_list(t, {Trigger::timer, Trigger::conditional, Trigger::link});
}

std::string name_of(Trigger t) {
    return std::string(trigger_name(t));
}

bool inside_transaction(const Validation& v, const FlowNode* parent) {
    while (parent && parent->kind != NodeKind::transaction)
        parent = v.model.node(parent->id).parent;
    return parent;
}

// Reports the triggers that do not fit; terminate has a rule of its own.
template <class Fits>
void check_triggers(Validation& v, const FlowNode& n, std::string_view rule, Fits fits) {
    for (const auto* d : v.model.definitions_of(n)) {
        if (fits(d->trigger)) continue;
        if (d->trigger == Trigger::terminate)
            v.add("bpmn.terminate_not_at_end", n);
        else
            v.add(rule, n, {name_of(d->trigger)});
    }
}

void check_start(Validation& v, const FlowNode& n, const FlowNode* parent) {
    for (const auto* f : v.into(n))
        v.add("bpmn.start_event_incoming", n, {f->id});
    if (!parent) {
        check_triggers(v, n, "bpmn.start_event_trigger", starts_process);
    } else if (!is_event_sub_process(*parent)) {
        check_triggers(v, n, "bpmn.sub_process_start_trigger", [](Trigger) { return false; });
    } else {
        check_triggers(v, n, "bpmn.event_sub_process_start_trigger", starts_event_sub_process);
        if (n.definitions.empty() && n.definition_refs.empty())
            v.add("bpmn.event_sub_process_start_none", n);
        if (n.interrupting) return;
        if (v.has_trigger(n, Trigger::error)) v.add("bpmn.error_start_non_interrupting", n);
        if (v.has_trigger(n, Trigger::compensation))
            v.add("bpmn.compensation_start_non_interrupting", n);
        return;
    }
    if (!n.interrupting) v.add("bpmn.start_non_interrupting_ignored", n);
}

void check_end(Validation& v, const FlowNode& n, const FlowNode* parent) {
    for (const auto* f : v.out_of(n))
        v.add("bpmn.end_event_outgoing", n, {f->id});
    check_triggers(v, n, "bpmn.end_event_trigger", is_result);
    if (v.has_trigger(n, Trigger::cancel) && !inside_transaction(v, parent))
        v.add("bpmn.cancel_end_outside_transaction", n);
}

void check_intermediate(Validation& v, const FlowNode& n) {
    const bool link = v.has_trigger(n, Trigger::link);
    if (n.kind == NodeKind::intermediate_catch_event) {
        if (n.definitions.empty() && n.definition_refs.empty()) v.add("bpmn.catch_event_none", n);
        check_triggers(v, n, "bpmn.catch_event_trigger",
                       [](Trigger t) { return starts_process(t) || t == Trigger::link; });
        for (const auto* f : v.into(n))
            if (link) v.add("bpmn.link_catch_incoming", n, {f->id});
    } else {
        check_triggers(v, n, "bpmn.throw_event_trigger", is_thrown);
        for (const auto* f : v.out_of(n))
            if (link) v.add("bpmn.link_throw_outgoing", n, {f->id});
    }
    if (link && v.model.definitions_of(n).size() > 1) v.add("bpmn.multiple_with_link", n);
}

// Links lead within one process or sub-process, by their names.
void check_links(Validation& v, const Scope& scope) {
    std::map<std::string, std::vector<const FlowNode*>> sources, targets;
    for (const auto& n : scope.nodes) {
        const bool target = n.kind == NodeKind::intermediate_catch_event;
        if (!target && n.kind != NodeKind::intermediate_throw_event) continue;
        for (const auto* d : v.model.definitions_of(n))
            if (d->trigger == Trigger::link && !d->name.empty())
                (target ? targets : sources)[d->name].push_back(&n);
    }
    for (const auto& [name, nodes] : sources)
        for (const auto* n : nodes)
            if (!targets.contains(name)) v.add("bpmn.link_target_missing", *n, {name});
    for (const auto& [name, nodes] : targets) {
        for (std::size_t i = 1; i < nodes.size(); ++i)
            v.add("bpmn.link_target_several", *nodes[i], {name});
        if (!sources.contains(name)) v.add("bpmn.link_source_missing", *nodes[0], {name});
    }
}

bool starts_itself(const FlowNode& n) {
    return n.instantiate &&
           (n.kind == NodeKind::receive_task || n.kind == NodeKind::event_based_gateway);
}

void check_counts(Validation& v, const Scope& scope, const FlowNode* parent) {
    if (parent && parent->kind == NodeKind::ad_hoc_sub_process) return;
    std::size_t starts = 0, none = 0;
    const FlowNode* end = nullptr;
    const FlowNode* start = nullptr;
    bool instantiated = false;
    for (const auto& n : scope.nodes) {
        if (n.kind == NodeKind::start_event) {
            ++starts;
            if (n.definitions.empty() && n.definition_refs.empty()) ++none;
            if (!start) start = &n;
        }
        if (n.kind == NodeKind::end_event && !end) end = &n;
        instantiated = instantiated || starts_itself(n);
    }
    if (parent && is_event_sub_process(*parent)) {
        if (starts != 1)
            v.add("bpmn.event_sub_process_start_count", *parent, {std::to_string(starts)});
    } else if (parent) {
        if (starts > 1) v.add("bpmn.sub_process_start_several", *parent, {std::to_string(starts)});
    } else if (none > 1) {
        v.add("bpmn.none_start_several", *v.process, {std::to_string(none)});
    }
    const bool may_lack = instantiated || (parent && is_event_sub_process(*parent));
    if (end && starts == 0 && !may_lack) v.add("bpmn.start_event_missing", *end);
    if (start && !end) v.add("bpmn.end_event_missing", *start);
}

void check_receive(Validation& v, const FlowNode& n, const FlowNode* parent) {
    if (!n.instantiate) return;
    if (parent) v.add("bpmn.instantiate_nested", n, {shown(n)});
    const Flows& in = v.into(n);
    for (const auto* f : in) {
        const FlowNode* source = v.model.node(f->source).node;
        if (in.size() > 1 || !source || source->kind != NodeKind::start_event)
            v.add("bpmn.receive_instantiate_incoming", n, {f->id});
    }
}

}  // namespace

std::span<const Rule> event_rules() {
    return rows;
}

void check_events(Validation& v) {
    for (const auto& p : v.model.processes) {
        v.process = &p;
        Validation::each_scope(p, [&](const Scope& scope, const FlowNode* parent) {
            check_counts(v, scope, parent);
            check_links(v, scope);
        });
        Validation::each_node(p, [&](const FlowNode& n, const Scope&, const FlowNode* parent) {
            if (n.kind == NodeKind::start_event) check_start(v, n, parent);
            if (n.kind == NodeKind::end_event) check_end(v, n, parent);
            if (n.kind == NodeKind::intermediate_catch_event ||
                n.kind == NodeKind::intermediate_throw_event)
                check_intermediate(v, n);
            if (n.kind == NodeKind::receive_task) check_receive(v, n, parent);
            if (n.parallel_multiple && v.model.definitions_of(n).size() < 2)
                v.add("bpmn.parallel_multiple_single", n);
            if (!n.attached_to.empty() && n.kind != NodeKind::boundary_event)
                v.add("bpmn.attached_not_boundary", n);
        });
    }
}

}  // namespace linli::process
