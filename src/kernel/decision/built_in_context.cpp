// Functions of contexts (DMN 1.5, 10.3.4.10).
#include <array>

#include "kernel/decision/built_in.hpp"

namespace linli::decision {

namespace {

Value get_value(Machine& m, Arguments a) {
    const Value& c = unwrapped(a[0]);
    if (!c.is(Kind::context) || !a[1].is(Kind::string)) return wrong_type(m, "get value");
    const Value* found = c.context().find(a[1].text());
    return found ? *found : m.null("没有这个键", "there is no such key");
}

Value get_entries(Machine& m, Arguments a) {
    const Value& c = unwrapped(a[0]);
    if (!c.is(Kind::context)) return wrong_type(m, "get entries");
    std::vector<Value> entries;
    for (const auto& [key, value] : c.context().entries)
        entries.push_back(Context::make({{"key", Value(key)}, {"value", value}}));
    return entries;
}

Value context_of(Machine& m, Arguments a) {
    std::vector<Value> single{a[0]};
    const auto& entries = a[0].is(Kind::list) ? a[0].items() : single;
    std::vector<std::pair<std::string, Value>> out;
    for (const auto& entry : entries) {
        if (!entry.is(Kind::context)) return wrong_type(m, "context");
        const Value* key = entry.context().find("key");
        const Value* value = entry.context().find("value");
        if (!key || !value || !key->is(Kind::string)) return wrong_type(m, "context");
        m.spend(1 + out.size() / 8);
        for (const auto& [known, v] : out)
            if (known == key->text())
                return m.null("同一个键出现了两次：" + known, "the same key twice: " + known);
        out.emplace_back(key->text(), *value);
    }
    return Context::make(std::move(out));
}

Value put_at(Machine& m, const Value& object, const std::vector<Value>& keys, std::size_t at,
             const Value& value) {
    auto* copy = new Context;
    Value result(Kind::context, copy);
    copy->entries = object.context().entries;
    const std::string& key = keys[at].text();
    if (at + 1 == keys.size()) {
        copy->put(key, value);
        return result;
    }
    const Value* inner = copy->find(key);
    if (!inner || !inner->is(Kind::context)) return wrong_type(m, "context put");
    Value changed = put_at(m, *inner, keys, at + 1, value);
    if (changed.is_null()) return {};
    copy->put(key, std::move(changed));
    return result;
}

Value context_put(Machine& m, Arguments a) {
    const Value& c = unwrapped(a[0]);
    // Named, "key" is one key and "keys" is a list of them.
    if ((a.signature == 0 && a[1].is(Kind::list)) || (a.signature == 1 && !a[1].is(Kind::list)))
        return wrong_type(m, "context put");
    std::vector<Value> keys;
    if (a[1].is(Kind::list))
        keys = a[1].items();
    else
        keys.push_back(a[1]);
    bool good = c.is(Kind::context) && !keys.empty() && keys.size() <= 100;
    for (const auto& key : keys)
        good = good && key.is(Kind::string);
    if (!good) return wrong_type(m, "context put");
    return put_at(m, c, keys, 0, a[2]);
}

Value context_merge(Machine& m, Arguments a) {
    std::vector<Value> single{a[0]};
    const auto& contexts = a[0].is(Kind::list) ? a[0].items() : single;
    auto* merged = new Context;
    Value result(Kind::context, merged);
    for (const auto& c : contexts) {
        if (!c.is(Kind::context)) return wrong_type(m, "context merge");
        for (const auto& [key, value] : c.context().entries) {
            m.spend(1 + merged->entries.size() / 8);
            merged->put(key, value);
        }
    }
    return result;
}

constexpr std::array<BuiltIn, 5> functions{{
    {"get value", "m,key|context,key", get_value},
    {"get entries", "m|context", get_entries},
    {"context", "entries", context_of},
    {"context put", "context,key,value|context,keys,value", context_put},
    {"context merge", "contexts", context_merge},
}};

}  // namespace

std::span<const BuiltIn> context_functions() {
    return functions;
}

}  // namespace linli::decision
