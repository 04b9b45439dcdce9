// What an event definition must say to be run (8.4.4, 8.4.5, 10.5.5).
#include <array>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 15> rows = {{
    {"bpmn.timer_missing", S::execution, "10.5.5",
     "定时事件没有时间：写 timeDate、timeDuration 或 timeCycle",
     "the timer has no time: write timeDate, timeDuration or timeCycle"},
    {"bpmn.timer_several", S::fault, "10.5.5",
     "定时事件只能写 timeDate、timeDuration、timeCycle 之一（现有 {0} 个）",
     "a timer has one of timeDate, timeDuration and timeCycle (this one has {0})"},
    {"bpmn.timer_cycle_ignored", S::warning, "10.5.5",
     "这里只触发一次，timeCycle 的重复没有作用：用 timeDuration",
     "this timer fires once, so timeCycle does not repeat: use timeDuration"},
    {"bpmn.condition_event_missing", S::fault, "10.5.5", "条件事件没有条件：写 condition",
     "the conditional event has no condition: write one"},
    {"bpmn.message_missing", S::warning, "10.5.5",
     "消息事件没有指明消息：写 messageRef，否则以事件的名称投递",
     "the message event names no message: write messageRef; else it goes by the name of the event"},
    {"bpmn.signal_missing", S::warning, "10.5.5",
     "信号事件没有指明信号：写 signalRef，否则以事件的名称发出",
     "the signal event names no signal: write signalRef; else it goes by the name of the event"},
    {"bpmn.error_missing", S::execution, "10.5.5", "抛出错误的事件没有指明错误：写 errorRef",
     "the event throws an error and does not say which: write errorRef"},
    {"bpmn.error_code_missing", S::execution, "8.4.4",
     "被抛出的错误 {0} 没有代码，无人能按代码捕获：写 errorCode",
     "the error {0} is thrown and has no code, so nobody can catch it by that: write errorCode"},
    {"bpmn.escalation_missing", S::execution, "10.5.5",
     "抛出升级的事件没有指明升级：写 escalationRef",
     "the event throws an escalation and does not say which: write escalationRef"},
    {"bpmn.escalation_code_missing", S::execution, "8.4.5",
     "被抛出的升级 {0} 没有代码，无人能按代码捕获：写 escalationCode",
     "the escalation {0} is thrown and has no code, so nobody can catch it by that: write "
     "escalationCode"},
    {"bpmn.message_task_missing", S::warning, "10.3.3",
     "任务没有指明消息：写 messageRef，否则只能按任务编号完成",
     "the task names no message: write messageRef; else it is completed only by its id"},
    {"bpmn.message_start_repeated", S::warning, "13.2",
     "{0} 也由同一消息启动：一条消息会启动两次，请区分消息",
     "{0} is started by the same message: one message starts twice; tell them apart"},
    {"bpmn.error_start_repeated", S::warning, "10.5.6",
     "同一层另有捕获同一错误的事件子流程 {0}：只有先写的会执行",
     "the event sub-process of {0} at the same level catches the same error: only the first one "
     "runs"},
    {"bpmn.event_definition_unused", S::warning, "10.5.5",
     "共用的事件定义没有被引用：删除它，或在事件里引用",
     "no event refers to this shared event definition: remove it, or refer to it"},
    {"bpmn.wait_for_completion_false", S::warning, "10.5.5",
     "waitForCompletion=\"false\"：补偿完成前流程就会继续",
     "waitForCompletion is \"false\": the case goes on before the compensation is done"},
}};

void check_timer(Validation& v, const FlowNode& n, const EventDefinition& d, bool once) {
    const std::size_t all = d.dates.size() + d.durations.size() + d.cycles.size();
    if (all == 0) v.add("bpmn.timer_missing", n);
    if (all > 1) v.add("bpmn.timer_several", n, {std::to_string(all)});
    if (all == 1 && !d.cycles.empty() && once) v.add("bpmn.timer_cycle_ignored", n);
}

bool carries_out_itself(const FlowNode& n) {
    return !n.function.empty() || !n.operation.empty();
}

void check_reference(Validation& v, const FlowNode& n, const EventDefinition& d) {
    const bool throws = !is_catching(n.kind);
    const bool named = !d.ref.empty();
    if (d.trigger == Trigger::message && !named && d.operation.empty() && !carries_out_itself(n))
        v.add("bpmn.message_missing", n);
    if (d.trigger == Trigger::signal && !named) v.add("bpmn.signal_missing", n);
    if (d.trigger == Trigger::conditional && !d.condition) v.add("bpmn.condition_event_missing", n);
    if (!throws) return;
    if (d.trigger == Trigger::error) {
        const auto* e = v.model.find_as<Error>("error", d.ref);
        if (!named) v.add("bpmn.error_missing", n);
        if (e && e->code.empty()) v.add("bpmn.error_code_missing", n, {shown(*e)});
    }
    if (d.trigger == Trigger::escalation) {
        const auto* e = v.model.find_as<Escalation>("escalation", d.ref);
        if (!named) v.add("bpmn.escalation_missing", n);
        if (e && e->code.empty()) v.add("bpmn.escalation_code_missing", n, {shown(*e)});
    }
    if (d.trigger == Trigger::compensation && !d.wait_for_completion)
        v.add("bpmn.wait_for_completion_false", n);
}

bool fires_once(const FlowNode& n, const FlowNode* parent) {
    if (n.kind == NodeKind::boundary_event) return n.interrupting;
    if (n.kind != NodeKind::start_event) return true;
    return parent && n.interrupting;
}

// Two starts of one scope that wait for the same thing.
void check_repeated_starts(Validation& v, const Scope& scope, const FlowNode* parent) {
    std::unordered_map<std::string, const FlowNode*> messages, errors;
    const auto look = [&](const FlowNode& start) {
        for (const auto* d : v.model.definitions_of(start)) {
            if (d->trigger == Trigger::message && !parent && !d->ref.empty()) {
                const auto [it, fresh] = messages.emplace(d->ref, &start);
                if (!fresh) v.add("bpmn.message_start_repeated", start, {shown(*it->second)});
            }
            if (d->trigger == Trigger::error) {
                const auto [it, fresh] = errors.emplace(d->ref, &start);
                if (!fresh) v.add("bpmn.error_start_repeated", start, {shown(*it->second)});
            }
        }
    };
    for (const auto& n : scope.nodes) {
        if (n.kind == NodeKind::start_event) look(n);
        if (!is_event_sub_process(n)) continue;
        for (const auto& inner : n.inside->nodes)
            if (inner.kind == NodeKind::start_event && v.has_trigger(inner, Trigger::error))
                look(inner);
    }
}

}  // namespace

std::span<const Rule> event_definition_rules() {
    return rows;
}

void check_event_definitions(Validation& v) {
    std::unordered_map<std::string_view, bool> referred;
    for (const auto& p : v.model.processes) {
        v.process = &p;
        Validation::each_node(p, [&](const FlowNode& n, const Scope&, const FlowNode* parent) {
            for (const auto& ref : n.definition_refs)
                referred[ref] = true;
            if (n.multi) referred[n.multi->one_event] = referred[n.multi->none_event] = true;
            for (const auto* d : v.model.definitions_of(n)) {
                if (d->trigger == Trigger::timer) check_timer(v, n, *d, fires_once(n, parent));
                check_reference(v, n, *d);
            }
            const bool talks = n.kind == NodeKind::receive_task || n.kind == NodeKind::send_task;
            if (talks && n.message.empty() && !carries_out_itself(n) && n.implementation.empty())
                v.add("bpmn.message_task_missing", n);
        });
        Validation::each_scope(p, [&](const Scope& scope, const FlowNode* parent) {
            check_repeated_starts(v, scope, parent);
        });
    }
    v.process = nullptr;
    for (const auto& d : v.model.event_definitions)
        if (!referred.contains(d.id)) v.add("bpmn.event_definition_unused", d);
}

}  // namespace linli::process
