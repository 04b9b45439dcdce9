#include "kernel/process/validate.hpp"

#include <algorithm>

#include "base/refusal.hpp"
#include "kernel/process/validate_context.hpp"

namespace linli::process {

using bpmn::Definitions;
using bpmn::Element;
using bpmn::FlowNode;
using bpmn::Scope;

namespace {

std::string filled(std::string_view words, std::initializer_list<std::string> arguments) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool place = words[i] == '{' && i + 2 < words.size() && words[i + 2] == '}';
        if (!place) {
            out += words[i];
            continue;
        }
        const auto number = static_cast<std::size_t>(words[i + 1] - '0');
        if (number < arguments.size()) out += arguments.begin()[number];
        i += 2;
    }
    return out;
}

void sort_and_bound(std::vector<ModelFault>& list) {
    std::stable_sort(list.begin(), list.end(),
                     [](const ModelFault& a, const ModelFault& b) { return a.line < b.line; });
    if (list.size() > faults_max) list.resize(faults_max);
}

void scopes(const Scope& scope, const FlowNode* parent, const Validation::TakeScope& take) {
    take(scope, parent);
    for (const auto& n : scope.nodes)
        if (n.inside) scopes(*n.inside, &n, take);
}

}  // namespace

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all = [] {
        std::vector<Rule> out;
        for (const auto part :
             {schema_rules(), definitions_rules(), reference_rules(), sequence_flow_rules(),
              gateway_rules(), event_rules(), event_definition_rules(), boundary_rules(),
              compensation_rules(), activity_rules(), sub_process_rules(), data_rules(),
              collaboration_rules(), expression_rules(), path_rules()})
            out.insert(out.end(), part.begin(), part.end());
        return out;
    }();
    return all;
}

const Rule* find_rule(std::string_view name) {
    static const auto by_name = [] {
        std::unordered_map<std::string_view, const Rule*> out;
        for (const auto& r : rules())
            LINLI_CHECK(out.emplace(r.name, &r).second);
        return out;
    }();
    const auto it = by_name.find(name);
    return it == by_name.end() ? nullptr : it->second;
}

ModelFault found(const Rule& rule, std::size_t line, std::string element,
                 std::initializer_list<std::string> arguments) {
    return {line,
            std::move(element),
            std::string(rule.name),
            {filled(rule.zh, arguments), filled(rule.en, arguments)}};
}

std::string shown(const Element& e) {
    const std::string key = e.id.empty() ? e.tag : e.id;
    return e.name.empty() ? key : e.name + " (" + key + ")";
}

bool is_event_sub_process(const FlowNode& node) {
    return bpmn::is_container(node.kind) && node.triggered_by_event;
}

Validation::Validation(const Definitions& definitions) : model(definitions) {
    for (const auto& p : model.processes) {
        each_scope(p, [&](const Scope& scope, const FlowNode*) {
            for (const auto& f : scope.flows) {
                out_of_[f.source].push_back(&f);
                into_[f.target].push_back(&f);
            }
            for (const auto& n : scope.nodes)
                if (!n.attached_to.empty()) boundaries_[n.attached_to].push_back(&n);
        });
    }
}

void Validation::each_scope(const bpmn::Process& in, const TakeScope& take) {
    scopes(in.scope, nullptr, take);
}

void Validation::each_node(
    const bpmn::Process& in,
    const std::function<void(const FlowNode&, const Scope&, const FlowNode*)>& take) {
    each_scope(in, [&](const Scope& scope, const FlowNode* parent) {
        for (const auto& n : scope.nodes)
            take(n, scope, parent);
    });
}

void Validation::add(std::string_view rule, const Element& at,
                     std::initializer_list<std::string> arguments) {
    add(rule, at.line, at.id.empty() ? at.tag : at.id, arguments);
}

void Validation::add(std::string_view rule, std::size_t line, const std::string& element,
                     std::initializer_list<std::string> arguments) {
    const Rule* known = find_rule(rule);
    LINLI_CHECK(known);
    const bool documents = process && process->has_executable && !process->executable;
    const bool told = known->severity == Severity::warning ||
                      (known->severity == Severity::execution && documents);
    (told ? warnings : faults).push_back(found(*known, line, element, arguments));
}

const Flows& Validation::into(const FlowNode& node) const {
    static const Flows none;
    const auto it = into_.find(node.id);
    return it == into_.end() ? none : it->second;
}

const Flows& Validation::out_of(const FlowNode& node) const {
    static const Flows none;
    const auto it = out_of_.find(node.id);
    return it == out_of_.end() ? none : it->second;
}

const std::vector<const FlowNode*>& Validation::boundaries(const FlowNode& node) const {
    static const std::vector<const FlowNode*> none;
    const auto it = boundaries_.find(node.id);
    return it == boundaries_.end() ? none : it->second;
}

const Element* Validation::refer(const Element& from, std::string_view attribute,
                                 const std::string& ref,
                                 const std::function<bool(const Element&)>& fits,
                                 std::string_view wanted) {
    if (ref.empty()) return nullptr;
    const Element* target = model.find(ref);
    if (!target) {
        add("bpmn.reference_dangling", from, {std::string(attribute), ref});
        return nullptr;
    }
    if (fits(*target)) return target;
    add("bpmn.reference_type", from,
        {std::string(attribute), ref, target->tag, std::string(wanted)});
    return nullptr;
}

const Element* Validation::refer(const Element& from, std::string_view attribute,
                                 const std::string& ref,
                                 std::initializer_list<std::string_view> tags) {
    std::string wanted;
    for (const auto tag : tags)
        wanted += (wanted.empty() ? "" : " / ") + std::string(tag);
    return refer(
        from, attribute, ref,
        [&](const Element& e) { return std::find(tags.begin(), tags.end(), e.tag) != tags.end(); },
        wanted);
}

bool Validation::has_trigger(const FlowNode& event, bpmn::Trigger trigger) const {
    const auto all = model.definitions_of(event);
    return std::any_of(all.begin(), all.end(),
                       [&](const auto* d) { return d->trigger == trigger; });
}

bool Validation::has_extension(const Element& e, std::string_view extension) const {
    return std::any_of(e.extensions.begin(), e.extensions.end(),
                       [&](const bpmn::Xml& x) { return x.name == extension; });
}

std::vector<ModelFault> validate(const Definitions& model, std::vector<ModelFault>* warnings) {
    Validation v(model);
    for (const auto check :
         {check_definitions, check_references, check_sequence_flows, check_gateways, check_events,
          check_event_definitions, check_boundary_events, check_compensation, check_activities,
          check_sub_processes, check_data, check_collaborations, check_expressions, check_paths}) {
        v.process = nullptr;
        check(v);
    }
    sort_and_bound(v.faults);
    sort_and_bound(v.warnings);
    if (warnings) *warnings = std::move(v.warnings);
    return std::move(v.faults);
}

}  // namespace linli::process
