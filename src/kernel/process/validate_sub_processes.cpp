// Sub-processes, transactions and ad-hoc sub-processes (10.3.5).
#include <algorithm>
#include <array>

#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 8> rows = {{
    {"bpmn.ad_hoc_start_event", S::fault, "10.3.5", "即兴子流程里不能有开始事件 {0}：删除它",
     "an ad-hoc sub-process has no start event: remove {0}"},
    {"bpmn.ad_hoc_end_event", S::fault, "10.3.5",
     "即兴子流程里不能有结束事件 {0}：删除它，用 completionCondition 说明何时结束",
     "an ad-hoc sub-process has no end event: remove {0}, and say in completionCondition when it "
     "ends"},
    {"bpmn.ad_hoc_empty", S::fault, "10.3.5", "即兴子流程里至少要有一个活动",
     "an ad-hoc sub-process has at least one activity: add one"},
    {"bpmn.ad_hoc_condition_missing", S::warning, "10.3.5",
     "即兴子流程没有 completionCondition：全部活动做完才结束",
     "the ad-hoc sub-process has no completionCondition: it ends when all its activities are done"},
    {"bpmn.sub_process_empty", S::warning, "10.3.5", "子流程是空的，会立即完成",
     "the sub-process is empty and completes at once"},
    {"bpmn.sub_process_data", S::fault, "10.4.1",
     "内嵌子流程不能有 ioSpecification：改用输入输出映射或数据对象",
     "an embedded sub-process has no ioSpecification: use mappings or data objects"},
    {"bpmn.transaction_method", S::execution, "Linli",
     "引擎只以补偿撤销事务，不支持 method=\"{0}\"：改为 ##Compensate",
     "the engine undoes a transaction by compensation only, not by method=\"{0}\": make it "
     "##Compensate"},
    {"bpmn.transaction_triggered_by_event", S::fault, "10.3.5",
     "事务和即兴子流程不能由事件触发：去掉 triggeredByEvent，或改为普通子流程",
     "a transaction or ad-hoc sub-process is not triggered by an event: remove triggeredByEvent, "
     "or make it a plain sub-process"},
}};

void check_ad_hoc(Validation& v, const FlowNode& n) {
    bool works = false;
    for (const auto& inner : n.inside->nodes) {
        works = works || is_activity(inner.kind);
        if (inner.kind == NodeKind::start_event)
            v.add("bpmn.ad_hoc_start_event", n, {shown(inner)});
        if (inner.kind == NodeKind::end_event) v.add("bpmn.ad_hoc_end_event", n, {shown(inner)});
    }
    if (!works) v.add("bpmn.ad_hoc_empty", n);
    if (!n.completion) v.add("bpmn.ad_hoc_condition_missing", n);
}

bool compensates(std::string_view method) {
    return method.empty() || method == "##Compensate" || method == "Compensate" ||
           method == "compensate";
}

}  // namespace

std::span<const Rule> sub_process_rules() {
    return rows;
}

void check_sub_processes(Validation& v) {
    for (const auto& p : v.model.processes) {
        v.process = &p;
        Validation::each_node(p, [&](const FlowNode& n, const Scope&, const FlowNode*) {
            if (!is_container(n.kind)) return;
            if (n.kind == NodeKind::ad_hoc_sub_process)
                check_ad_hoc(v, n);
            else if (n.inside->nodes.empty() && !n.triggered_by_event)
                v.add("bpmn.sub_process_empty", n);
            if (n.kind != NodeKind::sub_process && n.triggered_by_event)
                v.add("bpmn.transaction_triggered_by_event", n);
            if (n.kind == NodeKind::transaction && !compensates(n.method))
                v.add("bpmn.transaction_method", n, {n.method});
            // Of a multi-instance one its list may come that way.
            if (n.io && !n.multi) v.add("bpmn.sub_process_data", n);
        });
    }
}

}  // namespace linli::process
