#include "kernel/service/item.hpp"

#include "base/yaml.hpp"

namespace linli::service {
namespace {

// What stands in for a member that is left out.
void fill(json::value* v, std::initializer_list<std::pair<const char*, json::value>> defaults) {
    if (!v || !v->is_object()) return;
    auto& object = v->get_object();
    for (const auto& [name, value] : defaults)
        if (!object.contains(name)) object[name] = value;
}

json::value* member(json::value* v, const char* name) {
    return v && v->is_object() ? v->get_object().if_contains(name) : nullptr;
}

void fill_basis(json::value* v) {
    fill(v, {{"url", ""}});
}

template <class F>
void each(json::value* list, F&& act) {
    if (!list || !list->is_array()) return;
    for (auto& v : list->get_array())
        act(&v);
}

void fill_material(json::value* v) {
    const json::value* held = member(v, "held_by_state");
    const bool is_held = held && held->is_bool() && held->get_bool();
    fill(v, {{"hint_zh", ""},
             {"hint_en", ""},
             {"held_by_state", false},
             {"source_zh", ""},
             {"source_en", ""},
             {"required", !is_held},
             {"when", ""},
             {"files_max", 10}});
    fill_basis(member(v, "basis"));
}

}  // namespace

Item read_item(std::string_view yaml, std::string_view name) {
    json::value text = parse_yaml(yaml, name);
    fill(&text, {{"who_may", ""},
                 {"who_may_zh", ""},
                 {"who_may_en", ""},
                 {"by_agent", false},
                 {"immediate", false},
                 {"materials_decision", ""}});
    each(member(&text, "legal_basis"), fill_basis);
    each(member(&text, "materials"), fill_material);
    fill_basis(member(member(&text, "time_limit"), "basis"));
    fill(member(&text, "archive"), {{"note", ""}});
    fill_basis(member(member(&text, "archive"), "basis"));
    return from_json<Item>(text);
}

}  // namespace linli::service
