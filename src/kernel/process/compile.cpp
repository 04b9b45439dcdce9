// Model to program. What the standard allows and this engine does not run is refused here.
#include "kernel/process/compile.hpp"

#include <algorithm>

namespace linli::process {

using bpmn::NodeKind;
using bpmn::Trigger;

namespace {

std::string first_of(const std::string& a, const std::string& b, const std::string& c) {
    return !a.empty() ? a : !b.empty() ? b : c;
}

}  // namespace

const std::string* ProgramNode::attribute(std::string_view wanted) const {
    for (const auto& [known, value] : attributes)
        if (known == wanted) return &value;
    return nullptr;
}

std::uint32_t Program::find_node(std::string_view id) const {
    const auto found = node_by_id.find(std::string(id));
    return found == node_by_id.end() ? none : found->second;
}

std::uint32_t Program::find_process(std::string_view id) const {
    for (std::uint32_t i = 0; i < processes.size(); ++i)
        if (processes[i].id == id) return i;
    return none;
}

Compiler::Compiler(const bpmn::Definitions& definitions, const std::vector<DecisionFile>& decisions)
    : definitions_(definitions), decision_files_(decisions), program_(new Program) {}

void Compiler::fault(const bpmn::Element& e, const char* rule, const std::string& zh,
                     const std::string& en) {
    faults_.push_back({e.line, e.id.empty() ? e.tag : e.id, rule, {zh, en}});
}

std::uint32_t Compiler::feel(const bpmn::Expression& expression, std::uint32_t node,
                             std::uint32_t flow) {
    const std::string text = bpmn::feel_text(expression);
    if (text.empty()) return none;
    program_->expressions.push_back({text, node, flow, false, std::nullopt});
    return static_cast<std::uint32_t>(program_->expressions.size() - 1);
}

std::shared_ptr<const Program> Compiler::run() {
    for (const auto& p : definitions_.processes) {
        ProgramProcess process;
        process.id = p.id;
        process.name = p.name;
        process.executable = p.executable;
        const auto index = static_cast<std::uint32_t>(program_->processes.size());
        program_->processes.push_back(std::move(process));
        const auto scope = declare_scope(p.scope, none, index);
        program_->processes[index].scope = scope;
        for (const auto& property : p.properties)
            declare_variable(scope, variable_of(property));
    }
    for (const auto& [bpmn_scope, index] : scopes_)
        connect(*bpmn_scope, index);
    for (const auto& [bpmn_node, index] : nodes_)
        fill_node(*bpmn_node, index);
    for (const auto& c : definitions_.collaborations)
        message_flows(c);
    for (std::uint32_t i = 0; i < program_->scopes.size(); ++i)
        find_initial(i);
    for (std::uint32_t i = 0; i < program_->processes.size(); ++i)
        find_starts(i);
    for (std::uint32_t i = 0; i < program_->nodes.size(); ++i)
        compute_reach(i);
    for (const auto& n : program_->nodes)
        if (const auto p = program_->find_process(n.called); !n.called.empty() && p != none)
            program_->processes[p].called = true;
    compile_expressions();
    return faults_.empty() ? program_ : nullptr;
}

// Names of several words can only be told from single ones where they are known.
void Compiler::compile_expressions() {
    decision::Vocabulary known;
    for (const auto& name : program_->names)
        known.variables.push_back({name, ""});
    for (auto& e : program_->expressions) {
        if (e.literal) continue;
        try {
            e.code = decision::Expression::compile(e.text, known);
        } catch (const Refusal& r) {
            const bpmn::Element* where =
                definitions_.find(e.flow != none   ? program_->flows[e.flow].id
                                  : e.node != none ? program_->nodes[e.node].id
                                                   : "");
            fault(where ? *where : definitions_, "bpmn.expression_malformed",
                  "表达式「" + e.text + "」无法读懂：" + r.words().zh,
                  "the expression \"" + e.text + "\" cannot be read: " + r.words().en);
        }
    }
}

std::uint32_t Compiler::declare_scope(const bpmn::Scope& scope, std::uint32_t node,
                                      std::uint32_t process) {
    const auto index = static_cast<std::uint32_t>(program_->scopes.size());
    program_->scopes.push_back({});
    program_->scopes[index].node = node;
    program_->scopes[index].process = process;
    scopes_.emplace_back(&scope, index);
    for (const auto& n : scope.nodes) {
        const auto i = static_cast<std::uint32_t>(program_->nodes.size());
        program_->nodes.push_back({});
        ProgramNode& out = program_->nodes.back();
        out.id = n.id;
        out.name = n.name;
        out.kind = n.kind;
        out.line = n.line;
        out.scope = index;
        out.local_index = static_cast<std::uint32_t>(program_->scopes[index].nodes.size());
        program_->scopes[index].nodes.push_back(i);
        program_->node_by_id.emplace(n.id, i);
        nodes_.emplace_back(&n, i);
        if (n.inside) {
            const auto inside = declare_scope(*n.inside, i, process);
            program_->nodes[i].inside = inside;
            for (const auto& property : n.properties)
                declare_variable(inside, variable_of(property));
        }
    }
    for (const auto& d : scope.data)
        if (d.tag == "dataObject" || d.data_object.empty()) declare_variable(index, variable_of(d));
    return index;
}

void Compiler::declare_variable(std::uint32_t scope, const std::string& name) {
    if (name.empty()) return;
    auto& variables = program_->scopes[scope].variables;
    if (std::find(variables.begin(), variables.end(), name) == variables.end())
        variables.push_back(name);
    know(name);
}

void Compiler::know(const std::string& name) {
    auto& names = program_->names;
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
}

// A data object without a name goes by the name of its first reference.
std::string Compiler::variable_of(const bpmn::DataItem& item) const {
    if (!item.data_object.empty())
        if (const auto* object =
                definitions_.find_as<bpmn::DataItem>("dataObject", item.data_object))
            return variable_of(*object);
    if (!item.name.empty()) return item.name;
    if (item.tag == "dataObject")
        for (const auto& [scope, index] : scopes_)
            for (const auto& d : scope->data)
                if (d.data_object == item.id && !d.name.empty()) return d.name;
    return item.id;
}

std::string Compiler::variable_named(const std::string& id) const {
    const bpmn::Element* e = definitions_.find(id);
    if (!e) return id;
    if (e->tag == "dataObject" || e->tag == "dataObjectReference" || e->tag == "property" ||
        e->tag == "dataStoreReference" || e->tag == "dataInput" || e->tag == "dataOutput" ||
        e->tag == "inputDataItem" || e->tag == "outputDataItem")
        return variable_of(*static_cast<const bpmn::DataItem*>(e));
    return e->name.empty() ? id : e->name;
}

void Compiler::connect(const bpmn::Scope& scope, std::uint32_t index) {
    for (const auto& f : scope.flows) {
        const auto source = program_->find_node(f.source), target = program_->find_node(f.target);
        if (source == none || target == none) {
            fault(f, "bpmn.reference_dangling",
                  "顺序流的起点或终点不存在：" + (source == none ? f.source : f.target),
                  "the sequence flow begins or ends at an element that does not exist: " +
                      (source == none ? f.source : f.target));
            continue;
        }
        if (program_->nodes[source].scope != index || program_->nodes[target].scope != index) {
            fault(f, "bpmn.flow_crosses_border", "顺序流不得跨越流程或子流程的边界",
                  "a sequence flow must not cross the border of a process or sub-process");
            continue;
        }
        const auto i = static_cast<std::uint32_t>(program_->flows.size());
        program_->flows.push_back({f.id, source, target, none});
        program_->flows[i].condition = feel(f.condition, source, i);
        program_->nodes[source].outgoing.push_back(i);
        program_->nodes[target].incoming.push_back(i);
        flow_by_id_.emplace(f.id, i);
    }
    // The order of <outgoing> is the order in which conditions are asked.
    for (const auto& n : scope.nodes) {
        auto& out = program_->nodes[program_->find_node(n.id)].outgoing;
        std::stable_sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) {
            const auto place = [&](std::uint32_t f) {
                return std::find(n.outgoing.begin(), n.outgoing.end(), program_->flows[f].id);
            };
            return place(a) < place(b);
        });
    }
    for (const auto& a : scope.associations)
        bind_compensation(a);
}

void Compiler::bind_compensation(const bpmn::Association& a) {
    auto source = program_->find_node(a.source), target = program_->find_node(a.target);
    if (source == none || target == none) return;
    const auto is_boundary = [&](std::uint32_t n) {
        return program_->nodes[n].kind == NodeKind::boundary_event;
    };
    if (!is_boundary(source)) std::swap(source, target);
    if (!is_boundary(source) || is_boundary(target)) return;
    const auto place = definitions_.node(program_->nodes[source].id);
    const auto activity = program_->find_node(place.node->attached_to);
    if (activity != none) program_->nodes[activity].compensation_handler = target;
}

void Compiler::message_flows(const bpmn::Collaboration& c) {
    for (const auto& f : c.message_flows) {
        const auto source = program_->find_node(f.source), target = program_->find_node(f.target);
        std::string name;
        if (const auto* m = definitions_.find_as<bpmn::Message>("message", f.message))
            name = m->name.empty() ? m->id : m->name;
        if (source != none && target != none)
            program_->nodes[source].message_targets.push_back(target);
        for (const auto n : {source, target}) {
            if (n == none) continue;
            for (auto& e : program_->nodes[n].events) {
                if (e.trigger != Trigger::message) continue;
                if (e.name.empty()) e.name = name;
                e.aliases.push_back(f.id);
                if (!f.name.empty()) e.aliases.push_back(f.name);
            }
        }
    }
    for (auto& n : program_->nodes)
        for (auto& e : n.events)
            if (e.name.empty() && e.trigger == Trigger::message)
                e.name = first_of(n.name, n.id, "");
}

// Nodes without an incoming flow begin with their scope, where no start event says otherwise.
void Compiler::find_initial(std::uint32_t index) {
    auto& scope = program_->scopes[index];
    const bool handler = scope.node != none && program_->nodes[scope.node].event_sub_process;
    bool has_start = false;
    for (const auto n : scope.nodes) {
        const auto& node = program_->nodes[n];
        if (node.event_sub_process) {
            scope.event_handlers.push_back(n);
            for (const auto inner : program_->scopes[node.inside].nodes)
                for (const auto& e : program_->nodes[inner].events)
                    if (program_->nodes[inner].kind == NodeKind::start_event &&
                        e.trigger == Trigger::compensation)
                        scope.compensation_start = inner;
        }
        has_start = has_start || node.kind == NodeKind::start_event;
    }
    scope.ad_hoc =
        scope.node != none && program_->nodes[scope.node].kind == NodeKind::ad_hoc_sub_process;
    if (handler) return;
    for (const auto n : scope.nodes) {
        const auto& node = program_->nodes[n];
        if (!node.incoming.empty() || node.event_sub_process || node.for_compensation) continue;
        if (node.kind == NodeKind::boundary_event) continue;
        const bool link = std::any_of(node.events.begin(), node.events.end(),
                                      [](const auto& e) { return e.trigger == Trigger::link; });
        if (link && node.kind == NodeKind::intermediate_catch_event) continue;
        if (node.instantiating) continue;
        if (has_start != (node.kind == NodeKind::start_event)) continue;
        if (node.kind == NodeKind::start_event && !node.events.empty() && scope.node == none)
            continue;
        scope.initial.push_back(n);
    }
    // A process begins by one of its none start events; the others are alternatives.
    if (scope.node == none && has_start && scope.initial.size() > 1) scope.initial.resize(1);
}

void Compiler::find_starts(std::uint32_t index) {
    auto& process = program_->processes[index];
    for (const auto n : program_->scopes[process.scope].nodes) {
        const auto& node = program_->nodes[n];
        if (node.kind == NodeKind::start_event ||
            (node.kind == NodeKind::receive_task && node.instantiating))
            process.starts.push_back(n);
        if (node.kind == NodeKind::event_based_gateway && node.instantiating)
            for (const auto f : node.outgoing)
                process.starts.push_back(program_->flows[f].target);
    }
}

void Compiler::compute_reach(std::uint32_t index) {
    auto& gateway = program_->nodes[index];
    if ((gateway.kind != NodeKind::inclusive_gateway &&
         gateway.kind != NodeKind::complex_gateway) ||
        gateway.incoming.size() < 2)
        return;
    const auto& scope = program_->scopes[gateway.scope];
    const std::size_t words = (scope.nodes.size() + 63) / 64;
    gateway.reach.assign(gateway.incoming.size(), std::vector<std::uint64_t>(words));
    for (std::size_t i = 0; i < gateway.incoming.size(); ++i) {
        auto& bits = gateway.reach[i];
        std::vector<std::uint32_t> open{program_->flows[gateway.incoming[i]].source};
        while (!open.empty()) {
            const auto n = open.back();
            open.pop_back();
            const auto& node = program_->nodes[n];
            auto& word = bits[node.local_index / 64];
            const std::uint64_t bit = std::uint64_t{1} << (node.local_index % 64);
            if (n == index || (word & bit)) continue;
            word |= bit;
            for (const auto f : node.incoming)
                open.push_back(program_->flows[f].source);
            if (node.attached_to != none) open.push_back(node.attached_to);
            for (const auto before : link_sources(n))
                open.push_back(before);
        }
    }
}

std::vector<std::uint32_t> Compiler::link_sources(std::uint32_t index) const {
    std::vector<std::uint32_t> out;
    const auto& node = program_->nodes[index];
    if (node.kind != NodeKind::intermediate_catch_event || node.events.empty() ||
        node.events[0].trigger != Trigger::link)
        return out;
    for (const auto n : program_->scopes[node.scope].nodes) {
        const auto& other = program_->nodes[n];
        if (other.kind == NodeKind::intermediate_throw_event && !other.events.empty() &&
            other.events[0].trigger == Trigger::link && other.events[0].name == node.events[0].name)
            out.push_back(n);
    }
    return out;
}

void refuse_faults(const bpmn::Definitions& definitions, const std::vector<ModelFault>& faults) {
    std::vector<FieldFault> fields;
    constexpr std::size_t shown_max = 100;
    for (const auto& f : faults) {
        if (fields.size() >= shown_max) break;
        fields.push_back(
            {definitions.file + ":" + std::to_string(f.line) + " " + f.element, f.rule, f.words});
    }
    const FieldFault& first = fields[0];
    const Words words{"流程模型有误：" + first.field + "：" + first.words.zh,
                      "the process model is faulty: " + first.field + ": " + first.words.en};
    throw Refusal(RefusalKind::unprocessable, "process.model_faulty", words, std::move(fields));
}

std::shared_ptr<const Program> compile(const bpmn::Definitions& definitions,
                                       const std::vector<DecisionFile>& decisions) {
    Compiler compiler(definitions, decisions);
    auto program = compiler.run();
    if (!program) refuse_faults(definitions, compiler.faults());
    return program;
}

std::shared_ptr<const Program> compile(const bpmn::Definitions& definitions,
                                       const std::vector<DecisionFile>& decisions,
                                       std::vector<ModelFault>& faults) {
    Compiler compiler(definitions, decisions);
    auto program = compiler.run();
    faults.insert(faults.end(), compiler.faults().begin(), compiler.faults().end());
    return program;
}

}  // namespace linli::process
