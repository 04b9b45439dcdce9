#include "kernel/decision/tck.hpp"

#include <map>

#include "kernel/decision/lexer.hpp"
#include "kernel/decision/machine.hpp"
#include "kernel/decision/model.hpp"

namespace linli::decision {

namespace {

bool is_nil(pugi::xml_node xml) {
    for (const auto a : xml.attributes())
        if (std::string_view(a.name()).ends_with(":nil")) return a.as_bool();
    return false;
}

std::string raw_text(pugi::xml_node xml) {
    std::string out;
    for (auto c : xml.children())
        if (c.type() == pugi::node_pcdata || c.type() == pugi::node_cdata) out += c.value();
    return out;
}

Value simple_value(pugi::xml_node xml) {
    if (is_nil(xml)) return {};
    std::string type;
    for (const auto a : xml.attributes())
        if (std::string_view(a.name()).ends_with(":type")) type = a.value();
    if (const auto colon = type.find(':'); colon != std::string::npos) type.erase(0, colon + 1);
    const std::string raw = raw_text(xml), text = text_of(xml);
    if (type == "boolean") return Value(text == "true" || text == "1");
    if (type == "decimal" || type == "double" || type == "integer" || type == "int" ||
        type == "long" || type == "float") {
        const auto n = Number::parse(text);
        return n ? Value(*n) : Value();
    }
    if (type == "dateTime") {
        const auto t = parse_date_time(text);
        return t ? Value(*t) : Value();
    }
    if (type == "date" || type == "time" || type.ends_with("uration"))
        return temporal_of_text(text);
    return Value(raw);
}

Value value_of(pugi::xml_node xml) {
    if (is_nil(xml)) return {};
    std::vector<std::pair<std::string, Value>> members;
    for (auto c : xml.children()) {
        const auto form = local_name(c);
        if (form == "value") return simple_value(c);
        if (form == "list") {
            if (is_nil(c)) return {};
            std::vector<Value> items;
            for (auto item : c.children())
                if (local_name(item) == "item") items.push_back(value_of(item));
            return items;
        }
        if (form == "component")
            members.emplace_back(tidy_name(c.attribute("name").value()), value_of(c));
    }
    return members.empty() ? Value() : Context::make(std::move(members));
}

bool same(const Value& expected, const Value& actual) {
    if (expected.kind() != actual.kind()) return false;
    switch (expected.kind()) {
        case Kind::number: {
            const auto d = subtract(expected.number(), actual.number());
            return d && compare(d->absolute(), *Number::parse("1e-8")) < 0;
        }
        case Kind::list:
            if (expected.items().size() != actual.items().size()) return false;
            for (std::size_t i = 0; i < expected.items().size(); ++i)
                if (!same(expected.items()[i], actual.items()[i])) return false;
            return true;
        case Kind::context:
            if (expected.context().entries.size() != actual.context().entries.size()) return false;
            for (const auto& [name, value] : expected.context().entries) {
                const Value* found = actual.context().find(name);
                if (!found || !same(value, *found)) return false;
            }
            return true;
        default:
            return equal(expected, actual).value_or(false);
    }
}

class CaseRunner {
  public:
    CaseRunner(const Model& model, Instant now) : model_(model), now_(now) {}

    TckResult run(pugi::xml_node xml) {
        TckResult out;
        out.test_case = xml.attribute("id").value();
        out.passed = true;
        const std::string type = xml.attribute("type").value();
        std::vector<std::pair<std::string, Value>> inputs;
        for (auto c : xml.children())
            if (local_name(c) == "inputNode")
                inputs.emplace_back(tidy_name(c.attribute("name").value()), value_of(c));
        Ask ask{xml.attribute("invocableName").value(), "", Context::make(inputs), false, now_};
        std::size_t results = 0;
        for (auto c : xml.children())
            results += local_name(c) == "resultNode" ? 1 : 0;
        for (auto c : xml.children()) {
            if (local_name(c) != "resultNode" || !out.passed) continue;
            out.node = c.attribute("name").value();
            try {
                const Outcome outcome = result_of(type, ask, out.node, results);
                check(c, outcome, out);
            } catch (const Refusal& r) {
                out.passed = c.attribute("errorResult").as_bool();
                out.message = r.words().en;
            }
        }
        return out;
    }

  private:
    Outcome result_of(const std::string& type, Ask& ask, const std::string& node,
                      std::size_t results) {
        if (type != "decisionService" && type != "bkm") {
            ask.name = node;
            return model_.evaluate(ask);
        }
        Outcome outcome =
            type == "bkm" ? model_.evaluate_function(ask) : model_.evaluate_service(ask);
        // Several results are the members of one context.
        if (results > 1 && outcome.value.is(Kind::context)) {
            const Value* member = outcome.value.context().find(tidy_name(node));
            const Value copy = member ? *member : Value();
            outcome.value = copy;
        }
        return outcome;
    }

    static void check(pugi::xml_node xml, const Outcome& outcome, TckResult& out) {
        const Value expected = value_of(child(xml, "expected"));
        const bool error = xml.attribute("errorResult").as_bool();
        out.passed = error ? outcome.value.is_null() : same(expected, outcome.value);
        if (out.passed) return;
        out.message =
            "expected " + display(expected, true) + " but got " + display(outcome.value, true);
        for (const auto& note : outcome.notes)
            out.message += "; " + note.words.en;
    }

    const Model& model_;
    Instant now_;
};

}  // namespace

std::vector<TckResult> run_tck(const TckFolder& folder, Instant now) {
    std::vector<TckResult> results;
    std::map<std::string, std::shared_ptr<const Model>> models;
    for (const auto& text : folder.cases) {
        pugi::xml_document xml;
        if (!xml.load_buffer(text.xml.data(), text.xml.size(),
                             pugi::parse_default | pugi::parse_ws_pcdata_single))
            continue;
        const auto root = xml.document_element();
        if (local_name(root) != "testCases") continue;
        const std::string name = text_of(child(root, "modelName"));
        std::string refusal = "there is no model " + name;
        if (!models.contains(name)) {
            for (const auto& m : folder.models) {
                if (m.name != name) continue;
                try {
                    models.emplace(name, Model::read(m, folder.models));
                } catch (const Refusal& r) {
                    refusal = r.words().en;
                }
            }
        }
        const auto model = models.find(name);
        for (auto c : root.children()) {
            if (local_name(c) != "testCase") continue;
            TckResult r;
            if (model != models.end())
                r = CaseRunner(*model->second, now).run(c);
            else
                r = {"", c.attribute("id").value(), "", false, refusal};
            r.folder = folder.name;
            results.push_back(std::move(r));
        }
    }
    return results;
}

}  // namespace linli::decision
