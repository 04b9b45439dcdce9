// Private to kernel/service: the files of an item.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/service/catalogue.hpp"

namespace linli::service {

// item.yaml, process.bpmn (or another *.bpmn), *.dmn, *.json, without folders.
bool is_file_name(std::string_view name);
// a-z, 0-9 and "-", from a letter, at most 60.
bool is_code(std::string_view code);

// Null when there is none of that name.
const FileText* file_named(const std::vector<FileText>& files, std::string_view name);
// SHA-256 over names and texts; the files are sorted by name.
std::string hash_of(const std::vector<FileText>& files);

void insert(store::Tx& tx, const TextRow& row, const std::vector<FileText>& files);

// Splits "materials.dmn#Materials".
struct DecisionName {
    std::string file, decision;
};
DecisionName decision_name(std::string_view text);

// Throws Refusal 422 when a file cannot be used; what check() finds in it beyond that is not looked
// for again.
class Compiler {
  public:
    static std::shared_ptr<Compiled> compile(const std::vector<FileText>& files, const Clock&);
};
process::Deployment deployment_of(const Item& item, const std::vector<FileText>& files);
std::vector<decision::ModelText> decision_texts(const Item& item,
                                                const std::vector<FileText>& files);
// The forms that the process and the item name.
std::set<std::string> forms_of(const Item& item, const process::Program& program);
// Without the path below it: "children" of "children[].name".
std::set<std::string> top_fields(const form::Form& form);

}  // namespace linli::service
