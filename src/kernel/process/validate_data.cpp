// Data inputs and outputs, data associations, data objects (10.4).
#include <algorithm>
#include <array>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 12> rows = {{
    {"bpmn.data_association_type", S::fault, "10.4.1",
     "{0} 指向的 {1} 是 {2}，不是数据：指向数据对象、数据存储、数据输入输出或属性",
     "{0} names {1}, a {2} that holds no data: name a data object, data store, data input or "
     "output, or property"},
    {"bpmn.data_association_sources", S::execution, "10.4.1",
     "有 {0} 个来源却没有 transformation，不知如何合并：写 transformation",
     "there are {0} sources and no transformation that joins them: write one"},
    {"bpmn.data_association_direction", S::fault, "10.4.1",
     "{0} 不能用在 {1}：捕获事件只有输出，抛出事件只有输入",
     "a {0} does not belong to a {1}: what catches has outputs, what throws has inputs"},
    {"bpmn.data_association_target_foreign", S::warning, "10.4.1",
     "数据输入关联的目标 {0} 属于另一个活动",
     "the target {0} of the data input association belongs to another activity"},
    {"bpmn.data_object_missing", S::warning, "10.4.1",
     "数据对象引用没有指明数据对象：写 dataObjectRef",
     "the data object reference names no data object: write dataObjectRef"},
    {"bpmn.data_store_missing", S::warning, "10.4.1",
     "数据存储引用没有指明数据存储：写 dataStoreRef",
     "the data store reference names no data store: write dataStoreRef"},
    {"bpmn.data_set_type", S::fault, "10.4.1",
     "{0} 指向的 {1} 不在这个 ioSpecification 里：改指这里的{2}",
     "{0} names {1}, which is not a {2} of this ioSpecification: name one that is"},
    {"bpmn.data_set_subset", S::fault, "10.4.1", "{0} 里的 {1} 没有列在同一组的 {2} 中：补上",
     "{0} lists {1}, which is not among the {2} of the same set: add it there"},
    {"bpmn.data_set_missing", S::warning, "XSD", "ioSpecification 缺少 {0}：标准要求至少一个",
     "the ioSpecification has no {0}: the standard wants at least one"},
    {"bpmn.data_not_in_set", S::warning, "10.4.1", "{0} 不在任何输入组或输出组里：列入一组",
     "{0} is in no input or output set: list it in one"},
    {"bpmn.data_association_self", S::fault, "10.4.1", "数据关联的来源和目标都是 {0}：改指另一个",
     "source and target of the data association are both {0}: name another"},
    {"bpmn.data_assignment_incomplete", S::fault, "10.4.1", "assignment 必须同时有 from 和 to",
     "an assignment needs both from and to"},
}};

bool is_data(const Element& e) {
    constexpr std::array<std::string_view, 9> tags = {
        "dataObject",         "dataObjectReference", "dataStore",
        "dataStoreReference", "dataInput",           "dataOutput",
        "property",           "inputDataItem",       "outputDataItem"};
    return std::find(tags.begin(), tags.end(), e.tag) != tags.end();
}

bool has_item(const std::vector<DataItem>& items, const std::string& id) {
    return std::any_of(items.begin(), items.end(), [&](const DataItem& i) { return i.id == id; });
}

void check_end(Validation& v, const Element& a, const char* name, const std::string& ref) {
    if (ref.empty()) return;
    const Element* e = v.model.find(ref);
    if (!e)
        v.add("bpmn.reference_dangling", a, {name, ref});
    else if (!is_data(*e))
        v.add("bpmn.data_association_type", a, {name, ref, e->tag});
}

void check_association(Validation& v, const DataAssociation& a, const FlowNode& n) {
    const Element& at = a.id.empty() ? static_cast<const Element&>(n) : a;
    for (const auto& s : a.sources) {
        check_end(v, at, "sourceRef", s);
        if (!s.empty() && s == a.target) v.add("bpmn.data_association_self", at, {s});
    }
    check_end(v, at, "targetRef", a.target);
    if (a.sources.size() > 1 && !a.transformation && a.assignments.empty())
        v.add("bpmn.data_association_sources", at, {std::to_string(a.sources.size())});
    for (const auto& assignment : a.assignments)
        if (!assignment.from || assignment.to.empty())
            v.add("bpmn.data_assignment_incomplete", assignment.line, at.id);
}

void check_node_data(Validation& v, const FlowNode& n) {
    for (const auto* list : {&n.data_inputs, &n.data_outputs})
        for (const auto& a : *list)
            check_association(v, a, n);
    if (is_event(n.kind)) {
        const bool catches = is_catching(n.kind);
        for (const auto& a : catches ? n.data_inputs : n.data_outputs)
            v.add("bpmn.data_association_direction", a, {a.tag, n.tag});
        return;
    }
    for (const auto& a : n.data_inputs) {
        const Element* target = v.model.find(a.target);
        const bool own = !target || target->tag == "property" || target->tag == "inputDataItem" ||
                         (n.io && has_item(n.io->inputs, a.target));
        if (!own && target->tag == "dataInput")
            v.add("bpmn.data_association_target_foreign", a, {a.target});
    }
}

void check_set(Validation& v, const IoSpecification::Set& set, const std::vector<DataItem>& items,
               const std::vector<IoSpecification::Set>& others, bool input) {
    const std::string what = input ? "dataInput" : "dataOutput";
    const auto own = [&](const char* name, const std::string& ref) {
        if (!v.model.find(ref))
            v.add("bpmn.reference_dangling", set, {name, ref});
        else if (!has_item(items, ref))
            v.add("bpmn.data_set_type", set, {name, ref, what});
    };
    for (const auto& ref : set.refs)
        own(input ? "dataInputRefs" : "dataOutputRefs", ref);
    const auto part = [&](const char* name, const std::vector<std::string>& refs) {
        for (const auto& ref : refs)
            if (std::find(set.refs.begin(), set.refs.end(), ref) == set.refs.end())
                v.add("bpmn.data_set_subset", set, {name, ref, what + "Refs"});
    };
    part(input ? "optionalInputRefs" : "optionalOutputRefs", set.optional_refs);
    part(input ? "whileExecutingInputRefs" : "whileExecutingOutputRefs", set.while_executing_refs);
    for (const auto& ref : set.other_set_refs) {
        const char* name = input ? "outputSetRefs" : "inputSetRefs";
        const bool known = std::any_of(others.begin(), others.end(),
                                       [&](const auto& other) { return other.id == ref; });
        if (!v.model.find(ref))
            v.add("bpmn.reference_dangling", set, {name, ref});
        else if (!known)
            v.add("bpmn.data_set_type", set, {name, ref, input ? "outputSet" : "inputSet"});
    }
}

void check_items_in_sets(Validation& v, const std::vector<DataItem>& items,
                         const std::vector<IoSpecification::Set>& sets) {
    if (sets.empty()) return;
    for (const auto& item : items) {
        const bool listed = std::any_of(sets.begin(), sets.end(), [&](const auto& set) {
            return std::find(set.refs.begin(), set.refs.end(), item.id) != set.refs.end();
        });
        if (!listed) v.add("bpmn.data_not_in_set", item, {shown(item)});
    }
}

void check_specification(Validation& v, const IoSpecification& io) {
    for (const auto& set : io.input_sets)
        check_set(v, set, io.inputs, io.output_sets, true);
    for (const auto& set : io.output_sets)
        check_set(v, set, io.outputs, io.input_sets, false);
    if (io.input_sets.empty()) v.add("bpmn.data_set_missing", io, {"inputSet"});
    if (io.output_sets.empty()) v.add("bpmn.data_set_missing", io, {"outputSet"});
    check_items_in_sets(v, io.inputs, io.input_sets);
    check_items_in_sets(v, io.outputs, io.output_sets);
}

}  // namespace

std::span<const Rule> data_rules() {
    return rows;
}

void check_data(Validation& v) {
    for (const auto& p : v.model.processes) {
        v.process = &p;
        if (p.io) check_specification(v, *p.io);
        Validation::each_scope(p, [&](const Scope& scope, const FlowNode*) {
            for (const auto& d : scope.data) {
                if (d.tag == "dataObjectReference" && d.data_object.empty())
                    v.add("bpmn.data_object_missing", d);
                if (d.tag == "dataStoreReference" && d.data_store.empty())
                    v.add("bpmn.data_store_missing", d);
            }
            for (const auto& n : scope.nodes) {
                check_node_data(v, n);
                if (n.io) check_specification(v, *n.io);
            }
        });
    }
}

}  // namespace linli::process
