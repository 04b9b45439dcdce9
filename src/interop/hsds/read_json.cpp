// HSDS JSON files into items of an import.
#include "interop/hsds/hsds.hpp"
#include "interop/hsds/shapes.hpp"

namespace linli::hsds {
namespace {

using place::RecordKind;

std::optional<RecordKind> kind_of_document(const json::object& o) {
    const auto has = [&](const char* member) { return o.contains(member); };
    if (has("location_type")) return RecordKind::location;
    if (has("taxonomy_detail") || has("taxonomy") || has("term_uri") || has("taxonomy_id"))
        return RecordKind::taxonomy_term;
    if (has("status")) return RecordKind::service;
    if (has("location") || has("location_id")) return RecordKind::service_at_location;
    if (has("version") && has("name") && has("description")) return RecordKind::taxonomy;
    for (const char* m : {"organization_identifiers", "programs", "locations", "legal_status",
                          "website", "tax_status", "tax_id", "year_incorporated", "services"})
        if (has(m)) return RecordKind::organization;
    if (has("parent_id") || has("code")) return RecordKind::taxonomy_term;
    if (has("name") && has("description")) return RecordKind::organization;
    return std::nullopt;
}

void take(place::Parsed& out, const place::ImportFile& file, const json::value& v,
          std::int64_t line) {
    const std::int64_t row = ++out.rows_read;
    const auto bad = [&](const char* code, Words words) {
        out.fault(file.name, line, row, "", code, std::move(words));
        ++out.rows_bad;
    };
    if (!v.is_object())
        return bad("hsds.not_an_object", {"这一项不是 JSON 对象", "Not a JSON object"});
    const auto kind = kind_of_document(v.get_object());
    if (!kind)
        return bad("hsds.kind_unknown",
                   {"看不出这是服务、机构、地点还是分类，请对照 HSDS 规范补全必填项",
                    "Neither service, organisation, place nor taxonomy; add the members that HSDS "
                    "requires"});
    bool broken = false;
    check_shape(*shape_of(enum_to_text(*kind)), v.get_object(), "", [&](ShapeFault fault) {
        broken = broken || !fault.warning;
        out.fault(file.name, line, row, std::move(fault.field), std::move(fault.code),
                  std::move(fault.words), fault.warning);
    });
    if (broken)
        ++out.rows_bad;
    else
        out.items.push_back({*kind, v.get_object(), file.name, line, row});
}

}  // namespace

place::Parsed parse_json_files(const place::ImportRequest& request, const place::Categories&) {
    place::Parsed out;
    for (const place::ImportFile& file : request.files) {
        const json::value root = parse_json(file.text, {.bytes_max = 32U << 20, .depth_max = 64});
        const json::array* list = root.is_array() ? &root.get_array() : nullptr;
        if (root.is_object())
            if (const auto* c = root.get_object().if_contains("contents"); c && c->is_array())
                list = &c->get_array();
        if (!list) {
            take(out, file, root, 1);
            continue;
        }
        const auto lines = place::element_lines(file.text);
        for (std::size_t i = 0; i < list->size(); ++i)
            take(out, file, (*list)[i], i < lines.size() ? lines[i] : 0);
    }
    return out;
}

}  // namespace linli::hsds
