// The process of an item, its decisions and forms: whether they fit together and lead a case from
// its receipt to its end.
#include <algorithm>
#include <charconv>
#include <sstream>

#include "kernel/process/validate.hpp"
#include "kernel/service/check_context.hpp"
#include "kernel/service/text.hpp"

namespace linli::service {
namespace {

using process::ProgramNode;
using process::bpmn::NodeKind;

struct FunctionRule {
    std::string_view name;
    std::vector<std::string> inputs;  // that it needs
};
const std::vector<FunctionRule>& functions() {
    static const std::vector<FunctionRule> all = {{"case.accept", {}},
                                                  {"case.give_notice", {"missing"}},
                                                  {"case.corrected", {}},
                                                  {"case.decide", {"outcome", "reason"}},
                                                  {"case.end", {"how"}}};
    return all;
}

const std::set<std::string> strategies{"pool", "least_loaded", "nearest", "round_robin",
                                       "random_draw"};

std::vector<std::string> words_in(const std::string* text) {
    std::vector<std::string> out;
    std::istringstream in(text ? *text : "");
    for (std::string word; in >> word;)
        out.push_back(word);
    return out;
}

bool is_number(const std::string& text, int at_least) {
    int value = 0;
    const auto end = text.data() + text.size();
    return std::from_chars(text.data(), end, value).ptr == end && !text.empty() &&
           value >= at_least && value <= 10'000;
}

bool is_term(const std::vector<std::string>& words) {
    return words.size() == 2 && is_number(words[0], 0) &&
           enum_from_text<calendar::TermUnit>(words[1]).has_value();
}

std::string place(const ProgramNode& node) {
    return node.id + " (" + std::to_string(node.line) + ")";
}

bool is_for_applicant(const ProgramNode& node) {
    const std::string* addressee = node.attribute("addressee");
    return addressee && *addressee == "applicant";
}

}  // namespace

// ---- reading ------------------------------------------------------------------------------------

void Checker::read_decisions() {
    for (std::size_t i = 0; i < item_.decisions.size(); ++i) {
        const auto& name = item_.decisions[i];
        const FileText* file = file_named(files_, name);
        if (!file) {
            in_item("service.file_missing", "decisions[" + std::to_string(i) + "]", {name});
            continue;
        }
        try {
            auto model = decision::Model::read({name, file->text});
            model->require_sound();
            models_[name] = std::move(model);
        } catch (const Refusal& refusal) {
            tell("service.decision_faulty", name, "", refusal);
        }
    }
}

void Checker::read_process() {
    const FileText* file = file_named(files_, item_.process);
    if (!file) return in_item("service.file_missing", "process", {item_.process});
    const auto told = [&](std::string_view rule, const process::ModelFault& f) {
        const bool refuses = rule == "service.process_faulty";
        out_.faults.push_back(
            {file->name,
             f.element + " (" + std::to_string(f.line) + ")",
             std::string(rule),
             {(refuses ? "流程有误（" : "流程请确认（") + f.rule + "）：" + f.words.zh,
              (refuses ? "the process is wrong (" : "make sure about the process (") + f.rule +
                  "): " + f.words.en},
             refuses});
    };
    try {
        const auto model = process::bpmn::read(file->name, file->text);
        std::vector<process::ModelFault> warnings;
        const auto faults = process::validate(*model, &warnings);
        for (const auto& f : faults)
            told("service.process_faulty", f);
        for (const auto& f : warnings)
            told("service.process_warning", f);
        if (!faults.empty()) return;
        std::vector<process::DecisionFile> decisions;
        for (const auto& [name, decisions_of] : models_)
            decisions.push_back({name, decisions_of});
        program_ = process::compile(*model, decisions);
    } catch (const Refusal& refusal) {
        for (const auto& field : refusal.fields())
            told("service.process_faulty", {0, field.field, field.code, field.words});
        if (refusal.fields().empty())
            told("service.process_faulty", {0, "", refusal.code(), refusal.words()});
    }
}

void Checker::read_forms() {
    std::set<std::string> names{item_.form};
    if (program_) names = forms_of(item_, *program_);
    for (const auto& name : names) {
        const FileText* file = file_named(files_, name);
        if (!file) {
            if (name == item_.form) in_item("service.file_missing", "form", {name});
            continue;  // the user task that names it is told
        }
        try {
            forms_[name] = form::Form::read(file->text, name);
        } catch (const Refusal& refusal) {
            tell("service.form_faulty", name, "", refusal);
        }
    }
    if (const auto form = forms_.find(item_.form); form != forms_.end())
        fields_ = top_fields(*form->second);
}

void Checker::check_variables() {
    for (std::size_t i = 0; i < item_.variables.size(); ++i)
        if (!fields_.empty() && !fields_.contains(item_.variables[i]))
            in_item("service.variable_unknown", "variables[" + std::to_string(i) + "]",
                    {item_.variables[i]});
}

// ---- the process --------------------------------------------------------------------------------

void Checker::check_process() {
    const auto executable = std::count_if(program_->processes.begin(), program_->processes.end(),
                                          [](const auto& p) { return p.executable; });
    const auto found = program_->find_process(item_.code);
    if (executable != 1 || found == process::none || !program_->processes[found].executable)
        tell("service.process_id", item_.process, "", {item_.code});
    for (const auto& node : program_->nodes) {
        if (node.kind == NodeKind::user_task) check_user_task(node);
        if (node.kind == NodeKind::service_task || node.kind == NodeKind::send_task)
            check_service_task(node);
    }
    check_flow_of_case();
    check_steps();
}

void Checker::check_user_task(const ProgramNode& node) {
    const std::string at = place(node);
    const std::string* form = node.attribute("form");
    if (form && !form->empty()) {
        if (!file_named(files_, *form)) tell("service.file_missing", item_.process, at, {*form});
    } else if (!is_for_applicant(node)) {
        tell("service.form_missing", item_.process, at);
    }
    if (!is_for_applicant(node)) {
        if (node.roles.empty()) tell("service.role_missing", item_.process, at);
        for (const auto& role : node.roles)
            if (!known_.roles.empty() && !known_.roles.contains(role))
                tell("service.role_unknown", item_.process, at, {role});
    }
    check_duties(node);
    const auto attribute = [&](const char* name, const char* zh, bool good) {
        if (const std::string* value = node.attribute(name); value && !good)
            tell("service.attribute", item_.process, at, {name, *value, zh});
    };
    const auto value = [&](const char* name) {
        const std::string* text = node.attribute(name);
        return text ? *text : std::string();
    };
    attribute("addressee", "applicant", is_for_applicant(node));
    attribute("strategy", "pool, least_loaded, nearest, round_robin, random_draw",
              strategies.contains(value("strategy")));
    attribute("due", "5 working_days, 24 hours ...", is_term(words_in(node.attribute("due"))));
    attribute("priority", "0, 1, 2 ...", is_number(value("priority"), 0));
    for (const char* flag : {"distinct", "blind"})
        attribute(flag, "true, false", value(flag) == "true" || value(flag) == "false");
}

void Checker::check_duties(const ProgramNode& node) {
    for (const char* name : {"notWhoDid", "neverWith"})
        for (const auto& element : words_in(node.attribute(name))) {
            const auto other = program_->find_node(element);
            if (other == process::none || program_->nodes[other].kind != NodeKind::user_task)
                tell("service.duty_unknown", item_.process, place(node), {name, element});
        }
}

void Checker::check_service_task(const ProgramNode& node) {
    if (node.function.starts_with("external:") ||
        (node.kind == NodeKind::send_task && node.function.empty()))
        return;
    for (const auto& function : functions()) {
        if (function.name != node.function) continue;
        for (const auto& input : function.inputs)
            if (std::none_of(node.inputs.begin(), node.inputs.end(),
                             [&](const auto& m) { return m.target == input; }))
                tell("service.input_missing", item_.process, place(node), {node.function, input});
        return;
    }
    tell("service.function_unknown", item_.process, place(node), {node.function});
}

// Received, accepted in time, decided, closed.
void Checker::check_flow_of_case() {
    const auto& nodes = program_->nodes;
    const auto calls = [&](std::string_view function) {
        return std::any_of(nodes.begin(), nodes.end(),
                           [&](const ProgramNode& n) { return n.function == function; });
    };
    const auto waits_until = [&](std::string_view variable) {
        return std::any_of(nodes.begin(), nodes.end(), [&](const ProgramNode& n) {
            return std::any_of(n.events.begin(), n.events.end(), [&](const auto& e) {
                return e.date != process::none && program_->expressions[e.date].text == variable;
            });
        });
    };
    const bool tells = calls("case.give_notice");
    const bool corrects = std::any_of(nodes.begin(), nodes.end(), is_for_applicant);
    const auto require = [&](bool good, const char* rule) {
        if (!good) tell(rule, item_.process, "");
    };
    require(calls("case.accept"), "service.never_accepted");
    require(calls("case.decide"), "service.never_decided");
    require(calls("case.end"), "service.never_ends");
    require(!tells || (corrects && calls("case.corrected")), "service.notice_uncorrected");
    require(!tells || waits_until("acceptance_due"), "service.not_deemed");
    require(!tells || waits_until("correction_due"), "service.correction_untimed");
}

void Checker::check_steps() {
    if (item_.steps.empty()) return in_item("service.steps_missing", "steps");
    std::set<std::string> codes;
    for (std::size_t i = 0; i < item_.steps.size(); ++i) {
        const auto& step = item_.steps[i];
        const std::string at = "steps[" + std::to_string(i) + "]";
        if (!codes.insert(step.code).second) in_item("service.twice", at + ".code", {step.code});
        if (step.elements.empty()) in_item("service.step_empty", at);
        for (const auto& element : step.elements)
            if (program_->find_node(element) == process::none)
                in_item("service.step_element", at + ".elements", {element});
    }
}

}  // namespace linli::service
