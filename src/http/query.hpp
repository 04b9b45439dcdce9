// Query strings, percent escapes, cookies: the text that a request line and its headers carry.
#pragma once
#include <charconv>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace linli::http {

// Undoes %XX strictly: a broken escape, %00 or text that is not UTF-8 throws Refusal
// `http.escape_malformed` (400). `plus_is_space` as in form encoding.
std::string percent_decode(std::string_view text, bool plus_is_space);

// The decoded path of a request target. Throws Refusal 400 for a bad escape, an escaped slash or
// backslash, control characters, `.` or `..` segments and anything that does not start with '/'.
std::string decode_path(std::string_view raw_path);

// Name and values in the order of arrival; at most 100 parameters, 400 `http.query_too_long`
// beyond.
using QueryValues = std::map<std::string, std::vector<std::string>>;
QueryValues parse_query(std::string_view raw_query);

namespace detail {
// What `text` says when a number or a truth value is expected; the text itself when it is neither,
// so that the reader of the struct reports the wrong type with the name of the parameter.
json::value query_whole_number(const std::string& text);
json::value query_number(const std::string& text);
json::value query_truth(const std::string& text);
std::vector<std::string> split_commas(const std::vector<std::string>& values);
[[noreturn]] void refuse_query(std::vector<FieldFault> faults);
FieldFault duplicate_parameter(const std::string& name);

template <class T>
json::value query_value(const std::string& text) {
    if constexpr (is_optional<T>::value) {
        return query_value<typename T::value_type>(text);
    } else if constexpr (std::is_same_v<T, bool>) {
        return query_truth(text);
    } else if constexpr (std::is_integral_v<T> || std::is_same_v<T, Fen> ||
                         std::is_same_v<T, Minutes>) {
        return query_whole_number(text);
    } else if constexpr (std::is_floating_point_v<T>) {
        return query_number(text);
    } else {
        return json::value(text);
    }
}

template <class M>
json::value query_member(const std::string& name, const std::vector<std::string>& values,
                         std::vector<FieldFault>& faults) {
    if constexpr (is_vector<M>::value) {
        json::array items;
        for (const auto& item : split_commas(values)) {
            items.push_back(query_value<typename M::value_type>(item));
        }
        return items;
    } else if constexpr (is_optional<M>::value) {
        return query_member<typename M::value_type>(name, values, faults);
    } else {
        if (values.size() > 1) faults.push_back(duplicate_parameter(name));
        return query_value<M>(values.front());
    }
}
}  // namespace detail

// Reads a described struct from a query string. A member that is neither std::optional nor a list
// must be given; unknown, doubled and unacceptable parameters throw Refusal `http.query_invalid`
// (422) that names each of them. A list may be repeated (`?tag=a&tag=b`) or comma separated
// (`?tag=a,b`).
template <class Query>
Query read_query(std::string_view raw_query) {
    const QueryValues given = parse_query(raw_query);
    std::vector<FieldFault> faults;
    json::object object;
    using Members = boost::describe::describe_members<Query, boost::describe::mod_any_access |
                                                                 boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<Members>([&](auto d) {
        using M = std::remove_cvref_t<decltype(std::declval<Query>().*d.pointer)>;
        const auto found = given.find(d.name);
        if (found != given.end()) {
            object[d.name] = detail::query_member<M>(d.name, found->second, faults);
        }
    });
    for (const auto& [name, values] : given) {
        if (!object.contains(name)) object[name] = values.front();  // unknown: the reader names it
    }
    Reader reader;
    Query out{};
    linli::detail::read_any(reader, "", json::value(std::move(object)), out, Limit{});
    faults.insert(faults.end(), reader.faults.begin(), reader.faults.end());
    if (!faults.empty()) detail::refuse_query(std::move(faults));
    return out;
}

}  // namespace linli::http
