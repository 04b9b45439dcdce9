#include <algorithm>
#include <set>

#include "kernel/decision/lexer.hpp"
#include "kernel/decision/model.hpp"

namespace linli::decision {

namespace {

constexpr std::size_t model_bytes_max = 32 << 20;
constexpr int xml_depth_max = 200;

bool too_deep(pugi::xml_node node, int depth) {
    if (depth > xml_depth_max) return true;
    return std::any_of(node.begin(), node.end(),
                       [&](pugi::xml_node c) { return too_deep(c, depth + 1); });
}

[[noreturn]] void refuse(const std::string& code, const std::string& zh, const std::string& en) {
    throw Refusal(RefusalKind::unprocessable, code, {zh, en});
}

std::size_t line_at(const std::string& text, std::ptrdiff_t offset) {
    const auto end =
        std::min(text.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
    return 1 + static_cast<std::size_t>(
                   std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
}

std::unique_ptr<Document> parse(const ModelText& source) {
    auto d = std::make_unique<Document>();
    d->file = source.name;
    d->text = source.xml;
    if (source.xml.size() > model_bytes_max)
        refuse("decision.model_too_large", source.name + " 太大，模型不得超过 32 MiB",
               source.name + " is too large; a model may have at most 32 MiB");
    const auto result = d->xml.load_buffer(d->text.data(), d->text.size(),
                                           pugi::parse_default | pugi::parse_ws_pcdata_single);
    if (!result) {
        const auto line = std::to_string(line_at(d->text, result.offset));
        refuse("decision.model_malformed", source.name + " 第 " + line + " 行不是合法的 XML",
               source.name + ", line " + line + ": not well-formed XML: " + result.description());
    }
    const auto root = d->xml.document_element();
    std::string model_namespace;
    for (const auto a : root.attributes())
        if (std::string_view(a.value()).find("omg.org/spec/DMN/") != std::string_view::npos &&
            std::string_view(a.value()).find("/DMNDI") == std::string_view::npos &&
            std::string_view(a.value()).find("/D") != std::string_view::npos)
            model_namespace = a.value();
    if (local_name(root) != "definitions" || model_namespace.empty())
        refuse("decision.not_dmn", source.name + " 不是 DMN 模型（根元素应为 definitions）",
               source.name + " is not a DMN model: its root must be \"definitions\"");
    if (too_deep(root, 0))
        refuse("decision.model_malformed", source.name + " 嵌套太深",
               source.name + " is nested too deep");
    d->name_space = root.attribute("namespace").value();
    for (auto xml : root.children())
        if (local_name(xml) == "import")
            d->imports.emplace_back(tidy_name(xml.attribute("name").value()),
                                    xml.attribute("namespace").value());
    return d;
}

}  // namespace

std::string_view local_name(pugi::xml_node node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    for (auto c : node.children())
        if (local_name(c) == name) return c;
    return {};
}

std::string text_of(pugi::xml_node node) {
    std::string out;
    for (auto c : node.children())
        if (c.type() == pugi::node_pcdata || c.type() == pugi::node_cdata) out += c.value();
    const auto begin = out.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) return "";
    return out.substr(begin, out.find_last_not_of(" \t\r\n") - begin + 1);
}

std::size_t Document::line(pugi::xml_node node) const {
    return line_at(text, node.offset_debug());
}

const Element* ModelParts::find(Element::Form form, std::string_view name,
                                std::string_view name_space) const {
    const auto is_here = [&](const Element& e) {
        return e.form == form &&
               (name_space.empty() ? e.document == 0
                                   : documents[e.document]->name_space == name_space);
    };
    for (const auto& e : elements)
        if (e.name == name && is_here(e)) return &e;
    // Spelled with other blanks.
    const std::string key = name_key(name);
    for (const auto& e : elements)
        if (is_here(e) && name_key(e.name) == key) return &e;
    return nullptr;
}

std::shared_ptr<const Model> Model::read(const ModelText& main,
                                         const std::vector<ModelText>& others) {
    auto parts = std::make_unique<ModelParts>();
    parts->documents.push_back(parse(main));
    // Only what is imported, directly or through another, is read in earnest.
    std::vector<std::unique_ptr<Document>> shelf;
    bool shelf_filled = false;
    for (std::size_t i = 0; i < parts->documents.size(); ++i) {
        const auto imports = parts->documents[i]->imports;
        for (const auto& wanted : imports) {
            const std::string& name_space = wanted.second;
            const auto is_it = [&](const auto& d) { return d && d->name_space == name_space; };
            if (std::any_of(parts->documents.begin(), parts->documents.end(), is_it)) continue;
            if (!shelf_filled)
                for (const auto& other : others)
                    if (other.name != main.name) shelf.push_back(parse(other));
            shelf_filled = true;
            const auto found = std::find_if(shelf.begin(), shelf.end(), is_it);
            if (found == shelf.end())
                refuse("decision.import_missing", main.name + " 引入的模型不存在：" + name_space,
                       main.name + " imports a model that is not there: " + name_space);
            parts->documents.push_back(std::move(*found));
        }
    }
    compile(*parts);
    return std::shared_ptr<const Model>(new Model(std::move(parts)));
}

Model::Model(std::unique_ptr<ModelParts> parts) : parts_(std::move(parts)) {}
Model::~Model() = default;

const std::vector<ModelFault>& Model::faults() const {
    return parts_->faults;
}

void Model::require_sound() const {
    if (parts_->faults.empty()) return;
    std::vector<FieldFault> fields;
    for (const auto& f : parts_->faults) {
        if (fields.size() >= 100) break;
        fields.push_back({f.file + ":" + std::to_string(f.line) + " " + f.element,
                          "decision.faulty_element", f.words});
    }
    const auto& first = parts_->faults[0];
    const std::string where = first.file + ":" + std::to_string(first.line) + " " + first.element;
    throw Refusal(RefusalKind::unprocessable, "decision.model_faulty",
                  {"模型有误：" + where + "：" + first.words.zh,
                   "the model is faulty: " + where + ": " + first.words.en},
                  std::move(fields));
}

std::vector<std::string> Model::decisions() const {
    std::vector<std::string> names;
    for (const auto& e : parts_->elements)
        if (e.form == Element::Form::decision && e.document == 0) names.push_back(e.name);
    return names;
}

}  // namespace linli::decision
