// The root elements of a file: processes, collaborations, what they share, and the diagrams.
#include "kernel/process/bpmn_reader.hpp"

namespace linli::process::bpmn {

namespace {

// Parts of the standard that say nothing to an engine.
bool is_silent(std::string_view tag) {
    return tag == "auditing" || tag == "monitoring" || tag == "relationship" ||
           tag == "supportedInterfaceRef" || tag == "ioBinding" || tag == "endPoint" ||
           tag == "partnerEntity" || tag == "partnerRole" || tag == "supports" ||
           tag == "participantAssociation" || tag == "messageFlowAssociation" ||
           tag == "conversationAssociation" || tag == "interfaceRef" || tag == "endPointRef" ||
           tag == "implementationRef" || tag == "definitionalCollaborationRef";
}

}  // namespace

void Reader::read_imports(Xn node) {
    out_.imports.push_back({attribute(node, "importType"), attribute(node, "location"),
                            attribute(node, "namespace"), line(node)});
}

bool Reader::read_root_element(Xn node, std::string_view tag) {
    if (const auto trigger = trigger_of_tag(tag)) {
        out_.event_definitions.push_back(event_definition(node, *trigger));
        return true;
    }
    const auto simple = [&](auto& list) {
        auto& e = list.emplace_back();
        base(node, e);
        return &e;
    };
    if (tag == "process") {
        read_process(node);
    } else if (tag == "collaboration") {
        read_collaboration(node);
    } else if (tag == "import") {
        read_imports(node);
    } else if (tag == "message") {
        auto* m = simple(out_.messages);
        m->item = reference(node, "itemRef");
        extensions_of_message(*m);
    } else if (tag == "signal") {
        simple(out_.signals)->structure = reference(node, "structureRef");
    } else if (tag == "error") {
        auto* e = simple(out_.errors);
        e->code = attribute(node, "errorCode");
        e->structure = reference(node, "structureRef");
    } else if (tag == "escalation") {
        auto* e = simple(out_.escalations);
        e->code = attribute(node, "escalationCode");
        e->structure = reference(node, "structureRef");
    } else if (tag == "itemDefinition") {
        auto* i = simple(out_.items);
        i->structure = attribute(node, "structureRef");
        i->kind = attribute(node, "itemKind");
        i->is_collection = truth(node, "isCollection", false);
    } else if (tag == "interface") {
        read_interface(node);
    } else if (tag == "dataStore") {
        simple(out_.data_stores)->item = reference(node, "itemSubjectRef");
    } else if (tag == "correlationProperty") {
        read_correlation_property(node);
    } else if (tag == "resource") {
        simple(out_.resources);
    } else if (tag == "category") {
        const auto category = *simple(out_.categories);
        children(node, category, [&](Xn c, std::string_view t) {
            if (t != "categoryValue") return false;
            auto& value = out_.category_values.emplace_back();
            base(c, value);
            value.name = attribute(c, "value");
            return true;
        });
    } else {
        return is_silent(tag);
    }
    return true;
}

void Reader::read_process(Xn node) {
    auto& process = out_.processes.emplace_back();
    base(node, process);
    process.has_executable = static_cast<bool>(node.attribute("isExecutable"));
    process.executable = truth(node, "isExecutable", false);
    process.closed = truth(node, "isClosed", false);
    process.type = attribute(node, "processType");
    for (const auto& a : process.foreign)
        if (a.name == "versionTag") process.version_tag = a.value;
    children(node, process,
             [&](Xn c, std::string_view tag) { return read_process_part(c, tag, process); });
}

bool Reader::read_process_part(Xn node, std::string_view tag, Process& process) {
    if (tag == "property")
        process.properties.push_back(data_item(node));
    else if (tag == "ioSpecification")
        process.io = io_specification(node);
    else if (tag == "correlationSubscription")
        process.correlations.push_back(correlation_subscription(node));
    else if (tag == "resourceRole" || tag == "performer" || tag == "humanPerformer" ||
             tag == "potentialOwner")
        process.roles.push_back(resource_role(node));
    else
        return read_flow_element(node, tag, process.scope) || is_silent(tag);
    return true;
}

CorrelationSubscription Reader::correlation_subscription(Xn node) {
    CorrelationSubscription out;
    base(node, out);
    out.key = reference(node, "correlationKeyRef");
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag != "correlationPropertyBinding") return false;
        auto& b = out.bindings.emplace_back();
        base(c, b);
        b.property = reference(c, "correlationPropertyRef");
        children(c, b, [&](Xn path, std::string_view t) {
            if (t == "dataPath") b.data_path = expression(path);
            return t == "dataPath";
        });
        return true;
    });
    return out;
}

void Reader::read_collaboration(Xn node) {
    auto& out = out_.collaborations.emplace_back();
    base(node, out);
    out.closed = truth(node, "isClosed", false);
    children(node, out,
             [&](Xn c, std::string_view tag) { return read_collaboration_part(c, tag, out); });
}

bool Reader::read_collaboration_part(Xn node, std::string_view tag, Collaboration& out) {
    if (tag == "participant") {
        auto& p = out.participants.emplace_back();
        base(node, p);
        p.process = reference(node, "processRef");
        children(node, p, [&](Xn c, std::string_view t) {
            if (t != "participantMultiplicity") return is_silent(t);
            p.minimum = whole(c, "minimum");
            p.maximum = whole(c, "maximum");
            return true;
        });
    } else if (tag == "messageFlow") {
        auto& f = out.message_flows.emplace_back();
        base(node, f);
        f.source = reference(node, "sourceRef");
        f.target = reference(node, "targetRef");
        f.message = reference(node, "messageRef");
    } else if (tag == "correlationKey") {
        auto& k = out.correlation_keys.emplace_back();
        base(node, k);
        children(node, k, [&](Xn c, std::string_view t) {
            if (t == "correlationPropertyRef") k.properties.push_back(reference_text(c));
            return t == "correlationPropertyRef";
        });
    } else if (tag == "association") {
        out.associations.push_back(association(node));
    } else if (tag == "textAnnotation" || tag == "group") {
        out.artifacts.push_back(artifact(node));
    } else {
        return is_silent(tag);
    }
    return true;
}

void Reader::read_interface(Xn node) {
    auto& out = out_.interfaces.emplace_back();
    base(node, out);
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag != "operation") return is_silent(tag);
        auto& o = out.operations.emplace_back();
        base(c, o);
        children(c, o, [&](Xn part, std::string_view t) {
            if (t == "inMessageRef")
                o.in_message = reference_text(part);
            else if (t == "outMessageRef")
                o.out_message = reference_text(part);
            else if (t == "errorRef")
                o.errors.push_back(reference_text(part));
            else
                return is_silent(t);
            return true;
        });
        return true;
    });
}

void Reader::read_correlation_property(Xn node) {
    auto& out = out_.correlation_properties.emplace_back();
    base(node, out);
    children(node, out, [&](Xn c, std::string_view tag) {
        if (tag != "correlationPropertyRetrievalExpression") return false;
        auto& r = out.retrievals.emplace_back();
        r.message = reference(c, "messageRef");
        children(c, out, [&](Xn path, std::string_view t) {
            if (t == "messagePath") r.path = expression(path);
            return t == "messagePath";
        });
        return true;
    });
}

std::optional<Bounds> Reader::bounds(Xn parent) {
    for (const Xn c : parent.children())
        if (local_name(c.name()) == "Bounds")
            return Bounds{decimal(c, "x"), decimal(c, "y"), decimal(c, "width"),
                          decimal(c, "height")};
    return std::nullopt;
}

Shape Reader::shape(Xn node) {
    Shape s;
    base(node, s);
    s.element = reference(node, "bpmnElement");
    s.bounds = bounds(node).value_or(Bounds{});
    s.horizontal = optional_truth(node, "isHorizontal");
    s.expanded = optional_truth(node, "isExpanded");
    s.marker_visible = optional_truth(node, "isMarkerVisible");
    for (const Xn c : node.children())
        if (local_name(c.name()) == "BPMNLabel") s.label = bounds(c);
    return s;
}

Edge Reader::edge(Xn node) {
    Edge e;
    base(node, e);
    e.element = reference(node, "bpmnElement");
    for (const Xn c : node.children()) {
        if (local_name(c.name()) == "waypoint")
            e.waypoints.emplace_back(decimal(c, "x"), decimal(c, "y"));
        if (local_name(c.name()) == "BPMNLabel") e.label = bounds(c);
    }
    return e;
}

void Reader::read_diagram(Xn node) {
    auto& d = out_.diagrams.emplace_back();
    base(node, d);
    for (const Xn plane : node.children()) {
        if (local_name(plane.name()) != "BPMNPlane") continue;
        d.plane_element = reference(plane, "bpmnElement");
        for (const Xn c : plane.children()) {
            if (local_name(c.name()) == "BPMNShape") d.shapes.push_back(shape(c));
            if (local_name(c.name()) == "BPMNEdge") d.edges.push_back(edge(c));
        }
    }
}

}  // namespace linli::process::bpmn
