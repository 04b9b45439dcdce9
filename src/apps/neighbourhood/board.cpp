#include "apps/neighbourhood/board.hpp"

#include "base/chinese_id.hpp"
#include "base/coordinates.hpp"
#include "base/text.hpp"

namespace linli::neighbourhood {

namespace {

// Runs a check of another module and keeps its refusal as faults of this form.
template <class F>
void gather(Reader& reader, F&& check) {
    try {
        check();
    } catch (const Refusal& refusal) {
        for (const FieldFault& fault : refusal.fields()) {
            reader.fault(fault.field, fault.code, fault.words);
        }
    }
}

bool is_code(std::string_view code) {
    return code.size() >= 2 &&
           code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

// The browser fills in zoom, column and row; anything else would point at one picture.
bool is_tiles_url(std::string_view url) {
    const bool placed = url.find("{z}") != std::string::npos &&
                        url.find("{x}") != std::string::npos &&
                        url.find("{y}") != std::string::npos;
    return placed && url.find_first_of(" \t\r\n\"'<>\\") == std::string_view::npos &&
           (url.starts_with("https://") || url.starts_with("http://") ||
            (url.starts_with("/") && !url.starts_with("//")));
}

// Browsers load pictures of our own origin and of the one that the policy of our pages names.
bool is_loadable(std::string_view url, std::string_view tiles_origin) {
    if (url.starts_with("/")) return true;
    return !tiles_origin.empty() && url.starts_with(tiles_origin) &&
           url.substr(tiles_origin.size(), 1) == "/";
}

std::optional<std::string> optional_text(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::string trimmed(const std::optional<std::string>& text) {
    return text ? std::string(trim(*text)) : std::string();
}

// Why a tile address of this form cannot be shown.
Words blocked_words(const std::string& allowed) {
    if (allowed.empty()) {
        return {
            "本服务器没有开放外部底图，浏览器会拦截。请系统管理员用 --tiles-origin "
            "写明底图服务器后重启，或留空使用示意图",
            "This server opens no other origin for tiles, so browsers would block them. Have "
            "it started with --tiles-origin, or leave this empty for the schematic plan"};
    }
    return {
        "底图必须来自 " + allowed + "（--tiles-origin 所写），浏览器会拦截其他来源",
        "Tiles must come from " + allowed + ", named by --tiles-origin; browsers block all others"};
}

void check_map(Reader& reader, const BoardRow& row, std::string_view tiles_origin) {
    if (row.tiles_url.empty()) return;
    if (!is_tiles_url(row.tiles_url)) {
        reader.fault("tiles_url", "neighbourhood.tiles_url_malformed",
                     {"底图地址应以 https:// 或 / 开头，并含有 {z}、{x}、{y}",
                      "A tile address begins with https:// or / and holds {z}, {x} and {y}"});
    } else if (!is_loadable(row.tiles_url, tiles_origin)) {
        reader.fault("tiles_url", "neighbourhood.tiles_origin_other",
                     blocked_words(std::string(tiles_origin)));
    }
    // 地图审核管理规定 article 5: who displays a map publicly has it approved.
    if (row.map_approval.empty()) {
        reader.fault("map_approval", "neighbourhood.map_approval_missing",
                     {"公开展示底图须填写审图号；没有审图号请留空底图地址，改用示意图",
                      "A map shown in public needs its approval number; leave the tile address "
                      "empty to show the schematic plan instead"});
    }
}

}  // namespace

BoardRow row_of(const BoardForm& form, std::string_view tiles_origin) {
    Reader reader;
    BoardRow row;
    row.code = trimmed(form.code);
    row.area_id = form.area_id;
    row.name_zh = trim(form.name_zh);
    row.name_en = trimmed(form.name_en);
    row.radius_m = form.radius_m.value_or(row.radius_m);
    row.message_zh = trimmed(form.message_zh);
    row.message_en = trimmed(form.message_en);
    row.office_phone = trimmed(form.office_phone);
    row.categories = form.categories;
    row.rotate_s = form.rotate_s.value_or(row.rotate_s);
    row.tiles_url = trimmed(form.tiles_url);
    row.map_approval = trimmed(form.map_approval);
    row.tiles_crs = form.tiles_crs.value_or(TilesCrs::wgs84);
    if (!is_code(row.code)) {
        reader.fault("code", "neighbourhood.board_code_malformed",
                     {"屏幕代码由 2 至 40 个小写字母、数字或连字符组成",
                      "The code of a board is 2 to 40 lower-case letters, digits or hyphens"});
    }
    if (row.name_zh.empty()) {
        reader.fault("name_zh", "neighbourhood.name_missing", {"请填写名称", "Give a name"});
    }
    gather(reader, [&] {
        const WgsPoint at = wgs84_from(form.lat, form.lng, form.crs);
        row.lat = at.lat;
        row.lng = at.lng;
    });
    if (!row.office_phone.empty()) {
        gather(reader, [&] {
            row.office_phone = PhoneNumber::parse(row.office_phone, "office_phone").text();
        });
    }
    check_map(reader, row, tiles_origin);
    reader.finish();
    return row;
}

BoardView view_of(const BoardRow& row, std::string area_name) {
    BoardView view;
    view.code = row.code;
    view.name_zh = row.name_zh;
    view.name_en = optional_text(row.name_en);
    view.lat = row.lat;
    view.lng = row.lng;
    view.radius_m = row.radius_m;
    view.area_id = row.area_id;
    view.area_name = std::move(area_name);
    view.message_zh = optional_text(row.message_zh);
    view.message_en = optional_text(row.message_en);
    view.office_phone = optional_text(row.office_phone);
    view.categories = row.categories;
    view.rotate_s = row.rotate_s;
    view.tiles_url = optional_text(row.tiles_url);
    view.map_approval = optional_text(row.map_approval);
    if (view.tiles_url) view.tiles_crs = row.tiles_crs;
    return view;
}

KeptBoard kept_view_of(const BoardRow& row, std::string area_name) {
    KeptBoard kept;
    static_cast<BoardView&>(kept) = view_of(row, std::move(area_name));
    kept.etag = std::to_string(row.version);
    kept.changed_at = row.changed_at;
    return kept;
}

}  // namespace linli::neighbourhood
