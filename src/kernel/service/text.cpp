#include "kernel/service/text.hpp"

#include <algorithm>

#include "crypto/crypto.hpp"

namespace linli::service {
namespace {

struct StoredText : TextRow {
    std::vector<FileText> files;
};
BOOST_DESCRIBE_STRUCT(StoredText, (TextRow), (files))

std::shared_ptr<const form::Form> read_form(const std::vector<FileText>& files,
                                            const std::string& name) {
    const FileText* file = file_named(files, name);
    if (!file)
        throw refuse_field(name, "service.file_missing",
                           {"缺少文件 " + name, "the file " + name + " is missing"});
    return form::Form::read(file->text, name);
}

}  // namespace

bool is_file_name(std::string_view name) {
    if (name == "item.yaml") return true;
    if (name.size() > 100 || name.empty() || name.front() == '.') return false;
    const bool known = name.ends_with(".bpmn") || name.ends_with(".dmn") || name.ends_with(".json");
    return known && std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return c > 0x20 && c != 0x7f && c != '/' && c != '\\' && c != ':' && c != '"' &&
                      c != '#';
           });
}

bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= 60 && code.front() >= 'a' && code.front() <= 'z' &&
           std::all_of(code.begin(), code.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

const FileText* file_named(const std::vector<FileText>& files, std::string_view name) {
    for (const auto& file : files)
        if (file.name == name) return &file;
    return nullptr;
}

std::string hash_of(const std::vector<FileText>& files) {
    std::string all;
    for (const auto& file : files)
        all += file.name + '\0' + std::to_string(file.text.size()) + '\0' + file.text;
    return crypto::to_hex(crypto::hash(crypto::Hash::sha256, all));
}

void insert(store::Tx& tx, const TextRow& row, const std::vector<FileText>& files) {
    StoredText stored;
    static_cast<TextRow&>(stored) = row;
    stored.files = files;
    tx.insert("service_text", stored);
}

DecisionName decision_name(std::string_view text) {
    const auto at = text.find('#');
    if (at == std::string_view::npos) return {"", std::string(text)};
    return {std::string(text.substr(0, at)), std::string(text.substr(at + 1))};
}

process::Deployment deployment_of(const Item& item, const std::vector<FileText>& files) {
    process::Deployment out;
    out.file = item.code + "/" + item.process;
    if (const FileText* model = file_named(files, item.process)) out.xml = model->text;
    for (const auto& text : decision_texts(item, files))
        out.decisions.push_back({text.name, text.xml});
    return out;
}

std::vector<decision::ModelText> decision_texts(const Item& item,
                                                const std::vector<FileText>& files) {
    std::vector<decision::ModelText> out;
    for (const auto& name : item.decisions)
        if (const FileText* file = file_named(files, name)) out.push_back({name, file->text});
    return out;
}

std::set<std::string> forms_of(const Item& item, const process::Program& program) {
    std::set<std::string> out{item.form};
    for (const auto& node : program.nodes)
        if (const std::string* file = node.attribute("form"); file && !file->empty())
            out.insert(*file);
    return out;
}

std::set<std::string> top_fields(const form::Form& form) {
    std::set<std::string> out;
    for (const auto& key : form.keys())
        out.insert(key.substr(0, key.find_first_of(".[")));
    return out;
}

std::shared_ptr<Compiled> Compiler::compile(const std::vector<FileText>& files,
                                            const Clock& clock) {
    const FileText* sheet = file_named(files, "item.yaml");
    if (!sheet)
        throw refuse_field("item.yaml", "service.file_missing",
                           {"缺少文件 item.yaml", "the file item.yaml is missing"});
    auto out = std::make_shared<Compiled>();
    out->clock_ = &clock;
    out->item_ = read_item(sheet->text, sheet->name);
    out->hash_ = hash_of(files);
    const Item& item = out->item_;
    std::vector<process::DecisionFile> decisions;
    for (const auto& text : decision_texts(item, files)) {
        auto model = decision::Model::read(text);
        model->require_sound();
        out->decisions_[text.name] = model;
        decisions.push_back({text.name, std::move(model)});
    }
    const auto deployment = deployment_of(item, files);
    out->program_ =
        process::compile(*process::bpmn::read(deployment.file, deployment.xml), decisions);
    for (const auto& name : forms_of(item, *out->program_))
        out->forms_[name] = read_form(files, name);
    out->application_ = out->forms_.at(item.form);
    out->fields_ = top_fields(*out->application_);
    if (!item.who_may.empty()) out->who_may_ = decision::Expression::compile(item.who_may);
    for (const auto& material : item.materials)
        if (!material.when.empty())
            out->when_.emplace(material.code, decision::Expression::compile(material.when));
    return out;
}

}  // namespace linli::service
