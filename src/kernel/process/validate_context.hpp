// What the checks of a model share. Private to the module.
#pragma once
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kernel/process/validate.hpp"

namespace linli::process {

inline constexpr std::size_t faults_max = 1'000;

// The words of a rule with its arguments.
ModelFault found(const Rule& rule, std::size_t line, std::string element,
                 std::initializer_list<std::string> arguments);

using Flows = std::vector<const bpmn::SequenceFlow*>;

class Validation {
  public:
    explicit Validation(const bpmn::Definitions& definitions);

    const bpmn::Definitions& model;
    std::vector<ModelFault> faults, warnings;

    // The process that is being looked at; null outside of processes.
    const bpmn::Process* process = nullptr;

    void add(std::string_view rule, const bpmn::Element& at,
             std::initializer_list<std::string> arguments = {});
    void add(std::string_view rule, std::size_t line, const std::string& element,
             std::initializer_list<std::string> arguments = {});

    // Flows by the texts of their ends, whether or not the other end is there.
    const Flows& into(const bpmn::FlowNode& node) const;
    const Flows& out_of(const bpmn::FlowNode& node) const;
    // Boundary events attached to the node.
    const std::vector<const bpmn::FlowNode*>& boundaries(const bpmn::FlowNode& node) const;
    // Every process and sub-process; `parent` is null for a process.
    using TakeScope = std::function<void(const bpmn::Scope&, const bpmn::FlowNode* parent)>;
    static void each_scope(const bpmn::Process& in, const TakeScope& take);
    static void each_node(const bpmn::Process& in,
                          const std::function<void(const bpmn::FlowNode&, const bpmn::Scope&,
                                                   const bpmn::FlowNode* parent)>& take);

    // Reports a reference that leads nowhere or to an element of another kind; the element or null.
    const bpmn::Element* refer(const bpmn::Element& from, std::string_view attribute,
                               const std::string& ref,
                               const std::function<bool(const bpmn::Element&)>& fits,
                               std::string_view wanted);
    const bpmn::Element* refer(const bpmn::Element& from, std::string_view attribute,
                               const std::string& ref,
                               std::initializer_list<std::string_view> tags);

    bool has_trigger(const bpmn::FlowNode& event, bpmn::Trigger trigger) const;
    bool has_extension(const bpmn::Element& e, std::string_view extension) const;

  private:
    std::unordered_map<std::string_view, Flows> into_, out_of_;
    std::unordered_map<std::string_view, std::vector<const bpmn::FlowNode*>> boundaries_;
};

// A name for words: the name of the element and its id, or its id, or its tag.
std::string shown(const bpmn::Element& e);
bool is_event_sub_process(const bpmn::FlowNode& node);

// Each looks at the whole model and has its rules beside it.
void check_definitions(Validation& v);
void check_references(Validation& v);
void check_sequence_flows(Validation& v);
void check_gateways(Validation& v);
void check_events(Validation& v);
void check_event_definitions(Validation& v);
void check_boundary_events(Validation& v);
void check_compensation(Validation& v);
void check_activities(Validation& v);
void check_sub_processes(Validation& v);
void check_data(Validation& v);
void check_collaborations(Validation& v);
void check_expressions(Validation& v);
void check_paths(Validation& v);

std::span<const Rule> schema_rules();
std::span<const Rule> definitions_rules();
std::span<const Rule> reference_rules();
std::span<const Rule> sequence_flow_rules();
std::span<const Rule> gateway_rules();
std::span<const Rule> event_rules();
std::span<const Rule> event_definition_rules();
std::span<const Rule> boundary_rules();
std::span<const Rule> compensation_rules();
std::span<const Rule> activity_rules();
std::span<const Rule> sub_process_rules();
std::span<const Rule> data_rules();
std::span<const Rule> collaboration_rules();
std::span<const Rule> expression_rules();
std::span<const Rule> path_rules();

}  // namespace linli::process
