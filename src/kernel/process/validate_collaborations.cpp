// Participants, message flows and correlation (7.6.3, 8.4.3, chapter 9).
#include <algorithm>
#include <array>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 14> rows = {{
    {"bpmn.participant_maximum", S::fault, "9.3",
     "参与者的 maximum 必须至少为 1 且不小于 minimum（现为 {0}、{1}）",
     "the maximum of a participant is at least 1 and not below its minimum (they are {0} and {1})"},
    {"bpmn.participant_minimum", S::fault, "9.3", "参与者的 minimum 不能小于 0（现为 {0}）",
     "the minimum of a participant cannot be below 0 (it is {0})"},
    {"bpmn.participant_process_twice", S::warning, "9.3",
     "流程 {0} 已属于参与者 {1}：一个流程通常只属于一个参与者",
     "the process {0} is already that of {1}: a process usually has one participant"},
    {"bpmn.message_flow_same_pool", S::fault, "7.6.3",
     "消息流的两端都在 {0}：同一泳池内用顺序流、数据或信号",
     "both ends of the message flow are in {0}: within a pool use sequence flows, data or signals"},
    {"bpmn.message_flow_source", S::fault, "7.6.3",
     "消息流不能从 {0} 出发：只能从参与者、活动、消息抛出或结束事件出发",
     "no message flow leaves {0}: only participants, activities, message throw and end events "
     "send"},
    {"bpmn.message_flow_target", S::fault, "7.6.3",
     "消息流不能到 {0}：只能到参与者、活动、消息开始、捕获或边界事件",
     "no message flow enters {0}: only participants, activities, message start, catch and boundary "
     "events receive"},
    {"bpmn.message_flow_trigger", S::fault, "7.6.3",
     "{0} 连着消息流，但没有消息触发：加上消息事件定义，或删除消息流",
     "a message flow is at {0}, which is no message event: add a message event definition, or "
     "remove the flow"},
    {"bpmn.message_flow_message", S::warning, "9.4", "消息流的消息与 {0} 的消息不同：改成同一个",
     "the message of this flow is not that of {0}: name the same"},
    {"bpmn.correlation_key_empty", S::warning, "8.4.3", "关联键没有属性：写 correlationPropertyRef",
     "the correlation key has no property: write correlationPropertyRef"},
    {"bpmn.correlation_property_unread", S::fault, "8.4.3",
     "关联属性没有取值表达式：写 correlationPropertyRetrievalExpression",
     "the correlation property says from no message how to read it: write "
     "correlationPropertyRetrievalExpression"},
    {"bpmn.correlation_binding_foreign", S::fault, "8.4.3",
     "绑定的属性 {0} 不属于关联键 {1}：改绑该键的属性",
     "the bound property {0} is not one of the key {1}: bind one that is"},
    {"bpmn.correlation_binding_missing", S::execution, "8.4.3",
     "关联键的属性 {0} 没有绑定：写 correlationPropertyBinding",
     "the property {0} of the key is not bound: write correlationPropertyBinding"},
    {"bpmn.correlation_path_missing", S::fault, "8.4.3", "缺少 {0}：写出如何从数据取值",
     "there is no {0}: write how to read the value"},
    {"bpmn.message_flow_self", S::fault, "7.6.3", "消息流的两端是同一个元素 {0}",
     "both ends of the message flow are {0}: connect another"},
}};

void check_participants(Validation& v, const Collaboration& c) {
    std::unordered_map<std::string, const Participant*> owners;
    for (const auto& p : c.participants) {
        v.refer(p, "processRef", p.process, {"process"});
        const auto minimum = p.minimum.value_or(0);
        if (minimum < 0) v.add("bpmn.participant_minimum", p, {std::to_string(minimum)});
        if (p.maximum && (*p.maximum < 1 || *p.maximum < minimum))
            v.add("bpmn.participant_maximum", p,
                  {std::to_string(minimum), std::to_string(*p.maximum)});
        if (p.process.empty()) continue;
        const auto [it, fresh] = owners.emplace(p.process, &p);
        if (!fresh) v.add("bpmn.participant_process_twice", p, {p.process, shown(*it->second)});
    }
}

bool sends(const FlowNode& n) {
    return is_activity(n.kind) || n.kind == NodeKind::intermediate_throw_event ||
           n.kind == NodeKind::end_event;
}
bool receives(const FlowNode& n) {
    return is_activity(n.kind) || is_catching(n.kind);
}

// The process of a flow node, or that of the participant; null for an empty pool.
const Process* process_of(const Validation& v, const std::string& id) {
    if (const Place place = v.model.node(id); place.node) return place.process;
    const auto* p = v.model.find_as<Participant>("participant", id);
    return p ? v.model.find_as<Process>("process", p->process) : nullptr;
}

std::string message_of(const Validation& v, const FlowNode& n) {
    if (!n.message.empty()) return n.message;
    for (const auto* d : v.model.definitions_of(n))
        if (d->trigger == Trigger::message) return d->ref;
    return "";
}

void check_message_end(Validation& v, const MessageFlow& f, const char* attribute,
                       const std::string& ref, bool source) {
    const Element* e = v.refer(
        f, attribute, ref,
        [&](const Element& one) {
            return one.tag == "participant" || v.model.node(one.id).node == &one;
        },
        "participant / flow node");
    const FlowNode* n = e ? v.model.node(ref).node : nullptr;
    if (!n) return;
    if (source ? !sends(*n) : !receives(*n))
        v.add(source ? "bpmn.message_flow_source" : "bpmn.message_flow_target", f, {shown(*n)});
    else if (is_event(n->kind) && !v.has_trigger(*n, Trigger::message))
        v.add("bpmn.message_flow_trigger", f, {shown(*n)});
    const std::string message = message_of(v, *n);
    if (!f.message.empty() && !message.empty() && message != f.message)
        v.add("bpmn.message_flow_message", f, {shown(*n)});
}

void check_message_flow(Validation& v, const MessageFlow& f) {
    check_message_end(v, f, "sourceRef", f.source, true);
    check_message_end(v, f, "targetRef", f.target, false);
    v.refer(f, "messageRef", f.message, {"message"});
    if (!f.source.empty() && f.source == f.target) {
        v.add("bpmn.message_flow_self", f, {f.source});
        return;
    }
    const Process* from = process_of(v, f.source);
    if (from && from == process_of(v, f.target))
        v.add("bpmn.message_flow_same_pool", f, {shown(*from)});
}

void check_subscription(Validation& v, const CorrelationSubscription& s) {
    for (const auto& b : s.bindings) {
        v.refer(b, "correlationPropertyRef", b.property, {"correlationProperty"});
        if (!b.data_path) v.add("bpmn.correlation_path_missing", b, {"dataPath"});
    }
    if (!v.refer(s, "correlationKeyRef", s.key, {"correlationKey"})) return;
    const auto* key = v.model.find_as<CorrelationKey>("correlationKey", s.key);
    for (const auto& b : s.bindings)
        if (v.model.find(b.property) && std::find(key->properties.begin(), key->properties.end(),
                                                  b.property) == key->properties.end())
            v.add("bpmn.correlation_binding_foreign", b, {b.property, shown(*key)});
    for (const auto& property : key->properties)
        if (std::none_of(s.bindings.begin(), s.bindings.end(),
                         [&](const auto& b) { return b.property == property; }))
            v.add("bpmn.correlation_binding_missing", s, {property});
}

}  // namespace

std::span<const Rule> collaboration_rules() {
    return rows;
}

void check_collaborations(Validation& v) {
    for (const auto& c : v.model.collaborations) {
        check_participants(v, c);
        for (const auto& f : c.message_flows)
            check_message_flow(v, f);
        for (const auto& k : c.correlation_keys) {
            if (k.properties.empty()) v.add("bpmn.correlation_key_empty", k);
            for (const auto& ref : k.properties)
                v.refer(k, "correlationPropertyRef", ref, {"correlationProperty"});
        }
    }
    for (const auto& p : v.model.correlation_properties) {
        if (p.retrievals.empty()) v.add("bpmn.correlation_property_unread", p);
        for (const auto& r : p.retrievals) {
            v.refer(p, "messageRef", r.message, {"message"});
            if (!r.path) v.add("bpmn.correlation_path_missing", p, {"messagePath"});
        }
    }
    for (const auto& p : v.model.processes) {
        v.process = &p;
        for (const auto& s : p.correlations)
            check_subscription(v, s);
    }
}

}  // namespace linli::process
