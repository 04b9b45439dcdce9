// What can be called: built-in functions, function definitions with what they captured, business
// knowledge models and decision services (both of the last are definitions compiled from the
// model), and the few functions of Java that foreign models name.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "kernel/decision/type.hpp"

namespace linli::decision {

struct Program;
class Machine;

struct Arguments {
    Value* values = nullptr;
    std::size_t count = 0;                  // without optional ones at the end that were left out
    std::size_t signature = any_signature;  // the parameter list that names chose, from 0
    static constexpr std::size_t any_signature = 255;
    const Value& operator[](std::size_t i) const { return values[i]; }
};

struct BuiltIn {
    std::string_view name;
    // Parameter lists separated by "|"; "?" ends an optional name, "*" a name that takes the rest.
    std::string_view parameters;
    Value (*call)(Machine&, Arguments);
};
struct BuiltInSignature {
    std::vector<std::string_view> names;
    std::size_t required = 0;
    bool takes_rest = false;
};
const BuiltIn* find_built_in(std::string_view name);
const std::vector<BuiltIn>& built_ins();
const std::vector<BuiltInSignature>& signatures(const BuiltIn& f);
bool accepts(const BuiltIn& f, std::size_t count);
// The function as a value, made once.
Value function_value(const BuiltIn& f);
// Is the word the first of several that name a built-in function?
bool begins_built_in(std::string_view word);

struct Parameter {
    std::string name;
    const Type* type = nullptr;  // null: any
};

// The compiled text of a function: where it begins and what room it takes.
struct Body {
    std::uint32_t node = 0;
    std::uint32_t slots = 0;
    std::vector<Parameter> parameters;
    const Type* result = nullptr;    // stated: results are coerced to it
    const Type* inferred = nullptr;  // what the text yields, as far as known
    std::vector<std::pair<std::uint32_t, std::uint32_t>> captures;  // slot outside, slot inside
    std::int32_t service = -1;   // number of the decision service, if it is one
    std::uint32_t external = 0;  // node of the mapping {java: {...}}, if it is external
};

struct Function final : Shared {
    const BuiltIn* built_in = nullptr;
    Ref<Program> program;
    const Body* body = nullptr;
    std::vector<Value> captured;
};

// The static functions of java.lang.Math, String and the number boxes that exchanged models use.
Value call_java(Machine& machine, const std::string& class_name, const std::string& signature,
                Arguments arguments);

}  // namespace linli::decision
