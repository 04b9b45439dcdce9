// Item definitions (DMN 1.5, 7.3.3): components, collections, allowed values, functions.
#include "kernel/decision/model.hpp"
#include "kernel/decision/parser.hpp"

namespace linli::decision {

void TypeReader::declare() {
    Document& d = *parts_.documents[document_];
    for (auto xml : d.xml.document_element().children()) {
        if (local_name(xml) != "itemDefinition") continue;
        const std::string name = tidy_name(xml.attribute("name").value());
        Type* type = parts_.code().type_store.make(Type::Form::any);
        type->name = name;
        d.names.types.emplace(name_key(name), type);
        open_.emplace(type, xml);
    }
}

void TypeReader::define() {
    while (!open_.empty()) {
        const auto [type, xml] = *open_.begin();
        open_.erase(open_.begin());
        define(const_cast<Type&>(*type), xml);
    }
}

const Type* TypeReader::resolve(const std::string& reference, pugi::xml_node where,
                                const std::string& element) {
    const std::string name = tidy_name(reference);
    if (name.empty()) return nullptr;
    Document& d = *parts_.documents[document_];
    if (const auto it = d.names.types.find(name_key(name)); it != d.names.types.end()) {
        // Aliases need what they name to be complete.
        if (const auto open = open_.find(it->second); open != open_.end()) {
            const auto xml = open->second;
            open_.erase(open);
            define(const_cast<Type&>(*it->second), xml);
        }
        return it->second;
    }
    if (const Type* type = parts_.program->type_store.built_in(name)) return type;
    parts_.faults.push_back({d.file,
                             d.line(where),
                             element,
                             {"没有名为 " + name + " 的类型", "there is no type " + name}});
    return nullptr;
}

std::uint32_t TypeReader::allowed(pugi::xml_node tests, const Type* input) {
    Document& d = *parts_.documents[document_];
    const std::string source = text_of(child(tests, "text"));
    if (source.empty()) return 0;
    Scope scope(parts_.code(), d.names);
    scope.enter_function();
    Body body;
    try {
        body.node = Parser(source, scope).unary_tests(scope.declare("?", input)).node;
    } catch (const SyntaxError& e) {
        parts_.faults.push_back({d.file, d.line(tests), source, e.words});
        return 0;
    }
    scope.leave_function(body);
    parts_.code().bodies.push_back(std::move(body));
    return static_cast<std::uint32_t>(parts_.code().bodies.size());
}

void TypeReader::define(Type& type, pugi::xml_node xml) {
    Document& d = *parts_.documents[document_];
    Types& types = parts_.code().type_store;
    const bool collection = std::string_view(xml.attribute("isCollection").value()) == "true";
    Type* item = collection ? types.make(Type::Form::any) : &type;
    const std::string name = type.name;
    if (const auto reference = child(xml, "typeRef")) {
        if (const Type* base = resolve(text_of(reference), xml, name)) *item = *base;
    } else if (child(xml, "itemComponent")) {
        item->form = Type::Form::context;
        for (auto component : xml.children()) {
            if (local_name(component) != "itemComponent") continue;
            const std::string member = tidy_name(component.attribute("name").value());
            d.names.member(member);
            Type* member_type = types.make(Type::Form::any);
            member_type->name = name.empty() ? member : name + "." + member;
            define(*member_type, component);
            item->members.emplace_back(member, member_type);
        }
    } else if (const auto function = child(xml, "functionItem")) {
        item->form = Type::Form::function;
        item->element = resolve(function.attribute("outputTypeRef").value(), function, name);
        for (auto parameter : function.children())
            if (local_name(parameter) == "parameters")
                item->members.emplace_back(
                    tidy_name(parameter.attribute("name").value()),
                    resolve(parameter.attribute("typeRef").value(), parameter, name));
    }
    item->name = name;
    if (const auto tests = child(xml, "allowedValues")) {
        // Of a collection they bind each item.
        item->allowed = allowed(tests, item);
        item->allowed_items = !collection && item->form == Type::Form::list;
    }
    if (collection) {
        type.form = Type::Form::list;
        type.element = item;
        type.name = name;
    }
    if (const auto tests = child(xml, "typeConstraint")) {
        type.allowed = allowed(tests, &type);
        type.allowed_items = false;
    }
}

}  // namespace linli::decision
