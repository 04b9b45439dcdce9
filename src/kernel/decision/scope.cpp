#include "kernel/decision/scope.hpp"

#include <algorithm>

#include "kernel/decision/lexer.hpp"

namespace linli::decision {

void Names::member(std::string_view name) {
    const std::string key = name_key(name);
    const auto blank = key.find(' ');
    if (blank == std::string::npos) return;
    first_words.insert(key.substr(0, blank));
    members.emplace(key, name);
}

std::uint32_t Scope::declare(std::string_view name, const Type* type) {
    const std::uint32_t slot = new_slot();
    bindings_.push_back({Binding::Form::slot, name_key(name), slot, type, functions_.size() - 1});
    return slot;
}

void Scope::alias(std::string_view name, std::uint32_t slot, const Type* type) {
    bindings_.push_back({Binding::Form::slot, name_key(name), slot, type, functions_.size() - 1});
}

void Scope::declare_global(std::string_view name, std::uint32_t global, const Type* type) {
    bindings_.push_back({Binding::Form::global, name_key(name), global, type, 0});
}

void Scope::declare_variable(std::string_view name, const Type* type) {
    bindings_.push_back({Binding::Form::variable, name_key(name),
                         static_cast<std::uint32_t>(variable_names_.size()), type, 0});
    variable_names_.emplace_back(name);
}

Expr Scope::variable(std::string_view name, const Type* type, bool certain) {
    auto& all = program_.variables;
    auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& v) { return v.name == name; });
    if (found == all.end())
        found = all.insert(all.end(), {std::string(name), type, functions_[0].slots++, false});
    found->certain = found->certain || certain;
    const auto number = static_cast<std::uint32_t>(found - all.begin());
    const Binding binding{Binding::Form::slot, "", found->slot, type, 0};
    return {program_.add(Op::variable, reach(binding), program_.constant(Value(std::string(name))),
                         number),
            type};
}

bool Scope::begins_name(std::string_view word) const {
    const auto begins = [&](std::string_view key) {
        return key.size() > word.size() && key[word.size()] == ' ' && key.starts_with(word);
    };
    if (begins_built_in(word) || names_.first_words.contains(word)) return true;
    for (const auto& b : bindings_) {
        if (begins(b.key)) return true;
        if (b.form != Binding::Form::item || !b.type) continue;
        for (const auto& [name, member] : b.type->members)
            if (name.size() > word.size() && name.starts_with(word)) return true;
    }
    return false;
}

std::uint32_t Scope::enter_item(const Type* type) {
    const std::uint32_t slot = new_slot();
    bindings_.push_back({Binding::Form::item, "", slot, type, functions_.size() - 1});
    bindings_.push_back({Binding::Form::whole_item, "item", slot, type, functions_.size() - 1});
    return slot;
}

void Scope::leave_function(Body& body) {
    body.slots = functions_.back().slots;
    body.captures = std::move(functions_.back().captures);
    functions_.pop_back();
}

// The slot of the binding in the current function; carries it inwards through each one between.
std::uint32_t Scope::reach(const Binding& binding) {
    std::uint32_t slot = binding.number;
    for (std::size_t level = binding.level + 1; level < functions_.size(); ++level) {
        auto& room = functions_[level];
        bool known = false;
        for (const auto& [outside, inside] : room.captures) {
            if (outside == slot) {
                slot = inside;
                known = true;
                break;
            }
        }
        if (!known) {
            room.captures.emplace_back(slot, room.slots);
            slot = room.slots++;
        }
    }
    return slot;
}

std::optional<Expr> Scope::find_member(const Binding& binding, const std::string& key,
                                       std::size_t at) {
    const Type* type = binding.type;
    const bool is_context = type && type->form == Type::Form::context;
    if (is_context) {
        for (const auto& [name, member] : type->members) {
            if (name_key(name) != key) continue;
            const auto item = program_.add(Op::slot, reach(binding));
            return Expr{program_.add(Op::member, item, program_.constant(Value(name))), member};
        }
    }
    auto outer = find(key, at);
    // A simple value has no members, and a word that is known outside of a typed item means that.
    if (type && (type->form == Type::Form::simple || is_context)) {
        if (outer || type->form == Type::Form::simple) return outer;
    }
    std::string spelling = key;
    if (key.find(' ') != std::string::npos) {
        const auto known = names_.members.find(key);
        if (known == names_.members.end()) return outer;
        spelling = known->second;
    }
    if (!outer && key.find_first_not_of("0123456789") == std::string::npos) return std::nullopt;
    const std::uint32_t name = program_.constant(Value(spelling));
    if (outer && outer->built_in) return outer;
    const bool perhaps = !outer && open_;
    if (perhaps) outer = variable(spelling, nullptr, false);
    const auto node = program_.add(Op::item_name, reach(binding), name,
                                   outer ? outer->node : no_node, perhaps ? 1 : 0);
    return Expr{node, nullptr};
}

// "item" is the member of that name where the item has one (DMN 1.5, 10.3.2.5), else the item.
Expr Scope::find_item(const Binding& binding) {
    const std::uint32_t slot = reach(binding);
    const Expr itself{program_.add(Op::slot, slot), binding.type};
    const Type* type = binding.type;
    if (type && type->form != Type::Form::any && type->form != Type::Form::context) return itself;
    if (type && type->form == Type::Form::context && !type->members.empty()) {
        const Type* member = type->member("item");
        if (!member) return itself;
    }
    return {program_.add(Op::item_name, slot, program_.constant(Value(std::string("item"))),
                         itself.node),
            nullptr};
}

std::optional<Expr> Scope::find(const std::string& key, std::size_t from) {
    for (std::size_t i = from; i-- > 0;) {
        const Binding binding = bindings_[i];
        if (binding.form == Binding::Form::item) return find_member(binding, key, i);
        if (binding.key != key) continue;
        if (binding.form == Binding::Form::global)
            return Expr{program_.add(Op::global, binding.number), binding.type};
        if (binding.form == Binding::Form::whole_item) return find_item(binding);
        if (binding.form == Binding::Form::variable)
            return variable(variable_names_[binding.number], binding.type, true);
        return Expr{program_.add(Op::slot, reach(binding)), binding.type};
    }
    if (const BuiltIn* f = find_built_in(key))
        return Expr{program_.constant_node(function_value(*f)), nullptr, f};
    return std::nullopt;
}

std::optional<Expr> Scope::find(const std::string& key) {
    return find(key, bindings_.size());
}

}  // namespace linli::decision
