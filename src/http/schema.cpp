#include "http/schema.hpp"

#include <algorithm>
#include <set>

#include "http/router.hpp"

namespace linli::http {

namespace detail {

std::string component_name(std::string_view type_name) {
    std::string whole(type_name);
    for (const std::string_view inner : {"{anonymous}::", "(anonymous namespace)::"}) {
        for (std::size_t at; (at = whole.find(inner)) != std::string::npos;) {
            whole.erase(at, inner.size());
        }
    }
    type_name = whole;
    std::string name;
    if (type_name.substr(0, 7) == "linli::") type_name.remove_prefix(7);
    for (std::size_t i = 0; i < type_name.size(); ++i) {
        const char c = type_name[i];
        if (c == ':' && type_name.substr(i, 2) == "::") {
            name += '.';
            ++i;
        } else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
            name += c;
        } else if (!name.empty() && name.back() != '_') {
            name += '_';
        }
    }
    return name;
}

json::object text_schema(const Limit& limit) {
    json::object schema{{"type", "string"}, {"maxLength", limit.length_max}};
    if (limit.length_min > 0) schema["minLength"] = limit.length_min;
    if (!limit.pattern.empty()) schema["pattern"] = limit.pattern;
    return schema;
}

json::object number_schema(const char* type, const Limit& limit) {
    json::object schema{{"type", type}};
    if (limit.min != std::numeric_limits<std::int64_t>::min()) schema["minimum"] = limit.min;
    if (limit.max != std::numeric_limits<std::int64_t>::max()) schema["maximum"] = limit.max;
    return schema;
}

json::object formatted_text_schema(const char* format, const char* pattern) {
    json::object schema{{"type", "string"}};
    if (format) schema["format"] = format;
    if (pattern) schema["pattern"] = pattern;
    return schema;
}

}  // namespace detail

namespace {

json::object problem_schema() {
    const json::object text{{"type", "string"}};
    return {
        {"type", "object"},
        {"description", "RFC 9457"},
        {"properties",
         {{"type", text},
          {"title", text},
          {"status", {{"type", "integer"}}},
          {"detail", text},
          {"code", text},
          {"title_zh", text},
          {"title_en", text},
          {"instance", text},
          {"errors",
           {{"type", "array"},
            {"items",
             {{"type", "object"},
              {"properties", {{"field", text}, {"code", text}, {"zh", text}, {"en", text}}}}}}}}},
        {"required", {"type", "title", "status", "code"}}};
}

json::object header_parameter(const char* name, const char* words) {
    return {{"name", name},
            {"in", "header"},
            {"required", false},
            {"description", words},
            {"schema", {{"type", "string"}}}};
}

json::array parameters_of(const RouteInfo& route) {
    json::array parameters;
    std::size_t at = 0;
    while ((at = route.pattern.find('{', at)) != std::string::npos) {
        const std::size_t end = route.pattern.find('}', at);
        parameters.push_back(json::object{{"name", route.pattern.substr(at + 1, end - at - 1)},
                                          {"in", "path"},
                                          {"required", true},
                                          {"schema", {{"type", "string"}}}});
        at = end;
    }
    if (route.query_schema.is_object()) {
        const json::object& schema = route.query_schema.as_object();
        const json::value* required = schema.if_contains("required");
        for (const auto& property : schema.at("properties").as_object()) {
            bool must = false;
            if (required) {
                for (const auto& name : required->as_array()) {
                    must = must || name.as_string() == property.key();
                }
            }
            json::object parameter{{"name", property.key()},
                                   {"in", "query"},
                                   {"required", must},
                                   {"schema", property.value()}};
            if (property.value().as_object().contains("items")) parameter["explode"] = true;
            parameters.push_back(std::move(parameter));
        }
    }
    if (route.method == "POST") {
        parameters.push_back(header_parameter("Idempotency-Key", "kept for 24 hours"));
    }
    if (route.method == "PUT")
        parameters.push_back(header_parameter("If-Match", "the ETag last read"));
    if (route.method != "GET") {
        parameters.push_back(json::object{{"name", "X-Linli"},
                                          {"in", "header"},
                                          {"required", true},
                                          {"schema", {{"type", "string"}, {"const", "1"}}}});
    }
    return parameters;
}

json::object content(const char* type, const json::value& schema) {
    return {{type, {{"schema", schema}}}};
}

json::object responses_of(const RouteInfo& route) {
    json::object good{{"description", "OK"}};
    if (!route.event.empty()) {
        // OpenAPI 3.1 has no words for a stream: the whole is a text, one event is described
        // beside.
        good["content"] = content("text/event-stream", json::object{{"type", "string"}});
        good["x-event"] = route.event;
        good["x-event-data"] = route.answer_schema;
    } else if (route.answer_schema.is_object()) {
        good["content"] = content("application/json", route.answer_schema);
    }
    json::object responses{{"2XX", std::move(good)}};
    responses["default"] =
        json::object{{"description", "Problem (RFC 9457)"},
                     {"content", content("application/problem+json",
                                         json::object{{"$ref", "#/components/schemas/Problem"}})}};
    return responses;
}

std::string operation_id(const RouteInfo& route) {
    std::string id = route.method;
    std::transform(id.begin(), id.end(), id.begin(),
                   [](char c) { return static_cast<char>(c | 32); });
    return id + "_" + detail::component_name(route.pattern);
}

constexpr std::string_view reference = "#/components/schemas/";
constexpr std::string_view given = ".Given";  // ends the names of structs as requests have them

// Renames the components that are referred to.
void point_at(json::value& schema, const std::set<std::string>& renamed) {
    if (schema.is_array()) {
        for (json::value& item : schema.as_array())
            point_at(item, renamed);
    } else if (schema.is_object()) {
        for (auto& member : schema.as_object()) {
            if (member.key() != "$ref" || !member.value().is_string()) {
                point_at(member.value(), renamed);
                continue;
            }
            const std::string_view name =
                std::string_view(member.value().as_string()).substr(reference.size());
            if (renamed.contains(std::string(name)))
                member.value() = std::string(reference).append(name).append(given);
        }
    }
}

bool refers_to(const json::value& schema, const std::set<std::string>& names) {
    json::value renamed = schema;
    point_at(renamed, names);
    return renamed != schema;
}

// The structs whose two schemas differ, or hold one that does.
std::set<std::string> differing(const json::object& requests, const json::object& answers) {
    std::set<std::string> names;
    std::size_t before = 0;
    do {
        before = names.size();
        for (const auto& one : requests) {
            const json::value* other = answers.if_contains(one.key());
            if (!other) continue;
            if (*other != one.value() || refers_to(one.value(), names)) names.emplace(one.key());
        }
    } while (names.size() != before);
    return names;
}

json::object operation(const RouteInfo& route, const std::set<std::string>& renamed) {
    json::object out{
        {"operationId", operation_id(route)},  {"summary", route.spec.words.en},
        {"x-summary-zh", route.spec.words.zh}, {"tags", json::array{json::value(route.spec.tag)}},
        {"parameters", parameters_of(route)},  {"responses", responses_of(route)}};
    if (route.body_schema.is_object()) {
        json::value body = route.body_schema;
        point_at(body, renamed);
        out["requestBody"] =
            json::object{{"required", true}, {"content", content("application/json", body)}};
    }
    const Policy& policy = route.spec.policy;
    if (policy.kind == Policy::Kind::open) {
        out["security"] = json::array{};
    } else {
        out["security"] = json::array{json::object{{"session", json::array{}}}};
    }
    if (policy.kind == Policy::Kind::permission) out["x-permission"] = policy.permission;
    return out;
}

}  // namespace

json::object openapi_document(const Router& router, std::string_view title,
                              std::string_view version) {
    const json::object& requests = router.request_schemas().schemas();
    const std::set<std::string> renamed = differing(requests, router.answer_schemas().schemas());
    json::object paths;
    std::vector<std::string> tags;
    for (const RouteInfo& route : router.routes()) {
        std::string method = route.method;
        std::transform(method.begin(), method.end(), method.begin(),
                       [](char c) { return static_cast<char>(c | 32); });
        json::value& path = paths[route.pattern];
        if (!path.is_object()) path = json::object{};
        path.as_object()[method] = operation(route, renamed);
        tags.push_back(route.spec.tag);
    }
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    json::array tag_list;
    for (const auto& tag : tags)
        tag_list.push_back(json::object{{"name", tag}});

    json::object schemas = router.answer_schemas().schemas();
    for (const auto& one : requests) {
        json::value schema = one.value();
        point_at(schema, renamed);
        std::string name(one.key());
        if (renamed.contains(name)) name += given;
        schemas[name] = std::move(schema);
    }
    schemas["Problem"] = problem_schema();
    return {{"openapi", "3.1.0"},
            {"info", {{"title", title}, {"version", version}}},
            {"tags", std::move(tag_list)},
            {"paths", std::move(paths)},
            {"components",
             {{"schemas", std::move(schemas)},
              {"securitySchemes",
               {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-linli"}}}}}}}};
}

}  // namespace linli::http
