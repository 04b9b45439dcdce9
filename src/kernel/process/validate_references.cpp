// References: each attribute that names another element must lead to one of the right kind.
#include <algorithm>
#include <array>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 7> rows = {{
    {"bpmn.reference_dangling", S::fault, "8.2",
     "{0} 指向 {1}，但文件里没有这个元素：改正编号或补上元素",
     "{0} names {1}, which is not in this file: correct the id or add the element"},
    {"bpmn.reference_type", S::fault, "8.2", "{0} 指向 {1}，它是 {2}，这里需要 {3}：改指正确的元素",
     "{0} names {1}, which is a {2}; it must be a {3}: name another element"},
    {"bpmn.item_dangling", S::warning, "8.4.11",
     "{0} 指向的数据类型 {1} 不在文件里；引擎不检查类型",
     "{0} names the item definition {1}, which is not in this file; the engine does not check "
     "types"},
    {"bpmn.flow_list_inconsistent", S::warning, "8.4.14",
     "{0} 列出顺序流 {1}，但该流的另一端不在这里；以 sourceRef、targetRef 为准",
     "{0} lists the flow {1}, which does not end here; sourceRef and targetRef of the flow count"},
    {"bpmn.lane_reference_type", S::warning, "10.8", "泳道里的 {0} 是 {1}，不是流程节点；予以忽略",
     "the lane lists {0}, a {1} and no flow node; it is left out"},
    {"bpmn.lane_node_foreign", S::fault, "10.8",
     "泳道列出的 {0} 属于另一个流程：移到那个流程的泳道",
     "the lane lists {0}, which belongs to another process: list it in a lane of that process"},
    {"bpmn.lane_node_twice", S::warning, "10.8",
     "{0} 同时在泳道 {1} 和这条泳道：以先出现的为准，请只留一处",
     "{0} is in the lane {1} and in this one; the first counts: list it once"},
}};

bool is_flow_node(const Validation& v, const Element& e) {
    return v.model.node(e.id).node == &e;
}

void check_items(Validation& v, const Element& from, const char* attribute,
                 const std::string& ref) {
    if (!ref.empty() && !v.model.find_as<ItemDefinition>("itemDefinition", ref))
        v.add("bpmn.item_dangling", from, {attribute, ref});
}

void check_flow_lists(Validation& v, const FlowNode& n) {
    const auto list = [&](const std::vector<std::string>& refs, const char* name, bool in) {
        for (const auto& ref : refs) {
            if (!v.refer(n, name, ref, {"sequenceFlow"})) continue;
            const auto* flow = v.model.find_as<SequenceFlow>("sequenceFlow", ref);
            if ((in ? flow->target : flow->source) != n.id)
                v.add("bpmn.flow_list_inconsistent", n, {name, ref});
        }
    };
    list(n.incoming, "incoming", true);
    list(n.outgoing, "outgoing", false);
}

// `at`: the event, or the definition itself where it is shared.
void check_definition(Validation& v, const EventDefinition& d, const Element& at) {
    switch (d.trigger) {
        case Trigger::message:
            v.refer(at, "messageRef", d.ref, {"message"});
            v.refer(at, "operationRef", d.operation, {"operation"});
            break;
        case Trigger::signal:
            v.refer(at, "signalRef", d.ref, {"signal"});
            break;
        case Trigger::error:
            v.refer(at, "errorRef", d.ref, {"error"});
            break;
        case Trigger::escalation:
            v.refer(at, "escalationRef", d.ref, {"escalation"});
            break;
        case Trigger::compensation:
            v.refer(
                at, "activityRef", d.ref,
                [&](const Element& e) {
                    return is_flow_node(v, e) && is_activity(static_cast<const FlowNode&>(e).kind);
                },
                "activity");
            break;
        case Trigger::link:
            for (const auto& s : d.link_sources)
                v.refer(at, "source", s, {"linkEventDefinition"});
            v.refer(at, "target", d.link_target, {"linkEventDefinition"});
            break;
        case Trigger::timer:
        case Trigger::conditional:
        case Trigger::terminate:
        case Trigger::cancel:
            break;
    }
}

void check_node(Validation& v, const FlowNode& n) {
    check_flow_lists(v, n);
    v.refer(n, "default", n.default_flow, {"sequenceFlow"});
    v.refer(n, "messageRef", n.message, {"message"});
    v.refer(n, "operationRef", n.operation, {"operation"});
    v.refer(
        n, "attachedToRef", n.attached_to,
        [&](const Element& e) {
            return is_flow_node(v, e) && is_activity(static_cast<const FlowNode&>(e).kind);
        },
        "activity");
    for (const auto& ref : n.definition_refs)
        v.refer(
            n, "eventDefinitionRef", ref,
            [&](const Element& e) {
                const auto& shared = v.model.event_definitions;
                return std::any_of(shared.begin(), shared.end(),
                                   [&](const EventDefinition& d) { return &d == &e; });
            },
            "eventDefinition of definitions");
    for (const auto& d : n.definitions)
        check_definition(v, d, n);
    for (const auto& r : n.roles)
        v.refer(r.id.empty() ? static_cast<const Element&>(n) : r, "resourceRef", r.resource,
                {"resource"});
    if (n.multi) {
        const auto of_event = [](const Element& e) { return e.tag.ends_with("EventDefinition"); };
        v.refer(n, "oneBehaviorEventRef", n.multi->one_event, of_event, "eventDefinition");
        v.refer(n, "noneBehaviorEventRef", n.multi->none_event, of_event, "eventDefinition");
    }
}

void check_lanes(Validation& v, const std::vector<Lane>& lanes,
                 std::unordered_map<std::string, const Lane*>& taken) {
    for (const auto& lane : lanes) {
        for (const auto& ref : lane.nodes) {
            const Element* e = v.model.find(ref);
            const Place place = v.model.node(ref);
            if (!e)
                v.add("bpmn.reference_dangling", lane, {"flowNodeRef", ref});
            else if (!place.node)
                v.add("bpmn.lane_reference_type", lane, {ref, e->tag});
            else if (place.process != v.process)
                v.add("bpmn.lane_node_foreign", lane, {shown(*e)});
            else if (const auto [it, fresh] = taken.emplace(ref, &lane); !fresh)
                v.add("bpmn.lane_node_twice", lane, {shown(*e), shown(*it->second)});
        }
        // What a lane lists, the lanes inside it list again.
        std::unordered_map<std::string, const Lane*> inside;
        check_lanes(v, lane.lanes, inside);
    }
}

void check_scope(Validation& v, const Scope& scope) {
    const auto of_node = [&](const Element& e) { return is_flow_node(v, e); };
    for (const auto& f : scope.flows) {
        v.refer(f, "sourceRef", f.source, of_node, "flow node");
        v.refer(f, "targetRef", f.target, of_node, "flow node");
    }
    for (const auto& d : scope.data) {
        v.refer(d, "dataObjectRef", d.data_object, {"dataObject"});
        v.refer(d, "dataStoreRef", d.data_store, {"dataStore"});
        check_items(v, d, "itemSubjectRef", d.item_subject);
    }
    for (const auto& set : scope.lane_sets) {
        std::unordered_map<std::string, const Lane*> taken;
        check_lanes(v, set.lanes, taken);
    }
}

void check_associations(Validation& v, const std::vector<Association>& associations) {
    const auto any = [](const Element&) { return true; };
    for (const auto& a : associations) {
        v.refer(a, "sourceRef", a.source, any, "");
        v.refer(a, "targetRef", a.target, any, "");
    }
}

void check_artifacts(Validation& v, const std::vector<Artifact>& artifacts) {
    for (const auto& a : artifacts)
        v.refer(a, "categoryValueRef", a.category_value, {"categoryValue"});
}

void check_roots(Validation& v) {
    for (const auto& d : v.model.event_definitions)
        check_definition(v, d, d);
    for (const auto& i : v.model.interfaces) {
        for (const auto& o : i.operations) {
            v.refer(o, "inMessageRef", o.in_message, {"message"});
            v.refer(o, "outMessageRef", o.out_message, {"message"});
            for (const auto& e : o.errors)
                v.refer(o, "errorRef", e, {"error"});
        }
    }
    for (const auto& m : v.model.messages)
        check_items(v, m, "itemRef", m.item);
    for (const auto& s : v.model.signals)
        check_items(v, s, "structureRef", s.structure);
    for (const auto& e : v.model.errors)
        check_items(v, e, "structureRef", e.structure);
    for (const auto& e : v.model.escalations)
        check_items(v, e, "structureRef", e.structure);
    for (const auto& s : v.model.data_stores)
        check_items(v, s, "itemSubjectRef", s.item);
}

}  // namespace

std::span<const Rule> reference_rules() {
    return rows;
}

void check_references(Validation& v) {
    check_roots(v);
    for (const auto& c : v.model.collaborations) {
        check_associations(v, c.associations);
        check_artifacts(v, c.artifacts);
    }
    for (const auto& p : v.model.processes) {
        v.process = &p;
        for (const auto& r : p.roles)
            v.refer(r.id.empty() ? static_cast<const Element&>(p) : r, "resourceRef", r.resource,
                    {"resource"});
        for (const auto& i : p.properties)
            check_items(v, i, "itemSubjectRef", i.item_subject);
        Validation::each_scope(p, [&](const Scope& scope, const FlowNode*) {
            check_scope(v, scope);
            check_associations(v, scope.associations);
            check_artifacts(v, scope.artifacts);
            for (const auto& n : scope.nodes)
                check_node(v, n);
        });
    }
}

}  // namespace linli::process
