// Attributes and children against the schema of BPMN 2.0. What the reader reads as a truth value or
// number it reports itself.
#include "kernel/process/validate_schema.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <pugixml.hpp>
#include <unordered_map>

#include "kernel/process/bpmn_reader.hpp"
#include "kernel/process/validate_context.hpp"

namespace linli::process {

using bpmn::local_name;
using bpmn::trimmed;

namespace {

using S = Severity;
constexpr std::array<Rule, 9> rows = {{
    {"bpmn.attribute_malformed", S::fault, "XSD", "属性值的类型不对",
     "the value of an attribute is not of its type"},
    {"bpmn.attribute_missing", S::fault, "XSD", "{0} 缺少属性 {1}：补上",
     "the {0} has no attribute {1}: add it"},
    {"bpmn.attribute_value", S::fault, "XSD", "属性 {0}=\"{1}\" 不合法：只能是 {2}",
     "the attribute {0}=\"{1}\" is not allowed: it is one of {2}"},
    {"bpmn.attribute_misspelled", S::fault, "XSD", "{0} 没有属性 {1}：是否想写 {2}？",
     "a {0} has no attribute {1}: do you mean {2}?"},
    {"bpmn.attribute_unknown", S::warning, "XSD",
     "{0} 没有属性 {1}，予以忽略：厂商属性应加命名空间",
     "a {0} has no attribute {1}; it is left out: attributes of vendors carry a namespace"},
    {"bpmn.child_missing", S::fault, "XSD", "{0} 里缺少 {1}：补上", "the {0} has no {1}: add it"},
    {"bpmn.child_repeated", S::fault, "XSD", "{0} 里只能有一个 {1}：删去多余的",
     "a {0} has one {1} at most: remove the others"},
    {"bpmn.extension_not_understood", S::fault, "8.2.3",
     "扩展 {0} 要求必须理解（mustUnderstand），引擎不认识它：删除或改为 false",
     "the extension {0} must be understood, and the engine does not know it: remove it, or write "
     "mustUnderstand=\"false\""},
    {"bpmn.namespace_undeclared", S::fault, "XSD", "前缀 {0} 没有声明命名空间：加上 xmlns:{0}",
     "the prefix {0} has no namespace: add xmlns:{0}"},
}};

struct Attribute {
    std::string_view name, values;  // see SchemaRow
    bool required = false;
};

std::vector<Attribute> attributes_of(const SchemaRow& row) {
    std::vector<Attribute> out;
    std::string_view rest = row.attributes;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        std::string_view word = rest.substr(0, end);
        rest = end < rest.size() ? rest.substr(end + 1) : std::string_view();
        Attribute a;
        if (const auto colon = word.find(':'); colon != word.npos) {
            a.values = word.substr(colon + 1);
            word = word.substr(0, colon);
        }
        a.required = word.ends_with('!');
        a.name = a.required ? word.substr(0, word.size() - 1) : word;
        out.push_back(a);
    }
    return out;
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t keep = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
            corner = row[j];
            row[j] = std::min({keep, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

bool one_of(std::string_view values, std::string_view value) {
    if (values == "b" || values == "i") return true;
    if (values == "B") values = "true|false|1|0";
    if (values == "I") {
        std::int64_t n = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), n);
        return error == std::errc() && end == value.data() + value.size();
    }
    while (true) {
        const auto end = values.find('|');
        if (values.substr(0, end) == value) return true;
        if (end == values.npos) return false;
        values = values.substr(end + 1);
    }
}

class Schema {
  public:
    Schema(const std::string& text, std::vector<ModelFault>& out) : out_(out) {
        for (std::size_t i = 0; i < text.size(); ++i)
            if (text[i] == '\n') line_ends_.push_back(i);
    }

    // `own`: whether the default namespace and each prefix mean BPMN.
    using Prefixes = std::vector<std::pair<std::string_view, bool>>;
    void element(pugi::xml_node n, Prefixes prefixes);

  private:
    void report(std::string_view rule, pugi::xml_node n,
                std::initializer_list<std::string> arguments);
    void attributes(pugi::xml_node n, const SchemaRow& row);
    void unknown(pugi::xml_node n, std::string_view name, const std::vector<Attribute>& known);
    void children(pugi::xml_node n, const SchemaRow& row, const Prefixes& prefixes);
    static void declare(pugi::xml_node n, Prefixes& prefixes);
    static const bool* meaning(std::string_view qualified, const Prefixes& prefixes);

    std::vector<std::size_t> line_ends_;
    std::vector<ModelFault>& out_;
};

void Schema::report(std::string_view rule, pugi::xml_node n,
                    std::initializer_list<std::string> arguments) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(n.offset_debug(), 0));
    const auto before = std::lower_bound(line_ends_.begin(), line_ends_.end(), offset);
    // What has no id of its own is known by the element around it that has one.
    pugi::xml_node named = n;
    while (named && !named.attribute("id"))
        named = named.parent();
    std::string element(trimmed(named.attribute("id").value()));
    if (element.empty() || local_name(named.name()) == "definitions")
        element = local_name(n.name());
    out_.push_back(found(*find_rule(rule),
                         static_cast<std::size_t>(before - line_ends_.begin()) + 1,
                         std::move(element), arguments));
}

void Schema::declare(pugi::xml_node n, Prefixes& prefixes) {
    for (const auto a : n.attributes()) {
        const std::string_view name = a.name();
        const bool is_bpmn = a.value() == bpmn::model_namespace;
        if (name == "xmlns") prefixes.emplace_back("", is_bpmn);
        if (name.starts_with("xmlns:")) prefixes.emplace_back(name.substr(6), is_bpmn);
    }
}

const bool* Schema::meaning(std::string_view qualified, const Prefixes& prefixes) {
    const auto colon = qualified.find(':');
    const std::string_view prefix = colon == qualified.npos ? "" : qualified.substr(0, colon);
    for (auto it = prefixes.rbegin(); it != prefixes.rend(); ++it)
        if (it->first == prefix) return &it->second;
    return nullptr;
}

void Schema::unknown(pugi::xml_node n, std::string_view name, const std::vector<Attribute>& known) {
    std::string_view meant;
    std::size_t best = name.size() < 6 ? 2 : 3;
    for (const auto& a : known) {
        if (n.attribute(std::string(a.name).c_str())) continue;
        const auto d = distance(name, a.name);
        if (d < best) best = d, meant = a.name;
    }
    const std::string tag(local_name(n.name()));
    if (meant.empty())
        report("bpmn.attribute_unknown", n, {tag, std::string(name)});
    else
        report("bpmn.attribute_misspelled", n, {tag, std::string(name), std::string(meant)});
}

void Schema::attributes(pugi::xml_node n, const SchemaRow& row) {
    const auto known = attributes_of(row);
    for (const auto& a : known) {
        const auto given = n.attribute(std::string(a.name).c_str());
        if (a.required && trimmed(given.value()).empty())
            report("bpmn.attribute_missing", n, {std::string(row.tag), std::string(a.name)});
        if (!given || a.values.empty() || one_of(a.values, trimmed(given.value()))) continue;
        std::string values(a.values == "B" ? "true|false" : a.values == "I" ? "0|1|2|…" : a.values);
        std::replace(values.begin(), values.end(), '|', ' ');
        report("bpmn.attribute_value", n, {std::string(a.name), given.value(), values});
    }
    for (const auto a : n.attributes()) {
        const std::string_view name = a.name();
        if (name.find(':') != name.npos || name == "xmlns" || name == "id" || name == "name")
            continue;
        if (std::none_of(known.begin(), known.end(),
                         [&](const Attribute& k) { return k.name == name; }))
            unknown(n, name, known);
    }
    if (row.tag == "extension") {
        const std::string_view must = trimmed(n.attribute("mustUnderstand").value());
        if (must == "true" || must == "1")
            report("bpmn.extension_not_understood", n, {n.attribute("definition").value()});
    }
}

void Schema::children(pugi::xml_node n, const SchemaRow& row, const Prefixes& prefixes) {
    std::unordered_map<std::string_view, std::size_t> counts;
    for (const auto c : n.children()) {
        const bool* own = c.type() == pugi::node_element ? meaning(c.name(), prefixes) : nullptr;
        if (own && *own) ++counts[local_name(c.name())];
    }
    std::string_view rest = row.children;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        const std::string_view name = rest.substr(0, end - 1);
        const char times = rest[end - 1];
        rest = end < rest.size() ? rest.substr(end + 1) : std::string_view();
        const std::size_t count = counts.contains(name) ? counts[name] : 0;
        if (times != '?' && count == 0)
            report("bpmn.child_missing", n, {std::string(row.tag), std::string(name)});
        if (count > 1) report("bpmn.child_repeated", n, {std::string(row.tag), std::string(name)});
    }
}

void Schema::element(pugi::xml_node n, Prefixes prefixes) {
    declare(n, prefixes);
    const bool* own = meaning(n.name(), prefixes);
    if (!own && std::string_view(n.name()).find(':') != std::string_view::npos) {
        const std::string_view name = n.name();
        report("bpmn.namespace_undeclared", n, {std::string(name.substr(0, name.find(':')))});
        return;
    }
    // Below an element of a vendor everything is the vendor's.
    if (!own || !*own) return;
    const SchemaRow* row = schema_row(local_name(n.name()));
    if (!row || row->tag == "extensionElements" || row->tag == "documentation") return;
    attributes(n, *row);
    children(n, *row, prefixes);
    for (const auto c : n.children())
        if (c.type() == pugi::node_element) element(c, prefixes);
}

}  // namespace

std::span<const Rule> schema_rules() {
    return rows;
}

void check_schema(pugi::xml_node root, const std::string& text, std::vector<ModelFault>& out) {
    Schema(text, out).element(root, {});
}

}  // namespace linli::process
