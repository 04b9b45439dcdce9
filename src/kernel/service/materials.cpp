// Who may apply, and what he needs: never more than the law asks for, and nothing that the state
// holds already.
#include <algorithm>

#include "kernel/service/text.hpp"

namespace linli::service {
namespace {

using decision::Kind;
using decision::Value;

constexpr const char* age_name = "age";

bool is_answered(const json::object& data, const std::string& field) {
    const json::value* v = data.if_contains(field);
    return v && !v->is_null() && !(v->is_string() && v->get_string().empty());
}

// Every field by name, so that one without an answer is null and not unknown.
json::object inputs_of(const std::set<std::string>& fields, const json::object& data,
                       std::optional<int> age) {
    json::object out;
    for (const auto& field : fields)
        out[field] = is_answered(data, field) ? data.at(field) : json::value(nullptr);
    out[age_name] = age ? json::value(*age) : json::value(nullptr);
    return out;
}

bool says_no(const decision::Expression& condition, const Value& context, Instant now) {
    const Value value = condition.evaluate(context, now).value;
    return value.is(Kind::boolean) && !value.is_true();
}

}  // namespace

std::shared_ptr<const form::Form> Compiled::form(const std::string& file) const {
    const auto found = forms_.find(file);
    if (found == forms_.end())
        throw refuse_not_found("service.form_unknown",
                               {"事项里没有表单 " + file, "the service has no form " + file});
    return found->second;
}

// Fields that the applicant sees and must still answer.
std::set<std::string> Compiled::open_fields(const json::object& data) const {
    std::set<std::string> out;
    for (const auto& fault : application_->faults(data, clock_->now())) {
        const std::string field = fault.field.substr(0, fault.field.find_first_of(".["));
        if (fields_.contains(field) && !is_answered(data, field)) out.insert(field);
    }
    return out;
}

bool Compiled::is_open(const std::vector<std::string>& names, const std::set<std::string>& open,
                       bool age_known) const {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        return open.contains(name) || (name == age_name && !age_known);
    });
}

std::vector<std::string> Compiled::decision_inputs() const {
    const auto name = decision_name(item_.materials_decision);
    const auto model = decisions_.find(name.file);
    if (model == decisions_.end()) return {};
    return model->second->prepare(name.decision).inputs();
}

// The codes that the item's decision gives; none when it gives no list.
std::optional<std::set<std::string>> Compiled::decided(const json::object& inputs) const {
    const auto name = decision_name(item_.materials_decision);
    const auto model = decisions_.find(name.file);
    if (model == decisions_.end()) return std::nullopt;
    json::object asked;
    for (const auto& input : decision_inputs())
        if (const auto* v = inputs.if_contains(input)) asked[input] = *v;
    const Value value = model->second
                            ->evaluate({name.decision, "", model->second->inputs_from_json(asked),
                                        false, clock_->now()})
                            .value;
    if (!value.is(Kind::list)) return std::nullopt;
    std::set<std::string> codes;
    for (const Value& code : value.items())
        if (code.is(Kind::string)) codes.insert(std::string(code.text()));
    return codes;
}

Materials Compiled::materials(const json::object& data, std::optional<int> age) const {
    const Instant now = clock_->now();
    const auto open = open_fields(data);
    const json::object inputs = inputs_of(fields_, application_->clean(data, now), age);
    const Value context = decision::from_json_value(inputs);
    Materials out;
    std::set<std::string> asked;
    const auto ask = [&](const std::vector<std::string>& names) {
        for (const auto& name : names)
            if (open.contains(name)) asked.insert(name);
        return is_open(names, open, age.has_value());
    };
    if (who_may_ && !ask(who_may_->variables()) && says_no(*who_may_, context, now)) {
        out.may = false;
        out.why_not = {item_.who_may_zh, item_.who_may_en};
    }
    const bool by_decision = !item_.materials_decision.empty();
    const bool list_open = by_decision && ask(decision_inputs());
    const auto codes = by_decision && !list_open ? decided(inputs) : std::nullopt;
    for (Material material : item_.materials) {
        bool certain = !by_decision || codes.has_value();
        if (codes && !codes->contains(material.code)) continue;
        if (const auto when = when_.find(material.code); !by_decision && when != when_.end()) {
            certain = !ask(when->second.variables());
            if (certain && !when->second.evaluate(context, now).value.is_true()) continue;
        }
        // What may turn out not to be needed is shown and not demanded.
        material.required = material.required && certain && !material.held_by_state;
        out.items.push_back(std::move(material));
    }
    out.unanswered.assign(asked.begin(), asked.end());
    return out;
}

}  // namespace linli::service
