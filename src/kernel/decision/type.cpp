#include "kernel/decision/type.hpp"

#include <array>
#include <optional>

#include "kernel/decision/machine.hpp"

namespace linli::decision {

const Type* Type::member(std::string_view member_name) const {
    for (const auto& [name_, type] : members)
        if (name_ == member_name) return type;
    return nullptr;
}

namespace {

// The types of the language, with the lists and ranges of the simple ones.
struct Language {
    static constexpr std::size_t kinds = static_cast<std::size_t>(Kind::function) + 1;
    Type any, null, duration, list, context;
    std::array<Type, kinds> simple, lists, ranges;
    std::vector<std::pair<std::string_view, const Type*>> named;

    Language() {
        null.form = Type::Form::null;
        duration.form = Type::Form::simple;
        duration.kind = Kind::days_duration;
        duration.any_duration = true;
        list.form = Type::Form::list;
        list.element = &any;
        context.form = Type::Form::context;
        add(Kind::number, {"number"});
        add(Kind::string, {"string"});
        add(Kind::boolean, {"boolean"});
        add(Kind::date, {"date"});
        add(Kind::time, {"time"});
        add(Kind::date_time, {"date and time", "dateTime"});
        add(Kind::days_duration, {"days and time duration", "dayTimeDuration"});
        add(Kind::months_duration, {"years and months duration", "yearMonthDuration"});
        named.insert(named.end(), {{"duration", &duration},
                                   {"Any", &any},
                                   {"Null", &null},
                                   {"list", &list},
                                   {"context", &context}});
    }
    void add(Kind kind, std::initializer_list<std::string_view> names) {
        const auto i = static_cast<std::size_t>(kind);
        simple[i].form = Type::Form::simple;
        simple[i].kind = kind;
        lists[i].form = Type::Form::list;
        ranges[i].form = Type::Form::range;
        lists[i].element = ranges[i].element = &simple[i];
        for (const auto name : names)
            named.emplace_back(name, &simple[i]);
    }
    // The place of a simple type of the language; none for every other type.
    std::optional<std::size_t> place(const Type* type) const {
        if (type < simple.data() || type >= simple.data() + kinds) return std::nullopt;
        return static_cast<std::size_t>(type - simple.data());
    }
};

const Language& language() {
    static const Language all;
    return all;
}

}  // namespace

const Type* Types::any() {
    return &language().any;
}

const Type* Types::built_in(std::string_view name) {
    for (const std::string_view prefix : {"feel:", "feel : "})
        if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    for (const auto& [known, type] : language().named)
        if (known == name) return type;
    return nullptr;
}

const Type* Types::simple(Kind kind) {
    const Type& type = language().simple[static_cast<std::size_t>(kind)];
    return type.form == Type::Form::simple ? &type : nullptr;
}

Type* Types::make(Type::Form form) {
    all_.push_back(std::make_unique<Type>());
    all_.back()->form = form;
    return all_.back().get();
}
const Type* Types::list_of(const Type* element) {
    if (!element || element == any()) return &language().list;
    if (const auto i = language().place(element)) return &language().lists[*i];
    Type* type = make(Type::Form::list);
    type->element = element;
    return type;
}
const Type* Types::range_of(const Type* element) {
    if (const auto i = language().place(element)) return &language().ranges[*i];
    Type* type = make(Type::Form::range);
    type->element = element;
    return type;
}

namespace {

// Inside structures null stands for every type.
bool nested(const Value& value, const Type* type) {
    return !type || value.is_null() || is_instance(value, *type);
}

bool conforms(const Type* have, const Type* want) {
    if (!want || want->form == Type::Form::any || have == want) return true;
    if (!have || have->form != want->form) return false;
    switch (want->form) {
        case Type::Form::simple:
            return have->kind == want->kind;
        case Type::Form::list:
        case Type::Form::range:
            return conforms(have->element, want->element);
        case Type::Form::context:
            for (const auto& [name, type] : want->members) {
                const Type* other = have->member(name);
                if (!other || !conforms(other, type)) return false;
            }
            return true;
        default:
            return true;
    }
}

// Parameters contravariant, result covariant; what states no type is Any.
bool function_conforms(const Function& f, const Type& type) {
    if (f.built_in) return false;
    const auto& parameters = f.body->parameters;
    if (parameters.size() != type.members.size()) return false;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (!conforms(type.members[i].second, parameters[i].type)) return false;
    const Type* result = f.body->result ? f.body->result : f.body->inferred;
    return conforms(result, type.element);
}

}  // namespace

bool is_instance(const Value& value, const Type& type) {
    if (value.is_null()) return type.form == Type::Form::null;
    switch (type.form) {
        case Type::Form::any:
            return true;
        case Type::Form::null:
            return false;
        case Type::Form::simple:
            return value.is(type.kind) || (type.any_duration && value.is(Kind::months_duration));
        case Type::Form::list:
            if (!value.is(Kind::list)) return false;
            for (const auto& item : value.items())
                if (!nested(item, type.element)) return false;
            return true;
        case Type::Form::context:
            if (!value.is(Kind::context)) return false;
            for (const auto& [name, member] : type.members) {
                const Value* found = value.context().find(name);
                if (!found || !nested(*found, member)) return false;
            }
            return true;
        case Type::Form::range:
            return value.is(Kind::range) && nested(value.range().low, type.element) &&
                   nested(value.range().high, type.element);
        case Type::Form::function:
            return value.is(Kind::function) && function_conforms(value.function(), type);
    }
    return false;
}

namespace {

bool allowed(Machine& machine, const Value& value, const Type& type) {
    if (type.allowed == 0) return true;
    const Body& test = machine.program().bodies[type.allowed - 1];
    const auto holds = [&](Value v) { return machine.run(test, {&v, 1}).is_true(); };
    if (!type.allowed_items) return holds(value);
    for (const auto& item : value.items())
        if (!item.is_null() && !holds(item)) return false;
    return true;
}

// Allowed values of the members and items, too.
bool allowed_deeply(Machine& machine, const Value& value, const Type& type) {
    if (value.is_null()) return true;
    if (!allowed(machine, value, type)) return false;
    if (type.form == Type::Form::list && type.element) {
        for (const auto& item : value.items())
            if (!allowed_deeply(machine, item, *type.element)) return false;
    }
    if (type.form == Type::Form::context) {
        for (const auto& [name, member] : type.members) {
            const Value* found = value.context().find(name);
            if (found && member && !allowed_deeply(machine, *found, *member)) return false;
        }
    }
    return true;
}

bool fit_form(Value& value, const Type& type) {
    if (is_instance(value, type)) return true;
    if (type.form == Type::Form::simple && type.kind == Kind::date_time && value.is(Kind::date)) {
        value = Value(FeelDateTime{value.date(), {0, {Zone::Kind::offset, 0, 0}}});
        return true;
    }
    if (type.form == Type::Form::list && !value.is(Kind::list)) {
        Value item = value;
        if (type.element && !fit_form(item, *type.element)) return false;
        value = Value(std::vector<Value>{item});
        return true;
    }
    if (type.form != Type::Form::list && value.is(Kind::list) && value.items().size() == 1) {
        const Value item = value.items()[0];
        if (!item.is_null() && !is_instance(item, type)) return false;
        value = item;
        return true;
    }
    return false;
}

}  // namespace

bool fit(Machine& machine, Value& value, const Type& type) {
    if (value.is_null()) return true;
    return fit_form(value, type) && allowed_deeply(machine, value, type);
}

Value coerce(Machine& machine, Value value, const Type& type) {
    if (fit(machine, value, type)) return value;
    const std::string name = type.name.empty() ? "" : " " + type.name;
    return machine.null("值 " + display(value, true) + " 不符合类型" + name,
                        "the value " + display(value, true) + " does not fit the type" + name);
}

}  // namespace linli::decision
