// What the analyses of this module ask a model: what an element requires, how its inputs are
// declared, where its tables stand in the text.
#pragma once
#include <string>
#include <vector>

#include "kernel/decision/model.hpp"
#include "kernel/decision/package.hpp"

namespace linli::decision {

// Everything that the element needs, directly or through others, inputs among them; in the order of
// the requirements, each once.
std::vector<const Element*> requirements(const ModelParts& parts, const Element& element);
// Those that need themselves.
std::vector<const Element*> cycles(const ModelParts& parts);

// The FEEL text of the allowed values of a type that the document declares; empty for none.
std::string allowed_text(const Document& document, const std::string& type_reference);
InputField describe_input(const ModelParts& parts, const Element& element);
std::string type_text(const Type* type);

// A decision table as it was written.
struct TableText {
    const Element* element = nullptr;
    pugi::xml_node xml;
    std::size_t line = 0;
    struct Input {
        std::string text, type, allowed;
    };
    struct Output {
        std::string name, type, values;
        bool has_default = false;
    };
    struct Row {
        std::size_t line = 0;
        std::vector<std::string> inputs, outputs;
        std::vector<std::string> annotations;  // "name: text" or the description of the rule
    };
    std::string policy, aggregation;
    std::vector<Input> inputs;
    std::vector<Output> outputs;
    std::vector<Row> rows;
};
std::vector<TableText> tables_of(const ModelParts& parts);

}  // namespace linli::decision
