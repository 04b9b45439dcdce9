// The checks of parameters, versions, examples and sentences.
#include <algorithm>
#include <set>

#include "kernel/decision/check.hpp"
#include "kernel/decision/dated.hpp"
#include "kernel/decision/explain.hpp"
#include "kernel/decision/model_info.hpp"

namespace linli::decision {

namespace {

CheckFinding finding(CheckCode code, const char* file, const std::string& element, Words words) {
    CheckFinding f;
    f.code = code;
    f.file = file;
    f.element = element;
    f.words = std::move(words);
    return f;
}

const Date end_of_time = Date::of(9999, 12, 31);

// The days of the span on which something may change.
template <class T>
void collect_days(const std::vector<T>& all, const LegalSpan& span, std::set<Date>& days) {
    for (const auto& t : all) {
        if (span.from <= t.from && t.from <= span.until) days.insert(t.from);
        if (t.until && span.from <= *t.until + 1 && *t.until + 1 <= span.until)
            days.insert(*t.until + 1);
    }
}

class ParameterCheck {
  public:
    explicit ParameterCheck(const Package& package) : package_(package) {}

    std::vector<CheckFinding> run() {
        types_and_use();
        if (!package_.sheet().span) return std::move(out_);
        const LegalSpan& span = *package_.sheet().span;
        areas_.push_back({});
        for (const auto& a : span.areas)
            areas_.push_back({a});
        for (const auto& area : areas_) {
            check_span(package_.sheet().versions, area, [&](Date day, std::size_t count) {
                report("package.yaml", "versions", CheckCode::version_missing,
                       CheckCode::version_ambiguous, "版本", "versions", day, area, count);
            });
            for (const auto& p : package_.parameters())
                parameter_span(p, area);
        }
        return std::move(out_);
    }

  private:
    void types_and_use() {
        for (const auto& p : package_.parameters()) {
            bool used = false;
            std::set<const Model*> seen;
            for (const auto& v : package_.versions()) {
                if (!seen.insert(v.model.get()).second) continue;
                for (const auto& e : v.model->parts().elements) {
                    if (e.form != Element::Form::input || e.name != p.sheet->name) continue;
                    used = true;
                    values_fit(p, v, e);
                }
            }
            if (used) continue;
            auto f = finding(CheckCode::parameter_unused, "parameters.yaml", p.sheet->name,
                             {"没有模型用到它", "no model uses it"});
            f.warning = true;
            out_.push_back(std::move(f));
        }
    }

    void values_fit(const LoadedParameter& p, const LoadedVersion& v, const Element& e) {
        if (!e.type) return;
        Machine machine(*v.model->parts().program, nullptr, 0);
        for (std::size_t i = 0; i < p.values.size(); ++i) {
            Value value = p.values[i];
            if (fit(machine, value, *e.type)) continue;
            out_.push_back(
                finding(CheckCode::parameter_type, "parameters.yaml",
                        p.sheet->name + " " + p.sheet->values[i].id(),
                        {"数值不是版本 " + v.sheet->version + " 里声明的类型 " + type_text(e.type),
                         "the value is not of the type that version " + v.sheet->version +
                             " declares: " + type_text(e.type)}));
        }
    }

    template <class T, class F>
    void check_span(const std::vector<T>& all, const std::vector<std::string>& area, F report) {
        const LegalSpan& span = *package_.sheet().span;
        std::set<Date> days{span.from};
        collect_days(all, span, days);
        std::optional<std::size_t> before;
        for (const Date day : days) {
            const std::size_t count = Dated(all).holding(day, end_of_time, area).size();
            // One finding for each stretch of days.
            if (count != 1 && count != before) report(day, count);
            before = count;
        }
    }

    // Only days on which a version needs the parameter count.
    void parameter_span(const LoadedParameter& p, const std::vector<std::string>& area) {
        check_span(p.sheet->values, area, [&](Date day, std::size_t count) {
            if (count == 0 && p.sheet->local.value_or(false)) return;
            const auto versions = Dated(package_.sheet().versions).holding(day, end_of_time, area);
            const bool needed = std::any_of(versions.begin(), versions.end(), [&](std::size_t i) {
                const auto& elements = package_.versions()[i].model->parts().elements;
                return std::any_of(elements.begin(), elements.end(), [&](const Element& e) {
                    return e.form == Element::Form::input && e.name == p.sheet->name;
                });
            });
            if (needed || count > 1)
                report("parameters.yaml", p.sheet->name, CheckCode::parameter_missing,
                       CheckCode::parameter_ambiguous, "数值", "values", day, area, count);
        });
    }

    void report(const char* file, const std::string& element, CheckCode missing,
                CheckCode ambiguous, const std::string& zh, const std::string& en, Date day,
                const std::vector<std::string>& area, std::size_t count) {
        const std::string where_zh = area.empty() ? "" : "，地区 " + area[0];
        const std::string where_en = area.empty() ? "" : ", area " + area[0];
        const std::string n = std::to_string(count);
        if (count == 0)
            out_.push_back(finding(missing, file, element,
                                   {"自 " + to_text(day) + " 起没有" + zh + where_zh,
                                    "no " + en + " from " + to_text(day) + where_en}));
        else
            out_.push_back(
                finding(ambiguous, file, element,
                        {"自 " + to_text(day) + " 起有 " + n + " 个" + zh + "同时有效" + where_zh,
                         n + " " + en + " hold from " + to_text(day) + where_en}));
    }

    const Package& package_;
    std::vector<std::vector<std::string>> areas_;
    std::vector<CheckFinding> out_;
};

class ExampleCheck {
  public:
    explicit ExampleCheck(const Package& package) : package_(package) {}

    std::vector<CheckFinding> run() {
        for (const auto& e : package_.examples())
            check(e);
        for (const auto& d : package_.sheet().decisions) {
            if (tried_.contains(d.name)) continue;
            auto f = finding(CheckCode::example_missing, "examples.yaml", d.name,
                             {"没有例子", "has no example"});
            f.warning = true;
            out_.push_back(std::move(f));
        }
        return std::move(out_);
    }

  private:
    void check(const Example& e) {
        const std::string name = package_.decision_name(e.decision);
        tried_.insert(name);
        const int stated = (e.expected ? 1 : 0) + (e.not_expected ? 1 : 0) + (e.refused ? 1 : 0);
        if (stated != 1) {
            failed(e, {"要写 expected、not_expected、refused 中的一项",
                       "needs one of expected, not_expected and refused"});
            return;
        }
        Call call{package_.sheet().package,
                  e.decision,
                  e.at,
                  e.known.value_or(e.at),
                  e.areas,
                  {},
                  {},
                  true};
        call.inputs = from_json_value(e.inputs);
        if (e.assume) call.assume = *e.assume;
        try {
            const Decided decided = decide(package_, call);
            compare(e, decided);
            for (const auto& fault : explain(package_, decided).faults)
                sentence(fault);
        } catch (const Refusal& r) {
            if (e.refused == r.code()) return;
            failed(e, {"被拒绝：" + r.words().zh, "was refused: " + r.words().en});
        }
    }

    void compare(const Example& e, const Decided& d) {
        if (e.refused) {
            if (*e.refused == "undecided" && d.value.is_null()) return;
            failed(e, {"应当被拒绝，却得到 " + display(d.value, true),
                       "should be refused, but gives " + display(d.value, true)});
            return;
        }
        const json::value& wanted = e.expected ? *e.expected : *e.not_expected;
        const Number tolerance = number(e.tolerance);
        const bool same = agrees(from_json_value(wanted), d.value, tolerance);
        if (same == e.expected.has_value()) return;
        const std::string value = display(d.value, true);
        std::string why;
        if (d.value.is_null() && !d.notes.empty()) why = " (" + d.notes[0].words.en + ")";
        if (e.expected)
            failed(e, {"应为 " + json::serialize(wanted) + "，得到 " + value + why,
                       "expected " + json::serialize(wanted) + ", got " + value + why});
        else
            failed(e, {"得到了已知的错误答案 " + value, "gives the known wrong answer " + value});
    }

    static Number number(const std::optional<json::value>& v) {
        const Value n = v ? from_json_value(*v) : Value();
        return n.is(Kind::number) ? n.number() : Number(0);
    }

    // Members that are expected; texts stand for dates and the like.
    static bool agrees(const Value& wanted, const Value& have, Number tolerance) {
        if (wanted.is(Kind::number) && have.is(Kind::number)) {
            const auto difference = subtract(wanted.number(), have.number());
            return difference && decision::compare(difference->absolute(), tolerance) <= 0;
        }
        if (wanted.is(Kind::context) && have.is(Kind::context)) {
            for (const auto& [name, value] : wanted.context().entries) {
                const Value* other = have.context().find(name);
                if (!other || !agrees(value, *other, tolerance)) return false;
            }
            return true;
        }
        if (wanted.is(Kind::list) && have.is(Kind::list)) {
            if (wanted.items().size() != have.items().size()) return false;
            for (std::size_t i = 0; i < wanted.items().size(); ++i)
                if (!agrees(wanted.items()[i], have.items()[i], tolerance)) return false;
            return true;
        }
        if (wanted.is(Kind::string)) return !have.is_null() && wanted.text() == display(have);
        return equal(wanted, have).value_or(false);
    }

    void failed(const Example& e, Words words) {
        out_.push_back(finding(CheckCode::example_failed, "examples.yaml", e.id, std::move(words)));
    }
    void sentence(const Explained& fault) {
        if (said_.insert(fault.element + fault.expression).second)
            out_.push_back(
                finding(CheckCode::sentence_fault, "package.yaml", fault.element, fault.words));
    }

    const Package& package_;
    std::set<std::string> tried_, said_;
    std::vector<CheckFinding> out_;
};

}  // namespace

std::vector<CheckFinding> check_parameters(const Package& package) {
    return ParameterCheck(package).run();
}

std::vector<CheckFinding> check_examples(const Package& package) {
    return ExampleCheck(package).run();
}

}  // namespace linli::decision
