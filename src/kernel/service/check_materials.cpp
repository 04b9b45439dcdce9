// What is asked for, from whom, and by which rule.
#include <algorithm>

#include "kernel/service/check_context.hpp"
#include "kernel/service/text.hpp"

namespace linli::service {
namespace {

constexpr std::size_t questions_max = 2000;  // combinations of answers that are tried
constexpr std::int64_t files_of_material_max = 30;

// The values that a field can have when it is a choice of the form; empty otherwise.
void find_choices(const json::value& component, const std::string& key,
                  std::vector<json::value>& out) {
    if (!component.is_object()) return;
    const auto& object = component.get_object();
    const auto* own = object.if_contains("key");
    if (own && own->is_string() && own->get_string() == key) {
        const auto* type = object.if_contains("type");
        const bool one = type && (*type == "radio" || *type == "select");
        const auto* values = object.if_contains("values");
        if (one && values && values->is_array())
            for (const auto& v : values->get_array())
                if (v.is_object())
                    if (const auto* value = v.get_object().if_contains("value"))
                        out.push_back(*value);
        if (type && *type == "checkbox") out = {json::value(true), json::value(false)};
        return;
    }
    if (const auto* inside = object.if_contains("components"); inside && inside->is_array())
        for (const auto& c : inside->get_array())
            find_choices(c, key, out);
}

std::string shown(const json::object& answers) {
    std::string out;
    for (const auto& kv : answers)
        out +=
            (out.empty() ? "" : ", ") + std::string(kv.key()) + " = " + json::serialize(kv.value());
    return out;
}

}  // namespace

void Checker::check_condition(const std::string& feel, const std::string& where) {
    try {
        for (const auto& name : decision::Expression::compile(feel).certain_variables())
            if (name != "age" && !fields_.empty() && !fields_.contains(name))
                in_item("service.condition_field", where, {name});
    } catch (const Refusal& refusal) {
        out_.faults.push_back(
            {"item.yaml",
             where,
             "service.condition_faulty",
             {"条件“" + feel + "”读不懂：" + refusal.words().zh,
              "the condition \"" + feel + "\" cannot be read: " + refusal.words().en},
             true});
    }
}

void Checker::check_who_may() {
    if (item_.who_may.empty()) return;
    check_condition(item_.who_may, "who_may");
    if (item_.who_may_zh.empty() || item_.who_may_en.empty())
        in_item("service.who_may_words", "who_may");
}

void Checker::check_materials() {
    std::set<std::string> codes;
    for (std::size_t i = 0; i < item_.materials.size(); ++i) {
        const auto& material = item_.materials[i];
        const std::string where = "materials[" + std::to_string(i) + "]";
        if (!codes.insert(material.code).second)
            in_item("service.twice", where + ".code", {material.code});
        check_material(material, where);
    }
    if (!item_.materials_decision.empty()) check_materials_decision();
}

void Checker::check_material(const Material& m, const std::string& where) {
    if (!is_code(m.code)) in_item("service.material_code", where + ".code", {m.code});
    if (m.held_by_state && m.required) in_item("service.held_required", where, {m.zh});
    if (m.held_by_state && (m.source_zh.empty() || m.source_en.empty()))
        in_item("service.held_source_missing", where, {m.zh});
    if (m.files_max < 1 || m.files_max > files_of_material_max)
        in_item("service.files_max", where + ".files_max", {std::to_string(m.files_max)});
    if (m.when.empty()) return;
    if (!item_.materials_decision.empty())
        in_item("service.when_ignored", where + ".when", {m.when});
    check_condition(m.when, where + ".when");
}

void Checker::check_materials_decision() {
    const auto name = decision_name(item_.materials_decision);
    const auto model = models_.find(name.file);
    if (model == models_.end()) {
        const bool listed = std::find(item_.decisions.begin(), item_.decisions.end(), name.file) !=
                            item_.decisions.end();
        // A listed file that is missing or faulty has been told.
        if (!listed) in_item("service.file_missing", "materials_decision", {name.file});
        return;
    }
    const auto names = model->second->decisions();
    if (std::find(names.begin(), names.end(), name.decision) == names.end())
        return in_item("service.decision_unknown", "materials_decision",
                       {name.file, name.decision});
    const auto inputs = model->second->prepare(name.decision).inputs();
    for (const auto& input : inputs)
        if (input != "age" && !fields_.empty() && !fields_.contains(input))
            tell("service.condition_field", name.file, name.decision, {input});
    check_answers(*model->second, name.decision, inputs);
}

std::optional<std::map<std::string, std::vector<json::value>>> Checker::choices(
    const std::vector<std::string>& inputs) const {
    const auto form = forms_.find(item_.form);
    if (form == forms_.end()) return std::nullopt;
    std::map<std::string, std::vector<json::value>> out;
    std::size_t questions = 1;
    for (const auto& input : inputs) {
        find_choices(form->second->schema(), input, out[input]);
        questions *= out[input].size();
        if (questions == 0 || questions > questions_max) return std::nullopt;
    }
    return out;
}

// Where all its inputs are choices of the form, the decision is asked every question there is.
void Checker::check_answers(const decision::Model& model, const std::string& decision,
                            const std::vector<std::string>& inputs) {
    const auto all = choices(inputs);
    if (!all) return;
    std::set<std::string> codes;
    for (const auto& material : item_.materials)
        codes.insert(material.code);
    std::vector<json::object> questions{{}};
    for (const auto& [field, values] : *all) {
        std::vector<json::object> more;
        for (const auto& question : questions)
            for (const auto& value : values) {
                more.push_back(question);
                more.back()[field] = value;
            }
        questions = std::move(more);
    }
    const std::string file = decision_name(item_.materials_decision).file;
    for (const auto& question : questions) {
        const auto value =
            model.evaluate({decision, "", model.inputs_from_json(question), false, Instant{}})
                .value;
        if (!value.is(decision::Kind::list)) {
            tell("service.materials_undecided", file, decision, {shown(question)});
            continue;
        }
        for (const auto& code : value.items())
            if (!code.is(decision::Kind::string) || !codes.contains(std::string(code.text())))
                tell("service.materials_not_listed", file, decision,
                     {shown(question), decision::display(code)});
    }
}

}  // namespace linli::service
