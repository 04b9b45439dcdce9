#include "kernel/service/check.hpp"

#include <algorithm>

#include "kernel/service/check_context.hpp"
#include "kernel/service/text.hpp"

namespace linli::service {
namespace {

constexpr std::size_t faults_max = 1000;

std::string filled(std::string_view words, const std::vector<std::string>& args) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool place = words[i] == '{' && i + 2 < words.size() && words[i + 2] == '}';
        const std::size_t n = place ? std::size_t(words[i + 1] - '0') : args.size();
        if (!place || n >= args.size()) {
            out += words[i];
            continue;
        }
        out += args[n];
        i += 2;
    }
    return out;
}

const Rule& rule_named(std::string_view name) {
    for (const auto& rule : rules())
        if (rule.name == name) return rule;
    LINLI_CHECK(false && "an unknown rule of service items");
}

}  // namespace

bool Report::good() const {
    return std::none_of(faults.begin(), faults.end(), [](const auto& f) { return f.refuses; });
}

Report check(const std::string& code, const std::vector<FileText>& files, const Known& known) {
    return Checker(code, files, known).run();
}

void Checker::tell(std::string_view rule, const std::string& file, const std::string& where,
                   Args args) {
    if (out_.faults.size() >= faults_max) return;
    const Rule& r = rule_named(rule);
    out_.faults.push_back(
        {file, where, std::string(rule), {filled(r.zh, args), filled(r.en, args)}, r.refuses});
}

// The words of a reader are there in both languages; each goes to its own.
void Checker::tell(std::string_view rule, const std::string& file, const std::string& where,
                   const Refusal& refusal) {
    const Rule& r = rule_named(rule);
    const auto add = [&](const std::string& at, const Words& words) {
        if (out_.faults.size() >= faults_max) return;
        out_.faults.push_back({file,
                               at,
                               std::string(rule),
                               {filled(r.zh, {words.zh}), filled(r.en, {words.en})},
                               r.refuses});
    };
    if (refusal.fields().empty()) return add(where, refusal.words());
    for (const auto& field : refusal.fields())
        add(where.empty() ? field.field : where, field.words);
}

Report Checker::run() {
    check_files();
    if (read_sheet()) {
        read_decisions();
        read_process();
        read_forms();
        check_words();
        check_bases();
        check_times();
        check_rest();
        check_who_may();
        check_materials();
        check_variables();
        if (program_) check_process();
        check_unused();
    }
    std::stable_sort(out_.faults.begin(), out_.faults.end(),
                     [](const auto& a, const auto& b) { return a.file < b.file; });
    return std::move(out_);
}

void Checker::check_files() {
    std::size_t bytes = 0;
    std::set<std::string> names;
    for (const auto& file : files_) {
        bytes += file.text.size();
        if (!is_file_name(file.name)) tell("service.file_name", file.name, "", {file.name});
        if (!names.insert(file.name).second) tell("service.twice", file.name, "", {file.name});
    }
    if (files_.size() > files_max || bytes > text_bytes_max) tell("service.too_large", "", "");
}

bool Checker::read_sheet() {
    const FileText* sheet = file_named(files_, "item.yaml");
    if (!sheet) {
        tell("service.file_missing", "item.yaml", "", {"item.yaml"});
        return false;
    }
    try {
        item_ = read_item(sheet->text, sheet->name);
        return true;
    } catch (const Refusal& refusal) {
        tell(refusal.code() == "yaml.malformed" ? "service.yaml" : "service.member", "item.yaml",
             "", refusal);
        return false;
    }
}

void Checker::check_unused() {
    if (!program_) return;  // what it names is not known
    auto named = forms_of(item_, *program_);
    named.insert({"item.yaml", item_.process});
    named.insert(item_.decisions.begin(), item_.decisions.end());
    for (const auto& file : files_)
        if (!named.contains(file.name) && is_file_name(file.name))
            tell("service.file_unused", file.name, "", {file.name});
}

}  // namespace linli::service
