#include "kernel/decision/explain.hpp"

#include <algorithm>

namespace linli::decision {

namespace {

Value variables_of(const Decided& d) {
    std::vector<std::pair<std::string, Value>> all;
    const auto add = [&](const std::string& name, const Value& value) {
        for (const auto& [known, v] : all)
            if (known == name) return;
        all.emplace_back(name, value);
    };
    for (const auto& [name, value] : d.inputs)
        add(name, value);
    for (const auto& p : d.parameters)
        add(p.name, p.value);
    for (const auto& i : d.intermediates)
        add(i.name, i.value);
    return Context::make(std::move(all));
}

std::optional<Outcome> evaluate(const std::string& expression, const Value& variables,
                                std::string* fault) {
    try {
        auto outcome = evaluate_feel(expression, variables, {});
        if (outcome.value.is_null() && !outcome.notes.empty()) {
            *fault = expression + ": " + outcome.notes[0].words.en;
            return std::nullopt;
        }
        return outcome;
    } catch (const Refusal& r) {
        *fault = expression + ": " + r.words().en;
        return std::nullopt;
    }
}

// "0.00" asks for two decimals.
std::string formatted(const Value& value, const std::string& format) {
    const auto point = format.find('.');
    if (format.empty() || !value.is(Kind::number)) return display(value);
    const std::size_t digits = point == std::string::npos ? 0 : format.size() - point - 1;
    const auto rounded = value.number().rounded(static_cast<int>(digits), Rounding::half_up);
    std::string text = rounded ? rounded->text() : display(value);
    if (digits == 0) return text;
    auto dot = text.find('.');
    if (dot == std::string::npos) {
        dot = text.size();
        text += '.';
    }
    text.append(digits - std::min(digits, text.size() - dot - 1), '0');
    return text;
}

std::string trimmed(std::string text) {
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string::npos) return "";
    return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace

std::optional<std::string> fill(const std::string& text, const Value& variables,
                                std::string* fault) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '{') {
            out += text[at];
            continue;
        }
        if (at + 1 < text.size() && text[at + 1] == '{') {
            out += text[at++];
            continue;
        }
        const auto end = text.find('}', at);
        if (end == std::string::npos) {
            *fault = text + ": } is missing";
            return std::nullopt;
        }
        std::string expression = text.substr(at + 1, end - at - 1), format;
        if (const auto bar = expression.rfind('|'); bar != std::string::npos) {
            format = trimmed(expression.substr(bar + 1));
            expression.resize(bar);
        }
        const auto value = evaluate(trimmed(expression), variables, fault);
        if (!value) return std::nullopt;
        out += formatted(value->value, format);
        at = end;
    }
    return out;
}

namespace {

class Explainer {
  public:
    Explainer(const Package& package, const Decided& decided)
        : package_(package), decided_(decided), variables_(variables_of(decided)) {}

    Explanation run() {
        for (const auto& i : decided_.intermediates)
            if (!from_templates(i.name)) from_tables(i.name);
        for (const auto& p : decided_.parameters)
            from_parameter(p);
        return std::move(out_);
    }

  private:
    void fault(const std::string& element, const std::string& text) {
        out_.faults.push_back({element, text, {"解释的句子有误：" + text, "sentence: " + text}});
    }
    bool from_templates(const std::string& decision) {
        bool any = false;
        for (const auto& t : package_.sheet().sentences) {
            if (package_.decision_name(t.decision) != decision) continue;
            any = true;
            std::string why;
            if (t.when) {
                const auto holds = evaluate(*t.when, variables_, &why);
                if (!holds) fault(decision, why);
                if (!holds || !holds->value.is_true()) continue;
            }
            const auto zh = fill(t.zh, variables_, &why);
            const auto en = zh ? fill(t.en, variables_, &why) : std::nullopt;
            if (!en)
                fault(decision, why);
            else
                out_.sentences.push_back({decision, {*zh, *en}, t.basis.value_or("")});
        }
        return any;
    }

    void from_tables(const std::string& decision) {
        for (const auto& t : decided_.tables)
            if (t.table == decision) from_table(t);
    }

    void from_table(const DecidedTable& t) {
        const Words name = package_.label(t.table);
        std::string inputs;
        for (const auto& [text, value] : t.inputs)
            inputs += (inputs.empty() ? "" : ", ") + text + " = " + display(value, true);
        for (const auto& row : t.rows) {
            std::string basis;
            for (const auto& a : row.annotations)
                basis += (basis.empty() ? "" : "; ") + a;
            const std::string n = std::to_string(row.row);
            out_.sentences.push_back({t.table,
                                      {"「" + name.zh + "」第 " + n + " 行适用：" + inputs,
                                       "row " + n + " of \"" + name.en + "\" applies: " + inputs},
                                      basis});
        }
    }

    void from_parameter(const UsedParameter& p) {
        const std::string unit = p.unit.empty() ? "" : " " + p.unit;
        const bool is_table = p.type == "table" || p.type == "rounding";
        const std::string value = is_table ? "" : " = " + display(p.value) + unit;
        if (p.assumed) {
            out_.sentences.push_back({p.name,
                                      {p.label.zh + value + "（假设的数值，不是规定）",
                                       p.label.en + value + " (supposed, not the rule)"},
                                      ""});
            return;
        }
        std::string basis = p.source;
        if (!p.article.empty()) basis += " " + p.article;
        const std::string from = p.from ? to_text(*p.from) : "";
        out_.sentences.push_back({p.name,
                                  {p.label.zh + value + "（自 " + from + " 起）",
                                   p.label.en + value + " (from " + from + ")"},
                                  basis});
    }

    const Package& package_;
    const Decided& decided_;
    Value variables_;
    Explanation out_;
};

}  // namespace

Explanation explain(const Package& package, const Decided& decided) {
    return Explainer(package, decided).run();
}

}  // namespace linli::decision
