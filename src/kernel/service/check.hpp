// What keeps a service item from being put in force, each by a rule with a stable name, and what is
// allowed but hardly meant. docs/service-items.md lists them all, made from rules().
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "kernel/service/item.hpp"

namespace linli::service {

inline constexpr std::size_t files_max = 40;
inline constexpr std::size_t text_bytes_max = 8u << 20;  // of all files of an item

struct FileText {
    std::string name;  // "item.yaml", "process.bpmn", "form.json", "*.json", "*.dmn"
    std::string text;
};
BOOST_DESCRIBE_STRUCT(FileText, (), (name, text))
inline Limits limits(const FileText*) {
    return {{"name", {.length_min = 1, .length_max = 100}}, {"text", {.length_max = 4u << 20}}};
}

struct Rule {
    std::string_view name;  // "service.basis_missing"
    bool refuses = true;
    // What is wrong and the way out; {0}, {1} stand for names and values of the item.
    std::string_view zh, en;
};
const std::vector<Rule>& rules();

struct ItemFault {
    std::string file;
    std::string where;  // path of the member, or element and line
    std::string rule;
    Words words;
    bool refuses = true;
};
BOOST_DESCRIBE_STRUCT(ItemFault, (), (file, where, rule, words, refuses))

struct Report {
    std::vector<ItemFault> faults;  // by file, at most 1,000
    bool good() const;              // nothing refuses
};

// What an item may name beside its own files.
struct Known {
    std::set<std::string> roles;
};

// The whole folder; `code` its name. Pure, never throws for what is in the files.
Report check(const std::string& code, const std::vector<FileText>& files, const Known&);

// The table of the rules, as it stands in docs/service-items.md.
std::string rules_as_markdown();

}  // namespace linli::service
