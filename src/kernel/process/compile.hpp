// Private to the module: how a model becomes a program.
#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kernel/process/program.hpp"

namespace linli::process {

class Compiler {
  public:
    Compiler(const bpmn::Definitions& definitions, const std::vector<DecisionFile>& decisions);
    // Null when there are faults.
    std::shared_ptr<const Program> run();
    const std::vector<ModelFault>& faults() const { return faults_; }

  private:
    void fault(const bpmn::Element& e, const char* rule, const std::string& zh,
               const std::string& en);
    std::uint32_t feel(const bpmn::Expression& expression, std::uint32_t node,
                       std::uint32_t flow = none);
    std::uint32_t time(const std::vector<bpmn::Expression>& expressions, std::uint32_t node);
    void compile_expressions();
    std::uint32_t declare_scope(const bpmn::Scope& scope, std::uint32_t node,
                                std::uint32_t process);
    void declare_variable(std::uint32_t scope, const std::string& name);
    void know(const std::string& name);
    std::string variable_of(const bpmn::DataItem& item) const;
    std::string variable_named(const std::string& id) const;
    void connect(const bpmn::Scope& scope, std::uint32_t index);
    void bind_compensation(const bpmn::Association& a);
    void message_flows(const bpmn::Collaboration& c);
    void find_initial(std::uint32_t index);
    void find_starts(std::uint32_t index);
    void compute_reach(std::uint32_t index);
    std::vector<std::uint32_t> link_sources(std::uint32_t index) const;

    // compile_node.cpp
    void fill_node(const bpmn::FlowNode& n, std::uint32_t index);
    void fill_activity(const bpmn::FlowNode& n, std::uint32_t index);
    void fill_task(const bpmn::FlowNode& n, std::uint32_t index);
    void fill_loop(const bpmn::FlowNode& n, std::uint32_t index);
    void fill_events(const bpmn::FlowNode& n, std::uint32_t index);
    EventSpec event_spec(const bpmn::EventDefinition& d, const bpmn::FlowNode& n,
                         std::uint32_t index);
    EventSpec message_spec(const std::string& message, const std::string& operation,
                           const bpmn::FlowNode& n, std::uint32_t index);
    void fill_data(const bpmn::FlowNode& n, std::uint32_t index);
    void data_association(const bpmn::DataAssociation& a, std::uint32_t index,
                          std::vector<MappingSpec>& out);
    void fill_roles(const bpmn::FlowNode& n, std::uint32_t index);
    void fill_attributes(const bpmn::FlowNode& n, std::uint32_t index);
    std::vector<const bpmn::Lane*> lanes_of(const bpmn::FlowNode& n) const;
    void bind_decision(const bpmn::FlowNode& n, std::uint32_t index);
    std::uint32_t correlation_of(const bpmn::FlowNode& n, const std::string& message,
                                 std::uint32_t index);

    const bpmn::Definitions& definitions_;
    const std::vector<DecisionFile>& decision_files_;
    std::shared_ptr<Program> program_;
    std::vector<ModelFault> faults_;
    std::vector<std::pair<const bpmn::Scope*, std::uint32_t>> scopes_;
    std::vector<std::pair<const bpmn::FlowNode*, std::uint32_t>> nodes_;
    std::unordered_map<std::string, std::uint32_t> flow_by_id_;
};

[[noreturn]] void refuse_faults(const bpmn::Definitions& definitions,
                                const std::vector<ModelFault>& faults);

}  // namespace linli::process
