// What stands in a process or sub-process: flow nodes, flows, data, artifacts, lanes.
#include "kernel/process/bpmn_reader.hpp"

namespace linli::process::bpmn {

namespace {

bool is_silent_part(std::string_view tag) {
    return tag == "auditing" || tag == "monitoring" || tag == "categoryValueRef" ||
           tag == "rendering" || tag == "ioBinding" || tag == "outputSet" || tag == "inputSet";
}

bool is_role(std::string_view tag) {
    return tag == "resourceRole" || tag == "performer" || tag == "humanPerformer" ||
           tag == "potentialOwner";
}

}  // namespace

bool Reader::read_flow_element(Xn node, std::string_view tag, Scope& scope) {
    if (const auto kind = kind_of_tag(tag))
        scope.nodes.push_back(flow_node(node, *kind));
    else if (tag == "sequenceFlow")
        scope.flows.push_back(sequence_flow(node));
    else if (tag == "dataObject" || tag == "dataObjectReference" || tag == "dataStoreReference")
        scope.data.push_back(data_item(node));
    else if (tag == "association")
        scope.associations.push_back(association(node));
    else if (tag == "textAnnotation" || tag == "group")
        scope.artifacts.push_back(artifact(node));
    else if (tag == "laneSet")
        scope.lane_sets.push_back(lane_set(node));
    else
        return is_silent_part(tag);
    return true;
}

FlowNode Reader::flow_node(Xn node, NodeKind kind) {
    FlowNode out;
    base(node, out);
    out.kind = kind;
    if (is_container(kind)) out.inside = std::make_unique<Scope>();
    node_attributes(node, out);
    children(node, out, [&](Xn c, std::string_view tag) { return read_node_part(c, tag, out); });
    extensions_of_node(out);
    return out;
}

void Reader::node_attributes(Xn node, FlowNode& out) {
    out.default_flow = reference(node, "default");
    out.for_compensation = truth(node, "isForCompensation", false);
    out.start_quantity = whole(node, "startQuantity").value_or(1);
    out.completion_quantity = whole(node, "completionQuantity").value_or(1);
    out.implementation = attribute(node, "implementation");
    out.message = reference(node, "messageRef");
    out.operation = reference(node, "operationRef");
    out.instantiate = truth(node, "instantiate", false);
    out.script_format = attribute(node, "scriptFormat");
    out.called_element = reference(node, "calledElement");
    out.triggered_by_event = truth(node, "triggeredByEvent", false);
    out.ordering_parallel = attribute(node, "ordering") != "Sequential";
    out.cancel_remaining = truth(node, "cancelRemainingInstances", true);
    out.method = attribute(node, "method");
    out.direction = attribute(node, "gatewayDirection");
    out.parallel_events = attribute(node, "eventGatewayType") == "Parallel";
    out.parallel_multiple = truth(node, "parallelMultiple", false);
    out.interrupting = truth(
        node, out.kind == NodeKind::boundary_event ? "cancelActivity" : "isInterrupting", true);
    out.attached_to = reference(node, "attachedToRef");
}

bool Reader::read_node_part(Xn node, std::string_view tag, FlowNode& out) {
    if (tag == "incoming")
        out.incoming.push_back(reference_text(node));
    else if (tag == "outgoing")
        out.outgoing.push_back(reference_text(node));
    else if (tag == "property")
        out.properties.push_back(data_item(node));
    else if (tag == "activationCondition")
        out.activation = expression(node);
    else if (is_activity(out.kind) && read_activity_part(node, tag, out))
        return true;
    else if (is_event(out.kind) && read_event_part(node, tag, out))
        return true;
    else
        return out.inside ? read_flow_element(node, tag, *out.inside) : is_silent_part(tag);
    return true;
}

bool Reader::read_activity_part(Xn node, std::string_view tag, FlowNode& out) {
    if (tag == "ioSpecification") {
        out.io = io_specification(node);
    } else if (tag == "dataInputAssociation") {
        out.data_inputs.push_back(data_association(node));
    } else if (tag == "dataOutputAssociation") {
        out.data_outputs.push_back(data_association(node));
    } else if (tag == "standardLoopCharacteristics") {
        out.loop = standard_loop(node);
        ++out.loop_count;
    } else if (tag == "multiInstanceLoopCharacteristics") {
        out.multi = multi_instance(node);
        ++out.loop_count;
    } else if (is_role(tag)) {
        out.roles.push_back(resource_role(node));
    } else if (tag == "script" && out.kind == NodeKind::script_task) {
        out.script = expression(node);
    } else if (tag == "completionCondition" && out.kind == NodeKind::ad_hoc_sub_process) {
        out.completion = expression(node);
    } else {
        return false;
    }
    return true;
}

bool Reader::read_event_part(Xn node, std::string_view tag, FlowNode& out) {
    if (const auto trigger = trigger_of_tag(tag))
        out.definitions.push_back(event_definition(node, *trigger));
    else if (tag == "eventDefinitionRef")
        out.definition_refs.push_back(reference_text(node));
    else if (tag == "dataInput" || tag == "dataOutput")
        out.event_data.push_back(data_item(node));
    else if (tag == "dataInputAssociation")
        out.data_inputs.push_back(data_association(node));
    else if (tag == "dataOutputAssociation")
        out.data_outputs.push_back(data_association(node));
    else
        return false;
    return true;
}

EventDefinition Reader::event_definition(Xn node, Trigger trigger) {
    EventDefinition out;
    base(node, out);
    out.trigger = trigger;
    for (const char* name : {"messageRef", "signalRef", "errorRef", "escalationRef", "activityRef"})
        if (node.attribute(name)) out.ref = reference(node, name);
    out.operation = reference(node, "operationRef");
    out.wait_for_completion = truth(node, "waitForCompletion", true);
    for (const auto& a : out.foreign)
        if (a.name_space == linli_namespace && a.name == "correlation")
            out.correlation = {a.value, "", out.line};
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "timeDate")
            out.dates.push_back(expression(c));
        else if (tag == "timeDuration")
            out.durations.push_back(expression(c));
        else if (tag == "timeCycle")
            out.cycles.push_back(expression(c));
        else if (tag == "condition")
            out.condition = expression(c);
        else if (tag == "source")
            out.link_sources.push_back(reference_text(c));
        else if (tag == "target")
            out.link_target = reference_text(c);
        else if (tag == "operationRef")
            out.operation = reference_text(c);
        else
            return false;
        return true;
    });
    return out;
}

StandardLoop Reader::standard_loop(Xn node) {
    StandardLoop out;
    base(node, out);
    out.test_before = truth(node, "testBefore", false);
    out.maximum = whole(node, "loopMaximum");
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "loopCondition") out.condition = expression(c);
        return tag == "loopCondition";
    });
    return out;
}

MultiInstance Reader::multi_instance(Xn node) {
    MultiInstance out;
    base(node, out);
    out.sequential = truth(node, "isSequential", false);
    const std::string behavior = attribute(node, "behavior");
    using B = MultiInstanceBehavior;
    if (behavior == "None")
        out.behavior = B::none;
    else if (behavior == "One")
        out.behavior = B::one;
    else if (behavior == "Complex")
        out.behavior = B::complex;
    else if (!behavior.empty() && behavior != "All")
        malformed(node, "behavior", " None、One、All 或 Complex", "None, One, All or Complex");
    out.one_event = reference(node, "oneBehaviorEventRef");
    out.none_event = reference(node, "noneBehaviorEventRef");
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "loopCardinality")
            out.cardinality = expression(c);
        else if (tag == "loopDataInputRef")
            out.input_ref = reference_text(c);
        else if (tag == "loopDataOutputRef")
            out.output_ref = reference_text(c);
        else if (tag == "inputDataItem")
            out.input_item = data_item(c);
        else if (tag == "outputDataItem")
            out.output_item = data_item(c);
        else if (tag == "completionCondition")
            out.completion = expression(c);
        else if (tag == "complexBehaviorDefinition")
            ++out.complex_behaviors;
        else
            return false;
        return true;
    });
    extensions_of_loop(out);
    return out;
}

SequenceFlow Reader::sequence_flow(Xn node) {
    SequenceFlow out;
    base(node, out);
    out.source = reference(node, "sourceRef");
    out.target = reference(node, "targetRef");
    out.immediate = optional_truth(node, "isImmediate");
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "conditionExpression") {
            out.condition = expression(c);
            out.has_condition = true;
        }
        return tag == "conditionExpression" || is_silent_part(tag);
    });
    return out;
}

DataItem Reader::data_item(Xn node) {
    DataItem out;
    base(node, out);
    out.item_subject = reference(node, "itemSubjectRef");
    out.data_object = reference(node, "dataObjectRef");
    out.data_store = reference(node, "dataStoreRef");
    out.is_collection = truth(node, "isCollection", false);
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "dataState") out.data_state = attribute(c, "name");
        return tag == "dataState" || is_silent_part(tag);
    });
    return out;
}

DataAssociation Reader::data_association(Xn node) {
    DataAssociation out;
    base(node, out);
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "sourceRef") {
            out.sources.push_back(reference_text(c));
        } else if (tag == "targetRef") {
            out.target = reference_text(c);
        } else if (tag == "transformation") {
            out.transformation = expression(c);
        } else if (tag == "assignment") {
            Assignment a;
            a.line = line(c);
            for (const Xn part : c.children()) {
                if (local_name(part.name()) == "from") a.from = expression(part);
                if (local_name(part.name()) == "to") a.to = text(part);
            }
            out.assignments.push_back(std::move(a));
        } else {
            return false;
        }
        return true;
    });
    return out;
}

IoSpecification::Set Reader::io_set(Xn node) {
    IoSpecification::Set out;
    base(node, out);
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "dataInputRefs" || tag == "dataOutputRefs")
            out.refs.push_back(reference_text(c));
        else if (tag == "optionalInputRefs" || tag == "optionalOutputRefs")
            out.optional_refs.push_back(reference_text(c));
        else if (tag == "whileExecutingInputRefs" || tag == "whileExecutingOutputRefs")
            out.while_executing_refs.push_back(reference_text(c));
        else if (tag == "outputSetRefs" || tag == "inputSetRefs")
            out.other_set_refs.push_back(reference_text(c));
        else
            return false;
        return true;
    });
    return out;
}

IoSpecification Reader::io_specification(Xn node) {
    IoSpecification out;
    base(node, out);
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "dataInput")
            out.inputs.push_back(data_item(c));
        else if (tag == "dataOutput")
            out.outputs.push_back(data_item(c));
        else if (tag == "inputSet")
            out.input_sets.push_back(io_set(c));
        else if (tag == "outputSet")
            out.output_sets.push_back(io_set(c));
        else
            return false;
        return true;
    });
    return out;
}

ResourceRole Reader::resource_role(Xn node) {
    ResourceRole out;
    base(node, out);
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "resourceRef") {
            out.resource = reference_text(c);
        } else if (tag == "resourceAssignmentExpression") {
            for (const Xn e : c.children())
                if (e.type() == pugi::node_element) out.assignment = expression(e);
        } else {
            return tag == "resourceParameterBinding";
        }
        return true;
    });
    return out;
}

LaneSet Reader::lane_set(Xn node) {
    LaneSet out;
    base(node, out);
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "lane") out.lanes.push_back(lane(c));
        return tag == "lane";
    });
    return out;
}

Lane Reader::lane(Xn node) {
    Lane out;
    base(node, out);
    out.partition_element = reference(node, "partitionElementRef");
    for (const auto& a : out.foreign) {
        if (a.name_space != linli_namespace || a.name != "roles") continue;
        std::string_view rest = trimmed(a.value);
        while (!rest.empty()) {
            const auto end = std::min(rest.find_first_of(" ,\t\n"), rest.size());
            out.roles.emplace_back(rest.substr(0, end));
            const auto next = rest.find_first_not_of(" ,\t\n", end);
            rest = next == std::string_view::npos ? std::string_view() : rest.substr(next);
        }
    }
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "flowNodeRef") {
            out.nodes.push_back(reference_text(c));
        } else if (tag == "childLaneSet") {
            out.lanes = lane_set(c).lanes;
        } else {
            return tag == "partitionElement";
        }
        return true;
    });
    return out;
}

Association Reader::association(Xn node) {
    Association out;
    base(node, out);
    out.source = reference(node, "sourceRef");
    out.target = reference(node, "targetRef");
    out.direction = attribute(node, "associationDirection");
    return out;
}

Artifact Reader::artifact(Xn node) {
    Artifact out;
    base(node, out);
    out.category_value = reference(node, "categoryValueRef");
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag == "text") out.text = text(c);
        return tag == "text";
    });
    return out;
}

}  // namespace linli::process::bpmn
