// JSON Schema 2020-12 of described structs, and the OpenAPI 3.1 document of a route table.
#pragma once
#include <boost/type_index.hpp>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace linli::http {

class Router;

namespace detail {
// "linli::place::NewListing" -> "place.NewListing", fit for a component name.
std::string component_name(std::string_view type_name);
json::object text_schema(const Limit& limit);
json::object number_schema(const char* type, const Limit& limit);
json::object formatted_text_schema(const char* format, const char* pattern);
}  // namespace detail

// What a schema is for. A request may leave out lists and maps, which are then empty; an answer
// always has them.
enum class SchemaUse : std::uint8_t { request, answer };

// Collects the schemas of the structs that it is asked for; structs become named components, so
// that a tree may contain itself.
class SchemaBook {
  public:
    explicit SchemaBook(SchemaUse use) : use_(use) {}
    template <class T>
    json::value of(const Limit& limit = {}) {
        using namespace detail;
        if constexpr (std::is_same_v<T, bool>) {
            return json::object{{"type", "boolean"}};
        } else if constexpr (std::is_integral_v<T>) {
            return number_schema("integer", limit);
        } else if constexpr (std::is_floating_point_v<T>) {
            return number_schema("number", limit);
        } else if constexpr (std::is_same_v<T, Fen> || std::is_same_v<T, Minutes>) {
            return number_schema("integer", limit);
        } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
            return text_schema(limit);
        } else if constexpr (is_id<T>::value) {
            return formatted_text_schema(nullptr, "^[0-9A-HJKMNP-TV-Z]{13}$");
        } else if constexpr (std::is_same_v<T, Instant>) {
            return formatted_text_schema("date-time", nullptr);
        } else if constexpr (std::is_same_v<T, Date>) {
            return formatted_text_schema("date", nullptr);
        } else if constexpr (is_described_enum<T>) {
            json::array names;
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
                [&](auto d) { names.push_back(json::value(d.name)); });
            return json::object{{"type", "string"}, {"enum", std::move(names)}};
        } else if constexpr (is_optional<T>::value) {
            return of<typename T::value_type>(limit);
        } else if constexpr (is_vector<T>::value) {
            json::object list{{"type", "array"}, {"items", of<typename T::value_type>()}};
            if (limit.length_min > 0) list["minItems"] = limit.length_min;
            return list;
        } else if constexpr (is_text_map<T>::value) {
            return json::object{{"type", "object"},
                                {"additionalProperties", of<typename T::mapped_type>()}};
        } else if constexpr (std::is_same_v<T, json::object>) {
            return json::object{{"type", "object"}};
        } else if constexpr (std::is_same_v<T, json::array>) {
            return json::object{{"type", "array"}};
        } else if constexpr (std::is_same_v<T, json::value>) {
            return json::object{};
        } else {
            static_assert(is_described_struct<T>, "describe this type with BOOST_DESCRIBE_STRUCT");
            const std::string name = component_name(boost::typeindex::type_id<T>().pretty_name());
            if (!schemas_.contains(name)) {
                schemas_[name] = nullptr;  // a struct that contains itself refers to its name
                schemas_[name] = struct_schema<T>();
            }
            return json::object{{"$ref", "#/components/schemas/" + name}};
        }
    }
    // The schema of the struct itself instead of a reference to it.
    template <class T>
    json::object struct_schema() {
        json::object properties;
        json::array required;
        const Limits all = limits(static_cast<const T*>(nullptr));
        boost::mp11::mp_for_each<boost::describe::describe_members<
            T, boost::describe::mod_any_access | boost::describe::mod_inherited>>([&](auto d) {
            using M = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
            properties[d.name] = of<M>(linli::detail::limit_of(all, d.name));
            const bool may_be_empty = is_vector<M>::value || is_text_map<M>::value;
            if (!is_optional<M>::value && !(may_be_empty && use_ == SchemaUse::request)) {
                required.push_back(json::value(d.name));
            }
        });
        json::object schema{{"type", "object"},
                            {"properties", std::move(properties)},
                            {"additionalProperties", false}};
        if (!required.empty()) schema["required"] = std::move(required);
        return schema;
    }
    const json::object& schemas() const { return schemas_; }

  private:
    SchemaUse use_;
    json::object schemas_;
};

// The OpenAPI 3.1 document of the routes of `router`.
json::object openapi_document(const Router& router, std::string_view title,
                              std::string_view version);

// Registers GET /api/v1/openapi.json and the browsable page GET /api/docs with its script and
// style. To be called last: the document describes the routes that are registered by then, and
// itself.
void documentation_routes(Router& router, std::string title, std::string version);

}  // namespace linli::http
