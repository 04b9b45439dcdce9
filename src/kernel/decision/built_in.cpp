#include "kernel/decision/built_in.hpp"

#include <unordered_map>

namespace linli::decision {

const std::vector<BuiltIn>& built_ins() {
    static const std::vector<BuiltIn> all = [] {
        std::vector<BuiltIn> list;
        for (const auto part :
             {conversion_functions(), text_functions(), number_functions(), list_functions(),
              statistics_functions(), context_functions(), temporal_functions(), range_functions()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

const BuiltIn* find_built_in(std::string_view name) {
    static const auto index = [] {
        std::unordered_map<std::string_view, const BuiltIn*> map;
        for (const auto& f : built_ins())
            map.emplace(f.name, &f);
        return map;
    }();
    const auto it = index.find(name);
    return it == index.end() ? nullptr : it->second;
}

Value wrong_type(Machine& m, std::string_view function) {
    return m.null("函数 " + std::string(function) + " 的参数不合适",
                  "the arguments of " + std::string(function) + " do not suit it");
}

const Value& unwrapped(const Value& v) {
    return v.is(Kind::list) && v.items().size() == 1 ? v.items()[0] : v;
}

std::optional<std::int64_t> whole(const Value& v) {
    const Value& u = unwrapped(v);
    return u.is(Kind::number) ? u.number().to_int() : std::nullopt;
}

}  // namespace linli::decision
