#include "kernel/rules/text.hpp"

namespace linli::rules {
namespace {

struct StoredText : TextRow {
    std::vector<FileText> files;
    Report report;
};
BOOST_DESCRIBE_STRUCT(StoredText, (TextRow), (files, report))

}  // namespace

bool is_file_name(std::string_view name) {
    if (name == "package.yaml" || name == "parameters.yaml" || name == "examples.yaml") return true;
    if (name.size() < 5 || name.size() > 200 || !name.ends_with(".dmn") || name.front() == '.') {
        return false;
    }
    for (const unsigned char c : name) {
        if (c < 0x20 || c == 0x7f || c == '/' || c == '\\' || c == ':' || c == '"') return false;
    }
    return true;
}

Refusal wrong_name(const std::string& wanted, const std::string& found) {
    return refuse_field("package.yaml:package", "rules.package_name_differs",
                        {"package.yaml 里的名称是「" + found + "」，应为「" + wanted + "」",
                         "package.yaml is named \"" + found + "\" instead of \"" + wanted + "\""});
}

void require_compiled(const decision::Package& package) {
    for (const auto& version : package.versions())
        version.model->require_sound();
}

void insert(store::Tx& tx, const TextRow& row, const decision::Package& package,
            const Report& report) {
    StoredText stored;
    static_cast<TextRow&>(stored) = row;
    for (const auto& file : package.files())
        stored.files.push_back({file.name, file.text});
    stored.report = report;
    tx.insert("rule_text", stored);
}

}  // namespace linli::rules
