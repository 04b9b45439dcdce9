// From elements to programs: what each decision may see is what it requires (DMN 1.5, 6.3).
#include "kernel/decision/lexer.hpp"
#include "kernel/decision/model.hpp"

namespace linli::decision {

namespace {

class ModelCompiler {
  public:
    explicit ModelCompiler(ModelParts& parts) : parts_(parts) {}

    void run() {
        for (std::size_t i = 0; i < parts_.documents.size(); ++i)
            read_types(i);
        for (std::size_t i = 0; i < parts_.documents.size(); ++i)
            read_elements(i);
        for (auto& e : parts_.elements)
            if (e.form == Element::Form::service) read_service(e);
        for (auto& e : parts_.elements)
            compile_element(e);
    }

  private:
    // The types of an import are known under its name.
    void read_types(std::size_t number) {
        if (!typed_.insert(number).second) return;
        Document& d = *parts_.documents[number];
        TypeReader reader(parts_, number);
        reader.declare();
        for (const auto& [name, name_space] : d.imports) {
            for (std::size_t i = 0; i < parts_.documents.size(); ++i) {
                if (parts_.documents[i]->name_space != name_space) continue;
                read_types(i);
                const std::string prefix = name.empty() ? "" : name_key(name) + " . ";
                for (const auto& [key, type] : parts_.documents[i]->names.types)
                    d.names.types.emplace(prefix + key, type);
                for (const auto& [key, spelling] : parts_.documents[i]->names.members)
                    d.names.member(spelling);
            }
        }
        reader.define();
    }

    void read_elements(std::size_t number) {
        Document& d = *parts_.documents[number];
        for (auto xml : d.xml.document_element().children()) {
            Element e;
            const auto form = local_name(xml);
            if (form == "inputData")
                e.form = Element::Form::input;
            else if (form == "decision")
                e.form = Element::Form::decision;
            else if (form == "businessKnowledgeModel")
                e.form = Element::Form::function;
            else if (form == "decisionService")
                e.form = Element::Form::service;
            else
                continue;
            e.document = number;
            e.xml = xml;
            e.id = xml.attribute("id").value();
            e.name = tidy_name(xml.attribute("name").value());
            const auto variable = child(xml, "variable");
            e.type = TypeReader(parts_, number)
                         .resolve(variable.attribute("typeRef").value(), xml, e.name);
            const auto global = static_cast<std::uint32_t>(parts_.elements.size());
            if (!e.id.empty()) parts_.by_id.emplace(d.name_space + "#" + e.id, global);
            parts_.elements.push_back(std::move(e));
        }
    }

    std::optional<std::uint32_t> by_reference(const Element& from, std::string reference,
                                              pugi::xml_node where) {
        const Document& d = *parts_.documents[from.document];
        if (reference.starts_with('#')) reference = d.name_space + reference;
        const auto it = parts_.by_id.find(reference);
        if (it != parts_.by_id.end()) return it->second;
        parts_.faults.push_back(
            {d.file,
             d.line(where),
             from.name,
             {"引用的元素不存在：" + reference, "the element " + reference + " does not exist"}});
        return std::nullopt;
    }

    void read_service(Element& e) {
        const auto collect = [&](std::string_view form, std::vector<std::uint32_t>& out) {
            for (auto part : e.xml.children())
                if (local_name(part) == form)
                    if (const auto n = by_reference(e, part.attribute("href").value(), part))
                        out.push_back(*n);
        };
        collect("inputData", e.inputs);
        collect("inputDecision", e.inputs);
        collect("outputDecision", e.outputs);
    }

    // The name of a required element as this document sees it.
    std::string name_for(const Element& from, const Element& required) {
        if (required.document == from.document) return required.name;
        for (const auto& [name, name_space] : parts_.documents[from.document]->imports)
            if (parts_.documents[required.document]->name_space == name_space)
                return name.empty() ? required.name : name + "." + required.name;
        return required.name;
    }

    const Type* visible_type(const Element& e) {
        if (e.form == Element::Form::input || e.form == Element::Form::decision) return e.type;
        return e.type && e.type->form == Type::Form::function ? e.type : nullptr;
    }

    void declare_requirements(const Element& e, Scope& scope) {
        for (auto requirement : e.xml.children()) {
            const auto form = local_name(requirement);
            if (form != "informationRequirement" && form != "knowledgeRequirement") continue;
            for (auto reference : requirement.children()) {
                if (!reference.attribute("href")) continue;
                const auto n = by_reference(e, reference.attribute("href").value(), reference);
                if (!n) continue;
                const Element& required = parts_.elements[*n];
                scope.declare_global(name_for(e, required), *n, visible_type(required));
            }
        }
    }

    void compile_element(Element& e) {
        if (e.form == Element::Form::input) return;
        Program& program = parts_.code();
        Document& d = *parts_.documents[e.document];
        Scope scope(program, d.names);
        Body body;
        if (e.form == Element::Form::service) {
            for (const auto n : e.inputs)
                body.parameters.push_back({parts_.elements[n].name, parts_.elements[n].type});
            body.service = static_cast<std::int32_t>(&e - parts_.elements.data());
        } else {
            declare_requirements(e, scope);
            scope.enter_function();
            BoxedCompiler boxed(parts_, e, scope);
            if (e.form == Element::Form::decision) {
                const auto expression = boxed.child_expression(e.xml);
                body.node = expression ? expression->node : 0;
                body.result = e.type;
            } else {
                body.node = function_of(e, boxed);
            }
            scope.leave_function(body);
        }
        program.bodies.push_back(std::move(body));
        e.body = static_cast<std::uint32_t>(program.bodies.size() - 1);
    }

    std::uint32_t function_of(const Element& e, BoxedCompiler& boxed) {
        const auto logic = child(e.xml, "encapsulatedLogic");
        if (!logic) return 0;
        const Expr f = boxed.function(logic);
        // The type of the variable is that of the result, unless it is a function type.
        Body& body = parts_.code().bodies.back();
        if (e.type) body.result = e.type->form == Type::Form::function ? e.type->element : e.type;
        if (!body.result) body.result = boxed.type_of(logic);
        return f.node;
    }

    ModelParts& parts_;
    std::set<std::size_t> typed_;
};

}  // namespace

void compile(ModelParts& parts) {
    ModelCompiler(parts).run();
}

}  // namespace linli::decision
