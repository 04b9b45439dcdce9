// BPMN 2.0.2 (OMG formal/2013-12-09, ISO/IEC 19510) as it was written: a typed model of the XML
// that any editor makes, with lines. Reading does not judge; what the standard forbids or the
// engine does not run is found afterwards, on this model.
//
// References stay texts (without their prefix), so that a dangling one can be named; look them up
// with Definitions::find and node. Elements and attributes of other namespaces are kept apart in
// `extensions` and `foreign`; what this engine uses of them (its own namespace urn:linli:bpmn, and
// the input/output mappings and bindings of zeebe and camunda) is already in the typed members.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/refusal.hpp"

namespace linli::process {

// What is wrong with a model: `rule` is stable ("bpmn.reference_dangling"), `element` is its id (or
// its tag where it has none).
struct ModelFault {
    std::size_t line = 0;
    std::string element;
    std::string rule;
    Words words;
};

namespace bpmn {

inline constexpr std::string_view linli_namespace = "urn:linli:bpmn";

struct Attribute {
    std::string name_space, name, value;
};

// A piece of XML of another vendor, or of our own extensions.
struct Xml {
    std::string name_space, name;
    std::size_t line = 0;
    std::vector<Attribute> attributes;
    std::string text;
    std::vector<Xml> children;
    const std::string* attribute(std::string_view attribute_name) const;
    const Xml* child(std::string_view child_name) const;
};

struct Element {
    std::string id;    // empty when it has none
    std::string name;  // as written
    std::string tag;   // local name of its XML element: "userTask"
    std::size_t line = 0;
    std::vector<std::string> documentation;
    std::vector<Xml> extensions;     // children of extensionElements
    std::vector<Attribute> foreign;  // attributes with a namespace of their own
    // The first extension of that namespace and name; null for none.
    const Xml* extension(std::string_view name_space, std::string_view extension_name) const;
};

struct Expression {
    std::string body;
    std::string language;  // empty: that of the definitions
    std::size_t line = 0;
    explicit operator bool() const { return !body.empty(); }
};
// The body as FEEL: without the leading "=" of Camunda 8; a simple ${...} of other engines with its
// operators ==, !=, &&, || and ! put into FEEL's.
std::string feel_text(const Expression& expression);
// Empty, or one of the names under which editors write FEEL. A language that is not written is FEEL
// here (the standard's default, XPath, is what no editor means).
bool is_feel_language(std::string_view language);

// target := source, from linli:input/output, zeebe:input/output or camunda:inputParameter.
struct Mapping {
    std::string target;  // name of a variable
    Expression source;   // FEEL
    std::size_t line = 0;
};

struct Assignment {
    Expression from;
    std::string to;
    std::size_t line = 0;
};
struct DataAssociation : Element {
    std::vector<std::string> sources;  // ids of item-aware elements
    std::string target;
    Expression transformation;
    std::vector<Assignment> assignments;
};
// Data input, data output, data object, property: something with a value.
struct DataItem : Element {
    std::string item_subject;  // itemSubjectRef
    std::string data_object;   // of a dataObjectReference
    std::string data_store;    // of a dataStoreReference
    std::string data_state;    // its name
    bool is_collection = false;
};
struct IoSpecification : Element {
    std::vector<DataItem> inputs, outputs;
    struct Set : Element {
        std::vector<std::string> refs, optional_refs, while_executing_refs, other_set_refs;
    };
    std::vector<Set> input_sets, output_sets;
};

enum class Trigger : std::uint8_t {
    message,
    timer,
    signal,
    error,
    escalation,
    conditional,
    link,
    terminate,
    compensation,
    cancel,
};
std::string_view trigger_name(Trigger trigger);  // "message"

struct EventDefinition : Element {
    Trigger trigger = Trigger::message;
    std::string ref;        // messageRef, signalRef, errorRef, escalationRef or activityRef
    std::string operation;  // operationRef of a message
    std::vector<Expression> dates, durations, cycles;  // of a timer; exactly one in all is right
    Expression condition;
    std::vector<std::string> link_sources;  // of a link
    std::string link_target;
    bool wait_for_completion = true;  // of a compensation
    // Ours and zeebe's: which instance a message is for.
    Expression correlation;
};

enum class NodeKind : std::uint8_t {
    task,
    user_task,
    service_task,
    script_task,
    business_rule_task,
    send_task,
    receive_task,
    manual_task,
    sub_process,  // embedded or, when triggered_by_event, event sub-process
    transaction,
    ad_hoc_sub_process,
    call_activity,
    exclusive_gateway,
    inclusive_gateway,
    parallel_gateway,
    event_based_gateway,
    complex_gateway,
    start_event,
    intermediate_catch_event,
    intermediate_throw_event,
    boundary_event,
    end_event,
};
std::string_view kind_name(NodeKind kind);  // "user task", for sentences
bool is_activity(NodeKind kind);
bool is_task(NodeKind kind);
bool is_container(NodeKind kind);  // embedded, event, transaction and ad-hoc sub-process
bool is_gateway(NodeKind kind);
bool is_event(NodeKind kind);
bool is_catching(NodeKind kind);  // start, intermediate catch, boundary

struct StandardLoop : Element {
    bool test_before = false;
    std::optional<std::int64_t> maximum;
    Expression condition;
};
enum class MultiInstanceBehavior : std::uint8_t { none, one, all, complex };
struct MultiInstance : Element {
    bool sequential = false;
    Expression cardinality;
    Expression completion;
    std::string input_ref, output_ref;  // loopDataInputRef, loopDataOutputRef
    std::optional<DataItem> input_item, output_item;
    MultiInstanceBehavior behavior = MultiInstanceBehavior::all;
    std::string one_event, none_event;
    std::size_t complex_behaviors = 0;
    // The same by extensions: FEEL list, variable of an item, variable of the list of results, FEEL
    // of one result.
    Expression collection;
    std::string element;
    std::string output_collection;
    Expression output_element;
};

struct ResourceRole : Element {
    std::string resource;   // resourceRef
    Expression assignment;  // resourceAssignmentExpression
};

struct Scope;

struct FlowNode : Element {
    NodeKind kind = NodeKind::task;
    std::vector<std::string> incoming, outgoing;  // children <incoming>, <outgoing>, as written

    // Activities
    std::string default_flow;  // of an exclusive, inclusive or complex gateway, too
    bool for_compensation = false;
    std::int64_t start_quantity = 1, completion_quantity = 1;
    std::optional<StandardLoop> loop;
    std::optional<MultiInstance> multi;
    std::size_t loop_count = 0;  // how many loop characteristics were written
    std::optional<IoSpecification> io;
    std::vector<DataAssociation> data_inputs, data_outputs;
    std::vector<DataItem> properties;
    std::vector<DataItem> event_data;  // data inputs and outputs of an event
    std::vector<Mapping> inputs, outputs;
    std::vector<ResourceRole> roles;

    // Tasks and call activities
    std::string implementation;  // attribute, e.g. "##WebService"
    std::string function;        // registered function: linli:function, zeebe:taskDefinition ...
    std::string message, operation;  // messageRef, operationRef
    bool instantiate = false;        // receive task, event-based gateway
    std::string script_format;
    Expression script;
    std::string called_element;  // without prefix
    std::string called_version;  // linli:version: empty = latest
    std::string decision;        // of a business rule task: "file#decision" or "decision"
    std::string result;          // variable that takes the result of a script or decision
    Expression correlation;      // of a receive or send task

    // Sub-processes
    bool triggered_by_event = false;
    bool ordering_parallel = true;  // of an ad-hoc sub-process
    bool cancel_remaining = true;
    Expression completion;  // completionCondition of an ad-hoc sub-process
    std::string method;     // of a transaction
    std::unique_ptr<Scope> inside;

    // Gateways
    std::string direction;         // gatewayDirection as written
    bool parallel_events = false;  // eventGatewayType="Parallel"
    Expression activation;         // activationCondition of a complex gateway

    // Events
    std::vector<EventDefinition> definitions;
    std::vector<std::string> definition_refs;
    bool parallel_multiple = false;
    bool interrupting = true;  // isInterrupting of a start, cancelActivity of a boundary event
    std::string attached_to;
};

struct SequenceFlow : Element {
    std::string source, target;
    Expression condition;
    bool has_condition = false;  // an empty one counts, too
    std::optional<bool> immediate;
};

struct Association : Element {
    std::string source, target, direction;
};
struct Artifact : Element {  // textAnnotation, group
    std::string text;
    std::string category_value;
};
struct Lane : Element {
    std::string partition_element;
    std::vector<std::string> nodes;  // flowNodeRef
    std::vector<Lane> lanes;         // childLaneSet
    std::vector<std::string> roles;  // linli:roles (blank-separated codes); else the name says it
};
struct LaneSet : Element {
    std::vector<Lane> lanes;
};

// What stands inside a process or sub-process.
struct Scope {
    std::vector<FlowNode> nodes;
    std::vector<SequenceFlow> flows;
    std::vector<DataItem> data;  // dataObject, dataObjectReference, dataStoreReference
    std::vector<Association> associations;
    std::vector<Artifact> artifacts;
    std::vector<LaneSet> lane_sets;
};

struct CorrelationBinding : Element {
    std::string property;
    Expression data_path;
};
struct CorrelationSubscription : Element {
    std::string key;  // correlationKeyRef
    std::vector<CorrelationBinding> bindings;
};

struct Process : Element {
    bool executable = false;
    bool has_executable = false;  // whether isExecutable was written
    bool closed = false;
    std::string type;
    std::vector<DataItem> properties;
    std::optional<IoSpecification> io;
    std::vector<CorrelationSubscription> correlations;
    std::vector<ResourceRole> roles;
    std::string version_tag;
    Scope scope;
};

struct Participant : Element {
    std::string process;
    std::optional<std::int64_t> minimum, maximum;  // participantMultiplicity
};
struct MessageFlow : Element {
    std::string source, target, message;
};
struct CorrelationKey : Element {
    std::vector<std::string> properties;
};
struct Collaboration : Element {
    bool closed = false;
    std::vector<Participant> participants;
    std::vector<MessageFlow> message_flows;
    std::vector<CorrelationKey> correlation_keys;
    std::vector<Association> associations;
    std::vector<Artifact> artifacts;
};

struct Message : Element {
    std::string item;
    Expression correlation;  // zeebe:subscription, linli:correlation
};
struct Signal : Element {
    std::string structure;
};
struct Error : Element {
    std::string code, structure;
};
struct Escalation : Element {
    std::string code, structure;
};
struct ItemDefinition : Element {
    std::string structure, kind;
    bool is_collection = false;
};
struct Operation : Element {
    std::string in_message, out_message;
    std::vector<std::string> errors;
};
struct Interface : Element {
    std::vector<Operation> operations;
};
struct CorrelationProperty : Element {
    struct Retrieval {
        std::string message;
        Expression path;
    };
    std::vector<Retrieval> retrievals;
};
struct DataStore : Element {
    std::string item;
};
struct Import {
    std::string type, location, name_space;
    std::size_t line = 0;
};

struct Bounds {
    double x = 0, y = 0, width = 0, height = 0;
};
struct Shape : Element {
    std::string element;
    Bounds bounds;
    std::optional<Bounds> label;
    std::optional<bool> horizontal, expanded, marker_visible;
};
struct Edge : Element {
    std::string element;
    std::vector<std::pair<double, double>> waypoints;
    std::optional<Bounds> label;
};
struct Diagram : Element {
    std::string plane_element;
    std::vector<Shape> shapes;
    std::vector<Edge> edges;
};

// An element of the BPMN namespace that this reader does not know where it stands.
struct Unread {
    std::string tag, parent;  // parent: id or tag
    std::size_t line = 0;
};

// Where a flow node stands.
struct Place {
    const FlowNode* node = nullptr;
    const Scope* scope = nullptr;
    const FlowNode* parent = nullptr;  // the sub-process around it; null in a process
    const Process* process = nullptr;
};

class Definitions : public Element {
  public:
    std::string file;
    std::string target_namespace;
    std::string expression_language, type_language;
    std::string exporter, exporter_version;
    std::vector<Import> imports;
    std::vector<Process> processes;
    std::vector<Collaboration> collaborations;
    std::vector<Message> messages;
    std::vector<Signal> signals;
    std::vector<Error> errors;
    std::vector<Escalation> escalations;
    std::vector<EventDefinition> event_definitions;  // shared ones
    std::vector<ItemDefinition> items;
    std::vector<Interface> interfaces;
    std::vector<DataStore> data_stores;
    std::vector<CorrelationProperty> correlation_properties;
    std::vector<Element> resources, categories, category_values;
    std::vector<Diagram> diagrams;
    std::vector<Unread> unread;
    std::vector<Element> duplicates;  // elements whose id another one before them has
    std::vector<ModelFault> faults;   // values of attributes that cannot be read

    // Null when no element has that id.
    const Element* find(std::string_view wanted) const;
    // The element when it has that tag, e.g. find_as<Message>("message", ref).
    template <class T>
    const T* find_as(std::string_view wanted_tag, std::string_view wanted) const {
        const Element* e = find(wanted);
        return e && e->tag == wanted_tag ? static_cast<const T*>(e) : nullptr;
    }
    // The place of a flow node; its node is null when no flow node has that id.
    Place node(std::string_view wanted) const;
    // Its own definitions and those that it refers to; dangling references are left out.
    std::vector<const EventDefinition*> definitions_of(const FlowNode& event) const;

    struct Index {
        std::unordered_map<std::string, const Element*> elements;
        std::unordered_map<std::string, Place> nodes;
    };
    Index index;
};

inline constexpr std::size_t file_bytes_max = 8 << 20;
inline constexpr std::size_t elements_max = 20'000;
inline constexpr int depth_max = 100;

// Throws Refusal (422) `process.model_malformed` (with the line), `process.not_bpmn` or
// `process.model_too_large`. `file` is only for messages.
std::shared_ptr<const Definitions> read(const std::string& file, const std::string& xml);

}  // namespace bpmn
}  // namespace linli::process
