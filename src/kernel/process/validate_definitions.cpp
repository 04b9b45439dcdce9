// The file as a whole: what the reader noted, names, processes.
#include <algorithm>
#include <array>

#include "kernel/process/bpmn_reader.hpp"
#include "kernel/process/validate_context.hpp"
#include "kernel/process/validate_schema.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 13> rows = {{
    {"bpmn.element_unknown", S::fault, "XSD",
     "BPMN 2.0 没有元素 {0}：改正名称，或把厂商内容放入 extensionElements",
     "BPMN 2.0 has no element \"{0}\": correct its name, or put what is a vendor's into "
     "extensionElements"},
    {"bpmn.element_misplaced", S::fault, "XSD",
     "元素 {0} 不能放在 {1} 里：移到标准规定的位置或删除",
     "the element \"{0}\" cannot stand in {1}: move it to where the standard has it, or remove it"},
    {"bpmn.element_not_run", S::warning, "Linli",
     "引擎不执行 {0}（编排、会话、全局任务），部署时忽略",
     "the engine does not run \"{0}\" (choreographies, conversations, global tasks); it is left "
     "out"},
    {"bpmn.id_duplicate", S::fault, "8.3.1", "编号 {0} 已被第 {1} 行的元素使用：改用不同的编号",
     "the id {0} is already that of the element in line {1}: give this one another id"},
    {"bpmn.id_malformed", S::fault, "8.3.1",
     "编号“{0}”不合法：应以字母或下划线开头，不含空格和冒号",
     "the id \"{0}\" is not a name: begin with a letter or _, without blanks and colons"},
    {"bpmn.id_missing", S::fault, "8.3.1", "{0} 没有编号：加上 id 属性，流程才能指到它",
     "the {0} has no id: add the attribute id, so that flows and cases can name it"},
    {"bpmn.target_namespace_missing", S::warning, "XSD",
     "definitions 缺少 targetNamespace：加上一个网址式名称",
     "definitions has no targetNamespace: add one, e.g. an address of your office"},
    {"bpmn.import_ignored", S::warning, "Linli", "引擎不读取导入的文件 {0}：把用到的元素放进本文件",
     "the engine does not read the imported file {0}: put what is used of it into this file"},
    {"bpmn.nothing_to_run", S::warning, "10.2.1",
     "文件里没有可执行的流程：给要运行的流程写上 isExecutable=\"true\"",
     "nothing in this file is to run: write isExecutable=\"true\" at the process that shall"},
    {"bpmn.public_process_executable", S::fault, "10.2.1",
     "公开流程（processType=\"Public\"）不能执行：改为 Private，或去掉 isExecutable",
     "a public process cannot be executable: make it Private, or remove isExecutable"},
    {"bpmn.process_empty", S::execution, "10.2", "流程里没有任何活动或事件：画出要做的事",
     "the process has no activity and no event: draw what is to be done"},
    {"bpmn.message_name_missing", S::warning, "8.4.12",
     "消息没有名称，外部无法用名称投递：加上 name",
     "the message has no name, so nobody can send it by name: add the attribute name"},
    {"bpmn.signal_name_missing", S::warning, "10.5.5",
     "信号没有名称，外部无法用名称发出：加上 name",
     "the signal has no name, so nobody can send it by name: add the attribute name"},
}};

bool starts_name(unsigned char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}
// Beyond ASCII every letter is taken: editors make no others.
bool is_ncname(std::string_view id) {
    return starts_name(static_cast<unsigned char>(id[0])) &&
           std::all_of(id.begin(), id.end(), [](char c) {
               return starts_name(static_cast<unsigned char>(c)) || (c >= '0' && c <= '9') ||
                      c == '-' || c == '.';
           });
}

bool is_of_diagram(const Element& e) {
    return e.tag.starts_with("BPMN");
}

bool is_left_out(std::string_view tag) {
    constexpr std::array<std::string_view, 6> whole = {"globalTask",    "extension",   "interface",
                                                       "partnerEntity", "partnerRole", "endPoint"};
    if (std::find(whole.begin(), whole.end(), tag) != whole.end()) return true;
    return tag.starts_with("global") || tag.find("horeography") != tag.npos ||
           tag.find("onversation") != tag.npos;
}

void check_ids(Validation& v) {
    for (const auto& e : v.model.duplicates) {
        const Element* first = v.model.find(e.id);
        if (!is_of_diagram(e))
            v.add("bpmn.id_duplicate", e, {e.id, std::to_string(first ? first->line : 0)});
    }
    for (const auto& [id, e] : v.model.index.elements)
        if (!is_of_diagram(*e) && !is_ncname(id)) v.add("bpmn.id_malformed", *e, {id});
    for (const auto& p : v.model.processes) {
        if (p.id.empty()) v.add("bpmn.id_missing", p, {"process"});
        Validation::each_node(p, [&](const FlowNode& n, const Scope&, const FlowNode*) {
            if (n.id.empty()) v.add("bpmn.id_missing", n, {n.tag});
        });
    }
}

void check_processes(Validation& v) {
    bool some = false;
    for (const auto& p : v.model.processes) {
        v.process = &p;
        some = some || !p.has_executable || p.executable;
        if (p.type == "Public" && p.executable) v.add("bpmn.public_process_executable", p);
        if (p.scope.nodes.empty()) v.add("bpmn.process_empty", p);
    }
    v.process = nullptr;
    if (!some) v.add("bpmn.nothing_to_run", v.model);
}

}  // namespace

std::span<const Rule> definitions_rules() {
    return rows;
}

void check_definitions(Validation& v) {
    for (const auto& f : v.model.faults) {
        const Rule* rule = find_rule(f.rule);
        (rule && rule->severity == Severity::warning ? v.warnings : v.faults).push_back(f);
    }
    for (const auto& u : v.model.unread) {
        if (is_left_out(u.tag))
            v.add("bpmn.element_not_run", u.line, u.tag, {u.tag});
        else if (is_bpmn_tag(u.tag))
            v.add("bpmn.element_misplaced", u.line, u.tag, {u.tag, u.parent});
        else
            v.add("bpmn.element_unknown", u.line, u.tag, {u.tag});
    }
    if (v.model.target_namespace.empty()) v.add("bpmn.target_namespace_missing", v.model);
    for (const auto& i : v.model.imports)
        if (i.type.find("BPMN") != std::string::npos)
            v.add("bpmn.import_ignored", i.line, "import", {i.location});
    for (const auto& m : v.model.messages)
        if (m.name.empty()) v.add("bpmn.message_name_missing", m);
    for (const auto& s : v.model.signals)
        if (s.name.empty()) v.add("bpmn.signal_name_missing", s);
    check_ids(v);
    check_processes(v);
}

}  // namespace linli::process
