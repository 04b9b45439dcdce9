// Described structs from and to JSON. One BOOST_DESCRIBE_STRUCT gives parsing, printing, the rows
// of the store and the OpenAPI schema.
//
// Reading refuses, with the path of the field: a missing member (unless it is std::optional or a
// container), an unknown member, a wrong type, a text longer than
// its limit (`limits`, default 4,000 code points), a list longer than 1,000. A struct that says
// `using lenient = void;` ignores unknown members and keeps its defaults for missing ones; it is
// for files made by others, never for the bodies of our own interface.
//
// Supported member types: bool, int, std::int64_t, double, std::string, Id<T>, Instant, Date, Fen,
// Minutes, Words, described enums (as text), std::optional<T>, std::vector<T>,
// std::map<std::string, T>, described structs, boost::json::value/object.
#pragma once
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/refusal.hpp"

namespace linli {

namespace json = boost::json;

BOOST_DESCRIBE_STRUCT(Words, (), (zh, en))
BOOST_DESCRIBE_STRUCT(FieldFault, (), (field, code, words))

// What one member may hold; a struct declares them by an overload found through its namespace:
//   inline Limits limits(const CreateListing*) { return {{"name", {.length_max = 80}}}; }
struct Limit {
    std::size_t length_min = 0;     // of a text, in code points; of a list, in elements
    std::size_t length_max = 4000;  // lists: at most this many, default 1,000
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
    std::string_view pattern = {};  // documentation for the schema; checked by the rule itself
};
struct NamedLimit {
    std::string_view member;
    Limit limit;
};
using Limits = std::vector<NamedLimit>;
template <class T>
Limits limits(const T*) {
    return {};
}

template <class T>
inline constexpr bool is_described_struct =
    std::is_class_v<T>&& boost::describe::has_describe_members<T>::value;
template <class T>
inline constexpr bool is_described_enum =
    std::is_enum_v<T>&& boost::describe::has_describe_enumerators<T>::value;

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};
template <class T>
struct is_text_map : std::false_type {};
template <class T>
struct is_text_map<std::map<std::string, T>> : std::true_type {};

// The name of a described enumerator, as written in C++; "?" for a value outside the enum.
template <class E>
requires is_described_enum<E> std::string enum_to_text(E value) {
    std::string name = "?";
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
        if (d.value == value) name = d.name;
    });
    return name;
}
template <class E>
requires is_described_enum<E> std::optional<E> enum_from_text(std::string_view name) {
    std::optional<E> value;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
        if (name == d.name) value = d.value;
    });
    return value;
}

// ---- writing ----------------------------------------------------------------------------------

template <class T>
json::value to_json(const T& v) {
    if constexpr (std::is_same_v<T, json::value> || std::is_same_v<T, json::object> ||
                  std::is_same_v<T, json::array>) {
        return v;
    } else if constexpr (std::is_same_v<T, bool> || std::is_arithmetic_v<T>) {
        return json::value(v);
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        return json::value(std::string_view(v));
    } else if constexpr (is_described_enum<T>) {
        return json::value(enum_to_text(v));
    } else if constexpr (is_id<T>::value || std::is_same_v<T, Instant> || std::is_same_v<T, Date>) {
        return json::value(to_text(v));
    } else if constexpr (std::is_same_v<T, Fen> || std::is_same_v<T, Minutes>) {
        return json::value(v.value);
    } else if constexpr (is_optional<T>::value) {
        return v ? to_json(*v) : json::value(nullptr);
    } else if constexpr (is_vector<T>::value) {
        json::array out;
        out.reserve(v.size());
        for (const auto& item : v)
            out.push_back(to_json(item));
        return out;
    } else if constexpr (is_text_map<T>::value) {
        json::object out;
        for (const auto& [key, item] : v)
            out[key] = to_json(item);
        return out;
    } else {
        static_assert(is_described_struct<T>, "describe this type with BOOST_DESCRIBE_STRUCT");
        json::object out;
        boost::mp11::mp_for_each<boost::describe::describe_members<
            T, boost::describe::mod_any_access | boost::describe::mod_inherited>>([&](auto d) {
            const auto& member = v.*d.pointer;
            using M = std::remove_cvref_t<decltype(member)>;
            if constexpr (is_optional<M>::value) {
                if (member) out[d.name] = to_json(*member);  // an absent value is an absent member
            } else {
                out[d.name] = to_json(member);
            }
        });
        return out;
    }
}

// Serialised, UTF-8, no white space.
template <class T>
std::string to_json_text(const T& v) {
    return json::serialize(to_json(v));
}

// ---- reading ----------------------------------------------------------------------------------

// Bounds for text that comes from outside. A text over `bytes_max`, deeper than `depth_max`, with
// duplicate keys, bad UTF-8, U+0000 in a text, a number over 64 characters or beyond a double, an
// object of over 4,096 members, more values than an eighth of `bytes_max`, or trailing garbage
// throws Refusal `json.too_large` (413), `json.too_deep`, `json.duplicate_key` or `json.malformed`
// (400, with line and column). Nesting never goes beyond `depth_limit`, whatever is asked for.
struct JsonBounds {
    static constexpr std::size_t depth_limit = 64;
    std::size_t bytes_max = 1 << 20;
    std::size_t depth_max = 32;
};
json::value parse_json(std::string_view text, JsonBounds bounds = {});

// Collects what is wrong instead of stopping at the first fault; keeps the first `faults_max`.
class Reader {
  public:
    static constexpr std::size_t faults_max = 100;
    std::vector<FieldFault> faults;
    std::size_t faults_seen = 0;
    void fault(std::string_view path, std::string_view code, Words words);
    // Throws Refusal `body.invalid` (422) if anything was wrong.
    void finish() const;
};

template <class T>
concept Lenient = requires {
    typename T::lenient;
};

namespace detail {
inline constexpr std::size_t list_length_default = 1000;

bool read(Reader&, const std::string& path, const json::value&, bool&, const Limit&);
bool read(Reader&, const std::string& path, const json::value&, int&, const Limit&);
bool read(Reader&, const std::string& path, const json::value&, std::int64_t&, const Limit&);
bool read(Reader&, const std::string& path, const json::value&, double&, const Limit&);
bool read(Reader&, const std::string& path, const json::value&, std::string&, const Limit&);
bool read(Reader&, const std::string& path, const json::value&, Instant&, const Limit&);
bool read(Reader&, const std::string& path, const json::value&, Date&, const Limit&);
bool read_id(Reader&, const std::string& path, const json::value&, std::int64_t&);
const json::object* read_object(Reader&, const std::string& path, const json::value&);
const json::array* read_array(Reader&, const std::string& path, const json::value&, const Limit&);
void missing(Reader&, const std::string& path);
void unknown(Reader&, const std::string& path);
void bad_choice(Reader&, const std::string& path, const std::string& choices);
std::string join(const std::string& path, std::string_view member);
std::string join(const std::string& path, std::size_t index);
Limit limit_of(const Limits& all, std::string_view member);

template <class T>
bool read_any(Reader& r, const std::string& path, const json::value& v, T& out, const Limit& limit);

template <class T>
bool read_struct(Reader& r, const std::string& path, const json::value& v, T& out) {
    const json::object* object = read_object(r, path, v);
    if (!object) return false;
    const std::size_t faults_before = r.faults_seen;
    const Limits all = limits(static_cast<const T*>(nullptr));
    std::size_t known = 0;
    using Members = boost::describe::describe_members<T, boost::describe::mod_any_access |
                                                             boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<Members>([&](auto d) {
        auto& member = out.*d.pointer;
        using M = std::remove_cvref_t<decltype(member)>;
        const json::value* found = object->if_contains(d.name);
        if (found) ++known;
        if (!found || found->is_null()) {
            constexpr bool may_be_absent =
                Lenient<T> || is_optional<M>::value || is_vector<M>::value || is_text_map<M>::value;
            if (!may_be_absent) missing(r, join(path, d.name));
            return;
        }
        read_any(r, join(path, d.name), *found, member, limit_of(all, d.name));
    });
    if (!Lenient<T> && known != object->size()) {
        for (const auto& kv : *object) {
            bool is_member = false;
            boost::mp11::mp_for_each<Members>(
                [&](auto d) { is_member = is_member || kv.key() == d.name; });
            if (!is_member) unknown(r, join(path, kv.key()));
        }
    }
    return r.faults_seen == faults_before;
}

template <class T>
bool read_any(Reader& r, const std::string& path, const json::value& v, T& out,
              const Limit& limit) {
    if constexpr (std::is_same_v<T, json::value>) {
        out = v;
        return true;
    } else if constexpr (std::is_same_v<T, json::object>) {
        const json::object* object = read_object(r, path, v);
        if (object) out = *object;
        return object != nullptr;
    } else if constexpr (is_optional<T>::value) {
        typename T::value_type item{};
        if (!read_any(r, path, v, item, limit)) return false;
        out = std::move(item);
        return true;
    } else if constexpr (is_vector<T>::value) {
        const json::array* array = read_array(r, path, v, limit);
        if (!array) return false;
        out.clear();
        out.reserve(array->size());
        bool good = true;
        for (std::size_t i = 0; i < array->size(); ++i) {
            typename T::value_type item{};
            good = read_any(r, join(path, i), (*array)[i], item, Limit{}) && good;
            out.push_back(std::move(item));
        }
        return good;
    } else if constexpr (is_text_map<T>::value) {
        const json::object* object = read_object(r, path, v);
        if (!object) return false;
        bool good = true;
        for (const auto& kv : *object) {
            typename T::mapped_type item{};
            good = read_any(r, join(path, kv.key()), kv.value(), item, Limit{}) && good;
            out[std::string(kv.key())] = std::move(item);
        }
        return good;
    } else if constexpr (is_described_enum<T>) {
        std::string name;
        if (!read(r, path, v, name, limit)) return false;
        if (auto value = enum_from_text<T>(name)) {
            out = *value;
            return true;
        }
        std::string choices;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto d) { choices += (choices.empty() ? "" : ", ") + std::string(d.name); });
        bad_choice(r, path, choices);
        return false;
    } else if constexpr (is_id<T>::value) {
        return read_id(r, path, v, out.value);
    } else if constexpr (std::is_same_v<T, Fen> || std::is_same_v<T, Minutes>) {
        return read(r, path, v, out.value, limit);
    } else if constexpr (is_described_struct<T>) {
        return read_struct(r, path, v, out);
    } else {
        return read(r, path, v, out, limit);
    }
}
}  // namespace detail

// Throws Refusal `body.invalid` (422) that lists every faulty field.
template <class T>
T from_json(const json::value& v) {
    Reader reader;
    T out{};
    detail::read_any(reader, "", v, out, Limit{});
    reader.finish();
    return out;
}
template <class T>
T from_json_text(std::string_view text, JsonBounds bounds = {}) {
    return from_json<T>(parse_json(text, bounds));
}

}  // namespace linli
