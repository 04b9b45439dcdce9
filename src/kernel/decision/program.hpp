// Compiled FEEL: nodes in one vector, names resolved to slots, constants folded.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kernel/decision/function.hpp"

namespace linli::decision {

enum class Op : std::uint8_t {
    constant,  // a: constant
    slot,      // a: slot
    variable,  // a: slot, b: constant with the name, c: number of the free variable
    global,    // a: decision or input of the model
    unknown,   // a: constant with the name: null, noted
    list,      // a: first child, b: count
    context,   // a: first of (name, child, slot), b: count
    range,  // a, b: ends (no_node: unbounded); flags: 1 low closed, 2 high closed, 4 (=a), 8 (!=a)
    add,    // a, b
    subtract,
    multiply,
    divide,
    power,
    negate,  // a
    both,    // a, b: three-valued and
    either,  // a, b: three-valued or
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    between,     // a, b, c
    in,          // a, b: test
    test_any,    // a: first test, b: count; true when one holds
    test_none,   // the negation of it
    test_value,  // a: operand, b: slot of the input; equal, inside, or an item of a list
    test_true,   // a: a boolean expression over the input
    choose,      // a: condition, b, c
    iterate,     // a: first of (slot, domain, domain end), b: count, c: body; flags: 0 for 1 some 2
                 // every
    member,      // a: object, b: constant with the name
    filter,      // a: list, b: condition, c: slot of the item; flags: 1 only truth values
    item_name,   // a: slot of the item, b: constant with the name, c: fallback; flags: 1 what the
                 // item's value itself has goes before the fallback
    call,        // a: callee, b: first child, c: count
    call_named,  // a: callee, b: first of (constant, child), c: count
    call_built_in,  // a: built-in, b: first child, c: count; flags: 1 + signature that names chose
    function,       // a: body
    instance_of,    // a: operand, b: type
    coerce,         // a: operand, b: type
    table,          // a: decision table
    result_entry,   // a: first of (name, child, slot), b: count; the value of the last
};

inline constexpr std::uint32_t no_node = 0xFFFF'FFFF;

struct Node {
    Op op = Op::constant;
    std::uint8_t flags = 0;
    std::uint32_t a = 0, b = 0, c = 0;
    std::uint32_t position = 0;  // in its text
};

struct DecisionTable;

// A name that a single expression takes from its context.
struct FreeVariable {
    std::string name;
    const Type* type = nullptr;  // stated: the value is coerced to it
    std::uint32_t slot = 0;      // of the outermost function
    bool certain = false;        // not only where it may be a member of an item
};

struct Program final : Shared {
    Program();
    ~Program() override;
    std::vector<Node> nodes;
    std::vector<std::uint32_t> children;
    std::vector<Value> constants;
    std::deque<Body> bodies;
    std::vector<const Type*> types;
    std::vector<std::unique_ptr<DecisionTable>> tables;
    std::vector<std::string> global_names;
    std::vector<FreeVariable> variables;
    Types type_store;

    std::uint32_t add(Op op, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0,
                      std::uint8_t flags = 0, std::uint32_t position = 0);
    std::uint32_t constant(Value value);
    std::uint32_t constant_node(Value value) {
        return add(Op::constant, constant(std::move(value)));
    }
    std::uint32_t keep(const std::vector<std::uint32_t>& list);
    const Value* constant_of(std::uint32_t node) const;
};

}  // namespace linli::decision
