// What names mean where: variables of the text, of the model, members of the item in a filter.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernel/decision/program.hpp"

namespace linli::decision {

// A compiled expression and what is known of its type.
struct Expr {
    std::uint32_t node = no_node;
    const Type* type = nullptr;         // null: anything
    const BuiltIn* built_in = nullptr;  // the expression names that function
};

// Every name of a model: decisions, inputs, functions, item definitions, and the multi-word names
// of members, which only a dictionary can tell from single words where no type is known.
struct Names {
    std::unordered_map<std::string, const Type*> types;
    std::unordered_map<std::string, std::string> members;  // key: name
    std::set<std::string, std::less<>> first_words;        // of their keys
    void member(std::string_view name);
};

class Scope {
  public:
    Scope(Program& program, Names& names) : program_(program), names_(names) {}

    Program& program() { return program_; }
    Names& names() { return names_; }

    // A variable that holds a value in a slot of the current function.
    std::uint32_t declare(std::string_view name, const Type* type);
    // Another name of a slot that exists.
    void alias(std::string_view name, std::uint32_t slot, const Type* type);
    // A variable of a single expression, which takes a slot when the text first mentions it. What
    // is stated nowhere is one, too, after open().
    void declare_variable(std::string_view name, const Type* type);
    void open() { open_ = true; }
    bool is_open() const { return open_; }
    Expr variable(std::string_view name, const Type* type, bool certain);
    // A decision, input or function of the model.
    void declare_global(std::string_view name, std::uint32_t global, const Type* type);
    // Inside a filter: names are members of the item in that slot first.
    std::uint32_t enter_item(const Type* type);

    std::size_t mark() const { return bindings_.size(); }
    void reset(std::size_t mark) { bindings_.resize(mark); }

    void enter_function() { functions_.push_back({}); }
    // Slots and captures of the function that ends here.
    void leave_function(Body& body);
    std::uint32_t new_slot() { return functions_.back().slots++; }
    // Can a longer name begin with this word? Spares most texts the search for the longest one.
    bool begins_name(std::string_view word) const;

    // The meaning of a key (see name_key); none when it has none.
    std::optional<Expr> find(const std::string& key);

  private:
    struct Binding {
        enum class Form : std::uint8_t { slot, global, item, whole_item, variable };
        Form form;
        std::string key;
        std::uint32_t number;
        const Type* type;
        std::size_t level;
    };
    struct FunctionRoom {
        std::uint32_t slots = 0;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> captures;
    };
    std::optional<Expr> find(const std::string& key, std::size_t from);
    std::optional<Expr> find_member(const Binding& binding, const std::string& key, std::size_t at);
    Expr find_item(const Binding& binding);
    std::uint32_t reach(const Binding& binding);

    Program& program_;
    Names& names_;
    std::vector<Binding> bindings_;
    std::vector<FunctionRoom> functions_;
    std::vector<std::string> variable_names_;  // of the bindings that are variables
    bool open_ = false;
};

}  // namespace linli::decision
