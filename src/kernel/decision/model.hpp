// A DMN model in memory: what was read and its compiled program.
#pragma once
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "kernel/decision/decision.hpp"
#include "kernel/decision/scope.hpp"
#include "kernel/decision/table.hpp"

namespace linli::decision {

struct Document {
    std::string file;
    std::string text;
    pugi::xml_document xml;
    std::string name_space;
    std::vector<std::pair<std::string, std::string>> imports;  // name, namespace
    Names names;
    std::size_t line(pugi::xml_node node) const;
};

struct Element {
    enum class Form : std::uint8_t { input, decision, function, service };
    Form form = Form::input;
    std::size_t document = 0;
    std::string id;
    std::string name;
    const Type* type = nullptr;
    pugi::xml_node xml;
    std::uint32_t body = 0;
    std::vector<std::uint32_t> inputs;   // of a service, in the order of its parameters
    std::vector<std::uint32_t> outputs;  // of a service
};

// Where a piece of the program comes from: nodes from `first` on.
struct Origin {
    std::uint32_t first = 0;
    std::string element;
    std::string text;
};

class ModelParts {
  public:
    ModelParts() : program(new Program) {}
    Program& code() { return const_cast<Program&>(*program); }

    std::vector<std::unique_ptr<Document>> documents;
    std::vector<Element> elements;  // their numbers are the globals of the program
    std::map<std::string, std::uint32_t, std::less<>> by_id;  // "namespace#id"
    std::vector<ModelFault> faults;
    std::vector<Origin> origins;
    Ref<Program> program;

    const Element* find(Element::Form form, std::string_view name,
                        std::string_view name_space) const;
};

std::string_view local_name(pugi::xml_node node);
pugi::xml_node child(pugi::xml_node node, std::string_view name);
std::string text_of(pugi::xml_node node);

// model_types.cpp: item definitions of one document.
class TypeReader {
  public:
    TypeReader(ModelParts& parts, std::size_t document) : parts_(parts), document_(document) {}
    void declare();
    void define();
    // A reference; null for none, a fault for an unknown one.
    const Type* resolve(const std::string& reference, pugi::xml_node where,
                        const std::string& element);

  private:
    void define(Type& type, pugi::xml_node xml);
    std::uint32_t allowed(pugi::xml_node tests, const Type* input);

    ModelParts& parts_;
    std::size_t document_;
    std::map<const Type*, pugi::xml_node> open_;
};

// boxed.cpp: the expressions of one element.
class BoxedCompiler {
  public:
    BoxedCompiler(ModelParts& parts, const Element& element, Scope& scope);
    // The expression among the children; none when there is none.
    std::optional<Expr> child_expression(pugi::xml_node parent);
    Expr expression(pugi::xml_node xml);
    Expr text(pugi::xml_node where, const std::string& source);
    Expr function(pugi::xml_node xml);
    const Type* type_of(pugi::xml_node xml);

    // boxed_table.cpp
    Expr table(pugi::xml_node xml);

  private:
    Expr context(pugi::xml_node xml);
    Expr list(pugi::xml_node xml);
    Expr relation(pugi::xml_node xml);
    Expr invocation(pugi::xml_node xml);
    Expr conditional(pugi::xml_node xml);
    Expr iteration(pugi::xml_node xml, std::uint8_t flags);
    Expr filter(pugi::xml_node xml);
    Expr required(pugi::xml_node parent, std::string_view name);
    Expr coerced(Expr e, const Type* type);
    Expr fault(pugi::xml_node where, Words words);
    std::uint32_t test(pugi::xml_node where, const std::string& source, std::uint32_t slot);
    TableInput table_input(pugi::xml_node xml, const Type*& type);
    TableOutput table_output(pugi::xml_node xml, const std::string& name);
    std::uint32_t number_of(const Type* type);

    ModelParts& parts_;
    const Element& element_;
    Scope& scope_;
    Program& program_;
};

// A value as JSON brings it, read by its type: "2026-01-31" where a date is declared is one.
Value typed(const Value& value, const Type* type);

// Compiles every element; collects faults.
void compile(ModelParts& parts);

}  // namespace linli::decision
