#include "kernel/decision/engine.hpp"

#include <algorithm>

#include "kernel/decision/dated.hpp"
#include "kernel/decision/explain.hpp"
#include "kernel/decision/model_info.hpp"

namespace linli::decision {

namespace {

Instant instant_of(Date d) {
    return Instant{} + days(d.days);
}

// Gives the evaluation its inputs and keeps book of what it took and of what was not there.
class Source final : public InputSource {
  public:
    Source(const Package& package, const Call& call, const Model& model)
        : package_(package), call_(call), model_(model) {
        read_inputs();
        read_assumptions();
        finish();
    }

    Value input(const std::string& name) override {
        if (const auto* p = package_.parameter(name)) return parameter(*p);
        if (name == "适用日" || name == "legal date") return take(name, FeelDate{call_.at.days});
        if (name == "知悉日" || name == "knowledge date")
            return take(name, FeelDate{call_.known.days});
        for (const auto& [given, value] : given_)
            if (given == name) return take(name, value);
        const auto* label = package_.input_label(name);
        if (label && label->optional.value_or(false)) return take(name, Value());
        faults_.push_back({name,
                           "decision.input_missing",
                           {"缺少输入「" + package_.label(name).zh + "」",
                            "the input \"" + package_.label(name).en + "\" is missing"}});
        return {};
    }

    // Throws when something was asked for that is not there.
    void finish() {
        if (faults_.empty()) return;
        const FieldFault first = faults_[0];
        const bool law = first.code.starts_with("decision.parameter");
        throw Refusal(law ? RefusalKind::conflict : RefusalKind::unprocessable, first.code,
                      first.words, std::move(faults_));
    }

    std::vector<std::pair<std::string, Value>> inputs;
    std::vector<UsedParameter> parameters;

  private:
    Value take(const std::string& name, Value value) {
        inputs.emplace_back(name, value);
        return value;
    }

    void refuse(const std::string& field, const std::string& code, Words words) {
        faults_.push_back({field, code, std::move(words)});
    }

    void read_inputs() {
        if (call_.inputs.is_null()) return;
        if (!call_.inputs.is(Kind::context))
            throw refuse_field("inputs", "decision.inputs_malformed",
                               {"输入应当是一个对象，成员名是输入的名称或代码",
                                "the inputs must be an object by name or code"});
        const ModelParts& parts = model_.parts();
        Machine machine(*parts.program, nullptr, instant_of(call_.at).us);
        for (const auto& [key, raw] : call_.inputs.context().entries) {
            const std::string name = package_.input_name(key);
            const Element* e = nullptr;
            for (const auto& element : parts.elements)
                if (element.form == Element::Form::input && element.name == name) e = &element;
            if (package_.parameter(name)) {
                refuse("inputs." + key, "decision.input_is_parameter",
                       {"「" + name + "」由规则包给出，不能作为输入",
                        "\"" + name + "\" is a parameter of the package, not an input"});
            } else if (!e) {
                refuse("inputs." + key, "decision.input_unknown",
                       {"没有名为「" + name + "」的输入", "there is no input \"" + name + "\""});
            } else {
                Value value = typed(raw, e->type);
                if (e->type && !fit(machine, value, *e->type)) not_allowed(parts, *e, key, raw);
                given_.emplace_back(name, std::move(value));
            }
        }
    }

    void not_allowed(const ModelParts& parts, const Element& e, const std::string& key,
                     const Value& value) {
        const InputField field = describe_input(parts, e);
        const Words label = package_.label(e.name);
        const std::string wanted = field.type + (field.allowed.empty() ? "" : " " + field.allowed);
        const std::string shown = display(value, true).substr(0, 100);
        refuse("inputs." + key, "decision.input_not_allowed",
               {"「" + label.zh + "」的值 " + shown + " 不在允许之列（" + wanted + "）",
                "the value " + shown + " of \"" + label.en + "\" is not allowed (" + wanted + ")"});
    }

    void read_assumptions() {
        for (const auto& kv : call_.assume) {
            const auto* p = package_.parameter(kv.key());
            const std::string field = "assume." + std::string(kv.key());
            auto value = p ? parameter_value(*p->sheet, kv.value()) : std::nullopt;
            if (!value)
                refuse(field, "decision.assumption_unknown",
                       {"没有这个参数，或数值不合它的类型：" + std::string(kv.key()),
                        "there is no such parameter, or the value is not of its type: " +
                            std::string(kv.key())});
            else
                assumed_.emplace_back(p->sheet->name, std::move(*value));
        }
    }

    Value parameter(const LoadedParameter& p) {
        UsedParameter used;
        used.name = p.sheet->name;
        used.label = package_.label(used.name);
        used.unit = p.sheet->unit.value_or("");
        used.type = p.sheet->type;
        for (const auto& [name, value] : assumed_) {
            if (name != used.name) continue;
            used.assumed = true;
            used.value = value;
            parameters.push_back(used);
            return value;
        }
        const auto found = Dated(p.sheet->values).holding(call_.at, call_.known, call_.areas);
        if (found.size() != 1) {
            blocked(p, found);
            return {};
        }
        const ParameterValue& v = p.sheet->values[found[0]];
        used.value = p.values[found[0]];
        used.value_name = v.id();
        used.area = v.area.value_or("");
        used.from = v.from;
        used.until = v.until;
        used.known_since = v.known_since;
        used.source = v.source.value_or("");
        used.article = v.article.value_or("");
        used.url = v.url.value_or("");
        used.note = v.note.value_or("");
        parameters.push_back(used);
        return used.value;
    }

    void blocked(const LoadedParameter& p, const std::vector<std::size_t>& found) {
        std::string areas, names;
        for (const auto& a : call_.areas)
            areas += (areas.empty() ? "" : ", ") + a;
        for (const auto i : found)
            names += (names.empty() ? "" : ", ") + p.sheet->values[i].id();
        const Words label = package_.label(p.sheet->name);
        const std::string zh = "（规则包 " + package_.sheet().package + "，适用日 " +
                               to_text(call_.at) + "，知悉日 " + to_text(call_.known) +
                               (areas.empty() ? "" : "，地区 " + areas) + "）";
        const std::string en = " (package " + package_.sheet().package + ", in force at " +
                               to_text(call_.at) + ", known at " + to_text(call_.known) +
                               (areas.empty() ? "" : ", area " + areas) + ")";
        const std::string field = "parameters." + p.sheet->name;
        if (found.empty())
            refuse(field, "decision.parameter_missing",
                   {"参数「" + label.zh + "」没有适用的数值" + zh,
                    "the parameter \"" + label.en + "\" has no value" + en});
        else
            refuse(field, "decision.parameter_ambiguous",
                   {"参数「" + label.zh + "」有几个数值同时适用：" + names + zh,
                    "several values of the parameter \"" + label.en + "\" hold: " + names + en});
    }

    const Package& package_;
    const Call& call_;
    const Model& model_;
    std::vector<std::pair<std::string, Value>> given_, assumed_;
    std::vector<FieldFault> faults_;
};

// The rows that applied with what the table's author wrote beside them.
DecidedTable annotated(const std::vector<TableText>& texts, const AppliedTable& applied) {
    DecidedTable out{applied.table, applied.inputs, {}};
    const TableText* text = nullptr;
    for (const auto& t : texts) {
        if (t.element->name != applied.table || t.inputs.size() != applied.inputs.size()) continue;
        bool same = true;
        for (std::size_t i = 0; i < t.inputs.size(); ++i)
            same = same && t.inputs[i].text == applied.inputs[i].first;
        if (same && !text) text = &t;
    }
    for (const auto row : applied.rows) {
        MatchedRow matched{row, 0, {}};
        if (text && row <= text->rows.size()) {
            matched.line = text->rows[row - 1].line;
            matched.annotations = text->rows[row - 1].annotations;
        }
        out.rows.push_back(std::move(matched));
    }
    return out;
}

}  // namespace

Decided decide(const Package& package, const Call& call) {
    const LoadedVersion& version = package.version_at(call.at, call.known, call.areas);
    const std::string name = package.decision_name(call.decision);
    if (!version.model->parts().find(Element::Form::decision, name, ""))
        throw refuse_not_found(
            "decision.unknown",
            {"规则包里没有决策「" + name + "」", "the package has no decision \"" + name + "\""});
    Source source(package, call, *version.model);
    auto outcome =
        version.model->evaluate({name, "", {}, call.explain, instant_of(call.at), &source});
    source.finish();
    Decided out;
    out.package = package.sheet().package;
    out.decision = name;
    for (const auto& d : package.sheet().decisions) {
        if (d.name != name) continue;
        out.code = d.code.value_or("");
        out.unit = d.unit.value_or("");
    }
    out.label = package.label(name);
    out.version = version.sheet->version;
    out.version_hash = version.hash;
    out.at = call.at;
    out.known = call.known;
    out.areas = call.areas;
    out.value = std::move(outcome.value);
    out.inputs = std::move(source.inputs);
    out.parameters = std::move(source.parameters);
    out.notes = std::move(outcome.notes);
    if (!call.explain) return out;
    out.intermediates = std::move(outcome.intermediates);
    const auto texts = tables_of(version.model->parts());
    for (const auto& t : outcome.tables)
        out.tables.push_back(annotated(texts, t));
    out.sentences = explain(package, out).sentences;
    return out;
}

PackageSummary summary(const Package& package) {
    const PackageSheet& sheet = package.sheet();
    PackageSummary out{sheet.package,     package.hash(), sheet.owner, {sheet.zh, sheet.en},
                       sheet.legal_basis, sheet.versions, {}};
    for (const auto& d : sheet.decisions)
        out.decisions.push_back({d.name, d.code.value_or(""), package.label(d.name)});
    if (out.decisions.empty())
        for (const auto& name : package.versions().back().model->decisions())
            out.decisions.push_back({name, "", {name, name}});
    return out;
}

void Engine::put(std::shared_ptr<const Package> package) {
    for (const auto& v : package->versions())
        v.model->require_sound();
    const std::lock_guard lock(mutex_);
    packages_[package->sheet().package] = std::move(package);
}

void Engine::remove(const std::string& package) {
    const std::lock_guard lock(mutex_);
    packages_.erase(package);
}

std::shared_ptr<const Package> Engine::package(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    const auto it = packages_.find(name);
    if (it == packages_.end())
        throw refuse_not_found("decision.package_unknown",
                               {"没有名为 " + name + " 的规则包", "there is no package " + name});
    return it->second;
}

std::vector<PackageSummary> Engine::list() const {
    const std::lock_guard lock(mutex_);
    std::vector<PackageSummary> out;
    for (const auto& [name, package] : packages_)
        out.push_back(summary(*package));
    return out;
}

}  // namespace linli::decision
