// What the engine takes from extensions: its own namespace first, then the mappings and bindings
// that Camunda's editors write.
#include "kernel/process/bpmn_reader.hpp"

namespace linli::process::bpmn {

namespace {

std::string own_attribute(const Element& e, std::string_view name) {
    for (const auto& a : e.foreign)
        if (a.name_space == linli_namespace && a.name == name) return a.value;
    return "";
}

std::string camunda_attribute(const Element& e, std::string_view name) {
    for (const auto& a : e.foreign)
        if (a.name_space == camunda_namespace && a.name == name) return a.value;
    return "";
}

std::string value_of(const Xml& x, std::string_view name) {
    const std::string* value = x.attribute(name);
    return value ? *value : "";
}

std::string first_of(std::initializer_list<std::string> values) {
    for (const auto& v : values)
        if (!v.empty()) return v;
    return "";
}

// The text of a camunda parameter is a literal unless it is ${...}.
Expression camunda_value(const Xml& parameter) {
    if (parameter.text.starts_with("${") || parameter.text.starts_with("#{"))
        return {parameter.text, "", parameter.line};
    std::string quoted = "\"";
    for (const char c : parameter.text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return {quoted + '"', "", parameter.line};
}

void take_mappings(FlowNode& out) {
    for (const auto& x : out.extensions) {
        const bool own = x.name_space == linli_namespace;
        const bool zeebe = x.name_space == zeebe_namespace && x.name == "ioMapping";
        const bool camunda = x.name_space == camunda_namespace && x.name == "inputOutput";
        if (own && (x.name == "input" || x.name == "output"))
            (x.name == "input" ? out.inputs : out.outputs)
                .push_back({value_of(x, "target"), {value_of(x, "source"), "", x.line}, x.line});
        for (const auto& c : x.children) {
            if (zeebe && (c.name == "input" || c.name == "output"))
                (c.name == "input" ? out.inputs : out.outputs)
                    .push_back(
                        {value_of(c, "target"), {value_of(c, "source"), "", c.line}, c.line});
            if (camunda && (c.name == "inputParameter" || c.name == "outputParameter") &&
                c.children.empty())
                (c.name == "inputParameter" ? out.inputs : out.outputs)
                    .push_back({value_of(c, "name"), camunda_value(c), c.line});
        }
    }
}

}  // namespace

void Reader::extensions_of_node(FlowNode& out) const {
    take_mappings(out);
    const auto of_zeebe = [&](std::string_view name, std::string_view attribute_name) {
        const Xml* x = out.extension(zeebe_namespace, name);
        return x ? value_of(*x, attribute_name) : std::string();
    };
    out.function = first_of({own_attribute(out, "function"), of_zeebe("taskDefinition", "type"),
                             camunda_attribute(out, "topic")});
    out.decision =
        first_of({own_attribute(out, "decision"), of_zeebe("calledDecision", "decisionId"),
                  camunda_attribute(out, "decisionRef")});
    out.result =
        first_of({own_attribute(out, "result"), of_zeebe("calledDecision", "resultVariable"),
                  of_zeebe("script", "resultVariable"), camunda_attribute(out, "resultVariable")});
    if (!out.script)
        if (const std::string script = of_zeebe("script", "expression"); !script.empty())
            out.script = {script, "", out.line};
    if (out.called_element.empty()) out.called_element = of_zeebe("calledElement", "processId");
    out.called_version = own_attribute(out, "version");
    if (const std::string key = own_attribute(out, "correlation"); !key.empty())
        out.correlation = {key, "", out.line};
}

void Reader::extensions_of_loop(MultiInstance& out) const {
    const Xml* x = out.extension(zeebe_namespace, "loopCharacteristics");
    const auto of_zeebe = [&](std::string_view name) {
        return x ? value_of(*x, name) : std::string();
    };
    out.collection = {first_of({own_attribute(out, "collection"), of_zeebe("inputCollection"),
                                camunda_attribute(out, "collection")}),
                      "", out.line};
    out.element = first_of({own_attribute(out, "element"), of_zeebe("inputElement"),
                            camunda_attribute(out, "elementVariable")});
    out.output_collection =
        first_of({own_attribute(out, "outputCollection"), of_zeebe("outputCollection")});
    out.output_element = {
        first_of({own_attribute(out, "outputElement"), of_zeebe("outputElement")}), "", out.line};
}

void Reader::extensions_of_message(Message& out) {
    std::string key = own_attribute(out, "correlation");
    if (const Xml* x = out.extension(zeebe_namespace, "subscription"); key.empty() && x)
        key = value_of(*x, "correlationKey");
    out.correlation = {key, "", out.line};
}

}  // namespace linli::process::bpmn
