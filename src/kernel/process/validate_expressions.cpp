// Expressions: their language, FEEL's grammar, and the times of ISO 8601 that timers state.
#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "kernel/decision/parser.hpp"
#include "kernel/process/bpmn_reader.hpp"
#include "kernel/process/iso_time.hpp"
#include "kernel/process/validate_context.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

using S = Severity;
constexpr std::array<Rule, 9> rows = {{
    {"bpmn.expression_language_unknown", S::execution, "Linli",
     "{0}用 {1} 写成，引擎只执行 FEEL：改写为 FEEL",
     "the {2} is in {1}; the engine runs FEEL only: write it in FEEL"},
    {"bpmn.feel_syntax", S::execution, "Linli", "{0}“{1}”第 {3} 个字符处有误：{4}",
     "the {2} \"{1}\" is wrong at character {3}: {5}"},
    {"bpmn.timer_date_syntax", S::execution, "10.5.5",
     "timeDate“{0}”不是 ISO 8601 时刻：写成 2026-01-31T08:00:00+08:00，或 FEEL 表达式",
     "timeDate \"{0}\" is no date of ISO 8601: write 2026-01-31T08:00:00+08:00, or an expression "
     "in FEEL"},
    {"bpmn.timer_duration_syntax", S::execution, "10.5.5",
     "timeDuration“{0}”不是 ISO 8601 时长：写成 P10D 或 PT30M，或 FEEL 表达式",
     "timeDuration \"{0}\" is no duration of ISO 8601: write P10D or PT30M, or an expression in "
     "FEEL"},
    {"bpmn.timer_cycle_syntax", S::execution, "10.5.5",
     "timeCycle“{0}”不是 ISO 8601 重复：写成 R3/PT10M 或 R/P1D，或 FEEL 表达式",
     "timeCycle \"{0}\" is no repetition of ISO 8601: write R3/PT10M or R/P1D, or an expression in "
     "FEEL"},
    {"bpmn.timer_not_positive", S::execution, "10.5.5", "重复的间隔“{0}”必须大于零",
     "the interval of the repetition \"{0}\" must be above zero"},
    {"bpmn.loop_cardinality_not_number", S::execution, "10.3.8",
     "loopCardinality“{0}”不是不小于零的整数：写数字，或结果为数字的表达式",
     "loopCardinality \"{0}\" is no whole number from 0: write one, or an expression that yields "
     "one"},
    {"bpmn.condition_not_truth", S::execution, "8.4.14",
     "条件“{0}”永远不是真或假：写成比较，例如 amount > 100",
     "the condition \"{0}\" is never true or false: write a comparison, e.g. amount > 100"},
    {"bpmn.condition_constant", S::warning, "8.4.14", "条件永远是 {0}：请确认",
     "the condition is always {0}: make sure"},
}};

// What an expression is, in both languages.
struct Role {
    const char *zh, *en;
};

class Expressions {
  public:
    explicit Expressions(Validation& v) : v_(v) {
        for (const auto& p : v.model.processes) {
            items(p.properties);
            Validation::each_scope(p, [&](const Scope& s, const FlowNode*) {
                items(s.data);
                for (const auto& n : s.nodes)
                    learn(n);
            });
        }
    }

    void all();

  private:
    void name(const std::string& n) {
        if (!n.empty()) names_.insert(n);
    }
    void items(const std::vector<DataItem>& list) {
        for (const auto& i : list)
            name(i.name);
    }
    // Names of several words can be told only where they are known.
    void learn(const FlowNode& n) {
        items(n.properties), items(n.event_data);
        if (n.io) items(n.io->inputs), items(n.io->outputs);
        for (const auto* list : {&n.inputs, &n.outputs})
            for (const auto& m : *list)
                name(m.target);
        name(n.result);
        if (!n.multi) return;
        name(n.multi->element), name(n.multi->output_collection);
        if (n.multi->input_item) name(n.multi->input_item->name);
        if (n.multi->output_item) name(n.multi->output_item->name);
    }

    bool runs(const Element& at, const Expression& e, Role role);
    void check(const Element& at, const Expression& e, Role role);
    void feel(const Element& at, const Expression& e, Role role);
    void condition(const Element& at, const Expression& e, Role role);
    void cardinality(const FlowNode& n);
    void timer(const Element& at, const EventDefinition& d);
    void node(const FlowNode& n);
    void activity(const FlowNode& n);
    void report(const Element& at, const Expression& e, Role role, std::uint32_t byte,
                const Words& words);

    Validation& v_;
    std::set<std::string> names_;
};

bool Expressions::runs(const Element& at, const Expression& e, Role role) {
    const std::string& language = e.language.empty() ? v_.model.expression_language : e.language;
    if (is_feel_language(language)) return true;
    v_.add("bpmn.expression_language_unknown", e.line, at.id.empty() ? at.tag : at.id,
           {role.zh, language, role.en});
    return false;
}

void Expressions::report(const Element& at, const Expression& e, Role role, std::uint32_t byte,
                         const Words& words) {
    const std::string text = feel_text(e);
    const auto end =
        text.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(byte, text.size()));
    const auto character = 1 + std::count_if(text.begin(), end, [](char c) {
                               return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
                           });
    std::string part = text;
    if (part.size() > 200) part = part.substr(0, 200) + "...";
    v_.add("bpmn.feel_syntax", e.line, at.id.empty() ? at.tag : at.id,
           {role.zh, part, role.en, std::to_string(character), words.zh, words.en});
}

void Expressions::feel(const Element& at, const Expression& e, Role role) {
    decision::Program program;
    decision::Names names;
    decision::Scope scope(program, names);
    scope.enter_function();
    for (const auto& n : names_)
        scope.declare(n, nullptr);
    try {
        decision::Parser(feel_text(e), scope).expression();
    } catch (const decision::SyntaxError& error) {
        report(at, e, role, error.position, error.words);
    }
}

void Expressions::check(const Element& at, const Expression& e, Role role) {
    if (e && runs(at, e, role)) feel(at, e, role);
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isdigit(c) || c == '.';
    });
}
bool is_text(std::string_view text) {
    return text.size() > 1 && text.front() == '"' && text.find('"', 1) == text.size() - 1;
}

void Expressions::condition(const Element& at, const Expression& e, Role role) {
    if (!e || !runs(at, e, role)) return;
    const std::string text = feel_text(e);
    if (is_number(text) || is_text(text))
        v_.add("bpmn.condition_not_truth", e.line, at.id.empty() ? at.tag : at.id, {text});
    else if (at.tag == "sequenceFlow" && (text == "true" || text == "false"))
        v_.add("bpmn.condition_constant", at, {text});
    else
        feel(at, e, role);
}

void Expressions::cardinality(const FlowNode& n) {
    const Expression& e = n.multi->cardinality;
    if (!e || !runs(n, e, {"循环次数", "loop cardinality"})) return;
    const std::string text = feel_text(e);
    const std::string_view digits = text[0] == '-' ? std::string_view(text).substr(1) : text;
    const bool whole = text[0] != '-' && text.find('.') == std::string::npos;
    if (is_text(text) || (is_number(digits) && !whole))
        v_.add("bpmn.loop_cardinality_not_number", e.line, n.id, {text});
    else
        feel(n, e, {"循环次数", "loop cardinality"});
}

// Whether the text means to be a time of ISO 8601 and no expression.
bool looks_like_time(const std::string& text) {
    if (text.empty()) return false;
    const auto digit = [&](std::size_t i) {
        return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i]));
    };
    if (digit(0)) return true;
    if (text[0] == '-') return digit(1) || (text.size() > 1 && text[1] == 'P');
    if (text[0] == 'P') return digit(1) || (text.size() > 2 && text[1] == 'T' && digit(2));
    return text[0] == 'R' && text.size() > 1 && (digit(1) || text[1] == '/' || text[1] == '-');
}

void Expressions::timer(const Element& at, const EventDefinition& d) {
    const auto each = [&](const std::vector<Expression>& list, const char* rule, Role role,
                          auto reads) {
        for (const auto& e : list) {
            const std::string text = feel_text(e);
            if (!e || reads(text) || !runs(at, e, role)) continue;
            if (looks_like_time(text))
                v_.add(rule, e.line, at.id.empty() ? at.tag : at.id, {text});
            else
                feel(at, e, role);
        }
    };
    each(d.dates, "bpmn.timer_date_syntax", {"定时时刻", "date of the timer"},
         [](const std::string& t) { return date_from_text(t).has_value(); });
    each(d.durations, "bpmn.timer_duration_syntax", {"定时时长", "duration of the timer"},
         [](const std::string& t) { return duration_from_text(t).has_value(); });
    each(d.cycles, "bpmn.timer_cycle_syntax", {"定时重复", "cycle of the timer"},
         [](const std::string& t) { return cycle_from_text(t).has_value(); });
    for (const auto& e : d.cycles)
        if (const auto cycle = cycle_from_text(feel_text(e));
            cycle && cycle->every.months <= 0 && cycle->every.us <= 0)
            v_.add("bpmn.timer_not_positive", e.line, at.id.empty() ? at.tag : at.id,
                   {feel_text(e)});
}

void Expressions::activity(const FlowNode& n) {
    if (n.loop) condition(n, n.loop->condition, {"循环条件", "loop condition"});
    if (n.multi) {
        cardinality(n);
        condition(n, n.multi->completion, {"完成条件", "completion condition"});
        check(n, n.multi->collection, {"列表", "list"});
        check(n, n.multi->output_element, {"结果表达式", "output element"});
    }
    condition(n, n.completion, {"完成条件", "completion condition"});
    if (n.kind == NodeKind::script_task && is_feel_language(n.script_format))
        check(n, n.script, {"脚本", "script"});
}

void Expressions::node(const FlowNode& n) {
    for (const auto* list : {&n.inputs, &n.outputs})
        for (const auto& m : *list)
            check(n, m.source, {"映射", "mapping"});
    check(n, n.correlation, {"关联键", "correlation key"});
    condition(n, n.activation, {"激活条件", "activation condition"});
    for (const auto& d : n.definitions) {
        timer(n, d);
        condition(n, d.condition, {"条件", "condition"});
        check(n, d.correlation, {"关联键", "correlation key"});
    }
    for (const auto* list : {&n.data_inputs, &n.data_outputs}) {
        for (const auto& a : *list) {
            check(a.id.empty() ? static_cast<const Element&>(n) : a, a.transformation,
                  {"转换", "transformation"});
            for (const auto& assignment : a.assignments)
                check(a.id.empty() ? static_cast<const Element&>(n) : a, assignment.from,
                      {"赋值", "assignment"});
        }
    }
    if (is_activity(n.kind)) activity(n);
}

void Expressions::all() {
    for (const auto& m : v_.model.messages)
        check(m, m.correlation, {"关联键", "correlation key"});
    for (const auto& d : v_.model.event_definitions) {
        timer(d, d);
        condition(d, d.condition, {"条件", "condition"});
    }
    for (const auto& p : v_.model.processes) {
        v_.process = &p;
        for (const auto& s : p.correlations)
            for (const auto& b : s.bindings)
                check(s, b.data_path, {"取值路径", "data path"});
        Validation::each_scope(p, [&](const Scope& scope, const FlowNode*) {
            for (const auto& f : scope.flows)
                condition(f, f.condition, {"条件", "condition"});
            for (const auto& n : scope.nodes)
                node(n);
        });
    }
}

}  // namespace

std::span<const Rule> expression_rules() {
    return rows;
}

void check_expressions(Validation& v) {
    Expressions(v).all();
}

}  // namespace linli::process
