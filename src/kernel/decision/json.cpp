#include "kernel/decision/lexer.hpp"
#include "kernel/decision/machine.hpp"
#include "kernel/decision/model.hpp"

namespace linli::decision {

// A text where a date, a time or a duration is declared.
Value typed(const Value& v, const Type* type) {
    if (!type) return v;
    if (type->form == Type::Form::simple && v.is(Kind::string) && type->kind != Kind::string) {
        if (type->kind == Kind::number) {
            const auto n = Number::parse(v.text());
            return n ? Value(*n) : v;
        }
        if (type->kind == Kind::date_time) {
            const auto t = parse_date_time(v.text());
            return t ? Value(*t) : v;
        }
        const Value t = temporal_of_text(v.text());
        return t.is_null() ? v : t;
    }
    if (type->form == Type::Form::list && v.is(Kind::list)) {
        std::vector<Value> items;
        for (const auto& item : v.items())
            items.push_back(typed(item, type->element));
        return items;
    }
    if (type->form == Type::Form::context && v.is(Kind::context)) {
        auto entries = v.context().entries;
        for (auto& [name, value] : entries)
            value = typed(value, type->member(name));
        return Context::make(std::move(entries));
    }
    return v;
}

Value from_json_value(const json::value& v) {
    switch (v.kind()) {
        case json::kind::null:
            return {};
        case json::kind::bool_:
            return Value(v.get_bool());
        case json::kind::int64:
            return Number(v.get_int64());
        case json::kind::uint64: {
            const auto n = Number::parse(std::to_string(v.get_uint64()));
            return n ? Value(*n) : Value();
        }
        case json::kind::double_: {
            const auto n = Number::from_double(v.get_double());
            return n ? Value(*n) : Value();
        }
        case json::kind::string:
            return Value(std::string(v.get_string()));
        case json::kind::array: {
            std::vector<Value> items;
            items.reserve(v.get_array().size());
            for (const auto& item : v.get_array())
                items.push_back(from_json_value(item));
            return items;
        }
        case json::kind::object: {
            std::vector<std::pair<std::string, Value>> entries;
            for (const auto& kv : v.get_object())
                entries.emplace_back(tidy_name(kv.key()), from_json_value(kv.value()));
            return Context::make(std::move(entries));
        }
    }
    return {};
}

json::value to_json_value(const Value& v) {
    switch (v.kind()) {
        case Kind::null:
            return nullptr;
        case Kind::boolean:
            return v.boolean();
        case Kind::number: {
            constexpr std::int64_t exact_max = std::int64_t{1} << 53;
            if (const auto n = v.number().to_int(); n && *n <= exact_max && *n >= -exact_max)
                return *n;
            const std::string text = v.number().text();
            if (text.size() > 16) return json::value(text);
            return v.number().to_double();
        }
        case Kind::list: {
            json::array out;
            for (const auto& item : v.items())
                out.push_back(to_json_value(item));
            return out;
        }
        case Kind::context: {
            json::object out;
            for (const auto& [name, value] : v.context().entries)
                out[name] = to_json_value(value);
            return out;
        }
        default:
            return json::value(display(v));
    }
}

Value Model::inputs_from_json(const json::value& inputs) const {
    const Value raw = from_json_value(inputs);
    if (!raw.is(Kind::context))
        throw refuse_field("", "decision.inputs_malformed",
                           {"输入应当是一个 JSON 对象，成员名是输入数据的名称",
                            "the inputs must be a JSON object with the names of the input data"});
    auto entries = raw.context().entries;
    for (auto& [name, value] : entries)
        for (const auto& e : parts_->elements)
            if (e.form == Element::Form::input && e.name == name) value = typed(value, e.type);
    return Context::make(std::move(entries));
}

}  // namespace linli::decision
