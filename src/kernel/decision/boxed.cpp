// Boxed expressions (DMN 1.5, 10.2).
#include "kernel/decision/model.hpp"
#include "kernel/decision/parser.hpp"

namespace linli::decision {

BoxedCompiler::BoxedCompiler(ModelParts& parts, const Element& element, Scope& scope)
    : parts_(parts), element_(element), scope_(scope), program_(parts.code()) {}

Expr BoxedCompiler::fault(pugi::xml_node where, Words words) {
    const Document& d = *parts_.documents[element_.document];
    const std::string name = element_.name;
    const auto constant = program_.constant(Value(words.en));
    parts_.faults.push_back({d.file, d.line(where), name, std::move(words)});
    return {program_.add(Op::unknown, constant)};
}

Expr BoxedCompiler::text(pugi::xml_node where, const std::string& source) {
    parts_.origins.push_back(
        {static_cast<std::uint32_t>(program_.nodes.size()), element_.name, source});
    try {
        return Parser(source, scope_).expression();
    } catch (const SyntaxError& e) {
        return fault(where, {e.words.zh + "（第 " + std::to_string(e.position + 1) + " 个字节）",
                             e.words.en + " (at byte " + std::to_string(e.position + 1) + ")"});
    }
}

std::uint32_t BoxedCompiler::test(pugi::xml_node where, const std::string& source,
                                  std::uint32_t slot) {
    parts_.origins.push_back(
        {static_cast<std::uint32_t>(program_.nodes.size()), element_.name, source});
    try {
        return Parser(source, scope_).unary_tests(slot).node;
    } catch (const SyntaxError& e) {
        return fault(where, e.words).node;
    }
}

const Type* BoxedCompiler::type_of(pugi::xml_node xml) {
    const std::string reference = xml.attribute("typeRef").value();
    return TypeReader(parts_, element_.document).resolve(reference, xml, element_.name);
}

std::uint32_t BoxedCompiler::number_of(const Type* type) {
    program_.types.push_back(type);
    return static_cast<std::uint32_t>(program_.types.size() - 1);
}

Expr BoxedCompiler::coerced(Expr e, const Type* type) {
    if (!type || type->form == Type::Form::any) return e;
    const Value* c = program_.constant_of(e.node);
    if (c && type->form == Type::Form::simple && type->allowed == 0 && is_instance(*c, *type))
        return {e.node, type};
    return {program_.add(Op::coerce, e.node, number_of(type)), type};
}

std::optional<Expr> BoxedCompiler::child_expression(pugi::xml_node parent) {
    static constexpr std::string_view forms[] = {
        "literalExpression",  "context",     "decisionTable", "invocation", "list",  "relation",
        "functionDefinition", "conditional", "for",           "some",       "every", "filter"};
    for (auto xml : parent.children())
        for (const auto form : forms)
            if (local_name(xml) == form) return expression(xml);
    return std::nullopt;
}

Expr BoxedCompiler::expression(pugi::xml_node xml) {
    const auto form = local_name(xml);
    const Type* type = type_of(xml);
    if (form == "literalExpression") {
        const std::string language = xml.attribute("expressionLanguage").value();
        if (!language.empty() && language.find("FEEL") == std::string::npos &&
            language.find("feel") == std::string::npos)
            return fault(xml, {"不支持的表达式语言 " + language,
                               "the expression language " + language + " is not supported"});
        const std::string source = text_of(child(xml, "text"));
        if (source.empty()) return {program_.constant_node(Value()), nullptr};
        return coerced(text(xml, source), type);
    }
    if (form == "context") return coerced(context(xml), type);
    if (form == "decisionTable") return coerced(table(xml), type);
    if (form == "invocation") return coerced(invocation(xml), type);
    if (form == "list") return coerced(list(xml), type);
    if (form == "relation") return coerced(relation(xml), type);
    if (form == "functionDefinition") return function(xml);
    if (form == "conditional") return coerced(conditional(xml), type);
    if (form == "for") return coerced(iteration(xml, 0), type);
    if (form == "some") return coerced(iteration(xml, 1), type);
    if (form == "every") return coerced(iteration(xml, 2), type);
    return coerced(filter(xml), type);
}

Expr BoxedCompiler::required(pugi::xml_node parent, std::string_view name) {
    const auto part = child(parent, name);
    if (const auto e = part ? child_expression(part) : std::nullopt) return *e;
    return fault(parent, {"缺少 " + std::string(name), std::string(name) + " is missing"});
}

Expr BoxedCompiler::context(pugi::xml_node xml) {
    const std::size_t mark = scope_.mark();
    std::vector<std::uint32_t> entries;
    Type* type = program_.type_store.make(Type::Form::context);
    bool has_result = false;
    for (auto entry : xml.children()) {
        if (local_name(entry) != "contextEntry") continue;
        auto e = child_expression(entry);
        if (!e) e = Expr{program_.constant_node(Value())};
        const auto variable = child(entry, "variable");
        if (!variable) {
            has_result = true;
            entries.push_back(program_.constant(Value(std::string())));
            entries.push_back(e->node);
            entries.push_back(scope_.new_slot());
            break;
        }
        const std::string name = tidy_name(variable.attribute("name").value());
        const Expr value = coerced(*e, type_of(variable));
        scope_.names().member(name);
        entries.push_back(program_.constant(Value(name)));
        entries.push_back(value.node);
        entries.push_back(scope_.declare(name, value.type));
        type->members.emplace_back(name, value.type);
    }
    scope_.reset(mark);
    const auto count = static_cast<std::uint32_t>(entries.size() / 3);
    return {
        program_.add(has_result ? Op::result_entry : Op::context, program_.keep(entries), count),
        has_result ? nullptr : type};
}

Expr BoxedCompiler::list(pugi::xml_node xml) {
    std::vector<std::uint32_t> items;
    for (auto item : xml.children()) {
        const auto form = local_name(item);
        if (form == "description" || form == "extensionElements") continue;
        items.push_back(expression(item).node);
    }
    return {program_.add(Op::list, program_.keep(items), static_cast<std::uint32_t>(items.size()))};
}

Expr BoxedCompiler::relation(pugi::xml_node xml) {
    std::vector<std::pair<std::string, const Type*>> columns;
    std::vector<std::uint32_t> rows;
    for (auto part : xml.children()) {
        if (local_name(part) == "column") {
            columns.emplace_back(tidy_name(part.attribute("name").value()), type_of(part));
            scope_.names().member(columns.back().first);
        } else if (local_name(part) == "row") {
            std::vector<std::uint32_t> entries;
            std::size_t i = 0;
            for (auto cell : part.children()) {
                if (local_name(cell) == "description" || i >= columns.size()) continue;
                entries.push_back(program_.constant(Value(columns[i].first)));
                entries.push_back(coerced(expression(cell), columns[i].second).node);
                entries.push_back(scope_.new_slot());
                ++i;
            }
            rows.push_back(program_.add(Op::context, program_.keep(entries),
                                        static_cast<std::uint32_t>(entries.size() / 3)));
        }
    }
    Type* row = program_.type_store.make(Type::Form::context);
    row->members = columns;
    return {program_.add(Op::list, program_.keep(rows), static_cast<std::uint32_t>(rows.size())),
            program_.type_store.list_of(row)};
}

Expr BoxedCompiler::invocation(pugi::xml_node xml) {
    const auto callee = child_expression(xml);
    if (!callee) return fault(xml, {"调用没有写函数", "the invocation names no function"});
    std::vector<std::uint32_t> entries;
    for (auto binding : xml.children()) {
        if (local_name(binding) != "binding") continue;
        const auto parameter = child(binding, "parameter");
        entries.push_back(program_.constant(Value(tidy_name(parameter.attribute("name").value()))));
        const auto value = child_expression(binding);
        const Expr e = value ? *value : Expr{program_.constant_node(Value())};
        entries.push_back(coerced(e, type_of(parameter)).node);
    }
    const Type* type = callee->type && callee->type->form == Type::Form::function
                           ? callee->type->element
                           : nullptr;
    const auto count = static_cast<std::uint32_t>(entries.size() / 2);
    const Op op = count == 0 ? Op::call : Op::call_named;
    return {program_.add(op, callee->node, program_.keep(entries), count), type};
}

Expr BoxedCompiler::function(pugi::xml_node xml) {
    const std::size_t mark = scope_.mark();
    scope_.enter_function();
    Body body;
    for (auto part : xml.children()) {
        if (local_name(part) != "formalParameter") continue;
        Parameter p{tidy_name(part.attribute("name").value()), type_of(part)};
        scope_.declare(p.name, p.type);
        body.parameters.push_back(std::move(p));
    }
    const std::string kind = xml.attribute("kind").value();
    const auto e = child_expression(xml);
    if (kind == "PMML")
        fault(xml, {"不支持 PMML 函数", "functions of kind PMML are not supported"});
    body.node = e ? e->node : 0;
    body.inferred = e && kind != "Java" ? e->type : nullptr;
    if (kind == "Java") body.external = body.node;
    scope_.reset(mark);
    scope_.leave_function(body);
    Type* type = program_.type_store.make(Type::Form::function);
    type->element = body.inferred;
    for (const auto& p : body.parameters)
        type->members.emplace_back(p.name, p.type);
    program_.bodies.push_back(std::move(body));
    return {program_.add(Op::function, static_cast<std::uint32_t>(program_.bodies.size() - 1)),
            type};
}

Expr BoxedCompiler::conditional(pugi::xml_node xml) {
    const Expr condition = required(xml, "if");
    const Expr yes = required(xml, "then");
    const Expr no = required(xml, "else");
    return {program_.add(Op::choose, condition.node, yes.node, no.node)};
}

Expr BoxedCompiler::iteration(pugi::xml_node xml, std::uint8_t flags) {
    const std::size_t mark = scope_.mark();
    const Expr domain = required(xml, "in");
    const Type* element =
        domain.type && domain.type->form == Type::Form::list ? domain.type->element : nullptr;
    std::vector<std::uint32_t> entries{
        scope_.declare(tidy_name(xml.attribute("iteratorVariable").value()), element), domain.node,
        no_node};
    if (flags == 0) entries.push_back(scope_.declare("partial", nullptr));
    const Expr body = required(xml, flags == 0 ? "return" : "satisfies");
    scope_.reset(mark);
    return {program_.add(Op::iterate, program_.keep(entries), 1, body.node, flags)};
}

Expr BoxedCompiler::filter(pugi::xml_node xml) {
    const Expr domain = required(xml, "in");
    const std::size_t mark = scope_.mark();
    const Type* element =
        domain.type && domain.type->form == Type::Form::list ? domain.type->element : nullptr;
    const std::uint32_t slot = scope_.enter_item(element);
    const Expr match = required(xml, "match");
    scope_.reset(mark);
    return {program_.add(Op::filter, domain.node, match.node, slot, 1), domain.type};
}

}  // namespace linli::decision
