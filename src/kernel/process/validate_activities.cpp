// Tasks, call activities and loops (10.3).
#include <algorithm>
#include <array>
#include <cctype>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 29> rows = {{
    {"bpmn.start_quantity", S::fault, "10.3.1", "startQuantity 不能小于 1（现为 {0}）",
     "startQuantity cannot be less than 1 (it is {0})"},
    {"bpmn.completion_quantity", S::fault, "10.3.1", "completionQuantity 不能小于 1（现为 {0}）",
     "completionQuantity cannot be less than 1 (it is {0})"},
    {"bpmn.loop_several", S::fault, "10.3.8",
     "一个活动只能有一种循环（现有 {0} 种）：只留标准循环或多实例",
     "an activity has one kind of loop (this one has {0}): keep the standard loop or the "
     "multi-instance"},
    {"bpmn.loop_condition_missing", S::execution, "10.3.8",
     "标准循环既没有条件也没有最多次数，不会停：写 loopCondition 或 loopMaximum",
     "the standard loop has neither a condition nor a maximum and never ends: write loopCondition "
     "or loopMaximum"},
    {"bpmn.loop_maximum", S::fault, "10.3.8", "loopMaximum 必须至少为 1（现为 {0}）",
     "loopMaximum must be at least 1 (it is {0})"},
    {"bpmn.multi_instance_count_missing", S::execution, "10.3.8",
     "多实例不知道要做几次：写 loopCardinality，或给出列表",
     "the multi-instance does not say how often: write loopCardinality, or give a list"},
    {"bpmn.multi_instance_count_twice", S::fault, "10.3.8",
     "loopCardinality 和列表（loopDataInputRef）只能写一个",
     "loopCardinality and a list (loopDataInputRef) exclude one another: keep one"},
    {"bpmn.multi_instance_collection_missing", S::fault, "10.3.8",
     "多实例有 {0}，却没有对应的列表：写 {1}",
     "the multi-instance has an {0} but no list for it: write {1}"},
    {"bpmn.multi_instance_one_event", S::fault, "10.3.8",
     "behavior=\"One\" 需要 oneBehaviorEventRef", "behavior=\"One\" needs oneBehaviorEventRef"},
    {"bpmn.multi_instance_none_event", S::fault, "10.3.8",
     "behavior=\"None\" 需要 noneBehaviorEventRef", "behavior=\"None\" needs noneBehaviorEventRef"},
    {"bpmn.multi_instance_complex", S::fault, "10.3.8",
     "behavior=\"Complex\" 需要至少一个 complexBehaviorDefinition",
     "behavior=\"Complex\" needs at least one complexBehaviorDefinition"},
    {"bpmn.multi_instance_behavior_not_run", S::execution, "Linli",
     "引擎只执行 behavior=\"All\" 的多实例，不为单个实例抛出事件：去掉 "
     "behavior=\"{0}\"，改用消息或信号事件",
     "the engine runs multi-instances with behavior=\"All\" only and throws no events for single "
     "ones: remove behavior=\"{0}\" and use message or signal events"},
    {"bpmn.multi_instance_behavior_ignored", S::warning, "10.3.8", "{0} 与 behavior 不符，予以忽略",
     "{0} does not go with this behavior; it is left out"},
    {"bpmn.multi_instance_behavior_event", S::fault, "10.3.8",
     "{0} 指向的 {1} 不能在这里抛出：用信号、消息、升级、错误或补偿",
     "{0} names {1}, which cannot be thrown here: use a signal, message, escalation, error or "
     "compensation"},
    {"bpmn.multi_instance_data_foreign", S::fault, "10.3.8",
     "{0} 指向的 {1} 不是数据：指向数据对象、数据输入输出或属性",
     "{0} names {1}, which holds no data: name a data object, data input or output, or property"},
    {"bpmn.script_missing", S::execution, "10.3.3", "脚本任务没有脚本：写 script（FEEL）",
     "the script task has no script: write one in FEEL"},
    {"bpmn.script_format_missing", S::warning, "10.3.3",
     "有脚本却没有 scriptFormat：按 FEEL 处理，请写明",
     "there is a script but no scriptFormat: it is taken for FEEL; say so"},
    {"bpmn.script_format_unknown", S::execution, "Linli",
     "引擎不执行 {0} 脚本：改用 FEEL（scriptFormat=\"feel\"）",
     "the engine does not run scripts in {0}: write it in FEEL (scriptFormat=\"feel\")"},
    {"bpmn.decision_missing", S::warning, "10.3.3",
     "业务规则任务没有指明决策：写 linli:decision，否则等待人工完成",
     "the business rule task names no decision: write linli:decision; else it waits to be "
     "completed"},
    {"bpmn.called_element_missing", S::execution, "10.3.6",
     "调用活动没有指明要调用的流程：写 calledElement",
     "the call activity does not say what it calls: write calledElement"},
    {"bpmn.called_element_type", S::fault, "10.3.6", "calledElement 指向的 {0} 是 {1}，不是流程",
     "calledElement names {0}, a {1} and no process"},
    {"bpmn.called_element_elsewhere", S::warning, "10.3.6",
     "{0} 不在本文件里：执行到这里之前须部署该流程",
     "{0} is not in this file: deploy that process before a case comes here"},
    {"bpmn.called_element_self", S::warning, "10.3.6", "流程调用自己：请确认有条件让它停下",
     "the process calls itself: make sure that a condition ends it"},
    {"bpmn.called_process_start", S::execution, "10.3.6",
     "被调用的流程 {0} 没有无触发的开始事件：加上一个",
     "the called process {0} has no start event without a trigger: add one"},
    {"bpmn.message_operation_mismatch", S::warning, "10.3.3",
     "messageRef 与操作 {0} 的消息不一致：改成同一个消息",
     "messageRef is not the message of the operation {0}: name the same"},
    {"bpmn.resource_role_twice", S::fault, "10.3.2",
     "resourceRef 和 resourceAssignmentExpression 只能写一个",
     "resourceRef and resourceAssignmentExpression exclude one another: keep one"},
    {"bpmn.receive_message_flow_out", S::fault, "10.3.3",
     "接收任务 {0} 不能发出消息流：改用发送任务",
     "no message flow leaves the receive task {0}: use a send task"},
    {"bpmn.send_message_flow_in", S::fault, "10.3.3", "发送任务 {0} 不能接收消息流：改用接收任务",
     "no message flow enters the send task {0}: use a receive task"},
    {"bpmn.mapping_target_missing", S::execution, "Linli", "映射没有写目标变量：写 target",
     "the mapping does not say into which variable: write target"},
}};

bool is_data(const Element& e) {
    constexpr std::array<std::string_view, 9> tags = {
        "dataObject",         "dataObjectReference", "dataStore",
        "dataStoreReference", "dataInput",           "dataOutput",
        "property",           "inputDataItem",       "outputDataItem"};
    return std::find(tags.begin(), tags.end(), e.tag) != tags.end();
}

void check_behavior(Validation& v, const FlowNode& n, const MultiInstance& m) {
    using B = MultiInstanceBehavior;
    if (m.behavior == B::one && m.one_event.empty()) v.add("bpmn.multi_instance_one_event", n);
    if (m.behavior == B::none && m.none_event.empty()) v.add("bpmn.multi_instance_none_event", n);
    if (m.behavior == B::complex && m.complex_behaviors == 0)
        v.add("bpmn.multi_instance_complex", n);
    if (m.behavior != B::all)
        v.add("bpmn.multi_instance_behavior_not_run", n,
              {m.behavior == B::one    ? "One"
               : m.behavior == B::none ? "None"
                                       : "Complex"});
    if (m.behavior != B::one && !m.one_event.empty())
        v.add("bpmn.multi_instance_behavior_ignored", n, {"oneBehaviorEventRef"});
    if (m.behavior != B::none && !m.none_event.empty())
        v.add("bpmn.multi_instance_behavior_ignored", n, {"noneBehaviorEventRef"});
    if (m.behavior != B::complex && m.complex_behaviors > 0)
        v.add("bpmn.multi_instance_behavior_ignored", n, {"complexBehaviorDefinition"});
    for (const auto& [name, ref] : {std::pair{"oneBehaviorEventRef", m.one_event},
                                    std::pair{"noneBehaviorEventRef", m.none_event}}) {
        const Element* e = v.model.find(ref);
        const bool thrown =
            e && (e->tag == "signalEventDefinition" || e->tag == "messageEventDefinition" ||
                  e->tag == "escalationEventDefinition" || e->tag == "errorEventDefinition" ||
                  e->tag == "compensateEventDefinition");
        if (e && !thrown && e->tag.ends_with("EventDefinition"))
            v.add("bpmn.multi_instance_behavior_event", n, {name, ref});
    }
}

void check_multi_instance(Validation& v, const FlowNode& n) {
    const MultiInstance& m = *n.multi;
    const bool list = !m.input_ref.empty() || m.collection;
    if (!m.cardinality && !list) v.add("bpmn.multi_instance_count_missing", n);
    if (m.cardinality && list) v.add("bpmn.multi_instance_count_twice", n);
    // camunda:elementVariable stands beside an inputDataItem of older editors.
    if (m.input_item && !list)
        v.add("bpmn.multi_instance_collection_missing", n, {"inputDataItem", "loopDataInputRef"});
    if (m.output_item && m.output_ref.empty() && m.output_collection.empty())
        v.add("bpmn.multi_instance_collection_missing", n, {"outputDataItem", "loopDataOutputRef"});
    for (const auto& [name, ref] : {std::pair{"loopDataInputRef", m.input_ref},
                                    std::pair{"loopDataOutputRef", m.output_ref}}) {
        if (ref.empty()) continue;
        const Element* e = v.model.find(ref);
        if (!e)
            v.add("bpmn.reference_dangling", n, {name, ref});
        else if (!is_data(*e))
            v.add("bpmn.multi_instance_data_foreign", n, {name, ref});
    }
    check_behavior(v, n, m);
}

void check_loop(Validation& v, const FlowNode& n) {
    if (n.loop_count > 1) v.add("bpmn.loop_several", n, {std::to_string(n.loop_count)});
    if (n.loop) {
        if (!n.loop->condition && !n.loop->maximum) v.add("bpmn.loop_condition_missing", n);
        if (n.loop->maximum && *n.loop->maximum < 1)
            v.add("bpmn.loop_maximum", n, {std::to_string(*n.loop->maximum)});
    }
    if (n.multi) check_multi_instance(v, n);
}

void check_script(Validation& v, const FlowNode& n) {
    if (!n.script && n.function.empty()) v.add("bpmn.script_missing", n);
    if (!n.script_format.empty() && !is_feel_language(n.script_format))
        v.add("bpmn.script_format_unknown", n, {n.script_format});
    if (n.script && n.script_format.empty() && !v.has_extension(n, "script"))
        v.add("bpmn.script_format_missing", n);
}

bool has_none_start(const Process& p) {
    bool any_start = false;
    for (const auto& n : p.scope.nodes) {
        if (n.kind != NodeKind::start_event) continue;
        any_start = true;
        if (n.definitions.empty() && n.definition_refs.empty()) return true;
    }
    return !any_start;  // then what has no flow in begins
}

void check_call(Validation& v, const FlowNode& n) {
    if (n.called_element.empty()) {
        const bool bound = std::any_of(n.foreign.begin(), n.foreign.end(), [](const Attribute& a) {
            return a.name == "caseRef" || a.name == "calledElementBinding";
        });
        if (!bound && !v.has_extension(n, "calledElement")) v.add("bpmn.called_element_missing", n);
        return;
    }
    const Element* e = v.model.find(n.called_element);
    if (!e) {
        v.add("bpmn.called_element_elsewhere", n, {n.called_element});
        return;
    }
    const auto* called = v.model.find_as<Process>("process", n.called_element);
    if (!called)
        v.add("bpmn.called_element_type", n, {n.called_element, e->tag});
    else if (called == v.process)
        v.add("bpmn.called_element_self", n);
    else if (!has_none_start(*called))
        v.add("bpmn.called_process_start", n, {shown(*called)});
}

void check_messages(Validation& v, const FlowNode& n) {
    const auto* operation = v.model.find_as<Operation>("operation", n.operation);
    if (!operation || n.message.empty()) return;
    if (n.message != operation->in_message && n.message != operation->out_message)
        v.add("bpmn.message_operation_mismatch", n, {shown(*operation)});
}

void check_activity(Validation& v, const FlowNode& n) {
    if (n.start_quantity < 1) v.add("bpmn.start_quantity", n, {std::to_string(n.start_quantity)});
    if (n.completion_quantity < 1)
        v.add("bpmn.completion_quantity", n, {std::to_string(n.completion_quantity)});
    check_loop(v, n);
    check_messages(v, n);
    for (const auto& r : n.roles)
        if (!r.resource.empty() && r.assignment) v.add("bpmn.resource_role_twice", r);
    if (n.kind == NodeKind::script_task) check_script(v, n);
    if (n.kind == NodeKind::call_activity) check_call(v, n);
    if (n.kind == NodeKind::business_rule_task && n.decision.empty() && n.function.empty())
        v.add("bpmn.decision_missing", n);
}

}  // namespace

std::span<const Rule> activity_rules() {
    return rows;
}

void check_activities(Validation& v) {
    for (const auto& p : v.model.processes) {
        v.process = &p;
        for (const auto& r : p.roles)
            if (!r.resource.empty() && r.assignment) v.add("bpmn.resource_role_twice", r);
        Validation::each_node(p, [&](const FlowNode& n, const Scope&, const FlowNode*) {
            if (is_activity(n.kind)) check_activity(v, n);
            for (const auto* list : {&n.inputs, &n.outputs})
                for (const auto& m : *list)
                    if (m.target.empty()) v.add("bpmn.mapping_target_missing", m.line, n.id);
        });
    }
    v.process = nullptr;
    for (const auto& c : v.model.collaborations) {
        for (const auto& f : c.message_flows) {
            const FlowNode* from = v.model.node(f.source).node;
            const FlowNode* to = v.model.node(f.target).node;
            if (from && from->kind == NodeKind::receive_task)
                v.add("bpmn.receive_message_flow_out", f, {shown(*from)});
            if (to && to->kind == NodeKind::send_task)
                v.add("bpmn.send_message_flow_in", f, {shown(*to)});
        }
    }
}

}  // namespace linli::process
