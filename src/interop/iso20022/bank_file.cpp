#include "interop/iso20022/bank_file.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace linli::iso20022::detail {

namespace {

constexpr std::size_t bytes_max = 64u << 20;

// Files may name elements with or without a prefix.
std::string_view local_name(const char* name) {
    const std::string_view whole = name;
    const auto colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
    for (const pugi::xml_node node : parent.children())
        if (node.type() == pugi::node_element && local_name(node.name()) == name) return node;
    return {};
}

pugi::xml_node at(pugi::xml_node node, std::string_view path) {
    while (node && !path.empty()) {
        const auto slash = path.find('/');
        node = child(node, path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
    return node;
}

std::string_view namespace_of(pugi::xml_node document) {
    for (const pugi::xml_attribute a : document.attributes())
        if (std::string_view(a.name()).starts_with("xmlns") &&
            std::string_view(a.value()).starts_with("urn:iso:std:iso:20022:tech:xsd:"))
            return std::string_view(a.value()).substr(31);
    return {};
}

}  // namespace

pugi::xml_node open_message(pugi::xml_document& document, std::string_view xml, const char* message,
                            std::initializer_list<const char*> versions, const char* element) {
    if (xml.size() > bytes_max)
        throw Refusal(RefusalKind::too_large, "iso20022.too_large",
                      {"文件超过 64 MB，请向银行索取较小的文件。",
                       "The file has more than 64 MB; ask the bank for smaller ones."});
    const auto result = document.load_buffer(xml.data(), xml.size(), pugi::parse_default);
    if (!result)
        throw Refusal(RefusalKind::malformed, "iso20022.malformed",
                      {"文件不是完整的 XML：在第 " + std::to_string(result.offset) +
                           " 字节处出错，可能没有下载完整。",
                       "The file is not whole XML: it breaks at byte " +
                           std::to_string(result.offset) + "; it may be cut off."});
    const pugi::xml_node root = child(document.root(), "Document");
    const std::string_view version = namespace_of(root);
    if (std::ranges::none_of(versions, [&](const char* v) { return version == v; })) {
        std::string known;
        for (const char* v : versions)
            known += (known.empty() ? "" : ", ") + std::string(v);
        throw Refusal(
            RefusalKind::unprocessable, "iso20022.unknown_message",
            {"这不是 " + std::string(message) + " 文件，或者版本不支持（支持 " + known + "）。",
             "This is not a " + std::string(message) + " file of a known version (" + known +
                 ")."});
    }
    return require(root, element);
}

std::string place_of(pugi::xml_node node) {
    std::string path;
    for (; node && node.type() == pugi::node_element; node = node.parent()) {
        const std::string_view name = local_name(node.name());
        int n = 1;
        for (auto before = node.previous_sibling(); before; before = before.previous_sibling())
            if (local_name(before.name()) == name) ++n;
        path = std::string(name) + "[" + std::to_string(n) + "]" + (path.empty() ? "" : "/") + path;
        if (path.size() > 400) break;
    }
    return path;
}

Refusal refuse(pugi::xml_node node, const char* code, Words words) {
    const std::string place = place_of(node);
    words.zh += "（" + place + "）";
    words.en += " (" + place + ")";
    return refuse_field(place, code, std::move(words));
}

pugi::xml_node require(pugi::xml_node parent, const char* path) {
    if (const auto node = at(parent, path)) return node;
    throw refuse(parent, "iso20022.missing",
                 {"缺少 " + std::string(path) + "，整份未读。",
                  "Lacks " + std::string(path) + "; nothing was taken."});
}

std::string text(pugi::xml_node parent, const char* path, std::size_t length_max) {
    const pugi::xml_node node = at(parent, path);
    const std::string value(trim(node.text().get()));
    if (!is_utf8(value) || code_points(value) > length_max)
        throw refuse(node, "iso20022.text",
                     {"文字过长或编码不对。", "A text is too long or not UTF-8."});
    return value;
}

std::string require_text(pugi::xml_node parent, const char* path, std::size_t length_max) {
    const pugi::xml_node node = require(parent, path);
    std::string value = text(parent, path, length_max);
    if (value.empty()) throw refuse(node, "iso20022.text", {"内容为空。", "It is empty."});
    return value;
}

std::int64_t require_fen(pugi::xml_node parent, const char* path) {
    const pugi::xml_node node = require(parent, path);
    if (const std::string_view currency = node.attribute("Ccy").value(); currency != "CNY")
        throw refuse(node, "iso20022.currency",
                     {"币种不是人民币 CNY。", "The currency is not CNY."});
    const std::string_view digits = trim(node.text().get());
    const auto point = digits.find('.');
    const std::string_view whole = digits.substr(0, point);
    const std::string_view part =
        point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
    const auto are_digits = [](std::string_view s) {
        return std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (whole.empty() || whole.size() > 15 || part.size() > 2 || !are_digits(whole) ||
        !are_digits(part) || (point != std::string_view::npos && part.empty()))
        throw refuse(node, "iso20022.amount",
                     {"金额应为不带符号、最多两位小数的数字。",
                      "An amount has digits, no sign and at most two decimals."});
    std::int64_t fen = 0;
    for (const char c : whole)
        fen = fen * 10 + (c - '0');
    for (std::size_t i = 0; i < 2; ++i)
        fen = fen * 10 + (i < part.size() ? part[i] - '0' : 0);
    return fen;
}

bool is_credit(pugi::xml_node parent) {
    const std::string way = require_text(parent, "CdtDbtInd", 4);
    if (way != "CRDT" && way != "DBIT")
        throw refuse(at(parent, "CdtDbtInd"), "iso20022.direction",
                     {"收付方向应为 CRDT 或 DBIT。", "The direction is CRDT or DBIT."});
    return way == "CRDT";
}

Date require_day(pugi::xml_node parent, const char* path) {
    const pugi::xml_node node = require(parent, path);
    std::string value = text(node, "Dt", 40);
    if (value.empty()) value = text(node, "DtTm", 40);
    if (value.empty()) value = std::string(trim(node.text().get()));
    try {
        return date_from_text(value.substr(0, 10));
    } catch (const Refusal&) {
        throw refuse(node, "iso20022.date", {"日期不对。", "This is no date."});
    }
}

}  // namespace linli::iso20022::detail
