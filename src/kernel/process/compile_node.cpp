// One flow node of the model into the program.
#include <algorithm>
#include <cctype>
#include <sstream>

#include "kernel/process/compile.hpp"
#include "kernel/process/iso_time.hpp"

namespace linli::process {

using bpmn::NodeKind;
using bpmn::Trigger;

namespace {

constexpr std::int64_t quantity_max = 1000;

std::string first_of(const std::string& a, const std::string& b) {
    return a.empty() ? b : a;
}

bool is_plain_name(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '_' || c >= 0x80;
    }) && !std::isdigit(static_cast<unsigned char>(text[0]));
}

}  // namespace

void Compiler::fill_node(const bpmn::FlowNode& n, std::uint32_t index) {
    ProgramNode& out = program_->nodes[index];
    if (!n.default_flow.empty()) {
        const auto found = flow_by_id_.find(n.default_flow);
        if (found != flow_by_id_.end() && program_->flows[found->second].source == index)
            out.default_flow = found->second;
        else
            fault(n, "bpmn.default_flow_foreign", "缺省流不是从这个元素出发的顺序流",
                  "the default flow is not a sequence flow that leaves this element");
    }
    out.interrupting = n.interrupting;
    out.instantiating = n.instantiate && out.incoming.empty();
    out.parallel_events = n.parallel_events;
    out.activation = feel(n.activation, index);
    if (!n.attached_to.empty()) {
        out.attached_to = program_->find_node(n.attached_to);
        if (out.attached_to == none || program_->nodes[out.attached_to].scope != out.scope)
            fault(n, "bpmn.boundary_detached", "边界事件所附着的活动不在同一层",
                  "the boundary event is attached to no activity of its own level");
        else
            program_->nodes[out.attached_to].boundaries.push_back(index);
    }
    if (bpmn::is_activity(n.kind)) fill_activity(n, index);
    if (bpmn::is_event(n.kind)) fill_events(n, index);
    fill_data(n, index);
    fill_attributes(n, index);
}

void Compiler::fill_activity(const bpmn::FlowNode& n, std::uint32_t index) {
    ProgramNode& out = program_->nodes[index];
    const auto quantity = [&](std::int64_t value) {
        if (value < 1 || value > quantity_max) {
            fault(n, "bpmn.quantity_out_of_range", "起始数量与完成数量应在 1 到 1000 之间",
                  "the start and completion quantities must be from 1 to 1,000");
            return std::uint32_t{1};
        }
        return static_cast<std::uint32_t>(value);
    };
    out.start_quantity = quantity(n.start_quantity);
    out.completion_quantity = quantity(n.completion_quantity);
    out.for_compensation = n.for_compensation;
    out.event_sub_process = n.triggered_by_event;
    out.cancel_remaining = n.cancel_remaining;
    out.ordering_parallel = n.ordering_parallel;
    out.completion = feel(n.completion, index);
    fill_loop(n, index);
    fill_task(n, index);
    fill_roles(n, index);
}

void Compiler::fill_task(const bpmn::FlowNode& n, std::uint32_t index) {
    ProgramNode& out = program_->nodes[index];
    out.function = n.function;
    out.result = n.result;
    know(n.result);
    out.called = n.called_element;
    out.called_version = n.called_version;
    if (n.kind == NodeKind::script_task) {
        std::string format = n.script_format;
        if (!bpmn::is_feel_language(format) && !bpmn::is_feel_language(n.script.language))
            fault(n, "linli.script_language", "脚本任务只执行 FEEL，不执行 " + format,
                  "script tasks run FEEL only, not " + format);
        else
            out.script = feel(n.script, index);
    }
    if (n.kind == NodeKind::business_rule_task && !n.decision.empty()) bind_decision(n, index);
    if (n.kind == NodeKind::receive_task || n.kind == NodeKind::send_task)
        out.events.push_back(message_spec(n.message, n.operation, n, index));
}

void Compiler::bind_decision(const bpmn::FlowNode& n, std::uint32_t index) {
    std::string file, name = n.decision;
    if (const auto hash = name.find('#'); hash != std::string::npos) {
        file = name.substr(0, hash);
        name = name.substr(hash + 1);
    }
    for (const auto& candidate : decision_files_) {
        if (!file.empty() && candidate.file != file && candidate.file != file + ".dmn") continue;
        const auto known = candidate.model->decisions();
        if (std::find(known.begin(), known.end(), name) == known.end()) continue;
        program_->nodes[index].decision = static_cast<std::uint32_t>(program_->decisions.size());
        program_->decisions.push_back({candidate.model, name});
        return;
    }
    fault(n, "linli.decision_missing", "没有名为「" + n.decision + "」的决策",
          "there is no decision \"" + n.decision + "\" among the decision files");
}

void Compiler::fill_loop(const bpmn::FlowNode& n, std::uint32_t index) {
    LoopSpec& loop = program_->nodes[index].loop;
    if (n.loop) {
        loop.form = LoopSpec::Form::standard;
        loop.test_before = n.loop->test_before;
        loop.maximum = n.loop->maximum.value_or(0);
        loop.condition = feel(n.loop->condition, index);
    }
    if (!n.multi) return;
    const auto& m = *n.multi;
    if (m.behavior != bpmn::MultiInstanceBehavior::all || m.complex_behaviors > 0)
        fault(n, "linli.multi_instance_behavior",
              "多实例只支持 behavior=\"All\"，不支持逐个抛出事件",
              "multi-instance runs with behavior=\"All\" only; events thrown for single "
              "instances are not run");
    loop.form = m.sequential ? LoopSpec::Form::sequential : LoopSpec::Form::parallel;
    loop.cardinality = feel(m.cardinality, index);
    loop.completion = feel(m.completion, index);
    loop.collection = feel(m.collection, index);
    if (loop.collection == none && !m.input_ref.empty()) {
        // The list is the variable behind the reference: a data input stands for its source.
        std::string list = variable_named(m.input_ref);
        for (const auto& a : n.data_inputs)
            if (a.target == m.input_ref && a.sources.size() == 1)
                list = variable_named(a.sources[0]);
        know(list);
        loop.collection = feel({list, "", m.line}, index);
    }
    if (loop.collection == none && loop.cardinality == none)
        fault(n, "bpmn.multi_instance_count_missing",
              "多实例应写明 loopCardinality 或输入集合（loopDataInputRef）",
              "multi-instance needs a loopCardinality or a collection (loopDataInputRef)");
    loop.item = m.element;
    if (loop.item.empty() && m.input_item)
        loop.item = first_of(m.input_item->name, m.input_item->id);
    loop.output_list = m.output_collection;
    if (loop.output_list.empty() && !m.output_ref.empty()) {
        loop.output_list = variable_named(m.output_ref);
        for (const auto& a : n.data_outputs)
            for (const auto& source : a.sources)
                if (source == m.output_ref) loop.output_list = variable_named(a.target);
    }
    loop.output = feel(m.output_element, index);
    if (m.output_item) loop.output_item = first_of(m.output_item->name, m.output_item->id);
    if (const std::string text = bpmn::feel_text(m.output_element); is_plain_name(text))
        loop.output_item = text;
    for (const auto& name : {loop.item, loop.output_item, loop.output_list})
        know(name);
}

void Compiler::fill_events(const bpmn::FlowNode& n, std::uint32_t index) {
    for (const auto* d : definitions_.definitions_of(n))
        program_->nodes[index].events.push_back(event_spec(*d, n, index));
    for (const auto& e : program_->nodes[index].events)
        if (e.trigger == Trigger::error || e.trigger == Trigger::cancel)
            program_->nodes[index].interrupting = true;  // nothing goes on after those
    program_->nodes[index].parallel_multiple =
        n.parallel_multiple && program_->nodes[index].events.size() > 1;
}

std::uint32_t Compiler::time(const std::vector<bpmn::Expression>& expressions, std::uint32_t node) {
    if (expressions.empty()) return none;
    const auto e = feel(expressions[0], node);
    if (e == none) return none;
    auto& text = program_->expressions[e];
    text.literal = date_from_text(text.text) || cycle_from_text(text.text);
    return e;
}

EventSpec Compiler::event_spec(const bpmn::EventDefinition& d, const bpmn::FlowNode& n,
                               std::uint32_t index) {
    if (d.trigger == Trigger::message) {
        EventSpec spec = message_spec(d.ref, d.operation, n, index);
        if (d.correlation) spec.correlation = feel(d.correlation, index);
        return spec;
    }
    EventSpec spec;
    spec.trigger = d.trigger;
    spec.aliases = {n.id};
    if (!n.name.empty()) spec.aliases.push_back(n.name);
    const auto named = [&](const std::string& name, const std::string& code) {
        spec.name = first_of(code, first_of(name, d.ref));
        spec.aliases.insert(spec.aliases.end(), {name, d.ref});
    };
    if (const auto* s = definitions_.find_as<bpmn::Signal>("signal", d.ref)) named(s->name, "");
    if (const auto* e = definitions_.find_as<bpmn::Error>("error", d.ref)) named(e->name, e->code);
    if (const auto* e = definitions_.find_as<bpmn::Escalation>("escalation", d.ref))
        named(e->name, e->code);
    if (d.trigger == Trigger::error || d.trigger == Trigger::escalation) spec.any = d.ref.empty();
    if (d.trigger == Trigger::signal && spec.name.empty()) spec.name = first_of(n.name, n.id);
    if (d.trigger == Trigger::link) spec.name = first_of(d.name, n.name);
    spec.date = time(d.dates, index);
    spec.duration = time(d.durations, index);
    spec.cycle = time(d.cycles, index);
    if (d.trigger == Trigger::timer && spec.date == none && spec.duration == none &&
        spec.cycle == none)
        fault(n, "bpmn.timer_empty", "定时事件没有写日期、时长或周期",
              "the timer event states no date, duration or cycle");
    spec.condition = feel(d.condition, index);
    if (d.trigger == Trigger::conditional && spec.condition == none)
        fault(n, "bpmn.condition_empty", "条件事件没有条件",
              "the conditional event has no condition");
    if (d.trigger == Trigger::compensation && !d.ref.empty())
        spec.activity = program_->find_node(d.ref);
    spec.wait = d.wait_for_completion;
    return spec;
}

EventSpec Compiler::message_spec(const std::string& message, const std::string& operation,
                                 const bpmn::FlowNode& n, std::uint32_t index) {
    EventSpec spec;
    spec.trigger = Trigger::message;
    spec.aliases = {n.id};
    if (!n.name.empty()) spec.aliases.push_back(n.name);
    std::string id = message;
    if (const auto* o = definitions_.find_as<bpmn::Operation>("operation", operation);
        o && id.empty())
        id = o->in_message;
    if (const auto* m = definitions_.find_as<bpmn::Message>("message", id)) {
        spec.name = first_of(m->name, m->id);
        spec.aliases.push_back(m->id);
    }
    spec.correlation = correlation_of(n, id, index);
    return spec;
}

// The key by which a message finds its instance: stated on the element, on the message, or by the
// correlation subscription of the process (whose data paths are FEEL).
std::uint32_t Compiler::correlation_of(const bpmn::FlowNode& n, const std::string& message,
                                       std::uint32_t index) {
    if (n.correlation) return feel(n.correlation, index);
    const auto* m = definitions_.find_as<bpmn::Message>("message", message);
    if (m && m->correlation) return feel(m->correlation, index);
    const auto* process = definitions_.node(n.id).process;
    if (!process) return none;
    for (const auto& subscription : process->correlations) {
        if (subscription.bindings.size() == 1)
            return feel(subscription.bindings[0].data_path, index);
        std::string keys;
        for (const auto& b : subscription.bindings)
            keys += (keys.empty() ? "string(" : " + \"|\" + string(") +
                    bpmn::feel_text(b.data_path) + ")";
        if (!keys.empty()) return feel({keys, "", subscription.line}, index);
    }
    return none;
}

void Compiler::fill_data(const bpmn::FlowNode& n, std::uint32_t index) {
    auto& node = program_->nodes[index];
    std::vector<MappingSpec> inputs, outputs;
    for (const auto& a : n.data_inputs)
        data_association(a, index, inputs);
    for (const auto& a : n.data_outputs)
        data_association(a, index, outputs);
    const auto map = [&](const std::vector<bpmn::Mapping>& from, std::vector<MappingSpec>& to) {
        for (const auto& m : from) {
            if (m.target.empty()) {
                fault(n, "linli.mapping_target_missing", "映射没有写目标变量",
                      "a mapping does not state its target variable");
                continue;
            }
            know(m.target);
            to.push_back({m.target, feel(m.source, index)});
        }
    };
    map(n.inputs, inputs);
    map(n.outputs, outputs);
    node.inputs = std::move(inputs);
    node.outputs = std::move(outputs);
    const auto local = [&](const std::string& name) {
        know(name);
        node.locals.push_back(name);
    };
    if (n.io)
        for (const auto& o : n.io->outputs)
            local(variable_of(o));
    for (const auto& d : n.event_data)
        if (d.tag == "dataOutput") {
            local(variable_of(d));
            node.payload = variable_of(d);
        }
    if (!n.inside)
        for (const auto& p : n.properties)
            local(variable_of(p));
}

void Compiler::data_association(const bpmn::DataAssociation& a, std::uint32_t index,
                                std::vector<MappingSpec>& out) {
    const std::string target = variable_named(a.target);
    for (const auto& source : a.sources)
        know(variable_named(source));
    if (!a.target.empty()) know(target);
    if (a.transformation) {
        if (!a.target.empty()) out.push_back({target, feel(a.transformation, index)});
    } else if (a.assignments.empty() && !a.target.empty() && a.sources.size() == 1) {
        const std::string source = variable_named(a.sources[0]);
        out.push_back({target, feel({source, "", a.line}, index)});
    }
    for (const auto& assignment : a.assignments) {
        const std::string to = variable_named(bpmn::feel_text({assignment.to, "", 0}));
        know(to);
        out.push_back({to.empty() ? target : to, feel(assignment.from, index)});
    }
}

namespace {

// The innermost lane that lists the node, null for none.
const bpmn::Lane* lane_with(const std::vector<bpmn::Lane>& lanes, const std::string& node) {
    const bpmn::Lane* found = nullptr;
    for (const auto& lane : lanes) {
        if (std::find(lane.nodes.begin(), lane.nodes.end(), node) != lane.nodes.end())
            found = &lane;
        if (const auto* inner = lane_with(lane.lanes, node)) found = inner;
    }
    return found;
}

void add_words(const std::string& list, std::vector<std::string>& out) {
    std::istringstream words(list);
    for (std::string word; words >> word;)
        out.push_back(word);
}

}  // namespace

// The lanes of a node, the innermost first: a node inside a sub-process lies in the lane of that
// sub-process, too.
std::vector<const bpmn::Lane*> Compiler::lanes_of(const bpmn::FlowNode& n) const {
    std::vector<const bpmn::Lane*> lanes;
    for (const bpmn::FlowNode* at = &n; at;) {
        const auto place = definitions_.node(at->id);
        if (!place.scope) break;
        for (const auto& set : place.scope->lane_sets)
            if (const auto* lane = lane_with(set.lanes, at->id)) lanes.push_back(lane);
        at = place.parent;
    }
    return lanes;
}

void Compiler::fill_roles(const bpmn::FlowNode& n, std::uint32_t index) {
    auto& roles = program_->nodes[index].roles;
    for (const auto& a : n.foreign)
        if (a.name_space == bpmn::linli_namespace && a.name == "roles") add_words(a.value, roles);
    for (const auto& r : n.roles)
        if (const auto* resource = definitions_.find(r.resource); resource && roles.empty())
            roles.push_back(first_of(resource->name, resource->id));
    if (!roles.empty()) return;
    if (const auto lanes = lanes_of(n); !lanes.empty()) {
        roles = lanes[0]->roles;
        if (roles.empty()) roles.push_back(first_of(lanes[0]->name, lanes[0]->id));
    }
}

void Compiler::fill_attributes(const bpmn::FlowNode& n, std::uint32_t index) {
    ProgramNode& out = program_->nodes[index];
    const auto take = [&](const bpmn::Element& from) {
        for (const auto& a : from.foreign)
            if (a.name_space == bpmn::linli_namespace && !out.attribute(a.name))
                out.attributes.emplace_back(a.name, a.value);
    };
    take(n);
    if (const auto lanes = lanes_of(n); !lanes.empty()) take(*lanes[0]);
    const bool too_long =
        std::any_of(out.attributes.begin(), out.attributes.end(),
                    [](const auto& a) { return a.second.size() > attribute_bytes_max; });
    if (too_long || out.attributes.size() > attributes_max)
        fault(
            n, "linli.attributes_too_large",
            "linli 属性最多 64 个，每个最多 4096 字节：请缩短，或改用表单、映射",
            "an element has at most 64 linli attributes of 4,096 bytes each: shorten them, or use "
            "forms and mappings");
}

}  // namespace linli::process
