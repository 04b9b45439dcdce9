#include "kernel/area/import_rows.hpp"

#include <fmt/format.h>

#include <array>

#include "base/csv.hpp"
#include "base/text.hpp"

namespace linli::area {

namespace {

using Member = std::optional<std::string> ImportRow::*;

struct Column {
    std::string_view name;
    std::string_view name_zh;
    Member member;
};
constexpr std::array<Column, 7> columns{{
    {"code", "代码", &ImportRow::code},
    {"level", "级别", &ImportRow::level},
    {"parent_code", "上级代码", &ImportRow::parent_code},
    {"name_zh", "名称", &ImportRow::name_zh},
    {"name_en", "英文名", &ImportRow::name_en},
    {"valid_from", "生效日期", &ImportRow::valid_from},
    {"valid_to", "失效日期", &ImportRow::valid_to},
}};

std::string cleaned(std::string_view text) {
    return std::string(trim(text));
}

void require_length(std::size_t rows) {
    if (rows <= import_rows_max) return;
    throw Refusal(RefusalKind::too_large, "area.import_too_long",
                  {fmt::format("一次最多导入 {} 行，请分成几个文件", import_rows_max),
                   fmt::format("At most {} rows at a time; split the file", import_rows_max)});
}

std::vector<Member> members_of(const CsvRow& header) {
    std::vector<Member> members;
    for (const std::string& field : header.fields) {
        const std::string name = fold(trim(field));
        Member member = nullptr;
        for (const Column& column : columns) {
            if (name == column.name || name == column.name_zh) member = column.member;
        }
        const bool twice = std::find(members.begin(), members.end(), member) != members.end();
        if (member == nullptr || twice) {
            const std::string shown = log_safe(field, 40);
            throw Refusal(
                RefusalKind::unprocessable, "area.csv_header",
                {fmt::format("表头“{}”不认识或重复；可用的列：代码 级别 上级代码 名称 英文名 "
                             "生效日期 失效日期",
                             shown),
                 fmt::format("The column \"{}\" is unknown or doubled; columns are code, level, "
                             "parent_code, name_zh, name_en, valid_from, valid_to",
                             shown)});
        }
        members.push_back(member);
    }
    if (std::find(members.begin(), members.end(), &ImportRow::code) == members.end()) {
        throw Refusal(RefusalKind::unprocessable, "area.csv_header",
                      {"第一行应是表头，并且要有“代码”一列",
                       "The first line must be the header, with a column \"code\""});
    }
    return members;
}

std::vector<ImportRow> rows_of_csv(std::string_view text) {
    CsvReader reader(text, {.columns_max = 50, .field_bytes_max = 4096});
    const std::optional<CsvRow> header = reader.next();
    const std::vector<Member> members = members_of(header.value_or(CsvRow{}));
    std::vector<ImportRow> rows;
    while (const std::optional<CsvRow> fields = reader.next()) {
        ImportRow& row = rows.emplace_back();
        require_length(rows.size());
        row.line = static_cast<std::int64_t>(fields->line);
        row.row = static_cast<std::int64_t>(rows.size());
        if (fields->fields.size() > members.size()) {
            row.fault("", "area.too_many_fields",
                      {"这一行的格数比表头多，可能是逗号没有用引号括起来",
                       "This row has more fields than the header; a comma may need quotes"});
        }
        for (std::size_t i = 0; i < std::min(members.size(), fields->fields.size()); ++i) {
            row.*members[i] = cleaned(fields->fields[i]);
        }
    }
    return rows;
}

void read_feature(ImportRow& row, const json::value& feature, Crs crs) {
    const json::object* object = feature.if_object();
    const json::value* properties = object ? object->if_contains("properties") : nullptr;
    if (!properties || !properties->is_object()) {
        return row.fault("properties", "field.missing",
                         {"要素没有 properties，请补上 code、level、name_zh",
                          "The feature has no properties; add code, level, name_zh"});
    }
    for (const Column& column : columns) {
        const json::value* value = properties->get_object().if_contains(column.name);
        if (!value) value = properties->get_object().if_contains(column.name_zh);
        if (!value || value->is_null()) continue;
        if (value->is_string()) {
            row.*column.member = cleaned(std::string_view(value->get_string()));
        } else if (value->is_int64()) {
            row.*column.member = std::to_string(value->get_int64());  // codes written as numbers
        } else {
            row.fault(std::string(column.name), "field.wrong_type",
                      {"应当是文字", "It must be a text"});
        }
    }
    const json::value* geometry = object->if_contains("geometry");
    if (!geometry || geometry->is_null()) return;
    try {
        row.boundary = boundary_from_geojson(*geometry, crs);
    } catch (const Refusal& refusal) {
        row.fault("geometry", refusal.code(), refusal.words());
    }
}

// The member "crs" of GeoJSON 2008, which Chinese tools still write.
std::string stated_crs(const json::object& file) {
    const json::value* crs = file.if_contains("crs");
    if (!crs || !crs->is_object()) return {};
    const json::value* properties = crs->get_object().if_contains("properties");
    if (!properties || !properties->is_object()) return {};
    const json::value* name = properties->get_object().if_contains("name");
    return name && name->is_string() ? std::string(name->get_string()) : std::string();
}

std::vector<ImportRow> rows_of_geojson(const ImportRequest& request, Crs& crs) {
    const json::value file = parse_json(request.text, {.bytes_max = 32 << 20, .depth_max = 16});
    const json::object* object = file.if_object();
    const json::value* features = object ? object->if_contains("features") : nullptr;
    if (!features || !features->is_array()) {
        throw Refusal(RefusalKind::unprocessable, "area.geojson_malformed",
                      {"文件不是 GeoJSON 的 FeatureCollection，里面要有 features 列表",
                       "The file is no GeoJSON FeatureCollection: it needs a list \"features\""});
    }
    // RFC 7946, 4: coordinates are WGS-84 unless both sides agreed on something else.
    std::string stated = request.crs.value_or(stated_crs(*object));
    crs = stated.empty() ? Crs::wgs84 : crs_from_text(stated);
    require_length(features->get_array().size());
    std::vector<ImportRow> rows;
    for (const json::value& feature : features->get_array()) {
        ImportRow& row = rows.emplace_back();
        row.row = static_cast<std::int64_t>(rows.size());
        read_feature(row, feature, crs);
    }
    return rows;
}

}  // namespace

std::vector<ImportRow> read_rows(const ImportRequest& request, Crs& source_crs) {
    source_crs = Crs::wgs84;
    return request.format == ImportFormat::csv ? rows_of_csv(request.text)
                                               : rows_of_geojson(request, source_crs);
}

std::optional<Level> level_from_text(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, Level>, 14> chinese{
        {{"市", Level::city},
         {"地级市", Level::city},
         {"区", Level::district},
         {"县", Level::district},
         {"区县", Level::district},
         {"县级市", Level::district},
         {"街道", Level::street},
         {"镇", Level::street},
         {"乡", Level::street},
         {"社区", Level::community},
         {"村", Level::community},
         {"居委会", Level::community},
         {"村委会", Level::community},
         {"网格", Level::grid}}};
    for (const auto& [word, level] : chinese) {
        if (word == text) return level;
    }
    return enum_from_text<Level>(fold(text));
}

}  // namespace linli::area
