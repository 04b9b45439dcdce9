#include "kernel/process/bpmn.hpp"

#include <algorithm>
#include <array>

#include "kernel/process/bpmn_reader.hpp"
#include "kernel/process/validate.hpp"

namespace linli::process::bpmn {

namespace {

struct KindRow {
    NodeKind kind;
    std::string_view tag, words;
};
constexpr std::array<KindRow, 22> kinds = {{
    {NodeKind::task, "task", "task"},
    {NodeKind::user_task, "userTask", "user task"},
    {NodeKind::service_task, "serviceTask", "service task"},
    {NodeKind::script_task, "scriptTask", "script task"},
    {NodeKind::business_rule_task, "businessRuleTask", "business rule task"},
    {NodeKind::send_task, "sendTask", "send task"},
    {NodeKind::receive_task, "receiveTask", "receive task"},
    {NodeKind::manual_task, "manualTask", "manual task"},
    {NodeKind::sub_process, "subProcess", "sub-process"},
    {NodeKind::transaction, "transaction", "transaction"},
    {NodeKind::ad_hoc_sub_process, "adHocSubProcess", "ad-hoc sub-process"},
    {NodeKind::call_activity, "callActivity", "call activity"},
    {NodeKind::exclusive_gateway, "exclusiveGateway", "exclusive gateway"},
    {NodeKind::inclusive_gateway, "inclusiveGateway", "inclusive gateway"},
    {NodeKind::parallel_gateway, "parallelGateway", "parallel gateway"},
    {NodeKind::event_based_gateway, "eventBasedGateway", "event-based gateway"},
    {NodeKind::complex_gateway, "complexGateway", "complex gateway"},
    {NodeKind::start_event, "startEvent", "start event"},
    {NodeKind::intermediate_catch_event, "intermediateCatchEvent", "intermediate catch event"},
    {NodeKind::intermediate_throw_event, "intermediateThrowEvent", "intermediate throw event"},
    {NodeKind::boundary_event, "boundaryEvent", "boundary event"},
    {NodeKind::end_event, "endEvent", "end event"},
}};

struct TriggerRow {
    Trigger trigger;
    std::string_view tag, words;
};
constexpr std::array<TriggerRow, 10> triggers = {{
    {Trigger::message, "messageEventDefinition", "message"},
    {Trigger::timer, "timerEventDefinition", "timer"},
    {Trigger::signal, "signalEventDefinition", "signal"},
    {Trigger::error, "errorEventDefinition", "error"},
    {Trigger::escalation, "escalationEventDefinition", "escalation"},
    {Trigger::conditional, "conditionalEventDefinition", "conditional"},
    {Trigger::link, "linkEventDefinition", "link"},
    {Trigger::terminate, "terminateEventDefinition", "terminate"},
    {Trigger::compensation, "compensateEventDefinition", "compensation"},
    {Trigger::cancel, "cancelEventDefinition", "cancel"},
}};

bool too_deep(pugi::xml_node node, int depth) {
    if (depth > depth_max) return true;
    return std::any_of(node.begin(), node.end(),
                       [&](pugi::xml_node c) { return too_deep(c, depth + 1); });
}

[[noreturn]] void refuse(const char* code, const std::string& zh, const std::string& en) {
    throw Refusal(RefusalKind::unprocessable, code, {zh, en});
}

// Enters every element that has an id; the first one with an id keeps it.
class Indexer {
  public:
    explicit Indexer(Definitions& d) : d_(d) {}

    void all() {
        add(d_);
        list(d_.messages), list(d_.signals), list(d_.errors), list(d_.escalations);
        list(d_.event_definitions), list(d_.items), list(d_.data_stores), list(d_.resources);
        list(d_.categories), list(d_.category_values), list(d_.correlation_properties);
        for (const auto& i : d_.interfaces)
            add(i), list(i.operations);
        for (const auto& c : d_.collaborations) {
            add(c), list(c.participants), list(c.message_flows), list(c.correlation_keys);
            list(c.associations), list(c.artifacts);
        }
        for (const auto& p : d_.processes) {
            add(p), list(p.properties), list(p.correlations), list(p.roles);
            if (p.io) io(*p.io);
            scope(p.scope, nullptr, p);
        }
        for (const auto& g : d_.diagrams)
            add(g), list(g.shapes), list(g.edges);
    }

  private:
    void add(const Element& e) {
        if (e.id.empty()) return;
        if (++count_ > elements_max)
            refuse("process.model_too_large", d_.file + " 的元素超过 20000 个，请拆分模型",
                   d_.file + " has more than 20,000 elements; split the model");
        if (!d_.index.elements.emplace(e.id, &e).second) d_.duplicates.push_back(e);
    }
    template <class T>
    void list(const std::vector<T>& elements) {
        for (const auto& e : elements)
            add(e);
    }
    void io(const IoSpecification& spec) {
        add(spec), list(spec.inputs), list(spec.outputs);
        list(spec.input_sets), list(spec.output_sets);
    }
    void lanes(const std::vector<Lane>& some) {
        for (const auto& l : some)
            add(l), lanes(l.lanes);
    }
    void node(const FlowNode& n, const Scope& scope_, const FlowNode* parent, const Process& p) {
        add(n);
        if (!n.id.empty()) d_.index.nodes.emplace(n.id, Place{&n, &scope_, parent, &p});
        list(n.definitions), list(n.properties), list(n.event_data), list(n.roles);
        list(n.data_inputs), list(n.data_outputs);
        if (n.io) io(*n.io);
        if (n.loop) add(*n.loop);
        if (n.multi) {
            add(*n.multi);
            if (n.multi->input_item) add(*n.multi->input_item);
            if (n.multi->output_item) add(*n.multi->output_item);
        }
        if (n.inside) scope(*n.inside, &n, p);
    }
    void scope(const Scope& s, const FlowNode* parent, const Process& p) {
        for (const auto& n : s.nodes)
            node(n, s, parent, p);
        list(s.flows), list(s.data), list(s.associations), list(s.artifacts);
        for (const auto& set : s.lane_sets)
            add(set), lanes(set.lanes);
    }

    Definitions& d_;
    std::size_t count_ = 0;
};

}  // namespace

std::optional<NodeKind> kind_of_tag(std::string_view tag) {
    for (const auto& row : kinds)
        if (row.tag == tag) return row.kind;
    return std::nullopt;
}
std::string_view kind_name(NodeKind kind) {
    return kinds[static_cast<std::size_t>(kind)].words;
}
std::optional<Trigger> trigger_of_tag(std::string_view tag) {
    for (const auto& row : triggers)
        if (row.tag == tag) return row.trigger;
    return std::nullopt;
}
std::string_view trigger_name(Trigger trigger) {
    return triggers[static_cast<std::size_t>(trigger)].words;
}

bool is_activity(NodeKind kind) {
    return kind <= NodeKind::call_activity;
}
bool is_task(NodeKind kind) {
    return kind <= NodeKind::manual_task;
}
bool is_container(NodeKind kind) {
    return kind >= NodeKind::sub_process && kind <= NodeKind::ad_hoc_sub_process;
}
bool is_gateway(NodeKind kind) {
    return kind >= NodeKind::exclusive_gateway && kind <= NodeKind::complex_gateway;
}
bool is_event(NodeKind kind) {
    return kind >= NodeKind::start_event;
}
bool is_catching(NodeKind kind) {
    return kind == NodeKind::start_event || kind == NodeKind::intermediate_catch_event ||
           kind == NodeKind::boundary_event;
}

const std::string* Xml::attribute(std::string_view attribute_name) const {
    for (const auto& a : attributes)
        if (a.name == attribute_name) return &a.value;
    return nullptr;
}
const Xml* Xml::child(std::string_view child_name) const {
    for (const auto& c : children)
        if (c.name == child_name) return &c;
    return nullptr;
}
const Xml* Element::extension(std::string_view name_space, std::string_view extension_name) const {
    for (const auto& x : extensions)
        if (x.name_space == name_space && x.name == extension_name) return &x;
    return nullptr;
}

const Element* Definitions::find(std::string_view wanted) const {
    const auto found = index.elements.find(std::string(wanted));
    return found == index.elements.end() ? nullptr : found->second;
}
Place Definitions::node(std::string_view wanted) const {
    const auto found = index.nodes.find(std::string(wanted));
    return found == index.nodes.end() ? Place{} : found->second;
}
std::vector<const EventDefinition*> Definitions::definitions_of(const FlowNode& event) const {
    std::vector<const EventDefinition*> out;
    for (const auto& d : event.definitions)
        out.push_back(&d);
    for (const auto& ref : event.definition_refs)
        for (const auto& d : event_definitions)
            if (d.id == ref) out.push_back(&d);
    return out;
}

std::shared_ptr<const Definitions> read(const std::string& file, const std::string& xml) {
    if (xml.size() > file_bytes_max)
        refuse("process.model_too_large", file + " 太大，流程文件不得超过 8 MiB",
               file + " is too large; a process file may have at most 8 MiB");
    pugi::xml_document document;
    const auto result = document.load_buffer(xml.data(), xml.size(),
                                             pugi::parse_default | pugi::parse_ws_pcdata_single);
    if (!result) {
        const auto end =
            xml.begin() +
            std::clamp<std::ptrdiff_t>(result.offset, 0, static_cast<std::ptrdiff_t>(xml.size()));
        const std::string line = std::to_string(1 + std::count(xml.begin(), end, '\n'));
        refuse("process.model_malformed", file + " 第 " + line + " 行不是合法的 XML",
               file + ", line " + line + ": not well-formed XML: " + result.description());
    }
    const auto root = document.document_element();
    if (too_deep(root, 0))
        refuse("process.model_malformed", file + " 嵌套太深", file + " is nested too deep");
    auto out = std::make_shared<Definitions>();
    out->file = file;
    Reader reader(xml, *out);
    if (local_name(root.name()) != "definitions" || !reader.is_bpmn(root))
        refuse("process.not_bpmn", file + " 不是 BPMN 2.0 模型（根元素应为 definitions）",
               file +
                   " is not a BPMN 2.0 model: its root must be \"definitions\" of the namespace " +
                   std::string(model_namespace));
    reader.read_root(root);
    check_schema(root, xml, out->faults);
    Indexer(*out).all();
    return out;
}

}  // namespace linli::process::bpmn
