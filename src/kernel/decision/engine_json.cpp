#include "kernel/decision/engine.hpp"

namespace linli::decision {

namespace {

json::object with_value(json::object out, const Value& value) {
    out["value"] = to_json_value(value);
    out["value_text"] = display(value);
    return out;
}

json::array named(const std::vector<std::pair<std::string, Value>>& values) {
    json::array out;
    for (const auto& [name, value] : values)
        out.push_back(with_value({{"name", name}}, value));
    return out;
}

json::value optional_date(const std::optional<Date>& d) {
    return d ? json::value(to_text(*d)) : json::value(nullptr);
}

json::object parameter_json(const UsedParameter& p) {
    json::object out = with_value({{"name", p.name},
                                   {"label", to_json(p.label)},
                                   {"unit", p.unit},
                                   {"type", p.type},
                                   {"assumed", p.assumed}},
                                  p.value);
    out["value_name"] = p.value_name;
    out["area"] = p.area;
    out["from"] = optional_date(p.from);
    out["until"] = optional_date(p.until);
    out["known_since"] = optional_date(p.known_since);
    out["source"] = p.source;
    out["article"] = p.article;
    out["url"] = p.url;
    out["note"] = p.note;
    return out;
}

json::array tables_json(const std::vector<DecidedTable>& tables) {
    json::array out;
    for (const auto& t : tables) {
        json::array rows;
        for (const auto& r : t.rows)
            rows.push_back(json::object{
                {"row", r.row}, {"line", r.line}, {"annotations", to_json(r.annotations)}});
        out.push_back(
            json::object{{"table", t.table}, {"inputs", named(t.inputs)}, {"rows", rows}});
    }
    return out;
}

void exact(const Value& v, std::string& out) {
    if (v.is(Kind::number)) {
        out += v.number().text();
    } else if (v.is(Kind::list)) {
        out += '[';
        for (std::size_t i = 0; i < v.items().size(); ++i) {
            if (i) out += ',';
            exact(v.items()[i], out);
        }
        out += ']';
    } else if (v.is(Kind::context)) {
        out += '{';
        bool first = true;
        for (const auto& [name, member] : v.context().entries) {
            if (!first) out += ',';
            first = false;
            out += json::serialize(json::value(name)) + ':';
            exact(member, out);
        }
        out += '}';
    } else {
        out += json::serialize(to_json_value(v));
    }
}

}  // namespace

std::string exact_json(const Value& value) {
    std::string out;
    exact(value, out);
    return out;
}

json::object as_json(const Decided& d, bool explained) {
    json::object out{{"package", d.package},
                     {"decision", d.decision},
                     {"code", d.code},
                     {"version", d.version},
                     {"version_hash", d.version_hash},
                     {"label", to_json(d.label)},
                     {"unit", d.unit},
                     {"at", to_text(d.at)},
                     {"known", to_text(d.known)},
                     {"areas", to_json(d.areas)}};
    out = with_value(std::move(out), d.value);
    out["inputs"] = named(d.inputs);
    json::array parameters, notes, intermediates, sentences;
    for (const auto& p : d.parameters)
        parameters.push_back(parameter_json(p));
    out["parameters"] = std::move(parameters);
    for (const auto& n : d.notes)
        notes.push_back(json::object{
            {"element", n.element}, {"expression", n.expression}, {"words", to_json(n.words)}});
    out["notes"] = std::move(notes);
    if (!explained) return out;
    for (const auto& i : d.intermediates)
        intermediates.push_back(with_value({{"name", i.name}}, i.value));
    out["intermediates"] = std::move(intermediates);
    out["tables"] = tables_json(d.tables);
    for (const auto& s : d.sentences)
        sentences.push_back(json::object{
            {"decision", s.decision}, {"zh", s.words.zh}, {"en", s.words.en}, {"basis", s.basis}});
    out["sentences"] = std::move(sentences);
    return out;
}

}  // namespace linli::decision
