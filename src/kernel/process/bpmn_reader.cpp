#include "kernel/process/bpmn_reader.hpp"

#include <algorithm>
#include <charconv>

namespace linli::process::bpmn {

std::string_view local_name(std::string_view qualified) {
    const auto colon = qualified.find(':');
    return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

namespace {

std::string_view prefix_of(std::string_view qualified) {
    const auto colon = qualified.find(':');
    return colon == std::string_view::npos ? std::string_view() : qualified.substr(0, colon);
}

// The namespace that this very element declares for the prefix; null for none.
const char* declared(pugi::xml_node node, std::string_view prefix) {
    for (const auto a : node.attributes()) {
        const std::string_view name = a.name();
        if (prefix.empty() ? name == "xmlns"
                           : name.starts_with("xmlns:") && name.substr(6) == prefix)
            return a.value();
    }
    return nullptr;
}

bool declares_prefixes(pugi::xml_node node) {
    for (const auto c : node.children()) {
        for (const auto a : c.attributes())
            if (std::string_view(a.name()).starts_with("xmlns")) return true;
        if (declares_prefixes(c)) return true;
    }
    return false;
}

}  // namespace

Reader::Reader(const std::string& text, Definitions& out) : text_(text), out_(out) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n') line_starts_.push_back(i + 1);
}

bool Reader::is_bpmn(Xn node) const {
    const std::string_view prefix = prefix_of(node.name());
    for (Xn n = node; n; n = n.parent())
        if (const char* found = declared(n, prefix)) return found == model_namespace;
    return false;
}

void Reader::read_root(Xn root) {
    prefixes_only_at_root_ = !declares_prefixes(root);
    for (const auto a : root.attributes()) {
        const std::string_view name = a.name();
        if (name == "xmlns")
            root_prefixes_.emplace_back("", a.value());
        else if (name.starts_with("xmlns:"))
            root_prefixes_.emplace_back(name.substr(6), a.value());
    }
    base(root, out_);
    out_.target_namespace = attribute(root, "targetNamespace");
    out_.expression_language = attribute(root, "expressionLanguage");
    out_.type_language = attribute(root, "typeLanguage");
    out_.exporter = attribute(root, "exporter");
    out_.exporter_version = attribute(root, "exporterVersion");
    for (const Xn c : root.children()) {
        if (c.type() != pugi::node_element) continue;
        const std::string_view tag = local_name(c.name());
        if (tag == "BPMNDiagram")
            read_diagram(c);
        else if (is_model(c) && tag != "documentation" && tag != "extensionElements" &&
                 !read_root_element(c, tag))
            unread(c, out_);
    }
}

std::size_t Reader::line(Xn node) const {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    return static_cast<std::size_t>(after - line_starts_.begin());
}

std::string Reader::name_space(Xn node, std::string_view qualified, bool attribute) const {
    const std::string_view prefix = prefix_of(qualified);
    if (attribute && prefix.empty()) return "";  // such attributes belong to their element
    if (!prefixes_only_at_root_) {
        for (Xn n = node; n; n = n.parent())
            if (const char* found = declared(n, prefix)) return found;
        return "";
    }
    for (const auto& [known, uri] : root_prefixes_)
        if (known == prefix) return uri;
    return "";
}

std::string Reader::text(Xn node) const {
    std::string out;
    for (const Xn c : node.children())
        if (c.type() == pugi::node_pcdata || c.type() == pugi::node_cdata) out += c.value();
    return std::string(trimmed(out));
}

std::string Reader::attribute(Xn node, const char* name) const {
    return node.attribute(name).value();
}

std::string Reader::reference(Xn node, const char* name) const {
    return std::string(local_name(trimmed(node.attribute(name).value())));
}

std::string Reader::reference_text(Xn node) const {
    return std::string(local_name(text(node)));
}

void Reader::malformed(Xn node, const char* name, const char* zh, const char* en) {
    const std::string value = node.attribute(name).value();
    const std::string id = node.attribute("id").value();
    out_.faults.push_back(
        {line(node),
         id.empty() ? std::string(local_name(node.name())) : id,
         "bpmn.attribute_malformed",
         {"属性 " + std::string(name) + "=\"" + value + "\" 应为" + zh,
          "the attribute " + std::string(name) + "=\"" + value + "\" must be " + en}});
}

std::optional<bool> Reader::optional_truth(Xn node, const char* name) {
    const auto a = node.attribute(name);
    if (!a) return std::nullopt;
    const std::string_view value = trimmed(a.value());
    if (value == "true" || value == "1") return true;
    if (value != "false" && value != "0") malformed(node, name, " true 或 false", "true or false");
    return false;
}

bool Reader::truth(Xn node, const char* name, bool otherwise) {
    return optional_truth(node, name).value_or(otherwise);
}

std::optional<std::int64_t> Reader::whole(Xn node, const char* name) {
    const auto a = node.attribute(name);
    if (!a) return std::nullopt;
    const std::string_view value = trimmed(a.value());
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), n);
    if (error != std::errc() || end != value.data() + value.size() || value.empty()) {
        malformed(node, name, "整数", "a whole number");
        return std::nullopt;
    }
    return n;
}

double Reader::decimal(Xn node, const char* name) {
    const std::string_view value = trimmed(node.attribute(name).value());
    double n = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), n);
    if (error != std::errc() || end != value.data() + value.size())
        malformed(node, name, "数字", "a number");
    return n;
}

Expression Reader::expression(Xn node) const {
    return {text(node), node.attribute("language").value(), line(node)};
}

Xml Reader::foreign(Xn node) const {
    Xml out;
    out.name_space = name_space(node, node.name(), false);
    out.name = local_name(node.name());
    out.line = line(node);
    out.text = text(node);
    for (const auto a : node.attributes()) {
        const std::string_view name = a.name();
        if (name == "xmlns" || name.starts_with("xmlns:")) continue;
        out.attributes.push_back(
            {name_space(node, name, true), std::string(local_name(name)), a.value()});
    }
    for (const Xn c : node.children())
        if (c.type() == pugi::node_element) out.children.push_back(foreign(c));
    return out;
}

void Reader::base(Xn node, Element& e) {
    e.id = std::string(trimmed(node.attribute("id").value()));
    e.name = node.attribute("name").value();
    e.tag = local_name(node.name());
    e.line = line(node);
    for (const auto a : node.attributes()) {
        const std::string_view name = a.name();
        if (name.find(':') == std::string_view::npos || name.starts_with("xmlns:") ||
            name.starts_with("xsi:") || name.starts_with("xml:"))
            continue;
        e.foreign.push_back(
            {name_space(node, name, true), std::string(local_name(name)), a.value()});
    }
    for (const Xn c : node.children()) {
        if (c.type() != pugi::node_element || !is_model(c)) continue;
        const std::string_view tag = local_name(c.name());
        if (tag == "documentation") e.documentation.push_back(text(c));
        if (tag == "extensionElements")
            for (const Xn x : c.children())
                if (x.type() == pugi::node_element) e.extensions.push_back(foreign(x));
    }
}

void Reader::unread(Xn node, const Element& parent) {
    out_.unread.push_back({std::string(local_name(node.name())),
                           parent.id.empty() ? parent.tag : parent.id, line(node)});
}

}  // namespace linli::process::bpmn
