// Types of FEEL and of item definitions, and the coercions of DMN 1.5, 10.3.2.9.4.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/decision/value.hpp"

namespace linli::decision {

class Machine;

struct Type {
    enum class Form : std::uint8_t { any, null, simple, list, context, range, function };
    Form form = Form::any;
    Kind kind = Kind::null;         // of a simple type
    bool any_duration = false;      // "duration" of DMN 1.1: either of the two
    std::string name;               // of the item definition, empty when anonymous
    const Type* element = nullptr;  // of a list or range; the result of a function
    std::vector<std::pair<std::string, const Type*>> members;  // of a context; parameters
    std::uint32_t allowed = 0;   // node of the allowed values, 0 = every value
    bool allowed_items = false;  // they bind the items, not the list itself

    const Type* member(std::string_view member_name) const;
};

// Owns the types of one program; those of the language exist once for all.
class Types {
  public:
    static const Type* any();
    // By the name of FEEL or of DMN 1.1 ("dateTime", "feel:string"); null when there is none.
    static const Type* built_in(std::string_view name);
    static const Type* simple(Kind kind);
    const Type* list_of(const Type* element);
    const Type* range_of(const Type* element);
    Type* make(Type::Form form);

  private:
    std::vector<std::unique_ptr<Type>> all_;
};

// "instance of": allowed values do not count; null is an instance of null only.
bool is_instance(const Value& value, const Type& type);
// The common case, decided at once: a simple value of that very kind.
inline bool fits_at_once(const Value& value, const Type& type) {
    return type.form == Type::Form::simple && value.is(type.kind) && type.allowed == 0;
}
// The value as a parameter, variable or result of that type; null with a note when it does not fit.
Value coerce(Machine& machine, Value value, const Type& type);

}  // namespace linli::decision
