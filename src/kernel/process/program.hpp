// A model compiled for running: integer ids, expressions ready, joins with their reachability.
// Immutable and shared by all instances of a version.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kernel/decision/decision.hpp"
#include "kernel/process/bpmn.hpp"

namespace linli::process {

// Indices into the vectors of a Program.
inline constexpr std::uint32_t none = 0xFFFF'FFFF;

// A FEEL expression of the model.
struct Feel {
    std::string text;
    std::uint32_t node = none;  // where it stands, for messages
    std::uint32_t flow = none;
    bool literal = false;  // a time of ISO 8601, written out
    std::optional<decision::Expression> code;
};

struct MappingSpec {
    std::string target;  // a variable
    std::uint32_t source = none;
};

// One trigger that an event waits for or throws.
struct EventSpec {
    bpmn::Trigger trigger = bpmn::Trigger::message;
    std::string name;                  // of message, signal or link; code of an error or escalation
    std::vector<std::string> aliases;  // ids and names by which a sender may call it
    bool any = false;                  // catches every error or escalation
    std::uint32_t date = none, duration = none, cycle = none;  // timer: text of ISO 8601 or FEEL
    std::uint32_t condition = none;
    std::uint32_t correlation = none;  // FEEL of the key
    std::uint32_t activity = none;     // node to compensate; none = all of the scope
    bool wait = true;                  // for the end of the compensation
};

struct LoopSpec {
    enum class Form : std::uint8_t { no, standard, parallel, sequential };
    Form form = Form::no;
    bool test_before = false;
    std::int64_t maximum = 0;  // 0: no maximum but the engine's
    std::uint32_t condition = none;
    std::uint32_t cardinality = none, collection = none, completion = none;
    std::string item;         // variable of the item
    std::string output_item;  // variable of an instance that is collected; empty with an expression
    std::uint32_t output = none;
    std::string output_list;  // variable that takes the results
};

struct ProgramNode {
    std::string id, name;
    bpmn::NodeKind kind = bpmn::NodeKind::task;
    std::uint32_t scope = none;  // where it stands
    std::uint32_t inside = none;
    std::size_t line = 0;
    std::vector<std::uint32_t> incoming, outgoing;  // flows
    std::uint32_t default_flow = none;
    std::vector<std::uint32_t> boundaries;  // nodes
    std::uint32_t attached_to = none;
    std::uint32_t compensation_handler = none;  // node that undoes this activity
    std::vector<EventSpec> events;
    bool interrupting = true;
    bool parallel_multiple = false;
    bool for_compensation = false;
    bool instantiating = false;
    bool parallel_events = false;
    bool event_sub_process = false;
    bool cancel_remaining = true, ordering_parallel = true;
    std::uint32_t start_quantity = 1, completion_quantity = 1;
    std::uint32_t script = none, activation = none, completion = none;
    std::string function;
    std::string called, called_version;
    std::string result;
    std::uint32_t decision = none;  // of Program::decisions
    LoopSpec loop;
    std::vector<MappingSpec> inputs, outputs;
    std::vector<std::string> locals;  // variables of its own: data outputs, properties
    std::string payload;              // variable that takes a whole message
    std::vector<std::string> roles;   // candidate roles: of the task, else of its lane
    // What the model says in namespace urn:linli:bpmn: name without prefix, value as written. Those
    // of the element, then those of its innermost lane that it does not have itself. Most are read
    // by the modules around the engine (form, addressee, notWhoDid, due ...), not by the machine.
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<std::uint32_t> message_targets;  // nodes at the other end of its message flows
    // Of a converging inclusive or complex gateway: for each incoming flow, the nodes of the scope
    // from which a token can still come by it without passing this gateway (bits by local index).
    std::vector<std::vector<std::uint64_t>> reach;
    std::uint32_t local_index = 0;  // within its scope

    // Null when the model does not say it.
    const std::string* attribute(std::string_view name) const;
};
inline constexpr std::size_t attributes_max = 64;          // of one element
inline constexpr std::size_t attribute_bytes_max = 4'096;  // of one value

struct ProgramFlow {
    std::string id;
    std::uint32_t source = none, target = none;
    std::uint32_t condition = none;
};

struct ProgramScope {
    std::uint32_t node = none;  // the sub-process; none for a process
    std::uint32_t process = none;
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> initial;         // what begins when the scope is entered
    std::vector<std::uint32_t> event_handlers;  // event sub-processes
    std::vector<std::string> variables;         // data objects and properties
    std::uint32_t compensation_start = none;    // of its compensation event sub-process
    bool ad_hoc = false;
};

struct ProgramProcess {
    std::string id, name;
    bool executable = false;
    std::uint32_t scope = none;
    // Events that begin an instance: none, message, timer ... start events, and the events after an
    // instantiating event-based gateway, and instantiating receive tasks.
    std::vector<std::uint32_t> starts;
    bool called = false;  // by a call activity of the same file
};

struct DecisionBinding {
    std::shared_ptr<const decision::Model> model;
    std::string name;
};

struct DecisionFile {
    std::string file;  // "fees.dmn" or "fees"
    std::shared_ptr<const decision::Model> model;
};

class Program {
  public:
    std::vector<ProgramNode> nodes;
    std::vector<ProgramFlow> flows;
    std::vector<ProgramScope> scopes;
    std::vector<ProgramProcess> processes;
    std::vector<Feel> expressions;
    std::vector<DecisionBinding> decisions;
    std::vector<std::string> names;  // every variable that the model mentions by name
    std::unordered_map<std::string, std::uint32_t> node_by_id;

    // By id; none when there is none.
    std::uint32_t find_node(std::string_view id) const;
    std::uint32_t find_process(std::string_view id) const;
};

// Throws Refusal (422) `process.model_faulty` with a field fault per element that cannot be run;
// the rules are listed in docs/process.md.
std::shared_ptr<const Program> compile(const bpmn::Definitions& definitions,
                                       const std::vector<DecisionFile>& decisions = {});
// The same, but tells the faults; null when there are any.
std::shared_ptr<const Program> compile(const bpmn::Definitions& definitions,
                                       const std::vector<DecisionFile>& decisions,
                                       std::vector<ModelFault>& faults);

}  // namespace linli::process
