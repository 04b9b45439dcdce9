// Reads the XML into the model of bpmn.hpp. Private to the module.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/process/bpmn.hpp"

namespace linli::process::bpmn {

inline constexpr std::string_view model_namespace = "http://www.omg.org/spec/BPMN/20100524/MODEL";
inline constexpr std::string_view zeebe_namespace = "http://camunda.org/schema/zeebe/1.0";
inline constexpr std::string_view camunda_namespace = "http://camunda.org/schema/1.0/bpmn";

std::string_view local_name(std::string_view qualified);
std::string_view trimmed(std::string_view text);

class Reader {
  public:
    Reader(const std::string& text, Definitions& out);
    // Whether its namespace is the one of BPMN 2.0.
    bool is_bpmn(pugi::xml_node node) const;
    void read_root(pugi::xml_node root);

  private:
    using Xn = pugi::xml_node;

    // ---- names and values (bpmn_reader.cpp)
    std::size_t line(Xn node) const;
    std::string name_space(Xn node, std::string_view qualified, bool attribute) const;
    bool is_model(Xn node) const { return name_space(node, node.name(), false) == model_namespace; }
    std::string text(Xn node) const;
    std::string attribute(Xn node, const char* name) const;
    // A reference without its prefix.
    std::string reference(Xn node, const char* name) const;
    std::string reference_text(Xn node) const;
    bool truth(Xn node, const char* name, bool otherwise);
    std::optional<bool> optional_truth(Xn node, const char* name);
    std::optional<std::int64_t> whole(Xn node, const char* name);
    double decimal(Xn node, const char* name);
    void malformed(Xn node, const char* name, const char* zh, const char* en);
    Expression expression(Xn node) const;
    Xml foreign(Xn node) const;
    void base(Xn node, Element& e);
    // Each child of the BPMN namespace but documentation and extensionElements; `take` answers
    // whether it knows the name.
    template <class Take>
    void children(Xn node, const Element& parent, Take take);
    void unread(Xn node, const Element& parent);

    // ---- parts of the file (bpmn_read_definitions.cpp)
    void read_imports(Xn root);
    bool read_root_element(Xn node, std::string_view tag);
    void read_process(Xn node);
    bool read_process_part(Xn node, std::string_view tag, Process& process);
    void read_collaboration(Xn node);
    bool read_collaboration_part(Xn node, std::string_view tag, Collaboration& out);
    void read_interface(Xn node);
    void read_correlation_property(Xn node);
    CorrelationSubscription correlation_subscription(Xn node);
    void read_diagram(Xn node);
    Shape shape(Xn node);
    Edge edge(Xn node);
    std::optional<Bounds> bounds(Xn parent);

    // ---- what stands in a process (bpmn_read_nodes.cpp)
    bool read_flow_element(Xn node, std::string_view tag, Scope& scope);
    FlowNode flow_node(Xn node, NodeKind kind);
    void node_attributes(Xn node, FlowNode& out);
    bool read_node_part(Xn node, std::string_view tag, FlowNode& out);
    bool read_activity_part(Xn node, std::string_view tag, FlowNode& out);
    bool read_event_part(Xn node, std::string_view tag, FlowNode& out);
    EventDefinition event_definition(Xn node, Trigger trigger);
    StandardLoop standard_loop(Xn node);
    MultiInstance multi_instance(Xn node);
    SequenceFlow sequence_flow(Xn node);
    DataItem data_item(Xn node);
    DataAssociation data_association(Xn node);
    IoSpecification io_specification(Xn node);
    IoSpecification::Set io_set(Xn node);
    ResourceRole resource_role(Xn node);
    LaneSet lane_set(Xn node);
    Lane lane(Xn node);
    Association association(Xn node);
    Artifact artifact(Xn node);

    // ---- what extensions say (bpmn_read_extensions.cpp)
    void extensions_of_node(FlowNode& out) const;
    void extensions_of_loop(MultiInstance& out) const;
    static void extensions_of_message(Message& out);

    const std::string& text_;
    Definitions& out_;
    std::vector<std::size_t> line_starts_;
    std::vector<std::pair<std::string, std::string>> root_prefixes_;
    bool prefixes_only_at_root_ = true;
};

std::optional<Trigger> trigger_of_tag(std::string_view tag);
std::optional<NodeKind> kind_of_tag(std::string_view tag);

template <class Take>
void Reader::children(Xn node, const Element& parent, Take take) {
    for (const Xn c : node.children()) {
        if (c.type() != pugi::node_element) continue;
        if (!is_model(c)) continue;
        const std::string_view tag = local_name(c.name());
        if (tag == "documentation" || tag == "extensionElements") continue;
        if (!take(c, tag)) unread(c, parent);
    }
}

}  // namespace linli::process::bpmn
