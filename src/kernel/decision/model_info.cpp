#include "kernel/decision/model_info.hpp"

#include <algorithm>
#include <functional>

#include "kernel/decision/check_cells.hpp"
#include "kernel/decision/lexer.hpp"

namespace linli::decision {

namespace {

std::vector<std::uint32_t> required_by(const ModelParts& parts, const Element& e) {
    std::vector<std::uint32_t> out;
    const std::string& name_space = parts.documents[e.document]->name_space;
    const auto add = [&](std::string reference) {
        if (reference.starts_with('#')) reference = name_space + reference;
        if (const auto it = parts.by_id.find(reference); it != parts.by_id.end())
            out.push_back(it->second);
    };
    for (auto requirement : e.xml.children()) {
        const auto form = local_name(requirement);
        if (form == "informationRequirement" || form == "knowledgeRequirement") {
            for (auto reference : requirement.children())
                if (reference.attribute("href")) add(reference.attribute("href").value());
        } else if (form == "outputDecision") {
            add(requirement.attribute("href").value());
        }
    }
    return out;
}

pugi::xml_node item_definition(const Document& d, const std::string& reference) {
    const std::string key = name_key(reference);
    if (key.empty()) return {};
    for (auto xml : d.xml.document_element().children())
        if (local_name(xml) == "itemDefinition" && name_key(xml.attribute("name").value()) == key)
            return xml;
    return {};
}

std::string allowed_of(const Document& d, pugi::xml_node definition, int depth) {
    if (!definition || depth > 20) return "";
    for (const std::string_view form : {"allowedValues", "typeConstraint"}) {
        const std::string text = text_of(child(child(definition, form), "text"));
        if (!text.empty()) return text;
    }
    const auto base = child(definition, "typeRef");
    return base ? allowed_of(d, item_definition(d, text_of(base)), depth + 1) : "";
}

void describe_type(const Document& d, const Type* type, pugi::xml_node definition,
                   InputField& field, int depth) {
    constexpr int depth_max = 8;
    field.allowed = allowed_of(d, definition, 0);
    if (const auto choices = listed_values(field.allowed)) field.choices = *choices;
    if (type && type->form == Type::Form::list) {
        field.list = true;
        type = type->element;
    }
    field.type = type_text(type);
    if (!type || type->form != Type::Form::context || depth > depth_max) return;
    // Components may be written here or in the definition that this one names.
    for (int i = 0; i < depth_max && definition && !child(definition, "itemComponent"); ++i)
        definition = item_definition(d, text_of(child(definition, "typeRef")));
    for (const auto& [name, member_type] : type->members) {
        InputField member;
        member.name = name;
        member.label = {name, name};
        pugi::xml_node component;
        for (auto c : definition.children())
            if (local_name(c) == "itemComponent" && tidy_name(c.attribute("name").value()) == name)
                component = c;
        describe_type(d, member_type, component, member, depth + 1);
        field.members.push_back(std::move(member));
    }
}

std::string cell_text(pugi::xml_node cell) {
    return text_of(child(cell, "text"));
}

TableText::Row row_of(const Document& d, pugi::xml_node rule,
                      const std::vector<std::string>& annotation_names) {
    TableText::Row row;
    row.line = d.line(rule);
    std::size_t column = 0;
    for (auto cell : rule.children()) {
        const auto form = local_name(cell);
        if (form == "inputEntry") row.inputs.push_back(cell_text(cell));
        if (form == "outputEntry") row.outputs.push_back(cell_text(cell));
        if (form == "description" && !text_of(cell).empty())
            row.annotations.push_back(text_of(cell));
        if (form != "annotationEntry") continue;
        const std::size_t i = column++;
        const std::string text = cell_text(cell);
        if (text.empty()) continue;
        row.annotations.push_back(i < annotation_names.size() && !annotation_names[i].empty()
                                      ? annotation_names[i] + ": " + text
                                      : text);
    }
    return row;
}

TableText table_of(const Document& d, const Element& e, pugi::xml_node xml) {
    TableText t;
    t.element = &e;
    t.xml = xml;
    t.line = d.line(xml);
    t.policy = xml.attribute("hitPolicy").as_string("UNIQUE");
    t.aggregation = xml.attribute("aggregation").value();
    std::vector<std::string> annotation_names;
    for (auto part : xml.children()) {
        const auto form = local_name(part);
        if (form == "input") {
            const auto expression = child(part, "inputExpression");
            t.inputs.push_back({cell_text(expression), expression.attribute("typeRef").value(),
                                cell_text(child(part, "inputValues"))});
        } else if (form == "output") {
            t.outputs.push_back({tidy_name(part.attribute("name").value()),
                                 part.attribute("typeRef").value(),
                                 cell_text(child(part, "outputValues")),
                                 !cell_text(child(part, "defaultOutputEntry")).empty()});
        } else if (form == "annotation") {
            annotation_names.push_back(part.attribute("name").value());
        }
    }
    for (auto part : xml.children())
        if (local_name(part) == "rule") t.rows.push_back(row_of(d, part, annotation_names));
    return t;
}

}  // namespace

std::vector<const Element*> requirements(const ModelParts& parts, const Element& element) {
    std::vector<const Element*> out;
    std::vector<bool> seen(parts.elements.size());
    std::vector<std::uint32_t> open = required_by(parts, element);
    std::reverse(open.begin(), open.end());
    while (!open.empty()) {
        const std::uint32_t n = open.back();
        open.pop_back();
        if (seen[n]) continue;
        seen[n] = true;
        out.push_back(&parts.elements[n]);
        auto more = required_by(parts, parts.elements[n]);
        open.insert(open.end(), more.rbegin(), more.rend());
    }
    return out;
}

std::vector<const Element*> cycles(const ModelParts& parts) {
    std::vector<const Element*> out;
    for (const auto& e : parts.elements) {
        const auto all = requirements(parts, e);
        if (e.form != Element::Form::function && std::find(all.begin(), all.end(), &e) != all.end())
            out.push_back(&e);
    }
    return out;
}

std::string type_text(const Type* type) {
    if (!type) return "Any";
    switch (type->form) {
        case Type::Form::simple:
            return type->any_duration ? "duration" : std::string(kind_name(type->kind));
        case Type::Form::list:
            return "list<" + type_text(type->element) + ">";
        case Type::Form::range:
            return "range<" + type_text(type->element) + ">";
        case Type::Form::context:
            return "context";
        case Type::Form::function:
            return "function";
        case Type::Form::null:
            return "Null";
        case Type::Form::any:
            break;
    }
    return "Any";
}

std::string allowed_text(const Document& document, const std::string& type_reference) {
    return allowed_of(document, item_definition(document, type_reference), 0);
}

InputField describe_input(const ModelParts& parts, const Element& element) {
    const Document& d = *parts.documents[element.document];
    InputField field;
    field.name = element.name;
    field.label = {element.name, element.name};
    const std::string reference = child(element.xml, "variable").attribute("typeRef").value();
    describe_type(d, element.type, item_definition(d, reference), field, 0);
    return field;
}

std::vector<TableText> tables_of(const ModelParts& parts) {
    std::vector<TableText> out;
    for (const auto& e : parts.elements) {
        const Document& d = *parts.documents[e.document];
        const std::function<void(pugi::xml_node)> visit = [&](pugi::xml_node node) {
            for (auto c : node.children()) {
                if (local_name(c) == "decisionTable") out.push_back(table_of(d, e, c));
                visit(c);
            }
        };
        visit(e.xml);
    }
    return out;
}

}  // namespace linli::decision
