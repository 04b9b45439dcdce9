#include "kernel/decision/built_in.hpp"

#include <algorithm>
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

namespace {

std::vector<BuiltInSignature> read_signatures(std::string_view text) {
    std::vector<BuiltInSignature> all(1);
    while (!text.empty()) {
        const auto end = text.find_first_of(",|");
        std::string_view name = text.substr(0, end);
        BuiltInSignature& s = all.back();
        if (name.ends_with('*')) {
            name.remove_suffix(1);
            s.takes_rest = true;
        }
        if (name.ends_with('?'))
            name.remove_suffix(1);
        else
            ++s.required;
        if (!name.empty())
            s.names.push_back(name);
        else
            s.required = 0;
        if (end == std::string_view::npos) break;
        if (text[end] == '|') all.emplace_back();
        text.remove_prefix(end + 1);
    }
    return all;
}

// What calls ask of the list above, in its order; made once and never changed.
struct Known {
    std::vector<std::vector<BuiltInSignature>> signatures;
    std::vector<Value> values;
    std::vector<std::string_view> first_words;  // sorted

    Known() {
        for (const auto& f : built_ins()) {
            signatures.push_back(read_signatures(f.parameters));
            auto* function = new Function;
            function->built_in = &f;
            values.emplace_back(Kind::function, function);
            if (const auto blank = f.name.find(' '); blank != std::string_view::npos)
                first_words.push_back(f.name.substr(0, blank));
        }
        std::sort(first_words.begin(), first_words.end());
    }
};

const Known& known() {
    static const Known all;
    return all;
}

std::size_t number_of(const BuiltIn& f) {
    return static_cast<std::size_t>(&f - built_ins().data());
}

}  // namespace

const std::vector<BuiltInSignature>& signatures(const BuiltIn& f) {
    return known().signatures[number_of(f)];
}

bool accepts(const BuiltIn& f, std::size_t count) {
    for (const auto& s : signatures(f))
        if (count >= s.required && (s.takes_rest || count <= s.names.size())) return true;
    return false;
}

Value function_value(const BuiltIn& f) {
    return known().values[number_of(f)];
}

bool begins_built_in(std::string_view word) {
    const auto& words = known().first_words;
    return std::binary_search(words.begin(), words.end(), word);
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
